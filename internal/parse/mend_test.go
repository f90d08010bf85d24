package parse

import (
	"strconv"
	"strings"
	"testing"

	"dateline/internal/text"
)

// page lays out "word/tag/head/relation ..." as one sentence.
func page(t *testing.T, s string) (*text.Doc, []text.Arc) {
	t.Helper()
	d := &text.Doc{}
	var arcs []text.Arc
	for _, f := range strings.Fields(s) {
		p := strings.Split(f, "/")
		head, err := strconv.Atoi(p[2])
		upos, rel := text.ParseUPOS(p[1]), text.ParseRel(p[3])
		if err != nil || upos.String() != p[1] || rel.String() != p[3] {
			t.Fatal(f)
		}
		d.Tokens = append(d.Tokens, text.Token{Start: int32(len(d.Text)), End: int32(len(d.Text) + len(p[0]))})
		d.Text += p[0] + " "
		d.Tags = append(d.Tags, text.Tag{UPOS: upos})
		arcs = append(arcs, text.Arc{Head: int32(head), Rel: rel})
	}
	d.Sentences = []text.Sentence{{First: 0, Last: len(d.Tokens)}}
	return d, arcs
}

func TestMend(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"a title is no first name",
			"Defense/PROPN/4/nsubj Minister/PROPN/0/flat Juan/PROPN/0/flat Pinzon/PROPN/0/flat spoke/VERB/-1/root",
			"1 compound, 2 nmod:desc, 4 nsubj, 2 flat, -1 root"},
		{"two titles, what belongs to them and what to the name",
			"Chadian/ADJ/1/amod Brigadier/PROPN/6/nsubj General/PROPN/1/flat Anna/PROPN/1/flat Bell/PROPN/1/flat here/ADV/1/advmod spoke/VERB/-1/root",
			"2 amod, 2 compound, 3 nmod:desc, 6 nsubj, 3 flat, 3 advmod, -1 root"},
		{"a name without a title",
			"Anna/PROPN/2/nsubj Bell/PROPN/0/flat spoke/VERB/-1/root",
			"2 nsubj, 0 flat, -1 root"},
		{"a title alone",
			"Prime/PROPN/2/nsubj Minister/PROPN/0/flat spoke/VERB/-1/root",
			"2 nsubj, 0 flat, -1 root"},
		{"a speaker hung on the last word of the quotation",
			"\"/PUNCT/3/punct They/PRON/3/nsubj hold/VERB/-1/root bridge/NOUN/2/obj ,/PUNCT/2/punct \"/PUNCT/2/punct spokesman/NOUN/3/appos told/VERB/2/parataxis us/PRON/7/iobj",
			"3 punct, 3 nsubj, -1 root, 2 obj, 2 punct, 2 punct, 7 nsubj, 2 parataxis, 7 iobj"},
		{"the same under the verb",
			"\"/PUNCT/3/punct They/PRON/2/nsubj hold/VERB/7/ccomp bridge/NOUN/2/obj ,/PUNCT/2/punct \"/PUNCT/2/punct spokesman/NOUN/3/appos told/VERB/-1/root us/PRON/7/iobj",
			"3 punct, 2 nsubj, 7 ccomp, 2 obj, 2 punct, 2 punct, 7 nsubj, -1 root, 7 iobj"},
		{"a verb that has its subject",
			"He/PRON/6/nsubj \"/PUNCT/2/punct hold/VERB/6/ccomp ,/PUNCT/2/punct \"/PUNCT/2/punct bridge/NOUN/2/appos told/VERB/-1/root",
			"6 nsubj, 2 punct, 6 ccomp, 2 punct, 2 punct, 2 appos, -1 root"},
		{"quoted words that are part of a sentence",
			"a/DET/2/det \"/PUNCT/2/punct strong/NOUN/6/obl here/ADV/2/advmod \"/PUNCT/2/punct leader/NOUN/2/appos spoke/VERB/-1/root",
			"2 det, 2 punct, 6 obl, 2 advmod, 2 punct, 2 appos, -1 root"},
		{"what the verb hangs below the noun stays",
			"\"/PUNCT/1/punct hold/VERB/-1/root bridge/NOUN/4/nmod ,/PUNCT/1/punct \"/PUNCT/1/punct spokesman/NOUN/1/appos told/VERB/2/parataxis",
			""},
	} {
		d, arcs := page(t, c.in)
		mend(d, d.Sentences[0], arcs)
		var got []string
		for _, a := range arcs {
			got = append(got, strconv.Itoa(int(a.Head))+" "+a.Rel.String())
		}
		if s := strings.Join(got, ", "); c.want != "" && s != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.name, s, c.want)
		}
		for i := range arcs {
			n := 0
			for h := i; h >= 0; h = int(arcs[h].Head) {
				if n++; n > len(arcs) {
					t.Fatalf("%s: a circle", c.name)
				}
			}
		}
	}
}

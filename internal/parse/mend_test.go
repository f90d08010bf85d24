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
		tag, detail, _ := strings.Cut(p[1], ".")
		upos, rel := text.ParseUPOS(tag), text.ParseRel(p[3])
		if err != nil || upos.String() != tag || rel.String() != p[3] {
			t.Fatal(f)
		}
		d.Tokens = append(d.Tokens, text.Token{Start: int32(len(d.Text)), End: int32(len(d.Text) + len(p[0]))})
		d.Text += p[0] + " "
		d.Tags = append(d.Tags, text.Tag{UPOS: upos, XPOS: text.ParseXPOS(detail)})
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
		{"nobody is called upon in a report",
			"Bell/PROPN/4/vocative ,/PUNCT/0/punct 59/NUM/0/nmod:unmarked ,/PUNCT/0/punct told/VERB/-1/root us/PRON/4/iobj",
			"4 nsubj, 0 punct, 0 nmod:unmarked, 0 punct, -1 root, 4 iobj"},
		{"a trailing source hung on the last noun of what is said",
			"Maute/PROPN/1/nsubj died/VERB/9/ccomp on/ADP/3/case Monday/PROPN/1/obl ,/PUNCT/7/punct the/DET/6/det ministry/NOUN/7/nmod:poss spokesman/NOUN/8/nmod:desc Petrov/PROPN/3/appos said/VERB.VBD/-1/root",
			"1 nsubj, 9 ccomp, 3 case, 1 obl, 7 punct, 6 det, 7 nmod:poss, 8 nmod:desc, 9 nsubj, -1 root"},
		{"the same with an apposition of its own",
			"Maute/PROPN/1/nsubj died/VERB/10/ccomp on/ADP/3/case Monday/PROPN/1/obl ,/PUNCT/5/punct Petrov/PROPN/3/appos ,/PUNCT/8/punct a/DET/8/det spokesman/NOUN/5/appos ,/PUNCT/8/punct said/VERB.VBD/-1/root",
			"1 nsubj, 10 ccomp, 3 case, 1 obl, 5 punct, 10 nsubj, 8 punct, 8 det, 5 appos, 8 punct, -1 root"},
		{"no circle where the verb hangs on the noun",
			"Maute/PROPN/1/nsubj led/VERB/-1/root ,/PUNCT/3/punct gunmen/NOUN/1/obj fled/VERB.VBD/3/parataxis",
			"1 nsubj, -1 root, 3 punct, 1 obj, 3 parataxis"},
		{"a list before a verb that shares its subject",
			"Maute/PROPN/1/nsubj led/VERB/-1/root fighters/NOUN/1/obj ,/PUNCT/4/punct gunmen/NOUN/2/conj fled/VERB.VBD/1/conj",
			"1 nsubj, -1 root, 1 obj, 4 punct, 2 conj, 1 conj"},
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

package score

import (
	"strings"
	"testing"
)

// bank makes a treebank of "form upos head rel" words, "|" between words, "=" before
// the parts of a multiword token, one sentence an argument.
func bank(t *testing.T, sentences ...string) []UDDocument {
	t.Helper()
	var d UDDocument
	for _, s := range sentences {
		var u UDSentence
		for w := range strings.SplitSeq(s, "|") {
			f := strings.Fields(w)
			n := len(u.Words)
			if rest, ok := strings.CutPrefix(f[0], "="); ok {
				f[0] = rest
				if k := len(u.Ranges); k > 0 && u.Ranges[k-1].Last == n {
					u.Ranges[k-1].Last++
					u.Ranges[k-1].Form += rest
				} else {
					u.Ranges = append(u.Ranges, UDRange{First: n, Last: n + 1, Form: rest})
				}
			}
			u.Words = append(u.Words, UDWord{Form: f[0], UPOS: f[1], Head: int(f[2][0] - '0'), Rel: f[3], XPOS: "_", Lemma: f[0]})
		}
		d.Sentences = append(d.Sentences, u)
	}
	return []UDDocument{d}
}

func TestSyntaxByHand(t *testing.T) {
	gold := bank(t, "He PRON 4 nsubj|=do AUX 4 aux|=n't PART 4 advmod|row VERB 0 root|. PUNCT 4 punct", "Boats NOUN 2 nsubj:pass|sank VERB 0 root")
	for _, c := range []struct {
		name                                string
		system                              []string
		words, sentences, upos, uas, las, p F1
	}{
		{"the same", []string{"He PRON 4 nsubj|=do AUX 4 aux|=n't PART 4 advmod|row VERB 0 root|. PUNCT 4 punct", "Boats NOUN 2 nsubj:pass|sank VERB 0 root"},
			F1{7, 7, 7}, F1{2, 2, 2}, F1{7, 7, 7}, F1{7, 7, 7}, F1{7, 7, 7}, F1{7, 7, 7}},
		{"unsplit, one sentence, a tag and a subtype wrong", []string{"He PRON 3 nsubj|don't AUX 3 aux|row NOUN 0 root|. PUNCT 3 punct|Boats NOUN 6 nsubj|sank VERB 3 parataxis"},
			F1{5, 7, 6}, F1{0, 2, 1}, F1{4, 7, 6}, F1{4, 7, 6}, F1{3, 7, 6}, F1{4, 7, 6}},
		{"oversplit", []string{"He PRON 4 nsubj|=don AUX 4 aux|='t PART 4 advmod|row VERB 0 root|. PUNCT 4 punct", "Bo NOUN 3 nsubj|ats X 1 dep|sank VERB 0 root"},
			F1{4, 7, 8}, F1{2, 2, 2}, F1{4, 7, 8}, F1{4, 7, 8}, F1{4, 7, 8}, F1{4, 7, 8}},
	} {
		got, err := EvalSyntax(gold, bank(t, c.system...))
		if err != nil {
			t.Fatal(err)
		}
		want := Syntax{Words: c.words, Sentences: c.sentences, UPOS: c.upos, XPOS: c.words, Lemma: c.words, UAS: c.uas, LAS: c.las, LASPlain: c.p}
		if got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, want)
		}
	}
}

func TestSyntaxRefusesOtherTexts(t *testing.T) {
	_, err := EvalSyntax(bank(t, "oars NOUN 0 root"), bank(t, "oats NOUN 0 root"))
	if err == nil || !strings.Contains(err.Error(), "character 2") {
		t.Fatalf("error %v", err)
	}
}

func TestPageToTreebankAndBack(t *testing.T) {
	docs, err := ReadCoNLLU(strings.NewReader(twoSentences))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := RawText(docs), "They don't sail. \n\nThe ferry's late "; got != want {
		t.Fatalf("raw text %q, want %q", got, want)
	}
	got, err := EvalSyntax(docs, []UDDocument{UDOf(docs[0].Doc())})
	if err != nil {
		t.Fatal(err)
	}
	all, two := F1{9, 9, 9}, F1{2, 2, 2}
	if want := (Syntax{all, two, all, all, all, all, all, all}); got != want {
		t.Fatalf("got %+v", got)
	}
}

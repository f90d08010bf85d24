package lemma

import (
	_ "embed"
	"strings"
	"testing"

	"dateline/internal/text"
)

//go:embed testdata/lemmas.tsv
var cases string

func TestLemma(t *testing.T) {
	n := 0
	for l := range strings.Lines(cases) {
		c := strings.Split(strings.TrimRight(l, "\n"), "\t")
		if strings.HasPrefix(l, "#") || len(c) != 5 {
			continue
		}
		n++
		u, x := text.ParseUPOS(c[1]), text.ParseXPOS(c[2])
		if u == text.NoPOS || x == text.NoXPOS {
			t.Fatalf("unknown tags in %q", l)
		}
		if got := Lemma(c[0], u, x, c[3] == "caps"); got != c[4] {
			t.Errorf("%s %s %s %s: %q, want %q", c[0], c[1], c[2], c[3], got, c[4])
		}
	}
	if n < 60 {
		t.Fatalf("only %d cases", n)
	}
}

func TestFeats(t *testing.T) {
	for _, c := range []struct {
		form string
		u    text.UPOS
		x    text.XPOS
		want text.Feats
	}{
		{"sank", text.VERB, text.VBD, text.Past | text.Fin | text.Ind},
		{"Ferries", text.NOUN, text.NNS, text.Plur},
		{"HER", text.PRON, text.PRPS, text.PrsPron | text.Third | text.Sing | text.Fem | text.Poss},
		{"her", text.PRON, text.PRP, text.PrsPron | text.Third | text.Sing | text.Fem | text.AccCase},
		{"that", text.PRON, text.WDT, text.RelPron},
		{"that", text.SCONJ, text.IN, 0},
		{"those", text.DET, text.DT, text.Dem | text.Plur},
		{"n’t", text.PART, text.RB, text.Neg},
		{"larger", text.ADJ, text.JJR, text.Cmp},
		{"The", text.DET, text.DT, text.Def},
		{"there", text.PRON, text.EX, 0},
	} {
		if got := Feats(c.form, c.u, c.x); got != c.want {
			t.Errorf("%s %v %v: %b, want %b", c.form, c.u, c.x, got, c.want)
		}
	}
}

// FuzzLemma holds that any form with any tags has a lemma.
func FuzzLemma(f *testing.F) {
	f.Add("Ferries", uint8(text.NOUN), uint8(text.NNS), true)
	f.Add("s", uint8(text.VERB), uint8(text.VBZ), false)
	f.Add("\xff-\xfe", uint8(text.ADJ), uint8(text.JJ), false)
	f.Add("’s", uint8(text.PART), uint8(text.POS), false)
	f.Fuzz(func(t *testing.T, form string, u, x uint8, caps bool) {
		if Lemma(form, text.UPOS(u), text.XPOS(x), caps) == "" && form != "" {
			t.Fatalf("no lemma for %q", form)
		}
		Feats(form, text.UPOS(u), text.XPOS(x))
	})
}

func BenchmarkLemma(b *testing.B) {
	words := []struct {
		form string
		u    text.UPOS
		x    text.XPOS
	}{{"harbour", text.NOUN, text.NN}, {"sinking", text.VERB, text.VBG}, {"was", text.AUX, text.VBD}, {",", text.PUNCT, text.Comma}, {"officials", text.NOUN, text.NNS}, {"Ghent", text.PROPN, text.NNP}}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w := words[i%len(words)]
		Lemma(w.form, w.u, w.x, false)
	}
}

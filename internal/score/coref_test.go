package score

import (
	"math"
	"strings"
	"testing"
)

// chainsOf makes chains from letters: each letter is a mention.
func chainsOf(s string) [][]CorefSpan {
	var out [][]CorefSpan
	for _, w := range strings.Fields(s) {
		var c []CorefSpan
		for _, r := range w {
			c = append(c, CorefSpan{int(r), int(r) + 1})
		}
		out = append(out, c)
	}
	return out
}

// TestCorefMeasures holds the measures to cases worked out by hand. The third
// is the example of Luo (2005) reduced to chains of two and more.
func TestCorefMeasures(t *testing.T) {
	for _, c := range []struct {
		gold, found                string
		mucR, mucP, bR, bP, cR, cP float64
	}{
		{"abc de", "abc de", 100, 100, 100, 100, 100, 100},
		{"abcd", "ab cd", 200. / 3, 100, 50, 100, 200. / 3, 100. / 3},
		// gold: 6 links, found keeps abcd (3) and ef+ghi as one (1+2) of 6; its own links 3+4
		{"abcd ef ghi", "abcd efghi", 100, 600. / 7, 100, 100 * (4 + 4./5 + 9./5) / 9, 100 * (1 + 6./8) / 3, 100 * (1 + 6./8) / 2},
		{"ab", "xy", 0, 0, 0, 0, 0, 0},
		{"ab", "a b", 0, 0, 0, 0, 0, 0},
		{"abc", "abx", 50, 50, 400. / 9, 400. / 9, 200. / 3, 200. / 3},
	} {
		var s Coref
		s.Add(chainsOf(c.gold), chainsOf(c.found))
		got := []float64{s.MUC.Recall(), s.MUC.Precision(), s.B3.Recall(), s.B3.Precision(), s.CEAF.Recall(), s.CEAF.Precision()}
		for i, want := range []float64{c.mucR, c.mucP, c.bR, c.bP, c.cR, c.cP} {
			if math.Abs(got[i]-want) > 1e-9 {
				t.Errorf("%q found as %q: measure %d is %.4f, want %.4f", c.gold, c.found, i, got[i], want)
			}
		}
	}
}

func TestAssignFindsTheBestPairing(t *testing.T) {
	cost := [][]float64{{4, 1, 3}, {2, 0, 5}, {3, 2, 2}}
	if got := assign(cost); got != 5 {
		t.Errorf("got %v, want 5", got)
	}
	if got := assign(nil); got != 0 {
		t.Errorf("empty: got %v", got)
	}
}

func TestReadCoref(t *testing.T) {
	in := "# begin document a\n0\tAnna\t(1)\n1\tfed\t_\n2\ther\t(2(1)\n3\told\t_\n4\tdog\t2)\n5\t.\t_\n# end document\n"
	docs, err := ReadCoref(strings.NewReader(in))
	if err != nil || len(docs) != 1 {
		t.Fatalf("%v, %d documents", err, len(docs))
	}
	d := docs[0]
	if len(d.Chains) != 2 || len(d.Chains[0]) != 2 || d.Chains[1][0] != (CorefSpan{2, 5}) {
		t.Errorf("chains %v", d.Chains)
	}
	if p := d.Page(); p.Text != "Anna fed her old dog." || p.Word(4) != "dog" {
		t.Errorf("page %q", p.Text)
	}
	if _, err := ReadCoref(strings.NewReader("# begin document a\n0\tAnna\t1)\n")); err == nil {
		t.Error("a mention that never began is no error")
	}
}

package read

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"dateline"
)

// figureCase writes a figure as the cases of package figure have it.
func figureCase(f dateline.Figure) string {
	bound := func(v *float64) string {
		if v == nil {
			return "-"
		}
		return fmt.Sprintf("%.0f", *v)
	}
	who := f.Who
	if who == "" {
		who = "-"
	}
	s := fmt.Sprintf("%s %s %s..%s", f.Measure, who, bound(f.Low), bound(f.High))
	for _, m := range []struct {
		on   bool
		mark string
	}{{f.LowOpen, ">"}, {f.HighOpen, "<"}, {f.Approx, "~"}, {f.Doubt == dateline.DoubtVague, "?"}, {f.PartOf != "", "@" + f.PartOf}} {
		if m.on {
			s += " " + m.mark
		}
	}
	return s + fmt.Sprintf(" %q", f.Wording)
}

func TestFigures(t *testing.T) {
	raw, err := os.ReadFile("../internal/figure/testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t)
	n := 0
	for i, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		sentence, want, ok := strings.Cut(line, "|")
		if !ok {
			t.Fatalf("line %d has no bar", i+1)
		}
		n++
		var got []string
		for _, f := range r.Read(&dateline.Dispatch{Source: "Test Wire", Text: strings.TrimSpace(sentence)}).Figures {
			got = append(got, figureCase(f))
		}
		if g, w := strings.Join(got, " ; "), strings.TrimSpace(want); g != w {
			t.Errorf("line %d: %s\n got %s\nwant %s", i+1, sentence, g, w)
		}
	}
	if n < 20 {
		t.Fatalf("only %d cases were read", n)
	}
}

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

func TestFigureScope(t *testing.T) {
	out := reader(t).Read(&dateline.Dispatch{Source: "Test Wire",
		Text: "Shelling has killed 40 people in Aleppo since Monday. The raid killed three of them, including two children, and 12 soldiers were wounded near Homs."})
	at := func(id string) string {
		for _, p := range out.Places {
			if p.ID == id {
				return p.Span.Of(out.Dispatch.Text)
			}
		}
		return id
	}
	var first, last *dateline.Figure
	for i := range out.Figures {
		f := &out.Figures[i]
		if f.ID != fmt.Sprintf("f%d", i+1) || i > 0 && f.Evidence[0].Start < out.Figures[i-1].Evidence[0].Start {
			t.Errorf("%s stands at %d", f.ID, i+1)
		}
		switch f.Wording {
		case "40":
			first = f
		case "12":
			last = f
		}
	}
	if first == nil || first.Scope == nil || at(first.Scope.Place) != "Aleppo" || first.Scope.Since == "" {
		t.Errorf("40: %+v", first)
	}
	if last == nil || last.Scope == nil || at(last.Scope.Place) != "Homs" || last.Scope.Since != "" {
		t.Errorf("12: %+v", last)
	}
}

package read

import (
	"fmt"
	"os"
	"testing"

	"dateline"
	"dateline/internal/score"
)

func TestFigures(t *testing.T) {
	in, err := os.Open("../internal/figure/testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	cases, err := score.ReadFigures(in)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 20 {
		t.Fatalf("only %d cases were read", len(cases))
	}
	r := reader(t)
	for i := range cases {
		c := &cases[i]
		out := r.Read(c.Dispatch())
		var s score.FigureScore
		if s.Add(c, out) {
			continue
		}
		t.Errorf("line %d: %s", c.Line, c.Text)
		for k := range out.Figures {
			t.Logf("  got %s", score.FigureOf(out, &out.Figures[k]))
		}
		for k := range c.Figures {
			t.Logf(" want %s", c.Figures[k])
		}
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

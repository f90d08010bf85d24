package figure

import (
	"strings"
	"testing"

	"dateline"
	"dateline/internal/segment"
	"dateline/internal/text"
)

func page(s string) *text.Doc {
	d := text.New(&dateline.Dispatch{Text: s})
	d.Paragraphs, d.Sentences, d.Tokens = segment.Split(d.Text, nil)
	d.Tags = make([]text.Tag, len(d.Tokens))
	arcs := make([]text.Arc, len(d.Tokens))
	for _, x := range d.Sentences {
		for i := x.First; i < x.Last; i++ {
			arcs[i] = text.Arc{Head: int32(i) - 1, Rel: text.Dep}
			if i == x.First {
				arcs[i] = text.Arc{Head: -1, Rel: text.Root}
			}
		}
	}
	d.Tree = text.NewTree(arcs)
	return d
}

func TestQuantities(t *testing.T) {
	for _, c := range []struct {
		text      string
		low, high float64 // -1: open
		words     string
	}{
		{"between 30 and 40 men", 30, 40, "between 30 and 40"},
		{"30 to 40 men", 30, 40, "30 to 40"},
		{"two hundred and fifty men", 250, 250, "two hundred and fifty"},
		{"twenty-three men", 23, 23, "twenty-three"},
		{"a hundred men", 100, 100, "a hundred"},
		{"a couple of men", 2, 2, "a couple"},
		{"two dozen men", 24, 24, "two dozen"},
		{"2.5 million men", 2500000, 2500000, "2.5 million"},
		{"1,250 men", 1250, 1250, "1,250"},
		{"no fewer than nine men", 9, -1, "no fewer than nine"},
		{"as many as 70 men", -1, 70, "as many as 70"},
		{"40 or more men", 40, -1, "40 or more"},
		{"dozens of men", -1, -1, "dozens"},
	} {
		d := page(c.text)
		qs := newScanner(d).all(0, len(d.Tokens))
		if len(qs) != 1 {
			t.Errorf("%s: %d quantities", c.text, len(qs))
			continue
		}
		value := func(v *float64) float64 {
			if v == nil {
				return -1
			}
			return *v
		}
		if q := qs[0]; value(q.low) != c.low || value(q.high) != c.high || d.SpanOf(q.first, q.last).Of(d.Text) != c.words {
			t.Errorf("%s: %v..%v %q", c.text, value(q.low), value(q.high), d.SpanOf(q.first, q.last).Of(d.Text))
		}
	}
}

func TestWhatIsNoCount(t *testing.T) {
	for _, s := range []string{"in 2014", "on May 3", "a 10-year-old", "43 percent", "$ 200", "at 10 a.m.", "40 km", "flight 17", "resolution 1701"} {
		d := page(s)
		if qs := newScanner(d).all(0, len(d.Tokens)); len(qs) != 0 {
			t.Errorf("%s: %q is counted", s, d.SpanOf(qs[0].first, qs[0].last).Of(d.Text))
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Dozens of two hundred hundred million killed, wounded and 3 to 2 between and 5 dead")
	f.Add("\xff 1 1 1 million k m a couple of a few")
	f.Fuzz(func(t *testing.T, s string) {
		d := page(s)
		for _, x := range Find(d, &dateline.Reading{}) {
			if x.Wording == "" || x.Low != nil && x.High != nil && *x.Low > *x.High {
				t.Fatalf("%+v", x)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := page(strings.Repeat("At least 43 people were killed and more than 100 injured when two hundred shells fell on the town. ", 300))
	b.ReportAllocs()
	for b.Loop() {
		Find(d, &dateline.Reading{})
	}
	b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

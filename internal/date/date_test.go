package date

import (
	"os"
	"strings"
	"testing"

	"dateline"
	"dateline/internal/segment"
	"dateline/internal/text"
)

func page(s string) *text.Doc {
	d := text.New(&dateline.Dispatch{Text: s})
	d.Paragraphs, d.Sentences, d.Tokens = segment.Split(d.Text, nil)
	return d
}

// found writes the dates of a text as the cases have them.
func found(d *text.Doc, ref string) string {
	var out []string
	for _, x := range Find(d, dateline.Reference{Date: ref}) {
		s := x.Span.Of(d.Text) + " = " + x.Value
		if x.From != "" {
			s += " " + x.From + ".." + x.To
		}
		if x.Doubt != "" {
			s += " !" + string(x.Doubt)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ; ")
}

func TestCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "|")
		if len(c) != 3 {
			t.Fatalf("line %d: %d fields, want 3", i+1, len(c))
		}
		n++
		d := page(strings.TrimSpace(c[0]))
		tense(d)
		if got, want := found(d, strings.TrimSpace(c[1])), strings.TrimSpace(c[2]); got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", i+1, c[0], got, want)
		}
	}
	if n < 20 {
		t.Fatalf("only %d cases were read", n)
	}
}

// tense stands in for tagger and parser: every word hangs on a "will", if the
// sentence has one.
func tense(d *text.Doc) {
	for i := range d.Tokens {
		if d.Word(i) != "will" {
			continue
		}
		d.Tags = make([]text.Tag, len(d.Tokens))
		arcs := make([]text.Arc, len(d.Tokens))
		for k := range arcs {
			arcs[k] = text.Arc{Head: int32(i + 1), Rel: text.Obl}
		}
		arcs[i].Rel = text.Aux
		arcs[i+1].Head = -1
		d.Tags[i+1].UPOS = text.VERB
		d.Tree = text.NewTree(arcs)
	}
}

// TestDaysAreInTheCalendar: from is never after to, and every day is a day.
func TestDaysAreInTheCalendar(t *testing.T) {
	for _, e := range []string{"early", "late", "mid", ""} {
		for _, w := range []string{"February", "2016", "next week", "last month", "this year", "the third quarter", "last summer"} {
			d := page("It fell in " + e + " " + w + ".")
			for _, x := range Find(d, dateline.Reference{Date: "2016-02-29"}) {
				if x.From > x.To || x.From != "" && len(x.From) != 10 {
					t.Errorf("%s %s: %s..%s", e, w, x.From, x.To)
				}
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"the night of 6-7 September", "31/02/1999 12:60 p.m. GMT", "two hundred hundred thousand years ago", "the mid-", "every every the last the", "nineteen ninety-nineteen"} {
		f.Add(s, "2014-09-03")
	}
	f.Add("\xff May May May 1 1 1", "")
	f.Fuzz(func(t *testing.T, s, ref string) {
		d := page(s)
		for _, x := range Find(d, dateline.Reference{Date: ref}) {
			if x.Span.Of(d.Text) == "" {
				t.Fatalf("a date without words: %+v", x)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	d := page(strings.Repeat("The envoys met in Arvenne on Monday, three days after the bridge fell, and agreed to return to the table early next month. The road has been closed since April, the mayor of the town said, and nobody knows when the convoy of the agency will pass. ", 200))
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(d, dateline.Reference{Date: "2014-09-03"})
	}
}

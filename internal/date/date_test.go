package date

import (
	"os"
	"strings"
	"testing"

	"dateline"
	"dateline/internal/text"
)

func find(s, ref string) []dateline.Date {
	return Find(text.New(&dateline.Dispatch{Text: s}), dateline.Reference{Date: ref})
}

// describe writes a date as the cases do: words = type value from to mod doubt.
func describe(s string, d dateline.Date) string {
	f := []string{d.Span.Of(s), "=", string(d.Type), d.Value}
	if d.From != "" {
		f = append(f, d.From+".."+d.To)
	}
	if d.Mod != "" {
		f = append(f, d.Mod)
	}
	if d.Doubt != "" {
		f = append(f, "!"+string(d.Doubt))
	}
	return strings.Join(f, " ")
}

// TestCases reads testdata/cases.txt: text | reference | what is found, the
// expressions separated by semicolons.
func TestCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(string(raw), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "|")
		s, ref, want := strings.TrimSpace(c[0]), strings.TrimSpace(c[1]), strings.TrimSpace(c[2])
		var got []string
		for _, d := range find(s, ref) {
			got = append(got, describe(s, d))
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", n+1, s, g, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("On the night of 6-7 September, 3 days after 31/12/99, at 25:61 p.m.", "2014-09-03")
	f.Add("99999999999 years ago the 9999th century in the 0000s Feb. 30 0000", "0001-01-01")
	f.Add("in a million hundred thousand years from now \xff\xe2\x80", "")
	f.Fuzz(func(t *testing.T, s, ref string) {
		doc := text.New(&dateline.Dispatch{Text: s})
		last := 0
		for _, d := range Find(doc, dateline.Reference{Date: ref}) {
			if d.Span.Start < last || d.Span.Empty() || d.Span.End > len(doc.Text) {
				t.Fatalf("span %+v after %d in %q", d.Span, last, s)
			}
			last = d.Span.End
			if d.From > d.To {
				t.Fatalf("%q: %s to %s", d.Span.Of(doc.Text), d.From, d.To)
			}
		}
	})
}

const benchText = `PORT VALE, Sept. 3 (Gazette) - The two sides met on Monday and agreed to talk again next week, a spokesman said.
The ferry line, closed since late April, will open on Friday, he said. More than 40 people had complained over the past two months.
Nobody was hurt when a wall of the old customs house gave way during a storm in the harbour, officials of the town told the paper.
`

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat(benchText, 20)
	doc := text.New(&dateline.Dispatch{Text: s})
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Find(doc, dateline.Reference{Date: "2014-09-03"})
	}
}

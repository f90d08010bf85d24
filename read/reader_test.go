package read

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline"

	"pgregory.net/rapid"
)

func reader(t testing.TB) *Reader {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func examples(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../examples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	var out []string
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// sound tells what is wrong with an exported reading, "" when nothing is.
func sound(r *dateline.Reading) string {
	letters := []rune(r.Dispatch.Text)
	fault := ""
	r.EachSpan(func(s *dateline.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > len(letters) || string(letters[s.Start:s.End]) != s.Text {
			fault = "a span does not quote the text: " + s.Text
		}
	})
	last := 0
	for _, z := range r.Dispatch.Zones {
		if z.Span.Start < last {
			fault = "zones overlap at " + z.Span.Text
		}
		last = z.Span.End
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err.Error()
	}
	for _, list := range []string{"names", "dates", "places", "statements", "events", "figures", "zones", "mentions", "content", "by", "actors", "targets", "evidence"} {
		if strings.Contains(string(b), `"`+list+`":null`) {
			fault = list + " is null"
		}
	}
	return fault
}

func TestExamplesAreSound(t *testing.T) {
	r := reader(t)
	for _, s := range examples(t) {
		out := r.Read(&dateline.Dispatch{Text: s})
		Export(out)
		if fault := sound(out); fault != "" {
			t.Errorf("%.40q: %s", s, fault)
		}
		if out.Dispatch.Dateline == nil || out.Dispatch.Source == "" {
			t.Errorf("%.40q: no dateline", s)
		}
	}
}

// TestAnyTextIsSound cuts the examples up, shuffles pieces, mixes in what does
// not belong, and holds the reading to its invariants.
func TestAnyTextIsSound(t *testing.T) {
	r := reader(t)
	all := strings.Join(examples(t), "\n\n")
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 8).Draw(t, "pieces") {
			i := rapid.IntRange(0, len(all)-1).Draw(t, "from")
			n := rapid.IntRange(0, 200).Draw(t, "length")
			b.WriteString(all[i:min(len(all), i+n)])
			b.WriteString(rapid.SampledFrom([]string{"", "\n", "\n\n", "\xff", "\x00", "é", "”", "“", "(", "\u202e", "\u200d", "🙂", " -- ", ", "}).Draw(t, "mark"))
		}
		d := &dateline.Dispatch{Text: b.String()}
		out := r.Read(d)
		if !utf8.ValidString(out.Dispatch.Text) {
			t.Fatalf("the text is not valid UTF-8")
		}
		Export(out)
		if fault := sound(out); fault != "" {
			t.Fatal(fault)
		}
	})
}

func TestReadTwice(t *testing.T) {
	r := reader(t)
	for _, s := range examples(t) {
		a, err := json.Marshal(r.Read(&dateline.Dispatch{Text: s}))
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(r.Read(&dateline.Dispatch{Text: s}))
		if err != nil {
			t.Fatal(err)
		}
		if string(a) != string(b) {
			t.Errorf("%.40q: two readings differ", s)
		}
	}
}

// FuzzRead holds that no text stops the reader.
func FuzzRead(f *testing.F) {
	for _, s := range examples(f) {
		f.Add(s)
	}
	for _, s := range []string{"", "\x00", "\xff\xfe", strings.Repeat("“", 2000), strings.Repeat("a", 20000), strings.Repeat("( ", 2000), strings.Repeat("- ", 2000)} {
		f.Add(s)
	}
	r := reader(f)
	f.Fuzz(func(t *testing.T, s string) {
		out := r.Read(&dateline.Dispatch{Text: s})
		Export(out)
		if fault := sound(out); fault != "" {
			t.Fatal(fault)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r := reader(b)
	s := examples(b)[0]
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		r.Read(&dateline.Dispatch{Text: s})
	}
}

package text

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"dateline"
)

func FuzzOffsets(f *testing.F) {
	f.Add("plain")
	f.Add("“Ж” 😀 e\u0301 \u202e")
	f.Fuzz(func(t *testing.T, raw string) {
		s, _ := Valid(raw)
		o := NewOffsets(s)
		for i := 0; i <= len(s); i++ {
			if i < len(s) && !utf8.RuneStart(s[i]) {
				continue
			}
			if got, want := o.Rune(i), utf8.RuneCountInString(s[:i]); got != want {
				t.Fatalf("Rune(%d) = %d, want %d", i, got, want)
			}
			if got, want := o.UTF16(i), len(utf16.Encode([]rune(s[:i]))); got != want {
				t.Fatalf("UTF16(%d) = %d, want %d", i, got, want)
			}
			if got := o.Byte(o.Rune(i)); got != i {
				t.Fatalf("Byte(Rune(%d)) = %d", i, got)
			}
		}
	})
}

func TestExportGoesThereAndBack(t *testing.T) {
	s := "“Peace” 😀 in Ghent"
	at := func(w string) dateline.Span {
		for i := range s {
			if len(s)-i >= len(w) && s[i:i+len(w)] == w {
				return dateline.Span{Start: i, End: i + len(w)}
			}
		}
		t.Fatalf("%q not in text", w)
		return dateline.Span{}
	}
	r := &dateline.Reading{Dispatch: dateline.Dispatch{Text: s}, Dates: []dateline.Date{{Span: at("Ghent")}}}
	before := r.Dates[0].Span
	Export(r)
	if got := r.Dates[0].Span; got.Text != "Ghent" || string([]rune(s)[got.Start:got.End]) != "Ghent" {
		t.Fatalf("exported span %+v", got)
	}
	Import(r)
	if r.Dates[0].Span != before {
		t.Fatalf("imported %+v, want %+v", r.Dates[0].Span, before)
	}
}

func TestValidCountsWhatItMends(t *testing.T) {
	s, n := Valid("a\xff\xfeb\x00")
	if s != "a\uFFFD\uFFFDb\x00" || n != 2 {
		t.Fatalf("got %q, %d", s, n)
	}
}

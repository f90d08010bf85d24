package segment

import (
	_ "embed"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline"
	"dateline/internal/text"
)

//go:embed testdata/cases.txt
var cases string

func TestCases(t *testing.T) {
	in, n := "", 0
	for l := range strings.Lines(cases) {
		l = strings.TrimRight(l, "\n")
		switch {
		case strings.HasPrefix(l, "< "):
			in = strings.ReplaceAll(l[2:], `\n`, "\n")
		case strings.HasPrefix(l, "> "):
			n++
			if got := shown(in, nil); got != l[2:] {
				t.Errorf("%q\n got %s\nwant %s", in, got, l[2:])
			}
		}
	}
	if n < 25 {
		t.Fatalf("only %d cases", n)
	}
}

// shown writes the layers of a text as the cases do.
func shown(s string, zones []dateline.Zone) string {
	_, sentences, tokens := Split(s, zones)
	var b strings.Builder
	for i, sent := range sentences {
		switch {
		case i == 0:
		case sent.Paragraph != sentences[i-1].Paragraph:
			b.WriteString(" || ")
		default:
			b.WriteString(" | ")
		}
		for k := sent.First; k < sent.Last; k++ {
			if k > sent.First {
				b.WriteByte(' ')
			}
			if tokens[k].Joined {
				b.WriteByte('+')
			}
			b.WriteString(tokens[k].Span().Of(s))
		}
	}
	return b.String()
}

func TestZones(t *testing.T) {
	s := "Updated on Monday\nGHENT, May 2 (Bureau) - The tide rose. It fell.\n(Writing by A. Scribe)"
	at := func(z dateline.ZoneKind, w string) dateline.Zone {
		i := strings.Index(s, w)
		return dateline.Zone{Zone: z, Span: dateline.Span{Start: i, End: i + len(w)}}
	}
	zones := []dateline.Zone{at(dateline.ZoneStamp, "Updated on Monday"), at(dateline.ZoneDateline, "GHENT, May 2 (Bureau) - "),
		at(dateline.ZoneBody, "The tide rose. It fell."), at(dateline.ZoneByline, "(Writing by A. Scribe)")}
	want := "Updated on Monday || GHENT , May 2 ( Bureau ) - | The tide rose . | It fell . || ( Writing by A. Scribe )"
	if got := shown(s, zones); got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
	one := "GHENT (Bureau) - The tide rose. (End)"
	zones = []dateline.Zone{{Zone: dateline.ZoneDateline, Span: dateline.Span{End: 17}}, {Zone: dateline.ZoneBoilerplate, Span: dateline.Span{Start: 32, End: 37}}}
	if got, want := shown(one, zones), "GHENT ( Bureau ) - | The tide rose . || ( End )"; got != want {
		t.Fatalf("got  %s\nwant %s", got, want)
	}
}

func TestLongSentenceIsCut(t *testing.T) {
	s := strings.Repeat("a boat, ", 160) + "and; " + strings.Repeat("an oar ", 90)
	_, sentences, tokens := Split(s, nil)
	for _, x := range sentences {
		if x.Last-x.First > maxSentence {
			t.Fatalf("sentence of %d tokens", x.Last-x.First)
		}
		if x.Last < len(tokens) {
			if w := tokens[x.Last-1].Span().Of(s); w != "," && w != ";" {
				t.Errorf("cut after %q", w)
			}
		}
	}
}

// check holds what must be so for any text.
func check(t *testing.T, s string, zones []dateline.Zone) {
	t.Helper()
	paragraphs, sentences, tokens := Split(s, zones)
	end := int32(0)
	for i, k := range tokens {
		if k.Start < end || k.End <= k.Start || int(k.End) > len(s) || int(k.End-k.Start) > maxWord+16 {
			t.Fatalf("token %d: %+v after %d of %d", i, k, end, len(s))
		}
		for _, r := range s[end:k.Start] {
			if !isBlank(r) {
				t.Fatalf("%q lies in no token", r)
			}
		}
		if k.Joined && (i == 0 || k.Start != end) {
			t.Fatalf("token %d is joined to nothing", i)
		}
		if !utf8.ValidString(s[k.Start:k.End]) {
			t.Fatalf("token %d breaks a character", i)
		}
		end = k.End
	}
	for _, r := range s[end:] {
		if !isBlank(r) {
			t.Fatalf("%q lies in no token", r)
		}
	}
	checkSentences(t, paragraphs, sentences, tokens)
}

func checkSentences(t *testing.T, paragraphs []dateline.Span, sentences []text.Sentence, tokens []text.Token) {
	t.Helper()
	next := 0
	for _, x := range sentences {
		if x.First != next || x.Last <= x.First || x.Last-x.First > maxSentence || tokens[x.First].Joined {
			t.Fatalf("sentence %+v after token %d", x, next)
		}
		p := paragraphs[x.Paragraph]
		if int(tokens[x.First].Start) < p.Start || int(tokens[x.Last-1].End) > p.End {
			t.Fatalf("sentence %+v is not in its paragraph %+v", x, p)
		}
		next = x.Last
	}
	if next != len(tokens) {
		t.Fatalf("%d of %d tokens are in sentences", next, len(tokens))
	}
}

func FuzzSplit(f *testing.F) {
	f.Add(cases, 40, 300)
	f.Fuzz(func(t *testing.T, raw string, a, b int) {
		s, _ := text.Valid(raw)
		check(t, s, nil)
		if a < 0 || b < a || b > len(s) || !utf8.ValidString(s[:a]) || !utf8.ValidString(s[:b]) {
			return
		}
		check(t, s, []dateline.Zone{{Zone: dateline.ZoneDateline, Span: dateline.Span{Start: a, End: b}}, {Zone: dateline.ZoneByline, Span: dateline.Span{Start: b, End: len(s)}}})
	})
}

func TestHugeInputIsLinear(t *testing.T) {
	n := 4 << 20
	if testing.Short() {
		n = 1 << 20
	}
	for name, unit := range map[string]string{"letters": "a", "quotes": "\"", "single quotes": "'", "open brackets": "(", "dots": ".", "dotted": "a.", "dotted words": "word.", "at": "@a",
		"hyphens": "pre-", "clitics": "'s", "abbreviations": "No. ", "spaced": "Mr.        ", "digits": "1,", "nul": "\x00", "commas": "1-", "newlines": "A\n", "stops": "A. ", "smileys": ":)",
		"urls": "http://", "bidi": "\u202e", "emoji": "👍🏽", "notes": ".[1]", "abbr stop": "e.g.", "slashes": "1/", "closers": ".\"", "apostrophes": "’", "mail": "a@"} {
		s := strings.Repeat(unit, n/len(unit))
		start := time.Now()
		_, sentences, _ := Split(s, nil)
		if d := time.Since(start); d > 8*time.Second {
			t.Errorf("%s: %v for %d bytes", name, d, len(s))
		}
		for _, x := range sentences {
			if x.Last-x.First > maxSentence {
				t.Fatalf("%s: sentence of %d tokens", name, x.Last-x.First)
			}
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	s := strings.Repeat("GHENT, May 2 (Bureau) - The harbour master, Lt. Gen. P. Varga, said on Monday that 1,200 boats hadn't returned. "+
		"“We don’t know where they are,” he told reporters in the U.S. embassy.\n", 200)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Split(s, nil)
	}
}

package header

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// cases reads a file of texts, each with what is expected on the line below.
func cases(t *testing.T, file string) [][2]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	for l := range strings.Lines(string(b)) {
		l = strings.TrimSuffix(l, "\n")
		switch {
		case l == "" || l[0] == '#':
		case l[0] == '\t':
			out[len(out)-1][1] = unescape(l[1:])
		default:
			out = append(out, [2]string{unescape(l)})
		}
	}
	return out
}

func unescape(s string) string { return strings.ReplaceAll(s, `\n`, "\n") }

func read(s string) (*dateline.Dispatch, Header) {
	d := &dateline.Dispatch{Text: s}
	return d, Read(text.New(d))
}

func TestDatelines(t *testing.T) {
	for _, c := range cases(t, "testdata/datelines.txt") {
		got := "none"
		if l := headerLine(c[0]); l != nil {
			var places []string
			for _, p := range l.Places {
				places = append(places, p.Of(c[0]))
			}
			got = dashed(strings.Join(places, "; ")) + " | " + dashed(l.DateSpan.Of(c[0])) + " | " + dashed(l.Agency.Of(c[0]))
		}
		if got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

func headerLine(s string) *Line {
	_, h := read(s)
	return h.Dateline
}

func dashed(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func TestStamps(t *testing.T) {
	for _, c := range cases(t, "testdata/stamps.txt") {
		d, h := read(c[0])
		ref, _ := h.Reference(d, nil, nil)
		published, updated, _ := h.Times(ref)
		if got := instantOf(published) + " | " + instantOf(updated); got != c[1] {
			t.Errorf("%s\n got %s\nwant %s", c[0], got, c[1])
		}
	}
}

func instantOf(t *time.Time) string {
	if t == nil {
		return "-"
	}
	return t.Format(time.RFC3339)
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		text, marker string
		kind         dateline.DispatchKind
	}{
		{"UPDATE 2-Talks go on\n\nGENEVA, May 3 (Lake Wire) - Talks went on.", "UPDATE 2", dateline.KindUpdate},
		{"1st Ld-Writethru\n\nGENEVA, May 3 (Lake Wire) - Talks went on.", "1st Ld-Writethru", dateline.KindUpdate},
		{"CORRECTED-Talks go on\n\nGENEVA, May 3 (Lake Wire) - Talks went on.", "CORRECTED", dateline.KindCorrection},
		{"REFILE-Talks go on\n\nGENEVA, May 3 (Lake Wire) - Talks went on.", "REFILE", dateline.KindCorrection},
		{"KILL: Talks go on\n\nGENEVA, May 3 (Lake Wire) - Please disregard.", "KILL", dateline.KindKill},
		{"ADVISORY\n\nThe talks will be covered from noon.", "ADVISORY", dateline.KindAdvisory},
		{"GENEVA, May 3 (Lake Wire) - Talks went on.\n\n(Recasts with statement, adds quotes)", "(Recasts", dateline.KindUpdate},
		{"GENEVA, May 3 (Lake Wire) - Talks went on.\n\nEds: Updates with statement.", "Eds: Updates", dateline.KindUpdate},
		{"Update on talks with rebels\n\nGENEVA, May 3 (Lake Wire) - Talks went on.", "", dateline.KindNew},
		{"Kill a rumour, win a war\n\nGENEVA, May 3 (Lake Wire) - Talks went on.", "", dateline.KindNew},
	} {
		_, h := read(c.text)
		marker := ""
		if h.Marker != nil {
			marker = h.Marker.Of(c.text)
		}
		if h.Kind != c.kind || marker != c.marker {
			t.Errorf("%q: kind %s, marker %q; want %s, %q", c.text, h.Kind, marker, c.kind, c.marker)
		}
	}
}

func TestZones(t *testing.T) {
	const s = "Updated at 10:00 GMT\n\nTalks go on in Geneva\n\nBy Ada Lind\n\nGENEVA, May 3 (Lake Wire) - Talks went on.\n\nNobody left.\n\n" +
		"The war, which began in 2011, has emptied towns.\n\n(Reporting by Ada Lind; Editing by B. Roth)\n"
	want := []string{"stamp: Updated at 10:00 GMT", "headline: Talks go on in Geneva", "byline: By Ada Lind", "dateline: GENEVA, May 3 (Lake Wire) -",
		"body: Talks went on.\n\nNobody left.", "background: The war, which began in 2011, has emptied towns.", "boilerplate: (Reporting by Ada Lind; Editing by B. Roth)"}
	_, h := read(s)
	var got []string
	for _, z := range h.Zones {
		got = append(got, string(z.Zone)+": "+z.Span.Of(s))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestGivenHeadline finds a headline that came from a page's title, and what
// stands after it.
func TestGivenHeadline(t *testing.T) {
	const s = "Talks go on in Geneva XYZ Sunday 25 May 2014 Envoys of both sides met again."
	d := &dateline.Dispatch{Text: s, Headline: "Talks go on, in Geneva - World - The Lake Online"}
	h := Read(text.New(d))
	ref, _ := h.Reference(d, nil, nil)
	if h.Headline.Of(s) != "Talks go on in Geneva" || ref.Date != "2014-05-25" || ref.Basis != dateline.BasisStamp {
		t.Errorf("headline %q, reference %+v", h.Headline.Of(s), ref)
	}
}

func TestDoubts(t *testing.T) {
	for _, c := range []struct {
		text  string
		doubt dateline.Doubt
	}{
		{"GENEVA, 31 September 2014 (Lake Wire) - The talks ended.", dateline.DoubtImpossibleDate},
		{"GENEVA, 3 May 2014 (Lake Wire) - LIMA, 2 May (Sur) - The talks ended.", dateline.DoubtTwoDatelines},
		{"Mon 05 Apr 2017 Inspectors reach the town. The inspectors came.", dateline.DoubtConflictingDate},
		{"10:00 GMT 11:20 MSK 5 April 2017\n\nInspectors reached the town.", dateline.DoubtConflictingDate},
		{"GENEVA, 3 May 2014 (Lake Wire) - The talks ended.", ""},
		{"Inspectors reached the town on Monday.", dateline.DoubtNoReference},
		{"3 September 2014 00:55 (0355 GMT)\n\nKIEV, September 3 (Lake Wire) - The talks ended.", dateline.DoubtConflictingDate},
	} {
		d, h := read(c.text)
		ref, doubt := h.Reference(d, nil, nil)
		_, _, late := h.Times(ref)
		got := h.Doubt
		for _, x := range []dateline.Doubt{doubt, late} {
			if got == "" {
				got = x
			}
		}
		if got != c.doubt {
			t.Errorf("%q: %q, want %q", c.text, got, c.doubt)
		}
	}
}

func TestReferenceWorkedOut(t *testing.T) {
	claims := []gazetteer.Claim{{Person: "Petro Poroshenko", Office: "President", Country: "UKR"}}
	years := func(month, day int, weekday *time.Weekday) []int { return gazetteer.Years(claims, month, day, weekday) }
	for _, c := range []struct {
		text, date string
		basis      dateline.ReferenceBasis
		doubt      dateline.Doubt
	}{
		{"MOSCOW, September 3 (Northern Wire) - He had spoken to the Ukrainian president, a spokesman said Wednesday.", "2014-09-03", dateline.BasisWeekdayOffice, ""},
		{"MOSCOW, September 4 (Northern Wire) - He had spoken to the Ukrainian president, a spokesman said.", "", dateline.BasisNone, dateline.DoubtAmbiguousDate},
		{"MOSCOW, September 3 (Northern Wire) - They will meet next Wednesday, a spokesman said.", "", dateline.BasisNone, dateline.DoubtAmbiguousDate},
		{"MOSCOW, September 3, 2015 (Northern Wire) - They met on Thursday.", "2015-09-03", dateline.BasisDateline, ""},
	} {
		d, h := read(c.text)
		ref, doubt := h.Reference(d, nil, years)
		if ref.Date != c.date || ref.Basis != c.basis || doubt != c.doubt {
			t.Errorf("%q: %+v %q", c.text, ref, doubt)
		}
	}
}

// FuzzRead holds that any text has zones in order that lie within it, on the
// borders of its letters.
func FuzzRead(f *testing.F) {
	for _, file := range []string{"testdata/datelines.txt", "testdata/stamps.txt"} {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for l := range strings.Lines(string(b)) {
			f.Add(unescape(l))
		}
	}
	f.Add(strings.Repeat("(", 5000))
	f.Add(strings.Repeat("A, ", 5000))
	f.Add(strings.Repeat("[", 5000) + strings.Repeat("\n-", 5000))
	f.Fuzz(func(t *testing.T, s string) {
		d, h := read(s)
		last := 0
		for _, z := range h.Zones {
			if z.Span.Start < last || z.Span.Empty() || z.Span.End > len(d.Text) {
				t.Fatalf("zone %v after %d in %q", z, last, d.Text)
			}
			if !utf8.ValidString(z.Span.Of(d.Text)) {
				t.Fatalf("zone %v cuts a letter in %q", z, d.Text)
			}
			last = z.Span.End
		}
		ref, _ := h.Reference(d, nil, nil)
		h.Times(ref)
	})
}

func BenchmarkRead(b *testing.B) {
	s := "UPDATE 1-Talks go on\n\nGENEVA, May 3 (Lake Wire) - " + strings.Repeat("Talks went on in the town, the mayor said on Monday.\n\n", 60)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		read(s)
	}
}

// A headline, an outlet and a date may stand on one line with the report.
func TestJoined(t *testing.T) {
	for _, c := range []struct{ text, headline, date string }{
		{"Raid kills three in border town AFP Saturday 16 Jul 2016 Planes struck the market. More may follow.", "Raid kills three in border town", "2016-07-16"},
		{"Talks with AFP on Saturday 16 July 2016 went on for hours. Nothing came of them.", "", ""},
		{"The town fell on Saturday 16 July 2016 Nobody knows why. Two men fled.", "", ""},
	} {
		d := &dateline.Dispatch{Text: c.text}
		h := Read(text.New(d))
		ref, _ := h.Reference(d, nil, nil)
		if got := h.Headline.Of(c.text); got != c.headline || ref.Date != c.date {
			t.Errorf("%s: headline %q, date %q", c.text, got, ref.Date)
		}
	}
}

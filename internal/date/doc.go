// Package date finds expressions of time and works out what they mean:
// TIMEX3 type and value (TimeML 1.2.1) and the stretch of calendar days.
//
// The words are in words.tsv, the shapes of expressions in rules.tsv. The
// reader cuts the text into atoms (letters, digits, marks), the matcher walks
// the rules as one trie, and an action named by the rule turns what was
// caught into a [point] on the calendar. Relative expressions count from the
// dispatch's reference day, never from the machine's clock.
package date

import (
	"strconv"

	"dateline"
	"dateline/internal/text"
)

// Find reads the expressions of time of a dispatch in the order of the text.
// Spans count bytes; ids are d1, d2 and so on. Without a reference day the
// relative ones keep X for what is not known and say so in their doubt.
func Find(doc *text.Doc, ref dateline.Reference) []dateline.Date {
	f := finder{doc: doc, src: doc.Text, rules: loadRules()}
	f.setReference(ref.Date)
	f.atoms = readAtoms(doc.Text, filedIn(doc))
	f.scan()
	return f.out
}

// filedIn is the stretch of the dateline, in which months may be written small
// and at whose end an expression ends.
func filedIn(doc *text.Doc) dateline.Span {
	for _, z := range doc.Zones {
		if z.Zone == dateline.ZoneDateline {
			return z.Span
		}
	}
	return dateline.Span{}
}

// finder holds what one reading of one dispatch needs.
type finder struct {
	doc    *text.Doc
	src    string
	atoms  []atom
	rules  *rules
	ref    int // day number of the reference day
	hasRef bool
	last   point  // the last expression that fixed a point of the calendar
	lastQ  point  // the last quarter named that is not the year-earlier one
	lastID string // its id
	out    []dateline.Date
	m      match
}

func (f *finder) setReference(s string) {
	y, m, d, ok := parseDay(s)
	if ok {
		f.ref, f.hasRef = dayNumber(y, m, d), true
	}
}

func parseDay(s string) (y, m, d int, ok bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return 0, 0, 0, false
	}
	y, e1 := strconv.Atoi(s[:4])
	m, e2 := strconv.Atoi(s[5:7])
	d, e3 := strconv.Atoi(s[8:10])
	ok = e1 == nil && e2 == nil && e3 == nil && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
	return y, m, d, ok
}

// scan walks over the atoms once; a match moves on behind itself.
func (f *finder) scan() {
	for i := 0; i < len(f.atoms); {
		if !f.rules.starts(&f.atoms[i]) || !f.rules.longest(f, i) {
			i++
			continue
		}
		next := f.m.end
		if r, ok := f.resolve(); ok {
			f.add(r)
		} else if f.rules.list[f.m.rule].action != "none" {
			next = i + 1
		}
		i = max(next, i+1)
	}
}

// found is what an action makes of a match.
type found struct {
	kind   dateline.DateType
	p      point
	to     point // last point of a range, zero when none
	value  string
	mod    string
	anchor string
	doubt  dateline.Doubt
	vague  bool // no calendar days
	aside  bool // a comparison ("a year earlier"): later words do not count from it
}

func (f *finder) add(r found) {
	id := "d" + strconv.Itoa(len(f.out)+1)
	d := dateline.Date{
		ID:   id,
		Span: dateline.Span{Start: int(f.atoms[f.m.from].start), End: int(f.atoms[f.m.to-1].end)},
		Type: r.kind, Value: r.value, Mod: r.mod, Anchor: r.anchor, Doubt: r.doubt,
		Rule: f.rules.list[f.m.rule].name,
	}
	if d.Value == "" {
		d.Value = r.p.value()
	}
	if !r.vague && r.p.known() {
		f.stretch(&d, r)
	}
	if d.Doubt == "" && !f.hasRef && d.Anchor == "reference" {
		d.Doubt = dateline.DoubtNoReference
	}
	if r.p.known() && !r.vague && !r.aside && r.kind != dateline.DateSet && r.kind != dateline.DateDuration {
		f.last, f.lastID = r.p, id
		if r.p.gran == granQuarter {
			f.lastQ = r.p
		}
	}
	f.out = append(f.out, d)
}

func (f *finder) stretch(d *dateline.Date, r found) {
	d.Precision = r.p.precision()
	from, to := r.p.days()
	if r.to.known() {
		_, to = r.to.days()
	}
	from, to = narrow(from, to, r.mod, r.p.gran)
	d.From, d.To = isoDay(from), isoDay(to)
	if r.p.zone != "" {
		d.From = r.p.instant()
		d.To = d.From
	}
}

// narrow cuts a stretch to its beginning, middle or end. "Late August" is the
// last eleven days of the month, as chronicles count it: 21 to 31.
func narrow(from, to int, mod string, gran byte) (int, int) {
	n := to - from + 1
	if n < 5 {
		return from, to
	}
	third := n / 3
	if gran == granMonth {
		third = 10
	}
	switch mod {
	case "START":
		return from, from + third - 1
	case "MID":
		return from + third, from + 2*third - 1
	case "END":
		return from + 2*third, to
	}
	return from, to
}

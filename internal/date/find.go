// Package date finds the expressions of time in a dispatch and gives each its
// TIMEX3 type and value (TimeML 1.2.1; Pustejovsky et al. 2003) and the days it
// covers. Relative expressions count from the dispatch's reference day or from
// the date mentioned last, never from a clock. Words and their senses are in
// words.tsv; the grammar is in grammar.go, relative.go and clock.go.
package date

import (
	"strconv"
	"time"

	"dateline"
	"dateline/internal/text"
)

// Find returns the dates of a document in the order of the text. Tags and tree
// may be missing: then the tense of verbs is not known.
func Find(d *text.Doc, r dateline.Reference) []dateline.Date {
	g := &grammar{d: d, it: items(d)}
	f := &resolver{g: g, out: []dateline.Date{}}
	if t, err := time.Parse("2006-01-02", r.Date); err == nil {
		f.ref, f.known = t, true
	}
	for i := 0; i < len(g.it); {
		e, ok := g.read(i)
		if !ok {
			i++
			continue
		}
		f.emit(e)
		i = max(e.last, i+1)
	}
	return f.out
}

// read gives the longest expression that begins at token i.
func (g *grammar) read(i int) (best expr, found bool) {
	if i >= len(g.it) {
		return best, false
	}
	cat := g.it[i].cat
	if cat == other {
		if !g.is(i, "a", "an", "fiscal", "the") {
			return best, false
		}
		return g.article(i)
	}
	for _, p := range starters[cat] {
		if e, ok := p(g, i); ok && (!found || e.last > best.last) {
			best, found = e, true
		}
	}
	return best, found && g.within(best)
}

// article reads what begins with a small word: "a year ago", "fiscal 1989",
// "the past two months" begins at "past" and takes its article itself.
func (g *grammar) article(i int) (expr, bool) {
	if g.is(i, "fiscal") {
		if y, ok := g.year(i + 1); ok {
			return expr{first: i, last: i + 2, typ: dateline.DateDay, w: when{grain: 'Y', y: y}, rule: "fiscal year"}, true
		}
		return expr{}, false
	}
	if g.is(i, "the") {
		return expr{}, false
	}
	if c := g.at(i + 1).cat; c != unit && c != fuzzy && c != num {
		return expr{}, false
	}
	e, ok := countedUnits(g, i)
	if ok && e.shape == spanOf && (g.word(i+1) == "second" || g.word(i+1) == "minute" && e.last < len(g.it) && g.at(e.last).low == "") {
		return expr{}, false
	}
	if ok && e.shape == spanOf && g.perUnit(i) {
		e.typ, e.shape, e.ref, e.rule = dateline.DateSet, setOf, length(e.unit, e.n, false), "per unit"
	}
	return e, ok && g.within(e)
}

// perUnit reports whether "a year" says how often: "twice a week", "$3 a day".
func (g *grammar) perUnit(i int) bool {
	switch g.word(i - 1) {
	case "once", "twice", "times", "percent", "%", "dollars", "million", "billion", "barrels", "tons":
		return true
	}
	return g.at(i-1).cat == digits
}

// within keeps an expression inside one sentence.
func (g *grammar) within(e expr) bool {
	if e.first < 0 || e.last > len(g.it) || len(g.d.Sentences) == 0 {
		return e.first >= 0 && e.last <= len(g.it)
	}
	s := g.d.SentenceAt(e.first)
	return s >= 0 && e.last <= g.d.Sentences[s].Last
}

// resolver sets expressions against the reference day, in text order.
type resolver struct {
	g      *grammar
	ref    time.Time
	known  bool
	last   when // the last date mentioned, with its year
	lastID string
	out    []dateline.Date
}

func (f *resolver) emit(e expr) {
	if f.g.at(e.first).mid {
		e.mod = "MID"
	}
	d := dateline.Date{ID: "d" + strconv.Itoa(len(f.out)+1), Span: f.g.d.SpanOf(e.first, e.last), Type: e.typ, Rule: "date: " + e.rule, Doubt: e.doubt}
	switch e.shape {
	case spanOf:
		f.length(&d, e)
	case setOf, reference:
		d.Value = e.ref
	case relative:
		f.relative(&d, e)
	default:
		f.place(&d, e)
	}
	f.out = append(f.out, d)
}

// length fills in a duration; one that is counted back or on from the
// reference day covers days.
func (f *resolver) length(d *dateline.Date, e expr) {
	d.Value = length(e.unit, e.n, e.vague)
	d.Precision = precisions[e.unit]
	if e.dir == 0 || e.vague || !f.known {
		return
	}
	from, to := f.ref, f.ref
	if e.dir < 0 {
		from = shift(f.ref, e.unit, -e.n)
	} else {
		to = shift(f.ref, e.unit, e.n)
	}
	d.From, d.To, d.Anchor = iso(from), iso(to), "reference"
}

// length is the TIMEX3 value of a duration.
func length(u byte, n int, vague bool) string {
	count := strconv.Itoa(n)
	if vague || n == 0 {
		count = "X"
	}
	switch u {
	case 'H', 'S':
		return "PT" + count + string(u)
	case 'm':
		return "PT" + count + "M"
	case 'X':
		return "P" + count + "DE"
	case 'C':
		return "P" + count + "CE"
	case 'E':
		return "P" + count + "WE"
	case 'F':
		if vague {
			return "PXW"
		}
		return "P" + strconv.Itoa(2*n) + "W"
	case 'h':
		return "P6M"
	}
	return "P" + count + string(u)
}

// shift moves a day by n units.
func shift(t time.Time, u byte, n int) time.Time {
	switch u {
	case 'Y':
		return addMonths(t, 12*n)
	case 'M':
		return addMonths(t, n)
	case 'Q':
		return addMonths(t, 3*n)
	case 'h':
		return addMonths(t, 6*n)
	case 'W', 'E':
		return t.AddDate(0, 0, 7*n)
	case 'F':
		return t.AddDate(0, 0, 14*n)
	case 'D':
		return t.AddDate(0, 0, n)
	case 'X':
		return addMonths(t, 120*n)
	case 'C':
		return addMonths(t, 1200*n)
	}
	return t
}

// addMonths moves by months and stays within the month it reaches.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// relative fills in what counts from an anchor.
func (f *resolver) relative(d *dateline.Date, e expr) {
	base, anchored := f.base(d, e)
	switch {
	case e.anchor == fromEvent:
		d.Type, d.Value, d.Doubt = dateline.DateDuration, length(e.unit, e.n, e.vague), dateline.DoubtUnresolved
		return
	case e.vague:
		d.Value = "PAST_REF"
		if e.dir > 0 {
			d.Value = "FUTURE_REF"
		}
		return
	case !anchored:
		d.Doubt = dateline.DoubtNoReference
		d.Value = unknown(e.unit)
		return
	}
	if e.unit == 'H' || e.unit == 'm' || e.unit == 'S' {
		d.Value, d.From, d.To, d.Precision = iso(base)+"TXX:XX", iso(base), iso(base), "hour"
		return
	}
	w := grained(shift(base, e.unit, e.dir*e.n), e.unit)
	if e.unit == 'Y' && f.last.grain == 'Q' && e.n > 0 && f.last.y > 0 && e.rule != "last or next" {
		w = f.last
		w.y += e.dir * e.n
	}
	f.fill(d, w, e)
}

// unknown is the value of a unit whose place in the calendar is open.
func unknown(u byte) string {
	switch u {
	case 'M':
		return "XXXX-XX"
	case 'D':
		return "XXXX-XX-XX"
	case 'W':
		return "XXXX-WXX"
	case 'Q':
		return "XXXX-QX"
	}
	return "XXXX"
}

// base is the day an expression counts from.
func (f *resolver) base(d *dateline.Date, e expr) (time.Time, bool) {
	if e.anchor == fromLast && f.lastID != "" {
		d.Anchor = f.lastID
		return f.last.time(), f.last.y > 0
	}
	d.Anchor = "reference"
	return f.ref, f.known
}

// grained is the unit of the calendar that holds a day.
func grained(t time.Time, u byte) when {
	w := fromTime(t)
	switch u {
	case 'Y':
		return when{grain: 'Y', y: w.y}
	case 'M':
		return when{grain: 'M', y: w.y, m: w.m}
	case 'W', 'F', 'E':
		y, n := t.ISOWeek()
		if u == 'E' {
			return when{grain: 'E', y: y, n: n}
		}
		return when{grain: 'W', y: y, n: n}
	case 'Q':
		return when{grain: 'Q', y: w.y, n: (w.m + 2) / 3}
	case 'h':
		return when{grain: 'H', y: w.y, n: (w.m + 5) / 6}
	case 'X':
		return when{grain: 'X', y: w.y / 10 * 10}
	case 'C':
		return when{grain: 'C', y: w.y / 100 * 100}
	}
	return w
}

// place fills in what has a place in the calendar by its own words.
func (f *resolver) place(d *dateline.Date, e expr) {
	w, fixed := f.settle(e)
	if !fixed {
		d.Doubt = dateline.DoubtNoReference
	}
	if w.grain == 'D' && w.m > 0 && !valid(w.y, w.m, w.d) {
		d.Value, d.Doubt, d.Precision = w.value(), dateline.DoubtImpossibleDate, "day"
		return
	}
	if e.shape == absolute && e.n > 0 && w.y > 0 && isoWeekday(w.time()) != e.n {
		d.Doubt = dateline.DoubtConflictingDate
	}
	if !fixed && e.shape == weekdayOf {
		d.Value, d.Precision = "XXXX-WXX-"+strconv.Itoa(e.n), "day"
		return
	}
	if e.until != nil {
		e.until.y = w.y
	}
	if e.shape != absolute || w.y != e.w.y {
		d.Anchor = "reference"
	}
	f.fill(d, w, e)
}

func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// fill writes value, days and precision, and remembers the date.
func (f *resolver) fill(d *dateline.Date, w when, e expr) {
	day := w
	if e.time.grain != 0 {
		w.grain, w.s, w.hour, w.min, w.zone = e.time.grain, e.time.s, e.time.hour, e.time.min, e.time.zone
		if w.hour == 24 {
			w.hour = 0
		}
	}
	d.Value, d.Precision = w.value(), precisions[w.grain]
	from, to, ok := day.bounds()
	if ok && e.until != nil && valid(e.until.y, e.until.m, e.until.d) {
		to = e.until.time()
		d.Value += "/" + e.until.value()
	}
	if ok {
		from, to = narrow(from, to, e.mod)
		d.From, d.To = iso(from), iso(to)
	}
	if day.y > 0 && day.grain != 'X' && day.grain != 'C' {
		f.last, f.lastID = day, d.ID
		if day.grain == 'W' || day.grain == 'E' {
			f.last = fromTime(from)
		}
	}
}

func iso(t time.Time) string { return t.Format("2006-01-02") }

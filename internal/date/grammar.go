package date

import (
	"dateline"
	"dateline/internal/text"
)

// expr is an expression of time found at tokens [first, last), before it is
// set against the reference day.
type expr struct {
	first, last int
	typ         dateline.DateType
	shape       shape
	w           when   // what the words themselves fix
	unit        byte   // of relative and counted expressions
	n           int    // how many; direction for relative ones
	vague       bool   // "several": the count is X
	dir         int    // -1 before, +1 after the anchor, 0 the anchor's own
	anchor      anchor // what it counts from
	mod         string // START MID END
	time        when   // clock or part of the day beside a date; grain 0: none
	ref         string // PRESENT_REF, or the value of a set
	until       *when  // end of a range in the same words
	quarter     bool   // a year that stands for the quarter spoken of
	doubt       dateline.Doubt
	rule        string
}

// shape is how an expression is resolved.
type shape uint8

const (
	absolute  shape = iota // w is all: "3 September 2014", "September 3"
	weekdayOf              // a day of the week
	monthOf                // a month without its year
	relative               // n units before or after the anchor
	spanOf                 // a length of time
	setOf                  // recurring
	reference              // now, recently
	seasonOf               // a season without its year
	quarterOf              // a quarter or half without its year
	dayOf                  // deictic: today, yesterday
	timeOf                 // a clock time or part of a day alone
	holiday                // a named day
)

type anchor uint8

const (
	fromReference anchor = iota // the reference day
	fromLast                    // the last date mentioned
	fromEvent                   // something named after the words
)

// grammar holds the page while it is scanned.
type grammar struct {
	d  *text.Doc
	it []item
}

// pattern reads an expression that begins at token i.
type pattern func(g *grammar, i int) (expr, bool)

// starters says which patterns may begin with which category.
var starters [ordinal + 1][]pattern

func init() {
	for c, p := range map[category][]pattern{
		month:   {monthDay, monthYear, monthAlone},
		weekday: {weekdayDate, weekdayAlone},
		digits:  {dayMonth, countedUnits, yearAlone, clockTime},
		ordinal: {dayMonth, ordinalPeriod, ordinalCentury},
		ord:     {dayMonth, ordinalPeriod, ordinalCentury},
		num:     {spelledYear, countedUnits, dayMonth, clockTime},
		fuzzy:   {countedUnits},
		full:    {fullDate},
		clock:   {clockTime},
		decade:  {decadeAlone},
		unit:    {bareUnits, yearEarlier},
		season:  {seasonYear},
		part:    {partAlone},
		mod:     {modified},
		dir:     {directed},
		deictic: {deicticDay},
		set:     {setWord},
		every:   {everyUnit},
		named:   {namedDay},
		ref:     {refWord},
		ago:     {earlierThis},
	} {
		starters[c] = p
	}
}

func (g *grammar) at(i int) *item {
	if i < 0 || i >= len(g.it) {
		return &item{}
	}
	return &g.it[i]
}

func (g *grammar) is(i int, words ...string) bool {
	low := g.at(i).low
	if low == "" {
		return false
	}
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// word is the form in lower case, for the few places that ask for words
// outside the tables.
func (g *grammar) word(i int) string {
	if i < 0 || i >= len(g.d.Tokens) {
		return ""
	}
	return lowered(g.d.Word(i))
}

// comma skips a comma.
func (g *grammar) comma(i int) int {
	if g.is(i, ",") {
		return i + 1
	}
	return i
}

// joined reports whether token i follows the one before without a space.
func (g *grammar) joined(i int) bool {
	return i > 0 && i < len(g.d.Tokens) && g.d.Tokens[i].Start == g.d.Tokens[i-1].End
}

// year reads a year at i: four figures, or two after an apostrophe.
func (g *grammar) year(i int) (int, bool) {
	it := g.at(i)
	if it.cat == digits && it.n >= 1000 && it.n < 2200 && (len(it.s) == 4 || it.s == "'") {
		return it.n, true
	}
	return 0, false
}

// shortYear reads also a year of two figures, as after a day and a month.
func (g *grammar) shortYear(i int) (int, bool) {
	if y, ok := g.year(i); ok {
		return y, true
	}
	it := g.at(i)
	if it.cat == digits && len(it.s) == 2 {
		return century(it.n, it.s), true
	}
	return 0, false
}

// dayNumber reads a day of the month.
func (g *grammar) dayNumber(i int) (int, bool) {
	it := g.at(i)
	switch it.cat {
	case digits:
		return it.n, it.n >= 1 && it.n <= 31 && len(it.s) <= 2 && it.s != "'"
	case ordinal:
		return it.n, it.n >= 1 && it.n <= 31
	case ord:
		return it.n, it.n <= 31
	}
	return 0, false
}

// plausible rejects the weak words that are names or verbs here: "May said",
// "March on", "the sun". A month or a weekday so written needs a number, a
// preposition or another word of time beside it, and a capital.
func (g *grammar) plausible(i int) bool {
	it := g.at(i)
	if !it.weak {
		return true
	}
	if !it.upper {
		return false
	}
	if _, ok := g.dayNumber(i + 1); ok {
		return true
	}
	if _, ok := g.year(i + 1); ok {
		return true
	}
	if _, ok := g.dayNumber(i - 1); ok {
		return true
	}
	switch prev := g.at(i - 1); prev.cat {
	case dir, mod, every, weekday:
		return true
	}
	return g.is(i-1, "in", "of", "since", "until", "till", "by", "through", "from", "between", "to") && !g.named(i)
}

// named reports whether the word goes on as a name: "of May Department".
func (g *grammar) named(i int) bool {
	return g.at(i+1).upper && g.at(i+1).cat == other && i+1 < len(g.d.Tokens) && !g.caps(i)
}

func (g *grammar) caps(i int) bool {
	s := g.d.SentenceAt(i)
	return s >= 0 && g.d.Sentences[s].Caps
}

// monthDay reads "September 3", "Sept. 3-5, 2014", "May 3 and 4".
func monthDay(g *grammar, i int) (expr, bool) {
	day, ok := g.dayNumber(i + 1)
	if !ok || g.at(i+1).cat == ord && g.at(i+1).low == "second" {
		return expr{}, false
	}
	e := expr{first: i, last: i + 2, typ: dateline.DateDay, w: when{grain: 'D', m: g.at(i).n, d: day}, rule: "month day"}
	if to, n, ok := g.rangeDay(i + 2); ok {
		end := when{grain: 'D', m: e.w.m, d: to}
		e.until, e.last = &end, n
	}
	return g.withYear(e), true
}

// rangeDay reads "-5", "to 5" after a day.
func (g *grammar) rangeDay(i int) (day, next int, ok bool) {
	if !g.is(i, "-", "–", "—", "to") {
		return 0, 0, false
	}
	if g.at(i+2).cat == month && !g.is(i, "-", "–") {
		return 0, 0, false
	}
	day, ok = g.dayNumber(i + 1)
	return day, i + 2, ok && g.at(i+2).cat != unit
}

// withYear adds a year that follows, and a clock time that follows.
func (g *grammar) withYear(e expr) expr {
	if y, ok := g.year(g.comma(e.last)); ok && !g.numberOf(g.comma(e.last)) {
		e.w.y, e.last = y, g.comma(e.last)+1
		if e.until != nil {
			e.until.y = y
		}
	} else if y, ok := g.shortYear(e.last); ok && g.at(e.last).s != "'" && g.dated(e) {
		e.w.y, e.last = y, e.last+1
	}
	return g.withTime(e)
}

// dated reports whether a two-figure year may follow: after day and month as
// in "28 SEP 89".
func (g *grammar) dated(e expr) bool {
	return e.w.grain == 'D' && g.at(e.first).cat == digits && g.at(e.last).n > 31
}

// numberOf reports whether a number counts what follows it, and so is no year.
func (g *grammar) numberOf(i int) bool {
	if i >= len(g.d.Tags) || i >= len(g.d.Tree.Arcs) {
		return false
	}
	h := g.d.Tree.Head(i)
	return g.d.Tree.Rel(i) == text.Nummod && h > i && g.d.Tags[h].XPOS == text.NNS && g.at(h).cat != unit
}

func monthYear(g *grammar, i int) (expr, bool) {
	k := i + 1
	if g.is(k, "of", ",") {
		k++
	}
	y, ok := g.year(k)
	if !ok || !g.plausible(i) || g.numberOf(k) {
		return expr{}, false
	}
	return expr{first: i, last: k + 1, typ: dateline.DateDay, w: when{grain: 'M', y: y, m: g.at(i).n}, rule: "month year"}, true
}

func monthAlone(g *grammar, i int) (expr, bool) {
	if !g.plausible(i) || !g.at(i).upper || g.at(i).n == 3 && g.word(i+1) == "on" {
		return expr{}, false
	}
	return expr{first: i, last: i + 1, typ: dateline.DateDay, shape: monthOf, w: when{grain: 'M', m: g.at(i).n}, rule: "month"}, true
}

// dayMonth reads "3 September 2014", "the 3rd of September", "6-7 September".
func dayMonth(g *grammar, i int) (expr, bool) {
	day, ok := g.dayNumber(i)
	if !ok {
		return expr{}, false
	}
	k := i + 1
	to, n, ranged := g.rangeDay(k)
	if ranged {
		k = n
	}
	if g.is(k, "of") {
		k++
	}
	if g.at(k).cat != month || g.at(i).cat == ord && g.at(k).weak && k == i+1 {
		return expr{}, false
	}
	e := expr{first: i, last: k + 1, typ: dateline.DateDay, w: when{grain: 'D', m: g.at(k).n, d: day}, rule: "day month"}
	if ranged {
		e.until = &when{grain: 'D', m: e.w.m, d: to}
	}
	if g.is(i-1, "the") {
		e.first--
	}
	return g.withYear(e), true
}

// weekdayDate reads "Wednesday, September 3", "Wed 05 Apr 2017".
func weekdayDate(g *grammar, i int) (expr, bool) {
	k := g.comma(i + 1)
	if g.is(k, "the") {
		k++
	}
	e, ok := monthDay(g, k)
	if g.at(k).cat != month || !ok {
		e, ok = dayMonth(g, k)
	}
	if !ok {
		return expr{}, false
	}
	e.first, e.n, e.rule = i, g.at(i).n, "weekday and date"
	return e, true
}

func weekdayAlone(g *grammar, i int) (expr, bool) {
	if !g.plausible(i) {
		return expr{}, false
	}
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, shape: weekdayOf, n: g.at(i).n, w: when{grain: 'D'}, rule: "weekday"}
	return g.withTime(e), true
}

func fullDate(g *grammar, i int) (expr, bool) {
	it := g.at(i)
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, w: when{grain: 'D', y: it.y, m: it.m, d: it.d}, rule: "date in figures"}
	if it.s == "ambiguous" {
		e.doubt = dateline.DoubtAmbiguousDate
	}
	return g.withTime(e), true
}

// yearAlone reads a bare year where nothing is counted by it.
func yearAlone(g *grammar, i int) (expr, bool) {
	y, ok := g.year(i)
	if !ok || y < 1400 && !g.is(i-1, "in", "since") || g.numberOf(i) || !g.yearContext(i) {
		return expr{}, false
	}
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, w: when{grain: 'Y', y: y}, rule: "year"}
	if g.is(i-1, "fiscal") {
		e.first--
	}
	if w := g.word(i + 1); (w == "period" || w == "quarter") && g.is(i-1, "the") {
		e.first, e.last, e.quarter = i-1, i+2, true
	}
	return e, true
}

// yearContext reports whether what stands around four figures lets them be a
// year: no sum, no measure, no "more than".
func (g *grammar) yearContext(i int) bool {
	if g.is(i-1, "than", "about", "around", "nearly", "almost", "over") || g.joined(i) && !g.is(i-1, "-", "–", "(", "/", "'", "‘") {
		return g.is(i-1, "around", "about") && i < len(g.d.Tags) && g.d.Tags[min(i+1, len(g.d.Tags)-1)].UPOS == text.PUNCT
	}
	if next := g.word(i + 1); next == "percent" || next == "%" || next == "people" || next == "gmt" || next == "hours" || next == "hrs" || next == "local" {
		return false
	}
	if g.at(i+1).cat == zone || g.at(i+1).cat == unit && g.at(i+1).s != "Q" && g.at(i+1).s != "WE" {
		return false
	}
	return true
}

func decadeAlone(g *grammar, i int) (expr, bool) {
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, w: when{grain: 'X', y: g.at(i).n}, rule: "decade"}
	if g.is(i-1, "the") {
		e.first--
	}
	return e, true
}

// spelledYear reads "nineteen ninety-six", as broadcasts are written down.
func spelledYear(g *grammar, i int) (expr, bool) {
	if g.at(i).n != 19 && g.at(i).n != 20 {
		return expr{}, false
	}
	n, _, last, ok := g.numberWords(i + 1)
	if g.at(i+1).cat != num || !ok || n < 10 || n > 99 {
		return expr{}, false
	}
	return expr{first: i, last: last, typ: dateline.DateDay, w: when{grain: 'Y', y: 100*g.at(i).n + n}, rule: "year in words"}, true
}

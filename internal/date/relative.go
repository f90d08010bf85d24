package date

import (
	"strings"

	"dateline"
)

// countedUnits reads a count and a unit: durations "three days", "two-year",
// and what they count from: "three days ago", "two weeks later", "15 years
// after the war".
func countedUnits(g *grammar, i int) (expr, bool) {
	n, vague, k, ok := g.count(i)
	if !ok {
		return expr{}, false
	}
	if g.is(k, "-", "–") {
		k++
	}
	if g.is(k, "full", "more", "whole") || g.word(k) == "consecutive" || g.word(k) == "straight" {
		k++
	}
	u := g.at(k)
	if u.cat != unit || u.s == "HY" || u.s == "Q" && (n < 2 || g.is(k-1, "-") || g.is(k+1, "of")) {
		return expr{}, false
	}
	if g.is(i-1, "the") && n > 1 && !g.is(k-1, "-") {
		i--
	}
	e := expr{first: i, last: k + 1, typ: dateline.DateDuration, shape: spanOf, unit: unitByte(u.s), n: n, vague: vague, rule: "length"}
	if g.is(e.last, "-") && g.word(e.last+1) == "old" {
		return expr{}, false // "a 10-year-old": an age, no time
	}
	return g.counted(e), true
}

// count reads "three", "twenty-five", "a", "a few", "several", "2,5".
func (g *grammar) count(i int) (n int, vague bool, next int, ok bool) {
	k := i
	if g.is(k, "a", "an", "the") && g.at(k+1).cat != num {
		k++
	}
	it := g.at(k)
	switch {
	case it.cat == fuzzy:
		k++
		if g.is(k, "of") {
			k++
		}
		if it.low == "some" {
			if m := g.at(k); m.cat == num || m.cat == digits {
				return m.n, false, k + 1, true
			}
		}
		return 0, true, k, true
	case it.cat == digits && it.s != "'" && len(it.s) < 4:
		return it.n, false, k + 1, true
	case it.cat == num:
		return g.numberWords(k)
	case k > i && g.is(i, "a", "an"):
		return 1, false, k, it.cat == unit
	}
	return 0, false, i, false
}

// numberWords reads "twenty", "twenty-five", "a hundred", "two hundred".
func (g *grammar) numberWords(k int) (n int, vague bool, next int, ok bool) {
	n = g.at(k).n
	k++
	for {
		m := k
		if g.is(m, "-") {
			m++
		}
		it := g.at(m)
		switch {
		case it.cat == num && it.n >= 100:
			n *= it.n
		case it.cat == num && n%100 >= 20 && it.n < 10 && n%10 == 0:
			n += it.n
		default:
			return n, false, k, true
		}
		k = m + 1
	}
}

func unitByte(s string) byte {
	switch s {
	case "DE":
		return 'X'
	case "CE":
		return 'C'
	case "WE":
		return 'E'
	case "HY":
		return 'h'
	}
	return s[0]
}

// counted looks behind a length of time for what it counts from.
func (g *grammar) counted(e expr) expr {
	k := e.last
	it := g.at(k)
	switch {
	case it.cat == ago && it.n == -1:
		e = e.relative(k+1, -1, fromReference, "ago")
	case it.cat == ago && it.low == "hence":
		e = e.relative(k+1, 1, fromReference, "hence")
	case g.word(k) == "from" && g.at(k+1).low == "now":
		e = e.relative(k+2, 1, fromReference, "from now")
	case it.cat == ago && it.n == -2:
		e = g.beforeAfter(e, k, -1)
	case it.cat == ago && it.n == 2:
		e = g.beforeAfter(e, k, 1)
	case g.word(k) == "after" || g.word(k) == "following":
		e = g.beforeAfter(e, k, 1)
	}
	return e
}

func (e expr) relative(last, dir int, a anchor, rule string) expr {
	e.typ, e.shape, e.dir, e.anchor, e.last, e.rule = dateline.DateDay, relative, dir, a, last, rule
	if e.unit == 'H' || e.unit == 'm' || e.unit == 'S' {
		e.typ = dateline.DateTime
	}
	return e
}

// beforeAfter reads "three days earlier", "two weeks after": alone they count
// from the last date; before more words from what these name.
func (g *grammar) beforeAfter(e expr, k, dir int) expr {
	if g.word(k) == "earlier" || g.word(k) == "later" || k+1 >= len(g.it) || isMark(g.word(k+1)) {
		return e.relative(k+1, dir, fromLast, "earlier or later")
	}
	if g.at(k+1).cat != other && g.at(k+1).cat != fuzzy && g.at(k+1).cat != dir2 {
		return e // "two days before Monday": two expressions
	}
	return e.relative(k+1, dir, fromEvent, "before or after")
}

const dir2 = dir

func isMark(w string) bool { return w == "" || strings.ContainsAny(w[:1], ".,;:!?)”\"’'") }

// bareUnits reads a plural unit without a count: "for years", "days".
func bareUnits(g *grammar, i int) (expr, bool) {
	w := g.word(i)
	u := g.at(i)
	if u.s == "S" || u.s == "Q" || u.s == "HY" || u.s == "m" && !strings.HasSuffix(w, "s") {
		return expr{}, false
	}
	if !strings.HasSuffix(w, "s") {
		return definiteUnit(g, i)
	}
	if !g.is(i-1, "for", "in", "of", "over", "more", "to") && g.word(i+1) != "ago" && g.at(i+1).cat != ago {
		return expr{}, false
	}
	e := expr{first: i, last: i + 1, typ: dateline.DateDuration, shape: spanOf, unit: unitByte(u.s), vague: true, rule: "length without a count"}
	return g.counted(e), true
}

// definiteUnit reads "the year", "the quarter", "that day", "the weekend".
func definiteUnit(g *grammar, i int) (expr, bool) {
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, shape: relative, unit: unitByte(g.at(i).s), anchor: fromLast, rule: "that day"}
	switch {
	case g.is(i-1, "that"):
		e.first--
	case g.is(i-1, "the") && (g.at(i).s == "WE" || g.at(i).s == "Q"):
		e.first--
		e.anchor = fromReference
		e.rule = "the weekend"
	default:
		return expr{}, false
	}
	return e, !g.is(i+1, "-", "'s", "’s")
}

// yearEarlier reads "year-earlier", "year-ago", "year-end".
func yearEarlier(g *grammar, i int) (expr, bool) {
	if g.at(i).s != "Y" || !g.is(i+1, "-") || g.word(i) != "year" {
		return expr{}, false
	}
	switch g.word(i + 2) {
	case "earlier", "ago":
		e := expr{first: i, last: i + 3, typ: dateline.DateDay, shape: relative, unit: 'Y', n: 1, dir: -1, rule: "year-earlier"}
		if w := g.word(i + 3); w == "period" || w == "quarter" {
			e.last++
			if g.is(i-1, "the") {
				e.first--
			}
		}
		return e, true
	case "end":
		return expr{first: i, last: i + 3, typ: dateline.DateDay, shape: relative, unit: 'Y', mod: "END", rule: "year-end"}, true
	}
	return expr{}, false
}

// directed reads "last week", "the past two months", "next Monday", "this
// year", "last night", "last September", "the third quarter" behind them.
func directed(g *grammar, i int) (expr, bool) {
	d := g.at(i)
	k := i + 1
	first := i
	if g.is(i-1, "the") {
		first--
	}
	e := expr{first: first, typ: dateline.DateDay, dir: d.n, rule: "last or next"}
	if n, vague, next, ok := g.count(k); ok && g.at(next).cat == unit {
		if d.low == "this" || d.low == "same" || d.low == "current" {
			return expr{}, false
		}
		e.typ, e.shape, e.unit, e.n, e.vague, e.last, e.rule = dateline.DateDuration, spanOf, unitByte(g.at(next).s), n, vague, next+1, "the last or next n"
		return e, true
	}
	return g.directedWord(e, d, k)
}

func (g *grammar) directedWord(e expr, d *item, k int) (expr, bool) {
	e.last = k + 1
	if g.at(k).cat != unit && (d.low == "recent" || d.low == "latest" || d.low == "present" || d.low == "previous" || d.low == "subsequent") {
		if d.low == "recent" || d.low == "present" || d.low == "previous" {
			return e, false
		}
	}
	switch it := g.at(k); it.cat {
	case unit:
		return g.directedUnit(e, d, k)
	case weekday:
		e.shape, e.n, e.w = weekdayOf, it.n, when{grain: 'D'}
		return g.withTime(e), g.plausible(k) || it.upper
	case month:
		e.shape, e.w = monthOf, when{grain: 'M', m: it.n}
		if day, ok := g.dayNumber(k + 1); ok {
			e.w.grain, e.w.d, e.last = 'D', day, k+2
		}
		return e, it.upper
	case season:
		e.shape, e.w = seasonOf, when{grain: 'S', s: it.s}
		return e, true
	case part:
		e.shape, e.typ, e.w = dayOf, dateline.DateTime, when{grain: 'P', s: it.s}
		if d.n < 0 {
			e.n = -1
		}
		return e, d.low == "this" || d.low == "last" || d.low == "next"
	case ord, ordinal:
		if q, ok := ordinalPeriod(g, k); ok {
			q.first, q.dir = e.first, d.n
			return q, true
		}
	}
	return e, false
}

func (g *grammar) directedUnit(e expr, d *item, k int) (expr, bool) {
	it := g.at(k)
	plural := strings.HasSuffix(g.word(k), "s")
	e.shape, e.unit, e.n = relative, unitByte(it.s), 1
	switch {
	case it.s == "H" || it.s == "m" || it.s == "S":
		return e, false
	case plural && (d.n < 0 || d.low == "coming" || d.low == "next"):
		e.typ, e.shape, e.n, e.vague = dateline.DateDuration, spanOf, 0, true
		if d.low == "recent" {
			e.typ, e.shape, e.ref = dateline.DateDay, reference, "PAST_REF"
		}
		return e, true
	case plural:
		return e, false
	case d.n == 0:
		e.n = 0
		if d.low == "same" {
			e.anchor = fromLast
			if !g.is(e.first, "the") {
				return e, false
			}
		}
	case d.low == "following" || d.low == "previous" || d.low == "preceding" || d.low == "subsequent" || d.low == "next" && g.is(e.first, "the"):
		e.anchor = fromLast
	case d.low == "latest" && it.s == "Q":
	case d.low == "past" || d.low == "latest":
		e.n = 0
		if d.low == "past" {
			e.typ, e.shape, e.n = dateline.DateDuration, spanOf, 1
		}
	}
	return e, true
}

// modified reads "late August", "early next week", "mid-2014", "the end of the
// year", "early on Monday", "late yesterday".
func modified(g *grammar, i int) (expr, bool) {
	m := g.at(i)
	k := i + 1
	nominal := m.low == "beginning" || m.low == "start" || m.low == "end" || m.low == "close" || m.low == "middle" || m.low == "opening"
	if nominal && !g.is(k, "of") {
		return expr{}, false
	}
	if g.is(k, "of", "in", "-", "on") {
		k++
	}
	if g.is(k, "the") {
		k++
	}
	e, ok := g.read(k)
	if !ok || e.shape == spanOf || e.shape == setOf || e.shape == reference {
		if nominal && g.at(k).cat == unit {
			e, ok = expr{last: k + 1, typ: dateline.DateDay, shape: relative, unit: unitByte(g.at(k).s)}, true
		} else {
			return expr{}, false
		}
	}
	e.first, e.mod, e.rule = i, m.s, e.rule+", part of"
	if (nominal || e.w.grain == 'X') && g.is(i-1, "the") {
		e.first--
	}
	return e, ok && g.at(k).cat != digits || g.at(k).cat == digits && e.w.y > 0
}

// earlierThis reads "earlier this year", "later on Monday".
func earlierThis(g *grammar, i int) (expr, bool) {
	it := g.at(i)
	if it.low != "earlier" && it.low != "later" {
		return expr{}, false
	}
	k := i + 1
	if g.is(k, "on", "in") {
		k++
	}
	e, ok := g.read(k)
	if !ok || e.shape != relative || e.typ != dateline.DateDay || e.first > k {
		return expr{}, false
	}
	e.first = i
	return e, true
}

// ordinalPeriod reads "third quarter", "first half of 2013", "the first nine
// months".
func ordinalPeriod(g *grammar, i int) (expr, bool) {
	o := g.at(i)
	k := i + 1
	if g.is(k, "-") {
		k++
	}
	if g.is(k, "fiscal") {
		k++
	}
	first := i
	if g.is(i-1, "fiscal") {
		first--
	}
	if g.is(first-1, "the") && !g.is(i+1, "-") {
		first--
	}
	u := g.at(k)
	if u.cat == unit && (u.s == "Q" && o.n <= 4 || u.s == "HY" && o.n <= 2) && !strings.HasSuffix(g.word(k), "s") {
		grain := byte('Q')
		if u.s == "HY" {
			grain = 'H'
		}
		e := expr{first: first, last: k + 1, typ: dateline.DateDay, shape: quarterOf, w: when{grain: grain, n: o.n}, rule: "quarter"}
		return g.ofYear(e), true
	}
	if n, vague, next, ok := g.count(k); ok && g.at(next).cat == unit && o.n == 1 {
		return expr{first: first, last: next + 1, typ: dateline.DateDuration, shape: spanOf, unit: unitByte(g.at(next).s), n: n, vague: vague, rule: "the first n"}, true
	}
	return expr{}, false
}

// ofYear reads "of 1989", "of this year" behind a quarter or season.
func (g *grammar) ofYear(e expr) expr {
	k := e.last
	if g.is(k, "of", "in", ",") {
		k++
	}
	if g.is(k, "fiscal") {
		k++
	}
	if y, ok := g.year(k); ok && !g.numberOf(k) {
		e.w.y, e.last = y, k+1
		return e
	}
	if d := g.at(k); d.cat == dir && g.at(k+1).cat == unit && g.at(k+1).s == "Y" && g.is(k-1, "of") {
		e.dir, e.last, e.rule = d.n, k+2, e.rule+" of last or next year"
		e.n = 1
	}
	return e
}

func ordinalCentury(g *grammar, i int) (expr, bool) {
	k := i + 1
	if g.is(k, "-") {
		k++
	}
	if g.at(k).cat != unit || g.at(k).s != "CE" || g.at(i).n < 10 {
		return expr{}, false
	}
	first := i
	if g.is(i-1, "the") {
		first--
	}
	return expr{first: first, last: k + 1, typ: dateline.DateDay, w: when{grain: 'C', y: 100 * (g.at(i).n - 1)}, rule: "century"}, true
}

// seasonYear reads "summer 2014", "the spring of 1998", "this winter" comes
// by directed; a season alone is no date.
func seasonYear(g *grammar, i int) (expr, bool) {
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, shape: seasonOf, w: when{grain: 'S', s: g.at(i).s}, rule: "season"}
	if g.is(i-1, "the") {
		e.first--
	}
	f := g.ofYear(e)
	if f.last > e.last {
		return f, true
	}
	return e, g.is(i-1, "in") && !g.at(i).upper && g.word(i) != "fall" && g.word(i) != "spring" || g.is(i-1, "the") && g.is(i-2, "in", "by", "until", "since")
}

func setWord(g *grammar, i int) (expr, bool) {
	if g.at(i).upper && !g.caps(i) && i > 0 && !isMark(g.word(i-1)) {
		return expr{}, false // "the Daily News"
	}
	return expr{first: i, last: i + 1, typ: dateline.DateSet, shape: setOf, ref: g.at(i).s, rule: "recurring"}, true
}

var setWeekday = [...]string{"", "XXXX-WXX-1", "XXXX-WXX-2", "XXXX-WXX-3", "XXXX-WXX-4", "XXXX-WXX-5", "XXXX-WXX-6", "XXXX-WXX-7"}

// everyUnit reads "every day", "each July", "every two weeks", "every Monday
// night".
func everyUnit(g *grammar, i int) (expr, bool) {
	e := expr{first: i, last: i + 2, typ: dateline.DateSet, shape: setOf, rule: "every"}
	it := g.at(i + 1)
	switch it.cat {
	case unit:
		e.ref = length(unitByte(it.s), 1, false)
		return e, it.s != "HY" && it.s != "Q" || true
	case weekday:
		e.ref = setWeekday[it.n]
		return e, true
	case month:
		e.ref = "XXXX-" + two(it.n)
		return e, it.upper
	case part:
		e.ref = "XXXX-XX-XXT" + it.s
		return e, true
	}
	if n, vague, next, ok := g.count(i + 1); ok && g.at(next).cat == unit {
		e.ref, e.last = length(unitByte(g.at(next).s), n, vague), next+1
		return e, true
	}
	return e, false
}

package date

import (
	"fmt"
	"strings"
	"time"

	"dateline"
)

// withTime adds a clock time or part of the day that follows a day: "Tuesday
// night", "Monday at 3 p.m.", "September 3, 13:11".
func (g *grammar) withTime(e expr) expr {
	k := e.last
	if p := g.at(k); p.cat == part && !(p.upper && !g.caps(k)) {
		e.time, e.last, e.typ = when{grain: 'P', s: p.s}, k+1, dateline.DateTime
		return e
	}
	if g.is(k, "at", ",") {
		k++
	}
	if t, last, ok := g.clockAt(k); ok && (k == e.last || g.is(k-1, "at")) {
		e.time, e.last, e.typ = t, last, dateline.DateTime
	}
	return e
}

// clockAt reads "3 p.m.", "01:11 p.m. Moscow Time", "1411 GMT", "7:33 AM CDT",
// "noon".
func (g *grammar) clockAt(i int) (when, int, bool) {
	it := g.at(i)
	w := when{grain: 'T'}
	k := i + 1
	switch {
	case it.cat == part && (it.s == "MI" || it.s == "MN"):
		w.hour = map[string]int{"MI": 12, "MN": 24}[it.s]
		return w, k, true
	case it.cat == clock:
		w.hour, w.min = it.y, it.m
	case (it.cat == digits || it.cat == num) && g.at(k).cat == ampm && it.n >= 1 && it.n <= 12:
		w.hour = it.n
	case it.cat == digits && len(it.s) == 4 && it.n < 2400 && it.n%100 < 60 && (g.at(k).cat == zone || g.is(k, "gmt") || g.is(k, "hours", "local")):
		w.hour, w.min = it.n/100, it.n%100
	case (it.cat == digits || it.cat == num) && g.is(k, "o'clock") && it.n <= 12:
		w.hour = it.n
		k++
	default:
		return w, i, false
	}
	if a := g.at(k); a.cat == ampm {
		if w.hour > 12 || w.hour == 0 && a.n == 0 && it.cat != clock {
			return w, i, false
		}
		w.hour = w.hour%12 + a.n
		k++
	} else if it.cat == clock && (!g.clockContext(i) || g.is(i-1, "$")) {
		return w, i, false
	}
	w.zone, k = g.zoneAt(k)
	return w, k, true
}

// clockContext keeps scores and ratios out: "a 3:2 win".
func (g *grammar) clockContext(i int) bool {
	s := g.at(i).s
	if strings.Contains(s, ".") {
		return g.is(i-1, "at") && g.at(i+1).cat == zone
	}
	return len(s) >= 4 || g.is(i-1, "at", "by", "until", "from", "since", "around", "about")
}

// zoneAt reads a zone name: "GMT", "(GMT)", "EDT", "local time", "Moscow Time".
func (g *grammar) zoneAt(k int) (string, int) {
	z := g.at(k)
	if z.cat == zone && (z.upper) {
		return offset(z.n), k + 1
	}
	if g.is(k, "local") && g.is(k+1, "time") {
		return "", k + 2
	}
	if g.at(k).upper && g.is(k+1, "time") && g.at(k).cat == other {
		return "", k + 2
	}
	return "", k
}

func offset(minutes int) string {
	if minutes == 0 {
		return "Z"
	}
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// clockTime reads a clock time, and a day that follows: "3 p.m. Tuesday",
// "8:45 a.m. on September 3".
func clockTime(g *grammar, i int) (expr, bool) {
	t, last, ok := g.clockAt(i)
	if !ok {
		return expr{}, false
	}
	return g.onDay(expr{first: i, last: last, typ: dateline.DateTime, shape: timeOf, w: t, rule: "clock"}), true
}

// onDay adds a day that follows a time.
func (g *grammar) onDay(e expr) expr {
	k := e.last
	if g.is(k, "on", "of", ",") {
		k++
	}
	if g.is(k, "the") {
		k++
	}
	c := g.at(k).cat
	if c != weekday && c != month && c != deictic && c != full && (c != digits || k == e.last) {
		return e
	}
	day, ok := g.read(k)
	if !ok || day.time.grain != 0 || day.typ != dateline.DateDay || day.w.grain != 'D' && day.shape != dayOf {
		return e
	}
	day.first, day.time, day.typ, day.rule = e.first, e.w, dateline.DateTime, e.rule+" on "+day.rule
	return day
}

// partAlone reads "noon", "the night of 6-7 September", "in the evening".
func partAlone(g *grammar, i int) (expr, bool) {
	p := g.at(i)
	if p.s == "MI" || p.s == "MN" {
		return clockTime(g, i)
	}
	e := expr{first: i, last: i + 1, typ: dateline.DateTime, shape: timeOf, w: when{grain: 'P', s: p.s}, rule: "part of the day"}
	if f := g.onDay(e); f.last > e.last {
		if g.is(i-1, "the") {
			f.first--
		}
		return f, true
	}
	if p.upper && !g.caps(i) {
		return e, false
	}
	if g.is(i-1, "the") && g.is(i-2, "in", "during", "by") {
		e.first--
		e.rule = "in the evening"
		return e, g.word(i) == "morning" || g.word(i) == "afternoon" || g.word(i) == "evening"
	}
	return e, false
}

// deicticDay reads "today", "yesterday morning", "tonight".
func deicticDay(g *grammar, i int) (expr, bool) {
	it := g.at(i)
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, shape: dayOf, n: it.n, w: when{grain: 'D'}, rule: "day of speaking"}
	if it.upper && !g.caps(i) && i > 0 && !isMark(g.word(i-1)) && g.at(i-1).upper {
		return e, false // "USA Today"
	}
	switch it.low {
	case "tonight", "tonite", "overnight":
		e.typ, e.time = dateline.DateTime, when{grain: 'P', s: "NI"}
		return e, it.low != "overnight" || true
	}
	return g.withTime(e), true
}

func refWord(g *grammar, i int) (expr, bool) {
	it := g.at(i)
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, shape: reference, ref: it.s, rule: "now or then"}
	switch it.low {
	case "once", "shortly":
		return e, false
	case "now":
		if g.is(i-1, "from", "until", "till") && g.at(i-2).cat == unit {
			return e, false
		}
	case "future":
		if !g.is(i-1, "the") && g.word(i-1) != "near" {
			return e, false
		}
		if g.is(i-1, "the") {
			e.first--
		}
	}
	return e, true
}

// namedDay reads "Christmas", "Thanksgiving Day", "New Year's Eve".
func namedDay(g *grammar, i int) (expr, bool) {
	it := g.at(i)
	if !it.upper {
		return expr{}, false
	}
	e := expr{first: i, last: i + 1, typ: dateline.DateDay, shape: holiday, ref: it.s, w: when{grain: 'D'}, rule: "named day"}
	switch g.word(i + 1) {
	case "day":
		e.last++
	case "eve":
		e.last++
		e.n = -1
	}
	return e, true
}

// dayOfRule finds a named day in a year: "12-25", "11/4/4" (the fourth
// Thursday of November), "easter+0".
func dayOfRule(rule string, y int) (time.Time, bool) {
	var m, d, nth, wd int
	if n, _ := fmt.Sscanf(rule, "%d-%d", &m, &d); n == 2 {
		return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), true
	}
	if n, _ := fmt.Sscanf(rule, "%d/%d/%d", &m, &nth, &wd); n == 3 {
		t := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
		t = t.AddDate(0, 0, (wd-int(t.Weekday())+7)%7+7*(nth-1))
		return t, true
	}
	if n, _ := fmt.Sscanf(rule, "easter%d", &d); n == 1 {
		return easter(y).AddDate(0, 0, d), true
	}
	return time.Time{}, false
}

// easter is the Gregorian Easter Sunday (the anonymous algorithm, Meeus 1991).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(y, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

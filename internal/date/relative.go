package date

import "dateline"

// weekdayOf reads a weekday with what stands around it.
func (f *finder) weekdayOf(string) (found, bool) {
	w, _ := f.weekdayGot(0)
	if !f.hasRef {
		return f.part(f.relative(point{gran: granDay, k: w})), true
	}
	n := f.weekdayDay(w)
	dir, ok := f.direction()
	switch {
	case f.said("week"):
		n = f.ref - weekday(f.ref) + w + 7*dir
	case f.has("THIS"):
		n = f.thisWeekday(w)
	case ok && dir < 0:
		n = f.ref - floorMod(weekday(f.ref)-w-1, 7) - 1
	case ok && dir > 0:
		n = f.ref + floorMod(w-weekday(f.ref)-1, 7) + 1
	}
	return f.part(f.relative(dayPoint(n))), true
}

func (f *finder) thisWeekday(w int) int {
	if f.has("COMING") {
		return f.ref + floorMod(w-weekday(f.ref), 7)
	}
	if f.has("PASTW") {
		return f.ref - floorMod(weekday(f.ref)-w, 7)
	}
	return f.ref - weekday(f.ref) + w
}

// weekdayDay is a bare weekday's day: the latest one at or before the
// reference, the next one after it where the clause tells of the future.
func (f *finder) weekdayDay(w int) int {
	if f.tense() > 0 || f.deadline() {
		return f.ref + floorMod(w-weekday(f.ref), 7)
	}
	return f.ref - floorMod(weekday(f.ref)-w, 7)
}

// putOff are verbs after which "until" leads to the future.
var putOff = map[string]bool{"postponed": true, "delayed": true, "deferred": true, "adjourned": true, "extended": true,
	"suspended": true, "postpone": true, "delay": true, "wait": true, "remain": true, "stay": true, "keep": true, "hold": true,
	"closed": true, "open": true, "valid": true}

// deadline tells whether the words before a day make it one to come: "as soon
// as Tuesday", "postponed until Monday", "set Friday as the deadline".
func (f *finder) deadline() bool {
	i := f.m.from
	switch f.wordAt(i - 1) {
	case "as":
		w := f.wordAt(i - 2)
		return w == "soon" || w == "early"
	case "until", "till":
		for k := i - 2; k >= 0 && k > i-6; k-- {
			if putOff[f.wordAt(k)] {
				return true
			}
		}
	}
	k := f.m.to
	return f.wordAt(k) == "as" && (f.wordAt(k+1) == "deadline" || f.wordAt(k+2) == "deadline")
}

// part adds the part of the day or the hour of noon and midnight.
func (f *finder) part(r found) found {
	if _, c, ok := f.get("PART", 0); ok {
		r.p.part, r.kind = c, dateline.DateTime
	}
	if h, _, ok := f.get("NOON", 0); ok {
		r.p.gran, r.p.sec, r.kind = granMinute, h*3600, dateline.DateTime
	}
	if f.said("night", "evening") && r.p.part == "" {
		r.p.part, r.kind = "NI", dateline.DateTime
	}
	return r
}

func (f *finder) weekdayBefore(string) (found, bool) {
	r, ok := f.weekdayOf("")
	if ok && r.p.known() {
		r.p = r.p.shift(-1, granDay)
	}
	return r, ok
}

// futureWords look this many atoms to the left and right for the verb that
// governs the expression.
const lookLeft, lookRight = 14, 6

// tense is -1 where the clause tells of the past, 1 of the future, 0 where
// nothing decides.
func (f *finder) tense() int {
	if t := f.tenseLeft(); t != 0 {
		return t
	}
	return f.tenseRight()
}

func (f *finder) tenseLeft() int {
	t := 0
	for i, n := f.m.from-1, 0; i >= 0 && n < lookLeft; i, n = i-1, n+1 {
		a := &f.atoms[i]
		if f.stops(i) || f.atoms[i+1].broken {
			break
		}
		if v := f.verb(a); v > 0 {
			return 1
		} else if v < 0 {
			if f.wordAt(i-1) == "be" && f.wordAt(i-2) == "to" {
				return 1
			}
			if a.class&bit(clsPastForm) == 0 || n > 5 {
				return -1
			}
			t = -1
		}
	}
	return t
}

func (f *finder) tenseRight() int {
	for i, n := f.m.to, 0; i < len(f.atoms) && n < lookRight; i, n = i+1, n+1 {
		if f.stops(i) || f.atoms[i].broken {
			break
		}
		if v := f.verb(&f.atoms[i]); v != 0 {
			return v
		}
	}
	return 0
}

// stops reports whether atom i ends a sentence or clause.
func (f *finder) stops(i int) bool {
	a := &f.atoms[i]
	if a.end-a.start != 1 {
		return false
	}
	switch f.src[a.start] {
	case ';', '?', '!', '"':
		return true
	case '.':
		return i+1 >= len(f.atoms) || !f.atoms[i+1].glued && f.atoms[i+1].capital && f.atoms[max(0, i-1)].end-f.atoms[max(0, i-1)].start > 3
	}
	return false
}

// verb tells what a word says of time: 1 future, -1 past.
func (f *finder) verb(a *atom) int {
	if n, _ := f.rules.lex.sense(a, f.rules.lex.classes["FUT"]); n > 0 && a.class&bit(f.rules.lex.classes["FUT"]) != 0 {
		return 1
	}
	if a.class&(bit(f.rules.lex.classes["PASTV"])|bit(clsPastForm)) != 0 {
		return -1
	}
	return 0
}

// relDay reads yesterday, today, tomorrow, "last night", "this morning".
func (f *finder) relDay(arg string) (found, bool) {
	n, _, ok := f.get("RELDAY", 0)
	if !ok {
		n = number(arg)
	}
	p := point{gran: granDay}
	if f.hasRef {
		p = dayPoint(f.ref + n)
	}
	r := f.part(f.relative(p))
	if f.said("overnight") {
		r.p.part, r.kind = "NI", dateline.DateTime
	}
	return r, true
}

func number(s string) int {
	n, sign := 0, 1
	for _, c := range s {
		if c == '-' {
			sign = -1
		} else {
			n = n*10 + int(c-'0')
		}
	}
	return sign * n
}

func (f *finder) tonight(string) (found, bool) {
	r, ok := f.relDay("0")
	r.p.part, r.kind = "NI", dateline.DateTime
	return r, ok
}

// nextDay is "the next morning": the day after the last one named.
func (f *finder) nextDay(string) (found, bool) {
	r, ok := f.shiftDay("1")
	if !ok {
		return r, false
	}
	for _, p := range []struct{ word, code string }{{"morning", "MO"}, {"afternoon", "AF"}, {"evening", "EV"}, {"night", "NI"}} {
		if f.said(p.word) {
			r.p.part = p.code
		}
	}
	r.kind = dateline.DateTime
	return r, true
}

// relUnit reads "last week", "this year", "early next month", "the following
// year", "the end of the year".
func (f *finder) relUnit(string) (found, bool) {
	u, ok := f.unit()
	if !ok || u == granHour || u == granMinute || u == granSecond {
		return found{}, false
	}
	if w := f.wordAt(f.m.to); u == granYear && (w == "ended" || w == "ending") && f.said("the") {
		return found{kind: dateline.DateDuration, vague: true, value: period(2, false, u)}, true
	}
	dir, _ := f.direction()
	if f.has("FOLLOW") && f.last.known() {
		return f.following(u)
	}
	p := point{gran: u}
	if f.hasRef {
		here := coarse(f.ref, u)
		p = here
		if dir != 0 {
			p = here.shift(dir, u)
			p.part = ""
		}
	}
	return f.relative(p), true
}

func (f *finder) following(u byte) (found, bool) {
	_, to := f.last.days()
	p := coarse(to, u).shift(1, u)
	r := f.date(p)
	r.anchor = f.lastID
	return r, true
}

// thatUnit is "that year", "the same day": the unit that holds the last date.
func (f *finder) thatUnit(string) (found, bool) {
	u, ok := f.unit()
	if !ok || !f.last.known() {
		return found{}, false
	}
	from, _ := f.last.days()
	r := f.date(coarse(from, u))
	r.anchor = f.lastID
	return r, true
}

func (f *finder) yearEnd(string) (found, bool) {
	r, ok := f.relUnit("")
	r.mod = "END"
	return r, ok
}

func (f *finder) weekend(string) (found, bool) {
	p := point{gran: granWeekend}
	if f.hasRef {
		n := f.ref
		dir, ok := f.direction()
		switch {
		case ok && dir != 0 && !(dir < 0 && f.has("PASTW")):
			n += 7 * dir
		case f.has("THIS") || f.tense() > 0 || weekday(n) >= 6:
		default:
			n -= 7
		}
		p = coarse(n, granWeekend)
	}
	return f.relative(p), true
}

func (f *finder) weekOf(string) (found, bool) {
	r, ok := f.day("")
	if ok && r.p.known() && r.doubt == "" {
		r.p = weekPoint(dayNumber(r.p.y, r.p.m, r.p.d))
	}
	return r, ok
}

// shift counts from the reference: "two weeks ago".
func (f *finder) shift(arg string) (found, bool) {
	if f.isYearBefore(arg) {
		return f.yearAgo("")
	}
	base := point{gran: granDay}
	if f.hasRef {
		base = dayPoint(f.ref)
	}
	r, ok := f.counted(base, number(arg))
	r.anchor = "reference"
	return r, ok
}

// shiftPrev counts from the last date: "three days later".
func (f *finder) shiftPrev(arg string) (found, bool) {
	if f.isYearBefore(arg) {
		return f.yearAgo("")
	}
	if !f.last.known() {
		return f.shift(arg)
	}
	r, ok := f.counted(f.last, number(arg))
	r.anchor = f.lastID
	return r, ok
}

// isYearBefore is "a year ago" where a quarter was spoken of: a comparison
// with the same quarter.
func (f *finder) isYearBefore(arg string) bool {
	u, _ := f.unit()
	half, vague, _ := f.numberGot(0)
	return arg == "-1" && u == granYear && half == 2 && !vague && (f.lastQ.known() || f.said("earlier"))
}

// counted moves base by the number of units the words give; a vague number
// gives a vague day.
func (f *finder) counted(base point, sign int) (found, bool) {
	half, vague, _ := f.numberGot(0)
	u, ok := f.unit()
	if !ok {
		return found{}, false
	}
	r := found{kind: dateline.DateDay, mod: f.approx()}
	if vague || !base.known() || half > 20000 {
		return f.vagueShift(r, sign, vague), true
	}
	if u == granHour || u == granMinute || u == granSecond {
		r.p, r.kind = base, dateline.DateTime
		return r, true
	}
	r.p = base.shift(sign*half/2, u)
	if base.gran == granDay && u != granDay {
		from, _ := r.p.days()
		r.p = f.coarseShift(from, u, base)
	}
	return r, true
}

// coarseShift keeps the grain of what was counted in: "two months ago" is a
// month, "three years ago" a year; a week counted from a day is a week.
func (f *finder) coarseShift(from int, u byte, base point) point {
	switch u {
	case granDecade, granCentury:
		return coarse(from, granYear)
	case granQuarter:
		return coarse(from, granQuarter)
	}
	return coarse(from, u)
}

func (f *finder) vagueShift(r found, sign int, vague bool) found {
	r.vague = true
	r.value = "PAST_REF"
	if sign > 0 {
		r.value = "FUTURE_REF"
	}
	r.doubt = dateline.DoubtVague
	if !vague {
		r.doubt = dateline.DoubtNoReference
	}
	return r
}

// shiftEvent is "two days after the ceasefire": a length whose other end is
// an event; the days stay open.
func (f *finder) shiftEvent(string) (found, bool) {
	r, ok := f.duration("")
	r.doubt = dateline.DoubtUnresolved
	return r, ok
}

// shiftDay is "a day earlier", "the next day": counted from the last date.
func (f *finder) shiftDay(arg string) (found, bool) {
	base, id := f.last, f.lastID
	if !base.known() && f.hasRef {
		base, id = dayPoint(f.ref), "reference"
	}
	if !base.known() || base.gran != granDay && base.gran < granDay {
		r := found{kind: dateline.DateDay, value: "XXXX-XX-XX", vague: true, doubt: dateline.DoubtNoReference}
		return r, true
	}
	from, to := base.days()
	if number(arg) > 0 {
		from = to
	}
	r := f.date(dayPoint(from + number(arg)))
	r.mod, r.anchor = "", id
	return r, true
}

// past is "years ago".
func (f *finder) past(string) (found, bool) {
	return found{kind: dateline.DateDay, value: "PAST_REF", vague: true, doubt: dateline.DoubtVague, anchor: "reference"}, true
}

// yearAgo is "a year ago", "year-earlier": the last quarter named, one year
// before, else the year before the last date.
func (f *finder) yearAgo(string) (found, bool) {
	base := f.lastQ
	if !base.known() {
		base = f.last
	}
	if !f.hasRef && !base.known() {
		return f.relative(point{gran: granYear}), true
	}
	if !base.known() {
		base = coarse(f.ref, granYear)
	}
	if q, _, ok := f.get("ORD", 0); ok {
		base = point{gran: granQuarter, y: base.y, k: q}
	}
	if base.gran != granQuarter {
		base = point{gran: granYear, y: base.y}
	}
	r := found{kind: dateline.DateDay, p: base.shift(-1, granYear), anchor: "reference", aside: true}
	if f.lastID != "" {
		r.anchor = f.lastID
	}
	return r, true
}

// lastQuarter is "the quarter": the last one named, else the one before that
// of the reference.
func (f *finder) lastQuarter(string) (found, bool) {
	if f.lastQ.known() {
		r := f.date(f.lastQ)
		r.anchor = f.lastID
		return r, true
	}
	p := point{gran: granQuarter}
	if f.hasRef {
		p = coarse(f.ref, granQuarter).shift(-1, granQuarter)
	}
	return f.relative(p), true
}

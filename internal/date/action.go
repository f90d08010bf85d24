package date

import (
	"strconv"
	"strings"

	"dateline"
)

// action turns a match into what it means; false when the words, looked at
// closely, are no expression of time.
type action func(f *finder, arg string) (found, bool)

var actions map[string]action

func init() {
	actions = map[string]action{
		"day": (*finder).day, "numeric": (*finder).numeric, "daypart": (*finder).day, "range": (*finder).dayRange,
		"monthrange": (*finder).monthRange, "yearrange": (*finder).yearRange, "month": (*finder).month,
		"monthrel": (*finder).monthRel, "weekday": (*finder).weekdayOf, "weekdaybefore": (*finder).weekdayBefore,
		"set": (*finder).set, "freq": (*finder).frequency, "relday": (*finder).relDay, "tonight": (*finder).tonight,
		"nextday": (*finder).nextDay, "relunit": (*finder).relUnit, "thatunit": (*finder).thatUnit,
		"yearend": (*finder).yearEnd, "weekend": (*finder).weekend, "weekof": (*finder).weekOf, "weekended": (*finder).day,
		"quarter": (*finder).quarter, "yearago": (*finder).yearAgo, "lastquarter": (*finder).lastQuarter,
		"half": (*finder).half, "year": (*finder).year, "spelledyear": (*finder).spelledYear, "decade": (*finder).decade,
		"century": (*finder).century, "season": (*finder).season, "shift": (*finder).shift, "shiftprev": (*finder).shiftPrev,
		"shiftevent": (*finder).shiftEvent, "shiftday": (*finder).shiftDay, "past": (*finder).past,
		"duration": (*finder).duration, "durationhalf": (*finder).durationHalf, "ref": (*finder).refWord,
		"clock": (*finder).clock, "holiday": (*finder).holiday, "fixed": (*finder).fixed, "vagueday": (*finder).vagueDay,
		"skip": func(*finder, string) (found, bool) { return found{}, false },
		"none": func(*finder, string) (found, bool) { return found{}, false },
	}
}

func (f *finder) resolve() (found, bool) {
	r := f.rules.list[f.m.rule]
	return actions[r.action](f, r.arg)
}

// get finds the k-th caught element of a class.
func (f *finder) get(name string, k int) (num int, code string, ok bool) {
	c := f.rules.lex.classes[name]
	for i := 0; i < f.m.n; i++ {
		g := &f.m.got[i]
		if g.sym != c {
			continue
		}
		if k--; k >= 0 {
			continue
		}
		num, code = f.rules.lex.sense(&f.atoms[g.at], c)
		return num, code, true
	}
	return 0, "", false
}

func (f *finder) has(name string) bool { _, _, ok := f.get(name, 0); return ok }

// said reports whether the match holds one of the literal words.
func (f *finder) said(words ...string) bool {
	for i := 0; i < f.m.n; i++ {
		if f.m.got[i].sym >= 0 {
			continue
		}
		for _, w := range words {
			if -f.m.got[i].sym == int(f.rules.lex.lits[w]) {
				return true
			}
		}
	}
	return false
}

// numberGot is the k-th number in half units.
func (f *finder) numberGot(k int) (half int, vague, ok bool) {
	for i := 0; i < f.m.n; i++ {
		if g := &f.m.got[i]; g.sym == clsNum {
			if k--; k < 0 {
				return g.num, g.vague, true
			}
		}
	}
	return 0, false, false
}

func (f *finder) unit() (byte, bool) {
	for _, n := range []string{"UNIT", "UNITS"} {
		if _, c, ok := f.get(n, 0); ok {
			return c[0], true
		}
	}
	for _, p := range unitWords {
		if f.said(p.word) {
			return p.unit, true
		}
	}
	return 0, false
}

// units that patterns name by their word
var unitWords = []struct {
	word string
	unit byte
}{{"day", 'D'}, {"week", 'W'}, {"month", 'M'}, {"quarter", 'Q'}, {"year", 'Y'}}

// mod is the TIMEX3 modifier that the words give.
func (f *finder) mod() string {
	for _, n := range []string{"MOD", "MODN", "MODER"} {
		if _, c, ok := f.get(n, 0); ok {
			return c
		}
	}
	return ""
}

// direction of "last", "this", "next" words; ok false when there is none.
func (f *finder) direction() (int, bool) {
	for _, n := range []string{"LAST", "PASTW", "NEXT", "COMING", "FOLLOW", "CURRENT", "LATEST", "THIS"} {
		if d, _, ok := f.get(n, 0); ok {
			return d, true
		}
	}
	return 0, false
}

func (f *finder) monthGot(k int) (int, bool) {
	if m, _, ok := f.get("MONTH", k); ok {
		return m, true
	}
	m, _, ok := f.get("MONAB", k)
	return m, ok
}

// dayGot is the k-th day of the month, written 3, 3rd or third.
func (f *finder) dayGot(k int) (int, bool) {
	for i := 0; i < f.m.n; i++ {
		g := &f.m.got[i]
		if g.sym != clsDay && g.sym != clsOrd {
			continue
		}
		if k--; k < 0 {
			n, _ := f.rules.lex.sense(&f.atoms[g.at], g.sym)
			return n, true
		}
	}
	return 0, false
}

func (f *finder) yearGot() (int, bool) {
	if y, _, ok := f.get("YEAR", 0); ok {
		return y, true
	}
	if y, _, ok := f.get("YY", 0); ok {
		return fullYear(y, 2), true
	}
	return 0, false
}

func (f *finder) weekdayGot(k int) (int, bool) {
	for _, n := range []string{"WEEKDAY", "WDAB"} {
		if w, _, ok := f.get(n, k); ok {
			return w, true
		}
	}
	return 0, false
}

// date is a found date with the modifier of its words.
func (f *finder) date(p point) found {
	return found{kind: dateline.DateDay, p: p, mod: f.mod()}
}

func (f *finder) relative(p point) found {
	r := f.date(p)
	r.anchor = "reference"
	return r
}

// day reads a day of a month, with or without year and weekday.
func (f *finder) day(string) (found, bool) {
	m, _ := f.monthGot(0)
	d, ok := f.dayGot(0)
	if !ok || d > 31 {
		return found{}, false
	}
	y, hasYear := f.yearGot()
	r := f.date(point{gran: granDay, y: y, m: m, d: d})
	if !hasYear {
		r = f.relative(f.nearestDay(m, d))
		if dir, ok := f.direction(); ok && f.hasRef {
			r.p.y = f.directedYear(dir, m, d)
		} else if f.wordAt(f.m.from-1) == "ended" && f.hasRef {
			r.p.y = f.directedYear(-1, m, d)
		}
	}
	if _, _, ok := f.get("YY", 0); ok && !f.near(y) {
		r.doubt = dateline.DoubtAmbiguousDate
	}
	if _, c, ok := f.get("PART", 0); ok {
		r.p.part = c
	}
	f.check(&r)
	return r, true
}

// near reports whether a year written with two figures lies beside that of
// the reference, which settles its century.
func (f *finder) near(y int) bool {
	ry, _, _ := civil(f.ref)
	return f.hasRef && abs(y-ry) <= 10
}

// check marks a day that is on no calendar and a weekday that does not fit.
func (f *finder) check(r *found) {
	if r.p.d > daysIn(r.p.y, r.p.m) {
		r.value, r.doubt, r.vague = r.p.value(), dateline.DoubtImpossibleDate, true
		return
	}
	if w, ok := f.weekdayGot(0); ok && r.p.y != 0 && weekday(dayNumber(r.p.y, r.p.m, r.p.d)) != w {
		r.doubt = dateline.DoubtConflictingDate
	}
}

// nearestDay gives a day and month the year that brings it nearest to the
// reference; with a weekday, the nearest year in which it fits.
func (f *finder) nearestDay(m, d int) point {
	p := point{gran: granDay, m: m, d: d}
	if !f.hasRef {
		return p
	}
	y0, _, _ := civil(f.ref)
	w, hasW := f.weekdayGot(0)
	best := 1 << 30
	for y := y0 - 1; y <= y0+1; y++ {
		n := dayNumber(y, m, min(d, daysIn(y, m)))
		gap := abs(n - f.ref)
		if hasW && weekday(n) != w {
			gap += 1000
		}
		if gap < best {
			best, p.y = gap, y
		}
	}
	return p
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// directedYear is the year of the last or next such day of the year.
func (f *finder) directedYear(dir, m, d int) int {
	y, _, _ := civil(f.ref)
	n := dayNumber(y, m, max(1, min(d, daysIn(y, m))))
	switch {
	case dir < 0 && n >= f.ref:
		return y - 1
	case dir > 0 && n <= f.ref:
		return y + 1
	}
	return y
}

func (f *finder) numeric(string) (found, bool) {
	v, _, _ := f.get("NDATE", 0)
	r := f.date(point{gran: granDay, y: v / 10000, m: v / 100 % 100, d: v % 100})
	for i := 0; i < f.m.n; i++ {
		if f.m.got[i].sym == clsNDate && f.atoms[f.m.got[i].at].class&bit(clsEither) != 0 {
			f.orient(&r)
		}
	}
	f.check(&r)
	return r, true
}

// orient decides between month/day and day/month: the one that lies nearer to
// the reference, American order where there is none. The doubt stays unless
// one of them is the reference day itself.
func (f *finder) orient(r *found) {
	r.doubt = dateline.DoubtAmbiguousDate
	if !f.hasRef {
		return
	}
	a := dayNumber(r.p.y, r.p.m, r.p.d)
	b := dayNumber(r.p.y, r.p.d, r.p.m)
	if abs(b-f.ref) < abs(a-f.ref) {
		r.p.m, r.p.d, a = r.p.d, r.p.m, b
	}
	if a == f.ref {
		r.doubt = ""
	}
}

// dayRange reads "May 3-5", "between 3 and 5 May", "Monday to Wednesday".
func (f *finder) dayRange(string) (found, bool) {
	if w, ok := f.weekdayGot(0); ok {
		return f.weekdayRange(w)
	}
	m, _ := f.monthGot(0)
	m2, ok := f.monthGot(1)
	d1, _ := f.dayGot(0)
	d2, _ := f.dayGot(1)
	if !ok {
		m2 = m
	}
	if f.rules.list[f.m.rule].name == "mdandnext" && (d2 != d1+1 || f.counts()) {
		return f.firstDay()
	}
	if m == m2 && d2 <= d1 {
		return found{}, false
	}
	y, hasYear := f.yearGot()
	p := point{gran: granDay, y: y, m: m, d: d1}
	if !hasYear {
		p = f.nearestDay(m, d1)
	}
	q := point{gran: granDay, y: p.y, m: m2, d: d2}
	if m2 < m && p.y != 0 {
		q.y++
	}
	return f.interval(p, q, !hasYear)
}

// firstDay cuts "May 3 and 14" down to its first day.
func (f *finder) firstDay() (found, bool) {
	and := -int(f.rules.lex.lits["and"])
	for k := range f.m.n {
		if f.m.got[k].sym == and {
			f.m.to, f.m.n = f.m.got[k].at, k
			break
		}
	}
	return f.day("")
}

// counts tells whether a small word follows that the number before it may
// count: "May 3 and 4 people".
func (f *finder) counts() bool {
	w := f.wordAt(f.m.to)
	return w != "" && w[0] >= 'a' && w[0] <= 'z' && !contextWords[w] && !afterDays[w] && f.verb(&f.atoms[f.m.to]) == 0
}

// afterDays may follow days.
var afterDays = map[string]bool{"at": true, "on": true, "with": true, "when": true, "that": true, "were": true, "was": true,
	"will": true, "have": true, "had": true, "but": true, "as": true, "where": true, "while": true}

func (f *finder) interval(p, q point, relative bool) (found, bool) {
	r := f.date(p)
	if f.said("night", "nights") {
		p.part, r.p.part = "NI", "NI"
	}
	r.to, r.value = q, p.value()+"/"+q.value()
	if relative {
		r.anchor = "reference"
	}
	if p.d > daysIn(p.y, p.m) || q.d > daysIn(q.y, q.m) {
		r.doubt, r.vague = dateline.DoubtImpossibleDate, true
	}
	return r, true
}

func (f *finder) weekdayRange(w int) (found, bool) {
	w2, ok := f.weekdayGot(1)
	if !ok {
		return found{}, false
	}
	if !f.hasRef {
		p, q := point{gran: granDay, k: w}, point{gran: granDay, k: w2}
		return f.interval(p, q, true)
	}
	n := f.weekdayDay(w)
	return f.interval(dayPoint(n), dayPoint(n+floorMod(w2-w, 7)), true)
}

func (f *finder) monthRange(string) (found, bool) {
	m, _ := f.monthGot(0)
	m2, _ := f.monthGot(1)
	q := point{gran: granMonth, m: m2}
	y, hasYear := f.yearGot()
	switch {
	case hasYear:
		q.y = y
	case f.hasRef:
		q.y = f.monthYear(m2)
	}
	p := point{gran: granMonth, y: q.y, m: m}
	if m > m2 && p.y != 0 {
		p.y--
	}
	return f.interval(p, q, !hasYear)
}

func (f *finder) yearRange(string) (found, bool) {
	y, _, _ := f.get("YEAR", 0)
	z, _, ok := f.get("YEAR", 1)
	if !ok {
		yy, _, _ := f.get("YY", 0)
		z = y/100*100 + yy
	}
	if z <= y || y < 1500 {
		return found{}, false
	}
	return f.interval(point{gran: granYear, y: y}, point{gran: granYear, y: z}, false)
}

// month reads a month, with its year or in the direction of the telling.
func (f *finder) month(string) (found, bool) {
	m, _ := f.monthGot(0)
	if y, ok := f.yearGot(); ok {
		return f.date(point{gran: granMonth, y: y, m: m}), true
	}
	if f.m.n == 1 && !f.isMonth(m) {
		return found{}, false
	}
	p := point{gran: granMonth, m: m}
	if f.hasRef {
		p.y = f.monthYear(m)
		if dir, ok := f.direction(); ok && dir != 0 {
			p.y = f.directedMonth(dir, m)
		} else if ok {
			p.y, _, _ = civil(f.ref)
		}
	}
	return f.relative(p), true
}

// isMonth doubts "May" and "March" that stand alone: a month follows a
// preposition, a verb or a name does not.
func (f *finder) isMonth(m int) bool {
	if m != 3 && m != 5 && m != 4 && m != 6 && m != 8 {
		return true
	}
	prev := f.wordAt(f.m.from - 1)
	if contextWords[prev] || prev == "as" && (f.wordAt(f.m.from-2) == "early" || f.wordAt(f.m.from-2) == "soon" || f.wordAt(f.m.from-2) == "late") {
		return true
	}
	if prev == "the" && f.m.to < len(f.atoms) && !f.atoms[f.m.to].capital && !f.atoms[f.m.to].glued && f.atoms[f.m.to].lit == 0 {
		return true // "the March accession", not "the March on"
	}
	if m == 4 || m == 6 || m == 8 {
		next := f.m.to < len(f.atoms) && f.atoms[f.m.to].class&bit(clsWordCap) != 0
		return !next && !(f.m.from > 0 && f.atoms[f.m.from-1].class&bit(clsWordCap) != 0)
	}
	return false
}

var contextWords = map[string]bool{"in": true, "since": true, "until": true, "by": true, "of": true, "from": true, "during": true,
	"through": true, "for": true, "and": true, "to": true, "before": true, "after": true, "between": true, "till": true, "or": true,
	"each": true, "every": true, "about": true, "around": true, "next": true, "last": true, "this": true}

// wordAt is atom i in small letters, "" outside.
func (f *finder) wordAt(i int) string {
	if i < 0 || i >= len(f.atoms) {
		return ""
	}
	return strings.ToLower(f.src[f.atoms[i].start:f.atoms[i].end])
}

// monthYear is the year of a month in the direction of the telling: the last
// one begun, the coming one where the clause speaks of what is to come.
func (f *finder) monthYear(m int) int {
	y, rm, _ := civil(f.ref)
	if f.tense() > 0 {
		if m < rm {
			return y + 1
		}
		return y
	}
	if ahead := floorMod(m-rm, 12); ahead > 0 && f.ahead(ahead) {
		return y + (rm+ahead-1)/12
	}
	if m > rm {
		return y - 1
	}
	return y
}

// ahead tells whether a month that comes some months after the reference's is
// meant, where the clause does not speak of the future.
func (f *finder) ahead(months int) bool {
	if untilWords[f.wordAt(f.m.from-1)] {
		return months <= 3 || months <= 6 && f.tense() == 0
	}
	return months <= 3 && f.tense() == 0
}

// untilWords stand before times to come.
var untilWords = map[string]bool{"by": true, "until": true, "till": true, "through": true}

func (f *finder) directedMonth(dir, m int) int {
	y, rm, _ := civil(f.ref)
	switch {
	case dir < 0 && m >= rm:
		return y - 1
	case dir > 0 && m <= rm:
		return y + 1
	}
	return y
}

func (f *finder) monthRel(string) (found, bool) {
	m, _ := f.monthGot(0)
	p := point{gran: granMonth, m: m}
	if f.said("that") {
		p.y = f.last.y
		r := f.date(p)
		r.anchor = f.lastID
		return r, p.y != 0
	}
	dir, _ := f.direction()
	if f.hasRef {
		y, _, _ := civil(f.ref)
		p.y = y + dir
	}
	return f.relative(p), true
}

func itoa(n int) string { return strconv.Itoa(n) }

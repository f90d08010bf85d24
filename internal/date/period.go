package date

import (
	"strconv"

	"dateline"
)

// quarter reads "the third quarter", "third-quarter 1990", "Q3".
func (f *finder) quarter(string) (found, bool) {
	q, _, ok := f.get("ORD", 0)
	if !ok {
		half, _, isNum := f.numberGot(0)
		q, ok = half/2, isNum
	}
	if !ok && f.has("YEAR") {
		if f.lastQ.known() {
			q, ok = f.lastQ.k, true
		} else {
			return f.year("")
		}
	}
	if !ok && f.hasRef {
		q, ok = coarse(f.ref, granQuarter).shift(-1, granQuarter).k, true
	}
	if !ok || q < 1 || q > 4 {
		return found{}, false
	}
	return f.inYear(point{gran: granQuarter, k: q}, q*3-2), true
}

func (f *finder) half(string) (found, bool) {
	h, _, _ := f.get("ORD", 0)
	if h > 2 {
		return found{}, false
	}
	if _, ok := f.direction(); !ok && !f.has("YEAR") && f.m.n == 3 {
		return found{}, false // a half of what?
	}
	return f.inYear(point{gran: granHalf, k: h}, h*6-5), true
}

// inYear gives a part of the year that begins in month m its year: written,
// told by "last" or "next", or the last one begun.
func (f *finder) inYear(p point, m int) found {
	if y, ok := f.yearGot(); ok {
		p.y = y
		return f.date(p)
	}
	if !f.hasRef {
		return f.relative(p)
	}
	y, rm, _ := civil(f.ref)
	p.y = y
	if dir, ok := f.direction(); ok {
		p.y = y + dir
		return f.relative(p)
	}
	switch {
	case m > rm && f.tense() <= 0:
		p.y--
	case f.tense() > 0 && m+6 <= rm:
		p.y++
	}
	return f.relative(p)
}

// year reads a year; a bare one must look like one.
func (f *finder) year(string) (found, bool) {
	y, _ := f.yearGot()
	if f.m.n == 1 && !f.isYear(y) {
		return found{}, false
	}
	return f.date(point{gran: granYear, y: y}), true
}

func (f *finder) isYear(y int) bool {
	prev, next := f.wordAt(f.m.from-1), f.wordAt(f.m.to)
	if f.m.to < len(f.atoms) && (next == "%" || next == "percent" || next == "-" && f.atoms[f.m.to].glued) {
		return false
	}
	if yearWords[prev] {
		return y >= 1000 && y < 2100
	}
	if y < 1900 || y > 2050 {
		return false
	}
	n := len(next)
	return !(n > 3 && next[n-1] == 's' && !f.atoms[f.m.to].capital) && prev != "than" && prev != "of"
}

var yearWords = map[string]bool{"in": true, "since": true, "of": true, "until": true, "by": true, "during": true, "before": true,
	"after": true, "fiscal": true, "year": true, "from": true, "till": true, "through": true}

// spelledYear reads "nineteen ninety-six", "two thousand".
func (f *finder) spelledYear(string) (found, bool) {
	y := 2000
	if t, _, ok := f.get("TEEN", 0); ok {
		n, _, _ := f.get("TENS", 0)
		c, _, _ := f.get("CARD", 0)
		if c > 9 {
			return found{}, false
		}
		y = t*100 + n + c
	}
	p := point{gran: granYear, y: y}
	if m, ok := f.monthGot(0); ok {
		p.gran, p.m = granMonth, m
	}
	if _, c, ok := f.get("SEASON", 0); ok {
		p.gran, p.part = granSeason, c
	}
	return f.date(p), true
}

func (f *finder) decade(string) (found, bool) {
	v, _, ok := f.get("DECADE", 0)
	if !ok {
		v, _, _ = f.get("DECADEWORD", 0)
	} else {
		if v < 100 {
			if !f.said("'") && f.m.n == 1 {
				return found{}, false
			}
			v = fullYear(v, 2)
		}
		v /= 10
	}
	return f.date(point{gran: granDecade, y: v * 10, k: v}), true
}

func (f *finder) century(string) (found, bool) {
	n, _, _ := f.get("ORD", 0)
	if n < 2 || n > 22 {
		return found{}, false
	}
	return f.date(point{gran: granCentury, y: n*100 - 100, k: n - 1}), true
}

// season reads "last winter", "the summer of 1990".
func (f *finder) season(string) (found, bool) {
	_, code, _ := f.get("SEASON", 0)
	p := point{gran: granSeason, part: code}
	if y, ok := f.yearGot(); ok {
		p.y = y
		return f.date(p), true
	}
	if code == "FA" && f.said("the") && f.wordAt(f.m.to) == "of" {
		return found{}, false
	}
	if !f.hasRef {
		return f.relative(p), true
	}
	y, m, _ := civil(f.ref)
	p.y = seasonYear(y, m, code, f)
	return f.relative(p), true
}

// seasonYear is the year of a season told from month m of year y. The last
// winter, told in September 2014, began in December 2013.
func seasonYear(y, m int, code string, f *finder) int {
	start := seasonMonth(code)
	now := m >= start && m < start+3
	if code == "WI" && m <= 2 {
		y, now = y-1, true // the winter that runs
	}
	dir, ok := f.direction()
	switch {
	case f.has("PASTW"):
		dir = -1
	case !ok && f.tense() > 0:
		dir = 1
	case !ok:
		if m < start && !now {
			return y - 1
		}
		return y
	}
	switch {
	case dir < 0 && (now || m < start):
		return y - 1
	case dir > 0 && (now || m > start):
		return y + 1
	}
	return y
}

// set reads "every Monday", "Tuesday nights", "each year".
func (f *finder) set(string) (found, bool) {
	r := found{kind: dateline.DateSet, vague: true}
	w, ok := f.weekdayGot(0)
	if !ok {
		w, _, ok = f.get("WEEKDAYS", 0)
	}
	if ok {
		r.value = "XXXX-WXX-" + itoa(w) + f.setPart()
		return r, true
	}
	if m, ok := f.monthGot(0); ok {
		r.value = point{gran: granMonth, m: m}.value()
		return r, true
	}
	if _, c, ok := f.get("SEASON", 0); ok {
		r.value = "XXXX-" + c
		return r, true
	}
	if _, c, ok := f.get("PART", 0); ok {
		r.value = "XXXX-XX-XXT" + c
		return r, true
	}
	u, ok := f.unit()
	half, vague, isNum := f.numberGot(0)
	if !isNum {
		half = 2
	}
	r.value = period(half, vague, u)
	return r, ok
}

func (f *finder) setPart() string {
	for _, n := range []string{"PART", "PARTS"} {
		if _, c, ok := f.get(n, 0); ok {
			return "T" + c
		}
	}
	return ""
}

var frequencies = []struct{ word, value string }{{"daily", "P1D"}, {"weekly", "P1W"}, {"monthly", "P1M"}, {"quarterly", "P3M"},
	{"yearly", "P1Y"}, {"annually", "P1Y"}, {"hourly", "PT1H"}, {"nightly", "P1D"}, {"biweekly", "P2W"}}

func (f *finder) frequency(string) (found, bool) {
	for _, q := range frequencies {
		if f.said(q.word) {
			return found{kind: dateline.DateSet, value: q.value, vague: true}, true
		}
	}
	return found{}, false
}

// period writes a length: half units of u.
func period(half int, vague bool, u byte) string {
	n := strconv.Itoa(half / 2)
	if vague {
		n = "X"
	}
	switch u {
	case granDecade:
		if vague {
			return "PXE"
		}
		return "P" + strconv.Itoa(half*5) + "Y"
	case granCentury:
		if vague {
			return "PXC"
		}
		return "P" + strconv.Itoa(half*50) + "Y"
	case granQuarter:
		return "P" + n + "Q"
	}
	s, small := "P"+n+string(u), granHour
	if u == granHour || u == granMinute || u == granSecond {
		s = "PT" + n + string(clockLetter(u))
		small = granMinute
	}
	if half%2 == 1 && !vague {
		s += halfOf(u, byte(small))
	}
	return s
}

func clockLetter(u byte) byte {
	if u == granMinute {
		return 'M'
	}
	return u
}

func halfOf(u, _ byte) string {
	switch u {
	case granYear:
		return "6M"
	case granMonth:
		return "15D"
	case granDay:
		return "T12H"
	case granHour:
		return "30M"
	case granMinute:
		return "30S"
	}
	return ""
}

// duration reads a length of time.
func (f *finder) duration(string) (found, bool) {
	u, ok := f.unit()
	if !ok {
		return found{}, false
	}
	half, vague, isNum := f.numberGot(0)
	if !isNum {
		vague = true
	}
	if h2, v2, ok := f.numberGot(1); ok && h2 > half && !v2 {
		half = h2
	}
	if vague && isNum && half > 0 {
		vague = false
	}
	if ref := f.nearUnits(); ref != "" && !isNum {
		return found{kind: dateline.DateDay, vague: true, value: ref, doubt: dateline.DoubtVague}, true
	}
	r := found{kind: dateline.DateDuration, vague: true, value: period(half, vague, u), mod: f.approx()}
	if vague {
		r.doubt = dateline.DoubtVague
	}
	return r, true
}

// nearUnits is PAST_REF for "recent years" and "past weeks", FUTURE_REF for
// "coming months", "" for everything else.
func (f *finder) nearUnits() string {
	switch {
	case f.m.n > 3 || f.has("DAY"):
	case f.has("RECENT"), f.has("PASTW"):
		return "PAST_REF"
	case f.has("COMING"), f.has("FUTUREW"):
		return "FUTURE_REF"
	}
	return ""
}

func (f *finder) durationHalf(string) (found, bool) {
	u, ok := f.unit()
	half, vague, _ := f.numberGot(0)
	return found{kind: dateline.DateDuration, vague: true, value: period(half+1, vague, u), mod: f.approx()}, ok
}

var approximations = []struct {
	words []string
	mod   string
}{
	{[]string{"about", "around", "some", "roughly", "approximately", "estimated", "so"}, "APPROX"},
	{[]string{"least"}, "EQUAL_OR_MORE"}, {[]string{"up", "within", "most", "no"}, "EQUAL_OR_LESS"},
	{[]string{"over"}, "MORE_THAN"}, {[]string{"nearly", "almost", "less", "fewer"}, "LESS_THAN"},
}

func (f *finder) approx() string {
	for _, a := range approximations {
		if f.said(a.words...) {
			return a.mod
		}
	}
	if f.said("than") {
		return "MORE_THAN"
	}
	return ""
}

func (f *finder) refWord(arg string) (found, bool) {
	return found{kind: dateline.DateDay, value: arg, vague: true, anchor: "reference"}, true
}

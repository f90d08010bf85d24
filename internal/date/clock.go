package date

import (
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/internal/gazetteer"
)

// clock reads a time of day with its day and zone.
func (f *finder) clock(string) (found, bool) {
	sec, gran, ok := f.secondOfDay()
	if !ok {
		return found{}, false
	}
	r := f.clockDay()
	r.kind = dateline.DateTime
	r.p.gran, r.p.sec = gran, sec
	if r.p.zone = f.zone(); r.p.zone == "" {
		r.p.zone = f.placeZone(r.p)
	}
	return r, true
}

// secondOfDay reads the figures and morning or afternoon.
func (f *finder) secondOfDay() (int, byte, bool) {
	if h, _, ok := f.get("NOON", 0); ok {
		return h * 3600, granMinute, true
	}
	if v, _, ok := f.get("HM", 0); ok {
		return v/100*3600 + v%100*60, granMinute, v <= 2400
	}
	if v, _, ok := f.get("CLOCK", 0); ok {
		g := byte(granMinute)
		if v%60 != 0 {
			g = granSecond
		}
		return f.afternoon(v), g, true
	}
	half, vague, ok := f.numberGot(0)
	if !ok || vague || half%2 == 1 || half > 48 {
		return 0, 0, false
	}
	return f.afternoon(half / 2 * 3600), granMinute, true
}

func (f *finder) afternoon(sec int) int {
	pm := f.has("PM") || f.said("p") || f.said("evening", "afternoon")
	am := f.has("AM") || f.said("a")
	switch {
	case pm && sec < 12*3600:
		return sec + 12*3600
	case am && !pm && sec >= 12*3600 && sec < 13*3600:
		return sec - 12*3600
	}
	return sec
}

// clockDay is the day the clock time belongs to: the one named with it, else
// the last day named, else the reference.
func (f *finder) clockDay() found {
	switch {
	case f.has("NDATE"):
		r, _ := f.numeric("")
		return r
	case f.has("DAY"):
		r, _ := f.day("")
		return r
	case f.has("WEEKDAY"):
		r, _ := f.weekdayOf("")
		return r
	case f.has("RELDAY"):
		r, _ := f.relDay("")
		return r
	case f.last.known() && f.last.d != 0:
		p := f.last
		p.part, p.zone = "", ""
		return found{p: p, anchor: f.lastID}
	case f.hasRef:
		return found{p: dayPoint(f.ref), anchor: "reference"}
	}
	return found{p: point{}, anchor: "reference"}
}

// zone is the offset of a named zone, "" when none is given or it depends on
// the place ("local time").
func (f *finder) zone() string {
	n, _, ok := f.get("ZONE", 0)
	if !ok {
		if f.has("ZULU") {
			return "Z"
		}
		return ""
	}
	return offsetText(n)
}

// placeZone is the offset that the clocks of "Moscow time" had on the day of
// p, or those of the dateline's town for "local time"; "" when not known.
func (f *finder) placeZone(p point) string {
	if p.y == 0 || p.m == 0 || p.d == 0 || !f.said("time") {
		return ""
	}
	place := ""
	switch {
	case f.said("local"):
		if len(f.doc.Filed.Places) > 0 {
			place = f.doc.Filed.Places[0].Of(f.src)
		}
	default:
		for k := range f.m.n {
			if g := f.m.got[k]; g.sym == clsWordCap {
				place = f.src[f.atoms[g.at].start:f.atoms[g.at].end]
			}
		}
	}
	loc := gazetteer.ZoneOf(place)
	if loc == nil {
		return ""
	}
	_, offset := time.Date(p.y, time.Month(p.m), p.d, 0, 0, p.sec, 0, loc).Zone()
	return offsetText(offset / 60)
}

// offsetText writes an offset in minutes as ISO 8601 has it.
func offsetText(n int) string {
	if n == 0 {
		return "Z"
	}
	sign := "+"
	if n < 0 {
		sign, n = "-", -n
	}
	return sign + two(n/60) + ":" + two(n%60)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// holiday reads a named day of the calendar.
func (f *finder) holiday(arg string) (found, bool) {
	if _, c, ok := f.get("HOLIDAY", 0); ok {
		arg = c
	}
	if !f.hasRef {
		r := f.relative(point{gran: granDay})
		if !strings.ContainsAny(arg, "aeg") {
			r.value = "XXXX-" + arg
		}
		r.vague = true
		return r, true
	}
	y, _, _ := civil(f.ref)
	n := namedDay(arg, y)
	dir, ok := f.direction()
	if !ok || dir == 0 {
		dir = f.tense()
	}
	switch {
	case dir < 0 && n > f.ref:
		n = namedDay(arg, y-1)
	case dir > 0 && n < f.ref:
		n = namedDay(arg, y+1)
	}
	if f.said("eve") {
		n--
	}
	return f.relative(dayPoint(n)), true
}

// namedDay finds a named day in a year: mm-dd or the name of a rule.
func namedDay(s string, y int) int {
	switch s {
	case "easter":
		return easter(y)
	case "goodfriday":
		return easter(y) - 2
	case "thanksgiving": // the fourth Thursday of November
		first := dayNumber(y, 11, 1)
		return first + floorMod(4-weekday(first), 7) + 21
	}
	return dayNumber(y, number(s[:2]), number(s[3:]))
}

func (f *finder) fixed(arg string) (found, bool) {
	y, m, d, ok := parseDay(arg)
	return f.date(point{gran: granDay, y: y, m: m, d: d}), ok
}

// vagueDay is a feast of a moving calendar that this package does not keep.
func (f *finder) vagueDay(string) (found, bool) {
	r := found{kind: dateline.DateDay, value: "XXXX", vague: true, doubt: dateline.DoubtVague}
	if y, ok := f.yearGot(); ok {
		r.value = itoa(y)
	}
	return r, true
}

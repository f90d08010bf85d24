package date

import "strconv"

// Granularities of a point, by the letter of their unit.
const (
	granDay     = 'D'
	granWeek    = 'W'
	granWeekend = 'w'
	granMonth   = 'M'
	granQuarter = 'Q'
	granHalf    = 'h'
	granSeason  = 'N'
	granYear    = 'Y'
	granDecade  = 'E'
	granCentury = 'C'
	granHour    = 'H'
	granMinute  = 'I'
	granSecond  = 'S'
)

// point is a place on the calendar as coarse as it was given. Year 0 is an
// unknown year; for weeks y is the ISO year.
type point struct {
	gran    byte
	y, m, d int
	k       int    // week, quarter, half, weekday of an unknown day, decade (199), century (19)
	part    string // part of the day or season, TIMEX3 code
	sec     int    // second of the day, for clock times
	zone    string // "Z", "+04:00"; "" when not known
}

func (p point) known() bool { return p.gran != 0 && p.y != 0 }

// dayNumber counts the days of the proleptic Gregorian calendar from
// 1970-01-01 (Howard Hinnant, chrono-compatible low-level date algorithms).
func dayNumber(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// civil is the inverse of dayNumber.
func civil(n int) (y, m, d int) {
	n += 719468
	era := floorDiv(n, 146097)
	doe := n - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int) int { return a - floorDiv(a, b)*b }

// weekday of a day number, Monday 1 to Sunday 7.
func weekday(n int) int { return floorMod(n+3, 7) + 1 }

func daysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y == 0 || y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// isoWeek gives the ISO 8601 year and week of a day number.
func isoWeek(n int) (y, w int) {
	thursday := n - weekday(n) + 4
	y, _, _ = civil(thursday)
	return y, (thursday-dayNumber(y, 1, 1))/7 + 1
}

func weekStart(y, w int) int {
	jan4 := dayNumber(y, 1, 4)
	return jan4 - weekday(jan4) + 1 + (w-1)*7
}

func dayPoint(n int) point {
	y, m, d := civil(n)
	return point{gran: granDay, y: y, m: m, d: d}
}

func weekPoint(n int) point {
	y, w := isoWeek(n)
	return point{gran: granWeek, y: y, k: w}
}

// coarse is the point of granularity g that holds day n.
func coarse(n int, g byte) point {
	y, m, d := civil(n)
	switch g {
	case granWeek:
		return weekPoint(n)
	case granWeekend:
		p := weekPoint(n)
		p.gran = granWeekend
		return p
	case granMonth:
		return point{gran: g, y: y, m: m}
	case granQuarter:
		return point{gran: g, y: y, k: (m-1)/3 + 1}
	case granYear:
		return point{gran: g, y: y}
	case granDecade:
		return point{gran: g, y: y / 10 * 10, k: y / 10}
	case granCentury:
		return point{gran: g, y: y / 100 * 100, k: y / 100}
	}
	return point{gran: granDay, y: y, m: m, d: d}
}

// shift moves a point by n of its own or another unit; the result is as
// coarse as the coarser of the two, days for hours and less.
func (p point) shift(n int, unit byte) point {
	from, _ := p.days()
	switch unit {
	case granWeek:
		q := dayPoint(from + 7*n)
		if p.gran != granDay {
			return weekPoint(from + 7*n)
		}
		return q
	case granMonth, granQuarter, granYear, granDecade, granCentury:
		return p.shiftMonths(n * monthsOf(unit))
	}
	return dayPoint(from + n)
}

func monthsOf(unit byte) int {
	switch unit {
	case granQuarter:
		return 3
	case granYear:
		return 12
	case granDecade:
		return 120
	case granCentury:
		return 1200
	}
	return 1
}

func (p point) shiftMonths(n int) point {
	if p.gran == granQuarter {
		t := p.y*4 + p.k - 1 + floorDiv(n, 3)
		return point{gran: granQuarter, y: floorDiv(t, 4), k: floorMod(t, 4) + 1}
	}
	m := p.m
	if m == 0 {
		m = 1
	}
	t := p.y*12 + m - 1 + n
	q := p
	q.y = floorDiv(t, 12)
	if p.m != 0 {
		q.m = floorMod(t, 12) + 1
	}
	if q.d > 0 {
		q.d = min(q.d, daysIn(q.y, q.m))
	}
	if p.gran == granDecade {
		q.k = q.y / 10
	}
	return q
}

// days are the first and the last day of a point.
func (p point) days() (int, int) {
	switch p.gran {
	case granWeek:
		s := weekStart(p.y, p.k)
		return s, s + 6
	case granWeekend:
		s := weekStart(p.y, p.k)
		return s + 5, s + 6
	case granMonth:
		return dayNumber(p.y, p.m, 1), dayNumber(p.y, p.m, daysIn(p.y, p.m))
	case granQuarter:
		return monthsFrom(p.y, p.k*3-2, 3)
	case granHalf:
		return monthsFrom(p.y, p.k*6-5, 6)
	case granSeason:
		return seasonDays(p.y, p.part)
	case granYear:
		return monthsFrom(p.y, 1, 12)
	case granDecade:
		return monthsFrom(p.k*10, 1, 120)
	case granCentury:
		return monthsFrom(p.k*100, 1, 1200)
	}
	n := dayNumber(p.y, p.m, p.d)
	return n, n
}

func monthsFrom(y, m, n int) (int, int) {
	t := y*12 + m - 1 + n
	return dayNumber(y, m, 1), dayNumber(floorDiv(t, 12), floorMod(t, 12)+1, 1) - 1
}

// seasonDays are the meteorological seasons of the northern hemisphere; the
// winter of a year begins in its December.
func seasonDays(y int, s string) (int, int) {
	return monthsFrom(y, seasonMonth(s), 3)
}

func seasonMonth(s string) int {
	switch s {
	case "SP":
		return 3
	case "SU":
		return 6
	case "FA":
		return 9
	}
	return 12
}

var precisions = map[byte]string{granDay: "day", granWeek: "week", granWeekend: "day", granMonth: "month", granQuarter: "quarter",
	granHalf: "half", granSeason: "season", granYear: "year", granDecade: "decade", granCentury: "century", granHour: "hour",
	granMinute: "minute", granSecond: "second"}

func (p point) precision() string { return precisions[p.gran] }

// value writes a point in the form of TIMEX3.
func (p point) value() string {
	b := make([]byte, 0, 24)
	switch p.gran {
	case granDecade:
		return strconv.Itoa(p.k)
	case granCentury:
		return strconv.Itoa(p.k)
	}
	b = p.appendDay(b)
	switch {
	case p.gran == granHour || p.gran == granMinute || p.gran == granSecond:
		b = p.appendClock(b)
	case p.part != "" && p.gran == granDay:
		b = append(append(b, 'T'), p.part...)
	}
	return string(b)
}

func (p point) appendDay(b []byte) []byte {
	if p.y == 0 {
		b = append(b, "XXXX"...)
	} else {
		b = pad(b, p.y, 4)
	}
	switch p.gran {
	case granYear:
	case granMonth:
		b = pad(append(b, '-'), p.m, 2)
	case granQuarter:
		b = appendX(append(b, "-Q"...), p.k, 1)
	case granHalf:
		b = append(b, "-H"...)
		b = pad(b, p.k, 1)
	case granSeason:
		b = append(append(b, '-'), p.part...)
	case granWeek, granWeekend:
		b = appendX(append(b, "-W"...), p.k, 2)
		if p.gran == granWeekend {
			b = append(b, "-WE"...)
		}
	default:
		b = p.appendDayOfMonth(b)
	}
	return b
}

func (p point) appendDayOfMonth(b []byte) []byte {
	if p.m == 0 && p.k > 0 {
		return pad(append(b, "-WXX-"...), p.k, 1)
	}
	b = appendX(append(b, '-'), p.m, 2)
	return appendX(append(b, '-'), p.d, 2)
}

func (p point) appendClock(b []byte) []byte {
	b = pad(append(b, 'T'), p.sec/3600, 2)
	if p.gran != granHour {
		b = pad(append(b, ':'), p.sec/60%60, 2)
	}
	if p.gran == granSecond {
		b = pad(append(b, ':'), p.sec%60, 2)
	}
	return b
}

func appendX(b []byte, v, n int) []byte {
	if v == 0 {
		return append(b, "XX"[:n]...)
	}
	return pad(b, v, n)
}

func pad(b []byte, v, n int) []byte {
	s := strconv.Itoa(v)
	for i := len(s); i < n; i++ {
		b = append(b, '0')
	}
	return append(b, s...)
}

func isoDay(n int) string {
	return dayPoint(n).value()
}

// easter is Western Easter Sunday (Meeus, Jones, Butcher).
func easter(y int) int {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	t := h + l - 7*m + 114
	return dayNumber(y, t/31, t%31+1)
}

// instant writes a clock time with its offset as RFC 3339 has it.
func (p point) instant() string {
	q := p
	q.gran = granDay
	q.part = ""
	b := pad(append([]byte(q.value()), 'T'), p.sec/3600, 2)
	b = pad(append(b, ':'), p.sec/60%60, 2)
	b = pad(append(b, ':'), p.sec%60, 2)
	return string(append(b, p.zone...))
}

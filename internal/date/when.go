package date

import (
	"fmt"
	"time"
)

// when is a stretch of the calendar at one grain.
type when struct {
	grain byte // Y M D W Q S(season) H(half) E(weekend) T(clock) P(part of day) X(decade) C(century)
	y     int  // 0: year not known
	m, d  int
	n     int    // week, quarter, half; decade's or century's first year stands in y
	s     string // season, part of day
	hour  int
	min   int
	zone  string // "+04:00", "Z"
}

func fromTime(t time.Time) when {
	return when{grain: 'D', y: t.Year(), m: int(t.Month()), d: t.Day()}
}

func (w when) time() time.Time {
	return time.Date(w.y, time.Month(max(w.m, 1)), max(w.d, 1), 0, 0, 0, 0, time.UTC)
}

func year(y int) string {
	if y == 0 {
		return "XXXX"
	}
	return fmt.Sprintf("%04d", y)
}

// value is the TIMEX3 value.
func (w when) value() string {
	y := year(w.y)
	switch w.grain {
	case 'Y':
		return y
	case 'M':
		return fmt.Sprintf("%s-%02d", y, w.m)
	case 'W':
		return fmt.Sprintf("%s-W%s", y, two(w.n))
	case 'E':
		return fmt.Sprintf("%s-W%s-WE", y, two(w.n))
	case 'Q':
		return fmt.Sprintf("%s-Q%s", y, one(w.n))
	case 'H':
		return fmt.Sprintf("%s-H%s", y, one(w.n))
	case 'S':
		return y + "-" + w.s
	case 'X':
		return fmt.Sprintf("%03d", w.y/10)
	case 'C':
		return fmt.Sprintf("%02d", w.y/100)
	case 'T':
		return w.day() + fmt.Sprintf("T%02d:%02d", w.hour, w.min)
	case 'P':
		return w.day() + "T" + w.s
	}
	return w.day()
}

func two(n int) string {
	if n == 0 {
		return "XX"
	}
	return fmt.Sprintf("%02d", n)
}

func one(n int) string {
	if n == 0 {
		return "X"
	}
	return fmt.Sprint(n)
}

func (w when) day() string {
	if w.m == 0 {
		return year(w.y) + "-XX-XX"
	}
	if w.d == 0 {
		return fmt.Sprintf("%s-%02d-XX", year(w.y), w.m)
	}
	return fmt.Sprintf("%s-%02d-%02d", year(w.y), w.m, w.d)
}

var precisions = map[byte]string{
	'Y': "year", 'M': "month", 'D': "day", 'W': "week", 'E': "day", 'Q': "quarter", 'H': "half", 'S': "season",
	'X': "decade", 'C': "century", 'T': "minute", 'P': "hour",
}

var seasonMonth = map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

// bounds gives the first and last day; ok is false where the year is open.
func (w when) bounds() (from, to time.Time, ok bool) {
	if w.y == 0 {
		return from, to, false
	}
	at := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	switch w.grain {
	case 'Y':
		return at(w.y, 1, 1), at(w.y, 12, 31), true
	case 'M':
		return at(w.y, w.m, 1), at(w.y, w.m+1, 0), true
	case 'W', 'E':
		if w.n == 0 {
			return from, to, false
		}
		from = monday(w.y, w.n)
		if w.grain == 'E' {
			return from.AddDate(0, 0, 5), from.AddDate(0, 0, 6), true
		}
		return from, from.AddDate(0, 0, 6), true
	case 'Q':
		return at(w.y, 3*w.n-2, 1), at(w.y, 3*w.n+1, 0), w.n > 0
	case 'H':
		return at(w.y, 6*w.n-5, 1), at(w.y, 6*w.n+1, 0), w.n > 0
	case 'S':
		m := seasonMonth[w.s]
		return at(w.y, m, 1), at(w.y, m+3, 0), m > 0
	case 'X':
		return at(w.y, 1, 1), at(w.y+9, 12, 31), true
	case 'C':
		return at(w.y, 1, 1), at(w.y+99, 12, 31), true
	}
	if w.m == 0 || w.d == 0 {
		return from, to, false
	}
	return w.time(), w.time(), true
}

// monday is the first day of an ISO 8601 week.
func monday(y, week int) time.Time {
	t := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7+7*(week-1))
}

// narrow shortens a stretch to its first, middle or last third.
func narrow(from, to time.Time, m string) (time.Time, time.Time) {
	days := int(to.Sub(from).Hours()/24) + 1
	if days < 3 {
		return from, to
	}
	if days >= 28 && days <= 31 {
		return monthThird(from, to, m)
	}
	third := days / 3
	switch m {
	case "START":
		to = from.AddDate(0, 0, third-1)
	case "MID":
		from, to = from.AddDate(0, 0, third), to.AddDate(0, 0, -third)
	case "END":
		from = to.AddDate(0, 0, -third+1)
	}
	return from, to
}

func monthThird(from, to time.Time, m string) (time.Time, time.Time) {
	switch m {
	case "START":
		to = from.AddDate(0, 0, 9)
	case "MID":
		from, to = from.AddDate(0, 0, 10), from.AddDate(0, 0, 19)
	case "END":
		from = from.AddDate(0, 0, 20)
	}
	return from, to
}

// valid reports whether a day stands in the calendar.
func valid(y, m, d int) bool {
	if y == 0 {
		y = 2000
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return m >= 1 && m <= 12 && t.Day() == d && int(t.Month()) == m
}

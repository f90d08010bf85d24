package gazetteer

import (
	"fmt"
	"strconv"
	"time"
)

// A Day is a calendar day as the number year*10000 + month*100 + day, so days compare as numbers. 0 is unknown.
type Day int32

// LastDay stands for the end of what has not ended.
const LastDay Day = 99991231

// DayOf makes a day. It does not check that the day exists.
func DayOf(year, month, day int) Day { return Day(year*10000 + month*100 + day) }

// ParseDay reads 2014-09-03, 2014-09 or 2014 and gives the first and last day meant. ok is false for anything else.
func ParseDay(s string) (first, last Day, ok bool) {
	year, month, day := s, "", ""
	switch len(s) {
	case 4:
	case 7:
		year, month = s[:4], s[5:]
	case 10:
		year, month, day = s[:4], s[5:7], s[8:]
	default:
		return 0, 0, false
	}
	if len(s) >= 7 && s[4] != '-' || len(s) == 10 && s[7] != '-' {
		return 0, 0, false
	}
	return days(number(year, 1000, 9999), number(month, 1, 12), number(day, 1, 31))
}

// days completes a date whose month or day may be 0, not written; a negative part makes it no date.
func days(y, m, d int) (first, last Day, ok bool) {
	switch {
	case y <= 0 || m < 0 || d < 0:
		return 0, 0, false
	case m == 0:
		return DayOf(y, 1, 1), DayOf(y, 12, 31), true
	case d == 0:
		return DayOf(y, m, 1), DayOf(y, m, daysIn(y, m)), true
	case d > daysIn(y, m):
		return 0, 0, false
	}
	return DayOf(y, m, d), DayOf(y, m, d), true
}

// number reads digits in a range: 0 for none, -1 for what is no such number.
func number(s string, low, high int) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high {
		return -1
	}
	return n
}

// daysIn gives the length of a month.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Year gives the year.
func (d Day) Year() int { return int(d) / 10000 }

// Month gives the month, 1 to 12.
func (d Day) Month() int { return int(d) / 100 % 100 }

// Date gives the day of the month.
func (d Day) Date() int { return int(d) % 100 }

// Exists tells whether the calendar has such a day.
func (d Day) Exists() bool {
	return d.Year() > 0 && d.Month() >= 1 && d.Month() <= 12 && d.Date() >= 1 && d.Date() <= daysIn(d.Year(), d.Month())
}

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday {
	return time.Date(d.Year(), time.Month(d.Month()), d.Date(), 0, 0, 0, 0, time.UTC).Weekday()
}

// String gives the day in ISO 8601, or "" for an unknown or endless one.
func (d Day) String() string {
	if d == 0 || d == LastDay {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), d.Month(), d.Date())
}

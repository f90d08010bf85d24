package query

import (
	"strings"
	"time"
)

// dayRange reads 2014, 2014-09, 2014-09-03, 2014-09-01..2014-09-07, ..2014 or
// 2014.. as the days that it covers, both included; "" is an open end.
func dayRange(raw string) (from, to string, ok bool) {
	a, b, isRange := strings.Cut(raw, "..")
	if !isRange {
		return Days(raw)
	}
	if a == "" && b == "" {
		return "", "", false
	}
	ok = true
	if a != "" {
		if from, _, ok = Days(a); !ok {
			return "", "", false
		}
	}
	if b != "" {
		if _, to, ok = Days(b); !ok {
			return "", "", false
		}
	}
	return from, to, from == "" || to == "" || from <= to
}

// Days gives the first and last day, YYYY-MM-DD, of a year, a month, a day or
// an instant in RFC 3339 (its day in UTC).
func Days(s string) (from, to string, ok bool) {
	switch len(s) {
	case 4:
		if t, err := time.Parse("2006", s); err == nil {
			return t.Format(time.DateOnly), t.AddDate(1, 0, -1).Format(time.DateOnly), true
		}
	case 7:
		if t, err := time.Parse("2006-01", s); err == nil {
			return t.Format(time.DateOnly), t.AddDate(0, 1, -1).Format(time.DateOnly), true
		}
	case 10:
		if _, err := time.Parse(time.DateOnly, s); err == nil {
			return s, s, true
		}
	default:
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			d := t.UTC().Format(time.DateOnly)
			return d, d, true
		}
	}
	return "", "", false
}

package ingest

import (
	"strings"
	"time"

	"dateline"
)

// layouts are the forms in which a date may be handed in beside a text. A
// date of slashes is month/day/year, as in American data, unless the first
// number cannot be a month.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04",
	"2006-01-02", "20060102T150405Z0700", "20060102T150405", "20060102", "2006/01/02",
	"1/2/2006", "2/1/2006", "1/2/2006 15:04", "2.1.2006",
	"2-Jan-2006 15:04:05", "2-Jan-2006", "2 Jan 2006", "2 January 2006", "January 2, 2006", "Jan 2, 2006",
	time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC,
}

// ParseTime reads a date or instant that was handed in beside a text. Where no
// zone is given the instant is in UTC; a bare date is its midnight. ok is
// false when the form is not known.
func ParseTime(s string) (t time.Time, ok bool) {
	s = strings.TrimSpace(s)
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func given(field, s string) (*time.Time, *dateline.Fault) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	t, ok := ParseTime(s)
	if !ok {
		return nil, &dateline.Fault{What: "no date in \"" + field + "\": " + quote(s), Hint: "write it as 2014-09-03 or 2014-09-03T13:11:00+04:00"}
	}
	return &t, nil
}

// quote shows at most 40 bytes of s.
func quote(s string) string {
	if len(s) > 40 {
		s = strings.ToValidUTF8(s[:40], "") + "..."
	}
	return "\"" + s + "\""
}

package ingest

import (
	"strconv"
	"strings"
	"time"
)

// layouts are the forms in which a date may be handed in beside a text. A
// date of slashes is month/day/year, as in American data, unless the first
// number cannot be a month.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04",
	"2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02",
	"20060102T150405Z0700", "20060102T150405", "20060102", "2006/01/02", "2006/01/02 15:04:05",
	"1/2/2006", "2/1/2006", "1/2/2006 15:04", "2.1.2006",
	"2-Jan-2006 15:04:05", "2-Jan-2006", "2 Jan 2006", "2 January 2006", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006",
	"January 2, 2006 15:04", "January 2, 2006 3:04 PM", "2 January 2006 15:04",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04 -0700", "2 Jan 2006 15:04 MST", "2 Jan 2006 15:04:05",
	"2 January 2006 15:04:05 -0700", "2 January 2006 15:04:05 MST", "02-Jan-06 15:04:05 MST", "2 Jan 06 15:04:05 -0700", "2 Jan 06 15:04:05 MST",
	time.ANSIC, time.UnixDate,
}

// zones are the names of zones that RFC 822 and the wires use, with their
// hours east of Greenwich. A name that is not here is not guessed at.
var zones = map[string]int{
	"UTC": 0, "GMT": 0, "UT": 0, "Z": 0, "WET": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	"CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "BST": 1, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
}

// ParseTime reads a date or instant that was handed in beside a text. Where no
// zone is given the instant is in UTC; a bare date is its midnight. ok is
// false when the form is not known, or names a zone that is not.
func ParseTime(s string) (t time.Time, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) > 64 {
		return time.Time{}, false
	}
	if day, rest, found := strings.Cut(s, ", "); found && len(day) <= 9 && weekday(day) {
		s = strings.TrimSpace(rest) // the date says the day of the week by itself
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil {
			return zoned(t)
		}
	}
	if rest := withoutTail(s); rest != s {
		return ParseTime(rest)
	}
	if t, ok := sinceEpoch(s); ok {
		return t, true
	}
	return writtenOut(s)
}

// sinceEpoch reads ten digits as seconds since 1970 and thirteen as
// milliseconds, as some pages state them.
func sinceEpoch(s string) (time.Time, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || s[0] < '0' || s[0] > '9':
	case len(s) == 10:
		return time.Unix(n, 0).UTC(), true
	case len(s) == 13:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Time{}, false
}

// proseLayouts are the forms in which pages write a date for people, after
// prose has taken the ornaments off.
var proseLayouts = []string{
	"Jan 2 2006", "2 Jan 2006", "Jan 2 2006 15:04", "2 Jan 2006 15:04", "Jan 2 2006 3:04 PM", "2 Jan 2006 3:04 PM",
	"Jan 2 2006 3:04 PM MST", "2 Jan 2006 3:04 PM MST", "Jan 2 2006 15:04 MST", "2 Jan 2006 15:04 MST", "Jan 2 2006 3 PM", "Jan 2 2006 3 PM MST",
	"15:04 2 Jan 2006", "15:04 MST 2 Jan 2006", "3:04 PM MST Jan 2 2006", "3:04 PM Jan 2 2006", "3:04 PM MST 2 Jan 2006",
}

// writtenOut reads a date as pages write it: "Wed., Sept. 3, 2014 at 1:11 p.m.
// EDT", "13:11, 3 September 2014".
func writtenOut(s string) (time.Time, bool) {
	words := prose(s)
	if len(words) < 3 || len(words) > 7 {
		return time.Time{}, false
	}
	s = strings.Join(words, " ")
	for _, l := range proseLayouts {
		if t, err := time.Parse(l, s); err == nil {
			return zoned(t)
		}
	}
	return time.Time{}, false
}

// prose gives the words of a written date: months in three letters, no
// weekday, no points and commas, "PM" for "p.m.".
func prose(s string) []string {
	var out []string
	for _, w := range strings.Fields(strings.NewReplacer(",", " ", "|", " ", "a.m.", "AM", "p.m.", "PM", "A.M.", "AM", "P.M.", "PM").Replace(s)) {
		w = strings.TrimSuffix(w, ".")
		low := strings.ToLower(w)
		switch {
		case weekday(w) || low == "at" || low == "on" || low == "-" || low == "published" || low == "updated" || low == "updated:" || low == "published:":
			continue
		case low == "am" || low == "pm":
			w = strings.ToUpper(w)
		case month(low):
			w = strings.ToUpper(low[:1]) + low[1:3]
		}
		out = append(out, w)
	}
	return out
}

// month tells a month by its name, or its first three letters, or "sept".
func month(low string) bool {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); low == name || low == name[:3] || low == "sept" {
			return true
		}
	}
	return false
}

// withoutTail cuts off what the old wires wrote right behind the seconds,
// without a space: the letters of the services that a story went to.
func withoutTail(s string) string {
	colon := strings.LastIndexByte(s, ':')
	if colon < 0 {
		return s
	}
	for i := colon + 1; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9' || c == '.':
		case c >= 'A' && c <= 'Y' && i > colon+2:
			return s[:i]
		default:
			return s
		}
	}
	return s
}

func weekday(s string) bool {
	for d := range time.Weekday(7) {
		if s = strings.TrimSuffix(s, "."); strings.EqualFold(s, d.String()) || strings.EqualFold(s, d.String()[:min(4, len(d.String()))]) || strings.EqualFold(s, d.String()[:3]) {
			return true
		}
	}
	return false
}

// zoned puts an instant into the zone whose name it was read with: the
// standard library makes up a zone of no offset for a name it does not know.
func zoned(t time.Time) (time.Time, bool) {
	name, offset := t.Zone()
	if t.Location() == time.UTC || name == "" || offset != 0 {
		return t, true
	}
	hours, known := zones[name]
	if !known {
		return time.Time{}, false
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.FixedZone(name, hours*3600)), true
}

// quote shows at most 40 bytes of s.
func quote(s string) string {
	if len(s) > 40 {
		s = strings.ToValidUTF8(s[:40], "") + "..."
	}
	return "\"" + s + "\""
}

package header

import (
	"strings"
	"time"

	"dateline/internal/gazetteer"
)

// Clock is a time of day as written, with its zone where one is named.
type Clock struct {
	Hour, Minute, Second int
	Zone                 *time.Location // nil where none is named
}

// clock reads a time of day at s[i:]: "01:11 p.m.", "7.33 am", "13:11:00",
// "1411". Four bare digits are a clock only where digits is set.
func clock(s string, i int, digits bool) (c Clock, end int, ok bool) {
	n, size := number(s[i:])
	at := i + size
	if size == 4 && digits && n/100 < 24 && n%100 < 60 {
		c.Hour, c.Minute, end = n/100, n%100, at
	} else if c, end = parts(s, i); end == i {
		return c, i, false
	}
	if end < len(s) && isWordByte(s[end]) && s[end] != 'Z' && half(s[end:]) == 0 {
		return c, i, false
	}
	next := skipSpace(s, end)
	if h := half(s[next:]); h != 0 && c.Hour <= 12 {
		end = next + halfLen(s[next:])
		c.Hour %= 12
		if h == 'p' {
			c.Hour += 12
		}
	} else if n, size := number(s[i:]); i+size == end && size < 4 && n >= 0 {
		return c, i, false // a bare hour without "a.m." is a number
	}
	return c, end, true
}

// parts reads hour, minute and second set apart by colons, or hour and minute
// by a full stop where "a.m." or "p.m." follows; a bare hour takes one or two
// digits.
func parts(s string, i int) (c Clock, end int) {
	h, size := number(s[i:])
	at := i + size
	if size == 0 || size > 2 || h > 24 {
		return c, i
	}
	c.Hour, end = h, at
	if at >= len(s) || s[at] != ':' && s[at] != '.' {
		return c, end
	}
	m, size := number(s[at+1:])
	if size != 2 || m > 59 {
		return c, end
	}
	after := at + 3
	if s[at] == '.' && half(s[skipSpace(s, after):]) == 0 {
		return c, end
	}
	c.Minute, end = m, after
	if after < len(s) && s[after] == ':' {
		if sec, size := number(s[after+1:]); size == 2 && sec < 60 {
			c.Second, end = sec, after+3
			if end+1 < len(s) && s[end] == '.' && isDigit(s[end+1]) {
				_, size := number(s[end+1:])
				end += 1 + size
			}
		}
	}
	return c, end
}

// half tells whether s opens with "a.m.", "AM", "p.m." or "pm": 'a', 'p' or 0.
func half(s string) byte {
	n := halfLen(s)
	if n == 0 {
		return 0
	}
	return lower(s[0])
}

func halfLen(s string) int {
	if len(s) < 2 || lower(s[0]) != 'a' && lower(s[0]) != 'p' {
		return 0
	}
	for _, form := range [...]string{".m.", ".m", " m", "m"} {
		if n := len(form) + 1; len(s) >= n && strings.EqualFold(s[1:n], form) && (n == len(s) || !isWordByte(s[n])) {
			return n
		}
	}
	return 0
}

// zone reads the name of a time zone at s[i:]: "GMT", "Moscow Time", "local
// time in Kiev" is none, "GMT+3", "+04:00". ok is false when there is none.
func zone(s string, i int) (loc *time.Location, end int, ok bool) {
	if i >= len(s) {
		return nil, i, false
	}
	if s[i] == '+' || s[i] == '-' {
		return offset(s, i, "")
	}
	key, at := "", i
	for range 3 {
		w := word(s, at)
		if w == "" {
			break
		}
		if strings.EqualFold(w, "time") && key != "" {
			break
		}
		key = strings.TrimPrefix(key+" "+strings.ToLower(w), " ")
		at += len(w)
		if loc, end, ok = named(s, i, at, key); ok {
			return loc, end, true
		}
		if at >= len(s) || s[at] != ' ' {
			break
		}
		at++
	}
	return nil, i, false
}

// named looks up the name s[i:at]: an abbreviation in capitals, or a place
// with "time" after it.
func named(s string, i, at int, key string) (*time.Location, int, bool) {
	loc, alone := gazetteer.ZoneByName(key)
	if loc == nil {
		return nil, i, false
	}
	if alone {
		if !isUpper(s[i:at]) {
			return nil, i, false
		}
		if (key == "gmt" || key == "utc") && at < len(s) && (s[at] == '+' || s[at] == '-') {
			return offset(s, at, key)
		}
		return loc, at, true
	}
	next := skipSpace(s, at)
	if w := word(s, next); strings.EqualFold(w, "time") {
		return loc, next + len(w), true
	}
	return nil, i, false
}

// offset reads "+3", "+03:00", "+0400" from s[i].
func offset(s string, i int, after string) (*time.Location, int, bool) {
	n, size := number(s[i+1:])
	end := i + 1 + size
	minutes := 0
	switch {
	case size == 4:
		n, minutes = n/100, n%100
	case (size == 1 || size == 2) && end < len(s) && s[end] == ':':
		m, size := number(s[end+1:])
		if size != 2 {
			return nil, i, false
		}
		minutes, end = m, end+3
	case (size == 1 || size == 2) && after != "":
	default:
		return nil, i, false
	}
	if n > 14 || minutes > 59 {
		return nil, i, false
	}
	seconds := n*3600 + minutes*60
	if s[i] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds), end, true
}

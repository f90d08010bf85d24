package header

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/gazetteer"
)

func isSpace(c byte) bool { return c == ' ' || c-'\t' < 5 }
func isDigit(c byte) bool { return c-'0' < 10 }
func isLetter(c byte) bool {
	return c|0x20-'a' < 26 && c < utf8.RuneSelf || c >= utf8.RuneSelf
}
func isWordByte(c byte) bool { return isLetter(c) || isDigit(c) }

func lower(c byte) byte {
	if c-'A' < 26 {
		return c + 'a' - 'A'
	}
	return c
}

// skipSpace gives the first offset from i on that holds no white space.
func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// number reads a run of up to nine digits at the start of s; size 0 when
// there is none or it is longer.
func number(s string) (n, size int) {
	for size < len(s) && isDigit(s[size]) {
		if size == 9 {
			return -1, 0
		}
		n = n*10 + int(s[size]-'0')
		size++
	}
	return n, size
}

// word gives the run of letters at s[i:], with full stops and apostrophes
// within it; "" when there is none.
func word(s string, i int) string {
	j := i
	for j < len(s) && isLetter(s[j]) {
		j++
	}
	return s[i:j]
}

// Date is a calendar day as written: any of its parts may be missing.
type Date struct {
	Year, Month, Day int // 0 where not written
	Weekday          int // 1 Monday to 7 Sunday; 0 where not written
	TwoDigits        bool
	Ambiguous        bool // 04/05/2017: which is the month?
}

// Full tells whether the date has year, month and day.
func (d Date) Full() bool { return d.Year != 0 && d.Month != 0 && d.Day != 0 }

// Exists tells whether there is such a day; a date without its year exists
// when it does in a leap year.
func (d Date) Exists() bool {
	y := d.Year
	if y == 0 {
		y = 2000
	}
	return gazetteer.DayOf(y, d.Month, d.Day).Exists()
}

// Fits tells whether the weekday written beside a full date is its weekday.
func (d Date) Fits() bool {
	return d.Weekday == 0 || !d.Full() || !d.Exists() || int(gazetteer.DayOf(d.Year, d.Month, d.Day).Weekday()+6)%7+1 == d.Weekday
}

// String gives YYYY-MM-DD for a full date that exists, else "".
func (d Date) String() string {
	if !d.Full() || !d.Exists() {
		return ""
	}
	return gazetteer.DayOf(d.Year, d.Month, d.Day).String()
}

var monthNames = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
var dayNames = [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// nameOf tells which of names w is, whole or cut to three or four letters,
// counted from 1; 0 for none.
func nameOf(w string, names []string) int {
	if len(w) < 3 || len(w) > 9 {
		return 0
	}
	for i, n := range names {
		if (len(w) == len(n) || len(w) <= 4 && len(w) < len(n) || n == "thursday" && len(w) == 5) && strings.EqualFold(w, n[:len(w)]) {
			return i + 1
		}
	}
	return 0
}

// month reads a month's name at s[i:] and an abbreviating full stop.
func month(s string, i int) (m, end int) {
	w := word(s, i)
	if m = nameOf(w, monthNames[:]); m == 0 {
		return 0, i
	}
	end = i + len(w)
	if len(w) < 5 && end < len(s) && s[end] == '.' {
		end++
	}
	return m, end
}

// nearMonth tells which month a word is that is one letter off its name
// ("Narch"), 0 for none.
func nearMonth(w string) int {
	if len(w) < 4 {
		return 0
	}
	for i, n := range monthNames {
		if len(n) > 4 && oneOff(strings.ToLower(w), n) {
			return i + 1
		}
	}
	return 0
}

// oneOff tells whether a becomes b by one letter put in, left out or
// changed, or two that changed places.
func oneOff(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	switch len(a) - len(b) {
	case 0:
		if i+1 >= len(a) {
			return i < len(a)
		}
		return a[i+1:] == b[i+1:] || a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return a[i+1:] == b[i:]
	case -1:
		return a[i:] == b[i+1:]
	}
	return false
}

// weekday reads a weekday's name at s[i:], with a full stop or comma.
func weekday(s string, i int) (d, end int) {
	w := word(s, i)
	if d = nameOf(w, dayNames[:]); d == 0 || w[0] >= 'a' {
		return 0, i
	}
	end = i + len(w)
	if len(w) < 6 && end < len(s) && s[end] == '.' {
		end++
	}
	return d, end
}

// capital tells whether s[i:] opens with a letter that is not a small one.
func capital(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// isUpper tells whether s has letters and no small ones.
func isUpper(s string) bool {
	seen := false
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		seen = seen || unicode.IsUpper(r)
	}
	return seen
}

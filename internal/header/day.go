package header

// date reads a calendar date at s[i:]: "September 3", "Sept. 3, 2014",
// "3 Sep 2014", "28 SEP 89", "26-FEB-1987", "2014-09-03", "27.05.2017",
// "03-07-2015", each with or without a weekday before it. ok is false when
// there is none.
func date(s string, i int) (d Date, end int, ok bool) {
	w, at := weekday(s, i)
	if w != 0 {
		at = skipSpace(s, at)
		if at < len(s) && (s[at] == ',' || s[at] == '-') {
			at = skipSpace(s, at+1)
		}
	}
	if at >= len(s) {
		return d, i, false
	}
	if isDigit(s[at]) {
		d, end, ok = digitsFirst(s, at)
	} else {
		d, end, ok = monthFirst(s, at)
	}
	d.Weekday = w
	return d, end, ok
}

// monthFirst reads "September 3, 2014" and "Sept 3".
func monthFirst(s string, i int) (d Date, end int, ok bool) {
	m, at := month(s, i)
	if m == 0 {
		return d, i, false
	}
	return dayOf(s, i, at, m)
}

// dayOf reads the day after the month m, whose name ends at at, and the year
// after it.
func dayOf(s string, i, at, m int) (d Date, end int, ok bool) {
	at = skipSpace(s, at)
	n, size := number(s[at:])
	if y := n % 10000; size == 6 && y >= 1900 && y < 2100 { // "Apr 092017", which has lost its comma
		return Date{Year: y, Month: m, Day: n / 10000}, at + size, true
	}
	if size == 0 || size > 3 || n == 0 {
		return d, i, false
	}
	at += size
	if isOrdinal(s, at) {
		at += 2
	}
	if at < len(s) && (isWordByte(s[at]) || s[at] == ':' && at+1 < len(s) && isDigit(s[at+1])) {
		return d, i, false
	}
	d.Month, d.Day = m, n
	d.Year, d.TwoDigits, end = year(s, at, true)
	return d, end, true
}

// digitsFirst reads the forms that open with a number.
func digitsFirst(s string, i int) (d Date, end int, ok bool) {
	n, size := number(s[i:])
	at := i + size
	if size == 0 || at >= len(s) {
		return d, i, false
	}
	if size == 4 {
		return yearFirst(s, i, n)
	}
	if size > 2 {
		return d, i, false
	}
	if d, end, ok = numeric(s, i, n); ok {
		return d, end, true
	}
	if isOrdinal(s, at) {
		at += 2
	}
	if at = skipSpace(s, at); at < len(s) && s[at] == '-' {
		at++
	}
	m, at := month(s, at)
	if m == 0 || n == 0 {
		return d, i, false
	}
	d.Month, d.Day = m, n
	d.Year, d.TwoDigits, end = year(s, at, true)
	return d, end, true
}

// yearFirst reads "2014-09-03" and "2014/09/03".
func yearFirst(s string, i, y int) (d Date, end int, ok bool) {
	at := i + 4
	if s[at] != '-' && s[at] != '/' {
		return d, i, false
	}
	m, size := number(s[at+1:])
	next := at + 1 + size
	if size != 2 || next >= len(s) || s[next] != s[at] {
		return d, i, false
	}
	day, size := number(s[next+1:])
	if size != 2 {
		return d, i, false
	}
	return Date{Year: y, Month: m, Day: day}, next + 3, true
}

// numeric reads "27.05.2017", "03-07-2015" and "3/9/2014". Full stops and
// hyphens put the day first; between slashes it is open which is which,
// unless one cannot be a month.
func numeric(s string, i, a int) (d Date, end int, ok bool) {
	_, size := number(s[i:])
	at := i + size
	sep := s[at]
	if sep != '.' && sep != '-' && sep != '/' {
		return d, i, false
	}
	b, size := number(s[at+1:])
	next := at + 1 + size
	if size == 0 || size > 2 || next >= len(s) || s[next] != sep {
		return d, i, false
	}
	y, size := number(s[next+1:])
	if size != 4 {
		return d, i, false
	}
	d = Date{Year: y, Month: b, Day: a}
	if sep == '/' || b > 12 && a <= 12 {
		d.Ambiguous = a <= 12 && b <= 12 && a != b
		if b > 12 || d.Ambiguous {
			d.Month, d.Day = a, b
		}
	}
	return d, next + 1 + 4, true
}

// year reads a year after day and month: four digits, after a comma or not;
// two digits with an apostrophe, or bare ("28 SEP 89") where no word and no
// comma parts them from what follows and what stands before.
func year(s string, i int, bare bool) (y int, short bool, end int) {
	at := skipSpace(s, i)
	if at < len(s) && (s[at] == ',' || s[at] == '-') && at+1 < len(s) {
		bare = bare && s[at] == '-'
		at = skipSpace(s, at+1)
	}
	mark := at < len(s) && s[at] == '\''
	if mark {
		at++
	}
	n, size := number(s[at:])
	after := at + size
	if after < len(s) && (isWordByte(s[after]) || s[after] == ':' || s[after] == ',' && after+1 < len(s) && isDigit(s[after+1])) {
		return 0, false, i
	}
	switch {
	case size == 4 && n >= 1800 && n < 2200:
		return n, false, after
	case size == 2 && (mark || bare && !wordFollows(s, after)):
		return century(n), true, after
	}
	return 0, false, i
}

func wordFollows(s string, i int) bool {
	i = skipSpace(s, i)
	return i < len(s) && isWordByte(s[i])
}

// century completes a year of two digits: 60 to 99 are of the twentieth
// century, the others of the twenty-first.
func century(n int) int {
	if n >= 60 {
		return 1900 + n
	}
	return 2000 + n
}

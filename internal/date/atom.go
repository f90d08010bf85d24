package date

import "dateline"

// atom is a run of letters, a run of digits with what belongs to it, or one
// mark.
type atom struct {
	start, end int32
	class      uint64 // classes it belongs to, one bit each
	lit        int16  // literal of the rules it spells, 0 when none
	entry      int16  // entry of words.tsv, -1 when none
	num        int32  // number, packed date or second of the day
	glued      bool   // no space before
	broken     bool   // a paragraph begins here
	capital    bool
	filed      bool // in the dateline
}

// Kinds of byte.
const (
	other = iota
	letter
	digit
	space
)

var kinds = func() (t [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-32] = letter, letter
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = digit
	}
	for _, c := range " \t\r\n\v\f" {
		t[c] = space
	}
	for c := 0xC3; c < 256; c++ { // letters beyond ASCII and their continuation bytes; general punctuation starts with 0xE2
		t[c] = letter
	}
	t[0xE2] = other
	return t
}()

// readAtoms cuts a text. It looks every word up once; the table answers most
// words that start nothing from their first letter and length.
func readAtoms(s string, filed dateline.Span) []atom {
	out := make([]atom, 0, len(s)/5+8)
	lex := loadWords()
	glued, lines := false, 2
	end := int32(filed.End)
	for i := 0; i < len(s); {
		c := s[i]
		k := kinds[c]
		if k == space {
			if c == '\n' {
				lines++
			}
			glued = false
			i++
			continue
		}
		a := atom{start: int32(i), entry: -1, glued: glued, broken: lines > 1}
		if a.start >= end && end > 0 {
			a.broken, end = true, 0
		}
		a.filed = i >= filed.Start && i < filed.End
		switch k {
		case letter:
			i = lex.readWord(s, i, &a)
		case digit:
			i = readNumber(s, i, &a)
		default:
			i = lex.readMark(s, i, &a)
		}
		a.end = int32(i)
		out = append(out, a)
		glued, lines = true, 0
	}
	return out
}

// readMark reads one mark. The typographic apostrophe and dashes are taken as
// their ASCII counterparts.
func (l *lexicon) readMark(s string, i int, a *atom) int {
	c, n := s[i], 1
	if c == 0xC2 && i+1 < len(s) {
		if s[i+1] == 0xA0 {
			a.glued = false
		}
		n = 2
	}
	if c == 0xE2 && i+2 < len(s) {
		n = 3
		switch {
		case s[i+1] == 0x80 && (s[i+2] == 0x98 || s[i+2] == 0x99):
			c = '\''
		case s[i+1] == 0x80 && s[i+2] >= 0x90 && s[i+2] <= 0x95:
			c = '-'
		}
	}
	a.lit = l.marks[c]
	return i + n
}

func (l *lexicon) readWord(s string, i int, a *atom) int {
	var buf [16]byte
	j := i
	for j < len(s) && (kinds[s[j]] == letter || s[j] >= 0x80 && s[j] < 0xC0 && j > i) {
		if j-i < len(buf) {
			c := s[j]
			if c-'A' < 26 {
				c |= 0x20
			}
			buf[j-i] = c
		}
		j++
	}
	n := j - i
	a.capital = s[i]-'A' < 26
	if a.capital {
		a.class = bit(clsWordCap)
	}
	if n <= len(buf) {
		l.lookup(buf[:n], a)
	}
	if a.class&^bit(clsWordCap) == 0 && n > 4 && s[j-2]|0x20 == 'e' && s[j-1]|0x20 == 'd' {
		a.class |= bit(clsPastForm)
	}
	return j
}

// readNumber reads digits and what they are glued to: groups of thousands,
// decimals, dates with slashes, clock times, ordinals, decades.
func readNumber(s string, i int, a *atom) int {
	j, v := digits(s, i)
	n := j - i
	if dead(s, i) {
		return skipNumber(s, j)
	}
	if k, ok := readNumericDate(s, i, j, v, a); ok {
		return k
	}
	if k, ok := readClock(s, i, j, v, a); ok {
		return k
	}
	if k, ok := readGroups(s, j, n, v, a); ok {
		return k
	}
	a.num = int32(v)
	if k := suffix(s, j, "stndrdth"); k > j && v > 0 && v <= 100 {
		a.class = bit(clsOrd)
		return k
	}
	if j < len(s) && s[j]|0x20 == 's' && (j+1 == len(s) || kinds[s[j+1]] != letter) && v%10 == 0 && (n == 4 && v >= 1000 && v < 2100 || n == 2) {
		a.class = bit(clsDecade)
		return j + 1
	}
	if j+1 < len(s) && s[j] == '\'' && s[j+1] == 's' && n == 4 && v%10 == 0 && v >= 1900 && v < 2030 {
		a.class = bit(clsDecade)
		return j + 2
	}
	a.class = numberClasses(v, n)
	return j
}

func digits(s string, i int) (int, int) {
	v := 0
	for i < len(s) && kinds[s[i]] == digit {
		if v < 100_000_000 {
			v = v*10 + int(s[i]-'0')
		}
		i++
	}
	return i, v
}

// dead numbers belong to money, codes and names: $30, A380, F-16.
func dead(s string, i int) bool {
	if i == 0 {
		return false
	}
	c := s[i-1]
	if c == '$' || c == '#' || kinds[c] == letter && !(c|0x20 == 'q' || c|0x20 == 't') || c >= 0x80 && i > 1 && s[i-2] == 0xC2 {
		return true
	}
	if c >= 0x80 && i > 2 && s[i-3] == 0xE2 && s[i-2] == 0x82 {
		return true // a sign of currency
	}
	return c == '.' && i > 1 && kinds[s[i-2]] == digit
}

func skipNumber(s string, j int) int {
	for j+1 < len(s) && (s[j] == ',' || s[j] == '.') && kinds[s[j+1]] == digit {
		j, _ = digits(s, j+1)
	}
	return j
}

func suffix(s string, j int, list string) int {
	if j+2 > len(s) || j+2 < len(s) && kinds[s[j+2]] == letter {
		return j
	}
	for k := 0; k < len(list); k += 2 {
		if s[j]|0x20 == list[k] && s[j+1]|0x20 == list[k+1] {
			return j + 2
		}
	}
	return j
}

func numberClasses(v, n int) uint64 {
	c := bit(clsDigits)
	if v >= 1 && v <= 31 && n <= 2 {
		c |= bit(clsDay)
	}
	if n == 4 && v >= 1000 && v <= 2100 {
		c |= bit(clsYear)
	}
	if n == 2 {
		c |= bit(clsYY)
	}
	if n == 4 && v%100 < 60 && v/100 <= 24 {
		c |= bit(clsHM)
	}
	return c
}

// readGroups takes "2,500" and "2.5" as one number that is no year.
func readGroups(s string, j, n, v int, a *atom) (int, bool) {
	k := j
	for k+3 < len(s) && s[k] == ',' && n <= 3 && kinds[s[k+1]] == digit && kinds[s[k+2]] == digit && kinds[s[k+3]] == digit &&
		(k+4 == len(s) || kinds[s[k+4]] != digit) {
		_, g := digits(s, k+1)
		v, k = min(v*1000+g, 1<<30), k+4
	}
	if k > j {
		a.class, a.num = bit(clsDigits), int32(v)
		return k, true
	}
	if j+1 < len(s) && s[j] == '.' && kinds[s[j+1]] == digit {
		return skipNumber(s, j), true
	}
	return j, false
}

// readClock reads 13:11, 1:11:30 and 7.15 only with a colon.
func readClock(s string, i, j, v int, a *atom) (int, bool) {
	if j-i > 2 || v > 24 || j+2 >= len(s) || s[j] != ':' || kinds[s[j+1]] != digit {
		return j, false
	}
	k, mi := digits(s, j+1)
	if k-j != 3 || mi > 59 {
		return j, false
	}
	a.class, a.num = bit(clsClock), int32(v*3600+mi*60)
	if k+2 < len(s) && s[k] == ':' && kinds[s[k+1]] == digit {
		if e, sec := digits(s, k+1); e-k == 3 && sec < 60 {
			a.num += int32(sec)
			a.class |= bit(clsSeconds)
			k = e
		}
	}
	return k, true
}

// readNumericDate reads 2014-09-03, 3/9/2014, 11/02/89, 3.9.2014, 20140903
// and packs the day as yyyymmdd; a two-figure year is completed to the
// nearest century of wire services: 00-39 is 2000-2039.
func readNumericDate(s string, i, j, v int, a *atom) (int, bool) {
	if j-i == 8 && v/10000 >= 1900 && v/10000 < 2100 && validMD(v/100%100, v%100) {
		a.class, a.num = bit(clsNDate), int32(v)
		return j, true
	}
	if j+1 >= len(s) || s[j] != '-' && s[j] != '/' && s[j] != '.' || kinds[s[j+1]] != digit {
		return j, false
	}
	sep := s[j]
	k, w := digits(s, j+1)
	if k+1 >= len(s) || s[k] != sep || kinds[s[k+1]] != digit || k-j > 3 || j-i > 4 {
		return j, false
	}
	e, x := digits(s, k+1)
	if e-k > 5 || e < len(s) && kinds[s[e]] == letter && s[e]|0x20 != 't' {
		return j, false
	}
	n1, n3 := j-i, e-k-1
	switch {
	case n1 == 4 && n3 <= 2:
		a.num = int32(v*10000 + w*100 + x)
	case n1 <= 2 && (n3 == 4 || n3 == 2 && (sep == '/' || sep == '-')):
		a.num = slashDate(v, w, fullYear(x, n3), sep, a)
	default:
		return j, false
	}
	if !validMD(int(a.num)/100%100, int(a.num)%100) {
		a.num = 0
		return j, false
	}
	a.class |= bit(clsNDate)
	return e, true
}

func fullYear(y, n int) int {
	switch {
	case n == 4:
		return y
	case y < 40:
		return 2000 + y
	}
	return 1900 + y
}

// slashDate orders day and month. Where both orders are possible the class
// clsEither is set and the month stands first, as American wires write it;
// with dots the day always does.
func slashDate(v, w, y int, sep byte, a *atom) int32 {
	if sep == '.' || v > 12 {
		return int32(y*10000 + w*100 + v)
	}
	if w <= 12 && v != w {
		a.class |= bit(clsEither)
	}
	return int32(y*10000 + v*100 + w)
}

func validMD(m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= 31 }

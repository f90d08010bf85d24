package date

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed words.tsv
var wordsTSV string

// category is what a word of time is.
type category uint8

const (
	other category = iota
	month
	weekday
	unit
	num
	ord
	season
	part
	mod
	dir
	deictic
	set
	every
	ampm
	zone
	named
	ref
	ago
	fuzzy
	digits  // a number in digits
	clock   // 13:11, 1311 before a zone
	full    // a date in figures
	decade  // 1990s
	ordinal // 3rd
)

var categories = map[string]category{
	"month": month, "weekday": weekday, "unit": unit, "num": num, "ord": ord, "season": season, "part": part, "mod": mod,
	"dir": dir, "deictic": deictic, "set": set, "every": every, "ampm": ampm, "zone": zone, "named": named, "ref": ref,
	"ago": ago, "fuzzy": fuzzy,
}

// sense is one line of the table.
type sense struct {
	cat  category
	n    int
	s    string
	weak bool // needs a capital and company
}

var table = sync.OnceValue(func() map[string]sense {
	t := map[string]sense{}
	for _, line := range strings.Split(wordsTSV, "\n") {
		c := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(c) < 3 {
			continue
		}
		if len(c) > 3 && c[3] == "never" {
			continue
		}
		s := sense{cat: categories[c[1]], s: c[2], weak: len(c) > 3 && c[3] == "weak"}
		s.n, _ = strconv.Atoi(c[2]) // words whose value is no number have 0
		for _, w := range strings.Split(c[0], "|") {
			t[w] = s
		}
	}
	return t
})

// item is a token as the grammar sees it.
type item struct {
	sense
	low   string // lower-case word where it is in the table or short, else ""
	y     int    // year, month, day of a full date; hours, minutes, seconds of a clock
	m, d  int
	upper bool // begins with a capital
	mid   bool // "mid-1996", "mid-November" as one token
}

// items looks at the tokens of a document once.
func items(d *text.Doc) []item {
	t := table()
	out := make([]item, len(d.Tokens))
	var buf [16]byte
	for i := range d.Tokens {
		w := d.Word(i)
		c := w[0]
		it := &out[i]
		it.upper = 'A' <= c && c <= 'Z'
		if c >= '0' && c <= '9' || c == '\'' && len(w) > 2 {
			figures(it, w)
			continue
		}
		if len(w) > 4 && (w[3] == '-') && (w[:3] == "mid" || w[:3] == "Mid" || w[:3] == "MID") {
			it.mid = true
			w = w[4:]
			it.upper = 'A' <= w[0] && w[0] <= 'Z'
			if w[0] >= '0' && w[0] <= '9' {
				figures(it, w)
				continue
			}
		}
		if len(w) > len(buf) {
			continue
		}
		low := buf[:0]
		for k := 0; k < len(w); k++ {
			b := w[k]
			if 'A' <= b && b <= 'Z' {
				b += 'a' - 'A'
			}
			low = append(low, b)
		}
		if s, ok := t[string(low)]; ok {
			it.sense = s
			it.low = internWord(string(low))
		} else if s, ok := small[string(low)]; ok {
			it.low = s
		}
	}
	return out
}

func internWord(s string) string { return s }

// small holds the little words that the grammar asks for by name.
var small = func() map[string]string {
	m := map[string]string{}
	for _, w := range strings.Fields("the a an of in on at to and or from between until till through since by for per - – — , ' ’ 's ’s ago old o'clock that those these than about around nearly almost over more less time local fiscal full period weekday eve new moscow gmt hours' half whole entire other mid th st nd rd dec not will would $ ( / recent recently") {
		m[w] = w
	}
	return m
}()

// figures reads a token that begins with a digit.
func figures(it *item, w string) {
	n, k := leading(w)
	rest := w[k:]
	switch {
	case k == 0:
		apostropheYear(it, w)
	case rest == "" && k <= 4:
		it.sense = sense{cat: digits, n: n, s: w}
	case rest == "" && k == 8:
		it.full(n/10000, n/100%100, n%100)
	case rest == "s" && k == 4 && n%10 == 0 && n > 1000:
		it.sense = sense{cat: decade, n: n}
	case rest == "st" || rest == "nd" || rest == "rd" || rest == "th":
		it.sense = sense{cat: ordinal, n: n}
	case rest == "":
	case rest[0] == ':' || rest[0] == '.' && k <= 2:
		it.clock(w)
	case rest[0] == '-' || rest[0] == '/':
		it.dashed(w, rest[0])
	}
}

func leading(w string) (n, k int) {
	for k < len(w) && k < 9 && w[k] >= '0' && w[k] <= '9' {
		n = n*10 + int(w[k]-'0')
		k++
	}
	return n, k
}

// apostropheYear reads '98 and '80s.
func apostropheYear(it *item, w string) {
	n, k := leading(w[1:])
	switch rest := w[1+k:]; {
	case k == 2 && rest == "":
		it.sense = sense{cat: digits, n: 1900 + n, s: "'"}
	case k == 2 && rest == "s" && n%10 == 0:
		it.sense = sense{cat: decade, n: 1900 + n}
	}
}

func (it *item) full(y, m, d int) {
	if y >= 1000 && m >= 1 && m <= 12 && d >= 1 && d <= 31 {
		it.sense = sense{cat: full}
		it.y, it.m, it.d = y, m, d
	}
}

// clock reads 13:11, 9:45 and 01:11:30.
func (it *item) clock(w string) {
	f := strings.FieldsFunc(w, func(r rune) bool { return r == ':' || r == '.' })
	if len(f) < 2 || len(f) > 3 {
		return
	}
	var v [3]int
	for i, s := range f {
		n, k := leading(s)
		if k != len(s) || k > 2 || i > 0 && (k != 2 || n > 59) {
			return
		}
		v[i] = n
	}
	if v[0] > 24 || strings.Contains(w, ".") && len(f) > 2 {
		return
	}
	it.sense = sense{cat: clock, s: w}
	it.y, it.m, it.d = v[0], v[1], v[2]
}

// dashed reads dates in figures: 2014-09-03, 3/9/2014, 10/26/89.
func (it *item) dashed(w string, sep byte) {
	f := strings.Split(w, string(sep))
	if len(f) != 3 {
		return
	}
	var v [3]int
	for i, s := range f {
		n, k := leading(s)
		if k != len(s) || k == 0 {
			return
		}
		v[i] = n
	}
	switch {
	case len(f[0]) == 4:
		it.full(v[0], v[1], v[2])
	case v[0] > 12:
		it.full(century(v[2], f[2]), v[1], v[0])
	default:
		it.full(century(v[2], f[2]), v[0], v[1])
		if it.cat == full && v[1] <= 12 && v[0] != v[1] {
			it.s = "ambiguous"
		}
	}
}

// century completes a year of two figures.
func century(y int, s string) int {
	switch {
	case len(s) != 2:
		return y
	case y < 50:
		return 2000 + y
	}
	return 1900 + y
}

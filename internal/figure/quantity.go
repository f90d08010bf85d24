package figure

import (
	"strconv"
	"strings"

	"dateline/internal/text"
)

// quantity is a number of things as a text puts it.
type quantity struct {
	first, last       int // tokens, bounds included
	number, end       int // tokens of the number alone
	low, high         *float64
	lowOpen, highOpen bool
	approx, vague     bool
	pair              bool // a range or other phrase with both ends in it
}

// scanner reads quantities from the tokens of a page.
type scanner struct {
	d   *text.Doc
	low []string // lower-cased words
	lex *words
}

func newScanner(d *text.Doc) *scanner {
	s := &scanner{d: d, low: make([]string, len(d.Tokens)), lex: lexicon()}
	for i := range s.low {
		s.low[i] = strings.ToLower(d.Word(i))
	}
	return s
}

func (s *scanner) word(i int) string {
	if i < 0 || i >= len(s.low) {
		return ""
	}
	return s.low[i]
}

// all finds every quantity of the tokens [first, last), from left to right.
func (s *scanner) all(first, last int) []quantity {
	var out []quantity
	for i := first; i < last; {
		q, ok := s.at(i, last)
		if !ok {
			i++
			continue
		}
		if q.first < first {
			q.first = first
		}
		out = append(out, q)
		i = q.last
	}
	return out
}

// at reads a quantity whose number begins at token i.
func (s *scanner) at(i, last int) (quantity, bool) {
	if q, ok := s.nobodyAt(i); ok {
		return q, true
	}
	if q, ok := s.vagueAt(i, last); ok {
		return q, true
	}
	v, n := s.number(i, last)
	if n == 0 || s.notACount(i, i+n) {
		return quantity{}, false
	}
	q := quantity{first: i, last: i + n, number: i, end: i + n, low: ptr(v), high: ptr(v)}
	w, m, ok := s.rangeEnd(q.last, last)
	if ok && w <= v && s.word(q.last) != "or" && s.word(q.last) != "and" {
		return quantity{}, false // the result of a game, a vote
	}
	if ok && w > v {
		if s.word(i-1) == "between" || s.word(i-1) == "from" {
			q.first--
		}
		q.high, q.last, q.end, q.pair = ptr(w), m, m, true
	}
	return s.bounded(q, last), true
}

func ptr(v float64) *float64 { return &v }

// rangeEnd reads "to 40", "- 40", "and 40" (after "between").
func (s *scanner) rangeEnd(i, last int) (float64, int, bool) {
	switch s.word(i) {
	case "to", "-", "–", "or":
	case "and":
		if k := i - 2; s.word(k) != "between" && s.word(k-1) != "between" {
			return 0, 0, false
		}
	default:
		return 0, 0, false
	}
	v, n := s.number(i+1, last)
	return v, i + 1 + n, n > 0
}

// bounded takes the words beside the number into the quantity.
func (s *scanner) bounded(q quantity, last int) quantity {
	for _, b := range bounds()[s.word(q.first-1)] {
		n := len(b.words)
		if q.first-n < 0 || !s.match(q.first-n, b.words) {
			continue
		}
		q.first -= n
		q = q.with(b.effect)
		break
	}
	for _, b := range bounds()[">"+s.word(q.last)] {
		if s.match(q.last, b.words) && q.last+len(b.words) <= last && s.word(q.last+len(b.words)) != "than" {
			q.last += len(b.words)
			return q.with(b.effect)
		}
	}
	return q
}

func (s *scanner) match(i int, words []string) bool {
	for k, w := range words {
		if s.word(i+k) != w {
			return false
		}
	}
	return true
}

func (q quantity) with(effect string) quantity {
	switch effect {
	case "low":
		q.high = nil
	case "low-open":
		q.high, q.lowOpen = nil, true
	case "high":
		q.low = nil
	case "high-open":
		q.low, q.highOpen = nil, true
	case "approx":
		q.approx = true
	}
	return q
}

// vagueAt reads "dozens", "several hundred", "an unknown number of", "a few".
func (s *scanner) vagueAt(i, last int) (quantity, bool) {
	w := s.word(i)
	made := func(first, last, number int) (quantity, bool) {
		return quantity{first: first, last: last, number: number, end: last, vague: true}, true
	}
	switch {
	case s.lex.vague.has(w) && s.word(i-1) != "as" && s.word(i-1) != "how":
		first, end := i, i+1
		if s.word(end) == "of" && s.lex.vague.has(s.word(end+1)) {
			end += 2
		} else if _, ok := s.lex.scales[s.word(end)]; ok && len(s.word(end)) > 2 {
			end++
		}
		if s.word(i-1) == "many" || s.word(i-1) == "several" {
			first--
		}
		return made(first, min(end, last), i)
	case (w == "a" || w == "an") && s.word(i+1) == "number" && s.word(i+2) == "of":
		return made(i, i+2, i+1)
	case (w == "a" || w == "an") && s.word(i+2) == "number" && (s.word(i+1) == "unknown" || s.word(i+1) == "large" || s.word(i+1) == "small" || s.word(i+1) == "unspecified"):
		return made(i, i+3, i+2)
	case w == "few" && s.word(i-1) == "a":
		if _, ok := s.lex.scales[s.word(i+1)]; ok {
			return made(i-1, i+2, i)
		}
		return made(i-1, i+1, i)
	}
	return quantity{}, false
}

// nobodyAt reads "nobody", "no one", "none".
func (s *scanner) nobodyAt(i int) (quantity, bool) {
	n := 0
	switch w := s.word(i); {
	case w == "no" && s.word(i+1) == "one":
		n = 2
	case s.lex.nobody.has(w):
		n = 1
	default:
		return quantity{}, false
	}
	return quantity{first: i, last: i + n, number: i, end: i + n, low: ptr(0), high: ptr(0)}, true
}

// number reads one number: figures or words, with its scale. n is how many
// tokens it takes, 0 when there is none.
func (s *scanner) number(i, last int) (v float64, n int) {
	if i >= last {
		return 0, 0
	}
	w := s.word(i)
	switch {
	case w == "a" || w == "an":
		if sc, ok := s.lex.scales[s.word(i+1)]; ok && sc >= 12 && len(s.word(i+1)) > 1 {
			return sc, 2
		}
		if s.word(i+1) == "couple" {
			return 2, 2
		}
		return 0, 0
	case w == "half" && (s.word(i+1) == "a" || s.word(i+1) == "an"):
		if sc, ok := s.lex.scales[s.word(i+2)]; ok {
			return sc / 2, 3
		}
		return 0, 0
	case w == "no" && s.none(i):
		return 0, 1
	case w != "" && w[0] >= '0' && w[0] <= '9':
		return s.figures(i, last)
	}
	if v, ok := s.lex.numerals[w]; ok {
		return s.inWords(i, last, v)
	}
	return 0, 0
}

// none reports whether "no" counts: "no casualties", not "no longer".
func (s *scanner) none(i int) bool {
	if i+1 >= len(s.low) {
		return false
	}
	return s.lex.none.has(s.word(i+1)) || s.lex.none.has(s.d.Lemma(i+1)) || isPerson(s.d, s.lex, i+1)
}

func (s *scanner) figures(i, last int) (float64, int) {
	w := strings.ReplaceAll(s.word(i), ",", "")
	mult := 1.0
	if k := len(w) - 1; k > 0 && (w[k] == 'm' || w[k] == 'k') {
		mult, w = s.lex.scales[w[k:]], w[:k]
	}
	n := 1
	for k := i + 1; k < last && len(s.word(k)) == 3 && len(w) <= 9 && s.thousands(w, k); k++ {
		w += s.word(k)
		n++
	}
	v, err := strconv.ParseFloat(w, 64)
	if err != nil || v > 1e10 {
		return 0, 0
	}
	for i+n < last {
		sc, ok := s.lex.scales[s.word(i+n)]
		if !ok || len(s.word(i+n)) < 2 && s.d.Tokens[i+n].Start != s.d.Tokens[i+n-1].End {
			break
		}
		v *= sc
		n++
	}
	return v * mult, n
}

// thousands reports whether token k is the next three digits of a number that
// is written with spaces: "2 500".
func (s *scanner) thousands(head string, k int) bool {
	if len(head) > 3 && k > 0 && len(s.word(k-1)) != 3 || head[0] == '0' || s.d.Tokens[k].Start-s.d.Tokens[k-1].End > 2 {
		return false
	}
	for _, c := range head + s.word(k) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func (s *scanner) inWords(i, last int, v float64) (float64, int) {
	n, total := 1, 0.0
	for i+n < last {
		w := s.word(i + n)
		if sc, ok := s.lex.scales[w]; ok && len(w) > 1 {
			v *= sc
			n++
			if sc >= 1000 {
				total, v = total+v, 0
			}
			continue
		}
		k := n
		if (w == "-" || w == "and") && (w == "-" || v >= 100 || total > 0) {
			k++
		}
		u, ok := s.lex.numerals[s.word(i+k)]
		if !ok || i+k >= last || k == n && (v > 99 && v < 100 || int(v)%10 != 0 || v < 20 && v > 0 || u > 9) && v < 100 {
			break
		}
		if w == "-" && (v < 20 || int(v)%10 != 0 || u > 9) {
			break
		}
		v += u
		n = k + 1
	}
	return total + v, n
}

// notACount rejects numbers that count nobody: years, days, ages, sums,
// shares, clock times, numbers of units and flights, results of games.
func (s *scanner) notACount(i, end int) bool {
	prev, next := s.word(i-1), s.word(end)
	if s.lex.before.has(prev) || s.lex.after.has(next) || s.lex.part.has(next) || next == "-" && s.lex.hyphened.has(s.word(end+1)) {
		return true
	}
	if s.dated(i, end) || prev == "of" && s.word(i-2) == "population" {
		return true
	}
	aged := prev == "," && (next == "," || next == "") && i > 1 && s.d.Tags[i-2].UPOS != text.NUM && end-i == 1 && len(s.word(i)) == 2
	return aged && (s.d.Tags[i-2].UPOS == text.PROPN || s.d.Tags[i-2].UPOS == text.NOUN)
}

// dated reports whether a number is a part of a date or a bare year.
func (s *scanner) dated(i, end int) bool {
	if s.lex.months.has(s.word(i-1)) || s.lex.months.has(s.word(end)) {
		return true
	}
	w := s.word(i)
	if len(w) != 4 || end != i+1 || (w[:2] != "19" && w[:2] != "20") {
		return false
	}
	switch s.word(i - 1) {
	case "in", "since", "of", "from", "by", "until", "late", "early", "during", ",":
		return true
	}
	return i > 0 && s.lex.months.has(s.word(i-3))
}

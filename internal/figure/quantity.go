package figure

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed bounds.tsv
var boundsTSV string

// bound is a phrase beside a number and its effect.
type bound struct {
	words  []string
	effect string
	after  bool
}

var bounds = sync.OnceValue(func() map[string][]bound {
	m := map[string][]bound{}
	for _, line := range strings.Split(boundsTSV, "\n") {
		c := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(c) != 3 {
			continue
		}
		b := bound{strings.Fields(c[0]), c[1], c[2] == "after"}
		key := b.words[len(b.words)-1]
		if b.after {
			key = ">" + b.words[0]
		}
		m[key] = append(m[key], b)
	}
	return m
})

// quantity is a number of things as a text puts it.
type quantity struct {
	first, last       int // tokens, bounds included
	number, end       int // tokens of the number alone
	low, high         *float64
	lowOpen, highOpen bool
	approx, vague     bool
	pair              bool // a range or other phrase with both ends in it
}

var numerals = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var scales = map[string]float64{"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "mln": 1e6, "bln": 1e9, "dozen": 12, "m": 1e6, "k": 1000}

// vagueWords count without a number; none is ever made up for them.
var vagueWords = map[string]bool{
	"dozens": true, "scores": true, "hundreds": true, "thousands": true, "millions": true, "several": true, "many": true, "numerous": true,
	"tens": true, "countless": true,
}

// scanner reads quantities from the tokens of a page.
type scanner struct {
	d   *text.Doc
	low []string // lower-cased words
}

func newScanner(d *text.Doc) *scanner {
	s := &scanner{d: d, low: make([]string, len(d.Tokens))}
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
	if q, ok := s.vagueAt(i, last); ok {
		return q, true
	}
	v, n := s.number(i, last)
	if n == 0 || s.notACount(i, i+n) {
		return quantity{}, false
	}
	q := quantity{first: i, last: i + n, number: i, end: i + n, low: ptr(v), high: ptr(v)}
	if w, m, ok := s.rangeEnd(q.last, last); ok && w > v {
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
		if b.after || !s.match(q.first-n, b.words) || q.first-n < 0 {
			continue
		}
		q.first -= n
		return q.with(b.effect)
	}
	for _, b := range bounds()[">"+s.word(q.last)] {
		if s.match(q.last, b.words) && q.last+len(b.words) <= last {
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

// vagueAt reads "dozens", "several", "an unknown number of", "a number of".
func (s *scanner) vagueAt(i, last int) (quantity, bool) {
	w := s.word(i)
	switch {
	case vagueWords[w] && s.word(i-1) != "as" && s.word(i-1) != "how":
		q := quantity{first: i, last: i + 1, number: i, end: i + 1, vague: true}
		if s.word(i+1) == "of" && vagueWords[s.word(i+2)] {
			q.last, q.end = i+3, i+3
		}
		if s.word(i-1) == "many" || s.word(i-1) == "several" {
			q.first--
		}
		return q, true
	case (w == "a" || w == "an") && s.word(i+1) == "number" && s.word(i+2) == "of":
		return quantity{first: i, last: i + 2, number: i + 1, end: i + 2, vague: true}, true
	case (w == "a" || w == "an") && s.word(i+2) == "number" && (s.word(i+1) == "unknown" || s.word(i+1) == "large" || s.word(i+1) == "small" || s.word(i+1) == "unspecified"):
		return quantity{first: i, last: i + 3, number: i + 2, end: i + 3, vague: true}, true
	case w == "few" && s.word(i-1) == "a":
		return quantity{first: i - 1, last: i + 1, number: i, end: i + 1, vague: true}, true
	}
	return quantity{}, false
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
		if sc, ok := scales[s.word(i+1)]; ok && sc >= 12 && len(s.word(i+1)) > 1 {
			return sc, 2
		}
		if s.word(i+1) == "couple" {
			return 2, 2
		}
		return 0, 0
	case w == "no" && s.none(i):
		return 0, 1
	case w != "" && w[0] >= '0' && w[0] <= '9':
		return s.figures(i, last)
	}
	if v, ok := numerals[w]; ok {
		return s.inWords(i, last, v)
	}
	if w == "dozen" || w == "hundred" {
		return 0, 0
	}
	return 0, 0
}

// none reports whether "no" counts: "no casualties", "no one", not "no longer".
func (s *scanner) none(i int) bool {
	switch s.word(i + 1) {
	case "casualties", "deaths", "injuries", "fatalities", "victims", "survivors", "civilians", "people", "soldiers":
		return true
	}
	return false
}

func (s *scanner) figures(i, last int) (float64, int) {
	w := strings.ReplaceAll(s.word(i), ",", "")
	mult := 1.0
	if k := len(w) - 1; k > 0 && (w[k] == 'm' || w[k] == 'k') {
		mult, w = scales[w[k:]], w[:k]
	}
	v, err := strconv.ParseFloat(w, 64)
	if err != nil || v > 1e10 {
		return 0, 0
	}
	n := 1
	for i+n < last {
		sc, ok := scales[s.word(i+n)]
		if !ok || len(s.word(i+n)) < 2 {
			break
		}
		v *= sc
		n++
	}
	return v * mult, n
}

func (s *scanner) inWords(i, last int, v float64) (float64, int) {
	n, total := 1, 0.0
	for i+n < last {
		w := s.word(i + n)
		if sc, ok := scales[w]; ok && len(w) > 1 {
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
		u, ok := numerals[s.word(i+k)]
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
// shares, clock times, numbers of units and flights.
func (s *scanner) notACount(i, end int) bool {
	prev, next := s.word(i-1), s.word(end)
	switch prev {
	case "$", "£", "€", "#", "no.", "number", "flight", "aged", "age", "route", "article", "resolution", "section", "chapter", "page", "room":
		return true
	}
	switch next {
	case "%", "percent", "per", "year", "years", "year-old", "month", "months", "day", "days", "hour", "hours", "minutes", "weeks", "week",
		"km", "kilometers", "kilometres", "miles", "meters", "metres", "dollars", "euros", "a.m.", "p.m.", "a.m", "p.m", "am", "pm", "gmt", "th", "times", "mm", "degrees":
		return true
	}
	if next == "-" {
		switch s.word(end + 1) {
		case "year", "day", "hour", "month", "week", "mile", "km", "mm", "minute", "member", "nation", "point", "story":
			return true
		}
	}
	return s.dated(i, end)
}

var months = map[string]bool{
	"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true,
	"october": true, "november": true, "december": true, "jan": true, "jan.": true, "feb": true, "feb.": true, "mar": true, "apr": true,
	"jun": true, "jul": true, "aug": true, "aug.": true, "sep": true, "sept": true, "sept.": true, "oct": true, "oct.": true, "nov": true,
	"nov.": true, "dec": true, "dec.": true,
}

// dated reports whether a number is a part of a date or a bare year.
func (s *scanner) dated(i, end int) bool {
	if months[s.word(i-1)] || months[s.word(end)] {
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
	return i > 0 && months[s.word(i-3)]
}

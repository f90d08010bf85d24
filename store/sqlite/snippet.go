package sqlite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/query"
)

// Sizes of a snippet and of what is looked through for one, in bytes.
const (
	snippetSize = 240
	snippetLook = 1 << 20
)

// word is a word of a text with its place in bytes.
type word struct {
	start, end int
	folded     string
}

// snippet is the stretch of a text in which most of the patterns occur, in one
// line, and where in it they do, in code points.
func snippet(text string, patterns []query.Pattern) (string, [][2]int) {
	if len(text) > snippetLook {
		text = strings.ToValidUTF8(text[:snippetLook], "")
	}
	hits := occurrences(text, patterns)
	start, end := window(text, hits)
	var b strings.Builder
	marks := [][2]int{}
	if start > 0 {
		b.WriteString("... ")
	}
	points := utf8.RuneCountInString(b.String())
	blank := true
	at := func(i int) (opens, closes bool) {
		for _, h := range hits {
			opens, closes = opens || h.start == i, closes || h.end == i
		}
		return
	}
	open := -1
	for i, r := range text[start:end] {
		i += start
		opens, closes := at(i)
		if closes && open >= 0 {
			marks, open = append(marks, [2]int{open, points}), -1
		}
		space := unicode.IsSpace(r) || unicode.IsControl(r)
		if space && blank {
			continue
		}
		if opens && open < 0 {
			open = points
		}
		if blank = space; space {
			r = ' '
		}
		b.WriteRune(r)
		points++
	}
	if open >= 0 {
		marks = append(marks, [2]int{open, points})
	}
	if end < len(text) {
		b.WriteString(" ...")
	}
	return b.String(), marks
}

// hit is one occurrence of a pattern, in bytes.
type hit struct{ start, end, pattern int }

// occurrences finds the patterns in a text, in order.
func occurrences(text string, patterns []query.Pattern) []hit {
	if len(patterns) == 0 {
		return nil
	}
	words := wordsOf(text)
	var out []hit
	for i := range words {
		for k, p := range patterns {
			if n := len(p.Words); n > 0 && i+n <= len(words) && same(p, words[i:i+n]) {
				out = append(out, hit{words[i].start, words[i+n-1].end, k})
				break
			}
		}
		if len(out) == 1000 {
			break
		}
	}
	return out
}

func same(p query.Pattern, words []word) bool {
	last := len(p.Words) - 1
	for i, w := range p.Words {
		if words[i].folded != w && !(i == last && p.Prefix && strings.HasPrefix(words[i].folded, w)) {
			return false
		}
	}
	return true
}

// wordsOf takes a text apart into folded words.
func wordsOf(text string) []word {
	var out []word
	start := -1
	flush := func(end int) {
		if start >= 0 {
			out = append(out, word{start, end, query.Fold(text[start:end])})
			start = -1
		}
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(text))
	return out
}

// window chooses the stretch that shows the most different patterns.
func window(text string, hits []hit) (start, end int) {
	best, bestScore := 0, -1
	for i := range hits {
		seen, score := map[int]bool{}, 0
		for j := i; j < len(hits) && hits[j].end-hits[i].start < snippetSize-40; j++ {
			if score++; !seen[hits[j].pattern] {
				seen[hits[j].pattern] = true
				score += 10
			}
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if len(hits) > 0 {
		start = max(0, hits[best].start-40)
	}
	end = min(len(text), start+snippetSize)
	return wordStart(text, start), wordEnd(text, end)
}

// wordStart moves forward to the beginning of a word.
func wordStart(text string, i int) int {
	if i == 0 {
		return 0
	}
	for j := i; j < len(text) && j < i+30; j++ {
		if text[j] == ' ' || text[j] == '\n' {
			return j + 1
		}
	}
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// wordEnd moves back to the end of a word.
func wordEnd(text string, i int) int {
	if i == len(text) {
		return i
	}
	for j := i; j > 0 && j > i-30; j-- {
		if text[j] == ' ' || text[j] == '\n' {
			return j
		}
	}
	for i > 0 && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// Package segment cuts a dispatch's text into paragraphs, sentences and
// tokens. Tokens are the syntactic words of Universal Dependencies as the
// English treebanks EWT and GUM write them: "don't" is "do" and "n't",
// "pro-talks" one word, "ship-owner" three.
//
// Nothing is changed: a token is a stretch of the text, every character that
// is neither white space nor invisible lies in exactly one token, and any text
// is valid. Work and memory grow with the length of the text and no faster.
//
// What the scanner knows of words is in words.tsv.
package segment

import (
	"dateline"
	"dateline/internal/text"
)

// maxWord bounds a token in bytes and maxSentence a sentence in tokens, so
// that the stages after this one are bounded too. What is longer is cut.
const (
	maxWord     = 400
	maxSentence = 250
)

// Split cuts s into paragraphs, sentences and tokens. A zone that is not body
// or background is a paragraph of its own, but for the dateline, which is a
// sentence of its own at the head of its paragraph. Zones must be in order.
//
// A blank line ends a paragraph. Whether a single line end does is worked out
// from the lines: in text wrapped by hand it does only where the next word
// would still have fitted.
func Split(s string, zones []dateline.Zone) ([]dateline.Span, []text.Sentence, []text.Token) {
	paragraphs := splitZones(layout(s), zones)
	sp := splitter{scanner: scanner{s: s, words: table()}, datelines: datelines(zones)}
	sp.tokens = make([]text.Token, 0, len(s)/5+8)
	sp.marks = make([]mark, 0, len(s)/5+8)
	sp.sentences = make([]text.Sentence, 0, len(s)/100+4)
	out := paragraphs[:0]
	for _, p := range paragraphs {
		before := len(sp.tokens)
		sp.paragraph(p, len(out))
		if len(sp.tokens) > before {
			out = append(out, dateline.Span{Start: int(sp.tokens[before].Start), End: int(sp.tokens[len(sp.tokens)-1].End)})
		}
	}
	return out, sp.sentences, sp.tokens
}

// splitter gathers the layers.
type splitter struct {
	scanner
	sentences []text.Sentence
	datelines []dateline.Span
}

func datelines(zones []dateline.Zone) []dateline.Span {
	var out []dateline.Span
	for _, z := range zones {
		if z.Zone == dateline.ZoneDateline {
			out = append(out, z.Span)
		}
	}
	return out
}

// paragraph scans one paragraph and cuts its tokens into sentences. The
// dateline's end, where one lies within, is a sentence's end.
func (sp *splitter) paragraph(p dateline.Span, index int) {
	for _, d := range sp.datelines {
		if p.Start < d.End && d.End < p.End {
			sp.stretch(dateline.Span{Start: p.Start, End: d.End}, index, true)
			p.Start = d.End
		}
	}
	sp.stretch(p, index, false)
}

func (sp *splitter) stretch(p dateline.Span, index int, whole bool) {
	first := len(sp.tokens)
	sp.caps = mostlyCaps(sp.s[p.Start:p.End])
	sp.scan(p.Start, p.End)
	if whole {
		sp.add(first, len(sp.tokens), index)
		return
	}
	for i := first; i < len(sp.tokens); i++ {
		if end := sp.sentenceEnd(first, i); end > 0 {
			sp.add(first, end, index)
			first, i = end, end-1
		}
	}
	sp.add(first, len(sp.tokens), index)
}

// add files the tokens [first, last) as one sentence, or as several where
// there are too many for one.
func (sp *splitter) add(first, last, paragraph int) {
	for last-first > maxSentence {
		cut := sp.bestCut(first)
		sp.add(first, cut, paragraph)
		first = cut
	}
	if last > first {
		caps := true
		for _, t := range sp.tokens[first:last] {
			caps = caps && !hasLower(sp.s[t.Start:t.End])
		}
		caps = caps && mostlyCaps(sp.s[sp.tokens[first].Start:sp.tokens[last-1].End])
		sp.sentences = append(sp.sentences, text.Sentence{First: first, Last: last, Paragraph: paragraph, Caps: caps})
	}
}

// bestCut is the best place to end an overlong sentence that begins at token
// first: after the last semicolon, else colon, else dash or comma of its
// second half, else where the bound lies, but never within a multiword token.
func (sp *splitter) bestCut(first int) int {
	best, rank := first+maxSentence, byte(0)
	for best > first+maxSentence/2 && sp.tokens[best].Joined {
		best--
	}
	for i := first + maxSentence - 1; i > first+maxSentence/2; i-- {
		t := sp.tokens[i]
		r := byte(0)
		if t.End-t.Start <= 3 {
			r = cutRank(sp.s[t.Start:t.End])
		}
		if r > rank {
			best, rank = i+1, r
		}
	}
	return best
}

func cutRank(w string) byte {
	switch w {
	case ";":
		return 3
	case ":":
		return 2
	case ",", "--", "—", "–", "*", "|":
		return 1
	}
	return 0
}

func hasLower(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= 'a' && w[i] <= 'z' {
			return true
		}
	}
	return false
}

// mostlyCaps reports whether at least four letters stand in s and nine in ten
// are capitals. It looks at the first kilobyte.
func mostlyCaps(s string) bool {
	up, low := 0, 0
	for i := 0; i < min(len(s), 1024); i++ {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z':
			up++
		case c >= 'a' && c <= 'z':
			low++
		}
	}
	return up >= 4 && up >= 9*low
}

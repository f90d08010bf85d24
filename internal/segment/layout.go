package segment

import (
	"strings"
	"unicode/utf8"

	"dateline"
)

// wrapMost is the longest line, in characters, of a text that is taken to be
// wrapped by hand.
const wrapMost = 100

// line is one line of the text, without its end and without the white space
// on either side.
type line struct {
	start, end int
	indent     int // white space before start, in bytes
	width      int // characters from the line's begin to end
}

// layout finds the paragraphs: the blocks between blank lines, and within a
// block the stretches between line ends that are not a wrap.
func layout(s string) []dateline.Span {
	var out []dateline.Span
	var block []line
	flush := func() {
		out = append(out, cutBlock(s, block)...)
		block = block[:0]
	}
	for i := 0; i < len(s); {
		l, next := lineAt(s, i)
		if l.start == l.end {
			flush()
		} else {
			block = append(block, l)
		}
		i = next
	}
	flush()
	return out
}

// lineAt reads the line that begins at i and gives the begin of the next.
func lineAt(s string, i int) (line, int) {
	next, end := len(s), len(s)
	for k := i; k < len(s); k++ {
		if n := lineEnd(s, k); n > 0 {
			end, next = k, k+n
			break
		}
	}
	l := line{start: i, end: end}
	for l.start < l.end {
		r, n := utf8.DecodeRuneInString(s[l.start:l.end])
		if !isBlank(r) {
			break
		}
		l.start += n
	}
	for l.end > l.start {
		r, n := utf8.DecodeLastRuneInString(s[l.start:l.end])
		if !isBlank(r) {
			break
		}
		l.end -= n
	}
	l.indent = l.start - i
	l.width = l.indent + utf8.RuneCountInString(s[l.start:l.end])
	return l, next
}

// lineEnd is the length of the line end at s[k], 0 where there is none.
func lineEnd(s string, k int) int {
	switch c := s[k]; {
	case c == '\r' && strings.HasPrefix(s[k:], "\r\n"):
		return 2
	case c >= '\n' && c <= '\r':
		return 1
	case c == 0xC2 && strings.HasPrefix(s[k:], "\u0085"):
		return 2
	case c == 0xE2 && (strings.HasPrefix(s[k:], "\u2028") || strings.HasPrefix(s[k:], "\u2029")):
		return 3
	}
	return 0
}

func cutBlock(s string, block []line) []dateline.Span {
	if len(block) == 0 {
		return nil
	}
	var out []dateline.Span
	most := 0
	for _, l := range block {
		most = max(most, l.width)
	}
	start := block[0].start
	for i := 1; i < len(block); i++ {
		if most > wrapMost || !wraps(s, block[i-1], block[i], most) {
			out = append(out, dateline.Span{Start: start, End: block[i-1].end})
			start = block[i].start
		}
	}
	return append(out, dateline.Span{Start: start, End: block[len(block)-1].end})
}

// wraps reports whether the line end between a and b is only a wrap: the next
// word no longer fitted within the block's width, or it goes on in lower case.
func wraps(s string, a, b line, most int) bool {
	if b.indent >= a.indent+2 || bullet(s[b.start:b.end], s[a.end-1]) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[b.start:])
	if r >= 'a' && r <= 'z' {
		return true
	}
	word := strings.IndexAny(s[b.start:b.end], " \t")
	if word < 0 {
		word = b.end - b.start
	}
	slack := most / 8
	if strings.IndexByte(".!?:;\"", s[a.end-1]) < 0 {
		slack = most / 4
	}
	return most >= 40 && a.width+1+word > most-slack
}

// bullet reports whether a line opens an item of a list. A dash does so only
// after a line that ends a clause: it may be a dash that was wrapped.
func bullet(l string, before byte) bool {
	r, n := utf8.DecodeRuneInString(l)
	if n >= len(l) || l[n] != ' ' && l[n] != '\t' {
		return false
	}
	switch r {
	case '•', '▪', '●', '◦', '■', '*', '·':
		return true
	case '-', '–', '—':
		return strings.IndexByte(".!?:;\"", before) >= 0
	}
	return false
}

// splitZones cuts the paragraphs at the ends of zones that stand apart from
// the body.
func splitZones(paragraphs []dateline.Span, zones []dateline.Zone) []dateline.Span {
	var cuts []int
	for _, z := range zones {
		switch z.Zone {
		case dateline.ZoneBody, dateline.ZoneBackground:
		case dateline.ZoneDateline:
			cuts = append(cuts, z.Span.Start)
		default:
			cuts = append(cuts, z.Span.Start, z.Span.End)
		}
	}
	if len(cuts) == 0 {
		return paragraphs
	}
	out := make([]dateline.Span, 0, len(paragraphs)+len(cuts))
	k := 0
	for _, p := range paragraphs {
		for k < len(cuts) && cuts[k] <= p.Start {
			k++
		}
		for ; k < len(cuts) && cuts[k] < p.End; k++ {
			if cuts[k] > p.Start {
				out = append(out, dateline.Span{Start: p.Start, End: cuts[k]})
				p.Start = cuts[k]
			}
		}
		out = append(out, p)
	}
	return out
}

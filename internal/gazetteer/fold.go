package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldings lists, for each ASCII replacement, the lower-case letters that fold to it.
var foldings = [...]struct{ to, from string }{
	{"a", "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặ"}, {"ae", "æǽ"}, {"b", "ḃḅḇ"}, {"c", "çćĉċč"}, {"d", "ďđðḋḍḏḑ"},
	{"e", "èéêëēĕėęěȅȇȩẹẻẽếềểễệəǝ"}, {"f", "ḟ"}, {"g", "ĝğġģǧǵḡ"}, {"h", "ĥħȟḣḥḧḩḫẖ"}, {"i", "ìíîïĩīĭįıǐȉȋịỉ"},
	{"j", "ĵǰ"}, {"k", "ķĸǩḱḳḵ"}, {"l", "ĺļľŀłḷḹḻ"}, {"m", "ḿṁṃ"}, {"n", "ñńņňŉŋǹṅṇṉ"},
	{"o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱọỏốồổỗộớờởỡợ"}, {"oe", "œ"}, {"p", "ṕṗ"}, {"r", "ŕŗřȑȓṙṛṝṟ"},
	{"s", "śŝşšșṡṣ"}, {"ss", "ß"}, {"t", "ţťŧțṫṭṯẗ"}, {"th", "þ"}, {"u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữự"},
	{"v", "ṽṿ"}, {"w", "ŵẁẃẅẇẉ"}, {"x", "ẋẍ"}, {"y", "ýÿŷȳỳẏỵỷỹ"}, {"z", "źżžẑẓẕ"},
}

// folded holds the replacement of every rune that [foldings] names, in lower case.
var folded = func() map[rune]string {
	m := make(map[rune]string, 512)
	for _, f := range foldings {
		for _, r := range f.from {
			m[r] = f.to
		}
	}
	return m
}()

// isApostrophe tells the many marks that stand for an apostrophe, an ain or a hamza.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', '`', '´', '′', 'ʼ', 'ʻ', 'ʿ', 'ʾ', 'ʹ', '‛':
		return true
	}
	return false
}

// isHyphen tells the marks that join words.
func isHyphen(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–':
		return true
	}
	return false
}

// isDropped tells what is not part of a folded word: full stops, apostrophes, combining marks and invisible characters.
func isDropped(r rune) bool {
	return r == '.' || isApostrophe(r) || r >= 0x300 && r <= 0x36F || r == 0xAD || r >= 0x200B && r <= 0x200F || r == 0xFEFF
}

// isKept is the contrary of isDropped.
func isKept(r rune) bool { return !isDropped(r) }

// Fold gives the form under which names are compared: lower case, without diacritics, apostrophes and full stops,
// with single spaces for hyphens and spaces, "’s" cut off as a word of its own.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	p := pieces{text: s}
	for p.next() {
		if strings.IndexFunc(p.piece, isKept) < 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		foldInto(&b, p.piece)
	}
	return b.String()
}

// foldInto appends one piece, folded.
func foldInto(b *strings.Builder, piece string) {
	if isGenitive(piece) {
		b.WriteString("'s")
		return
	}
	for _, r := range piece {
		if isDropped(r) {
			continue
		}
		r = unicode.ToLower(r)
		if to, ok := folded[r]; ok {
			b.WriteString(to)
		} else {
			b.WriteRune(r)
		}
	}
}

// pieces cuts a token, or a whole name, into the pieces that are matched one by one: at spaces, at hyphens and before
// a final "'s".
type pieces struct {
	text  string
	pos   int
	piece string
}

// next moves to the next piece that holds more than dropped characters.
func (p *pieces) next() bool {
	for p.pos < len(p.text) {
		start, end := p.pos, p.pos
		for end < len(p.text) {
			r, n := rune(p.text[end]), 1
			if r >= utf8.RuneSelf {
				r, n = utf8.DecodeRuneInString(p.text[end:])
			}
			if r == ' ' || isHyphen(r) || r == 0xA0 {
				p.pos = end + n
				break
			}
			end += n
			p.pos = end
		}
		if end > start {
			p.take(start, end)
			return true
		}
	}
	return false
}

// take makes text[start:end] the piece, leaving a final "'s" for the next one.
func (p *pieces) take(start, end int) {
	p.piece = p.text[start:end]
	if cut := genitiveAt(p.piece); cut > 0 {
		p.piece = p.piece[:cut]
		p.pos = start + cut
	}
}

// genitiveAt gives the offset of a final "'s", or -1.
func genitiveAt(s string) int {
	if len(s) < 2 || s[len(s)-1]|0x20 != 's' {
		return -1
	}
	r, n := utf8.DecodeLastRuneInString(s[:len(s)-1])
	if isApostrophe(r) {
		return len(s) - 1 - n
	}
	return -1
}

// isGenitive tells whether a piece is "'s" and nothing else.
func isGenitive(piece string) bool { return genitiveAt(piece) == 0 }

package query

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings text into the form in which it is compared: lower case, without
// accents, the words apart by single spaces, signs dropped. It makes of text
// what SQLite's unicode61 tokenizer with remove_diacritics makes of it.
func Fold(s string) string { return strings.Join(fold(s), " ") }

func fold(s string) []string {
	plain := true
	for i := range len(s) {
		if s[i] >= 0x80 {
			plain = false
			break
		}
	}
	if !plain {
		s = norm.NFD.String(s)
	}
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Mn, r):
		default:
			flush()
		}
	}
	flush()
	return out
}

// pattern folds what is looked for; a star at the end leaves the last word
// open.
func pattern(s string) Pattern {
	s = strings.TrimSpace(s)
	open := strings.HasSuffix(s, "*")
	w := fold(s)
	return Pattern{Words: w, Prefix: open && len(w) > 0}
}

// In tells whether the pattern's words stand together in folded words.
func (p Pattern) In(words []string) bool {
	n := len(p.Words)
	for i := 0; n > 0 && i+n <= len(words); i++ {
		if p.at(words[i : i+n]) {
			return true
		}
	}
	return false
}

func (p Pattern) at(words []string) bool {
	last := len(p.Words) - 1
	for i, w := range p.Words {
		if words[i] != w && !(i == last && p.Prefix && strings.HasPrefix(words[i], w)) {
			return false
		}
	}
	return true
}

package segment

import (
	"unicode"
	"unicode/utf8"
)

// class is what the scanner needs to know of a character.
type class uint8

const (
	other  class = iota // a token by itself
	space               // white space, controls and invisible marks
	letter              // with marks that go with letters
	digit
	repeat // punctuation whose repetitions are one token
	apostr // apostrophes and single quotes
)

var asciiClass = func() (t [utf8.RuneSelf]class) {
	for c := range t {
		switch {
		case c <= ' ' || c == 0x7f:
			t[c] = space
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			t[c] = letter
		case c >= '0' && c <= '9':
			t[c] = digit
		}
	}
	for _, c := range "-=*_~<>+.!?" {
		t[c] = repeat
	}
	t['\''], t['`'] = apostr, apostr
	return t
}()

// classAt gives the class of the character at s[i] and its length in bytes.
func classAt(s string, i int) (class, int) {
	if c := s[i]; c < utf8.RuneSelf {
		return asciiClass[c], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return classOf(r), n
}

func classOf(r rune) class {
	switch {
	case r == '’' || r == '‘' || r == 'ʼ' || r == '´' || r == '′':
		return apostr
	case r == '–' || r == '—' || r == '…':
		return repeat
	case r == 'º' || r == 'ª':
		return other
	case unicode.IsLetter(r) || unicode.IsMark(r) && r != 0xFE0F || r == 0x200C || r == 0x200D || r == 0xAD:
		return letter
	case unicode.IsDigit(r):
		return digit
	case isBlank(r):
		return space
	}
	return other
}

// isBlank reports whether r is white space, a control, or a mark that cannot
// be seen (byte order, direction, zero width).
func isBlank(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiClass[r] == space
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) && r != 0x200C && r != 0x200D && r != 0xAD
}

// isUpper reports whether a word begins with a capital.
func isUpper(w string) bool {
	if c := w[0]; c < utf8.RuneSelf {
		return c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

package gazetteer

// latinA gives the plain lower-case letter for each code point U+00C0 to
// U+024F, latinB for U+1E00 to U+1EFF; "." where there is none. Ligatures give
// their first letter (the second is added by FoldPlace).
const (
	latinA = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnn.nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs.b....o...d....ae.......kk......oo.............uu..yy...............dddlllnnnaaiioouuuuuuuuuu.aaaa....ggkkoooo..jdddgg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................"
	latinB = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas....aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
)

// MaxPlaceKey is the longest folded name in bytes that the tables hold.
const MaxPlaceKey = 64

// FoldPlace writes the key form of a name into buf and returns the filled part:
// lower case, without diacritics, apostrophes and full stops; hyphens, slashes
// and runs of space become one space; "St", "Ste", "Mt" and "Ft" are written
// out. It reports false where the name is empty, longer than [MaxPlaceKey] or holds
// a letter that is not Latin. It does not allocate.
func FoldPlace(buf *[MaxPlaceKey]byte, name string) ([]byte, bool) {
	n, word := 0, 0 // bytes written; where the current word starts
	for _, r := range name {
		c, drop, ok := foldRune(r)
		if !ok || n >= MaxPlaceKey-8 {
			return nil, false
		}
		if drop {
			continue
		}
		if c == ' ' {
			if n == word {
				continue
			}
			n = writeOut(buf, word, n)
			buf[n] = ' '
			n++
			word = n
			continue
		}
		buf[n] = c
		n++
		if second := ligature(r); second != 0 {
			buf[n] = second
			n++
		}
	}
	if n > word {
		n = writeOut(buf, word, n)
	} else if n > 0 {
		n-- // the space at the end
	}
	return buf[:n], n > 0
}

// foldRune is the key letter of one rune; drop says that the rune leaves no
// trace.
func foldRune(r rune) (c byte, drop, ok bool) {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return byte(r), false, true
	case r >= 'A' && r <= 'Z':
		return byte(r) + 'a' - 'A', false, true
	case r == ' ' || r == '-' || r == '/' || r == '\n' || r == '\t' || r == '\r' || r == 0xA0 || r == 0x2010 || r == 0x2011 || r == 0x2013:
		return ' ', false, true
	case r >= 0xC0 && r < 0xC0+rune(len(latinA)):
		c = latinA[r-0xC0]
		return c, false, c != '.'
	case r >= 0x1E00 && r < 0x1E00+rune(len(latinB)):
		c = latinB[r-0x1E00]
		return c, false, c != '.'
	}
	return 0, true, isMark(r)
}

// isMark tells the marks that a key leaves out: apostrophes and their like,
// full stops, combining diacritics.
func isMark(r rune) bool {
	switch r {
	case '\'', '.', '`', ',', 0xAD, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032:
		return true
	}
	return r >= 0x2B0 && r <= 0x36F
}

// ligature is the second letter of a ligature, 0 for other runes.
func ligature(r rune) byte {
	switch r {
	case 0xC6, 0xE6, 0x152, 0x153:
		return 'e'
	case 0xDF:
		return 's'
	case 0xDE, 0xFE:
		return 'h'
	}
	return 0
}

// writeOut expands the abbreviated word buf[word:n] and returns the new end.
func writeOut(buf *[MaxPlaceKey]byte, word, n int) int {
	full := ""
	switch string(buf[word:n]) {
	case "st":
		full = "saint"
	case "ste":
		full = "sainte"
	case "mt":
		full = "mount"
	case "ft":
		full = "fort"
	default:
		return n
	}
	return word + copy(buf[word:], full)
}

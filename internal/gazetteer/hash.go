package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// A walk is the folded hash of the pieces seen so far and where their capitals stand. Two phrases that [Fold] to the
// same string have the same hash; the converse holds but for one chance in about 2^40 at the size of these tables.
type walk struct {
	hash    uint64
	capital uint64 // bit n is set when letter n is a capital; letters past the 64th are not looked at
	letters uint   // letters so far
	dotted  bool   // a full stop was dropped
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// step takes in one piece. It reports false when nothing of the piece is left after folding.
func (w *walk) step(piece string) bool {
	h := uint64(fnvOffset)
	before := w.letters
	if isGenitive(piece) {
		h = (h ^ '\'') * fnvPrime
		w.letters++
	} else {
		h = w.letterHash(h, piece)
	}
	if w.letters == before {
		return false
	}
	w.hash = mix(w.hash ^ h)
	return true
}

// letterHash runs the FNV-1a hash over the folded letters of a piece.
func (w *walk) letterHash(h uint64, piece string) uint64 {
	for i := 0; i < len(piece); {
		c := piece[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '.':
				w.dotted = true
				continue
			case c == '\'' || c == '`':
				continue
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
				w.mark()
			}
			w.letters++
			h = (h ^ uint64(c)) * fnvPrime
			continue
		}
		r, n := utf8.DecodeRuneInString(piece[i:])
		i += n
		h = w.runeHash(h, r)
	}
	return h
}

// runeHash takes in one rune outside ASCII.
func (w *walk) runeHash(h uint64, r rune) uint64 {
	if isDropped(r) {
		return h
	}
	if low := unicode.ToLower(r); low != r {
		r = low
		w.mark()
	}
	if to, ok := folded[r]; ok {
		for i := range len(to) {
			h = (h ^ uint64(to[i])) * fnvPrime
		}
		w.letters += uint(len(to))
		return h
	}
	w.letters++
	return (h ^ uint64(r)) * fnvPrime
}

// mark notes that the letter about to be counted is a capital.
func (w *walk) mark() {
	if w.letters < 64 {
		w.capital |= 1 << w.letters
	}
}

// mix spreads the bits of x (the finalizer of SplitMix64), so that phrases do not collide by the order of their words.
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// hashOf gives the walk over a whole phrase.
func hashOf(phrase string) walk {
	var w walk
	p := pieces{text: phrase}
	for p.next() {
		w.step(p.piece)
	}
	return w
}

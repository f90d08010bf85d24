package tag

import (
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// MaxKeys bounds the features of one token in one pass.
const MaxKeys = 64

// View is one sentence as the tagger's features see it. It is filled once a
// sentence and reused.
type View struct {
	words []word
	usage []Usage
	known []bool
	caps  bool
}

// word holds what the features of one token are made of.
type word struct {
	low   uint32 // hash of the lower-cased form
	exact uint32 // hash of the form; that of low in capitals
	shape uint32
	amb   uint32 // the lexicon's two classes, or unknown
	forms uint32 // what WordNet knows the form to be
	suf   [5]uint32
	pre   [4]uint32
	pair  uint32 // last two letters with the shape
}

// Fill looks at a sentence.
func (v *View) Fill(d *text.Doc, s text.Sentence, lex *Lexicon) {
	n := s.Last - s.First
	v.caps = s.Caps || s.Title
	v.words, v.usage, v.known = v.words[:0], v.usage[:0], v.known[:0]
	var buf [64]byte
	for i := 0; i < n; i++ {
		form := d.Word(s.First + i)
		low := lower(buf[:0], form)
		u, ok := lookup(lex, form, low, v.caps)
		v.usage, v.known = append(v.usage, u), append(v.known, ok)
		v.words = append(v.words, v.look(form, low, u, ok, i == 0))
	}
}

func lookup(lex *Lexicon, form string, low []byte, caps bool) (Usage, bool) {
	if !caps {
		if u, ok := (*lex)[form]; ok {
			return u, true
		}
	}
	u, ok := (*lex)[string(low)]
	if caps {
		u.Sure = false
	}
	return u, ok
}

// lower folds ASCII capitals and curly apostrophes; other letters stay.
func lower(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x99 || s[i+2] == 0x98):
			c, i = '\'', i+2
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x9C || s[i+2] == 0x9D):
			c, i = '"', i+2
		}
		b = append(b, c)
		if len(b) == 48 {
			break
		}
	}
	return b
}

func (v *View) look(form string, low []byte, u Usage, known, start bool) word {
	w := word{low: hash(low), shape: shape(form, start)}
	if v.caps {
		w.exact, w.shape = w.low, shapeCaps|w.shape&(shapeDigit|shapeHyphen|shapeOther)
	} else {
		w.exact = hash(fold(form))
	}
	if known {
		w.amb = 1 + uint32(u.A)<<8 | uint32(u.B)<<16
	}
	w.forms = uint32(wordnet.Shapes(low))
	n := len(low)
	for k := range w.suf {
		w.suf[k] = hash(low[max(0, n-k-1):])
	}
	for k := range w.pre {
		w.pre[k] = hash(low[:min(n, k+1)])
	}
	w.pair = w.suf[1] ^ w.shape<<7
	return w
}

func fold(s string) []byte {
	var buf [48]byte
	return append(buf[:0], s[:min(len(s), 48)]...)
}

const (
	shapeCaps = 1 << iota
	shapeInit
	shapeUpper
	shapeMixed
	shapeDigit
	shapeAllDigit
	shapeHyphen
	shapeOther
	shapeStart
	shapeDot
)

// shape is a set of what the form shows: capitals, digits, marks.
func shape(s string, start bool) uint32 {
	up, low, dig, other := 0, 0, 0, 0
	var f uint32
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			up++
		case 'a' <= c && c <= 'z':
			low++
		case '0' <= c && c <= '9':
			dig++
		case c == '-':
			f |= shapeHyphen
		case c == '.':
			f |= shapeDot
		case c >= 0x80:
			low++
		default:
			other++
		}
	}
	return f | letters(s, up, low, start) | digits(dig, up+low, other)
}

func letters(s string, up, low int, start bool) (f uint32) {
	switch {
	case up > 0 && low == 0 && up > 1:
		f = shapeUpper
	case up > 0 && 'A' <= s[0] && s[0] <= 'Z' && up == 1:
		f = shapeInit
	case up > 0:
		f = shapeMixed
	}
	if start {
		f |= shapeStart
	}
	return f
}

func digits(dig, letters, other int) (f uint32) {
	if dig > 0 {
		f = shapeDigit
		if letters == 0 {
			f |= shapeAllDigit
		}
	}
	if other > 0 {
		f |= shapeOther
	}
	return f
}

// Sure reports the class of a token whose word was never tagged otherwise.
func (v *View) Sure(i int) (uint8, bool) { return v.usage[i].A, v.known[i] && v.usage[i].Sure }

var outside = word{low: 0x51ED27, exact: 0x51ED27, shape: 1 << 20, amb: 1 << 30}

func (v *View) at(i int) *word {
	if i < 0 || i >= len(v.words) {
		return &outside
	}
	return &v.words[i]
}

// First appends the keys of token i for the first pass; before holds the
// classes of the tokens before it.
func (v *View) First(i int, before []uint8, keys []uint32) []uint32 {
	t1, t2 := tagAt(before, i-1), tagAt(before, i-2)
	keys = v.static(i, keys)
	a, b := v.at(i), v.at(i+1)
	return append(keys,
		key(30, t1, 0), key(31, t1, t2), key(32, t1, a.low), key(33, t1, b.low),
		key(34, t1, b.amb), key(35, t1, a.suf[2]), key(36, t1, a.amb), key(37, t1, a.amb+b.amb*31),
		key(38, t1*64+t2, a.amb), key(39, t2, a.low), key(66, t1, a.forms))
}

// Second appends the keys of token i for the second pass; class holds the
// second pass's classes before i and the first pass's from i on.
func (v *View) Second(i int, class []uint8, keys []uint32) []uint32 {
	t1, t2 := tagAt(class, i-1), tagAt(class, i-2)
	n1, n2 := tagAt(class, i+1), tagAt(class, i+2)
	keys = v.static(i, keys)
	a := v.at(i)
	return append(keys,
		key(40, t1, t2), key(41, t1, a.low), key(42, n1, a.low), key(43, n1, n2),
		key(44, t1*512+n1, 0), key(45, t1*512+n1, a.low), key(46, t1*512+n1, a.amb), key(47, t1, a.suf[2]),
		key(48, n1, a.suf[2]), key(49, t1*512+t2, n1), key(50, t1*512+n1, n2), key(51, t1*512+t2, a.amb),
		key(52, n1*512+n2, a.amb), key(53, t1, 0), key(54, n1, 0), key(55, t1*512+n1, a.suf[1]), key(67, t1*512+n1, a.forms))
}

// static appends the keys that need no tags.
func (v *View) static(i int, keys []uint32) []uint32 {
	p, q, a, b, c := v.at(i-1), v.at(i-2), v.at(i), v.at(i+1), v.at(i+2)
	return append(keys,
		key(1, a.low, 0), key(2, a.exact, a.shape), key(3, a.shape, 0), key(4, a.amb, 0),
		key(5, p.low, 0), key(6, b.low, 0), key(7, q.low, 0), key(8, c.low, 0),
		key(9, p.low, a.low), key(10, a.low, b.low), key(11, p.low, b.low),
		key(12, a.suf[0], a.shape), key(13, a.suf[1], 0), key(14, a.suf[2], 0), key(15, a.suf[3], 0), key(16, a.suf[4], 0),
		key(17, a.pre[0], 0), key(18, a.pre[1], 0), key(19, a.pre[2], 0), key(20, a.pre[3], 0),
		key(21, b.amb, a.amb), key(22, p.amb, a.amb), key(23, a.pair, b.shape), key(24, a.shape, p.shape*2048+b.shape),
		key(60, a.forms, a.shape), key(61, a.forms, b.forms), key(62, p.forms, a.forms), key(63, a.forms, a.suf[2]),
		key(64, a.forms, p.low), key(65, a.forms, b.low),
		key(25, b.suf[2], a.amb), key(26, p.suf[2], a.suf[2]), key(27, b.amb+c.amb*31, a.amb), key(28, a.suf[2], a.shape))
}

func tagAt(class []uint8, i int) uint32 {
	if i < 0 || i >= len(class) {
		return 255
	}
	return uint32(class[i])
}

// key mixes a template's number and two values into a feature hash, never 0.
func key(template, a, b uint32) uint32 {
	h := uint64(template)*0x9E3779B97F4A7C15 ^ uint64(a)*0xC2B2AE3D27D4EB4F
	h = (h ^ h>>29) + uint64(b)*0x165667B19E3779F9
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	return uint32(h>>32) | 1
}

// hash is FNV-1a in 32 bits.
func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

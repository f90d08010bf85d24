package parse

import (
	"math/bits"

	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// atom is what features see of one word: hashes that need only be added.
type atom struct {
	w, t, wt uint64   // lower-cased form, joint part of speech, both
	p        uint64   // UPOS
	f        uint64   // semantic field of a noun or verb, the part of speech of other words
	cum      [4]uint8 // verbs, commas and dashes, conjunctions, quotes before the word (wrapping)
}

const (
	mulA = 0x9E3779B97F4A7C15
	mulB = 0xC2B2AE3D27D4EB4F

	noDist    = 0x7C1F3A90D5E86B21
	noBetween = 0x19B4C7E2608FD35B
)

func mix(x uint64) uint64 {
	x *= mulA
	x ^= x >> 29
	x *= mulB
	return x ^ x>>32
}

// Look fills in the atoms of a sentence.
func (sp *Space) Look(d *text.Doc, s text.Sentence) {
	sp.atoms = sp.atoms[:0]
	var cum [4]uint8
	for i := s.First; i < s.Last; i++ {
		tag := d.Tags[i]
		a := atom{w: mix(lowHash(d.Word(i))), t: mix(uint64(tag.UPOS)<<8 | uint64(tag.XPOS) | 1<<20), p: mix(uint64(tag.UPOS) | 1<<30), cum: cum}
		a.wt = mix(a.w + bits.RotateLeft64(a.t, 17))
		a.f = field(d.Word(i), tag, a.t)
		sp.atoms = append(sp.atoms, a)
		count(&cum, tag, d.Word(i))
	}
	root := atom{w: mix(1 << 40), t: mix(1 << 41), p: mix(1 << 43), f: mix(1 << 44), cum: cum}
	root.wt = mix(1 << 42)
	sp.atoms = append(sp.atoms, root)
}

// field is the semantic field of a word: WordNet's for nouns and verbs, the
// word's kind otherwise.
func field(w string, tag text.Tag, other uint64) uint64 {
	var buf [48]byte
	low := buf[:0]
	for i := 0; i < len(w) && i < len(buf); i++ {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		low = append(low, c)
	}
	f := wordnet.None
	switch tag.UPOS {
	case text.NOUN:
		f = wordnet.NounField(low)
	case text.VERB:
		f = wordnet.VerbField(low)
	default:
		return other
	}
	return mix(uint64(f)<<8 | uint64(tag.UPOS) | 1<<50)
}

func count(cum *[4]uint8, tag text.Tag, w string) {
	switch {
	case tag.UPOS == text.VERB || tag.UPOS == text.AUX:
		cum[0]++
	case tag.UPOS == text.CCONJ:
		cum[2]++
	case tag.XPOS == text.OpenQuote || tag.XPOS == text.CloseQuote:
		cum[3]++
	case tag.UPOS == text.PUNCT && w != "." && w != "-":
		cum[1]++
	}
}

// lowHash is FNV-1a over the ASCII-lower-cased form.
func lowHash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

var noAtom = atom{w: 0xA5A5A5A5A5A5, t: 0x5A5A5A5A5A5A, wt: 0xC3C3C3C3C3C3, p: 0x3C3C3C3C3C3C, f: 0x969696969696}

var noNode = node{tok: none, l1: none, l2: none, r1: none, r2: none}

func (sp *Space) atom(i int32) *atom {
	if i < 0 || int(i) >= len(sp.atoms) {
		return &noAtom
	}
	return &sp.atoms[i]
}

func rel(r text.Rel) uint64 { return uint64(r)*mulB + 0x1234567 }

func small(x int32) uint64 { return uint64(x+1) * mulA }

func dist(a, b int32) uint64 {
	if a < 0 || b < 0 {
		return noDist
	}
	d := b - a
	switch {
	case d > 10:
		d = 7
	case d > 6:
		d = 6
	case d > 4:
		d = 5
	}
	return uint64(d+3) * mulB
}

// between describes what lies between two words: verbs, marks, conjunctions
// and whether a quotation opens.
func (sp *Space) between(a, b int32) uint64 {
	if a < 0 || b <= a {
		return noBetween
	}
	x, y := &sp.atoms[a].cum, &sp.atoms[b].cum
	v := uint64(min(y[0]-x[0], 2)) | uint64(min(y[1]-x[1], 3))<<2 | uint64(min(y[2]-x[2], 2))<<4 | uint64((y[3]-x[3])&1)<<6
	return (v + 1) * mulA
}

// key finishes a template: its number and the sum of its rotated parts.
func key(template uint64, sum uint64) uint64 {
	h := sum + template*0xD6E8FEB86659FD93
	h ^= h >> 31
	h *= mulA
	h ^= h >> 30
	return h * mulB
}

func two(a, b uint64) uint64 { return a + bits.RotateLeft64(b, 21) }

func three(a, b, c uint64) uint64 {
	return a + bits.RotateLeft64(b, 21) + bits.RotateLeft64(c, 42)
}

// NumKeys is the number of feature templates: those of Zhang and Nivre (2011)
// in the arc-hybrid system's terms, and what lies between.
const NumKeys = 112

// Keys writes the feature hashes of a state.
func (sp *Space) Keys(s *State, k *[NumKeys]uint64) {
	n0, n1, n2 := &noNode, &noNode, &noNode
	if s.top != none {
		c := sp.cells[s.top]
		n0 = &sp.nodes[c.node]
		if c.below != none {
			d := sp.cells[c.below]
			n1 = &sp.nodes[d.node]
			if d.below != none {
				n2 = &sp.nodes[sp.cells[d.below].node]
			}
		}
	}
	b := &sp.nodes[s.b0]
	sp.wordKeys(n0, n1, n2, b, k)
	sp.childKeys(n0, n1, b, k)
	sp.shapeKeys(n0, n1, b, k)
	sp.attachKeys(n0, n1, b, k)
}

func (sp *Space) wordKeys(n0, n1, n2, b *node, k *[NumKeys]uint64) {
	s0, s1, s2 := sp.atom(n0.tok), sp.atom(n1.tok), sp.atom(n2.tok)
	b0, b1, b2 := sp.atom(b.tok), sp.atom(b.tok+1), sp.atom(b.tok+2)
	k[0], k[1], k[2] = key(1, s0.w), key(2, s0.t), key(3, s0.wt)
	k[3], k[4], k[5] = key(4, s1.w), key(5, s1.t), key(6, s1.wt)
	k[6], k[7], k[8] = key(7, b0.w), key(8, b0.t), key(9, b0.wt)
	k[9], k[10], k[11] = key(10, b1.w), key(11, b1.t), key(12, b1.wt)
	k[12], k[13], k[14] = key(13, b2.w), key(14, b2.t), key(15, s2.t)
	k[15], k[16], k[17] = key(16, two(s0.wt, b0.wt)), key(17, two(s0.wt, b0.w)), key(18, two(s0.w, b0.wt))
	k[18], k[19], k[20] = key(19, two(s0.wt, b0.t)), key(20, two(s0.t, b0.wt)), key(21, two(s0.w, b0.w))
	k[21], k[22] = key(22, two(s0.t, b0.t)), key(23, two(b0.t, b1.t))
	k[23], k[24], k[25] = key(24, two(s1.w, s0.w)), key(25, two(s1.t, s0.t)), key(26, two(s1.t, s0.wt))
	k[26], k[27] = key(27, two(s1.wt, s0.t)), key(28, two(s1.wt, s0.wt))
	k[28], k[29], k[30] = key(29, three(b0.t, b1.t, b2.t)), key(30, three(s0.t, b0.t, b1.t)), key(31, three(s1.t, s0.t, b0.t))
	k[31], k[32], k[33] = key(32, three(s2.t, s1.t, s0.t)), key(33, three(s0.w, b0.t, b1.t)), key(34, three(s0.t, b0.w, b1.t))
	k[34], k[35], k[36] = key(35, three(s1.t, s0.w, b0.t)), key(36, three(s1.w, s0.t, b0.t)), key(37, three(s1.t, s0.t, b0.w))
	k[37], k[38] = key(38, two(s1.t, b0.t)), key(39, two(s1.w, b0.w))
	k[39], k[40] = key(40, three(s0.t, b0.t, b1.w)), key(41, two(b0.wt, b1.t))
	k[41], k[42] = key(42, three(s2.t, s1.t, b0.t)), key(43, three(s1.p, s0.p, b0.p)+bits.RotateLeft64(b1.p, 11))
	k[43] = key(44, three(s0.p, b0.p, b1.p)+bits.RotateLeft64(b2.p, 11))
}

func (sp *Space) childKeys(n0, n1, b *node, k *[NumKeys]uint64) {
	s0, s1, b0 := sp.atom(n0.tok), sp.atom(n1.tok), sp.atom(b.tok)
	s0l, s0r, b0l := sp.atom(n0.l1), sp.atom(n0.r1), sp.atom(b.l1)
	s1l, s1r := sp.atom(n1.l1), sp.atom(n1.r1)
	k[44], k[45], k[46] = key(45, s0l.w), key(46, s0l.t), key(47, two(s0.t, rel(n0.l1r)))
	k[47], k[48], k[49] = key(48, s0r.w), key(49, s0r.t), key(50, two(s0.t, rel(n0.r1r)))
	k[50], k[51], k[52] = key(51, b0l.w), key(52, b0l.t), key(53, two(b0.t, rel(b.l1r)))
	k[53], k[54], k[55] = key(54, s1r.w), key(55, s1r.t), key(56, two(s1.t, rel(n1.r1r)))
	k[56], k[57] = key(57, three(s0.t, s0l.t, b0.t)), key(58, three(s0.t, s0r.t, b0.t))
	k[58], k[59] = key(59, three(s0.t, b0.t, b0l.t)), key(60, three(s1.t, s1r.t, s0.t))
	k[60], k[61] = key(61, three(s1.t, s0.t, s0l.t)), key(62, three(s1.t, s0.t, s0r.t))
	k[62], k[63] = key(63, three(s1.t, s1l.t, s0.t)), key(64, three(s0.t, s0l.t, sp.atom(n0.l2).t))
	k[64], k[65] = key(65, three(s0.t, s0r.t, sp.atom(n0.r2).t)), key(66, three(b0.t, b0l.t, sp.atom(b.l2).t))
	k[66], k[67] = key(67, three(s1.t, s1r.t, sp.atom(n1.r2).t)), key(68, two(s0.w, n0.ls*mulA))
	k[68], k[69] = key(69, two(s0.t, n0.ls*mulA)), key(70, two(s0.w, n0.rs*mulA))
	k[70], k[71] = key(71, two(s0.t, n0.rs*mulA)), key(72, two(b0.w, b.ls*mulA))
	k[72], k[73] = key(73, two(b0.t, b.ls*mulA)), key(74, two(s1.w, n1.rs*mulA))
	k[74], k[75] = key(75, two(s1.t, n1.rs*mulA)), key(76, three(s1.t, s0.t, n1.rs*mulA))
	k[76], k[77] = key(77, three(s0.t, b0.t, n0.rs*mulA)), key(78, three(s0.t, b0.t, n0.ls*mulA))
	k[78], k[79] = key(79, three(s0.t, b0.t, b.ls*mulA)), key(80, three(s1.t, s0.t, n0.ls*mulA+1))
	k[80], k[81] = key(81, three(s0r.w, s0.w, b0.w)), key(82, three(s0l.w, s0.t, b0.t))
	k[82] = key(83, three(s0r.w, s0.t, b0.t))
}

func (sp *Space) shapeKeys(n0, n1, b *node, k *[NumKeys]uint64) {
	s0, s1, b0 := sp.atom(n0.tok), sp.atom(n1.tok), sp.atom(b.tok)
	d, e := dist(n0.tok, b.tok), dist(n1.tok, n0.tok)
	in, in1 := sp.between(n0.tok, b.tok), sp.between(n1.tok, n0.tok)
	k[83], k[84] = key(84, two(s0.w, d)), key(85, two(s0.t, d))
	k[85], k[86] = key(86, two(b0.w, d)), key(87, two(b0.t, d))
	k[87], k[88] = key(88, three(s0.t, b0.t, d)), key(89, three(s1.t, s0.t, e))
	k[89], k[90] = key(90, two(s0.t, small(int32(n0.lv)*8+int32(n0.rv)))), key(91, two(b0.t, small(int32(b.lv))))
	k[91], k[92] = key(92, three(s0.t, b0.t, in)), key(93, three(s1.t, s0.t, in1))
	k[93], k[94] = key(94, two(s0.w, in)), key(95, two(b0.w, in))
	k[95] = key(96, three(s1.p, b0.p, sp.between(n1.tok, b.tok)))
}

// attachKeys look at what decides attachment: a preposition or conjunction
// before the buffer's first word, the fields of the words it may hang on.
func (sp *Space) attachKeys(n0, n1, b *node, k *[NumKeys]uint64) {
	s0, s1, b0 := sp.atom(n0.tok), sp.atom(n1.tok), sp.atom(b.tok)
	m, s0l := sp.atom(b.l1), sp.atom(n0.l1)
	k[96], k[97] = key(97, three(s0.w, m.w, b0.t)), key(98, three(s0.t, m.w, b0.t))
	k[98], k[99] = key(99, three(s1.t, s0.t, m.w)+bits.RotateLeft64(b0.p, 11)), key(100, three(s1.w, m.w, b0.p))
	k[100], k[101] = key(101, three(s0.f, m.w, b0.f)), key(102, three(s1.f, m.w, b0.f))
	k[102], k[103] = key(103, two(s0.f, b0.f)), key(104, two(s1.f, s0.f))
	k[104], k[105] = key(105, three(s1.f, s0.w, s0l.w)), key(106, three(s1.w, s0.f, s0l.w))
	k[106], k[107] = key(107, three(s0.w, b0.f, m.t)), key(108, three(s0.f, b0.w, m.t))
	k[108], k[109] = key(109, three(s1.t, s0.w, s0l.w)), key(110, three(s1.f, s0.f, s0l.w)+b0.p)
	k[110], k[111] = key(111, three(s1.f, s0.f, b0.f)), key(112, three(s0.f, b0.f, n0.rs*mulA))
}

package name

import (
	"dateline/internal/gazetteer"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// MaxKeys bounds the features of one token.
const MaxKeys = 96

// View is one page as the recogniser's features see it. It is filled once a
// page and reused.
type View struct {
	doc   *text.Doc
	words []string
	toks  []token
	seen  map[uint32]uint32 // what the page shows of a word elsewhere
	style uint32            // how the sentence is written
	first int               // the sentence's bounds
	last  int
}

// token holds what the features of one token are made of.
type token struct {
	low, exact uint32
	suf, pre   uint32
	shape      uint32
	pos        uint32
	gaz        uint32 // what the tables of actors say, with the place in the name
	town       uint32 // what the tables of places say
	role       uint32
	given      uint32
	field      uint32
	doc        uint32
	run        uint32 // the words with capitals around: how many, what body's noun is among them
	wide       uint32 // the same with "of", "for" and "the" between
	rel        uint32
	head       uint32
}

// What the page shows of a word: in small letters, with a capital within a
// sentence, after a title, after a given name, in a longer known name.
const (
	seenSmall = 1 << iota
	seenCapital
	seenTitled
	seenGiven
	seenOrgHead
)

// Fill looks at a page.
func (v *View) Fill(d *text.Doc) {
	n := len(d.Tokens)
	v.doc = d
	v.words, v.toks = v.words[:0], v.toks[:0]
	if v.seen == nil {
		v.seen = map[uint32]uint32{}
	}
	clear(v.seen)
	for i := range n {
		v.words = append(v.words, d.Word(i))
	}
	for i := range n {
		v.toks = append(v.toks, v.look(i))
	}
	for _, s := range d.Sentences {
		v.gazetteers(s)
		v.note(s)
	}
	for i := range v.toks {
		v.toks[i].doc = v.seen[v.toks[i].low]
	}
}

func (v *View) look(i int) token {
	var buf [64]byte
	w := v.words[i]
	low := lower(buf[:0], w)
	n := len(low)
	t := token{low: hash(low), shape: shape(w), suf: hash(low[max(0, n-3):]), pre: hash(low[:min(n, 3)])}
	t.exact = hash([]byte(w[:min(len(w), 48)]))
	if i < len(v.doc.Tags) {
		t.pos = uint32(v.doc.Tags[i].XPOS)
	}
	if e, ok := wordnet.Lookup(low); ok {
		t.field = 1 + uint32(e.Noun)
		if e.Verb != 0 {
			t.field |= 1 << 8
		}
		if e.Adj {
			t.field |= 1 << 9
		}
	}
	if i < len(v.doc.Tree.Arcs) {
		a := v.doc.Tree.Arcs[i]
		t.rel = uint32(a.Rel)
		if a.Head >= 0 {
			t.head = hash(lower(buf[:0], v.doc.Lemma(int(a.Head))))
		}
	}
	return t
}

// gazetteers lays what the tables know over a sentence.
func (v *View) gazetteers(s text.Sentence) {
	words := v.words[:s.Last]
	for i := s.First; i < s.Last; {
		hits, n := gazetteer.Match(words, i, s.Caps)
		if n == 0 {
			i++
			continue
		}
		code := hitCode(hits)
		for k := range n {
			v.toks[i+k].gaz = code | position(k, n)
		}
		i += n
	}
	for i := s.First; i < s.Last; i++ {
		if g, ok := gazetteer.GivenNameOf(words[i], s.Caps); ok {
			v.toks[i].given = 1
			if g.Weak {
				v.toks[i].given = 2
			}
		}
	}
	v.roles(s, words)
	v.towns(s)
	v.runs(s, false)
	v.runs(s, true)
}

// runs finds stretches of words with capitals (proper nouns in a sentence that
// is in capitals) and the noun of a body among them.
func (v *View) runs(s text.Sentence, wide bool) {
	var buf [64]byte
	for i := s.First; i < s.Last; {
		if !v.proper(i, s) {
			i++
			continue
		}
		j, head, given := i, uint32(0), uint32(0)
		for end := i; end < s.Last && (v.proper(end, s) || wide && v.links(end, s)); end++ {
			if v.proper(end, s) {
				j = end + 1
			}
			if k, ok := kinds()[string(lower(buf[:0], v.words[end]))]; ok {
				head = 1 + uint32(k.kind[0])
				if k.sector != "" {
					head |= hash([]byte(k.sector)) & 0xFF00
				}
			}
			if end == i && v.toks[i].given > 0 {
				given = 1
			}
		}
		code := head<<8 | uint32(min(j-i, 5))<<1 | given
		for k := i; k < j; k++ {
			if wide {
				v.toks[k].wide = code<<3 | position(k-i, j-i)
			} else {
				v.toks[k].run = code<<3 | position(k-i, j-i)
			}
		}
		i = j
	}
}

func (v *View) proper(i int, s text.Sentence) bool {
	t := &v.toks[i]
	if (s.Caps || s.Title) && t.pos != uint32(text.NNP) && t.pos != uint32(text.NNPS) {
		return false
	}
	return s.Caps || t.shape&(shapeInit|shapeUpper|shapeMixed) != 0
}

// links tells whether a small word stands between words with capitals.
func (v *View) links(i int, s text.Sentence) bool {
	switch v.words[i] {
	case "of", "for", "the", "OF", "FOR", "THE", "&", "de", "del", "des", "et":
		return i+1 < s.Last && i > s.First
	}
	return false
}

func (v *View) roles(s text.Sentence, words []string) {
	for i := s.First; i < s.Last; {
		roles, n := gazetteer.MatchRole(words, i)
		if n == 0 {
			i++
			continue
		}
		code := uint32(1) << 4
		if roles[0].Kind == gazetteer.Person {
			code = 2 << 4
		}
		if roles[0].Plural {
			code |= 1 << 6
		}
		for k := range n {
			v.toks[i+k].role = code | position(k, n)
		}
		i += n
	}
}

// towns finds the longest names of places, over words with capitals.
func (v *View) towns(s text.Sentence) {
	var buf [8]gazetteer.PlaceHit
	for i := s.First; i < s.Last; {
		if v.toks[i].shape&(shapeInit|shapeUpper|shapeMixed) == 0 {
			i++
			continue
		}
		code, n := v.town(buf[:0], i, min(s.Last, i+4))
		for k := range n {
			v.toks[i+k].town = code | position(k, n)
		}
		i += max(n, 1)
	}
}

func (v *View) town(hits []gazetteer.PlaceHit, i, last int) (uint32, int) {
	var key [gazetteer.MaxPlaceKey]byte
	for j := last; j > i; j-- {
		if v.toks[j-1].shape&(shapeInit|shapeUpper|shapeMixed) == 0 {
			continue
		}
		s := v.doc.SpanOf(i, j)
		if s.Len() > gazetteer.MaxPlaceKey {
			continue
		}
		k, ok := gazetteer.FoldPlace(&key, s.Of(v.doc.Text))
		if !ok {
			continue
		}
		if r := gazetteer.LookupRegionKey(k); len(r) > 0 {
			return 15 << 4, j - i
		}
		if hits = gazetteer.LookupPlaceKey(hits[:0], k); len(hits) > 0 {
			return (1 + size(hits)) << 4, j - i
		}
	}
	return 0, 0
}

// size is the number of digits of the largest population.
func size(hits []gazetteer.PlaceHit) uint32 {
	top := 0.0
	for _, h := range hits[:min(len(hits), 12)] {
		top = max(top, h.Ref.Info().Population)
	}
	n := uint32(0)
	for ; top >= 10; top /= 10 {
		n++
	}
	return min(n, 9)
}

// hitCode sums up the meanings of a known name above the bits of position.
func hitCode(hits []gazetteer.Hit) uint32 {
	code, weak := uint32(0), true
	for _, h := range hits {
		code |= 1 << (4 + kindIndex(h.Entry.Kind))
		weak = weak && h.Weak
	}
	code |= uint32(hits[0].Form) << 14
	if weak {
		code |= 1 << 18
	}
	return code
}

func kindIndex(kind string) int {
	switch kind {
	case gazetteer.Person:
		return 0
	case gazetteer.State:
		return 1
	case gazetteer.Government:
		return 2
	case gazetteer.Organization:
		return 3
	case gazetteer.ArmedGroup:
		return 4
	case gazetteer.Outlet:
		return 5
	}
	return 6
}

// position is whether token k of n begins, continues or ends a name.
func position(k, n int) uint32 {
	switch {
	case n == 1:
		return 1
	case k == 0:
		return 2
	case k == n-1:
		return 3
	}
	return 4
}

// note gathers what a sentence shows of its words.
func (v *View) note(s text.Sentence) {
	for i := s.First; i < s.Last; i++ {
		t := &v.toks[i]
		var bits uint32
		switch {
		case s.Caps || s.Title:
		case t.shape&shapeLower != 0:
			bits |= seenSmall
		case i > s.First && t.shape&(shapeInit|shapeMixed) != 0:
			bits |= seenCapital
		}
		if i > s.First && t.shape&(shapeInit|shapeUpper|shapeMixed) != 0 {
			p := &v.toks[i-1]
			if p.role>>4&3 == 2 && p.role>>6 == 0 {
				bits |= seenTitled
			}
			if p.given > 0 {
				bits |= seenGiven
			}
		}
		if bits != 0 {
			v.seen[t.low] |= bits
		}
	}
}

// Sentence turns the view to a sentence.
func (v *View) Sentence(s text.Sentence) {
	v.first, v.last, v.style = s.First, s.Last, 0
	if s.Caps {
		v.style = 1
		return
	}
	up, low := 0, 0
	for i := s.First; i < s.Last; i++ {
		switch t := &v.toks[i]; {
		case len(v.words[i]) < 4:
		case t.shape&shapeLower != 0:
			low++
		case t.shape&(shapeInit|shapeUpper|shapeMixed) != 0:
			up++
		}
	}
	if up > 2*low && up > 3 {
		v.style = 4 // as headlines
	}
}

var outside = token{low: 0x51ED27, exact: 0x51ED27, shape: 1 << 20, pos: 1 << 10}

func (v *View) at(i int) *token {
	if i < v.first || i >= v.last {
		return &outside
	}
	return &v.toks[i]
}

// Emit appends the keys of token i that need no classes.
func (v *View) Emit(i int, keys []uint32) []uint32 {
	p, q, a, b, c := v.at(i-1), v.at(i-2), v.at(i), v.at(i+1), v.at(i+2)
	style := v.style
	if i == v.first {
		style |= 2
	}
	keys = append(keys,
		key(1, a.low, 0), key(2, a.exact, 0), key(3, a.shape, style), key(4, a.suf, a.shape), key(5, a.pre, a.shape),
		key(6, p.low, 0), key(7, b.low, 0), key(8, q.low, a.shape), key(9, c.low, a.shape),
		key(10, p.low, a.shape), key(11, b.low, a.shape), key(12, p.shape, a.shape), key(13, a.shape, b.shape),
		key(14, a.pos, a.shape|v.style<<16), key(15, a.pos, p.pos), key(16, a.pos, b.pos), key(17, p.suf, a.shape), key(18, b.suf, a.shape))
	keys = append(keys,
		key(20, a.gaz, style), key(21, a.gaz, a.shape), key(22, a.gaz, p.gaz), key(23, a.gaz, b.gaz), key(24, a.gaz, a.town),
		key(25, p.gaz, a.shape), key(26, b.gaz, a.shape), key(27, a.gaz, b.low), key(28, a.gaz, p.low), key(29, a.gaz, b.shape),
		key(30, a.town, style), key(31, a.town, a.shape), key(32, a.town, p.low), key(33, a.town, b.low), key(34, a.town, a.doc),
		key(35, b.town, a.shape), key(36, p.town, a.shape), key(37, a.town, a.given))
	keys = append(keys,
		key(40, a.role, style), key(41, p.role, a.shape), key(42, b.role, a.shape), key(43, p.role, a.given), key(44, q.role, a.shape),
		key(45, a.given, p.given), key(46, a.given, b.given), key(47, p.given, a.shape), key(48, a.given, b.shape), key(49, a.given, a.doc),
		key(50, a.field, a.shape|v.style<<16), key(51, b.field, a.shape), key(52, p.field, a.shape), key(53, a.field, p.shape), key(54, a.field, b.shape),
		key(55, a.doc, a.shape|v.style<<16), key(56, a.doc, style), key(57, a.doc, p.shape), key(58, c.field, b.shape))
	keys = append(keys, key(70, a.run, style), key(71, a.wide, style))
	return append(keys,
		key(60, a.rel, a.shape), key(61, a.rel, a.head), key(62, a.head, a.shape), key(63, p.shape, a.shape^b.shape<<12),
		key(64, q.shape, p.shape^a.shape<<12), key(65, a.shape, b.shape^c.shape<<12), key(66, p.low, b.low))
}

// Step appends the keys of token i after class prev.
func (v *View) Step(i, prev int, keys []uint32) []uint32 {
	a := v.at(i)
	p := uint32(prev)
	return append(keys, key(80, p, 0), key(81, p, a.shape), key(82, p, a.low), key(83, p, a.gaz), key(84, p, a.pos))
}

const (
	shapeLower = 1 << iota
	shapeInit
	shapeUpper
	shapeMixed
	shapeDigit
	shapeHyphen
	shapeDot
	shapeOther
	shapeShort
)

// shape is a set of what the form shows: capitals, digits, marks.
func shape(s string) uint32 {
	up, low := 0, 0
	var f uint32
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			up++
		case c == 0xC3 && i+1 < len(s) && s[i+1] < 0xA0: // À to ß
			up, i = up+1, i+1
		case 'a' <= c && c <= 'z' || c >= 0x80:
			low++
		case '0' <= c && c <= '9':
			f |= shapeDigit
		case c == '-':
			f |= shapeHyphen
		case c == '.':
			f |= shapeDot
		default:
			f |= shapeOther
		}
	}
	if up+low <= 1 {
		f |= shapeShort
	}
	return f | cased(s, up, low)
}

func cased(s string, up, low int) uint32 {
	initial := 'A' <= s[0] && s[0] <= 'Z' || s[0] == 0xC3
	switch {
	case up == 0 && low > 0:
		return shapeLower
	case up > 0 && low == 0:
		return shapeUpper
	case up == 1 && initial:
		return shapeInit
	case up > 0:
		return shapeMixed
	}
	return 0
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
		}
		b = append(b, c)
		if len(b) == 48 {
			break
		}
	}
	return b
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

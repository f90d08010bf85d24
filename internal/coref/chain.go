package coref

import (
	"slices"
	"strings"

	"dateline"
	"dateline/internal/text"
)

// How far the rules look back.
const (
	nounWindow    = 40 // sentences, for a noun with the same head
	pronounWindow = 3  // sentences, for a pronoun
	speakerWindow = 12 // sentences, for "I", "we" and "you"
	sameHead      = 8  // earlier phrases with the same head
)

// find is the root of a phrase's chain.
func (p *page) find(i int) int {
	for int(p.parent[i]) != i {
		p.parent[i] = p.parent[p.parent[i]]
		i = int(p.parent[i])
	}
	return i
}

// compatible tells whether two chains may be one: they share number and
// gender and are not two names.
func (p *page) compatible(a, b int) bool {
	x, y := &p.set[p.find(a)], &p.set[p.find(b)]
	return x.traits.agree(y.traits) && (x.name < 0 || y.name < 0 || x.name == y.name)
}

// unite makes one chain of two; the earlier phrase is its root.
func (p *page) unite(a, b int) {
	a, b = p.find(a), p.find(b)
	if a == b {
		return
	}
	if b < a {
		a, b = b, a
	}
	x, y := &p.set[a], &p.set[b]
	if t := x.traits & y.traits; t.agree(t) {
		x.traits = t
	}
	if x.name < 0 {
		x.name = y.name
	}
	x.size += y.size
	p.parent[b] = int32(a)
}

// within tells whether phrase k lies in phrase i.
func (p *page) within(k, i int) bool {
	x, y := &p.all[i], &p.all[k]
	return x.first <= y.first && y.last <= x.last
}

// nested tells whether one phrase holds the other.
func (p *page) nested(a, b int) bool {
	x, y := &p.all[a], &p.all[b]
	return x.first <= y.first && y.last <= x.last || y.first <= x.first && x.last <= y.last
}

// sameName unites the phrases that the name stage gave one name.
func (p *page) sameName() {
	last := map[int]int{}
	for i := range p.all {
		n := p.all[i].name
		if n < 0 {
			continue
		}
		if k, ok := last[n]; ok && !p.nested(k, i) {
			p.unite(k, i)
		}
		last[n] = i
	}
}

// names unites names with the same words, short forms with the full ones
// before them and acronyms with what they abbreviate.
func (p *page) names() {
	byKey, byLast, byInitials := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range p.all {
		x := &p.all[i]
		if x.form != nameForm || x.key == "" || x.part {
			continue
		}
		if k, ok := p.earlierName(i, byKey, byLast, byInitials); ok {
			p.unite(k, i)
		}
		byKey[x.key] = i
		w := strings.Fields(x.key)
		if len(w) > 1 {
			byLast[w[len(w)-1]] = i
			if p.set[p.find(i)].traits&human == 0 {
				byLast[w[0]] = i
				byInitials[initials(w)] = i
			} else {
				byLast[w[0]] = i
			}
		}
	}
	p.parts(byKey)
}

// parts unites the part of a longer name with a name that has just its words.
func (p *page) parts(byKey map[string]int) {
	for i := range p.all {
		x := &p.all[i]
		if k, ok := byKey[x.key]; ok && x.part && !p.nested(k, i) {
			p.unite(k, i)
		}
	}
}

// earlierName is the phrase before that a name is the same as.
func (p *page) earlierName(i int, byKey, byLast, byInitials map[string]int) (int, bool) {
	x := &p.all[i]
	if k, ok := byKey[x.key]; ok && !p.nested(k, i) {
		return k, true
	}
	for _, m := range []map[string]int{byLast, byInitials} {
		if k, ok := m[x.key]; ok && p.compatible(k, i) && !p.nested(k, i) {
			return k, true
		}
	}
	at := strings.LastIndexByte(x.key, ' ')
	if k, ok := byLast[x.key[at+1:]]; at > 0 && ok && p.compatible(k, i) && !p.nested(k, i) && shortOf(x.key, p.all[k].key) {
		return k, true
	}
	return 0, false
}

// shortOf tells whether all words of the shorter key stand in the longer one.
func shortOf(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	b = " " + b + " "
	for w := range strings.FieldsSeq(a) {
		if !strings.Contains(b, " "+w+" ") {
			return false
		}
	}
	return true
}

func initials(w []string) string {
	b := make([]byte, 0, len(w))
	for _, s := range w {
		b = append(b, s[0])
	}
	return string(b)
}

// nouns unites a noun phrase with an earlier one of the same head that it
// adds nothing to.
func (p *page) nouns() {
	p.byHead = map[string]int{}
	inName := map[string]int{}
	p.before = make([]int, len(p.all))
	for i := range p.all {
		x := &p.all[i]
		p.before[i] = -1
		if x.form == nameForm && !x.part {
			for w := range strings.FieldsSeq(x.key) {
				inName[w] = i
			}
		}
		if x.form != nounForm {
			continue
		}
		if k, ok := p.byHead[x.key]; ok {
			p.before[i] = k
		}
		if k := p.earlierNoun(i); k >= 0 {
			p.unite(k, i)
		} else if k, ok := inName[x.key]; ok && p.shortName(k, i) {
			p.unite(k, i)
		}
		p.byHead[x.key] = i
	}
}

// shortName tells whether noun i is short for name k, which has it among its
// words: "the college" for "Adar College of Law".
func (p *page) shortName(k, i int) bool {
	x, y := &p.all[i], &p.all[k]
	d := p.determiner(x)
	if p.set[p.find(k)].name >= 0 { // a known name is what it is, whatever noun stands beside it
		return false
	}
	return (d == definite || d == demonstrative) && strings.Contains(y.key, " ") && y.sentence+officeWindow >= x.sentence &&
		p.set[p.find(k)].traits&neut != 0 && p.compatible(k, i) && !p.nested(k, i) && p.covered(x, y)
}

func (p *page) earlierNoun(i int) int {
	x := &p.all[i]
	d := p.determiner(x)
	if d == indefinite || d == bare {
		return -1
	}
	n := 0
	for k := p.before[i]; k >= 0 && n < sameHead && p.all[k].sentence+nounWindow >= x.sentence; k = p.before[k] {
		n++
		if p.nested(k, i) || !p.compatible(k, i) {
			continue
		}
		if x.joined || p.covered(x, &p.all[k]) {
			return k
		}
	}
	return -1
}

// determiner is how a noun phrase begins.
type determiner uint8

const (
	bare determiner = iota
	definite
	demonstrative
	possessed
	indefinite
)

func (p *page) determiner(x *phrase) determiner {
	out := bare
	for c := range p.doc.Tree.Children(x.head) {
		switch p.doc.Tree.Rel(c) {
		case text.NmodPoss:
			return possessed
		case text.Det, text.DetPredet:
			switch strings.ToLower(p.doc.Word(c)) {
			case "the":
				out = definite
			case "this", "these", "that", "those":
				return demonstrative
			case "both", "all":
			default:
				return indefinite
			}
		case text.Nummod:
			if out == bare {
				out = indefinite
			}
		}
	}
	return out
}

// covered tells whether every content word of x stands in y, and both have
// the same owner.
func (p *page) covered(x, y *phrase) bool {
	for i := x.first; i < x.last; i++ {
		if i == x.head || !content(p.doc.Tags[i].UPOS) {
			continue
		}
		if !p.hasWord(y, p.doc.Lemma(i)) {
			return false
		}
	}
	return true
}

func (p *page) hasWord(y *phrase, lemma string) bool {
	for j := y.first; j < min(y.last, y.first+40); j++ {
		if strings.EqualFold(p.doc.Lemma(j), lemma) {
			return true
		}
	}
	return false
}

func content(u text.UPOS) bool {
	switch u {
	case text.NOUN, text.PROPN, text.ADJ, text.NUM, text.VERB, text.PRON:
		return true
	}
	return false
}

// Chain is the mentions that stand for one thing, as half-open stretches of
// tokens in the order of the text.
type Chain [][2]int

// Chains gives all chains of two and more phrases in a document, of common
// nouns as well as names. mentions and names are those found; they may be nil.
func Chains(doc *text.Doc, mentions []text.Mention, names []dateline.Name) []Chain {
	p := newLinker(doc, mentions, slices.Clone(names))
	if len(p.all) == 0 {
		return nil
	}
	p.resolve()
	at := make([]int, len(p.all))
	var out []Chain
	for i := range p.all {
		r := p.find(i)
		if p.set[r].size < 2 || p.doc.Tags[p.all[i].head].UPOS == text.ADJ {
			continue
		}
		if at[r] == 0 {
			out = append(out, nil)
			at[r] = len(out)
		}
		c := &out[at[r]-1]
		*c = append(*c, [2]int{p.all[i].first, p.all[i].last})
	}
	return slices.DeleteFunc(out, func(c Chain) bool { return len(c) < 2 })
}

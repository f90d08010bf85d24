package gazetteer

import (
	"cmp"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// limits of a name in the text; anything longer is not looked at, so that a lookup takes bounded time on any input.
const (
	maxTokens     = 24 // tokens of one name, hyphens included
	maxTokenBytes = 80
)

// A Hit is one meaning of the words that were found.
type Hit struct {
	Entry *Entry
	Form  Form
	Weak  bool // the words also mean other things: context must speak for this reading
}

// A Finder finds the longest known name at a token. It is safe for concurrent use.
type Finder struct {
	keys  []uint64 // open addressing; 0 is free
	slots []int32
	nodes []node
	mask  uint64
}

// A node is a phrase that is a name or the beginning of one.
type node struct {
	groups []group
	more   bool // a longer name begins with this phrase
	common bool // the phrase is a common word
}

// A group holds the hits of one way of writing capitals.
type group struct {
	capital uint64
	hits    []Hit
	all     bool // capitals of any kind: what fold mode returns
}

// A surface is one way of writing one entry, as the tables give it.
type surface struct {
	text string
	hit  Hit
}

// Match finds the longest known name whose first token is words[i] and returns its meanings and its length in tokens,
// or nil and 0. With fold set the case of letters decides nothing. It does not allocate. Meanings written with more
// capitals come first, and those of equal form in the order of the tables.
func (f *Finder) Match(words []string, i int, fold bool) ([]Hit, int) {
	var w walk
	var hits []Hit
	length := 0
	for j := i; j < len(words) && j < i+maxTokens; j++ {
		at, moved := f.advance(&w, words[j])
		if at < 0 || !moved && j == i {
			break
		}
		if !moved {
			continue
		}
		n := &f.nodes[at]
		if found := n.choose(&w, fold); found != nil {
			hits, length = found, j+1-i
		}
		if !n.more {
			break
		}
	}
	return hits, length
}

// Lookup finds a name that is the whole phrase.
func (f *Finder) Lookup(phrase string, fold bool) []Hit {
	w := hashOf(phrase)
	if at := f.find(w.hash); at >= 0 {
		return f.nodes[at].choose(&w, fold)
	}
	return nil
}

// advance takes in the pieces of one token. It gives the node reached, or -1 when there is none, and whether the token
// had any piece (a hyphen has none).
func (f *Finder) advance(w *walk, token string) (at int32, moved bool) {
	if len(token) > maxTokenBytes {
		return -1, false
	}
	at = 0
	p := pieces{text: token}
	for p.next() {
		if !w.step(p.piece) {
			continue
		}
		moved = true
		if at = f.find(w.hash); at < 0 {
			return -1, true
		}
	}
	if !moved && !joins(token) {
		return -1, false
	}
	return at, moved
}

// joins tells whether a token without letters may stand inside a name.
func joins(token string) bool {
	r, _ := utf8.DecodeRuneInString(token)
	return isHyphen(r) || isApostrophe(r)
}

// find gives the node of a hash, or -1.
func (f *Finder) find(hash uint64) int32 {
	for i := hash & f.mask; f.keys[i] != 0; i = (i + 1) & f.mask {
		if f.keys[i] == hash {
			return f.slots[i]
		}
	}
	return -1
}

// choose gives the hits whose capitals are capitals in the text.
func (n *node) choose(w *walk, fold bool) []Hit {
	for g := range n.groups {
		group := &n.groups[g]
		if fold && group.all && !(n.common && !w.dotted && group.capital != 0) {
			return group.hits
		}
		if !group.all && (!fold || group.capital == 0) && w.capital&group.capital == group.capital {
			return group.hits
		}
	}
	return nil
}

// newFinder builds a finder over surfaces. Common words are those that fold mode does not take for a name.
func newFinder(surfaces []surface, common []string) *Finder {
	b := &builder{nodes: make([]node, 1, 2*len(surfaces)), at: make(map[uint64]int32, 2*len(surfaces))}
	for _, s := range surfaces {
		b.add(s)
	}
	for _, word := range common {
		if n, ok := b.at[hashOf(word).hash]; ok {
			b.nodes[n].common = true
		}
	}
	for i := range b.nodes {
		b.nodes[i].close()
	}
	return b.finder()
}

// A builder collects the nodes of a finder. Node 0 is the empty phrase.
type builder struct {
	nodes []node
	at    map[uint64]int32
}

// add enters one surface and the beginnings of it.
func (b *builder) add(s surface) {
	var w walk
	last := int32(0)
	p := pieces{text: s.text}
	for p.next() {
		if !w.step(p.piece) {
			continue
		}
		b.nodes[last].more = true
		n, ok := b.at[w.hash]
		if !ok {
			n = int32(len(b.nodes))
			b.nodes = append(b.nodes, node{})
			b.at[w.hash] = n
		}
		last = n
	}
	if last != 0 {
		b.nodes[last].enter(w.capital, s.hit)
	}
}

// enter adds a hit to the group of its capitals.
func (n *node) enter(capital uint64, hit Hit) {
	for g := range n.groups {
		if n.groups[g].capital == capital {
			for _, h := range n.groups[g].hits {
				if h.Entry == hit.Entry {
					return
				}
			}
			n.groups[g].hits = append(n.groups[g].hits, hit)
			return
		}
	}
	n.groups = append(n.groups, group{capital: capital, hits: []Hit{hit}})
}

// close puts the strictest group first, gives each group the hits of the looser ones that its text also satisfies, and
// adds the group that fold mode returns.
func (n *node) close() {
	if len(n.groups) == 0 {
		return
	}
	slices.SortStableFunc(n.groups, func(a, b group) int {
		return cmp.Or(cmp.Compare(bits.OnesCount64(b.capital), bits.OnesCount64(a.capital)), cmp.Compare(a.capital, b.capital))
	})
	own := slices.Clone(n.groups)
	every := group{all: true}
	for i, g := range own {
		every.capital |= g.capital
		every.hits = union(every.hits, g.hits)
		for _, looser := range own[i+1:] {
			if g.capital&looser.capital == looser.capital {
				n.groups[i].hits = union(n.groups[i].hits, looser.hits)
			}
		}
	}
	n.groups = append([]group{every}, n.groups...)
}

// union appends the hits whose entry is not there yet, always to a copy.
func union(hits, more []Hit) []Hit {
	out := slices.Clone(hits)
	for _, m := range more {
		if !slices.ContainsFunc(out, func(h Hit) bool { return h.Entry == m.Entry }) {
			out = append(out, m)
		}
	}
	return out
}

// finder lays the nodes out for lookup, half full at most.
func (b *builder) finder() *Finder {
	size := 1 << bits.Len(uint(2*len(b.nodes)))
	f := &Finder{keys: make([]uint64, size), slots: make([]int32, size), nodes: b.nodes, mask: uint64(size - 1)}
	for hash, n := range b.at {
		i := hash & f.mask
		for f.keys[i] != 0 {
			i = (i + 1) & f.mask
		}
		f.keys[i], f.slots[i] = hash, n
	}
	return f
}

package gazetteer

import (
	"strings"
	"sync"
)

// A GivenName is what a first name tells of its bearer.
type GivenName struct {
	Gender    byte     // 'm', 'f', or 'x' where both bear it
	Weak      bool     // also a common word, place or surname ("Will", "Sydney")
	Tradition []string // where it is common: "arabic", "slavic", "spanish" ...
}

// GivenNameOf tells whether a word is a common given name somewhere in the world. The word's first letter must be a
// capital unless fold is set. It does not allocate.
func GivenNameOf(word string, fold bool) (*GivenName, bool) {
	w := hashOf(word)
	if !fold && w.capital&1 == 0 {
		return nil, false
	}
	n, ok := givenNames().names[w.hash]
	return n, ok
}

// columns of given_names.tsv.
const (
	givenTradition = iota
	givenGender
	givenNamesCell
	givenColumns
)

// A roll is given_names.tsv by folded name.
type roll struct {
	names  map[uint64]*GivenName
	faults []fault
}

// givenNames reads the table once.
var givenNames = sync.OnceValue(func() *roll {
	rows, faults := table("given_names.tsv", givenColumns)
	g := &roll{names: make(map[uint64]*GivenName, 4096), faults: faults}
	for _, r := range rows {
		if r.cell[givenGender] == "" {
			g.faults = append(g.faults, fault{r, "no gender"})
			continue
		}
		for name := range strings.FieldsSeq(r.cell[givenNamesCell]) {
			g.add(name, r.cell[givenGender], r.cell[givenTradition])
		}
	}
	return g
})

// add enters one name of a row; a tilde marks it weak.
func (g *roll) add(name, gender, tradition string) {
	bare := strings.TrimPrefix(name, "~")
	h := hashOf(bare).hash
	n, ok := g.names[h]
	if !ok {
		n = &GivenName{Gender: gender[0]}
		g.names[h] = n
	}
	if n.Gender != gender[0] {
		n.Gender = 'x'
	}
	n.Weak = n.Weak || bare != name
	if len(n.Tradition) == 0 || n.Tradition[len(n.Tradition)-1] != tradition {
		n.Tradition = append(n.Tradition, tradition)
	}
}

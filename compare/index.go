package compare

import (
	"maps"
	"slices"
)

// Entry is what an [Index] keeps of one dispatch.
type Entry struct {
	Sketch *Sketch
	Lead   string // id of the dispatch that stands for all copies of one text; its own where it has none
}

// Link says that two dispatches may tell of the same thing.
type Link struct {
	A, B  string  // ids, A before B in the order of bytes
	Score float64 // [MinLink] to 1
}

// Tie is what an index keeps of a lead's links together: where it hangs, and
// what decides whether it does. It follows from the links alone.
type Tie struct {
	ID    string     // of the lead
	To    string     // the lead with a lesser id that it is closest to; "" when there is none
	Score float64    // of the link to that
	Near  [3]float64 // the scores of its three best links, the best first; 0 where it has fewer
	Links int        // how many links it has
}

// Index is where sketches, their keys and the links between them are kept: in
// memory ([Memory]) or in an archive. It is plain storage: what goes in and
// what is made of it is decided by [Add], [Remove] and [Groups]. Whatever the
// order in which dispatches came, an index holds the same.
type Index interface {
	// Put keeps an entry under the keys given, in place of what was kept under
	// the sketch's id before; links stay.
	Put(e Entry, keys []Key) error
	// Drop forgets an entry, its keys and the links that touch it.
	Drop(id string) error
	// Load gives the entries with these ids, in the order of ids; those that
	// are not there are left out.
	Load(ids []string) ([]Entry, error)
	// Family gives the ids of the entries with this lead, in ascending order.
	Family(lead string) ([]string, error)
	// First gives, for each key, the least id kept under it, or "".
	First(keys []Key) ([]string, error)
	// Holders gives the ids kept under at least min of the keys, in ascending
	// order.
	Holders(keys []Key, min int) ([]string, error)
	// SetLinks puts these links in place of all that touch id. Each has id as
	// one of its ends.
	SetLinks(id string, links []Link) error
	// Links gives all links that touch one of the ids, each once, in any order.
	Links(ids []string) ([]Link, error)
}

// TieIndex is an [Index] that keeps ties beside the links. An index that does
// not has them worked out from the links whenever they are asked for, which is
// slower where there are many.
type TieIndex interface {
	Index
	// SetTies keeps these ties, in place of those of the same ids. [Index.Drop]
	// forgets the tie of its id.
	SetTies(ties []Tie) error
	// Ties gives the ties of these ids, in any order; those that have none are
	// left out.
	Ties(ids []string) ([]Tie, error)
	// Held gives the ties whose To is one of the ids, in any order.
	Held(ids []string) ([]Tie, error)
}

// fromLinks is an index whose ties are worked out from its links.
type fromLinks struct{ Index }

// tied gives an index its ties.
func tied(ix Index) TieIndex {
	if t, ok := ix.(TieIndex); ok {
		return t
	}
	return fromLinks{ix}
}

// SetTies is of [TieIndex].
func (fromLinks) SetTies([]Tie) error { return nil }

// Ties is of [TieIndex].
func (f fromLinks) Ties(ids []string) ([]Tie, error) {
	links, err := f.Links(ids)
	if err != nil {
		return nil, err
	}
	by := byEnd(links)
	out := make([]Tie, 0, len(ids))
	for _, id := range ids {
		out = append(out, tieOf(id, by[id]))
	}
	return out, nil
}

// Held is of [TieIndex].
func (f fromLinks) Held(ids []string) ([]Tie, error) {
	links, err := f.Links(ids)
	if err != nil {
		return nil, err
	}
	on := make(map[string]bool, len(ids))
	for _, id := range ids {
		on[id] = true
	}
	near := map[string]bool{}
	for _, l := range links {
		near[l.A], near[l.B] = true, true
	}
	ties, err := f.Ties(slices.Sorted(maps.Keys(near)))
	return slices.DeleteFunc(ties, func(t Tie) bool { return !on[t.To] }), err
}

// byEnd sorts links by their ends, each under both.
func byEnd(links []Link) map[string][]Link {
	by := map[string][]Link{}
	for _, l := range links {
		by[l.A], by[l.B] = append(by[l.A], l), append(by[l.B], l)
	}
	return by
}

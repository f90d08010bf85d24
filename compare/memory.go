package compare

import (
	"cmp"
	"maps"
	"slices"
)

// Memory is an [Index] in memory. It is for one goroutine at a time.
type Memory struct {
	entries  map[string]Entry
	keys     map[string][]Key
	holders  map[Key][]string // ids in ascending order
	families map[string][]string
	links    map[string]map[string]Link // by both ends
}

// NewMemory gives an empty index.
func NewMemory() *Memory {
	return &Memory{
		entries: map[string]Entry{}, keys: map[string][]Key{}, holders: map[Key][]string{},
		families: map[string][]string{}, links: map[string]map[string]Link{},
	}
}

// Put is of [Index].
func (m *Memory) Put(e Entry, keys []Key) error {
	id := e.Sketch.ID
	m.forget(id)
	keys = slices.Clone(keys)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	m.entries[id], m.keys[id] = e, keys
	m.families[e.Lead] = insert(m.families[e.Lead], id)
	for _, k := range keys {
		m.holders[k] = insert(m.holders[k], id)
	}
	return nil
}

// forget takes an entry out of all tables but that of links.
func (m *Memory) forget(id string) {
	e, ok := m.entries[id]
	if !ok {
		return
	}
	for _, k := range m.keys[id] {
		m.holders[k] = without(m.holders[k], id)
		if len(m.holders[k]) == 0 {
			delete(m.holders, k)
		}
	}
	m.families[e.Lead] = without(m.families[e.Lead], id)
	if len(m.families[e.Lead]) == 0 {
		delete(m.families, e.Lead)
	}
	delete(m.entries, id)
	delete(m.keys, id)
}

func insert(ids []string, id string) []string {
	i, found := slices.BinarySearch(ids, id)
	if found {
		return ids
	}
	return slices.Insert(ids, i, id)
}

func without(ids []string, id string) []string {
	if i, found := slices.BinarySearch(ids, id); found {
		return slices.Delete(ids, i, i+1)
	}
	return ids
}

// Drop is of [Index].
func (m *Memory) Drop(id string) error {
	m.forget(id)
	return m.SetLinks(id, nil)
}

// Load is of [Index].
func (m *Memory) Load(ids []string) ([]Entry, error) {
	out := make([]Entry, 0, len(ids))
	for _, id := range ids {
		if e, ok := m.entries[id]; ok {
			out = append(out, e)
		}
	}
	return out, nil
}

// Family is of [Index].
func (m *Memory) Family(lead string) ([]string, error) { return slices.Clone(m.families[lead]), nil }

// First is of [Index].
func (m *Memory) First(keys []Key) ([]string, error) {
	out := make([]string, len(keys))
	for i, k := range keys {
		if ids := m.holders[k]; len(ids) > 0 {
			out[i] = ids[0]
		}
	}
	return out, nil
}

// Holders is of [Index].
func (m *Memory) Holders(keys []Key, min int) ([]string, error) {
	n := map[string]int{}
	for _, k := range keys {
		for _, id := range m.holders[k] {
			n[id]++
		}
	}
	var out []string
	for id, c := range n {
		if c >= min {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

// SetLinks is of [Index].
func (m *Memory) SetLinks(id string, links []Link) error {
	for other := range m.links[id] {
		delete(m.links[other], id)
	}
	delete(m.links, id)
	for _, l := range links {
		m.link(l.A, l.B, l)
		m.link(l.B, l.A, l)
	}
	return nil
}

func (m *Memory) link(from, to string, l Link) {
	if m.links[from] == nil {
		m.links[from] = map[string]Link{}
	}
	m.links[from][to] = l
}

// Links is of [Index].
func (m *Memory) Links(ids []string) ([]Link, error) {
	seen := map[[2]string]Link{}
	for _, id := range ids {
		for l := range maps.Values(m.links[id]) {
			seen[[2]string{l.A, l.B}] = l
		}
	}
	return slices.SortedFunc(maps.Values(seen), func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	}), nil
}

// ids gives all dispatches of the index, in ascending order.
func (m *Memory) ids() []string { return slices.Sorted(maps.Keys(m.entries)) }

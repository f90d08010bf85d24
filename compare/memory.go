package compare

import (
	"slices"
)

// Memory is an [Index] in memory. It is for one goroutine at a time.
type Memory struct {
	entries  map[string]Entry
	keys     map[string][]Key
	holders  map[Key][]string // ids in ascending order
	families map[string][]string
	links    map[string][]Link // by both ends
	ties     map[string]Tie
	held     map[string]map[string]bool // ids by what they are tied to
}

// NewMemory gives an empty index.
func NewMemory() *Memory {
	return &Memory{
		entries: map[string]Entry{}, keys: map[string][]Key{}, holders: map[Key][]string{},
		families: map[string][]string{}, links: map[string][]Link{}, ties: map[string]Tie{}, held: map[string]map[string]bool{},
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
	if t, ok := m.ties[id]; ok {
		delete(m.held[t.To], id)
		delete(m.ties, id)
	}
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
	for _, l := range m.links[id] {
		other := l.other(id)
		m.links[other] = slices.DeleteFunc(m.links[other], func(o Link) bool { return o.A == l.A && o.B == l.B })
	}
	m.links[id] = slices.Clone(links)
	for _, l := range links {
		other := l.other(id)
		m.links[other] = append(m.links[other], l)
	}
	return nil
}

// other is the end of a link that is not id.
func (l *Link) other(id string) string {
	if l.A == id {
		return l.B
	}
	return l.A
}

// Links is of [Index].
func (m *Memory) Links(ids []string) ([]Link, error) {
	in := make(map[string]bool, len(ids))
	for _, id := range ids {
		in[id] = true
	}
	var out []Link
	for id := range in {
		for _, l := range m.links[id] {
			if id == l.A || !in[l.A] { // once, if both ends are asked for
				out = append(out, l)
			}
		}
	}
	return out, nil
}

// SetTies is of [TieIndex].
func (m *Memory) SetTies(ties []Tie) error {
	for _, t := range ties {
		if was, ok := m.ties[t.ID]; ok {
			delete(m.held[was.To], t.ID)
		}
		if m.ties[t.ID] = t; t.To == "" {
			continue
		}
		if m.held[t.To] == nil {
			m.held[t.To] = map[string]bool{}
		}
		m.held[t.To][t.ID] = true
	}
	return nil
}

// Ties is of [TieIndex].
func (m *Memory) Ties(ids []string) ([]Tie, error) {
	out := make([]Tie, 0, len(ids))
	for _, id := range ids {
		if t, ok := m.ties[id]; ok {
			out = append(out, t)
		}
	}
	return out, nil
}

// Held is of [TieIndex].
func (m *Memory) Held(ids []string) ([]Tie, error) {
	var out []Tie
	for _, id := range ids {
		for h := range m.held[id] {
			out = append(out, m.ties[h])
		}
	}
	return out, nil
}

package compare

import (
	"cmp"
	"slices"

	"dateline"
)

// Group is the dispatches that tell of one happening.
type Group struct {
	ID      string           // of the happening: "h" and the first twelve digits of its first member's id
	Members []string         // ids of dispatches, by time of publication, then id
	Copies  []dateline.Copy  // which member repeats which earlier one, wholly or in part
	Merged  []dateline.Merge // why each member but the first is here
}

// Constraints are what users decided about what belongs together, by the ids
// of two dispatches each. Apart is stronger than Together.
type Constraints struct {
	Together [][2]string
	Apart    [][2]string
}

// Groups gives the groups of all dispatches that hang together with these by
// ties, copies or a user's word. Each such dispatch is in exactly one group:
// whoever keeps groups hands in what [Add] or [Remove] touched, with all
// members of the groups that those are in, and puts what comes back in place
// of all groups that have a member in it. Groups are ordered by id.
func Groups(ix Index, ids []string, c Constraints) ([]Group, error) {
	b := builder{ix: tied(ix), c: c, partners: map[string][]string{}, at: map[string]int{}}
	for _, p := range c.Together {
		b.partners[p[0]] = append(b.partners[p[0]], p[1])
		b.partners[p[1]] = append(b.partners[p[1]], p[0])
	}
	if err := b.gather(ids); err != nil {
		return nil, err
	}
	out := b.groups()
	slices.SortFunc(out, func(a, b Group) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// builder holds the components that one call of [Groups] looks at.
type builder struct {
	ix       TieIndex
	c        Constraints
	partners map[string][]string // whom a user put a dispatch together with
	entries  []Entry             // by id once gathered
	at       map[string]int      // index in entries by id
	links    []Link              // between leads
}

// gather loads what hangs together with ids, and the links within each part.
func (b *builder) gather(ids []string) error {
	var leads []string
	hangs := map[string]string{} // a lead on another
	for next := ids; len(next) > 0; {
		entries, err := b.load(next)
		if err != nil {
			return err
		}
		var found, fresh []string
		for _, e := range entries {
			found = append(found, e.Lead)
			found = append(found, b.partners[e.Sketch.ID]...)
			if e.Lead != e.Sketch.ID {
				continue
			}
			fresh = append(fresh, e.Lead)
			family, err := b.ix.Family(e.Lead)
			if err != nil {
				return err
			}
			found = append(found, family...)
		}
		near, err := b.hanging(fresh, hangs)
		if err != nil {
			return err
		}
		leads, next = append(leads, fresh...), append(found, near...)
	}
	slices.SortFunc(b.entries, func(x, y Entry) int { return cmp.Compare(x.Sketch.ID, y.Sketch.ID) })
	for i, e := range b.entries {
		b.at[e.Sketch.ID] = i
	}
	return b.linkUp(leads, hangs)
}

// hanging gives the leads on which these hang, and those that hang on these.
func (b *builder) hanging(leads []string, hangs map[string]string) ([]string, error) {
	up, err := b.ix.Ties(leads)
	if err != nil {
		return nil, err
	}
	down, err := b.ix.Held(leads)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, t := range append(up, down...) {
		if t.holds() {
			hangs[t.ID] = t.To
			out = append(out, t.ID, t.To)
		}
	}
	return out, nil
}

// linkUp loads the links between leads of one part.
func (b *builder) linkUp(leads []string, hangs map[string]string) error {
	part := newForest(len(b.entries))
	for id, on := range hangs {
		part.join(b.at[id], b.at[on])
	}
	links, err := b.ix.Links(leads)
	if err != nil {
		return err
	}
	for _, l := range links {
		i, ok := b.at[l.A]
		j, ok2 := b.at[l.B]
		if ok && ok2 && part.find(i) == part.find(j) {
			b.links = append(b.links, l)
		}
	}
	slices.SortFunc(b.links, func(x, y Link) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return nil
}

// load gives the entries of ids that were not loaded before.
func (b *builder) load(ids []string) ([]Entry, error) {
	var fresh []string
	for _, id := range ids {
		if _, ok := b.at[id]; !ok {
			b.at[id] = -1
			fresh = append(fresh, id)
		}
	}
	slices.Sort(fresh)
	entries, err := b.ix.Load(fresh)
	b.entries = append(b.entries, entries...)
	return entries, err
}

// groups clusters what was gathered.
func (b *builder) groups() []Group {
	m := newMerger(len(b.entries), b.pairs())
	single := b.constrain(m)
	m.run()
	family := map[int][]int{} // members by the lead's number
	for i, e := range b.entries {
		lead := b.at[e.Lead]
		if single[i] {
			lead = i
		}
		family[lead] = append(family[lead], i)
	}
	within := make([][]Link, len(b.entries)) // by the least node of the cluster
	for _, l := range b.links {
		if i := m.root.find(b.at[l.A]); i == m.root.find(b.at[l.B]) {
			within[i] = append(within[i], l)
		}
	}
	var out []Group
	for _, cluster := range m.clusters() {
		var families [][]int
		for _, lead := range cluster {
			if members := family[lead]; len(members) > 0 {
				families = append(families, members)
			}
		}
		if len(families) > 0 {
			out = append(out, b.group(families, within[cluster[0]]))
		}
	}
	return out
}

func (b *builder) pairs() []pair {
	out := make([]pair, 0, len(b.links))
	for _, l := range b.links {
		out = append(out, pair{b.at[l.A], b.at[l.B], l.Score})
	}
	return out
}

// constrain lays the users' decisions on the clusters. A decision on a copy
// holds for its lead; of two copies of one text that must be apart, the one
// with the greater id stands by itself. It tells which those are.
func (b *builder) constrain(m *merger) map[int]bool {
	single := map[int]bool{}
	node := func(id string) int {
		i, ok := b.at[id]
		if !ok || i < 0 {
			return -1
		}
		if single[i] {
			return i
		}
		return b.at[b.entries[i].Lead]
	}
	for _, p := range ordered(b.c.Apart) {
		if x, y := node(p[0]), node(p[1]); x >= 0 && x == y {
			single[b.at[p[1]]] = true
		}
	}
	for _, p := range ordered(b.c.Apart) {
		if x, y := node(p[0]), node(p[1]); x >= 0 && y >= 0 {
			m.separate(x, y)
		}
	}
	for _, p := range ordered(b.c.Together) {
		if x, y := node(p[0]), node(p[1]); x >= 0 && y >= 0 {
			m.together(x, y)
		}
	}
	return single
}

// ordered gives pairs of different ids with the lesser first, in order, so
// that it does not matter in which order they were laid down.
func ordered(pairs [][2]string) [][2]string {
	var out [][2]string
	for _, p := range pairs {
		if p[0] != p[1] {
			out = append(out, [2]string{min(p[0], p[1]), max(p[0], p[1])})
		}
	}
	slices.SortFunc(out, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return out
}

// group makes one group of families of copies and the links among them.
func (b *builder) group(families [][]int, links []Link) Group {
	var g Group
	for _, f := range families {
		slices.SortFunc(f, b.byTime)
	}
	slices.SortFunc(families, func(x, y []int) int { return b.byTime(x[0], y[0]) })
	var members []int
	for _, f := range families {
		members = append(members, f...)
	}
	slices.SortFunc(members, b.byTime)
	for _, i := range members {
		g.Members = append(g.Members, b.entries[i].Sketch.ID)
	}
	g.ID = "h" + g.Members[0][:min(12, len(g.Members[0]))]
	g.Copies = b.copies(families)
	g.Merged = b.merges(families, links)
	return g
}

// byTime orders entries by publication, those without a time last, then by id.
func (b *builder) byTime(i, j int) int { return earlier(b.entries[i].Sketch, b.entries[j].Sketch) }

func earlier(x, y *Sketch) int {
	if (x.At == NoTime) != (y.At == NoTime) {
		if y.At == NoTime {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.ID, y.ID))
}

// merges says for each family but the first which link holds it best.
func (b *builder) merges(families [][]int, links []Link) []dateline.Merge {
	rank := map[string]int{} // of a lead
	for n, f := range families {
		rank[b.entries[f[0]].Lead] = n
	}
	out := make([]dateline.Merge, max(0, len(families)-1))
	for _, l := range links {
		i, ok := rank[l.A]
		j, ok2 := rank[l.B]
		if !ok || !ok2 || i == j {
			continue
		}
		a, c := l.A, l.B
		if i > j {
			i, j, a, c = j, i, c, a
		}
		if m := &out[j-1]; l.Score > m.Score {
			*m = dateline.Merge{A: a, B: c, Score: l.Score}
		}
	}
	for n := range out {
		if m := &out[n]; m.A == "" {
			*m = b.decided(families, n+1)
		} else {
			x, y := b.entries[b.at[m.A]].Sketch, b.entries[b.at[m.B]].Sketch
			m.A, m.B, m.Why = b.first(families[rank[m.A]]), b.first(families[n+1]), Explain(x, y)
		}
	}
	return out
}

// first is the id of the member of a family that the others repeat.
func (b *builder) first(family []int) string { return b.entries[b.original(family)].Sketch.ID }

// decided says why a family without a link to an earlier one belongs here.
func (b *builder) decided(families [][]int, n int) dateline.Merge {
	first, own := b.first(families[0]), b.first(families[n])
	for _, i := range families[n] {
		if len(b.partners[b.entries[i].Sketch.ID]) > 0 {
			return dateline.Merge{A: first, B: own, Score: 1, Why: "put together by a user"}
		}
	}
	return dateline.Merge{A: first, B: own, Why: "through later dispatches"}
}

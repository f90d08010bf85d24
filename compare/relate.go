package compare

import (
	"maps"
	"slices"
)

// Add takes a sketch into the index, in place of an earlier one of the same
// dispatch: it finds whose copy it is, or else which dispatches it may tell of
// the same thing with. It gives the ids whose happenings may have changed, in
// ascending order: hand them to [Groups].
func Add(ix Index, s *Sketch) ([]string, error) {
	touched, err := Remove(ix, s.ID)
	if err != nil {
		return nil, err
	}
	r := relation{ix: tied(ix), touched: map[string]bool{}}
	for _, id := range touched {
		r.touched[id] = true
	}
	if err := r.add(s); err != nil {
		return nil, err
	}
	return r.sorted(), nil
}

// Remove takes a dispatch out of the index, as if it had never been there. It
// gives the ids whose happenings may have changed.
func Remove(ix Index, id string) ([]string, error) {
	r := relation{ix: tied(ix), touched: map[string]bool{}}
	old, err := ix.Load([]string{id})
	if err != nil || len(old) == 0 {
		return nil, err
	}
	if err := r.remove(old[0]); err != nil {
		return nil, err
	}
	return r.sorted(), nil
}

// relation is one change of an index.
type relation struct {
	ix      TieIndex
	touched map[string]bool
}

func (r *relation) sorted() []string { return slices.Sorted(maps.Keys(r.touched)) }

func (r *relation) add(s *Sketch) error {
	keys := copyKeys(s)
	first, err := r.ix.First(keys)
	if err != nil {
		return err
	}
	if err := r.ix.Put(Entry{s, s.ID}, keys); err != nil {
		return err
	}
	affected := []string{s.ID}
	var displaced []Key
	for i, id := range first {
		if id > s.ID {
			displaced = append(displaced, keys[i])
		} else if id != "" {
			affected = append(affected, id)
		}
	}
	if len(displaced) == 0 {
		return r.join(s, affected[1:])
	}
	ids, err := r.ix.Holders(displaced, 1)
	if err != nil {
		return err
	}
	return r.settle(s.ID, append(affected, ids...))
}

// join gives a new dispatch, which is not the first of its keys, its place:
// under the lead of the texts that it copies, which it may unite.
func (r *relation) join(s *Sketch, first []string) error {
	slices.Sort(first)
	entries, err := r.ix.Load(slices.Compact(first))
	if err != nil {
		return err
	}
	leads := map[string]bool{}
	for _, e := range entries {
		if sameText(s, e.Sketch) {
			leads[e.Lead] = true
		}
	}
	if len(leads) == 1 {
		lead := slices.Collect(maps.Keys(leads))[0]
		if lead < s.ID {
			r.touched[s.ID], r.touched[lead] = true, true
			return r.ix.Put(Entry{s, lead}, copyKeys(s))
		}
	}
	return r.settle(s.ID, append(slices.Collect(maps.Keys(leads)), s.ID))
}

func (r *relation) remove(e Entry) error {
	id := e.Sketch.ID
	keys := copyKeys(e.Sketch)
	first, err := r.ix.First(keys)
	if err != nil {
		return err
	}
	var held []Key
	for i, f := range first {
		if f == id {
			held = append(held, keys[i])
		}
	}
	ids, err := r.ix.Holders(held, 1)
	if err != nil {
		return err
	}
	family, err := r.ix.Family(e.Lead)
	if err != nil {
		return err
	}
	ids = slices.DeleteFunc(append(ids, family...), func(o string) bool { return o == id })
	if err := r.unlink(id); err != nil {
		return err
	}
	if err := r.ix.Drop(id); err != nil {
		return err
	}
	if len(held) == 0 && e.Lead != id {
		bound, err := r.bound(e.Sketch, first)
		if err != nil {
			return err
		}
		if bound < 2 {
			r.touched[e.Lead] = true // it held nobody together: the rest stays as it is
			return nil
		}
	}
	return r.settle("", ids)
}

// bound counts the texts, of those first under its keys, that a dispatch is a
// copy of.
func (r *relation) bound(s *Sketch, first []string) (int, error) {
	first = slices.Clone(first)
	slices.Sort(first)
	entries, err := r.ix.Load(slices.Compact(first))
	n := 0
	for _, e := range entries {
		if sameText(s, e.Sketch) {
			n++
		}
	}
	return n, err
}

// settle works out anew who copies whom among these dispatches and the
// families that they belong to, and links those that became leads. fresh is
// the id of a dispatch that is new to the index, "" for none.
func (r *relation) settle(fresh string, ids []string) error {
	all, err := r.families(ids)
	if err != nil {
		return err
	}
	lead, err := r.leads(all)
	if err != nil {
		return err
	}
	var risen []*Sketch
	for _, e := range all {
		id := e.Sketch.ID
		r.touched[id] = true
		switch now := lead[id]; {
		case now == id && (e.Lead != id || id == fresh):
			risen = append(risen, e.Sketch)
			err = r.ix.Put(Entry{e.Sketch, id}, append(copyKeys(e.Sketch), storyKeys(e.Sketch)...))
		case now != e.Lead:
			if e.Lead == id {
				err = r.unlink(id)
			}
			if err == nil {
				err = r.ix.Put(Entry{e.Sketch, now}, copyKeys(e.Sketch))
			}
		}
		if err != nil {
			return err
		}
	}
	for _, s := range risen {
		if err := r.link(s); err != nil {
			return err
		}
	}
	return nil
}

// families loads the dispatches and all that share their leads, in the order
// of ids.
func (r *relation) families(ids []string) ([]Entry, error) {
	entries, err := r.ix.Load(ids)
	if err != nil {
		return nil, err
	}
	leads := map[string]bool{}
	for _, e := range entries {
		leads[e.Lead] = true
	}
	var members []string
	for _, lead := range slices.Sorted(maps.Keys(leads)) {
		family, err := r.ix.Family(lead)
		if err != nil {
			return nil, err
		}
		members = append(members, family...)
	}
	slices.Sort(members)
	return r.ix.Load(members)
}

// leads gives the lead of each entry. Two texts are of one family when one is
// the first under a key of the other and they are the same, and when both are
// of the family of a third; the lead is the least id.
func (r *relation) leads(all []Entry) (map[string]string, error) {
	at := make(map[string]int, len(all))
	for i, e := range all {
		at[e.Sketch.ID] = i
	}
	root := newForest(len(all))
	for i, e := range all {
		first, err := r.ix.First(copyKeys(e.Sketch))
		if err != nil {
			return nil, err
		}
		slices.Sort(first)
		for _, id := range slices.Compact(first) {
			if j, ok := at[id]; ok && j != i && sameText(e.Sketch, all[j].Sketch) {
				root.join(i, j)
			}
		}
	}
	lead := make(map[string]string, len(all))
	for i, e := range all {
		lead[e.Sketch.ID] = all[root.find(i)].Sketch.ID
	}
	return lead, nil
}

// link finds the links of a lead that is new among the leads, and ties it.
func (r *relation) link(s *Sketch) error {
	if n, ok := r.ix.(Near); ok {
		n.Near(s)
	}
	ids, err := r.ix.Holders(probeKeys(s), sharedKeys)
	if err != nil {
		return err
	}
	others, err := r.ix.Load(ids)
	if err != nil {
		return err
	}
	var links []Link
	score := map[string]float64{}
	for _, o := range others {
		if o.Sketch.ID == s.ID {
			continue
		}
		if l := Compare(s, o.Sketch); l.Score >= MinLink {
			links = append(links, l)
			score[o.Sketch.ID] = l.Score
		}
	}
	before, err := r.ix.Links([]string{s.ID})
	if err != nil {
		return err
	}
	known := map[string]bool{} // that found it already, when they became leads with it
	for i := range before {
		known[before[i].other(s.ID)] = true
	}
	ties, err := r.ix.Ties(slices.Sorted(maps.Keys(score)))
	if err != nil {
		return err
	}
	if err := r.ix.SetLinks(s.ID, links); err != nil {
		return err
	}
	for i := range ties {
		was := ties[i]
		if !known[was.ID] {
			ties[i].add(s.ID, score[was.ID])
			r.changed(was, ties[i])
		}
	}
	own := tieOf(s.ID, links)
	r.changed(Tie{ID: s.ID}, own)
	return r.ix.SetTies(append(ties, own))
}

// changed notes whose happening may change with a tie.
func (r *relation) changed(was, now Tie) {
	if was.To == now.To && was.holds() == now.holds() {
		return
	}
	for _, id := range []string{was.ID, was.To, now.To} {
		if id != "" {
			r.touched[id] = true
		}
	}
}

// unlink takes away the links and the tie of a lead.
func (r *relation) unlink(id string) error {
	links, err := r.ix.Links([]string{id})
	if err != nil {
		return err
	}
	ids := []string{id}
	for i := range links {
		ids = append(ids, links[i].other(id))
	}
	slices.Sort(ids)
	ties, err := r.ix.Ties(ids)
	if err != nil {
		return err
	}
	if err := r.ix.SetLinks(id, nil); err != nil {
		return err
	}
	near, err := r.ix.Links(ids)
	if err != nil {
		return err
	}
	by := byEnd(near)
	for i, was := range ties {
		ties[i] = tieOf(was.ID, by[was.ID])
		r.changed(was, ties[i])
	}
	return r.ix.SetTies(ties)
}

const (
	// A lead hangs on what it is tied to if that is about as close as its best
	// links: heldShare of their mean. Where everything resembles everything
	// (routine reports of one form), it has links to hundreds, and must be the
	// closer, up to crowdShare more from crowdFrom links to crowdTo.
	heldShare  = 0.6
	crowdShare = 0.5
	crowdFrom  = 30
	crowdTo    = 110
)

// tieOf works out a lead's tie from all its links.
func tieOf(id string, links []Link) Tie {
	t := Tie{ID: id}
	for i := range links {
		t.add(links[i].other(id), links[i].Score)
	}
	return t
}

// add counts one more link in.
func (t *Tie) add(other string, score float64) {
	t.Links++
	for i, n := 0, score; i < len(t.Near); i++ {
		if n > t.Near[i] {
			t.Near[i], n = n, t.Near[i]
		}
	}
	if other < t.ID && (score > t.Score || score == t.Score && other < t.To) {
		t.To, t.Score = other, score
	}
}

// holds tells whether a lead hangs on what it is tied to.
func (t *Tie) holds() bool {
	if t.To == "" {
		return false
	}
	sum, n := looseMean, 1.0
	for _, s := range t.Near {
		if s > 0 {
			sum, n = sum+s, n+1
		}
	}
	crowd := float64(t.Links-crowdFrom) / (crowdTo - crowdFrom)
	return t.Score >= (heldShare+crowdShare*min(1, max(0, crowd)))*sum/n
}

// forest is a union of sets whose root is always the least member.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

func (f forest) find(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(i, j int) {
	i, j = f.find(i), f.find(j)
	f[max(i, j)] = min(i, j)
}

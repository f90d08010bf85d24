package compare

import (
	"cmp"
	"slices"

	"dateline"
)

// Happenings puts readings together into happenings and gives an account of
// each, in order of time. The order of the readings does not matter.
func Happenings(readings []*dateline.Reading) []*dateline.Happening {
	byID := map[string]*dateline.Reading{}
	for _, r := range readings {
		if r != nil {
			byID[r.Dispatch.ID] = r
		}
	}
	var out []*dateline.Happening
	for _, g := range inMemory(readings, Constraints{}) {
		members := make([]*dateline.Reading, 0, len(g.Members))
		for _, id := range g.Members {
			members = append(members, byID[id])
		}
		out = append(out, Account(members, Options{ID: g.ID, Copies: listOf(g.Copies), Merged: g.Merged}))
	}
	slices.SortFunc(out, func(a, b *dateline.Happening) int {
		return cmp.Or(cmp.Compare(a.Date.From, b.Date.From), cmp.Compare(a.Date.To, b.Date.To), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// inMemory groups readings by their sketches in memory, which cannot fail.
func inMemory(readings []*dateline.Reading, c Constraints) []Group {
	ix := NewMemory()
	var ids []string
	seen := map[string]bool{}
	for _, r := range readings {
		if r == nil || seen[r.Dispatch.ID] {
			continue
		}
		seen[r.Dispatch.ID] = true
		s := NewSketch(r)
		if _, err := Add(ix, s); err != nil {
			return nil
		}
		ids = append(ids, s.ID)
	}
	out, err := Groups(ix, ids, c)
	if err != nil {
		return nil
	}
	return out
}

// copiesOf finds the copies among readings that are taken to be of one
// happening.
func copiesOf(pages []*page) []dateline.Copy {
	if len(pages) < 2 {
		return []dateline.Copy{}
	}
	var c Constraints
	readings := make([]*dateline.Reading, len(pages))
	for i, p := range pages {
		readings[i] = p.r
		if i > 0 {
			c.Together = append(c.Together, [2]string{pages[0].r.Dispatch.ID, p.r.Dispatch.ID})
		}
	}
	out := []dateline.Copy{}
	for _, g := range inMemory(readings, c) {
		out = append(out, g.Copies...)
	}
	return out
}

func listOf[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

package compare

import (
	"slices"

	"dateline"
)

// changes tells in order of time what outlets changed from one version of a
// dispatch to the next, and what holders changed in their own words.
func (b *accounting) changes(h *dateline.Happening) []dateline.Revision {
	out := []dateline.Revision{}
	for _, p := range b.pages {
		if p.before != nil {
			out = append(out, p.versionChanges()...)
		}
	}
	for _, q := range h.Propositions {
		if q.Field == "act" || q.Field == "statement" {
			out = append(out, selfRevisions(&q)...)
		}
	}
	slices.SortStableFunc(out, func(a, b dateline.Revision) int {
		switch {
		case a.At == nil || b.At == nil:
			return 0
		default:
			return a.At.Compare(*b.At)
		}
	})
	return out
}

// versionChanges are the differences in claims between a page and the version
// before it.
func (p *page) versionChanges() []dateline.Revision {
	cause := dateline.CauseUpdate
	switch p.r.Dispatch.Kind {
	case dateline.KindCorrection:
		cause = dateline.CauseCorrection
	case dateline.KindKill:
		cause = dateline.CauseKill
	}
	var out []dateline.Revision
	for _, c := range append(claimChanges(p.before, p), figureChanges(p.before, p)...) {
		out = append(out, dateline.Revision{At: p.when(), Cause: cause, What: c.Field, ID: p.r.Dispatch.ID, Supersedes: p.before.r.Dispatch.ID,
			Before: c.Before, After: c.After, Author: p.outlet, Reason: c.Why, Citations: c.Citations})
	}
	if len(out) == 0 {
		out = append(out, dateline.Revision{At: p.when(), Cause: cause, What: "dispatch", ID: p.r.Dispatch.ID, Supersedes: p.before.r.Dispatch.ID,
			Before: p.before.r.Dispatch.Headline, After: p.r.Dispatch.Headline, Author: p.outlet, Reason: "a new version that claims the same"})
	}
	return out
}

// selfRevisions are the positions of a proposition that their holder gave up
// for others.
func selfRevisions(q *dateline.Proposition) []dateline.Revision {
	var out []dateline.Revision
	for _, p := range q.Positions {
		if p.Replaces == 0 {
			continue
		}
		old := q.Positions[p.Replaces-1]
		if old.Stance == stanceSilent || p.Stance == stanceWithdraws && slices.ContainsFunc(q.Positions, func(o dateline.Position) bool {
			return o.Replaces == p.Replaces && o.Stance != stanceWithdraws
		}) {
			continue
		}
		out = append(out, dateline.Revision{At: p.At, Cause: dateline.CauseDispatch, What: "statement", ID: q.ID, Before: old.Wording, After: p.Wording,
			Author: p.Holder, Reason: "changed by its own author", Citations: slices.Concat(old.Citations, p.Citations)})
	}
	return out
}

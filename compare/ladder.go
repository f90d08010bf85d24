package compare

import (
	"slices"

	"dateline"
)

// steps are the steps of an agreement's life that the acts stand for.
var steps = map[string]dateline.Step{
	"propose": dateline.Proposed, "hope": dateline.Proposed,
	"agree": dateline.Announced, "order": dateline.Announced,
	"sign":     dateline.Signed,
	"in-force": dateline.InForce, "observe": dateline.InForce,
	"violate": dateline.Violated,
}

// onLadder tells whether an act is a step of an agreement's life.
func onLadder(act string) bool { return steps[act] != "" && act != "hope" && act != "agree" }

// accord tells whether a thing is one that is agreed, signed and kept.
func accord(obj string) bool { return obj == "ceasefire" || obj == "protocol" || obj == "plan" }

// ladder sets in order of time what is said of the steps of an agreement. A
// holder who says the same of a step again has one rung, with all citations.
func ladder(claims []*claim) []dateline.Rung {
	out := []dateline.Rung{}
	for _, c := range claims {
		step := steps[c.act]
		if step == "" || !accord(c.obj) || c.stance == stanceWithdraws {
			continue
		}
		i := slices.IndexFunc(out, func(r dateline.Rung) bool {
			return r.Step == step && r.Holder == c.holder.name && r.Stance == c.stance
		})
		if i < 0 {
			out = append(out, dateline.Rung{Step: step, Holder: c.holder.name, Via: []string{}, Stance: c.stance, Wording: c.words(), At: c.when(), Citations: []dateline.Citation{}})
			i = len(out) - 1
		}
		r := &out[i]
		r.Via = with(r.Via, c.holder.via...)
		r.Citations = append(r.Citations, c.page.cite(c.item, c.span))
	}
	return out
}

// with adds to a list what it does not hold yet.
func with(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

package compare

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"dateline/internal/rarity"
)

const (
	// MinLink is the least score of a link that is kept.
	MinLink = 0.2
	// joinLink is the mean score from which two clusters are put together.
	joinLink = 0.12
	// sharedKeys is how many keys two sketches must share to be compared.
	sharedKeys = 1
	// stretchDays is the width of the stretches of days that keys are kept by;
	// a sketch is compared with those of its own stretch and the two beside it.
	stretchDays = 5
	// keyWords is how many of a sketch's words make keys, by twos.
	keyWords = 12
	// rareWord is the rarity from which a word is a rare one.
	rareWord = 5
)

// Compare scores how far two sketches tell of the same thing. It depends on
// the two alone, whichever comes first.
func Compare(x, y *Sketch) Link {
	if y.ID < x.ID {
		x, y = y, x
	}
	return Link{A: x.ID, B: y.ID, Score: closeness(x, y)}
}

func closeness(x, y *Sketch) float64 {
	return cosine(x.Words, y.Words) * inTime(x, y) * inPlace(x, y)
}

// inTime is how well the days of two dispatches fit, 0 to 1. Where a day is not
// known, it speaks neither for nor against.
func inTime(x, y *Sketch) float64 {
	fit := 1.0
	if x.Day != NoDay && y.Day != NoDay {
		d := max(0, float64(abs(x.Day-y.Day))-1)
		fit = math.Exp(-d * d / (2 * dayWidth * dayWidth))
	}
	if len(x.Days) > 0 && len(y.Days) > 0 && !nearDays(x, y) {
		fit *= otherDays
		if len(x.Counts) > 0 && len(y.Counts) > 0 && !sameCount(x.Counts, y.Counts) {
			fit *= otherCounts
		}
	}
	return fit
}

const (
	dayWidth    = 4.5  // days by which dispatches of one happening may lie apart before it tells
	otherDays   = 0.6  // fit of dispatches whose acts fall on other days
	otherCounts = 0.7  // and of those among them that have no figure in common
	otherPlace  = 0.85 // fit of dispatches whose places have nothing in common
)

// nearDays tells whether two sketches have a day in common. Two outlets' days
// may be one apart, by their zones; those of one outlet may not.
func nearDays(x, y *Sketch) bool {
	apart := int32(1)
	if x.Source == y.Source && x.Source != "" {
		apart = 0
	}
	for _, a := range x.Days {
		for _, b := range y.Days {
			if abs(a.Day-b.Day) <= apart {
				return true
			}
		}
	}
	return false
}

// sameCount tells whether two sketches give one figure alike.
func sameCount(x, y []Count) bool {
	for _, a := range x {
		if slices.Contains(y, a) {
			return true
		}
	}
	return false
}

// inPlace is how well the places of two dispatches fit.
func inPlace(x, y *Sketch) float64 {
	if len(x.Places) == 0 || len(y.Places) == 0 {
		return 1
	}
	return otherPlace + (1-otherPlace)*featureCosine(x.Places, y.Places)
}

// featureCosine is the closeness of two lists of features, 0 to 1.
func featureCosine(a, b []Feature) float64 {
	var both, x, y float64
	eachShared(a, b, func(f, g Feature) { both += float64(f.Weight) * float64(g.Weight) })
	if both == 0 {
		return 0
	}
	for _, f := range a {
		x += float64(f.Weight) * float64(f.Weight)
	}
	for _, f := range b {
		y += float64(f.Weight) * float64(f.Weight)
	}
	return both / math.Sqrt(x*y)
}

// Explain says for people what two sketches have in common: "same actors (X,
// Y); Minsk; 1 September 2014; wording 0.41; score 0.38".
func Explain(x, y *Sketch) string {
	var parts []string
	if a := sharedNames(x.Actors, y.Actors, 3); len(a) > 0 {
		parts = append(parts, "same actors ("+strings.Join(a, ", ")+")")
	}
	if p := sharedNames(x.Places, y.Places, 2); len(p) > 0 {
		parts = append(parts, strings.Join(p, ", "))
	}
	if x.Day != NoDay && x.Day == y.Day {
		parts = append(parts, time.Unix(int64(x.Day)*86400, 0).UTC().Format("2 January 2006"))
	}
	parts = append(parts, fmt.Sprintf("wording %.2f", cosine(x.Words, y.Words)), fmt.Sprintf("score %.2f", closeness(x, y)))
	return strings.Join(parts, "; ")
}

// sharedNames gives the names of features that two lists share, the weightiest
// first, at most n.
func sharedNames(a, b []Feature, n int) []string {
	var both []Feature
	eachShared(a, b, func(f, g Feature) { both = append(both, Feature{f.Name, f.Weight * g.Weight}) })
	slices.SortStableFunc(both, func(f, g Feature) int {
		switch {
		case f.Weight > g.Weight:
			return -1
		case f.Weight < g.Weight:
			return 1
		}
		return strings.Compare(f.Name, g.Name)
	})
	var out []string
	for _, f := range both[:min(len(both), n)] {
		out = append(out, f.Name)
	}
	return out
}

// eachShared calls f on each feature that both lists hold.
func eachShared(a, b []Feature, f func(x, y Feature)) {
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0].Name, b[0].Name); {
		case c < 0:
			a = a[1:]
		case c > 0:
			b = b[1:]
		default:
			f(a[0], b[0])
			a, b = a[1:], b[1:]
		}
	}
}

// storyKeys gives the keys under which a sketch is kept. Its weightiest words
// make keys by twos, with the stretch of days that it falls into; sketches
// without a day lie in a stretch of their own. So that those with a day and
// those without may meet, pairs of rare words make keys without a stretch too.
func storyKeys(s *Sketch) []Key {
	if s.Day == NoDay {
		return pairKeys(s, undatedKey, noStretch)
	}
	return pairKeys(s, datedKey, stretchOf(s))
}

// probeKeys gives the keys under which others that may tell of the same are
// found.
func probeKeys(s *Sketch) []Key {
	if s.Day == NoDay {
		return pairKeys(s, datedKey, noStretch)
	}
	n := stretchOf(s)
	return pairKeys(s, undatedKey, n-1, n, n+1)
}

const (
	copyKey    = 0x636f7079 << 8 // kinds of key
	storyKey   = 0x73746f72 << 8
	datedKey   = 0x64617465 << 8
	undatedKey = 0x756e6461 << 8
	noStretch  = int64(-1 << 40)
)

func stretchOf(s *Sketch) int64 { return floorDiv(int64(s.Day), stretchDays) }

// pairKeys makes the keys of all pairs of weighty words in the stretches, and
// those of the pairs of rare words of the kind given.
func pairKeys(s *Sketch, rareKind uint64, stretches ...int64) []Key {
	words := weightiest(s.Words)
	out := make([]Key, 0, len(words)*(len(words)-1)/2*(len(stretches)+1))
	for i, a := range words {
		for _, b := range words[:i] {
			pair := mix(uint64(min(a.Hash, b.Hash))<<32 | uint64(max(a.Hash, b.Hash)))
			for _, n := range stretches {
				out = append(out, Key(mix(storyKey^pair^mix(uint64(n)))))
			}
			if rarity.Of(a.Hash) >= rareWord && rarity.Of(b.Hash) >= rareWord {
				out = append(out, Key(mix(rareKind^pair)))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// weightiest gives the words that make keys.
func weightiest(words []Word) []Word {
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b Word) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Hash, b.Hash)) })
	return words[:min(len(words), keyWords)]
}

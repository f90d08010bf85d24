package compare

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

const (
	// MinLink is the least score of a link that is kept.
	MinLink = 0.3
	// joinLink is the mean score from which two clusters are put together.
	joinLink = 0.4
	// sharedKeys is how many keys two sketches must share to be compared.
	sharedKeys = 1
	// bucketDays is the width of the stretches of days that keys are kept by;
	// a sketch is compared with those of its own stretch and the two beside it.
	bucketDays = 5
	// keyWords is how many of a sketch's words make keys, by twos.
	keyWords = 8
	copyKey  = 0x636f7079 << 8
	storyKey = 0x73746f72 << 8
	noBucket = int64(-1 << 40)
)

// Compare scores how far two sketches tell of the same thing. It depends on
// the two alone, whichever comes first.
func Compare(x, y *Sketch) Link {
	if y.ID < x.ID {
		x, y = y, x
	}
	l := Link{A: x.ID, B: y.ID, Score: score(x, y)}
	if l.Score >= MinLink {
		l.Why = why(x, y, l.Score)
	}
	return l
}

func score(x, y *Sketch) float64 {
	s := cosine(x.Words, y.Words)
	if x.Day != NoDay && y.Day != NoDay {
		d := float64(abs(x.Day - y.Day))
		s *= math.Exp(-d * d / 32)
	}
	return math.Sqrt(s)
}

// why says in words what two sketches have in common.
func why(x, y *Sketch, score float64) string {
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
	parts = append(parts, fmt.Sprintf("wording %.2f", cosine(x.Words, y.Words)), fmt.Sprintf("score %.2f", score))
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

// storyKeys gives the keys under which a sketch meets those that may tell of
// the same: its weightiest words by twos, with the stretch of days that it
// falls into. Sketches without a day lie in a stretch of their own.
func storyKeys(s *Sketch) []Key { return pairKeys(s, 0, 0) }

// probeKeys gives the keys under which others that may tell of the same are
// found.
func probeKeys(s *Sketch) []Key { return pairKeys(s, -1, 1) }

func pairKeys(s *Sketch, before, after int64) []Key {
	words := slices.Clone(s.Words)
	slices.SortStableFunc(words, func(a, b Word) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return 0
	})
	words = words[:min(len(words), keyWords)]
	bucket := noBucket
	if s.Day != NoDay {
		bucket = floorDiv(int64(s.Day), bucketDays)
	} else {
		before, after = 0, 0
	}
	var out []Key
	for i, a := range words {
		for _, b := range words[:i] {
			pair := mix(uint64(min(a.Hash, b.Hash))<<32 | uint64(max(a.Hash, b.Hash)))
			for k := before; k <= after; k++ {
				out = append(out, Key(mix(storyKey^pair^mix(uint64(bucket+k)))))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

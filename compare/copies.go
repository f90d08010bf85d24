package compare

import (
	"slices"

	"dateline"
)

const (
	// wholeCopy is the share of a copy's text that must stand in the other for
	// it to be a copy as a whole.
	wholeCopy = 0.8
	// partPrints is how many fingerprints two texts must share for a part of
	// one to be lifted from the other: about thirty words on end.
	partPrints = 8
)

// copies says which members repeat which. Within a family of one text, the
// first published is what the others are copies of, unless they credit an
// agency whose own dispatch is there. Beyond it, what was lifted is looked for
// among what was published before, each stretch being laid to the first that
// carries it.
func (b *builder) copies(families [][]int) []dateline.Copy {
	var out []dateline.Copy
	owner := map[uint32]int{} // first family to carry a stretch
	for n, f := range families {
		of := b.original(f)
		for _, i := range f {
			if i != of {
				s, o := b.entries[i].Sketch, b.entries[of].Sketch
				out = append(out, dateline.Copy{Of: o.ID, Dispatch: s.ID, Similarity: contained(s.Print, o.Print)})
			}
		}
		if c, ok := b.lifted(families, owner, of); ok {
			out = append(out, c)
		}
		for _, p := range b.entries[of].Sketch.Print {
			if _, ok := owner[p]; !ok {
				owner[p] = n
			}
		}
	}
	return out
}

// original is the member of a family that the others repeat.
func (b *builder) original(family []int) int {
	credited := map[string]bool{}
	for _, i := range family {
		if s := b.entries[i].Sketch; s.Agency != "" && s.Agency != s.Source {
			credited[s.Agency] = true
		}
	}
	for _, i := range family {
		if s := b.entries[i].Sketch; credited[s.Source] {
			return i
		}
	}
	return family[0]
}

// lifted finds from which earlier family most of a dispatch's words come.
func (b *builder) lifted(families [][]int, owner map[uint32]int, i int) (dateline.Copy, bool) {
	s := b.entries[i].Sketch
	shared := map[int]int{}
	for _, p := range s.Print {
		if n, ok := owner[p]; ok {
			shared[n]++
		}
	}
	best := -1
	for _, n := range sortedKeys(shared) {
		if best < 0 || shared[n] > shared[best] {
			best = n
		}
	}
	if best < 0 {
		return dateline.Copy{}, false
	}
	o := b.entries[b.original(families[best])].Sketch
	share := contained(s.Print, o.Print)
	if share < wholeCopy && (shared[best] < partPrints || s.Source == o.Source) {
		return dateline.Copy{}, false
	}
	return dateline.Copy{Of: o.ID, Dispatch: s.ID, Similarity: share, Part: share < wholeCopy}, true
}

// contained is the share of a's fingerprints that b has too, 0 to 1.
func contained(a, b []uint32) float64 {
	if len(a) == 0 {
		return 0
	}
	return float64(common(a, b)) / float64(len(a))
}

// resemblance is the share of all fingerprints of two texts that both have
// (Broder 1997), 0 to 1.
func resemblance(a, b []uint32) float64 {
	n := common(a, b)
	if n == 0 {
		return 0
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

// common counts the members of two ascending lists that are in both.
func common(a, b []uint32) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n
}

const (
	sameWording  = 0.6 // resemblance from which two texts are versions of one
	equalWording = 0.9 // resemblance that no distance in time undoes
	sameTextDays = 10  // days within which a text that resembles another may be a version of it
)

// sameText tells whether two dispatches carry one text, up to small changes.
// A text that comes again weeks later with other days and numbers in it (a
// routine notice) is another text.
func sameText(a, b *Sketch) bool {
	r := resemblance(a.Print, b.Print)
	if r < sameWording {
		return false
	}
	return r >= equalWording || a.Day == NoDay || b.Day == NoDay || abs(a.Day-b.Day) <= sameTextDays
}

func abs(n int32) int32 { return max(n, -n) }

const (
	copyBands = 6 // keys of a text
	bandRows  = 4 // minima that make up a key
)

// copyKeys gives the keys under which versions of one text meet: hashes of
// groups of minima under several orders of the fingerprints (Broder 1997), so
// that two texts share a key with probability 1 - (1-r^4)^6 at resemblance r:
// .96 at .8, .58 at .6, .05 at .3.
func copyKeys(s *Sketch) []Key {
	if len(s.Print) == 0 {
		return nil
	}
	out := make([]Key, 0, copyBands)
	for band := range uint64(copyBands) {
		h := mix(copyKey ^ band)
		for row := range uint64(bandRows) {
			h = mix(h ^ minimum(s.Print, band*bandRows+row))
		}
		out = append(out, Key(h))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// minimum is the least fingerprint in the order with this number.
func minimum(print []uint32, order uint64) uint64 {
	seed := mix(order + 1)
	least := ^uint64(0)
	for _, p := range print {
		least = min(least, mix(seed^uint64(p)))
	}
	return least
}

// mix is the finaliser of SplitMix64 (Steele et al. 2014): a bijection that
// scatters.
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

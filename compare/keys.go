package compare

import "slices"

// Keys gives every key under which an [Index] may keep a sketch, in ascending
// order: an archive that forgets a dispatch looks there.
func (s *Sketch) Keys() []Key {
	out := append(copyKeys(s), storyKeys(s)...)
	slices.Sort(out)
	return slices.Compact(out)
}

// CopyKeys gives those of [Sketch.Keys] by which copies of one text are found,
// in ascending order.
func (s *Sketch) CopyKeys() []Key { return copyKeys(s) }

// Near is an [Index] that looks for holders of keys by parts: before
// [Index.Holders] is asked for those that may tell of the same as a sketch, it
// is told which one. Only dispatches within [NearDays] of its day, and those
// whose day is not known, can be among them; all when its own is not known.
type Near interface{ Near(s *Sketch) }

// NearDays is how many days two dispatches that share a key by which
// happenings are found lie apart at most.
const NearDays = 2*stretchDays - 1

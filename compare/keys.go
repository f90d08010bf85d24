package compare

import "slices"

// Keys gives every key under which an [Index] may keep a sketch, in ascending
// order: an archive that forgets a dispatch looks there.
func (s *Sketch) Keys() []Key {
	out := append(copyKeys(s), storyKeys(s)...)
	slices.Sort(out)
	return slices.Compact(out)
}

package compare

import "dateline"

// Sketch is what comparing needs to know of one reading: some kilobytes that
// an archive can keep beside it, so that no text has to be opened to tell
// which dispatches speak of the same thing. It depends on its reading alone.
type Sketch struct {
	ID     string                // id of the dispatch
	Source string                // outlet
	Agency string                // whom the outlet credits with the text; "" when nobody
	Kind   dateline.DispatchKind // a version's place in the life of a story
	At     int64                 // publication in seconds since 1970, UTC; [NoTime] when not known
	Day    int32                 // day that the dispatch counts from, in days since 1970; [NoDay] when not known
	Days   []Weighed             // days of the acts that it reports, its background left out, in order
	Actors []Feature             // who acts, is acted upon or speaks, under canonical names
	Places []Feature             // where, under canonical names; countries by themselves count little
	Types  []Feature             // PLOVER types of what is reported, with their modes
	Counts []Count               // the figures that it reports
	Words  []Word                // what it is written in: stems, by hash, in ascending order
	Print  []uint32              // fingerprints of the body (winnowed shingles), in ascending order
}

// NoTime and NoDay stand for a moment and a day that are not known.
const (
	NoTime int64 = -1 << 62
	NoDay  int32 = -1 << 31
)

// Feature is a name with its weight in a dispatch: the higher, the more of the
// dispatch turns on it. Features are ordered by name.
type Feature struct {
	Name   string
	Weight float32 // 0 to 1
}

// Weighed is a day with the share of a dispatch's dated acts that fall on it.
type Weighed struct {
	Day    int32
	Weight float32
}

// Word is the hash of a stem with its weight in the dispatch (frequency times
// rarity in English at large, never in the archive; the weights of a sketch
// have length 1).
type Word struct {
	Hash   uint32
	Weight float32
}

// Count is a figure of a dispatch by its bounds. A bound that the text does
// not give is -1.
type Count struct {
	Measure   string
	Low, High float64
}

// Key is a hash by which a sketch is found again: an index keeps each sketch
// under its keys, and looks up those of another.
type Key uint64

// SketchVersion is the version of what a sketch's features and links mean.
// Links made under another version must be made anew from the readings.
const SketchVersion = 2

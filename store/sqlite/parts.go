package sqlite

import (
	"encoding/binary"
	"maps"
	"slices"

	"dateline/compare"
)

// part is the keys by which the dispatches of a stretch of days are found.
type part struct {
	sorted []uint64           // key and number of the dispatch, in order
	fresh  map[uint32][]int64 // added since
	n      int                // keys in fresh
}

// partBits are how much of a key a part keeps.
const partBits = 27

func partKey(k compare.Key) uint32 { return uint32(uint64(k) & (1<<partBits - 1)) }

// stretchDays is the width of a stretch, in days; undated holds the dispatches
// whose day is not known.
const (
	stretchDays = 5
	undated     = 1 << 40
)

func stretchOf(s *compare.Sketch) int64 {
	if s.Day == compare.NoDay {
		return undated
	}
	return floorDiv(int64(s.Day))
}

func floorDiv(day int64) int64 {
	if day < 0 {
		return -((-day + stretchDays - 1) / stretchDays)
	}
	return day / stretchDays
}

// Near says whose like will be looked for.
func (x *index) Near(s *compare.Sketch) { x.near = s }

// putParts keeps the keys of a dispatch.
func (x *index) putParts(n, stretch int64, keys []uint32) error {
	if len(keys) == 0 {
		return nil
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	b := make([]byte, 0, 4*len(keys))
	last := uint32(0)
	for _, k := range keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		last = k
	}
	if _, err := x.exec("INSERT OR REPLACE INTO story_part(dispatch, stretch, keys) VALUES (?,?,?)", n, stretch, b); err != nil {
		return err
	}
	if p := x.s.parts[stretch]; p != nil {
		for _, k := range keys {
			p.fresh[k] = append(p.fresh[k], n)
		}
		p.n += len(keys)
		p.settle()
	}
	return nil
}

// settle takes what was added into the sorted keys once there is much of it.
func (p *part) settle() {
	if p.n < 20_000 {
		return
	}
	for k, ns := range p.fresh {
		for _, n := range ns {
			p.sorted = append(p.sorted, uint64(k)<<36|uint64(n))
		}
	}
	slices.Sort(p.sorted)
	p.fresh, p.n = map[uint32][]int64{}, 0
}

// dropParts forgets the keys of a dispatch.
func (x *index) dropParts(n int64) error {
	stretch, ok, err := x.one("SELECT stretch FROM story_part WHERE dispatch = ?", n)
	if err != nil || !ok {
		return err
	}
	delete(x.s.parts, stretch) // read anew when it is needed
	_, err = x.exec("DELETE FROM story_part WHERE dispatch = ?", n)
	return err
}

// maxParts bounds how many stretches are held at a time.
const maxParts = 16

// part gives the keys of a stretch.
func (x *index) part(stretch int64) (*part, error) {
	if p := x.s.parts[stretch]; p != nil {
		return p, nil
	}
	s, err := x.stmt("SELECT dispatch, keys FROM story_part WHERE stretch = ?")
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(stretch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	p := &part{fresh: map[uint32][]int64{}}
	for rows.Next() {
		var n int64
		var b []byte
		if err := rows.Scan(&n, &b); err != nil {
			return nil, err
		}
		last := uint64(0)
		for len(b) > 0 {
			step, k := binary.Uvarint(b)
			if k <= 0 {
				return nil, errFrame
			}
			last, b = last+step, b[k:]
			p.sorted = append(p.sorted, last<<36|uint64(n))
		}
	}
	slices.Sort(p.sorted)
	if len(x.s.parts) >= maxParts {
		clear(x.s.parts)
	}
	x.s.parts[stretch] = p
	return p, rows.Err()
}

// stretches are those that hold what may be like a sketch.
func (x *index) stretches() ([]int64, error) {
	day := x.near.Day
	if day == compare.NoDay {
		return x.list("SELECT DISTINCT stretch FROM story_part ORDER BY stretch")
	}
	out := []int64{undated}
	for s := floorDiv(int64(day) - compare.NearDays); s <= floorDiv(int64(day)+compare.NearDays); s++ {
		out = append(out, s)
	}
	return out, nil
}

// parts adds to ns the dispatches that hold the keys by which the like of a
// sketch is found, one for each key that they hold.
func (x *index) parts(ns []int64, keys []compare.Key) ([]int64, error) {
	if x.near == nil {
		return ns, nil
	}
	stretches, err := x.stretches()
	x.near = nil
	if err != nil {
		return nil, err
	}
	for _, s := range stretches {
		p, err := x.part(s)
		if err != nil {
			return nil, err
		}
		for _, k := range keys {
			ns = p.holders(partKey(k), ns)
		}
	}
	return ns, nil
}

// holders adds to ns the dispatches that hold a key.
func (p *part) holders(k uint32, ns []int64) []int64 {
	const number = 1<<36 - 1
	i, _ := slices.BinarySearch(p.sorted, uint64(k)<<36)
	for ; i < len(p.sorted) && uint32(p.sorted[i]>>36) == k; i++ {
		ns = append(ns, int64(p.sorted[i]&number))
	}
	return append(ns, p.fresh[k]...)
}

// atLeast are the numbers that occur so often.
func atLeast(ns []int64, min int) []int64 {
	count := make(map[int64]int, len(ns))
	for _, n := range ns {
		count[n]++
	}
	maps.DeleteFunc(count, func(_ int64, c int) bool { return c < min })
	return slices.Collect(maps.Keys(count))
}

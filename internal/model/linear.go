package model

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// Linear is a multi-class linear model over hashed binary features. A
// feature's row lists only the classes with a weight, so a row costs what it
// says and no more.
type Linear struct {
	classes int
	slots   []slot // open addressing, a power of two long
	shift   uint
	entries []entry
}

type slot struct {
	key   uint32 // 0: free
	start uint32
	n     uint32
}

type entry struct {
	class uint8
	w     int8
}

// Row is one feature's weights for AppendLinear: parallel slices.
type Row struct {
	Key     uint32 // feature hash, not 0
	Class   []uint8
	Weights []int8
}

// Classes is the number of classes.
func (m *Linear) Classes() int { return m.classes }

// Score adds the weights of every feature in keys to scores, which must be at
// least Classes long.
func (m *Linear) Score(keys []uint32, scores []int32) {
	mask := uint32(len(m.slots) - 1)
	for _, k := range keys {
		i := (k * 0x9E3779B1) >> m.shift
		for {
			s := &m.slots[i&mask]
			if s.key == k {
				for _, e := range m.entries[s.start : s.start+s.n] {
					scores[e.class] += int32(e.w)
				}
				break
			}
			if s.key == 0 {
				break
			}
			i++
		}
	}
}

// AppendLinear writes rows, which it sorts by key, in a form that packs well:
// key gaps as varints, then counts, classes and weights each in a run.
func AppendLinear(b []byte, classes int, rows []Row) []byte {
	slices.SortFunc(rows, func(x, y Row) int {
		if x.Key < y.Key {
			return -1
		}
		return 1
	})
	b = binary.AppendUvarint(b, uint64(classes))
	b = binary.AppendUvarint(b, uint64(len(rows)))
	var last uint32
	for _, r := range rows {
		b = binary.AppendUvarint(b, uint64(r.Key-last))
		last = r.Key
	}
	for _, r := range rows {
		b = append(b, byte(len(r.Class)))
	}
	for _, r := range rows {
		b = append(b, r.Class...)
	}
	for _, r := range rows {
		for _, w := range r.Weights {
			b = append(b, byte(w))
		}
	}
	return b
}

// ReadLinear builds a model from what AppendLinear wrote.
func ReadLinear(b []byte) (*Linear, error) {
	r := reader{b: b}
	classes, n := int(r.uvarint()), int(r.uvarint())
	if r.bad || n > len(b) || classes > 256 {
		return nil, fmt.Errorf("a linear section is cut short")
	}
	keys := make([]uint32, n)
	var last uint32
	for i := range keys {
		last += uint32(r.uvarint())
		keys[i] = last
	}
	counts := r.bytes(n)
	total := 0
	for _, c := range counts {
		total += int(c)
	}
	class, weights := r.bytes(total), r.bytes(total)
	if r.bad {
		return nil, fmt.Errorf("a linear section is cut short")
	}
	m := &Linear{classes: classes, entries: make([]entry, total)}
	for i := range m.entries {
		if int(class[i]) >= classes {
			return nil, fmt.Errorf("a linear section names class %d of %d", class[i], classes)
		}
		m.entries[i] = entry{class[i], int8(weights[i])}
	}
	m.index(keys, counts)
	return m, nil
}

func (m *Linear) index(keys []uint32, counts []byte) {
	size := 1 << bits.Len(uint(len(keys)*2))
	m.slots = make([]slot, size)
	m.shift = uint(32 - (bits.Len(uint(size)) - 1))
	var start uint32
	for i, k := range keys {
		j := (k * 0x9E3779B1) >> m.shift
		for m.slots[int(j)&(size-1)].key != 0 {
			j++
		}
		m.slots[int(j)&(size-1)] = slot{k, start, uint32(counts[i])}
		start += uint32(counts[i])
	}
}

type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad = true
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

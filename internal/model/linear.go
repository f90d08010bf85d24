package model

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// Linear is a multi-class linear model over hashed binary features. A
// feature's row lists only the classes with a weight, so a row costs what it
// says and no more; the few rows with many classes, which most lookups end in,
// are kept whole and added four classes at a time.
type Linear struct {
	classes int
	keys    []uint32 // open addressing, a power of two long; 0: free
	rows    []row    // one a slot
	entries []entry  // of sparse rows
	dense   []uint64 // of dense rows: four lanes of 16 bits each, weights plus bias
	lanes   int      // words of a dense row
	shift   uint
}

// row says where a feature's weights are: n entries from start, or the dense
// row that begins at start.
type row struct {
	start, n uint32
}

const (
	denseRow = 1 << 31 // as n: the row is dense
	denseAt  = 12      // classes from which a row is dense
	bias     = 128     // makes an eight-bit weight a number without sign
	maxDense = 250     // dense rows in one sum that 16 bits hold for certain
	maxLanes = 64
)

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

// batch is how many keys are looked up before their rows are read, so that
// the processor waits for many of them at once.
const batch = 32

// Score adds the weights of every feature in keys to scores, which must be at
// least Classes long. There may be at most 250 keys.
func (m *Linear) Score(keys []uint32, scores []int32) {
	var at [batch]row
	var sum [maxLanes]uint64
	dense := int32(0)
	for len(keys) > 0 {
		now := keys[:min(batch, len(keys))]
		keys = keys[len(now):]
		found := at[:0]
		for _, k := range now {
			if i, ok := m.slot(k); ok {
				found = append(found, m.rows[i])
			}
		}
		for _, r := range found {
			if r.n == denseRow {
				lanes := sum[:m.lanes]
				for j, w := range m.dense[r.start : int(r.start)+m.lanes] {
					lanes[j] += w
				}
				dense++
				continue
			}
			for _, e := range m.entries[r.start : r.start+r.n] {
				scores[e.class] += int32(e.w)
			}
		}
	}
	if dense > 0 {
		m.unpack(&sum, bias*dense, scores)
	}
}

// unpack adds the lanes of a sum to scores, less the bias.
func (m *Linear) unpack(sum *[maxLanes]uint64, bias int32, scores []int32) {
	c := 0
	for _, w := range sum[:m.lanes] {
		for k := 0; k < 4 && c < m.classes; k++ {
			scores[c] += int32(w&0xFFFF) - bias
			w >>= 16
			c++
		}
	}
}

// slot finds a key's slot.
func (m *Linear) slot(k uint32) (uint32, bool) {
	mask := uint32(len(m.keys) - 1)
	for i := (k * 0x9E3779B1) >> m.shift; ; i++ {
		switch m.keys[i&mask] {
		case k:
			return i & mask, true
		case 0:
			return 0, false
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
	if r.bad || n > len(b) || classes > 4*maxLanes {
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
	for _, c := range class {
		if int(c) >= classes {
			return nil, fmt.Errorf("a linear section names class %d of %d", c, classes)
		}
	}
	m := &Linear{classes: classes}
	m.build(keys, counts, class, weights)
	return m, nil
}

// build lays the rows out in the order of their slots.
func (m *Linear) build(keys []uint32, counts, class, weights []byte) {
	size := 1 << bits.Len(uint(len(keys)*4/3))
	m.shift = uint(32 - (bits.Len(uint(size)) - 1))
	m.keys, m.rows = make([]uint32, size), make([]row, size)
	m.lanes = (m.classes + 3) / 4
	m.entries = make([]entry, 0, len(class))
	at := 0
	for i, k := range keys {
		j := (k * 0x9E3779B1) >> m.shift
		for m.keys[int(j)&(size-1)] != 0 {
			j++
		}
		n := int(counts[i])
		m.keys[int(j)&(size-1)] = k
		m.rows[int(j)&(size-1)] = m.add(class[at:at+n], weights[at:at+n])
		at += n
	}
}

// add stores one row's weights.
func (m *Linear) add(class, weights []byte) row {
	if len(class) < denseAt {
		r := row{uint32(len(m.entries)), uint32(len(class))}
		for e := range class {
			m.entries = append(m.entries, entry{class[e], int8(weights[e])})
		}
		return r
	}
	r := row{uint32(len(m.dense)), denseRow}
	var whole [maxLanes]uint64
	for c := range m.classes {
		whole[c/4] |= bias << (16 * (c % 4))
	}
	for e, c := range class {
		whole[c/4] += uint64(int64(int8(weights[e]))) << (16 * (c % 4))
	}
	m.dense = append(m.dense, whole[:m.lanes]...)
	return r
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

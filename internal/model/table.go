package model

import (
	"encoding/binary"
	"fmt"
)

// Table is a hashed table of weights for a handful of classes: one 32-bit row
// of four signed bytes a feature, found by the hash's top bits without a
// check. Features that collide share a row.
type Table struct {
	Bits uint
	Rows []uint32 // four int8 weights, the lowest byte is class 0
}

// At is the row of a feature's 64-bit hash.
func (t *Table) At(hash uint64) uint32 { return t.Rows[hash>>(64-t.Bits)] }

// AppendTable writes the rows that are not zero: gaps as varints, then the
// weights of each class in a run.
func AppendTable(b []byte, t *Table) []byte {
	n := 0
	for _, r := range t.Rows {
		if r != 0 {
			n++
		}
	}
	b = append(b, byte(t.Bits))
	b = binary.AppendUvarint(b, uint64(n))
	last := 0
	for i, r := range t.Rows {
		if r != 0 {
			b = binary.AppendUvarint(b, uint64(i-last))
			last = i
		}
	}
	for c := 0; c < 4; c++ {
		for _, r := range t.Rows {
			if r != 0 {
				b = append(b, byte(r>>(8*c)))
			}
		}
	}
	return b
}

// ReadTable builds a table from what AppendTable wrote.
func ReadTable(b []byte) (*Table, error) {
	if len(b) == 0 || b[0] == 0 || b[0] > 26 {
		return nil, fmt.Errorf("a table section is cut short")
	}
	t := &Table{Bits: uint(b[0])}
	r := reader{b: b[1:]}
	n := int(r.uvarint())
	if r.bad || n > len(b) {
		return nil, fmt.Errorf("a table section is cut short")
	}
	at := make([]uint32, n)
	var last uint64
	for i := range at {
		last += r.uvarint()
		if last >= 1<<t.Bits {
			return nil, fmt.Errorf("a table section points beyond its %d rows", 1<<t.Bits)
		}
		at[i] = uint32(last)
	}
	t.Rows = make([]uint32, 1<<t.Bits)
	for c := 0; c < 4; c++ {
		for i, w := range r.bytes(n) {
			t.Rows[at[i]] |= uint32(w) << (8 * c)
		}
	}
	if r.bad {
		return nil, fmt.Errorf("a table section is cut short")
	}
	return t, nil
}

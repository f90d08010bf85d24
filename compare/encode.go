package compare

import (
	"encoding/binary"
	"math"

	"dateline"
)

// SketchVersion is the version of a sketch's form in bytes and of what its
// features and links mean. Sketches of another version must be made anew from their
// readings.
const SketchVersion = 2

// Append adds the sketch's form in bytes to b: the version, then the fields in
// order, numbers as varints, lists led by their length.
func (s *Sketch) Append(b []byte) []byte {
	b = append(b, SketchVersion)
	for _, x := range []string{s.ID, s.Source, s.Agency, string(s.Kind)} {
		b = appendString(b, x)
	}
	b = binary.AppendVarint(b, s.At)
	b = binary.AppendVarint(b, int64(s.Day))
	b = binary.AppendUvarint(b, uint64(len(s.Days)))
	for _, d := range s.Days {
		b = appendFloat32(binary.AppendVarint(b, int64(d.Day)), d.Weight)
	}
	for _, list := range [][]Feature{s.Actors, s.Places, s.Types} {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, f := range list {
			b = appendFloat32(appendString(b, f.Name), f.Weight)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(s.Counts)))
	for _, c := range s.Counts {
		b = appendString(b, c.Measure)
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(c.Low))
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(c.High))
	}
	b = binary.AppendUvarint(b, uint64(len(s.Words)))
	last := uint32(0)
	for _, w := range s.Words {
		b = appendFloat32(binary.AppendUvarint(b, uint64(w.Hash-last)), w.Weight)
		last = w.Hash
	}
	b = binary.AppendUvarint(b, uint64(len(s.Print)))
	last = 0
	for _, p := range s.Print {
		b = binary.AppendUvarint(b, uint64(p-last))
		last = p
	}
	return b
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendFloat32(b []byte, x float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
}

// ParseSketch reads what [Sketch.Append] wrote. Bytes of another version, or
// that are damaged, give a [dateline.Fault].
func ParseSketch(b []byte) (*Sketch, error) {
	if len(b) == 0 || b[0] != SketchVersion {
		return nil, &dateline.Fault{What: "a sketch of another version", Where: "sketch", Hint: "compare the archive's readings anew"}
	}
	p := parser{b: b[1:]}
	s := &Sketch{ID: p.text(), Source: p.text(), Agency: p.text(), Kind: dateline.DispatchKind(p.text()), At: p.varint(), Day: int32(p.varint())}
	s.Days = list(&p, 5, func() Weighed { return Weighed{int32(p.varint()), p.float32()} })
	for _, f := range []*[]Feature{&s.Actors, &s.Places, &s.Types} {
		*f = list(&p, 5, func() Feature { return Feature{p.text(), p.float32()} })
	}
	s.Counts = list(&p, 17, func() Count { return Count{p.text(), p.float64(), p.float64()} })
	last := uint32(0)
	s.Words = list(&p, 5, func() Word { last += uint32(p.uvarint()); return Word{last, p.float32()} })
	last = 0
	s.Print = list(&p, 1, func() uint32 { last += uint32(p.uvarint()); return last })
	if p.broken || len(p.b) > 0 {
		return nil, &dateline.Fault{What: "a damaged sketch", Where: "sketch", Hint: "compare the archive's readings anew"}
	}
	return s, nil
}

// parser reads values off the front of b. Once broken, it yields zeros.
type parser struct {
	b      []byte
	broken bool
}

// take gives the next n bytes, nil when there are fewer.
func (p *parser) take(n uint64) []byte {
	if p.broken || n > uint64(len(p.b)) {
		p.broken, p.b = true, nil
		return nil
	}
	out := p.b[:n]
	p.b = p.b[n:]
	return out
}

func (p *parser) uvarint() uint64 {
	v, n := binary.Uvarint(p.b)
	if p.take(uint64(max(n, 0))); n <= 0 {
		p.broken, p.b = true, nil
		return 0
	}
	return v
}

func (p *parser) varint() int64 {
	v, n := binary.Varint(p.b)
	if p.take(uint64(max(n, 0))); n <= 0 {
		p.broken, p.b = true, nil
		return 0
	}
	return v
}

func (p *parser) text() string { return string(p.take(p.uvarint())) }

func (p *parser) float32() float32 {
	if b := p.take(4); b != nil {
		return math.Float32frombits(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (p *parser) float64() float64 {
	if b := p.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// list reads a list whose members take at least size bytes each, so that no
// length that was made up asks for memory.
func list[T any](p *parser, size int, read func() T) []T {
	n := p.uvarint()
	if p.broken || n > uint64(len(p.b)/size) {
		p.broken = true
		return nil
	}
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		out[i] = read()
	}
	return out
}

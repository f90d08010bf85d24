package sqlite

import (
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"dateline"
	"dateline/internal/text"
	"dateline/store"

	"github.com/klauspost/compress/zstd"
)

// A packed reading is its JSON without the dispatch's text and without the
// words of spans, which the text gives back; a packed page is text, raw bytes
// and origin behind their lengths. Both are zstd frames with a checksum and a
// dictionary of what readings of every kind share.
//
// The dictionary is part of the form of the archive: frames name it by number,
// and a new one is added beside the old.

//go:embed readings.dict
var dictionary []byte

const dictionaryID = 1

// maxFrame is the largest unpacked size that is accepted, in bytes.
const maxFrame = 1 << 30

var packer = sync.OnceValues(func() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderCRC(true), zstd.WithEncoderDictRaw(dictionaryID, dictionary), zstd.WithLowerEncoderMem(true))
})

var unpacker = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderDictRaw(dictionaryID, dictionary), zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxFrame))
})

func pack(b []byte) ([]byte, error) {
	enc, err := packer()
	if err != nil {
		return nil, err
	}
	return enc.EncodeAll(b, make([]byte, 0, len(b)/4+64)), nil
}

func unpack(b []byte) ([]byte, error) {
	dec, err := unpacker()
	if err != nil {
		return nil, err
	}
	return dec.DecodeAll(b, nil)
}

// page is what is kept of a dispatch as it came in.
type page struct {
	text   string
	raw    []byte
	origin store.Origin
}

func packPage(p *page) ([]byte, error) {
	origin, err := json.Marshal(&p.origin)
	if err != nil {
		return nil, err
	}
	b := make([]byte, 0, len(p.text)+len(p.raw)+len(origin)+20)
	b = binary.AppendUvarint(b, uint64(len(p.text)))
	b = binary.AppendUvarint(b, uint64(len(p.raw)))
	b = append(append(append(b, p.text...), p.raw...), origin...)
	return pack(b)
}

var errFrame = errors.New("a packed page is damaged")

func unpackPage(b []byte) (*page, error) {
	b, err := unpack(b)
	if err != nil {
		return nil, err
	}
	var size [2]int
	for i := range size {
		n, k := binary.Uvarint(b)
		if k <= 0 || n > uint64(len(b)) {
			return nil, errFrame
		}
		size[i], b = int(n), b[k:]
	}
	if size[0]+size[1] > len(b) {
		return nil, errFrame
	}
	p := &page{text: string(b[:size[0]]), raw: b[size[0] : size[0]+size[1]]}
	if err := json.Unmarshal(b[size[0]+size[1]:], &p.origin); err != nil {
		return nil, fmt.Errorf("%w: %w", errFrame, err)
	}
	return p, nil
}

// packReading packs a reading whose spans are exported; r is left as it is.
func packReading(r *dateline.Reading) ([]byte, error) {
	c := apart(r)
	text.Import(c)
	c.Dispatch.Text = ""
	b, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	return pack(b)
}

// unpackReading gives back the reading of a text, exported.
func unpackReading(b []byte, words string) (*dateline.Reading, error) {
	b, err := unpack(b)
	if err != nil {
		return nil, err
	}
	r := &dateline.Reading{}
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("a packed reading is damaged: %w", err)
	}
	r.Dispatch.Text = words
	if err := within(r); err != nil {
		return nil, err
	}
	text.Export(r)
	return r, nil
}

// within makes sure that every span lies in the text.
func within(r *dateline.Reading) (err error) {
	n := len(r.Dispatch.Text)
	r.EachSpan(func(s *dateline.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > n {
			err = fmt.Errorf("a packed reading is damaged: span %d to %d of a text of %d bytes", s.Start, s.End, n)
		}
	})
	return err
}

// apart copies a reading as deep as its spans lie.
func apart(r *dateline.Reading) *dateline.Reading {
	c := *r
	d := &c.Dispatch
	d.Zones = slices.Clone(d.Zones)
	d.Marker, d.Dateline = clone(d.Marker), clone(d.Dateline)
	c.Names, c.Dates, c.Places = slices.Clone(c.Names), slices.Clone(c.Dates), slices.Clone(c.Places)
	c.Statements, c.Events, c.Figures = slices.Clone(c.Statements), slices.Clone(c.Events), slices.Clone(c.Figures)
	for i := range c.Names {
		c.Names[i].Mentions = slices.Clone(c.Names[i].Mentions)
	}
	for i := range c.Statements {
		s := &c.Statements[i]
		s.SpeakerSpan, s.BasisSpan, s.Cue, s.Content = clone(s.SpeakerSpan), clone(s.BasisSpan), clone(s.Cue), slices.Clone(s.Content)
	}
	for i := range c.Events {
		c.Events[i].Evidence = slices.Clone(c.Events[i].Evidence)
	}
	for i := range c.Figures {
		c.Figures[i].Evidence = slices.Clone(c.Figures[i].Evidence)
	}
	return &c
}

func clone[T any](p *T) *T {
	if p == nil {
		return nil
	}
	c := *p
	return &c
}

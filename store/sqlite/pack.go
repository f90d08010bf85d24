package sqlite

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"dateline"
	"dateline/internal/text"
	"dateline/store"

	"github.com/klauspost/compress/zstd"
)

// A packed reading is its JSON without the dispatch's text and without its
// spans, behind the spans by themselves: each start as a step from the start
// before, each length, in bytes. The text gives their words back. A packed page is text, raw bytes
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
	return zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderCRC(true), zstd.WithEncoderDictRaw(dictionaryID, dictionary), zstd.WithLowerEncoderMem(true))
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
	given  store.Given
}

// kept is what is kept of a dispatch beside text and raw bytes.
type kept struct {
	store.Origin
	Given store.Given `json:"given"`
}

func packPage(p *page) ([]byte, error) {
	origin, err := json.Marshal(kept{p.origin, p.given})
	if err != nil {
		return nil, err
	}
	head, tail, quoted := cutText(p.raw, p.text)
	b := make([]byte, 0, len(p.text)+len(head)+len(tail)+len(origin)+20)
	for _, n := range []int{len(p.text), len(head), len(tail), quoted} {
		b = binary.AppendUvarint(b, uint64(n))
	}
	b = append(append(append(append(b, p.text...), head...), tail...), origin...)
	return pack(b)
}

// Forms in which raw bytes may hold the text whole.
const (
	rawAlone  = iota // not at all
	rawPlain         // as it is
	rawJSON          // as a JSON string
	rawASCII         // as a JSON string of ASCII
	rawBroken        // above: no form
)

// cutText cuts the text out of raw bytes that hold it: as it is or as a JSON
// string. What is before and after it is left.
func cutText(raw []byte, words string) (head, tail []byte, form int) {
	for form := rawPlain; form < rawBroken && len(words) > 0 && len(raw) >= len(words); form++ {
		if h, t, ok := bytes.Cut(raw, inForm(words, form)); ok {
			return h, t, form
		}
	}
	return raw, nil, rawAlone
}

// inForm is a text in one of the forms that raw bytes may hold it in.
func inForm(words string, form int) []byte {
	if form == rawPlain {
		return []byte(words)
	}
	b := make([]byte, 0, len(words)+len(words)/16+2)
	for _, r := range words {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < 0x20:
			b = fmt.Appendf(b, `\u%04x`, r)
		case r >= 0x10000 && form == rawASCII:
			hi := (r - 0x10000) >> 10
			b = fmt.Appendf(b, `\u%04x\u%04x`, 0xd800+hi, 0xdc00+(r-0x10000)&0x3ff)
		case r >= 0x7f && form == rawASCII:
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

var errFrame = errors.New("a packed page is damaged")

func unpackPage(b []byte) (*page, error) {
	b, err := unpack(b)
	if err != nil {
		return nil, err
	}
	var size [4]int
	for i := range size {
		n, k := binary.Uvarint(b)
		if k <= 0 || n > uint64(len(b)) && i < 3 || n >= rawBroken && i == 3 {
			return nil, errFrame
		}
		size[i], b = int(n), b[k:]
	}
	whole, head, tail := size[0], size[0]+size[1], size[0]+size[1]+size[2]
	if tail > len(b) {
		return nil, errFrame
	}
	p := &page{text: string(b[:whole]), raw: b[whole:head:head]}
	if form := size[3]; form != rawAlone {
		p.raw = append(append(p.raw, inForm(p.text, form)...), b[head:tail]...)
	}
	var k kept
	if err := json.Unmarshal(b[tail:], &k); err != nil {
		return nil, fmt.Errorf("%w: %w", errFrame, err)
	}
	p.origin, p.given = k.Origin, k.Given
	return p, nil
}

// packReading packs a reading whose spans are exported; r is left as it is.
func packReading(r *dateline.Reading) ([]byte, error) {
	c := apart(r)
	text.Import(c)
	c.Dispatch.Text = ""
	var spans []byte
	n, last := 0, 0
	c.EachSpan(func(s *dateline.Span) {
		spans = binary.AppendVarint(spans, int64(s.Start-last))
		spans = binary.AppendVarint(spans, int64(s.End-s.Start))
		n, last = n+1, s.Start
		*s = dateline.Span{}
	})
	b, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	out := binary.AppendUvarint(make([]byte, 0, len(b)+len(spans)+8), uint64(n))
	return pack(append(append(out, spans...), b...))
}

// unpackReading gives back the reading of a text, exported.
func unpackReading(b []byte, words string) (*dateline.Reading, error) {
	b, err := unpack(b)
	if err != nil {
		return nil, err
	}
	spans, b, err := cutSpans(b, len(words))
	if err != nil {
		return nil, err
	}
	r := &dateline.Reading{}
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("%w: %w", errReading, err)
	}
	r.Dispatch.Text = words
	n := 0
	r.EachSpan(func(s *dateline.Span) {
		if n < len(spans) {
			*s = spans[n]
		}
		n++
	})
	if n != len(spans) {
		return nil, fmt.Errorf("%w: %d spans for %d", errReading, len(spans), n)
	}
	text.Export(r)
	return r, nil
}

var errReading = errors.New("a packed reading is damaged")

// cutSpans takes the spans off a packed reading; all lie within a text of size
// bytes.
func cutSpans(b []byte, size int) ([]dateline.Span, []byte, error) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)) {
		return nil, nil, errReading
	}
	b = b[k:]
	out := make([]dateline.Span, n)
	last := int64(0)
	for i := range out {
		step, k := binary.Varint(b)
		if k <= 0 {
			return nil, nil, errReading
		}
		length, j := binary.Varint(b[k:])
		if j <= 0 {
			return nil, nil, errReading
		}
		b = b[k+j:]
		last += step
		if last < 0 || length < 0 || length > int64(size) || last > int64(size)-length {
			return nil, nil, fmt.Errorf("%w: span of %d bytes at %d of a text of %d", errReading, length, last, size)
		}
		out[i] = dateline.Span{Start: int(last), End: int(last + length)}
	}
	return out, b, nil
}

// packedDispatch gives the dispatch of a packed reading, without its spans.
func packedDispatch(b []byte) (*dateline.Dispatch, error) {
	b, err := unpack(b)
	if err != nil {
		return nil, err
	}
	if _, b, err = cutSpans(b, 1<<62); err != nil {
		return nil, err
	}
	var r struct {
		Dispatch dateline.Dispatch `json:"dispatch"`
	}
	err = json.Unmarshal(b, &r)
	return &r.Dispatch, err
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

// Package model reads and writes the trained model files: a manifest that
// says what a model is and what it was made from, and named sections of
// weights. One model is one file.
//
// Layout, all integers little-endian: the magic "DLMODEL1", the length of the
// rest (uint64) and its SHA-256; then the manifest (length uint32, JSON) and
// the sections up to the end: name length uint16, name, unpacked length
// uint64, packed length uint64, and the bytes as a Zstandard frame of their
// own, so that a program unpacks what it uses and no more.
package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io/fs"

	"dateline"

	"github.com/klauspost/compress/zstd"
)

const magic = "DLMODEL1"

// maxInflated bounds what a section may unpack to, in bytes.
const maxInflated = 1 << 28

// Manifest says what a model is: enough to judge it and to make it again.
type Manifest struct {
	Name     string             `json:"name"`
	Format   int                `json:"format"`  // of the sections' layout, per model
	Data     []string           `json:"data"`    // data sets trained on
	Licences []string           `json:"licence"` // of those data sets
	Command  string             `json:"command"` // rebuilds the file byte for byte
	Seed     uint64             `json:"seed"`
	Params   map[string]float64 `json:"params"`
	Scores   map[string]float64 `json:"scores"` // on the dev splits, per cent
}

// File is an opened model: its manifest and sections.
type File struct {
	Manifest Manifest
	sections map[string]section
	name     string
}

type section struct {
	packed []byte
	size   uint64 // unpacked
}

// Builder collects what goes into a model file.
type Builder struct {
	Manifest Manifest
	names    []string
	sections map[string][]byte
}

// Add puts a section into the file, in the order of the calls.
func (b *Builder) Add(name string, data []byte) {
	if b.sections == nil {
		b.sections = map[string][]byte{}
	}
	b.names = append(b.names, name)
	b.sections[name] = data
}

// Bytes is the finished file. The same manifest and sections give the same
// bytes.
func (b *Builder) Bytes() ([]byte, error) {
	head, err := json.Marshal(b.Manifest)
	if err != nil {
		return nil, err
	}
	body := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	body = append(body, head...)
	for _, n := range b.names {
		packed, err := pack(b.sections[n])
		if err != nil {
			return nil, err
		}
		body = binary.LittleEndian.AppendUint16(body, uint16(len(n)))
		body = append(body, n...)
		body = binary.LittleEndian.AppendUint64(body, uint64(len(b.sections[n])))
		body = binary.LittleEndian.AppendUint64(body, uint64(len(packed)))
		body = append(body, packed...)
	}
	sum := sha256.Sum256(body)
	out := append([]byte(magic), binary.LittleEndian.AppendUint64(nil, uint64(len(body)))...)
	return append(append(out, sum[:]...), body...), nil
}

// pack compresses with one thread, so that the same section gives the same
// bytes.
func pack(raw []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return w.EncodeAll(raw, nil), w.Close()
}

// unpack gives exactly size bytes or an error.
func unpack(packed []byte, size uint64) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxInflated))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out, err := r.DecodeAll(packed, make([]byte, 0, size))
	if err == nil && uint64(len(out)) != size {
		err = fmt.Errorf("%d bytes, not %d", len(out), size)
	}
	return out, err
}

// Open reads a model from a file system. Its errors name the file and the
// reason: missing, foreign, of another format, truncated or damaged.
func Open(fsys fs.FS, name string, format int) (*File, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fault(name, "cannot read the model", err)
	}
	f, err := Parse(name, data)
	if err != nil {
		return nil, err
	}
	if f.Manifest.Format != format {
		return nil, fault(name, fmt.Sprintf("model format %d, this program reads %d", f.Manifest.Format, format), nil)
	}
	return f, nil
}

// Parse reads a model from memory; name serves the errors.
func Parse(name string, data []byte) (*File, error) {
	const head = len(magic) + 8 + sha256.Size
	if len(data) < head || string(data[:len(magic)]) != magic {
		return nil, fault(name, "not a Dateline model", nil)
	}
	size := binary.LittleEndian.Uint64(data[len(magic):])
	body := data[head:]
	if uint64(len(body)) != size {
		return nil, fault(name, fmt.Sprintf("the model is truncated: %d of %d bytes", len(body), size), nil)
	}
	if sum := sha256.Sum256(body); !bytes.Equal(sum[:], data[head-sha256.Size:head]) {
		return nil, fault(name, "the model is damaged: its checksum does not fit", nil)
	}
	return sections(name, body)
}

func sections(name string, raw []byte) (*File, error) {
	f := &File{sections: map[string]section{}, name: name}
	head, raw, ok := take(raw, 4)
	if !ok {
		return nil, fault(name, "the model has no manifest", nil)
	}
	if err := json.Unmarshal(head, &f.Manifest); err != nil {
		return nil, fault(name, "the model's manifest cannot be read", err)
	}
	for len(raw) > 0 {
		var key []byte
		var s section
		var ok1, ok2 bool
		key, raw, ok1 = take(raw, 2)
		if len(raw) < 8 {
			return nil, fault(name, "a section of the model is cut short", nil)
		}
		s.size = binary.LittleEndian.Uint64(raw)
		s.packed, raw, ok2 = take(raw[8:], 8)
		if !ok1 || !ok2 || s.size > maxInflated {
			return nil, fault(name, "a section of the model is cut short", nil)
		}
		f.sections[string(key)] = s
	}
	return f, nil
}

// take splits off a block that its length precedes, in width bytes.
func take(b []byte, width int) (block, rest []byte, ok bool) {
	if len(b) < width {
		return nil, nil, false
	}
	var n uint64
	for i := width - 1; i >= 0; i-- {
		n = n<<8 | uint64(b[i])
	}
	if b = b[width:]; n > uint64(len(b)) {
		return nil, nil, false
	}
	return b[:n], b[n:], true
}

// Section unpacks a section; an error that names the file when there is none,
// or when it does not unpack.
func (f *File) Section(name string) ([]byte, error) {
	s, ok := f.sections[name]
	if !ok {
		return nil, fault(f.name, fmt.Sprintf("the model lacks the section %q", name), nil)
	}
	out, err := unpack(s.packed, s.size)
	if err != nil {
		return nil, fault(f.name, fmt.Sprintf("the section %q does not unpack", name), err)
	}
	return out, nil
}

func fault(where, what string, err error) error {
	return &dateline.Fault{What: what, Where: where, Err: err, Hint: "rebuild it with its command in docs/models.md"}
}

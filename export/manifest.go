package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"time"

	"dateline"
)

// ManifestFormat names the shape of a manifest.
const ManifestFormat = "dateline.manifest/1"

// Manifest travels with an export: what was asked, of which record, what came
// out, and what every column means.
type Manifest struct {
	Format  string     `json:"format"`
	Engine  string     `json:"engine"`
	Query   string     `json:"query"`
	AsOf    *time.Time `json:"as_of"`
	Made    time.Time  `json:"made"`
	Seq     int64      `json:"seq"` // version of the record
	Form    string     `json:"form"`
	Lossy   string     `json:"lossy,omitempty"`
	Best    string     `json:"best,omitempty"` // the rule behind the column best
	Files   []File     `json:"files"`
	Columns []Column   `json:"columns,omitempty"`
	Note    string     `json:"note"`
}

// File is one file of an export.
type File struct {
	Name   string         `json:"name,omitempty"`
	Layer  Layer          `json:"layer"`
	Rows   int            `json:"rows"`
	Left   map[string]int `json:"left_out,omitempty"` // rows left out, by reason
	Bytes  int64          `json:"bytes"`
	SHA256 string         `json:"sha256"`
}

// Column is a line of the column dictionary.
type Column struct {
	Layer   Layer  `json:"layer"`
	Name    string `json:"name"`
	Type    string `json:"type"` // text, number, integer, flag, day, time
	Meaning string `json:"meaning"`
}

const note = "Every row is a claim of its holder as an outlet carried it. Nothing here says what is true."

// NewManifest describes an export made of files.
func NewManifest(f Format, files []File, o Options) Manifest {
	m := Manifest{
		Format: ManifestFormat, Engine: dateline.Engine, Query: o.Query, AsOf: o.AsOf, Made: o.Made.UTC(), Seq: o.Seq,
		Form: f.Name, Lossy: f.Lossy, Best: o.Best, Files: files, Note: note,
	}
	for _, file := range files {
		m.Columns = append(m.Columns, Dictionary(f, file.Layer)...)
	}
	return m
}

// Write writes the manifest as JSON.
func (m Manifest) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(m)
}

// Folder writes every layer of a format as a file of its own, and beside them
// manifest.json. Create opens a file of the export by name.
func Folder(create func(name string) (io.WriteCloser, error), f Format, set Set, o Options) (Manifest, error) {
	var files []File
	for _, layer := range f.Layers {
		name := string(layer) + f.Suffix
		w, err := create(name)
		if err != nil {
			return Manifest{}, err
		}
		file, err := Write(w, f, layer, set, o)
		if e := w.Close(); err == nil {
			err = e
		}
		if err != nil {
			return Manifest{}, err
		}
		file.Name = name
		files = append(files, file)
	}
	m := NewManifest(f, files, o)
	w, err := create("manifest.json")
	if err != nil {
		return m, err
	}
	err = m.Write(w)
	if e := w.Close(); err == nil {
		err = e
	}
	return m, err
}

// meter counts and hashes what goes through it.
type meter struct {
	w io.Writer
	n int64
	h hash.Hash
}

func newMeter(w io.Writer) *meter { return &meter{w: w, h: sha256.New()} }

// Write implements [io.Writer].
func (m *meter) Write(b []byte) (int, error) {
	n, err := m.w.Write(b)
	m.n += int64(n)
	m.h.Write(b[:n])
	return n, err
}

func (m *meter) sum() string { return hex.EncodeToString(m.h.Sum(nil)) }

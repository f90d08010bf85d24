// Package name finds who is named in a dispatch: persons, states and
// governments, organisations, armed groups and places, with the offices that
// the words give them, and gathers the mentions of one bearer under one name.
//
// A trained recogniser (a structured averaged perceptron, Collins 2002) marks
// the names; the tables of package gazetteer and the words around say what
// they are.
package name

import (
	"io/fs"

	"dateline/internal/model"
	"dateline/internal/text"
)

// Format is the layout of the recogniser's model file that this package reads.
const Format = 1

// ModelName is the recogniser's file among the models.
const ModelName = "names.dlm"

// Finder finds names. It is safe for concurrent use.
type Finder struct{ weights *model.Linear }

// Open reads the recogniser from the models' file system.
func Open(fsys fs.FS) (*Finder, error) {
	f, err := model.Open(fsys, ModelName, Format)
	if err != nil {
		return nil, err
	}
	return Load(f)
}

// Load builds the finder from an opened model file.
func Load(f *model.File) (*Finder, error) {
	raw, err := f.Section("weights")
	if err != nil {
		return nil, err
	}
	m, err := model.ReadLinear(raw)
	if err != nil {
		return nil, err
	}
	return &Finder{m}, nil
}

// Recognise marks the names of a page, without saying whose they are.
func (f *Finder) Recognise(doc *text.Doc) []Stretch {
	var v View
	var x Decoder[int32]
	var out []Stretch
	v.Fill(doc)
	for _, s := range doc.Sentences {
		v.Sentence(s)
		out = Stretches(out, s, x.Decode(&v, f.weights.Score, nil))
	}
	return out
}

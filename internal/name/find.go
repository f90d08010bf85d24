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
	"slices"

	"dateline"
	"dateline/internal/gazetteer"
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
	v.Fill(doc)
	return f.recognise(&v)
}

func (f *Finder) recognise(v *View) []Stretch {
	var x Decoder[int32]
	var out []Stretch
	for _, s := range v.doc.Sentences {
		v.Sentence(s)
		out = Stretches(out, s, x.Decode(v, f.weights.Score, nil))
	}
	return out
}

// Find gives the mentions by name, demonym and metonym, and "the Ukrainian
// government" by its noun, in the order of the text (a longer one before those
// within it), and the names that they are of, in the order of their first
// mentions. A mention's Name is the index of its name.
func (f *Finder) Find(doc *text.Doc) ([]text.Mention, []dateline.Name) {
	p := &page{doc: doc, taken: make([]int32, len(doc.Tokens))}
	p.view.Fill(doc)
	p.known()
	p.joint()
	p.recognised(f.recognise(&p.view))
	p.sites()
	p.surnames()
	p.bodies()
	p.resolve()
	p.offices()
	return p.gather()
}

// found is one mention with what is known of its bearer.
type found struct {
	text.Mention
	entry *gazetteer.Entry
	rule  string
	name  string // canonical; the key that mentions are gathered by
	as    asset
}

// asset is what the words beside a mention give it.
type asset struct {
	office  string // in full: "President of Ukraine"
	country string
	sector  string
	former  bool
}

// page is a dispatch while its names are found.
type page struct {
	doc   *text.Doc
	view  View
	taken []int32 // 1 + index of the found that covers a token; 0: free
	all   []found
}

// caps tells whether token i stands in a sentence in capitals.
func (p *page) caps(i int) bool {
	s := p.doc.SentenceAt(i)
	return s >= 0 && p.doc.Sentences[s].Caps
}

// add takes a mention whose tokens are free.
func (p *page) add(f found) {
	f.Name = -1
	f.Sentence = p.doc.SentenceAt(f.First)
	f.Head = p.headOf(f.First, f.Last)
	p.all = append(p.all, f)
	for i := f.First; i < f.Last; i++ {
		p.taken[i] = int32(len(p.all))
	}
}

func (p *page) free(first, last int) bool {
	for i := first; i < last; i++ {
		if p.taken[i] != 0 {
			return false
		}
	}
	return true
}

// headOf is the first token of a stretch whose head lies outside it.
func (p *page) headOf(first, last int) int {
	if len(p.doc.Tree.Arcs) < last {
		return last - 1
	}
	for i := first; i < last; i++ {
		if h := p.doc.Tree.Head(i); h < first || h >= last {
			return i
		}
	}
	return last - 1
}

// order sorts the mentions by text, the longer first.
func (p *page) order() {
	slices.SortStableFunc(p.all, func(a, b found) int {
		if a.First != b.First {
			return a.First - b.First
		}
		return b.Last - a.Last
	})
}

// word is token i, "" outside the page.
func (p *page) word(i int) string {
	if i < 0 || i >= len(p.view.words) {
		return ""
	}
	return p.view.words[i]
}

// capital tells whether token i has a capital letter.
func (p *page) capital(i int) bool {
	return p.view.toks[i].shape&(shapeInit|shapeUpper|shapeMixed) != 0
}

// Package tag gives every token its part of speech: UPOS and XPOS as one
// joint class, found from left to right by a linear model over the words
// around and the tags before.
package tag

import (
	"encoding/binary"
	"fmt"
	"io/fs"

	"dateline/internal/model"
	"dateline/internal/text"
)

// Format is the layout of the tagger's model file that this package reads.
const Format = 1

// ModelName is the tagger's file among the models.
const ModelName = "tagger.dlm"

// Class is a joint class of the tagger.
type Class struct {
	UPOS text.UPOS
	XPOS text.XPOS
}

// Tagger assigns joint classes. It is safe for concurrent use.
type Tagger struct {
	Classes []Class
	Lexicon Lexicon
	first   *model.Linear // sees the tags before
	second  *model.Linear // sees the first pass's tags on both sides
}

// Open reads the tagger from the models' file system.
func Open(fsys fs.FS) (*Tagger, error) {
	f, err := model.Open(fsys, ModelName, Format)
	if err != nil {
		return nil, err
	}
	return Load(f)
}

// Load builds the tagger from an opened model file.
func Load(f *model.File) (*Tagger, error) {
	t := &Tagger{}
	raw, err := f.Section("classes")
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(raw); i += 2 {
		t.Classes = append(t.Classes, Class{text.UPOS(raw[i]), text.XPOS(raw[i+1])})
	}
	if raw, err = f.Section("lexicon"); err != nil {
		return nil, err
	}
	if t.Lexicon, err = readLexicon(raw, len(t.Classes)); err != nil {
		return nil, fmt.Errorf("%s: %w", ModelName, err)
	}
	for _, s := range []struct {
		name string
		into **model.Linear
	}{{"first", &t.first}, {"second", &t.second}} {
		if raw, err = f.Section(s.name); err != nil {
			return nil, err
		}
		if *s.into, err = model.ReadLinear(raw); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", ModelName, s.name, err)
		}
		if (*s.into).Classes() != len(t.Classes) {
			return nil, fmt.Errorf("%s: %s has %d classes, not %d", ModelName, s.name, (*s.into).Classes(), len(t.Classes))
		}
	}
	return t, nil
}

// Tag returns one tag a token; lemmas and features are left empty.
func (t *Tagger) Tag(d *text.Doc) []text.Tag {
	tags := make([]text.Tag, len(d.Tokens))
	w := worker{t: t, scores: make([]int32, len(t.Classes))}
	for _, s := range d.Sentences {
		w.sentence(d, s)
		for i, c := range w.class {
			tags[s.First+i] = text.Tag{UPOS: t.Classes[c].UPOS, XPOS: t.Classes[c].XPOS}
		}
	}
	return tags
}

type worker struct {
	t      *Tagger
	view   View
	class  []uint8
	clear  []bool // decided by the lexicon or by a wide margin
	scores []int32
	keys   [MaxKeys]uint32
}

func (w *worker) sentence(d *text.Doc, s text.Sentence) {
	w.view.Fill(d, s, &w.t.Lexicon)
	w.class, w.clear = w.class[:0], w.clear[:0]
	for i := 0; i < s.Last-s.First; i++ {
		if c, sure := w.view.Sure(i); sure {
			w.class, w.clear = append(w.class, c), append(w.clear, true)
			continue
		}
		c, margin := w.best(w.t.first, w.view.First(i, w.class, w.keys[:0]))
		w.class, w.clear = append(w.class, c), append(w.clear, margin > clearMargin)
	}
	for i := range w.class {
		if !w.clear[i] {
			w.class[i], _ = w.best(w.t.second, w.view.Second(i, w.class, w.keys[:0]))
		}
	}
}

// clearMargin is the lead in the first pass beyond which the second is spared.
const clearMargin = 150

// best is the class with the highest score, and its lead.
func (w *worker) best(m *model.Linear, keys []uint32) (uint8, int32) {
	clear(w.scores)
	m.Score(keys, w.scores)
	best, next := 0, 1
	for c, v := range w.scores {
		if v > w.scores[best] {
			best, next = c, best
		} else if c != best && v > w.scores[next] {
			next = c
		}
	}
	return uint8(best), w.scores[best] - w.scores[next]
}

// Lexicon says how the training words were tagged.
type Lexicon map[string]Usage

// Usage is how a word was tagged: its two most frequent classes (equal when
// it has one) and whether it is safe to give it the first without looking.
type Usage struct {
	A, B uint8
	Sure bool
}

// Append writes the lexicon; words must come sorted.
func (l Lexicon) Append(b []byte, words []string) []byte {
	for _, w := range words {
		u := l[w]
		sure := byte(0)
		if u.Sure {
			sure = 1
		}
		b = binary.AppendUvarint(b, uint64(len(w)))
		b = append(append(b, w...), u.A, u.B, sure)
	}
	return b
}

func readLexicon(b []byte, classes int) (Lexicon, error) {
	l := make(Lexicon, len(b)/10)
	for len(b) > 0 {
		n, k := binary.Uvarint(b)
		if k <= 0 || uint64(len(b)-k) < n+3 {
			return nil, fmt.Errorf("the lexicon is cut short")
		}
		w := string(b[k : k+int(n)])
		b = b[k+int(n):]
		if int(b[0]) >= classes || int(b[1]) >= classes {
			return nil, fmt.Errorf("the lexicon gives %q a class beyond %d", w, classes)
		}
		l[w] = Usage{b[0], b[1], b[2] == 1}
		b = b[3:]
	}
	return l, nil
}

package main

import (
	"fmt"
	"os"
	"strings"

	"dateline"
	"dateline/internal/lemma"
	"dateline/internal/name"
	"dateline/internal/parse"
	"dateline/internal/score"
	"dateline/internal/segment"
	"dateline/internal/tag"
	"dateline/internal/text"
)

// annotator lays the language core over a text, as the reader does, with the
// greedy parser.
type annotator struct {
	tagger *tag.Tagger
	parser *parse.Parser
}

func (a *annotator) page(s string) *text.Doc {
	doc := text.New(&dateline.Dispatch{Text: s})
	doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, nil)
	doc.MarkCaps()
	doc.Tags = a.tagger.Tag(doc)
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := &doc.Tags[i]
			t.Lemma = lemma.Lemma(doc.Word(i), t.UPOS, t.XPOS, s.Caps)
		}
	}
	doc.Tree = a.parser.Parse(doc)
	return doc
}

// sample is one text with a class a token.
type sample struct {
	doc   *text.Doc
	class []uint8
}

var begins = map[string]uint8{score.SortPerson: name.BeginPerson, score.SortBody: name.BeginBody, score.SortPlace: name.BeginPlace, score.SortOther: name.BeginOther}

func (a *annotator) sample(g score.GoldNames) sample {
	s := sample{doc: a.page(g.Text)}
	s.class = make([]uint8, len(s.doc.Tokens))
	for _, n := range g.Names {
		first, last := s.doc.TokenAt(n.Span.Start), s.doc.TokenAt(n.Span.End-1)+1
		for i := first; i < min(last, len(s.class)); i++ {
			s.class[i] = begins[n.Sort] + 1
		}
		if first < len(s.class) {
			s.class[first] = begins[n.Sort]
		}
	}
	return s
}

// headline writes a text as headlines are: words of four letters and more
// with a capital.
func headline(g score.GoldNames) score.GoldNames {
	b := []byte(g.Text)
	for i := range b {
		if 'a' <= b[i] && b[i] <= 'z' && (i == 0 || b[i-1] == ' ') && long(b[i:]) {
			b[i] -= 'a' - 'A'
		}
	}
	g.Text = string(b)
	return g
}

func long(b []byte) bool {
	for i := range min(4, len(b)) {
		if b[i] < 'A' {
			return false
		}
	}
	return len(b) >= 4
}

// upper writes a text in capitals; a name keeps its bytes, since only ASCII
// letters change.
func upper(g score.GoldNames) score.GoldNames {
	g.Text = strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, g.Text)
	return g
}

func readBIO(path string, form, label int) ([]score.GoldNames, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out, err := score.ReadBIO(f, form, label)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

func readGUM(path string) ([]score.GoldNames, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	bank, err := score.ReadCoNLLU(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []score.GoldNames
	for i := range bank {
		out = append(out, score.NamesOfUD(&bank[i]))
	}
	return out, nil
}

func readRe3d(dir string) ([]score.GoldNames, error) {
	d, err := os.Open(dir + "/documents.json")
	if err != nil {
		return nil, err
	}
	defer d.Close()
	e, err := os.Open(dir + "/entities.json")
	if err != nil {
		return nil, err
	}
	defer e.Close()
	return score.ReadRe3d(d, e)
}

// gather joins corpora, stopping at the first error.
type gather struct{ err error }

func (g *gather) add(to *[]score.GoldNames, from []score.GoldNames, err error) {
	if g.err == nil {
		g.err = err
	}
	*to = append(*to, from...)
}

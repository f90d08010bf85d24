package read

import (
	"dateline/internal/event"
	"dateline/internal/lemma"
	"dateline/internal/name"
	"dateline/internal/parse"
	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/models"
)

// How many states the parser keeps: unless told otherwise, and where quality
// comes before speed. One is greedy.
const (
	DefaultBeam = 5
	WideBeam    = 8
)

// language is the trained part of the language core.
type language struct {
	tagger *tag.Tagger
	parser *parse.Parser
	names  *name.Finder
	facts  *event.Facts
}

// openLanguage opens tagger and parser side by side: what a short run waits
// for is their models.
func openLanguage(beam int) (*language, error) {
	var l language
	opened := make(chan error)
	go func() {
		var err error
		if l.tagger, err = tag.Open(models.FS); err == nil {
			l.names, err = name.Open(models.FS)
		}
		if err == nil {
			l.facts, err = event.OpenFacts(models.FS)
		}
		opened <- err
	}()
	p, err := parse.Open(models.FS, beam)
	if other := <-opened; err == nil {
		err = other
	}
	l.parser = p
	if err != nil {
		return nil, err
	}
	return &l, nil
}

// Annotate lays tags, lemmas and trees over a page whose sentences and tokens
// are there already, as an evaluation on gold tokens needs it.
func (r *Reader) Annotate(doc *text.Doc) {
	doc.Tags = r.language.tags(doc)
	doc.Tree = r.language.parser.Parse(doc)
}

// tags gives every token its part of speech, lemma and features.
func (l *language) tags(doc *text.Doc) []text.Tag {
	tags := l.tagger.Tag(doc)
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := &tags[i]
			t.Lemma = lemma.Lemma(doc.Word(i), t.UPOS, t.XPOS, s.Caps)
			t.Feats = lemma.Feats(doc.Word(i), t.UPOS, t.XPOS)
		}
	}
	return tags
}

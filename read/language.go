package read

import (
	"dateline/internal/lemma"
	"dateline/internal/parse"
	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/models"
)

// beamWidth is how many states the parser keeps where quality comes before
// speed. One is greedy.
const beamWidth = 8

// language is the trained part of the language core.
type language struct {
	tagger *tag.Tagger
	parser *parse.Parser
}

func openLanguage(beam int) (*language, error) {
	t, err := tag.Open(models.FS)
	if err != nil {
		return nil, err
	}
	p, err := parse.Open(models.FS, beam)
	if err != nil {
		return nil, err
	}
	return &language{t, p}, nil
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

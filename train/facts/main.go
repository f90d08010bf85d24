// Command facts trains the model that tells how sure a reader is that what a
// word tells of did happen, and writes models/facts.dlm. The same data give
// the same bytes.
//
//	go run ./train/facts -data ../shared/data/train -out models/facts.dlm
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"dateline"
	"dateline/internal/event"
	"dateline/internal/lemma"
	"dateline/internal/model"
	"dateline/internal/parse"
	"dateline/internal/score"
	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/models"
)

func main() {
	data := flag.String("data", "../shared/data/train", "the folder of the training data")
	out := flag.String("out", "models/facts.dlm", "the model file to write")
	var o options
	flag.IntVar(&o.epochs, "epochs", 6, "times to go over the data")
	flag.Float64Var(&o.rate, "rate", 0.02, "learning rate")
	flag.Float64Var(&o.decay, "decay", 3e-3, "pull of the weights towards nothing")
	flag.Float64Var(&o.unsure, "unsure", 3, "weight of uncertain examples")
	flag.Float64Var(&o.soft, "soft", 0.2, "width of the bounds between classes")
	flag.IntVar(&o.least, "least", 15, "examples a feature needs to be kept")
	flag.Parse()
	if err := run(*data, *out, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// sample is one word with the features it has and the reader's judgement, from
// -3 to 3.
type sample struct {
	keys  []uint32
	label float64
}

func run(data, out string, o options) error {
	train, err := samples(data+"/factuality/uds_ih2-train.jsonl", greedy)
	if err != nil {
		return err
	}
	dev, err := samples(data+"/factuality/uds_ih2-dev.jsonl", beam)
	if err != nil {
		return err
	}
	b := learn(train, o)
	raw, err := b.Bytes()
	if err != nil {
		return err
	}
	f, err := model.Parse(b.Manifest.Name, raw)
	if err != nil {
		return err
	}
	if err := measure(f, dev, b); err != nil {
		return err
	}
	if raw, err = b.Bytes(); err != nil {
		return err
	}
	fmt.Printf("%d bytes\n", len(raw))
	return os.WriteFile(out, raw, 0o644)
}

// samples reads UDS-IH2 and lays the language core over its tokens.
func samples(path string, beam int) ([]sample, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	gold, err := score.ReadFacts(in)
	if err != nil {
		return nil, err
	}
	tagger, err := tag.Open(models.FS)
	if err != nil {
		return nil, err
	}
	parser, err := parse.Open(models.FS, beam)
	if err != nil {
		return nil, err
	}
	var out []sample
	for i := range gold {
		if len(gold[i].Words) == 0 {
			continue
		}
		doc := page(gold[i].Words)
		annotate(doc, tagger, parser)
		for k, keys := range event.FactKeys(doc, gold[i].At) {
			out = append(out, sample{keys, gold[i].Label[k]})
		}
	}
	return out, nil
}

// Beams of the parser. The parser has learnt from the sentences of the training
// part, so that its trees there are better than those of unseen text; greedy, it
// errs more as it does on those. The other beam is that of the reading.
const (
	greedy = 1
	beam   = 5
)

// annotate lays tags, lemmas and trees over a page.
func annotate(doc *text.Doc, tagger *tag.Tagger, parser *parse.Parser) {
	doc.Tags = tagger.Tag(doc)
	for i := range doc.Tags {
		t := &doc.Tags[i]
		t.Lemma = lemma.Lemma(doc.Word(i), t.UPOS, t.XPOS, false)
		t.Feats = lemma.Feats(doc.Word(i), t.UPOS, t.XPOS)
	}
	doc.Tree = parser.Parse(doc)
}

// page is a page of one sentence whose tokens are given.
func page(words []string) *text.Doc {
	doc := text.New(&dateline.Dispatch{Text: strings.Join(words, " ")})
	at := 0
	for _, w := range words {
		doc.Tokens = append(doc.Tokens, text.Token{Start: int32(at), End: int32(at + len(w))})
		at += len(w) + 1
	}
	doc.Sentences = []text.Sentence{{First: 0, Last: len(doc.Tokens)}}
	doc.Paragraphs = []dateline.Span{{Start: 0, End: len(doc.Text)}}
	return doc
}

func measure(f *model.File, dev []sample, b *model.Builder) error {
	m, err := event.LoadFacts(f)
	if err != nil {
		return err
	}
	var s score.FactScore
	for _, x := range dev {
		s.Add(score.HappenedOf(x.label), score.HappenedBy(m.Score(x.keys)))
	}
	fmt.Printf("macro F1 %.2f; did not %.2f, uncertain %.2f, happened %.2f  %v\n", s.MacroF1(), s.Class(score.DidNot).F1(), s.Class(score.Uncertain).F1(), s.Class(score.Did).F1(), s.Table)
	b.Manifest.Scores["UDS-IH2 dev macro F1"] = float64(int(s.MacroF1()*100)) / 100
	return nil
}

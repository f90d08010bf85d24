package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"

	"dateline"
	"dateline/internal/score"
	"dateline/internal/text"
	"dateline/read"
)

// evalEvents scores events. The gold's form is known by its first bytes: a
// table of sentences with PLOVER roots, a PETRARCH validation file, or UDS-IH2.
func evalEvents(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, path := range gold {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		var m measures
		switch {
		case bytes.HasPrefix(data, []byte("<?xml")):
			m, err = evalPETR(r, data)
		case bytes.HasPrefix(data, []byte("{")):
			m, err = evalFacts(r, data)
		default:
			m, err = evalPLV(r, data)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		m.Name = path + m.Name
		rows = append(rows, m)
	}
	return rows, nil
}

func evalPLV(r *read.Reader, data []byte) (measures, error) {
	gold, err := score.ReadPLV(bytes.NewReader(data))
	if err != nil {
		return measures{}, err
	}
	var s score.EventScore
	for i := range gold {
		got := r.Read(&dateline.Dispatch{Text: gold[i].Text})
		s.AddPLV(&gold[i], got)
	}
	n := float64(max(s.Sentences, 1))
	return measures{Figures: []figure{{Name: "root", Value: 100 * float64(s.Root) / n}, {Name: "root, source, target", Value: 100 * float64(s.Full) / n},
		{Name: "root or intent", Value: 100 * float64(s.RootIntent) / n}, {Name: "or intent, source, target", Value: 100 * float64(s.FullIntent) / n},
		{Name: "events a sentence", Value: float64(s.Events) / n}, {Name: "sentences", Value: n, Unit: "sentences"}}}, nil
}

func evalPETR(r *read.Reader, data []byte) (measures, error) {
	gold, err := score.ReadPETR(bytes.NewReader(data))
	if err != nil {
		return measures{}, err
	}
	var s score.EventScore
	for i := range gold {
		got := r.Read(&dateline.Dispatch{Text: gold[i].Text})
		s.AddPETR(&gold[i], got)
	}
	return measures{Figures: []figure{{Name: "precision", Value: s.Acts.Precision()}, {Name: "recall", Value: s.Acts.Recall()},
		{Name: "f1", Value: s.Acts.F1()}, {Name: "bare f1", Value: s.Bare.F1()}, {Name: "gold", Value: float64(s.Acts.Gold), Unit: "acts"}, {Name: "found", Value: float64(s.Acts.Found), Unit: "acts"}}}, nil
}

// evalFacts lays the language core over the gold's own tokens.
func evalFacts(r *read.Reader, data []byte) (measures, error) {
	gold, err := score.ReadFacts(bytes.NewReader(data))
	if err != nil {
		return measures{}, err
	}
	var s, rules score.FactScore
	for i := range gold {
		g := &gold[i]
		if len(g.Words) == 0 {
			continue
		}
		d := dateline.Dispatch{Text: strings.Join(g.Words, " ")}
		doc := text.New(&d)
		at := 0
		for _, w := range g.Words {
			doc.Tokens = append(doc.Tokens, text.Token{Start: int32(at), End: int32(at + len(w))})
			at += len(w) + 1
		}
		doc.Sentences = []text.Sentence{{First: 0, Last: len(doc.Tokens)}}
		doc.Paragraphs = []dateline.Span{{Start: 0, End: len(doc.Text)}}
		r.Annotate(doc)
		for k, p := range r.Happened(doc, g.At) {
			s.Add(score.HappenedOf(g.Label[k]), score.HappenedBy(p))
		}
		for k, st := range r.Statuses(doc, g.At) {
			rules.Add(score.HappenedOf(g.Label[k]), score.HappenedAs(st))
		}
	}
	return measures{Figures: []figure{{Name: "macro f1", Value: s.MacroF1()}, {Name: "did not", Value: s.Class(score.DidNot).F1()},
		{Name: "uncertain", Value: s.Class(score.Uncertain).F1()}, {Name: "happened", Value: s.Class(score.Did).F1()},
		{Name: "status alone, macro f1", Value: rules.MacroF1()}, {Name: "status alone, did not", Value: rules.Class(score.DidNot).F1()},
		{Name: "status alone, happened", Value: rules.Class(score.Did).F1()}}}, nil
}

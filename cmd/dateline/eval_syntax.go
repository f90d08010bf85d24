package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"dateline"
	"dateline/internal/score"
	"dateline/internal/text"
	"dateline/read"
)

// evalSyntax scores tags and trees on treebanks: on gold tokens with the
// program's own tags, greedy and with the usual and the wide beam; on the same written in
// capitals; and from raw text the way of the CoNLL 2018 shared task.
func evalSyntax(gold []string) ([]measures, error) {
	var rows []measures
	for _, path := range gold {
		bank, err := openTreebank(path)
		if err != nil {
			return nil, err
		}
		greedy, err := read.NewBeam(1)
		if err != nil {
			return nil, err
		}
		beam, err := read.New()
		if err != nil {
			return nil, err
		}
		wider, err := read.NewBeam(read.WideBeam)
		if err != nil {
			return nil, err
		}
		usual, wide := fmt.Sprintf("beam %d", read.DefaultBeam), fmt.Sprintf("beam %d", read.WideBeam)
		for _, run := range []struct {
			name string
			f    func() (measures, error)
		}{
			{"gold tokens, greedy", func() (measures, error) { return onGoldTokens(greedy, bank) }},
			{"gold tokens, " + usual, func() (measures, error) { return onGoldTokens(beam, bank) }},
			{"gold tokens, " + wide, func() (measures, error) { return onGoldTokens(wider, bank) }},
			{"capitals, " + usual, func() (measures, error) { return onGoldTokens(beam, inCapitals(bank)) }},
			{"raw text, greedy", func() (measures, error) { return onRawText(greedy, bank) }},
			{"raw text, " + usual, func() (measures, error) { return onRawText(beam, bank) }},
		} {
			m, err := run.f()
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", path, run.name, err)
			}
			m.Name = run.name
			rows = append(rows, m)
		}
	}
	return rows, nil
}

func openTreebank(path string) ([]score.UDDocument, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	bank, err := score.ReadCoNLLU(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return bank, nil
}

func onGoldTokens(r *read.Reader, bank []score.UDDocument) (measures, error) {
	docs := make([]*text.Doc, len(bank))
	for i := range bank {
		docs[i] = bank[i].Doc()
	}
	start := time.Now()
	for _, d := range docs {
		r.Annotate(d)
	}
	took := time.Since(start)
	system := make([]score.UDDocument, len(bank))
	for i, d := range docs {
		system[i] = score.UDOf(d)
	}
	s, err := score.EvalSyntax(bank, system)
	return syntaxMeasures(s, took), err
}

func onRawText(r *read.Reader, bank []score.UDDocument) (measures, error) {
	d := &dateline.Dispatch{Text: score.RawText(bank)}
	start := time.Now()
	doc := r.Page(d)
	took := time.Since(start)
	s, err := score.EvalSyntax(bank, []score.UDDocument{score.UDOf(doc)})
	return syntaxMeasures(s, took), err
}

func syntaxMeasures(s score.Syntax, took time.Duration) measures {
	return measures{Figures: []figure{
		{"Words", 100 * s.Words.F(), ""}, {"Sents", 100 * s.Sentences.F(), ""},
		{"UPOS", 100 * s.UPOS.F(), ""}, {"XPOS", 100 * s.XPOS.F(), ""}, {"Lemma", 100 * s.Lemma.F(), ""},
		{"UAS", 100 * s.UAS.F(), ""}, {"LAS", 100 * s.LAS.F(), ""},
		{"tokens/s", float64(s.Words.System) / took.Seconds(), "1/s"},
	}}
}

// inCapitals is the treebank with every word in capitals.
func inCapitals(bank []score.UDDocument) []score.UDDocument {
	out := make([]score.UDDocument, len(bank))
	for i, d := range bank {
		out[i] = d
		out[i].Sentences = append([]score.UDSentence(nil), d.Sentences...)
		for j := range out[i].Sentences {
			s := &out[i].Sentences[j]
			s.Words = append([]score.UDWord(nil), s.Words...)
			s.Ranges = append([]score.UDRange(nil), s.Ranges...)
			for k := range s.Words {
				s.Words[k].Form = strings.ToUpper(s.Words[k].Form)
			}
			for k := range s.Ranges {
				s.Ranges[k].Form = strings.ToUpper(s.Ranges[k].Form)
			}
		}
	}
	return out
}

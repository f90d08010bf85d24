package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dateline"
	"dateline/internal/score"
	"dateline/read"
)

// evalNames scores names by person, body and place, with exactly the gold's
// span: on CoNLL-U with GUM's entities, on a folder of re3d, or on tab-separated
// BIO (CrossNER; Universal NER by its ending .iob2).
func evalNames(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, path := range gold {
		texts, err := openNames(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		var s score.NameScore
		for i := range texts {
			s.Add(&texts[i], score.NamesOf(r.Read(&dateline.Dispatch{Text: texts[i].Text})))
		}
		rows = append(rows, measures{Name: path, Figures: []figure{
			{Name: "precision", Value: s.Precision()},
			{Name: "recall", Value: s.Recall()},
			{Name: "f1", Value: s.F1()},
			{Name: "gold", Value: float64(s.Gold), Unit: "names"},
			{Name: "found", Value: float64(s.Found), Unit: "names"},
		}})
	}
	return rows, nil
}

func openNames(path string) ([]score.GoldNames, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return openRe3d(path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	switch {
	case strings.HasSuffix(path, ".conllu"):
		bank, err := score.ReadCoNLLU(f)
		if err != nil {
			return nil, err
		}
		var out []score.GoldNames
		for i := range bank {
			out = append(out, score.NamesOfUD(&bank[i]))
		}
		return out, nil
	case strings.HasSuffix(path, ".iob2"):
		return score.ReadBIO(f, 1, 2)
	}
	return score.ReadBIO(f, 0, 1)
}

func openRe3d(dir string) ([]score.GoldNames, error) {
	docs, err := os.Open(filepath.Join(dir, "documents.json"))
	if err != nil {
		return nil, err
	}
	defer docs.Close()
	entities, err := os.Open(filepath.Join(dir, "entities.json"))
	if err != nil {
		return nil, err
	}
	defer entities.Close()
	return score.ReadRe3d(docs, entities)
}

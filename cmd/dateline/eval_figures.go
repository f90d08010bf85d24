package main

import (
	"fmt"
	"os"

	"dateline/internal/score"
	"dateline/read"
)

// evalFigures scores figures on texts with the figures they hold beside them.
func evalFigures(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, path := range gold {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		texts, err := score.ReadFigures(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		var s score.FigureScore
		for i := range texts {
			s.Add(&texts[i], r.Read(texts[i].Dispatch()))
		}
		rows = append(rows, measures{Name: path, Figures: figureRow(&s)})
	}
	return rows, nil
}

func figureRow(s *score.FigureScore) []figure {
	share := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	out := []figure{{Name: "precision", Value: s.Figures.Precision()}, {Name: "recall", Value: s.Figures.Recall()}, {Name: "f1", Value: s.Figures.F1()},
		{Name: "whole figure, f1", Value: s.Whole.F1()}, {Name: "nothing found where nothing is", Value: share(s.Silent, s.Empty)},
		{Name: "texts exact", Value: share(s.Exact, s.Texts)}}
	for _, k := range []string{"who", "wording", "part", "scope", "holder"} {
		out = append(out, figure{Name: k, Value: s.Keys[k].Recall()})
	}
	return append(out, figure{Name: "texts", Value: float64(s.Texts), Unit: "texts"})
}

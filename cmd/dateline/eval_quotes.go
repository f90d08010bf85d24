package main

import (
	"os"
	"path/filepath"

	"dateline"
	"dateline/internal/score"
	"dateline/read"
)

// evalQuotes scores attributions on folders in PolNeAR's layout. What is
// thought counts as found, since the corpus marks it too.
func evalQuotes(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, dir := range gold {
		texts, err := score.ReadQuotes(os.DirFS(dir))
		if err != nil {
			return nil, err
		}
		var s score.QuoteScore
		for i := range texts {
			found := r.Attributions(&dateline.Dispatch{Text: texts[i].Text})
			s.Add(&texts[i], found)
		}
		name := ""
		if len(gold) > 1 {
			name = filepath.Base(dir) + " "
		}
		rows = append(rows, quoteRows(name, &s)...)
	}
	return rows, nil
}

func quoteRows(prefix string, s *score.QuoteScore) []measures {
	count := func(name string, c score.Count) measures {
		return measures{Name: prefix + name, Figures: []figure{
			{Name: "precision", Value: c.Precision()}, {Name: "recall", Value: c.Recall()}, {Name: "f1", Value: c.F1()},
			{Name: "gold", Value: float64(c.Gold), Unit: "attributions"}, {Name: "found", Value: float64(c.Found), Unit: "attributions"}}}
	}
	share := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	rows := []measures{
		count("content, half overlapping", s.Content), count("source, exact", s.ExactSource),
		count("cue, exact", s.ExactCue), count("content, exact", s.ExactContent),
	}
	for _, form := range []dateline.StatementForm{dateline.Direct, dateline.Mixed, dateline.Indirect} {
		c := s.Forms[form]
		p, r := c.Precision.Precision(), c.Recall.Recall()
		rows = append(rows, measures{Name: prefix + string(form), Figures: []figure{
			{Name: "precision", Value: p}, {Name: "recall", Value: r}, {Name: "f1", Value: 2 * p * r / max(p+r, 1)},
			{Name: "gold", Value: float64(c.Recall.Gold), Unit: "attributions"}, {Name: "found", Value: float64(c.Precision.Found), Unit: "attributions"}}},
			measures{Name: prefix + string(form) + ", alike in form", Figures: []figure{
				{Name: "precision", Value: share(c.Same, c.Precision.Found)}, {Name: "recall", Value: share(c.Same, c.Recall.Gold)}}})
	}
	return append(rows, measures{Name: prefix + "speaker where the content matches", Figures: []figure{
		{Name: "overlapping", Value: share(s.Speaker.Right, s.WithSpeaker)}, {Name: "exact", Value: share(s.SpeakerExact.Right, s.WithSpeaker)},
		{Name: "unknown, direct", Value: share(s.Unknown, s.DirectWithSpeaker)}}})
}

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline"
	"dateline/internal/score"
	"dateline/read"
)

// evalDates scores expressions of time on TimeML and MEANTIME documents, the
// day of creation given as the reference; folders are walked.
func evalDates(gold []string) ([]measures, error) {
	var rows []measures
	for _, path := range gold {
		var s score.DateScore
		err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			if e := filepath.Ext(p); e != ".tml" && e != ".xml" && p != path {
				return nil
			}
			return scoreDates(&s, p)
		})
		if err != nil {
			return nil, err
		}
		rows = append(rows, dateRows(filepath.Base(path), &s)...)
	}
	return rows, nil
}

func scoreDates(s *score.DateScore, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	g, err := score.ReadDates(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	d := &dateline.Dispatch{Text: g.Text}
	if day, err := time.Parse(time.DateOnly, g.Reference); err == nil {
		d.Published = &day
	}
	s.Add(g, read.Dates(d))
	return nil
}

func dateRows(name string, s *score.DateScore) []measures {
	var rows []measures
	for _, m := range []struct {
		name string
		n    int
	}{{"relaxed", s.Relaxed}, {"strict", s.Strict}, {"value", s.Value}} {
		rows = append(rows, measures{Name: strings.TrimSpace(name + " " + m.name), Figures: []figure{
			{Name: "P", Value: s.Precision(m.n)}, {Name: "R", Value: s.Recall(m.n)}, {Name: "F1", Value: s.F1(m.n)},
			{Name: "gold", Value: float64(s.Gold), Unit: "expressions"}, {Name: "found", Value: float64(s.Found), Unit: "expressions"}}})
	}
	return rows
}

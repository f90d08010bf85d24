package main

import (
	"fmt"
	"os"

	"dateline"
	"dateline/internal/score"
	"dateline/read"
)

// evalPlaces scores places on the XML of LGL or GeoVirus: exact spans against
// all that the corpus marks, streets and demonyms included, and the share of
// the toponyms with coordinates that are found and put within 161 km.
func evalPlaces(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, path := range gold {
		texts, err := openPlaces(path)
		if err != nil {
			return nil, err
		}
		var s score.PlaceScore
		for i := range texts {
			out := r.Read(&dateline.Dispatch{Text: texts[i].Text})
			read.Export(out)
			s.Add(&texts[i], out.Places)
		}
		rows = append(rows, measures{Name: path, Figures: []figure{
			{Name: "precision", Value: s.Precision()},
			{Name: "recall", Value: s.Recall()},
			{Name: "f1", Value: s.F1()},
			{Name: "within161km", Value: s.NearShare()},
			{Name: "gold", Value: float64(s.Gold), Unit: "toponyms"},
			{Name: "found", Value: float64(s.Found), Unit: "places"},
		}})
	}
	return rows, nil
}

func openPlaces(path string) ([]score.GoldPlaces, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	texts, err := score.ReadPlaces(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return texts, nil
}

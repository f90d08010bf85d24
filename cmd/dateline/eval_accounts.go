package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline"
	"dateline/compare"
	"dateline/internal/score"
	"dateline/read"
)

// evalAccounts scores what compare puts together on ECB+ (Cybulska & Vossen
// 2014). Documents: all of the folders are read with their texts alone (no
// topic, no file name, no date beyond what the text says), made into
// happenings, and these held against the sub-topics by B³.
func evalAccounts(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, dir := range gold {
		stories, err := openStories(dir)
		if err != nil {
			return nil, err
		}
		var parts, found []string
		ix := compare.NewMemory()
		var ids []string
		for _, s := range stories {
			text, _ := s.Page()
			out := r.Read(&dateline.Dispatch{Text: text, Source: s.Name})
			read.Export(out)
			out.Dispatch.ID = s.Name
			if _, err := compare.Add(ix, compare.NewSketch(out)); err != nil {
				return nil, err
			}
			ids = append(ids, s.Name)
			parts = append(parts, s.Part())
		}
		groups, err := compare.Groups(ix, ids, compare.Constraints{})
		if err != nil {
			return nil, err
		}
		of := map[string]string{}
		for _, g := range groups {
			for _, m := range g.Members {
				of[m] = g.ID
			}
		}
		for _, id := range ids {
			found = append(found, of[id])
		}
		p := score.NewPartition(parts, found)
		rows = append(rows, partitionRow("documents B3", p.B3))
		rows = append(rows, measures{Name: "documents", Figures: []figure{{Name: "groups", Value: float64(len(groups)), Unit: "n"}}})
	}
	return rows, nil
}

func partitionRow(name string, o score.Overlap) measures {
	return measures{Name: name, Figures: []figure{{Name: "precision", Value: o.Precision()}, {Name: "recall", Value: o.Recall()}, {Name: "f1", Value: o.F1()}}}
}

// openStories reads the documents below a folder, in the order of their paths.
func openStories(dir string) ([]*score.Story, error) {
	var out []*score.Story
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xml") {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		s, err := score.ReadStory(f)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, s)
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: no .xml files of ECB+ in it", dir)
	}
	return out, err
}

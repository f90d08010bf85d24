package main

import (
	"fmt"
	"os"
	"path/filepath"

	"dateline/internal/score"
	"dateline/read"
)

// evalCoref scores coreference chains on folders of CoNLL files, on gold
// tokens with the program's own sentences, tags, trees and noun phrases.
func evalCoref(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, dir := range gold {
		docs, err := openCoref(dir)
		if err != nil {
			return nil, err
		}
		var s score.Coref
		for i := range docs {
			s.Add(docs[i].Chains, corefSpans(r, &docs[i]))
		}
		where := ""
		if len(gold) > 1 {
			where = filepath.Base(dir) + " "
		}
		rows = append(rows, corefRows(where, &s)...)
	}
	return rows, nil
}

// openCoref reads a file, or the .conll files of a folder in the order of
// their names.
func openCoref(path string) ([]score.CorefDocument, error) {
	files := []string{path}
	if st, err := os.Stat(path); err != nil {
		return nil, err
	} else if st.IsDir() {
		files, err = filepath.Glob(filepath.Join(path, "*.conll"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("%s: no .conll files in it", path)
		}
	}
	var out []score.CorefDocument
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		docs, err := score.ReadCoref(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, docs...)
	}
	return out, nil
}

func corefSpans(r *read.Reader, d *score.CorefDocument) [][]score.CorefSpan {
	var out [][]score.CorefSpan
	for _, c := range r.Chains(d.Page()) {
		k := make([]score.CorefSpan, len(c))
		for i, m := range c {
			k[i] = score.CorefSpan{First: m[0], Last: m[1]}
		}
		out = append(out, k)
	}
	return out
}

// corefRows gives the measures, each led by where the gold lies.
func corefRows(where string, s *score.Coref) []measures {
	row := func(name string, o score.Overlap) measures {
		return measures{Name: where + name, Figures: []figure{{Name: "precision", Value: o.Precision()}, {Name: "recall", Value: o.Recall()}, {Name: "f1", Value: o.F1()}}}
	}
	return []measures{row("MUC", s.MUC), row("B3", s.B3), row("CEAFe", s.CEAF), row("mentions", s.Mentions),
		{Name: where + "CoNLL", Figures: []figure{{Name: "f1", Value: s.F1()}}}}
}

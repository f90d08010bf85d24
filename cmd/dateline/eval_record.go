package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline"
	"dateline/internal/score"
)

// record puts rows into a golden file of scores and says what moved. Speeds
// are left out: they differ from machine to machine.
func record(file, layer string, gold []string, rows []measures, diag io.Writer) error {
	b, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	golden, err := score.ReadScores(bytes.NewReader(b))
	if err != nil {
		return &dateline.Fault{What: "not a file of scores", Where: file, Err: err}
	}
	var scores []score.Score
	for _, r := range rows {
		for _, f := range r.Figures {
			if f.Unit == "" {
				name, measure := scoreName(r.Name, f.Name, gold)
				scores = append(scores, score.Score{Layer: layer, Gold: name, Measure: measure, Value: f.String()})
			}
		}
	}
	for _, m := range golden.Set(scores) {
		was := m.Was
		if was == "" {
			was = "new"
		}
		fmt.Fprintf(diag, "%s %s %s: %s → %s\n", m.Layer, m.Gold, m.Measure, was, m.Value)
	}
	var out bytes.Buffer
	if err := golden.Write(&out); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// scoreName names a figure: by its gold, where the row is of one file, else
// by all files together, with the row's name before the measure.
func scoreName(row, figure string, gold []string) (name, measure string) {
	var all []string
	for _, g := range gold {
		if g == row {
			return goldName(g), figure
		}
		all = append(all, goldName(g))
	}
	return strings.Join(all, "+"), row + ", " + figure
}

// goldName is a path's last part without its ending.
func goldName(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"dateline"
	"dateline/internal/score"
	"dateline/read"
)

// evalDates scores dates on TimeML files, given one by one or by folder. The
// document creation time serves as the reference day.
func evalDates(gold []string) ([]measures, error) {
	r, err := read.NewBeam(1)
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, path := range gold {
		files, err := filesBelow(path, ".tml")
		if err != nil {
			return nil, err
		}
		var s score.DateScore
		for _, f := range files {
			if err := evalTimeML(r, f, &s); err != nil {
				return nil, fmt.Errorf("%s: %w", f, err)
			}
		}
		rows = append(rows, measures{Name: filepath.Base(path), Figures: []figure{
			{"texts", float64(s.Texts), "n"}, {"gold", float64(s.Gold), "n"}, {"found", float64(s.Found), "n"},
			{"relaxed", s.F1(s.Relaxed), ""}, {"strict", s.F1(s.Strict), ""}, {"value", s.F1(s.Value), ""}, {"type", s.F1(s.Type), ""},
		}})
	}
	return rows, nil
}

func evalTimeML(r *read.Reader, path string, s *score.DateScore) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	g, err := score.ReadTimeML(f)
	if err != nil {
		return err
	}
	d := &dateline.Dispatch{Text: g.Text}
	if t, err := time.Parse("2006-01-02", g.Created[:min(10, len(g.Created))]); err == nil {
		d.Published = &t
	}
	out := r.Read(d)
	for _, p := range s.Add(g.Dates, out.Dates) {
		showDate(g, p)
	}
	return nil
}

// showDate prints a difference where DATELINE_DIFF asks for it.
func showDate(g score.GoldDates, p score.DatePair) {
	if os.Getenv("DATELINE_DIFF") == "" {
		return
	}
	around := func(s dateline.Span) string {
		return fmt.Sprintf("%q", g.Text[max(0, s.Start-40):s.Start]+"[["+s.Of(g.Text)+"]]"+g.Text[s.End:min(len(g.Text), s.End+30)])
	}
	switch {
	case p.Found == nil:
		fmt.Println("MISS", p.Gold.Value, around(p.Gold.Span))
	case p.Gold == nil:
		fmt.Println("EXTRA", p.Found.Value, p.Found.Rule, around(p.Found.Span))
	case p.Gold.Span != p.Found.Span:
		fmt.Println("SPAN", p.Gold.Span.Of(g.Text), "|", p.Found.Span.Of(g.Text), "|", p.Gold.Value, p.Found.Value, p.Found.Rule)
	case p.Gold.Value != p.Found.Value:
		fmt.Println("VALUE", g.Created, p.Gold.Value, p.Found.Value, p.Found.Rule, around(p.Gold.Span))
	}
}

// filesBelow lists a file, or the files with an ending below a folder.
func filesBelow(path, ext string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, err
	}
	var out []string
	err = filepath.WalkDir(path, func(p string, _ fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == ext {
			out = append(out, p)
		}
		return err
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: no file ends in %s", path, ext)
	}
	return out, err
}

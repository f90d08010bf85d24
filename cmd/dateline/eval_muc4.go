package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"dateline"
	"dateline/internal/score"
	"dateline/read"
)

// evalMUC4 scores incidents on folders of MUC-3/4 messages and keys: files
// that begin with "key-" are keys, the others that name MUC are messages.
func evalMUC4(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, dir := range gold {
		messages, err := readMUC4(dir)
		if err != nil {
			return nil, err
		}
		var s score.MUCScore
		for i := range messages {
			out := r.Read(&dateline.Dispatch{Text: messages[i].Text})
			s.Add(&messages[i], score.IncidentsOf(out))
		}
		share := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
		rows = append(rows, measures{Name: dir, Figures: []figure{
			{Name: "precision", Value: s.Incidents.Precision()}, {Name: "recall", Value: s.Incidents.Recall()}, {Name: "f1", Value: s.Incidents.F1()},
			{Name: "irrelevant silent", Value: share(s.Silent, s.Irrelevant)}, {Name: "relevant found", Value: share(s.RelevantFound, s.RelevantGold)},
			{Name: "date", Value: share(s.DateRight, s.Dated)}, {Name: "country", Value: share(s.Country, s.Located)},
			{Name: "town", Value: share(s.TownRight, s.WithTown)}, {Name: "victims f1", Value: s.Victims.F1()},
			{Name: "victims f1, matched templates", Value: s.VictimsMatched.F1()}, {Name: "messages", Value: float64(s.Messages), Unit: "messages"}}})
	}
	return rows, nil
}

// readMUC4 reads the messages of a folder with their keys, in order of name.
func readMUC4(dir string) ([]score.MUCMessage, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	keys := map[string][]score.MUCTemplate{}
	var messages []score.MUCMessage
	for _, p := range paths {
		base := filepath.Base(p)
		isKey := strings.HasPrefix(base, "key-")
		if !isKey && !strings.Contains(base, "-muc") {
			continue
		}
		f, err := os.Open(p)
		if err != nil {
			return nil, err
		}
		if isKey {
			var k map[string][]score.MUCTemplate
			k, err = score.ReadMUCKeys(f)
			for id, t := range k {
				keys[id] = append(keys[id], t...)
			}
		} else {
			var m []score.MUCMessage
			m, err = score.ReadMUCTexts(f)
			messages = append(messages, m...)
		}
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
	}
	out := messages[:0]
	for _, m := range messages {
		if t, ok := keys[m.ID]; ok {
			m.Templates = t
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no messages with keys", dir)
	}
	return out, nil
}

package main

import "testing"

func TestScoreName(t *testing.T) {
	for _, c := range []struct {
		row           string
		gold          []string
		name, measure string
	}{
		{"data/lgl.xml", []string{"data/lgl.xml", "data/two.xml"}, "lgl", "F1"},
		{"raw text", []string{"ud/a-dev.conllu"}, "a-dev", "raw text, F1"},
		{"raw text", []string{"ud/a-dev.conllu", "ud/b-dev.conllu"}, "a-dev+b-dev", "raw text, F1"},
	} {
		if name, measure := scoreName(c.row, "F1", c.gold); name != c.name || measure != c.measure {
			t.Errorf("%s of %v: %q %q", c.row, c.gold, name, measure)
		}
	}
}

package text

import (
	"strings"
	"testing"

	"dateline"
)

func TestTitle(t *testing.T) {
	for _, c := range []struct {
		line string
		zone dateline.ZoneKind
		want bool
	}{
		{"Coastal Army Kills 20 Rebels in Port Suburb", dateline.ZoneHeadline, true},
		{"Coastal Army Kills 20 Rebels after Talks", dateline.ZoneHeadline, true},
		{"Coastal army kills 20 rebels in port suburb", dateline.ZoneHeadline, false},
		{"Coastal Army Kills 20 rebels in Port Suburb", dateline.ZoneHeadline, false},
		{"Anna Bell and Ivan Petrov", dateline.ZoneBody, false},
		{"Talks End", dateline.ZoneHeadline, false},
	} {
		d := Doc{Text: c.line}
		at := 0
		for _, w := range strings.Fields(c.line) {
			at += strings.Index(c.line[at:], w)
			d.Tokens = append(d.Tokens, Token{Start: int32(at), End: int32(at + len(w))})
			at += len(w)
		}
		d.Sentences = []Sentence{{Last: len(d.Tokens)}}
		d.Zones = []dateline.Zone{{Zone: c.zone, Span: dateline.Span{End: len(c.line)}}}
		d.MarkCaps()
		if d.Sentences[0].Title != c.want || d.Sentences[0].Caps {
			t.Errorf("%s: %+v", c.line, d.Sentences[0])
		}
	}
}

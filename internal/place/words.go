package place

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

//go:embed cues.tsv
var cuesTSV string

var commonWords = sync.OnceValue(func() map[string]bool {
	m := make(map[string]bool, 2048)
	for line := range strings.Lines(wordsTSV) {
		if line[0] != '#' {
			m[strings.TrimSpace(line)] = true
		}
	}
	return m
})

// cues gives the kinds of a cue word, see cues.tsv.
var cues = sync.OnceValue(func() map[string]cue {
	m := make(map[string]cue, 512)
	for line := range strings.Lines(cuesTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 2 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(f[1]) {
			m[w] |= cueNames[f[0]]
		}
	}
	return m
})

// cue is a set of what a word beside a name tells of it.
type cue uint32

const (
	inside    cue = 1 << iota // before: a place follows
	movement                  // before: a place may well follow
	belonging                 // before: a place may follow
	title                     // before: a person follows
	speech                    // after: somebody spoke
	local                     // after: people and things of a place
	division                  // after: part of a division's name
	street                    // after: part of a street's name
	body                      // after: a body of the place
	direction                 // before: a part of the place
	joint                     // may stand small inside a name
	feature                   // before, part of a name: Lake, Mount
	firm                      // after: a company, a team, a paper
	namesake                  // after: things named after people as often as after places
	never                     // no place by itself
	american                  // words of local news in the United States
	british                   // in Britain
	canadian                  // in Canada
	company                   // after: the name is a company's
	road                      // before a number: Highway 200
)

var cueNames = map[string]cue{
	"inside": inside, "movement": movement, "belonging": belonging, "title": title, "speech": speech, "local": local,
	"division": division, "street": street, "body": body, "direction": direction, "joint": joint, "feature": feature, "firm": firm,
	"namesake": namesake, "never": never, "american": american, "british": british, "canadian": canadian, "road": road, "company": company,
}

package figure

import (
	_ "embed"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed measures.tsv
var measuresTSV string

// measure is one line of the table.
type measure struct {
	name, role, unit string
	needs            []string // lemmas, one of which must stand in the sentence
}

type trigger struct {
	lemma string
	pos   text.UPOS
}

var measures = sync.OnceValue(func() map[trigger]measure {
	m := map[trigger]measure{}
	for _, line := range strings.Split(measuresTSV, "\n") {
		c := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(c) < 4 {
			continue
		}
		x := measure{name: c[0], role: c[3]}
		if len(c) > 4 {
			x.unit = c[4]
		}
		if len(c) > 5 {
			x.needs = strings.Split(c[5], "|")
		}
		for _, l := range strings.Split(c[1], "|") {
			m[trigger{l, text.ParseUPOS(c[2])}] = x
		}
	}
	return m
})

// whole is the role of a noun that counts deeds or lives rather than those
// they befall: "12 deaths", "claimed 43 lives".
const (
	roleObj   = "obj"
	roleSubj  = "subj"
	roleOf    = "of"
	roleSelf  = "self"
	roleState = "state"
)

package figure

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed measures.tsv
var measuresTSV string

//go:embed bounds.tsv
var boundsTSV string

//go:embed words.tsv
var wordsTSV string

// measure is one line of the table.
type measure struct {
	name, role, unit string
	needs            []string // lemmas, one of which must stand in the sentence
	with             []string // words, one of which must stand right behind
	who              string   // "any", "armed"; people where empty
}

type trigger struct {
	lemma string
	pos   text.UPOS
}

// Roles of those counted. Of is the role of a noun that counts deeds or lives
// rather than those they befall ("12 deaths", "claimed 43 lives"), act that of
// a deed that may have befallen many ("the massacre of 43 villagers").
const (
	roleObj   = "obj"
	roleSubj  = "subj"
	roleOf    = "of"
	roleAct   = "act"
	roleSelf  = "self"
	roleState = "state"
)

// lines calls take with the columns of every line of a table.
func lines(table string, take func(c []string)) {
	for line := range strings.SplitSeq(table, "\n") {
		if line != "" && line[0] != '#' {
			take(strings.Split(line, "\t"))
		}
	}
}

// measures are the lines of the table by their word, those that need more
// words first.
var measures = sync.OnceValue(func() map[trigger][]measure {
	m := map[trigger][]measure{}
	lines(measuresTSV, func(c []string) {
		c = append(c, "", "", "", "")
		x := measure{name: c[0], role: c[3], unit: c[4], who: c[7]}
		if c[5] != "" {
			x.needs = strings.Split(c[5], "|")
		}
		if c[6] != "" {
			x.with = strings.Split(c[6], "|")
		}
		for l := range strings.SplitSeq(c[1], "|") {
			t := trigger{l, text.ParseUPOS(c[2])}
			if x.with != nil {
				m[t] = append([]measure{x}, m[t]...)
			} else {
				m[t] = append(m[t], x)
			}
		}
	})
	return m
})

// participles are the regular participles of the verbs whose objects are
// counted: a tagger may take them for adjectives.
var participles = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for t, ms := range measures() {
		if t.pos != text.VERB || ms[len(ms)-1].role != roleObj || ms[len(ms)-1].with != nil {
			continue
		}
		if l := t.lemma; strings.HasSuffix(l, "e") {
			m[l+"d"] = l
		} else if n := len(l) - 1; l[n] == 'y' {
			m[l[:n]+"ied"] = l
		} else {
			m[l+"ed"], m[l+l[n:]+"ed"] = l, l
		}
	}
	return m
})

// bound is a phrase beside a number and its effect.
type bound struct {
	words  []string
	effect string
}

// bounds are the phrases by the word next to the number, the longest first, a > before it where
// they stand behind.
var bounds = sync.OnceValue(func() map[string][]bound {
	m := map[string][]bound{}
	lines(boundsTSV, func(c []string) {
		b := bound{strings.Fields(c[0]), c[1]}
		key := b.words[len(b.words)-1]
		if c[2] == "after" {
			key = ">" + b.words[0]
		}
		m[key] = append(m[key], b)
	})
	for _, bs := range m {
		slices.SortStableFunc(bs, func(a, b bound) int { return len(b.words) - len(a.words) })
	}
	return m
})

// class is a set of words with their values, 0 where they have none.
type class map[string]float64

func (c class) has(word string) bool { _, ok := c[word]; return ok }

var classes = sync.OnceValue(func() map[string]class {
	m := map[string]class{}
	lines(wordsTSV, func(c []string) {
		if m[c[0]] == nil {
			m[c[0]] = class{}
		}
		v := 0.0
		if len(c) > 2 {
			v, _ = strconv.ParseFloat(c[2], 64)
		}
		for w := range strings.SplitSeq(c[1], "|") {
			m[c[0]][w] = v
		}
	})
	return m
})

// words are the classes of words.tsv, each by its name there.
type words struct {
	numerals, scales, vague, months, before, after, hyphened, part, nobody, none, person, managed, feared, include, reach, lasting class
}

var lexicon = sync.OnceValue(func() *words {
	c := classes()
	return &words{c["numeral"], c["scale"], c["vague"], c["month"], c["before"], c["after"], c["hyphened"], c["part"], c["nobody"], c["none"],
		c["person"], c["managed"], c["feared"], c["include"], c["reach"], c["lasting"]}
})

package statement

import (
	_ "embed"
	"strings"
	"sync"

	"dateline"
	"dateline/internal/wordnet"
)

//go:embed cues.tsv
var cuesTSV string

//go:embed nouns.tsv
var nounsTSV string

// kind tells what a cue makes of its content.
type kind uint8

const (
	none    kind = iota // marks no attribution of its own
	thought             // held, hoped, feared, wanted, done: not put forward
	said                // put forward
)

// frame is a set of the shapes that a cue's content may take, see cues.tsv.
type frame uint16

const (
	clause     frame = 1 << iota // c: a finite clause
	infinitive                   // t
	object                       // o: the object is the content
	objectToo                    // n: the object opens the content
	addressed                    // a: the object is whom it is said to
	quoted                       // q
)

// cue is what the tables say of a word.
type cue struct {
	kind    kind
	listed  bool // in a table, not only in WordNet
	phrasal bool // a verb with its particle, which counts by itself
	act     bool // said only of a clause or quoted words, else a deed: "agreed to leave"
	frames  frame
	stance  dateline.Stance
	preps   []string // prepositions whose phrase is the content
}

// lists are the tables of cues.
type lists struct{ verbs, nouns map[string]*cue }

var cues = sync.OnceValue(func() *lists {
	return &lists{verbs: cueTable(cuesTSV), nouns: cueTable(nounsTSV)}
})

func cueTable(tsv string) map[string]*cue {
	m := make(map[string]*cue, 512)
	for line := range strings.Lines(tsv) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 3 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		c := &cue{listed: true, stance: dateline.Asserts}
		switch f[1] {
		case "said":
			c.kind = said
		case "act":
			c.kind, c.act = said, true
		case "thought":
			c.kind = thought
		}
		if f[2] != "-" {
			c.stance = dateline.Stance(f[2])
		}
		if len(f) > 3 {
			c.shape(f[3])
			c.phrasal = strings.Contains(f[0], " ") && f[3] != ""
		}
		m[f[0]] = c
	}
	return m
}

// shape reads the column of frames: letters first, then prepositions.
func (c *cue) shape(column string) {
	for i, w := range strings.Fields(column) {
		if i > 0 || isPreposition(w) {
			c.preps = append(c.preps, w)
			continue
		}
		for _, r := range w {
			if k := strings.IndexRune("ctonaq", r); k >= 0 {
				c.frames |= 1 << k
			}
		}
	}
}

func isPreposition(w string) bool {
	switch w {
	case "to", "on", "of", "for", "as", "at", "out", "about", "against", "in", "with":
		return true
	}
	return false
}

// takes reports whether the phrase of a preposition is the content of c.
func (c *cue) takes(prep string) bool {
	for _, p := range c.preps {
		if p == prep {
			return true
		}
	}
	return false
}

// cues of words that only WordNet knows.
var (
	saidCue    = &cue{kind: said, frames: clause | quoted, stance: dateline.Asserts}
	thoughtCue = &cue{kind: thought, frames: clause | quoted, stance: dateline.Asserts}
	noCue      = &cue{stance: dateline.Asserts}
)

// verbCue is what is known of a verb: its row, else its field in WordNet.
func verbCue(lemma string) *cue {
	if c := cues().verbs[lemma]; c != nil {
		return c
	}
	e, _ := wordnet.Lookup(lemma)
	switch {
	case e.Verb == wordnet.Communication:
		return saidCue
	case e.Verb == wordnet.Cognition || e.Verb == wordnet.Emotion:
		return thoughtCue
	case e.Verb2 == wordnet.Communication:
		return saidCue
	}
	return noCue
}

// cueAt is what is known of the verb at token i: the row of the verb with its
// particle ("shoot back"), else that of the verb.
func (f *finder) cueAt(i int) *cue {
	if i+1 < len(f.doc.Tokens) {
		switch w := f.doc.Word(i + 1); w {
		case "back", "out", "on", "in", "off", "up", "it":
			if c := cues().verbs[f.doc.Lemma(i)+" "+w]; c != nil && c.phrasal {
				return c
			}
		}
	}
	return verbCue(f.doc.Lemma(i))
}

// nounCue is what is known of a noun: its row, else its field in WordNet.
func nounCue(lemma string) *cue {
	if c := cues().nouns[lemma]; c != nil {
		return c
	}
	e, _ := wordnet.Lookup(lemma)
	switch e.Noun {
	case wordnet.NounCommunication:
		return saidCue
	case wordnet.NounCognition:
		return thoughtCue
	}
	return noCue
}

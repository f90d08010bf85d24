package event

import (
	"embed"
	"fmt"
	"sort"
	"strings"
	"sync"

	"dateline"
	"dateline/internal/wordnet"
)

//go:embed data
var files embed.FS

// A Pattern is one line of the lexicon.
type Pattern struct {
	Rule    string // file and line: "assault.tsv:12"
	Lemmas  []string
	POS     byte // of the trigger: v, n or a
	Stop    bool // what matches is no event
	Type    dateline.EventType
	Mode    string
	CAMEO   string
	Example string // a sentence in which the pattern fires
	Marks   []Mark // the parties of the example

	slots []slot
	fixed int  // how closely the frame is fixed by words
	alone bool // an event even where nobody is named: "a bomb exploded"
}

// A slot is one part of a frame.
type slot struct {
	role   byte // 'A' actor, 'T' target, 'S' party of a reciprocal act, 0 neither
	absent bool // nothing may stand here
	need   bool // a party must stand here
	paths  []path
	words  map[string]bool // lemmas, one of which must stand here; nil for any
	fields uint64          // semantic fields of nouns, as bits; 0 for any
}

// A path leads from the trigger to a dependent.
type path struct {
	kind  pathKind
	preps []string // for an oblique: any of these; nil for all
}

type pathKind uint8

const (
	atSubj  pathKind = iota + 1 // deep subject: of a passive, its agent
	atObj                       // deep object: of a passive, its subject
	atIobj                      // indirect object
	atObl                       // oblique or noun modifier with a preposition
	atPoss                      // possessor
	atMod                       // compound or adjective before a noun
	atPrt                       // particle of a phrasal verb
	atXcomp                     // infinitive or predicate
	atCcomp                     // content clause
	atLight                     // subject of the light verb that carries a noun
	atGov                       // word that a noun hangs on
	atModal                     // auxiliaries of a content clause
)

var pathKinds = map[string]pathKind{"subj": atSubj, "obj": atObj, "iobj": atIobj, "obl": atObl, "nmod": atObl,
	"poss": atPoss, "mod": atMod, "prt": atPrt, "xcomp": atXcomp, "ccomp": atCcomp, "light": atLight, "gov": atGov, "modal": atModal}

// fieldNames are the semantic fields of nouns (WordNet's lexicographer files)
// that a slot may ask for with ^.
var fieldNames = map[string]wordnet.Field{"act": wordnet.Act, "animal": wordnet.Animal, "artifact": wordnet.Artifact,
	"attribute": wordnet.Attribute, "body": wordnet.Body, "cognition": wordnet.NounCognition, "communication": wordnet.NounCommunication,
	"event": wordnet.Event, "feeling": wordnet.Feeling, "food": wordnet.Food, "group": wordnet.People, "location": wordnet.Location,
	"object": wordnet.Object, "person": wordnet.Person, "phenomenon": wordnet.Phenomenon, "plant": wordnet.Plant,
	"possession": wordnet.NounPossession, "process": wordnet.Process, "quantity": wordnet.Quantity, "state": wordnet.State,
	"substance": wordnet.Substance, "time": wordnet.Time}

// columns of a pattern.
const (
	colLemmas = iota
	colPOS
	colFrame
	colType
	colMode
	colCAMEO
	colExample
	columns
)

// lexicon is every table, read.
type lexicon struct {
	patterns []Pattern
	verbs    map[string][]int32
	nouns    map[string][]int32
	adjs     map[string][]int32
	classes  map[string][]string
	light    map[string]string // light verb to what it does with the status of its object
	signs    map[string]sign
	faults   []string
}

var tables = sync.OnceValue(loadLexicon)

// Patterns are all lines of the lexicon in the order of files and lines.
func Patterns() []Pattern { return tables().patterns }

func loadLexicon() *lexicon {
	l := &lexicon{verbs: map[string][]int32{}, nouns: map[string][]int32{}, adjs: map[string][]int32{}, classes: map[string][]string{},
		light: map[string]string{}, signs: map[string]sign{}}
	rows := func(file string, n int, f func(where string, c []string)) {
		text, err := files.ReadFile("data/" + file)
		if err != nil {
			l.faults = append(l.faults, err.Error())
			return
		}
		line := 0
		for s := range strings.Lines(string(text)) {
			line++
			s = strings.TrimRight(s, "\r\n")
			if s == "" || s[0] == '#' {
				continue
			}
			c := strings.Split(s, "\t")
			where := fmt.Sprintf("%s:%d", file, line)
			if len(c) != n {
				l.faults = append(l.faults, fmt.Sprintf("%s: %d columns, not %d", where, len(c), n))
				continue
			}
			f(where, c)
		}
	}
	rows("classes.txt", 2, func(_ string, c []string) { l.classes[c[0]] = strings.Split(c[1], "|") })
	rows("light.txt", 2, func(_ string, c []string) {
		for w := range strings.SplitSeq(c[0], "|") {
			l.light[w] = c[1]
		}
	})
	rows("signatures.txt", 5, func(where string, c []string) { l.sign(where, c) })
	for _, file := range patternFiles() {
		rows(file, columns, func(where string, c []string) { l.pattern(where, c) })
	}
	return l
}

// patternFiles are the tables of patterns, sorted by name.
func patternFiles() []string {
	entries, _ := files.ReadDir("data")
	var out []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".tsv") {
			out = append(out, e.Name())
		}
	}
	sort.Strings(out)
	return out
}

func (l *lexicon) fault(where, text string) { l.faults = append(l.faults, where+": "+text) }

// pattern takes one line in.
func (l *lexicon) pattern(where string, c []string) {
	p := Pattern{Rule: where, Lemmas: strings.Split(c[colLemmas], "|"), Stop: c[colType] == "-",
		Type: dateline.EventType(c[colType]), Mode: c[colMode], CAMEO: c[colCAMEO]}
	index := map[string]map[string][]int32{"v": l.verbs, "n": l.nouns, "a": l.adjs}[c[colPOS]]
	if index == nil {
		l.fault(where, "part of speech is v, n or a")
		return
	}
	p.POS = c[colPOS][0]
	p.Example, p.Marks = unmark(c[colExample])
	for word := range strings.FieldsSeq(c[colFrame]) {
		if word == "alone" {
			p.alone = true
			continue
		}
		s, err := l.slot(word)
		if err != "" {
			l.fault(where, err)
			return
		}
		p.fixed += s.weight()
		p.slots = append(p.slots, s)
	}
	switch {
	case p.Stop:
		p.fixed += byNeed
	case p.Mode != "":
		p.fixed += 2
	}
	if len(p.Lemmas) < 4 {
		p.fixed++
	}
	k := int32(len(l.patterns))
	l.patterns = append(l.patterns, p)
	for _, w := range p.Lemmas {
		index[w] = append(index[w], k)
	}
}

// What makes a line the closer fit: words that it asks for, the fewer the
// closer; parties that must or may not be there; parties found.
const (
	byWord  = 40
	byNeed  = 12
	byParty = 4
)

// weight is how closely a slot fixes its frame.
func (s *slot) weight() (w int) {
	if s.words != nil && !s.absent {
		w = byWord + 8 - min(8, len(s.words)/4)
		if s.fields != 0 {
			w = byWord
		}
	}
	if s.need || s.absent {
		w += byNeed
	}
	return w
}

// slot reads one word of a frame: [Role:]path[/path...][=word|word][!], or
// -path for what must be absent.
func (l *lexicon) slot(word string) (s slot, fault string) {
	rest := word
	if strings.HasPrefix(rest, "-") {
		s.absent, rest = true, rest[1:]
	}
	if strings.HasSuffix(rest, "!") {
		s.need, rest = true, rest[:len(rest)-1]
	}
	if len(rest) > 2 && rest[1] == ':' && strings.IndexByte("ATS", rest[0]) >= 0 {
		s.role, rest = rest[0], rest[2:]
	}
	rest, words, lexical := strings.Cut(rest, "=")
	if lexical {
		s.words = map[string]bool{}
		for w := range strings.SplitSeq(words, "|") {
			if field, ok := strings.CutPrefix(w, "^"); ok {
				if fieldNames[field] == 0 {
					return s, "no field " + w
				}
				s.fields |= 1 << fieldNames[field]
				continue
			}
			if !strings.HasPrefix(w, "@") {
				s.words[strings.ReplaceAll(w, "_", " ")] = true
				continue
			}
			if l.classes[w[1:]] == nil {
				return s, "no class " + w
			}
			for _, v := range l.classes[w[1:]] {
				s.words[v] = true
			}
		}
	}
	for alt := range strings.SplitSeq(rest, "/") {
		kind, preps, _ := strings.Cut(alt, ":")
		p := path{kind: pathKinds[kind]}
		if p.kind == 0 {
			return s, "no path " + alt
		}
		if preps != "" {
			p.preps = strings.Split(preps, ",")
		}
		s.paths = append(s.paths, p)
	}
	return s, ""
}

// Faults are the mistakes in the tables, each with file and line; nil when
// there are none.
func Faults() []string { return tables().faults }

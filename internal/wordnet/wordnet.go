// Package wordnet answers, for single English words, which parts of speech
// they have and to which semantic field their first senses belong: WordNet
// 3.0's lexicographer files (Fellbaum 1998). The table is generated; see
// LICENSE for WordNet's terms.
package wordnet

import (
	_ "embed"
	"sync"
)

//go:generate go run ./gen

//go:embed wordnet.bin
var table string

// Field is a lexicographer file of WordNet: a semantic field.
type Field uint8

// Fields, in WordNet's numbering plus one. None means that the word has no
// sense of that part of speech.
const (
	None              Field = 0
	NounTops          Field = iota + 3
	Act                     // noun.act: "attack"
	Animal                  // noun.animal
	Artifact                // noun.artifact: "tank"
	Attribute               // noun.attribute
	Body                    // noun.body
	NounCognition           // noun.cognition: "belief"
	NounCommunication       // noun.communication: "statement"
	Event                   // noun.event: "explosion"
	Feeling                 // noun.feeling
	Food                    // noun.food
	People                  // noun.group: "army"
	Location                // noun.location: "border"
	Motive                  // noun.motive
	Object                  // noun.object
	Person                  // noun.person: "soldier"
	Phenomenon              // noun.phenomenon
	Plant                   // noun.plant
	NounPossession          // noun.possession
	Process                 // noun.process
	Quantity                // noun.quantity
	Relation                // noun.relation
	Shape                   // noun.shape
	State                   // noun.state: "war"
	Substance               // noun.substance
	Time                    // noun.time
	BodyCare                // verb.body
	Change                  // verb.change
	Cognition               // verb.cognition: "believe"
	Communication           // verb.communication: "say"
	Competition             // verb.competition: "attack"
	Consumption             // verb.consumption
	Contact                 // verb.contact: "hit"
	Creation                // verb.creation
	Emotion                 // verb.emotion: "fear"
	Motion                  // verb.motion
	Perception              // verb.perception
	Possession              // verb.possession: "give"
	Social                  // verb.social: "meet"
	Stative                 // verb.stative
	Weather                 // verb.weather
)

// Entry is what the table holds of a word. Fields are of the first sense,
// Verb2 of the verb's second.
type Entry struct {
	Noun, Verb, Verb2 Field
	Adj, Adv          bool
}

var index = sync.OnceValue(func() []uint32 {
	start := make([]uint32, 1<<16+1)
	n := len(table) / 8
	for i := range n {
		start[hashAt(i)>>16+1]++
	}
	for i := 1; i < len(start); i++ {
		start[i] += start[i-1]
	}
	return start
})

func hashAt(i int) uint32 {
	b := table[8*i : 8*i+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// Lookup finds a lower-case word as it stands in WordNet (a lemma).
func Lookup[S string | []byte](word S) (Entry, bool) {
	h := Hash(word)
	start := index()
	for i := start[h>>16]; i < start[h>>16+1]; i++ {
		if hashAt(int(i)) == h {
			e := table[8*i+4 : 8*i+8]
			return Entry{Field(e[0]), Field(e[1]), Field(e[2]), e[3]&1 != 0, e[3]&2 != 0}, true
		}
	}
	return Entry{}, false
}

// Hash is the table's key of a word: FNV-1a in 32 bits, its bits mixed.
func Hash[S string | []byte](word S) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint32(word[i])) * 16777619
	}
	h ^= h >> 16
	h *= 0x85EBCA6B
	return h ^ h>>13
}

// Forms a word may have, found by undoing English inflection.
const (
	IsNoun  = 1 << iota // a noun as it stands
	IsVerb              // a verb as it stands
	IsAdj               // an adjective as it stands
	IsAdv               // an adverb as it stands
	IsNouns             // a plural noun
	IsVerbs             // a third person singular
	IsEd                // a past tense or participle
	IsIng               // a gerund or participle
	IsEr                // a comparative
	IsEst               // a superlative
)

// Shapes gives the set of forms that a lower-case word may be by WordNet's
// words and regular inflection; 0 when WordNet knows none.
func Shapes(word []byte) (set uint16) {
	if e, ok := Lookup(word); ok {
		set = asItStands(e)
	}
	var buf [48]byte
	for i := range inflections {
		r := &inflections[i]
		if stem, ok := r.stem(word, buf[:0]); ok {
			if e, ok := Lookup(stem); ok && r.fits(e) {
				set |= r.form
			}
		}
	}
	return set
}

func asItStands(e Entry) (set uint16) {
	for _, f := range []struct {
		has bool
		bit uint16
	}{{e.Noun != None, IsNoun}, {e.Verb != None, IsVerb}, {e.Adj, IsAdj}, {e.Adv, IsAdv}} {
		if f.has {
			set |= f.bit
		}
	}
	return set
}

type inflection struct {
	suffix, put string
	undouble    bool
	form        uint16
	fits        func(Entry) bool
}

func noun(e Entry) bool { return e.Noun != None }
func verb(e Entry) bool { return e.Verb != None }
func adj(e Entry) bool  { return e.Adj }

var inflections = []inflection{
	{"s", "", false, IsNouns, noun}, {"es", "", false, IsNouns, noun}, {"ies", "y", false, IsNouns, noun}, {"men", "man", false, IsNouns, noun},
	{"s", "", false, IsVerbs, verb}, {"es", "", false, IsVerbs, verb}, {"ies", "y", false, IsVerbs, verb},
	{"ed", "", false, IsEd, verb}, {"ed", "e", false, IsEd, verb}, {"ied", "y", false, IsEd, verb}, {"ed", "", true, IsEd, verb},
	{"ing", "", false, IsIng, verb}, {"ing", "e", false, IsIng, verb}, {"ing", "", true, IsIng, verb},
	{"er", "", false, IsEr, adj}, {"er", "e", false, IsEr, adj}, {"ier", "y", false, IsEr, adj}, {"er", "", true, IsEr, adj},
	{"est", "", false, IsEst, adj}, {"est", "e", false, IsEst, adj}, {"iest", "y", false, IsEst, adj}, {"est", "", true, IsEst, adj},
}

// NounField is the field of a lower-case noun, singular or plural; None when
// WordNet does not know it.
func NounField(word []byte) Field {
	if e, ok := Lookup(word); ok && e.Noun != None {
		return e.Noun
	}
	return undone(word, IsNouns).Noun
}

// VerbField is the field of a lower-case verb in any regular form; None when
// WordNet does not know it.
func VerbField(word []byte) Field {
	if e, ok := Lookup(word); ok && e.Verb != None {
		return e.Verb
	}
	return undone(word, IsVerbs|IsEd|IsIng).Verb
}

// undone is the entry of the stem that one of the forms comes from.
func undone(word []byte, forms uint16) Entry {
	var buf [48]byte
	for i := range inflections {
		r := &inflections[i]
		if r.form&forms == 0 {
			continue
		}
		if stem, ok := r.stem(word, buf[:0]); ok {
			if e, ok := Lookup(stem); ok && r.fits(e) {
				return e
			}
		}
	}
	return Entry{}
}

// stem undoes the inflection, in buf.
func (r *inflection) stem(word, buf []byte) ([]byte, bool) {
	n := len(word)
	if n < len(r.suffix)+2 || n > 40 || string(word[n-len(r.suffix):]) != r.suffix {
		return nil, false
	}
	stem := append(append(buf, word[:n-len(r.suffix)]...), r.put...)
	if !r.undouble {
		return stem, true
	}
	k := len(stem)
	if k < 3 || stem[k-1] != stem[k-2] {
		return nil, false
	}
	return stem[:k-1], true
}

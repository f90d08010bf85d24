package event

import (
	"strings"

	"dateline"
	"dateline/internal/text"
)

// A sign says what a word does to what hangs under it, when the word itself
// holds and when it is negated: "fail" makes denied, "not fail" actual. After
// the implicative signatures of Nairn, Condoravdi and Karttunen (2006) and the
// factuality values of Saurí and Pustejovsky (2009).
type sign struct{ pos, neg dateline.EventStatus }

// same leaves the status as it is.
const same dateline.EventStatus = "same"

// sign takes a line of the table of signatures in.
func (l *lexicon) sign(where string, c []string) {
	for _, s := range c[2:4] {
		switch dateline.EventStatus(s) {
		case same, dateline.Actual, dateline.Ongoing, dateline.Planned, dateline.Possible, dateline.Denied:
		default:
			l.fault(where, "no status "+s)
		}
	}
	for w := range strings.SplitSeq(c[0], "|") {
		l.signs[w+"/"+c[1]] = sign{dateline.EventStatus(c[2]), dateline.EventStatus(c[3])}
	}
}

// combine is the status of something under a word with that effect.
func combine(child, effect dateline.EventStatus) dateline.EventStatus {
	switch effect {
	case dateline.Denied:
		if child == dateline.Denied {
			return dateline.Actual
		}
		return dateline.Denied
	case dateline.Planned, dateline.Possible:
		if child == dateline.Denied || child == dateline.Possible {
			return child
		}
		return effect
	case dateline.Ongoing:
		if child == dateline.Actual {
			return effect
		}
	}
	return child
}

// judged is a status with what it came from.
type judged struct {
	status    dateline.EventStatus
	condition int // the verb of the clause it hangs on; -1 when there is none
	inIf      bool
	root      bool   // the climb reached the sentence's main clause
	cues      [4]int // words passed whose signature was applied
	passed    int
}

// statusOf climbs from a trigger to the root of its sentence and gathers what
// the words on the way do to it.
func (f *finder) statusOf(t, carrier int) judged {
	j := judged{status: f.local(t), condition: -1}
	if carrier != t {
		j.status = combine(f.local(carrier), j.status)
		if s, ok := f.signOf(carrier); ok {
			f.apply(&j, carrier, s)
		}
	}
	for cur, n := carrier, 0; n < 2*deepest; n++ {
		f.conditions(&j, cur)
		h := f.tree.Head(cur)
		if h < 0 {
			j.root = true
			if f.imperative(cur) {
				j.status = combine(j.status, dateline.Possible)
			}
			break
		}
		if carrier == t && n > 0 && f.presupposed(t) || !f.step(&j, cur, h) {
			break
		}
		cur = h
	}
	if j.condition >= 0 && j.status != dateline.Denied {
		j.status = dateline.Conditional
	}
	if j.root && f.question(t) && j.status != dateline.Denied {
		j.status = combine(j.status, dateline.Possible)
	}
	return j
}

// step takes one arc up and tells whether to climb on.
func (f *finder) step(j *judged, cur, h int) bool {
	if f.upended(cur, h) {
		j.condition = h
		return false
	}
	if f.ifClause(cur) {
		return f.adverbial(j, cur, h)
	}
	switch f.tree.Rel(cur) {
	case text.Conj:
		if f.tags[cur].XPOS == text.VBG && f.tags[h].XPOS == text.VB {
			return false
		}
		if f.verbal(h) && f.verbal(cur) && f.tree.Child(cur, text.Nsubj, text.NsubjPass, text.Aux, text.AuxPass) < 0 {
			j.status = combine(j.status, f.local(h))
		}
		return true
	case text.Xcomp, text.Csubj, text.CsubjPass:
		if f.tags[cur].XPOS == text.VBG || f.tags[cur].UPOS == text.NOUN || f.tree.Rel(cur) != text.Xcomp && !f.infinitive(cur) {
			f.under(j, h, same)
		} else {
			f.under(j, h, dateline.Possible)
		}
		return true
	case text.Parataxis:
		if f.imperative(cur) {
			j.status = combine(j.status, dateline.Possible)
		}
		return false
	case text.Ccomp:
		if f.counterfactual(h) {
			j.status = combine(j.status, dateline.Possible)
			return false
		}
		if s, ok := f.signOf(h); ok && s.pos == same {
			return false // a report stands by itself, whatever becomes of the telling
		}
		f.under(j, h, same)
		return true
	case text.Acl:
		if f.infinitive(cur) {
			if f.ranked(h) {
				return true
			}
			f.under(j, h, dateline.Possible)
			return true
		}
		if f.preposed(cur) {
			f.under(j, h, same)
			return true
		}
		return false
	case text.Obj, text.NsubjPass, text.Nsubj, text.Obl, text.OblAgent, text.Nmod, text.Compound:
		return f.argument(j, cur, h)
	case text.Advcl:
		return f.adverbial(j, cur, h)
	}
	return false
}

// upended tells whether the tree hung a main clause under the condition before
// it: "if Peru refuses, police will clear the square".
func (f *finder) upended(cur, h int) bool {
	if h > cur || !f.verbal(h) || !f.verbal(cur) {
		return false
	}
	switch f.tree.Rel(cur) {
	case text.Parataxis, text.Ccomp, text.Xcomp:
		m := f.tree.Child(h, text.Mark)
		return m >= 0 && m < h && (f.lower(m) == "if" || f.lower(m) == "unless")
	}
	return false
}

// argument applies the word that a noun is an argument of.
func (f *finder) argument(j *judged, cur, h int) bool {
	s, ok := f.signOf(h)
	if !ok {
		if f.verbal(cur) || f.tree.Rel(cur) == text.Nsubj || f.tree.Rel(cur) == text.Compound {
			return false
		}
		if f.tree.Rel(cur) == text.Obj && f.verbal(h) {
			j.status = combine(j.status, f.local(h))
		}
		return f.tree.Rel(cur) == text.Obj || f.tree.Rel(cur) == text.Nmod
	}
	switch f.tree.Rel(cur) {
	case text.Nsubj, text.OblAgent:
		return false
	case text.NsubjPass:
		if f.tree.Child(h, text.Xcomp, text.Advcl, text.Ccomp) >= 0 || f.lowerLemma(h) == "aim" {
			return false // "the raids are intended to weaken the rebels": there are raids
		}
	case text.Obl, text.Nmod:
		switch f.preposition(cur) {
		case "for", "of", "from", "against", "to", "on", "into", "with":
		default:
			return false
		}
	}
	f.apply(j, h, s)
	return true
}

// adverbial applies an adverbial clause's marker.
func (f *finder) adverbial(j *judged, cur, h int) bool {
	if f.ifClause(cur) {
		j.inIf = true
		j.status = combine(j.status, dateline.Possible)
		return false
	}
	if m := f.tree.Child(cur, text.Mark, text.Case); m >= 0 {
		switch f.lower(m) {
		case "from":
			if s, ok := f.signOf(h); ok {
				f.apply(j, h, s) // "prevented judges from being murdered"
			}
			return false
		case "to":
			if f.ranked(h) {
				return true
			}
			if s, ok := f.signOf(h); ok {
				f.apply(j, h, s)
			} else {
				j.status = combine(j.status, dateline.Planned)
			}
			return false
		case "without", "before", "lest":
			if f.lower(m) == "without" {
				j.status = combine(j.status, dateline.Denied)
			}
		}
		return false
	}
	if f.tags[cur].XPOS == text.VBG {
		l := f.local(h)
		if l == dateline.Planned || l == dateline.Possible {
			j.status = combine(j.status, l)
		}
		return true
	}
	return false
}

// under applies head h to a clause; unknown is what a word without a
// signature does.
func (f *finder) under(j *judged, h int, unknown dateline.EventStatus) {
	s, ok := f.signOf(h)
	if !ok {
		s = sign{unknown, unknown}
		if unknown == same {
			s.neg = dateline.Possible
			if f.verbal(h) && f.local(h) == dateline.Possible {
				s.pos = same
			}
			j.status = combine(j.status, s.pos)
			return
		}
	}
	f.apply(j, h, s)
}

func (f *finder) apply(j *judged, h int, s sign) {
	if j.passed < len(j.cues) {
		j.cues[j.passed] = h
		j.passed++
	}
	l := f.local(h)
	effect := s.pos
	if l == dateline.Denied {
		effect = s.neg
	}
	j.status = combine(j.status, effect)
	if l != dateline.Denied && effect != same {
		j.status = combine(j.status, l)
	}
}

// signOf is the signature of a word.
func (f *finder) signOf(h int) (sign, bool) {
	pos := "/v"
	switch f.tags[h].UPOS {
	case text.VERB, text.AUX:
	case text.NOUN, text.PROPN:
		pos = "/n"
	case text.ADJ:
		pos = "/a"
	default:
		return sign{}, false
	}
	s, ok := f.lex.signs[f.lowerLemma(h)+pos]
	return s, ok
}

// local is the status that a word's own auxiliaries, negation and adjectives
// give it.
func (f *finder) local(v int) dateline.EventStatus {
	out := dateline.Actual
	if f.tree.Child(v, text.Cop) >= 0 && f.tags[v].XPOS == text.VB && f.infinitive(v) {
		out = dateline.Planned // "the ministers are to meet"
	}
	be, neg := false, false
	for c := range f.tree.Children(v) {
		switch f.tree.Rel(c) {
		case text.Aux:
			switch f.lowerLemma(c) {
			case "will", "shall", "'ll", "wo":
				out = combine(out, dateline.Planned)
			case "would":
				if f.announced(v) {
					out = combine(out, dateline.Planned)
				} else {
					out = combine(out, dateline.Possible)
				}
			case "may", "might", "could", "can", "should", "must", "ought", "ca", "'d":
				out = combine(out, dateline.Possible)
			case "be":
				be = f.tags[c].XPOS != text.VBD
			}
		case text.Advmod, text.Det, text.Cc, text.CcPreconj:
			switch f.lower(c) {
			case "not", "n't", "never", "no", "neither", "nor":
				neg = true
			case "possibly", "reportedly", "allegedly", "maybe", "perhaps":
				out = combine(out, dateline.Possible)
			}
		case text.Nsubj, text.NsubjPass, text.Obj:
			if d := f.tree.Child(c, text.Det); d >= 0 && f.lower(d) == "no" {
				neg = true
			} else if w := f.lower(c); w == "nobody" || w == "none" || w == "nothing" {
				neg = true
			}
		case text.Amod:
			if s, ok := f.signOf(c); ok {
				out = combine(out, s.pos)
			}
		}
	}
	if neg {
		return dateline.Denied
	}
	if out == dateline.Actual && be && f.tags[v].XPOS == text.VBG {
		return dateline.Ongoing
	}
	return out
}

// announced tells whether a clause is told as to come by a verb in the past:
// "announced it would free prisoners".
func (f *finder) announced(v int) bool {
	for c := range f.tree.Children(v) {
		if f.ifClause(c) {
			return false
		}
	}
	h := f.tree.Head(v)
	return h >= 0 && f.tree.Rel(v) == text.Ccomp && f.tags[h].XPOS == text.VBD
}

// imperative tells whether a verb is a command.
func (f *finder) imperative(v int) bool {
	if f.tags[v].XPOS != text.VB || f.tree.Child(v, text.Nsubj, text.NsubjPass, text.Aux, text.Mark, text.Expl) >= 0 {
		return false
	}
	r := f.tree.Rel(v)
	return (r == text.Root || r == text.Parataxis) && f.opens(v)
}

// opens tells whether a verb opens its clause: what stands before it, back to
// a mark, is no noun that may be its subject.
func (f *finder) opens(v int) bool {
	for k := v - 1; k >= 0; k-- {
		switch f.tags[k].UPOS {
		case text.PUNCT:
			return true
		case text.NOUN, text.PROPN:
			if x := f.tags[k].XPOS; x == text.NNS || x == text.NNPS || v-k < 3 {
				return f.doc.SentenceAt(k) != f.doc.SentenceAt(v)
			}
		}
	}
	return true
}

// infinitive tells whether a verb is an infinitive with "to".
func (f *finder) infinitive(v int) bool {
	m := f.tree.Child(v, text.Mark)
	return m >= 0 && f.lower(m) == "to"
}

// preposed tells whether a gerund hangs on a noun by a preposition ("accused
// of killing", "plans for invading").
func (f *finder) preposed(v int) bool { return f.tree.Child(v, text.Mark, text.Case) >= 0 }

// ifClause tells whether a clause is a condition: "if the army attacks",
// "should the army attack", "provided that the army attacks".
func (f *finder) ifClause(v int) bool {
	switch f.tree.Rel(v) {
	case text.Advcl, text.Parataxis:
		if m := f.tree.Child(v, text.Mark); m >= 0 {
			switch f.lower(m) {
			case "if", "unless", "provided", "once", "until":
				return f.lower(m) != "until" && f.lower(m) != "once" || f.local(v) != dateline.Actual
			}
			return false
		}
	case text.Ccomp, text.AclRelcl, text.Acl, text.Conj:
	default:
		return false
	}
	return f.inverted(v) || f.provided(v)
}

// inverted tells whether a clause puts "should" before its subject.
func (f *finder) inverted(v int) bool {
	a := f.tree.Child(v, text.Aux)
	if a < 0 || a >= v-1 || f.lower(a) != "should" || f.tags[v].XPOS == text.VBN {
		return false
	}
	noun := false
	for k := a + 1; k < v; k++ {
		switch f.tags[k].UPOS {
		case text.NOUN, text.PROPN, text.PRON:
			noun = true
		case text.PUNCT, text.VERB, text.SCONJ:
			return false
		}
	}
	s := f.tree.Child(v, text.Nsubj, text.NsubjPass)
	return noun && (s < 0 || s > a)
}

// provided tells whether a verb without a subject makes its clause a
// condition: "provided that", "assuming that".
func (f *finder) provided(v int) bool {
	switch f.lower(v) {
	case "provided", "providing", "assuming", "supposing":
		return f.tree.Child(v, text.Ccomp) >= 0 && f.tree.Child(v, text.Nsubj, text.NsubjPass, text.Obj) < 0
	}
	return false
}

// counterfactual tells whether a sentence begins with "had" before its
// subject: "had the army attacked, hundreds would have fled".
func (f *finder) counterfactual(h int) bool {
	if f.lower(h) != "had" || f.tree.Child(h, text.Nsubj) >= 0 {
		return false
	}
	s := f.doc.SentenceAt(h)
	return s >= 0 && f.doc.Sentences[s].First == h
}

// ranked tells whether a noun says that something did happen, as one of a row:
// "the latest to hit the capital", "the first convoy to reach the town".
func (f *finder) ranked(h int) bool {
	if f.tags[h].XPOS == text.JJS || f.rank(h) {
		return true
	}
	for c := range f.tree.Children(h) {
		if f.tree.Rel(c) == text.Amod && (f.tags[c].XPOS == text.JJS || f.rank(c)) {
			return true
		}
		if f.tree.Rel(c) == text.Nmod && f.preposition(c) == "in" && f.rank(h) {
			return true
		}
	}
	// "the latest in a spate of blasts to hit the town"
	for n := 0; n < 3 && f.tree.Rel(h) == text.Nmod; n++ {
		h = f.tree.Head(h)
		if f.tags[h].XPOS == text.JJS || f.rank(h) {
			return true
		}
	}
	return false
}

func (f *finder) rank(t int) bool {
	switch f.lower(t) {
	case "first", "second", "third", "last", "latest", "only":
		return true
	}
	return false
}

// conditions notes an if-clause under a word on the way up.
func (f *finder) conditions(j *judged, cur int) {
	if j.inIf || j.condition >= 0 {
		return
	}
	for c := range f.tree.Children(cur) {
		if f.ifClause(c) {
			j.condition = c
			return
		}
		if r := f.tree.Rel(c); r != text.Obj && r != text.Obl {
			continue
		}
		for d := range f.tree.Children(c) {
			if f.tree.Rel(d) == text.AclRelcl && f.inverted(d) {
				j.condition = d // "free the pilots should the government halt the raids"
				return
			}
		}
	}
}

// question tells whether a token's sentence asks.
func (f *finder) question(t int) bool {
	s := f.doc.SentenceAt(t)
	if s < 0 {
		return false
	}
	for i := f.doc.Sentences[s].First; i < f.doc.Sentences[s].Last; i++ {
		switch f.tags[i].XPOS {
		case text.WRB, text.WP, text.WDT, text.WPS:
			return false // what a wh-question asks about is taken for granted
		}
	}
	last := f.doc.Sentences[s].Last - 1
	for last > f.doc.Sentences[s].First && f.tags[last].UPOS == text.PUNCT && f.doc.Word(last) != "?" {
		last--
	}
	return f.doc.Word(last) == "?"
}

// Statuses is what the words of the page say of the happening of any of its
// tokens, whether a pattern knows them or not: actual, ongoing, planned,
// possible, conditional or denied. Tokens out of range are actual.
func Statuses(doc *text.Doc, tokens []int) []dateline.EventStatus {
	f := bareFinder(doc)
	out := make([]dateline.EventStatus, len(tokens))
	for i, t := range tokens {
		out[i] = dateline.Actual
		if t < 0 || t >= len(doc.Tree.Arcs) {
			continue
		}
		j := f.statusOf(t, f.carrier(t))
		out[i] = j.status
		if j.inIf && j.status == dateline.Actual {
			out[i] = dateline.Possible
		}
	}
	return out
}

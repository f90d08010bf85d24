package coref

import (
	"strings"

	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// pronouns ties each pronoun to the likeliest phrase before it.
func (p *page) pronouns() {
	for i := range p.all {
		x := &p.all[i]
		if x.form != pronounForm {
			continue
		}
		if x.person != 0 {
			p.speaker(i)
		} else if x.traits&reflexive != 0 {
			if !p.emphatic(x) {
				p.reflexive(i)
			}
		} else if k := p.antecedent(i); k >= 0 {
			p.unite(k, i)
		}
	}
}

// speaker ties "I", "we" and "you" to the same word shortly before.
func (p *page) speaker(i int) {
	x := &p.all[i]
	for k := i - 1; k >= p.from(x.sentence-speakerWindow); k-- {
		y := &p.all[k]
		if y.form == pronounForm && y.person == x.person && p.plural(y) == p.plural(x) {
			p.unite(k, i)
			return
		}
	}
}

func (p *page) plural(x *phrase) bool {
	switch x.key[0] {
	case 'w', 'u', 'o':
		return true
	}
	return false
}

// from is the first phrase of a sentence, of the first one when s is below
// zero.
func (p *page) from(s int) int {
	if len(p.starts) == 0 {
		return 0
	}
	return p.starts[max(s, 0)]
}

// emphatic tells whether a reflexive only stresses the word before it: "the
// plan itself".
func (p *page) emphatic(x *phrase) bool {
	s := p.doc.Sentences[x.sentence]
	return !argument(p.doc.Tree.Rel(x.head)) || x.head > s.First && nounLike(p.doc.Tags[x.head-1].UPOS)
}

// reflexive ties "himself" to the subject of its clause, else to what came
// last.
func (p *page) reflexive(i int) {
	x := &p.all[i]
	best := -1
	for k := i - 1; k >= p.from(x.sentence); k-- {
		y := &p.all[k]
		if !p.compatible(k, i) {
			continue
		}
		if best < 0 {
			best = k
		}
		if subject(p.doc.Tree.Rel(y.head)) {
			best = k
			break
		}
	}
	if best >= 0 {
		p.unite(best, i)
	}
}

// antecedent is the phrase that weighs most for a pronoun; -1 when none fits.
func (p *page) antecedent(i int) int {
	x := &p.all[i]
	best, most := -1, weights[leastWeight]
	for k := i - 1; k >= p.from(x.sentence-pronounWindow); k-- {
		if p.all[k].part || p.all[k].person != x.person || !p.compatible(k, i) || p.barred(k, i) {
			continue
		}
		if w := p.weight(k, i); w > most {
			best, most = k, w
		}
	}
	return best
}

// barred tells whether syntax forbids that a pronoun stands for a phrase: one
// within the other, or two arguments of one verb, or the pronoun's own owner.
func (p *page) barred(k, i int) bool {
	x, y := &p.all[i], &p.all[k]
	if y.first <= x.first && x.last <= y.last {
		return true
	}
	t := &p.doc.Tree
	if t.Rel(x.head) == text.NmodPoss {
		return false
	}
	h := t.Head(x.head)
	return h >= 0 && h == t.Head(y.head) && argument(t.Rel(x.head)) && argument(t.Rel(y.head))
}

func subject(r text.Rel) bool { return r == text.Nsubj || r == text.NsubjPass }

func argument(r text.Rel) bool {
	switch r {
	case text.Nsubj, text.NsubjPass, text.Obj, text.Iobj, text.Obl, text.OblAgent:
		return true
	}
	return false
}

// What weighs for or against an antecedent.
const (
	perSentence = iota // a sentence between them
	perPhrase          // a phrase between them, to 20
	asSubject          // the antecedent's part in its clause
	asObject
	asPossessor
	asOblique
	asModifier // of a noun
	asCompound
	asConjunct
	asOther
	asPronoun // its form
	asIndefinite
	samePronoun
	sameRole
	sameTeller  // both say something: "..., Bell said. He added that ..."
	perMention  // a mention of its chain so far, to 6
	perhapsBody // the pronoun is a person's and it may be none
	perhapsPerson
	perhapsOne // the pronoun is plural and it may be one
	leastWeight
	numWeights
)

// weights are in points; they were chosen on the training part of OntoGUM, one
// at a time. What is missing weighs nothing.
var weights = [numWeights]int{perSentence: -18, perPhrase: -1, asSubject: 20, asObject: 15, asPossessor: 7, asOblique: 10, asModifier: -2, asCompound: -2, asConjunct: -4,
	asPronoun: 6, asIndefinite: -4, samePronoun: 8, sameRole: 5, sameTeller: 45, perMention: 1, perhapsBody: -26, perhapsPerson: -6, perhapsOne: -14, leastWeight: -45}

// weight says how likely phrase k is what pronoun i stands for: by distance,
// by its part in the sentence, and by how much the text speaks of it.
func (p *page) weight(k, i int) int {
	x, y := &p.all[i], &p.all[k]
	rel, own := p.doc.Tree.Rel(y.head), p.doc.Tree.Rel(x.head)
	w := weights[perSentence]*(x.sentence-y.sentence) + weights[perPhrase]*min(i-k, 20) + weights[partOf(rel)]
	if rel == own || subject(rel) && subject(own) {
		w += weights[sameRole]
	}
	if p.tells(x) && p.tells(y) {
		w += weights[sameTeller]
	}
	return w + p.formWeight(k, i) + weights[perMention]*min(p.set[p.find(k)].size, 6) + p.kindWeight(k, i)
}

// tells tells whether a phrase is the source of what is said: the subject of a
// verb of saying with what is said below or around it, or who it is "according
// to".
func (p *page) tells(x *phrase) bool {
	t := &p.doc.Tree
	v := t.Head(x.head)
	if v < 0 {
		return false
	}
	if c := t.Child(x.head, text.Case); c >= 0 {
		return strings.EqualFold(p.doc.Word(c), "according")
	}
	if !subject(t.Rel(x.head)) || p.doc.Tags[v].UPOS != text.VERB {
		return false
	}
	e, ok := wordnet.Lookup(strings.ToLower(p.doc.Lemma(v)))
	return ok && (e.Verb == wordnet.Communication || e.Verb2 == wordnet.Communication) && (t.Rel(v) == text.Parataxis || t.Child(v, text.Ccomp, text.Parataxis, text.Xcomp) >= 0)
}

// partOf is what a relation weighs as.
func partOf(r text.Rel) int {
	switch r {
	case text.Nsubj, text.NsubjPass:
		return asSubject
	case text.Obj, text.Iobj:
		return asObject
	case text.NmodPoss:
		return asPossessor
	case text.Obl, text.OblAgent, text.OblUnmarked:
		return asOblique
	case text.Nmod:
		return asModifier
	case text.Compound, text.Amod:
		return asCompound
	case text.Conj:
		return asConjunct
	}
	return asOther
}

func (p *page) formWeight(k, i int) int {
	x, y := &p.all[i], &p.all[k]
	switch {
	case y.form == pronounForm && y.traits == x.traits:
		return weights[asPronoun] + weights[samePronoun]
	case y.form == pronounForm:
		return weights[asPronoun]
	case y.form == nounForm && !y.joined && p.determiner(y) == indefinite:
		return weights[asIndefinite]
	}
	return 0
}

// kindWeight counts where a phrase is not known to be a person though the
// pronoun is, or the other way, or one where the pronoun means several.
func (p *page) kindWeight(k, i int) int {
	t, u := p.set[p.find(k)].traits, p.all[i].traits
	w := 0
	if u&number == sing && u&human != 0 && t&neut != 0 {
		w += weights[perhapsBody]
	}
	if u&gender == neut && t&human != 0 {
		w += weights[perhapsPerson]
	}
	if u&number == plur && t&sing != 0 {
		w += weights[perhapsOne]
	}
	return w
}

// Package figure finds numbers of people and things in a dispatch, with the
// bounds that their wording gives and no others: killed, injured, displaced,
// released and what else measures.tsv lists. It starts from the words that say
// what happened, goes to those whom it befell, and reads how many they are; it
// never adds, and never makes up a number for "dozens".
package figure

import (
	"slices"

	"dateline"
	"dateline/internal/text"
)

// Find returns the figures of a document in the order of the text. Statements,
// events, places and dates of the reading so far give holders and scope, and
// say what did not happen.
func Find(d *text.Doc, out *dateline.Reading) []dateline.Figure {
	f := &finder{d: d, out: out, s: newScanner(d), seen: map[[2]int]bool{}, figures: []dateline.Figure{}}
	for _, s := range d.Sentences {
		if s.First < s.Last && reported(d.ZoneAt(int(d.Tokens[s.First].Start))) {
			f.sentence(s)
		}
	}
	ordered(f.figures)
	return repeated(f.figures)
}

func reported(z dateline.ZoneKind) bool {
	return z == dateline.ZoneBody || z == dateline.ZoneBackground || z == dateline.ZoneHeadline
}

type finder struct {
	d       *text.Doc
	out     *dateline.Reading
	s       *scanner
	qs      []quantity // of the sentence
	used    []bool
	sent    text.Sentence
	lists   []partList      // of the sentence
	found   []hit           // of the sentence
	seen    map[[2]int]bool // trigger and head already counted
	figures []dateline.Figure
	by      []int // the trigger of each figure
	at      []int // the first token of each figure's number
}

// hit is a word of the table in a sentence.
type hit struct {
	i int
	m measure
}

// sentence counts what the deeds of a sentence befell; then the parts of those
// already counted; then nouns that count by themselves.
func (f *finder) sentence(s text.Sentence) {
	f.sent = s
	f.qs = f.s.all(s.First, s.Last)
	f.used = make([]bool, len(f.qs))
	f.lists = f.partLists()
	first := len(f.figures)
	f.found = f.hits()
	for _, h := range f.found {
		if h.m.role != roleSelf {
			f.trigger(h.i, h.m)
		}
	}
	f.parts(first)
	for _, h := range f.found {
		if h.m.role == roleSelf {
			f.self(h.i, h.m)
		}
	}
}

// hits are the words of the table that the sentence holds, each with the first
// of its lines that fits.
func (f *finder) hits() []hit {
	var out []hit
	for i := f.sent.First; i < f.sent.Last; i++ {
		for _, m := range f.known(i) {
			if f.fits(i, m) {
				out = append(out, hit{i, m})
				break
			}
		}
	}
	return out
}

func (f *finder) known(i int) []measure {
	pos := f.d.Tags[i].UPOS
	if pos != text.VERB && pos != text.NOUN && pos != text.ADJ {
		return nil
	}
	if l, ok := participles()[f.s.word(i)]; ok && pos != text.NOUN {
		return measures()[trigger{l, text.VERB}]
	}
	l := lower(f.d.Lemma(i))
	if ms := measures()[trigger{l, pos}]; ms != nil || pos == text.NOUN {
		return ms
	}
	if ms := measures()[trigger{f.s.word(i), pos}]; ms != nil {
		return ms
	}
	return measures()[trigger{l, text.VERB + text.ADJ - pos}]
}

// fits reports whether the sentence has what a measure needs.
func (f *finder) fits(i int, m measure) bool {
	if len(m.needs) > 0 && !f.sentenceHas(m.needs) {
		return false
	}
	if len(m.with) == 0 {
		return true
	}
	reach := 5
	if m.role == roleObj {
		reach = 9
	}
	for k := i + 1; k < min(i+reach, f.sent.Last); k++ {
		if slices.Contains(m.with, f.s.word(k)) {
			return true
		}
	}
	return false
}

func (f *finder) sentenceHas(lemmas []string) bool {
	for i := f.sent.First; i < f.sent.Last; i++ {
		if slices.Contains(lemmas, f.d.Lemma(i)) {
			return true
		}
	}
	return false
}

func (f *finder) trigger(i int, m measure) {
	if f.unreal(i, m) || f.rate(i) || f.attribute(i) {
		return
	}
	before := len(f.figures)
	if f.tally(i) {
		f.toll(i, m)
		return
	}
	switch m.role {
	case roleObj:
		f.patients(i, m)
	case roleSubj:
		f.subjects(i, m)
	case roleOf, roleAct:
		f.counted(i, m)
	case roleState:
		f.state(i, m)
	}
	if m.role == roleObj || m.role == roleAct || m.role == roleSubj {
		f.listed(i, m)
	}
	if len(f.figures) == before {
		f.nearby(i, m)
	}
	if len(f.figures) == before && m.role == roleState {
		f.included(i, m)
	}
}

// attribute reports whether a participle only describes those whom another
// deed befell: "six wounded men died".
func (f *finder) attribute(i int) bool {
	t := &f.d.Tree
	h := t.Head(i)
	if t.Rel(i) != text.Amod || h < i || f.s.word(i+1) == "," {
		return false
	}
	deed := t.Head(h)
	for _, x := range f.found {
		if x.i == deed && (x.m.role == roleObj || x.m.role == roleSubj) {
			return t.Rel(h) == text.Nsubj || t.Rel(h) == text.NsubjPass || t.Rel(h) == text.Obj
		}
	}
	return false
}

// patients are those whom a verb befalls: its object, its passive subject, the
// noun it hangs on as a participle; where it has none, its first conjunct's.
func (f *finder) patients(i int, m measure) {
	t := &f.d.Tree
	found := false
	for c := range t.Children(i) {
		switch t.Rel(c) {
		case text.NsubjPass, text.Obj, text.Iobj:
			found = f.group(i, c, m) || found
		case text.Nsubj:
			if t.Child(i, text.AuxPass, text.Cop) >= 0 || t.Child(i, text.Obj) < 0 && f.d.Tags[i].XPOS == text.VBN && t.Child(i, text.Aux) < 0 {
				found = f.group(i, c, m) || found
			}
		}
	}
	if found {
		return
	}
	switch h := t.Head(i); {
	case h < 0:
	case (t.Rel(i) == text.Acl || t.Rel(i) == text.Amod) && f.d.Tags[i].XPOS != text.VBG && !f.quantityBetween(i, h) && (h < i || f.s.word(i+1) != ","):
		f.group(i, h, m)
	case t.Rel(i) == text.Conj && f.d.Tags[h].UPOS == text.VERB && !f.quantityBetween(h, i):
		for c := range t.Children(h) {
			if r := t.Rel(c); r == text.NsubjPass && f.d.Tags[i].XPOS == text.VBN {
				f.group(i, c, m)
			}
		}
	}
}

// quantityBetween reports whether a number of its own stands between two
// words: "43 were killed and 100 injured".
func (f *finder) quantityBetween(a, b int) bool {
	for _, q := range f.qs {
		if q.number > a && q.number < b {
			return true
		}
	}
	return false
}

func (f *finder) subjects(i int, m measure) {
	t := &f.d.Tree
	h := t.Head(i)
	top := i
	if t.Rel(i) == text.Conj && h >= 0 && f.d.Tags[h].UPOS == text.VERB && t.Child(i, text.Nsubj, text.NsubjPass) < 0 && !f.quantityBetween(h, i) {
		top = h
	}
	for c := range t.Children(top) {
		if r := t.Rel(c); r == text.Nsubj || r == text.NsubjPass {
			f.group(i, c, m)
		}
	}
	if h >= 0 && (t.Rel(i) == text.AclRelcl || t.Rel(i) == text.Acl || t.Rel(i) == text.Amod) {
		f.group(i, h, m)
	}
}

// group counts a noun and those coordinated with it, each by itself: "three
// policemen and a woman" are two figures. It reports whether it counted any.
func (f *finder) group(i, head int, m measure) bool {
	found := f.count(i, head, m)
	t := &f.d.Tree
	for c := range t.Children(head) {
		if t.Rel(c) == text.Conj && !f.deedBetween(head, c) && (f.d.Tags[c].UPOS == text.NOUN || f.d.Tags[c].UPOS == text.NUM || f.d.Tags[c].UPOS == text.PROPN) {
			found = f.count(i, c, m) || found
		}
	}
	return found
}

// deedBetween reports whether another deed stands between two words: "killed
// seven people and wounded 23 others".
func (f *finder) deedBetween(a, b int) bool {
	for _, h := range f.found {
		if h.i > a && h.i < b && (h.m.role == roleObj || h.m.role == roleState) {
			return true
		}
	}
	return false
}

// ofAnother reports whether a number belongs to another deed than i, which
// stands right behind it: "eight killed, 14 injured".
func (f *finder) ofAnother(q quantity, i int) bool {
	for _, h := range f.found {
		if h.i == q.last && h.i != i && h.i > i && (h.m.role == roleState || h.m.role == roleObj && f.d.Tags[h.i].XPOS != text.VBG) {
			return h.i+1 >= f.sent.Last || f.d.Tags[h.i+1].UPOS != text.NOUN
		}
	}
	return false
}

// count makes a figure of one noun, if it says how many.
func (f *finder) count(i, head int, m measure) bool {
	if f.seen[[2]int{i, head}] || f.inList(head) {
		return false
	}
	q, k, ok := f.quantityOf(i, head)
	if !ok {
		q, ok = f.single(head)
	}
	if !ok || !f.countable(head, q, m) {
		return false
	}
	if k >= 0 {
		f.used[k] = true
	}
	if slices.Contains(m.with, f.s.word(head)) && head-1 >= q.last && f.d.Tags[head-1].XPOS == text.NNS {
		head-- // "held 22 sailors hostage"
	}
	f.seen[[2]int{i, head}] = true
	f.add(i, head, q, m)
	return true
}

// quantityOf finds the number of a noun that a deed befell, with its index: its
// own token, a dependent number, or one right before it; -1 where it has none.
func (f *finder) quantityOf(i, head int) (quantity, int, bool) {
	for k, q := range f.qs {
		if f.used[k] || f.ofAnother(q, i) {
			continue
		}
		if q.first <= head && head < q.last {
			return q, k, true
		}
		for n := q.number; n < q.end; n++ {
			if f.d.Tree.Head(n) == head && counts(f.d.Tree.Rel(n)) {
				return q, k, true
			}
		}
		if q.last <= head && head-q.last <= 3 && f.onlyAdjectives(q.last, head) {
			return q, k, true
		}
	}
	return quantity{}, -1, false
}

func counts(r text.Rel) bool {
	return r == text.Nummod || r == text.Amod || r == text.Det || r == text.Compound
}

// onlyAdjectives reports whether what lies between a number and a noun may
// belong to the noun: "12 young Kelar herdsmen", "dozens of men".
func (f *finder) onlyAdjectives(a, b int) bool {
	for k := a; k < b; k++ {
		switch f.d.Tags[k].UPOS {
		case text.ADJ, text.NOUN, text.PROPN, text.PUNCT, text.VERB:
			if f.s.word(k) == "," {
				return false
			}
		case text.DET, text.PRON:
			if k != a+1 || f.s.word(a) != "of" {
				return false
			}
		default:
			if f.s.word(k) != "of" || k != a {
				return false
			}
		}
	}
	return true
}

// add writes the figure.
func (f *finder) add(i, head int, q quantity, m measure) {
	span := f.d.SpanOf(q.first, q.last)
	x := dateline.Figure{
		Measure: f.jointly(i, q, m), Unit: m.unit, Low: q.low, High: q.high, LowOpen: q.lowOpen, HighOpen: q.highOpen, Approx: q.approx,
		Wording: span.Of(f.d.Text), Who: f.who(head, q), Evidence: []dateline.Span{f.d.SpanOf(min(q.first, i), max(q.last, i+1))},
		Rule: "figure: " + m.name + " by " + f.d.Lemma(i),
	}
	switch {
	case q.vague:
		x.Doubt = dateline.DoubtVague
	case f.supposed(i):
		x.Doubt = dateline.DoubtUnclearScope
	}
	statement := f.holder(&x, span)
	if m.role == roleOf && head == i || stateWord(x.Who) {
		x.Who = "" // deaths and lives say nothing of whose
	}
	x.Scope = f.scope(i, head, q, statement)
	f.figures = append(f.figures, x)
	f.by = append(f.by, i)
	f.at = append(f.at, q.first)
}

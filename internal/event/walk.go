package event

import (
	"dateline"
	"dateline/internal/text"
)

// deepest bounds every climb through a tree.
const deepest = 12

// passive tells whether a verb's subject is what it is done to.
func (f *finder) passive(t int) bool {
	if f.swapped(t) {
		return false
	}
	if f.tree.Child(t, text.NsubjPass, text.CsubjPass, text.OblAgent) >= 0 {
		return true
	}
	if a := f.tree.Child(t, text.AuxPass); a >= 0 && f.mention[a] < 0 {
		return true
	}
	if f.reduced(t) >= 0 {
		return true
	}
	if f.tags[t].XPOS != text.VBN || f.tree.Child(t, text.Obj) >= 0 {
		return false
	}
	for c := range f.tree.Children(t) {
		if f.tree.Rel(c) == text.Aux && f.doc.Lemma(c) == "have" {
			return false
		}
	}
	switch f.tree.Rel(t) {
	case text.Acl:
		return f.tree.Child(t, text.Nsubj) < 0 && f.after(t) < 0
	case text.Amod, text.Advcl, text.Xcomp:
		return f.tree.Child(t, text.Nsubj) < 0
	case text.Conj:
		h := f.tree.Head(t)
		return f.tree.Child(t, text.Nsubj) < 0 && f.tags[h].XPOS == text.VBN && f.passive(h)
	}
	return false
}

// reduced is the noun right before a participle that the parser took for one
// more verb of the sentence: "hoped that officials accused of theft would go";
// -1 when there is none.
func (f *finder) reduced(t int) int {
	if x := f.tags[t].XPOS; f.tree.Rel(t) != text.Conj || t == 0 || x != text.VBD && x != text.VBN {
		return -1
	}
	if f.tree.Child(t, text.Cc, text.Nsubj, text.NsubjPass, text.Obj, text.Aux, text.AuxPass) >= 0 || f.phraseAt(t+1) {
		return -1
	}
	if u := f.tags[t-1].UPOS; u != text.NOUN && u != text.PROPN || f.tree.Head(t) > t-2 || f.dated(t-1) {
		return -1
	}
	return t - 1
}

// swapped tells whether the parser hung a verb under its own object ("the army
// bombarded rebels" read as rebels that were bombarded).
func (f *finder) swapped(t int) bool {
	if f.tree.Rel(t) != text.Amod {
		return false
	}
	h := f.tree.Head(t)
	s := f.tree.Child(h, text.Nsubj)
	return h > t && (s >= 0 && s < t || f.tree.Child(t, text.Nsubj) >= 0)
}

// own is the subject that hangs on a verb itself, -1 when there is none. A
// relative pronoun is what it points back to.
func (f *finder) own(t int) int {
	c := f.tree.Child(t, text.Nsubj, text.NsubjPass, text.NsubjOuter)
	if c < 0 && f.swapped(t) {
		return f.tree.Child(f.tree.Head(t), text.Nsubj)
	}
	if c < 0 {
		return f.mistaken(t)
	}
	return f.antecedent(c, t)
}

// mistaken is a name before a finite verb that tagger and parser took for a
// function word, -1 when there is none.
func (f *finder) mistaken(t int) int {
	for c := range f.tree.Children(t) {
		if c > t {
			break
		}
		switch f.tree.Rel(c) {
		case text.Aux, text.AuxPass, text.Mark, text.Dep, text.Discourse, text.Vocative, text.Compound, text.Dislocated:
			if f.mention[c] >= 0 && f.tags[t].XPOS != text.VBG {
				return c
			}
		}
	}
	return -1
}

// antecedent is what a relative pronoun under verb t stands for, else the
// token itself.
func (f *finder) antecedent(c, t int) int {
	switch f.tags[c].XPOS {
	case text.WDT, text.WP:
	default:
		if f.doc.Lemma(c) != "that" || f.tags[c].UPOS != text.PRON {
			return c
		}
	}
	for n := 0; n < deepest && t >= 0; n++ {
		switch f.tree.Rel(t) {
		case text.AclRelcl, text.AdvclRelcl, text.Acl:
			return f.cleft(f.tree.Head(t))
		case text.Amod:
			if h := f.tree.Head(t); f.tree.Rel(h) == text.Conj && f.tree.Head(h) < t {
				return f.tree.Head(h) // "soldiers, who saved villagers, left" read as a list
			}
			return c
		case text.Conj:
		default:
			return c
		}
		t = f.tree.Head(t)
	}
	return c
}

// cleft is what "it" stands for in "it was rebels that shelled the town": the
// predicate that it hangs on; any other word is itself.
func (f *finder) cleft(h int) int {
	if f.tags[h].UPOS != text.PRON || f.lower(h) != "it" {
		return h
	}
	if p := f.tree.Head(h); p >= 0 && f.tree.Child(p, text.Cop) >= 0 {
		return p
	}
	return h
}

// surface is the grammatical subject of a verb, found by control and raising
// where the verb has none of its own; -1 when there is none.
func (f *finder) surface(t int) int {
	for n := 0; n < deepest && t >= 0; n++ {
		if s := f.own(t); s >= 0 {
			return s
		}
		if s := f.ahead(t); n == 0 && s >= 0 {
			return s
		}
		h := f.tree.Head(t)
		if h < 0 || f.unowned(t, h) {
			return -1
		}
		switch f.tree.Rel(t) {
		case text.Xcomp, text.Ccomp:
			if o := f.controller(h); o >= 0 {
				return o
			}
		case text.Acl, text.AclRelcl:
			if v := f.governor(h); v >= 0 && f.outcome(t, h) {
				t = v
				continue
			}
			if f.tags[t].XPOS == text.VB || f.tree.Child(t, text.Mark) >= 0 {
				return f.planner(h)
			}
			return h
		case text.Advcl:
			if o := f.blamed(t, h); o >= 0 {
				return o
			}
		case text.Conj, text.Parataxis, text.AdvclRelcl:
		default:
			return -1
		}
		if !f.verbal(h) {
			switch {
			case f.tags[h].UPOS == text.ADJ && (f.tree.Rel(h) == text.Amod || f.tree.Rel(h) == text.Acl):
				return f.tree.Head(h)
			case f.tags[h].UPOS != text.ADJ && f.own(h) < 0:
				return f.planner(h)
			}
		}
		t = h
	}
	return -1
}

// after is the party whose phrase starts right behind a verb, wherever the tree
// hung it: "meets German Chancellor Angela Merkel", "freed at least 19 miners";
// -1 when there is none.
func (f *finder) after(t int) int {
	last := -1
	for i := t + 1; i < len(f.tags) && i < t+10; i++ {
		switch f.tags[i].UPOS {
		case text.DET, text.NUM, text.ADJ, text.PART, text.PRON:
			continue
		case text.NOUN, text.PROPN:
			last = i
			continue
		case text.ADP, text.ADV:
			if w := f.lower(i); last < 0 && (w == "at" || w == "more" || w == "than" || w == "about" || w == "some" || w == "nearly" || w == "least") {
				continue
			}
		}
		break
	}
	return f.partyAt(last)
}

// ahead is the party whose phrase ends right before a finite verb without a
// subject; -1 when there is none.
func (f *finder) ahead(t int) int {
	switch f.tags[t].XPOS {
	case text.VBD, text.VBZ, text.VBP:
	default:
		return -1
	}
	i := t - 1
	for i > 0 && f.tags[i].UPOS == text.ADV {
		i--
	}
	if i < 0 || f.tags[i].UPOS != text.NOUN && f.tags[i].UPOS != text.PROPN || f.preposition(i) != "" {
		return -1
	}
	return f.partyAt(i)
}

// partyAt is the head of the party that a noun belongs to, -1 where it is none.
func (f *finder) partyAt(i int) int {
	if i < 0 || f.dated(i) {
		return -1
	}
	if k := f.mention[i]; k >= 0 {
		return f.doc.Mentions[k].Head
	}
	if f.human(i) {
		return i
	}
	return -1
}

// blamed is whose act a gerund after "for" or "of" is: that of the object
// ("jailed the student for helping rebels"), -1 elsewhere.
func (f *finder) blamed(t, h int) int {
	m := f.tree.Child(t, text.Mark, text.Case)
	if m < 0 || f.tags[t].XPOS != text.VBG || f.lower(m) != "for" && f.lower(m) != "of" || !f.verbal(h) {
		return -1
	}
	if o := f.objects(h, nil); len(o) > 0 && f.partyAt(o[0]) >= 0 {
		return o[0]
	}
	return -1
}

// unowned tells whether the verb h lends no subject to the clause t: reports
// of acts ("reported fighting"), finite clauses, "killed in fighting".
func (f *finder) unowned(t, h int) bool {
	x := f.tags[t].XPOS
	switch f.tree.Rel(t) {
	case text.Ccomp:
		return x != text.VB && x != text.VBG || x == text.VBG && f.lex.inClass("reports", f.lowerLemma(h))
	case text.Xcomp:
		return x == text.VBG && f.lex.inClass("reports", f.lowerLemma(h))
	case text.Advcl:
		if m := f.tree.Child(t, text.Mark, text.Case); x == text.VBG && m >= 0 && f.lower(m) == "in" {
			return f.passive(h)
		}
	}
	return false
}

// outcome tells whether a participle hangs on a noun but says what the whole
// clause led to: "struck a post near the town, killing ten".
func (f *finder) outcome(t, h int) bool {
	if f.tags[t].XPOS != text.VBG || !f.lex.inClass("harm", f.lowerLemma(t)) {
		return false
	}
	switch f.tree.Rel(h) {
	case text.Nsubj, text.NsubjPass, text.Root, text.Appos:
		return false
	}
	return true
}

// governor is the verb above a noun, -1 when there is none.
func (f *finder) governor(h int) int {
	for n := 0; n < deepest && h >= 0; n++ {
		if f.verbal(h) {
			return h
		}
		h = f.tree.Head(h)
	}
	return -1
}

// controller is the object of a verb that has somebody else act ("ordered
// the police to leave"), -1 for verbs whose subject acts.
func (f *finder) controller(h int) int {
	switch f.doc.Lemma(h) {
	case "promise", "threaten", "vow", "pledge", "offer":
		return -1
	}
	if o := f.tree.Child(h, text.Iobj, text.Obj); o >= 0 {
		return o
	}
	if f.doc.Lemma(h) == "call" || f.doc.Lemma(h) == "appeal" {
		for c := range f.tree.Children(h) {
			if f.tree.Rel(c) == text.Obl && f.preposition(c) != "for" {
				return c
			}
		}
	}
	return -1
}

// planner is whose plan, decision or call a noun is: its owner, or the subject
// of the verb that it is object of.
func (f *finder) planner(h int) int {
	if p := f.tree.Child(h, text.NmodPoss); p >= 0 {
		return p
	}
	up := f.tree.Head(h)
	if up >= 0 && f.verbal(up) && (f.tree.Rel(h) == text.Obj || f.tree.Rel(h) == text.Obl) {
		return f.own(up)
	}
	return -1
}

func (f *finder) verbal(t int) bool { return f.tags[t].UPOS == text.VERB || f.tags[t].UPOS == text.AUX }

// subjects are the heads of a verb's deep subjects.
func (f *finder) subjects(t int, out []int) []int {
	if f.passive(t) {
		for c := range f.tree.Children(t) {
			if f.tree.Rel(c) == text.OblAgent || f.tree.Rel(c) == text.Obl && f.preposition(c) == "by" {
				out = append(out, c)
			}
		}
		if len(out) == 0 {
			out = f.agents(t, out)
		}
		return out
	}
	s := f.surface(t)
	if s < 0 {
		return out
	}
	out = append(out, s)
	for c := range f.tree.Children(t) {
		if f.tree.Rel(c) == text.Nsubj && c != s && f.antecedent(c, t) == c {
			out = append(out, c) // lists are often read as two subjects
		}
	}
	if l := f.leftOf(s, t); l >= 0 {
		out = append(out, l)
	}
	return out
}

// agents are those who act in a passive, where the tree hung them under what
// stands between: "was invited to a summit by France".
func (f *finder) agents(t int, out []int) []int {
	for c := range f.tree.Children(t) {
		switch f.tree.Rel(c) {
		case text.Obl, text.Xcomp, text.Advcl:
		default:
			continue
		}
		for d := range f.tree.Children(c) {
			if r := f.tree.Rel(d); d > t && (r == text.Nmod || r == text.Obl || r == text.OblAgent) && f.preposition(d) == "by" && (f.mention[d] >= 0 || f.human(d)) && !f.dated(d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// leftOf is a party that the words join to a subject but the tree does not:
// "Putin and his counterpart Poroshenko agreed"; -1 when there is none.
func (f *finder) leftOf(s, verb int) int {
	i := s
	if k := f.mention[s]; k >= 0 {
		i = f.doc.Mentions[k].First
	}
	for i--; i > 0 && s-i < 8; i-- {
		switch f.tags[i].UPOS {
		case text.ADJ, text.NOUN, text.PRON, text.DET, text.PROPN:
			continue
		case text.CCONJ:
			if f.lower(i) != "and" || f.mention[i-1] < 0 {
				return -1
			}
			if w := f.widest(i); w >= 0 && w != s {
				return w
			}
			h := f.doc.Mentions[f.mention[i-1]].Head
			for n := 0; n < deepest && f.tree.Rel(h) == text.Conj; n++ {
				h = f.tree.Head(h)
			}
			if g := f.tree.Head(h); g >= 0 && f.tree.Rel(h) == text.Nmod && f.human(g) && !f.tree.Within(g, s) {
				return g
			}
			switch f.tree.Rel(h) {
			case text.Appos, text.Nmod, text.Obl, text.Dep, text.Compound, text.Nsubj, text.OblUnmarked, text.Conj:
				if f.preposition(h) == "" && !f.tree.Within(h, s) {
					return h
				}
			}
		}
		return -1
	}
	return -1
}

// widest is the head of the longest nominal mention that ends before a token
// and holds others ("the leaders of Russia, Belarus and Kazakhstan"), -1 when
// there is none.
func (f *finder) widest(end int) int {
	best := -1
	for k := range f.doc.Mentions {
		m := &f.doc.Mentions[k]
		if m.Last == end && m.Form == dateline.FormNominal && m.Head < end-1 && (best < 0 || m.First < f.doc.Mentions[best].First) {
			best = k
		}
	}
	if best < 0 {
		return -1
	}
	return f.doc.Mentions[best].Head
}

// objects are the heads of a verb's deep objects.
func (f *finder) objects(t int, out []int) []int {
	if f.passive(t) {
		if f.tags[t].XPOS == text.VBG && f.tree.Child(t, text.AuxPass) < 0 {
			return out // "killed in shelling by the army"
		}
		s := f.own(t)
		if s < 0 {
			s = f.reduced(t)
		}
		switch {
		case s >= 0:
		case f.tree.Rel(t) == text.Acl || f.tree.Rel(t) == text.Amod:
			s = f.tree.Head(t)
		default:
			s = f.surface(t)
		}
		if s >= 0 {
			out = append(out, s)
		}
		return out
	}
	if f.swapped(t) {
		return append(out, f.tree.Head(t))
	}
	bare := -1
	for c := range f.tree.Children(t) {
		switch f.tree.Rel(c) {
		case text.Obj:
			out = append(out, f.antecedent(c, t))
		case text.Obl, text.OblUnmarked, text.Dep:
			if bare < 0 && c > t && (f.mention[c] >= 0 || f.human(c)) && f.preposition(c) == "" && !f.dated(c) {
				bare = c
			}
		}
	}
	if len(out) == 0 && bare >= 0 {
		out = append(out, bare) // an object that the parser took for an adverbial
	}
	if c := f.tree.Child(t, text.Iobj); len(out) == 0 && c >= 0 {
		out = append(out, f.antecedent(c, t))
	}
	if len(out) == 0 {
		if a := f.after(t); a >= 0 {
			out = append(out, a)
		}
	}
	if len(out) == 0 && f.tree.Rel(t) == text.Conj && f.verbal(f.tree.Head(t)) {
		if r := f.shared(t); r >= 0 {
			out = append(out, r)
		}
	}
	if len(out) == 0 && f.tree.Rel(t) == text.AclRelcl && f.own(t) >= 0 && f.own(t) != f.tree.Head(t) {
		out = append(out, f.tree.Head(t))
	}
	return out
}

// shared is the object that a coordinated verb has in common with a later
// conjunct or its head ("seized and burned the trucks").
func (f *finder) shared(t int) int {
	h := f.tree.Head(t)
	if o := f.tree.Child(h, text.Obj); o > t {
		return o
	}
	return -1
}

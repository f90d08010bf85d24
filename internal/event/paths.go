package event

import (
	"slices"

	"dateline/internal/text"
)

// preposition is the lemma of the first case marker of a noun, "" when it has
// none.
func (f *finder) preposition(c int) string {
	if k := f.tree.Child(c, text.Case); k >= 0 {
		return f.lower(k)
	}
	return ""
}

// obliques are the heads of dependents with one of the prepositions: of the
// trigger, of its object, and of the light verb that carries it; where none of
// them has one, of what hangs on them ("the shelling of Donetsk by rebels",
// "called for talks with Mali").
func (f *finder) obliques(t, carrier int, preps []string, out []int) []int {
	from := [3]int{t, -1, -1}
	if f.verbal(t) {
		if from[1] = f.tree.Child(t, text.Obj); from[1] < 0 && f.passive(t) {
			from[1] = f.own(t)
		}
	} else if carrier != t {
		from[1] = carrier
	}
	if h := f.tree.Head(t); from[1] < 0 && h >= 0 && f.tree.Rel(t) == text.Conj {
		from[2] = h
	}
	before := len(out)
	for _, v := range from {
		if v >= 0 {
			out = f.phrases(v, t, preps, false, out)
		}
	}
	if h := f.tree.Head(t); h > t {
		switch f.tree.Rel(t) {
		case text.Nsubj, text.NsubjPass, text.Ccomp:
			out = f.before(h, t, preps, out)
		}
	}
	if len(out) > before || preps == nil {
		return out
	}
	for _, v := range from {
		if v < 0 {
			continue
		}
		for c := range f.tree.Children(v) {
			if r := f.tree.Rel(c); c > t && (r == text.Obl || r == text.Nmod) {
				out = f.phrases(c, t, preps, true, out)
			}
		}
	}
	return out
}

// before are the phrases between a subject or a content clause and the verb
// after it, which belong to what comes first, whatever the tree says: "talks
// between Iran and Oman went on", "issued warrants for two men, police said".
func (f *finder) before(verb, t int, preps []string, out []int) []int {
	for c := range f.tree.Children(verb) {
		if c >= verb {
			break
		}
		if p := f.preposition(c); c > t && p != "" && (preps == nil || slices.Contains(preps, p)) {
			out = append(out, c)
		}
	}
	return out
}

// phrases are the dependents of v with one of the prepositions; deeper ones
// with "of" belong to the word before them.
func (f *finder) phrases(v, t int, preps []string, deeper bool, out []int) []int {
	for c := range f.tree.Children(v) {
		switch f.tree.Rel(c) {
		case text.Obl, text.Nmod, text.OblAgent, text.Advcl, text.Acl:
			if p := f.preposition(c); c != t && p != "" && !(deeper && p == "of") && (preps == nil || slices.Contains(preps, p)) {
				out = append(out, c)
			}
		}
	}
	return out
}

// fill gives the heads that stand where a path leads.
func (f *finder) fill(t, carrier int, p path, out []int) []int {
	switch p.kind {
	case atPoss:
		if f.verbal(t) {
			return f.objects(t, out) // whose request, plan or decision is done something to
		}
		return f.children(t, p.kind, out)
	case atSubj:
		return f.subjects(t, out)
	case atObj:
		return f.objects(t, out)
	case atObl:
		return f.obliques(t, carrier, p.preps, out)
	case atLight:
		if carrier != t {
			return f.subjects(carrier, out)
		}
	case atGov:
		if h := f.tree.Head(t); h >= 0 {
			return append(out, h)
		}
	default:
		return f.children(t, p.kind, out)
	}
	return out
}

// toVerb tells whether a verb stands with "to" and has no subject of its
// own.
func (f *finder) toVerb(v int) bool {
	m := f.tree.Child(v, text.Mark)
	return m >= 0 && f.lower(m) == "to" && f.tree.Child(v, text.Nsubj, text.NsubjPass) < 0
}

// infinitives are the clauses with "to" right after an object under which the
// tree hung them.
func (f *finder) infinitives(o int, out []int) []int {
	for c := range f.tree.Children(o) {
		if f.tree.Rel(c) == text.Acl && f.toVerb(c) && c == o+2 {
			out = append(out, c)
		}
	}
	return out
}

// modals are the auxiliaries of a clause.
func (f *finder) modals(v int, out []int) []int {
	for c := range f.tree.Children(v) {
		if f.tree.Rel(c) == text.Aux {
			out = append(out, c)
		}
	}
	return out
}

func (f *finder) children(t int, kind pathKind, out []int) []int {
	for c := range f.tree.Children(t) {
		ok := false
		switch f.tree.Rel(c) {
		case text.Iobj, text.Obj:
			if ok = kind == atIobj && f.tree.Rel(c) == text.Iobj; kind == atXcomp {
				out = f.infinitives(c, out) // "told the ministry to pay"
			}
		case text.NmodPoss:
			ok = kind == atPoss
		case text.Compound, text.Amod, text.NmodDesc:
			ok = kind == atMod
		case text.CompoundPrt, text.Advmod:
			ok = kind == atPrt
		case text.Xcomp:
			ok = kind == atXcomp
		case text.Ccomp, text.Advcl, text.Acl:
			switch inf := f.toVerb(c) && (f.tags[t].UPOS != text.VERB || f.tree.Rel(c) == text.Advcl && f.passive(t)); {
			case inf:
				ok = kind == atXcomp
			case f.tree.Rel(c) == text.Ccomp && kind == atModal:
				out = f.modals(c, out)
			default:
				ok = kind == atCcomp && f.tree.Rel(c) == text.Ccomp
			}
		}
		if ok {
			out = append(out, c)
		}
	}
	return out
}

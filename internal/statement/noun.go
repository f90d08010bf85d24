package statement

import (
	"dateline/internal/text"
)

// noun tries the noun at token i: "his claim that ...", "calls for ...".
func (f *finder) noun(i int) {
	c := nounCue(f.doc.Lemma(i))
	if c.kind == none {
		return
	}
	a := attribution{head: i, c: c, kind: c.kind, agent: -1, holder: -1, cue: part{i, i + 1}}
	k := f.nounContent(i, c, &a)
	if k < 0 {
		return
	}
	f.nounSource(i, k, &a)
	if a.source.empty() && (!c.listed || a.rule != "noun-clause") {
		return
	}
	f.add(a)
}

// nounContent takes the clause or phrase under the noun and gives its head.
func (f *finder) nounContent(i int, c *cue, a *attribution) int {
	for k := range f.tree.Children(i) {
		if k < i {
			continue
		}
		m := f.tree.Child(k, text.Mark)
		switch f.tree.Rel(k) {
		case text.Acl, text.Ccomp, text.Advcl:
			if m < 0 || m > k {
				continue
			}
			if f.doc.Lemma(m) == "that" && c.frames&clause != 0 || f.doc.Tags[m].XPOS == text.TO && c.frames&infinitive != 0 {
				a.content, a.rule = append(a.content, f.after(f.edges(k), i)), "noun-clause"
				return k
			}
		case text.Nmod, text.Obl:
			if m = f.tree.Child(k, text.Case); m == i+1 && c.takes(f.doc.Lemma(m)) {
				a.cue.last = m + 1
				a.content, a.rule = append(a.content, f.after(f.edges(k), m)), "noun-phrase"
				return k
			}
		}
	}
	return -1
}

func (f *finder) after(p part, i int) part { return part{max(p.first, i+1), p.last} }

// nounSource takes the holder of a noun: whose it is, by whom, or who makes it.
func (f *finder) nounSource(i, content int, a *attribution) {
	if k := f.tree.Child(i, text.NmodPoss); k >= 0 && k < i {
		p := f.edges(k)
		for x := k + 1; x < i && f.tree.Within(x, k); x++ {
			if f.doc.Tags[x].XPOS == text.POS {
				p.last = x
				break
			}
		}
		a.source, a.holder = f.trim(part{p.first, min(p.last, i)}), k
		return
	}
	for k := range f.tree.Children(i) {
		if k == content || k < i || f.tree.Rel(k) != text.Nmod {
			continue
		}
		m := f.tree.Child(k, text.Case)
		if m < 0 {
			continue
		}
		switch f.doc.Word(m) {
		case "by", "of", "from":
			p := f.edges(k)
			a.source, a.holder = f.trim(part{m + 1, min(p.last, max(m+1, f.edges(content).first))}), k
			return
		}
	}
	f.makerOf(i, a)
}

// makerOf takes the subject of the verb that the noun is the object of: "he
// made the claim that".
func (f *finder) makerOf(i int, a *attribution) {
	v := f.tree.Head(i)
	if v < 0 || v > i || f.tree.Rel(i) != text.Obj || f.doc.Tags[v].UPOS != text.VERB {
		return
	}
	k := f.subject(v)
	if k < 0 {
		return
	}
	if a.cue.first-v <= 4 {
		a.cue.first = f.cueOf(v).first
	}
	f.setSource(v, k, a)
}

// according takes "according to X, ...": the clause around it.
func (f *finder) according(i int) {
	if i+2 >= len(f.doc.Tokens) || f.doc.Word(i+1) != "to" && f.doc.Word(i+1) != "TO" {
		return
	}
	k := f.tree.Head(i)
	if k <= i+1 {
		k = f.nounAfter(i + 2)
	}
	if k < 0 {
		return
	}
	s := f.sentence(i)
	p := f.edges(k)
	p = part{i + 2, min(p.last, s.last)}
	if p.first != i+2 || p.empty() {
		return
	}
	p.last = f.oneName(k, p)
	for j := k + 2; j < p.last; j++ {
		if t := f.doc.Tags[j]; t.UPOS == text.DET && f.doc.Tags[j-1].UPOS != text.ADP && f.finite(part{j, p.last}) && !f.apposed(part{i + 2, j}) {
			p.last = j
		}
	}
	a := attribution{head: i, c: saidCue, kind: said, agent: -1, cue: part{i, i + 2}, source: f.trim(p), holder: k, rule: "according"}
	a.content = f.clauseAround(k, part{i, a.source.last}, s)
	f.add(a)
}

// oneName is the end of the phrase of token k, cut at a comma or dash that no
// apposition begins with.
func (f *finder) oneName(k int, p part) int {
	for i := k + 1; i < p.last; i++ {
		switch f.doc.Word(i) {
		case ",", "-", "--", "—", "–", ";", ":":
		default:
			continue
		}
		if f.doc.Word(i) == "-" && !spacedBefore(f.doc.Text, int(f.doc.Tokens[i].Start)) {
			continue
		}
		if f.doc.Word(i) == "," && p.first-2 > f.sentence(k).first {
			for c := range f.tree.Children(k) {
				if e := f.edges(c); (f.tree.Rel(c) == text.Appos || f.tree.Rel(c) == text.AclRelcl) && e.first <= i+1 && e.last > i {
					return p.last
				}
			}
		}
		return i
	}
	return p.last
}

func (f *finder) nounAfter(i int) int {
	s := f.sentence(i)
	for k := i; k < s.last; k++ {
		switch f.doc.Tags[k].UPOS {
		case text.NOUN, text.PROPN, text.PRON:
			return k
		}
	}
	return -1
}

// clauseAround is the nearest clause above token k without the hole.
func (f *finder) clauseAround(k int, hole, s part) []part {
	if hole.last+1 >= s.last && hole.first > s.first && !f.saidBefore(s.first, hole.first) {
		return subtract(s, hole)
	}
	h := f.tree.Head(k)
	for range 12 {
		if h < 0 {
			break
		}
		r := f.tree.Rel(h)
		if r == text.Root || r == text.Ccomp || r == text.Parataxis || r == text.Conj && f.tree.Child(h, text.Nsubj, text.NsubjPass) >= 0 {
			break
		}
		h = f.tree.Head(h)
	}
	whole := s
	if h >= 0 {
		whole = f.edges(h)
	}
	return subtract(whole, hole)
}

// saidBefore tells whether a cue of saying has been found between two tokens.
func (f *finder) saidBefore(first, last int) bool {
	for n := len(f.found) - 1; n >= 0 && n >= len(f.found)-8; n-- {
		if a := &f.found[n]; a.kind == said && first <= a.cue.first && a.cue.first < last {
			return true
		}
	}
	return false
}

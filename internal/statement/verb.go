package statement

import (
	"strings"

	"dateline/internal/text"
)

// verb tries the verb at token i: does it govern something that its subject
// says or thinks?
func (f *finder) verb(i int) {
	c := verbCue(f.doc.Lemma(i))
	if c.kind == none {
		return
	}
	a := attribution{head: i, c: c, kind: c.kind, agent: -1}
	a.cue = f.cueOf(i)
	if !f.content(i, c, &a) {
		return
	}
	f.sourceOf(i, &a)
	if f.tree.Rel(i) == text.Amod || a.source.empty() && !c.listed {
		return
	}
	f.add(a)
}

// content looks for what the verb at token i puts forward, the surest shape
// first, and tells whether there is anything.
func (f *finder) content(i int, c *cue, a *attribution) bool {
	return c.frames&clause != 0 && f.clauseOf(i, a) ||
		c.frames&objectToo != 0 && f.objectOn(i, c, a) ||
		c.frames&infinitive != 0 && f.infinitiveOf(i, a) ||
		f.prepOf(i, c, a) ||
		c.frames&object != 0 && f.objectOf(i, a) ||
		c.frames&clause != 0 && f.around(i, a)
}

// clauseOf takes a finite clause under the verb.
func (f *finder) clauseOf(i int, a *attribution) bool {
	k := f.tree.Child(i, text.Ccomp)
	if k < 0 {
		k = f.colonClause(i)
	}
	if k < 0 {
		return false
	}
	p := f.edges(k)
	if k > i && p.first <= i {
		p.first = i + 1
	}
	if k < i && p.last > i {
		p.last = i
	}
	a.content, a.rule = append(a.content, p), "clause"
	return true
}

// colonClause is a clause that stands beside the verb after a colon, "X said:
// ...", -1 when there is none.
func (f *finder) colonClause(i int) int {
	for k := range f.tree.Children(i) {
		if k > i && f.tree.Rel(k) == text.Parataxis && f.subject(k) >= 0 {
			if e := f.edges(k); e.first > 0 && f.doc.Word(e.first-1) == ":" || f.doc.Word(e.first) == ":" || f.quote[e.first] >= 0 {
				return k
			}
		}
	}
	return -1
}

// around takes the clause that the verb is set into or after: "..., X said",
// "as X said, ...".
func (f *finder) around(i int, a *attribution) bool {
	h := f.tree.Head(i)
	if h < 0 || f.subject(i) < 0 {
		return false
	}
	switch f.tree.Rel(i) {
	case text.Parataxis:
	case text.Advcl, text.AdvclRelcl:
		if m := f.tree.Child(i, text.Mark, text.Advmod); m < 0 || !strings.EqualFold(f.doc.Word(m), "as") {
			return false
		}
	default:
		return false
	}
	hole := f.edges(i)
	whole := f.edges(h)
	a.content = append(a.content, subtract(whole, hole)...)
	a.rule = "around"
	return true
}

// infinitiveOf takes "to do" under the verb.
func (f *finder) infinitiveOf(i int, a *attribution) bool {
	for k := range f.tree.Children(i) {
		if k < i || f.tree.Rel(k) != text.Xcomp && f.tree.Rel(k) != text.Ccomp && f.tree.Rel(k) != text.Advcl {
			continue
		}
		m := f.tree.Child(k, text.Mark)
		if m < 0 || f.doc.Tags[m].XPOS != text.TO || f.tree.Rel(k) == text.Advcl && m != i+1 {
			continue
		}
		p := f.edges(k)
		p.first = max(p.first, i+1)
		a.content, a.rule = append(a.content, p), "infinitive"
		return true
	}
	return false
}

// objectOn takes what is demanded of somebody or said of something: the object
// and what follows it.
func (f *finder) objectOn(i int, c *cue, a *attribution) bool {
	p := part{}
	for k := range f.tree.Children(i) {
		if k < i {
			continue
		}
		switch f.tree.Rel(k) {
		case text.Obj, text.Xcomp, text.Iobj:
			p = f.extend(p, k)
		case text.Ccomp:
			if !p.empty() {
				p = f.extend(p, k)
			}
		case text.Obl, text.Advcl:
			if m := f.tree.Child(k, text.Case, text.Mark); !p.empty() && m >= 0 {
				switch f.doc.Word(m) {
				case "of", "to", "for", "as", "against", "from":
					p = f.extend(p, k)
				}
			}
		}
	}
	if p.empty() {
		return false
	}
	a.content, a.rule = append(a.content, p), "object-on"
	return true
}

func (f *finder) extend(p part, k int) part {
	if p.empty() {
		return f.edges(k)
	}
	return p.union(f.edges(k))
}

// objectOf takes a thing said, denied, announced.
func (f *finder) objectOf(i int, a *attribution) bool {
	k := f.tree.Child(i, text.Obj)
	if k < i {
		return false
	}
	a.content, a.rule = append(a.content, f.edges(k)), "object"
	return true
}

// prepOf takes the phrase of a preposition: "called for ...", "warned of ...".
func (f *finder) prepOf(i int, c *cue, a *attribution) bool {
	if len(c.preps) == 0 {
		return false
	}
	for k := range f.tree.Children(i) {
		switch f.tree.Rel(k) {
		case text.Obl, text.Advcl, text.Xcomp, text.Ccomp:
		default:
			continue
		}
		m := f.tree.Child(k, text.Case, text.Mark)
		if k < i || m != i+1 || !c.takes(f.doc.Lemma(m)) {
			continue
		}
		p := f.edges(k)
		p.first = m + 1
		a.cue.last = m + 1
		a.content, a.rule = append(a.content, p), "prep"
		return true
	}
	return false
}

// cueOf is the verb with its auxiliaries, adverbs and particle, as far as they
// stand together.
func (f *finder) cueOf(i int) part {
	p := part{i, i + 1}
	for k := i - 1; k >= 0 && f.tree.Head(k) == i; k-- {
		switch f.tree.Rel(k) {
		case text.Aux, text.AuxPass, text.Advmod, text.Cop:
			p.first = k
			continue
		}
		break
	}
	if p.last < len(f.doc.Tokens) && f.tree.Head(i+1) == i && f.tree.Rel(i+1) == text.CompoundPrt {
		p.last++
	}
	return p
}

// subject is the word that names who does what the verb at token i says, as
// far as it stands under the verb itself; -1 when none does.
func (f *finder) subject(i int) int { return f.tree.Child(i, text.Nsubj, text.NsubjOuter) }

// sourceOf looks for the holder of the verb at token i, going up through
// coordinated and governing verbs.
func (f *finder) sourceOf(i int, a *attribution) {
	a.holder = -1
	passive := f.isPassive(i)
	v := i
	for range 6 {
		if passive && v == i {
			if f.agentOf(i, a) {
				return
			}
		} else if k := f.subject(v); k >= 0 {
			f.setSource(v, k, a)
			return
		} else if v != i && f.isPassive(v) && f.doc.Lemma(v) == "quote" {
			f.quotedAs(v, a)
			return
		} else if v != i {
			if k := f.tree.Child(v, text.NsubjPass); k >= 0 {
				f.setSource(v, k, a)
				return
			}
		}
		h := f.tree.Head(v)
		if h < 0 || passive {
			break
		}
		switch f.tree.Rel(v) {
		case text.Conj, text.Xcomp, text.Advcl, text.AdvclRelcl, text.Ccomp, text.Parataxis, text.Obl:
			if f.tree.Rel(v) == text.Xcomp || f.tree.Rel(v) == text.Advcl {
				f.joinCue(h, v, a)
			}
			v = h
		case text.Acl, text.AclRelcl:
			f.setSource(v, h, a)
			return
		default:
			f.inverted(i, a)
			return
		}
	}
	f.inverted(i, a)
}

// joinCue draws the governing verb into the cue: "went on to say".
func (f *finder) joinCue(h, v int, a *attribution) {
	if a.cue.first <= h || v != a.head || a.cue.first-h > 3 {
		return
	}
	for k := h + 1; k < a.cue.first; k++ {
		switch f.doc.Tags[k].UPOS {
		case text.PART, text.ADP, text.ADV, text.SCONJ:
		default:
			return
		}
	}
	a.cue.first = f.cueOf(h).first
}

func (f *finder) isPassive(i int) bool {
	return f.tree.Child(i, text.AuxPass, text.NsubjPass) >= 0
}

// agentOf takes the holder from "by X".
func (f *finder) agentOf(i int, a *attribution) bool {
	k := f.tree.Child(i, text.OblAgent)
	if k < 0 {
		for c := range f.tree.Children(i) {
			if m := f.tree.Child(c, text.Case); f.tree.Rel(c) == text.Obl && m >= 0 && f.doc.Word(m) == "by" {
				k = c
			}
		}
	}
	if k < 0 {
		return false
	}
	p := f.edges(k)
	if m := f.tree.Child(k, text.Case); m >= 0 && m >= p.first && m < k {
		if m == a.cue.last {
			a.cue.last = m + 1
		}
		p.first = m + 1
	}
	a.source, a.holder = f.trim(p), k
	return true
}

// quotedAs takes "X was quoted by AGENCY as saying": X holds, AGENCY relays.
func (f *finder) quotedAs(v int, a *attribution) {
	k := f.tree.Child(v, text.NsubjPass, text.Nsubj)
	if k < 0 {
		return
	}
	f.setSource(v, k, a)
	for c := range f.tree.Children(v) {
		if m := f.tree.Child(c, text.Case); (f.tree.Rel(c) == text.Obl || f.tree.Rel(c) == text.OblAgent) && m >= 0 && f.doc.Word(m) == "by" {
			a.agent = c
		}
	}
}

// setSource makes the phrase of token k, under verb v, the source. A relative
// pronoun stands for its antecedent.
func (f *finder) setSource(v, k int, a *attribution) {
	p := f.edges(k)
	switch {
	case p.has(a.head) && k < a.head:
		p.last = f.clauseStart(k, a.cue.first)
	case p.has(a.head):
		p = part{a.head + 1, p.last}
	case k < a.cue.first:
		p.last = min(p.last, a.cue.first)
	default:
		p.first = max(p.first, a.cue.last)
	}
	a.source, a.holder = f.trim(p), k
	if f.doc.Tags[k].Feats.Has(text.RelPron) || f.doc.Tags[k].XPOS == text.WP || f.doc.Tags[k].XPOS == text.WDT {
		if h := f.tree.Head(v); h >= 0 && f.tree.Rel(v) == text.AclRelcl {
			a.holder = h
		}
	}
}

// clauseStart is where the phrase of token k ends before a clause that holds
// the cue.
func (f *finder) clauseStart(k, cue int) int {
	for c := range f.tree.Children(k) {
		if e := f.edges(c); e.has(cue) {
			return max(k+1, e.first)
		}
	}
	return cue
}

// inverted takes "said X" that the tree has as verb and object.
func (f *finder) inverted(i int, a *attribution) {
	if a.rule != "clause" && a.rule != "around" {
		return
	}
	k := f.tree.Child(i, text.Obj)
	if k < i || len(a.content) == 0 || a.content[0].first > i {
		return
	}
	a.source, a.holder = f.trim(f.edges(k)), k
}

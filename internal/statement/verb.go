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
		c.frames&clause != 0 && c.kind == said && f.around(i, a) ||
		c.listed && c.frames&(clause|quoted) == clause|quoted && (f.afterCue(i, c, a) || f.beforeCue(i, c, a)) ||
		c.frames&object != 0 && f.objectOf(i, a)
}

// clauseOf takes a finite clause under the verb.
func (f *finder) clauseOf(i int, a *attribution) bool {
	k := f.tree.Child(i, text.Ccomp)
	if k > i && f.doc.Word(a.cue.last) == "," && f.subject(k) < 0 && f.quote[k] < 0 {
		k = -1
	}
	if k < 0 {
		k = f.colonClause(i)
	}
	if k < 0 {
		return false
	}
	p := f.edges(k)
	if k > i {
		p.first = max(p.first, i+1)
		p.last = f.furtherClause(i, p.last)
	} else {
		p.last = min(p.last, i)
		p.first = min(p.first, f.edges(i).first)
	}
	a.content, a.rule = append(a.content, p), "clause"
	return true
}

// furtherClause is the end of a content that ends at token end, once finite
// clauses that the tree hangs on the cue at token i instead are drawn in:
// "said it would stop, because ...".
func (f *finder) furtherClause(i, end int) int {
	for k := range f.tree.Children(i) {
		if k < end || f.tree.Rel(k) != text.Advcl || f.tree.Child(k, text.Mark, text.Advmod) < 0 || f.tree.Child(k, text.Nsubj, text.NsubjPass) < 0 {
			continue
		}
		if e := f.edges(k); e.first <= end+1 && !strings.EqualFold(f.doc.Word(e.first), "as") {
			end = e.last
		}
	}
	return end
}

// afterCue takes what follows a word of saying where the tree shows no clause:
// the rest of its phrase, if there is a finite verb in it.
func (f *finder) afterCue(i int, c *cue, a *attribution) bool {
	p := part{a.cue.last, f.edges(i).last}
	if p.first >= p.last || c.kind != said {
		return false
	}
	for k := p.first; k < min(p.last, p.first+8); k++ {
		if f.doc.Word(k) == "that" && f.doc.Tags[k].UPOS == text.SCONJ {
			p.first = k
			break
		}
	}
	switch f.doc.Tags[p.first].UPOS {
	case text.PUNCT, text.ADP, text.PART, text.CCONJ:
		return false
	}
	if c.frames&addressed != 0 && f.doc.Word(p.first) != "that" || !f.finite(p) {
		return false
	}
	a.content, a.rule = append(a.content, p), "after"
	return true
}

// beforeCue takes the sentence up to its closing "X said" where the tree does
// not show it.
func (f *finder) beforeCue(i int, c *cue, a *attribution) bool {
	k := f.subject(i)
	if k < 0 {
		k = f.tree.Child(i, text.Obj, text.Obl)
	}
	s := f.sentence(i)
	if k < 0 || c.kind != said || s.last-i > 25 {
		return false
	}
	end := min(f.edges(k).first, a.cue.first)
	if h := f.tree.Child(i, text.Ccomp); h >= 0 && h < i {
		return false
	}
	if end-s.first < 3 || end > i || f.doc.Tags[end-1].UPOS != text.PUNCT {
		return false
	}
	if p := (part{s.first, end - 1}); f.finite(p) && (f.doc.Word(end-1) == "," || f.quote[end-1] >= 0) {
		if f.doc.Tags[p.first].UPOS == text.SCONJ && k < i {
			return false
		}
		a.content, a.rule = append(a.content, p), "before"
		return true
	}
	return false
}

// finite tells whether a range holds a finite verb with something before it.
func (f *finder) finite(p part) bool {
	for i := p.first; i < p.last; i++ {
		switch f.doc.Tags[i].XPOS {
		case text.VBD, text.VBZ, text.VBP, text.MD:
			return i > p.first
		}
	}
	return false
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
			if u := f.mainOver(v, h); u >= 0 {
				v = u
				continue
			}
			f.setSource(v, h, a)
			return
		default:
			f.inverted(i, a)
			return
		}
	}
	f.inverted(i, a)
}

// mainOver is the verb of the clause that a participle after a comma belongs
// to rather than to the noun h before it: "left the talks, calling them ...";
// -1 when it belongs to the noun.
func (f *finder) mainOver(v, h int) int {
	e := f.edges(v)
	if f.doc.Tags[v].XPOS != text.VBG || e.first == 0 || f.doc.Word(e.first) != "," && f.doc.Word(e.first-1) != "," {
		return -1
	}
	for range 8 {
		up := f.tree.Head(h)
		if up < 0 {
			return -1
		}
		if f.tree.Rel(h) == text.Nsubj {
			return -1
		}
		if h = up; f.subject(h) >= 0 {
			return h
		}
	}
	return -1
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
// pronoun stands for its antecedent; where the tree has a clause for a phrase,
// its subject is taken.
func (f *finder) setSource(v, k int, a *attribution) {
	for range 3 {
		if f.doc.Tags[k].UPOS != text.VERB && f.doc.Tags[k].UPOS != text.AUX {
			break
		}
		if n := f.subject(k); n >= 0 {
			k = n
		}
	}
	p := f.phrase(k)
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
	if f.apposed(a.source) && a.source.last+1 == a.cue.first && f.doc.Word(a.source.last) == "," {
		a.source.last++
	}
	if f.doc.Tags[k].Feats.Has(text.RelPron) || f.doc.Tags[k].XPOS == text.WP || f.doc.Tags[k].XPOS == text.WDT {
		if h := f.tree.Head(v); h >= 0 && f.tree.Rel(v) == text.AclRelcl {
			a.holder = h
		}
	}
}

// apposed tells whether a phrase holds a comma, so that the comma after it
// closes an apposition.
func (f *finder) apposed(p part) bool {
	for i := p.first; i < p.last; i++ {
		if f.doc.Word(i) == "," {
			return true
		}
	}
	return false
}

// phrase is the range of the noun phrase of token k without what the tree
// hangs on its front that is no part of one.
func (f *finder) phrase(k int) part {
	p := f.edges(k)
	for c := range f.tree.Children(k) {
		if c > k {
			break
		}
		switch f.tree.Rel(c) {
		case text.Cc, text.Punct, text.Mark, text.Advcl, text.Parataxis, text.Obl, text.OblUnmarked, text.Advmod, text.Case, text.Discourse, text.Nsubj, text.Cop, text.Aux, text.Ccomp, text.Dislocated, text.Vocative:
			if e := f.edges(c); e.first <= p.first && e.last <= k {
				p.first = e.last
			}
		}
	}
	return p
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

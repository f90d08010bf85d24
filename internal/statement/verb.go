package statement

import (
	"strings"

	"dateline"
	"dateline/internal/text"
)

// verb tries the verb at token i: does it govern something that its subject
// says or thinks?
func (f *finder) verb(i int) {
	c := f.cueAt(i)
	if c.kind == none || i > 1 && f.doc.Word(i-1) == "-" && strings.EqualFold(f.doc.Word(i-2), "so") { // "so-called"
		return
	}
	if k := f.tree.Child(i, text.NmodPoss); k >= 0 && k == i-1 {
		f.noun(i) // "his claim that", tagged as a verb
		return
	}
	a := attribution{head: i, c: c, kind: c.kind, agent: -1}
	a.cue = f.cueOf(i)
	if !f.content(i, c, &a) {
		return
	}
	f.sourceOf(i, &a)
	f.mend(i, &a)
	if f.tree.Rel(i) == text.Amod || a.source.empty() && !c.listed {
		return
	}
	if c.act && !f.putForward(i, &a) || a.kind == said && f.unsaid(&a) {
		a.kind = thought
	}
	f.add(a)
}

// putForward tells whether the cue of a deed brings words all the same: a
// clause, or a refusal to comment.
func (f *finder) putForward(i int, a *attribution) bool {
	switch a.rule {
	case "clause", "after", "before", "colon":
		return true
	case "infinitive":
		k := f.tree.Child(i, text.Xcomp, text.Ccomp)
		return k >= 0 && a.c.stance == dateline.Denies && verbCue(f.doc.Lemma(k)).kind == said
	}
	return false
}

// unsaid tells whether the cue says that something was not said, or is still
// to be: "did not say that", "will demand", "planned to announce".
func (f *finder) unsaid(a *attribution) bool {
	if m := f.tree.Child(a.head, text.Mark); m >= 0 && m < a.head && f.doc.Tags[m].XPOS == text.TO && a.rule != "quote" {
		if h := f.tree.Head(a.head); h >= 0 && h < a.head && (f.doc.Tags[h].UPOS == text.NOUN || f.isVerb(h) && verbCue(f.doc.Lemma(h)).kind == thought) {
			return true // "his hesitancy to condemn", "planned to announce"
		}
	}
	for i := a.cue.first; i < a.head; i++ {
		if f.doc.Tags[i].XPOS == text.MD && a.rule != "clause" && i+1 == a.head {
			return true
		}
		switch strings.ToLower(f.doc.Word(i)) {
		case "not", "n't", "n’t", "never":
			return a.c.stance == dateline.Asserts
		}
	}
	return false
}

// content looks for what the verb at token i puts forward, the surest shape
// first, and tells whether there is anything.
func (f *finder) content(i int, c *cue, a *attribution) bool {
	return c.frames&clause != 0 && f.clauseOf(i, a) ||
		c.frames&objectToo != 0 && f.objectOn(i, c, a) ||
		c.frames&infinitive != 0 && f.infinitiveOf(i, a) ||
		f.prepOf(i, c, a) ||
		c.listed && c.frames&(clause|quoted) == clause|quoted && (f.afterCue(i, c, a) || f.beforeCue(i, c, a)) ||
		c.frames&object != 0 && f.objectOf(i, a)
}

// clauseOf takes a finite clause under the verb.
func (f *finder) clauseOf(i int, a *attribution) bool {
	k := f.tree.Child(i, text.Ccomp)
	if k > i && f.doc.Word(a.cue.last) == "," && f.subject(k) < 0 && f.quote[k] < 0 {
		k = -1
	}
	if k >= 0 && f.quote[k] < 0 && !f.hasVerb(f.edges(k)) {
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
	if k := f.thatAfter(i, p.first); k >= 0 {
		p = part{k, max(p.last, f.edges(f.tree.Head(k)).last)}
	}
	if p.first >= p.last || c.kind != said {
		return false
	}
	switch f.doc.Tags[p.first].UPOS {
	case text.PUNCT, text.ADP, text.PART, text.CCONJ:
		return false
	case text.SCONJ:
		if f.doc.Word(p.first) != "that" && f.doc.Word(p.first) != "if" {
			return false
		}
	case text.ADV:
		if f.doc.Tags[p.first].XPOS == text.WRB {
			return false
		}
	}
	if c.frames&addressed != 0 && f.doc.Word(p.first) != "that" || f.doc.Word(p.first) != "that" && !f.ownClause(p) {
		return false
	}
	a.content, a.rule = append(a.content, p), "after"
	return true
}

// thatAfter is the "that" after the cue at token i from which on a clause follows,
// with nothing but phrases between: "said on Monday in a letter to the board
// that ..."; -1 when there is none.
func (f *finder) thatAfter(i, first int) int {
	last := min(f.sentence(i).last, first+16)
	for k := first; k < last; k++ {
		switch t := f.doc.Tags[k]; {
		case f.quote[k] != f.quote[i] || f.breaks(k):
			return -1
		case f.doc.Word(k) == "that" && (t.UPOS == text.SCONJ || k > first && f.tree.Rel(k) == text.Mark) && f.tree.Head(k) > k:
			return k
		case t.UPOS == text.VERB || t.UPOS == text.AUX || t.UPOS == text.SCONJ:
			return -1
		}
	}
	return -1
}

// beforeCue takes the sentence up to its closing "X said", or around an "X
// said" between commas, where the tree does not show it.
func (f *finder) beforeCue(i int, c *cue, a *attribution) bool {
	s := f.sentence(i)
	if h := f.tree.Child(i, text.Ccomp); c.kind != said || f.doc.Tags[i].XPOS == text.VBG || h >= 0 && h < i {
		return false
	}
	who := f.between(a)
	if who.empty() {
		return false
	}
	p, rest := part{s.first, who.first - 1}, part{}
	if a.cue.last+1 < s.last && f.doc.Word(a.cue.last) == "," && f.doc.Tags[a.cue.last+1].XPOS != text.VBG {
		rest = part{a.cue.last + 1, s.last}
	}
	if f.quote[who.first-1] >= 0 {
		p.last++
	}
	switch {
	case p.empty():
		return false
	case !rest.empty() && f.hasVerb(rest) && (!f.finite(p) || f.doc.Tags[p.first].UPOS == text.SCONJ):
		a.content = append(a.content, p, rest)
	case s.last-i < 26 && f.finite(p) && f.doc.Tags[p.first].UPOS != text.SCONJ:
		a.content = append(a.content, p)
	default:
		return false
	}
	a.rule = "before"
	return true
}

// between is the noun phrase that stands between a comma or closing quotation
// mark and a cue, or the cue itself where its subject follows such a mark;
// empty when neither does.
func (f *finder) between(a *attribution) part {
	s := f.sentence(a.head)
	if q, h := f.precedes(a); h >= 0 && q.first > s.first && f.ends(q.first-1) {
		return q
	}
	if k := f.subject(a.head); k > a.head && a.cue.first > s.first && f.ends(a.cue.first-1) {
		return part{a.cue.first, a.cue.first + 1}
	}
	return part{}
}

// ends tells whether token k ends what is said: a comma or a closing
// quotation mark.
func (f *finder) ends(k int) bool {
	return f.doc.Word(k) == "," || f.quote[k] >= 0 && f.quotes[f.quote[k]].last == k+1 && f.quotes[f.quote[k]].closed
}

func (f *finder) opensPhrase(k int) bool {
	switch f.doc.Tags[k].UPOS {
	case text.DET, text.NOUN, text.PROPN, text.PRON, text.ADJ, text.NUM:
		return true
	}
	return false
}

// hasVerb tells whether a range holds a verb.
func (f *finder) hasVerb(p part) bool {
	for i := p.first; i < p.last; i++ {
		if t := f.doc.Tags[i].UPOS; t == text.VERB || t == text.AUX || f.quote[i] >= 0 {
			return true
		}
	}
	return false
}

// ownClause tells whether a range begins with a clause: its first finite verb
// is neither of a relative clause nor coordinated with what is before it.
func (f *finder) ownClause(p part) bool {
	for i := p.first; i < p.last; i++ {
		if f.quote[i] >= 0 && f.quotes[f.quote[i]].speech {
			return true
		}
		switch t := f.doc.Tags[i].XPOS; t {
		case text.VBD, text.VBZ, text.VBP, text.MD:
			return i > p.first && f.doc.Tags[i-1].UPOS != text.CCONJ
		case text.WDT, text.WP:
			if i > p.first {
				return false
			}
		}
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

// prepOf takes the phrase of a preposition: "called for ...", "warned of ...",
// and the infinitive after it: "called on them to ...".
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
		if k < i || m <= i || m > i+2 || !c.takes(f.doc.Lemma(m)) {
			continue
		}
		p := f.edges(k)
		p.first = m + 1
		if m == i+1 {
			a.cue.last = m + 1
		}
		if row := cues().verbs[f.doc.Lemma(i)+" "+f.doc.Lemma(m)]; row != nil {
			p = f.withInfinitive(i, p)
			a.c, a.kind = row, row.kind
		}
		a.content, a.rule = append(a.content, p), "prep"
		return true
	}
	return false
}

// withInfinitive draws an infinitive under the verb at token i, that begins
// where p ends, into p.
func (f *finder) withInfinitive(i int, p part) part {
	for k := range f.tree.Children(i) {
		if m := f.tree.Child(k, text.Mark); k >= p.last && m == p.last && f.doc.Tags[m].XPOS == text.TO {
			p.last = f.edges(k).last
		}
	}
	return p
}

// cueOf is the verb with its auxiliaries, adverbs and particle, as far as they
// stand together.
func (f *finder) cueOf(i int) part {
	p := part{i, i + 1}
	for k := i - 1; k >= 0 && f.tree.Head(k) == i; k-- {
		switch f.tree.Rel(k) {
		case text.Aux, text.AuxPass, text.Advmod, text.Cop:
			if !f.nominal(k) && f.doc.Tags[k].UPOS != text.DET && (k+1 < i || !f.capital(k)) {
				p.first = k
				continue
			}
		}
		break
	}
	if p.last < len(f.doc.Tokens) && f.tree.Head(i+1) == i && f.tree.Rel(i+1) == text.CompoundPrt {
		p.last++
	}
	return p
}

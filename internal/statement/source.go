package statement

import (
	"dateline/internal/text"
)

// subject is the word that names who does what the verb at token i says, as
// far as it stands under the verb itself; -1 when none does.
func (f *finder) subject(i int) int {
	for k := range f.tree.Children(i) {
		if r := f.tree.Rel(k); (r == text.Nsubj || r == text.NsubjOuter || r == text.NsubjPass && !f.isPassive(i)) && (f.quote[k] < 0 || f.quote[k] == f.quote[i]) {
			return k
		}
	}
	return -1
}

// sourceOf looks for the holder of the verb at token i, going up through
// coordinated and governing verbs.
func (f *finder) sourceOf(i int, a *attribution) {
	a.holder = -1
	if f.quotedAs(i, a) {
		return
	}
	passive := f.isPassive(i)
	v := i
	for range 6 {
		if passive && v == i {
			if f.agentOf(i, a) {
				return
			}
		} else if k := f.subject(v); k >= 0 {
			if h := f.tree.Head(v); v != i && h >= 0 && f.relative(k) && f.resumesAfterComma(a) {
				v = h
				continue
			}
			f.setSource(v, k, a)
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
			if f.tree.Rel(v) == text.Xcomp && v == i && verbCue(f.doc.Lemma(h)).frames&infinitive != 0 {
				a.kind = thought // "refused to comment on": not yet said
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
			return
		}
	}
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

// isPassive tells whether the verb at token i is passive: by its auxiliary, or as
// a participle whose subject undergoes it.
func (f *finder) isPassive(i int) bool {
	if k := f.tree.Child(i, text.AuxPass); k >= 0 && k < i {
		return true
	}
	k := f.tree.Child(i, text.Aux)
	return f.doc.Tags[i].XPOS == text.VBN && f.tree.Child(i, text.NsubjPass) >= 0 && (k < 0 || f.doc.Lemma(k) != "have")
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

// quotedAs takes "X was quoted by AGENCY as saying" and "AGENCY quoted X as
// saying", the cue being either verb: X holds, AGENCY relays.
func (f *finder) quotedAs(i int, a *attribution) bool {
	v := i
	if f.doc.Tags[i].XPOS == text.VBG {
		if m := f.tree.Child(i, text.Mark, text.Case); m >= 0 && m == i-1 && f.doc.Word(m) == "as" {
			v = f.tree.Head(i)
		}
	}
	if v < 0 || v == i && f.doc.Lemma(i) != "quote" || f.tree.Rel(i) == text.Root && v != i {
		return false
	}
	if !f.isPassive(v) {
		k, by := f.tree.Child(v, text.Obj), f.subject(v)
		if k < v || by < 0 || f.quote[k] >= 0 {
			return false
		}
		f.setSource(v, k, a)
		a.agent = by
		return true
	}
	k := f.tree.Child(v, text.NsubjPass, text.Nsubj)
	if k < 0 {
		return false
	}
	f.setSource(v, k, a)
	for _, w := range [2]int{v, i} {
		for c := range f.tree.Children(w) {
			if m := f.tree.Child(c, text.Case); c > v && m >= 0 && f.doc.Word(m) == "by" && a.agent < 0 {
				a.agent = c
			}
		}
	}
	if a.agent < 0 && f.doc.Lemma(v) == "quote" {
		a.agent = f.afterSaying(v)
	}
	return true
}

// afterSaying is who relays in "was quoted as saying by AGENCY", -1 when
// nobody is named.
func (f *finder) afterSaying(v int) int {
	s := f.sentence(v)
	if v+3 < s.last && f.doc.Word(v+1) == "as" && f.doc.Word(v+3) == "by" {
		for k := v + 4; k < s.last; k++ {
			if f.nominal(k) && (k+1 >= s.last || !f.nominal(k+1)) {
				return k
			}
		}
	}
	return -1
}

// setSource makes the phrase of token k, under verb v, the source. A relative
// pronoun stands for its antecedent; where the tree has a clause for a phrase,
// its subject is taken.
func (f *finder) setSource(v, k int, a *attribution) {
	if f.quote[k] >= 0 && f.quote[k] != f.quote[a.cue.first] {
		return
	}
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
	a.source, a.holder = f.trim(f.clip(p, k, a.cue)), k
	if f.apposed(a.source) && a.source.last+1 == a.cue.first && f.doc.Word(a.source.last) == "," {
		a.source.last++
	}
	if f.relative(k) {
		if h := f.tree.Head(v); h >= 0 && f.tree.Rel(v) == text.AclRelcl {
			a.holder = h
		}
	}
}

// relative tells whether token k is a relative pronoun.
func (f *finder) relative(k int) bool {
	t := f.doc.Tags[k]
	return t.Feats.Has(text.RelPron) || t.XPOS == text.WP || t.XPOS == text.WDT
}

// resumesAfterComma tells whether the cue is a participle after a comma, which
// goes with the main clause rather than with a relative one.
func (f *finder) resumesAfterComma(a *attribution) bool {
	return f.doc.Tags[a.head].XPOS == text.VBG && a.cue.first > 0 && f.doc.Word(a.cue.first-1) == ","
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

// clip keeps a phrase of head k from reaching over quotation marks, dashes and
// semicolons towards its front, and over quotation marks towards its end.
func (f *finder) clip(p part, k int, cue part) part {
	in := f.quote[cue.first]
	for i := k; i >= p.first; i-- {
		w := f.doc.Word(i)
		if f.quote[i] != in || w == ";" || w == "—" || w == "--" || w == ":" || (w == "-" || w == "–") && spacedBefore(f.doc.Text, int(f.doc.Tokens[i].Start)) {
			p.first = i + 1
			break
		}
	}
	for i := k; i < p.last; i++ {
		if f.quote[i] != in && f.quote[i] >= 0 && f.quotes[f.quote[i]].speech {
			p.last = i
			break
		}
	}
	return p
}

// capital tells whether token k is written with a capital.
func (f *finder) capital(k int) bool {
	c := f.doc.Text[f.doc.Tokens[k].Start]
	return c >= 'A' && c <= 'Z'
}

func (f *finder) nominal(k int) bool {
	switch f.doc.Tags[k].UPOS {
	case text.NOUN, text.PROPN, text.PRON:
		return true
	}
	return false
}

// headOf is the word that names a noun phrase: the last of its first run of
// nouns.
func (f *finder) headOf(p part) int {
	head := -1
	for i := p.first; i < p.last; i++ {
		if f.nominal(i) {
			head = i
		} else if head >= 0 {
			break
		}
	}
	return head
}

package figure

import (
	"dateline"
	"dateline/internal/text"
)

// listed counts the single persons and the numbers of a list that a tree may
// not hold together: before a passive ("a colonel, a judge and Ana Ruiz were
// killed"), behind an active verb or "of" ("killing Ana Ruiz, 42, and a guard").
func (f *finder) listed(i int, m measure) {
	if m.who == "any" || m.unit != "" || len(m.with) > 0 {
		return
	}
	if aux := f.d.Tree.Child(i, text.AuxPass, text.Cop); aux >= 0 && aux < i {
		if f.s.word(aux) == "were" || f.s.word(aux) == "been" {
			f.backward(i, f.beforeAuxiliaries(aux), m)
		}
		return
	}
	switch {
	case m.role == roleAct && f.s.word(i+1) == "of":
		f.forward(i, i+2, m)
	case m.role == roleObj && f.d.Tags[i].UPOS == text.VERB && f.d.Tree.Rel(i) != text.Amod:
		f.forward(i, i+1, m)
	}
}

// beforeAuxiliaries is where the auxiliaries that end at k begin.
func (f *finder) beforeAuxiliaries(k int) int {
	for k > f.sent.First && (f.d.Tags[k-1].UPOS == text.AUX || f.d.Tags[k-1].UPOS == text.ADV) {
		k--
	}
	return k
}

// inChunk reports whether a word may stand in a member of a list.
func (f *finder) inChunk(k int) bool {
	if f.deedAt(k) {
		return false
	}
	switch f.d.Tags[k].UPOS {
	case text.NOUN, text.PROPN, text.ADJ, text.DET, text.NUM, text.PRON, text.PART:
		return f.d.Tags[k].XPOS != text.WP && f.d.Tags[k].XPOS != text.WDT
	}
	return f.s.word(k) == "-"
}

// deedAt reports whether a word tells of a deed or what became of somebody.
func (f *finder) deedAt(k int) bool {
	for _, h := range f.found {
		if h.i == k && (h.m.role == roleObj || h.m.role == roleState) {
			return true
		}
	}
	return false
}

// joins reports whether a word parts the members of a list.
func (f *finder) joins(k int) bool {
	switch f.s.word(k) {
	case ",", ";", "and":
		return true
	}
	return false
}

// backward counts the members of a list that ends before token end.
func (f *finder) backward(i, end int, m measure) {
	k, joined := end, false
	for k > f.sent.First && (f.inChunk(k-1) || f.joins(k-1)) {
		k--
		joined = joined || f.s.word(k) == "and"
	}
	if joined {
		f.chunks(i, k, end, m)
	}
}

// forward counts the members of a list that begins at token first; a last one
// that a verb follows begins a clause of its own.
func (f *finder) forward(i, first int, m measure) {
	k := first
	for k < f.sent.Last && (f.inChunk(k) || f.joins(k)) {
		k++
	}
	if k < f.sent.Last {
		if u := f.d.Tags[k].UPOS; u == text.VERB || u == text.AUX || f.deedAt(k) {
			for k > first && !f.joins(k-1) {
				k--
			}
		}
	}
	f.chunks(i, first, k, m)
}

// chunks counts each member between two tokens by itself.
func (f *finder) chunks(i, first, end int, m measure) {
	for a := first; a < end; {
		b := a
		for b < end && !f.joins(b) {
			b++
		}
		if b > a {
			f.chunk(i, a, b, m)
		}
		a = b + 1
	}
}

// chunk counts one member, if it is a number of people or a single person.
func (f *finder) chunk(i, a, b int, m measure) {
	head := b - 1
	for head > a && f.d.Tags[head].UPOS != text.NOUN && f.d.Tags[head].UPOS != text.PROPN {
		head--
	}
	if f.inList(head) || f.taken(i, a, b) {
		return
	}
	if u := f.d.Tags[head].UPOS; u != text.NOUN && u != text.PROPN {
		return
	}
	for k, q := range f.qs {
		if q.first >= a && q.last <= b {
			if !f.used[k] && f.countable(head, q, m) && !f.ofAnother(q, i) {
				f.used[k] = true
				f.note(i, head, q, m)
			}
			return
		}
	}
	for _, x := range f.d.Mentions {
		if x.Kind == dateline.Person && x.Form == dateline.FormName && x.First >= a && x.Last <= b {
			f.note(i, x.Head, one(x.First, x.Last), m)
			return
		}
	}
	switch f.s.word(a) {
	case "a", "an", "another", "his", "her", "their", "its":
		if f.explains(a) {
			return // "Ana Ruiz, a nurse, and two guards"
		}
		if f.d.Tags[head].XPOS == text.NN && isPerson(f.d, f.s.lex, head) {
			f.note(i, head, one(a, head+1), m)
		}
	}
}

// explains reports whether a member behind a comma says who the person named
// before it is.
func (f *finder) explains(a int) bool {
	if f.s.word(a-1) != "," {
		return false
	}
	for _, x := range f.d.Mentions {
		if x.Kind == dateline.Person && x.Form == dateline.FormName && x.Last == a-1 {
			return true
		}
	}
	return false
}

// taken reports whether a member is counted already, under any deed.
func (f *finder) taken(i, a, b int) bool {
	for k := a; k < b; k++ {
		if f.seen[[2]int{i, k}] {
			return true
		}
	}
	start, end := int(f.d.Tokens[a].Start), int(f.d.Tokens[b-1].End)
	for n := len(f.figures) - 1; n >= 0 && n >= len(f.figures)-20; n-- {
		for _, e := range f.figures[n].Evidence {
			if at := f.at[n]; at >= a && at < b && e.Start < end && e.End > start {
				return true
			}
		}
	}
	return false
}

func (f *finder) note(i, head int, q quantity, m measure) {
	f.seen[[2]int{i, head}] = true
	f.add(i, head, q, m)
}

package figure

import (
	"strconv"

	"dateline/internal/text"
)

// partList is a stretch of a sentence that lists parts of what is counted
// before it or around it: "including three policemen", "one of them a child".
type partList struct{ first, last int }

// partLists finds the stretches that list parts.
func (f *finder) partLists() []partList {
	var out []partList
	for i := f.sent.First; i < f.sent.Last; i++ {
		switch w := f.s.word(i); {
		case w == "including", (w == "among" || w == "amongst") && (f.s.word(i+1) == "them" || f.s.word(i+1) == "whom" || f.s.word(i+1) == "those"):
			out = append(out, partList{i, f.listEnd(i + 1)})
		case w == "of" && (f.s.word(i+1) == "them" || f.s.word(i+1) == "whom"):
			for _, q := range f.qs {
				if q.last == i {
					out = append(out, partList{q.first, f.listEnd(i + 2)})
				}
			}
		}
	}
	return out
}

// listEnd is where a list that begins at i ends: before a verb that is not
// "were", a semicolon, a comma that no noun or number follows.
func (f *finder) listEnd(i int) int {
	for k := i; k < f.sent.Last; k++ {
		switch f.d.Tags[k].UPOS {
		case text.VERB:
			if f.d.Tree.Rel(k) != text.Amod {
				return k
			}
		case text.AUX:
			if k > i+1 {
				return k
			}
		case text.SCONJ:
			return k
		case text.PUNCT:
			if f.s.word(k) != "," || f.endsList(k+1) {
				return k
			}
		case text.CCONJ:
			if f.verbAhead(k + 1) {
				return k
			}
		}
	}
	return f.sent.Last
}

// endsList reports whether what follows a comma is no further member.
func (f *finder) endsList(k int) bool {
	if k >= f.sent.Last {
		return true
	}
	switch f.d.Tags[k].UPOS {
	case text.NUM, text.DET, text.ADJ, text.NOUN, text.PROPN:
		return f.verbAhead(k)
	case text.CCONJ:
		return f.verbAhead(k + 1)
	}
	return true
}

// verbAhead reports whether the words at k begin a clause of their own.
func (f *finder) verbAhead(k int) bool {
	for n := 0; n < 4 && k+n < f.sent.Last; n++ {
		switch f.d.Tags[k+n].UPOS {
		case text.VERB, text.AUX:
			return f.d.Tree.Rel(k+n) != text.Amod
		case text.PUNCT, text.CCONJ, text.ADP:
			return false
		}
		if participles()[f.s.word(k+n)] != "" {
			return true
		}
	}
	return false
}

func (f *finder) inList(head int) bool {
	for _, l := range f.lists {
		if head >= l.first && head < l.last {
			return true
		}
	}
	return false
}

// parts counts the members of the lists: each is a part of the last figure of
// the sentence before it, else of the first behind it. A list with no figure
// beside it counts as a figure where a word of the sentence says of what.
func (f *finder) parts(first int) {
	for _, l := range f.lists {
		whole := -1
		for k := first; k < len(f.figures); k++ {
			if f.figures[k].PartOf == "" && (f.at[k] < l.first || whole < 0) {
				whole = k
			}
		}
		m, by := measure{}, -1
		if whole >= 0 {
			m, by = measure{name: f.figures[whole].Measure, unit: f.figures[whole].Unit}, f.by[whole]
		} else if m, by = f.befell(l); by < 0 {
			continue
		}
		from := len(f.figures)
		f.members(l, by, m)
		for k := from; k < len(f.figures); k++ {
			f.partOf(k, whole)
		}
	}
}

// befell is the word of the table nearest before a list, which counts those of
// the list where nobody says how many the whole are.
func (f *finder) befell(l partList) (measure, int) {
	best, at := measure{}, -1
	for _, h := range f.found {
		if h.m.role != roleSelf && h.m.role != roleAct && (h.i < l.first || at < 0) && !f.unreal(h.i, h.m) {
			best, at = h.m, h.i
		}
	}
	return best, at
}

// members counts every number and every single person of a list.
func (f *finder) members(l partList, by int, m measure) {
	for i := l.first; i < l.last; i++ {
		if k := f.quantityAt(i, l.last); k >= 0 {
			q := f.qs[k]
			if head := f.memberOf(q, l); !f.used[k] && (head < 0 || f.countable(head, q, m)) {
				f.used[k] = true
				f.add(by, max(head, q.number), q, m)
			}
			i = q.last - 1
			continue
		}
		if f.d.Tags[i].UPOS == text.NOUN && !f.numbered(i) {
			if q, ok := f.single(i); ok && !f.seen[[2]int{by, i}] {
				f.seen[[2]int{by, i}] = true
				f.add(by, i, q, m)
			}
		}
	}
}

func (f *finder) quantityAt(i, last int) int {
	for k, q := range f.qs {
		if q.first == i && q.last <= last {
			return k
		}
	}
	return -1
}

// numbered reports whether a noun is counted by a number before it or is what
// "one of them" is said to be.
func (f *finder) numbered(i int) bool {
	for _, q := range f.qs {
		if f.nounBehind(q) == i || q.last < i && f.memberOf(q, partList{q.first, f.sent.Last}) == i {
			return true
		}
	}
	return false
}

// memberOf is the noun of a number in a list: the next, or what "30 of them"
// are said to be.
func (f *finder) memberOf(q quantity, l partList) int {
	if f.s.word(q.last) != "of" || f.s.word(q.last+1) != "them" && f.s.word(q.last+1) != "whom" {
		return f.nounBehind(q)
	}
	for k := q.last + 2; k < min(l.last, q.last+7); k++ {
		if f.d.Tags[k].UPOS == text.NOUN && (k+1 >= f.sent.Last || f.d.Tags[k+1].UPOS != text.NOUN) {
			return k
		}
	}
	return -1
}

// included reads "the dead include four children and a teacher", "among the
// dead were two engineers".
func (f *finder) included(i int, m measure) {
	if i == f.sent.First || f.s.word(i-1) != "the" && f.s.word(i-1) != "those" {
		return
	}
	among := i-2 >= f.sent.First && f.s.word(i-2) == "among"
	k := i + 1
	for k < min(i+4, f.sent.Last) && (f.d.Tags[k].UPOS == text.AUX || f.d.Tags[k].UPOS == text.ADV) {
		k++
	}
	if k >= f.sent.Last || !(f.s.lex.include.has(f.d.Lemma(k)) || among && k > i+1) {
		return
	}
	if !among {
		k++
	}
	f.members(partList{k, f.listEnd(k)}, i, m)
}

// partOf marks a figure as a part of an earlier one.
func (f *finder) partOf(part, whole int) {
	if whole >= 0 && part != whole {
		f.figures[part].PartOf = "f" + strconv.Itoa(whole+1)
	}
}

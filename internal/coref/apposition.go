package coref

import (
	"strings"

	"dateline"
	"dateline/internal/text"
)

// maxOffice is the longest office that an apposition gives its bearer, in
// words.
const maxOffice = 8

// appositions ties a noun phrase to the name that stands in apposition to it:
// "the army's chief, General Anna Bell, ..." (precise constructs, Raghunathan
// et al. 2010). The phrase is the bearer's office where the text gave none.
func (l *linker) appositions() {
	at := make(map[int]int)
	for i := range l.all {
		if x := &l.all[i]; x.form == nounForm && !x.joined {
			at[x.head] = i
		}
	}
	for k := range l.all {
		y := &l.all[k]
		if y.form != nameForm || y.joined || y.name < 0 || l.doc.Tree.Rel(y.head) != text.Appos {
			continue
		}
		if i := l.apposed(k, at); i >= 0 {
			l.ascribe(&l.all[i], y.name)
			l.give(i, y.name)
		}
	}
}

// apposed is the phrase that the name of phrase k stands beside; -1 for none.
// A parser likes to hang the name on the last noun before the comma: "a
// spokesman for the ministry, Ivan Petrov". The first noun on the way up that
// may bear the name is it.
func (l *linker) apposed(k int, at map[int]int) int {
	t := &l.doc.Tree
	h := t.Head(l.all[k].head)
	for range maxOffice {
		if h < 0 || h > l.all[k].head {
			return -1
		}
		i, ok := at[h]
		if ok && l.all[i].name < 0 && l.set[l.find(i)].name < 0 && l.bears(i, k) {
			return i
		}
		if r := t.Rel(h); r != text.Nmod && r != text.NmodPoss && r != text.Obl && r != text.Compound {
			return -1
		}
		h = t.Head(h)
	}
	return -1
}

// bears tells whether the name of phrase k may bear the noun of phrase i: the
// comma stands between them, and they agree.
func (l *linker) bears(i, k int) bool {
	x, y := &l.all[i], &l.all[k]
	if y.name < 0 || x.traits&sing == 0 || !l.compatible(i, k) {
		return false
	}
	first := l.mentions[y.mention].First
	for first > x.head && l.doc.Tags[first-1].UPOS != text.PUNCT {
		first--
	}
	if first-1 <= x.head || l.doc.Word(first-1) != "," {
		return false
	}
	switch l.names[y.name].Kind {
	case dateline.Person:
		return x.traits&human != 0
	case dateline.ArmedGroup, dateline.Organization, dateline.Government:
		return x.traits&human == 0
	}
	return false
}

// ascribe makes a phrase the office of a person who has none.
func (l *linker) ascribe(x *phrase, n int) {
	name := &l.names[n]
	if name.Kind != dateline.Person || name.Office != "" {
		return
	}
	first, last := x.first, x.head+1
	for last < x.last && l.doc.Word(last) != "," {
		last++
	}
	for first < x.head && (l.doc.Tags[first].UPOS == text.DET || l.doc.Tags[first].UPOS == text.PRON) {
		first++
	}
	if last-first > maxOffice {
		last = x.head + 1
	}
	if last-first > maxOffice {
		return
	}
	name.Office = strings.Join(strings.Fields(l.doc.SpanOf(first, last).Of(l.doc.Text)), " ")
	if name.Country == "" {
		name.Country = l.owner(x)
	}
}

package figure

import (
	"dateline"
	"dateline/internal/text"
)

// counted reads "12 deaths", "the deaths of 12 people", "a death toll of 44",
// "the toll rose to 44", "claimed 43 lives", "the massacre of 12 villagers".
func (f *finder) counted(i int, m measure) {
	if f.s.word(i) == "lives" && !f.takesLives(i) || f.s.word(i) == "life" {
		return
	}
	if q, k, ok := f.quantityOf(i); ok && m.role == roleOf {
		f.used[k] = true
		f.add(i, i, q, m)
		return
	}
	t := &f.d.Tree
	for c := range t.Children(i) {
		if t.Rel(c) == text.Nmod && f.prepositionOf(c) == "of" {
			f.group(i, c, m)
		}
	}
	if f.s.word(i) == "toll" {
		f.toll(i, m)
	}
}

func (f *finder) prepositionOf(c int) string {
	if k := f.d.Tree.Child(c, text.Case); k >= 0 {
		return f.s.word(k)
	}
	return ""
}

func (f *finder) takesLives(i int) bool {
	for k := max(f.sent.First, i-6); k < i; k++ {
		switch f.d.Lemma(k) {
		case "claim", "take", "cost", "lose":
			return true
		}
	}
	return false
}

// toll reads the numbers behind "toll": "the toll rose to at least 44", "rose
// from 12 to 15", "previously put at 12, is now 15".
func (f *finder) toll(i int, m measure) {
	last := i
	for k, q := range f.qs {
		if f.used[k] || q.number <= i || q.number-last > 8 || !f.reaching(last, q.first) {
			continue
		}
		last = q.end
		f.used[k] = true
		if q.pair && f.s.word(q.first) == "from" {
			early := quantity{first: q.number, last: q.number + 1, number: q.number, end: q.number + 1, low: q.low, high: q.low}
			f.cumulative(i, early, m)
			q = quantity{first: q.end - 1, last: q.end, number: q.end - 1, end: q.end, low: q.high, high: q.high}
		}
		f.cumulative(i, q, m)
	}
}

// reaching reports whether the words between a toll and a number say that it
// stands there.
func (f *finder) reaching(a, b int) bool {
	for k := a + 1; k < b; k++ {
		if f.s.lex.reach.has(f.d.Lemma(k)) || f.s.word(k) == "at" || f.s.word(k) == "to" || f.s.word(k) == "of" {
			return true
		}
	}
	return false
}

func (f *finder) cumulative(i int, q quantity, m measure) {
	f.add(i, q.number, q, m)
	x := &f.figures[len(f.figures)-1]
	if x.Scope == nil {
		x.Scope = &dateline.Scope{}
	}
	x.Scope.Cumulative, x.Who = true, ""
}

// self counts the noun itself: "200 protesters".
func (f *finder) self(i int, m measure) {
	for k, q := range f.qs {
		if f.used[k] || q.last > i || i-q.last > 3 || !f.onlyAdjectives(q.last, i) || f.inList(i) {
			continue
		}
		f.used[k] = true
		head := i
		if f.d.Tags[i].XPOS == text.NN && i-1 >= q.last && f.d.Tags[i-1].XPOS == text.NNS {
			head = i - 1 // "held 22 sailors hostage"
		}
		f.add(i, head, q, m)
		return
	}
}

// state reads an adjective behind a number: "43 dead", "left 6,000 homeless";
// a predicate of those counted: "40 people are missing", "feared dead".
func (f *finder) state(i int, m measure) {
	if f.d.Tags[max(i-1, 0)].UPOS == text.ADP && f.s.word(i-1) == "of" && f.s.word(i-2) == "number" {
		f.toll(i, m)
		return
	}
	for k, q := range f.qs {
		if !f.used[k] && q.last <= i && i-q.last <= 3 && f.plainBetween(q.last, i) {
			f.used[k] = true
			f.add(i, q.number, q, m)
			return
		}
	}
	t := &f.d.Tree
	top := i
	h := t.Head(i)
	switch r := t.Rel(i); {
	case h < 0:
	case (r == text.Xcomp || r == text.Conj || r == text.Advcl) && (f.s.lex.feared.has(f.d.Lemma(h)) || r == text.Conj && f.d.Tags[h].UPOS == f.d.Tags[i].UPOS) && !f.quantityBetween(h, i):
		top = h
	case r == text.AclRelcl || r == text.Acl:
		f.group(i, h, m)
		return
	}
	for c := range t.Children(top) {
		if r := t.Rel(c); r == text.Nsubj || r == text.NsubjPass || top != i && r == text.Obj {
			f.group(i, c, m)
		}
	}
	if t.Child(i, text.Obj) >= 0 {
		f.group(i, t.Child(i, text.Obj), m)
	}
}

func (f *finder) plainBetween(a, b int) bool {
	for k := a; k < b; k++ {
		switch f.d.Tags[k].UPOS {
		case text.NOUN, text.ADJ, text.AUX, text.PROPN:
		default:
			return false
		}
	}
	return true
}

// nearby is for trees that went astray: a number shortly before "were killed",
// or right behind "killed" and "injured".
func (f *finder) nearby(i int, m measure) {
	for k, q := range f.qs {
		if f.used[k] || q.first < f.sent.First || q.first > i+3 || !f.countable(f.nounBehind(q), q, m) {
			continue
		}
		after := i > f.sent.First && f.d.Tags[i-1].UPOS == text.CCONJ
		taken := m.role == roleObj && len(m.with) == 0 || m.role == roleState && q.first == i+1 && after
		behind := !f.bareBefore(i) && q.first > i && f.s.word(q.first-1) != "," && q.first-i <= 2 && taken && f.d.Tree.Child(i, text.AuxPass) < 0 && f.d.Tags[q.first-1].UPOS != text.ADP && f.d.Tags[q.first-1].UPOS != text.SCONJ
		before := q.last <= i && i-q.last <= 5 && f.passiveHere(i, m) && !f.verbBetween(q.last, i)
		bare := q.last == i && m.role == roleObj
		if behind || before || bare {
			f.used[k] = true
			f.add(i, q.number, q, m)
			return
		}
	}
}

// bareBefore reports whether a number stands right before a word: "30 wounded".
func (f *finder) bareBefore(i int) bool {
	for k, q := range f.qs {
		if !f.used[k] && q.last == i {
			return true
		}
	}
	return false
}

func (f *finder) passiveHere(i int, m measure) bool {
	switch f.s.word(i - 1) {
	case "was", "were", "been", "being":
		return true
	}
	return m.role == roleSubj
}

func (f *finder) verbBetween(a, b int) bool {
	for k := a; k < b; k++ {
		if f.d.Tags[k].UPOS == text.VERB || f.s.word(k) == "," {
			return true
		}
	}
	return false
}

// unreal reports whether what a word says did not happen, or not yet: what is
// planned, threatened or possible counts nobody.
func (f *finder) unreal(i int, m measure) bool {
	if m.role == roleState || m.role == roleOf {
		return false
	}
	if e := f.eventAt(i); e != nil {
		switch e.Status {
		case dateline.Planned, dateline.Possible, dateline.Conditional:
			return !f.perfect(i)
		}
	}
	t := &f.d.Tree
	for c := range t.Children(i) {
		switch w := f.s.word(c); t.Rel(c) {
		case text.Advmod:
			if w == "not" || w == "n't" || w == "never" {
				return true
			}
		case text.Aux:
			switch w {
			case "will", "would", "shall", "should", "may", "might", "could", "can", "must":
				return !f.perfect(i)
			}
		case text.Mark:
			if w == "to" && (t.Rel(i) != text.Xcomp || t.Head(i) >= 0 && !f.s.lex.managed.has(f.d.Lemma(t.Head(i)))) {
				return t.Rel(i) != text.Conj
			}
			if w == "if" || w == "unless" {
				return true
			}
		}
	}
	return false
}

// perfect reports whether a verb speaks of the past in the perfect: "may have
// killed".
func (f *finder) perfect(i int) bool {
	for c := range f.d.Tree.Children(i) {
		if f.d.Tree.Rel(c) == text.Aux && f.d.Lemma(c) == "have" {
			return true
		}
	}
	return false
}

// supposed reports whether a count is only taken to be so: "feared dead", "may
// have killed".
func (f *finder) supposed(i int) bool {
	if h := f.d.Tree.Head(i); h >= 0 && f.d.Tree.Rel(i) == text.Xcomp {
		switch f.d.Lemma(h) {
		case "fear", "believe", "presume", "think", "suppose":
			return true
		}
	}
	for c := range f.d.Tree.Children(i) {
		if f.d.Tree.Rel(c) == text.Aux {
			switch f.s.word(c) {
			case "may", "might", "could":
				return true
			}
		}
	}
	return false
}

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
	if q, k, ok := f.quantityOf(i, i); ok && m.role == roleOf {
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
		if f.used[k] || q.number <= i || q.number-last > 12 || !f.reaching(last, q.first) || !f.countable(f.nounBehind(q), q, m) || f.otherState(q) {
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

// otherState reports whether a number behind "toll" is said to be of the
// wounded: "a toll of one dead and six wounded".
func (f *finder) otherState(q quantity) bool {
	k := max(f.nounBehind(q)+1, q.last)
	for _, h := range f.found {
		if h.i == k && h.m.name != "killed" {
			return true
		}
	}
	return false
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

// tally reports whether a deed's number comes behind it: "the number of
// civilians killed has risen to 20".
func (f *finder) tally(i int) bool {
	for k := i - 1; k > max(f.sent.First, i-6); k-- {
		switch f.d.Tags[k].UPOS {
		case text.NOUN, text.ADJ, text.DET, text.PROPN, text.ADP:
		default:
			return false
		}
		if f.s.word(k) == "of" && f.s.word(k-1) == "number" && f.s.word(k-2) != "a" {
			return true
		}
	}
	return false
}

// rate reports whether a number is so many a day: "four people are kidnapped
// every day".
func (f *finder) rate(i int) bool {
	for k := i + 1; k < min(i+4, f.sent.Last); k++ {
		switch f.s.word(k) {
		case "every", "each":
			return f.s.lex.after.has(f.s.word(k + 1))
		case "per", "daily":
			return true
		}
	}
	return false
}

// jointly is the measure of a number that two or more deeds share: "killed or
// wounded more than 1,000", "1,000 dead or missing" are casualties.
func (f *finder) jointly(i int, q quantity, m measure) string {
	if !toll(m.name) {
		return m.name
	}
	a, b := i-2, i // the number stands behind
	if q.first < i {
		a, b = i, i+2
		if f.quantityAt(b+1, f.sent.Last) >= 0 {
			return m.name
		}
	}
	switch f.s.word(a + 1) {
	case "and", "or":
	case ",":
		if w := f.s.word(b + 1); w != "or" && w != "and" || q.first > i {
			return m.name
		}
	default:
		return m.name
	}
	for _, h := range f.found {
		if h.i == a+b-i && h.m.name != m.name && toll(h.m.name) && h.m.role != roleSelf {
			return "casualties"
		}
	}
	return m.name
}

// toll reports whether a measure may be told together with others.
func toll(measure string) bool {
	switch measure {
	case "killed", "injured", "missing", "captured":
		return true
	}
	return false
}

// self counts the noun itself: "200 protesters".
func (f *finder) self(i int, m measure) {
	for k, q := range f.qs {
		if f.used[k] || q.last > i || i-q.last > 3 || !f.onlyAdjectives(q.last, i) || f.inList(i) || f.s.word(q.last) == "of" && f.s.word(q.last+1) == "the" {
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
		if f.ofAnother(q, i) {
			continue
		}
		behind := !f.bareBefore(i) && q.first > i && f.s.word(q.first-1) != "," && q.first-i <= 2 && taken && f.d.Tree.Child(i, text.AuxPass) < 0 && f.d.Tags[q.first-1].UPOS != text.ADP && f.d.Tags[q.first-1].UPOS != text.SCONJ
		before := q.last <= i && (i-q.last <= 5 && f.passiveHere(i, m) && !f.verbBetween(q.last, i) || i-q.last <= 3 && f.headline(i) && f.plainBetween(q.last, i))
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

// headline reports whether a participle stands without "were" and without an
// object: "12 villagers killed in raid".
func (f *finder) headline(i int) bool {
	if participles()[f.s.word(i)] == "" {
		return false
	}
	if i+1 >= f.sent.Last {
		return true
	}
	switch f.d.Tags[i+1].UPOS {
	case text.NOUN, text.PROPN, text.DET, text.PRON, text.ADJ:
		return false
	}
	return true
}

func (f *finder) verbBetween(a, b int) bool {
	for k := a; k < b; k++ {
		if f.d.Tags[k].UPOS == text.VERB || f.d.Tags[k].UPOS == text.CCONJ || f.s.word(k) == "," {
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

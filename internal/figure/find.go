// Package figure finds numbers of people and things in a dispatch, with the
// bounds that their wording gives and no others: killed, injured, displaced,
// released and what else measures.tsv lists. It starts from the words that say
// what happened, goes to those whom it befell, and reads how many they are; it
// never adds, and never makes up a number for "dozens".
package figure

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// Find returns the figures of a document in the order of the text. Statements,
// places and dates of the reading so far give holders and scope.
func Find(d *text.Doc, out *dateline.Reading) []dateline.Figure {
	f := &finder{d: d, out: out, s: newScanner(d), seen: map[[2]int]bool{}, figures: []dateline.Figure{}}
	for _, s := range d.Sentences {
		if s.First < s.Last && reported(d.ZoneAt(int(d.Tokens[s.First].Start))) {
			f.sentence(s)
		}
	}
	ordered(f.figures)
	return f.figures
}

func reported(z dateline.ZoneKind) bool {
	return z == dateline.ZoneBody || z == dateline.ZoneBackground || z == dateline.ZoneHeadline
}

type finder struct {
	d       *text.Doc
	out     *dateline.Reading
	s       *scanner
	qs      []quantity // of the sentence
	used    []bool
	sent    text.Sentence
	seen    map[[2]int]bool // trigger and head already counted
	figures []dateline.Figure
	by      []int // the trigger of each figure
}

func (f *finder) sentence(s text.Sentence) {
	f.sent = s
	f.qs = f.s.all(s.First, s.Last)
	f.used = make([]bool, len(f.qs))
	for i := s.First; i < s.Last; i++ {
		m, ok := measures()[trigger{strings.ToLower(f.d.Lemma(i)), f.d.Tags[i].UPOS}]
		if !ok && f.d.Tags[i].UPOS == text.ADJ {
			m, ok = f.participle(i)
		}
		if ok && f.fits(m) {
			f.trigger(i, m)
		}
	}
}

// fits reports whether the sentence speaks of what a measure needs.
func (f *finder) fits(m measure) bool {
	if len(m.needs) == 0 {
		return true
	}
	for i := f.sent.First; i < f.sent.Last; i++ {
		if slices.Contains(m.needs, f.d.Lemma(i)) {
			return true
		}
	}
	return false
}

// participle takes an adjective for the verb that it comes from: "killed"
// tagged as an adjective.
func (f *finder) participle(i int) (measure, bool) {
	switch f.s.word(i) {
	case "killed":
		return measure{name: "killed", role: roleObj}, true
	case "detained", "arrested":
		return measure{name: "detained", role: roleObj}, true
	case "displaced":
		return measure{name: "displaced", role: roleObj}, true
	}
	return measure{}, false
}

func (f *finder) trigger(i int, m measure) {
	before := len(f.figures)
	switch m.role {
	case roleObj:
		f.patients(i, m)
	case roleSubj:
		f.subjects(i, m)
	case roleOf:
		f.counted(i, m)
	case roleSelf:
		f.self(i, m)
	case roleState:
		f.state(i, m)
	}
	if len(f.figures) == before && m.role != roleSelf {
		f.nearby(i, m)
	}
}

// patients are those whom a verb befalls: its object, its passive subject, the
// noun it hangs on as a participle; where it has none, its first conjunct's.
func (f *finder) patients(i int, m measure) {
	t := &f.d.Tree
	found := false
	for c := range t.Children(i) {
		switch t.Rel(c) {
		case text.NsubjPass, text.Obj, text.Iobj:
			f.group(i, c, m)
			found = true
		case text.Nsubj:
			if t.Child(i, text.AuxPass) >= 0 || t.Child(i, text.Obj) < 0 && f.d.Tags[i].XPOS == text.VBN {
				f.group(i, c, m)
				found = true
			}
		}
	}
	if found {
		return
	}
	switch h := t.Head(i); {
	case h < 0:
	case (t.Rel(i) == text.Acl || t.Rel(i) == text.Amod) && f.d.Tags[i].XPOS != text.VBG:
		f.group(i, h, m)
	case t.Rel(i) == text.Conj && f.d.Tags[h].UPOS == text.VERB && !f.quantityBetween(h, i):
		for c := range t.Children(h) {
			if r := t.Rel(c); r == text.NsubjPass && f.d.Tags[i].XPOS == text.VBN {
				f.group(i, c, m)
			}
		}
	}
}

// quantityBetween reports whether a number of its own stands between two
// words: "43 were killed and 100 injured".
func (f *finder) quantityBetween(a, b int) bool {
	for _, q := range f.qs {
		if q.number > a && q.number < b {
			return true
		}
	}
	return false
}

func (f *finder) subjects(i int, m measure) {
	t := &f.d.Tree
	for c := range t.Children(i) {
		if r := t.Rel(c); r == text.Nsubj || r == text.NsubjPass {
			f.group(i, c, m)
		}
	}
	if h := t.Head(i); h >= 0 && (t.Rel(i) == text.AclRelcl || t.Rel(i) == text.Acl) {
		f.group(i, h, m)
	}
}

// group counts a noun and those coordinated with it, each by itself: "three
// policemen and a woman" are two figures.
func (f *finder) group(i, head int, m measure) {
	f.count(i, head, m)
	t := &f.d.Tree
	for c := range t.Children(head) {
		if t.Rel(c) == text.Conj && (f.d.Tags[c].UPOS == text.NOUN || f.d.Tags[c].UPOS == text.NUM) {
			f.count(i, c, m)
		}
		if t.Rel(c) == text.Nmod && f.including(c) {
			f.part(i, c, m)
		}
	}
}

// including reports whether a noun is given as a part: "including three
// children", "among them a doctor".
func (f *finder) including(c int) bool {
	first, _ := f.d.Tree.Edges(c)
	for first < c && f.d.Tags[first].UPOS == text.PUNCT {
		first++
	}
	w := f.s.word(first)
	return w == "including" || w == "among" && f.s.word(first+1) != "the"
}

func (f *finder) part(i, c int, m measure) {
	whole := len(f.figures)
	if whole == 0 || f.by[whole-1] != i {
		f.group(i, c, m) // nobody says how many the whole are
		return
	}
	f.group(i, c, m)
	for k := whole; k < len(f.figures); k++ {
		f.figures[k].PartOf = "f" + strconv.Itoa(whole)
	}
}

// count makes a figure of one noun, if it says how many.
func (f *finder) count(i, head int, m measure) {
	if f.seen[[2]int{i, head}] {
		return
	}
	q, ok := f.quantityOf(head)
	if !ok {
		q, ok = f.single(head)
	}
	if !ok {
		return
	}
	f.seen[[2]int{i, head}] = true
	f.add(i, head, q, m)
}

// quantityOf finds the number of a noun: its own token, a dependent number,
// or one right before it.
func (f *finder) quantityOf(head int) (quantity, bool) {
	for k, q := range f.qs {
		if f.used[k] {
			continue
		}
		if q.first <= head && head < q.last {
			f.used[k] = true
			return q, true
		}
		for n := q.number; n < q.end; n++ {
			if f.d.Tree.Head(n) == head && f.counts(f.d.Tree.Rel(n)) {
				f.used[k] = true
				return q, true
			}
		}
		if q.last <= head && head-q.last <= 3 && f.onlyAdjectives(q.last, head) {
			f.used[k] = true
			return q, true
		}
	}
	return quantity{}, false
}

func (f *finder) counts(r text.Rel) bool {
	return r == text.Nummod || r == text.Amod || r == text.Det || r == text.Compound
}

func (f *finder) onlyAdjectives(a, b int) bool {
	for k := a; k < b; k++ {
		switch f.d.Tags[k].UPOS {
		case text.ADJ, text.NOUN, text.PROPN, text.PUNCT, text.VERB:
			if f.s.word(k) == "," {
				return false
			}
		default:
			return f.s.word(k) == "of" && k == a
		}
	}
	return true
}

// single reads "a soldier", "one woman", "his brother" as one, and a person
// by name.
func (f *finder) single(head int) (quantity, bool) {
	tag := f.d.Tags[head]
	first, last := f.d.Tree.Edges(head)
	for first < head && (f.d.Tags[first].UPOS == text.CCONJ || f.d.Tags[first].UPOS == text.PUNCT) {
		first++
	}
	if tag.UPOS == text.PROPN {
		for _, m := range f.d.Mentions {
			if m.Kind == dateline.Person && m.First <= head && head < m.Last {
				return one(m.First, m.Last), true
			}
		}
		return quantity{}, false
	}
	if tag.UPOS != text.NOUN || tag.XPOS != text.NN || !f.person(head) {
		return quantity{}, false
	}
	switch f.s.word(first) {
	case "a", "an", "one", "another":
		return one(first, min(last, head+1)), true
	}
	return quantity{}, false
}

func one(first, last int) quantity {
	return quantity{first: first, last: last, number: first, end: last, low: ptr(1), high: ptr(1)}
}

func (f *finder) person(i int) bool {
	w := []byte(f.s.word(i))
	if x := wordnet.NounField(w); x == wordnet.Person {
		return true
	}
	return string(w) == "policeman" || string(w) == "gunman" || string(w) == "serviceman"
}

// counted reads "12 deaths", "the deaths of 12 people", "a death toll of 44",
// "the toll rose to 44", "claimed 43 lives".
func (f *finder) counted(i int, m measure) {
	if f.s.word(i) == "lives" && !f.takesLives(i) || f.s.word(i) == "life" {
		return
	}
	if q, ok := f.quantityOf(i); ok {
		f.add(i, i, q, m)
		return
	}
	t := &f.d.Tree
	for c := range t.Children(i) {
		if t.Rel(c) == text.Nmod {
			f.group(i, c, m)
		}
	}
	if f.s.word(i) == "toll" {
		f.toll(i, m)
	}
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

// toll reads the number behind "toll": "the toll rose to at least 44".
func (f *finder) toll(i int, m measure) {
	for k, q := range f.qs {
		if !f.used[k] && q.number > i && q.number-i <= 8 {
			f.used[k] = true
			f.add(i, q.number, q, m)
			x := &f.figures[len(f.figures)-1]
			if x.Scope == nil {
				x.Scope = &dateline.Scope{}
			}
			x.Scope.Cumulative = true
			return
		}
	}
}

// self counts the noun itself: "200 protesters".
func (f *finder) self(i int, m measure) {
	h := f.d.Tree.Head(i)
	if h >= 0 && f.d.Tags[h].UPOS == text.VERB {
		if v, ok := measures()[trigger{f.d.Lemma(h), text.VERB}]; ok && v.role != roleSelf {
			return // "12 soldiers were killed" counts the killed
		}
	}
	for k, q := range f.qs {
		if !f.used[k] && q.last <= i && i-q.last <= 3 && f.onlyAdjectives(q.last, i) && !f.befallen(i) {
			f.used[k] = true
			f.add(i, i, q, m)
			return
		}
	}
}

// befallen reports whether a later verb of the sentence counts this noun.
func (f *finder) befallen(i int) bool {
	for c := range f.d.Tree.Children(i) {
		if v, ok := measures()[trigger{f.d.Lemma(c), text.VERB}]; ok && v.role == roleObj && f.d.Tree.Rel(c) == text.Acl {
			return true
		}
	}
	return false
}

// state reads an adjective behind a number: "43 dead", "left 6,000 homeless".
func (f *finder) state(i int, m measure) {
	for k, q := range f.qs {
		if !f.used[k] && q.last <= i && i-q.last <= 3 && f.plainBetween(q.last, i) {
			f.used[k] = true
			f.add(i, q.number, q, m)
			return
		}
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
		if f.used[k] || q.number < f.sent.First {
			continue
		}
		taken := m.role == roleObj || m.role == roleState && q.first == i+1 && f.d.Tags[max(i-1, 0)].UPOS == text.CCONJ
		behind := q.first > i && q.first-i <= 2 && taken && f.d.Tree.Child(i, text.AuxPass) < 0 && f.d.Tags[q.first-1].UPOS != text.ADP && f.d.Tags[q.first-1].UPOS != text.SCONJ
		before := q.last <= i && i-q.last <= 5 && f.passiveHere(i, m) && !f.verbBetween(q.last, i)
		bare := q.last == i && m.role == roleObj
		if behind || before || bare {
			f.used[k] = true
			f.add(i, q.number, q, m)
			return
		}
	}
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

// add writes the figure.
func (f *finder) add(i, head int, q quantity, m measure) {
	span := f.d.SpanOf(q.first, q.last)
	x := dateline.Figure{
		Measure: m.name, Unit: m.unit, Low: q.low, High: q.high, LowOpen: q.lowOpen, HighOpen: q.highOpen, Approx: q.approx,
		Wording: span.Of(f.d.Text), Who: f.who(head, q), Evidence: []dateline.Span{f.d.SpanOf(min(q.first, i), max(q.last, i+1))},
		Rule: "figure: " + m.name + " by " + f.d.Lemma(i),
	}
	if q.vague {
		x.Doubt = dateline.DoubtVague
	}
	x.By, x.Statement = f.holder(span)
	x.Scope = f.scope(i, head)
	if m.role == roleOf && head == i {
		x.Who = "" // deaths and lives say nothing of whose
	}
	f.figures = append(f.figures, x)
	f.by = append(f.by, i)
}

// who names those counted: the noun with its adjectives, without the number.
func (f *finder) who(head int, q quantity) string {
	if head < q.last || f.d.Tags[head].UPOS != text.NOUN {
		head = f.nounBehind(q)
	}
	if head < 0 || head >= q.first && head < q.last && (q.low == nil || *q.low != 1) {
		return ""
	}
	first := head
	for first > max(f.sent.First, q.end) && f.d.Tree.Head(first-1) == head {
		if u := f.d.Tags[first-1].UPOS; u != text.ADJ && u != text.NOUN && u != text.PROPN && u != text.PUNCT && u != text.VERB {
			break
		}
		first--
	}
	return f.d.SpanOf(first, head+1).Of(f.d.Text)
}

// nounBehind is the noun that a number stands before, -1 when there is none:
// "of" and adjectives may lie between; where "killed 43 and injured 100
// people" shares one noun, the later number's.
func (f *finder) nounBehind(q quantity) int {
	if q.low != nil && *q.low == 1 && q.last-q.first > 1 && f.d.Tags[q.last-1].UPOS == text.NOUN {
		return q.last - 1
	}
	for k := q.last; k < min(q.last+5, f.sent.Last); k++ {
		switch f.d.Tags[k].UPOS {
		case text.NOUN:
			if k+1 < f.sent.Last && f.d.Tags[k+1].UPOS == text.NOUN {
				continue
			}
			return k
		case text.ADJ, text.PROPN:
		case text.ADP:
			if f.s.word(k) != "of" || k != q.last {
				return -1
			}
		case text.CCONJ:
			return f.shared(q)
		default:
			return -1
		}
	}
	return -1
}

func (f *finder) shared(q quantity) int {
	for _, later := range f.qs {
		if later.first > q.last && later.first-q.last <= 3 && f.d.Tags[later.first-1].UPOS == text.VERB {
			return f.nounBehind(later)
		}
	}
	return -1
}

// holder gives the chain of the innermost statement that holds a span, the
// outlet's own voice where none does.
func (f *finder) holder(span dateline.Span) (by []string, statement string) {
	best := 1 << 30
	for i := range f.out.Statements {
		s := &f.out.Statements[i]
		for _, c := range s.Content {
			if c.Contains(span) && c.Len() < best {
				best, by, statement = c.Len(), s.By, s.ID
			}
		}
	}
	if statement != "" {
		return by, statement
	}
	return []string{outlet(f.d.Dispatch)}, ""
}

func outlet(d *dateline.Dispatch) string {
	if d.Source != "" {
		return d.Source
	}
	return "the dispatch"
}

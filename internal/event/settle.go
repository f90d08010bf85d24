package event

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/internal/text"
)

// drop leaves out nouns that only repeat the verb they are argument of, and
// light verbs whose noun is an event of its own.
func (f *finder) drop(events []found) []found {
	at := map[int]int{}
	for i := range events {
		at[events[i].t] = i
	}
	gone := make([]bool, len(events))
	for i := range events {
		e := &events[i]
		if e.carrier != e.t {
			if k, ok := at[e.carrier]; ok {
				if events[k].fixed >= byWord {
					k = i // the verb's pattern knows its object
				}
				gone[k] = true
			}
			continue
		}
		if h := f.tree.Head(e.t); h >= 0 && !f.verbal(e.t) {
			k, ok := at[h]
			if ok && f.verbal(h) && (events[k].Type == e.Type || events[k].fixed >= byWord && f.tree.Rel(e.t) == text.Obj) {
				gone[i] = true
			}
		}
	}
	out := events[:0]
	for i := range events {
		if !gone[i] {
			out = append(out, events[i])
		}
	}
	return out
}

// settle gives every event its status, holder, date, place and whether it is
// recalled.
func (f *finder) settle(events []found) {
	for i := range events {
		e := &events[i]
		j := f.statusOf(e.t, e.carrier)
		e.Status, e.condition, e.inIf = j.status, j.condition, j.inIf
		e.cues = j.cues[:j.passed]
		f.holder(e)
		f.when(e)
		f.where(e)
		f.meanwhile(e, events[:i])
		f.discourse(e, events[:i])
		e.Background = f.recalled(e)
		e.Evidence = []dateline.Span{f.clause(e)}
	}
}

// holder finds the innermost statement that holds the trigger.
func (f *finder) holder(e *found) {
	best := -1
	size := 0
	for i := range f.out.Statements {
		for _, c := range f.out.Statements[i].Content {
			if c.Contains(e.Trigger) && (best < 0 || c.Len() <= size) {
				best, size = i, c.Len()
			}
		}
	}
	if best < 0 {
		e.By = outlet(f.doc.Dispatch)
		return
	}
	s := &f.out.Statements[best]
	if e.Statement, e.By = s.ID, slices.Clone(s.By); len(e.By) == 0 {
		e.By = outlet(f.doc.Dispatch)
	}
	if s.Cue != nil {
		for _, c := range e.cues {
			if f.doc.Tokens[c].Span().Overlaps(s.Cue.Span) {
				return
			}
		}
	}
	if f.presupposed(e.carrier) {
		return
	}
	switch s.Stance {
	case dateline.Denies:
		e.Status = combine(e.Status, dateline.Denied)
	case dateline.Doubts, dateline.Demands, dateline.Proposes, dateline.Threatens, dateline.Warns:
		if s.Stance != dateline.Warns || e.Status != dateline.Actual {
			e.Status = combine(e.Status, dateline.Possible)
		}
	case dateline.Promises:
		e.Status = combine(e.Status, dateline.Planned)
	}
}

// outlet is whose voice a dispatch is in: its source, and the agency of its
// dateline that the source relays.
func outlet(d *dateline.Dispatch) []string {
	var by []string
	if d.Source != "" {
		by = append(by, d.Source)
	}
	if d.Dateline != nil && d.Dateline.Agency != "" && d.Dateline.Agency != d.Source {
		by = append(by, d.Dateline.Agency)
	}
	if by == nil {
		return []string{"the dispatch"}
	}
	return by
}

// presupposed tells whether words take a happening for granted, whatever is
// denied of it: "denied involvement in the murder of the bishop".
func (f *finder) presupposed(t int) bool {
	if f.verbal(t) {
		return false
	}
	switch f.tree.Rel(t) {
	case text.Obl, text.Nmod, text.NmodPoss:
	default:
		return false
	}
	if f.tree.Child(t, text.NmodPoss) >= 0 {
		return true
	}
	d := f.tree.Child(t, text.Det)
	return d >= 0 && (f.lower(d) == "the" || f.lower(d) == "this" || f.lower(d) == "that")
}

// top is the highest word of the clause that an event stands in.
func (f *finder) top(t int) int {
	for n := 0; n < deepest; n++ {
		h := f.tree.Head(t)
		if h < 0 {
			return t
		}
		switch f.tree.Rel(t) {
		case text.Ccomp, text.Parataxis, text.AclRelcl, text.Root, text.Advcl:
			return t
		case text.Conj:
			if f.verbal(t) {
				return t
			}
		}
		t = h
	}
	return t
}

// nearest is the index of the span, among n, that attaches best to an event:
// under its own words, else in its clause, else -1; own leaves out what stands
// in a participle below it too.
func (f *finder) nearest(e *found, n int, own bool, span func(int) dateline.Span) int {
	s := f.doc.Sentences[e.sentence]
	whole := f.doc.SpanOf(s.First, s.Last)
	top := f.top(e.carrier)
	best, bestCost := -1, 1<<30
	for i := range n {
		sp := span(i)
		if sp.Start < whole.Start || sp.End > whole.End {
			continue
		}
		t := f.doc.TokenAt(sp.Start)
		cost := t - e.t
		if cost < 0 {
			cost = -cost
		}
		switch {
		case f.apart(t, e.t, own) || f.apart(t, e.carrier, own):
			continue
		case f.tree.Within(t, e.t):
		case f.tree.Within(t, e.carrier):
			cost += 50
		case f.tree.Within(t, top) && f.top(t) == top:
			cost += 200
		case f.tree.Within(t, top):
			cost += 400
		default:
			continue
		}
		if cost < bestCost {
			best, bestCost = i, cost
		}
	}
	return best
}

// apart tells whether a token below a verb stands in another clause than it:
// "shelled the base that rebels took in May"; acl counts participles as clauses.
func (f *finder) apart(t, v int, acl bool) bool {
	for n := 0; n < deepest && t >= 0 && t != v; n++ {
		switch f.tree.Rel(t) {
		case text.AclRelcl, text.Ccomp:
			return f.tree.Within(t, v)
		case text.Acl, text.Advcl:
			if acl || f.tree.Child(t, text.Mark, text.Case, text.Aux, text.AuxPass) >= 0 {
				return f.tree.Within(t, v)
			}
		}
		t = f.tree.Head(t)
	}
	return false
}

// when attaches a date, else the date of the dispatch with a doubt.
func (f *finder) when(e *found) {
	k := f.nearest(e, len(f.out.Dates), true, func(i int) dateline.Span {
		if d := &f.out.Dates[i]; d.Type == dateline.DateDay || d.Type == dateline.DateTime {
			return d.Span
		}
		return dateline.Span{Start: -1, End: -1}
	})
	if k >= 0 {
		e.Date = f.out.Dates[k].ID
		return
	}
	if d := f.doc.Dispatch.Dateline; d != nil && e.Date == "" {
		e.Date = d.Date
	}
	if e.Doubt == "" {
		e.Doubt = dateline.DoubtDateByDefault
	}
}

// meanwhile gives an event the date and place of one told before that it
// happened at or during ("During the meeting, ...").
func (f *finder) meanwhile(e *found, before []found) {
	if e.Doubt != dateline.DoubtDateByDefault && e.Place != "" {
		return
	}
	for c := range f.tree.Children(e.carrier) {
		p := f.preposition(c)
		if p != "during" && p != "at" && p != "in" || f.lex.nouns[f.lowerLemma(c)] == nil {
			continue
		}
		d := f.tree.Child(c, text.Det)
		if d < 0 || f.lower(d) != "the" && f.lower(d) != "that" && f.lower(d) != "this" {
			continue
		}
		typ := f.lex.patterns[f.lex.nouns[f.lowerLemma(c)][0]].Type
		for k := len(before) - 1; k >= 0; k-- {
			b := &before[k]
			if b.Type != typ || e.sentence-b.sentence > 6 {
				continue
			}
			if e.Place == "" {
				e.Place = b.Place
			}
			if e.Doubt == dateline.DoubtDateByDefault && b.Doubt != dateline.DoubtDateByDefault {
				e.Date, e.Doubt = b.Date, ""
				return
			}
		}
	}
}

// where attaches a place.
func (f *finder) where(e *found) {
	k := f.nearest(e, len(f.out.Places), false, func(i int) dateline.Span {
		sp := f.out.Places[i].Span
		t := f.doc.TokenAt(sp.Start)
		if t >= len(f.doc.Tokens) {
			return dateline.Span{Start: -1, End: -1}
		}
		if !f.located(t, e) {
			return dateline.Span{Start: -1, End: -1}
		}
		return sp
	})
	if k >= 0 {
		e.Place = f.out.Places[k].ID
		return
	}
	// else the only place of the sentence where something happens
	s := f.doc.Sentences[e.sentence]
	whole := f.doc.SpanOf(s.First, s.Last)
	for i := range f.out.Places {
		sp := f.out.Places[i].Span
		if t := f.doc.TokenAt(sp.Start); !whole.Contains(sp) || !f.located(t, e) || f.apart(t, e.t, false) {
			continue
		}
		if e.Place != "" && f.placeName(e.Place) != f.out.Places[i].Name {
			e.Place = ""
			return
		}
		e.Place = f.out.Places[i].ID
	}
}

// discourse gives violence that no words place the place of the last one told
// in its paragraph.
func (f *finder) discourse(e *found, before []found) {
	if e.Place != "" || e.Type != dateline.Assault {
		return
	}
	for k := len(before) - 1; k >= 0; k-- {
		b := &before[k]
		if f.doc.Sentences[b.sentence].Paragraph != f.doc.Sentences[e.sentence].Paragraph || e.sentence-b.sentence > 2 {
			return
		}
		if b.Type == e.Type && b.Place != "" && b.Status == e.Status {
			e.Place = b.Place
			return
		}
	}
}

// located tells whether a place is where something happens: after "in", "at",
// "near", or the target of violence itself.
func (f *finder) located(t int, e *found) bool {
	for n := 0; n < 5 && t >= 0; n++ {
		switch f.preposition(t) {
		case "in", "at", "near", "outside", "around", "inside", "across", "on", "over", "off":
			return true
		case "of":
		case "":
			r := f.tree.Rel(t)
			if e.Type == dateline.Assault && (r == text.Obj || r == text.NsubjPass) || r == text.Nsubj && f.lowerLemma(f.tree.Head(t)) == "host" {
				return true
			}
		default:
			return false
		}
		switch f.tree.Rel(t) {
		case text.Flat, text.Compound, text.Det, text.Amod, text.Appos, text.Conj, text.Nmod, text.NmodUnmarked, text.NmodDesc, text.NmodPoss:
			t = f.tree.Head(t)
		default:
			return false
		}
	}
	return false
}

// newsworthy is how long before its dispatch something may have happened and
// still be the news.
const newsworthy = 2 * 24 * time.Hour

// recalled tells whether the dispatch looks back on an event: it stands in the
// background zone, in the pluperfect, or its date lies some days before the
// dispatch.
func (f *finder) recalled(e *found) bool {
	if f.doc.ZoneAt(e.Trigger.Start) == dateline.ZoneBackground {
		return true
	}
	for c := range f.tree.Children(e.carrier) {
		if f.tree.Rel(c) == text.Aux && f.lower(c) == "had" {
			return true
		}
	}
	ref := f.doc.Dispatch.Reference.Date
	for i := range f.out.Dates {
		d := &f.out.Dates[i]
		if d.ID != e.Date || len(d.To) < 10 || len(ref) < 10 {
			continue
		}
		to, err1 := time.Parse(time.DateOnly, d.To[:10])
		at, err2 := time.Parse(time.DateOnly, ref[:10])
		if err1 == nil && err2 == nil {
			return at.Sub(to) > newsworthy
		}
	}
	return false
}

// clause is the stretch of text that tells of an event: from the first to the
// last word under its trigger or carrier.
func (f *finder) clause(e *found) dateline.Span {
	first, last := f.tree.Edges(e.carrier)
	for last > first+1 && f.tags[last-1].UPOS == text.PUNCT {
		last--
	}
	sp := f.doc.SpanOf(first, last)
	if !sp.Contains(e.Trigger) {
		return e.Trigger
	}
	return sp
}

// merge makes one event of those that tell the same and numbers them.
func (f *finder) merge(events []found) []dateline.Event {
	var out []dateline.Event
	place := make([]int, len(events))
	var from []int
	for i := range events {
		place[i] = -1
		for k := len(out) - 1; k >= 0; k-- {
			if f.sameEvent(&events[i], &events[from[k]], &out[k]) {
				join(&out[k], &events[i])
				place[i] = k
				break
			}
		}
		if place[i] < 0 {
			place[i] = len(out)
			from = append(from, i)
			out = append(out, events[i].Event)
		}
	}
	for k := range out {
		out[k].ID = "e" + strconv.Itoa(k+1)
	}
	for i := range events {
		c := events[i].condition
		if c < 0 {
			continue
		}
		for k := range events {
			if place[k] != place[i] && f.tree.Within(events[k].t, c) {
				out[place[i]].Condition = out[place[k]].ID
				break
			}
		}
	}
	return out
}

// sameEvent tells whether an event is one that was told before, by the same
// holder: of one type, with no party, date or place that speaks against it.
func (f *finder) sameEvent(a, b *found, so *dateline.Event) bool {
	if a.Type != so.Type || a.Symmetric != so.Symmetric || strings.Join(a.By, "\x00") != strings.Join(so.By, "\x00") {
		return false
	}
	if a.Status != so.Status && (a.sentence != b.sentence || a.Status == dateline.Denied || so.Status == dateline.Denied) {
		return false
	}
	if a.Mode != "" && so.Mode != "" && a.Mode != so.Mode && a.sentence != b.sentence {
		return false
	}
	if a.Place != "" && so.Place != "" && f.placeName(a.Place) != f.placeName(so.Place) {
		return false
	}
	if a.Doubt != dateline.DoubtDateByDefault && so.Doubt != dateline.DoubtDateByDefault && a.Date != "" && so.Date != "" && f.day(a.Date) != f.day(so.Date) {
		return false
	}
	if !within(a.Actors, so.Actors) || !within(a.Targets, so.Targets) {
		return false
	}
	if len(a.Actors)+len(a.Targets)+len(so.Actors)+len(so.Targets) == 0 {
		return a.sentence-b.sentence < 4 // "a bomb exploded"; "the blast"
	}
	return a.sentence == b.sentence || overlap(a.Actors, so.Actors) && (overlap(a.Targets, so.Targets) || a.Symmetric)
}

// within tells whether one list holds the other.
func within(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

func overlap(a, b []string) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

func (f *finder) placeName(id string) string {
	for i := range f.out.Places {
		if f.out.Places[i].ID == id {
			return f.out.Places[i].Name
		}
	}
	return id
}

func (f *finder) day(id string) string {
	for i := range f.out.Dates {
		if f.out.Dates[i].ID == id {
			return f.out.Dates[i].From
		}
	}
	return id
}

// join adds what a later telling knows to an event.
func join(e *dateline.Event, b *found) {
	for _, n := range b.Actors {
		if !slices.Contains(e.Actors, n) {
			e.Actors = append(e.Actors, n)
		}
	}
	for _, n := range b.Targets {
		if !slices.Contains(e.Targets, n) && !slices.Contains(e.Actors, n) {
			e.Targets = append(e.Targets, n)
		}
	}
	if e.Mode == "" {
		e.Mode = b.Mode
	}
	if e.Place == "" {
		e.Place = b.Place
	}
	if e.Doubt == dateline.DoubtUnknownActor && len(e.Actors) > 0 {
		e.Doubt = ""
	}
	if e.Doubt == dateline.DoubtDateByDefault && b.Doubt == "" {
		e.Date, e.Doubt = b.Date, ""
	}
	for _, s := range b.Evidence {
		if !slices.Contains(e.Evidence, s) {
			e.Evidence = append(e.Evidence, s)
		}
	}
}

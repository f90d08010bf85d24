package compare

import (
	"slices"
	"strings"
	"time"

	"dateline"
)

// Stances of a position beside those of statements.
const (
	stanceAsserts   = "asserts"
	stanceDenies    = "denies"
	stanceDoubts    = "doubts"
	stanceWithdraws = "withdraws"
	stancePlans     = "plans"
	stanceDemands   = "demands"
	stanceRejects   = "rejects"
	stanceSilent    = "silent"
)

// claim is one thing that one holder says in one dispatch.
type claim struct {
	page     *page
	holder   holder
	item     string        // id of the statement or event
	span     dateline.Span // the words
	from     int           // of the word for the act
	objAt    int           // of the word for the thing, -1 for none
	stance   string
	scope    string // the words that limit it
	act, obj string // concepts
	event    *dateline.Event
	actors   []party
	targets  []party
	place    string
	spot     *dateline.Place
	country  string
	day      string // YYYY-MM-DD
	dayGiven bool   // the text gives the day
	dayAt    dateline.Span
	clocks   []*dateline.Date
	bag      []string // stems, sorted
	quoted   string   // the quoted words
	plain    string   // the quoted words in small letters with single blanks
	accuses  bool     // told as an accusation
	revised  bool     // the holder is said to have changed it
	root     string   // who it goes back to, copies followed
}

// when is when the claim was made.
func (c *claim) when() *time.Time { return c.page.when() }

// words are the exact words of the claim.
func (c *claim) words() string { return c.page.of(c.span) }

// saying is a part of a sentence with one holder.
type saying struct {
	span dateline.Span
	st   *dateline.Statement
	toks []token
}

// claims finds what a page claims, sentence by sentence.
func (p *page) claims() []*claim {
	var out []*claim
	for _, s := range p.sentences {
		out = p.sentenceClaims(out, s)
	}
	settleHolders(out)
	return out
}

func (p *page) sentenceClaims(out []*claim, s dateline.Span) []*claim {
	toks := p.within(s)
	first := len(out)
	lx := words()
	var buf [8]sense
	revised := false
	for i, n := 0, 1; i < len(toks); i += n {
		var found []sense
		found, n = lx.senses(buf[:0], toks, i)
		for _, x := range found {
			switch x.kind {
			case actWord:
				if c := p.act(s, toks, i, x.concept); c != nil && !repeats(out[first:], c) {
					out = append(out, c)
				}
			case silenceWord:
				out = append(out, p.silence(s, toks, i))
			case reviseWord:
				revised = true
			}
		}
		if len(found) == 0 && p.deeds[toks[i].start] {
			if c := p.act(s, toks, i, "attack"); c != nil && !repeats(out[first:], c) {
				out = append(out, c)
			}
		}
	}
	out = append(out[:first], heads(out[first:])...)
	lend(out[first:])
	out = p.bare(out, s, first)
	for _, c := range out[first:] {
		c.revised = c.revised || revised
	}
	return out
}

// heads drops the claims that stand within another of the same clause: an act
// that is but the object of another ("hoped for an agreement"), and one that
// needs nothing and is no event beside one that has what it needs ("the call
// resulted in agreement on a ceasefire").
func heads(cs []*claim) []*claim {
	needs := words().needs
	return slices.DeleteFunc(slices.Clone(cs), func(c *claim) bool {
		return slices.ContainsFunc(cs, func(o *claim) bool {
			if o == c || o.span != c.span {
				return false
			}
			weak := c.act != stanceSilent && needs[c.act] == nil && !c.triggered() && needs[o.act] != nil
			return weak || o.objAt == c.from && o.from < c.from && (needs[o.act] != nil || o.triggered())
		})
	})
}

// lend gives the violation that a deed is called in its own clause the deed's
// parties.
func lend(cs []*claim) {
	for _, c := range cs {
		if c.act != "violate" || len(c.actors) > 0 {
			continue
		}
		for _, o := range cs {
			if o.act == "attack" && o.span == c.span {
				c.actors, c.place = o.actors, o.place
			}
		}
	}
}

// triggered tells whether an event stands where the claim's act does.
func (c *claim) triggered() bool {
	return c.event != nil && c.event.Trigger.Start <= c.from && c.from < c.event.Trigger.End
}

// repeats tells whether a sentence has the claim already.
func repeats(have []*claim, c *claim) bool {
	return slices.ContainsFunc(have, func(o *claim) bool {
		return o.act == c.act && o.obj == c.obj && o.item == c.item && o.span == c.span
	})
}

// stretchAt gives the statement whose content holds a position, the shortest
// where several do, and the part of the sentence that it covers.
func (p *page) stretchAt(s dateline.Span, at int) saying {
	best := saying{span: s}
	size := 1 << 30
	for _, st := range p.near(at).statements {
		for _, c := range st.Content {
			if c.Start <= at && at < c.End && c.End-c.Start < size && c.End > s.Start && c.Start < s.End {
				size = c.End - c.Start
				best = saying{span: dateline.Span{Start: max(c.Start, s.Start), End: min(c.End, s.End)}, st: st}
			}
		}
	}
	best.toks = p.within(best.span)
	return best
}

// act makes a claim of the word for an act at toks[i] of a sentence; nil when
// it is none: no event stands there and nobody says it.
func (p *page) act(s dateline.Span, toks []token, i int, act string) *claim {
	at := toks[i].start
	x := p.stretchAt(s, at)
	if p.speaks(s, at) {
		return nil
	}
	clause := p.clause(x.span, at)
	obj, objAt := p.object(clause, at, act)
	if need := words().needs[act]; need != nil && !need[obj] {
		return nil
	}
	ev := p.eventAt(at, toks[i].end, clause, act)
	if !said(ev, at, act, x.st != nil) || p.counted(at) && (ev == nil || len(ev.Actors) == 0) {
		return nil
	}
	if x.st == nil && p.inBackground(at) || act == "attack" && !assault(ev, at) {
		return nil
	}
	if act == "attack" && p.recalled(clause, at) {
		return nil
	}
	c := &claim{page: p, span: clause, from: at, objAt: objAt, act: act, obj: obj, event: ev, stance: stanceAsserts}
	p.attribute(c, x.st, ev)
	p.stance(c, x.st)
	if c.holder.own && c.stance == stancePlans && !onLadder(act) {
		return nil
	}
	p.fill(c, x.span)
	if act == "attack" && p.longAgo(ev) {
		return nil
	}
	return c
}

// longAgo tells whether an event is of a day, month or year that was over more
// than ten days before the dispatch: it is recalled.
func (p *page) longAgo(e *dateline.Event) bool {
	d := p.dates[e.Date]
	if d == nil || len(d.To) < len(time.DateOnly) || p.day() == "" {
		return false
	}
	return days(d.To[:len(time.DateOnly)], p.day()) > 10
}

// said tells whether a word for an act claims it: what belongs to an agreement
// does when somebody says it, everything else when it is an event.
func said(e *dateline.Event, at int, act string, stated bool) bool {
	switch {
	case e != nil && e.Trigger.Start <= at && at < e.Trigger.End:
		return true
	case act == "blame" && stated:
		return true
	case act == "reject" || words().needs[act] != nil:
		return stated || e != nil || onLadder(act)
	}
	return false
}

// assault tells whether an event is a deed of force whose trigger stands at a
// position: other mentions of an attack ("the attack on the convoy will be
// looked into") do not claim it anew. What a dispatch recalls is left out.
func assault(e *dateline.Event, at int) bool {
	return e != nil && e.Trigger.Start <= at && at < e.Trigger.End && e.Type == dateline.Assault && !(e.Background && e.Statement == "")
}

// recalled tells whether a deed of force is not what its clause reports but
// what it mentions: after "after", "where", "since", as a habit, as a purpose.
func (p *page) recalled(clause dateline.Span, at int) bool {
	toks := p.within(dateline.Span{Start: clause.Start, End: at})
	for i, t := range toks {
		switch t.low {
		case "after", "where", "since", "following", "before", "previously", "regularly", "often", "repeatedly", "earlier":
			if i > 0 {
				return true
			}
		case "to":
			if i == len(toks)-1 {
				return true
			}
		}
	}
	return false
}

// attribute says whose claim it is. Who rejects, rejects in his own name.
func (p *page) attribute(c *claim, st *dateline.Statement, ev *dateline.Event) {
	by := []string{p.outlet}
	if st != nil {
		by, c.item = st.By, st.ID
	} else if ev != nil {
		by, c.item = ev.By, ev.ID
		if c.act == "reject" && len(ev.Actors) > 0 {
			if n := p.names[ev.Actors[0]]; n != nil {
				c.holder = holder{name: partyOf(n).name, via: []string{p.outlet}}
				return
			}
		}
	}
	c.holder = p.holderOf(by, st)
}

// speaks tells whether a position lies in the words for a speaker or in the
// cue of a statement of the sentence: such words are no act.
func (p *page) speaks(s dateline.Span, at int) bool {
	for _, st := range p.near(at).statements {
		if st.Cue != nil && st.Cue.Span.Start <= at && at < st.Cue.Span.End {
			return true
		}
		if st.SpeakerSpan != nil && st.SpeakerSpan.Start <= at && at < st.SpeakerSpan.End {
			return true
		}
	}
	return false
}

// counted tells whether a position lies in the evidence of a figure, which
// is compared as such.
func (p *page) counted(at int) bool {
	return slices.ContainsFunc(p.near(at).counted, func(e dateline.Span) bool { return e.Start <= at && at < e.End })
}

func (p *page) inBackground(at int) bool {
	for _, z := range p.r.Dispatch.Zones {
		if z.Span.Start <= at && at < z.Span.End {
			return z.Zone == dateline.ZoneBackground
		}
	}
	return false
}

// clause cuts a stretch down to the clause that a position lies in. Clauses
// end at semicolons and before "and", "but", "while" after a comma, and never
// within quotation marks.
func (p *page) clause(s dateline.Span, at int) dateline.Span {
	from, to := s.Start, s.End
	for i := s.Start; i < s.End; i++ {
		if p.text[i] != ';' && !(p.text[i] == ',' && p.joins(i+1)) {
			continue
		}
		if i < at {
			from = i + 1
		} else {
			to = i
			break
		}
	}
	for _, w := range []string{" that ", " and ", " but ", " while ", "that ", ", "} {
		if n := len(w); from+n < to && p.of(dateline.Span{Start: from, End: from + n}) == w {
			from += n
		}
	}
	return p.trimmed(from, to)
}

// trimmed is a stretch without signs at its ends and without a quotation mark
// that has no partner in it.
func (p *page) trimmed(from, to int) dateline.Span {
	marks := 0
	for i := from; i < to; i++ {
		if strings.ContainsRune("\"“”", p.text[i]) {
			marks++
		}
	}
	signs := " ,;."
	if marks%2 == 1 {
		signs += "\"“”"
	}
	for from < to && strings.ContainsRune(signs, p.text[from]) {
		from++
	}
	for to > from && strings.ContainsRune(signs, p.text[to-1]) {
		to--
	}
	return p.span(from, to)
}

// joins tells whether a word that begins another clause stands at text[i].
func (p *page) joins(i int) bool {
	ahead := p.of(dateline.Span{Start: i, End: i + 7})
	return strings.HasPrefix(ahead, " and ") || strings.HasPrefix(ahead, " but ") || strings.HasPrefix(ahead, " while ")
}

// object is the thing that an act is done with or to: the first after it in
// its clause, else the last before it.
func (p *page) object(clause dateline.Span, at int, act string) (thing string, pos int) {
	toks := p.within(clause)
	need := words().needs[act]
	pos = -1
	var buf [8]sense
	for i, n := 0, 1; i < len(toks); i += n {
		var found []sense
		found, n = words().senses(buf[:0], toks, i)
		for _, x := range found {
			if x.kind != thingWord || toks[i].start == at || need != nil && !need[x.concept] {
				continue
			}
			thing, pos = x.concept, toks[i].start
			if pos > at {
				return thing, pos
			}
		}
	}
	return thing, pos
}

// eventAt is the event whose trigger stands at a position, else one of the
// same clause that has the same act.
func (p *page) eventAt(from, to int, clause dateline.Span, act string) *dateline.Event {
	var near *dateline.Event
	for _, e := range p.near(from).events {
		if e.Trigger.Start < to && from < e.Trigger.End {
			return e
		}
		if near == nil && e.Trigger.Start >= clause.Start && e.Trigger.End <= clause.End && p.actOf(e) == act {
			near = e
		}
	}
	return near
}

// actOf is the act that an event's trigger stands for.
func (p *page) actOf(e *dateline.Event) string {
	for _, t := range p.within(e.Trigger) {
		for _, s := range words().word(t.low, t.stem) {
			if s.kind == actWord {
				return s.concept
			}
		}
	}
	return ""
}

package compare

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"dateline"
)

// stance says what the holder does with the claim.
func (p *page) stance(c *claim, st *dateline.Statement) {
	if st != nil {
		c.stance, c.accuses = stanceOf(st.Stance), st.Stance == dateline.Accuses
		if strings.Contains(strings.ToLower(c.holder.name), "earlier version") || strings.Contains(strings.ToLower(c.holder.name), "earlier statement") {
			c.stance, c.holder.name = stanceWithdraws, "it"
		}
	}
	if c.event != nil {
		switch c.event.Status {
		case dateline.Denied:
			c.stance = stanceDenies
		case dateline.Planned, dateline.Conditional, dateline.Possible:
			if c.stance == stanceAsserts {
				c.stance = stancePlans
			}
		}
	}
	if st != nil && c.stance == stanceDenies && st.Cue != nil && st.Cue.Lemma == "add" && !p.negated(c.span) && (c.event == nil || c.event.Status != dateline.Denied) {
		c.stance = stanceAsserts // what is added to a denial is none
	}
	if st != nil && c.stance == stanceDenies && p.endsBefore(c) {
		c.stance = stanceAsserts
		c.holder = holder{name: p.outlet, via: []string{p.outlet}, own: true, basis: dateline.ByMedia}
	}
	if c.act == "reject" {
		c.stance = stanceRejects
		return
	}
	if n := p.modal(c); n != "" && c.stance == stanceAsserts {
		c.stance = n
	}
	if c.holder.own && (c.stance == stanceAsserts || c.stance == stanceDenies) {
		p.denier(c)
	}
	if c.stance == stanceDenies {
		c.scope = p.scope(c)
	}
}

// endsBefore tells whether what is denied is over before a claim's act: it is
// but "involvement" or "responsibility", and another subject follows without
// a sign ("denied involvement The two presidents discussed ...").
func (p *page) endsBefore(c *claim) bool {
	toks := p.within(dateline.Span{Start: c.span.Start, End: c.from})
	if len(toks) < 2 {
		return false
	}
	switch toks[0].low {
	case "involvement", "responsibility", "it", "this", "allegations", "accusations", "charges", "claims", "reports":
		return unicode.IsUpper(p.text[toks[1].start])
	}
	return false
}

func stanceOf(s dateline.Stance) string {
	switch s {
	case dateline.Denies, dateline.Doubts, dateline.Withdraws, dateline.Demands, dateline.Proposes:
		return string(s)
	case dateline.Promises, dateline.Threatens:
		return stancePlans
	}
	return stanceAsserts
}

// modal looks at the words before an act for what makes it denied or planned.
func (p *page) modal(c *claim) string {
	toks := p.within(dateline.Span{Start: c.span.Start, End: c.from})
	for i := len(toks) - 1; i >= max(0, len(toks)-5); i-- {
		switch toks[i].low {
		case "not", "never", "cannot", "didn't", "can't", "won't", "hasn't", "haven't", "wasn't", "weren't", "neither", "nor", "without":
			return stanceDenies
		case "will", "would", "shall", "plans", "plan", "ready", "intends", "if", "should":
			return stancePlans
		case "must", "unless":
			return stanceDemands
		}
	}
	return ""
}

// denier gives a claim that stands under a word of denial in the outlet's own
// words ("the army denied using ...") to whom the clause names before it.
func (p *page) denier(c *claim) {
	toks := p.within(dateline.Span{Start: c.span.Start, End: c.from})
	reach := 6
	if c.stance == stanceDenies {
		reach = len(toks) // the event says so: it needs but its holder
	}
	for i := len(toks) - 1; i >= max(0, len(toks)-reach); i-- {
		switch toks[i].low {
		case "deny", "denies", "denied", "denying", "dismissed", "disputes", "disputed":
		default:
			continue
		}
		c.stance = stanceDenies
		ids := p.namesIn(dateline.Span{Start: c.span.Start, End: toks[i].start}, func(m *spoken) bool { return m.name.Kind != dateline.PlaceName })
		if len(ids) > 0 {
			c.holder = holder{name: partyOf(p.names[ids[0]]).name, via: []string{p.outlet}}
		}
		return
	}
}

// scope gives the words that limit a denial: "between Moscow and Kiev".
func (p *page) scope(c *claim) string {
	toks := p.within(dateline.Span{Start: c.from, End: c.span.End})
	for i, t := range toks {
		if t.low != "between" && t.low != "on" || t.low == "on" && (i+1 >= len(toks) || toks[i+1].low != "behalf") {
			continue
		}
		return strings.TrimRight(p.of(dateline.Span{Start: t.start, End: p.phraseEnd(t.start, c.span.End)}), " .,\"”")
	}
	return ""
}

// phraseEnd is where a phrase ends: at a sign or before "because", "after".
func (p *page) phraseEnd(from, end int) int {
	for i := from; i < end; i++ {
		if strings.ContainsRune(",;.\"”()", p.text[i]) {
			return i
		}
		if p.text[i] == ' ' {
			w := p.of(dateline.Span{Start: i, End: min(end, i+9)})
			if strings.HasPrefix(w, " because") || strings.HasPrefix(w, " after") || strings.HasPrefix(w, " since") {
				return i
			}
		}
	}
	return end
}

// fill adds who, where and when to a claim, from its event or else from the
// names, places and dates within its stretch.
func (p *page) fill(c *claim, s dateline.Span) {
	if c.event != nil {
		c.actors, c.targets = p.parties(c.event.Actors, s), p.parties(c.event.Targets, s)
	}
	if c.act == "attack" && c.accuses {
		c.actors = p.accused(dateline.Span{Start: s.Start, End: c.from})
	}
	if len(c.actors)+len(c.targets) == 0 && c.act != "attack" {
		c.actors = p.named(c.span)
	}
	if len(c.actors)+len(c.targets) == 0 && !c.holder.own && !contested(c.act) && c.act != "talk" && c.ownDeed() {
		c.actors = []party{p.partyNamed(c.holder.name)}
	}
	p.where(c, s)
	p.whenDone(c, s)
	for _, d := range p.near(c.from).dates {
		if d.Type == dateline.DateTime && len(d.From) > len(time.DateOnly) && within(d.Span, c.span) {
			c.clocks = append(c.clocks, d)
		}
	}
	c.bag = p.stems(c.span)
	c.quoted = p.quotes(c.span)
	c.plain = norm(c.quoted)
}

// ownDeed tells whether a claim begins with a pronoun: its holder speaks of
// himself.
func (c *claim) ownDeed() bool {
	toks := c.page.within(c.span)
	return len(toks) > 0 && pronoun(toks[0].low)
}

// partyNamed is the party of the name that is shown so.
func (p *page) partyNamed(name string) party {
	for i := range p.r.Names {
		if p.r.Names[i].Name == name {
			return partyOf(&p.r.Names[i])
		}
	}
	return party{name: name, side: strings.ToLower(name)}
}

func within(a, b dateline.Span) bool { return a.Start >= b.Start && a.End <= b.End }

// parties are those of the names of the ids, with the words that the stretch
// has for them.
func (p *page) parties(ids []string, s dateline.Span) []party {
	var out []party
	for _, id := range ids {
		n := p.names[id]
		if n == nil {
			continue
		}
		if len(n.Members) > 0 {
			out = append(out, p.parties(n.Members, s)...)
			continue
		}
		if n.Kind != dateline.PlaceName {
			x := p.atHome(partyOf(n))
			where := false
			for _, m := range n.Mentions {
				if within(m.Span, s) && m.Form != dateline.FormPronoun && x.words == "" {
					x.words = p.of(m.Span)
					where = n.Kind == dateline.State && p.placed(m.Span)
				}
			}
			if !where {
				out = append(out, x)
			}
		}
	}
	return out
}

// placed tells whether the name of a state stands for where something is: "in
// central Syria".
func (p *page) placed(s dateline.Span) bool {
	toks := p.within(dateline.Span{Start: max(0, s.Start-16), End: s.Start})
	if len(toks) == 0 {
		return false
	}
	switch toks[len(toks)-1].low {
	case "in", "near", "across", "inside", "central", "northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern", "southwestern":
		return true
	}
	return false
}

// named are the parties named within a span.
func (p *page) named(s dateline.Span) []party {
	return p.parties(p.namesIn(s, func(m *spoken) bool {
		n := m.name
		return m.Form != dateline.FormDemonym && n.Kind != dateline.PlaceName && n.Kind != dateline.Office && (n.Kind != dateline.Group || n.Sector == "REB" || len(n.Members) > 0)
	}), s)
}

// accused are those who stand accused: the doers named in what is said before
// the deed ("accused government forces of shelling the town").
func (p *page) accused(s dateline.Span) []party {
	return doersOf(p.parties(p.namesIn(s, func(m *spoken) bool {
		return m.name.Kind != dateline.PlaceName && m.Form != dateline.FormPronoun && m.Form != dateline.FormDemonym
	}), s), "")
}

// where finds the place of a claim: the event's, if it stands in the same
// sentence, else the first place within the stretch that is finer than a
// country.
func (p *page) where(c *claim, s dateline.Span) {
	if c.event != nil {
		if pl := p.places[c.event.Place]; pl != nil && fine(pl) && p.located(pl.Span) {
			c.place, c.country, c.spot = pl.Name, pl.Country, pl
			return
		}
	}
	for _, pl := range p.near(c.from).places {
		if within(pl.Span, s) && fine(pl) && p.located(pl.Span) {
			c.place, c.country, c.spot = pl.Name, pl.Country, pl
			return
		}
	}
}

// located tells whether a place is where something is: not the clock of a town
// ("18:00 Kyiv time"), nor a capital that stands for its state ("between
// Moscow and Kiev").
func (p *page) located(s dateline.Span) bool {
	here := p.near(s.Start)
	if slices.ContainsFunc(here.dates, func(d *dateline.Date) bool { return d.Span.Overlaps(s) }) ||
		slices.ContainsFunc(here.names, func(m spoken) bool { return m.Form == dateline.FormMetonym && m.Span.Overlaps(s) }) {
		return false
	}
	before := strings.Fields(strings.ToLower(p.of(dateline.Span{Start: max(0, s.Start-24), End: s.Start})))
	n := len(before)
	return n == 0 || before[n-1] != "between" && (before[n-1] != "and" || n < 3 || before[n-3] != "between")
}

func fine(p *dateline.Place) bool {
	switch p.Precision {
	case "point", "town", "admin2":
		return true
	}
	return false
}

// whenDone finds the day of a claim.
func (p *page) whenDone(c *claim, s dateline.Span) {
	var d *dateline.Date
	for _, x := range p.near(c.from).dates {
		if within(x.Span, s) && isDay(x) && !p.ofSaying(x.Span) && (d == nil || gapTo(x.Span, c.from) < gapTo(d.Span, c.from)) {
			d = x
		}
	}
	if d == nil && c.event != nil && c.event.Doubt != dateline.DoubtDateByDefault {
		if x := p.dates[c.event.Date]; x != nil && isDay(x) {
			d = x
		}
	}
	c.day = p.day()
	if d != nil {
		c.day, c.dayGiven, c.dayAt = d.From[:len(time.DateOnly)], true, d.Span
	}
}

// gapTo is how far a span lies from a position.
func gapTo(s dateline.Span, at int) int { return max(s.Start-at, at-s.End, 0) }

// ofSaying tells whether a date is when something was said, not when it was
// done: it stands right after the verb ("said on Sunday").
func (p *page) ofSaying(s dateline.Span) bool {
	toks := p.within(dateline.Span{Start: max(0, s.Start-20), End: s.Start})
	for i := max(0, len(toks)-2); i < len(toks); i++ {
		switch toks[i].low {
		case "said", "says", "told", "reported", "announced", "added":
			return true
		}
	}
	return false
}

// isDay tells whether a date names one day.
func isDay(d *dateline.Date) bool {
	n := len(time.DateOnly)
	return len(d.From) >= n && len(d.To) >= n && d.From[:n] == d.To[:n]
}

// stems are the words of a span that carry meaning, by their stems, sorted.
func (p *page) stems(s dateline.Span) []string {
	var out []string
	for _, t := range p.within(s) {
		if !stopWords[t.low] && len(t.stem) > 1 {
			out = append(out, t.stem)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// quotes are the quoted words within a span, the first run of them.
func (p *page) quotes(s dateline.Span) string {
	from, to := -1, -1
	for _, t := range p.within(s) {
		if t.quoted && from < 0 {
			from = t.start
		}
		if t.quoted {
			to = t.end
		} else if from >= 0 {
			break
		}
	}
	if from < 0 {
		return ""
	}
	return p.of(dateline.Span{Start: from, End: to})
}

// silence makes a claim of a sentence that says that somebody said nothing.
func (p *page) silence(s dateline.Span, toks []token, i int) *claim {
	c := &claim{page: p, span: p.span(s.Start, s.End), from: toks[i].start, objAt: -1, act: stanceSilent, stance: stanceSilent, day: p.day()}
	c.holder = holder{via: []string{p.outlet}}
	for _, m := range p.near(s.Start).names {
		if within(m.Span, s) && m.Form != dateline.FormDemonym && m.name.Kind != dateline.PlaceName && c.holder.name == "" {
			c.holder.name = partyOf(m.name).name
		}
	}
	if c.holder.name == "" {
		c.holder.name = "(not named)"
	}
	return c
}

// bare makes claims of the statements of a sentence in which no act was
// found; they are compared by their words.
func (p *page) bare(out []*claim, s dateline.Span, first int) []*claim {
	for _, st := range p.near(s.Start).statements {
		for _, content := range st.Content {
			if content.End <= s.Start || content.Start >= s.End || slices.ContainsFunc(out[first:], func(c *claim) bool { return c.from >= content.Start && c.from < content.End }) {
				continue
			}
			span := p.clause(dateline.Span{Start: max(content.Start, s.Start), End: min(content.End, s.End)}, max(content.Start, s.Start))
			if p.counted(span.Start) || p.nests(st, content) {
				continue
			}
			c := &claim{page: p, span: span, from: span.Start, objAt: -1, item: st.ID, stance: stanceAsserts}
			c.act, c.obj = p.cued(st, span)
			c.holder = p.holderOf(st.By, st)
			p.stance(c, st)
			if c.act == "" && c.stance == stanceAsserts && p.negated(span) {
				c.stance = stanceDenies
			}
			p.fill(c, span)
			if c.act != "" || len(c.bag) > 2 {
				out = append(out, c)
			}
		}
	}
	return out
}

// negated tells whether a clause without a word for an act says that something
// is not so.
func (p *page) negated(s dateline.Span) bool {
	return slices.ContainsFunc(p.within(s), func(t token) bool {
		switch t.low {
		case "not", "never", "no", "cannot", "nobody", "nothing":
			return true
		}
		return strings.HasSuffix(t.low, "n't") || strings.HasSuffix(t.low, "n’t")
	})
}

// nests tells whether the cue of another statement lies within a content: the
// inner one says what is said.
func (p *page) nests(st *dateline.Statement, content dateline.Span) bool {
	return slices.ContainsFunc(p.near(max(0, content.Start)).statements, func(o *dateline.Statement) bool {
		return o.ID != st.ID && o.Cue != nil && within(o.Cue.Span, content)
	})
}

// cued is the act of a statement whose cue names it and whose content is but
// the thing: "rejected the ceasefire", "announced a ceasefire".
func (p *page) cued(st *dateline.Statement, s dateline.Span) (act, obj string) {
	if st.Cue == nil {
		return "", ""
	}
	for _, x := range words().word(st.Cue.Lemma, st.Cue.Lemma) {
		if x.kind == actWord {
			act = x.concept
		}
	}
	if act == "" {
		return "", ""
	}
	obj, _ = p.object(s, -1, act)
	if need := words().needs[act]; obj == "" || need != nil && !need[obj] {
		return "", ""
	}
	return act, obj
}

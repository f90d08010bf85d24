package compare

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/internal/gazetteer"
)

// fields compares within a group what holders may differ in: who did it, on
// which day, at which hour.
func (b *accounting) fields(g *group) []dateline.Proposition {
	var out []dateline.Proposition
	if contested(g.act) {
		out = b.field(out, g, "participants", b.whoDid(g), whoVerdict)
	}
	out = b.field(out, g, "place", atPlace(g), placeVerdict)
	out = b.field(out, g, "date", onDay(g), dayVerdict)
	return b.field(out, g, "time", atHour(g), hourVerdict)
}

// value is what one holder gives for a field.
type value struct {
	c      *claim
	stance string
	key    string // equal keys are equal values
	words  string
	span   dateline.Span
	doers  []party
	spot   *dateline.Place
}

// judgement compares the values of a field.
type judgement func(vs []value) (dateline.Verdict, string)

// field makes a proposition of the values of a field; none where only one
// holder gives a value and nothing is wrong with it.
func (b *accounting) field(out []dateline.Proposition, g *group, name string, vs []value, judge judgement) []dateline.Proposition {
	if len(vs) == 0 {
		return out
	}
	v, why := judge(vs)
	if v == dateline.Silent && why == "" {
		return out
	}
	p := dateline.Proposition{Field: name, Claim: g.claim(), Verdict: v, Why: why, Positions: []dateline.Position{}}
	for _, x := range vs {
		i := slices.IndexFunc(p.Positions, func(o dateline.Position) bool {
			return o.Holder == x.c.holder.name && o.Stance == x.stance && norm(o.Wording) == norm(x.words)
		})
		if i < 0 {
			p.Positions = append(p.Positions, dateline.Position{Holder: x.c.holder.name, Basis: x.c.holder.basis, Via: []string{}, Stance: x.stance, Wording: x.words, At: x.c.when(), Citations: []dateline.Citation{}})
			i = len(p.Positions) - 1
		}
		o := &p.Positions[i]
		o.Via = with(o.Via, x.c.holder.via...)
		o.Citations = append(o.Citations, x.c.page.cite(x.c.item, x.span))
	}
	p.Silent = b.silent(p.Positions)
	return append(out, p)
}

// whoDid gives who is said to have done a deed, and who denies it.
func (b *accounting) whoDid(g *group) []value {
	var out []value
	for _, c := range g.claims {
		if c.stance == stanceDenies && pronoun(strings.ToLower(c.holder.name)) {
			continue // nobody known denies it
		}
		if doers := doersOf(c.actors, c.holder.name); len(doers) > 0 && c.act == g.act {
			out = append(out, value{c: c, stance: c.stance, key: doerKey(doers), words: c.words(), span: c.span, doers: doers})
		}
	}
	return append(out, b.blamed(g)...)
}

// blamed gives whom accusations on the pages of a group name for it.
func (b *accounting) blamed(g *group) []value {
	var out []value
	for _, c := range b.claims {
		if c.act != "blame" || c.page.inBackground(c.from) || b.mainAttack(c.page) != g {
			continue
		}
		stance := "accuses"
		if c.stance == stanceDenies {
			stance = stanceDenies
		}
		if doers := c.blames(); len(doers) > 0 && c.ofDeed() {
			out = append(out, value{c: c, stance: stance, key: doerKey(doers), words: c.words(), span: c.span, doers: doers})
		}
	}
	return out
}

// blames are those whom an accusation names: the targets of its event, or
// those named before "is responsible for".
func (c *claim) blames() []party {
	if c.triggered() && c.event.Type == dateline.Accuse {
		if len(c.actors) == 0 {
			return nil
		}
		return doersOf(c.targets, c.holder.name)
	}
	return c.page.accused(dateline.Span{Start: c.span.Start, End: c.from})
}

// mainAttack is the deed that a page tells of first.
func (b *accounting) mainAttack(p *page) *group {
	var out *group
	at := -1
	for _, g := range b.groups {
		for _, c := range g.claims {
			if g.act == "attack" && c.page == p && (at < 0 || c.from < at) {
				out, at = g, c.from
			}
		}
	}
	return out
}

// doersOf are those of the parties that can have used force: states and what
// belongs to them, armed groups, fighters, or the holder who says so himself.
func doersOf(ps []party, holder string) []party {
	var out []party
	for _, p := range ps {
		rebel, force := fighters(p.name)
		if p.kind == dateline.State && len(gazetteer.Demonyms(p.words)) > 0 && len(gazetteer.LandsByName(p.words)) == 0 {
			continue // "Syrian" alone is nobody
		}
		if p.kind == dateline.State && len(p.words) > 3 && p.words == strings.ToUpper(p.words) {
			continue // the town of a dateline within the text
		}
		switch {
		case p.kind == dateline.State || p.kind == dateline.Government || p.kind == dateline.ArmedGroup,
			p.sector == "MIL" || p.sector == "REB" || p.sector == "UAF" || rebel || force,
			p.kind == dateline.Person && stately(p.sector) && p.name != holder:
			out = append(out, p)
		}
	}
	return out
}

// doerKey tells doers apart: by state, by armed group, or as rebels of whatever
// group; "" where the words leave open whose they are ("warplanes").
func doerKey(ps []party) string {
	var out []string
	for _, p := range ps {
		switch {
		case p.kind == dateline.ArmedGroup:
			out = with(out, p.name)
		case p.side == rebels:
			out = with(out, rebels)
		case p.country != "" && p.side == p.country:
			out = with(out, p.country)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "+")
}

// oneDoer tells whether two keys may be the same doers: rebels may be any of
// the armed groups, and of several named together one may be named alone.
func oneDoer(a, b string) bool {
	if a == b {
		return true
	}
	for x := range strings.SplitSeq(a, "+") {
		for y := range strings.SplitSeq(b, "+") {
			if x == y || x == rebels && len(y) != 3 || y == rebels && len(x) != 3 {
				return true
			}
		}
	}
	return false
}

// whoVerdict compares doers. Who denies that somebody did it contradicts those
// who name him and nobody else.
func whoVerdict(vs []value) (dateline.Verdict, string) {
	said, denied := map[string][]string{}, map[string][]string{}
	var keys, no []string
	for _, v := range vs {
		switch {
		case v.key == "":
		case v.stance == stanceDenies:
			no = with(no, v.key)
			denied[v.key] = with(denied[v.key], v.c.holder.name)
		case v.stance == stanceAsserts || v.stance == "accuses":
			keys = with(keys, v.key)
			said[v.key] = with(said[v.key], v.c.holder.name)
		}
	}
	differ := false
	var parts, holders []string
	for i, k := range keys {
		differ = differ || slices.ContainsFunc(keys[:i], func(o string) bool { return !oneDoer(o, k) && exclude(vs, o, k) }) || slices.ContainsFunc(no, func(o string) bool { return oneDoer(o, k) && disowned(vs, o, k) })
		parts = append(parts, naming(said[k], sideName(vs, k)))
		holders = with(holders, said[k]...)
	}
	for _, k := range no {
		parts = append(parts, listing(denied[k])+" denied that it was "+sideName(vs, k))
	}
	why := strings.Join(parts, "; ")
	switch {
	case differ:
		return dateline.Differing, why
	case len(holders) > 1 && len(keys) == 1 && len(no) == 0:
		return dateline.Agreed, "all who named anybody named " + sideName(vs, keys[0])
	case len(holders) > 1 || len(holders)+len(no) > 1:
		return dateline.Compatible, why
	}
	return dateline.Silent, why
}

// naming says who named whom; who names himself says that he did it.
func naming(holders []string, doer string) string {
	if len(holders) == 1 && strings.EqualFold(holders[0], doer) {
		return holders[0] + " said that it was its own deed"
	}
	return listing(holders) + " named " + doer
}

// exclude tells whether two doers are named for one deed: in much the same
// words, or by an accusation. An outlet that names both itself tells of two
// deeds.
func exclude(vs []value, a, b string) bool {
	one := false
	for _, x := range vs {
		for _, y := range vs {
			if x.key != a || y.key != b || x.stance == stanceDenies || y.stance == stanceDenies {
				continue
			}
			if x.c.page == y.c.page && x.c.holder.name == y.c.holder.name {
				return false
			}
			one = one || oneDeed(x, y)
		}
	}
	return one
}

// oneDeed tells whether two values are of one deed by what their clauses say:
// two accusations are; an accusation and what is told of a town or a day; two
// clauses of much the same words and no other means.
func oneDeed(x, y value) bool {
	if x.c.firm() && y.c.firm() && otherMeans(x.c.page.meansIn(x.c.span), y.c.page.meansIn(y.c.span)) {
		return false
	}
	if x.stance == "accuses" || y.stance == "accuses" {
		return (x.stance == "accuses" || x.c.firm()) && (y.stance == "accuses" || y.c.firm())
	}
	return sameDeed(x.c, y.c) >= 0.44
}

// trigger is the stem of the word for the act.
func (c *claim) trigger() string {
	if toks := c.page.within(dateline.Span{Start: c.from, End: c.from + 1}); len(toks) > 0 {
		return toks[0].stem
	}
	return ""
}

// sameDeed is the share of the words of the shorter of two clauses that the
// other has, the act counted as a word: 0 to 1.
func sameDeed(a, b *claim) float64 {
	x, y := a.core(), b.core()
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	n := 0
	for _, w := range x {
		if _, ok := slices.BinarySearch(y, w); ok {
			n++
		}
	}
	if a.act != "" && a.act == b.act {
		n++
	}
	return float64(n) / float64(min(len(x), len(y))+1)
}

// core is the stems of a clause up to what it only mentions after its act.
func (c *claim) core() []string {
	for _, t := range c.page.within(dateline.Span{Start: c.from, End: c.span.End}) {
		switch t.low {
		case "after", "following", "where", "since", "before", "which", "because":
			return c.page.stems(dateline.Span{Start: c.span.Start, End: t.start})
		}
	}
	return c.bag
}

// sideName is what the first who names a side calls it.
func sideName(vs []value, key string) string {
	for _, v := range vs {
		if v.key == key {
			return listing(partyWords(v.doers))
		}
	}
	return key
}

// atPlace gives where claims say that something was done: only what is done in
// one place, and only as the event itself has it.
func atPlace(g *group) []value {
	var out []value
	if g.act != "attack" && g.act != "sign" {
		return nil
	}
	for _, c := range g.claims {
		if c.act == g.act && c.spot != nil && c.event != nil && c.stance == stanceAsserts {
			out = append(out, value{c: c, stance: c.stance, key: bareName(c.spot.Name), words: c.page.of(c.spot.Span), span: c.spot.Span, spot: c.spot})
		}
	}
	return out
}

// placeVerdict compares places: a town and the province that holds it can both
// hold.
func placeVerdict(vs []value) (dateline.Verdict, string) {
	var holders, names []string
	v := dateline.Agreed
	for i, x := range vs {
		holders, names = with(holders, x.c.root), with(names, x.spot.Name)
		for _, y := range vs[:i] {
			switch {
			case x.key == y.key:
			case !oneScene(x.spot, y.spot):
				v = dateline.Differing
			case v == dateline.Agreed:
				v = dateline.Compatible
			}
		}
	}
	switch {
	case len(holders) < 2:
		return dateline.Silent, ""
	case v == dateline.Agreed:
		return v, "all say " + names[0]
	case v == dateline.Compatible:
		return v, listing(names) + ": one lies in the other"
	}
	return v, listing(names)
}

// onDay gives the days that claims name for a deed.
func onDay(g *group) []value {
	var out []value
	for _, c := range g.claims {
		if !c.dayGiven || c.act != g.act || c.stance != stanceAsserts {
			continue
		}
		out = append(out, value{c: c, stance: c.stance, key: c.day, words: c.page.of(c.dayAt), span: c.dayAt})
	}
	return out
}

// dayVerdict compares days. A night belongs to the day before it and to the
// day after it.
func dayVerdict(vs []value) (dateline.Verdict, string) {
	var keys, holders []string
	nights, one := false, false // the same word on two days is of two weeks
	for i, v := range vs {
		keys, holders = with(keys, v.key), with(holders, v.c.root)
		nights = nights || v.c.night()
		for _, o := range vs[:i] {
			one = one || o.key != v.key && norm(o.words) != norm(v.words) && o.c.root != v.c.root && sameDeed(o.c, v.c) >= 0.5 && o.c.trigger() == v.c.trigger()
		}
	}
	slices.Sort(keys)
	switch {
	case len(holders) < 2:
		return dateline.Silent, ""
	case len(keys) > 2, len(keys) > 1 && !nights && !one:
		return dateline.Silent, "" // days of several things
	case len(keys) == 1:
		return dateline.Agreed, "all say " + keys[0]
	case nights && days(keys[0], keys[len(keys)-1]) == 1:
		return dateline.Compatible, "the night from " + keys[0] + " to " + keys[1]
	}
	return dateline.Differing, listing(keys)
}

// atHour gives the clocks that stand with claims.
func atHour(g *group) []value {
	var out []value
	for _, c := range g.claims {
		for _, d := range c.clocks {
			t, err := time.Parse(time.RFC3339, d.From)
			if err != nil {
				continue
			}
			out = append(out, value{c: c, stance: c.stance, key: t.UTC().Format(time.RFC3339), words: c.page.of(d.Span), span: d.Span})
		}
	}
	return out
}

// hourVerdict compares instants. Clocks of two zones in one clause ought to
// be one instant; where they are not, one was converted wrongly.
func hourVerdict(vs []value) (dateline.Verdict, string) {
	count := map[string][]string{}
	var keys []string
	for _, v := range vs {
		keys = with(keys, v.key)
		count[v.key] = with(count[v.key], v.c.page.outlet+"/"+v.c.page.r.Dispatch.ID)
	}
	var slips []string
	for i := 1; i < len(vs); i++ {
		a, b := vs[i-1], vs[i]
		if a.c == b.c && a.key != b.key {
			slips = with(slips, slip(a, b))
		}
	}
	switch {
	case len(slips) > 0:
		return dateline.Differing, strings.Join(slips, "; ")
	case len(keys) > 1:
		return dateline.Differing, "different instants: " + listing(clocks(keys))
	case len(count[keys[0]]) > 1:
		return dateline.Agreed, "one instant: " + listing(clocks(keys))
	}
	return dateline.Silent, ""
}

// slip says what a wrongly converted hour should be.
func slip(a, b value) string {
	x, _ := time.Parse(time.RFC3339, a.c.clock(a.span).From)
	y, _ := time.Parse(time.RFC3339, b.c.clock(b.span).From)
	return fmt.Sprintf("%s: \"%s\" is %s, not \"%s\"", b.c.page.outlet, a.words, x.In(y.Location()).Format("15:04 -0700"), b.words)
}

// clock is the date of a claim that stands at a span.
func (c *claim) clock(s dateline.Span) *dateline.Date {
	for _, d := range c.clocks {
		if d.Span.Start == s.Start {
			return d
		}
	}
	return &dateline.Date{}
}

func clocks(keys []string) []string {
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		t, _ := time.Parse(time.RFC3339, k)
		out = append(out, t.UTC().Format("2006-01-02 15:04 UTC"))
	}
	return out
}

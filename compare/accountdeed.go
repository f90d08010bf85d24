package compare

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
)

// ofDeed tells whether an accusation is of one deed, and not of what somebody
// is said to do time and again: its sentence has a day or a town, or speaks of
// one deed as known ("the attack", "Tuesday's strikes", "a massacre"), and
// nobody is told to have been accused in general ("accused by rights groups of
// indiscriminate attacks").
func (c *claim) ofDeed() bool {
	toks := c.page.within(c.span)
	known := c.firm()
	for i, t := range toks {
		if t.start == c.from && strings.HasPrefix(t.low, "accusation") {
			return false // it takes up what was said before
		}
		switch t.low {
		case "other", "indiscriminately", "indiscriminate", "repeatedly", "regularly", "routinely", "often":
			return false
		case "the", "this", "that", "a", "an":
		default:
			if !strings.HasSuffix(t.low, "'s") && !strings.HasSuffix(t.low, "’s") {
				continue
			}
		}
		for _, x := range toks[i+1 : min(len(toks), i+5)] {
			known = known || words().deed(x) && (t.low != "a" && t.low != "an" || x.low == x.stem)
		}
	}
	return known
}

// deed tells whether a token is a word for a deed of force.
func (l *lexicon) deed(t token) bool {
	return slices.ContainsFunc(l.word(t.low, t.stem), func(s sense) bool { return s.kind == thingWord && s.concept == "deed" })
}

// firm tells whether an assertion is of one deed that can be told from others:
// its clause has the town or the day.
func (c *claim) firm() bool { return c.town() != nil || c.ownDay() != "" }

// town is the place that the claim's own clause names, nil for none.
func (c *claim) town() *dateline.Place {
	if c.spot != nil && within(c.spot.Span, c.span) {
		return c.spot
	}
	return nil
}

// ownDay is the day that the claim's own clause names, "" for none.
func (c *claim) ownDay() string {
	if c.dayGiven && within(c.dayAt, c.span) {
		return c.day
	}
	return ""
}

// means are ways of using force of which no two are one deed: what comes from
// the air, what is fired from the ground, what is laid or carried. A word that
// may be either ("bomb", "strike", "attack") is none.
var means = map[string]string{
	"airstrike": "air", "warplane": "air", "jet": "air", "aircraft": "air", "helicopter": "air", "drone": "air", "air": "air", "aerial": "air", "sortie": "air",
	"mortar": "ground", "rocket": "ground", "artillery": "ground", "shell": "ground", "shelling": "ground",
	"suicide": "laid", "car": "laid", "mine": "laid", "ied": "laid", "bomber": "laid",
	"gas": "gas", "chemical": "gas", "chlorine": "gas", "sarin": "gas", "nerve": "gas", "toxic": "gas",
}

// meansIn are the means that a stretch names up to what it tells of only as
// before or after.
func (p *page) meansIn(s dateline.Span) []string {
	var out []string
	for i, t := range p.within(s) {
		if i > 0 && (t.low == "after" || t.low == "following" || t.low == "before") {
			break
		}
		if m := means[t.low]; m != "" {
			out = with(out, m)
		} else if m := means[t.stem]; m != "" {
			out = with(out, m)
		}
	}
	return out
}

// otherMeans tells whether both of two lists name means and none is in both.
// Gas may come by any means.
func otherMeans(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(m string) bool { return m == "gas" || slices.Contains(b, m) }) && !slices.Contains(b, "gas")
}

// otherDeed tells whether two figures are of two deeds: their sentences name
// other means, or other days.
func (c *count) otherDeed(o *count) bool {
	if c.whole || c.page == o.page {
		return false
	}
	if otherMeans(c.means(), o.means()) {
		return true
	}
	a, b := c.dayOfDeed(), o.dayOfDeed()
	return a != "" && b != "" && days2(a, b) > 1
}

// means are those that the sentence of a figure names, else the one before.
func (c *count) means() []string {
	s := c.sentence()
	if ms := c.page.meansIn(s); len(ms) > 0 {
		return ms
	}
	if i := c.page.sentenceAt(s.Start); i > 0 && i < len(c.page.sentences) {
		return c.page.meansIn(c.page.sentences[i-1])
	}
	return nil
}

// sentence is the one that the figure stands in.
func (c *count) sentence() dateline.Span {
	if i := c.page.sentenceAt(c.span.Start); i < len(c.page.sentences) {
		return c.page.sentences[i]
	}
	return c.span
}

// dayOfDeed is the only day that the sentence of a figure names, "" for none
// or several.
func (c *count) dayOfDeed() string {
	out := ""
	s := c.sentence()
	for _, d := range c.page.near(c.span.Start).dates {
		if !within(d.Span, s) || !isDay(d) || c.page.ofSaying(d.Span) {
			continue
		}
		day := d.From[:len(time.DateOnly)]
		if out != "" && out != day {
			return ""
		}
		out = day
	}
	return out
}

// meets tells whether a denial is of what a position asserts: it stands beside
// it, or is of its town, of its day or in much the same words. Of an accord
// every happening has one, so all are of it.
func (g *group) meets(no, yes *stand) bool {
	if accord(g.obj) || yes.Holder == no.Holder {
		return true
	}
	return slices.ContainsFunc(yes.claims, func(y *claim) bool {
		return slices.ContainsFunc(no.claims, func(n *claim) bool { return n.answers(y) })
	})
}

// answers tells whether a denial is of what another claim asserts.
func (c *claim) answers(o *claim) bool {
	x, y := c.town(), o.town()
	m, n := c.ownDay(), o.ownDay()
	switch {
	case x != nil && y != nil && !oneScene(x, y), m != "" && n != "" && days2(m, n) > 1:
		return false
	case overlap(c.bag, o.bag) >= 0.4, x != nil && y != nil, m != "" && n != "":
		return true
	}
	i, j := c.page.sentenceAt(c.from), o.page.sentenceAt(o.from)
	return c.page == o.page && max(i-j, j-i) <= 1
}

// holdersOf are the holders of positions, each once.
func holdersOf(ss []*stand) []string {
	var out []string
	for _, s := range ss {
		out = with(out, s.Holder)
	}
	return out
}

func judge(yes, no, roots []string, scope, revised string) (dateline.Verdict, string) {
	var why []string
	v := dateline.Silent
	switch {
	case len(yes) > 0 && len(no) > 0 && !slices.Equal(yes, no):
		v = dateline.Differing
		why = append(why, fmt.Sprintf("asserted by %s, denied by %s", listing(yes), listing(no)))
	case len(yes) > 0 && len(no) > 0:
		why = append(why, "the same holder both asserts and denies it")
		v = dateline.Differing
	case len(roots) > 1:
		v = dateline.Agreed
		why = append(why, fmt.Sprintf("asserted by %d independent holders", len(roots)))
	case len(yes) == 1:
		why = append(why, "asserted by "+yes[0]+" alone")
	case len(no) == 1:
		why = append(why, "denied by "+no[0]+" alone")
	}
	if scope != "" && len(no) > 0 {
		why = append(why, "the denial is limited to \""+scope+"\"")
	}
	if revised != "" {
		why = append(why, revised+" changed its own words")
	}
	return v, strings.Join(why, "; ")
}

// homeOf is the country that most deeds of force of a reading lie in, of as
// many the first by its code; where no deed has a place, the one country that
// all places lie in.
func homeOf(r *dateline.Reading) string {
	at := map[string]string{}
	var all []string
	for i := range r.Places {
		at[r.Places[i].ID] = r.Places[i].Country
		all = with(all, r.Places[i].Country)
	}
	count := map[string]int{}
	best := ""
	for i := range r.Events {
		k := at[r.Events[i].Place]
		if r.Events[i].Type != dateline.Assault || k == "" {
			continue
		}
		count[k]++
		if n := count[k]; n > count[best] || n == count[best] && k < best {
			best = k
		}
	}
	if best == "" && len(all) == 1 {
		return all[0]
	}
	return best
}

// atHome gives fighters for a state that is not named ("government forces",
// "the regime") the state in which the deeds lie.
func (p *page) atHome(x party) party {
	w, _, _ := strings.Cut(strings.ToLower(x.name), " ")
	if _, force := fighters(x.name); x.country != "" || x.side == rebels || p.home == "" || !force && w != "regime" {
		return x
	}
	switch w {
	case "government", "regime", "army", "loyalist":
		x.country, x.side = p.home, p.home
	}
	return x
}

// disowned tells whether a denial of one doer is of the deed that somebody lays
// to another: a denial of having used gas meets only an accusation and what is
// told of gas.
func disowned(vs []value, no, yes string) bool {
	for _, x := range vs {
		if x.key != no || x.stance != stanceDenies {
			continue
		}
		gas := slices.Contains(x.c.page.meansIn(x.c.span), "gas")
		for _, y := range vs {
			if y.key == yes && y.stance != stanceDenies && (!gas || y.stance == "accuses" || slices.Contains(y.c.page.meansIn(y.c.span), "gas")) {
				return true
			}
		}
	}
	return false
}

// monitorOf is the one organization of a reading that has "Observatory" or
// "Monitor" in its name, "" for none or several.
func monitorOf(r *dateline.Reading) string {
	out := ""
	for i := range r.Names {
		n := &r.Names[i]
		low := strings.ToLower(n.Name)
		if n.Kind != dateline.Organization || !strings.Contains(low, " ") || !strings.Contains(low, "observatory") && !strings.Contains(low, "monitor") || onlyMonitor(n.Name) {
			continue
		}
		if out != "" && out != n.Name {
			return ""
		}
		out = n.Name
	}
	return out
}

// onlyMonitor tells whether a holder is named but as one who monitors: "a
// monitor", "war monitoring group", "the Observatory".
func onlyMonitor(name string) bool {
	found := false
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		switch w {
		case "monitor", "monitoring", "observatory", "monitors":
			found = true
		case "the", "a", "war", "group", "organisation", "organization", "britain-based", "british-based", "london-based", "based":
		default:
			return false
		}
	}
	return found
}

package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
)

// group is the claims that are about one thing, in order of time.
type group struct {
	act, obj string
	claims   []*claim
	sides    map[string]bool
	places   map[string]bool
	from, to string // days
	bag      []string
}

// grouped puts claims about the same thing together. Claims are taken in
// order of time; those about whom, where and when more is known come first.
func grouped(claims []*claim) []*group {
	var out []*group
	byKey := map[string][]*group{}
	order := slices.Clone(claims)
	slices.SortStableFunc(order, func(a, b *claim) int { return cmp.Compare(b.known(), a.known()) })
	for _, c := range order {
		if c.act == stanceSilent || c.act == "reject" {
			continue
		}
		key := c.act + "/" + c.object()
		g := best(byKey[key], c)
		if g == nil {
			g = &group{act: c.act, obj: c.object(), sides: map[string]bool{}, places: map[string]bool{}}
			byKey[key] = append(byKey[key], g)
			out = append(out, g)
		}
		g.add(c)
	}
	for _, g := range out {
		slices.SortStableFunc(g.claims, sooner)
	}
	slices.SortStableFunc(out, func(a, b *group) int { return sooner(a.claims[0], b.claims[0]) })
	return attach(out, claims)
}

// object is the thing under which a claim is gathered: what is agreed, signed
// or kept are one kind, and an attack is told apart by its place instead.
func (c *claim) object() string {
	switch {
	case c.act == "attack" || c.act == "talk":
		return ""
	case c.obj == "protocol":
		return "ceasefire"
	}
	return c.obj
}

// known counts what a claim says of who, where and when.
func (c *claim) known() int {
	n := 0
	for _, yes := range []bool{len(c.actors) > 0, len(c.actors) > 1, c.place != "", c.dayGiven, len(c.targets) > 0} {
		if yes {
			n++
		}
	}
	return n
}

// sooner orders claims by time, then dispatch, then place in the text.
func sooner(a, b *claim) int {
	return cmp.Or(a.page.at.Compare(b.page.at), cmp.Compare(a.page.r.Dispatch.ID, b.page.r.Dispatch.ID), cmp.Compare(a.from, b.from), cmp.Compare(a.act, b.act))
}

// best is the group that a claim fits best, nil when it fits none.
func best(gs []*group, c *claim) *group {
	var out *group
	top := 0.0
	for _, g := range gs {
		if s := g.fit(c); s > top {
			out, top = g, s
		}
	}
	return out
}

// fit tells how well a claim fits, 0 when it does not.
func (g *group) fit(c *claim) float64 {
	if c.act == "" {
		s := overlap(g.bag, c.bag)
		if s < 0.5 {
			return 0
		}
		return s
	}
	gap := g.gap(c.day)
	if gap > g.reach() {
		return 0
	}
	if c.stance == stanceDenies && !accord(g.obj) && len(c.actors) == 0 && overlap(g.bag, c.bag) < 0.2 || g.oneVictim(c) {
		return 0
	}
	s := 1 - 0.2*float64(gap)
	if c.place != "" && len(g.places) > 0 {
		if g.act == "attack" && !slices.ContainsFunc(g.claims, func(o *claim) bool { return o.spot != nil && oneScene(o.spot, c.spot) }) {
			return 0
		}
		if g.places[c.place] {
			s++
		}
	}
	if contested(g.act) {
		if g.otherDay(c) && overlap(g.bag, c.bag) < 0.4 {
			return 0
		}
		if c.place == "" && g.obj == "" && !g.shares(c) && overlap(g.bag, c.bag) < 0.2 {
			return 0
		}
		return s
	}
	if len(g.sides) > 0 && len(c.actors) > 0 {
		common := 0
		for _, x := range sides(append(slices.Clone(c.actors), c.targets...)) {
			if g.sides[x] {
				common++
			}
		}
		if common == 0 {
			return 0
		}
		s += float64(common)
	}
	return max(s, 0.1)
}

// contested tells whether an act is one that each side may lay at the other's
// door: who did it is then no part of what it is.
func contested(act string) bool { return act == "attack" || act == "violate" }

// otherDay tells whether a claim gives a day that none of the group gives,
// though some give one; a night is two days.
func (g *group) otherDay(c *claim) bool {
	if !c.dayGiven || c.night() {
		return false
	}
	given := false
	for _, o := range g.claims {
		if o.dayGiven && (o.day == c.day || o.night()) {
			return false
		}
		given = given || o.dayGiven
	}
	return given
}

// night tells whether the words for a claim's day leave open on which side of
// midnight it lies.
func (c *claim) night() bool {
	w := strings.ToLower(c.page.of(c.dayAt))
	return strings.Contains(w, "night") || strings.Contains(w, "late ") || strings.Contains(w, "early ") || strings.Contains(w, "dawn")
}

// oneVictim tells whether of a claim and a group one tells of a deed done to a
// single person and the other of one done to a place or to many.
func (g *group) oneVictim(c *claim) bool {
	if g.act != "attack" || len(c.targets) == 0 {
		return false
	}
	for _, o := range g.claims {
		if len(o.targets) > 0 {
			return single(o.targets) != single(c.targets)
		}
	}
	return false
}

func single(ps []party) bool {
	return len(ps) == 1 && (ps[0].kind == dateline.Office || ps[0].kind == dateline.Person)
}

// shares tells whether a claim names a party that the group has.
func (g *group) shares(c *claim) bool {
	return slices.ContainsFunc(sides(append(slices.Clone(c.actors), c.targets...)), func(s string) bool { return g.sides[s] })
}

func (g *group) has(p *page) bool {
	return slices.ContainsFunc(g.claims, func(c *claim) bool { return c.page == p })
}

// reach is how many days the claims of a group may lie apart.
func (g *group) reach() int {
	if contested(g.act) || g.act == "talk" {
		return 1
	}
	return 3
}

// gap is the number of days between a day and the group's.
func (g *group) gap(day string) int {
	if day == "" || g.from == "" {
		return 0
	}
	switch {
	case day < g.from:
		return days(day, g.from)
	case day > g.to:
		return days(g.to, day)
	}
	return 0
}

// days is the number of days from a to b; far apart when one is no day.
func days(a, b string) int {
	x, err := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err != nil || err2 != nil {
		return 1000
	}
	return int(y.Sub(x).Hours() / 24)
}

func (g *group) add(c *claim) {
	g.claims = append(g.claims, c)
	for _, x := range sides(append(slices.Clone(c.actors), c.targets...)) {
		g.sides[x] = true
	}
	if c.place != "" {
		g.places[c.place] = true
	}
	if c.day != "" && (g.from == "" || c.day < g.from) {
		g.from = c.day
	}
	if c.day != "" && c.day > g.to {
		g.to = c.day
	}
	if g.bag == nil {
		g.bag = c.bag
	}
}

// overlap is the share of stems that two bags have in common (Jaccard).
func overlap(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch cmp.Compare(a[i], b[j]) {
		case 0:
			common, i, j = common+1, i+1, j+1
		case -1:
			i++
		default:
			j++
		}
	}
	return float64(common) / float64(len(a)+len(b)-common)
}

// attach hangs rejections and silences on what they are about: the group of
// the same thing on the same page, else the largest of that thing.
func attach(gs []*group, claims []*claim) []*group {
	for _, c := range claims {
		var g *group
		switch c.act {
		case stanceSilent:
			g = before(gs, c)
		case "reject":
			if g = about(gs, c); g == nil {
				g = &group{act: c.act, obj: c.obj}
				gs = append(gs, g)
			}
		default:
			continue
		}
		if g != nil {
			g.claims = append(g.claims, c)
		}
	}
	for _, g := range gs {
		slices.SortStableFunc(g.claims, sooner)
	}
	return gs
}

// before is the group of the claim that precedes one on its page; one of an
// accord is preferred.
func before(gs []*group, c *claim) *group {
	var out *group
	at, good := -1, false
	for _, g := range gs {
		for _, o := range g.claims {
			if o.page != c.page || o.from >= c.from || o.stance == stanceSilent {
				continue
			}
			if ok := accord(g.obj) || g.act == "attack"; ok && !good || ok == good && o.from > at {
				out, at, good = g, o.from, ok
			}
		}
	}
	return out
}

// about is the group of what a claim rejects.
func about(gs []*group, c *claim) *group {
	var out *group
	top := 0
	for _, g := range gs {
		if g.obj == "" || g.obj != c.obj || g.act == "violate" || g.act == "observe" || g.act == "in-force" {
			continue
		}
		n := 2 * len(g.claims)
		if g.has(c.page) {
			n += 1
		}
		if g.gap(c.day) <= 1 {
			n += 1000
		}
		if n > top {
			out, top = g, n
		}
	}
	return out
}

// stand is a position while it is gathered.
type stand struct {
	dateline.Position
	claims []*claim
	roots  []string
}

// stands gathers the claims of a group into positions: one for a holder, a
// stance and what was said before a change of mind.
func (b *accounting) stands(g *group) []*stand {
	var out []*stand
	for _, c := range g.claims {
		if contested(g.act) && c.stance == stanceDenies && len(c.actors) > 0 {
			continue // denies who did it, not that it was done
		}
		i := slices.IndexFunc(out, func(s *stand) bool { return s.Holder == c.holder.name && s.Stance == c.stance && !parted(s, c) })
		if i < 0 {
			out = append(out, &stand{Position: dateline.Position{Holder: c.holder.name, Basis: c.holder.basis, Via: []string{}, Stance: c.stance,
				Wording: c.words(), At: c.when(), Citations: []dateline.Citation{}}})
			i = len(out) - 1
		}
		out[i].add(c)
	}
	return out
}

// parted tells whether a claim is another than the one its holder made
// before: other words are quoted, and it is told that the words were changed.
func parted(s *stand, c *claim) bool {
	for _, o := range s.claims {
		if (c.revised || o.revised) && s.Stance == stanceAsserts && o.plain != "" && c.plain != "" && !strings.Contains(o.plain, c.plain) && !strings.Contains(c.plain, o.plain) {
			return true
		}
	}
	return false
}

func norm(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func (s *stand) add(c *claim) {
	s.claims = append(s.claims, c)
	s.Via = with(s.Via, c.holder.via...)
	s.roots = with(s.roots, c.root)
	if s.Scope == "" {
		s.Scope = c.scope
	}
	w := c.words()
	if norm(w) != norm(s.Wording) && !slices.ContainsFunc(s.Rendering, func(r string) bool { return norm(r) == norm(w) }) {
		s.Rendering = append(s.Rendering, w)
	}
	if s.Basis == "" {
		s.Basis = c.holder.basis
	}
	s.Citations = append(s.Citations, c.page.cite(c.item, c.span))
}

// proposition makes one of a group.
func (b *accounting) proposition(g *group) dateline.Proposition {
	ss := b.stands(g)
	if len(ss) == 0 {
		ss = b.stands(&group{act: "", claims: g.claims})
	}
	replaced(ss)
	bareStands(ss)
	p := dateline.Proposition{Field: "act", Claim: g.claim(), Positions: []dateline.Position{}, Silent: []string{}}
	if g.act == "" {
		p.Field = "statement"
	}
	p.Verdict, p.Why = g.verdict(ss)
	for _, s := range ss {
		p.Positions = append(p.Positions, s.Position)
	}
	p.Silent = b.silent(p.Positions)
	return p
}

// claim says what a group is about in the words of the claim that says most.
func (g *group) claim() dateline.Claim {
	var lead *claim
	for _, c := range g.claims {
		if c.act == g.act && c.stance != stanceWithdraws && (lead == nil || c.leads() > lead.leads()) {
			lead = c
		}
	}
	if lead == nil {
		lead = g.claims[0]
	}
	out := dateline.Claim{Actors: []string{}, Targets: []string{}, Words: lead.words()}
	if contested(g.act) && len(lead.actors) > 0 && lead.from < lead.span.End {
		out.Words = lead.page.of(dateline.Span{Start: lead.from, End: lead.span.End}) // the deed without the doer
	}
	var actors, targets []party
	for _, c := range g.claims {
		if c.event != nil && out.Type == "" && c.act == g.act {
			out.Type, out.Mode = c.event.Type, c.event.Mode
		}
		actors, targets = append(actors, c.actors...), append(targets, c.targets...)
	}
	if !contested(g.act) {
		out.Actors = partyNames(actors)
	}
	out.Targets = partyNames(targets)
	return out
}

// leads ranks the claims whose words may stand for a group: those that assert
// before those that deny; of a deed that sides lay at each other's door those
// that name nobody; then by how much they say.
func (c *claim) leads() int {
	n := c.known()
	if c.stance != stanceDenies {
		n += 10
	}
	if contested(c.act) && len(c.actors) == 0 {
		n += 5
	}
	return n
}

// bareStands marks the positions that an outlet holds in its own voice while
// others have much the same words from a holder.
func bareStands(ss []*stand) {
	for _, s := range ss {
		c := s.claims[0]
		s.Bare = c.holder.own && s.Stance == stanceAsserts && slices.ContainsFunc(ss, func(o *stand) bool {
			return o.Stance == stanceAsserts && slices.ContainsFunc(o.claims, func(x *claim) bool {
				return !x.holder.own && x.page.outlet != c.page.outlet && overlap(x.bag, c.bag) >= 0.6
			})
		})
	}
}

// replaced marks the positions that took the place of an earlier one of the
// same holder: the holder withdrew it, changed its words or its mind.
func replaced(ss []*stand) {
	for i, s := range ss {
		if s.Stance == stanceSilent {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			o := ss[j]
			if o.Holder != s.Holder || s.Replaces != 0 || !gaveUp(o, s) {
				continue
			}
			s.Replaces = j + 1
		}
	}
}

func gaveUp(old, now *stand) bool {
	switch {
	case old.Stance == stanceSilent:
		return true
	case old.Stance == stanceAsserts && now.Stance == stanceAsserts:
		return true // apart only where the words were changed
	case old.Stance == stanceAsserts && (now.Stance == stanceWithdraws || now.Stance == stanceDenies):
		return later(old, now)
	case old.Stance == stanceDenies && now.Stance == stanceAsserts, old.Stance == stancePlans && now.Stance == stanceAsserts:
		return later(old, now)
	}
	return false
}

func later(a, b *stand) bool { return a.At != nil && b.At != nil && b.At.After(*a.At) }

// verdict compares the positions that still stand. A denial is held against
// those only whom it meets.
func (g *group) verdict(ss []*stand) (dateline.Verdict, string) {
	gone := map[int]bool{}
	for _, s := range ss {
		if s.Replaces > 0 {
			gone[s.Replaces-1] = true
		}
	}
	var yes, no []*stand
	var roots []string
	scope, revised := "", ""
	for i, s := range ss {
		switch {
		case s.Stance == stanceWithdraws || gone[i] && s.Stance == stanceAsserts:
			revised = s.Holder
		case gone[i]:
		case s.Stance == stanceDenies:
			no, scope = append(no, s), cmp.Or(scope, s.Scope)
		case s.Stance == stanceAsserts || s.Stance == stancePlans || s.Stance == "proposes":
			yes = append(yes, s)
			roots = with(roots, s.roots...)
		}
	}
	met := slices.DeleteFunc(slices.Clone(yes), func(y *stand) bool {
		return !slices.ContainsFunc(no, func(n *stand) bool { return g.meets(n, y) })
	})
	switch {
	case len(no) == 0 || len(yes) == 0:
	case len(met) == 0:
		v, why := judge(holdersOf(yes), nil, roots, "", revised)
		return v, strings.TrimPrefix(why+"; "+listing(holdersOf(no))+" denied it of another day, place or deed", "; ")
	default:
		yes = met
	}
	return judge(holdersOf(yes), holdersOf(no), roots, scope, revised)
}

// listing writes names one after the other.
func listing(names []string) string {
	const most = 6
	if n := len(names); n > most {
		return strings.Join(names[:most-1], ", ") + fmt.Sprintf(" and %d others", n-most+1)
	}
	switch n := len(names); n {
	case 0:
		return "nobody"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// silent are the outlets of the happening that carry none of the positions,
// though they told of the happening on the days from the first position to a
// day after the last.
func (b *accounting) silent(ps []dateline.Position) []string {
	var from, to time.Time
	for _, p := range ps {
		if p.At == nil {
			continue
		}
		if from.IsZero() || p.At.Before(from) {
			from = *p.At
		}
		if p.At.After(to) {
			to = *p.At
		}
	}
	out := []string{}
	for _, p := range b.pages {
		if !from.IsZero() && !p.at.IsZero() && (p.at.Before(from.Add(-12*time.Hour)) || p.at.After(to.Add(24*time.Hour))) {
			continue
		}
		if !slices.ContainsFunc(ps, func(x dateline.Position) bool { return slices.Contains(x.Via, p.outlet) || x.Holder == p.outlet }) {
			out = with(out, p.outlet)
		}
	}
	return out
}

package compare

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"dateline"
)

// standing is how two figures stand to each other.
type standing int

const (
	apart    standing = iota // not to be compared: other people, other scope
	same                     // one value
	fits                     // the bounds overlap, or one is part of the other
	rounded                  // as near as rounding
	grew                     // the later one is higher
	conflict                 // they cannot both hold
)

// figure makes the claim of a tally.
func (t *tally) figure(outlets []string) dateline.FigureClaim {
	slices.SortStableFunc(t.counts, func(a, b *count) int {
		return strings.Compare(a.page.at.UTC().Format("20060102150405")+a.page.r.Dispatch.ID, b.page.at.UTC().Format("20060102150405")+b.page.r.Dispatch.ID)
	})
	out := dateline.FigureClaim{Measure: t.measure, Positions: []dateline.FigurePosition{}}
	out.Scope = t.scope()
	who := map[string]bool{}
	for _, c := range t.counts {
		who[c.who] = true
		out.Positions = c.position(out.Positions)
	}
	if len(who) == 1 {
		out.Who = t.counts[0].f.Who
	}
	t.bare(out.Positions, outlets)
	out.Verdict, out.Why = t.verdict()
	return out
}

func (t *tally) scope() dateline.FigureScope {
	s := dateline.FigureScope{Place: t.place, Cumulative: t.total}
	of := map[string]bool{}
	for _, c := range t.counts {
		if c.since != "" && (s.Since == "" || c.since < s.Since) {
			s.Since = c.since
		}
		of[c.of] = true
	}
	if len(of) == 1 {
		s.Of = t.counts[0].of
	}
	return s
}

// position adds a figure to the positions: to its holder's, if he gave the
// same number before.
func (c *count) position(ps []dateline.FigurePosition) []dateline.FigurePosition {
	name := c.holder.name
	if c.holder.own {
		name = c.root
	}
	i := slices.IndexFunc(ps, func(p dateline.FigurePosition) bool {
		return p.Holder == name && equal(p.Low, c.f.Low) && equal(p.High, c.f.High) && p.LowOpen == c.f.LowOpen && p.HighOpen == c.f.HighOpen && p.Who == c.f.Who
	})
	if i < 0 {
		ps = append(ps, dateline.FigurePosition{Holder: name, Basis: c.holder.basis, Via: []string{}, Low: c.f.Low, High: c.f.High, LowOpen: c.f.LowOpen, HighOpen: c.f.HighOpen,
			Approx: c.f.Approx, Wording: c.words, Who: c.f.Who, AsOf: c.day, At: c.page.when(), Citations: []dateline.Citation{}})
		i = len(ps) - 1
	}
	ps[i].Via = with(ps[i].Via, c.holder.via...)
	ps[i].Citations = append(ps[i].Citations, c.page.cite(c.f.ID, c.span))
	return ps
}

func equal(a, b *float64) bool { return a == b || a != nil && b != nil && *a == *b }

// bare marks the figures that outlets give in their own voice while others
// name a holder for the same number.
func (t *tally) bare(ps []dateline.FigurePosition, outlets []string) {
	for i := range ps {
		if !slices.Contains(outlets, ps[i].Holder) {
			continue
		}
		ps[i].Bare = slices.ContainsFunc(ps, func(o dateline.FigurePosition) bool {
			return !slices.Contains(outlets, o.Holder) && equal(o.Low, ps[i].Low) && equal(o.High, ps[i].High) && o.LowOpen == ps[i].LowOpen
		})
	}
}

// verdict compares every figure of a tally with every other. Where more than
// a hundred are given, only different ones are compared.
func (t *tally) verdict() (v dateline.Verdict, why string) {
	cs := t.different()
	found := map[standing]string{}
	most := map[standing]int{}
	for i, a := range cs {
		for _, b := range cs[i+1:] {
			r, n := relate(a, b, t.total), 0
			switch r {
			case grew:
				n = growth(a, b)
			case fits, rounded, conflict:
				n = telling(a, b)
			case same, apart:
			}
			if _, ok := found[r]; !ok || n > most[r] {
				found[r], most[r] = reason(r, a, b), n
			}
		}
	}
	var holders []string
	for _, c := range t.counts {
		holders = with(holders, c.root)
	}
	if s := t.losses(); s != "" {
		defer func() { why = strings.TrimPrefix(why+"; "+s, "; ") }()
	}
	switch {
	case found[conflict] != "":
		return dateline.Differing, join(found, conflict, grew)
	case len(holders) < 2:
		return dateline.Silent, join(found, grew)
	case found[grew] != "" || found[fits] != "" || found[rounded] != "":
		return dateline.Compatible, join(found, grew, rounded, fits)
	case len(cs) == 1 || found[apart] == "":
		return dateline.Agreed, fmt.Sprintf("the same from %d independent holders", len(holders))
	}
	return dateline.Silent, "each counts other people"
}

// growth ranks pairs of which the later is higher: those that dispatches lead
// with first, then those of everybody, then by the days between.
func growth(a, b *count) int {
	n := min(days2(a.day, b.day), 999)
	if a.lead && b.lead {
		n += 2000
	}
	if a.who == "" {
		n += 1000
	}
	return n
}

// telling ranks pairs that are told of as unlike but possible: those that two
// dispatches lead with first, then those of two roots, then those of other
// numbers, then those of the same people.
func telling(a, b *count) int {
	n := 0
	for i, yes := range []bool{a.who == b.who, higher(a.f) != higher(b.f), a.root != b.root, a.lead && b.lead} {
		if yes {
			n += 1 << i
		}
	}
	return n
}

// losses says who tells of his own side's loss and who of an enemy's: the two
// are seldom one number.
func (t *tally) losses() string {
	var own, enemy []string
	for _, c := range t.counts {
		if c.f.Scope == nil {
			continue
		}
		switch c.f.Scope.Loss {
		case dateline.OwnLoss:
			own = with(own, c.root)
		case dateline.EnemyLoss:
			enemy = with(enemy, c.root)
		}
	}
	switch {
	case len(own) > 0 && len(enemy) > 0:
		return "a loss of its own side: " + listing(own) + "; an enemy's loss: " + listing(enemy)
	case len(enemy) > 0:
		return "an enemy's loss as told by " + listing(enemy)
	}
	return ""
}

func join(found map[standing]string, rs ...standing) string {
	var out []string
	for _, r := range rs {
		if s := found[r]; s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// different are the figures of a tally that differ in holder, number or whom
// they count, at most a hundred. A figure that a later version of its own
// dispatch gives otherwise is left out.
func (t *tally) different() []*count {
	var out []*count
	for _, c := range t.counts {
		if c.page.next != nil && slices.ContainsFunc(t.counts, func(o *count) bool { return o.page == c.page.next }) {
			continue
		}
		if len(out) < 100 && !slices.ContainsFunc(out, func(o *count) bool {
			return o.root == c.root && o.who == c.who && relate(o, c, t.total) == same
		}) {
			out = append(out, c)
		}
	}
	return out
}

// relate says how two figures of one tally stand to each other; a is the
// earlier one.
func relate(a, b *count, total bool) standing {
	if a.f.Low == nil && a.f.High == nil || b.f.Low == nil && b.f.High == nil {
		return apart // words without a number
	}
	if (a.others() && !a.lead || b.others() && !b.lead) && a.page != b.page {
		return apart
	}
	if a.of != "" && b.of != "" && a.of != b.of || total && otherSince(a, b) || a.otherDeed(b) {
		return apart
	}
	switch {
	case a.who == b.who:
		return numbers(a, b, total)
	case part(a.who, b.who):
		return inside(a, b)
	case part(b.who, a.who):
		return inside(b, a)
	}
	return apart
}

// otherSince tells whether two totals begin in different months.
func otherSince(a, b *count) bool {
	return len(a.since) >= 7 && len(b.since) >= 7 && a.since[:7] != b.since[:7]
}

// part tells whether those counted as a are some of those counted as b.
func part(a, b string) bool {
	return b == "" && a != "" || b == "civilians" && (a == "women" || a == "children") || b == "fighters" && (a == rebels || a == "forces")
}

// inside compares a part with the whole: it may not be more.
func inside(a, b *count) standing {
	if low, _ := bounds(a.f); b.f.High != nil && low > slack(*b.f.High, b.f.Approx) {
		if !a.lead || !b.lead || a.page == b.page || a.day != b.day || a.root == b.root && a.holder.own {
			return apart
		}
		return conflict
	}
	return fits
}

// numbers compares the bounds of two figures that count the same people. What
// each holder gives first in a dispatch is his figure for what the dispatch is
// about; others are not held against it.
func numbers(a, b *count, total bool) standing {
	al, ah := bounds(a.f)
	bl, bh := bounds(b.f)
	rise := higher(b.f) >= higher(a.f)
	switch {
	case equal(a.f.Low, b.f.Low) && equal(a.f.High, b.f.High) && a.f.LowOpen == b.f.LowOpen && a.f.HighOpen == b.f.HighOpen:
		return same
	case total && higher(b.f) > higher(a.f) && a.day < b.day:
		return grew
	case al <= bh && bl <= ah && !touch(a.f, b.f) && !touch(b.f, a.f):
		return fits
	case total && near(a.f, b.f):
		return rounded
	case a.day < b.day && rise && (total || bl >= ah) || rise && b.page.rises(b.span) && a.page != b.page:
		return grew
	case total && a.day != b.day, !total && a.page.at.Sub(b.page.at).Abs() >= 24*time.Hour, !a.lead || !b.lead, a.root == b.root && (a.page == b.page || a.holder.own),
		a.page == b.page && !a.setAgainst(b), a.f.Measure == "casualties", higher(a.f) == 0 || higher(b.f) == 0:
		return apart
	}
	return conflict
}

// setAgainst tells whether two figures of one dispatch are set against each
// other: they stand together and have two holders. The lower one after the
// higher, in the outlet's own voice, is a part of it.
func (c *count) setAgainst(o *count) bool {
	if c.span.Start > o.span.Start {
		c, o = o, c
	}
	return c.beside(o) && (!c.holder.own && !o.holder.own || higher(o.f) > higher(c.f))
}

// beside tells whether two figures of one dispatch stand in one sentence or in
// neighbouring ones, as figures that are set against each other do.
func (c *count) beside(o *count) bool {
	i, j := c.page.sentenceAt(c.span.Start), c.page.sentenceAt(o.span.Start)
	return max(i-j, j-i) <= 1
}

// rises tells whether a figure is told as one that took the place of a lower
// one: "the toll has risen to 86".
func (p *page) rises(e dateline.Span) bool {
	for _, t := range p.within(dateline.Span{Start: max(0, e.Start-60), End: e.End}) {
		switch t.stem {
		case "rise", "risen", "rose", "climb", "reach", "update", "mount", "increase", "jump":
			return true
		}
	}
	return false
}

// touch tells whether a ends, open, where b begins.
func touch(a, b *dateline.Figure) bool {
	return a.High != nil && b.Low != nil && *a.High == *b.Low && (a.HighOpen || b.LowOpen)
}

// bounds are the least and the most that a figure allows. About is within a
// tenth.
func bounds(f *dateline.Figure) (low, high float64) {
	low, high = 0, math.Inf(1)
	if f.Low != nil {
		low = *f.Low
		if f.Approx {
			low *= 0.9
		}
	}
	if f.High != nil {
		high = slack(*f.High, f.Approx)
	}
	return low, high
}

func slack(n float64, approx bool) float64 {
	if approx {
		return n * 1.1
	}
	return n
}

// higher is the number in a figure's wording, the greater of two.
func higher(f *dateline.Figure) float64 {
	if f.High != nil {
		return *f.High
	}
	return *f.Low
}

// near tells whether two numbers lie within a twentieth: "nearly 2,600" and
// "more than 2,600" are two roundings.
func near(a, b *dateline.Figure) bool {
	x, y := higher(a), higher(b)
	return math.Abs(x-y) <= 0.05*math.Max(x, y)
}

// reason says in words how two figures stand to each other.
func reason(r standing, a, b *count) string {
	x, y := a.told(), b.told()
	switch r {
	case conflict:
		return fmt.Sprintf("%s and %s cannot both hold", x, y)
	case grew:
		return fmt.Sprintf("grew from %s (%s) to %s (%s)", x, a.day, y, b.day)
	case rounded:
		return fmt.Sprintf("%s and %s are two roundings of nearly one number", x, y)
	case fits:
		if a.who != b.who {
			return fmt.Sprintf("%s and %s count other people: one may be part of the other", x, y)
		}
		return fmt.Sprintf("%s and %s can both hold", x, y)
	case same, apart:
	}
	return "-"
}

func (c *count) told() string { return fmt.Sprintf("\"%s\" (%s)", c.words, c.root) }

// akin are measures that readers may take for one another.
var akin = map[string]string{"displaced": "uprooted", "homeless": "uprooted", "refugees": "uprooted", "fled": "uprooted", "evacuated": "uprooted"}

// beside names the tallies of a kindred measure, or of the same measure in
// another scope: they are not compared.
func beside(ts []*tally, t *tally) string {
	var out []string
	for _, o := range ts {
		switch {
		case o == t || len(o.counts) == 0:
		case o.measure != t.measure && akin[t.measure] != "" && akin[o.measure] == akin[t.measure]:
			out = append(out, fmt.Sprintf("%s counts something else (%s): not compared", o.counts[0].told(), o.measure))
		}
	}
	return strings.Join(out, "; ")
}

package compare

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
)

// Delta is what differs between two versions of a dispatch, or between two
// dispatches: word by word, and claim by claim.
type Delta struct {
	Before string        `json:"before"` // ids of Dispatches
	After  string        `json:"after"`
	Words  []Edit        `json:"words"`  // joined, without what is added, the text before; without what is dropped, the text after
	Claims []ClaimChange `json:"claims"` // in the order of the later text, what is dropped first
}

// Edit is a stretch of text that both have, or one alone.
type Edit struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// Op says which text has a stretch.
type Op string

// Ops.
const (
	Kept    Op = "kept"
	Dropped Op = "dropped"
	Added   Op = "added"
)

// ClaimChange is one difference in what is claimed.
type ClaimChange struct {
	Op        string              `json:"op"`    // added, dropped, changed
	Field     string              `json:"field"` // claim, holder, stance, hedge, wording, figure, time, date
	Before    string              `json:"before,omitempty"`
	After     string              `json:"after,omitempty"`
	Why       string              `json:"why"`
	Citations []dateline.Citation `json:"citations"`
}

// Difference compares an earlier and a later text: which words changed, and
// what that does to the claims: dropped or added, told of another holder or
// of none, with a hedge less or more, another number, another hour. The
// readings are exported ones.
func Difference(before, after *dateline.Reading) *Delta {
	a, b := newPage(before), newPage(after)
	a.about, b.about = a.claims(), b.claims()
	d := &Delta{Before: before.Dispatch.ID, After: after.Dispatch.ID, Words: edits(before.Dispatch.Text, after.Dispatch.Text)}
	d.Claims = append(claimChanges(a, b), figureChanges(a, b)...)
	if d.Claims == nil {
		d.Claims = []ClaimChange{}
	}
	return d
}

// claimChanges pairs the claims of two pages and tells how they differ.
func claimChanges(a, b *page) []ClaimChange {
	pair := pairs(a.about, b.about)
	var out []ClaimChange
	back := map[*claim]bool{}
	for _, c := range a.about {
		o := pair[c]
		if o == nil {
			out = append(out, ClaimChange{Op: "dropped", Field: "claim", Before: c.said(), Why: "no longer told", Citations: []dateline.Citation{a.cite(c.item, c.span)}})
			continue
		}
		back[o] = true
		out = append(out, changed(c, o)...)
	}
	for _, c := range b.about {
		if !back[c] {
			out = append(out, ClaimChange{Op: "added", Field: "claim", After: c.said(), Why: "not told before", Citations: []dateline.Citation{b.cite(c.item, c.span)}})
		}
	}
	return out
}

func (c *claim) said() string { return c.holder.name + " " + c.stance + ": " + c.words() }

// pairs matches the claims of two pages, the likest first.
func pairs(as, bs []*claim) map[*claim]*claim {
	type match struct {
		a, b  *claim
		score float64
		n     int
	}
	var ms []match
	for i, x := range as {
		for j, y := range bs {
			if s := likeness(x, y); s > 0.4 {
				ms = append(ms, match{x, y, s, i*len(bs) + j})
			}
		}
	}
	slices.SortFunc(ms, func(x, y match) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.n, y.n)) })
	out, taken := map[*claim]*claim{}, map[*claim]bool{}
	for _, m := range ms {
		if out[m.a] == nil && !taken[m.b] {
			out[m.a], taken[m.b] = m.b, true
		}
	}
	return out
}

// likeness tells how far two claims are one: by act and thing, words, holder.
func likeness(a, b *claim) float64 {
	s := overlap(a.bag, b.bag)
	same := a.holder.name == b.holder.name
	if same && a.act == stanceSilent && (b.act == "reject" || b.stance == stanceDenies || b.act == stanceSilent) {
		return 0.5
	}
	if !same && s < 0.25 {
		return 0
	}
	if a.act != "" && a.act == b.act && a.object() == b.object() {
		s += 0.5
	} else if a.act != b.act && s < 0.8 {
		return 0
	}
	if same {
		s += 0.2
	}
	if (a.stance == stanceWithdraws) != (b.stance == stanceWithdraws) {
		s -= 0.4
	}
	return s
}

// changed tells how one claim changed into another.
func changed(a, b *claim) []ClaimChange {
	cites := []dateline.Citation{a.page.cite(a.item, a.span), b.page.cite(b.item, b.span)}
	var out []ClaimChange
	add := func(field, before, after, why string) {
		out = append(out, ClaimChange{Op: "changed", Field: field, Before: before, After: after, Why: why, Citations: cites})
	}
	switch {
	case a.holder.name == b.holder.name:
	case b.holder.own:
		add("holder", a.said(), b.said(), "the source is dropped: "+a.holder.name)
	case a.holder.own:
		add("holder", a.said(), b.said(), "a source is named: "+b.holder.name)
	default:
		add("holder", a.said(), b.said(), "told of another holder")
	}
	if a.stance != b.stance {
		add("stance", a.said(), b.said(), a.stance+" became "+b.stance)
	}
	switch x, y := a.hedge(), b.hedge(); {
	case x != "" && y == "":
		add("hedge", a.words(), b.words(), "a hedge is dropped: \""+x+"\"")
	case x == "" && y != "":
		add("hedge", a.words(), b.words(), "a hedge is added: \""+y+"\"")
	}
	if x, y := a.times(), b.times(); x != y && x != "" && y != "" {
		add("time", x, y, "another time")
	}
	if norm(a.quoted) != norm(b.quoted) && a.quoted != "" && b.quoted != "" {
		add("wording", a.quoted, b.quoted, "other words are quoted")
	}
	return out
}

// hedge is the first word in the claim's sentence that leaves it open.
func (c *claim) hedge() string {
	p := c.page
	for _, s := range p.sentences {
		if c.from < s.Start || c.from >= s.End {
			continue
		}
		toks := p.within(s)
		var buf [8]sense
		for i, n := 0, 1; i < len(toks); i += n {
			var found []sense
			found, n = words().senses(buf[:0], toks, i)
			for _, x := range found {
				if x.kind == hedgeWord {
					return p.of(dateline.Span{Start: toks[i].start, End: toks[i+n-1].end})
				}
			}
		}
	}
	return ""
}

// times are the clocks of a claim as they are written.
func (c *claim) times() string {
	var out []string
	for _, d := range c.clocks {
		out = append(out, c.page.of(d.Span))
	}
	return strings.Join(out, ", ")
}

// figureChanges pairs the figures of two pages by what they count.
func figureChanges(a, b *page) []ClaimChange {
	var out []ClaimChange
	xs, ys := a.allCounts(), b.allCounts()
	taken := map[*count]bool{}
	for _, x := range xs {
		i := slices.IndexFunc(ys, func(y *count) bool {
			return !taken[y] && y.f.Measure == x.f.Measure && y.who == x.who && y.whole == x.whole
		})
		if i < 0 {
			out = append(out, ClaimChange{Op: "dropped", Field: "figure", Before: x.told(), Why: "no longer told: " + x.f.Measure, Citations: []dateline.Citation{a.cite(x.f.ID, x.span)}})
			continue
		}
		y := ys[i]
		taken[y] = true
		out = append(out, x.changed(y)...)
	}
	for _, y := range ys {
		if !taken[y] {
			out = append(out, ClaimChange{Op: "added", Field: "figure", After: y.told(), Why: "not told before: " + y.f.Measure, Citations: []dateline.Citation{b.cite(y.f.ID, y.span)}})
		}
	}
	return out
}

func (p *page) allCounts() []*count {
	var out []*count
	for i := range p.r.Figures {
		if c := p.count(&p.r.Figures[i]); c != nil {
			out = append(out, c)
		}
	}
	return out
}

func (c *count) changed(o *count) []ClaimChange {
	cites := []dateline.Citation{c.page.cite(c.f.ID, c.span), o.page.cite(o.f.ID, o.span)}
	var out []ClaimChange
	if !equal(c.f.Low, o.f.Low) || !equal(c.f.High, o.f.High) || c.f.LowOpen != o.f.LowOpen || c.f.HighOpen != o.f.HighOpen || c.f.Approx != o.f.Approx {
		out = append(out, ClaimChange{Op: "changed", Field: "figure", Before: c.words, After: o.words, Why: "another number: " + c.f.Measure, Citations: cites})
	}
	if c.holder.name != o.holder.name {
		why := "told of another holder"
		if o.holder.own {
			why = "the source is dropped: " + c.holder.name
		} else if c.holder.own {
			why = "a source is named: " + o.holder.name
		}
		out = append(out, ClaimChange{Op: "changed", Field: "holder", Before: c.told(), After: o.told(), Why: why, Citations: cites})
	}
	return out
}

package compare

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// Options says what is known of the dispatches of a happening beside their
// readings. The zero value compares the readings as they are.
type Options struct {
	ID     string           // of the happening; "" makes one from the dispatches
	Copies []dateline.Copy  // which dispatches repeat others: they hold no view of their own; nil looks for them
	Merged []dateline.Merge // why the dispatches were put together
}

// accounting is one comparison under way.
type accounting struct {
	pages   []*page
	claims  []*claim
	outlets []string // in order of first publication
	groups  []*group
}

// Account sets side by side what several dispatches say of one happening. The
// readings are exported ones, with spans in code points; their order does not
// matter, and a dispatch handed in twice counts once. Nothing in the account
// is its own: every position has a holder and citations. Readings without
// date, place or findings are told of and compared as far as they go.
func Account(readings []*dateline.Reading, o Options) *dateline.Happening {
	b := &accounting{pages: pages(readings)}
	if o.Copies == nil {
		o.Copies = copiesOf(b.pages)
	}
	b.tie(o.Copies)
	b.outlets = outletsOf(b.pages)
	others := byFirstWord(b.outlets)
	for _, p := range b.pages {
		p.others = others
		p.about = p.claims()
		for _, c := range p.about {
			c.root = c.rootOf()
		}
		b.claims = append(b.claims, p.about...)
	}
	slices.SortStableFunc(b.claims, sooner)
	b.groups = grouped(b.claims)
	h := &dateline.Happening{Format: dateline.HappeningFormat, ID: o.ID, Copies: o.Copies, Merged: o.Merged, Outlets: len(b.outlets)}
	b.head(h)
	h.Propositions = b.propositions()
	h.Figures = b.figures()
	h.Roots = b.roots(h)
	h.Naming = b.naming()
	h.Ladder = ladder(b.claims)
	h.Changes = b.changes(h)
	listed(h)
	return h
}

// outletsOf are the outlets of pages, each once, in order of first publication.
func outletsOf(pages []*page) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range pages {
		if !seen[p.outlet] {
			seen[p.outlet] = true
			out = append(out, p.outlet)
		}
	}
	return out
}

// byFirstWord lays names to their first words.
func byFirstWord(names []string) map[string][]string {
	out := map[string][]string{}
	for _, n := range names {
		w, _, _ := strings.Cut(n, " ")
		out[w] = append(out[w], n)
	}
	return out
}

// pages makes the readings ready, in order of time, each dispatch once.
func pages(readings []*dateline.Reading) []*page {
	var out []*page
	seen := map[string]bool{}
	for _, r := range readings {
		if r == nil || seen[r.Dispatch.ID] && r.Dispatch.ID != "" {
			continue
		}
		seen[r.Dispatch.ID] = true
		out = append(out, newPage(r))
	}
	slices.SortStableFunc(out, func(a, b *page) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.r.Dispatch.ID, b.r.Dispatch.ID), cmp.Compare(a.r.Dispatch.Text, b.r.Dispatch.Text))
	})
	return out
}

// tie links copies to what they repeat and versions to what they replace.
func (b *accounting) tie(copies []dateline.Copy) {
	byID := map[string]*page{}
	for _, p := range b.pages {
		byID[p.r.Dispatch.ID] = p
	}
	for _, c := range copies {
		if from, to := byID[c.Of], byID[c.Dispatch]; from != nil && to != nil && from != to && !c.Part {
			to.copyOf = from
		}
	}
	for i, p := range b.pages {
		for j := i - 1; j >= 0 && p.before == nil; j-- {
			if q := b.pages[j]; q.next == nil && versions(q, p) {
				q.next, p.before = p, q
			}
		}
	}
}

// versions tells whether b is a later version of the same dispatch as a.
func versions(a, b *page) bool {
	x, y := &a.r.Dispatch, &b.r.Dispatch
	if x.Source == "" || x.Source != y.Source || !a.at.Before(b.at) {
		return false
	}
	if x.Ref != "" && x.Ref == y.Ref {
		return true
	}
	if y.Updated == nil && y.Kind == dateline.KindNew {
		return false
	}
	return a.at.Sub(b.at).Abs().Hours() < 48 && (samePublished(x, y) || overlap(bagOf(a), bagOf(b)) > 0.3)
}

func samePublished(x, y *dateline.Dispatch) bool {
	return x.Published != nil && y.Published != nil && x.Published.Equal(*y.Published) && y.Updated != nil && x.Published.Hour()+x.Published.Minute() > 0
}

// bagOf is the stems of a whole page.
func bagOf(p *page) []string {
	if p.bag == nil {
		p.bag = p.stems(dateline.Span{Start: 0, End: len(p.text)})
	}
	return p.bag
}

// rootOf is who a claim goes back to: its holder, or for the outlet's own
// words the outlet whose text it repeats.
func (c *claim) rootOf() string {
	if !c.holder.own {
		return c.holder.name
	}
	p := c.page
	for n := 0; p.copyOf != nil && n < 100; n++ {
		p = p.copyOf
	}
	return p.outlet
}

// head fills in what the happening is as a whole.
func (b *accounting) head(h *dateline.Happening) {
	for _, p := range b.pages {
		d := &p.r.Dispatch
		t := dateline.Telling{Dispatch: d.ID, Source: d.Source, Headline: d.Headline, Published: d.Published, Kind: d.Kind}
		if p.before != nil {
			t.Supersedes = p.before.r.Dispatch.ID
		}
		h.Dispatches = append(h.Dispatches, t)
		if day := p.day(); day != "" {
			if h.Date.From == "" || day < h.Date.From {
				h.Date.From = day
			}
			h.Date.To = max(h.Date.To, day)
		} else {
			h.Doubt = dateline.DoubtNoReference
		}
	}
	h.ID = cmp.Or(h.ID, b.id())
	h.Title = b.title()
	if g := b.lead(); g != nil {
		h.Type = g.claim().Type
	}
	h.Place, h.Country = b.place()
	h.Participants = b.participants()
}

// id is made from the dispatches alone.
func (b *accounting) id() string {
	ids := make([]string, 0, len(b.pages))
	for _, p := range b.pages {
		ids = append(ids, p.r.Dispatch.ID)
	}
	slices.Sort(ids)
	sum := sha256.Sum256([]byte(strings.Join(ids, "\n")))
	return "h" + hex.EncodeToString(sum[:6])
}

// lead is the group that most outlets tell of; of equals the first.
func (b *accounting) lead() *group {
	var out *group
	top := 0
	for _, g := range b.groups {
		var via []string
		for _, c := range g.claims {
			via = with(via, c.page.outlet)
		}
		if g.act != "" && len(via) > top {
			out, top = g, len(via)
		}
	}
	return out
}

// title is the headline that shares most words with the others, without its
// mark of a version; where there is no headline, the first words of a text.
func (b *accounting) title() string {
	count := map[string]int{}
	heads := make([][]string, len(b.pages))
	for i, p := range b.pages {
		heads[i] = headStems(p)
		for _, w := range heads[i] {
			count[w]++
		}
	}
	best, top := "", -1.0
	for i, p := range b.pages {
		if len(heads[i]) == 0 {
			continue
		}
		sum := 0
		for _, w := range heads[i] {
			sum += count[w] - 1
		}
		if s := float64(sum) / float64(len(heads[i])+2); s > top {
			best, top = trimMark(p.r.Dispatch.Headline), s
		}
	}
	if best == "" && len(b.pages) > 0 && len(b.pages[0].sentences) > 0 {
		p := b.pages[0]
		best = p.of(p.sentences[0])
		if r := []rune(best); len(r) > 100 {
			best = string(r[:97]) + "..."
		}
	}
	return strings.Join(strings.Fields(best), " ")
}

// trimMark takes "UPDATE 1-" and the like off a headline.
func trimMark(s string) string {
	head, rest, ok := strings.Cut(s, "-")
	word, _, _ := strings.Cut(head, " ")
	switch strings.TrimRight(word, "0123456789") {
	case "UPDATE", "CORRECTED", "CORRECTION", "REFILE", "RPT", "WRAPUP", "KILL", "WITHDRAWN", "LEAD", "ALERT", "URGENT", "ADVISORY":
		if ok && len(rest) > 10 {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

func headStems(p *page) []string {
	var out []string
	for _, t := range tokens([]rune(trimMark(p.r.Dispatch.Headline))) {
		if !stopWords[t.low] {
			out = append(out, t.stem)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// place is where most claims put what happened.
func (b *accounting) place() (name, country string) {
	type at struct{ name, country string }
	count := map[at]int{}
	for _, c := range b.claims {
		if c.place != "" && c.act != "" {
			count[at{c.place, c.country}]++
		}
	}
	var best at
	for k, n := range count {
		if n > count[best] || n == count[best] && (best.name == "" || k.name < best.name) {
			best = k
		}
	}
	if count[best] < 2 && len(b.pages) > 1 {
		return "", ""
	}
	return best.name, best.country
}

// participants are the parties of the claims, those of most dispatches first.
func (b *accounting) participants() []dateline.Participant {
	type entry struct {
		party
		pages map[*page]bool
	}
	byName := map[string]*entry{}
	var all []*entry
	for _, c := range b.claims {
		for _, x := range append(slices.Clone(c.actors), c.targets...) {
			e := byName[x.name]
			if e == nil {
				e = &entry{party: x, pages: map[*page]bool{}}
				byName[x.name] = e
				all = append(all, e)
			}
			e.pages[c.page] = true
		}
	}
	slices.SortStableFunc(all, func(a, b *entry) int {
		return cmp.Or(cmp.Compare(len(b.pages), len(a.pages)), cmp.Compare(a.name, b.name))
	})
	out := []dateline.Participant{}
	for _, e := range all {
		if e.kind == dateline.Group && e.side != rebels && len(e.pages) < 2 {
			continue
		}
		out = append(out, dateline.Participant{Name: e.name, Kind: e.kind, Country: e.country, Sector: e.sector})
	}
	return out
}

// propositions are those of all groups, with the fields that holders may
// differ in, those with most holders and outlets first within a day.
func (b *accounting) propositions() []dateline.Proposition {
	out := []dateline.Proposition{}
	for _, g := range b.groups {
		out = append(out, b.proposition(g))
		out = append(out, b.fields(g)...)
	}
	for i := range out {
		out[i].ID = fmt.Sprintf("q%d", i+1)
	}
	return out
}

// roots counts the independent holders of positions and figures.
func (b *accounting) roots(h *dateline.Happening) int {
	var out []string
	for _, c := range b.claims {
		if c.stance != stanceSilent {
			out = with(out, c.root)
		}
	}
	for _, f := range h.Figures {
		for _, p := range f.Positions {
			out = with(out, p.Holder)
		}
	}
	if len(out) == 0 {
		for _, p := range b.pages {
			if p.copyOf == nil {
				out = with(out, p.outlet)
			}
		}
	}
	return len(out)
}

// listed makes every list a list.
func listed(h *dateline.Happening) {
	h.Dispatches = listOf(h.Dispatches)
	h.Merged = listOf(h.Merged)
}

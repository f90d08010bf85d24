package compare

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
)

// naming shows which words outlets, and those they quote, have for the same
// one: only where at least two outlets have at least two. It counts and cites
// and does not judge. Persons are left out: their titles say nothing new.
func (b *accounting) naming() []dateline.Naming {
	byEntity := map[string]*dateline.Naming{}
	at := map[[4]string]int{} // where a label stands: entity, label, outlet, holder
	var all []*dateline.Naming
	for _, p := range b.pages {
		for i := range p.r.Names {
			n := &p.r.Names[i]
			entity := entityOf(n)
			if entity == "" {
				continue
			}
			e := byEntity[entity]
			if e == nil {
				e = &dateline.Naming{Entity: entity}
				byEntity[entity] = e
				all = append(all, e)
			}
			p.labels(e, n, at)
		}
	}
	out := []dateline.Naming{}
	for _, e := range all {
		if !various(e.Labels) {
			continue
		}
		slices.SortStableFunc(e.Labels, func(a, b dateline.Label) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)), cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Holder, b.Holder))
		})
		out = append(out, *e)
	}
	slices.SortStableFunc(out, func(a, b dateline.Naming) int {
		return cmp.Or(cmp.Compare(len(b.Labels), len(a.Labels)), cmp.Compare(a.Entity, b.Entity))
	})
	return out
}

// entityOf is the name under which the words for a name are gathered, "" for
// those that are not looked at.
func entityOf(n *dateline.Name) string {
	switch n.Kind {
	case dateline.Person, dateline.Office, dateline.Organization:
		if n.Sector != "MIL" {
			return ""
		}
	case dateline.Group:
		if p := partyOf(n); p.name != rebels {
			return ""
		}
		return rebels
	case dateline.PlaceName:
		if n.SameAs == nil || n.SameAs.GeoNames == 0 {
			return n.Name
		}
	}
	return n.Name
}

// labels counts the words that a page has for a name.
func (p *page) labels(e *dateline.Naming, n *dateline.Name, at map[[4]string]int) {
	for _, m := range n.Mentions {
		if m.Form == dateline.FormPronoun || m.Form == dateline.FormDemonym || p.inHead(m.Span) {
			continue
		}
		label := plainLabel(p.of(m.Span))
		if label == "" {
			continue
		}
		holder := p.quoting(m.Span)
		key := [4]string{e.Entity, strings.ToLower(label), p.outlet, holder}
		i, ok := at[key]
		if !ok {
			i = len(e.Labels)
			at[key] = i
			e.Labels = append(e.Labels, dateline.Label{Label: label, Outlet: p.outlet, Holder: holder, Citations: []dateline.Citation{}})
		}
		e.Labels[i].Count++
		e.Labels[i].Citations = append(e.Labels[i].Citations, p.cite(n.ID, m.Span))
	}
}

// inHead tells whether a span lies in stamp, dateline, byline or boilerplate:
// such words say where, not who.
func (p *page) inHead(s dateline.Span) bool {
	for _, z := range p.r.Dispatch.Zones {
		if z.Span.Start <= s.Start && s.Start < z.Span.End {
			return z.Zone != dateline.ZoneBody && z.Zone != dateline.ZoneBackground && z.Zone != dateline.ZoneHeadline
		}
	}
	return false
}

// plainLabel is a mention without its articles.
func plainLabel(s string) string {
	f := strings.Fields(s)
	for len(f) > 0 && dropped(f[0]) {
		f = f[1:]
	}
	s = strings.Trim(strings.Join(f, " "), ".,;:\"“”")
	return strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
}

// quoting is the holder in whose quoted words a span stands, "" for the
// outlet's own.
func (p *page) quoting(s dateline.Span) string {
	toks := p.within(s)
	if len(toks) == 0 || !toks[0].quoted {
		return ""
	}
	for _, st := range p.near(s.Start).statements {
		for _, c := range st.Content {
			if within(s, c) {
				return p.holderOf(st.By, st).name
			}
		}
	}
	return ""
}

// various tells whether labels are worth showing: at least two words, from at
// least two outlets, and not the same word at each.
func various(ls []dateline.Label) bool {
	label, outlet := false, false
	for _, l := range ls[min(1, len(ls)):] {
		label = label || !strings.EqualFold(l.Label, ls[0].Label)
		outlet = outlet || l.Outlet != ls[0].Outlet
	}
	return label && outlet
}

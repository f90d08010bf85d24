package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
)

// count is one figure of one dispatch while figures are compared.
type count struct {
	page   *page
	f      *dateline.Figure
	holder holder
	root   string
	place  string
	at     *dateline.Place
	lead   bool   // the first that its holder gives of the measure and of these people in the dispatch
	whole  bool   // over the whole of a conflict
	since  string // first day of what it counts from
	day    string // as of
	who    string // class: "" all people, civilians, women, children, forces, rebels, or a word
	words  string // with the noun
	span   dateline.Span
	of     string // whose loss
}

// tally is the figures that count the same.
type tally struct {
	measure string
	unit    string
	total   bool // over the whole of a conflict
	place   string
	at      *dateline.Place
	from    string // days of the dispatches
	to      string
	counts  []*count
}

// figures gathers the figures of all dispatches by what they count, and
// compares the positions on each.
func (b *accounting) figures() []dateline.FigureClaim {
	var ts []*tally
	for _, c := range b.counts() {
		t := fitting(ts, c)
		if t == nil {
			t = &tally{measure: c.f.Measure, unit: c.f.Unit, total: c.whole, place: c.place, at: c.at, from: c.day, to: c.day}
			ts = append(ts, t)
		}
		t.add(c)
	}
	out := []dateline.FigureClaim{}
	for _, t := range ts {
		out = append(out, t.figure(b.outlets))
	}
	for i := range out {
		out[i].ID = fmt.Sprintf("t%d", i+1)
		out[i].Why = strings.Trim(out[i].Why+"; "+beside(ts, ts[i]), "; ")
	}
	return out
}

// counts are the figures of all pages that a text reports in its body, in
// order of time; those whose place is known come first of a page.
func (b *accounting) counts() []*count {
	var out []*count
	for _, p := range b.pages {
		first := len(out)
		for i := range p.r.Figures {
			if c := p.count(&p.r.Figures[i]); c != nil {
				out = append(out, c)
			}
		}
		for _, c := range out[first:] {
			if c.place == "" && !c.whole {
				c.place, c.at = p.scene(c.span.Start)
			}
			c.lead = c.leads(out[first:])
		}
	}
	slices.SortStableFunc(out, func(a, b *count) int { return cmp.Compare(placed(b), placed(a)) })
	return out
}

func placed(c *count) int {
	if c.place != "" || c.whole {
		return 1
	}
	return 0
}

// scene is the place of the deed that is told of nearest before a position.
func (p *page) scene(at int) (string, *dateline.Place) {
	var best *claim
	for _, c := range p.about {
		if c.place != "" && c.act == "attack" && (best == nil || c.from < at) {
			best = c
		}
	}
	if best == nil {
		return "", nil
	}
	return best.place, best.spot
}

// total tells whether a figure counts over the whole of a conflict: it is told
// as a sum, and since a day, of a war, or of a size that no single deed has.
func (c *count) total() bool {
	if c.f.Unit == "" && (c.f.Low != nil && *c.f.Low >= 2000 || c.f.High != nil && *c.f.High >= 2000) {
		return true
	}
	s := c.f.Scope
	if s == nil || !s.Cumulative {
		return false
	}
	if s.Since != "" || c.f.Low != nil && *c.f.Low >= 1000 || c.f.High != nil && *c.f.High >= 1000 {
		return true
	}
	return c.page.ofConflict(c.span)
}

// ofConflict tells whether the sentence of a span names a war.
func (p *page) ofConflict(s dateline.Span) bool {
	i := p.sentenceAt(s.Start)
	return i < len(p.sentences) && slices.ContainsFunc(p.within(p.sentences[i]), func(t token) bool {
		return slices.ContainsFunc(words().word(t.low, t.stem), func(s sense) bool { return s.concept == "crisis" })
	})
}

// count makes a figure ready; nil for one that stands in a headline over a
// report, where it is said again.
func (p *page) count(f *dateline.Figure) *count {
	if len(f.Evidence) == 0 || f.Low == nil && f.High == nil && f.Wording == "" {
		return nil
	}
	e := f.Evidence[0]
	if len(p.sentences) == 0 || e.Start < p.sentences[0].Start || p.outdated(e) {
		return nil
	}
	c := &count{page: p, f: f, day: p.day(), span: e}
	st := p.byID[f.Statement]
	if st == nil && len(f.By) > 1 {
		st = p.sayer(f.By[len(f.By)-1], e)
	}
	c.holder = p.holderOf(f.By, st)
	c.words = p.phrase(f, e)
	c.who = whoClass(f.Who, p.of(e))
	p.figureScope(c)
	c.whole = c.total()
	c.root = c.holder.name
	if c.holder.own {
		q := p
		for n := 0; q.copyOf != nil && n < 100; n++ {
			q = q.copyOf
		}
		c.root = q.outlet
	}
	return c
}

// leads tells whether a figure of a page is what the page gives for what it is
// about: the first of its measure, but for those of a part of the people, or
// one set beside it. What counts "others" after somebody counts only a rest.
func (c *count) leads(all []*count) bool {
	var first *count
	for _, o := range all {
		if o.f.Measure != c.f.Measure || o.whole != c.whole || c.span.Start <= o.span.Start {
			continue
		}
		if c.others() || o.root == c.root && (!part(o.who, c.who) || c.who == "" && o.who == "civilians") {
			return false
		}
		if !part(o.who, c.who) && (first == nil || o.span.Start < first.span.Start) {
			first = o
		}
	}
	alone := c.f.Who == "" && c.f.High != nil && *c.f.High <= 1 // "one of them"
	return !alone && !c.recalled() && (first == nil || c.beside(first))
}

// recalled tells whether a figure is of what had been before: "21 civilians had
// been killed".
func (c *count) recalled() bool {
	return c.holder.own && slices.ContainsFunc(c.page.within(c.span), func(t token) bool { return t.low == "had" })
}

// others tells whether a figure counts people beside others: "six others".
func (c *count) others() bool {
	w := strings.ToLower(c.words)
	return strings.HasPrefix(strings.ToLower(c.f.Who), "other") || strings.HasPrefix(w, "another") || strings.HasPrefix(w, "a further") || strings.HasSuffix(w, " more")
}

// outdated tells whether a figure is told as one that another took the place
// of: "updating a previous toll of 112".
func (p *page) outdated(e dateline.Span) bool {
	toks := p.within(dateline.Span{Start: max(0, e.Start-40), End: e.End})
	if n := len(toks); n > 3 && toks[n-3].low == "age" && toks[n-2].low == "of" {
		return true // an age, and no count
	}
	for i := range toks {
		switch toks[i].low {
		case "previous", "earlier", "initial", "preliminary":
			if i+1 < len(toks) && (toks[i+1].stem == "toll" || toks[i+1].stem == "count" || toks[i+1].stem == "figure" || toks[i+1].stem == "report" || toks[i+1].stem == "estimate") {
				return true
			}
		}
	}
	return false
}

// sayer is the statement of a holder that covers a figure.
func (p *page) sayer(by string, e dateline.Span) *dateline.Statement {
	for _, st := range p.near(e.Start).statements {
		if len(st.By) > 0 && st.By[len(st.By)-1] == by && slices.ContainsFunc(st.Content, func(s dateline.Span) bool { return s.Overlaps(e) }) {
			return st
		}
	}
	return nil
}

// figureScope takes over what a figure counts: where, since when, whose loss.
func (p *page) figureScope(c *count) {
	s := c.f.Scope
	if s == nil {
		return
	}
	if pl := p.places[s.Place]; pl != nil && pl.Precision != "country" {
		c.place, c.at = pl.Name, pl
	}
	if d := p.dates[s.Since]; d != nil {
		c.since = d.From
	}
	if s.AsOf != "" {
		c.day = s.AsOf
	}
	if n := p.names[s.Of]; n != nil {
		c.of = partyOf(n).side
	}
}

// phrase is the wording of a figure with the noun that it counts.
func (p *page) phrase(f *dateline.Figure, e dateline.Span) string {
	text := p.of(e)
	i := strings.Index(text, f.Wording)
	if i < 0 || f.Who == "" || strings.Contains(strings.ToLower(f.Wording), strings.ToLower(f.Who)) {
		return f.Wording
	}
	rest := text[i+len(f.Wording):]
	j := strings.Index(strings.ToLower(rest), strings.ToLower(f.Who))
	if j < 0 || j > 40 {
		return f.Wording
	}
	end := j + len(f.Who)
	if more, ok := strings.CutPrefix(rest[end:], " and "); ok {
		if next, _, _ := strings.Cut(more, " "); isKind(next, forceWord) || isKind(next, rebelWord) || classes[stem(next)] != "" {
			end += len(" and ") + len(next)
		}
	}
	return f.Wording + rest[:end]
}

// whoClass gathers the nouns for those counted. Two groups named together are
// people.
func whoClass(who, evidence string) string {
	f := strings.Fields(strings.ToLower(who))
	if len(f) == 0 {
		return ""
	}
	if _, rest, ok := strings.Cut(strings.ToLower(evidence), f[len(f)-1]+" and "); ok {
		next, _, _ := strings.Cut(rest, " ")
		if k := classes[stem(next)]; k != "" || isKind(next, forceWord) || isKind(next, rebelWord) {
			return ""
		}
	}
	w := f[len(f)-1]
	if k, ok := classes[stem(w)]; ok {
		return k
	}
	if k, ok := classes[w]; ok {
		return k
	}
	switch rebel, force := fighters(who); {
	case rebel:
		return rebels
	case force:
		return "forces"
	}
	return stem(w)
}

// classes are the kinds of people that figures count. "" is everybody.
var classes = map[string]string{
	"people": "", "person": "", "other": "", "others": "", "human": "", "individual": "", "resident": "", "victim": "", "casualty": "", "body": "", "inhabitant": "", "life": "", "one": "", "more": "", "dead": "", "soul": "", "passenger": "", "local": "", "citizen": "",
	"civilian": "civilians", "man": "men", "men": "men", "woman": "women", "women": "women", "girl": "children", "boy": "children", "child": "children", "children": "children", "infant": "children", "kid": "children", "baby": "children",
	"soldier": "forces", "troop": "forces", "serviceman": "forces", "servicemen": "forces", "officer": "forces", "policeman": "forces", "policemen": "forces", "conscript": "forces", "combatant": "fighters",
}

// fitting is the tally that a figure belongs to.
func fitting(ts []*tally, c *count) *tally {
	var out *tally
	for _, t := range ts {
		if t.measure != c.f.Measure || t.unit != c.f.Unit || t.total != c.whole {
			continue
		}
		if t.total {
			if t.near(c) {
				return t
			}
			continue
		}
		if c.place != "" && t.place != "" && !oneScene(c.at, t.at) {
			continue
		}
		if gap := min(days2(t.from, c.day), days2(t.to, c.day)); gap > 4 {
			continue
		}
		if out == nil || t.place == c.place {
			out = t
		}
	}
	return out
}

// oneScene tells whether two places may be one: the same name, or one a
// province or region that holds the other, as far as is known of it. A town
// that gives its province the name may stand for the province.
func oneScene(a, b *dateline.Place) bool {
	switch {
	case a == nil || b == nil || bareName(a.Name) == bareName(b.Name):
		return true
	case a.Country != b.Country:
		return false
	case a.Precision == "region" || b.Precision == "region":
		return coarse(a) != coarse(b)
	}
	return holds(a, b) || holds(b, a)
}

func holds(a, b *dateline.Place) bool {
	return b.Admin1 != "" && bareName(b.Admin1) == bareName(a.Name)
}

// bareName is the name of a place or province without the word for what it is
// and without its article: "Al-Hasakah", "Hasakah Governorate".
func bareName(s string) string {
	s = gazetteer.Fold(s)
	for _, w := range []string{" governorate", " oblast", " province", " region", " district"} {
		s = strings.TrimSuffix(s, w)
	}
	return strings.TrimPrefix(strings.TrimPrefix(s, "al-"), "al ")
}

func coarse(p *dateline.Place) bool {
	return p.Precision == "region" || p.Precision == "admin1" || p.Precision == "country"
}

// near tells whether a total is of the size of the others: the dead of a war
// and those of a day are both told "in all".
func (t *tally) near(c *count) bool {
	if c.f.Low == nil && c.f.High == nil {
		return true
	}
	for _, o := range t.counts {
		if o.f.Low != nil || o.f.High != nil {
			x, y := higher(o.f), higher(c.f)
			return x <= 4*y && y <= 4*x
		}
	}
	return true
}

func days2(a, b string) int {
	n := days(a, b)
	if n < 0 {
		return -n
	}
	return n
}

func (t *tally) add(c *count) {
	t.counts = append(t.counts, c)
	if t.at == nil || c.at != nil && coarse(t.at) && !coarse(c.at) {
		t.place, t.at = cmp.Or(c.place, t.place), c.at
	}
	if c.day != "" {
		t.from, t.to = min(cmp.Or(t.from, c.day), c.day), max(t.to, c.day)
	}
}

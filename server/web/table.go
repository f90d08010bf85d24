package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/query"
)

// Table is rows of one kind with facets and a choice of columns.
type Table struct {
	Kind    string
	Kinds   []Option
	Filter  Filter
	Facets  []Facet
	Choice  []Option // columns
	Heads   []string
	Rows    []TableRow
	Total   int
	Next    string
	Sampled int // rows that the facets count, when not all
	Exports []Option
	Best    []Option
	Clear   string
	Hidden  []Option // filters that the column form keeps
	Edits   bool
}

// TableRow is one row.
type TableRow struct {
	ID    string
	Wrong bool
	Cells []TableCell
}

// TableCell is one value of a row.
type TableCell struct {
	Text, Link, Sub string
	Number, Quote   bool
	Day             bool
}

// Facet counts the values of one field over the answer.
type Facet struct {
	Label  string
	Values []FacetValue
}

// FacetValue is a value with its count and the address that asks for it.
type FacetValue struct {
	Value, Label, Link string
	Count              int
	On                 bool
}

// column is a column of a table of T.
type column[T any] struct {
	key, label string
	off        bool // not shown unless asked for
	cell       func(*T) TableCell
}

// facet is a field of T whose values are counted.
type facet[T any] struct {
	param, label string
	values       func(*T) []string
}

func plainCell(s string) TableCell { return TableCell{Text: cutAt(s, 120)} }

// dayCell writes a stretch of days in little room.
func dayCell(from, to string) TableCell {
	c := TableCell{Text: shortDay(from), Day: true}
	if to != "" && to != from {
		c.Text = strings.TrimPrefix(c.Text+" to "+shortDay(to), " to ")
	}
	return c
}

func shortDay(s string) string {
	if len(s) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			return t.Format("2 Jan 2006")
		}
	}
	return longDay(s)
}

func origin(o *query.Origin) TableCell {
	c := TableCell{Text: cutAt(o.Source, 60), Link: "/dispatch/" + pathOf(o.Dispatch)}
	if o.Published != nil {
		c.Sub = brief(o.Published)
	}
	return c
}

func quoteCell(dispatch string, spans []dateline.Span, words string) TableCell {
	c := TableCell{Text: cutAt(cmp.Or(words, spanWords(spans)), 110), Quote: true}
	if len(spans) > 0 {
		c.Link = at(dispatch, spans[0])
	}
	return c
}

func why(id, text string) TableCell { return TableCell{Text: text, Link: "/why/" + pathOf(id)} }

var eventColumns = []column[query.Event]{
	{"type", "What", false, func(e *query.Event) TableCell {
		c := why(e.ID, typeWords(e.Type))
		c.Sub = strings.ReplaceAll(e.Mode, "-", " ")
		return c
	}},
	{"actors", "Who", false, func(e *query.Event) TableCell { return plainCell(query.Names(e.Actors)) }},
	{"targets", "Whom", false, func(e *query.Event) TableCell { return plainCell(query.Names(e.Targets)) }},
	{"date", "When", false, func(e *query.Event) TableCell { return dayCell(e.From, e.To) }},
	{"place", "Where", false, func(e *query.Event) TableCell {
		return TableCell{Text: spot(e.Where.Place, countryName(e.Where.Country))}
	}},
	{"status", "Status", false, func(e *query.Event) TableCell { return plainCell(string(e.Status)) }},
	{"by", "Says who", false, func(e *query.Event) TableCell { return TableCell{Text: cutAt(chain(e.By), 120)} }},
	{"words", "Words", false, func(e *query.Event) TableCell { return quoteCell(e.Dispatch, e.Evidence, "") }},
	{"dispatch", "Dispatch", false, func(e *query.Event) TableCell { return origin(&e.Origin) }},
	{"cameo", "CAMEO", true, func(e *query.Event) TableCell { return TableCell{Text: e.CAMEO, Number: true} }},
	{"precision", "Known to", true, func(e *query.Event) TableCell { return plainCell(string(e.Where.Precision)) }},
	{"rule", "Rule", true, func(e *query.Event) TableCell { return plainCell(e.Rule) }},
	{"doubt", "Left open", true, func(e *query.Event) TableCell { return plainCell(string(e.Doubt)) }},
}

var statementColumns = []column[query.Statement]{
	{"speaker", "Who", false, func(s *query.Statement) TableCell {
		c := why(s.ID, cutAt(cmp.Or(s.Speaker.Name, s.As, "unnamed"), 80))
		c.Sub = string(s.Basis)
		return c
	}},
	{"stance", "Stance", false, func(s *query.Statement) TableCell { return plainCell(string(s.Stance)) }},
	{"content", "Words", false, func(s *query.Statement) TableCell { return quoteCell(s.Dispatch, s.Content, "") }},
	{"addressee", "To", false, func(s *query.Statement) TableCell { return plainCell(s.Addressee) }},
	{"date", "When", false, func(s *query.Statement) TableCell { return dayCell(s.From, s.To) }},
	{"dispatch", "Dispatch", false, func(s *query.Statement) TableCell { return origin(&s.Origin) }},
	{"form", "Form", true, func(s *query.Statement) TableCell { return plainCell(string(s.Form)) }},
	{"medium", "Through", true, func(s *query.Statement) TableCell { return plainCell(s.Medium) }},
	{"by", "Says who", true, func(s *query.Statement) TableCell { return TableCell{Text: cutAt(chain(s.By), 120)} }},
	{"rule", "Rule", true, func(s *query.Statement) TableCell { return plainCell(s.Rule) }},
	{"doubt", "Left open", true, func(s *query.Statement) TableCell { return plainCell(string(s.Doubt)) }},
}

var figureColumns = []column[query.Figure]{
	{"measure", "What", false, func(g *query.Figure) TableCell {
		c := why(g.ID, g.Measure)
		c.Sub = cutAt(g.Who, 60)
		return c
	}},
	{"low", "Low", false, func(g *query.Figure) TableCell { return bound(g.Low) }},
	{"high", "High", false, func(g *query.Figure) TableCell { return bound(g.High) }},
	{"bounds", "In words", false, func(g *query.Figure) TableCell {
		return TableCell{Text: bounds(g.Low, g.High, g.LowOpen, g.HighOpen, g.Approx)}
	}},
	{"by", "Says who", false, func(g *query.Figure) TableCell { return TableCell{Text: cutAt(chain(g.By), 120)} }},
	{"asof", "As of", false, func(g *query.Figure) TableCell { return dayCell(g.AsOf, "") }},
	{"since", "Since", false, func(g *query.Figure) TableCell { return dayCell(g.Since, "") }},
	{"place", "Where", false, func(g *query.Figure) TableCell {
		return TableCell{Text: spot(g.Where.Place, countryName(g.Where.Country))}
	}},
	{"wording", "Words", false, func(g *query.Figure) TableCell { return quoteCell(g.Dispatch, g.Evidence, g.Wording) }},
	{"dispatch", "Dispatch", false, func(g *query.Figure) TableCell { return origin(&g.Origin) }},
	{"of", "Of", true, func(g *query.Figure) TableCell { return plainCell(g.Of) }},
	{"rule", "Rule", true, func(g *query.Figure) TableCell { return plainCell(g.Rule) }},
	{"doubt", "Left open", true, func(g *query.Figure) TableCell { return plainCell(string(g.Doubt)) }},
}

func bound(f *float64) TableCell {
	if f == nil {
		return TableCell{Number: true}
	}
	return TableCell{Text: number(*f), Number: true}
}

var eventFacets = []facet[query.Event]{
	{"type", "What", func(e *query.Event) []string { return []string{string(e.Type)} }},
	{"status", "Status", func(e *query.Event) []string { return []string{string(e.Status)} }},
	{"party", "Who", func(e *query.Event) []string { return partyNames(e.Actors, e.Targets) }},
	{"place", "Where", func(e *query.Event) []string { return []string{e.Where.Place} }},
	{"source", "Outlet", func(e *query.Event) []string { return []string{e.Source} }},
}

var statementFacets = []facet[query.Statement]{
	{"speaker", "Who", func(s *query.Statement) []string { return []string{s.Speaker.Name} }},
	{"stance", "Stance", func(s *query.Statement) []string { return []string{string(s.Stance)} }},
	{"basis", "Speaks as", func(s *query.Statement) []string { return []string{string(s.Basis)} }},
	{"source", "Outlet", func(s *query.Statement) []string { return []string{s.Source} }},
}

var figureFacets = []facet[query.Figure]{
	{"measure", "What", func(g *query.Figure) []string { return []string{g.Measure} }},
	{"by", "Says who", func(g *query.Figure) []string { return []string{holder(g.By)} }},
	{"place", "Where", func(g *query.Figure) []string { return []string{g.Where.Place} }},
	{"source", "Outlet", func(g *query.Figure) []string { return []string{g.Source} }},
}

func partyNames(lists ...[]query.Party) []string {
	var out []string
	for _, l := range lists {
		for _, p := range l {
			if !slices.Contains(out, p.Name) {
				out = append(out, p.Name)
			}
		}
	}
	return out
}

// Link makes the address of a table with one filter set; an empty value takes
// it away.
type Link func(param, value string) string

// Asked is what a request wants of a table.
type Asked struct {
	Columns []string // keys; none stands for the usual ones
	Value   func(param string) string
	Link    Link
}

// EventTable lays events out.
func EventTable(rows, sample []query.Event, a Asked) *Table {
	return tableOf(rows, sample, eventColumns, eventFacets, a, func(e *query.Event) (string, string) { return e.ID, e.Wrong })
}

// StatementTable lays statements out.
func StatementTable(rows, sample []query.Statement, a Asked) *Table {
	return tableOf(rows, sample, statementColumns, statementFacets, a, func(s *query.Statement) (string, string) { return s.ID, s.Wrong })
}

// FigureTable lays figures out.
func FigureTable(rows, sample []query.Figure, a Asked) *Table {
	return tableOf(rows, sample, figureColumns, figureFacets, a, func(g *query.Figure) (string, string) { return g.ID, g.Wrong })
}

func tableOf[T any](rows, sample []T, columns []column[T], facets []facet[T], a Asked, id func(*T) (string, string)) *Table {
	t := &Table{Sampled: len(sample)}
	var shown []column[T]
	for _, c := range columns {
		on := !c.off
		if len(a.Columns) > 0 {
			on = slices.Contains(a.Columns, c.key)
		}
		t.Choice = append(t.Choice, Option{Value: c.key, Label: c.label, On: on})
		if on {
			shown = append(shown, c)
			t.Heads = append(t.Heads, c.label)
		}
	}
	for i := range rows {
		r := TableRow{}
		var wrong string
		r.ID, wrong = id(&rows[i])
		r.Wrong = wrong != ""
		for _, c := range shown {
			r.Cells = append(r.Cells, c.cell(&rows[i]))
		}
		t.Rows = append(t.Rows, r)
	}
	for _, f := range facets {
		if x := countFacet(sample, f, a); len(x.Values) > 0 {
			t.Facets = append(t.Facets, x)
		}
	}
	return t
}

// mostValues is how many values a facet shows.
const mostValues = 8

func countFacet[T any](sample []T, f facet[T], a Asked) Facet {
	counts := map[string]int{}
	for i := range sample {
		for _, v := range f.values(&sample[i]) {
			if v != "" {
				counts[v]++
			}
		}
	}
	out := Facet{Label: f.label}
	now := a.Value(f.param)
	for v, n := range counts {
		x := FacetValue{Value: v, Label: cutAt(v, 40), Count: n, Link: a.Link(f.param, quotedIfMany(v))}
		if f.param == "type" {
			x.Label = typeWords(typeOf(v))
		}
		if strings.EqualFold(strings.Trim(now, `"`), v) {
			x.On, x.Link = true, a.Link(f.param, "")
		}
		out.Values = append(out.Values, x)
	}
	slices.SortFunc(out.Values, func(x, y FacetValue) int { return cmp.Or(y.Count-x.Count, strings.Compare(x.Value, y.Value)) })
	out.Values = out.Values[:min(len(out.Values), mostValues)]
	return out
}

// quotedIfMany keeps words together that the query language would look for
// one by one.
func quotedIfMany(s string) string {
	if strings.Contains(s, " ") {
		return quoted(s)
	}
	return s
}

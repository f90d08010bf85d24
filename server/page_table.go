package server

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline/export"
	"dateline/query"
	"dateline/server/web"
)

// tableKind is a kind of row that the table shows.
type tableKind struct {
	name, label string
	on          query.On
	layer       export.Layer
	fields      []web.Input
}

var tableKinds = []tableKind{
	{"events", "Events", query.OnEvent, export.Events, []web.Input{
		{Name: "q", Label: "Words", Kind: "search"}, {Name: "type", Label: "Type"}, {Name: "party", Label: "Actor or target", Kind: "text"}, {Name: "place", Label: "Place", Kind: "text"},
		{Name: "by", Label: "Says who", Kind: "text"}, {Name: "status", Label: "Status"}, {Name: "from", Label: "From", Kind: "date"}, {Name: "to", Label: "To", Kind: "date"}}},
	{"statements", "Statements", query.OnStatement, export.Statements, []web.Input{
		{Name: "q", Label: "Words", Kind: "search"}, {Name: "speaker", Label: "Speaker", Kind: "text"}, {Name: "stance", Label: "Stance"}, {Name: "basis", Label: "Speaks as"},
		{Name: "source", Label: "Outlet", Kind: "text"}, {Name: "from", Label: "From", Kind: "date"}, {Name: "to", Label: "To", Kind: "date"}}},
	{"figures", "Figures", query.OnFigure, export.Figures, []web.Input{
		{Name: "q", Label: "Words", Kind: "search"}, {Name: "measure", Label: "Measure", Kind: "text", Hint: "killed"}, {Name: "by", Label: "Says who", Kind: "text"}, {Name: "place", Label: "Place", Kind: "text"},
		{Name: "source", Label: "Outlet", Kind: "text"}, {Name: "from", Label: "From", Kind: "date"}, {Name: "to", Label: "To", Kind: "date"}}},
}

// tableRows is how many rows a page of the table shows.
const tableRows = 60

// table is the rows of one kind.
func (s *Server) table(w http.ResponseWriter, r *http.Request) error {
	i := slices.IndexFunc(tableKinds, func(k tableKind) bool { return k.name == r.PathValue("kind") })
	if i < 0 {
		return refuse(http.StatusNotFound, "there is no such table", "there are events, statements and figures")
	}
	k := tableKinds[i]
	a, err := s.ask(r, k.on, "cols")
	if err != nil {
		return err
	}
	if a.page.Limit == 0 {
		a.page.Limit = tableRows
	}
	v := r.URL.Query()
	t, err := s.tableOf(r, k, a)
	if err != nil {
		return err
	}
	t.Kind, t.Clear, t.Edits = k.name, "/table/"+k.name, s.opt.Editor != nil
	t.Filter = filterForm(r, "/table/"+k.name, k.fields)
	for _, other := range tableKinds {
		t.Kinds = append(t.Kinds, web.Option{Value: address("/table/"+other.name, shared(v, other.on)), Label: other.label, On: other.name == k.name})
	}
	for name, values := range filters(v) {
		if name != "cols" {
			t.Hidden = append(t.Hidden, web.Option{Label: name, Value: values[0]})
		}
	}
	slices.SortFunc(t.Hidden, func(a, b web.Option) int { return strings.Compare(a.Label, b.Label) })
	exportLinks(t, k, v)
	f := s.frame(r, k.label, "table")
	f.Body = t
	return s.show(w, r, "table", f)
}

// tableOf asks for the rows and for those that the facets count.
func (s *Server) tableOf(r *http.Request, k tableKind, a asked) (*web.Table, error) {
	v := r.URL.Query()
	how := web.Asked{Columns: v["cols"], Value: v.Get, Link: func(name, value string) string {
		u := *r.URL
		q := filters(u.Query())
		q.Del(name)
		if value != "" {
			q.Set(name, value)
		}
		return address(u.Path, q)
	}}
	var t *web.Table
	var next string
	var total int
	switch k.on {
	case query.OnStatement:
		rows, sample, err := both(r, a, s.archive.Statements)
		if err != nil {
			return nil, err
		}
		t, next, total = web.StatementTable(rows.Items, sample, how), rows.Next, rows.Total
	case query.OnFigure:
		rows, sample, err := both(r, a, s.archive.Figures)
		if err != nil {
			return nil, err
		}
		t, next, total = web.FigureTable(rows.Items, sample, how), rows.Next, rows.Total
	default:
		rows, sample, err := both(r, a, s.archive.Events)
		if err != nil {
			return nil, err
		}
		t, next, total = web.EventTable(rows.Items, sample, how), rows.Next, rows.Total
	}
	t.Total = total
	if next != "" {
		t.Next = with(r.URL, "after", next)
	}
	return t, nil
}

// sampleRows is how many rows the facets count.
const sampleRows = 500

// both is a page of rows and the rows that facets are counted over.
func both[T any](r *http.Request, a asked, rows rowsFunc[T]) (query.Result[T], []T, error) {
	res, err := rows(r.Context(), a.query, a.page)
	if err != nil || res.Total <= len(res.Items) {
		return res, res.Items, err
	}
	sample, err := rows(r.Context(), a.query, query.Page{Limit: sampleRows})
	return res, sample.Items, err
}

// shared keeps the filters that rows of another kind have too.
func shared(v url.Values, on query.On) url.Values {
	out := url.Values{}
	for name, values := range filters(v) {
		f := query.FieldNamed(name)
		if slices.Contains(steering, name) || f != nil && f.Has(on) {
			out[name] = values
		}
	}
	return out
}

// exportLinks are the forms that the rows can be taken away in.
func exportLinks(t *web.Table, k tableKind, v url.Values) {
	q := filters(v)
	q.Del("cols")
	for _, f := range export.Formats() {
		if slices.Contains(f.Layers, k.layer) {
			t.Exports = append(t.Exports, web.Option{Value: address("/v1/"+string(k.layer)+f.Suffix, q), Label: f.Name + ": " + f.Doc})
		}
	}
	if k.layer != export.Figures {
		return
	}
	for _, rule := range export.BestRules() {
		b := url.Values{"best": {rule[0]}}
		for name, values := range q {
			b[name] = values
		}
		t.Best = append(t.Best, web.Option{Value: address("/v1/figures.csv", b), Label: rule[0] + " (" + rule[1] + ")"})
	}
}

// mapFields are the filters of the map.
var mapFields = []web.Input{
	{Name: "q", Label: "Words", Kind: "search"}, {Name: "type", Label: "Type"}, {Name: "party", Label: "Actor or target", Kind: "text"}, {Name: "status", Label: "Status"},
	{Name: "source", Label: "Outlet", Kind: "text"}, {Name: "from", Label: "From", Kind: "date"}, {Name: "to", Label: "To", Kind: "date"},
}

// where is the map with its timeline.
func (s *Server) where(w http.ResponseWriter, r *http.Request) error {
	a, err := s.ask(r, query.OnEvent)
	if err != nil {
		return err
	}
	a.page = query.Page{Limit: query.MaxLimit}
	res, err := s.archive.Events(r.Context(), a.query, a.page)
	if err != nil {
		return err
	}
	m := web.NewMap(res.Items, res.Total)
	m.Filter = filterForm(r, "/map", mapFields)
	m.Table = address("/table/events", filters(r.URL.Query()))
	f := s.frame(r, "Map", "map")
	f.Body = m
	return s.show(w, r, "map", f)
}

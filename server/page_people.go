package server

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"dateline"
	"dateline/query"
	"dateline/server/web"
)

// rowsFunc asks an archive for rows of one kind.
type rowsFunc[T any] func(context.Context, query.Query, query.Page) (query.Result[T], error)

// search is full text search over the dispatches.
func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	f := s.frame(r, "Search", "")
	body := web.Search{Words: r.URL.Query().Get("q"), Fields: query.Fields()}
	if body.Words != "" {
		a, err := s.ask(r, query.OnDispatch)
		if err != nil {
			return err
		}
		if a.page.Order == "" {
			a.page.Order = "rank"
		}
		res, err := s.archive.Find(r.Context(), a.query, a.page)
		if err != nil {
			return err
		}
		body.Hits, body.Total = web.NewHits(res.Items), res.Total
		if res.Next != "" {
			body.Next = with(r.URL, "after", res.Next)
		}
	}
	f.Body = body
	return s.show(w, r, "search", f)
}

var peopleFields = []web.Input{
	{Name: "name", Label: "Name", Kind: "search"}, {Name: "kind", Label: "Kind"}, {Name: "office", Label: "Office", Kind: "text"}, {Name: "country", Label: "Country", Kind: "text", Hint: "UKR"},
}

// people is the list of everybody who is named.
func (s *Server) people(w http.ResponseWriter, r *http.Request) error {
	a, err := s.ask(r, query.OnPerson)
	if err != nil {
		return err
	}
	res, err := s.archive.People(r.Context(), a.query, a.page)
	if err != nil {
		return err
	}
	f := s.frame(r, "People", "people")
	body := web.People{Filter: filterForm(r, "/people", peopleFields), List: res.Items, Total: res.Total}
	for i := range body.Filter.Fields {
		if body.Filter.Fields[i].Name == "kind" {
			body.Filter.Fields[i].Options = web.ValueOptions([]string{"person", "state", "government", "organization", "armed-group", "group"}, r.URL.Query().Get("kind"))
		}
	}
	if res.Next != "" {
		body.Next = with(r.URL, "after", res.Next)
	}
	f.Body = body
	return s.show(w, r, "people", f)
}

// byID finds the one row of an id.
func byID[T any](ctx context.Context, id string, rows rowsFunc[T], same func(*T) bool) (*T, error) {
	n, err := query.Ask("id", query.Is, id)
	if err != nil {
		return nil, err
	}
	res, err := rows(ctx, query.Query{Root: n}, query.Page{Limit: 20})
	if err != nil {
		return nil, err
	}
	for i := range res.Items {
		if same(&res.Items[i]) {
			return &res.Items[i], nil
		}
	}
	return nil, refuse(http.StatusNotFound, "the record has nobody and nothing under that id", "look for the name among the people and places")
}

// person is the page of a person, state, body or group.
func (s *Server) person(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	p, err := byID(r.Context(), id, s.archive.People, func(p *query.Person) bool { return p.ID == id })
	if err != nil {
		return err
	}
	body := web.Person{Person: *p, Edits: s.opt.Editor != nil}
	name := `"` + p.Name + `"`
	statements, err := named1(r.Context(), s.archive.Statements, "speaker", name, 200)
	if err != nil {
		return err
	}
	events, err := named1(r.Context(), s.archive.Events, "party", name, 200)
	if err != nil {
		return err
	}
	about, err := s.about(r.Context(), p.Name)
	if err != nil {
		return err
	}
	body.Fill(statements, events, about)
	f := s.frame(r, p.Name, "people")
	f.Body = &body
	return s.show(w, r, "person", f)
}

// named1 is the newest rows in which a field holds a name.
func named1[T any](ctx context.Context, rows rowsFunc[T], field, name string, most int) (query.Result[T], error) {
	n, err := query.Ask(field, query.Is, name)
	if err != nil { // a name without a letter that could be looked for
		return query.Result[T]{}, nil
	}
	return rows(ctx, query.Query{Root: n}, query.Page{Limit: most})
}

// about is what others say that speaks of a name.
func (s *Server) about(ctx context.Context, name string) ([]query.Statement, error) {
	words, err := query.Parse(`"` + web.Searchable(name) + `"`)
	if err != nil || words.Root == nil {
		return nil, nil
	}
	own, err := query.Ask("speaker", query.Is, `"`+name+`"`)
	if err != nil {
		return nil, nil
	}
	res, err := s.archive.Statements(ctx, words.With(query.Not{Node: own}), query.Page{Limit: 30})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(res.Items, func(x query.Statement) bool { return x.Speaker.Name == name }), nil
}

var placeFields = []web.Input{
	{Name: "name", Label: "Name", Kind: "search"}, {Name: "country", Label: "Country", Kind: "text", Hint: "UKR"}, {Name: "precision", Label: "Known to"},
}

// places is the list of all places.
func (s *Server) places(w http.ResponseWriter, r *http.Request) error {
	a, err := s.ask(r, query.OnPlace)
	if err != nil {
		return err
	}
	res, err := s.archive.Places(r.Context(), a.query, a.page)
	if err != nil {
		return err
	}
	f := s.frame(r, "Places", "places")
	body := web.Places{Filter: filterForm(r, "/places", placeFields), List: res.Items, Total: res.Total}
	if res.Next != "" {
		body.Next = with(r.URL, "after", res.Next)
	}
	f.Body = body
	return s.show(w, r, "places", f)
}

// place is the page of a place.
func (s *Server) place(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	p, err := byID(r.Context(), id, s.archive.Places, func(p *query.Place) bool { return p.ID == id })
	if err != nil {
		return err
	}
	name := `"` + p.Name + `"`
	events, err := named1(r.Context(), s.archive.Events, "place", name, query.MaxLimit)
	if err != nil {
		return err
	}
	figures, err := named1(r.Context(), s.archive.Figures, "place", name, 50)
	if err != nil {
		return err
	}
	body := web.NewPlace(p, events, figures)
	f := s.frame(r, p.Name, "places")
	f.Body = body
	return s.show(w, r, "place", f)
}

// changesShown is how many revisions a page shows.
const changesShown = 100

// changes is the archive's sequence, the newest first.
func (s *Server) changes(w http.ResponseWriter, r *http.Request) error {
	if err := only(r, "before", "as_of"); err != nil {
		return err
	}
	then, err := asOf(r)
	if err != nil {
		return err
	}
	end := s.feed.now() + 1
	if b := r.URL.Query().Get("before"); b != "" {
		if end, err = startOf(&http.Request{URL: &url.URL{RawQuery: "since=" + url.QueryEscape(b)}}, end); err != nil {
			return err
		}
	}
	list, err := s.archive.Changes(r.Context(), max(0, end-1-changesShown), changesShown)
	if err != nil {
		return err
	}
	first, err := s.archive.Changes(r.Context(), 0, 1)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(x dateline.Revision) bool { return x.Seq >= end })
	f := s.frame(r, "Changes", "changes")
	f.Live = then == nil && !r.URL.Query().Has("before")
	body := web.NewChanges(list, first, then, s.opt.Now())
	if len(list) > 0 && list[0].Seq > 1 {
		body.Next = with(r.URL, "before", itoa(list[0].Seq))
	}
	f.Body = body
	return s.show(w, r, "changes", f)
}

// aboutRecord says what was read and how well the readers read.
func (s *Server) aboutRecord(w http.ResponseWriter, r *http.Request) error {
	st, err := s.archive.Stats(r.Context())
	if err != nil {
		return err
	}
	f := s.frame(r, "About the record", "about")
	f.Body = web.NewAbout(&st, dateline.Engine, s.opt.Scores, s.opt.Models)
	return s.show(w, r, "about", f)
}

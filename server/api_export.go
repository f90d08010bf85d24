package server

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/export"
	"dateline/query"

	"github.com/danielgtaylor/huma/v2"
)

// maxExport is how long an export may take.
const maxExport = 30 * time.Minute

// isLong tells the addresses that may take longer than an answer.
func isLong(r *http.Request) bool {
	return isFeed(r) || strings.HasPrefix(r.URL.Path, "/v1/") && strings.Contains(r.URL.Path, ".")
}

// rowsOf says which kind of row a layer's filters are for.
func rowsOf(l export.Layer) query.On {
	switch l {
	case export.Events, export.Parties:
		return query.OnEvent
	case export.Statements:
		return query.OnStatement
	case export.Figures:
		return query.OnFigure
	}
	return query.OnDispatch
}

// exports are the addresses that answer whole layers in one form, such as
// /v1/events.csv.
func (s *Server) exports(mux *http.ServeMux, api huma.API) {
	for _, f := range export.Formats() {
		for _, l := range f.Layers {
			path := "/v1/" + string(l) + f.Suffix
			mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
				if err := s.export(w, r, f, l); err != nil {
					s.fail(w, r, err)
				}
			})
			params := append(described(rowsOf(l)),
				&huma.Param{Name: "best", In: "query", Description: "rule that fills the column best; blank when absent", Schema: &huma.Schema{Type: "string"}},
				&huma.Param{Name: "manifest", In: "query", Description: "1 answers the manifest alone: counts, hash, column dictionary", Schema: &huma.Schema{Type: "string", Enum: []any{"1"}}})
			api.OpenAPI().AddOperation(&huma.Operation{
				OperationID: "export-" + string(l) + "-" + f.Name, Method: http.MethodGet, Path: path, Summary: f.Doc, Parameters: params,
				Responses: map[string]*huma.Response{"200": {Description: "the whole answer", Content: map[string]*huma.MediaType{mediaOf(f): {}}}},
			})
		}
	}
	mux.HandleFunc("GET /v1/stories.atom", s.atom)
	mux.HandleFunc("GET /stories.atom", s.atom)
}

func mediaOf(f export.Format) string {
	media, _, _ := strings.Cut(f.Media, ";")
	return media
}

// export writes a layer. The answer is cut off where something fails after its
// first byte, so that half of it is never taken for all.
func (s *Server) export(w http.ResponseWriter, r *http.Request, f export.Format, l export.Layer) error {
	v := r.URL.Query()
	a, err := askOf(v, rowsOf(l), []string{"best", "manifest"})
	if err != nil {
		return err
	}
	o := export.Options{Query: filters(v).Encode(), AsOf: a.query.AsOf, Made: s.opt.Now().UTC(), Seq: s.feed.now(), Best: v.Get("best"), Title: "Dateline: " + string(l), Link: "/"}
	set := s.set(r.Context(), a)
	if v.Get("manifest") != "" {
		file, err := export.Write(io.Discard, f, l, set, o)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json")
		return json.NewEncoder(w).Encode(export.NewManifest(f, []export.File{file}, o))
	}
	out := &lazy{w: w, control: http.NewResponseController(w), media: f.Media, name: string(l) + f.Suffix}
	if v.Get("best") == "" && f.Name == "atom" {
		out.name = ""
	}
	if _, err = export.Write(out, f, l, set, o); err != nil && out.begun {
		s.log.Warn("an export broke off", "path", r.URL.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
	if err == nil && !out.begun {
		_, err = out.Write(nil)
	}
	return err
}

// lazy sets the header of an export with its first byte, and lets each write
// take its time.
type lazy struct {
	w           http.ResponseWriter
	control     *http.ResponseController
	media, name string
	begun       bool
}

// Write sends a piece of the export.
func (l *lazy) Write(b []byte) (int, error) {
	if !l.begun {
		l.begun = true
		l.w.Header().Set("Content-Type", l.media)
		if l.name != "" {
			l.w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", l.name))
		}
	}
	_ = l.control.SetWriteDeadline(time.Now().Add(slow)) // not every connection has one
	return l.w.Write(b)
}

// set is every row of an answer, a page at a time.
func (s *Server) set(ctx context.Context, a asked) export.Set {
	dispatches := all(ctx, a, s.archive.Dispatches)
	return export.Set{
		Dispatches: dispatches,
		Events:     all(ctx, a, s.archive.Events),
		Statements: all(ctx, a, s.archive.Statements),
		Figures:    all(ctx, a, s.archive.Figures),
		Readings: func(yield func(*dateline.Reading, error) bool) {
			for d, err := range dispatches {
				var r *dateline.Reading
				if err == nil {
					r, _, err = s.archive.Reading(ctx, d.ID, a.query.AsOf)
				}
				if !yield(r, err) || err != nil {
					return
				}
			}
		},
	}
}

// all goes through the pages of an answer.
func all[T any](ctx context.Context, a asked, rows func(context.Context, query.Query, query.Page) (query.Result[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		left := a.page.Limit
		page := query.Page{Limit: query.MaxLimit, After: a.page.After, Order: a.page.Order}
		for {
			if a.page.Limit > 0 {
				page.Limit = min(left, query.MaxLimit)
			}
			res, err := rows(ctx, a.query, page)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, x := range res.Items {
				if !yield(x, nil) {
					return
				}
			}
			left -= len(res.Items)
			if page.After = res.Next; page.After == "" || a.page.Limit > 0 && left <= 0 {
				return
			}
		}
	}
}

// atom is a list of stories as a feed, one entry a happening.
func (s *Server) atom(w http.ResponseWriter, r *http.Request) {
	if err := s.storiesFeed(w, r); err != nil {
		s.fail(w, r, err)
	}
}

func (s *Server) storiesFeed(w http.ResponseWriter, r *http.Request) error {
	a, err := s.ask(r, query.OnStory)
	if err != nil {
		return err
	}
	res, err := s.archive.Stories(r.Context(), a.query, a.page)
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	if r.TLS != nil {
		base = "https://" + r.Host
	}
	var entries []export.Entry
	for _, x := range res.Items {
		e := export.Entry{ID: "urn:dateline:happening:" + x.ID, Title: x.Title, Author: strings.Join(x.Sources, ", "), Link: base + "/story/" + url.PathEscape(x.ID),
			Summary: fmt.Sprintf("%d independent holders, %d dispatches. %s", x.Roots, x.Dispatches, strings.Join(x.Badges, ", "))}
		if x.Newest != nil {
			e.Updated, e.Published = *x.Newest, x.Newest
		}
		entries = append(entries, e)
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	q := filters(r.URL.Query())
	title := "Dateline: stories"
	if n := named(q); n != "" {
		title += ", " + n
	}
	return export.Feed(w, "urn:dateline:stories?"+q.Encode(), title, base+address(r.URL.Path, q), s.opt.Now(), entries)
}

// describe completes the description with the addresses that are not of the
// usual shape.
func describe(o *huma.OpenAPI) {
	stream := map[string]*huma.MediaType{"text/event-stream": {}}
	feed := map[string]*huma.MediaType{"application/atom+xml": {}}
	o.AddOperation(&huma.Operation{OperationID: "feed", Method: http.MethodGet, Path: "/v1/feed", Summary: "Changes as server-sent events; goes on after Last-Event-ID",
		Parameters: []*huma.Param{{Name: "since", In: "query", Description: "sequence number after which to begin; now when absent", Schema: &huma.Schema{Type: "integer"}}},
		Responses:  map[string]*huma.Response{"200": {Description: "one event a change, its id the sequence number", Content: stream}}})
	o.AddOperation(&huma.Operation{OperationID: "stories-atom", Method: http.MethodGet, Path: "/v1/stories.atom", Summary: "Stories as an Atom feed", Parameters: slices.Clone(described(query.OnStory)),
		Responses: map[string]*huma.Response{"200": {Description: "RFC 4287", Content: feed}}})
}

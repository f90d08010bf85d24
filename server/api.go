package server

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"reflect"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// GetStatus makes a Problem an answer of the interface for programs.
func (p *Problem) GetStatus() int { return p.Status }

// Error is what went wrong.
func (p *Problem) Error() string { return p.Detail }

// ContentType is the media type of problems (RFC 9457).
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// problem says what the framework found wrong with a request.
func problem(status int, what string, errs ...error) huma.StatusError {
	p := &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: what}
	for _, err := range errs {
		if d, ok := err.(huma.ErrorDetailer); ok && p.Where == "" {
			p.Hint, p.Where = d.ErrorDetail().Message, d.ErrorDetail().Location
		}
		if own, ok := err.(*Problem); ok {
			return own
		}
	}
	return p
}

func init() { huma.NewError = problem }

// Page is one page of an answer.
type Page[T any] struct {
	Items []T        `json:"items"`
	Total int        `json:"total" doc:"rows of the whole answer"`
	Next  string     `json:"next,omitempty" doc:"what to send as after for the next page; absent on the last"`
	AsOf  *time.Time `json:"as_of,omitempty" doc:"the moment that was asked about"`
}

// api sets up the interface for programs.
func (s *Server) api(mux *http.ServeMux) {
	inner := http.NewServeMux()
	config := huma.DefaultConfig("Dateline", dateline.Engine)
	config.Info.Description = "The sourced record: every value is a claim of its holder, as an outlet carried it."
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "a token made by 'dateline token make'"}}
	api := humago.New(inner, config)
	list(s, api, "dispatches", query.OnDispatch, "Dispatches", s.archive.Dispatches)
	list(s, api, "events", query.OnEvent, "Events: one act as one holder tells it", s.archive.Events)
	list(s, api, "statements", query.OnStatement, "Statements: whose words, which words", s.archive.Statements)
	list(s, api, "figures", query.OnFigure, "Figures with the bounds of their wording", s.archive.Figures)
	list(s, api, "people", query.OnPerson, "People, states, bodies and groups", s.archive.People)
	list(s, api, "places", query.OnPlace, "Places", s.archive.Places)
	list(s, api, "stories", query.OnStory, "Happenings, the newest first", s.archive.Stories)
	list(s, api, "find", query.OnDispatch, "Full text search", s.archive.Find)
	s.single(api)
	s.writing(api)
	s.exports(mux, api)
	inner.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, refuse(http.StatusNotFound, "there is no such address", "/openapi.json lists them all"))
	})
	mux.Handle("/v1/", tagged(inner))
	mux.Handle("GET /openapi.json", tagged(inner))
	mux.HandleFunc("GET /v1/feed", s.live)
	describe(api.OpenAPI())
}

// schemaName tells the rows of tables from the record's own nouns.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.PkgPath() == reflect.TypeFor[query.Event]().PkgPath() {
		name += "Row"
	}
	return name
}

// params is the parameters of a request as they were sent.
type params struct{ values url.Values }

// Resolve keeps the parameters.
func (p *params) Resolve(ctx huma.Context) []error {
	u := ctx.URL()
	p.values = u.Query()
	return nil
}

// body is an answer of one value.
type body[T any] struct{ Body T }

// list is an address that answers rows of one kind.
func list[T any](s *Server, api huma.API, name string, on query.On, doc string, rows func(context.Context, query.Query, query.Page) (query.Result[T], error)) {
	op := huma.Operation{OperationID: "list-" + name, Method: http.MethodGet, Path: "/v1/" + name, Summary: doc, Parameters: described(on), Errors: []int{400, 503}}
	huma.Register(api, op, func(ctx context.Context, in *params) (*body[Page[T]], error) {
		a, err := askOf(in.values, on, nil)
		if err != nil {
			return nil, s.told(err)
		}
		res, err := rows(ctx, a.query, a.page)
		if err != nil {
			return nil, s.told(err)
		}
		if res.Items == nil {
			res.Items = []T{}
		}
		for i := range res.Items {
			universal(&res.Items[i])
		}
		return &body[Page[T]]{Page[T]{Items: res.Items, Total: res.Total, Next: res.Next, AsOf: utc(a.query.AsOf)}}, nil
	})
}

// told is an error as a problem, logged where it is the server's own.
func (s *Server) told(err error) error {
	p := s.problemOf(err)
	if p.Status >= 500 {
		s.log.Warn("request failed", "error", err)
	}
	return &p
}

// steeringDocs say what the parameters mean that every list has.
var steeringDocs = [][3]string{
	{"q", "a query, in the language of 'dateline find'", `ceasefire place:Minsk -status:denied`},
	{"from", "first day", "2014-09-01"},
	{"to", "last day", "2014-09-07"},
	{"as_of", "what was known at that moment: a day (its end, UTC) or RFC 3339", "2014-09-03"},
	{"limit", "rows, 1 to 1000; 50 when absent", "50"},
	{"after", "next of the page before", ""},
	{"order", "newest, oldest or, where words are looked for, rank", "newest"},
}

// described says for the description which parameters a list takes.
func described(on query.On) []*huma.Param {
	var out []*huma.Param
	for _, d := range steeringDocs {
		p := &huma.Param{Name: d[0], In: "query", Description: d[1], Schema: &huma.Schema{Type: "string"}}
		if d[2] != "" {
			p.Example = d[2]
		}
		out = append(out, p)
	}
	for _, f := range query.Fields() {
		if !f.Has(on) {
			continue
		}
		schema := &huma.Schema{Type: "string"}
		for _, v := range f.Values {
			schema.Enum = append(schema.Enum, v)
		}
		out = append(out, &huma.Param{Name: f.Name, In: "query", Description: f.Doc, Schema: schema})
	}
	return out
}

// one is the id of what is asked for, with the moment asked about.
type one struct {
	params
	ID string `path:"id" maxLength:"100" doc:"id, or its first twelve digits"`
}

// item is the id of a value within a dispatch.
type item struct {
	ID   string `path:"id" maxLength:"100" doc:"id of the dispatch, or its first twelve digits"`
	Item string `path:"item" maxLength:"40" doc:"id of the value within it: e3"`
}

// single are the addresses that answer one value.
func (s *Server) single(api huma.API) {
	get(s, api, "get-reading", "/v1/dispatches/{id}", "One dispatch with all that was found in it", func(ctx context.Context, in *one) (*dateline.Reading, error) {
		then, err := in.asOf()
		if err != nil {
			return nil, err
		}
		r, _, err := s.archive.Reading(ctx, in.ID, then)
		return r, err
	})
	get(s, api, "list-versions", "/v1/dispatches/{id}/versions", "All versions of a dispatch, the oldest first", func(ctx context.Context, in *one) ([]query.Dispatch, error) {
		list, err := s.archive.Versions(ctx, in.ID)
		for i := range list {
			universal(&list[i])
		}
		return list, err
	})
	get(s, api, "get-accounts", "/v1/accounts/{id}", "One happening with everybody's positions", func(ctx context.Context, in *one) (*dateline.Happening, error) {
		then, err := in.asOf()
		if err != nil {
			return nil, err
		}
		return s.archive.Account(ctx, in.ID, then)
	})
	why := func(ctx context.Context, id string) (query.Why, error) { return s.archive.Why(ctx, id) }
	cite := func(ctx context.Context, id string) (query.Citation, error) { return s.archive.Cite(ctx, id) }
	get(s, api, "why-dispatch", "/v1/why/{id}", "What a dispatch rests on", func(ctx context.Context, in *one) (query.Why, error) { return why(ctx, in.ID) })
	get(s, api, "why", "/v1/why/{id}/{item}", "From a value to its spans, rules and dispatch", func(ctx context.Context, in *item) (query.Why, error) { return why(ctx, in.ID+"/"+in.Item) })
	get(s, api, "cite-dispatch", "/v1/cite/{id}", "A citation of a dispatch", func(ctx context.Context, in *one) (query.Citation, error) { return cite(ctx, in.ID) })
	get(s, api, "cite", "/v1/cite/{id}/{item}", "A citation that resolves to span, text hash and record version", func(ctx context.Context, in *item) (query.Citation, error) { return cite(ctx, in.ID+"/"+in.Item) })
	get(s, api, "stats", "/v1/stats", "What the archive holds", func(ctx context.Context, _ *struct{}) (query.Stats, error) { return s.archive.Stats(ctx) })
	s.changesAPI(api)
}

func (p *one) asOf() (*time.Time, error) { return moment(p.values.Get("as_of")) }

// get is an address that answers one value.
func get[I, O any](s *Server, api huma.API, id, path, doc string, f func(context.Context, *I) (O, error)) {
	op := huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: doc, Errors: []int{400, 404, 503}}
	huma.Register(api, op, func(ctx context.Context, in *I) (*body[O], error) {
		v, err := f(ctx, in)
		if err != nil {
			return nil, s.told(err)
		}
		return &body[O]{v}, nil
	})
}

// Changes is a page of the archive's sequence.
type Changes struct {
	Items []dateline.Revision `json:"items"`
	Next  int64               `json:"next" doc:"what to send as since for what comes after"`
}

func (s *Server) changesAPI(api huma.API) {
	type since struct {
		Since int64 `query:"since" minimum:"0" doc:"the last sequence number that is known; 0 for all"`
		Limit int   `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	}
	op := huma.Operation{OperationID: "list-changes", Method: http.MethodGet, Path: "/v1/changes", Summary: "What was revised after a sequence number; a tombstone names what is no longer part of the record", RejectUnknownQueryParameters: true, Errors: []int{400, 503}}
	huma.Register(api, op, func(ctx context.Context, in *since) (*body[Changes], error) {
		list, err := s.archive.Changes(ctx, in.Since, in.Limit)
		if err != nil {
			return nil, s.told(err)
		}
		out := Changes{Items: list, Next: in.Since}
		if out.Items == nil {
			out.Items = []dateline.Revision{}
		}
		for i := range list {
			list[i].At = utc(list[i].At)
			out.Next = max(out.Next, list[i].Seq)
		}
		return &body[Changes]{out}, nil
	})
}

// utc is a moment in UTC.
func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}

// universal brings the moments of a row into UTC. Readings keep the zones in
// which their dispatches state them.
func universal(row any) {
	switch r := row.(type) {
	case *query.Dispatch:
		r.Published, r.Updated, r.Retrieved = utc(r.Published), utc(r.Updated), utc(r.Retrieved)
	case *query.Hit:
		universal(&r.Dispatch)
	case *query.Event:
		r.Published = utc(r.Published)
	case *query.Statement:
		r.Published = utc(r.Published)
	case *query.Figure:
		r.Published = utc(r.Published)
	case *query.Story:
		r.Newest = utc(r.Newest)
	}
}

// tagged gives answers a tag by their content and sends none twice.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			next.ServeHTTP(w, r)
			return
		}
		b := &buffered{header: w.Header()}
		next.ServeHTTP(b, r)
		if b.status == 0 {
			b.status = http.StatusOK
		}
		if b.status == http.StatusOK {
			tag := etag(b.body.Bytes())
			w.Header().Set("ETag", tag)
			w.Header().Set("Cache-Control", "private, no-cache")
			if matches(r, tag) {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		w.WriteHeader(b.status)
		_, _ = w.Write(b.body.Bytes())
	})
}

// buffered is an answer that is held back until it is whole.
type buffered struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header is the header of the answer held back.
func (b *buffered) Header() http.Header { return b.header }

// WriteHeader remembers the status.
func (b *buffered) WriteHeader(status int) {
	if b.status == 0 {
		b.status = status
	}
}

// Write keeps the bytes.
func (b *buffered) Write(p []byte) (int, error) { return b.body.Write(p) }

// writing are the addresses that put something into the record.
func (s *Server) writing(api huma.API) {
	if s.opt.Intake != nil {
		op := huma.Operation{OperationID: "add-dispatches", Method: http.MethodPost, Path: "/v1/dispatches", Summary: "Put dispatches in; the same one again changes nothing", DefaultStatus: http.StatusOK, MaxBodyBytes: maxBody, Security: []map[string][]string{{"token": {ScopeAdd}}}, Errors: []int{400, 401, 403, 413, 422}}
		huma.Register(api, op, s.addDispatches)
	}
	if s.opt.Editor != nil {
		op := huma.Operation{OperationID: "correct", Method: http.MethodPost, Path: "/v1/corrections", Summary: "Put something right: rename, merge, split or wrong", DefaultStatus: http.StatusCreated, Security: []map[string][]string{{"token": {ScopeAdd}}}, Errors: []int{400, 401, 403, 404, 422}}
		huma.Register(api, op, s.correction)
		op = huma.Operation{OperationID: "undo", Method: http.MethodPost, Path: "/v1/corrections/{seq}/undo", Summary: "Take a correction back", DefaultStatus: http.StatusCreated, Security: []map[string][]string{{"token": {ScopeAdmin}}}, Errors: []int{400, 401, 403, 404, 422}}
		huma.Register(api, op, s.undo)
	}
}

// Incoming is a dispatch as a program hands it in.
type Incoming struct {
	ID        string     `json:"id,omitempty" maxLength:"1000" doc:"the sender's own id; it comes back as ref"`
	Source    string     `json:"source,omitempty" maxLength:"1000" doc:"the outlet"`
	Published *time.Time `json:"published,omitempty" doc:"when it was published, RFC 3339"`
	Headline  string     `json:"headline,omitempty"`
	Text      string     `json:"text" minLength:"1"`
}

func (s *Server) addDispatches(ctx context.Context, in *struct {
	Body struct {
		Dispatches []Incoming `json:"dispatches" minItems:"1" maxItems:"100"`
	}
}) (*body[struct {
	Outcomes []store.Outcome `json:"outcomes"`
}], error) {
	if err := need(ctx, ScopeAdd); err != nil {
		return nil, s.told(err)
	}
	var list []dateline.Dispatch
	for _, d := range in.Body.Dispatches {
		list = append(list, dateline.Dispatch{Ref: d.ID, Source: d.Source, Published: d.Published, Headline: d.Headline, Text: d.Text})
	}
	got, err := s.opt.Intake.Take(ctx, list)
	if err != nil {
		return nil, s.told(err)
	}
	out := &body[struct {
		Outcomes []store.Outcome `json:"outcomes"`
	}]{}
	out.Body.Outcomes = got
	return out, nil
}

func (s *Server) correction(ctx context.Context, in *struct {
	Body struct {
		Kind   store.Kind `json:"kind" enum:"rename,merge,split,wrong"`
		IDs    []string   `json:"ids" minItems:"1" maxItems:"1000" doc:"what it is about; for a merge the one that stays comes first"`
		Name   string     `json:"name,omitempty" maxLength:"500" doc:"the right name, of a rename or split"`
		Reason string     `json:"reason" minLength:"1" maxLength:"2000"`
	}
}) (*body[dateline.Revision], error) {
	if err := need(ctx, ScopeAdd); err != nil {
		return nil, s.told(err)
	}
	b := in.Body
	rev, err := s.correct(ctx, store.Correction{Kind: b.Kind, IDs: b.IDs, Name: b.Name, Reason: b.Reason})
	if err != nil {
		return nil, s.told(err)
	}
	return &body[dateline.Revision]{rev}, nil
}

func (s *Server) undo(ctx context.Context, in *struct {
	Seq  int64 `path:"seq" minimum:"1" doc:"number of the correction in the sequence"`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"2000"`
	}
}) (*body[dateline.Revision], error) {
	if err := need(ctx, ScopeAdmin); err != nil {
		return nil, s.told(err)
	}
	rev, err := s.opt.Editor.Undo(ctx, in.Seq, callerOf(ctx).name, in.Body.Reason, s.opt.Now())
	if err != nil {
		return nil, s.told(err)
	}
	return &body[dateline.Revision]{rev}, nil
}

// correct signs a correction and puts it in.
func (s *Server) correct(ctx context.Context, c store.Correction) (dateline.Revision, error) {
	c.Author, c.At = callerOf(ctx).name, s.opt.Now()
	return s.opt.Editor.Correct(ctx, c)
}

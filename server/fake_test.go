package server_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/compare"
	"dateline/query"
	"dateline/read"
	"dateline/store"
)

// fake is a small archive in memory over readings of the example texts.
type fake struct {
	mu       sync.Mutex
	readings []*dateline.Reading
	rows     []query.Items
	changes  []dateline.Revision
	accounts []*dateline.Happening
	tokens   []store.Token
}

// missing is the fake's error for an id that it has not.
type missing string

func (m missing) Error() string { return "no " + string(m) }

var reader = sync.OnceValues(read.New)

// exampleArchive reads the example texts.
func exampleArchive(t testing.TB) *fake {
	t.Helper()
	paths, err := filepath.Glob("../examples/ceasefire/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no examples: ", err)
	}
	f := &fake{}
	defer func() { f.accounts = compare.Happenings(f.readings) }()
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		f.add(t, dateline.Dispatch{Text: string(b)})
	}
	return f
}

func (f *fake) add(t testing.TB, d dateline.Dispatch) {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	got := r.Read(&d)
	read.Export(got)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.readings = append(f.readings, got)
	f.rows = append(f.rows, query.Rows(got))
	f.changes = append(f.changes, dateline.Revision{Seq: int64(len(f.changes) + 1), Cause: dateline.CauseDispatch, What: "dispatch", ID: got.Dispatch.ID, After: got.Dispatch.Headline})
}

func pageOf[T any](list []T, p query.Page) query.Result[T] {
	from := 0
	_, _ = fmt.Sscan(p.After, &from)
	res := query.Result[T]{Items: list[min(from, len(list)):], Total: len(list)}
	if n := p.Rows(); len(res.Items) > n {
		res.Items, res.Next = res.Items[:n], fmt.Sprint(from+n)
	}
	return res
}

func matching[T any, P interface {
	*T
	query.Row
}](f *fake, q query.Query, rows func(query.Items) []T) []T {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []T
	for _, items := range f.rows {
		for _, x := range rows(items) {
			if query.Match(q, P(&x)) {
				out = append(out, x)
			}
		}
	}
	return out
}

func (f *fake) dispatch(r *dateline.Reading) query.Dispatch {
	d := &r.Dispatch
	return query.Dispatch{ID: d.ID, Source: d.Source, Headline: d.Headline, Lang: d.Lang, Kind: d.Kind, Published: d.Published, Updated: d.Updated, Version: 1, Engine: r.Engine, Statements: len(r.Statements), Events: len(r.Events), Figures: len(r.Figures)}
}

func (f *fake) Find(_ context.Context, q query.Query, p query.Page) (query.Result[query.Hit], error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []query.Hit
	for _, r := range f.readings {
		if strings.Contains(strings.ToLower(r.Dispatch.Text), strings.ToLower(q.Text)) {
			out = append(out, query.Hit{Dispatch: f.dispatch(r), Snippet: firstWords(r.Dispatch.Text)})
		}
	}
	return pageOf(out, p), nil
}

func firstWords(s string) string { return string([]rune(s)[:min(len([]rune(s)), 120)]) }

func (f *fake) Dispatches(_ context.Context, _ query.Query, p query.Page) (query.Result[query.Dispatch], error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []query.Dispatch
	for _, r := range f.readings {
		out = append(out, f.dispatch(r))
	}
	return pageOf(out, p), nil
}

func (f *fake) Events(_ context.Context, q query.Query, p query.Page) (query.Result[query.Event], error) {
	return pageOf(matching(f, q, func(i query.Items) []query.Event { return i.Events }), p), nil
}

func (f *fake) Statements(_ context.Context, q query.Query, p query.Page) (query.Result[query.Statement], error) {
	return pageOf(matching(f, q, func(i query.Items) []query.Statement { return i.Statements }), p), nil
}

func (f *fake) Figures(_ context.Context, q query.Query, p query.Page) (query.Result[query.Figure], error) {
	return pageOf(matching(f, q, func(i query.Items) []query.Figure { return i.Figures }), p), nil
}

func (f *fake) People(_ context.Context, _ query.Query, p query.Page) (query.Result[query.Person], error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []query.Person
	for _, r := range f.readings {
		for _, n := range r.Names {
			i := slices.IndexFunc(out, func(p query.Person) bool { return p.Name == n.Name })
			if i < 0 {
				out = append(out, query.Person{ID: "n-" + strings.ReplaceAll(n.Name, " ", "-"), Name: n.Name, Kind: n.Kind, Country: n.Country, Sector: n.Sector})
				i = len(out) - 1
			}
			out[i].Dispatches++
			out[i].Mentions += len(n.Mentions)
		}
	}
	return pageOf(out, p), nil
}

func (f *fake) Places(_ context.Context, _ query.Query, p query.Page) (query.Result[query.Place], error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []query.Place
	for _, r := range f.readings {
		for _, n := range r.Places {
			if !slices.ContainsFunc(out, func(p query.Place) bool { return p.Name == n.Name }) {
				out = append(out, query.Place{ID: "p-" + strings.ReplaceAll(n.Name, " ", "-"), Name: n.Name, Spot: query.SpotOf(&n)})
			}
		}
	}
	return pageOf(out, p), nil
}

func (f *fake) Stories(_ context.Context, q query.Query, p query.Page) (query.Result[query.Story], error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []query.Story
	for _, h := range f.accounts {
		if q.Text != "" && !strings.Contains(strings.ToLower(h.Title), strings.ToLower(q.Text)) {
			continue
		}
		s := query.Story{ID: h.ID, Title: h.Title, Type: h.Type, From: h.Date.From, To: h.Date.To, Where: query.Spot{Place: h.Place, Country: h.Country}, Dispatches: len(h.Dispatches), Outlets: h.Outlets, Roots: h.Roots, Copies: len(h.Copies), Badges: []string{"new", "contested"}}
		for _, d := range h.Dispatches {
			s.Sources = append(s.Sources, d.Source)
		}
		out = append(out, s)
	}
	return pageOf(out, p), nil
}

func (f *fake) Reading(_ context.Context, id string, _ *time.Time) (*dateline.Reading, query.Dispatch, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.readings {
		if len(id) >= 12 && strings.HasPrefix(r.Dispatch.ID, id) {
			return r, f.dispatch(r), nil
		}
	}
	return nil, query.Dispatch{}, missing("dispatch")
}

func (f *fake) Versions(ctx context.Context, id string) ([]query.Dispatch, error) {
	_, d, err := f.Reading(ctx, id, nil)
	return []query.Dispatch{d}, err
}

func (f *fake) Account(_ context.Context, id string, _ *time.Time) (*dateline.Happening, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, h := range f.accounts {
		if h.ID == id {
			return h, nil
		}
	}
	return nil, missing("happening")
}

func (f *fake) Why(ctx context.Context, id string) (query.Why, error) {
	dispatch, _, _ := strings.Cut(id, "/")
	r, d, err := f.Reading(ctx, dispatch, nil)
	if err != nil {
		return query.Why{}, err
	}
	sum := sha256.Sum256([]byte(r.Dispatch.Text))
	why := query.Why{ID: id, Layer: "dispatch", Engine: r.Engine, Dispatch: d, TextHash: hex.EncodeToString(sum[:])}
	for _, e := range query.Rows(r).Events {
		if e.ID == id {
			why.Layer, why.Value, why.Rule, why.Chain = "event", e, e.Rule, e.By
			for _, s := range e.Evidence {
				why.Spans = append(why.Spans, dateline.Citation{Dispatch: d.ID, Span: s})
			}
		}
	}
	return why, nil
}

func (f *fake) Cite(ctx context.Context, id string) (query.Citation, error) {
	why, err := f.Why(ctx, id)
	c := query.Citation{ID: id, Engine: why.Engine, TextHash: why.TextHash, Origin: query.Origin{Dispatch: why.Dispatch.ID, Source: why.Dispatch.Source, Headline: why.Dispatch.Headline}}
	if len(why.Spans) > 0 {
		c.Span = why.Spans[0].Span
	}
	c.Text = fmt.Sprintf("%s, %q", c.Source, c.Span.Text)
	return c, err
}

func (f *fake) Changes(_ context.Context, since int64, limit int) ([]dateline.Revision, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []dateline.Revision
	for _, r := range f.changes {
		if r.Seq > since && len(out) < limit {
			out = append(out, r)
		}
	}
	return out, nil
}

func (f *fake) Stats(context.Context) (query.Stats, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return query.Stats{Dispatches: len(f.readings), Read: len(f.readings), Stories: len(f.accounts), Seq: int64(len(f.changes)), Engines: map[string]int{dateline.Engine: len(f.readings)}}, nil
}

package server_test

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/query"
	"dateline/server"
	"dateline/store"
)

// The fake keeps tokens, takes dispatches in and takes corrections.

func (f *fake) Tokens(context.Context) ([]store.Token, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tokens, nil
}

func (f *fake) Correct(_ context.Context, c store.Correction) (dateline.Revision, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := dateline.Revision{Seq: int64(len(f.changes) + 1), At: &c.At, Cause: dateline.CauseUser, What: "event", ID: c.IDs[0], Author: c.Author, Reason: c.Reason}
	f.changes = append(f.changes, r)
	return r, nil
}

func (f *fake) Undo(_ context.Context, seq int64, author, reason string, at time.Time) (dateline.Revision, error) {
	return dateline.Revision{Seq: seq + 1, At: &at, Cause: dateline.CauseUndo, Author: author, Reason: reason}, nil
}

// intake reads what comes in with the reader of the test.
type intake struct {
	t testing.TB
	f *fake
}

func (i intake) Take(_ context.Context, list []dateline.Dispatch) ([]store.Outcome, error) {
	var out []store.Outcome
	for _, d := range list {
		i.f.add(i.t, d)
		out = append(out, store.Outcome{Became: store.New, ID: i.f.readings[len(i.f.readings)-1].Dispatch.ID, Read: true})
	}
	return out, nil
}

// token makes a token that the fake knows.
func (f *fake) token(t testing.TB, scopes ...string) string {
	t.Helper()
	secret, tok, err := server.MakeToken("test", scopes, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	f.tokens = append(f.tokens, tok)
	return secret
}

func ask200[T any](t *testing.T, h http.Handler, path string, headers ...string) T {
	t.Helper()
	w := get(t, h, path, append([]string{"Accept", "application/json"}, headers...)...)
	var v T
	if w.Code != 200 {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return v
}

func TestListsAndCursors(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	whole := ask200[server.Page[query.Event]](t, s, "/v1/events?limit=1000")
	if whole.Total == 0 || whole.Total != len(whole.Items) {
		t.Fatalf("total %d, %d rows", whole.Total, len(whole.Items))
	}
	var got []string
	after := ""
	for range whole.Total {
		p := ask200[server.Page[query.Event]](t, s, "/v1/events?limit=7&after="+after)
		if p.Total != whole.Total {
			t.Fatalf("total %d on a later page, want %d", p.Total, whole.Total)
		}
		for _, e := range p.Items {
			got = append(got, e.ID)
			if e.Published != nil && e.Published.Location() != time.UTC {
				t.Errorf("%s: published %v is not UTC", e.ID, e.Published)
			}
		}
		if after = p.Next; after == "" {
			break
		}
	}
	if len(got) != whole.Total {
		t.Errorf("pages hold %d rows, want %d", len(got), whole.Total)
	}
	for _, path := range []string{"dispatches", "statements", "figures", "people", "places", "stories"} {
		if p := ask200[server.Page[map[string]any]](t, s, "/v1/"+path); p.Total == 0 {
			t.Errorf("%s: nothing", path)
		}
	}
	some := ask200[server.Page[query.Event]](t, s, "/v1/events?type=AGREE&from=2014-09-03&to=2014-09-03")
	if some.Total == 0 || some.Total >= whole.Total {
		t.Errorf("filters leave %d of %d", some.Total, whole.Total)
	}
}

func TestBadParameters(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	for path, hint := range map[string]string{
		"/v1/events?actr=Russia":     "did you mean actor?",
		"/v1/events?type=AGREEE":     `did you mean "`,
		"/v1/events?limit=0":         "1 to 1000",
		"/v1/events?from=yesterday":  "2014-09-03",
		"/v1/events?as_of=noon":      "2014-09-03",
		"/v1/events?q=%22":           "",
		"/v1/figures?stance=denies":  "there are",
		"/v1/changes?sinse=1":        "",
		"/v1/feed?since=x":           "id of the last event",
		"/v1/events.csv?best=finest": "",
	} {
		w := get(t, s, path, "Accept", "application/json")
		var p server.Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Errorf("%s: %v: %s", path, err, w.Body)
		}
		if w.Code/100 != 4 || p.Status != w.Code || !strings.Contains(p.Hint, hint) || p.Detail == "" {
			t.Errorf("%s: %d %+v", path, w.Code, p)
		}
		if ct := w.Header().Get("Content-Type"); ct != "application/problem+json" {
			t.Errorf("%s: %s", path, ct)
		}
	}
}

func TestDescription(t *testing.T) {
	f := exampleArchive(t)
	s := newServer(t, f, server.Options{Intake: intake{t, f}, Editor: f, Tokens: f})
	var d struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Name, In string }
			Responses   map[string]any
		}
	}
	d = ask200[struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			OperationID string
			Parameters  []struct{ Name, In string }
			Responses   map[string]any
		}
	}](t, s, "/openapi.json")
	if !strings.HasPrefix(d.OpenAPI, "3.1") {
		t.Errorf("OpenAPI %q", d.OpenAPI)
	}
	seen := map[string]bool{}
	id := f.readings[0].Dispatch.ID
	fill := strings.NewReplacer("/v1/accounts/{id}", "/v1/accounts/"+f.accounts[0].ID, "{id}", id, "{item}", "e1")
	for path, ops := range d.Paths {
		for method, op := range ops {
			if op.OperationID == "" || seen[op.OperationID] || len(op.Responses) == 0 {
				t.Errorf("%s %s: id %q, %d responses", method, path, op.OperationID, len(op.Responses))
			}
			seen[op.OperationID] = true
			if method != "get" || path == "/v1/feed" {
				continue
			}
			if w := get(t, s, fill.Replace(path), "Accept", "*/*"); w.Code != 200 {
				t.Errorf("%s: %d %s", fill.Replace(path), w.Code, w.Body)
			}
		}
	}
	if len(seen) < 25 {
		t.Errorf("%d operations", len(seen))
	}
}

func TestTokens(t *testing.T) {
	f := exampleArchive(t)
	reads, adds, admin := f.token(t, "read"), f.token(t, "add"), f.token(t, "admin")
	s := newServer(t, f, server.Options{Tokens: f, Intake: intake{t, f}, Editor: f, Private: true})
	post := func(secret, path, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Host = "localhost"
		r.Header.Set("Content-Type", "application/json")
		if secret != "" {
			r.Header.Set("Authorization", "Bearer "+secret)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	dispatch := `{"dispatches":[{"source":"Lake Radio","published":"2014-09-08T09:00:00Z","headline":"Talks go on","text":"MINSK, Sept 8 - Envoys met again."}]}`
	correction := `{"kind":"wrong","ids":["x/e1"],"reason":"the speaker is another"}`
	for _, c := range []struct {
		secret, path, body string
		want               int
	}{
		{"", "/v1/dispatches", dispatch, 401}, {"dl_wrong", "/v1/dispatches", dispatch, 401}, {reads, "/v1/dispatches", dispatch, 403},
		{adds, "/v1/dispatches", dispatch, 200}, {adds, "/v1/dispatches", `{"dispatches":[]}`, 422}, {adds, "/v1/dispatches", `{`, 400},
		{reads, "/v1/corrections", correction, 403}, {adds, "/v1/corrections", correction, 201}, {adds, "/v1/corrections/1/undo", `{"reason":"it was right"}`, 403}, {admin, "/v1/corrections/1/undo", `{"reason":"it was right"}`, 201},
		{adds, "/v1/corrections", `{"kind":"burn","ids":["x"],"reason":"y"}`, 422},
	} {
		if w := post(c.secret, c.path, c.body); w.Code != c.want {
			t.Errorf("%s %s with %.8s: %d, want %d: %s", c.path, c.body, c.secret, w.Code, c.want, w.Body)
		}
	}
	if f.changes[len(f.changes)-1].Author != "test" {
		t.Errorf("the correction is signed %q", f.changes[len(f.changes)-1].Author)
	}
	for path, want := range map[string]int{"/": 401, "/v1/events": 401, "/metrics": 401, "/sign-in": 200, "/healthz": 200} {
		if w := get(t, s, path); w.Code != want {
			t.Errorf("%s without a token: %d, want %d", path, w.Code, want)
		}
	}
	if w := get(t, s, "/v1/events", "Authorization", "Bearer "+reads); w.Code != 200 {
		t.Errorf("with a token: %d", w.Code)
	}
	if w := get(t, s, "/", "Cookie", "token="+reads); w.Code != 200 {
		t.Errorf("signed in: %d", w.Code)
	}
	if w := get(t, s, "/", "Cookie", "token=old"); w.Code != 401 {
		t.Errorf("with an old cookie: %d", w.Code)
	}
}

// TestFeed follows the record while dispatches come in, is cut off, and goes on.
func TestFeed(t *testing.T) {
	f := exampleArchive(t)
	ts := httptest.NewServer(newServer(t, f, server.Options{}))
	defer ts.Close()
	last := fmt.Sprint(len(f.changes))
	next, stop := follow(t, ts.URL+"/v1/feed", last)
	start := time.Now()
	f.add(t, dateline.Dispatch{Source: "Lake Radio", Text: "MINSK, Sept 8 - Envoys met again on Monday."})
	id := next()
	if took := time.Since(start); took > time.Second {
		t.Errorf("the change came after %v, more than a second", took)
	}
	stop()
	f.add(t, dateline.Dispatch{Source: "Lake Radio", Text: "MINSK, Sept 9 - Envoys met again on Tuesday."})
	f.add(t, dateline.Dispatch{Source: "Lake Radio", Text: "MINSK, Sept 10 - Envoys met again on Wednesday."})
	next, stop = follow(t, ts.URL+"/v1/feed", id)
	defer stop()
	for i := range 2 {
		if got, want := next(), fmt.Sprint(len(f.changes)-1+i); got != want {
			t.Errorf("event %s, want %s", got, want)
		}
	}
}

// follow opens a feed; next gives the id of the next event.
func follow(t *testing.T, url, last string) (next func() string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	r, _ := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	r.Header.Set("Last-Event-ID", last)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	lines := bufio.NewScanner(res.Body)
	return func() string {
		for lines.Scan() {
			if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
				return id
			}
		}
		t.Fatal("the feed ended: ", lines.Err())
		return ""
	}, func() { cancel(); res.Body.Close() }
}

func TestExports(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	total := ask200[server.Page[query.Event]](t, s, "/v1/events?type=AGREE").Total
	w := get(t, s, "/v1/events.csv?type=AGREE")
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != total+1 {
		t.Errorf("%d rows, want %d and a head", len(rows)-1, total)
	}
	if d := w.Header().Get("Content-Disposition"); !strings.Contains(d, "events.csv") {
		t.Errorf("disposition %q", d)
	}
	m := ask200[struct{ Files []struct{ Rows int } }](t, s, "/v1/events.csv?type=AGREE&manifest=1")
	if len(m.Files) != 1 || m.Files[0].Rows != total {
		t.Errorf("manifest %+v, want %d rows", m, total)
	}
	if w := get(t, s, "/stories.atom?q=ceasefire"); w.Code != 200 || !strings.Contains(w.Body.String(), "<entry>") {
		t.Errorf("atom: %d %s", w.Code, w.Body)
	}
}

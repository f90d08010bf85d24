package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"dateline/query"
	"dateline/server/web"
)

// pages are the addresses for people.
func (s *Server) pages(mux *http.ServeMux) {
	for pattern, page := range map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":                s.stories,
		"GET /sign-in":            s.signIn,
		"POST /sign-in":           s.signIn,
		"POST /watch":             s.watch,
		"GET /dispatch/{id}":      s.dispatch,
		"GET /dispatch/{id}/diff": s.diff,
		"GET /search":             s.search,
		"GET /table/{kind}":       s.table,
		"GET /map":                s.where,
		"GET /people":             s.people,
		"GET /person/{id}":        s.person,
		"GET /places":             s.places,
		"GET /place/{id}":         s.place,
		"GET /changes":            s.changes,
		"GET /about":              s.aboutRecord,
		"GET /correct":            s.correctForm,
		"POST /correct":           s.correctForm,
		"GET /story/{id}":         s.story,
		"GET /why/{id}":           s.why,
		"GET /why/{id}/{item}":    s.why,
		"GET /cite/{id}":          s.cite,
		"GET /cite/{id}/{item}":   s.cite,
		"/":                       s.nowhere,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := page(w, r); err != nil {
				s.fail(w, r, err)
			}
		})
	}
}

// nowhere answers for addresses that do not exist.
func (s *Server) nowhere(w http.ResponseWriter, r *http.Request) error {
	return refuse(http.StatusNotFound, "there is no such page", "start from the list of stories, or search")
}

// frame is what a page shows around its body.
func (s *Server) frame(r *http.Request, title, nav string) *web.Frame {
	q := r.URL.Query()
	f := &web.Frame{Title: title, Nav: nav, Path: r.URL.RequestURI(), Words: q.Get("q"), AsOf: q.Get("as_of"), Seq: s.feed.now()}
	f.Signed = callerOf(r.Context()).may(ScopeAdd)
	if f.AsOf != "" {
		f.Now = without(r.URL, "as_of")
	}
	return f
}

// without is an address without some of its parameters.
func without(u *url.URL, names ...string) string {
	q := u.Query()
	for _, n := range names {
		q.Del(n)
	}
	return address(u.Path, q)
}

// with is an address with a parameter set.
func with(u *url.URL, name, value string) string {
	q := u.Query()
	q.Set(name, value)
	return address(u.Path, q)
}

func address(path string, q url.Values) string {
	out := url.URL{Path: path, RawQuery: q.Encode()}
	return out.String()
}

// show writes a page that a browser may ask for again by its tag.
func (s *Server) show(w http.ResponseWriter, r *http.Request, name string, f *web.Frame) error {
	s.write(w, r, http.StatusOK, name, f)
	return nil
}

// write renders a page whole before its first byte leaves, so that one that
// fails is never half a page.
func (s *Server) write(w http.ResponseWriter, r *http.Request, status int, name string, f *web.Frame) {
	var b bytes.Buffer
	render := s.views.Render
	if r.Header.Get("X-Fragment") != "" {
		render = s.views.Fragment
	}
	if err := render(&b, name, f); err != nil {
		s.log.Error("a page broke", "page", name, "error", err)
		http.Error(w, "the server could not make this page; its log says why", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "Accept, X-Fragment, Cookie")
	if status == http.StatusOK {
		tag := etag(b.Bytes())
		h.Set("ETag", tag)
		h.Set("Cache-Control", "private, no-cache")
		if matches(r, tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}

// etag names a body by its content (RFC 9110, 8.8.3).
func etag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

// matches tells whether the caller has the body of a tag already.
func matches(r *http.Request, tag string) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	for _, t := range strings.Split(r.Header.Get("If-None-Match"), ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}

// stories is the first page: the newest happenings.
func (s *Server) stories(w http.ResponseWriter, r *http.Request) error {
	a, err := s.ask(r, query.OnStory)
	if err != nil {
		return err
	}
	res, err := s.archive.Stories(r.Context(), a.query, a.page)
	if err != nil {
		return err
	}
	f := s.frame(r, "Stories", "stories")
	f.Live = a.page.After == ""
	body := web.Stories{Filter: storyFilter(r), Days: web.ByDay(res.Items), Total: res.Total, Shown: len(res.Items), Feed: address("/stories.atom", filters(r.URL.Query()))}
	if res.Next != "" {
		body.Next = with(r.URL, "after", res.Next)
	}
	body.Watches = watches(r)
	for _, x := range body.Watches {
		body.Saved = body.Saved || x.Link == address("/", filters(r.URL.Query()))
	}
	f.Body = body
	return s.show(w, r, "stories", f)
}

// cookieWatches holds the watches of one browser: addresses, no more.
const (
	cookieWatches = "watches"
	maxWatches    = 20
)

// watches reads the saved filters of a browser.
func watches(r *http.Request) []web.Watch {
	c, err := r.Cookie(cookieWatches)
	if err != nil {
		return nil
	}
	var out []web.Watch
	for _, raw := range strings.Split(c.Value, ".") {
		q, err := url.QueryUnescape(raw)
		if err != nil {
			continue
		}
		v, err := url.ParseQuery(q)
		if err != nil || len(v) == 0 || len(out) == maxWatches {
			continue
		}
		v = filters(v)
		out = append(out, web.Watch{Name: named(v), Link: address("/", v), Feed: address("/stories.atom", v)})
	}
	return out
}

// named says filters in words.
func named(v url.Values) string {
	var parts []string
	for _, f := range storyFields {
		if x := v.Get(f.Name); x != "" {
			parts = append(parts, strings.ToLower(f.Label)+": "+x)
		}
	}
	return strings.Join(parts, ", ")
}

// watch saves or drops a set of filters.
func (s *Server) watch(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return refuse(http.StatusBadRequest, "the form cannot be read", "")
	}
	save, drop := query1(r.PostForm.Get("save")), query1(r.PostForm.Get("drop"))
	var kept []string
	for _, x := range watches(r) {
		q := query1(x.Link)
		if q != drop && q != save {
			kept = append(kept, url.QueryEscape(q))
		}
	}
	if save != "" && len(kept) < maxWatches {
		kept = append(kept, url.QueryEscape(save))
	}
	http.SetCookie(w, s.cookie(cookieWatches, strings.Join(kept, "."), 400*24*time.Hour))
	back := "/"
	if save != "" {
		back += "?" + save
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

// query1 is the filters of an address in one fixed form.
func query1(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return filters(u.Query()).Encode()
}

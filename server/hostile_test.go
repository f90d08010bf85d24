package server_test

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/query"
	"dateline/server"
	"dateline/store"
	"dateline/store/sqlite"

	"golang.org/x/net/html"
)

// hostileTexts are what somebody might send who wants the page to do
// something of their own.
var hostileTexts = []struct{ source, headline, text string }{
	{`<script>alert(1)</script>`, `"><img src=x onerror=alert(2)>`, "MINSK, Sept 5 (Lake Radio) - Dmitry Peskov said on Friday: \"<script>alert(3)</script> we agreed a ceasefire.\"\n\n</p></main><script src=//evil.example/x.js></script>\n"},
	{"Javascript:alert(4)", "javascript:alert(5)", "KYIV, Sept 5 (Wire) - Petro Poroshenko said \"{{.}} {{define `main`}}owned{{end}} ${7*7}\" and <a href=javascript:alert(6)>signed</a> a ceasefire.\n"},
	{"Wire\u202e", "gnp\u202egpj.tset \u2066isolated\u2069 \u200bzero", "DONETSK, Sept 5 (Wire) - A rebel \u202eleader\u202c said on Friday \u2067at least 40\u2069 people were killed in Donetsk.\n"},
	{"Wire\x00Zero", "head\x00line\x1b[31m", "LUHANSK, Sept 5 (Wire) - Shells \x00 killed \x07 three \x1b[2J soldiers, officials said.\n"},
	{"Long", strings.Repeat("ceasefire & <b>bold</b> ", 1<<20/24), "MARIUPOL, Sept 5 (Long) - Shelling killed one woman, city authorities said.\n"},
	{"Style", `</title><style>*{display:none}</style>`, "KYIV, Sept 5 (Wire) - \"' onmouseover='alert(8)\" style='background:url(//evil.example)' said Arseniy Yatseniuk on Friday.\n"},
	{"Deep", "Deep", "KYIV, Sept 5 (Wire) - " + strings.Repeat("\"He said ", 3000) + "yes.\n"},
}

// hostileStore is an archive of such texts among plain ones.
func hostileStore(t testing.TB) *sqlite.Archive {
	a := emptyStore(t)
	at := time.Date(2014, 9, 5, 12, 0, 0, 0, time.UTC)
	var entries []store.Entry
	for _, h := range hostileTexts {
		entries = append(entries, entryOf(t, &dateline.Dispatch{Source: h.source, Headline: h.headline, Text: h.text, Published: &at}))
	}
	put(t, a, entries)
	return a
}

// addresses are the pages of an archive, of single things too.
func addresses(t testing.TB, a *sqlite.Archive) []string {
	t.Helper()
	ctx := context.Background()
	out := []string{"/", "/table/events", "/table/statements", "/table/figures", "/map", "/people", "/places", "/changes", "/about", "/search?q=ceasefire", "/sign-in", "/search?q=%3Cscript%3E"}
	d, err := a.Dispatches(ctx, query.Query{}, query.Page{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range d.Items {
		out = append(out, "/dispatch/"+x.ID, "/why/"+x.ID, "/cite/"+x.ID)
	}
	e, _ := a.Events(ctx, query.Query{}, query.Page{Limit: 5})
	for _, x := range e.Items {
		out = append(out, "/why/"+x.ID, "/cite/"+x.ID)
	}
	st, _ := a.Stories(ctx, query.Query{}, query.Page{Limit: 5})
	for _, x := range st.Items {
		out = append(out, "/story/"+x.ID)
	}
	p, _ := a.People(ctx, query.Query{}, query.Page{Limit: 10})
	for _, x := range p.Items {
		out = append(out, "/person/"+x.ID)
	}
	pl, _ := a.Places(ctx, query.Query{}, query.Page{Limit: 5})
	for _, x := range pl.Items {
		out = append(out, "/place/"+x.ID)
	}
	return out
}

// TestHostileText looks through every page of the hostile archive: no script
// but the server's own, no handler, no style, no address outside, no control
// or override that could turn the line around it, and no list that a headline
// of a megabyte drowns.
func TestHostileText(t *testing.T) {
	a := hostileStore(t)
	s := newServer(t, a, server.Options{})
	for _, path := range addresses(t, a) {
		w := get(t, s, path)
		if w.Code != 200 && w.Code != 400 {
			t.Errorf("%s: %d", path, w.Code)
			continue
		}
		whole := strings.HasPrefix(path, "/dispatch/")
		if n := w.Body.Len(); n > 1<<20 && !whole {
			t.Errorf("%s: %d bytes", path, n)
		}
		checkPage(t, path, w.Body, whole)
	}
}

// checkPage parses a page and looks for what must not be in it.
func checkPage(t *testing.T, path string, body io.Reader, whole bool) {
	t.Helper()
	root, err := html.Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.ElementNode:
			if n.Data == "script" && !strings.HasPrefix(attr(n, "src"), "/assets/app.") || n.Data == "style" || n.Data == "img" || n.Data == "iframe" || n.Data == "b" {
				t.Errorf("%s: <%s %v>", path, n.Data, n.Attr)
			}
			for _, x := range n.Attr {
				if strings.HasPrefix(x.Key, "on") || x.Key == "style" {
					t.Errorf("%s: attribute %s", path, x.Key)
				}
				if x.Key == "href" || x.Key == "src" || x.Key == "action" {
					if u, err := url.Parse(x.Val); err != nil || u.IsAbs() || u.Host != "" {
						t.Errorf("%s: address %.80q", path, x.Val)
					}
				}
			}
		case html.TextNode:
			if !whole && strings.ContainsAny(n.Data, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x07\x00") {
				t.Errorf("%s: an override or control in %.60q", path, n.Data)
			}
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// TestTextIsWhole joins what the reading view shows of a text: it is the text.
func TestTextIsWhole(t *testing.T) {
	for _, a := range []*sqlite.Archive{hostileStore(t), exampleStore(t)} {
		s := newServer(t, a, server.Options{})
		list, err := a.Dispatches(context.Background(), query.Query{}, query.Page{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list.Items {
			r, _, err := a.Reading(context.Background(), d.ID, nil)
			if err != nil {
				t.Fatal(err)
			}
			root, err := html.Parse(get(t, s, "/dispatch/"+d.ID+"?at=0-5").Body)
			if err != nil {
				t.Fatal(err)
			}
			var shown strings.Builder
			for n := range root.Descendants() {
				if n.Type == html.ElementNode && strings.HasPrefix(attr(n, "class"), "text") {
					for c := range n.Descendants() {
						if c.Type == html.TextNode {
							shown.WriteString(c.Data)
						}
					}
				}
			}
			// HTML has no zero byte and one form of line end.
			want := strings.NewReplacer("\x00", "\uFFFD", "\r\n", "\n", "\r", "\n").Replace(r.Dispatch.Text)
			if got := shown.String(); got != want {
				t.Errorf("%s: %d bytes shown of %d", d.ID, len(got), len(want))
			}
		}
	}
}

// TestAddressesOfAnyKind throws broken paths, parameters and headers at the
// server: every answer is an answer, none is a failure of the server.
func TestAddressesOfAnyKind(t *testing.T) {
	a := exampleStore(t)
	s := newServer(t, a, server.Options{})
	rnd := rand.New(rand.NewPCG(1, 2))
	parts := []string{"/", "..", "%2e%2e", "dispatch", "story", "why", "v1", "events", "table", "?", "&", "=", "q", "at", "-", "1", "9999999999999999999", "%00", "%ff", "\u202e", "'", "\"", "<", "as_of", "limit", "after", "{id}", "%7Bid%7D", "cite", "person", "n-1", ";", "//", "assets", "app.js", "Ж", ".csv", "stories.atom", "feed.x"}
	for range 3000 {
		var b strings.Builder
		b.WriteByte('/')
		for range 1 + rnd.IntN(7) {
			b.WriteString(parts[rnd.IntN(len(parts))])
		}
		u, err := url.Parse(b.String())
		if err != nil || u.Path == "/v1/feed" {
			continue
		}
		r := &http.Request{Method: []string{"GET", "GET", "GET", "POST", "HEAD", "PUT", "OPTIONS"}[rnd.IntN(7)], URL: u, Host: "localhost", RequestURI: b.String(), Header: http.Header{}, Body: http.NoBody, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
		if r.URL.Path == "" || r.URL.Path[0] != '/' {
			continue
		}
		for _, h := range []string{"Accept", "Cookie", "If-None-Match", "Authorization", "Last-Event-ID", "X-Fragment"} {
			if rnd.IntN(4) == 0 {
				r.Header.Set(h, parts[rnd.IntN(len(parts))]+"="+strings.Repeat(parts[rnd.IntN(len(parts))], rnd.IntN(30)))
			}
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%s %s: %d %s", r.Method, b.String(), w.Code, w.Body)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: no headers of safety", b.String())
		}
	}
}

func TestLimits(t *testing.T) {
	f := exampleArchive(t)
	adds := f.token(t, "add")
	s := newServer(t, f, server.Options{Tokens: f, Intake: intake{t, f}, Editor: f})
	r := httptest.NewRequest(http.MethodPost, "/v1/dispatches", bytes.NewReader(append([]byte(`{"dispatches":[{"text":"`), bytes.Repeat([]byte("a"), 17<<20)...)))
	r.Host, r.Header = "localhost", http.Header{"Authorization": {"Bearer " + adds}, "Content-Type": {"application/json"}}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of 17 MiB: %d", w.Code)
	}
	if w := get(t, s, "/?q="+strings.Repeat("a", 20000)); w.Code != http.StatusRequestURITooLong {
		t.Errorf("an address of 20,000 bytes: %d", w.Code)
	}
	if w := get(t, s, "/", "Origin", "https://evil.example"); w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("another site may read the record")
	}
}

// TestListen refuses an address that other machines reach until there is a token.
func TestListen(t *testing.T) {
	for address, ok := range map[string]bool{"127.0.0.1:0": true, "localhost:0": true, "[::1]:0": true, "0.0.0.0:0": false, ":0": false, "192.0.2.1:80": false, "nonsense": false} {
		l, err := server.Listen(address, false)
		if ok && err != nil && address != "[::1]:0" || !ok && err == nil {
			t.Errorf("%s: %v", address, err)
		}
		if err == nil {
			l.Close()
		}
	}
	l, err := server.Listen("0.0.0.0:0", true)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if server.Loopback(l.Addr()) {
		t.Error("0.0.0.0 is taken for loopback")
	}
}

// TestSlowCallersAndStop holds connections open that send nothing, follows the
// feed, and stops the server: it answers others meanwhile and ends at once.
func TestSlowCallersAndStop(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	l, err := server.Listen("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	for range 50 {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: loc")
	}
	base := "http://" + l.Addr().String()
	feed, err := http.Get(base + "/v1/feed")
	if err != nil {
		t.Fatal(err)
	}
	defer feed.Body.Close()
	start := time.Now()
	res, err := http.Get(base + "/healthz")
	if err != nil || res.StatusCode != 200 || time.Since(start) > 2*time.Second {
		t.Fatalf("%v after %v", err, time.Since(start))
	}
	res.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(12 * time.Second):
		t.Error("the server does not end")
	}
}

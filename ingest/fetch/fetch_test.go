package fetch

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"dateline/ingest"
)

// clock is a time that passes by sleeping alone.
type clock struct {
	now   time.Time
	slept []time.Duration
}

func (c *clock) client(o Options) *Client {
	c.now = time.Date(2014, 9, 3, 12, 0, 0, 0, time.UTC)
	o.Now = func() time.Time { return c.now }
	o.Sleep = func(ctx context.Context, d time.Duration) error {
		c.now = c.now.Add(d)
		c.slept = append(c.slept, d)
		return ctx.Err()
	}
	return New(o)
}

// serve answers by path; a path without an answer is not found.
func serve(t *testing.T, answers map[string]http.HandlerFunc) (*httptest.Server, *[]string) {
	t.Helper()
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RequestURI())
		if h := answers[r.URL.Path]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s, &asked
}

func say(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, text)
	}
}

func TestGet(t *testing.T) {
	s, asked := serve(t, map[string]http.HandlerFunc{
		"/a":          say("hello"),
		"/robots.txt": say("User-agent: *\nDisallow: /private\n\nUser-agent: Dateline\nDisallow: /no*.html$\nAllow: /no/but.html\nCrawl-delay: 7\n"),
		"/no/x.html":  say("never"), "/no/but.html": say("allowed"), "/private": say("ours alone may"),
		"/r1": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "a", http.StatusFound) },
		"/r":  func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/r", http.StatusMovedPermanently) },
		"/f": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		},
		"/long": say(strings.Repeat("x", 2000)),
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			io.WriteString(z, strings.Repeat("x", 1<<20))
			z.Close()
		},
	})
	var c clock
	cl := c.client(Options{Private: true, Agent: "dateline/1.0 (test)"})
	defer cl.Close()
	for path, want := range map[string]string{
		"/a": "hello", "/r1": "hello", "/no/but.html": "allowed", "/private": "ours alone may",
		"/no/x.html": "! robots.txt asks not to fetch it", "/r": "! more than 5 redirects", "/f": "! only http and https are fetched",
		"/long": "! longer than is read", "/bomb": "! longer than is read", "/none": "! the server answers 404 Not Found",
	} {
		a, err := cl.Get(context.Background(), s.URL+path, 1000)
		switch {
		case err != nil && (want[0] != '!' || !strings.Contains(err.Error(), want[2:])):
			t.Errorf("%s: %v", path, err)
		case err == nil && (string(a.Body) != want || a.Media != "text/plain; charset=utf-8" || a.At == nil):
			t.Errorf("%s: %+v", path, a)
		}
	}
	robots := 0
	for _, p := range *asked {
		if p == "/robots.txt" {
			robots++
		}
		if strings.HasPrefix(p, "/no/x") {
			t.Error("fetched against robots.txt")
		}
	}
	if robots != 1 {
		t.Errorf("robots.txt was asked for %d times", robots)
	}
	for _, d := range c.slept {
		if d > 7*time.Second || d < time.Second {
			t.Errorf("slept %v", d)
		}
	}
	if len(c.slept) < len(*asked)-2 {
		t.Errorf("%d requests and %d waits", len(*asked), len(c.slept))
	}
}

func TestConditional(t *testing.T) {
	const tag, day = `"v1"`, "Wed, 03 Sep 2014 09:00:00 GMT"
	s, _ := serve(t, map[string]http.HandlerFunc{"/feed": func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == tag && r.Header.Get("If-Modified-Since") == day {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", tag)
		w.Header().Set("Last-Modified", day)
		io.WriteString(w, "news")
	}})
	kept := map[string]Validators{}
	var c clock
	cl := c.client(Options{Private: true, Known: func(a string) Validators { return kept[a] }, Keep: func(a string, v Validators) { kept[a] = v }})
	a, err := cl.Get(context.Background(), s.URL+"/feed", 1000)
	if err != nil || a.Same || string(a.Body) != "news" || kept[s.URL+"/feed"] != (Validators{tag, day}) {
		t.Fatalf("%+v %v %v", a, err, kept)
	}
	if a, err = cl.Get(context.Background(), s.URL+"/feed", 1000); err != nil || !a.Same || len(a.Body) > 0 {
		t.Errorf("%+v %v", a, err)
	}
}

func TestBackOff(t *testing.T) {
	n := 0
	s, _ := serve(t, map[string]http.HandlerFunc{
		"/busy": func(w http.ResponseWriter, r *http.Request) {
			if n++; n < 3 {
				w.Header().Set("Retry-After", "40")
				http.Error(w, "busy", http.StatusServiceUnavailable)
				return
			}
			io.WriteString(w, "at last")
		},
		"/down": func(w http.ResponseWriter, r *http.Request) { http.Error(w, "down", http.StatusBadGateway) },
		"/later": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "86400")
			http.Error(w, "busy", http.StatusTooManyRequests)
		},
	})
	var c clock
	cl := c.client(Options{Private: true})
	if a, err := cl.Get(context.Background(), s.URL+"/busy", 1000); err != nil || string(a.Body) != "at last" {
		t.Errorf("%+v %v", a, err)
	}
	if got := fmt.Sprint(c.slept); got != "[40s 40s]" {
		t.Error(got)
	}
	c.slept = nil
	if _, err := cl.Get(context.Background(), s.URL+"/down", 1000); err == nil || !strings.Contains(err.Error(), "502") {
		t.Error(err)
	}
	if got := fmt.Sprint(c.slept); got != "[2s 4s 8s]" {
		t.Error(got)
	}
	start := c.now
	if _, err := cl.Get(context.Background(), s.URL+"/later", 1000); err == nil || c.now.Sub(start) > time.Minute {
		t.Errorf("%v after %v", err, c.now.Sub(start))
	}
}

// TestPrivate refuses this machine by number and by name, also when a public
// page redirects there.
func TestPrivate(t *testing.T) {
	s, asked := serve(t, map[string]http.HandlerFunc{"/": say("secret")})
	var c clock
	cl := c.client(Options{})
	_, port, _ := strings.Cut(strings.TrimPrefix(s.URL, "http://"), ":")
	for _, a := range []string{s.URL, "http://localhost:" + port, "http://[::1]:" + port, "http://2130706433:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://0.0.0.0:" + port} {
		if _, err := cl.Get(context.Background(), a+"/", 1000); err == nil {
			t.Errorf("%s was fetched", a)
		}
	}
	if len(*asked) > 0 {
		t.Errorf("asked for %v", *asked)
	}
	for _, a := range []string{"ftp://a.example/", "file:///etc/passwd", "http://", "gopher://x", "http://a b/"} {
		if _, err := cl.Get(context.Background(), a, 1000); err == nil {
			t.Errorf("%s was fetched", a)
		}
	}
}

func TestPublic(t *testing.T) {
	for a, want := range map[string]bool{
		"8.8.8.8": true, "2a00:1450:4001:81b::200e": true, "64:ff9b::808:808": true, "2002:808:808::1": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "::1": false, "::": false, "fe80::1%eth0": false, "fd00::1": false,
		"::ffff:10.0.0.1": false, "::10.0.0.1": false, "64:ff9b::a00:1": false, "2002:7f00:1::1": false, "198.18.0.1": false, "2001:db8::1": false, "64:ff9b:1::1": false,
	} {
		if got := public(netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: %v", a, got)
		}
	}
}

func TestRobots(t *testing.T) {
	// a host that cannot say allows nothing; one that has no rules allows all
	s, _ := serve(t, map[string]http.HandlerFunc{"/a": say("x"), "/robots.txt": func(w http.ResponseWriter, r *http.Request) { http.Error(w, "", 500) }})
	var c clock
	if _, err := c.client(Options{Private: true}).Get(context.Background(), s.URL+"/a", 100); err == nil {
		t.Error("fetched though robots.txt could not be got")
	}
	for _, x := range []struct {
		rules, path string
		want        bool
	}{
		{"", "/x", true}, {"User-agent: *\nDisallow: /", "/x", false}, {"User-agent: *\nDisallow:", "/x", true},
		{"User-agent: other\nDisallow: /", "/x", true}, {"User-agent: other\nUser-agent: dateline\nDisallow: /x", "/x/y", false},
		{"Disallow: /", "/x", true}, {"User-agent: *\nDisallow: /\nAllow: /x", "/x", true}, {"User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", true},
		{"User-agent: *\nDisallow: /*.pdf$", "/a.b.pdf", false}, {"User-agent: *\nDisallow: /a*b*c", "/axbxc/d", false}, {"User-agent: *\nDisallow: /a$", "/ab", true},
		{"User-agent: *\nDisallow: /\nUser-agent: dateline/1.0\nAllow: /", "/x", true}, {"user-AGENT : * # all\ndisallow : /p # it", "/p", false},
	} {
		if got := parseRules(x.rules, "Dateline/1.0").allow(x.path); got != x.want {
			t.Errorf("%q %s: %v", x.rules, x.path, got)
		}
	}
}

// TestFollow reads a feed and the pages that it points at; a page that cannot
// be got leaves the entry.
func TestFollow(t *testing.T) {
	var base string
	s, _ := serve(t, map[string]http.HandlerFunc{
		"/feed": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "<rss><channel><title>Lake Wire</title><item><title>Short</title><link>%s/1</link><guid>g1</guid><pubDate>Wed, 3 Sep 2014 10:00:00 GMT</pubDate><description>Short.</description></item><item><link>%s/2</link><description>Kept.</description></item></channel></rss>", base, base)
		},
		"/1": func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "<html><head><title>Bridge reopens</title></head><body><p>The bridge at Tarn reopened on Friday, the mayor said.</p></body></html>")
		},
	})
	base = s.URL
	var c clock
	o := ingest.Options{Follow: true, Fetch: c.client(Options{Private: true})}
	var got strings.Builder
	for it, err := range ingest.Open(context.Background(), s.URL+"/feed", o) {
		if err != nil {
			fmt.Fprintf(&got, "! %v\n", err)
			continue
		}
		fmt.Fprintf(&got, "%s %s | %s | %s | %s | %v\n", it.Address, it.SourceID, it.Dispatch.Source, it.Dispatch.Headline, it.Dispatch.Text, it.Dispatch.Published != nil)
	}
	want := "B/1 g1 | Lake Wire | Bridge reopens | The bridge at Tarn reopened on Friday, the mayor said. | true\n" +
		"! B/2: cannot be got: the server answers 404 Not Found\nB/2  | Lake Wire |  | Kept. | false\n"
	if s := strings.ReplaceAll(got.String(), base, "B"); s != want {
		t.Error(s)
	}
}

func FuzzRules(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nCrawl-delay: 1e9", "/ab")
	f.Fuzz(func(t *testing.T, s, path string) {
		parseRules(s, "dateline").allow(path)
	})
}

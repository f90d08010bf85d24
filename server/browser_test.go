package server_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/query"
	"dateline/server"
	"dateline/store/sqlite"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var (
	at    = flag.String("at", "", "take pictures of the server at this address instead of one over the examples")
	only  = flag.String("only", "", "take pictures of this screen alone")
	shots = flag.String("shots", "", "write a picture of every screen into this folder")
)

// browser is a headless browser with a server of the example archive.
type browser struct {
	ctx     context.Context
	url     string
	archive *sqlite.Archive
	mu      sync.Mutex
	faults  []string // what the pages wrote to the console
}

// newBrowser starts both, or skips the test where no browser is installed.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no browser: scripts/browser.sh installs one")
	}
	a := exampleStore(t)
	ts := httptest.NewServer(newServer(t, a, server.Options{}))
	t.Cleanup(ts.Close)
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("font-render-hinting", "none"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx, url: ts.URL, archive: a}
	if *at != "" {
		b.url = *at
	}
	go b.listen(chromedp.Console(ctx))
	return b
}

// listen keeps what the pages complain of.
func (b *browser) listen(said iter.Seq2[chromedp.ConsoleMessage, error]) {
	for m, err := range said {
		if err != nil {
			return
		}
		switch m.Type {
		case chromedp.ConsoleException, chromedp.ConsoleError, chromedp.ConsoleWarning:
			b.mu.Lock()
			b.faults = append(b.faults, m.String())
			b.mu.Unlock()
		}
	}
}

func (b *browser) do(t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// ask evaluates an expression in the page.
func ask[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(expression, ": ", err)
	}
	return v
}

// scheme asks for light or dark pages.
func (b *browser) scheme(t *testing.T, name string) {
	t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		t.Fatal(err)
	}
}

// quiet fails when a page has complained since the last call.
func (b *browser) quiet(t *testing.T, where string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		t.Errorf("%s: %s", where, f)
	}
	b.faults = nil
}

// screens are the addresses of all screens; those of single things are found
// through the interface for programs.
func (b *browser) screens(t *testing.T) [][2]string {
	story := first[query.Story](t, b, "stories?limit=50", func(s query.Story) bool { return s.Dispatches > 5 })
	dispatch := first[query.Dispatch](t, b, "dispatches?limit=50", func(d query.Dispatch) bool { return d.Version > 1 || strings.Contains(d.Headline, "denies") })
	event := first[query.Event](t, b, "events?type=AGREE", func(e query.Event) bool { return len(e.Actors) > 0 })
	person := first[query.Person](t, b, "people?limit=100", func(p query.Person) bool { return strings.Contains(p.Name, "Peskov") })
	place := first[query.Place](t, b, "places?limit=100", func(p query.Place) bool { return p.Name == "Mariupol" })
	return [][2]string{
		{"stories", "/"}, {"story", "/story/" + story.ID}, {"reading", "/dispatch/" + dispatch.ID}, {"table", "/table/events"}, {"statements", "/table/statements"}, {"figures", "/table/figures"},
		{"map", "/map"}, {"people", "/people"}, {"person", "/person/" + person.ID}, {"places", "/places"}, {"place", "/place/" + place.ID}, {"changes", "/changes"}, {"about", "/about"},
		{"search", "/search?q=ceasefire"}, {"signin", "/sign-in"}, {"why", "/why/" + event.ID}, {"cite", "/cite/" + event.ID}, {"trouble", "/?plase=Minsk"},
	}
}

// first is the first row of a list for which want holds.
func first[T any](t *testing.T, b *browser, path string, want func(T) bool) T {
	t.Helper()
	res, err := http.Get(b.url + "/v1/" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var p server.Page[T]
	if err := json.NewDecoder(res.Body).Decode(&p); err != nil {
		t.Fatal(path, ": ", err)
	}
	for _, x := range p.Items {
		if want(x) {
			return x
		}
	}
	t.Fatalf("%s: none of %d is wanted", path, len(p.Items))
	panic("unreachable")
}

// views are the widths and schemes in which every screen is looked at.
var views = []struct {
	name   string
	width  int64
	scheme string
}{{"light", 1280, "light"}, {"dark", 1280, "dark"}, {"light-narrow", 360, "light"}, {"dark-narrow", 360, "dark"}}

// TestScreens opens every screen at both widths and in both schemes: axe finds
// no violation (WCAG 2 A and AA and its own rules), the page is no wider than
// the window, nothing jumps while it loads (half of what Web
// Vitals calls good is allowed for) and nothing is said on the console.
func TestScreens(t *testing.T) {
	b := newBrowser(t)
	axe := axeScript(t)
	for _, s := range b.screens(t) {
		if *only != "" && *only != s[0] {
			continue
		}
		for _, v := range views {
			name := s[0] + "-" + v.name
			if *shots == "" && v.name == "dark-narrow" {
				continue // the same rules as in the two beside it: for the eye alone
			}
			b.scheme(t, v.scheme)
			b.do(t, chromedp.EmulateViewport(v.width, 900), chromedp.Navigate(b.url+s[1]), chromedp.WaitReady("main"))
			if wide := ask[string](t, b, widest); wide != "" {
				t.Errorf("%s is wider than its window: %s", name, wide)
			}
			if jump := wait[float64](t, b, jumps); jump > 0.05 {
				t.Errorf("%s jumps while it loads: %.3f", name, jump)
			}
			ask[bool](t, b, axe+"; true")
			for _, x := range wait[[]string](t, b, violations) {
				t.Errorf("%s: %s", name, x)
			}
			b.picture(t, name)
			if s[0] == "trouble" {
				b.faults = nil // the browser itself says that the answer is an error
			}
			b.quiet(t, name)
		}
	}
}

const (
	// widest names what sticks out of the window, "" when nothing does.
	widest = `document.documentElement.scrollWidth <= innerWidth ? "" :
		[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .facets, .ladder, .versions")).slice(0, 3).map(e => e.tagName + "." + e.className).join(" ") || "?"`
	// jumps adds up the layout shifts since the page began to load.
	jumps = `new Promise(done => { let sum = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value }).observe({type: "layout-shift", buffered: true}); setTimeout(() => done(sum), 60) })`
	// violations runs axe and says what it finds, each in a line.
	violations = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.slice(0, 2).map(n => n.html.slice(0, 160) + " " + (n.any[0] ? n.any[0].message : "")).join(" | ")))`
)

// axeScript is axe-core, which looks for barriers to people with disabilities.
func axeScript(t *testing.T) string {
	t.Helper()
	f, err := os.Open("testdata/axe.min.js.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	src, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// wait evaluates an expression whose value comes later.
func wait[T any](t *testing.T, b *browser, expression string) T {
	t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// picture writes what the browser shows, where asked to.
func (b *browser) picture(t *testing.T, name string) {
	if *shots == "" {
		return
	}
	b.do(t, chromedp.Sleep(150*time.Millisecond))
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*shots, strings.ReplaceAll(name, "/", "-")+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}

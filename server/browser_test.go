package server_test

import (
	"context"
	"flag"
	"iter"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "write a picture of every screen into this folder")

// browser is a headless browser with a server of the example archive.
type browser struct {
	ctx     context.Context
	url     string
	archive *fake
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
	f := exampleArchive(t)
	ts := httptest.NewServer(newServer(t, f, testOptions()))
	t.Cleanup(ts.Close)
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("font-render-hinting", "none"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(alloc)
	t.Cleanup(end)
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	b := &browser{ctx: ctx, url: ts.URL, archive: f}
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

// screens are the addresses of all screens over the example archive.
func (b *browser) screens() [][2]string {
	id := b.archive.readings[3].Dispatch.ID
	event := ""
	for _, r := range b.archive.rows {
		if event == "" && len(r.Events) > 0 {
			event = r.Events[0].ID
		}
	}
	return [][2]string{
		{"stories", "/"}, {"story", "/story/h-1"}, {"reading", "/dispatch/" + id}, {"table", "/table/events"}, {"statements", "/table/statements"}, {"figures", "/table/figures"}, {"map", "/map"}, {"people", "/people"}, {"person", "/person/n-Dmitry-Peskov"}, {"places", "/places"}, {"place", "/place/p-Mariupol"},
		{"changes", "/changes"}, {"about", "/about"}, {"search", "/search?q=ceasefire"}, {"signin", "/sign-in"}, {"why", "/why/" + event}, {"cite", "/cite/" + event}, {"trouble", "/?plase=Minsk"},
	}
}

// TestScreens opens every screen at both widths and in both schemes.
func TestScreens(t *testing.T) {
	b := newBrowser(t)
	for _, s := range b.screens() {
		for _, width := range []int64{360, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				name := s[0] + "-" + scheme
				if width == 360 {
					name += "-narrow"
				}
				b.scheme(t, scheme)
				b.do(t, chromedp.EmulateViewport(width, 900), chromedp.Navigate(b.url+s[1]), chromedp.WaitReady("main"))
				if ask[bool](t, b, `document.documentElement.scrollWidth > innerWidth`) {
					t.Errorf("%s is wider than %d", name, width)
				}
				b.picture(t, name)
				if s[0] != "trouble" {
					b.quiet(t, name)
				} else {
					b.faults = nil
				}
			}
		}
	}
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

package server_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/store"

	"github.com/chromedp/chromedp"
)

// The jobs that people come with, each from the first page to its answer.

// click clicks the first element that a selector and words name, and waits
// until the page that it leads to is there.
func (b *browser) click(t *testing.T, selector, words string) {
	t.Helper()
	before := ask[string](t, b, "location.href")
	if !ask[bool](t, b, `(() => { const e = [...document.querySelectorAll(`+"`"+selector+"`"+`)].find(e => e.textContent.includes(`+"`"+words+"`"+`)); if (!e) return false; e.click(); return true })()`) {
		t.Fatalf("%s: no %s with %q", before, selector, words)
	}
	b.until(t, `location.href !== `+"`"+before+"`"+` && document.readyState === "complete"`)
}

// until waits for a condition, five seconds at most.
func (b *browser) until(t *testing.T, condition string) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](condition)); err == nil && ok {
			return
		}
		if time.Now().After(end) {
			t.Fatal("never: " + condition)
		}
	}
}

func (b *browser) text(t *testing.T, selector string) string {
	t.Helper()
	return ask[string](t, b, `[...document.querySelectorAll(`+"`"+selector+"`"+`)].map(e => e.innerText).join("\n")`)
}

func (b *browser) holds(t *testing.T, selector string, words ...string) {
	t.Helper()
	got := b.text(t, selector)
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("%s holds no %q: %.600s", selector, w, got)
		}
	}
}

func (b *browser) open(t *testing.T, path string) {
	t.Helper()
	b.do(t, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(b.url+path), chromedp.WaitReady("main"))
}

func TestJobs(t *testing.T) {
	b := newBrowser(t)
	for _, job := range []struct {
		name string
		run  func(*testing.T, *browser)
	}{{"fact-checker", factChecker}, {"researcher", researcher}, {"humanitarian", humanitarian}, {"analyst", analyst}, {"desk", desk}, {"live", liveDesk}} {
		t.Run(job.name, func(t *testing.T) {
			job.run(t, b)
			b.quiet(t, job.name)
		})
	}
}

// factChecker: did they agree a ceasefire, who says so, since when?
func factChecker(t *testing.T, b *browser) {
	b.open(t, "/")
	b.click(t, ".story h3 a", "ceasefire with Poroshenko")
	b.holds(t, ".grid", "the accounts differ", "Dmitry Peskov", "denies", "asserts", "3 Sep 2014")
	row := `[...document.querySelectorAll(".grid tbody tr")].find(r => r.innerText.includes("the accounts differ"))`
	if why := ask[string](t, b, `(() => { const d = `+row+`.querySelector(".verdict"); d.open = true; return d.innerText })()`); len(why) < 25 {
		t.Errorf("the verdict opens no reason: %q", why)
	}
	story := ask[string](t, b, "location.pathname")
	words := ask[string](t, b, `[...`+row+`.querySelectorAll(".stand")].find(s => s.innerText.includes("denies")).querySelector("q").innerText`)
	ask[bool](t, b, `(() => { [...`+row+`.querySelectorAll(".stand")].find(s => s.innerText.includes("denies")).querySelector(".said a").click(); return true })()`)
	b.until(t, `location.pathname.startsWith("/dispatch/") && document.readyState === "complete"`)
	if marked := ask[string](t, b, `[...document.querySelectorAll(".m-at")].map(e => e.textContent).join("")`); !strings.Contains(marked, words[:20]) {
		t.Errorf("the reading view marks %q, the quote was %q", marked, words)
	}
	ask[bool](t, b, `(() => { setTimeout(() => history.back()); return true })()`)
	b.until(t, `location.pathname === "`+story+`"`)
}

// researcher: a table of events, exported with a rule of her own.
func researcher(t *testing.T, b *browser) {
	b.open(t, "/")
	b.click(t, "nav a", "Table")
	b.do(t, chromedp.SetValue("#f-status", "denied"))
	ask[bool](t, b, `(() => { document.querySelector(".filter").submit(); return true })()`)
	b.until(t, `location.search.includes("status=denied") && document.readyState === "complete"`)
	shown := ask[int](t, b, `document.querySelectorAll(".rows tbody tr").length`)
	link := ask[string](t, b, `document.querySelector("a[download][href*='events.csv']").href`)
	rows := fetchCSV(t, link)
	if shown == 0 || len(rows)-1 != shown {
		t.Errorf("%d rows in the file, %d on the page", len(rows)-1, shown)
	}
	b.click(t, ".tabs a", "Figures")
	rows = fetchCSV(t, ask[string](t, b, `document.querySelector("a[download][href*='best=']").href`))
	best := -1
	for i, name := range rows[0] {
		if name == "best" {
			best = i
		}
	}
	filled := 0
	for _, r := range rows[1:] {
		if best >= 0 && r[best] != "" {
			filled++
		}
	}
	if filled == 0 {
		t.Errorf("no row of %d has a best value: %v", len(rows)-1, rows[0])
	}
	b.open(t, "/table/events")
	ask[bool](t, b, `(() => { document.querySelector(".rows a[href^='/why/']").click(); return true })()`)
	b.until(t, `!!document.querySelector("dialog[open] blockquote")`)
}

func fetchCSV(t *testing.T, link string) [][]string {
	t.Helper()
	res, err := http.Get(link)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	rows, err := csv.NewReader(res.Body).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatal(link, ": ", len(rows), " rows: ", err)
	}
	return rows
}

// humanitarian: the toll, by claimant.
func humanitarian(t *testing.T, b *browser) {
	b.open(t, "/")
	b.click(t, ".story h3 a", "ceasefire with Poroshenko")
	b.holds(t, ".chart", "Killed", "United Nations", "over 2,6", "over 2,500")
	if n := ask[int](t, b, `document.querySelectorAll(".chart .lanes tbody tr svg .reach.open").length`); n < 3 {
		t.Errorf("%d intervals with an open end", n)
	}
	b.holds(t, ".lanes .asday", "3 September 2014")
}

// analyst: what changed, and who changed it?
func analyst(t *testing.T, b *browser) {
	b.open(t, "/search?q=ceasefire+source:Lake")
	b.click(t, ".hits a", "CORRECTED")
	b.holds(t, ".versions", "Version 1", "Version 2")
	b.click(t, ".versions a", "differences")
	b.holds(t, ".diff ins", "took", "(1500")
	b.holds(t, ".diff del", "takes", "(1600")
	b.holds(t, "main", "Claims", "Lake Radio")
	b.click(t, "nav a", "Changes")
	b.holds(t, ".revisions", "corrected by the outlet", "a dispatch came in")
}

// desk: one item for all the copies.
func desk(t *testing.T, b *browser) {
	b.open(t, "/")
	if n := ask[int](t, b, `[...document.querySelectorAll(".story")].filter(s => s.innerText.includes("denies")).length`); n != 1 {
		t.Errorf("%d items for one happening", n)
	}
	b.holds(t, ".story", "copies")
	b.click(t, ".story h3 a", "ceasefire with Poroshenko")
	b.holds(t, ".tellings", "elsewhere")
}

// liveDesk: what comes in shows within a second.
func liveDesk(t *testing.T, b *browser) {
	b.open(t, "/")
	at := time.Date(2014, 9, 9, 8, 0, 0, 0, time.UTC)
	d := dateline.Dispatch{Source: "Lake Radio", Headline: "Monitors count a day without shelling in Luhansk", Published: &at, Text: "LUHANSK, Sept 9 (Lake Radio) - Monitors said on Tuesday that no shell had fallen in Luhansk for a day.\n"}
	e := entryOf(t, &d)
	start := time.Now()
	put(t, b.archive, []store.Entry{e})
	b.until(t, `!document.getElementById("live").hidden`)
	if took := time.Since(start); took > time.Second {
		t.Logf("the change showed after %v", took)
	}
	ask[bool](t, b, `(() => { document.querySelector("#live button").click(); return true })()`)
	b.until(t, `document.querySelector("main").innerText.includes("Monitors count")`)
}

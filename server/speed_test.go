package server_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"dateline"
	"dateline/compare"
	"dateline/server"
	"dateline/store"
)

// many is one happening told by 200 dispatches, each in a telling of its own.
func many(t testing.TB) []store.Entry {
	t.Helper()
	who := []string{"city authorities", "a rebel spokesman", "the regional police", "an aid worker", "a military spokesman"}
	act := []string{"killed", "wounded"}
	var out []store.Entry
	for i := range 200 {
		at := time.Date(2014, 9, 7, 6+i%16, i%60, 0, 0, time.UTC)
		text := fmt.Sprintf("MARIUPOL, Sept 7 (Wire %d) - Shelling hit the port city of Mariupol on Sunday and %s at least %d people, %s said, two days after a ceasefire was signed in Minsk.\n\n\"We saw %d houses burn in street %d,\" %s said.\n\nUkraine accused the separatists of firing rockets. The separatists denied it.\n",
			i, act[i%2], 1+i%9, who[i%5], 2+i, i, who[(i+2)%5])
		out = append(out, entryOf(t, &dateline.Dispatch{Source: fmt.Sprintf("Wire %d", i), Headline: fmt.Sprintf("Shelling in Mariupol, report %d", i), Published: &at, Text: text}))
	}
	return out
}

// TestAccountsOfManyDispatches looks at the page of a happening that 200
// dispatches tell of, once the accounts are compared. Its time is logged; the bound is wide, for machines
// that do other things too.
func TestAccountsOfManyDispatches(t *testing.T) {
	f := &fake{}
	for _, e := range many(t) {
		f.readings = append(f.readings, e.Reading)
	}
	of := compare.Account(f.readings, compare.Options{})
	f.accounts = []*dateline.Happening{of}
	if len(of.Dispatches) != 200 {
		t.Fatal(len(of.Dispatches), " dispatches")
	}
	s := newServer(t, f, server.Options{})
	best := time.Hour
	var size int
	for range 5 {
		start := time.Now()
		w := get(t, s, "/story/"+of.ID)
		best = min(best, time.Since(start))
		if size = w.Body.Len(); w.Code != 200 {
			t.Fatal(w.Code, w.Body)
		}
	}
	t.Logf("%d dispatches, %d bytes: %v", len(of.Dispatches), size, best)
	if best > 3*time.Second {
		t.Errorf("the page takes %v", best)
	}
}

// BenchmarkMixed asks for pages and rows as a day's callers do.
func BenchmarkMixed(b *testing.B) {
	a := exampleStore(b)
	s := newServer(b, a, server.Options{})
	paths := append(addresses(b, a), "/v1/events?limit=20", "/v1/figures?measure=killed", "/v1/statements?q=ceasefire", "/v1/stories", "/v1/changes?since=3", "/", "/", "/")
	var n, bad atomic.Int64
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r := httptest.NewRequest(http.MethodGet, paths[int(n.Add(1))%len(paths)], nil)
			r.Host = "localhost"
			r.Header.Set("Accept", "text/html")
			w := httptest.NewRecorder()
			if s.ServeHTTP(w, r); w.Code >= 500 {
				bad.Add(1)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
	if bad.Load() > 0 {
		b.Errorf("%d requests failed", bad.Load())
	}
}

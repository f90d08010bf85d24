package server_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"dateline"
	"dateline/ingest"
	"dateline/read"
	"dateline/server"
	"dateline/store"
	"dateline/store/sqlite"
)

// The server's needs are met by the archive in one file.
var _ server.Archive = (*sqlite.Archive)(nil)

// exampleStore is the example dispatches in an archive of their own.
func exampleStore(t testing.TB) *sqlite.Archive {
	t.Helper()
	a := emptyStore(t)
	var entries []store.Entry
	for it, err := range ingest.Open(context.Background(), "../examples/ceasefire", ingest.Options{Now: time.Now}) {
		if err != nil {
			t.Fatal(err)
		}
		e := entryOf(t, it.Dispatch)
		e.Raw = it.Raw
		entries = append(entries, e)
	}
	put(t, a, entries)
	return a
}

func emptyStore(t testing.TB) *sqlite.Archive {
	t.Helper()
	a, err := sqlite.Open(filepath.Join(t.TempDir(), "test.dateline"), sqlite.Options{Create: true, Decide: decide, Rule: read.RuleText})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func put(t testing.TB, a *sqlite.Archive, entries []store.Entry) []store.Outcome {
	t.Helper()
	out, err := a.Add(context.Background(), entries)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Settle(context.Background()); err != nil {
		t.Fatal(err)
	}
	return out
}

// entryOf reads a dispatch into an entry.
func entryOf(t testing.TB, d *dateline.Dispatch) store.Entry {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	key := store.InputKey(d.Source, d.Text)
	got := r.Read(d)
	read.Export(got)
	own := ingest.Print(&got.Dispatch, "", "", "")
	return store.Entry{Reading: got, Key: key, Traces: own.Keys(), At: time.Date(2014, 9, 8, 9, 0, 0, 0, time.UTC)}
}

// decide knows a later version by the rules of ingest.
func decide(e *store.Entry, candidates []store.Candidate) store.Decision {
	prints := make([]ingest.Fingerprint, len(candidates))
	for i, c := range candidates {
		prints[i] = ingest.Print(c.Dispatch, c.Origin.Address, c.Origin.SourceID, c.Origin.Version)
	}
	own := ingest.Print(&e.Reading.Dispatch, "", "", "")
	i, r := ingest.Choose(prints, &own)
	if i < 0 {
		return store.Decision{}
	}
	d := store.Decision{Candidate: i, Kind: own.Kind}
	switch r {
	case ingest.Again:
		d.Relation = store.Repeats
	case ingest.Next:
		d.Relation = store.Follows
	case ingest.Earlier:
		d.Relation = store.Precedes
	}
	return d
}

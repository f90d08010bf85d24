package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store"
)

// many makes entries of one reading, each with a text of its own.
func many(t testing.TB, n int, at time.Time) []store.Entry {
	t.Helper()
	out := make([]store.Entry, n)
	for i := range out {
		out[i] = entry("Harbour Agency", fmt.Sprintf("Envoys met in Minsk for round %d, a spokesman said. %s", i, strings.Repeat(fmt.Sprint("They spoke of point ", i*7919, ". "), 30)), at)
	}
	return out
}

// TestFullDisk fills an archive up: the fault says so, and what was stored
// before is there and sound.
func TestFullDisk(t *testing.T) {
	var c clock
	path := filepath.Join(t.TempDir(), "a.dateline")
	a, err := Open(path, Options{Create: true, MaxPages: 150})
	if err != nil {
		t.Fatal(err)
	}
	stored, full := 0, error(nil)
	for _, e := range many(t, 200, c.now()) {
		if _, full = a.Add(context.Background(), []store.Entry{e}); full != nil {
			break
		}
		stored++
	}
	var f *dateline.Fault
	if stored == 0 || !errors.As(full, &f) || !strings.Contains(full.Error(), "the disk is full") || f.Hint == "" {
		t.Fatalf("%d stored, then %v", stored, full)
	}
	a.Close()
	again, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if s, err := again.Stats(context.Background()); err != nil || s.Dispatches != stored {
		t.Errorf("%d there of %d stored, %v", s.Dispatches, stored, err)
	}
	sound(t, again)
	for _, o := range add(t, again, many(t, stored+2, c.now())...)[stored:] {
		if o.Became == store.Same {
			t.Errorf("what was not stored is there: %+v", o)
		}
	}
	sound(t, again)
}

// TestReadOnly opens an archive where nothing can be written.
func TestReadOnly(t *testing.T) {
	a := desk(t)
	a.Close()
	dir := filepath.Dir(a.path)
	if err := os.Chmod(a.path, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	r, err := Open(a.path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if found, total := all(t, query.Query{}, r.Events); len(found) == 0 || len(found) != total {
		t.Errorf("%d of %d", len(found), total)
	}
	sound(t, r)
	_, err = r.Add(context.Background(), nil)
	var f *dateline.Fault
	if !errors.As(err, &f) {
		t.Errorf("written to an archive opened for reading: %v", err)
	}
	if os.Getuid() == 0 {
		return // root may write anywhere
	}
	if w, err := Open(a.path, Options{}); !errors.As(err, &f) || f.Hint == "" {
		t.Errorf("opened for writing: %v", err)
		w.Close()
	}
}

// TestTwoWriters has two programs write at once: both come through, and the
// archive is sound.
func TestTwoWriters(t *testing.T) {
	var c clock
	path := filepath.Join(t.TempDir(), "a.dateline")
	entries := many(t, 60, c.now())
	var wg sync.WaitGroup
	for k := range 2 {
		wg.Go(func() {
			a, err := Open(path, Options{Create: true})
			if err != nil {
				t.Error(err)
				return
			}
			defer a.Close()
			for i := range entries {
				e := entries[(i+30*k)%len(entries)]
				if _, err := a.Add(context.Background(), []store.Entry{e}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	a, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if s, err := a.Stats(context.Background()); err != nil || s.Dispatches != len(entries) {
		t.Errorf("%+v %v", s, err)
	}
	sound(t, a)
}

// TestStrangers says of files that are no archives what they are.
func TestStrangers(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte("Talks went on."), 0o644); err != nil {
		t.Fatal(err)
	}
	a := open(t, Options{})
	if _, err := a.write.Exec("PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	a.Close()
	for path, want := range map[string]string{text: "not a Dateline archive", dir: "is a folder", filepath.Join(dir, "none"): "no such archive", a.path: "newer version"} {
		for _, o := range []Options{{}, {ReadOnly: true}} {
			if b, err := Open(path, o); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", path, err)
				if err == nil {
					b.Close()
				}
			}
		}
	}
}

// TestDamage changes a byte of a text: verification says where.
func TestDamage(t *testing.T) {
	var c clock
	a := open(t, Options{})
	out := add(t, a, entry("Harbour Agency", talks, c.now()), entry("Northern Wire", talks, c.now()))
	if _, err := a.write.Exec("UPDATE page SET body = (SELECT body FROM page WHERE dispatch = 2), text_hash = zeroblob(32) WHERE dispatch = 1"); err != nil {
		t.Fatal(err)
	}
	found, err := a.Verify(context.Background(), nil)
	if err != nil || len(found) != 1 || found[0].Where != out[0].ID {
		t.Errorf("%+v %v", found, err)
	}
}

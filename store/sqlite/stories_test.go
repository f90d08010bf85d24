package sqlite

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dateline/compare"
	"dateline/query"
)

func TestStories(t *testing.T) {
	a := desk(t)
	ctx := context.Background()
	if err := a.Settle(ctx); err != nil {
		t.Fatal(err)
	}
	every, total := all(t, query.Query{}, a.Stories)
	if len(every) != total || total == 0 {
		t.Fatalf("%d of %d", len(every), total)
	}
	if left, err := a.one(ctx, "SELECT count(*) FROM story WHERE dispatches > 1 AND shown IS NULL"); err != nil || left != 0 {
		t.Errorf("%d happenings are not worked out, %v", left, err)
	}
	n, several := 0, ""
	for _, s := range every {
		n += s.Dispatches
		if s.Dispatches > 2 {
			several = s.ID
		}
	}
	stats, err := a.Stats(ctx)
	if err != nil || n != stats.Versions || stats.Stories != total {
		t.Errorf("%d dispatches in stories, %+v, %v", n, stats, err)
	}
	if several == "" {
		t.Fatal("no story of several dispatches")
	}
	h, err := a.Account(ctx, several, nil)
	if err != nil || h.ID != several || len(h.Dispatches) < 3 || len(h.Merged) == 0 {
		t.Fatalf("%+v %v", h, err)
	}
	same, err := a.Account(ctx, h.Dispatches[2].Dispatch[:9], nil)
	if err != nil || same.ID != h.ID {
		t.Errorf("by a dispatch: %+v %v", same, err)
	}
	if _, err := a.Account(ctx, "hffffffffffff", nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("an id of nothing: %v", err)
	}
	then := time.Date(2024, 5, 1, 12, 0, 3, 0, time.UTC)
	q := query.Query{AsOf: &then}
	past, _ := all(t, q, a.Stories)
	n = 0
	for _, s := range past {
		n += s.Dispatches
	}
	if n != 3 {
		t.Errorf("%d dispatches as of the third", n)
	}
	for _, text := range []string{"type:AGREE", "place:Minsk", "ceasefire", "outlets>1", "source:wire", "id:" + several, "date:2014-09-03", "actor:Putin"} {
		q, err := query.Only(text, query.OnStory)
		if err != nil {
			t.Fatal(err)
		}
		if found, _ := all(t, q, a.Stories); len(found) == 0 {
			t.Errorf("%s finds no story", text)
		}
	}
}

// TestIndexIsThatOfMemory holds the archive's index against the one in memory.
func TestIndexIsThatOfMemory(t *testing.T) {
	a := desk(t)
	ctx := context.Background()
	ns, err := a.numbers(ctx, "SELECT n FROM dispatch ORDER BY n DESC")
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.sheets(ctx, moment{now: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	m := compare.NewMemory()
	var ids []string
	for _, n := range ns {
		x, err := s.get(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := compare.Add(m, compare.NewSketch(x.reading)); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, x.row.ID)
	}
	groups, err := compare.Groups(m, ids, compare.Constraints{})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range groups {
		h, err := a.Account(ctx, g.ID, nil)
		if err != nil {
			t.Fatal(g.ID, err)
		}
		var got []string
		for _, d := range h.Dispatches {
			got = append(got, d.Dispatch)
		}
		want := slices.Clone(g.Members)
		slices.Sort(got)
		slices.Sort(want)
		if h.ID != g.ID || !slices.Equal(got, want) {
			t.Errorf("%s: %v, not %v", h.ID, got, want)
		}
	}
}

// TestOldForm opens an archive as the first version left it.
func TestOldForm(t *testing.T) {
	f, err := os.Open("testdata/form1.dateline.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	old, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "old.dateline")
	if err := os.WriteFile(path, old, 0o644); err != nil {
		t.Fatal(err)
	}
	a, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	stats, err := a.Stats(context.Background())
	if err != nil || stats.Dispatches != 2 || stats.Stories == 0 {
		t.Errorf("%+v %v", stats, err)
	}
}

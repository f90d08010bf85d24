package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/query"
	"dateline/read"
	"dateline/store"

	"github.com/google/go-cmp/cmp"
)

var reader = sync.OnceValue(func() *read.Reader {
	r, err := read.New()
	if err != nil {
		panic(err)
	}
	return r
})

// clock is the time that tests hand in; each call is a second later.
type clock struct{ n int }

func (c *clock) now() time.Time {
	c.n++
	return time.Date(2024, 5, 1, 12, 0, c.n, 0, time.UTC)
}

// entry reads a text of an outlet.
func entry(source, text string, at time.Time, traces ...int64) store.Entry {
	d := &dateline.Dispatch{Source: source, Text: text}
	r := reader().Read(d)
	read.Export(r)
	return store.Entry{Reading: r, Raw: []byte("<p>" + text + "</p>"), Key: store.InputKey(source, text), Traces: traces, At: at,
		Origin: store.Origin{Path: "desk.jsonl", Line: 1, Media: "text/plain"}}
}

// open makes an empty archive.
func open(t testing.TB, o Options) *Archive {
	t.Helper()
	o.Create = true
	a, err := Open(filepath.Join(t.TempDir(), "a.dateline"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func add(t testing.TB, a *Archive, entries ...store.Entry) []store.Outcome {
	t.Helper()
	out, err := a.Add(context.Background(), entries)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const talks = `Envoys sign truce in Lomar

LOMAR, March 4, 2019 (Harbour Agency) - The foreign minister of Ukraine, Pavel Ostrov, said on Monday that "both sides have agreed to a ceasefire".
At least 12 people were killed when troops shelled Mariupol on Sunday, a police spokesman said.
`

func TestAddAndReading(t *testing.T) {
	var c clock
	a := open(t, Options{})
	e := entry("Harbour Agency", talks, c.now())
	out := add(t, a, e, e)
	if out[0].Became != store.New || out[1].Became != store.Same || out[0].Seq != 1 || out[1].Seq != 1 {
		t.Fatalf("%+v", out)
	}
	got, row, err := a.Reading(context.Background(), out[0].ID[:6], nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(e.Reading, got); d != "" {
		t.Errorf("the reading that comes back (-in +out):\n%s", d)
	}
	if row.ID != out[0].ID || row.Version != 1 || row.Seq != 1 || row.Killed != "" || !strings.HasPrefix(row.Opening, "LOMAR, March 4") {
		t.Errorf("%+v", row)
	}
	raw, origin, err := a.Raw(context.Background(), out[0].ID)
	if err != nil || string(raw) != "<p>"+talks+"</p>" || origin.Path != "desk.jsonl" {
		t.Errorf("%q %+v %v", raw, origin, err)
	}
	known, err := a.Known(context.Background(), []store.Key{e.Key, store.InputKey("x", "y")})
	if err != nil || !known[0] || known[1] {
		t.Errorf("%v %v", known, err)
	}
}

// later takes the first candidate of the same outlet; what was published
// before it comes before it.
func later(e *store.Entry, candidates []store.Candidate) store.Decision {
	d := &e.Reading.Dispatch
	for i, c := range candidates {
		switch {
		case c.Dispatch.Source != d.Source:
		case d.Published != nil && c.Dispatch.Published != nil && d.Published.Before(*c.Dispatch.Published):
			return store.Decision{Relation: store.Precedes, Candidate: i}
		default:
			return store.Decision{Relation: store.Follows, Candidate: i, Kind: d.Kind}
		}
	}
	return store.Decision{}
}

func TestLateVersions(t *testing.T) {
	var c clock
	a := open(t, Options{Decide: later})
	versions := make([]store.Entry, 4)
	for i := range versions {
		versions[i] = entry("Harbour Agency", fmt.Sprintf("UPDATE %d-%s", i+1, talks), c.now(), 7)
		at := time.Date(2019, 3, 4, i, 0, 0, 0, time.UTC)
		versions[i].Reading.Dispatch.Published = &at
	}
	out := add(t, a, versions[2], versions[3], versions[0], versions[1])
	got, err := a.Versions(context.Background(), out[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range got {
		if d.ID != versions[i].Reading.Dispatch.ID || d.Version != i+1 {
			t.Errorf("version %d is %d: %.40q", i+1, d.Version, d.Headline)
		}
		if i > 0 && d.Supersedes != got[i-1].ID || (d.Superseded == "") != (i == 3) {
			t.Errorf("version %d supersedes %q, superseded by %q", i+1, d.Supersedes, d.Superseded)
		}
	}
	list, total := all(t, query.Query{}, a.Dispatches)
	if total != 1 || list[0].ID != versions[3].Reading.Dispatch.ID {
		t.Errorf("%d stand: %+v", total, list)
	}
}

func TestVersionsAndKills(t *testing.T) {
	var c clock
	ctx := context.Background()
	a := open(t, Options{Decide: later})
	first := entry("Harbour Agency", talks, c.now(), 7)
	second := entry("Harbour Agency", "UPDATE 1-"+talks, c.now(), 7)
	other := entry("Northern Wire", talks, c.now(), 7)
	kill := entry("Harbour Agency", "KILL: Envoys sign truce in Lomar\n\nEditors, please kill the item. It was wrong.\n", c.now(), 7)
	kill.Reading.Dispatch.Kind = dateline.KindKill
	out := add(t, a, first, second, other, kill)
	want := []store.Became{store.New, store.Version, store.New, store.Killer}
	for i, o := range out {
		if o.Became != want[i] {
			t.Errorf("%d became %s, not %s", i, o.Became, want[i])
		}
	}
	if out[1].Of != out[0].ID || out[3].Of != out[1].ID {
		t.Errorf("%+v", out)
	}
	vs, err := a.Versions(ctx, out[1].ID)
	if err != nil || len(vs) != 2 || vs[0].Superseded != vs[1].ID || vs[1].Supersedes != vs[0].ID || vs[1].Version != 2 {
		t.Fatalf("%+v %v", vs, err)
	}
	if !strings.Contains(vs[1].Killed, "KILL: Envoys sign truce") {
		t.Errorf("killed because %q", vs[1].Killed)
	}
	then := time.Date(2024, 5, 1, 12, 0, 1, 0, time.UTC)
	_, row, err := a.Reading(ctx, out[0].ID, &then)
	if err != nil || row.Superseded != "" || row.Killed != "" {
		t.Errorf("as of then: %+v %v", row, err)
	}
	if _, _, err := a.Reading(ctx, out[1].ID, &then); !errors.Is(err, ErrNotFound) {
		t.Errorf("as of then the second version: %v", err)
	}
}

func TestOneBatchOrMany(t *testing.T) {
	var c clock
	var entries []store.Entry
	for i := range 9 {
		entries = append(entries, entry("Harbour Agency", fmt.Sprintf("Story %d\n\n%s", i%7, talks), c.now(), int64(i%7)))
	}
	one, many := open(t, Options{Decide: later}), open(t, Options{Decide: later})
	whole := add(t, one, entries...)
	var parts []store.Outcome
	for _, e := range entries {
		parts = append(parts, add(t, many, e)...)
	}
	for i := range whole {
		whole[i].Seq, parts[i].Seq = 0, 0 // one by one, happenings change in between
	}
	if d := cmp.Diff(whole, parts); d != "" {
		t.Error(d)
	}
}

// sound verifies an archive.
func sound(t testing.TB, a *Archive) {
	t.Helper()
	problems, err := a.Verify(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Where, p.What)
	}
}

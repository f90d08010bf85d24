package sqlite

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store"
)

// ask runs a query for people and gives the names found.
func people(t *testing.T, a *Archive, text string, asOf *time.Time) []query.Person {
	t.Helper()
	q, err := query.Only(text, query.OnPerson)
	if err != nil {
		t.Fatal(err)
	}
	q.AsOf = asOf
	r, err := a.People(context.Background(), q, query.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Items
}

func events(t *testing.T, a *Archive, text string, asOf *time.Time) []query.Event {
	t.Helper()
	q, err := query.Only(text, query.OnEvent)
	if err != nil {
		t.Fatal(err)
	}
	q.AsOf = asOf
	r, err := a.Events(context.Background(), q, query.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Items
}

func correct(t *testing.T, a *Archive, c store.Correction) dateline.Revision {
	t.Helper()
	c.Author, c.Reason = "desk", "looked it up"
	r, err := a.Correct(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func undo(t *testing.T, a *Archive, r dateline.Revision, at time.Time) {
	t.Helper()
	u, err := a.Undo(context.Background(), r.Seq, "desk", "no", at)
	if err != nil || u.Cause != dateline.CauseUndo {
		t.Fatal(u, err)
	}
	if _, err := a.Undo(context.Background(), r.Seq, "desk", "no", at); err == nil {
		t.Error("undone twice")
	}
}

// shelled is a dispatch in which somebody acts whom the desk knows better.
const shelled = "Pavel Ostrov met Anna Brell in Minsk on Tuesday. Ostrov accused Russia of an attack. Two soldiers were killed, Pavel Ostrov said."

func TestRenameAndMerge(t *testing.T) {
	c := clock{n: 60}
	a := open(t, Options{})
	at := time.Date(2024, 5, 1, 12, 0, 30, 0, time.UTC)
	add(t, a, entry("Harbour Agency", shelled, at), entry("Northern Wire", "Pawel Ostrow met Anna Brell in Minsk on Wednesday, a spokesman said.", at))
	before := at.Add(time.Second)
	one := people(t, a, "name:Ostrov", nil)
	two := people(t, a, "name:Ostrow", nil)
	if len(one) != 1 || len(two) != 1 {
		t.Fatalf("%+v %+v", one, two)
	}
	merged := correct(t, a, store.Correction{Kind: store.Merge, IDs: []string{one[0].ID, two[0].ID}, At: c.now()})
	if p := people(t, a, "name:Ostrov", nil); len(p) != 1 || p[0].Dispatches != 2 {
		t.Errorf("merged: %+v", p)
	}
	if p := people(t, a, "name:Ostrow", nil); len(p) != 0 {
		t.Errorf("the other name still stands: %+v", p)
	}
	if e := events(t, a, "actor:Ostrov", nil); len(e) < 2 {
		t.Errorf("events of the one: %+v", e)
	}
	renamed := correct(t, a, store.Correction{Kind: store.Rename, IDs: []string{two[0].ID}, Name: "Pavlo Ostrov", At: c.now()})
	for _, e := range events(t, a, "actor:Pavlo", nil) {
		if !strings.Contains(query.Names(e.Actors), "Pavlo Ostrov") {
			t.Errorf("%+v", e.Actors)
		}
	}
	if n := len(events(t, a, "by:Pavlo", nil)); n == 0 {
		t.Error("nothing by the right name")
	}
	if p := people(t, a, "name:Ostrow", &before); len(p) != 1 || p[0].Dispatches != 1 {
		t.Errorf("as of before: %+v", p)
	}
	if e := events(t, a, "actor:Pavlo", &before); len(e) != 0 {
		t.Errorf("as of before: %+v", e)
	}
	undo(t, a, merged, c.now())
	if p := people(t, a, "name:Pavlo", nil); len(p) != 1 || p[0].Dispatches != 1 {
		t.Errorf("after the merge is undone, the other one bears the name: %+v", p)
	}
	undo(t, a, renamed, c.now())
	if p := people(t, a, "name:Ostrow", nil); len(p) != 1 {
		t.Errorf("all undone: %+v", p)
	}
	sound(t, a)
}

func TestWrongAndSplit(t *testing.T) {
	c := clock{n: 60}
	a := open(t, Options{})
	at := time.Date(2024, 5, 1, 12, 0, 30, 0, time.UTC)
	first := entry("Harbour Agency", shelled, at)
	add(t, a, first, entry("Northern Wire", "Pavel Ostrov met Anna Brell in Minsk on Wednesday, a spokesman said.", at))
	list := events(t, a, "actor:Ostrov type:ACCUSE", nil)
	if len(list) == 0 {
		t.Fatal("no event")
	}
	w := correct(t, a, store.Correction{Kind: store.Wrong, IDs: []string{list[0].ID}, At: c.now()})
	if got := events(t, a, "id:"+list[0].ID, nil); len(got) != 1 || got[0].Wrong != "looked it up" {
		t.Errorf("marked: %+v", got)
	}
	why, err := a.Why(context.Background(), list[0].ID)
	if err != nil || len(why.Revisions) != 2 || why.Revisions[1].Author != "desk" {
		t.Errorf("%+v %v", why.Revisions, err)
	}
	var local string
	for _, n := range first.Reading.Names {
		if strings.Contains(n.Name, "Ostrov") {
			local = n.ID
		}
	}
	id := query.ItemID(first.Reading.Dispatch.ID, local)
	s := correct(t, a, store.Correction{Kind: store.Split, IDs: []string{id}, Name: "Pavel Ostrov the younger", At: c.now()})
	if p := people(t, a, "name:Ostrov", nil); len(p) != 2 || p[0].Dispatches != 1 || p[1].Dispatches != 1 {
		t.Errorf("split: %+v", p)
	}
	if e := events(t, a, "actor:younger", nil); len(e) == 0 || e[0].Dispatch != first.Reading.Dispatch.ID {
		t.Errorf("events of the one split off: %+v", e)
	}
	reread(t, a, first.Reading.Dispatch.ID, c.now())
	if e := events(t, a, "actor:younger", nil); len(e) == 0 {
		t.Error("the split did not survive another reading")
	}
	if got := events(t, a, "actor:younger type:ACCUSE", nil); len(got) == 0 || got[0].Wrong == "" {
		t.Errorf("the mark did not survive another reading: %+v", got)
	}
	undo(t, a, s, c.now())
	if p := people(t, a, "name:Ostrov", nil); len(p) != 1 || p[0].Dispatches != 2 {
		t.Errorf("split undone: %+v", p)
	}
	undo(t, a, w, c.now())
	if got := events(t, a, "id:"+list[0].ID, nil); len(got) != 1 || got[0].Wrong != "" {
		t.Errorf("unmarked: %+v", got)
	}
	sound(t, a)
}

// reread reads a dispatch again with another engine, one that finds an event
// less.
func reread(t *testing.T, a *Archive, id string, at time.Time) {
	t.Helper()
	r, _, err := a.Reading(context.Background(), id, nil)
	if err != nil {
		t.Fatal(err)
	}
	again := entry(r.Dispatch.Source, r.Dispatch.Text, at).Reading
	again.Engine = "dateline/99"
	for i := range again.Names {
		again.Names[i].Rule = "another"
	}
	if err := a.Reread(context.Background(), []*dateline.Reading{again}, at); err != nil {
		t.Fatal(err)
	}
	if r, row, err := a.Reading(context.Background(), id, nil); err != nil || r.Engine != "dateline/99" || row.Engine != "dateline/99" {
		t.Fatalf("read again: %s %v", r.Engine, err)
	}
}

func TestStoriesApartAndTogether(t *testing.T) {
	c := clock{n: 3600}
	a := desk(t)
	ctx := context.Background()
	var several *dateline.Happening
	every, _ := all(t, query.Query{}, a.Stories)
	for _, s := range every {
		if s.Dispatches > 2 {
			h, err := a.Account(ctx, s.ID, nil)
			if err != nil {
				t.Fatal(err)
			}
			several = h
			break
		}
	}
	out := several.Dispatches[1].Dispatch
	apart := correct(t, a, store.Correction{Kind: store.Split, IDs: []string{out}, At: c.now()})
	if apart.Cause != dateline.CauseSplit || apart.What != "happening" {
		t.Errorf("%+v", apart)
	}
	alone, err := a.Account(ctx, out, nil)
	if err != nil || len(alone.Dispatches) >= len(several.Dispatches) {
		t.Fatalf("%+v %v", alone, err)
	}
	together := correct(t, a, store.Correction{Kind: store.Merge, IDs: []string{every[0].ID, every[len(every)-1].ID}, At: c.now()})
	undo(t, a, apart, c.now())
	undo(t, a, together, c.now())
	again, err := a.Account(ctx, several.ID, nil)
	if err != nil || len(again.Dispatches) != len(several.Dispatches) {
		t.Errorf("undone: %d dispatches, not %d; %v", len(again.Dispatches), len(several.Dispatches), err)
	}
	sound(t, a)
}

func TestCorrectionsAreChecked(t *testing.T) {
	a := desk(t)
	e := events(t, a, "", nil)[0]
	for _, c := range []store.Correction{
		{Kind: "paint", IDs: []string{e.ID}}, {Kind: store.Rename, IDs: []string{"n-ffffffffffff"}, Name: "x"}, {Kind: store.Rename, IDs: []string{e.ID}, Name: "x"},
		{Kind: store.Rename, IDs: []string{"n-"}, Name: ""}, {Kind: store.Merge, IDs: []string{"n-1234"}}, {Kind: store.Wrong, IDs: []string{e.Dispatch}},
		{Kind: store.Wrong, IDs: []string{e.ID + "0"}}, {Kind: store.Split, IDs: []string{e.ID}, Name: "x"}, {Kind: store.Split, IDs: []string{"'; DROP TABLE event"}},
	} {
		c.Author = "desk"
		_, err := a.Correct(context.Background(), c)
		var f *dateline.Fault
		if !errors.As(err, &f) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, err := a.Correct(context.Background(), store.Correction{Kind: store.Wrong, IDs: []string{e.ID}}); err == nil {
		t.Error("a correction by nobody")
	}
	if _, err := a.Undo(context.Background(), 1, "desk", "", time.Time{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("undo of what is no correction: %v", err)
	}
	sound(t, a)
}

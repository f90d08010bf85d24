package sqlite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/query"
	"dateline/store"

	"pgregory.net/rapid"
)

// desk is an archive of the example dispatches.
func desk(t testing.TB) *Archive {
	t.Helper()
	a := open(t, Options{})
	files, err := filepath.Glob("../../examples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	more, _ := filepath.Glob("../../examples/*/*.txt")
	var c clock
	var entries []store.Entry
	for _, f := range append(files, more...) {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, entry("", string(b), c.now()))
	}
	add(t, a, entries...)
	if err := a.Settle(context.Background()); err != nil {
		t.Fatal(err)
	}
	return a
}

// all fetches a whole answer, three rows at a time.
func all[T any](t interface{ Fatal(...any) }, q query.Query, ask func(context.Context, query.Query, query.Page) (query.Result[T], error)) (out []T, total int) {
	p := query.Page{Limit: 3}
	for {
		r, err := ask(context.Background(), q, p)
		if err != nil {
			t.Fatal(q.Text, err)
		}
		out, total = append(out, r.Items...), r.Total
		if p.After = r.Next; r.Next == "" {
			return out, total
		}
	}
}

// agree holds an answer against every row matched one by one.
func agree[T any](t *rapid.T, text string, on query.On, ask func(context.Context, query.Query, query.Page) (query.Result[T], error), row func(*T) query.Row, id func(*T) string) {
	q, err := query.Only(text, on)
	if err != nil {
		t.Skip(err)
	}
	every, _ := all(t, query.Query{}, ask)
	var want []string
	for i := range every {
		if query.Match(q, row(&every[i])) {
			want = append(want, id(&every[i]))
		}
	}
	found, total := all(t, q, ask)
	var got []string
	for i := range found {
		got = append(got, id(&found[i]))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || total != len(want) {
		t.Fatalf("%s: got %d (said %d) %v, want %d %v", text, len(got), total, got, len(want), want)
	}
}

var tests = []string{
	"ceasefire", "\"told reporters\"", "Kremlin", "pres*", "peace plan", "Kiev", "type:AGREE", "type:consult", "status:denied", "status:actual",
	"place:Minsk", "place:Mariupol", "place:Don*", "country:UKR", "country:rus", "actor:Putin", "target:Ukraine", "party:\"Vladimir Putin\"", "by:Peskov", "by:\"Northern Wire\"",
	"date:2014-09-03", "date:2014-09", "date>=2014-09-03", "date<2014-09-02", "date>2014-09-02", "date<=2014", "date:..2014-09-01", "date:2014-09-03..",
	"published:2014-09", "published<2014-09-03", "headline:ceasefire", "source:wire", "background:no", "background:yes", "cameo:0", "cameo:19", "mode:visit",
	"precision:town", "doubt:date-by-default", "stance:denies", "form:direct", "basis:spokesperson", "speaker:Peskov", "speaker:he", "measure:killed", "who:civilians",
	"low>100", "low:1..3000", "high<3000", "high>=3000", "id:0", "id:a", "dispatch:3", "nothing at all", "lang:en",
}

func TestAnswersAreThoseOfMatch(t *testing.T) {
	a := desk(t)
	rapid.Check(t, func(t *rapid.T) {
		text := question(t, 2)
		switch rapid.IntRange(0, 2).Draw(t, "on") {
		case 0:
			agree(t, text, query.OnEvent, a.Events, func(e *query.Event) query.Row { return e }, func(e *query.Event) string { return e.ID })
		case 1:
			agree(t, text, query.OnStatement, a.Statements, func(e *query.Statement) query.Row { return e }, func(e *query.Statement) string { return e.ID })
		case 2:
			agree(t, text, query.OnFigure, a.Figures, func(e *query.Figure) query.Row { return e }, func(e *query.Figure) string { return e.ID })
		}
	})
}

// question draws a query.
func question(t *rapid.T, depth int) string {
	n := rapid.IntRange(1, 2).Draw(t, "parts")
	parts := make([]string, n)
	for i := range parts {
		s := rapid.SampledFrom(tests).Draw(t, "test")
		if depth > 0 && rapid.IntRange(0, 3).Draw(t, "nested") == 0 {
			s = "(" + question(t, depth-1) + ")"
		}
		if rapid.IntRange(0, 3).Draw(t, "not") == 0 {
			s = "-" + s
		}
		parts[i] = s
	}
	return strings.Join(parts, rapid.SampledFrom([]string{" ", " OR "}).Draw(t, "sign"))
}

func TestFind(t *testing.T) {
	a := desk(t)
	ctx := context.Background()
	q, err := query.Only("ceasefire", query.OnDispatch)
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Find(ctx, q, query.Page{Limit: 2})
	if err != nil || r.Total < 3 || len(r.Items) != 2 || r.Next == "" {
		t.Fatalf("%+v %v", r, err)
	}
	for _, h := range r.Items {
		if len(h.Marks) == 0 {
			t.Errorf("no marks in %q", h.Snippet)
		}
		for _, m := range h.Marks {
			if w := string([]rune(h.Snippet)[m[0]:m[1]]); !strings.EqualFold(w, "ceasefire") {
				t.Errorf("marked %q in %q", w, h.Snippet)
			}
		}
	}
	if r.Items[0].Rank < r.Items[1].Rank {
		t.Errorf("ranks %v and %v", r.Items[0].Rank, r.Items[1].Rank)
	}
	found, total := all(t, q, a.Find)
	if len(found) != total {
		t.Errorf("%d found, %d said", len(found), total)
	}
	past := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	q.AsOf = &past
	if r, err := a.Find(ctx, q, query.Page{}); err != nil || r.Total != 0 {
		t.Errorf("as of 2000: %+v %v", r, err)
	}
}

func TestPeopleAndPlaces(t *testing.T) {
	a := desk(t)
	for text, want := range map[string]string{"name:Putin kind:person": "Vladimir Putin", "Poroshenko": "Petro Poroshenko", "office:president country:UKR": "Petro Poroshenko"} {
		q, err := query.Only(text, query.OnPerson)
		if err != nil {
			t.Fatal(err)
		}
		r, err := a.People(context.Background(), q, query.Page{})
		if err != nil || len(r.Items) == 0 || r.Items[0].Name != want || r.Items[0].Dispatches == 0 {
			t.Errorf("%s: %+v %v", text, r, err)
		}
	}
	every, total := all(t, query.Query{}, a.People)
	if len(every) != total || total == 0 {
		t.Errorf("%d persons of %d", len(every), total)
	}
	q, err := query.Only("place:Minsk", query.OnPlace)
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Places(context.Background(), q, query.Page{})
	if err != nil || len(r.Items) == 0 || r.Items[0].Country != "BLR" {
		t.Errorf("%+v %v", r, err)
	}
}

func TestSnippetNeverBreaks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		p := query.Pattern{Words: strings.Fields(query.Fold(rapid.String().Draw(t, "words")))}
		s, marks := snippet(text, []query.Pattern{p})
		n := len([]rune(s))
		for _, m := range marks {
			if m[0] < 0 || m[0] >= m[1] || m[1] > n {
				t.Fatalf("mark %v of %d", m, n)
			}
		}
	})
}

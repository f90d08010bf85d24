package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store/sqlite"

	"github.com/spf13/cobra"
)

func newEvents() *cobra.Command { return events("events", "").command() }

func events(use, order string) asker[query.Event] {
	return asker[query.Event]{
		use: use, order: order, short: "list who did what to whom, when and where, and who says so",
		long: `Events lists the events of the archive, the newest first. What one side asserts
and another denies are two events: the column "by" says who holds it, "status"
what the holder says of it.`,
		example: `  dateline events ceasefire
  dateline events --type ASSAULT --place Mariupol --from 2014-09-01 --to 2014-09-07
  dateline events 'actor:Kiev -status:denied' --json`,
		on: query.OnEvent, flags: []string{"place", "actor", "by", "type", "status"},
		ask: func(a *sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[query.Event], error) {
			return a.Events
		},
		head: []string{"id", "date", "type", "status", "actors", "targets", "place", "by", "words"},
		cells: func(e *query.Event) []string {
			kind := string(e.Type)
			if e.Mode != "" {
				kind += " " + e.Mode
			}
			return []string{e.ID, days(e.From, e.To), kind, string(e.Status), query.Names(e.Actors), query.Names(e.Targets), e.Where.Place, strings.Join(e.By, " > "), wrong(e.Wrong) + evidence(e.Evidence, e.Words)}
		},
	}
}

// wrong opens a row that a user marked as wrong.
func wrong(reason string) string {
	if reason == "" {
		return ""
	}
	return "[WRONG: " + reason + "] "
}

func newTimeline() *cobra.Command {
	v := events("timeline", "oldest")
	v.short = "list events in the order in which they happened"
	v.long = `Timeline lists events as 'dateline events' does, the oldest first.`
	v.example = `  dateline timeline place:Minsk --from 2014-09-01`
	return v.command()
}

// evidence is the first stretch that an event rests on.
func evidence(spans []dateline.Span, otherwise string) string {
	if len(spans) > 0 && spans[0].Text != "" {
		return spans[0].Text
	}
	return otherwise
}

// days writes a stretch of days.
func days(from, to string) string {
	if to == "" || to == from {
		return from
	}
	return from + ".." + to
}

func newStatements() *cobra.Command {
	return asker[query.Statement]{
		use: "statements", short: "list who said what, in whose words",
		long: `Statements lists what is said in the archive, the newest first: the speaker, the
stance, and the words. The column "by" is the chain of attribution.`,
		example: `  dateline statements speaker:Peskov stance:denies
  dateline statements --by "Northern Wire" --from 2014-09-03`,
		on: query.OnStatement, flags: []string{"by", "speaker", "stance"},
		ask: func(a *sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[query.Statement], error) {
			return a.Statements
		},
		head: []string{"id", "date", "speaker", "stance", "form", "by", "words"},
		cells: func(s *query.Statement) []string {
			var words []string
			for _, c := range s.Content {
				words = append(words, c.Text)
			}
			return []string{s.ID, days(s.From, s.To), or(s.Speaker.Name, s.As), string(s.Stance), string(s.Form), strings.Join(s.By, " > "), wrong(s.Wrong) + strings.Join(words, " ... ")}
		},
	}.command()
}

func newFigures() *cobra.Command {
	return asker[query.Figure]{
		use: "figures", short: "list how many were killed, hurt, taken, displaced, with bounds and claimant",
		long: `Figures lists the numbers of the archive, the newest first, with the bounds that
their wording gives and no others: "over 2,500" has a low and no high.`,
		example: `  dateline figures measure:killed --place Donetsk
  dateline figures 'low>100' --json`,
		on: query.OnFigure, flags: []string{"place", "by", "measure"},
		ask: func(a *sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[query.Figure], error) {
			return a.Figures
		},
		head: []string{"id", "date", "measure", "who", "low", "high", "place", "by", "wording"},
		cells: func(g *query.Figure) []string {
			return []string{g.ID, or(or(g.AsOf, days(g.Since, g.Until)), day(g.Published)), g.Measure, g.Who, bound(g.Low), bound(g.High), g.Where.Place, strings.Join(g.By, " > "), wrong(g.Wrong) + g.Wording}
		},
	}.command()
}

func bound(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

func day(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

func newPeople() *cobra.Command {
	return asker[query.Person]{
		use: "people", short: "list who is named, with offices and the days they were seen in them", order: "rank",
		long: `People lists persons of the archive, those in most dispatches first; with
kind:state, kind:organization and so on, others that are named. Offices are those
that dispatches give them, with the first and last day on which they did. An
office and a date together ask who was seen in the office at that time.`,
		example: `  dateline people
  dateline people office:"foreign minister" date:2014-09
  dateline people kind:armed-group country:UKR`,
		on: query.OnPerson, flags: []string{"country", "office"},
		ask: func(a *sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[query.Person], error) {
			return a.People
		},
		adjust: personsUnless,
		head:   []string{"id", "name", "kind", "country", "sector", "dispatches", "statements", "events", "from", "to", "offices"},
		cells: func(p *query.Person) []string {
			var held []string
			for _, h := range p.Offices {
				s := h.Office
				if h.From != "" {
					s += " (" + days(h.From, h.To) + ")"
				}
				held = append(held, s)
			}
			return []string{p.ID, p.Name, string(p.Kind), p.Country, p.Sector, fmt.Sprint(p.Dispatches), fmt.Sprint(p.Statements), fmt.Sprint(p.Events), p.From, p.To, strings.Join(held, "; ")}
		},
	}.command()
}

// personsUnless asks for persons where the query says no kind and no id.
func personsUnless(q *query.Query) error {
	if asksFor(q.Root, "kind") || asksFor(q.Root, "id") {
		return nil
	}
	n, err := query.Ask("kind", query.Is, string(dateline.Person))
	if err == nil {
		*q = q.With(n)
	}
	return err
}

func asksFor(n query.Node, field string) bool {
	switch n := n.(type) {
	case query.And:
		for _, c := range n {
			if asksFor(c, field) {
				return true
			}
		}
	case query.Or:
		for _, c := range n {
			if asksFor(c, field) {
				return true
			}
		}
	case query.Not:
		return asksFor(n.Node, field)
	case query.Test:
		return n.Field.Name == field
	}
	return false
}

func newPlaces() *cobra.Command {
	return asker[query.Place]{
		use: "places", short: "list the places that are named", order: "rank",
		long:    `Places lists the places of the archive, those in most dispatches first.`,
		example: `  dateline places country:UKR precision:town`,
		on:      query.OnPlace, flags: []string{"country", "precision"},
		ask: func(a *sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[query.Place], error) {
			return a.Places
		},
		head: []string{"id", "admin1", "country", "precision", "lat", "lon", "dispatches", "events", "from", "to", "name"},
		cells: func(p *query.Place) []string {
			return []string{p.ID, p.Admin1, p.Country, string(p.Precision), bound(p.Lat), bound(p.Lon), fmt.Sprint(p.Dispatches), fmt.Sprint(p.Events), p.From, p.To, p.Name}
		},
	}.command()
}

func newFind() *cobra.Command {
	return asker[query.Hit]{
		use: "find", short: "full text and fields over the archive",
		long: `Find looks for dispatches, the best match first where words are asked for (BM25),
else the newest. A withdrawn dispatch is found too, with the reason.`,
		example: `  dateline find ceasefire
  dateline find '"joint monitoring" source:wire' --from 2014-09-01
  dateline find 'headline:peace -kind:update'`,
		on: query.OnDispatch, flags: []string{"source", "place"},
		ask: func(a *sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[query.Hit], error) {
			return a.Find
		},
		head: []string{"id", "published", "source", "headline", "snippet"},
		cells: func(h *query.Hit) []string {
			head := h.Headline
			if h.Killed != "" {
				head = "[WITHDRAWN] " + head
			}
			return []string{h.ID[:12], day(h.Published), h.Source, head, h.Snippet}
		},
	}.command()
}

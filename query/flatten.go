package query

import (
	"strings"

	"dateline"
)

// Items are the rows of one reading.
type Items struct {
	Statements []Statement
	Events     []Event
	Figures    []Figure
}

// ItemID is the archive-wide id of a value: the first twelve digits of its
// dispatch's id, a stroke and its id within the reading ("3f9a1c2b7d10/e3").
func ItemID(dispatch, local string) string {
	return dispatch[:min(len(dispatch), 12)] + "/" + local
}

// Rows flattens a reading whose spans are exported (code points, with words):
// ids become names, dates and places.
func Rows(r *dateline.Reading) Items {
	f := flattener{r: r, origin: OriginOf(&r.Dispatch), names: map[string]*dateline.Name{}, dates: map[string]*dateline.Date{}, places: map[string]*dateline.Place{}}
	for i := range r.Names {
		f.names[r.Names[i].ID] = &r.Names[i]
	}
	for i := range r.Dates {
		f.dates[r.Dates[i].ID] = &r.Dates[i]
	}
	for i := range r.Places {
		f.places[r.Places[i].ID] = &r.Places[i]
	}
	var out Items
	for i := range r.Statements {
		out.Statements = append(out.Statements, f.statement(&r.Statements[i]))
	}
	for i := range r.Events {
		out.Events = append(out.Events, f.event(&r.Events[i]))
	}
	for i := range r.Figures {
		out.Figures = append(out.Figures, f.figure(&r.Figures[i]))
	}
	return out
}

// OriginOf says where a dispatch's rows come from.
func OriginOf(d *dateline.Dispatch) Origin {
	return Origin{Dispatch: d.ID, Source: d.Source, Headline: d.Headline, Published: d.Published}
}

// SpotOf is a place as a row shows it. Only a place known to the point, the
// town or a district has a point.
func SpotOf(p *dateline.Place) Spot {
	if p == nil {
		return Spot{}
	}
	s := Spot{Place: p.Name, Admin1: p.Admin1, Country: p.Country, GeoNames: p.GeoNames, Precision: p.Precision}
	switch p.Precision {
	case dateline.AtPoint, dateline.AtTown, dateline.AtAdmin2:
		s.Lat, s.Lon = p.Lat, p.Lon
	}
	return s
}

// flattener resolves the ids of one reading.
type flattener struct {
	r      *dateline.Reading
	origin Origin
	names  map[string]*dateline.Name
	dates  map[string]*dateline.Date
	places map[string]*dateline.Place
}

func (f *flattener) id(local string) string {
	if local == "" {
		return ""
	}
	return ItemID(f.r.Dispatch.ID, local)
}

func (f *flattener) party(id string) Party {
	n := f.names[id]
	if n == nil {
		return Party{Name: id}
	}
	return PartyOf(n)
}

// PartyOf is a name as a row shows it.
func PartyOf(n *dateline.Name) Party {
	return Party{Name: n.Name, Kind: n.Kind, Country: n.Country, Sector: n.Sector}
}

func (f *flattener) parties(ids []string) []Party {
	out := make([]Party, 0, len(ids))
	for _, id := range ids {
		out = append(out, f.party(id))
	}
	return out
}

// days of a date, of the reference date where none is given.
func (f *flattener) days(id string) (from, to string) {
	d := f.dates[id]
	if d == nil || d.From == "" && d.To == "" {
		return f.r.Dispatch.Reference.Date, f.r.Dispatch.Reference.Date
	}
	from, to = day(d.From), day(d.To)
	if to == "" {
		to = from
	}
	return from, to
}

// day is the day of a day or of an instant.
func day(s string) string { return s[:min(len(s), len("2006-01-02"))] }

func (f *flattener) statement(s *dateline.Statement) Statement {
	out := Statement{
		ID: f.id(s.ID), Origin: f.origin, Form: s.Form, Stance: s.Stance, Basis: s.Basis, Content: list(s.Content),
		Addressee: f.words(s.Addressee), Medium: s.Medium, By: list(s.By), Rule: s.Rule, Doubt: s.Doubt,
	}
	if s.Speaker != "" {
		out.Speaker = f.party(s.Speaker)
	}
	if s.SpeakerSpan != nil {
		out.As = s.SpeakerSpan.Text
	}
	if s.Cue != nil {
		out.Cue = s.Cue.Span.Text
	}
	out.From, out.To = f.days(s.Date)
	return out
}

// words are the canonical name of an id, or the words that stand instead.
func (f *flattener) words(s string) string {
	if n := f.names[s]; n != nil {
		return n.Name
	}
	return s
}

func (f *flattener) event(e *dateline.Event) Event {
	out := Event{
		ID: f.id(e.ID), Origin: f.origin, Type: e.Type, Mode: e.Mode, CAMEO: e.CAMEO, Status: e.Status,
		Actors: f.parties(e.Actors), Targets: f.parties(e.Targets), Symmetric: e.Symmetric, Where: SpotOf(f.places[e.Place]),
		By: list(e.By), Statement: f.id(e.Statement), Condition: f.id(e.Condition), Background: e.Background,
		Words: e.Trigger.Text, Evidence: list(e.Evidence), Rule: e.Rule, Doubt: e.Doubt,
	}
	out.From, out.To = f.days(e.Date)
	return out
}

func (f *flattener) figure(g *dateline.Figure) Figure {
	out := Figure{
		ID: f.id(g.ID), Origin: f.origin, Measure: g.Measure, Who: g.Who, Low: g.Low, High: g.High, LowOpen: g.LowOpen, HighOpen: g.HighOpen,
		Approx: g.Approx, Unit: g.Unit, Wording: g.Wording, PartOf: f.id(g.PartOf), By: list(g.By), Statement: f.id(g.Statement),
		Evidence: list(g.Evidence), Rule: g.Rule, Doubt: g.Doubt,
	}
	if s := g.Scope; s != nil {
		out.Where = SpotOf(f.places[s.Place])
		out.AsOf, out.Cumulative, out.Of = s.AsOf, s.Cumulative, f.words(s.Of)
		if d := f.dates[s.Since]; d != nil {
			out.Since = day(d.From)
		}
		if d := f.dates[s.Until]; d != nil {
			out.Until = day(d.To)
		}
	}
	return out
}

// list is never nil, so that it is an empty list in JSON.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// Names of the parties, for a table's cell.
func Names(parties []Party) string {
	all := make([]string, len(parties))
	for i, p := range parties {
		all[i] = p.Name
	}
	return strings.Join(all, ", ")
}

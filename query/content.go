package query

import (
	"time"

	"dateline"
)

// Texts gives what plain words are looked for in.
func (e *Event) Texts() []string { return append(spanTexts(e.Evidence), e.Headline) }

// Texts gives what plain words are looked for in.
func (s *Statement) Texts() []string { return append(spanTexts(s.Content), s.Headline, s.As) }

// Texts gives what plain words are looked for in.
func (g *Figure) Texts() []string { return append(spanTexts(g.Evidence), g.Headline) }

func spanTexts(spans []dateline.Span) []string {
	out := make([]string, 0, len(spans)+2)
	for _, s := range spans {
		out = append(out, s.Text)
	}
	return out
}

func (o *Origin) field(name string) Content {
	switch name {
	case "dispatch":
		return words1(o.Dispatch)
	case "source":
		return words1(o.Source)
	case "headline":
		return words1(o.Headline)
	case "published":
		d := dayOf(o.Published)
		return Content{From: d, To: d}
	}
	return Content{}
}

func (s *Spot) field(name string) Content {
	switch name {
	case "place":
		return Content{Texts: filled(s.Place, s.Admin1)}
	case "country":
		return words1(s.Country)
	case "precision":
		return words1(string(s.Precision))
	}
	return Content{}
}

func words1(s string) Content { return Content{Texts: filled(s)} }

func filled(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func dayOf(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// days of a row, of its publication where it has none.
func (o *Origin) days(from, to string) Content {
	if from == "" && to == "" {
		from = dayOf(o.Published)
		to = from
	}
	return Content{From: from, To: to}
}

func partyNames(lists ...[]Party) Content {
	var c Content
	for _, l := range lists {
		for _, p := range l {
			c.Texts = append(c.Texts, p.Name)
		}
	}
	return c
}

// Field gives what the event holds under a field's name.
func (e *Event) Field(name string) Content {
	switch name {
	case "id":
		return words1(e.ID)
	case "date":
		return e.days(e.From, e.To)
	case "actor":
		return partyNames(e.Actors)
	case "target":
		return partyNames(e.Targets)
	case "party":
		return partyNames(e.Actors, e.Targets)
	case "type":
		return words1(string(e.Type))
	case "mode":
		return words1(e.Mode)
	case "cameo":
		return words1(e.CAMEO)
	case "status":
		return words1(string(e.Status))
	case "background":
		return yes(e.Background)
	case "by":
		return Content{Texts: e.By}
	case "doubt":
		return words1(string(e.Doubt))
	case "place", "country", "precision":
		return e.Where.field(name)
	}
	return e.Origin.field(name)
}

func yes(b bool) Content {
	if b {
		return words1("yes")
	}
	return words1("no")
}

// Field gives what the statement holds under a field's name.
func (s *Statement) Field(name string) Content {
	switch name {
	case "id":
		return words1(s.ID)
	case "date":
		return s.days(s.From, s.To)
	case "speaker":
		return Content{Texts: filled(s.Speaker.Name, s.As)}
	case "country":
		return words1(s.Speaker.Country)
	case "by":
		return Content{Texts: s.By}
	case "stance":
		return words1(string(s.Stance))
	case "form":
		return words1(string(s.Form))
	case "basis":
		return words1(string(s.Basis))
	case "doubt":
		return words1(string(s.Doubt))
	}
	return s.Origin.field(name)
}

// Field gives what the figure holds under a field's name.
func (g *Figure) Field(name string) Content {
	switch name {
	case "id":
		return words1(g.ID)
	case "date":
		return g.days(g.Since, g.Until)
	case "measure":
		return words1(g.Measure)
	case "who":
		return words1(g.Who)
	case "low":
		return Content{Low: g.Low, High: g.High}
	case "high":
		return Content{Low: g.High, High: g.High}
	case "by":
		return Content{Texts: g.By}
	case "doubt":
		return words1(string(g.Doubt))
	case "place", "country", "precision":
		return g.Where.field(name)
	}
	return g.Origin.field(name)
}

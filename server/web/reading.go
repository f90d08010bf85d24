package web

import (
	"cmp"
	"fmt"
	"strings"

	"dateline"
	"dateline/query"
)

// Reading is one dispatch with what was found in it.
type Reading struct {
	Dispatch query.Dispatch
	Blocks   []Block
	Versions []Version
	Kinds    []Kind
	Names    []query.Party
	Stories  []query.Story
	Doubt    dateline.Doubt
	Basis    string // what the reference date rests on
	Ref      string // the reference date
	Filed    string
	At       string // words of the span that the address points to
	Edits    bool   // corrections are taken
}

// Block is a paragraph with the cards of what begins in it.
type Block struct {
	Zone   string
	Dim    bool // background, or no part of the report
	Pieces []Piece
	Cards  []Card
}

// Card is what the margin says of one value.
type Card struct {
	Kind   string // statement, event or figure
	Local  string // id within the reading
	ID     string
	Title  string
	Lines  []Line
	By     []string
	Doubt  dateline.Doubt
	Wrong  string
	Search string // address of what is said elsewhere
}

// Line is a labelled value of a card.
type Line struct{ Label, Value string }

// Version is one version of a dispatch, in the strip.
type Version struct {
	query.Dispatch
	Here bool
	Diff string // address of the differences to the version before
}

// Kind is a kind of mark, for the legend.
type Kind struct {
	Name, Label string
	Count       int
}

// NewReading lays the marks of a reading over its text. at is the span that
// the address points to; nil for none.
func NewReading(r *dateline.Reading, d query.Dispatch, at *dateline.Span) *Reading {
	text := []rune(r.Dispatch.Text)
	marks := marksOf(r)
	out := &Reading{Dispatch: d, Doubt: r.Dispatch.Doubt, Ref: r.Dispatch.Reference.Date, Basis: string(r.Dispatch.Reference.Basis)}
	if at != nil && at.Start >= 0 && at.Start < at.End && at.End <= len(text) {
		marks = append(marks, mark{"at", "at", at.Start, at.End})
		out.At = string(text[at.Start:at.End])
	}
	cards := cardsOf(r)
	s := newSweep(marks, len(text))
	seen := map[string]bool{}
	for _, b := range blocks(text, r.Dispatch.Zones) {
		end := b.to
		for end > b.from && (text[end-1] == '\n' || text[end-1] == '\r') {
			end--
		}
		b.Pieces = s.pieces(text, b.from, end, seen)
		if end < b.to {
			b.Pieces = append(b.Pieces, Piece{Text: string(text[end:b.to]), Gap: true})
		}
		for _, p := range b.Pieces {
			for _, a := range p.Anchors {
				if c, ok := cards[a]; ok {
					b.Cards = append(b.Cards, c)
				}
			}
		}
		out.Blocks = append(out.Blocks, b.Block)
	}
	out.Kinds = kindsOf(r)
	for i := range r.Names {
		n := &r.Names[i]
		if n.Kind != dateline.Group && n.Kind != dateline.PlaceName {
			out.Names = append(out.Names, query.PartyOf(n))
		}
	}
	return out
}

// stretch is a block with its place in the text.
type stretch struct {
	Block
	from, to int
}

// blocks cuts a text after blank lines and where a zone begins; joined they
// are the text.
func blocks(text []rune, zones []dateline.Zone) []stretch {
	cuts := map[int]bool{len(text): true}
	for _, z := range zones {
		if z.Zone != dateline.ZoneBody && z.Zone != dateline.ZoneDateline {
			cuts[z.Span.Start] = true
		}
	}
	var out []stretch
	from, blank := 0, 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || text[i] != '\n' && text[i] != '\r' {
			if i > from && (cuts[i] || blank >= 2) {
				z := zoneAt(zones, from)
				out = append(out, stretch{Block: Block{Zone: string(z), Dim: dimmed(z)}, from: from, to: i})
				from = i
			}
			blank = 0
			continue
		}
		if text[i] == '\n' {
			blank++
		}
	}
	return out
}

// zoneAt is the zone that the first visible words from i lie in.
func zoneAt(zones []dateline.Zone, i int) dateline.ZoneKind {
	found := dateline.ZoneBody
	for _, z := range zones {
		if z.Span.Start <= i && i < z.Span.End {
			found = z.Zone
			if z.Zone != dateline.ZoneBody {
				break
			}
		}
	}
	return found
}

func dimmed(z dateline.ZoneKind) bool {
	return z == dateline.ZoneBackground || z == dateline.ZoneBoilerplate || z == dateline.ZoneStamp
}

func kindsOf(r *dateline.Reading) []Kind {
	return []Kind{
		{"statement", "Statements", len(r.Statements)}, {"event", "Events", len(r.Events)}, {"figure", "Figures", len(r.Figures)},
		{"name", "Names", len(r.Names)}, {"date", "Dates", len(r.Dates)}, {"place", "Places", len(r.Places)},
	}
}

// cardsOf makes the cards of a reading, by the values' ids within it.
func cardsOf(r *dateline.Reading) map[string]Card {
	rows := query.Rows(r)
	out := map[string]Card{}
	for i := range rows.Statements {
		out[r.Statements[i].ID] = statementCard(r.Statements[i].ID, &rows.Statements[i])
	}
	for i := range rows.Events {
		out[r.Events[i].ID] = eventCard(r.Events[i].ID, &rows.Events[i])
	}
	for i := range rows.Figures {
		out[r.Figures[i].ID] = figureCard(r.Figures[i].ID, &rows.Figures[i])
	}
	return out
}

func statementCard(local string, s *query.Statement) Card {
	c := Card{Kind: "statement", Local: local, ID: s.ID, By: s.By, Doubt: s.Doubt, Wrong: s.Wrong}
	c.Title = visible(cmp.Or(s.Speaker.Name, s.As, "Somebody unnamed")) + " " + stanceWords(s.Stance)
	c.line("as", s.As)
	c.line("speaks as", string(s.Basis))
	c.line("words", string(s.Form))
	c.line("to", s.Addressee)
	c.line("through", s.Medium)
	c.line("when", days(s.From, s.To))
	if s.Speaker.Name != "" {
		c.Search = address("/table/statements", "speaker", quoted(s.Speaker.Name))
	}
	return c
}

func eventCard(local string, e *query.Event) Card {
	c := Card{Kind: "event", Local: local, ID: e.ID, By: e.By, Doubt: e.Doubt, Wrong: e.Wrong}
	c.Title = parties(e) + typeWords(e.Type)
	if e.Mode != "" {
		c.Title += " (" + strings.ReplaceAll(e.Mode, "-", " ") + ")"
	}
	c.line("its holder says it is", string(e.Status))
	c.line("when", days(e.From, e.To))
	c.line("where", spot(e.Where.Place, countryName(e.Where.Country)))
	if e.Background {
		c.line("told as", "background")
	}
	c.Search = address("/table/events", "type", string(e.Type))
	if len(e.Actors) > 0 {
		c.Search = address("/table/events", "type", string(e.Type), "actor", quoted(e.Actors[0].Name))
	}
	return c
}

// parties writes who acts on whom.
func parties(e *query.Event) string {
	a, t := query.Names(e.Actors), query.Names(e.Targets)
	switch {
	case a == "" && t == "":
		return ""
	case t == "":
		return visible(a) + ": "
	case a == "":
		return "→ " + visible(t) + ": "
	}
	return visible(a) + " → " + visible(t) + ": "
}

func figureCard(local string, g *query.Figure) Card {
	c := Card{Kind: "figure", Local: local, ID: g.ID, By: g.By, Doubt: g.Doubt, Wrong: g.Wrong}
	c.Title = bounds(g.Low, g.High, g.LowOpen, g.HighOpen, g.Approx) + " " + g.Measure
	c.line("who", g.Who)
	c.line("unit", g.Unit)
	c.line("of", g.Of)
	c.line("where", spot(g.Where.Place, countryName(g.Where.Country)))
	c.line("since", longDay(g.Since))
	c.line("until", longDay(g.Until))
	c.line("as of", longDay(g.AsOf))
	if g.Cumulative {
		c.line("counts", "all so far")
	}
	c.Search = address("/table/figures", "measure", g.Measure)
	return c
}

func (c *Card) line(label, value string) {
	if value != "" {
		c.Lines = append(c.Lines, Line{label, cutAt(value, 160)})
	}
}

// days writes a stretch of days.
func days(from, to string) string {
	if from == "" || to == "" || from == to {
		return longDay(from + pick(from == "", to, ""))
	}
	return longDay(from) + " to " + longDay(to)
}

// stanceWords says a stance so that it reads after the speaker.
func stanceWords(s dateline.Stance) string {
	switch s {
	case dateline.RefusesComment:
		return "refuses comment"
	case "":
		return "speaks"
	}
	return string(s)
}

// quoted makes a value of the query language of any words.
func quoted(s string) string { return fmt.Sprintf("%q", strings.ReplaceAll(s, `"`, "")) }

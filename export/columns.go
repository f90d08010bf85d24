package export

import (
	"strings"
	"time"

	"dateline"
	"dateline/query"
)

// column is one column of a table: its name, after UCDP GED where that has
// one, its type, its meaning, and how a row fills it. A nil value is missing.
type column[T any] struct {
	name, kind, doc string
	value           func(*T) any
}

// Separator stands between the values of a list in a table's cell.
const Separator = "; "

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func stamp(t *time.Time) any {
	if t == nil {
		return nil
	}
	return t.UTC().Format(time.RFC3339)
}

func number(f *float64) any {
	if f == nil {
		return nil
	}
	return *f
}

func names(p []query.Party) any {
	return text(partyList(p, func(p query.Party) string { return p.Name }))
}

func partyList(parties []query.Party, of func(query.Party) string) string {
	var all []string
	for _, p := range parties {
		all = append(all, of(p))
	}
	s := strings.Join(all, Separator)
	if strings.Trim(s, Separator) == "" {
		return ""
	}
	return s
}

func country(p query.Party) string { return p.Country }
func sector(p query.Party) string  { return p.Sector }

func last(chain []string) any {
	if len(chain) == 0 {
		return nil
	}
	return chain[len(chain)-1]
}

// spans gives the words of spans in order.
func spans(list []dateline.Span) any {
	var all []string
	for _, s := range list {
		all = append(all, s.Text)
	}
	return text(strings.Join(all, " [...] "))
}

// origin are the columns that say where a row comes from.
func origin[T any](of func(*T) *query.Origin) []column[T] {
	return []column[T]{
		{"dispatch", "text", "id of the dispatch: SHA-256 of source and text", func(r *T) any { return text(of(r).Dispatch) }},
		{"source_office", "text", "the outlet", func(r *T) any { return text(of(r).Source) }},
		{"source_date", "time", "when it was published, RFC 3339 in UTC", func(r *T) any { return stamp(of(r).Published) }},
		{"source_headline", "text", "headline of the dispatch", func(r *T) any { return text(of(r).Headline) }},
	}
}

// where are the columns of a place.
func where[T any](of func(*T) *query.Spot) []column[T] {
	return []column[T]{
		{"where_coordinates", "text", "name of the place", func(r *T) any { return text(of(r).Place) }},
		{"adm_1", "text", "first-level division", func(r *T) any { return text(of(r).Admin1) }},
		{"country", "text", "country of the place, ISO 3166-1 alpha-3", func(r *T) any { return text(of(r).Country) }},
		{"where_prec", "text", "how closely the place is known: point, town, admin2, admin1, country, region", func(r *T) any { return text(string(of(r).Precision)) }},
		{"latitude", "number", "degrees, WGS 84; missing where the place is known to a province or less", func(r *T) any { return number(of(r).Lat) }},
		{"longitude", "number", "degrees, WGS 84", func(r *T) any { return number(of(r).Lon) }},
		{"geonames", "integer", "GeoNames id of the place", func(r *T) any { return positive(of(r).GeoNames) }},
	}
}

func positive(n int) any {
	if n == 0 {
		return nil
	}
	return int64(n)
}

// claim are the columns of the holder.
func claim[T any](by func(*T) []string) []column[T] {
	return []column[T]{
		{"holder", "text", "who says so: the last link of the chain", func(r *T) any { return last(by(r)) }},
		{"chain", "text", "from the outlet to the holder", func(r *T) any { return text(strings.Join(by(r), Separator)) }},
	}
}

func join[T any](parts ...[]column[T]) []column[T] {
	var all []column[T]
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

var eventColumns = join(
	[]column[query.Event]{{"id", "text", "id of the event within the archive", func(e *query.Event) any { return e.ID }}},
	origin(func(e *query.Event) *query.Origin { return &e.Origin }),
	[]column[query.Event]{
		{"type", "text", "PLOVER type", func(e *query.Event) any { return text(string(e.Type)) }},
		{"mode", "text", "PLOVER mode", func(e *query.Event) any { return text(e.Mode) }},
		{"cameo", "text", "CAMEO code", func(e *query.Event) any { return text(e.CAMEO) }},
		{"status", "text", "what the holder says of it: actual, ongoing, planned, possible, conditional, denied", func(e *query.Event) any { return text(string(e.Status)) }},
		{"background", "flag", "recalled rather than reported", func(e *query.Event) any { return e.Background }},
		{"side_a", "text", "who acts; all parties of a mutual act", func(e *query.Event) any { return names(e.Actors) }},
		{"side_a_country", "text", "their countries, in the same order", func(e *query.Event) any { return text(partyList(e.Actors, country)) }},
		{"side_a_sector", "text", "their CAMEO sectors, in the same order", func(e *query.Event) any { return text(partyList(e.Actors, sector)) }},
		{"side_b", "text", "who is acted upon", func(e *query.Event) any { return names(e.Targets) }},
		{"side_b_country", "text", "their countries", func(e *query.Event) any { return text(partyList(e.Targets, country)) }},
		{"side_b_sector", "text", "their CAMEO sectors", func(e *query.Event) any { return text(partyList(e.Targets, sector)) }},
		{"mutual", "flag", "the act is mutual", func(e *query.Event) any { return e.Symmetric }},
		{"date_start", "day", "first day", func(e *query.Event) any { return text(e.From) }},
		{"date_end", "day", "last day, included", func(e *query.Event) any { return text(e.To) }},
	},
	where(func(e *query.Event) *query.Spot { return &e.Where }),
	claim(func(e *query.Event) []string { return e.By }),
	[]column[query.Event]{
		{"statement", "text", "id of the statement that holds it", func(e *query.Event) any { return text(e.Statement) }},
		{"words", "text", "the words that name the act", func(e *query.Event) any { return text(e.Words) }},
		{"source_original", "text", "the words it rests on", func(e *query.Event) any { return spans(e.Evidence) }},
		{"doubt", "text", "what stayed open", func(e *query.Event) any { return text(string(e.Doubt)) }},
		{"wrong", "text", "a reader's reason for marking it wrong", func(e *query.Event) any { return text(e.Wrong) }},
	})

// party is a line of the table of parties.
type party struct {
	event string
	role  string
	query.Party
}

var partyColumns = []column[party]{
	{"event", "text", "id of the event", func(p *party) any { return p.event }},
	{"role", "text", "actor or target", func(p *party) any { return p.role }},
	{"name", "text", "canonical name", func(p *party) any { return text(p.Name) }},
	{"kind", "text", "person, state, government, organization, armed-group, place, office, group", func(p *party) any { return text(string(p.Kind)) }},
	{"country", "text", "ISO 3166-1 alpha-3", func(p *party) any { return text(p.Country) }},
	{"sector", "text", "CAMEO sector", func(p *party) any { return text(p.Sector) }},
}

var statementColumns = join(
	[]column[query.Statement]{{"id", "text", "id of the statement within the archive", func(s *query.Statement) any { return s.ID }}},
	origin(func(s *query.Statement) *query.Origin { return &s.Origin }),
	[]column[query.Statement]{
		{"speaker", "text", "who says it, canonical name", func(s *query.Statement) any { return text(s.Speaker.Name) }},
		{"speaker_as", "text", "the words that name the speaker", func(s *query.Statement) any { return text(s.As) }},
		{"speaker_country", "text", "ISO 3166-1 alpha-3", func(s *query.Statement) any { return text(s.Speaker.Country) }},
		{"speaker_sector", "text", "CAMEO sector", func(s *query.Statement) any { return text(s.Speaker.Sector) }},
		{"stance", "text", "asserts, confirms, denies, doubts, refuses-comment, demands, proposes, promises, threatens, warns, accuses, apologises, withdraws", func(s *query.Statement) any { return text(string(s.Stance)) }},
		{"form", "text", "direct, mixed, indirect", func(s *query.Statement) any { return text(string(s.Form)) }},
		{"basis", "text", "official, spokesperson, institution, rebels, witness, expert, media, document, unnamed", func(s *query.Statement) any { return text(string(s.Basis)) }},
		{"cue", "text", "the word of saying", func(s *query.Statement) any { return text(s.Cue) }},
		{"content", "text", "what is said, verbatim; [...] where the text breaks it", func(s *query.Statement) any { return spans(s.Content) }},
		{"addressee", "text", "to whom", func(s *query.Statement) any { return text(s.Addressee) }},
		{"medium", "text", "how: on Twitter, by telephone", func(s *query.Statement) any { return text(s.Medium) }},
		{"date_start", "day", "first day", func(s *query.Statement) any { return text(s.From) }},
		{"date_end", "day", "last day, included", func(s *query.Statement) any { return text(s.To) }},
	},
	claim(func(s *query.Statement) []string { return s.By }),
	[]column[query.Statement]{
		{"doubt", "text", "what stayed open", func(s *query.Statement) any { return text(string(s.Doubt)) }},
		{"wrong", "text", "a reader's reason for marking it wrong", func(s *query.Statement) any { return text(s.Wrong) }},
	})

func figureColumns(best func(*query.Figure) any, rule string) []column[query.Figure] {
	return join(
		[]column[query.Figure]{{"id", "text", "id of the figure within the archive", func(g *query.Figure) any { return g.ID }}},
		origin(func(g *query.Figure) *query.Origin { return &g.Origin }),
		[]column[query.Figure]{
			{"measure", "text", "what is counted: killed, injured, displaced ...", func(g *query.Figure) any { return text(g.Measure) }},
			{"who", "text", "who is counted, in the text's words", func(g *query.Figure) any { return text(g.Who) }},
			{"low", "number", "lower bound; missing where the wording gives none", func(g *query.Figure) any { return number(g.Low) }},
			{"high", "number", "upper bound; missing where the wording gives none", func(g *query.Figure) any { return number(g.High) }},
			{"best", "number", "filled under the rule of best_rule alone", best},
			{"best_rule", "text", "the rule behind best", func(*query.Figure) any { return text(rule) }},
			{"low_open", "flag", "more than low", func(g *query.Figure) any { return g.LowOpen }},
			{"high_open", "flag", "less than high", func(g *query.Figure) any { return g.HighOpen }},
			{"approx", "flag", "about", func(g *query.Figure) any { return g.Approx }},
			{"unit", "text", "people where missing", func(g *query.Figure) any { return text(g.Unit) }},
			{"wording", "text", "the words of the number", func(g *query.Figure) any { return text(g.Wording) }},
			{"part_of", "text", "id of the figure that includes this one: never add the two", func(g *query.Figure) any { return text(g.PartOf) }},
			{"since", "day", "counted from", func(g *query.Figure) any { return text(g.Since) }},
			{"until", "day", "counted to", func(g *query.Figure) any { return text(g.Until) }},
			{"as_of", "day", "as it was known on", func(g *query.Figure) any { return text(g.AsOf) }},
			{"cumulative", "flag", "a running total", func(g *query.Figure) any { return g.Cumulative }},
			{"side", "text", "whose loss it is", func(g *query.Figure) any { return text(g.Of) }},
		},
		where(func(g *query.Figure) *query.Spot { return &g.Where }),
		claim(func(g *query.Figure) []string { return g.By }),
		[]column[query.Figure]{
			{"statement", "text", "id of the statement that holds it", func(g *query.Figure) any { return text(g.Statement) }},
			{"source_original", "text", "the words it rests on", func(g *query.Figure) any { return spans(g.Evidence) }},
			{"doubt", "text", "what stayed open", func(g *query.Figure) any { return text(string(g.Doubt)) }},
			{"wrong", "text", "a reader's reason for marking it wrong", func(g *query.Figure) any { return text(g.Wrong) }},
		})
}

var dispatchColumns = join(
	[]column[query.Dispatch]{
		{"id", "text", "SHA-256 of source and text", func(d *query.Dispatch) any { return d.ID }},
		{"source_office", "text", "the outlet", func(d *query.Dispatch) any { return text(d.Source) }},
		{"source_date", "time", "when it was published, RFC 3339 in UTC", func(d *query.Dispatch) any { return stamp(d.Published) }},
		{"source_headline", "text", "headline", func(d *query.Dispatch) any { return text(d.Headline) }},
		{"kind", "text", "new, update, correction, kill, advisory", func(d *query.Dispatch) any { return text(string(d.Kind)) }},
		{"lang", "text", "language, BCP 47", func(d *query.Dispatch) any { return text(d.Lang) }},
		{"version", "integer", "from 1", func(d *query.Dispatch) any { return positive(d.Version) }},
		{"supersedes", "text", "id of the version before", func(d *query.Dispatch) any { return text(d.Supersedes) }},
		{"superseded_by", "text", "id of the version after", func(d *query.Dispatch) any { return text(d.Superseded) }},
		{"withdrawn", "text", "why the outlet withdrew it", func(d *query.Dispatch) any { return text(d.Killed) }},
		{"address", "text", "where it was read from", func(d *query.Dispatch) any { return text(d.Address) }},
		{"statements", "integer", "how many were found", func(d *query.Dispatch) any { return int64(d.Statements) }},
		{"events", "integer", "how many were found", func(d *query.Dispatch) any { return int64(d.Events) }},
		{"figures", "integer", "how many were found", func(d *query.Dispatch) any { return int64(d.Figures) }},
		{"engine", "text", "what read it", func(d *query.Dispatch) any { return text(d.Engine) }},
	},
	where(func(d *query.Dispatch) *query.Spot { return &d.Filed }))

// Dictionary says what the columns of a format's layer mean; nil where it has
// no columns.
func Dictionary(f Format, layer Layer) []Column {
	if f.Name == "gdelt" {
		return gdeltDictionary()
	}
	if f.Name != "csv" && f.Name != "parquet" {
		return nil
	}
	switch layer {
	case Events:
		return dictionary(layer, eventColumns)
	case Parties:
		return dictionary(layer, partyColumns)
	case Statements:
		return dictionary(layer, statementColumns)
	case Figures:
		return dictionary(layer, figureColumns(nil, ""))
	}
	return dictionary(layer, dispatchColumns)
}

func dictionary[T any](layer Layer, columns []column[T]) []Column {
	var out []Column
	for _, c := range columns {
		out = append(out, Column{Layer: layer, Name: c.name, Type: c.kind, Meaning: c.doc})
	}
	return out
}

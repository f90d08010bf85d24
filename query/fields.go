package query

import "slices"

// Kind says how a field's values are written and compared.
type Kind string

// Kinds of field.
const (
	Text   Kind = "text"   // words, any of which order; quotes keep them together; a star ends a prefix
	Word   Kind = "word"   // one value of a list, compared whole, capitals or not
	Day    Kind = "date"   // 2014, 2014-09, 2014-09-03, 2014-09-01..2014-09-07
	Number Kind = "number" // 2500, 100..200
	Flag   Kind = "flag"   // yes or no
)

// On names the kinds of row that have a field.
type On string

// Kinds of row.
const (
	OnDispatch  On = "dispatch"
	OnEvent     On = "event"
	OnStatement On = "statement"
	OnFigure    On = "figure"
	OnPerson    On = "person"
	OnPlace     On = "place"
	OnStory     On = "story"
)

// Field is something that a query can ask for by name.
type Field struct {
	Name    string
	Aliases []string
	Kind    Kind
	On      []On
	Values  []string // of a Word field with a closed list, as the record writes them
	Doc     string
}

// Has tells whether rows of a kind have the field.
func (f *Field) Has(on On) bool { return slices.Contains(f.On, on) }

var (
	items    = []On{OnEvent, OnStatement, OnFigure}
	sourced  = []On{OnDispatch, OnEvent, OnStatement, OnFigure}
	everyRow = []On{OnDispatch, OnEvent, OnStatement, OnFigure, OnPerson, OnPlace, OnStory}
	acts     = []On{OnEvent, OnStory}
)

var fields = []*Field{
	{Name: "id", Kind: Word, On: everyRow, Doc: "id of the row, whole or its beginning"},
	{Name: "dispatch", Kind: Word, On: items, Doc: "id of the dispatch, whole or its beginning"},
	{Name: "source", Aliases: []string{"outlet"}, Kind: Text, On: append([]On{OnStory}, sourced...), Doc: "the outlet"},
	{Name: "headline", Aliases: []string{"title"}, Kind: Text, On: append([]On{OnStory}, sourced...), Doc: "words of the headline"},
	{Name: "published", Kind: Day, On: append([]On{OnStory}, sourced...), Doc: "day of publication"},
	{Name: "kind", Kind: Word, On: []On{OnDispatch, OnPerson}, Values: []string{"new", "update", "correction", "kill", "advisory", "person", "state", "government", "organization", "armed-group", "place", "office", "group"}, Doc: "kind of dispatch (new, update, correction, kill, advisory) or of name (person, state, organization ...)"},
	{Name: "lang", Kind: Word, On: []On{OnDispatch}, Doc: "language, BCP 47"},
	{Name: "date", Aliases: []string{"on"}, Kind: Day, On: everyRow, Doc: "when it happened, was said or counted; else day of publication"},
	{Name: "place", Aliases: []string{"where"}, Kind: Text, On: everyRow, Doc: "name of the place or of what it lies in"},
	{Name: "country", Kind: Word, On: everyRow, Doc: "country of the place or person, ISO 3166-1 alpha-3"},
	{Name: "actor", Kind: Text, On: acts, Doc: "who acts"},
	{Name: "target", Kind: Text, On: acts, Doc: "who is acted upon"},
	{Name: "party", Aliases: []string{"participant"}, Kind: Text, On: acts, Doc: "who acts or is acted upon"},
	{Name: "type", Kind: Word, On: acts, Values: eventTypes, Doc: "PLOVER type of event"},
	{Name: "mode", Kind: Word, On: []On{OnEvent}, Doc: "PLOVER mode"},
	{Name: "cameo", Kind: Word, On: []On{OnEvent}, Doc: "CAMEO code or its beginning"},
	{Name: "status", Kind: Word, On: []On{OnEvent}, Values: []string{"actual", "ongoing", "planned", "possible", "conditional", "denied"}, Doc: "what the holder says of it"},
	{Name: "background", Kind: Flag, On: []On{OnEvent}, Doc: "recalled rather than reported"},
	{Name: "by", Aliases: []string{"holder"}, Kind: Text, On: items, Doc: "anybody of the chain of attribution"},
	{Name: "speaker", Kind: Text, On: []On{OnStatement}, Doc: "who says it"},
	{Name: "stance", Kind: Word, On: []On{OnStatement}, Values: []string{"asserts", "confirms", "denies", "doubts", "refuses-comment", "demands", "proposes", "promises", "threatens", "warns", "accuses", "apologises", "withdraws"}, Doc: "stance of the speaker"},
	{Name: "form", Kind: Word, On: []On{OnStatement}, Values: []string{"direct", "mixed", "indirect"}, Doc: "form of the statement"},
	{Name: "basis", Kind: Word, On: []On{OnStatement}, Values: []string{"official", "spokesperson", "institution", "rebels", "witness", "expert", "media", "document", "unnamed"}, Doc: "basis of the speaker"},
	{Name: "measure", Kind: Word, On: []On{OnFigure}, Doc: "what is counted: killed, injured, displaced ..."},
	{Name: "who", Kind: Text, On: []On{OnFigure}, Doc: "who is counted"},
	{Name: "low", Kind: Number, On: []On{OnFigure}, Doc: "lower bound"},
	{Name: "high", Kind: Number, On: []On{OnFigure}, Doc: "upper bound"},
	{Name: "name", Kind: Text, On: []On{OnPerson, OnPlace}, Doc: "canonical name"},
	{Name: "office", Kind: Text, On: []On{OnPerson}, Doc: "office held"},
	{Name: "sector", Kind: Word, On: []On{OnPerson}, Doc: "CAMEO sector: GOV, MIL, REB ..."},
	{Name: "precision", Kind: Word, On: []On{OnPlace, OnEvent}, Values: []string{"point", "town", "admin2", "admin1", "country", "region"}, Doc: "how closely the place is known"},
	{Name: "doubt", Kind: Word, On: items, Doc: "doubt that the row carries"},
	{Name: "roots", Kind: Number, On: []On{OnStory}, Doc: "independent holders"},
	{Name: "outlets", Kind: Number, On: []On{OnStory}, Doc: "outlets that tell of it"},
}

var eventTypes = []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}

// Fields lists every field, in the order in which help shows them.
func Fields() []*Field { return slices.Clone(fields) }

// FieldNamed is the field of a name or alias, nil when there is none.
func FieldNamed(name string) *Field {
	for _, f := range fields {
		if f.Name == name || slices.Contains(f.Aliases, name) {
			return f
		}
	}
	return nil
}

// Nearest is the name of the list that name was likely meant for, "" when
// none is near: at most two letters wrong (Levenshtein 1966).
func Nearest(name string, list []string) string {
	best, found := 3, ""
	for _, f := range list {
		if d := distance(name, f); d < best && d < len(f) {
			best, found = d, f
		}
	}
	return found
}

// distance is the number of letters to add, drop or change between a and b,
// of which the first 32 bytes count.
func distance(a, b string) int {
	a, b = a[:min(len(a), 32)], b[:min(len(b), 32)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := last
			if a[i] != b[j] {
				cost++
			}
			last = row[j+1]
			row[j+1] = min(cost, last+1, row[j]+1)
		}
	}
	return row[len(b)]
}

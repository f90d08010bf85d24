package gazetteer

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Kinds of entry: those of the record's names, and outlet.
const (
	Person       = "person"
	State        = "state"
	Government   = "government"
	Organization = "organization"
	ArmedGroup   = "armed-group"
	Office       = "office"
	Group        = "group"
	Outlet       = "outlet"
)

// A Form says how the words of a text stand for an entry.
type Form uint8

// The forms. A Demonym is an adjective or a noun for people ("Ukrainian"); a Capital is a metonym that is also a town.
const (
	Name    Form = iota // a name in full or in another spelling
	Acronym             // capitals only
	Metonym             // a building, street or town that stands for it
	Capital             // a capital or seat of government, the town itself or the state that acts from it
	Demonym             // an adjective or noun made from the name of a state
)

var formNames = [...]string{"name", "acronym", "metonym", "capital", "demonym"}

// String gives the form in lower case.
func (f Form) String() string { return formNames[f] }

// An Entry is one thing the tables know. Entries are shared and must not be changed.
type Entry struct {
	Name    string // canonical: the fullest common English form
	Kind    string // person, state, government, organization, armed-group, office, group or outlet
	Country string // ISO 3166 alpha-3; "" when it is of none, of many, or of whichever country is spoken of
	Sector  string // PLOVER sector (GOV, MIL, REB ...), or ""
	Class   string // what it is within its table: "ministry", "court", "ngo", "agency", "head-of-state" ...
	City    string // seat, for outlets
	From    Day    // first day it existed under this name, 0 when not known
	To      Day    // last day, LastDay while it exists
	Source  string // the table and line it comes from
}

// ActiveOn tells whether the entry existed on a day; an unknown day counts as yes.
func (e *Entry) ActiveOn(day Day) bool { return day == 0 || e.From <= day && day <= e.To }

// Match finds the longest known name of an actor whose first token is words[i], as [Finder.Match] does. Known are
// states, their demonyms and capitals, bodies, organisations, armed groups, outlets and holders of office.
func Match(words []string, i int, fold bool) ([]Hit, int) {
	return knowledge().finder.Match(words, i, fold)
}

// Lookup finds an actor by a whole name. With fold set the case of letters decides nothing.
func Lookup(name string, fold bool) []Hit { return knowledge().finder.Lookup(name, fold) }

// A catalog is everything that [Match] can find.
type catalog struct {
	entries  []*Entry
	surfaces []surface
	faults   []fault
	finder   *Finder
}

// knowledge builds the catalog once.
var knowledge = sync.OnceValue(func() *catalog {
	c := &catalog{}
	c.addStates()
	c.addBodies()
	c.addOrganizations()
	c.addArmedGroups()
	c.addOutlets()
	c.addHolders()
	c.addPeople()
	c.finder = newFinder(c.surfaces, commonWords())
	return c
})

// commonWords reads the words that fold mode takes for themselves.
func commonWords() []string {
	rows, _ := table("common.tsv", 1)
	words := make([]string, len(rows))
	for i, r := range rows {
		words[i] = r.cell[0]
	}
	return words
}

// add enters an entry with its name and aliases.
func (c *catalog) add(e *Entry, aliases []string) *Entry {
	c.entries = append(c.entries, e)
	c.name(e, e.Name)
	for _, a := range aliases {
		c.name(e, a)
	}
	return e
}

// name enters one surface of an entry as a name or, when it is all capitals, an acronym.
func (c *catalog) name(e *Entry, text string) {
	form := Name
	if isAcronym(strings.TrimPrefix(text, "~")) {
		form = Acronym
	}
	c.form(e, text, form)
}

// form enters one surface. A tilde before it marks it as weak, and so is a person's name of one word ("Francis").
func (c *catalog) form(e *Entry, text string, form Form) {
	weak := strings.HasPrefix(text, "~") || e.Kind == Person && !strings.ContainsAny(text, " -")
	c.surfaces = append(c.surfaces, surface{strings.TrimPrefix(text, "~"), Hit{Entry: e, Form: form, Weak: weak}})
}

// isAcronym tells whether a surface is one word of two to ten capitals and digits.
func isAcronym(s string) bool {
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r == ' ' || unicode.IsLower(r):
			return false
		}
	}
	return letters >= 2 && letters <= 10
}

// span reads the two date cells of a row; what cannot be read is a fault.
func (c *catalog) span(r row, from, to int) (Day, Day) {
	a, b, bad := period(r.cell[from], r.cell[to])
	if bad != "" {
		c.faults = append(c.faults, fault{r, bad})
	}
	return a, b
}

// period reads a first and a last day, either of which may be empty.
func period(from, to string) (first, last Day, bad string) {
	last = LastDay
	if from != "" {
		var ok bool
		if first, _, ok = ParseDay(from); !ok {
			return 0, LastDay, "no date: " + from
		}
	}
	if to != "" {
		var ok bool
		if _, last, ok = ParseDay(to); !ok {
			return 0, LastDay, "no date: " + to
		}
	}
	if first > last {
		return 0, LastDay, "ends before it begins: " + from + " to " + to
	}
	return first, last, ""
}

// An index finds values by folded name.
type index[T any] map[uint64][]T

// put enters a value once under a name.
func put[T comparable](x index[T], name string, value T) {
	h := hashOf(name).hash
	if !slices.Contains(x[h], value) {
		x[h] = append(x[h], value)
	}
}

// get finds the values of a name without allocating.
func (x index[T]) get(name string) []T { return x[hashOf(name).hash] }

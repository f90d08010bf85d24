package gazetteer

import (
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Tenure is one holder's time in one office.
type Tenure struct {
	Country string   // ISO 3166 alpha-3, or the acronym of an organisation
	Office  string   // the title: "President"
	Class   string   // "head-of-state", "head-of-government", "foreign-minister" ...
	Person  string   // canonical name
	Aliases []string // other spellings
	From    Day      // first day in office, 0 when not known
	To      Day      // last day; LastDay when still in office as far as the table knows
	Source  string   // table and line
}

// Holds tells whether the tenure covers a day.
func (t *Tenure) Holds(day Day) bool { return t.From <= day && day <= t.To }

// is tells whether an office or class in any case is meant; "" is any.
func (t *Tenure) is(office string) bool {
	return office == "" || strings.EqualFold(office, t.Class) || Fold(office) == Fold(t.Office)
}

// Holder gives who held an office of a country on a day. The office is a title or a class, or "" for every office of the
// country. More than one is returned for shared offices, overlapping claims and days of handing over.
func Holder(country, office string, day Day) []*Tenure {
	var out []*Tenure
	for _, t := range offices().country[country] {
		if t.Holds(day) && t.is(office) {
			out = append(out, t)
		}
	}
	return out
}

// Tenures gives every tenure of a person by full name or alias, the earliest first.
func Tenures(person string) []*Tenure { return offices().person.get(person) }

// PersonByName gives the canonical name of an office holder from a full name or alias; ok is false when unknown.
func PersonByName(name string) (canonical string, ok bool) {
	if t := Tenures(name); t != nil {
		return t[0].Person, true
	}
	return "", false
}

// A Claim is what a dispatch says of a person in passing: this person in this office of this country. Office and
// Country may be "" when the dispatch does not say; Person may be a surname alone.
type Claim struct{ Person, Office, Country string }

// Years works out an unwritten year. It gives, in order, the years in which the day and month fell on the weekday
// (any weekday when nil) and every claim about a known person was true on that day. Claims about persons that no table
// knows are passed over; when none is left the answer is nil, because nothing is known.
func Years(claims []Claim, month, day int, weekday *time.Weekday) []int {
	return offices().years(claims, month, day, weekday)
}

// years is Years over one register.
func (g *register) years(claims []Claim, month, day int, weekday *time.Weekday) []int {
	var known [][]*Tenure
	for _, c := range claims {
		if t := g.claimed(c); t != nil {
			known = append(known, t)
		}
	}
	if known == nil {
		return nil
	}
	var years []int
	for y := firstYear; y <= g.lastYear; y++ {
		d := DayOf(y, month, day)
		if d.Exists() && (weekday == nil || d.Weekday() == *weekday) && allHold(known, d) {
			years = append(years, y)
		}
	}
	return years
}

// The years that Years considers at least: from firstYear to the year the tables were written.
const (
	firstYear = 1945
	asOfYear  = 2026
)

// claimed gives the tenures that a claim may mean.
func (g *register) claimed(c Claim) []*Tenure {
	found := g.person.get(c.Person)
	if found == nil {
		found = g.surname.get(c.Person)
	}
	var out []*Tenure
	for _, t := range found {
		if (c.Country == "" || c.Country == t.Country) && t.is(c.Office) {
			out = append(out, t)
		}
	}
	return out
}

// allHold tells whether of each claim at least one tenure covers the day.
func allHold(claims [][]*Tenure, d Day) bool {
	for _, tenures := range claims {
		if !slices.ContainsFunc(tenures, func(t *Tenure) bool { return t.Holds(d) }) {
			return false
		}
	}
	return true
}

// columns of the tables in offices/.
const (
	officeCountry = iota
	officeTitle
	officeClass
	officeHolder
	officeAliases
	officeFrom
	officeTo
	officeColumns
)

// A register is the office tables with their indexes.
type register struct {
	all      []*Tenure
	country  map[string][]*Tenure
	person   index[*Tenure]
	surname  index[*Tenure]
	lastYear int // the year of the latest date in the tables
	faults   []fault
}

// offices reads every table in offices/ once.
var offices = sync.OnceValue(func() *register {
	g := &register{country: map[string][]*Tenure{}, person: index[*Tenure]{}, surname: index[*Tenure]{}, lastYear: asOfYear}
	names, _ := fs.Glob(files, "data/offices/*.tsv")
	for _, name := range names {
		rows, faults := table(strings.TrimPrefix(name, "data/"), officeColumns)
		g.faults = append(g.faults, faults...)
		for _, r := range rows {
			if r.cell[officeCountry] != "country" { // the header line
				g.add(r)
			}
		}
	}
	for _, found := range g.person {
		slices.SortStableFunc(found, func(a, b *Tenure) int { return int(a.From - b.From) })
	}
	return g
})

// add enters one row.
func (g *register) add(r row) {
	from, to, bad := period(r.cell[officeFrom], r.cell[officeTo])
	if bad != "" {
		g.faults = append(g.faults, fault{r, bad})
		return
	}
	t := &Tenure{Country: r.cell[officeCountry], Office: r.cell[officeTitle], Class: r.cell[officeClass],
		Person: r.cell[officeHolder], Aliases: r.list(officeAliases), From: from, To: to, Source: r.where()}
	g.all = append(g.all, t)
	g.country[t.Country] = append(g.country[t.Country], t)
	for _, name := range append([]string{t.Person}, t.Aliases...) {
		put(g.person, name, t)
		for _, s := range surnames(name, t.Country) {
			put(g.surname, s, t)
		}
	}
	g.lastYear = max(g.lastYear, from.Year())
	if to != LastDay {
		g.lastYear = max(g.lastYear, to.Year())
	}
}

// familyFirst names the countries where the family name is written first; in Vietnam people go by the last word too.
var familyFirst = map[string]bool{"CHN": true, "KOR": true, "PRK": true, "TWN": true, "HKG": true, "VNM": true, "KHM": true}

// particles begin a surname of two or more words.
var particles = map[string]bool{"al": true, "el": true, "bin": true, "ben": true, "ibn": true, "abu": true, "de": true,
	"da": true, "di": true, "del": true, "della": true, "dos": true, "van": true, "von": true, "der": true, "den": true,
	"la": true, "le": true, "ould": true, "ter": true, "du": true}

// surnames gives what a full name may be shortened to, in folded form: the last word, the last words with their
// particles ("al assad", "de la rua", "van rompuy"), and the first word where the family name comes first.
func surnames(name, country string) []string {
	words := strings.Fields(Fold(name))
	if len(words) < 2 {
		return words
	}
	last := len(words) - 1
	out := []string{words[last]}
	if familyFirst[country] {
		out = append(out, words[0])
	}
	start := last
	for start > 1 && particles[words[start-1]] {
		start--
	}
	if start < last {
		out = append(out, strings.Join(words[start:], " "))
	}
	return out
}

// addHolders enters the persons of the office tables, each once for a country, with the class of the latest office.
func (c *catalog) addHolders() {
	g := offices()
	c.faults = append(c.faults, g.faults...)
	type key struct{ person, country string }
	seen := map[key]*Entry{}
	known := peopleNames()
	for _, t := range g.all {
		k := key{t.Person, t.Country}
		if e, ok := seen[k]; ok {
			if t.To >= e.To {
				e.Class = t.Class
			}
			e.From, e.To = min(e.From, t.From), max(e.To, t.To)
			continue
		}
		country := t.Country
		if LandByCode(country) == nil {
			if known[Fold(t.Person)] {
				continue // the table of people says more of them
			}
			country = ""
		}
		seen[k] = c.add(&Entry{Name: t.Person, Kind: Person, Country: country, Sector: "GOV", Class: t.Class,
			From: t.From, To: t.To, Source: t.Source}, t.Aliases)
	}
}

// peopleNames are the folded names of the table of people.
func peopleNames() map[string]bool {
	rows, _ := table("people.tsv", personColumns)
	known := make(map[string]bool, len(rows))
	for _, r := range rows {
		known[Fold(r.cell[personName])] = true
	}
	return known
}

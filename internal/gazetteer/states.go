package gazetteer

import (
	"strings"
	"sync"
)

// A Land is a state or territory, of today or of the past, recognised or not.
type Land struct {
	*Entry              // Country is the code under which the record names it
	ISO3       string   // ISO 3166-1 alpha-3, ISO 3166-3 for a former state, "" for a self-declared one
	ISO2       string   // alpha-2, "" when there is none
	Status     string   // state, territory, self-declared or former
	Aliases    []string // other names
	Adjectives []string // "Ukrainian"
	People     []string // nouns for its people: singular and plural of each
	Capitals   []string // the capital's names, the common one first; ~ leads those that also mean other things
	Seats      []string // other towns that stand for its government
	Parent     string   // for a territory the state it belongs to, for a self-declared one the state that claims it,
	// for a former one the state that follows it
}

// LandByCode finds a state by ISO 3166 alpha-3 or alpha-2 code, in capitals. It gives nil for an unknown code.
func LandByCode(code string) *Land { return lands().code[code] }

// LandsByName finds states by name or alias; more than one only where a name is shared or was inherited.
func LandsByName(name string) []*Land { return lands().name.get(name) }

// Demonyms gives the states that an adjective or noun for people belongs to ("Korean": KOR and PRK).
func Demonyms(word string) []*Land { return lands().demonym.get(word) }

// CapitalOf gives the states of which a town is the capital, or was, or where the government sits.
func CapitalOf(town string) []*Land { return lands().capital.get(town) }

// CountriesOf gives the alpha-3 codes behind a name, demonym or capital of a state, in that order of preference.
func CountriesOf(word string) []string {
	for _, x := range []index[*Land]{lands().name, lands().demonym, lands().capital} {
		if found := x.get(word); found != nil {
			codes := make([]string, len(found))
			for i, l := range found {
				codes[i] = l.Country
			}
			return codes
		}
	}
	return nil
}

// An atlas is states.tsv with its indexes.
type atlas struct {
	all     []*Land
	code    map[string]*Land
	name    index[*Land]
	demonym index[*Land]
	capital index[*Land]
	faults  []fault
}

// columns of states.tsv.
const (
	stateISO3 = iota
	stateISO2
	stateStatus
	stateName
	stateAliases
	stateAdjectives
	statePeople
	stateCapital
	stateSeats
	stateParent
	stateFrom
	stateTo
	stateColumns
)

// lands reads the table once.
var lands = sync.OnceValue(func() *atlas {
	a := &atlas{code: map[string]*Land{}, name: index[*Land]{}, demonym: index[*Land]{}, capital: index[*Land]{}}
	var rows []row
	rows, a.faults = table("states.tsv", stateColumns)
	for _, r := range rows {
		a.add(r)
	}
	return a
})

// add enters one row.
func (a *atlas) add(r row) {
	c := r.cell
	l := &Land{ISO3: c[stateISO3], ISO2: c[stateISO2], Status: c[stateStatus], Aliases: r.list(stateAliases),
		Adjectives: r.list(stateAdjectives), Capitals: r.list(stateCapital), Seats: r.list(stateSeats), Parent: c[stateParent]}
	l.People = people(r.list(statePeople), l.Adjectives)
	from, to, bad := period(c[stateFrom], c[stateTo])
	if bad != "" {
		a.faults = append(a.faults, fault{r, bad})
	}
	l.Entry = &Entry{Name: c[stateName], Kind: State, Country: l.ISO3, Sector: "GOV", Class: l.Status,
		From: from, To: to, Source: r.where()}
	if l.ISO3 == "" {
		l.Country = l.Parent
	}
	a.all = append(a.all, l)
	a.index(l)
}

// index enters a state under its codes, names, demonyms and capitals.
func (a *atlas) index(l *Land) {
	for _, code := range []string{l.ISO3, l.ISO2} {
		if _, taken := a.code[code]; code != "" && !taken {
			a.code[code] = l
		}
	}
	for _, x := range []struct {
		index index[*Land]
		lists [2][]string
	}{{a.name, [2][]string{{l.Name}, l.Aliases}}, {a.demonym, [2][]string{l.Adjectives, l.People}}, {a.capital, [2][]string{l.Capitals, l.Seats}}} {
		for _, names := range x.lists {
			for _, n := range names {
				put(x.index, strings.TrimPrefix(n, "~"), l)
			}
		}
	}
}

// people completes the nouns for people. A noun written "Spaniard" has the plural in s, "Frenchman/Frenchmen" its own;
// without a noun the adjective serves, alone when it ends in a hiss (Chinese, Swiss, Irish) and with a plural otherwise.
func people(nouns, adjectives []string) []string {
	var out []string
	for _, n := range nouns {
		if n == "-" {
			return nil
		}
		one, many, ok := strings.Cut(n, "/")
		if !ok {
			many = one + "s"
		} else if one[0] == '~' && many[0] != '~' {
			many = "~" + many
		}
		out = append(out, one, many)
	}
	if nouns != nil {
		return out
	}
	for _, adj := range adjectives {
		if !strings.HasSuffix(adj, "ese") && !strings.HasSuffix(adj, "sh") && !strings.HasSuffix(adj, "s") && !strings.HasSuffix(adj, "ch") {
			out = append(out, adj+"s")
		}
	}
	return out
}

// addStates enters states with all their surfaces.
func (c *catalog) addStates() {
	a := lands()
	c.faults = append(c.faults, a.faults...)
	for _, l := range a.all {
		c.add(l.Entry, l.Aliases)
		for _, x := range []struct {
			names []string
			form  Form
		}{{l.Adjectives, Demonym}, {l.People, Demonym}, {l.Capitals, Capital}, {l.Seats, Capital}} {
			for _, s := range x.names {
				c.form(l.Entry, s, x.form)
			}
		}
	}
}

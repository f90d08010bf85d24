package gazetteer

import "sync"

// columns of bodies.tsv.
const (
	bodyName = iota
	bodyAliases
	bodyMetonyms
	bodyKind
	bodyCountry
	bodySector
	bodyClass
	bodyFrom
	bodyTo
	bodyColumns
)

// addBodies enters the bodies of states: ministries, chambers, courts, services, forces, and the buildings that stand
// for them. A body without a country ("Foreign Ministry") is that of whichever country is spoken of.
func (c *catalog) addBodies() {
	for _, r := range c.rows("bodies.tsv", bodyColumns) {
		from, to := c.span(r, bodyFrom, bodyTo)
		e := &Entry{Name: r.cell[bodyName], Kind: r.cell[bodyKind], Country: r.cell[bodyCountry],
			Sector: r.cell[bodySector], Class: r.cell[bodyClass], From: from, To: to, Source: r.where()}
		for _, m := range r.list(bodyMetonyms) {
			c.form(e, m, Metonym) // before its names: "Kremlin" is both, and is found as a metonym
		}
		c.add(e, r.list(bodyAliases))
	}
}

// columns of organizations.tsv.
const (
	orgName = iota
	orgAliases
	orgCountry
	orgSector
	orgClass
	orgFrom
	orgTo
	orgColumns
)

// addOrganizations enters international and regional organisations, non-governmental ones and parties.
func (c *catalog) addOrganizations() {
	for _, r := range c.rows("organizations.tsv", orgColumns) {
		from, to := c.span(r, orgFrom, orgTo)
		c.add(&Entry{Name: r.cell[orgName], Kind: Organization, Country: r.cell[orgCountry],
			Sector: r.cell[orgSector], Class: r.cell[orgClass], From: from, To: to, Source: r.where()}, r.list(orgAliases))
	}
}

// addArmedGroups enters armed groups, movements and self-declared entities; the columns are those of organizations.tsv.
func (c *catalog) addArmedGroups() {
	for _, r := range c.rows("armed_groups.tsv", orgColumns) {
		from, to := c.span(r, orgFrom, orgTo)
		c.add(&Entry{Name: r.cell[orgName], Kind: ArmedGroup, Country: firstOf(r.list(orgCountry)),
			Sector: r.cell[orgSector], Class: r.cell[orgClass], From: from, To: to, Source: r.where()}, r.list(orgAliases))
	}
}

// firstOf gives the first value of a list, or "".
func firstOf(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// columns of outlets.tsv.
const (
	outletName = iota
	outletAliases
	outletCountry
	outletCity
	outletClass
	outletFrom
	outletTo
	outletColumns
)

// addOutlets enters news agencies, broadcasters and papers.
func (c *catalog) addOutlets() {
	for _, r := range c.rows("outlets.tsv", outletColumns) {
		from, to := c.span(r, outletFrom, outletTo)
		c.add(&Entry{Name: r.cell[outletName], Kind: Outlet, Country: r.cell[outletCountry], Sector: "JRN",
			Class: r.cell[outletClass], City: r.cell[outletCity], From: from, To: to, Source: r.where()}, r.list(outletAliases))
	}
}

// columns of people.tsv.
const (
	personName = iota
	personAliases
	personCountry
	personSector
	personClass
	personColumns
)

// addPeople enters people known without an office of state.
func (c *catalog) addPeople() {
	for _, r := range c.rows("people.tsv", personColumns) {
		c.add(&Entry{Name: r.cell[personName], Kind: Person, Country: r.cell[personCountry], Sector: r.cell[personSector],
			Class: r.cell[personClass], To: LastDay, Source: r.where()}, r.list(personAliases))
	}
}

// rows reads a table and keeps its faults.
func (c *catalog) rows(file string, columns int) []row {
	rows, faults := table(file, columns)
	c.faults = append(c.faults, faults...)
	return rows
}

// OutletByName finds an outlet by a whole name or alias, whatever its case ("RIA", "Agence France-Presse"), or nil.
// In a dateline or byline, where only an outlet can stand, even "It's Time" style common words are looked up.
func OutletByName(name string) *Entry {
	if found := outlets().get(name); found != nil {
		return found[0]
	}
	return nil
}

// outlets indexes outlets by every name.
var outlets = sync.OnceValue(func() index[*Entry] {
	x := index[*Entry]{}
	for _, s := range knowledge().surfaces {
		if s.hit.Entry.Kind == Outlet {
			put(x, s.text, s.hit.Entry)
		}
	}
	return x
})

// PersonsBySurname gives the known persons, in office or not, whose name ends in a surname ("Basayev", "al-Houthi") or,
// where the family name comes first, begins with it. Several persons may share it.
func PersonsBySurname(surname string) []*Entry { return surnameIndex().get(surname) }

// surnameIndex indexes every person of the catalog.
var surnameIndex = sync.OnceValue(func() index[*Entry] {
	x := index[*Entry]{}
	for _, e := range knowledge().entries {
		if e.Kind != Person {
			continue
		}
		for _, s := range surnames(e.Name, e.Country) {
			put(x, s, e)
		}
	}
	return x
})

package gazetteer

import "sync"

// A Role is what a noun or noun phrase says of somebody: "spokesman", "foreign minister", "gunmen", "residents".
type Role struct {
	Term   string // in the singular unless there is only a plural
	Kind   string // person or group; several persons are a group
	Sector string // PLOVER sector, "" when it is that of the body spoken for ("spokesman")
	Class  string // what it makes of its bearer: "spokesperson", "head-of-state", "soldier" ...
	Plural bool   // the words found were the plural, or name several people
}

// MatchRole finds the longest role whose first token is words[i] and gives its meanings and length in tokens, or nil and
// 0. Roles are found in any case: titles are capitalised. It does not allocate.
func MatchRole(words []string, i int) ([]Role, int) {
	r := roles()
	hits, n := r.finder.Match(words, i, true)
	if n == 0 {
		return nil, 0
	}
	return r.hits[hits[0].Entry], n
}

// RoleByTerm finds the meanings of a whole role noun or phrase, singular or plural.
func RoleByTerm(term string) []Role {
	r := roles()
	hits := r.finder.Lookup(term, true)
	if hits == nil {
		return nil
	}
	return r.hits[hits[0].Entry]
}

// columns of roles.tsv.
const (
	roleTerm = iota
	rolePlural
	roleKind
	roleSector
	roleClass
	roleColumns
)

// A cast is roles.tsv with its finder. The finder's entries are only keys: one for each way of writing.
type cast struct {
	finder *Finder
	hits   map[*Entry][]Role
	faults []fault
}

// roles reads the table once.
var roles = sync.OnceValue(func() *cast {
	rows, faults := table("roles.tsv", roleColumns)
	c := &cast{hits: map[*Entry][]Role{}, faults: faults}
	keys := map[string]*Entry{}
	var surfaces []surface
	enter := func(text string, role Role) {
		key, ok := keys[Fold(text)]
		if !ok {
			key = &Entry{Name: text}
			keys[Fold(text)] = key
			surfaces = append(surfaces, surface{text, Hit{Entry: key}})
		}
		c.hits[key] = append(c.hits[key], role)
	}
	for _, r := range rows {
		role := Role{r.cell[roleTerm], r.cell[roleKind], r.cell[roleSector], r.cell[roleClass], false}
		enterRole(role, r.cell[rolePlural], enter)
	}
	c.finder = newFinder(surfaces, nil)
	return c
})

// enterRole enters the singular and the plural of a role. The plural cell is empty for the plural in s, "-" for none,
// "=" for a word that is plural itself ("police", "gunmen").
func enterRole(role Role, plural string, enter func(string, Role)) {
	many := role
	many.Plural = true
	if many.Kind == Person {
		many.Kind = Group
	}
	switch plural {
	case "-":
		enter(role.Term, role)
	case "=":
		enter(role.Term, many)
	case "":
		enter(role.Term, role)
		enter(pluralOf(role.Term), many)
	default:
		enter(role.Term, role)
		for _, p := range list(plural) {
			enter(p, many)
		}
	}
}

// pluralOf makes the regular plural of a phrase's last word; "-man" becomes "-men".
func pluralOf(term string) string {
	n := len(term)
	switch {
	case n > 3 && term[n-3:] == "man":
		return term[:n-2] + "en"
	case n > 1 && term[n-1] == 'y' && !isVowel(term[n-2]):
		return term[:n-1] + "ies"
	case n > 1 && (term[n-1] == 's' || term[n-1] == 'x' || term[n-2:] == "ch" || term[n-2:] == "sh"):
		return term + "es"
	}
	return term + "s"
}

// isVowel tells whether an ASCII letter is a vowel.
func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

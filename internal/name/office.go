package name

import (
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
)

// offices reads the office that the words beside a person's name give: before
// it ("Kremlin spokesman Dmitry Peskov") or after it ("Peskov, a spokesman for
// the Kremlin").
func (p *page) offices() {
	for i := range p.all {
		if p.all[i].Kind != dateline.Person {
			continue
		}
		if !p.officeBefore(i) {
			p.officeAfter(i)
		}
	}
}

// the longest role in tokens that is looked for before a name.
const maxRole = 6

func (p *page) officeBefore(i int) bool {
	f := &p.all[i]
	end := f.First
	if p.word(end-1) == "," && end > 1 {
		end--
	}
	floor := 0
	if f.Sentence >= 0 {
		floor = p.doc.Sentences[f.Sentence].First
	}
	for j := max(floor, end-maxRole); j < end; j++ {
		roles, n := gazetteer.MatchRole(p.view.words[:end], j)
		if n == 0 || j+n != end || roles[0].Kind != gazetteer.Person {
			continue
		}
		if end != f.First && !p.ownedBy(j) {
			return false // "the president, X" is read only with the owner before it
		}
		p.give(i, j, end, roles, p.ownerBefore(j, floor))
		return true
	}
	return false
}

func (p *page) ownedBy(j int) bool { return p.ownerBefore(j, 0) != nil }

// give notes the role of tokens [j, end) for person i.
func (p *page) give(i, j, end int, roles []gazetteer.Role, owner *found) {
	f := &p.all[i]
	role := roles[0]
	for _, r := range roles {
		if r.Kind == gazetteer.Person && (r.Sector != "" || owner == nil) {
			role = r
			break
		}
	}
	first := j
	for k := j - 1; k >= 0 && k >= j-2 && qualifies(p.word(k)); k-- {
		first = k
	}
	words := p.plainName(first, end)
	f.Office = words
	f.as = asset{office: words, sector: role.Sector, former: first < j && past(p.word(first))}
	if owner == nil {
		return
	}
	f.as.country = owner.Country
	if f.as.sector == "" {
		f.as.sector = owner.Sector
	}
	f.as.office = p.fullOffice(words, role, owner)
}

// fullOffice is "President of Ukraine", "Kremlin spokesman".
func (p *page) fullOffice(words string, role gazetteer.Role, owner *found) string {
	if owner.Kind == dateline.State {
		if high(role.Class) {
			return capitalised(words) + " of " + article(owner.name) + owner.name
		}
		return adjective(owner.Country, owner.entry) + " " + words
	}
	return p.plainName(owner.First, owner.Last) + " " + words
}

// article is "the " before the names of states that take it.
func article(state string) string {
	for _, w := range []string{"United ", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives", "Soviet Union", "Democratic Republic", "Central African", "Dominican", "Czech Republic", "Republic"} {
		if strings.HasPrefix(state, w) {
			return "the "
		}
	}
	return ""
}

func high(class string) bool {
	return strings.HasPrefix(class, "head-of-") || strings.HasSuffix(class, "minister")
}

func capitalised(s string) string {
	if s != "" && 'a' <= s[0] && s[0] <= 'z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// qualifies tells whether a word before a role belongs to it.
func qualifies(w string) bool {
	switch strings.ToLower(w) {
	case "deputy", "vice", "acting", "interim", "assistant", "senior", "chief", "first", "elect", "designate":
		return true
	}
	return past(w)
}

// past tells whether a word says that an office is not held now.
func past(w string) bool {
	switch strings.ToLower(w) {
	case "former", "ex", "late", "ousted", "deposed", "exiled", "then", "outgoing", "incoming":
		return true
	}
	return false
}

// ownerBefore is the state or body right before a role.
func (p *page) ownerBefore(j, floor int) *found {
	k := j - 1
	for k >= floor && (qualifies(p.word(k)) || p.word(k) == "'s" || p.word(k) == "’s" || p.word(k) == "-") {
		k--
	}
	return p.ownerAt(k)
}

func (p *page) ownerAt(k int) *found {
	if k < 0 || k >= len(p.taken) || p.taken[k] == 0 {
		return nil
	}
	if f := &p.all[p.taken[k]-1]; f.Kind != dateline.Person {
		return f
	}
	return nil
}

// officeAfter reads "X, the foreign minister of Y" and "X, Y's foreign
// minister".
func (p *page) officeAfter(i int) {
	f := &p.all[i]
	if f.Sentence < 0 {
		return
	}
	last := p.doc.Sentences[f.Sentence].Last
	if c := p.word(f.Last); c != "," && c != "(" {
		return
	}
	for j := f.Last + 1; j < min(f.Last+7, last); j++ {
		if p.taken[j] != 0 && p.all[p.taken[j]-1].Kind == dateline.Person {
			return
		}
		roles, n := gazetteer.MatchRole(p.view.words[:last], j)
		if n == 0 || roles[0].Kind != gazetteer.Person || p.taken[j] != 0 {
			if w := strings.ToLower(p.word(j)); p.taken[j] == 0 && !qualifies(w) && w != "the" && w != "a" && w != "an" && w != "'s" && w != "’s" {
				return
			}
			continue
		}
		owner := p.ownerBefore(j, f.Last)
		if owner == nil {
			owner = p.ownerFollowing(j+n, last)
		}
		p.give(i, j, j+n, roles, owner)
		return
	}
}

// ownerFollowing is the body after "of", "for" or "to".
func (p *page) ownerFollowing(k, last int) *found {
	switch strings.ToLower(p.word(k)) {
	case "of", "for", "to", "at":
		k++
	default:
		return nil
	}
	if k < last && strings.EqualFold(p.word(k), "the") {
		k++
	}
	if k >= last {
		return nil
	}
	return p.ownerAt(k)
}

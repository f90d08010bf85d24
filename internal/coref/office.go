package coref

import (
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// office is what the words of a noun phrase or of a name's office make of
// their bearer.
type office struct {
	term  string // "president"
	class string // "head-of-state"
	group bool
	end   int // the token after its words
}

// officeOf is the longest role that ends with a phrase's head, or begins with
// it ("heads of state").
func (p *page) officeOf(x *phrase) (office, bool) {
	s := p.doc.Sentences[x.sentence]
	for j := max(x.first, x.head-3); j <= x.head; j++ {
		roles, n := gazetteer.MatchRole(p.words[:s.Last], j)
		if n > 0 && (j+n == x.head+1 || j == x.head) {
			o := officeAs(leading(roles))
			o.end = j + n
			return o, true
		}
	}
	return office{}, false
}

// leading is the meaning of a role that leads a state, where it has one: a
// president may be a company's too; else the likeliest.
func leading(roles []gazetteer.Role) gazetteer.Role {
	for _, r := range roles {
		if leads(r.Class) {
			return r
		}
	}
	return roles[0]
}

// officeAs tells persons in the plural, who are a group to the tables, from
// bodies.
func officeAs(r gazetteer.Role) office {
	o := office{term: r.Term, class: r.Class, group: r.Kind == gazetteer.Group}
	if r.Plural {
		if one := gazetteer.RoleByTerm(r.Term); one != nil && one[0].Kind == gazetteer.Person {
			o.group = false
		}
		o.group = o.group && r.Class != "both-heads"
	}
	return o
}

// heldBy is the class of the office that a name has: "President of Chad",
// "Kremlin spokesman".
func heldBy(n *dateline.Name) string {
	words, _, _ := strings.Cut(n.Office, " of ")
	for words != "" {
		if r := gazetteer.RoleByTerm(words); r != nil {
			return leading(r).Class
		}
		_, words, _ = strings.Cut(words, " ")
	}
	return ""
}

// leads tells whether a class is that of one who leads a state.
func leads(class string) bool {
	return class == "head-of-state" || class == "head-of-government" || class == "ruler"
}

// suits tells whether the holder of a name's office may be called by o.
func (l *linker) suits(n int, o office) bool {
	name := &l.names[n]
	if name.Kind != dateline.Person || name.Office == "" {
		return false
	}
	class := l.class(n)
	head := o.term[strings.LastIndexByte(o.term, ' ')+1:]
	switch {
	case hasWord(name.Office, o.term), hasWord(name.Office, head) && o.class == class:
		return true
	case o.class == "leader", o.class == "both-heads" && strings.Contains(o.term, "leader"):
		return leads(class) || class == "leader"
	case o.class == "both-heads" && strings.HasPrefix(o.term, "head"):
		return leads(class)
	case o.class == "both-heads" || o.class == "minister" && head == "minister":
		return strings.HasSuffix(class, strings.TrimSuffix(head, "s")) || head == "presidents" && class == "head-of-state"
	}
	return o.class == class && (o.class == "spokesperson" || leads(class) || strings.HasSuffix(class, "minister"))
}

// class is heldBy, worked out once a name.
func (l *linker) class(n int) string {
	for len(l.classes) < len(l.names) {
		l.classes = append(l.classes, heldBy(&l.names[len(l.classes)]))
	}
	return l.classes[n]
}

// hasWord tells whether words hold term as whole words, in any case.
func hasWord(words, term string) bool {
	for len(words) >= len(term) && term != "" {
		if strings.EqualFold(words[:len(term)], term) && (len(words) == len(term) || words[len(term)] == ' ') {
			return true
		}
		_, rest, ok := strings.Cut(words, " ")
		if !ok {
			return false
		}
		words = rest
	}
	return false
}

// roles ties "the president", "the Ukrainian minister" to the last person with
// such an office, and to its holder on the day where the text names nobody.
func (l *linker) roles() {
	for i := range l.all {
		x := &l.all[i]
		if x.form != nounForm || x.joined || x.name >= 0 || l.set[l.find(i)].name >= 0 {
			continue
		}
		d := l.determiner(x)
		if d == indefinite || d == bare {
			continue
		}
		s, stood := stands()[0][x.key]
		if x.traits&sing == 0 || stood && s.only {
			if stood && (s.only || s.kinds[0] == dateline.ArmedGroup) {
				l.only(i, s)
			}
			continue
		}
		o, ok := l.officeOf(x)
		if ok && !o.group {
			x.reach = max(x.reach, o.end)
			l.role(i, o)
			continue
		}
		if l.headOfName(i) || d == possessed {
			continue
		}
		if stood {
			l.standFor(i, s)
		}
	}
}

// headOfName ties "the bank", "the ministry" to the last name that ends with
// that word.
func (l *linker) headOfName(i int) bool {
	x := &l.all[i]
	country := l.owner(x)
	for k := i - 1; k >= l.from(x.sentence-officeWindow); k-- {
		n := l.all[k].name
		if n < 0 || l.within(k, i) || !strings.EqualFold(lastWord(l.names[n].Name), x.key) || country != "" && l.names[n].Country != country || !l.fresh(i, n) {
			continue
		}
		l.give(i, n)
		return true
	}
	return false
}

// only ties "the rebels", "the city" to the one name of their kind in the
// sentences before; where there are two it stays open.
func (l *linker) only(i int, s stand) {
	x := &l.all[i]
	one := -1
	for k := i - 1; k >= l.from(x.sentence-s.sentences); k-- {
		n := l.all[k].name
		if n < 0 || l.names[n].Kind != s.kinds[0] || n == one || l.within(k, i) {
			continue
		}
		if one >= 0 {
			return
		}
		one = n
	}
	if one >= 0 && l.fresh(i, one) {
		l.give(i, one)
	}
}

// role ties one office to its holder.
func (l *linker) role(i int, o office) {
	x := &l.all[i]
	if l.person(x.last) || l.person(x.head+1) { // "the president, Idriss Deby" and "President Deby" are read with the name
		return
	}
	country := l.owner(x)
	for k := i - 1; k >= l.from(x.sentence-officeWindow); k-- {
		n := l.all[k].name
		if n < 0 || !l.suits(n, o) || country != "" && l.names[n].Country != country || l.nested(k, i) {
			continue
		}
		l.give(i, n)
		return
	}
	if country != "" && leads(o.class) {
		if n := l.holder(country, o.class); n >= 0 {
			l.give(i, n)
		}
	}
}

// officeWindow is how many sentences back an office looks for its holder.
const officeWindow = 12

// person tells whether a person's mention begins at token i.
func (l *linker) person(i int) bool {
	return i < len(l.start) && l.start[i] >= 0 && l.mentions[l.start[i]].Kind == dateline.Person
}

// owner is the state that a phrase names as its own: "the Chadian president",
// "the president of Chad", "Chad's president".
func (l *linker) owner(x *phrase) string {
	for i := x.first; i < min(x.last, x.first+24); i++ {
		k := l.start[i]
		if k < 0 || l.mentions[k].Country == "" || i == x.head || l.mentions[k].Kind == dateline.Person {
			continue
		}
		if h := l.doc.Tree.Head(l.mentions[k].Head); h == x.head && (i < x.head || l.of(i)) {
			return l.mentions[k].Country
		}
	}
	return ""
}

// of tells whether "of" leads to the phrase that begins at token i, an article
// aside.
func (l *linker) of(i int) bool {
	if i > 0 && l.doc.Tags[i-1].UPOS == text.DET {
		i--
	}
	return i > 0 && strings.EqualFold(l.doc.Word(i-1), "of")
}

// standFor ties "the country", "the group" to the last name of its kinds; one
// that acts or is named outright comes before a demonym.
func (l *linker) standFor(i int, s stand) {
	x := &l.all[i]
	country := l.owner(x)
	best := -1
	for k := i - 1; k >= l.from(x.sentence-s.sentences); k-- {
		y := &l.all[k]
		if y.name < 0 || !s.has(l.names[y.name].Kind) || l.within(k, i) || country != "" && l.names[y.name].Country != country {
			continue
		}
		if y.mention < 0 || l.mentions[y.mention].Form != dateline.FormDemonym {
			best = y.name
			break
		}
		if best < 0 {
			best = y.name
		}
	}
	if best >= 0 && (s.kinds[0] == dateline.State || l.fresh(i, best)) {
		l.give(i, best)
	}
}

// fresh tells whether a noun adds no word that tells it from the name: "the
// armed group" may be any group, "the Shiite group" is a matter of knowledge.
func (l *linker) fresh(i, n int) bool {
	x := &l.all[i]
	for j := x.first; j < x.head; j++ {
		if u := l.doc.Tags[j].UPOS; (u == text.NOUN || u == text.PROPN || u == text.ADJ) && !hasWord(l.names[n].Name, l.doc.Word(j)) {
			return l.start[j] >= 0 && l.mentions[l.start[j]].Kind == dateline.State
		}
	}
	return true
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// holder is the name of who held an office of a state on the dispatch's day,
// a new one where the text has not named them; -1 when no table knows or
// several held it.
func (l *linker) holder(country, class string) int {
	first, _, ok := gazetteer.ParseDay(l.doc.Dispatch.Reference.Date)
	if !ok {
		return -1
	}
	who := gazetteer.Holder(country, class, first)
	if len(who) != 1 {
		return -1
	}
	for n := range l.names {
		if l.names[n].Kind == dateline.Person && gazetteer.Fold(l.names[n].Name) == gazetteer.Fold(who[0].Person) {
			return n
		}
	}
	land := gazetteer.LandByCode(country)
	title := who[0].Office
	if land != nil {
		title += " of " + land.Name
	}
	return l.newName(dateline.Name{Kind: dateline.Person, Name: who[0].Person, Country: country, Sector: "GOV", Office: title,
		AsOf: l.doc.Dispatch.Reference.Date, Rule: "holder of the office: " + who[0].Source})
}

// leader is the name of who led a state on the dispatch's day.
func (l *linker) leader(country string) int {
	want := "head-of-state"
	if _, ok := words().premier[country]; ok {
		want = "head-of-government"
	}
	for n := range l.names {
		if l.names[n].Kind == dateline.Person && l.names[n].Country == country && l.class(n) == want {
			return n
		}
	}
	return l.holder(country, want)
}

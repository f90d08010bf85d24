package name

import (
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// surnames finds the last names of persons named in full elsewhere on the
// page, before or after, where nothing else has taken them or the recogniser
// took the single word for a place or a body.
func (p *page) surnames() {
	last := map[string]bool{} // last names, of one word and of more
	for i := range p.all {
		if f := &p.all[i]; f.Kind == dateline.Person && f.Last-f.First > 1 {
			last[strings.ToLower(p.word(f.Last-1))] = true
			for k := f.First + 1; k < f.Last-1; k++ {
				last[strings.ToLower(p.plainName(k, f.Last))] = true
			}
		}
	}
	for i := range p.all {
		f := &p.all[i]
		if f.rule == "recogniser" && f.Kind != dateline.Person && f.Last-f.First > 1 && last[strings.ToLower(f.name)] {
			f.Kind, f.Sector, f.Country = dateline.Person, "", ""
		}
	}
	if len(last) == 0 {
		return
	}
	for i := range p.view.words {
		if !p.capital(i) || !last[strings.ToLower(p.word(i))] {
			continue
		}
		if k := p.taken[i]; k != 0 {
			if f := &p.all[k-1]; f.Last-f.First == 1 && f.rule == "recogniser" && f.Kind != dateline.Person {
				f.Kind, f.Sector, f.Country = dateline.Person, "", ""
			}
			continue
		}
		if !p.partOfName(i) && p.doc.Tags[i].UPOS == text.PROPN {
			f := found{rule: "surname", name: p.plainName(i, i+1)}
			f.First, f.Last, f.Kind, f.Form = i, i+1, dateline.Person, dateline.FormName
			p.add(f)
		}
	}
}

// partOfName tells whether token i goes on with another word with a capital.
func (p *page) partOfName(i int) bool {
	return i+1 < len(p.view.words) && p.capital(i+1) && p.touches(i+1) && p.doc.Tags[i+1].UPOS == text.PROPN
}

// bodies finds what a state has: a demonym, or a state's name with "'s", before
// the noun of a government, army, parliament or police, and generic ministries
// with the state they are of.
func (p *page) bodies() {
	n := len(p.all)
	for i := range n {
		f := &p.all[i]
		if f.First == f.Last {
			continue
		}
		if f.Kind == dateline.State {
			p.bodyAfter(i)
		} else if f.entry != nil && f.Country == "" && (f.Kind == dateline.Government || f.entry.Class == "army" || f.entry.Class == "police") {
			p.owner(i)
		}
	}
}

// bodyAfter takes "Ukrainian government": the noun after a state's mention.
func (p *page) bodyAfter(i int) {
	f := &p.all[i]
	at := f.Last
	if f.Form != dateline.FormDemonym {
		if w := p.word(at); w != "'s" && w != "’s" {
			return
		}
		at++
	}
	s := f.Sentence
	if s < 0 || at >= p.doc.Sentences[s].Last || p.taken[at] != 0 {
		return
	}
	roles, n := gazetteer.MatchRole(p.view.words[:p.doc.Sentences[s].Last], at)
	if n == 0 || !p.free(at, at+n) || roles[0].Kind != gazetteer.Group || roles[0].Plural || roles[0].Term == "capital" || !stateBody(roles[0].Class) {
		return
	}
	g := found{rule: "body", name: adjective(f.Country, f.entry) + " " + strings.ToLower(roles[0].Term)}
	g.First, g.Last, g.Form, g.Kind = f.First, at+n, dateline.FormNominal, dateline.Government
	if f.Form != dateline.FormDemonym {
		g.First = at
	}
	g.Country, g.Sector = f.Country, roles[0].Sector
	g.Name, g.Sentence, g.Head = -1, s, p.headOf(g.First, g.Last)
	p.all = append(p.all, g)
	for k := at; k < at+n; k++ {
		p.taken[k] = int32(len(p.all))
	}
}

// stateBody tells whether a class of group is a body of the state itself.
func stateBody(class string) bool {
	switch class {
	case "government", "soldiers", "parliament", "police", "court", "intelligence":
		return true
	}
	return false
}

// adjective is what a state's bodies are called by: "Ukrainian", "UN".
func adjective(country string, e *gazetteer.Entry) string {
	if land := gazetteer.LandByCode(country); land != nil && len(land.Adjectives) > 0 {
		return land.Adjectives[0]
	}
	if e != nil {
		return e.Name
	}
	return country
}

// owner gives a generic body ("Foreign Ministry") the state that is named
// beside it; a demonym before it becomes part of the mention.
func (p *page) owner(i int) {
	f := &p.all[i]
	before := f.First - 1
	if w := p.word(before); w == "'s" || w == "’s" {
		before--
	}
	state := p.stateAt(before)
	if state == nil && (p.word(f.Last) == "of") {
		state = p.stateAt(f.Last + 1)
	}
	if state == nil {
		return
	}
	f.Country, f.name = state.Country, adjective(state.Country, state.entry)+" "+f.entry.Name
	if state.Form == dateline.FormDemonym && state.Last == f.First {
		f.First = state.First
	}
}

func (p *page) stateAt(i int) *found {
	if i < 0 || i >= len(p.taken) || p.taken[i] == 0 {
		return nil
	}
	if f := &p.all[p.taken[i]-1]; f.Kind == dateline.State && f.Country != "" {
		return f
	}
	return nil
}

// resolve gives every mention its canonical name: acronyms from the brackets
// that bring them in, surnames from the full names, alone-standing surnames
// from the table of holders of office.
func (p *page) resolve() {
	p.order()
	p.reindex()
	p.acronyms()
	p.majority()
	p.shortened()
	p.persons()
	p.generic()
}

// reindex drops emptied mentions and sets taken anew, the shorter last.
func (p *page) reindex() {
	kept := p.all[:0]
	for _, f := range p.all {
		if f.First < f.Last {
			kept = append(kept, f)
		}
	}
	p.all = kept
	clear(p.taken)
	for k := range p.all {
		for i := p.all[k].First; i < p.all[k].Last; i++ {
			p.taken[i] = int32(k + 1)
		}
	}
}

// acronyms ties a short form in brackets to the name before it.
func (p *page) acronyms() {
	for i := 0; i+1 < len(p.all); i++ {
		a, b := &p.all[i], &p.all[i+1]
		if b.Last-b.First != 1 || p.word(b.First-1) != "(" || p.word(b.Last) != ")" || a.Last != b.First-1 || a.Last-a.First < 2 {
			continue
		}
		if !p.initials(a.First, a.Last, p.word(b.First)) {
			continue
		}
		short, from := p.word(b.First), a
		if a.entry == nil && b.entry != nil {
			from = b
		}
		for k := range p.all {
			if c := &p.all[k]; k == i || c.Last-c.First == 1 && p.word(c.First) == short {
				c.name, c.Kind, c.entry, c.Country, c.Sector = from.name, from.Kind, from.entry, from.Country, from.Sector
			}
		}
	}
}

// majority gives all mentions with the same words, as the recogniser alone
// took them, the kind that most of them have.
func (p *page) majority() {
	type count struct{ person, body, place int }
	votes := map[string]*count{}
	for i := range p.all {
		f := &p.all[i]
		if f.rule != "recogniser" && f.rule != "surname" && f.Kind != dateline.PlaceName {
			continue
		}
		c := votes[f.name]
		if c == nil {
			c = &count{}
			votes[f.name] = c
		}
		switch f.Kind {
		case dateline.Person:
			c.person++
		case dateline.PlaceName:
			c.place++
		default:
			c.body++
		}
	}
	for i := range p.all {
		f := &p.all[i]
		c := votes[f.name]
		if f.rule != "recogniser" || c == nil {
			continue
		}
		switch {
		case f.Kind != dateline.Person && c.person > c.body+c.place:
			f.Kind, f.Sector, f.Country = dateline.Person, "", ""
		case f.Kind != dateline.PlaceName && c.place > c.person+c.body:
			f.Kind, f.Sector, f.Country = dateline.PlaceName, "", ""
		case (f.Kind == dateline.Person || f.Kind == dateline.PlaceName) && c.body > c.person+c.place:
			f.Kind, f.Sector = p.bodyKind(f.First, f.Last)
		}
	}
}

// shortened ties a body named by some of its words ("the Observatory") to the
// last body before it that has these words.
func (p *page) shortened() {
	for i := range p.all {
		f := &p.all[i]
		if f.entry != nil || f.rule != "recogniser" || f.Kind == dateline.Person || f.Kind == dateline.PlaceName {
			continue
		}
		for k := i - 1; k >= 0; k-- {
			o := &p.all[k]
			if o.Last-o.First > f.Last-f.First && (o.Kind == f.Kind || o.entry != nil) && bodyLike(o.Kind) && p.hasWords(o, f) {
				f.name, f.Kind, f.entry, f.Country, f.Sector, f.rule = o.name, o.Kind, o.entry, o.Country, o.Sector, "short form"
				break
			}
		}
	}
}

func bodyLike(k dateline.NameKind) bool {
	return k == dateline.Organization || k == dateline.Government || k == dateline.ArmedGroup
}

// hasWords tells whether the words of f follow each other in o.
func (p *page) hasWords(o, f *found) bool {
	n := f.Last - f.First
	for at := o.First; at+n <= o.Last; at++ {
		k := 0
		for k < n && strings.EqualFold(p.word(at+k), p.word(f.First+k)) {
			k++
		}
		if k == n {
			return true
		}
	}
	return false
}

// initials tells whether the letters of short begin words of a name, in order.
func (p *page) initials(first, last int, short string) bool {
	k := 0
	for i := first; i < last && k < len(short); i++ {
		if w := p.word(i); w != "" && w[0]|0x20 == short[k]|0x20 {
			k++
		}
	}
	return k >= len(short)-1 && k > 1
}

// generic gives a body without a country ("the Foreign Ministry") the name of
// the one body of that class on the page.
func (p *page) generic() {
	only := map[string]*found{}
	for i := range p.all {
		f := &p.all[i]
		if f.entry == nil || f.Kind != dateline.Government || f.Country == "" || f.entry.Class == "" || f.entry.Class == "ministry" {
			continue
		}
		if o, ok := only[f.entry.Class]; ok && (o == nil || o.name != f.name) {
			only[f.entry.Class] = nil // more than one
			continue
		}
		only[f.entry.Class] = f
	}
	for i := range p.all {
		f := &p.all[i]
		if f.entry == nil || f.Country != "" || f.Kind != dateline.Government {
			continue
		}
		if o := only[f.entry.Class]; o != nil {
			f.Country, f.name, f.rule = o.Country, o.name, "short form"
		}
	}
}

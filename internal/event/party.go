package event

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// parties resolves filler heads to names, every name once, coordinated ones
// each by itself.
func (f *finder) parties(heads []int, role byte, out []int) []int {
	for _, h := range heads {
		out = f.party(h, role, out, 0)
		for c := range f.tree.Children(h) {
			switch f.tree.Rel(c) {
			case text.Conj:
				if !f.verbal(c) && (role != 'A' || c != f.object) {
					out = f.party(c, role, out, 0)
				}
			case text.Nmod:
				out = f.misjoined(c, role, out)
			}
		}
	}
	return out
}

// misjoined are people that the tree joins to the states of an office and not
// to its holders: "the ministers of Iran and Syria and envoy Staffan de Mistura".
func (f *finder) misjoined(state int, role byte, out []int) []int {
	if k := f.nameAt(state, 'T'); k < 0 || f.names[k].Kind != dateline.State {
		return out
	}
	for c := range f.tree.Children(state) {
		if f.tree.Rel(c) != text.Conj {
			continue
		}
		if k := f.nameAt(c, role); k >= 0 && f.names[k].Kind == dateline.Person {
			out = f.enter(k, out)
		}
	}
	return out
}

// principals are the bodies for which representatives act: "envoys of the
// government and of the republics".
func (f *finder) principals(h int, out []int) ([]int, bool) {
	if !f.lex.inClass("delegates", f.lowerLemma(h)) {
		return out, false
	}
	n := len(out)
	for c := range f.tree.Children(h) {
		p := f.preposition(c)
		if p == "" && c > h {
			p = f.lower(h + 1)
		}
		if f.tree.Rel(c) == text.Nmod && (p == "of" || p == "from") {
			if k := f.nameAt(c, 'T'); k >= 0 {
				out = f.enter(k, out)
			}
		}
	}
	return out, len(out) > n
}

// party resolves one head.
func (f *finder) party(h int, role byte, out []int, depth int) []int {
	if (f.verbal(h) || f.tree.Rel(h) == text.Ccomp) && f.mention[h] < 0 {
		return f.ofClause(h, role, out, depth)
	}
	if role != 'T' && f.lex.inClass("settings", f.lowerLemma(h)) {
		return out // "the Belarusian capital hosted talks"
	}
	if out, ok := f.principals(h, out); ok {
		return out
	}
	if n := f.nameAt(h, role); n >= 0 && f.names[n].Kind == dateline.Group {
		if out, ok := f.peoples(h, out); ok {
			return out
		}
	}
	if n := f.nameAt(h, role); n >= 0 {
		if m := &f.names[n]; m.Country == "" && (m.Kind == dateline.Group || m.Kind == dateline.Office) {
			m.Country = f.origin(h, max(f.doc.Mentions[f.mention[h]].First, 0))
		}
		return f.enter(n, out)
	}
	if a := f.tree.Child(h, text.Appos); a >= 0 {
		if n := f.nameAt(a, role); n >= 0 {
			return f.enter(n, out)
		}
	}
	if f.human(h) {
		if out, ok := f.peoples(h, out); ok {
			return out
		}
		return f.enter(f.group(h), out)
	}
	if g := f.tree.Head(h); role == 'A' && g >= 0 && f.tree.Rel(h) == text.Nmod && f.human(g) && f.mention[h] < 0 {
		return f.party(g, role, out, depth+1) // "the movement of the regions, refusing ..."
	}
	if depth > 2 || f.tags[h].UPOS == text.PRON {
		return out
	}
	return f.within(h, role, out, depth)
}

// ofClause is whom a clause is about: who acts in a content clause ("demanded
// that the army leave"), whom an infinitive is done to ("agreed to help Mali").
func (f *finder) ofClause(v int, role byte, out []int, depth int) []int {
	if depth > 3 || role == 'A' {
		return out
	}
	n := len(out)
	if f.tree.Rel(v) == text.Ccomp && !f.toVerb(v) {
		for _, h := range f.subjects(v, nil) {
			out = f.party(h, role, out, depth+1)
		}
		return out
	}
	heads := slices.DeleteFunc(f.objects(v, nil), func(h int) bool {
		return role == 'T' && f.lex.inClass("forces", f.lowerLemma(h)) && f.tree.Child(v, text.Obl) >= 0
	})
	heads = f.obliques(v, v, []string{"to", "with", "from", "for", "against", "on", "at", "into", "in"}, heads)
	for _, h := range heads {
		if out = f.party(h, role, out, depth+1); len(out) > n {
			return out
		}
	}
	if x := f.tree.Child(v, text.Xcomp); x >= 0 {
		out = f.ofClause(x, role, out, depth+1)
	}
	return out
}

// within looks for the party of a thing or act: "the government's decision",
// "Israeli shelling", "an attack by gunmen", "the town of Douma".
func (f *finder) within(h int, role byte, out []int, depth int) []int {
	n := len(out)
	for _, pass := range [...]int{0, 1} {
		for c := range f.tree.Children(h) {
			first := false
			switch f.tree.Rel(c) {
			case text.NmodPoss, text.Compound, text.Amod, text.NmodDesc:
				first = true
			case text.Nmod, text.OblAgent:
				switch p := f.preposition(c); {
				case p == "by" && role != 'T', p == "of", p == "from" && role == 'A':
				case role == 'T' && (p == "in" || p == "on" || p == "against" || p == "with" || p == "between"):
				default:
					continue
				}
			default:
				continue
			}
			if first == (pass == 0) && !f.verbal(c) {
				if first {
					if k := f.mentionAt(c); k >= 0 && f.doc.Mentions[k].Name >= 0 {
						out = f.enter(f.doc.Mentions[k].Name, out)
					}
					continue
				}
				out = f.party(c, role, out, depth+1)
			}
		}
		if len(out) > n {
			return out
		}
	}
	return out
}

// enter adds a name, or the members that it stands for.
func (f *finder) enter(n int, out []int) []int {
	if m := f.names[n].Members; len(m) > 0 {
		for _, id := range m {
			k, err := strconv.Atoi(strings.TrimPrefix(id, "n"))
			if err == nil && k >= 1 && k <= len(f.names) && !slices.Contains(out, k-1) {
				out = append(out, k-1)
			}
		}
		return out
	}
	if !slices.Contains(out, n) {
		out = append(out, n)
	}
	return out
}

// nameAt is the name that a head belongs to, -1 when none is known. A place
// acts only where the text has it act.
func (f *finder) nameAt(h int, role byte) int {
	k := f.mentionAt(h)
	if k < 0 {
		return -1
	}
	m := &f.doc.Mentions[k]
	if m.Name < 0 || m.Name >= len(f.names) || f.zoneOf(h) {
		return -1
	}
	if m.Form == dateline.FormDemonym && m.Head != h {
		return -1
	}
	if f.names[m.Name].Kind == dateline.PlaceName && role == 'A' {
		return -1
	}
	return m.Name
}

// zoneOf tells whether a token stands in a dateline or stamp.
func (f *finder) zoneOf(h int) bool {
	z := f.doc.ZoneAt(int(f.doc.Tokens[h].Start))
	return z == dateline.ZoneDateline || z == dateline.ZoneStamp
}

// dated tells whether a token stands in an expression of time.
func (f *finder) dated(t int) bool {
	sp := f.doc.Tokens[t].Span()
	k := sort.Search(len(f.out.Dates), func(i int) bool { return f.out.Dates[i].Span.End > sp.Start })
	return k < len(f.out.Dates) && f.out.Dates[k].Span.Overlaps(sp)
}

func (f *finder) mentionAt(t int) int {
	if t < 0 {
		return -1
	}
	return int(f.mention[t])
}

// human tells whether a noun names people or a body of people.
func (f *finder) human(h int) bool {
	if f.tags[h].UPOS != text.NOUN && f.tags[h].UPOS != text.PROPN {
		return f.tags[h].UPOS == text.NUM && f.doc.Word(h) != "" && f.tree.Child(h, text.Nmod) >= 0 && f.human(f.tree.Child(h, text.Nmod))
	}
	l := f.lowerLemma(h)
	switch l {
	case "people", "civilian", "soldier", "troop", "child", "force", "person", "man", "woman", "member", "dozen", "hundred", "thousand", "side":
		return true
	}
	if f.tags[h].UPOS == text.PROPN {
		return f.mention[h] < 0 && !f.zoneOf(h) && !f.dated(h) && !f.capitalised(h)
	}
	if f.lex.nouns[l] != nil && len(gazetteer.RoleByTerm(l)) == 0 {
		return false // acts: "meeting"
	}
	if e, ok := wordnet.Lookup(l); ok && (e.Noun == wordnet.Person || e.Noun == wordnet.People) {
		return !f.lex.inClass("notpeople", l)
	}
	return len(gazetteer.RoleByTerm(l)) > 0 && !f.lex.inClass("notpeople", l)
}

// capitalised tells whether a capital stands on a common noun before another,
// or is written in capitals, and names no people: "Street Battles", "GAS GROWTH".
func (f *finder) capitalised(h int) bool {
	if f.tree.Rel(h) != text.Compound && (len(f.words[h]) < 3 || strings.ToUpper(f.words[h]) != f.words[h]) {
		return false
	}
	e, ok := wordnet.Lookup(f.lower(h))
	return ok && e.Noun != wordnet.None && e.Noun != wordnet.Person && e.Noun != wordnet.People
}

// peoples enters a group for each nation where two or more share a noun ("US
// and British activists"), and tells whether they do.
func (f *finder) peoples(h int, out []int) ([]int, bool) {
	for c := range f.tree.Children(h) {
		if r := f.tree.Rel(c); c > h || r != text.Amod && r != text.Compound || !f.nation(c) {
			continue
		}
		before := len(out)
		for d := range f.tree.Children(c) {
			if f.tree.Rel(d) == text.Conj && d < h && f.nation(d) {
				out = f.enter(f.called(h, f.nationed(d, h), f.countryOf(f.mentionAt(d)), d), out)
			}
		}
		if len(out) > before {
			return f.enter(f.called(h, f.nationed(c, h), f.countryOf(f.mentionAt(c)), c), out), true
		}
	}
	return out, false
}

// nation tells whether a modifier is the name or adjective of a country.
func (f *finder) nation(c int) bool {
	for i := range f.doc.Mentions {
		if m := &f.doc.Mentions[i]; m.Head == c && m.Name >= 0 && m.Name < len(f.names) && f.names[m.Name].Kind == dateline.State {
			return true
		}
	}
	return false
}

// nationed are the words of one nation's share in a group: "British activists".
func (f *finder) nationed(c, h int) string { return f.words[c] + " " + f.words[h] }

// group is the name of people who have none of their own, made from their
// noun phrase; the same words are the same group.
func (f *finder) group(h int) int {
	first := h
	for c := range f.tree.Children(h) {
		if r := f.tree.Rel(c); c < first && (r == text.Amod || r == text.Compound || r == text.NmodDesc || r == text.NmodPoss) && h-c < 6 {
			first = c
			if p := f.tree.Child(c, text.Amod, text.Compound); p >= 0 && p < first {
				first = p
			}
		}
	}
	for first < h && (f.tags[first].UPOS == text.DET || f.tags[first].UPOS == text.NUM || f.tags[first].UPOS == text.PRON) {
		first++
	}
	span := f.doc.SpanOf(first, h+1)
	return f.called(h, strings.Join(strings.Fields(span.Of(f.doc.Text)), " "), f.origin(h, first), first)
}

// called is the index of the name of a group by its words, from first to h; it
// is made where it is new.
func (f *finder) called(h int, words, country string, first int) int {
	key := strings.ToLower(words)
	k, ok := f.groups[key]
	if !ok {
		k = len(f.names)
		n := dateline.Name{ID: "n" + strconv.Itoa(k+1), Kind: dateline.Group, Name: words, Rule: "event: people without a name"}
		n.Country, n.Sector = country, f.sector(h, first)
		if f.tags[h].UPOS == text.PROPN && n.Sector == "" {
			n.Kind, n.Rule, n.Doubt = dateline.Person, "event: capitals", dateline.DoubtUnsureReading
		}
		f.names = append(f.names, n)
		f.groups[key] = k
	}
	n := &f.names[k]
	m := dateline.Mention{Span: f.doc.SpanOf(first, h+1), Form: dateline.FormNominal}
	if !slices.Contains(n.Mentions, m) {
		n.Mentions = append(n.Mentions, m)
	}
	return k
}

// origin is the country of an unnamed group: that of a name among its words,
// or of whose it is ("the mayor of the West Bank city of Nablus").
func (f *finder) origin(h, first int) string {
	for i := first; i < h; i++ {
		if k := f.mentionAt(i); k >= 0 {
			if c := f.countryOf(k); c != "" {
				return c
			}
		}
	}
	if c := f.whence(h, 0); c != "" {
		return c
	}
	return f.sent(h)
}

// sent is the country that guests come from: "received ministers from Georgia".
func (f *finder) sent(h int) string {
	v := f.tree.Head(h)
	if v < 0 || f.tree.Rel(h) != text.Obj || !f.lex.inClass("hosts", f.lowerLemma(v)) {
		return ""
	}
	for c := range f.tree.Children(v) {
		if f.tree.Rel(c) == text.Obl && f.preposition(c) == "from" && f.tree.Child(c, text.Case) == h+1 {
			if k := f.mentionAt(c); k >= 0 {
				return f.countryOf(k)
			}
		}
	}
	return ""
}

func (f *finder) whence(h, depth int) string {
	for c := range f.tree.Children(h) {
		switch f.tree.Rel(c) {
		case text.Nmod:
			if p := f.preposition(c); p != "of" && p != "from" && p != "in" {
				continue
			}
		case text.NmodPoss, text.Compound, text.Amod:
			if depth == 0 {
				continue
			}
		default:
			continue
		}
		if k := f.mentionAt(c); k >= 0 {
			if s := f.countryOf(k); s != "" {
				return s
			}
		}
		if depth < 2 {
			if s := f.whence(c, depth+1); s != "" {
				return s
			}
		}
	}
	return ""
}

func (f *finder) countryOf(k int) string {
	m := &f.doc.Mentions[k]
	if m.Country == "" && m.Name >= 0 && m.Name < len(f.names) {
		return f.names[m.Name].Country
	}
	return m.Country
}

// sector is the PLOVER sector that a role noun gives.
func (f *finder) sector(h, first int) string {
	for i := first; i <= h; i++ {
		words := f.words[first : h+1]
		if roles, n := gazetteer.MatchRole(words, i-first); n > 0 && i+n-1 == h {
			return roles[0].Sector
		}
	}
	return ""
}

func (l *lexicon) inClass(class, lemma string) bool { return slices.Contains(l.classes[class], lemma) }

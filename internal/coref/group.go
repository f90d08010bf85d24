package coref

import (
	"slices"
	"strings"

	"dateline"
	"dateline/internal/text"
)

// severals ties "both presidents", "the two sides", "the leaders of Chad and
// Sudan" to groups.
func (l *linker) severals() {
	for i := range l.all {
		x := &l.all[i]
		if x.form != nounForm || x.joined || x.traits&sing != 0 || x.mention >= 0 {
			continue
		}
		n, ok := l.quantity(x)
		if !ok {
			continue
		}
		members := l.members(i, n)
		if len(members) < 2 || n > 0 && len(members) != n {
			continue
		}
		l.set[l.find(i)].name = l.group(members)
	}
}

// quantity is how many a plural phrase says it is, 0 when it does not say.
// false is for phrases that do not point back.
func (l *linker) quantity(x *phrase) (int, bool) {
	n, points := 0, false
	for i := x.first; i < x.head; i++ {
		switch strings.ToLower(l.doc.Word(i)) {
		case "the", "these", "those":
			points = true
		case "both":
			n, points = 2, true
		case "two":
			n = 2
		case "three":
			n = 3
		case "four":
			n = 4
		case "some", "many", "other", "most", "several", "no", "any", "a", "former", "all":
			return 0, false
		}
	}
	return n, points
}

// members are the names that a plural phrase stands for, nil when unclear.
func (l *linker) members(i, n int) []int {
	x := &l.all[i]
	o, isOffice := l.officeOf(x)
	if isOffice && !o.group {
		x.reach = max(x.reach, o.end)
		if states := l.statesOf(x); len(states) > 1 {
			return l.leaders(states, o)
		} else if len(states) == 0 {
			return l.officers(i, n, o)
		}
		return nil
	}
	if s, ok := stands()[1][x.key]; ok {
		return l.parties(i, n, s)
	}
	return nil
}

// statesOf are the states that own a plural office: "the leaders of Chad,
// Niger and Sudan", "the Chadian and Sudanese presidents". The phrase's reach
// is set to the last.
func (l *linker) statesOf(x *phrase) []string {
	var out []string
	take := func(i int) bool {
		k := l.start[i]
		if k < 0 || l.mentions[k].Country == "" || l.mentions[k].Kind != dateline.State {
			return false
		}
		if !slices.Contains(out, l.mentions[k].Country) {
			out = append(out, l.mentions[k].Country)
		}
		return true
	}
	for i := x.first; i < x.head; i++ {
		take(i)
	}
	s := l.doc.Sentences[x.sentence]
	i := x.head + 1
	if i >= s.Last || !strings.EqualFold(l.doc.Word(i), "of") {
		return out
	}
	for i++; i < s.Last; i++ {
		switch {
		case take(i):
			i = l.mentions[l.start[i]].Last - 1
			x.reach = i + 1
		case l.doc.Word(i) == ",", l.doc.Tags[i].UPOS == text.CCONJ, strings.EqualFold(l.doc.Word(i), "the"):
		default:
			return out
		}
	}
	return out
}

// leaders are the holders of an office of several states; nil unless all are
// known.
func (l *linker) leaders(states []string, o office) []int {
	var out []int
	for _, c := range states {
		n := -1
		for m := range l.names {
			if l.names[m].Country == c && l.suits(m, o) && !strings.Contains(o.term, "leader") {
				n = m
				break
			}
		}
		switch {
		case n >= 0:
		case strings.Contains(o.term, "leader") || o.term == "heads of states" || o.term == "heads of state":
			n = l.leader(c)
		default:
			n = l.holder(c, singular(o))
		}
		if n < 0 {
			return nil
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// singular is the class of one of several: "foreign ministers" is of the class
// both-heads.
func singular(o office) string {
	if o.class == "both-heads" {
		return strings.ReplaceAll(strings.TrimSuffix(o.term, "s"), " ", "-")
	}
	return o.class
}

// officers are the last persons before phrase i whose office suits: n of them,
// or where n is 0 those of the nearest sentences that name two.
func (l *linker) officers(i, n int, o office) []int {
	x := &l.all[i]
	var out []int
	sentence := x.sentence
	for k := i - 1; k >= l.from(x.sentence-officeWindow); k-- {
		y := &l.all[k]
		if y.sentence != sentence && n == 0 && len(out) >= 2 {
			break
		}
		sentence = y.sentence
		m := y.name
		if m < 0 || !l.suits(m, o) || slices.Contains(out, m) {
			continue
		}
		if out = append(out, m); len(out) == n {
			break
		}
	}
	slices.Reverse(out)
	return out
}

// parties are the names that are joined, or that a verb brings together, in
// the nearest sentence with two of the wanted kinds.
func (l *linker) parties(i, n int, s stand) []int {
	x := &l.all[i]
	for at := x.sentence; at >= max(x.sentence-s.sentences, 0); at-- {
		to := i
		if at < x.sentence {
			to = l.from(at + 1)
		}
		if out := l.inSentence(l.from(at), to, n, s, x.key); len(out) > 1 {
			return out
		}
	}
	return nil
}

// inSentence gives the wanted names among phrases [from, to): most of those
// joined with "and" first, then subjects and other arguments; nil when their number
// is not n.
func (l *linker) inSentence(from, to, n int, s stand, lemma string) []int {
	var most []int
	for k := to - 1; k >= from; k-- {
		if y := &l.all[k]; y.joined {
			if out := l.namesIn(y.first, y.last, s, lemma); fits(out, n) && len(out) > len(most) {
				most = out
			}
		}
	}
	if most != nil {
		return most
	}
	var out []int
	for k := from; k < to; k++ {
		y := &l.all[k]
		if y.name >= 0 && l.wanted(y.mention, s, lemma) && argument(l.doc.Tree.Rel(y.head)) && !slices.Contains(out, y.name) {
			out = append(out, y.name)
		}
	}
	if !fits(out, n) || n == 0 && len(out) != 2 {
		return nil
	}
	return out
}

func fits(out []int, n int) bool { return len(out) > 1 && (n == 0 || len(out) == n) }

// wanted tells whether a mention is of a wanted kind and no mere adjective.
func (l *linker) wanted(k int, s stand, lemma string) bool {
	if k < 0 || l.mentions[k].Form == dateline.FormDemonym || l.mentions[k].Name < 0 || !s.has(l.mentions[k].Kind) {
		return false
	}
	return lemma != "republic" || strings.Contains(strings.ToLower(l.names[l.mentions[k].Name].Name), lemma)
}

// namesIn gives the wanted names whose mentions begin among tokens.
func (l *linker) namesIn(first, last int, s stand, lemma string) []int {
	var out []int
	for i := first; i < last; i++ {
		k := l.start[i]
		if k < 0 {
			continue
		}
		if l.wanted(int(k), s, lemma) && !slices.Contains(out, l.mentions[k].Name) {
			out = append(out, l.mentions[k].Name)
		}
		i = max(i, l.mentions[k].Last-1)
	}
	return out
}

// group is the name of a group with these members, one for the same members.
func (l *linker) group(members []int) int {
	sorted := slices.Clone(members)
	slices.Sort(sorted)
	var key, name strings.Builder
	n := dateline.Name{Kind: dateline.Group, Rule: "group"}
	for _, m := range sorted {
		key.WriteString(l.names[m].ID + " ")
		n.Members = append(n.Members, l.names[m].ID)
	}
	for k, m := range members {
		switch {
		case k > 0 && k == len(members)-1:
			name.WriteString(" and ")
		case k > 0:
			name.WriteString(", ")
		}
		name.WriteString(l.names[m].Name)
	}
	if k, ok := l.groups[key.String()]; ok {
		return k
	}
	n.Name, n.Sector = name.String(), l.common(members)
	k := l.newName(n)
	l.groups[key.String()] = k
	return k
}

// common is the sector that all members share, else "".
func (l *linker) common(members []int) string {
	s := l.names[members[0]].Sector
	for _, m := range members {
		if l.names[m].Sector != s {
			return ""
		}
	}
	return s
}

// jointGroups makes groups of joined names that a pronoun or noun stands for:
// "Chad and Sudan ... they".
func (l *linker) jointGroups() {
	all := stand{kinds: []dateline.NameKind{dateline.Person, dateline.State, dateline.Government, dateline.Organization, dateline.ArmedGroup}}
	for i := range l.all {
		x := &l.all[i]
		c := &l.set[l.find(i)]
		if !x.joined || c.name >= 0 || c.size < 2 {
			continue
		}
		if m := l.namesIn(x.first, x.last, all, ""); len(m) > 1 {
			l.set[l.find(i)].name = l.group(m)
		}
	}
}

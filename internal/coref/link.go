package coref

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/text"
)

// linker is a page with the names that its chains are tied to.
type linker struct {
	*page
	mentions []text.Mention
	names    []dateline.Name
	classes  []string
	start    []int32        // the longest mention that begins at each token; -1
	groups   map[string]int // names of groups by the ids of their members, or by their words
}

// Link ties what stands for a name to it: it gives the mentions handed in and
// those it found, in the order of the text (a longer one before those within
// it), and the names with their new mentions, with those of groups
// ("both presidents": Members), of holders of an office whom the text names
// by their office alone, and of actors without a name ("gunmen"). A role that
// acts and whose bearer stays open is a name with the doubt "unresolved".
func Link(doc *text.Doc, mentions []text.Mention, names []dateline.Name) ([]text.Mention, []dateline.Name) {
	l := newLinker(doc, mentions, slices.Clone(names))
	if len(l.all) == 0 {
		return mentions, names
	}
	l.resolve()
	l.jointGroups()
	l.actors()
	return l.record()
}

func newLinker(doc *text.Doc, mentions []text.Mention, names []dateline.Name) *linker {
	l := &linker{page: newPage(doc, mentions), mentions: mentions, names: names, groups: map[string]int{}}
	l.start = make([]int32, len(doc.Tokens))
	for i := range l.start {
		l.start[i] = -1
	}
	for k := len(mentions) - 1; k >= 0; k-- {
		m := &mentions[k]
		if m.First < 0 || m.First >= len(l.start) {
			continue
		}
		if old := l.start[m.First]; old < 0 || mentions[old].Last <= m.Last {
			l.start[m.First] = int32(k)
		}
	}
	return l
}

// resolve runs the sieve, the surest rules first.
func (l *linker) resolve() {
	l.sameName()
	l.page.names()
	l.appositions()
	l.roles()
	l.severals()
	l.nouns()
	l.pronouns()
	l.counterparts()
}

// give ties the chain of a phrase to a name, unless it has one.
func (l *linker) give(i, n int) {
	if c := &l.set[l.find(i)]; c.name < 0 {
		c.name = n
		if l.names[n].Kind == dateline.Person {
			c.traits = c.traits&^neut | sing
		}
	}
	for k := i - 1; k >= 0 && k > i-nameReach; k-- {
		if l.set[l.find(k)].name == n && l.all[k].name == n && !l.nested(k, i) {
			l.unite(k, i)
			return
		}
	}
}

// nameReach is how many phrases back a name's last mention is looked for.
const nameReach = 200

// newName adds a name and gives its index.
func (l *linker) newName(n dateline.Name) int {
	n.ID = "n" + strconv.Itoa(len(l.names)+1)
	l.names = append(l.names, n)
	return len(l.names) - 1
}

// record gives the mentions and names with what was found.
func (l *linker) record() ([]text.Mention, []dateline.Name) {
	out := slices.Clone(l.mentions)
	touched := make([]bool, len(l.names))
	for i := range l.all {
		x := &l.all[i]
		n := l.set[l.find(i)].name
		if n < 0 || x.mention >= 0 || x.form == nameForm && l.determiner(x) != definite {
			continue
		}
		m := text.Mention{First: x.first, Last: l.end(x), Head: x.head, Sentence: x.sentence, Name: n,
			Kind: l.names[n].Kind, Form: dateline.FormNominal, Country: l.names[n].Country, Sector: l.names[n].Sector}
		if x.form == pronounForm {
			m.Form = dateline.FormPronoun
		}
		out = append(out, m)
		touched[n] = true
		l.names[n].Mentions = append(slices.Clip(l.names[n].Mentions), dateline.Mention{Span: l.doc.SpanOf(m.First, m.Last), Form: m.Form})
	}
	slices.SortStableFunc(out, func(a, b text.Mention) int { return cmp.Or(a.First-b.First, b.Last-a.Last) })
	for n := range l.names {
		if touched[n] {
			slices.SortStableFunc(l.names[n].Mentions, func(a, b dateline.Mention) int { return cmp.Or(a.Span.Start-b.Span.Start, b.Span.End-a.Span.End) })
		}
	}
	l.mentionMembers()
	return out, l.names
}

// mentionMembers gives those who are named by their group alone ("the leaders
// of Chad and Sudan") the group's words, so that no name is without any.
func (l *linker) mentionMembers() {
	at := make(map[string]int, len(l.names))
	for n := range l.names {
		at[l.names[n].ID] = n
	}
	for n := range l.names {
		if len(l.names[n].Mentions) == 0 {
			continue
		}
		group := dateline.Mention{Span: l.names[n].Mentions[0].Span, Form: dateline.FormNominal}
		for _, id := range l.names[n].Members {
			if m, ok := at[id]; ok && len(l.names[m].Mentions) == 0 {
				l.names[m].Mentions = []dateline.Mention{group}
			}
		}
	}
}

// end is where the mention of a phrase ends: after its head, after all that is
// joined, or after the states of "the leaders of Chad and Sudan".
func (l *linker) end(x *phrase) int {
	if x.joined || x.form == pronounForm || x.reach > x.last {
		return max(x.last, x.reach)
	}
	return max(x.head+1, x.reach)
}

// counterparts ties "his Sudanese counterpart" to the name that follows it,
// else to the one of that state who holds the same office as its owner.
func (l *linker) counterparts() {
	for i := range l.all {
		x := &l.all[i]
		if x.form != nounForm || x.key != "counterpart" || x.traits&sing == 0 || l.set[l.find(i)].name >= 0 {
			continue
		}
		if l.person(x.head + 1) {
			if n := l.mentions[l.start[x.head+1]].Name; n >= 0 {
				l.give(i, n)
			}
			continue
		}
		if n := l.counterpart(i); n >= 0 {
			l.give(i, n)
		}
	}
}

func (l *linker) counterpart(i int) int {
	x := &l.all[i]
	country, own := l.owner(x), l.doc.Tree.Child(x.head, text.NmodPoss)
	if country == "" || own < 0 {
		return -1
	}
	for k := i + 1; k >= max(i-8, 0); k-- {
		if k >= len(l.all) || l.all[k].head != own {
			continue
		}
		n := l.set[l.find(k)].name
		if n < 0 || l.class(n) == "" {
			return -1
		}
		for m := range l.names {
			if l.names[m].Kind == dateline.Person && l.names[m].Country == country && l.class(m) == l.class(n) {
				return m
			}
		}
		return l.holder(country, l.class(n))
	}
	return -1
}

// actors gives a name of its own to each chain without one that acts or is
// acted on and whose noun the tables know for people or a body.
func (l *linker) actors() {
	for i := range l.all {
		x := &l.all[i]
		r := l.find(i)
		if x.form != nounForm || x.joined || l.set[r].name >= 0 || x.mention >= 0 || !l.acts(x) || l.named(x.head+1) {
			continue
		}
		o, ok := l.officeOf(x)
		if _, nobody := words().nobody[x.key]; !ok || nobody || o.end != x.head+1 || l.counted(x) {
			continue
		}
		n := dateline.Name{Kind: dateline.Group, Name: l.plain(x), Country: l.owner(x), Rule: "actor without a name"}
		if !o.group && x.traits&plur == 0 {
			n.Kind = dateline.Office
		}
		if d := l.determiner(x); d == definite || d == demonstrative {
			n.Doubt = dateline.DoubtUnresolved
		}
		l.set[r].name = l.actor(n)
	}
}

// actor is the name of an actor without one. Several people or a body have
// one for the same words; "a man" and "a man" are two.
func (l *linker) actor(n dateline.Name) int {
	if n.Kind != dateline.Group {
		return l.newName(n)
	}
	key := strings.ToLower(n.Name)
	k, ok := l.groups[key]
	if !ok {
		k = l.newName(n)
		l.groups[key] = k
	}
	return k
}

// counted tells whether a phrase is a number of people, which is a figure's,
// or runs over a mark or somebody's name.
func (l *linker) counted(x *phrase) bool {
	for i := x.first; i < x.head; i++ {
		if u := l.doc.Tags[i].UPOS; u == text.NUM || u == text.PUNCT && l.doc.Word(i) != "-" || l.person(i) {
			return true
		}
	}
	return false
}

// named tells whether a mention begins at token i.
func (l *linker) named(i int) bool { return i < len(l.start) && l.start[i] >= 0 }

// acts tells whether a phrase is the subject or the agent of a verb, or what a
// verb is done to.
func (l *linker) acts(x *phrase) bool {
	switch l.doc.Tree.Rel(x.head) {
	case text.Nsubj, text.NsubjPass, text.OblAgent, text.Obj:
		return true
	case text.Obl, text.Nmod:
		c := l.doc.Tree.Child(x.head, text.Case)
		return c >= 0 && (strings.EqualFold(l.doc.Word(c), "against") || strings.EqualFold(l.doc.Word(c), "by"))
	}
	return false
}

// plain is a phrase up to its head without the article.
func (l *linker) plain(x *phrase) string {
	first := max(x.first, x.head-maxPlain)
	for first < x.head && (outside(l.doc.Tags[first].UPOS) || l.doc.Tags[first].UPOS == text.DET || l.doc.Tags[first].UPOS == text.PRON) {
		first++
	}
	return strings.Join(strings.Fields(l.doc.SpanOf(first, x.head+1).Of(l.doc.Text)), " ")
}

// maxPlain is how many words before its head an actor's name keeps.
const maxPlain = 5

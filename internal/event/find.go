package event

import (
	"slices"
	"sort"
	"strings"

	"dateline"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// finder reads one page.
type finder struct {
	doc     *text.Doc
	tree    *text.Tree
	tags    []text.Tag
	lex     *lexicon
	out     *dateline.Reading
	names   []dateline.Name
	mention []int32 // the mention that a token belongs to; -1
	groups  map[string]int
	words   []string
	scratch []int
	object  int // of the trigger at hand, which the tree took for a conjunct of its subject; -1
}

// bareFinder is a finder that looks at the words and trees of a page alone.
func bareFinder(doc *text.Doc) *finder {
	f := &finder{doc: doc, tree: &doc.Tree, tags: doc.Tags, lex: tables(), out: &dateline.Reading{}, words: make([]string, len(doc.Tokens))}
	for i := range f.words {
		f.words[i] = doc.Word(i)
	}
	return f
}

func newFinder(doc *text.Doc, out *dateline.Reading) *finder {
	f := &finder{doc: doc, tree: &doc.Tree, tags: doc.Tags, lex: tables(), out: out, names: slices.Clone(out.Names),
		groups: map[string]int{}, mention: make([]int32, len(doc.Tokens)), words: make([]string, len(doc.Tokens))}
	for i := range f.mention {
		f.mention[i] = -1
		f.words[i] = doc.Word(i)
	}
	for n := range doc.Mentions {
		m := &doc.Mentions[n]
		for i := max(0, m.First); i < min(m.Last, len(f.mention)); i++ {
			old := f.mention[i]
			if old < 0 || m.Head == i && doc.Mentions[old].Head != i || (m.Head == i) == (doc.Mentions[old].Head == i) && m.Last-m.First > doc.Mentions[old].Last-doc.Mentions[old].First {
				f.mention[i] = int32(n)
			}
		}
	}
	for i := range f.names {
		if f.names[i].Country == "" && f.names[i].Kind == dateline.PlaceName {
			f.names[i].Country = placed(&f.names[i], out.Places)
		}
		if f.names[i].Kind == dateline.Group {
			f.groups[strings.ToLower(f.names[i].Name)] = i
		}
	}
	return f
}

// placed is the country of the place that a name's mentions were resolved to.
func placed(n *dateline.Name, places []dateline.Place) string {
	for _, m := range n.Mentions {
		k := sort.Search(len(places), func(i int) bool { return places[i].Span.End > m.Span.Start })
		if k < len(places) && places[k].Span.Overlaps(m.Span) {
			return places[k].Country
		}
	}
	return ""
}

func (f *finder) lower(t int) string { return lowerASCII(f.words[t]) }

// lowerLemma is a token's lemma in lower case; of a plural that was taken for a
// name or a singular ("exercises", "airstrikes"), its singular.
func (f *finder) lowerLemma(t int) string {
	l := lowerASCII(f.doc.Lemma(t))
	if len(l) < 4 || l[len(l)-1] != 's' || l[len(l)-2] == 's' || f.tags[t].XPOS != text.NN && f.tags[t].UPOS != text.PROPN {
		return l
	}
	if one := l[:len(l)-1]; f.lex.nouns[l] == nil && f.lex.nouns[one] != nil && f.words[t][0] >= 'a' {
		return one
	}
	return l
}

// lowerASCII lowers a word and allocates only where it must.
func lowerASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}

// found is an event while it is put together.
type found struct {
	dateline.Event
	t, carrier int
	condition  int
	sentence   int
	inIf       bool
	cues       []int
	fixed      int
}

// Find finds the events of a page: what every trigger of the lexicon says,
// with parties, status, date, place and holder, in the order of the text,
// those that are the same told as one. It gives the events and the names of
// the reading, to which it adds people without a name of their own.
func Find(doc *text.Doc, out *dateline.Reading, facts *Facts) ([]dateline.Event, []dateline.Name) {
	if len(doc.Tree.Arcs) < len(doc.Tokens) || len(doc.Tags) < len(doc.Tokens) {
		return nil, out.Names
	}
	f := newFinder(doc, out)
	var events []found
	for s := range doc.Sentences {
		for t := doc.Sentences[s].First; t < doc.Sentences[s].Last; t++ {
			if e, ok := f.trigger(t); ok {
				e.sentence = s
				events = append(events, e)
			}
		}
	}
	events = f.drop(events)
	f.settle(events)
	f.doubted(events, facts)
	return f.merge(events), f.names
}

// trigger tries the patterns of one token.
func (f *finder) trigger(t int) (found, bool) {
	var rows []int32
	noun := false
	switch f.tags[t].UPOS {
	case text.VERB:
		if f.asNoun(t) {
			noun, rows = true, f.lex.nouns[f.lowerLemma(t)]
			break
		}
		if f.generic(t) {
			return found{}, false
		}
		if f.verbalNoun(t) {
			noun, rows = true, f.lex.nouns[f.lower(t)]
			break
		}
		if f.tree.Rel(t) == text.Amod && !f.swapped(t) && f.tree.Child(t, text.Obl, text.OblAgent) < 0 {
			return found{}, false // "the occupied bank", "exiled leaders": known of old
		}
		rows = f.lex.verbs[f.lowerLemma(t)]
		if r := f.tree.Rel(t); rows == nil && (r == text.Obj || r == text.Obl || r == text.Nmod) {
			noun, rows = true, f.lex.nouns[f.lowerLemma(t)]
		}
	case text.NOUN, text.PROPN:
		if d := f.tree.Child(t, text.Det); d >= 0 && f.lower(d) == "any" {
			return found{}, false // "any attack is a crime"
		}
		noun = true
		rows = f.lex.nouns[f.lowerLemma(t)]
	case text.ADJ:
		if f.tree.Rel(t) != text.Amod {
			rows = f.lex.adjs[f.lowerLemma(t)]
		}
	}
	if len(rows) == 0 || f.zoneOf(t) || f.dated(t) || noun && f.nameOfItself(t) {
		return found{}, false
	}
	carrier := t
	if noun {
		carrier = f.carrier(t)
	}
	best, bestScore := found{}, -1
	for _, r := range rows {
		p := &f.lex.patterns[r]
		e, score, ok := f.try(t, carrier, p)
		if ok && score > bestScore {
			best, bestScore = e, score
			if p.Stop {
				best.Type = ""
			}
		}
	}
	if bestScore < 0 || best.Type == "" {
		return found{}, false
	}
	return best, true
}

// asNoun tells whether a noun of the lexicon was taken for a verb: "died in the
// gas attack".
func (f *finder) asNoun(t int) bool {
	if x := f.tags[t].XPOS; x == text.VBD || x == text.VBG || f.lex.nouns[f.lowerLemma(t)] == nil {
		return false
	}
	switch f.tree.Rel(t) {
	case text.Obl, text.Nmod, text.Obj:
		return f.tree.Child(t, text.Case, text.Det) >= 0
	}
	if f.tree.Child(t, text.Nsubj, text.Obj) >= 0 {
		return false
	}
	if m := f.tree.Child(t, text.Mark); m >= 0 && f.tree.Rel(t) == text.Advcl {
		switch f.lower(m) {
		case "during", "after", "in", "of", "by", "from", "at":
			return true
		}
	}
	return f.tree.Child(t, text.Det) >= 0
}

// verbalNoun tells whether a gerund is a noun of the lexicon: "affirmed the
// killing of ten".
func (f *finder) verbalNoun(t int) bool {
	if f.tags[t].XPOS != text.VBG || f.lex.nouns[f.lower(t)] == nil || f.tree.Child(t, text.Obj, text.Nsubj, text.Aux) >= 0 {
		return false
	}
	for c := range f.tree.Children(t) {
		if r := f.tree.Rel(c); (r == text.Nmod || r == text.Obl) && f.preposition(c) == "of" {
			return true
		}
	}
	return false
}

// generic tells whether a gerund is the subject of what is said of such acts
// at large: "targeting civilians is a crime".
func (f *finder) generic(t int) bool {
	r := f.tree.Rel(t)
	return f.tags[t].XPOS == text.VBG && (r == text.Csubj || r == text.Nsubj) && f.tree.Child(t, text.Nsubj, text.NmodPoss) < 0
}

// nameOfItself tells whether a noun is part of a proper name.
func (f *finder) nameOfItself(t int) bool {
	if k := f.mentionAt(t); k >= 0 {
		return f.doc.Mentions[k].Form == dateline.FormName
	}
	return false
}

// carrier is the light verb that a noun hangs on ("launched an attack", "held
// talks"), else the noun itself.
func (f *finder) carrier(t int) int {
	if f.tags[t].UPOS == text.VERB {
		return t
	}
	h := f.tree.Head(t)
	for n := 0; n < 3 && h >= 0 && f.tree.Rel(t) == text.Conj; n++ {
		t, h = h, f.tree.Head(h)
	}
	if h < 0 || !f.verbal(h) {
		return t
	}
	switch f.tree.Rel(t) {
	case text.Obj, text.NsubjPass, text.Obl:
		if f.tree.Rel(t) == text.Obl {
			if p := f.preposition(t); p != "in" && p != "out" && p != "into" {
				return t
			}
		}
		key := f.lowerLemma(h)
		if _, ok := f.lex.light[key]; ok {
			return h
		}
	}
	return t
}

// try fits one pattern to a trigger and gives how well it fits.
func (f *finder) try(t, carrier int, p *Pattern) (found, int, bool) {
	score := p.fixed
	if f.object = -1; f.swapped(t) {
		f.object = f.tree.Head(t)
	}
	var actors, targets, sides []int
	for i := range p.slots {
		s := &p.slots[i]
		heads := f.scratch[:0]
		for _, path := range s.paths {
			heads = f.fill(t, carrier, path, heads)
		}
		f.scratch = heads
		if s.absent {
			if len(heads) > 0 && (s.words == nil || f.anyOf(heads, s)) {
				return found{}, 0, false
			}
			continue
		}
		if s.words != nil {
			if !f.anyOf(heads, s) {
				return found{}, 0, false
			}
		}
		if s.role == 0 {
			if len(heads) == 0 {
				return found{}, 0, false
			}
			continue
		}
		var n int
		switch s.role {
		case 'A':
			n = len(actors)
			if n == 0 {
				actors = f.parties(slices.Clone(heads), 'A', actors)
			}
			n = len(actors)
		case 'T':
			if len(targets) == 0 {
				targets = f.parties(slices.Clone(heads), 'T', targets)
			}
			n = len(targets)
		case 'S':
			before := len(sides)
			sides = f.parties(slices.Clone(heads), 'S', sides)
			n = len(sides) - before
		}
		if s.need && n == 0 {
			return found{}, 0, false
		}
		score += byParty * min(n, 1)
	}
	if p.Stop {
		return found{}, score, true
	}
	return f.made(t, carrier, p, actors, targets, sides, score)
}

// made is the event of a pattern that fits, unless nobody is found in it.
func (f *finder) made(t, carrier int, p *Pattern, actors, targets, sides []int, score int) (found, int, bool) {
	if len(actors) > 0 && p.POS == 'v' && f.harmed(t) {
		actors, targets = nil, actors
	}
	if len(actors) == 0 && f.passiveCause(t, p) >= 0 {
		actors = f.parties([]int{f.passiveCause(t, p)}, 'A', actors)
	}
	targets = slices.DeleteFunc(targets, func(n int) bool { return slices.Contains(actors, n) })
	symmetric := len(sides) > 0
	if symmetric {
		actors = append(slices.Clone(sides), actors...)
	}
	if len(actors)+len(targets) == 0 && !p.alone {
		return found{}, 0, false
	}
	e := found{t: t, carrier: carrier, fixed: p.fixed}
	e.Type, e.Mode, e.CAMEO, e.Rule, e.Symmetric = p.Type, p.Mode, p.CAMEO, p.Rule, symmetric
	e.Actors, e.Targets = f.ids(actors), f.ids(targets)
	e.Trigger = f.doc.Tokens[t].Span()
	if len(actors) == 0 {
		e.Doubt = dateline.DoubtUnknownActor
	}
	return e, score, true
}

// harmed tells whether a verb of harm has only a subject, as in headlines
// that leave the auxiliary out: "12 civilians killed in raid".
func (f *finder) harmed(t int) bool {
	if x := f.tags[t].XPOS; x != text.VBD && x != text.VBN || !f.lex.inClass("harm", f.lowerLemma(t)) {
		return false
	}
	if f.passive(t) || f.tree.Child(t, text.Aux) >= 0 {
		return false
	}
	if o := f.tree.Child(t, text.Obj); o >= 0 {
		return f.tags[o].UPOS == text.NUM && o+1 < len(f.tags) && f.lex.inClass("harm", f.lowerLemma(o+1)) // "nine killed 12 injured"
	}
	if n := t + 1; n+2 < len(f.tags) && f.tags[n].UPOS == text.CCONJ {
		if f.tags[n+1].UPOS == text.NUM {
			return f.lex.inClass("harm", f.lowerLemma(n+2)) // "two killed and eight injured"
		}
		return f.lex.inClass("harm", f.lowerLemma(n+1)) && !f.phraseAt(n+2)
	}
	return !f.phraseAt(t + 1)
}

// phraseAt tells whether a noun phrase starts at a token: what a verb before
// it is done to, though the tree has no object.
func (f *finder) phraseAt(t int) bool {
	if t >= len(f.tags) {
		return false
	}
	switch f.tags[t].UPOS {
	case text.NUM, text.DET, text.ADJ, text.NOUN, text.PROPN, text.PRON:
		return !f.dated(t)
	}
	return false
}

// passiveCause is the act that harmed somebody in a passive without an agent:
// "were killed in Israeli shelling".
func (f *finder) passiveCause(t int, p *Pattern) int {
	if p.POS != 'v' || p.Type != dateline.Assault || !f.verbal(t) {
		return -1
	}
	for c := range f.tree.Children(t) {
		if f.tree.Rel(c) == text.Obl && f.actAt(c) && !f.lex.inClass("mutual", f.lowerLemma(c)) {
			switch f.preposition(c) {
			case "in", "by", "during", "from":
				return c
			}
		}
	}
	return -1
}

// actAt tells whether a noun names an act, or stands before a gerund that does
// and that the tree hung under it: "tank shelling".
func (f *finder) actAt(c int) bool {
	if f.lex.nouns[f.lowerLemma(c)] != nil {
		return true
	}
	a := c + 1
	return a < len(f.tags) && f.tags[a].XPOS == text.VBG && f.tree.Head(a) == c && f.lex.nouns[f.lower(a)] != nil
}

func (f *finder) ids(names []int) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		out = append(out, f.names[n].ID)
	}
	return out
}

// anyOf tells whether the lemma of a head, or of what is joined to it, is
// among a slot's words, or the head belongs to one of its fields.
func (f *finder) anyOf(heads []int, s *slot) bool {
	words := s.words
	for _, h := range heads {
		if words[f.lowerLemma(h)] || words[f.lower(h)] || s.fields != 0 && s.fields>>f.field(h)&1 == 1 {
			return true
		}
		if len(words) == 0 {
			continue
		}
		for c := range f.tree.Children(h) {
			switch f.tree.Rel(c) {
			case text.Conj:
				if words[f.lowerLemma(c)] {
					return true
				}
			case text.Nummod:
				if words[f.lower(c)] {
					return true // "28 million"
				}
			case text.Compound, text.Amod, text.Flat:
				if words[f.lower(c)+" "+f.lowerLemma(h)] {
					return true
				}
			}
		}
	}
	return false
}

// field is the semantic field of a head: of a name by its kind, else of the
// noun's first sense.
func (f *finder) field(h int) wordnet.Field {
	if k := f.mentionAt(h); k >= 0 && f.doc.Mentions[k].Form == dateline.FormName {
		switch n := f.doc.Mentions[k].Name; {
		case n < 0 || n >= len(f.names):
			return wordnet.None
		case f.names[n].Kind == dateline.Person:
			return wordnet.Person
		case f.names[n].Kind == dateline.PlaceName:
			return wordnet.Location
		}
		return wordnet.People
	}
	if f.tags[h].UPOS != text.NOUN {
		return wordnet.None
	}
	e, _ := wordnet.Lookup(f.lowerLemma(h))
	return e.Noun
}

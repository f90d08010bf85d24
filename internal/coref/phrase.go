package coref

import (
	"strings"

	"dateline"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// form is how a phrase refers.
type form uint8

const (
	nameForm form = iota
	nounForm
	pronounForm
)

// phrase is a noun phrase or pronoun that may stand for something.
type phrase struct {
	first, last int // tokens, half-open
	head        int
	sentence    int
	form        form
	traits      traits
	part        bool // of a longer name: "Chad" of "Chad Herald"
	joined      bool // several, with "and": "Chad and Sudan"
	reach       int  // token after the states of an office: "the leaders of Chad and Sudan"; 0
	mention     int  // index into the mentions handed in; -1
	name        int  // index into names; -1
	person      text.Feats
	key         string // name: its words; noun: the head's lemma. In small letters
}

// page is a document while its chains are found.
type page struct {
	doc         *text.Doc
	words       []string
	left, right []int32 // edges of every token's subtree
	all         []phrase
	starts      []int // index of the first phrase of each sentence
	parent      []int32
	set         []chain // by the root of a chain
	byHead      map[string]int
	before      []int // the phrase before with the same key; -1
}

// chain is what is known of all phrases of a chain together.
type chain struct {
	traits traits
	name   int // index into names; -1
	size   int
}

// newPage finds the phrases of a document in the order of its text.
func newPage(doc *text.Doc, mentions []text.Mention) *page {
	p := &page{doc: doc}
	if len(doc.Tree.Arcs) != len(doc.Tokens) || len(doc.Tags) != len(doc.Tokens) {
		return p
	}
	p.edges()
	p.words = make([]string, len(doc.Tokens))
	for i := range p.words {
		p.words[i] = doc.Word(i)
	}
	at := p.mentionHeads(mentions)
	for s := range doc.Sentences {
		p.starts = append(p.starts, len(p.all))
		for i := doc.Sentences[s].First; i < doc.Sentences[s].Last; i++ {
			p.phraseAt(i, s, at, mentions)
		}
	}
	p.parent = make([]int32, len(p.all))
	p.set = make([]chain, len(p.all))
	for i := range p.all {
		p.parent[i] = int32(i)
		p.set[i] = chain{p.all[i].traits & (number | gender), p.all[i].name, 1}
	}
	return p
}

// mentionHeads is the mention that every token is the head of, plus one. Of
// two with one head the shorter, the name itself, counts.
func (p *page) mentionHeads(mentions []text.Mention) []int32 {
	at := make([]int32, len(p.doc.Tokens))
	for k := range mentions {
		h := mentions[k].Head
		if h < 0 || h >= len(at) || at[h] != 0 && mentions[k].Form == dateline.FormDemonym {
			continue
		}
		at[h] = int32(k + 1)
	}
	return at
}

// edges finds the edges of the subtrees of all tokens: children hand theirs
// to their heads, deepest first.
func (p *page) edges() {
	n := len(p.doc.Tokens)
	p.left, p.right = make([]int32, n), make([]int32, n)
	order := make([]int32, 0, n)
	for i := range n {
		p.left[i], p.right[i] = int32(i), int32(i+1)
		if p.doc.Tree.Head(i) < 0 {
			order = append(order, int32(i))
		}
	}
	for k := 0; k < len(order); k++ {
		for c := range p.doc.Tree.Children(int(order[k])) {
			order = append(order, int32(c))
		}
	}
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		if h := p.doc.Tree.Head(int(i)); h >= 0 {
			p.left[h], p.right[h] = min(p.left[h], p.left[i]), max(p.right[h], p.right[i])
		}
	}
}

// phraseAt takes the phrase whose head is token i, and the joint phrase that
// begins with it.
func (p *page) phraseAt(i, s int, at []int32, mentions []text.Mention) {
	tag := p.doc.Tags[i]
	x := phrase{head: i, sentence: s, mention: -1, name: -1}
	if k := at[i]; k != 0 {
		x.mention, x.name = int(k-1), mentions[k-1].Name
	}
	switch tag.UPOS {
	case text.PRON:
		x.mention, x.name = -1, -1
		if !p.pronoun(&x) {
			return
		}
	case text.NOUN, text.PROPN:
		if !p.nominal(&x, mentions) {
			return
		}
	default:
		if x.mention < 0 {
			return
		}
		x.first, x.last = mentions[x.mention].First, mentions[x.mention].Last
		p.named(&x, mentions[x.mention].Kind)
	}
	p.all = append(p.all, x)
	if j, ok := p.joint(&x); ok {
		p.all = append(p.all, j)
	}
}

// pronoun fills in a personal pronoun; false for one that stands for nothing
// before it.
func (p *page) pronoun(x *phrase) bool {
	i := x.head
	tag := p.doc.Tags[i]
	if tag.XPOS != text.PRP && tag.XPOS != text.PRPS || p.doc.Tree.Rel(i) == text.Expl {
		return false
	}
	x.first, x.last, x.form = i, i+1, pronounForm
	w := strings.ToLower(p.doc.Word(i))
	t, ok := words().pronoun[w]
	if ok {
		x.traits, x.key = t, w
		return w != "it" || !p.expletive(i)
	}
	x.person = tag.Feats & (text.First | text.Second)
	x.traits, x.key = number|gender, w
	return x.person != 0
}

// expletive tells whether "it" stands for nothing: "it is clear that", "it
// seems".
func (p *page) expletive(i int) bool {
	t := &p.doc.Tree
	h := t.Head(i)
	if h < 0 || t.Rel(i) != text.Nsubj && t.Rel(i) != text.NsubjPass {
		return false
	}
	if t.Child(h, text.Csubj, text.CsubjPass) >= 0 {
		return true
	}
	switch strings.ToLower(p.doc.Lemma(h)) {
	case "seem", "appear", "rain", "snow", "turn":
		return true
	}
	return p.doc.Tags[h].UPOS == text.ADJ && t.Child(h, text.Ccomp, text.Advcl, text.Xcomp) >= 0 && t.Child(h, text.Cop) >= 0
}

// nominal fills in a noun phrase or name.
func (p *page) nominal(x *phrase, mentions []text.Mention) bool {
	i := x.head
	rel := p.doc.Tree.Rel(i)
	proper := p.doc.Tags[i].UPOS == text.PROPN
	switch rel {
	case text.Flat, text.Goeswith, text.Fixed, text.NmodDesc, text.NmodUnmarked:
		if x.mention < 0 {
			return false
		}
	case text.Compound:
		if x.mention < 0 && !proper {
			return false
		}
		x.part = x.mention < 0 && p.doc.Tags[p.doc.Tree.Head(i)].UPOS == text.PROPN
		if first, _ := p.core(i); x.part && p.left[i] > int32(first) {
			return false
		}
	}
	x.first, x.last = p.extent(i)
	lemma := strings.ToLower(p.doc.Lemma(i))
	if x.mention >= 0 && mentions[x.mention].Form != dateline.FormNominal || x.mention < 0 && proper {
		kind := dateline.NameKind("")
		if x.mention >= 0 {
			kind = mentions[x.mention].Kind
		}
		p.named(x, kind)
		e, ok := wordnet.Lookup(x.key)
		return !ok || e.Noun != wordnet.Time || x.mention >= 0
	}
	if _, skip := words().skip[lemma]; skip && p.doc.Tree.Child(i, text.Det, text.NmodPoss) < 0 {
		return false
	}
	x.form, x.key, x.traits = nounForm, lemma, nounTraits(p.doc, i)
	return true
}

// named fills in the words and traits of a name.
func (p *page) named(x *phrase, kind dateline.NameKind) {
	first, last := p.core(x.head)
	x.form, x.traits = nameForm, nameTraits(p.doc, first, last, kind)
	x.key = p.nameKey(first, last)
}

// core is the run of proper nouns around a name's head.
func (p *page) core(head int) (first, last int) {
	first, last = head, head+1
	in := func(i int) bool {
		h := p.doc.Tree.Head(i)
		return p.doc.Tags[i].UPOS == text.PROPN && h >= first && h < last || p.doc.Tags[i].UPOS == text.PROPN && p.doc.Tree.Rel(i) == text.Compound
	}
	s := p.doc.Sentences[p.doc.SentenceAt(head)]
	for first > s.First && in(first-1) {
		first--
	}
	for last < s.Last && in(last) && p.doc.Tree.Rel(last) != text.Conj && p.doc.Tree.Rel(last) != text.Appos {
		last++
	}
	return first, last
}

// nameKey is a name's words in small letters without titles and articles.
func (p *page) nameKey(first, last int) string {
	var b strings.Builder
	for i := first; i < last; i++ {
		w := strings.ToLower(p.doc.Word(i))
		if _, ok := words().cut[w]; ok {
			continue
		}
		if _, ok := words().title[w]; ok && last-first > 1 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// extent is the phrase of a head: the head with what depends on it inside the
// phrase, without prepositions, clause parts and what is joined to it.
func (p *page) extent(i int) (first, last int) {
	first, last = i, i+1
	for c := range p.doc.Tree.Children(i) {
		if !p.inside(i, c) {
			continue
		}
		first, last = min(first, int(p.left[c])), max(last, int(p.right[c]))
	}
	for first < i && outside(p.doc.Tags[first].UPOS) {
		first++
	}
	for last > i+1 && p.doc.Tags[last-1].UPOS == text.PUNCT {
		last--
	}
	return first, last
}

// outside tells whether a word at a phrase's edge is none of it.
func outside(u text.UPOS) bool {
	return u == text.ADP || u == text.PUNCT || u == text.CCONJ || u == text.SCONJ
}

// inside tells whether the dependent c belongs to the phrase of its head i.
func (p *page) inside(i, c int) bool {
	switch p.doc.Tree.Rel(c) {
	case text.Det, text.DetPredet, text.Amod, text.Nmod, text.NmodPoss, text.NmodDesc, text.NmodUnmarked, text.Nummod, text.Compound,
		text.Acl, text.AclRelcl, text.Appos, text.Flat, text.Fixed, text.Goeswith:
		return true
	case text.Case:
		return c > i // 's
	}
	return false
}

// joint is the phrase of several joined ones: "Chad and Sudan".
func (p *page) joint(x *phrase) (phrase, bool) {
	if x.form == pronounForm && x.person != 0 {
		return phrase{}, false
	}
	j := *x
	n, c := 0, x.head
	for n < maxJoined {
		if c = p.lastJoined(c); c < 0 {
			break
		}
		_, j.last = p.extent(c)
		n++
	}
	if n == 0 || j.last <= x.last {
		return phrase{}, false
	}
	j.form, j.joined, j.mention, j.name, j.traits = nounForm, true, -1, -1, plur|x.traits&gender
	j.key = "&" + strings.ToLower(p.doc.SpanOf(j.first, j.last).Of(p.doc.Text))
	return j, true
}

// maxJoined bounds how deep a list is followed that the tree chains up.
const maxJoined = 16

// lastJoined is the last token that is joined to token i; -1 for none.
func (p *page) lastJoined(i int) int {
	last := -1
	for c := range p.doc.Tree.Children(i) {
		if p.doc.Tree.Rel(c) == text.Conj && c > i && nounLike(p.doc.Tags[c].UPOS) {
			last = c
		}
	}
	return last
}

func nounLike(u text.UPOS) bool { return u == text.NOUN || u == text.PROPN || u == text.PRON }

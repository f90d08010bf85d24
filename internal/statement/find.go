package statement

import (
	"dateline"
	"dateline/internal/text"
)

// part is a range of tokens, half-open.
type part struct{ first, last int }

func (p part) empty() bool       { return p.last <= p.first }
func (p part) has(i int) bool    { return p.first <= i && i < p.last }
func (p part) meets(o part) bool { return p.first < o.last && o.first < p.last }
func (p part) holds(o part) bool { return p.first <= o.first && o.last <= p.last }
func (p part) and(o part) part   { return part{max(p.first, o.first), min(p.last, o.last)} }
func (p part) union(o part) part { return part{min(p.first, o.first), max(p.last, o.last)} }

// attribution is a cue with what it marks, before it becomes a statement.
type attribution struct {
	head    int  // the cue's main word, -1 where a colon or nothing marks it
	cue     part // empty where nothing marks it
	source  part // empty where nobody is named
	holder  int  // the word that names the holder, -1; for "who" its antecedent
	content []part
	c       *cue
	kind    kind
	rule    string
	nested  bool
	agent   int // "quoted by AGENCY as saying": the word that names who relays, -1
}

// finder gathers the attributions of one page.
type finder struct {
	doc    *text.Doc
	tree   *text.Tree
	quotes []quote
	quote  []int32 // token to quote, -1 outside
	found  []attribution
	person []bool      // token to whether it names a person
	at     map[int]int // head of a cue to found

	lastSaid []int32 // sentence to the last found that says something in or before it
}

// gather finds all attributions of a page in the order of their cues.
func gather(doc *text.Doc) *finder {
	f := &finder{doc: doc, tree: &doc.Tree, quotes: findQuotes(doc), at: map[int]int{}}
	f.quote = make([]int32, len(doc.Tokens))
	for i := range f.quote {
		f.quote[i] = -1
	}
	for n, q := range f.quotes {
		for i := q.first; i < q.last; i++ {
			f.quote[i] = int32(n)
		}
	}
	f.person = make([]bool, len(doc.Tokens))
	for _, m := range doc.Mentions {
		for i := max(0, m.First); i < min(m.Last, len(f.person)) && m.Kind == dateline.Person && m.Form == dateline.FormName; i++ {
			f.person[i] = true
		}
	}
	for i := range doc.Tokens {
		f.word(i)
	}
	f.resume()
	f.attach()
	f.headlines()
	return f
}

// resume gives a word of saying that the tree has within another's content
// back to the outer speaker, and ends the outer content before it: "said it
// would stay, adding that ...", "said that ... and said that ...".
func (f *finder) resume() {
	for n := 1; n < len(f.found); n++ {
		a := &f.found[n]
		if a.head < 0 || a.nested || f.doc.Tags[a.head].UPOS != text.VERB || !f.resumes(a) {
			continue
		}
		for k := n - 1; k >= max(0, n-4); k-- {
			b := &f.found[k]
			last := len(b.content) - 1
			if b.kind != said || b.source.empty() || b.cue.empty() || b.cue.first > a.cue.first || !b.content[last].holds(a.cue) {
				continue
			}
			p := b.content[last]
			p.last = a.cue.first
			if w := f.doc.Word(p.last - 1); w == "and" || w == "but" {
				p.last--
			}
			if p = f.trim(p); !p.empty() {
				b.content[last] = p
				a.source, a.holder = b.source, b.holder
			}
			break
		}
	}
}

// resumes tells whether a cue goes on with an outer speaker's words: a
// participle that does so by its meaning, or a coordinated verb of plain
// saying without a subject of its own.
func (f *finder) resumes(a *attribution) bool {
	if w := f.doc.Word(max(0, a.cue.first-1)); a.source.empty() && a.kind == said && (w == "and" || w == "but") {
		return true
	}
	if a.cue.first > 0 && f.doc.Word(a.cue.first-1) == "," && f.doc.Tags[a.head].XPOS == text.VBG && a.kind == said {
		return true
	}
	if a.kind == said && a.cue.first > 0 && f.doc.Tags[a.cue.first-1].UPOS == text.CCONJ && f.tree.Rel(a.head) == text.Conj && f.subject(a.head) < 0 {
		if h := f.tree.Head(a.head); h >= 0 && h < a.head && (f.doc.Tags[a.head].XPOS == text.VBD || f.doc.Tags[a.head].XPOS == text.VBZ) {
			return true // "said it would stay and warned ..."
		}
	}
	switch t := f.doc.Tags[a.head].XPOS; f.doc.Lemma(a.head) {
	case "add", "stress", "note", "emphasize", "emphasise", "underline", "reiterate", "explain", "point":
		if t == text.VBG {
			return true
		}
		fallthrough
	case "say", "tell":
		if t != text.VBD && t != text.VBZ || f.subject(a.head) >= 0 || a.cue.first == 0 {
			return false
		}
		w := f.doc.Word(a.cue.first - 1)
		return w == "and" || w == "but"
	}
	return false
}

// word tries token i as a cue.
func (f *finder) word(i int) {
	switch f.doc.Tags[i].UPOS {
	case text.VERB:
		f.verb(i)
	case text.NOUN:
		f.noun(i)
	case text.AUX, text.PROPN, text.ADP:
	}
	if w := f.doc.Word(i); len(w) == 9 && (w == "according" || w == "According" || w == "ACCORDING") {
		f.according(i)
	}
}

// add files an attribution once its parts are put in order; it is dropped when
// no content is left.
func (f *finder) add(a attribution) {
	a.content = f.settle(a.content, a.cue, a.source)
	a.content = f.quotedOnly(&a)
	if len(a.content) == 0 {
		return
	}
	if len(a.content) == 1 && a.head >= 0 && a.kind == said {
		a.content[0] = f.clauseEnding(a.content[0], a.head)
	}
	a.nested = !a.cue.empty() && f.quote[a.cue.first] >= 0
	if a.head >= 0 {
		f.at[a.head] = len(f.found)
	}
	f.found = append(f.found, a)
}

// settle fits the parts of a content: it takes whole quotes where it lies in
// one that the cue does not, keeps within the quote where the cue does, leaves
// out cue and source, and trims points at its edges.
func (f *finder) settle(parts []part, cue, source part) []part {
	inside := int32(-1)
	if !cue.empty() {
		inside = f.quote[cue.first]
	}
	var out []part
	for _, p := range parts {
		if p = f.fitQuotes(p, cue, source, inside); p.empty() {
			continue
		}
		if p.first > 0 && !cue.empty() && p.first-1 >= cue.last && f.quote[p.first] >= 0 && f.quotes[f.quote[p.first]].first == p.first && f.doc.Word(p.first-1) == "that" {
			p.first--
		}
		for _, r := range subtract(p, cue, source) {
			if r = f.trim(r); !r.empty() {
				out = append(out, r)
			}
		}
	}
	return merged(out)
}

func (f *finder) fitQuotes(p, cue, source part, inside int32) part {
	p.last = min(p.last, len(f.quote))
	if p.empty() {
		return p
	}
	if inside >= 0 {
		q := f.quotes[inside]
		body := part{q.first + 1, q.last}
		if q.closed {
			body.last--
		}
		return p.and(body)
	}
	for _, edge := range [2]int{p.first, p.last - 1} {
		n := f.quote[edge]
		if n < 0 {
			continue
		}
		q := part{f.quotes[n].first, f.quotes[n].last}
		if !q.meets(cue) && !q.meets(source) {
			p = p.union(q)
		}
	}
	if p.last < len(f.quote) && f.isClosing(p.last) {
		if n := f.quote[p.last]; n >= 0 && f.quotes[n].first >= p.first {
			p.last++
		}
	}
	return p
}

func (f *finder) isClosing(i int) bool {
	_, _, closes := markOf(f.doc.Word(i))
	return closes
}

// subtract leaves the holes out of p.
func subtract(p part, holes ...part) []part {
	out := []part{p}
	for _, h := range holes {
		if h.empty() {
			continue
		}
		var next []part
		for _, r := range out {
			if !r.meets(h) {
				next = append(next, r)
				continue
			}
			next = append(next, part{r.first, h.first}, part{h.last, r.last})
		}
		out = next
	}
	return out
}

// trim leaves out points at the edges of p, but for the marks of quotes and
// brackets that lie within it, and the final point within a quote.
func (f *finder) trim(p part) part {
	for !p.empty() && f.loose(p.first, p) {
		p.first++
	}
	for !p.empty() && f.loose(p.last-1, p) {
		p.last--
	}
	return p
}

// loose tells whether token i, at an edge of p, does not belong to it.
func (f *finder) loose(i int, p part) bool {
	if f.doc.Tags[i].UPOS != text.PUNCT {
		return false
	}
	if n := f.quote[i]; n >= 0 {
		q := f.quotes[n]
		if i == q.first {
			return !(q.first+1 < p.last && i == p.first)
		}
		if q.closed && i == q.last-1 {
			return q.first < p.first
		}
		if q.closed && q.first < p.first && q.last > p.last {
			return true
		}
		if !q.closed && i == q.last-1 && q.first >= p.first && i > q.first {
			return false
		}
	}
	switch f.doc.Word(i) {
	case ")", "]":
		return false
	case "(", "[":
		return i == p.last-1
	case "!", "?":
		return i == p.first
	}
	return true
}

// merged puts parts in order and joins those that meet.
func merged(parts []part) []part {
	for i := 1; i < len(parts); i++ {
		for k := i; k > 0 && parts[k].first < parts[k-1].first; k-- {
			parts[k], parts[k-1] = parts[k-1], parts[k]
		}
	}
	out := parts[:0]
	for _, p := range parts {
		if n := len(out); n > 0 && p.first <= out[n-1].last {
			out[n-1].last = max(out[n-1].last, p.last)
			continue
		}
		out = append(out, p)
	}
	return out
}

// edges is the range of the subtree of token i.
func (f *finder) edges(i int) part {
	a, b := f.tree.Edges(i)
	return part{a, b}
}

// sentence is the range of the sentence that holds token i.
func (f *finder) sentence(i int) part {
	s := f.doc.SentenceAt(i)
	if s < 0 {
		return part{i, i + 1}
	}
	return part{f.doc.Sentences[s].First, f.doc.Sentences[s].Last}
}

// span is the stretch of bytes of a range of tokens.
func (f *finder) span(p part) dateline.Span { return f.doc.SpanOf(p.first, p.last) }

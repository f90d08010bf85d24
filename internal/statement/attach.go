package statement

import (
	"dateline/internal/text"
)

// attach gives every quote of words said to the attribution that it belongs
// to, or makes one.
func (f *finder) attach() {
	owner := f.owners()
	f.lastSaid = f.lastSpeakers()
	for n := range f.quotes {
		q := &f.quotes[n]
		if owner[n] >= 0 || !q.speech {
			if v := f.cueBefore(n, owner[n] < 0); v >= 0 {
				owner[n] = f.give(n, v)
			}
			continue
		}
		if v := f.cueBeside(n); v >= 0 {
			owner[n] = f.give(n, v)
			continue
		}
		owner[n] = f.floating(n, owner)
	}
}

// owners gives every quote the attribution whose content holds it while its
// cue stands outside, -1 where there is none.
func (f *finder) owners() []int {
	owner := make([]int, len(f.quotes))
	for n := range owner {
		owner[n] = -1
	}
	for i := range f.found {
		a := &f.found[i]
		for _, p := range a.content {
			for k := p.first; k < p.last; k++ {
				n := f.quote[k]
				if n < 0 {
					continue
				}
				q := part{f.quotes[n].first, f.quotes[n].last}
				if owner[n] < 0 && p.holds(q) && !a.cue.meets(q) {
					owner[n] = i
				}
				k = q.last - 1
			}
		}
	}
	return owner
}

// quotedOnly leaves out what stands unquoted beside quoted words that are a
// whole saying: what follows "..., X said" or "X said, ...", and what stands
// before "X said: ...".
func (f *finder) quotedOnly(a *attribution) []part {
	if a.kind != said || a.cue.empty() {
		return a.content
	}
	before, after := -1, -1 // parts that hold whole sayings, before and after the cue
	for n, p := range a.content {
		for i := p.first; i < p.last; i++ {
			q := f.quote[i]
			if q < 0 || !f.whole(int(q)) || f.quote[a.cue.first] == q {
				continue
			}
			if i = f.quotes[q].last - 1; i < a.cue.first {
				before = n
			} else if after < 0 {
				after = n
			}
		}
	}
	out := a.content[:0]
	for n, p := range a.content {
		quoted := f.quote[p.first] >= 0 && f.quotes[f.quote[p.first]].first == p.first
		switch {
		case n == before && !quoted && f.quoteAfterColon(p) > 0:
			p.first = f.quoteAfterColon(p)
		case n > before && before >= 0 && p.first >= a.cue.last && !quoted:
			continue
		case n < after && p.last <= a.cue.first && before < 0 && f.finite(p) && f.ownSentence(a.content[after]):
			continue
		}
		if q := f.quote[p.first]; quoted && p.first >= a.cue.last && f.whole(int(q)) && p.last > f.quotes[q].last {
			p.last = f.quotes[q].last
		}
		out = append(out, p)
	}
	return out
}

// whole tells whether quote n is a saying of its own: a closed one of words
// said, with a point before its closing mark.
func (f *finder) whole(n int) bool {
	q := f.quotes[n]
	last := q.last - 1
	if s, _, closes := markOf(f.doc.Word(max(0, last-1))); closes && s != notQuote {
		last--
	}
	return q.speech && q.closed && last-1 > q.first && pointBefore(f.doc, last)
}

// ownSentence tells whether p opens with a quote that begins a sentence.
func (f *finder) ownSentence(p part) bool {
	q := f.quote[p.first]
	if q < 0 || f.quotes[q].first != p.first || p.first == 0 {
		return false
	}
	c := f.doc.Text[f.doc.Tokens[p.first+1].Start]
	return f.doc.Word(p.first-1) == ":" || c >= 'A' && c <= 'Z' && f.doc.Word(p.first+1) != "I"
}

// quoteAfterColon is where in p a quote opens after a colon, -1 when none does.
func (f *finder) quoteAfterColon(p part) int {
	for i := p.first; i+1 < p.last && f.quote[i] < 0; i++ {
		if f.doc.Word(i) == ":" && f.quote[i+1] >= 0 {
			return i + 1
		}
	}
	return -1
}

// dashed takes a quote that its speaker's name follows after a dash: "... - A.
// B., baker"; -1 when none does.
func (f *finder) dashed(n int) int {
	a := attribution{head: -1, holder: -1, c: saidCue, kind: said, agent: -1, rule: "floating", content: []part{{f.quotes[n].first, f.quotes[n].last}}}
	if !f.signed(n, &a) {
		return -1
	}
	f.add(a)
	return len(f.found) - 1
}

// signed takes the name after a dash that follows quote n, to the end of its
// paragraph, as its speaker.
func (f *finder) signed(n int, a *attribution) bool {
	i := f.quotes[n].last
	if i+1 >= len(f.doc.Tokens) || f.quote[i] >= 0 {
		return false
	}
	switch f.doc.Word(i) {
	case "-", "--", "—", "–", "―", "~":
	default:
		return false
	}
	s := f.doc.SentenceAt(i + 1)
	if s < 0 || f.doc.Tags[i+1].UPOS != text.PROPN && f.doc.Tags[i+1].UPOS != text.NOUN && f.doc.Tags[i+1].UPOS != text.DET {
		return false
	}
	p := part{i + 1, f.doc.Sentences[s].Last}
	if p.last-p.first > 24 || f.finite(p) {
		return false
	}
	a.cue, a.source, a.holder, a.rule = part{i, i + 1}, f.trim(p), f.headOf(p), "signed"
	return !a.source.empty()
}

// lastSpeakers gives for every sentence the last attribution in it or before
// it that names who said something, -1 where there is none.
func (f *finder) lastSpeakers() []int32 {
	last := make([]int32, len(f.doc.Sentences))
	for s := range last {
		last[s] = -1
	}
	for n := range f.found {
		b := &f.found[n]
		if b.kind != said || b.source.empty() || b.nested {
			continue
		}
		s := f.doc.SentenceAt(b.source.first)
		if s >= 0 && (last[s] < 0 || f.found[last[s]].source.first < b.source.first) {
			last[s] = int32(n)
		}
	}
	for s := 1; s < len(last); s++ {
		if last[s] < 0 {
			last[s] = last[s-1]
		}
	}
	return last
}

// cueBeside is the verb next to quote n in its first or last sentence that
// says who speaks, -1 when there is none.
func (f *finder) cueBeside(n int) int {
	q := f.quotes[n]
	after := f.sentence(q.last - 1)
	if q.last == after.last && q.last < len(f.doc.Tokens) && f.tagged(q.last) {
		after = f.sentence(q.last) // "Will it hold?" Marn asked.
	}
	best, rank := -1, 0
	for v := q.last; v < min(after.last, q.last+24); v++ {
		best, rank = f.better(v, v-q.last, n, best, rank)
	}
	before := f.sentence(q.first)
	for v := q.first - 1; v >= max(before.first, q.first-14); v-- {
		best, rank = f.better(v, q.first-1-v, n, best, rank)
	}
	return best
}

// cueBefore is a verb of saying right before quote n that marks nothing yet,
// as one does within what another said: "apologised for writing “...”", or before
// words too few to tell by themselves: "chanted “Out!”"; -1 when there is none.
func (f *finder) cueBefore(n int, short bool) int {
	v := f.quotes[n].first - 1
	if v >= 0 && (f.doc.Word(v) == "," || f.doc.Word(v) == ":") {
		v--
	}
	if v < 0 || !f.isVerb(v) || f.quote[v] >= 0 || !short && !f.whole(n) || short && !pointBefore(f.doc, f.quotes[n].last-1) {
		return -1
	}
	if _, taken := f.at[v]; taken {
		return -1
	}
	if c := f.cueAt(v); c.kind != said || c.frames&quoted == 0 || short && !c.listed {
		return -1
	}
	return v
}

// mistaken tells whether token v, after quote n, is a verb of saying that was
// taken for a noun: "“...,” the statement read."
func (f *finder) mistaken(v, n int) bool {
	q := f.quotes[n]
	if f.doc.Tags[v].UPOS != text.NOUN || v < q.last+1 || f.capital(v) || !f.whole(n) {
		return false
	}
	c, next := f.cueAt(v), v+1
	if c.phrasal {
		next++
	}
	if next < len(f.doc.Tokens) && f.doc.Tags[next].UPOS != text.PUNCT {
		return false
	}
	return c.listed && c.kind == said && c.frames&quoted != 0 && f.plain(part{q.last, v})
}

// tagged tells whether the sentence at token i, in the paragraph of the one
// before it, is no more than who said the words before it.
func (f *finder) tagged(i int) bool {
	n := f.doc.SentenceAt(i)
	if n <= 0 || f.doc.Sentences[n].Paragraph != f.doc.Sentences[n-1].Paragraph || f.doc.Sentences[n].First != i || f.doc.Word(i-2) == "." && f.capital(i) {
		return false
	}
	s := f.sentence(i)
	for v := i; v < min(s.last, i+24) && f.quote[v] < 0; v++ {
		if c := f.cueAt(v); f.doc.Tags[v].UPOS == text.VERB {
			n, taken := f.at[v]
			return (!taken || f.found[n].content[0].first > v) && c.kind == said && c.frames&quoted != 0
		}
	}
	return false
}

func (f *finder) better(v, distance, n, best, rank int) (int, int) {
	if !f.isVerb(v) && !f.mistaken(v, n) || f.quote[v] >= 0 {
		return best, rank
	}
	c := f.cueAt(v)
	r := 0
	switch {
	case c.kind == said && c.frames&quoted != 0:
		r = 60
	case c.kind == said:
		r = 40
	case c.kind == thought:
		r = 25
	case f.comma(n) && (f.finite(f.body(n)) || startsSentence(f.doc, &f.quotes[n])):
		r = 20
	default:
		return best, rank
	}
	if !f.whole(n) && distance > 2 && f.quotes[n].first > v {
		return best, rank // criticised as a "use it or lose it" rule
	}
	if k := f.subject(v); (k < 0 || f.quote[k] == int32(n)) && (f.doc.Tags[v].XPOS != text.VBG || v > f.quotes[n].first) {
		r -= 12
	}
	if r -= distance; r > rank {
		return v, r
	}
	return best, rank
}

// body is what stands between the marks of quote n.
func (f *finder) body(n int) part {
	q := f.quotes[n]
	if q.closed {
		return part{q.first + 1, q.last - 1}
	}
	return part{q.first + 1, q.last}
}

// comma tells whether quote n begins after a comma or colon, or ends with a
// comma, as words said do.
func (f *finder) comma(n int) bool {
	q := f.quotes[n]
	if q.first > 0 {
		if w := f.doc.Word(q.first - 1); w == "," || w == ":" {
			return true
		}
	}
	return q.closed && q.last-2 > q.first && f.doc.Word(q.last-2) == ","
}

// give makes quote n content of the cue at verb v.
func (f *finder) give(n, v int) int {
	q := part{f.quotes[n].first, f.quotes[n].last}
	if i, ok := f.at[v]; ok {
		a := &f.found[i]
		if q.first-a.cue.last > maxAside {
			return -1
		}
		a.content = f.settle(append(a.content, q), a.cue, a.source)
		a.content = f.quotedOnly(a)
		return i
	}
	c := f.cueAt(v)
	a := attribution{head: v, c: c, kind: said, agent: -1, rule: "quote", cue: f.cueOf(v), content: []part{q}}
	f.sourceOf(v, &a)
	if a.source.empty() {
	}
	f.mend(v, &a)
	if k := a.cue.first; a.source.empty() && !f.isVerb(v) && k > q.last {
		a.source, a.holder = f.trim(part{q.last, k}), k-1
	}
	f.add(a)
	if i, ok := f.at[v]; ok {
		return i
	}
	return -1
}

// clauseEnding widens a content that is one quote before its cue to the clause
// that the quote ends, where the quote is no clause itself: "Their views agreed
// 'on the whole,' she said."
func (f *finder) clauseEnding(q part, v int) part {
	s := f.sentence(v)
	front := part{s.first, q.first}
	if n := f.quote[q.first]; n < 0 || f.quotes[n].first != q.first || f.quotes[n].last < q.last || q.last > v || !s.holds(q) {
		return q
	}
	if front.empty() || f.finite(q) || !f.finite(front) {
		return q
	}
	if k := f.subject(v); k >= 0 && k < q.first {
		return q
	}
	for k := front.first; k < front.last; k++ {
		if _, ok := f.at[k]; ok || f.quote[k] >= 0 {
			return q
		}
	}
	return part{s.first, q.last}
}

// floating gives quote n, whose sentences name no speaker, to the speaker
// before it.
func (f *finder) floating(n int, owner []int) int {
	q := part{f.quotes[n].first, f.quotes[n].last}
	if !f.alone(n) {
		return f.dashed(n)
	}
	for m := n - 1; m >= 0 && m >= n-8; m-- {
		if owner[m] < 0 {
			continue
		}
		if f.quotes[m].paragraph == f.quotes[n].paragraph || f.quotes[n-1].continued {
			a := &f.found[owner[m]]
			a.content = merged(append(a.content, f.trim(q)))
			return owner[m]
		}
		break
	}
	a := attribution{head: -1, holder: -1, c: saidCue, kind: said, agent: -1, rule: "floating", content: []part{q}}
	if !f.signed(n, &a) {
		f.lastSpeaker(q.first, &a)
	}
	f.add(a)
	return len(f.found) - 1
}

// maxAside is how many tokens may stand between a saying and its going on.
const maxAside = 14

// lastSpeaker takes the holder of the last words said before token i, or the
// subject of the sentence before, whichever is nearer.
func (f *finder) lastSpeaker(i int, a *attribution) {
	s := f.doc.SentenceAt(i)
	if s <= 0 {
		return
	}
	best := int(f.lastSaid[s-1])
	prev := part{f.doc.Sentences[s-1].First, f.doc.Sentences[s-1].Last}
	if best < 0 || !prev.has(f.found[best].source.first) {
		if k := f.mainSubject(prev); k >= 0 {
			a.source, a.holder = f.trim(f.phrase(k)), k
			return
		}
	}
	if best >= 0 {
		a.source, a.holder = f.found[best].source, f.found[best].holder
	}
}

// mainSubject is the subject of a sentence if it names a person, -1 otherwise.
func (f *finder) mainSubject(s part) int {
	for i := s.first; i < s.last; i++ {
		if f.tree.Head(i) >= 0 || f.quote[i] >= 0 {
			continue
		}
		k := f.subject(i)
		if k >= 0 && f.quote[k] < 0 && (f.doc.Tags[k].UPOS == text.PROPN || f.doc.Tags[k].UPOS == text.PRON && f.doc.Tags[k].Feats.Has(text.Third|text.Sing) && f.doc.Word(k) != "it" && f.doc.Word(k) != "It") {
			return k
		}
	}
	return -1
}

// alone tells whether quote n fills its sentences but for a word or two.
func (f *finder) alone(n int) bool {
	q := f.quotes[n]
	a, b := f.sentence(q.first), f.sentence(q.last-1)
	return q.first-a.first <= 1 && b.last-q.last <= 3 && !f.hasVerb(part{q.last, b.last})
}

// headlines takes "SPEAKER: words" in headlines and short paragraphs.
func (f *finder) headlines() {
	for n, s := range f.doc.Sentences {
		if n > 0 && f.doc.Sentences[n-1].Paragraph == s.Paragraph || s.Last-s.First < 4 {
			continue
		}
		for i := s.First + 1; i < min(s.Last-2, s.First+8); i++ {
			if f.doc.Word(i) != ":" || f.quote[i] >= 0 {
				continue
			}
			f.colonHead(part{s.First, i}, part{i + 1, s.Last}, i)
			break
		}
	}
}

// colonHead files the words before a colon as speaker if they are a name or
// a report, and nothing has been found in the sentence.
func (f *finder) colonHead(who, what part, colon int) {
	for i := who.first; i < who.last; i++ {
		switch f.doc.Tags[i].UPOS {
		case text.VERB, text.AUX, text.PUNCT, text.NUM, text.SCONJ:
			return
		}
		if _, ok := f.at[i]; ok {
			return
		}
	}
	last := who.last - 1
	if t := f.doc.Tags[last].UPOS; t != text.PROPN && t != text.NOUN {
		return
	}
	f.add(attribution{head: -1, c: saidCue, kind: said, agent: -1, rule: "colon", cue: part{colon, colon + 1}, source: who, holder: last, content: []part{what}})
}

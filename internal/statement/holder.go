package statement

import (
	"strings"

	"dateline/internal/text"
)

// mend holds the source that the tree gives of a finite cue against the words
// right before or after it, and takes those where the tree went astray.
func (f *finder) mend(i int, a *attribution) {
	if f.isPassive(i) && f.doc.Lemma(i) != "quote" {
		return
	}
	if !f.isFinite(i) && !f.isFinite(a.cue.first) {
		f.adjunct(i, a)
		return
	}
	if a.source.first >= a.cue.last && f.temporal(a.holder) {
		a.source, a.holder = part{}, -1
	}
	if i := a.source.first; !a.source.empty() && i > a.cue.last && f.relative(i) { // "asked Marn who ..."
		a.source, a.holder = part{a.cue.last, i}, i-1
	}
	if q, h := f.precedes(a); !a.source.empty() && a.source.first >= a.cue.last {
		a.source = f.trim(f.withoutRelative(f.follows(a.source)))
	} else if h >= 0 && f.astray(a, q) {
		a.source, a.holder = q, h
	} else if a.source.empty() {
		f.inverse(i, a)
		f.shared(i, a)
	}
	if h := a.holder; a.source.has(h) && h+1 < a.source.last && f.doc.Word(h+1) == "-" && !f.apposed(a.source) {
		a.holder = a.source.last - 1 // "the Lom-based group"
	}
	if h := a.holder; h >= 0 && !a.source.empty() && f.doc.Tags[h].XPOS == text.PRP && a.source.has(h) && f.tree.Child(h, text.Conj) < 0 {
		a.source = part{h, h + 1}
	}
	if !a.source.empty() && a.source.last <= a.cue.first {
		a.source = f.closed(f.withoutAside(f.withoutRelative(a.source)), a.cue)
	}
}

// isFinite tells whether the verb at token i is finite or has a finite
// auxiliary.
func (f *finder) isFinite(i int) bool {
	switch f.doc.Tags[i].XPOS {
	case text.VBD, text.VBZ, text.VBP:
		return true
	case text.VB: // mistaken for an infinitive
		if c := f.cueOf(i).first; c > 0 && f.doc.Tags[c].XPOS != text.TO && f.doc.Tags[c-1].XPOS != text.TO && f.tree.Child(i, text.Aux) < 0 {
			return true
		}
	}
	for k := range f.tree.Children(i) {
		if r := f.tree.Rel(k); k < i && (r == text.Aux || r == text.AuxPass) {
			switch f.doc.Tags[k].XPOS {
			case text.VBD, text.VBZ, text.VBP, text.MD:
				return true
			}
		}
	}
	return false
}

// adjunct takes the holder of a participle or infinitive that hangs on another
// verb: the subject of that verb ("met them, calling ...", "issued a statement
// saying"), or whom it is made to say it ("forced Marn to admit").
func (f *finder) adjunct(i int, a *attribution) {
	h := f.tree.Head(i)
	switch {
	case f.doc.Tags[i].XPOS == text.VB && h >= 0 && h < i && f.tree.Rel(i) == text.Xcomp:
		if k := f.tree.Child(h, text.Obj); k > h && k < i && f.doc.Tags[k].UPOS == text.PROPN && a.holder == f.subject(h) {
			f.setSource(h, k, a)
			a.source.last = min(a.source.last, a.cue.first)
		}
	case f.doc.Tags[i].XPOS != text.VBG:
	case h >= 0 && h < i && f.tree.Rel(h) == text.Obj && a.holder == h && issued(f.doc.Lemma(h)):
		if k := f.subject(f.tree.Head(h)); k >= 0 && k < h {
			f.setSource(f.tree.Head(h), k, a)
		} else if f.doc.Tags[f.tree.Head(h)].XPOS == text.VBG {
			f.mainSource(f.tree.Head(h), a)
		}
	case a.source.empty():
		f.mainSource(i, a)
	}
}

// issued tells whether a noun is something that somebody puts out and that
// speaks for them.
func issued(lemma string) bool {
	switch lemma {
	case "statement", "response", "letter", "ad", "advertisement", "paper", "note", "tweet", "message", "motion", "email", "e-mail", "post", "video", "communique", "declaration", "resolution", "report", "release", "article", "memo", "appeal", "warning", "call", "speech":
		return true
	}
	return false
}

// mainSource takes the subject of the last finite verb before token i, or of
// the first after it where the sentence opens with token i.
func (f *finder) mainSource(i int, a *attribution) {
	s := f.sentence(i)
	for v := i - 1; v >= s.first; v-- {
		if f.quote[v] == f.quote[i] && f.isVerb(v) && f.isFinite(v) && !f.inRelative(s.first, v) && f.takeSubject(v, a) {
			return
		}
	}
	if i-s.first > 3 {
		return
	}
	for v := i + 1; v < s.last; v++ {
		if k := f.subject(v); k > i && k < v && f.tree.Head(v) < 0 && f.quote[v] == f.quote[i] {
			f.setSource(v, k, a)
			a.source = f.trim(f.edges(k))
			return
		}
	}
}

// takeSubject makes the subject of the verb at token v the source.
func (f *finder) takeSubject(v int, a *attribution) bool {
	if k := f.subject(v); k >= 0 && k < v {
		f.setSource(v, k, a)
		a.source.last = min(a.source.last, v)
		return !a.source.empty()
	}
	b := attribution{head: v, cue: f.cueOf(v)}
	if q, h := f.precedes(&b); h >= 0 {
		a.source, a.holder = f.withoutRelative(f.trim(q)), h
		return true
	}
	return false
}

func (f *finder) isVerb(i int) bool { return f.doc.Tags[i].UPOS == text.VERB }

// astray tells whether the words q right before the cue are the holder rather
// than what the tree has.
func (f *finder) astray(a *attribution, q part) bool {
	p := a.source
	switch {
	case p.empty() || f.temporal(a.holder):
		return true
	case p.first >= a.cue.first || f.trim(p) == f.trim(q) || f.relative(p.first) && p.last == p.first+1:
		return false
	case p.holds(q): // "the eve of the vote, the host asked"
		return q.first > p.first && p.last <= a.cue.first && f.opens(q.first-1) && !f.listed(p, q) && !(f.person[p.first] && !f.person[q.first])
	case q.holds(p): // "the ad's" narrator, records of the "Centre"
		return f.plain(part{q.first, p.first}) && (f.doc.Word(p.last) == "," || f.plain(part{p.last, min(q.last, a.cue.first)})) ||
			p.first > q.first && f.linked(p.first-1)
	case p.last+1 == q.first && f.doc.Word(a.cue.first-1) == ",":
		return false
	case p.last <= q.first:
		return q.last == a.cue.first && f.opens(q.first-1)
	}
	return false
}

// opens tells whether a phrase that begins after token i is not part of the one
// before it: after a comma, a closing mark or a word that opens a clause.
func (f *finder) opens(i int) bool {
	return f.doc.Word(i) == "," || f.isClosing(i) || f.relative(i) || f.doc.Tags[i].UPOS == text.SCONJ
}

// listed tells whether the phrase p, after a comma of a whole one, is the end of
// a list or the place that goes with a town: "A, B and C", "Lom, Iowa".
func (f *finder) listed(whole, p part) bool {
	if !f.opensPhrase(whole.first) {
		return false
	}
	place := p.first > 1 && f.doc.Tags[p.first-2].UPOS == text.PROPN
	for i := p.first; i < p.last; i++ {
		if f.doc.Tags[i].UPOS == text.CCONJ {
			return true
		}
		place = place && f.doc.Tags[i].UPOS == text.PROPN
	}
	return place && p.last-p.first <= 2
}

// linked tells whether token i hangs what follows on a noun before it.
func (f *finder) linked(i int) bool {
	switch f.doc.Word(i) {
	case "of", "for", "by", "in", "at", "from", "with":
		return true
	}
	return false
}

// plain tells whether a range holds nothing but what may stand within a noun
// phrase.
func (f *finder) plain(p part) bool {
	for i := p.first; i < p.last; i++ {
		switch t := f.doc.Tags[i]; t.UPOS {
		case text.NOUN, text.PROPN, text.ADJ, text.NUM, text.DET:
		case text.ADP:
			if !f.linked(i) {
				return false
			}
		case text.PART:
			if t.XPOS != text.POS {
				return false
			}
		case text.PUNCT:
			if f.doc.Word(i) == "," {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// temporal tells whether token i names a day or time, which says nothing.
func (f *finder) temporal(i int) bool {
	if i < 0 {
		return false
	}
	switch strings.ToLower(f.doc.Word(i)) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight":
		return true
	case "day", "week", "month", "year", "morning", "afternoon", "evening", "night":
		return true
	}
	return false
}

// nearby tells whether token i goes with a day or time: "this" week.
func (f *finder) nearby(i int) bool {
	switch strings.ToLower(f.doc.Word(i)) {
	case "this", "last", "next", "late", "early", "on", "earlier", "later":
		return true
	}
	return false
}

// precedes is the noun phrase that ends right before a cue, with what is set
// after it between commas, and the word that names it; -1 when none stands
// there.
func (f *finder) precedes(a *attribution) (part, int) {
	s := f.sentence(a.head)
	end := a.cue.first
	for k := end - 1; k > s.first && f.temporal(k); k-- {
		if end = k; f.nearby(k - 1) {
			end--
		}
	}
	first := f.phraseStart(s.first, end, f.quote[a.head])
	if first < 0 || first >= end {
		return part{}, -1
	}
	q := part{first, end}
	if h := f.headOf(q); h >= 0 {
		return q, h
	}
	if f.opensPhrase(end - 1) {
		return q, end - 1 // "all agreed"
	}
	return part{}, -1
}

// phraseStart is where the noun phrase begins that ends at token end, -1 when
// none ends there. A comma at its end closes what another opens.
func (f *finder) phraseStart(least, end int, quote int32) int {
	k := end - 1
	if k < least || f.doc.Tags[k].UPOS == text.CCONJ {
		return -1
	}
	if f.doc.Word(k) != "," {
		start := f.segmentStart(least, end, quote)
		if !f.opensPhrase(start) && !f.particle(start) || f.temporal(k) && start+2 >= end {
			return -1
		}
		return start
	}
	best := -1
	start := f.segmentStart(least, k, quote)
	for range 5 {
		if start <= least || f.doc.Word(start-1) != "," {
			break
		}
		before := f.segmentStart(least, start-1, quote)
		if before >= start-1 {
			break
		}
		if f.opensPhrase(before) {
			best = before
		}
		if !f.aside(part{before, start - 1}) {
			break
		}
		start = before
	}
	return best
}

// aside tells whether a segment between commas adds to the phrase before it:
// an age, a place, a relative clause.
func (f *finder) aside(p part) bool {
	switch t := f.doc.Tags[p.first]; t.UPOS {
	case text.NUM:
		return p.last-p.first == 1
	case text.ADP, text.VERB:
		return true
	case text.PROPN:
		return p.last-p.first <= 2 && p.first > 1 && f.doc.Word(p.first-1) == "," && f.doc.Tags[p.first-2].UPOS == text.PROPN
	case text.PRON:
		return f.relative(p.first)
	case text.DET, text.NOUN, text.ADJ: // "Ilse Marn, the mayor, a doctor, said"
		return p.first > 1 && f.doc.Word(p.first-1) == "," && f.doc.Tags[p.first-2].UPOS == text.PROPN
	}
	return false
}

// segmentStart goes back from token end to what no noun phrase reaches over:
// a comma, colon, dash, semicolon or quotation mark, a conjunction or question
// word, or a finite verb that no relative pronoun governs.
func (f *finder) segmentStart(least, end int, quote int32) int {
	start := end
	for k := end - 1; k >= least; k-- {
		if q := f.quote[k]; q != quote && (q < 0 || f.quotes[q].speech || f.quotes[q].last == k+1 && pointBefore(f.doc, k)) {
			return start
		}
		switch t := f.doc.Tags[k]; {
		case t.UPOS == text.PUNCT && f.breaks(k):
			return start
		case t.UPOS == text.SCONJ:
			return start
		case f.relative(k) || t.XPOS == text.WRB:
			if k+1 < end && !f.verbal(k+1) {
				return start
			}
		case (t.XPOS == text.VBD || t.XPOS == text.VBZ || t.XPOS == text.VBP || t.XPOS == text.MD) && !f.inRelative(least, k):
			return start
		}
		start = k
	}
	return start
}

func (f *finder) verbal(k int) bool {
	return f.doc.Tags[k].UPOS == text.VERB || f.doc.Tags[k].UPOS == text.AUX
}

// inRelative tells whether a relative pronoun stands close before the verb at
// token k as its subject.
func (f *finder) inRelative(least, k int) bool {
	for j := k - 1; j >= max(least, k-4); j-- {
		if f.relative(j) {
			return true
		}
		if t := f.doc.Tags[j].UPOS; t != text.AUX && t != text.ADV && t != text.PART && t != text.VERB {
			return false
		}
	}
	return false
}

// breaks tells whether the point at token k ends a phrase.
func (f *finder) breaks(k int) bool {
	switch f.doc.Word(k) {
	case ",", ";", ":", "—", "--", "―", ".", "!", "?", "...", "…":
		return true
	case "-", "–":
		return spacedBefore(f.doc.Text, int(f.doc.Tokens[k].Start))
	}
	return false
}

// closed adds the comma that closes an apposition before the cue.
func (f *finder) closed(p, cue part) part {
	p = f.trim(p)
	if f.apposed(p) && p.last+1 == cue.first && f.doc.Word(p.last) == "," {
		p.last++
	}
	return p
}

// shared takes the subject of the finite verb before one that a conjunction
// joins to it.
func (f *finder) shared(i int, a *attribution) {
	s := f.sentence(i)
	if !a.source.empty() || a.cue.first <= s.first || f.doc.Tags[a.cue.first-1].UPOS != text.CCONJ {
		return
	}
	for v := a.cue.first - 1; v >= s.first; v-- {
		if f.isVerb(v) && f.quote[v] == f.quote[i] && f.subject(v) >= 0 && f.takeSubject(v, a) {
			return
		}
	}
}

// withoutRelative ends the phrase of a bare surname, which is known by then,
// before a relative clause that only adds to it.
func (f *finder) withoutRelative(p part) part {
	i := p.first + 1
	if strings.HasSuffix(f.doc.Word(p.first), ".") {
		i++
	}
	if i+1 < p.last && f.doc.Tags[i-1].UPOS == text.PROPN && f.doc.Word(i) == "," && f.relative(i+1) {
		p.last = i
	}
	return p
}

// withoutAside ends a phrase before what only goes along with the saying: "The
// mayor, in a letter,", "The mayor, speaking in Lom,", "The mayor on Monday".
func (f *finder) withoutAside(p part) part {
	for i := p.last - 1; i > p.first; i-- {
		if f.doc.Word(i) == "," && i+1 < p.last {
			if t := f.doc.Tags[i+1]; t.UPOS == text.ADV || t.XPOS == text.VBG && f.doc.Word(i+1) != "including" || t.UPOS == text.ADP && !f.linked(i+1) || f.doc.Word(i+1) == "for" || f.doc.Word(i+1) == "in" {
				p.last = i
			}
			break
		}
	}
	for p.last-1 > p.first && f.temporal(p.last-1) {
		if p.last--; p.last-1 > p.first && f.nearby(p.last-1) {
			p.last--
		}
	}
	return p
}

// follows sets the end of a phrase that stands after its cue: over names that
// go on, and before what only goes along with the saying.
func (f *finder) follows(p part) part {
	for end := f.sentence(p.first).last; p.last < end && f.quote[p.last] < 0 && f.goesOn(p.last, end); {
		p.last++
	}
	for i := p.first + 1; i+1 < p.last; i++ {
		w, t := f.doc.Word(i), f.doc.Tags[i]
		if w == "," && f.doc.Tags[i+1].XPOS == text.VBG || w == "(" && f.doc.Tags[i+1].UPOS == text.DET ||
			t.XPOS == text.VBG && (f.doc.Tags[i-1].UPOS == text.PROPN || verbCue(f.doc.Lemma(i)).kind == said) && f.doc.Tags[i+1].UPOS != text.PROPN {
			return part{p.first, i}
		}
	}
	return p
}

// goesOn tells whether token i goes on with a name: "the host" Ilse Marn.
func (f *finder) goesOn(i, end int) bool {
	t := f.doc.Tags[i]
	if w := f.doc.Word(i - 1); f.doc.Word(i) == "-" && w != "" && !spacedBefore(f.doc.Text, int(f.doc.Tokens[i].Start)) || w == "-" && t.XPOS == text.VBN {
		return i+1 < end // "the Lom-based group"
	}
	return t.UPOS == text.PROPN || t.UPOS == text.NOUN && !f.temporal(i) ||
		t.UPOS == text.ADJ && i+1 < end && f.goesOn(i+1, end) ||
		f.doc.Word(i) == "," && f.named(i+1, end) || t.XPOS == text.VB && i+1 < end && f.doc.Tags[i+1].UPOS == text.PROPN && f.doc.Tags[i-1].UPOS == text.PROPN
}

// named tells whether the sentence ends with a name that begins at token i: "the
// guild's chief expert, Ilse Marn."
func (f *finder) named(i, end int) bool {
	k := i
	for k < end && f.doc.Tags[k].UPOS == text.PROPN {
		k++
	}
	return k > i && k >= end-1
}

// inverse takes the noun phrase right after a cue that follows its content or
// opens the sentence: "read one.", "Said Marn: ...".
func (f *finder) inverse(i int, a *attribution) {
	s := f.sentence(i)
	if len(a.content) == 0 || a.cue.last >= s.last || a.content[0].first > i && a.cue.first != s.first || !f.opensPhrase(a.cue.last) {
		return
	}
	p := part{a.cue.last, a.cue.last}
	for p.last < s.last && f.quote[p.last] < 0 && f.plain(part{p.last, p.last + 1}) && !f.breaks(p.last) && !f.temporal(p.last) {
		p.last++
	}
	if c := a.content[0].first; c > p.first && c < p.last {
		p.last = c
	}
	if h := f.headOf(p); h >= 0 && (p.last >= s.last || f.doc.Tags[p.last].UPOS == text.PUNCT || a.content[0].first < i) {
		for k := f.tree.Head(h); k >= a.cue.last && k < p.last && f.nominal(k); k = f.tree.Head(k) {
			h = k
		}
		f.setSource(i, h, a)
		a.source = f.trim(f.withoutRelative(f.follows(a.source)))
	}
}

package parse

import (
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// mend sets right what the parser, which sees words and not what they name,
// gets wrong in the news: titles taken for the first part of a name, and
// speakers hung on the last words of what they say, quoted or not.
func mend(d *text.Doc, s text.Sentence, arcs []text.Arc) {
	for i := s.First; i+1 < s.Last; i++ {
		if arcs[i+1].Head == int32(i) && arcs[i+1].Rel == text.Flat && d.Tags[i].UPOS == text.PROPN {
			title(d, s, arcs, i)
		}
	}
	vocatives(d, s, arcs)
	quotes(d, s, arcs)
	trailing(d, s, arcs)
}

// maxTitle is the longest run of a title and a name, in words.
const maxTitle = 12

// title gives a name the head's place that its title took: "Defense Minister
// Juan Pinzon" is headed by Juan, with the title as its nmod:desc (Universal
// Dependencies, English, since 2.14).
func title(d *text.Doc, s text.Sentence, arcs []text.Arc, head int) {
	var words [maxTitle]string
	n := 0
	for i := head; i < s.Last && n < maxTitle && (i == head || arcs[i].Head == int32(head) && arcs[i].Rel == text.Flat); i++ {
		words[n] = d.Word(i)
		n++
	}
	name := 0
	for name < n {
		roles, size := gazetteer.MatchRole(words[name:n], 0)
		if size == 0 || roles[0].Kind != gazetteer.Person || roles[0].Plural || name+size >= n {
			break
		}
		name += size
	}
	if name == 0 {
		return
	}
	rehead(s, arcs, head, head+name)
}

// rehead moves the head of a name from the first word of its title, old, to
// its own first word, top. The word before top heads the title.
func rehead(s text.Sentence, arcs []text.Arc, old, top int) {
	role := top - 1
	arcs[top] = arcs[old]
	for i := s.First; i < s.Last; i++ {
		if arcs[i].Head != int32(old) || i == top {
			continue
		}
		arcs[i].Head = int32(top)
		if i < old {
			switch arcs[i].Rel {
			case text.Compound, text.Amod, text.NmodPoss, text.Nmod:
				arcs[i].Head = int32(role)
			}
		}
	}
	for i := old; i < role; i++ {
		arcs[i] = text.Arc{Head: int32(role), Rel: text.Compound}
	}
	arcs[role] = text.Arc{Head: int32(top), Rel: text.NmodDesc}
}

// quotes looks for words behind a closed quotation that hang on words within
// it. The noun before a verb of the sentence without a subject is its subject:
// "... of the bridge," army spokesman Anna Bell told reporters.
func quotes(d *text.Doc, s text.Sentence, arcs []text.Arc) {
	open := -1
	for i := s.First; i < s.Last; i++ {
		if !quoteMark(d.Word(i)) {
			continue
		}
		if open < 0 {
			open = i
			continue
		}
		if i > open+2 {
			speaker(d, s, arcs, open, i)
		}
		open = -1
	}
}

func quoteMark(w string) bool { return w == `"` || w == "“" || w == "”" || w == "''" || w == "``" }

// speaker mends the first noun behind the quotation (open, shut).
func speaker(d *text.Doc, s text.Sentence, arcs []text.Arc, open, shut int) {
	if d.Tags[shut-1].UPOS != text.PUNCT && (shut < 2 || d.Tags[shut-2].UPOS != text.PUNCT) {
		return
	}
	inside := func(i int32) bool { return int(i) > open && int(i) < shut }
	for t := shut + 1; t < s.Last; t++ {
		u := d.Tags[t].UPOS
		if u == text.VERB || u == text.PUNCT {
			return
		}
		if u != text.NOUN && u != text.PROPN && u != text.PRON || !inside(arcs[t].Head) {
			continue
		}
		if v := teller(d, s, arcs, inside, t); v >= 0 {
			subject(s, arcs, t, v)
		}
		return
	}
}

// teller is the verb behind t that the quotation hangs on or that hangs on the
// quotation, if it has no subject; -1 for none.
func teller(d *text.Doc, s text.Sentence, arcs []text.Arc, inside func(int32) bool, t int) int {
	v := -1
	for h, n := arcs[t].Head, 0; h >= 0 && n < s.Last-s.First; h, n = arcs[h].Head, n+1 {
		if !inside(h) {
			v = int(h)
			break
		}
	}
	for i := t + 1; v < 0 && i < s.Last; i++ {
		if inside(arcs[i].Head) && arcs[i].Rel == text.Parataxis {
			v = i
		}
	}
	if v <= t || v >= s.Last || d.Tags[v].UPOS != text.VERB {
		return -1
	}
	if hasSubject(s, arcs, v) {
		return -1
	}
	return v
}

// maxTeller is the longest phrase between what is said and the verb of saying
// behind it, in words.
const maxTeller = 24

// trailing looks for verbs behind what is said that have no subject though a
// noun stands between the comma and the verb: "... on Monday, the ministry's
// spokesman said".
func trailing(d *text.Doc, s text.Sentence, arcs []text.Arc) {
	for v := s.First + 3; v < s.Last; v++ {
		if !finite(d.Tags[v]) || !told(s, arcs, v) {
			continue
		}
		if t := lone(d, s, arcs, v); t >= 0 {
			subject(s, arcs, t, v)
		}
	}
}

// told tells whether the verb v has what is said before it and no subject.
func told(s text.Sentence, arcs []text.Arc, v int) bool {
	said := arcs[v].Rel == text.Parataxis
	for i := s.First; i < v && !said; i++ {
		said = arcs[i].Head == int32(v) && arcs[i].Rel == text.Ccomp
	}
	return said && !hasSubject(s, arcs, v)
}

func hasSubject(s text.Sentence, arcs []text.Arc, v int) bool {
	for i := s.First; i < s.Last; i++ {
		if arcs[i].Head == int32(v) {
			switch arcs[i].Rel {
			case text.Nsubj, text.NsubjPass, text.Csubj, text.Expl:
				return true
			}
		}
	}
	return false
}

// subject hangs token t on the verb v, unless v hangs on t: a tree has no
// circles.
func subject(s text.Sentence, arcs []text.Arc, t, v int) {
	for h, n := v, 0; h >= 0 && n <= s.Last-s.First; h, n = int(arcs[h].Head), n+1 {
		if h == t {
			return
		}
	}
	arcs[t] = text.Arc{Head: int32(v), Rel: text.Nsubj}
}

func finite(t text.Tag) bool {
	return t.UPOS == text.VERB && (t.XPOS == text.VBD || t.XPOS == text.VBZ || t.XPOS == text.VBP)
}

// lone is the head of the noun phrase between a comma and the verb v that
// hangs on something before the comma; -1 where there is not just one. Before
// a second comma stands an apposition, whose noun lies further out.
func lone(d *text.Doc, s text.Sentence, arcs []text.Arc, v int) int {
	found := -1
	for p := v - 2; p > s.First && p >= v-maxTeller; p-- {
		if w := d.Word(p); w != "," && !quoteMark(w) {
			continue
		}
		t := exit(d, arcs, p, v)
		if t >= 0 {
			found = t
		}
		if d.Word(v-1) != "," || t < 0 && found >= 0 {
			break
		}
	}
	return found
}

// exit is the one noun within (p, v) whose head lies before p; -1 where some
// other word's head lies outside.
func exit(d *text.Doc, arcs []text.Arc, p, v int) int {
	t := -1
	for i := p + 1; i < v; i++ {
		h := int(arcs[i].Head)
		if h > p && h < v {
			continue
		}
		if d.Tags[i].UPOS == text.PUNCT {
			continue
		}
		if t >= 0 || h < 0 || h >= v || !nominal(d.Tags[i].UPOS) {
			return -1
		}
		t = i
	}
	return t
}

func nominal(u text.UPOS) bool { return u == text.NOUN || u == text.PROPN || u == text.PRON }

// vocatives makes a name before a finite verb without a subject its subject:
// nobody is called upon in a report ("Anna Bell, 59, told reporters").
func vocatives(d *text.Doc, s text.Sentence, arcs []text.Arc) {
	for i := s.First; i < s.Last; i++ {
		v := int(arcs[i].Head)
		if arcs[i].Rel != text.Vocative || v <= i || d.Tags[v].UPOS != text.VERB || d.Tags[v].XPOS == text.VB || hasSubject(s, arcs, v) {
			continue
		}
		arcs[i].Rel = text.Nsubj
	}
}

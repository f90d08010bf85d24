package parse

import (
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// mend sets right what the parser, which sees words and not what they name,
// gets wrong in the news: titles taken for the first part of a name, and
// speakers hung on the last words of what they say.
func mend(d *text.Doc, s text.Sentence, arcs []text.Arc) {
	for i := s.First; i+1 < s.Last; i++ {
		if arcs[i+1].Head == int32(i) && arcs[i+1].Rel == text.Flat && d.Tags[i].UPOS == text.PROPN {
			title(d, s, arcs, i)
		}
	}
	quotes(d, s, arcs)
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
			arcs[t] = text.Arc{Head: int32(v), Rel: text.Nsubj}
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
	for h, n := v, 0; h >= 0 && n < s.Last-s.First; h, n = int(arcs[h].Head), n+1 {
		if h == t {
			return -1
		}
	}
	if v <= t || v >= s.Last || d.Tags[v].UPOS != text.VERB {
		return -1
	}
	for i := s.First; i < s.Last; i++ {
		if arcs[i].Head == int32(v) && (arcs[i].Rel == text.Nsubj || arcs[i].Rel == text.NsubjPass) {
			return -1
		}
	}
	return v
}

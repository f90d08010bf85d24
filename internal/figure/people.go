package figure

import (
	"strings"

	"dateline"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 'A' && s[i] <= 'Z' || s[i] >= 0x80 {
			return strings.ToLower(s)
		}
	}
	return s
}

// single reads "a soldier", "one woman", "his brother" as one, and a person
// by name.
func (f *finder) single(head int) (quantity, bool) {
	tag := f.d.Tags[head]
	if tag.UPOS == text.PROPN {
		for _, m := range f.d.Mentions {
			if m.Kind == dateline.Person && m.First <= head && head < m.Last {
				return one(m.First, m.Last), true
			}
		}
		return quantity{}, false
	}
	if tag.UPOS != text.NOUN || tag.XPOS != text.NN || !isPerson(f.d, f.s.lex, head) {
		return quantity{}, false
	}
	first, last := f.d.Tree.Edges(head)
	for first < head && (f.d.Tags[first].UPOS == text.CCONJ || f.d.Tags[first].UPOS == text.PUNCT || f.d.Tags[first].UPOS == text.ADP) {
		first++
	}
	switch f.s.word(first) {
	case "a", "an", "one", "another", "his", "her", "their", "its", "my", "our":
		return one(first, min(last, head+1)), true
	}
	return quantity{}, false
}

func one(first, last int) quantity {
	return quantity{first: first, last: last, number: first, end: last, low: ptr(1), high: ptr(1)}
}

// isPerson reports whether a noun stands for people.
func isPerson(d *text.Doc, lex *words, i int) bool {
	w := lower(d.Word(i))
	if lex.person.has(w) || lex.person.has(d.Lemma(i)) {
		return true
	}
	return wordnet.NounField([]byte(w)) == wordnet.Person
}

// countable reports whether what a number counts is what the measure is of:
// people, unless the table says any; armed men where it says so.
func (f *finder) countable(head int, q quantity, m measure) bool {
	if m.who == "any" || m.unit != "" {
		return true
	}
	if head < 0 || f.d.Tags[head].UPOS == text.NUM || head >= q.first && head < q.last && (q.low == nil || *q.low != 1) {
		head = f.nounBehind(q)
	}
	if head < 0 || f.d.Tags[head].UPOS != text.NOUN {
		return m.who != "armed" || head < 0 && f.s.word(q.last) != "to"
	}
	if isPerson(f.d, f.s.lex, head) {
		return true
	}
	switch field := wordnet.NounField([]byte(f.s.word(head))); field {
	case wordnet.People, wordnet.NounTops, wordnet.Plant, wordnet.None: // "climbers" are plants first to WordNet
		return true
	default:
		return m.role == roleOf && m.name != "killed" && field != wordnet.Time
	}
}

// who names those counted: the noun with its adjectives, without the number.
func (f *finder) who(head int, q quantity) string {
	if head < q.last && !(head >= q.first && q.low != nil && *q.low == 1 && f.d.Tags[head].UPOS == text.NOUN) || f.d.Tags[head].UPOS != text.NOUN {
		head = f.nounBehind(q)
	}
	if head < 0 || head >= q.first && head < q.last && (q.low == nil || *q.low != 1) {
		return ""
	}
	first := head
	for first > max(f.sent.First, q.end) && f.ofNoun(first-1, head) && (first-1 >= q.last || q.first > head) {
		first--
	}
	return f.d.SpanOf(first, head+1).Of(f.d.Text)
}

// ofNoun reports whether a word belongs to the noun that it stands before.
func (f *finder) ofNoun(k, head int) bool {
	if f.d.Tree.Head(k) != head {
		return false
	}
	switch f.d.Tags[k].UPOS {
	case text.ADJ, text.NOUN, text.PROPN, text.PUNCT, text.VERB:
		return f.s.word(k) != "," && !f.s.lex.vague.has(f.s.word(k))
	}
	return false
}

// nounBehind is the noun that a number stands before, -1 when there is none:
// "of" and adjectives may lie between; where "killed 43 and injured 100
// people" shares one noun, the later number's.
func (f *finder) nounBehind(q quantity) int {
	if q.low != nil && *q.low == 1 && q.last-q.first > 1 && f.d.Tags[q.last-1].UPOS == text.NOUN {
		return q.last - 1
	}
	of := f.s.word(q.last) == "of"
	for k := q.last; k < min(q.last+7, f.sent.Last); k++ {
		switch f.d.Tags[k].UPOS {
		case text.PART:
			if !of || f.d.Tags[k].XPOS != text.POS {
				return -1
			}
		case text.NOUN:
			if f.predicate(k) {
				return -1
			}
			if k+1 < f.sent.Last && f.d.Tags[k+1].UPOS == text.NOUN && f.d.Tree.Head(k) == k+1 {
				continue
			}
			return k
		case text.ADJ, text.PROPN:
			if f.predicate(k) {
				return -1
			}
		case text.VERB:
			if f.d.Tree.Rel(k) != text.Amod {
				return -1
			}
		case text.DET, text.PRON, text.NUM:
			if !of || k > q.last+2 {
				return -1
			}
		case text.ADP:
			if f.s.word(k) != "of" || k != q.last {
				return -1
			}
		case text.CCONJ:
			return f.shared(q)
		default:
			return -1
		}
	}
	return -1
}

// predicate reports whether an adjective says what became of those counted:
// "43 dead".
func (f *finder) predicate(k int) bool {
	ms := measures()[trigger{f.s.word(k), text.ADJ}]
	return len(ms) > 0 && ms[0].role == roleState && (k+1 >= f.sent.Last || f.d.Tags[k+1].UPOS != text.NOUN)
}

// stateWord reports whether a word says what became of somebody and not who:
// "left 4,000 homeless".
func stateWord(w string) bool {
	ms := measures()[trigger{lower(w), text.ADJ}]
	return len(ms) > 0 && ms[0].role == roleState
}

func (f *finder) shared(q quantity) int {
	for _, later := range f.qs {
		if later.first > q.last && later.first-q.last <= 3 && (f.d.Tags[later.first-1].UPOS == text.VERB || participles()[f.s.word(later.first-1)] != "") {
			return f.nounBehind(later)
		}
	}
	return -1
}

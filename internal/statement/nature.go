package statement

import (
	_ "embed"
	"strings"
	"sync"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

//go:embed basis.tsv
var basisTSV string

//go:embed medium.tsv
var mediumTSV string

// capacities is basis.tsv by its first column.
type capacities struct {
	word, class, sector, kind map[string]dateline.Basis
	phrases                   []phrase
}

type phrase struct {
	words []string
	basis dateline.Basis
}

var bases = sync.OnceValue(func() *capacities {
	c := &capacities{word: map[string]dateline.Basis{}, class: map[string]dateline.Basis{}, sector: map[string]dateline.Basis{}, kind: map[string]dateline.Basis{}}
	for line := range strings.Lines(basisTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 3 {
			continue
		}
		b := dateline.Basis(f[2])
		switch f[0] {
		case "word":
			c.word[f[1]] = b
		case "class":
			c.class[f[1]] = b
		case "sector":
			c.sector[f[1]] = b
		case "kind":
			c.kind[f[1]] = b
		case "phrase":
			c.phrases = append(c.phrases, phrase{strings.Fields(f[1]), b})
		}
	}
	return c
})

var media = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string, 64)
	for line := range strings.Lines(mediumTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) == 2 && f[0][0] != '#' {
			m[f[0]] = strings.Fields(f[1])
		}
	}
	return m
})

// basis is the capacity in which the holder of an attribution speaks, with the
// words that say so where they stand apart from its name.
func (r *recorder) basis(a *attribution) (dateline.Basis, *dateline.Span) {
	if b, p := r.phraseBasis(a); b != "" {
		sp := r.span(p)
		return b, &sp
	}
	if a.holder < 0 {
		return "", nil
	}
	if b, i := r.wordBasis(a.source, a.holder); b != "" {
		sp := r.doc.Tokens[i].Span()
		return b, &sp
	}
	n := r.name(a.holder)
	if n == nil {
		return "", nil
	}
	if b := bases().sector[n.Sector]; b != "" {
		return b, nil
	}
	if n.Kind == dateline.Person {
		if n.Office != "" {
			return r.officeBasis(n.Office), nil
		}
		return "", nil
	}
	return bases().kind[string(n.Kind)], nil
}

// officeBasis is the capacity that an office gives.
func (r *recorder) officeBasis(office string) dateline.Basis {
	words := strings.Fields(office)
	if len(words) == 0 {
		return ""
	}
	if b := bases().word[strings.ToLower(words[len(words)-1])]; b != "" {
		return b
	}
	return dateline.ByOfficial
}

// phraseBasis looks for a phrase of the table in the sentence of the cue,
// outside the content.
func (r *recorder) phraseBasis(a *attribution) (dateline.Basis, part) {
	if a.cue.empty() {
		return "", part{}
	}
	s := r.sentence(a.cue.first)
	for i := s.first; i < s.last; i++ {
		for _, ph := range bases().phrases {
			p := part{i, i + len(ph.words)}
			if p.last <= s.last && r.spells(p, ph.words) && !within(p, a.content) {
				return ph.basis, p
			}
		}
	}
	return "", part{}
}

func (r *recorder) spells(p part, words []string) bool {
	for k, w := range words {
		if !strings.EqualFold(r.doc.Word(p.first+k), w) {
			return false
		}
	}
	return true
}

func within(p part, parts []part) bool {
	for _, q := range parts {
		if p.meets(q) {
			return true
		}
	}
	return false
}

// wordBasis looks through the words and roles of the speaker's phrase up to
// its head, then through what follows its first comma.
func (r *recorder) wordBasis(p part, head int) (dateline.Basis, int) {
	p.last = min(p.last, p.first+30)
	first := part{p.first, p.last}
	if p.has(head) {
		first.last = head + 1
	}
	if b, i := r.roleBasis(first); b != "" {
		return b, i
	}
	for i := first.last; i < p.last; i++ {
		if r.doc.Word(i) == "," {
			return r.roleBasis(part{i + 1, p.last})
		}
	}
	return "", -1
}

func (r *recorder) roleBasis(p part) (dateline.Basis, int) {
	words := make([]string, 0, 16)
	for i := p.first; i < p.last; i++ {
		words = append(words, r.doc.Word(i))
		if b := bases().word[r.doc.Lemma(i)]; b != "" && r.doc.Tags[i].UPOS != text.VERB {
			return b, i
		}
	}
	for i := range words {
		roles, n := gazetteer.MatchRole(words, i)
		if n == 0 {
			continue
		}
		for _, role := range roles {
			if b := bases().class[role.Class]; b != "" {
				return b, p.first + i + n - 1
			}
		}
	}
	return "", -1
}

// medium is by what means it was put forward: the words.
func (r *recorder) medium(a *attribution) string {
	if a.head < 0 {
		return ""
	}
	for k := range r.tree.Children(a.head) {
		switch r.tree.Rel(k) {
		case text.Obl, text.Nmod, text.Obj, text.Iobj:
		default:
			continue
		}
		m := r.tree.Child(k, text.Case)
		preps := media()[strings.ToLower(r.doc.Lemma(k))]
		p := r.clean(r.edges(k), a)
		switch {
		case p.empty() || len(preps) == 0 || within(part{k, k + 1}, a.content) || a.source.has(k):
		case m >= 0 && has(preps, strings.ToLower(r.doc.Word(m))):
			return r.span(p).Of(r.doc.Text)
		case m < 0 && k > a.head && r.doc.Lemma(a.head) == "tell" && has(preps, "to"):
			return r.span(part{a.head, p.last}).Of(r.doc.Text)
		}
	}
	return ""
}

func has(list []string, w string) bool {
	for _, x := range list {
		if x == w {
			return true
		}
	}
	return false
}

// clean keeps a phrase out of content, cue and source.
func (r *recorder) clean(p part, a *attribution) part {
	for _, c := range a.content {
		if p.meets(c) {
			switch {
			case p.first < c.first:
				p.last = c.first
			default:
				p.first = c.last
			}
		}
	}
	if p.meets(a.source) || p.meets(a.cue) && p.first < a.cue.first {
		return part{}
	}
	p = r.trim(p)
	if p.last-p.first > 16 {
		return part{}
	}
	return p
}

// addressee is whom it is said to: the id of a name, else the words.
func (r *recorder) addressee(a *attribution) string {
	if a.head < 0 || r.doc.Tags[a.head].UPOS != text.VERB {
		return ""
	}
	for k := range r.tree.Children(a.head) {
		if k < a.head || within(part{k, k + 1}, a.content) && a.rule != "object-on" || a.source.has(k) {
			continue
		}
		m := r.tree.Child(k, text.Case)
		to := m >= 0 && r.doc.Word(m) == "to"
		whom := r.tree.Rel(k) == text.Iobj || r.tree.Rel(k) == text.Obj && (a.c.frames&addressed != 0 || a.rule == "object-on" && a.c.stance == dateline.Demands)
		if !whom && !(r.tree.Rel(k) == text.Obl && to) {
			continue
		}
		if id := r.nameAt(k); id != "" {
			return id
		}
		p := r.phrase(k)
		if a.rule != "object-on" {
			p = r.clean(p, a)
		}
		if p = r.trim(p); !p.empty() {
			return r.span(p).Of(r.doc.Text)
		}
	}
	return ""
}

// date is the id of the date that says when it was put forward: one outside
// the content that hangs on the cue.
func (r *recorder) date(a *attribution) string {
	if a.cue.empty() || a.head < 0 {
		return ""
	}
	s := r.span(r.sentence(a.head))
	for i := range r.out.Dates {
		d := &r.out.Dates[i]
		if !s.Contains(d.Span) || d.Type == dateline.DateDuration || d.Type == dateline.DateSet {
			continue
		}
		k := r.doc.TokenAt(d.Span.Start)
		if k >= len(r.doc.Tokens) || within(part{k, k + 1}, a.content) || a.source.has(k) {
			continue
		}
		for n, x := 0, k; n < 4 && x >= 0; n, x = n+1, r.tree.Head(x) {
			if x == a.head {
				return d.ID
			}
		}
	}
	return ""
}

// stance is what the table says of the cue, turned where it is denied.
func (r *recorder) stance(a *attribution) dateline.Stance {
	st := a.c.stance
	if a.head < 0 {
		return st
	}
	if a.rule == "infinitive" && st == dateline.Denies {
		return dateline.RefusesComment
	}
	if !r.negated(a) {
		return st
	}
	switch st {
	case dateline.Confirms:
		return dateline.Doubts
	case dateline.Denies, dateline.Doubts:
		return dateline.Confirms
	}
	return st
}

// negated tells whether the cue stands under a negation.
func (r *recorder) negated(a *attribution) bool {
	for i := a.cue.first; i < a.cue.last; i++ {
		switch strings.ToLower(r.doc.Word(i)) {
		case "not", "n't", "n’t", "never", "neither", "nor":
			return true
		}
	}
	return false
}

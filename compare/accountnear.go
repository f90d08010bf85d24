package compare

import (
	"slices"

	"dateline"
)

// nearby is what a reading holds within one sentence.
type nearby struct {
	statements []*dateline.Statement // whose content, cue or speaker lies in it, in order
	events     []*dateline.Event
	counted    []dateline.Span // evidence of figures
	dates      []*dateline.Date
	places     []*dateline.Place
	names      []spoken
}

// spoken is one place where a name stands.
type spoken struct {
	name *dateline.Name
	dateline.Mention
}

// index lays everything that the reading found to the sentences that it lies
// in, so that no sentence has to look through the whole reading.
func (p *page) index() {
	p.nearby = make([]nearby, len(p.sentences))
	r := p.r
	for i := range r.Statements {
		st := &r.Statements[i]
		put := func(n *nearby) {
			if !slices.Contains(n.statements, st) {
				n.statements = append(n.statements, st)
			}
		}
		for _, s := range spansOf(st) {
			p.each(s, put)
		}
	}
	for i := range r.Events {
		p.each(r.Events[i].Trigger, func(n *nearby) { n.events = append(n.events, &r.Events[i]) })
	}
	for i := range r.Figures {
		for _, e := range r.Figures[i].Evidence {
			p.each(e, func(n *nearby) { n.counted = append(n.counted, e) })
		}
	}
	for i := range r.Dates {
		p.each(r.Dates[i].Span, func(n *nearby) { n.dates = append(n.dates, &r.Dates[i]) })
	}
	for i := range r.Places {
		p.each(r.Places[i].Span, func(n *nearby) { n.places = append(n.places, &r.Places[i]) })
	}
	for i := range r.Names {
		for _, m := range r.Names[i].Mentions {
			p.each(m.Span, func(n *nearby) { n.names = append(n.names, spoken{&r.Names[i], m}) })
		}
	}
}

// spansOf are the stretches by which a statement lies in a sentence.
func spansOf(st *dateline.Statement) []dateline.Span {
	out := slices.Clone(st.Content)
	if st.Cue != nil {
		out = append(out, st.Cue.Span)
	}
	if st.SpeakerSpan != nil {
		out = append(out, *st.SpeakerSpan)
	}
	return out
}

// each calls f on the sentences that a span overlaps.
func (p *page) each(s dateline.Span, f func(*nearby)) {
	if s.Start >= s.End {
		return
	}
	for i := p.sentenceAt(s.Start); i < len(p.sentences) && p.sentences[i].Start < s.End; i++ {
		f(&p.nearby[i])
	}
}

// sentenceAt is the index of the first sentence that ends after a position;
// the number of sentences when there is none.
func (p *page) sentenceAt(at int) int {
	i, _ := slices.BinarySearchFunc(p.sentences, at, func(s dateline.Span, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	return i
}

// near is what the reading holds in the sentence of a position; of the next one
// when the position lies between two.
func (p *page) near(at int) *nearby {
	if i := p.sentenceAt(at); i < len(p.nearby) {
		return &p.nearby[i]
	}
	return &nearby{}
}

// namesIn are the names with a mention within a span, in the order of the
// reading's mentions, each once; ok chooses the mentions.
func (p *page) namesIn(s dateline.Span, ok func(*spoken) bool) []string {
	var ids []string
	ns := p.near(s.Start).names
	for i := range ns {
		if within(ns[i].Span, s) && ok(&ns[i]) {
			ids = with(ids, ns[i].name.ID)
		}
	}
	return ids
}

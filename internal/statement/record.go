package statement

import (
	"dateline"
	"dateline/internal/text"
)

// recorder turns attributions into statements of the record.
type recorder struct {
	*finder
	out     *dateline.Reading
	mention []int32 // token to mention, -1 outside
	holders []string
}

func newRecorder(f *finder, out *dateline.Reading) *recorder {
	r := &recorder{finder: f, out: out, mention: make([]int32, len(f.doc.Tokens))}
	for i := range r.mention {
		r.mention[i] = -1
	}
	for n, m := range f.doc.Mentions {
		for i := max(0, m.First); i < min(m.Last, len(r.mention)); i++ {
			old := r.mention[i]
			if old < 0 || m.Head == i || f.doc.Mentions[old].Head != i && m.Last-m.First < f.doc.Mentions[old].Last-f.doc.Mentions[old].First {
				r.mention[i] = int32(n)
			}
		}
	}
	return r
}

func (r *recorder) statement(i int) dateline.Statement {
	a := &r.found[i]
	s := dateline.Statement{Form: r.form(a), Stance: a.c.stance, Rule: a.rule}
	if a.kind == thought {
		s.Rule = "thought: " + a.rule
	}
	for _, p := range a.content {
		s.Content = append(s.Content, r.span(p))
	}
	if !a.cue.empty() {
		lemma := ""
		if a.head >= 0 {
			lemma = r.doc.Lemma(a.head)
		}
		s.Cue = &dateline.Cue{Span: r.span(a.cue), Lemma: lemma}
	}
	if !a.source.empty() {
		sp := r.span(a.source)
		s.SpeakerSpan = &sp
	}
	s.Speaker = r.nameAt(a.holder)
	s.By = r.chain(a, s.Speaker)
	if a.source.empty() {
		s.Doubt = dateline.DoubtUnknownSpeaker
	}
	return s
}

// form is direct where the content is quotes and nothing else.
func (r *recorder) form(a *attribution) dateline.StatementForm {
	in, outside := 0, 0
	for _, p := range a.content {
		for i := p.first; i < p.last; i++ {
			if r.doc.Tags[i].UPOS == text.PUNCT {
				continue
			}
			if n := r.quote[i]; n >= 0 && (a.cue.empty() || r.quote[a.cue.first] != n) {
				in++
			} else {
				outside++
			}
		}
	}
	switch {
	case in == 0:
		return dateline.Indirect
	case outside == 0:
		return dateline.Direct
	}
	return dateline.Mixed
}

// nameAt is the id of the name that token i belongs to, "" when none is known.
func (r *recorder) nameAt(i int) string {
	if i < 0 || i >= len(r.mention) || r.mention[i] < 0 {
		return ""
	}
	n := r.doc.Mentions[r.mention[i]].Name
	if n < 0 || n >= len(r.out.Names) {
		return ""
	}
	return r.out.Names[n].ID
}

// chain is outlet, relaying agency and holder.
func (r *recorder) chain(a *attribution, speaker string) []string {
	var by []string
	if s := r.doc.Dispatch.Source; s != "" {
		by = append(by, s)
	} else if d := r.doc.Dispatch.Dateline; d != nil && d.Agency != "" {
		by = append(by, d.Agency)
	}
	if a.agent >= 0 {
		by = append(by, r.words(a.agent, r.edges(a.agent)))
	}
	if h := r.words(a.holder, a.source); h != "" {
		by = append(by, h)
	}
	return by
}

// words is the canonical name at token i, else the words of the phrase p.
func (r *recorder) words(i int, p part) string {
	if id := r.nameAt(i); id != "" {
		for n := range r.out.Names {
			if r.out.Names[n].ID == id {
				return r.out.Names[n].Name
			}
		}
	}
	if p.empty() {
		return ""
	}
	return r.span(p).Of(r.doc.Text)
}

package statement

import (
	"slices"

	"dateline"
	"dateline/internal/text"
)

// recorder turns attributions into statements of the record.
type recorder struct {
	*finder
	out     *dateline.Reading
	names   []dateline.Name  // of the reading, and those found here
	mention []int32          // token to mention, -1 outside
	who     []int32          // attribution to the name of its holder, -1
	full    map[string]int32 // person's name to its index
	shorts  map[string]int32 // shorter form to the only name it can stand for, -1
	same    []int32          // attribution to an earlier one whose holder a pronoun stands for, -1
	sex     []uint8          // name to the pronouns that stand for it
}

func newRecorder(f *finder, out *dateline.Reading) *recorder {
	r := &recorder{finder: f, out: out, names: slices.Clone(out.Names), mention: make([]int32, len(f.doc.Tokens))}
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
	r.sex = r.sexes()
	r.full = make(map[string]int32, len(r.names))
	for k := range r.names {
		if r.names[k].Kind == dateline.Person {
			r.full[r.names[k].Name] = int32(k)
		}
	}
	r.shorts = r.shortForms()
	r.who = r.speakers()
	return r
}

func (r *recorder) statement(i int) dateline.Statement {
	a := &r.found[i]
	s := dateline.Statement{Form: r.form(a), Stance: r.stance(a), Rule: a.rule}
	if a.kind == thought {
		s.Rule = "thought: " + a.rule
	}
	for _, p := range a.content {
		s.Content = append(s.Content, r.span(p))
	}
	if !a.cue.empty() {
		s.Cue = &dateline.Cue{Span: r.span(a.cue), Lemma: r.cueLemma(a)}
	}
	if !a.source.empty() {
		sp := r.span(a.source)
		s.SpeakerSpan = &sp
	}
	if n := r.speaker(i); n != nil {
		s.Speaker = n.ID
	}
	s.Basis, s.BasisSpan = r.basis(a)
	s.Medium, s.Addressee, s.Date = r.medium(a), r.addressee(a), r.date(a)
	s.By = r.chain(i)
	s.Doubt = r.doubt(a, s.Speaker)
	return s
}

func (r *recorder) cueLemma(a *attribution) string {
	switch {
	case a.rule == "according":
		return "according to"
	case a.head >= 0:
		return r.doc.Lemma(a.head)
	}
	return r.doc.Word(a.cue.first)
}

// doubt is why the speaker stayed open.
func (r *recorder) doubt(a *attribution, speaker string) dateline.Doubt {
	switch {
	case a.source.empty():
		return dateline.DoubtUnknownSpeaker
	case speaker == "" && a.holder >= 0 && r.doc.Tags[a.holder].UPOS == text.PRON:
		return dateline.DoubtUnresolved
	case a.rule == "quote" || a.rule == "clause":
		if n := r.quote[a.content[0].first]; n >= 0 && !r.quotes[n].closed && !r.quotes[n].continued && a.content[0].first == r.quotes[n].first {
			return dateline.DoubtUnbalancedQuote
		}
	}
	return ""
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

// speaker is the name of the holder of attribution i, nil when none is known.
func (r *recorder) speaker(i int) *dateline.Name {
	if r.who[i] < 0 {
		return nil
	}
	return &r.names[r.who[i]]
}

// name is the name that token i belongs to, nil when none is known.
func (r *recorder) name(i int) *dateline.Name {
	if n := r.index(i); n >= 0 {
		return &r.names[n]
	}
	return nil
}

// nameAt is the id of the name that token i belongs to, "" when none is known.
func (r *recorder) nameAt(i int) string {
	if n := r.name(i); n != nil {
		return n.ID
	}
	return ""
}

// chain is outlet, relaying agency, the holders of the statements around it,
// and its own holder.
func (r *recorder) chain(i int) []string {
	var by []string
	if s := r.doc.Dispatch.Source; s != "" {
		by = append(by, s)
	} else if d := r.doc.Dispatch.Dateline; d != nil && d.Agency != "" {
		by = append(by, d.Agency)
	}
	for _, k := range r.around(i) {
		by = link(by, r.holderWords(k))
	}
	a := &r.found[i]
	if a.agent >= 0 {
		p := r.edges(a.agent)
		p.first = max(p.first, r.tree.Child(a.agent, text.Case)+1)
		by = link(by, r.words(a.agent, r.trim(p)))
	}
	return link(by, r.holderWords(i))
}

// link appends a holder unless it is the last one already.
func link(by []string, holder string) []string {
	if holder == "" || len(by) > 0 && by[len(by)-1] == holder {
		return by
	}
	return append(by, holder)
}

// around are the statements whose content holds the cue of statement i, the
// widest first.
func (r *recorder) around(i int) []int {
	a := &r.found[i]
	at := a.content[0]
	if !a.cue.empty() {
		at = a.cue
	}
	var out []int
	for k := max(0, i-maxNesting); k < min(len(r.found), i+maxNesting); k++ {
		b := &r.found[k]
		if k == i || b.kind != said || b.source.empty() || b.head == a.head {
			continue
		}
		for _, p := range b.content {
			if p.holds(at) && p.last-p.first > at.last-at.first {
				out = append(out, k)
				break
			}
		}
	}
	slices.SortStableFunc(out, func(x, y int) int { return width(r.found[y].content) - width(r.found[x].content) })
	return out[:min(len(out), 3)]
}

// maxNesting is how many statements before and after one may hold it.
const maxNesting = 12

func width(parts []part) int {
	return parts[len(parts)-1].last - parts[0].first
}

// holderWords is the holder's canonical name, else its words. Several holders
// at once are given in words.
func (r *recorder) holderWords(i int) string {
	for r.same[i] >= 0 && r.who[i] < 0 {
		i = int(r.same[i])
	}
	a := &r.found[i]
	if a.holder >= 0 && a.source.has(a.holder) && r.tree.Child(a.holder, text.Conj) >= 0 {
		if n := r.speaker(i); n == nil || len(n.Members) == 0 {
			return r.span(r.trim(r.short(a.source))).Of(r.doc.Text)
		}
	}
	if n := r.speaker(i); n != nil {
		return n.Name
	}
	if a.holder >= 0 && !a.source.has(a.holder) && !a.cue.empty() {
		return r.words(a.holder, r.trim(r.upTo(r.phrase(a.holder), a.cue.first)))
	}
	return r.words(a.holder, r.trim(a.source))
}

// upTo ends a phrase before the relative clause that holds token i.
func (r *recorder) upTo(p part, i int) part {
	for k := p.first + 1; k < min(p.last, i); k++ {
		if r.tree.Rel(k) == text.Nsubj && (r.doc.Tags[k].XPOS == text.WP || r.doc.Tags[k].XPOS == text.WDT) {
			return part{p.first, k}
		}
	}
	return part{p.first, min(p.last, i)}
}

// short ends a phrase before a relative clause or apposition.
func (r *recorder) short(p part) part {
	for i := p.first + 1; i < p.last; i++ {
		if r.doc.Word(i) == "," && i+1 < p.last {
			switch r.doc.Tags[i+1].UPOS {
			case text.PRON, text.DET, text.NUM:
				return part{p.first, i}
			}
		}
	}
	return p
}

// words is the canonical name at token i, else the words of the phrase p.
func (r *recorder) words(i int, p part) string {
	if n := r.name(i); n != nil {
		return n.Name
	}
	if p = r.trim(r.short(p)); p.empty() {
		return ""
	}
	return r.span(p).Of(r.doc.Text)
}

package figure

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/text"
)

// ordered puts the figures in the order of the text and numbers them; a part
// keeps the figure that it belongs to.
func ordered(fs []dateline.Figure) {
	for i := range fs {
		fs[i].ID = "f" + strconv.Itoa(i+1)
	}
	slices.SortStableFunc(fs, func(a, b dateline.Figure) int { return a.Evidence[0].Start - b.Evidence[0].Start })
	now := make(map[string]string, len(fs))
	for i := range fs {
		id := "f" + strconv.Itoa(i+1)
		now[fs[i].ID], fs[i].ID = id, id
	}
	for i := range fs {
		if p := fs[i].PartOf; p != "" {
			fs[i].PartOf = now[p]
		}
	}
}

// repeated makes one figure of those that one holder gives again: of the same
// measure, people, bounds, place and days. Single persons may be others.
func repeated(fs []dateline.Figure) []dateline.Figure {
	out, first := fs[:0], map[string]int{}
	now := make(map[string]string, len(fs))
	for _, x := range fs {
		key := sameKey(&x)
		k, ok := first[key]
		if !ok || key == "" {
			k = len(out)
			first[key] = k
			out = append(out, x)
		} else {
			out[k].Evidence = append(out[k].Evidence, x.Evidence...)
		}
		now[x.ID] = "f" + strconv.Itoa(k+1)
	}
	for i := range out {
		out[i].ID, out[i].PartOf = "f"+strconv.Itoa(i+1), now[out[i].PartOf]
	}
	return out
}

// sameKey is what two figures have alike that are one told twice; "" for one
// that may not be.
func sameKey(x *dateline.Figure) string {
	if x.Low == nil && x.High == nil || x.Low != nil && *x.Low <= 1 && x.High != nil {
		return ""
	}
	var b strings.Builder
	for _, s := range []string{x.Measure, strings.ToLower(x.Who), strings.ToLower(x.Wording), x.Statement, strings.Join(x.By, "\x01"), x.PartOf} {
		b.WriteString(s)
		b.WriteByte(0)
	}
	if x.Scope != nil {
		b.WriteString(x.Scope.Place + "\x00" + x.Scope.Since + "\x00" + x.Scope.Until + "\x00" + x.Scope.AsOf)
	}
	return b.String()
}

// scope gives what the sentence says the figure counts over: the place and
// days of the deed, and whose loss it is.
func (f *finder) scope(i, head int, q quantity, statement *dateline.Statement) *dateline.Scope {
	s := dateline.Scope{Place: f.placeOf(i)}
	if s.Place == "" {
		s.Place = f.placeOf(head)
	}
	if s.Place == "" {
		s.Place = f.placeOfEvent(i)
	}
	s.Cumulative = f.presentPerfect(i)
	f.days(&s, i, q)
	s.Cumulative = s.Cumulative || s.Since != ""
	f.side(&s, i, head, q, statement)
	if s == (dateline.Scope{}) {
		return nil
	}
	return &s
}

// presentPerfect reports whether something that goes on has done the deed up to
// the day of the dispatch: "the fighting has killed over 2,500". A single blast
// or people who "have been killed" do not count on.
func (f *finder) presentPerfect(i int) bool {
	t := &f.d.Tree
	perfect := false
	for c := range t.Children(i) {
		switch t.Rel(c) {
		case text.AuxPass:
			return false
		case text.Aux:
			perfect = perfect || f.s.word(c) == "has" || f.s.word(c) == "have"
		}
	}
	h := t.Head(i)
	if !perfect {
		return h >= 0 && t.Rel(i) == text.Conj && f.pastForm(i) && f.pastForm(h) && t.Rel(h) != text.Conj && f.presentPerfect(h)
	}
	s := t.Child(i, text.Nsubj)
	return s >= 0 && f.s.lex.lasting.has(f.d.Lemma(s))
}

func (f *finder) pastForm(i int) bool {
	x := f.d.Tags[i].XPOS
	return x == text.VBN || x == text.VBD || participles()[f.s.word(i)] != ""
}

// days reads "since Monday", "until May", "as of Thursday", "by Friday": those
// behind the deed, and those before it that no other number parts from it.
func (f *finder) days(s *dateline.Scope, i int, q quantity) {
	first, end := int(f.d.Tokens[f.sent.First].Start), int(f.d.Tokens[f.sent.Last-1].End)
	ds := f.out.Dates
	for k := sort.Search(len(ds), func(k int) bool { return ds[k].Span.Start >= first }); k < len(ds) && ds[k].Span.End <= end; k++ {
		at := f.d.TokenAt(ds[k].Span.Start)
		w := f.s.word(at)
		if w != "since" && w != "until" && w != "by" {
			at--
			w = f.s.word(at)
		}
		if at < min(i, q.first) && f.quantityBetween(at, min(i, q.number)) {
			continue
		}
		switch {
		case w == "since" && s.Since == "":
			s.Since = ds[k].ID
		case w == "until" && s.Until == "":
			s.Until = ds[k].ID
		case (w == "of" && f.s.word(at-1) == "as" || w == "by" && f.perfect(i)) && len(ds[k].From) >= 10 && s.AsOf == "":
			s.AsOf = ds[k].From[:10]
			s.Cumulative = s.Cumulative || w == "of"
		}
	}
}

// placeOf is the place in a phrase of place that hangs on token i: "killed
// near Kelar", not "from Kelar" or "by Kelar"; empty when there is none.
func (f *finder) placeOf(i int) string {
	for c := range f.d.Tree.Children(i) {
		if r := f.d.Tree.Rel(c); r != text.Obl && r != text.Nmod {
			continue
		}
		first, last := f.d.Tree.Edges(c)
		switch f.s.word(first) {
		case "in", "at", "near", "around", "outside", "across", "throughout", "inside":
		default:
			continue
		}
		span, ps := f.d.SpanOf(first, last), f.out.Places
		k := sort.Search(len(ps), func(k int) bool { return ps[k].Span.Start >= span.Start })
		if k < len(ps) && ps[k].Span.End <= span.End {
			return ps[k].ID
		}
	}
	return ""
}

// placeOfEvent is the place of the event that the deed is, else the only place
// of the sentence that something is said to be in.
func (f *finder) placeOfEvent(i int) string {
	if e := f.eventAt(i); e != nil && e.Place != "" {
		return e.Place
	}
	first, end := int(f.d.Tokens[f.sent.First].Start), int(f.d.Tokens[f.sent.Last-1].End)
	ps := f.out.Places
	found := ""
	for k := sort.Search(len(ps), func(k int) bool { return ps[k].Span.Start >= first }); k < len(ps) && ps[k].Span.End <= end; k++ {
		at := f.d.TokenAt(ps[k].Span.Start)
		switch f.s.word(at - 1) {
		case "in", "near", "outside":
		default:
			continue
		}
		if found != "" {
			return ""
		}
		found = ps[k].ID
	}
	return found
}

// eventAt is the event that token i tells of first. Events come in the order
// of the text.
func (f *finder) eventAt(i int) *dateline.Event {
	at, es := int(f.d.Tokens[i].Start), f.out.Events
	k := sort.Search(len(es), func(k int) bool { return es[k].Trigger.Start >= at })
	if k < len(es) && es[k].Trigger.Start == at {
		return &es[k]
	}
	return nil
}

// side says whose loss a figure is, where its words tell: "12 Turkish
// soldiers", "its soldiers", "the army lost 12 men"; and how the holder stands
// to them: its own loss, its enemy's, or another's.
func (f *finder) side(s *dateline.Scope, i, head int, q quantity, statement *dateline.Statement) {
	n := f.ownerOf(i, head, q, statement)
	if n == nil {
		return
	}
	s.Of = n.ID
	if statement == nil || statement.Speaker == "" {
		return
	}
	speaker := f.name(statement.Speaker)
	switch {
	case speaker == nil:
	case f.sameSide(speaker, n):
		s.Loss = dateline.OwnLoss
	case f.struck(i, speaker):
		s.Loss = dateline.EnemyLoss
	default:
		s.Loss = dateline.OtherLoss
	}
}

func (f *finder) name(id string) *dateline.Name {
	for i := range f.out.Names {
		if f.out.Names[i].ID == id {
			return &f.out.Names[i]
		}
	}
	return nil
}

// ownerOf is the name of the side whose people a number counts.
func (f *finder) ownerOf(i, head int, q quantity, statement *dateline.Statement) *dateline.Name {
	if f.d.Lemma(i) == "lose" {
		if c := f.d.Tree.Child(i, text.Nsubj); c >= 0 {
			return f.mentioned(c, c+1, statement)
		}
		return nil
	}
	noun := f.nounBehind(q)
	if noun < 0 {
		noun = head
	}
	if noun < q.first || noun-q.last > 5 {
		return nil
	}
	return f.mentioned(q.last, noun+1, statement)
}

// mentioned is the name that one of the tokens mentions; where the speaker's
// own "we" and "its" are not resolved, the speaker.
func (f *finder) mentioned(first, last int, statement *dateline.Statement) *dateline.Name {
	for k := range f.d.Mentions {
		m := &f.d.Mentions[k]
		if m.Last <= first || m.First >= last || m.Name < 0 || m.Name >= len(f.out.Names) {
			continue
		}
		n := &f.out.Names[m.Name]
		if n.Country == "" && n.Sector == "" && n.Kind != dateline.ArmedGroup || n.Kind == dateline.Group && n.Country == "" || n.Kind == dateline.PlaceName {
			continue
		}
		return n
	}
	if statement == nil || statement.Speaker == "" {
		return nil
	}
	for k := first; k < last; k++ {
		switch f.s.word(k) {
		case "its", "our", "we", "their":
			return f.name(statement.Speaker)
		}
	}
	return nil
}

// sameSide reports whether two names stand on one side: the same, or forces
// and government of one country.
func (f *finder) sameSide(a, b *dateline.Name) bool {
	if a.ID == b.ID {
		return true
	}
	return a.Country != "" && a.Country == b.Country && !rebels(a) && !rebels(b)
}

func rebels(n *dateline.Name) bool {
	return n.Kind == dateline.ArmedGroup || n.Sector == "REB" || n.Sector == "UAF" || n.Sector == "OPP"
}

// struck reports whether the holder's side did the deed.
func (f *finder) struck(i int, holder *dateline.Name) bool {
	e := f.eventAt(i)
	if e == nil {
		return false
	}
	for _, id := range e.Actors {
		if a := f.name(id); a != nil && f.sameSide(a, holder) {
			return true
		}
	}
	return false
}

// holder gives a figure the chain of the innermost statement that holds it,
// the outlet's own voice where none does.
func (f *finder) holder(x *dateline.Figure, span dateline.Span) *dateline.Statement {
	var in *dateline.Statement
	best := 1 << 30
	for i := range f.out.Statements {
		s := &f.out.Statements[i]
		for _, c := range s.Content {
			if c.Contains(span) && c.Len() < best {
				best, in = c.Len(), s
			}
		}
	}
	if in == nil {
		x.By = outlet(f.d.Dispatch)
		return nil
	}
	if x.By, x.Statement = slices.Clone(in.By), in.ID; len(x.By) == 0 {
		x.By = outlet(f.d.Dispatch)
	}
	return in
}

// outlet is whose voice a dispatch is in: its source, and the agency of its
// dateline that the source relays.
func outlet(d *dateline.Dispatch) []string {
	var by []string
	if d.Source != "" {
		by = append(by, d.Source)
	}
	if d.Dateline != nil && d.Dateline.Agency != "" && d.Dateline.Agency != d.Source {
		by = append(by, d.Dateline.Agency)
	}
	if by == nil {
		return []string{"the dispatch"}
	}
	return by
}

package dateline

// Reading is everything found in one dispatch. The same text, header and
// engine give the same reading, byte for byte.
type Reading struct {
	Format     string      `json:"format"`
	Engine     string      `json:"engine"`
	Dispatch   Dispatch    `json:"dispatch"`
	Names      []Name      `json:"names"`
	Dates      []Date      `json:"dates"`
	Places     []Place     `json:"places"`
	Statements []Statement `json:"statements"`
	Events     []Event     `json:"events"`
	Figures    []Figure    `json:"figures"`
}

// EachSpan calls f on every span of the reading, in a fixed order.
func (r *Reading) EachSpan(f func(*Span)) {
	r.Dispatch.eachSpan(f)
	for i := range r.Names {
		for j := range r.Names[i].Mentions {
			f(&r.Names[i].Mentions[j].Span)
		}
	}
	for i := range r.Dates {
		f(&r.Dates[i].Span)
	}
	for i := range r.Places {
		f(&r.Places[i].Span)
	}
	for i := range r.Statements {
		r.Statements[i].eachSpan(f)
	}
	for i := range r.Events {
		f(&r.Events[i].Trigger)
		eachOf(r.Events[i].Evidence, f)
	}
	for i := range r.Figures {
		eachOf(r.Figures[i].Evidence, f)
	}
}

func (d *Dispatch) eachSpan(f func(*Span)) {
	if d.Marker != nil {
		f(d.Marker)
	}
	for i := range d.Zones {
		f(&d.Zones[i].Span)
	}
	if d.Dateline != nil {
		f(&d.Dateline.Span)
	}
}

func (s *Statement) eachSpan(f func(*Span)) {
	for _, p := range []*Span{s.SpeakerSpan, s.BasisSpan} {
		if p != nil {
			f(p)
		}
	}
	if s.Cue != nil {
		f(&s.Cue.Span)
	}
	eachOf(s.Content, f)
}

func eachOf(spans []Span, f func(*Span)) {
	for i := range spans {
		f(&spans[i])
	}
}

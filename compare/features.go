package compare

import (
	"cmp"
	"slices"
	"time"

	"dateline"
)

const (
	maxFeatures = 16 // names, places and types that a sketch keeps, the weightiest
	maxDays     = 6
	maxCounts   = 16
)

// NewSketch makes the sketch of a reading, whether its spans count bytes or
// are exported. Any reading will do: what it does not hold, the sketch lacks.
func NewSketch(r *dateline.Reading) *Sketch {
	d := &r.Dispatch
	parts := stretches(d)
	s := &Sketch{ID: d.ID, Source: d.Source, Kind: d.Kind, At: NoTime, Day: referenceDay(d)}
	if d.Dateline != nil {
		s.Agency = d.Dateline.Agency
	}
	if d.Published != nil {
		s.At = d.Published.Unix()
	}
	f := featurer{r: r, names: map[string]*dateline.Name{}}
	for i := range r.Names {
		f.names[r.Names[i].ID] = &r.Names[i]
	}
	s.Actors, s.Places, s.Types = f.actors(), f.places(), f.types()
	s.Days, s.Counts = f.days(), f.counts()
	s.Words, s.Print = weigh(parts), fingerprints(parts)
	return s
}

// referenceDay is the day that a dispatch counts from, else that of its
// publication.
func referenceDay(d *dateline.Dispatch) int32 {
	if day := dayOf(d.Reference.Date); day != NoDay {
		return day
	}
	if d.Published != nil {
		return dayOf(d.Published.Format(time.DateOnly))
	}
	return NoDay
}

// dayOf counts the days from 1970 to a date or an instant as the record writes
// them.
func dayOf(s string) int32 {
	if len(s) < len(time.DateOnly) {
		return NoDay
	}
	t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)])
	if err != nil {
		return NoDay
	}
	return int32(floorDiv(t.Unix(), 86400))
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// featurer gathers the features of one reading.
type featurer struct {
	r     *dateline.Reading
	names map[string]*dateline.Name
}

// zoneWeight is what a mention weighs by where it stands.
func (f *featurer) zoneWeight(at dateline.Span) float64 {
	for _, z := range f.r.Dispatch.Zones {
		if !z.Span.Contains(at) {
			continue
		}
		switch z.Zone {
		case dateline.ZoneHeadline:
			return headlineWeight
		case dateline.ZoneBody:
			return 1
		case dateline.ZoneBackground:
			return backgroundWeight
		}
		return 0
	}
	if len(f.r.Dispatch.Zones) == 0 {
		return 1
	}
	return 0
}

// actors gives those who are named, by how often; those who take part in a
// reported act count more.
func (f *featurer) actors() []Feature {
	w := map[string]float64{}
	for i := range f.r.Names {
		n := &f.r.Names[i]
		if !f.somebody(n) {
			continue
		}
		for _, m := range n.Mentions {
			w[n.Name] += f.zoneWeight(m.Span)
		}
	}
	f.eachReported(func(e *dateline.Event) {
		for _, ids := range [][]string{e.Actors, e.Targets} {
			for _, id := range ids {
				if n := f.names[id]; n != nil && f.somebody(n) {
					w[n.Name]++
				}
			}
		}
	})
	return topFeatures(w)
}

// somebody tells whether a name is somebody's of his own: not a place, an
// office or people at large, and not the outlet itself.
func (f *featurer) somebody(n *dateline.Name) bool {
	switch n.Kind {
	case dateline.PlaceName, dateline.Office, dateline.Group:
		return false
	}
	if dl := f.r.Dispatch.Dateline; dl != nil && n.Name == dl.Agency {
		return false
	}
	return n.Name != "" && n.Name != f.r.Dispatch.Source
}

// eachReported calls g on the acts that the dispatch reports rather than
// recalls or expects.
func (f *featurer) eachReported(g func(*dateline.Event)) {
	for i := range f.r.Events {
		if e := &f.r.Events[i]; !e.Background && (e.Status == dateline.Actual || e.Status == dateline.Ongoing || e.Status == dateline.Denied) {
			g(e)
		}
	}
}

// places gives where it is about: where acts happen counts most, where the
// dispatch was filed least.
func (f *featurer) places() []Feature {
	w := map[string]float64{}
	by := map[string]*dateline.Place{}
	for i := range f.r.Places {
		p := &f.r.Places[i]
		by[p.ID] = p
		w[p.Name] += f.zoneWeight(p.Span) * broad(p)
	}
	if dl := f.r.Dispatch.Dateline; dl != nil && by[dl.Place] != nil {
		w[by[dl.Place].Name] += 0.5 * broad(by[dl.Place])
	}
	f.eachReported(func(e *dateline.Event) {
		if p := by[e.Place]; p != nil {
			w[p.Name] += 2 * broad(p)
		}
	})
	delete(w, "")
	return topFeatures(w)
}

// broad is what a place counts by how closely it is known.
func broad(p *dateline.Place) float64 {
	switch p.Precision {
	case dateline.AtCountry, dateline.AtRegion:
		return 0.3
	case dateline.AtAdmin1:
		return 0.7
	}
	return 1
}

func (f *featurer) types() []Feature {
	w := map[string]float64{}
	f.eachReported(func(e *dateline.Event) {
		t := string(e.Type)
		w[t]++
		if e.Mode != "" {
			w[t+" "+e.Mode]++
		}
	})
	return topFeatures(w)
}

// topFeatures keeps the weightiest, brings the highest weight to 1 and orders
// them by name.
func topFeatures(w map[string]float64) []Feature {
	var out []Feature
	for name, x := range w {
		if x > 0 {
			out = append(out, Feature{name, float32(x)})
		}
	}
	slices.SortFunc(out, func(a, b Feature) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Name, b.Name)) })
	out = slices.Clone(out[:min(len(out), maxFeatures)])
	for i := range out {
		if i > 0 {
			out[i].Weight /= out[0].Weight
		}
	}
	if len(out) > 0 {
		out[0].Weight = 1
	}
	slices.SortFunc(out, func(a, b Feature) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// days gives the days of reported acts; what is known to a few days counts for
// each of them, what is vaguer not at all.
func (f *featurer) days() []Weighed {
	dates := map[string]*dateline.Date{}
	for i := range f.r.Dates {
		dates[f.r.Dates[i].ID] = &f.r.Dates[i]
	}
	w := map[int32]float64{}
	f.eachReported(func(e *dateline.Event) {
		d := dates[e.Date]
		if d == nil {
			return
		}
		from, to := dayOf(d.From), dayOf(d.To)
		if from == NoDay || to == NoDay || to < from || to-from > 2 {
			return
		}
		for day := from; day <= to; day++ {
			w[day] += 1 / float64(to-from+1)
		}
	})
	out := make([]Weighed, 0, len(w))
	sum := 0.0
	for day, x := range w {
		out = append(out, Weighed{day, float32(x)})
	}
	slices.SortFunc(out, func(a, b Weighed) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Day, b.Day)) })
	out = slices.Clone(out[:min(len(out), maxDays)])
	for _, d := range out {
		sum += float64(d.Weight)
	}
	for i := range out {
		out[i].Weight /= float32(sum)
	}
	slices.SortFunc(out, func(a, b Weighed) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// counts gives the figures of the report, in order.
func (f *featurer) counts() []Count {
	var out []Count
	for i := range f.r.Figures {
		g := &f.r.Figures[i]
		if g.Low == nil && g.High == nil {
			continue
		}
		out = append(out, Count{g.Measure, bound(g.Low), bound(g.High)})
	}
	slices.SortFunc(out, compareCounts)
	out = slices.Compact(out)
	return slices.Clone(out[:min(len(out), maxCounts)])
}

func bound(p *float64) float64 {
	if p == nil {
		return -1
	}
	return *p
}

func compareCounts(a, b Count) int {
	return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Low, b.Low), cmp.Compare(a.High, b.High))
}

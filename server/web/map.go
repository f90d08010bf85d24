package web

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/query"
)

// Map is where and when events are said to have taken place.
type Map struct {
	Filter        Filter
	Width, Height int
	Lands         []Shape
	Areas         []Shape
	Dots          []Dot
	Spots         []Spot // every place, the most told of first
	Bars          []Bar
	From, To      string // days of the first and last bar
	Total, Shown  int
	Nowhere       int // events without a place
	Table         string
}

// Shape is a state or province.
type Shape struct {
	Path, Title, Class, Days, Link string
}

// Dot is a town or point.
type Dot struct {
	X, Y, R, Title, Days, Link string
	Label                      string
}

// Spot is a place in the list beside the map.
type Spot struct {
	Name, How, Link, Days string
	Count                 int
}

// Bar is a day of the timeline.
type Bar struct {
	X, Y, W, H, Day, Title, Link string
	Label                        string
}

// place gathers the events of one place.
type place struct {
	query.Spot
	count int
	days  map[string]int
}

const mapWidth = 1000

// NewMap lays events out in space and time. Each place is drawn as closely as
// it is known and no closer: a town is a dot, a province or state is shaded, a
// region without borders is listed and not drawn.
func NewMap(events []query.Event, total int) *Map {
	m := &Map{Width: mapWidth, Total: total, Shown: len(events)}
	places := gather(events, &m.Nowhere)
	s := newSheet(view(places), mapWidth)
	m.Height = int(s.height)
	m.lands(s, places)
	for _, p := range places {
		m.draw(s, p)
		m.Spots = append(m.Spots, Spot{Name: spot(p.Place, countryName(p.Country)), How: precisionWords(p.Precision), Link: placeLink(p), Count: p.count, Days: daysOf(p.days)})
	}
	slices.SortStableFunc(m.Spots, func(a, b Spot) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Name, b.Name)) })
	slices.SortStableFunc(m.Dots, func(a, b Dot) int { return -strings.Compare(fmt.Sprintf("%8s", a.R), fmt.Sprintf("%8s", b.R)) })
	m.timeline(events)
	return m
}

func gather(events []query.Event, without *int) []*place {
	var out []*place
	at := map[query.Spot]*place{}
	for i := range events {
		e := &events[i]
		if e.Where.Place == "" {
			*without++
			continue
		}
		key := e.Where
		key.Lat, key.Lon = nil, nil
		p := at[key]
		if p == nil {
			p = &place{Spot: e.Where, days: map[string]int{}}
			at[key] = p
			out = append(out, p)
		}
		p.count++
		p.days[dayOf(e)]++
	}
	return out
}

// dayOf is the day under which an event is counted: when it happened, else
// when it was told.
func dayOf(e *query.Event) string {
	if len(e.From) >= len(time.DateOnly) {
		return e.From[:len(time.DateOnly)]
	}
	if e.Published != nil {
		return e.Published.Format(time.DateOnly)
	}
	return ""
}

func daysOf(days map[string]int) string {
	var out []string
	for d, n := range days {
		out = append(out, fmt.Sprintf("%s:%d", d, n))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// view is the box that holds what is drawn.
func view(places []*place) box {
	b, wide := nowhere, nowhere
	for _, p := range places {
		if p.Lat != nil && p.Lon != nil && dotted(p.Precision) {
			b = b.with(point{*p.Lon, *p.Lat})
			continue
		}
		for _, q := range extentOf(p.Country, p.area()) {
			b = b.with(q)
		}
		if l, ok := landBox(p.Country); ok && p.Precision == dateline.AtCountry {
			wide = wide.join(l)
		}
	}
	if b.empty() {
		return wide
	}
	return b
}

func dotted(p dateline.Precision) bool {
	return p == dateline.AtPoint || p == dateline.AtTown || p == dateline.AtAdmin2
}

// area is the province that a place is known to.
func (p *place) area() string {
	if p.Precision != dateline.AtAdmin1 {
		return ""
	}
	return cmp.Or(p.Admin1, p.Place)
}

// lands draws the states that the sheet shows, shaded where events are known
// to them alone.
func (m *Map) lands(s sheet, places []*place) {
	whole := map[string]*place{}
	for _, p := range places {
		if p.Precision == dateline.AtCountry {
			whole[p.Country] = p
		}
	}
	for _, l := range world() {
		if !l.box.meets(s.box) {
			continue
		}
		var b strings.Builder
		for _, r := range l.rings {
			s.path(&b, r)
		}
		x := Shape{Path: b.String(), Title: l.name, Class: "land"}
		if p := whole[l.code]; p != nil {
			x.Class, x.Days, x.Link = "land told", daysOf(p.days), placeLink(p)
			x.Title = fmt.Sprintf("%s, as a whole: %s", l.name, count(p.count, "event"))
		}
		if x.Path != "" {
			m.Lands = append(m.Lands, x)
		}
	}
}

// draw draws a dot or shades a province.
func (m *Map) draw(s sheet, p *place) {
	title := fmt.Sprintf("%s: %s", visible(p.Place), count(p.count, "event"))
	if dotted(p.Precision) {
		if p.Lat == nil || p.Lon == nil {
			return
		}
		x, y := s.at(point{*p.Lon, *p.Lat})
		r := min(4+2.6*math.Sqrt(float64(p.count)), 34)
		m.Dots = append(m.Dots, Dot{X: px(x), Y: px(y), R: px(r), Title: title, Label: cutAt(p.Place, 30), Days: daysOf(p.days), Link: placeLink(p)})
		return
	}
	if h := extentOf(p.Country, p.area()); len(h) > 0 {
		var b strings.Builder
		s.path(&b, h)
		m.Areas = append(m.Areas, Shape{Path: b.String(), Title: title + ", somewhere in the province", Class: "area", Days: daysOf(p.days), Link: placeLink(p)})
	}
}

func px(f float64) string { return fmt.Sprintf("%.1f", f) }

func placeLink(p *place) string { return address("/table/events", "place", quoted(p.Place)) }

func precisionWords(p dateline.Precision) string {
	switch p {
	case dateline.AtPoint:
		return "a point"
	case dateline.AtTown:
		return "a town"
	case dateline.AtAdmin2:
		return "a district"
	case dateline.AtAdmin1:
		return "somewhere in the province"
	case dateline.AtCountry:
		return "somewhere in the country"
	}
	return "a region without borders, not drawn"
}

const (
	lineWidth  = 1000.0
	lineHeight = 96.0
	maxDays    = 400
)

// timeline draws a bar a day, or a bar for as many days as must share one.
func (m *Map) timeline(events []query.Event) {
	days := map[string]int{}
	for i := range events {
		if d := dayOf(&events[i]); d != "" {
			days[d]++
		}
	}
	var list []string
	for d := range days {
		list = append(list, d)
	}
	slices.Sort(list)
	list = recent(list)
	if len(list) == 0 {
		return
	}
	m.From, m.To = list[0], list[len(list)-1]
	first, err1 := time.Parse(time.DateOnly, m.From)
	last, err2 := time.Parse(time.DateOnly, m.To)
	if err1 != nil || err2 != nil {
		return
	}
	span := int(last.Sub(first).Hours()/24) + 1
	most := 1
	for _, d := range list {
		most = max(most, days[d])
	}
	slot := lineWidth / float64(max(span, 7))
	for _, d := range list {
		t, err := time.Parse(time.DateOnly, d)
		if err != nil {
			continue
		}
		i := t.Sub(first).Hours() / 24
		h := max(3, float64(days[d])/float64(most)*(lineHeight-24))
		m.Bars = append(m.Bars, Bar{X: px(i*slot + slot*0.1), W: px(max(slot*0.8, 1)), Y: px(lineHeight - 20 - h), H: px(h), Day: d, Title: longDay(d) + ": " + count(days[d], "event"), Link: address("/table/events", "from", d, "to", d)})
	}
}

// recent leaves out days so far from the others that the line would hold
// nothing else: what a report recalls from years ago.
func recent(days []string) []string {
	for len(days) > 1 {
		a, err1 := time.Parse(time.DateOnly, days[0])
		b, err2 := time.Parse(time.DateOnly, days[len(days)-1])
		if err1 == nil && err2 == nil && b.Sub(a).Hours() <= maxDays*24 {
			break
		}
		days = days[1:]
	}
	return days
}

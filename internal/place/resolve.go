package place

import (
	"maps"
	"math"
	"slices"
	"strings"

	"dateline/internal/gazetteer"
)

// pair looks at spots that stand side by side: "Paris, Texas", "Bakhmut
// (Donetsk region)", "a village in Homs province".
func (f *finder) pair() {
	f.plurals()
	f.divisions()
	for i := range f.spots {
		for k := f.spots[i].from; k < f.spots[i].to; k++ {
			f.pool[k].prior = prior(&f.pool[k], f.spots[i].to-f.spots[i].from) + f.pool[k].bonus
			if f.spots[i].division && f.pool[k].division() {
				f.pool[k].prior += 3 - f.pool[k].bonus
			}
		}
		f.take(&f.spots[i])
	}
	for i := len(f.spots) - 2; i >= 0; i-- {
		a, b := &f.spots[i], &f.spots[i+1]
		if b.first != a.last+1 || f.low[a.last] != "," && f.low[a.last] != "(" {
			continue
		}
		if f.doc.SentenceAt(a.first) != f.doc.SentenceAt(b.first) {
			continue
		}
		if f.listed(i) {
			continue
		}
		f.join(i, a, b)
	}
	f.pairLists()
}

// listed tells whether spots i and i+1 are items of a list of countries or
// divisions, where "Virginia, Illinois" is no town in Illinois.
func (f *finder) listed(i int) bool {
	if !f.strong(i) {
		return false
	}
	for k := f.spots[i].from; k < f.spots[i].to; k++ {
		if f.pool[k].land != nil && f.strongLand(i+1) {
			return true
		}
	}
	return i+2 < len(f.spots) && f.strong(i+2) && f.linked(i+1) || i > 0 && f.strong(i-1) && f.linked(i-1)
}

// strong tells whether a spot may be a country or a division.
func (f *finder) strong(i int) bool {
	for k := f.spots[i].from; k < f.spots[i].to; k++ {
		if c := &f.pool[k]; c.land != nil || isDivision(c) && c.ref < 0 {
			return true
		}
	}
	return false
}

func (f *finder) strongLand(i int) bool {
	return f.spots[i].from < f.spots[i].to && f.pool[f.spots[i].from].land != nil
}

// linked tells whether only commas and "and" part spots i and i+1.
func (f *finder) linked(i int) bool {
	a, b := f.spots[i].last, f.spots[i+1].first
	if b <= a || b-a > 2 {
		return false
	}
	for t := a; t < b; t++ {
		if w := f.low[t]; w != "," && w != "and" && w != "or" {
			return false
		}
	}
	return true
}

// pairLists reads "Utah, Virginia and Washington" as three divisions.
func (f *finder) pairLists() {
	for i := 1; i < len(f.spots); i++ {
		s := &f.spots[i]
		if s.container >= 0 || s.within || !f.linked(i-1) || f.spots[i-1].best < 0 || f.spots[i-1].container >= 0 {
			continue
		}
		d := &f.pool[f.spots[i-1].best]
		if !isDivision(d) {
			continue
		}
		for k := s.from; k < s.to; k++ {
			if c := &f.pool[k]; isDivision(c) && c.weak && c.country == d.country {
				s.best, s.within = k, true
				c.score = 20
				break
			}
		}
	}
}

// singular of the words that follow a list of divisions.
var singular = map[string]string{"counties": "County", "parishes": "Parish", "provinces": "Province", "oblasts": "Oblast",
	"governorates": "Governorate", "regions": "Region", "states": "State", "townships": "Township", "districts": "District"}

// plurals reads "Cooke, Grayson and Love counties" as three divisions.
func (f *finder) plurals() {
	for i := len(f.spots) - 1; i >= 0; i-- {
		kind := singular[f.word(f.spots[i].last)]
		if kind == "" {
			continue
		}
		for j := i; j >= 0; j-- {
			f.asDivision(&f.spots[j], kind)
			if j == 0 || !f.linked(j-1) {
				break
			}
		}
	}
}

// kinds of division written small beside the name: "Homs province", "the
// province of Homs".
var divisionKinds = map[string]bool{"province": true, "governorate": true, "region": true, "oblast": true, "department": true, "state": true,
	"prefecture": true, "district": true, "county": true, "territory": true, "countryside": true}

// divisions looks for spots that a small word makes a division.
func (f *finder) divisions() {
	for i := range f.spots {
		s := &f.spots[i]
		kind := f.word(s.last)
		if !divisionKinds[kind] || f.capital(s.last) && !f.caps[s.first] || !f.touching(s.last-1) {
			kind = ""
			if f.word(s.first-1) == "of" && divisionKinds[f.word(s.first-2)] {
				kind = f.word(s.first - 2)
			}
		}
		if kind == "" || s.from == s.to || f.pool[s.from].land != nil {
			continue
		}
		s.division = true
		f.divisionNamed(s, kind)
	}
}

// divisionNamed adds the division that is filed under name and kind.
func (f *finder) divisionNamed(s *spot, kind string) {
	from, to := s.from, s.to
	at := len(f.pool)
	name := f.doc.SpanOf(s.first, s.last).Of(f.doc.Text)
	f.addRegions(name + " " + kind)
	f.addTable(name+" "+kind, "")
	if len(f.pool) > at {
		s.hash = hashName(name + " " + kind)
	}
	f.pool = append(f.pool, f.pool[from:to]...)
	s.from, s.to = at, len(f.pool)
}

// division tells whether a bearer is a division of a country.
func (c *candidate) division() bool {
	if c.ref >= 0 {
		return c.feature == gazetteer.Admin1 || c.feature == gazetteer.Admin2
	}
	return c.region != nil && (c.region.Precision == "admin1" || c.region.Precision == "admin2") && !c.weak
}

// asDivision puts the divisions of that kind before a spot's other bearers.
func (f *finder) asDivision(s *spot, kind string) {
	if s.plural {
		return
	}
	s.plural = true
	from, to := s.from, s.to
	s.from = len(f.pool)
	name := f.doc.SpanOf(s.first, s.last).Of(f.doc.Text) + " " + kind
	f.addRegions(name)
	f.addTable(name, "")
	if s.to = len(f.pool); s.to == s.from {
		s.from, s.to = from, to
		return
	}
	s.hash = hashName(name)
}

// join ties spot a to its container b if a bearer of the one lies in a bearer
// of the other.
func (f *finder) join(i int, a, b *spot) {
	best, sum := -1, -99.0
	holder := -1
	for k := b.from; k < b.to; k++ {
		h := &f.pool[k]
		if h.prior < 1.5 && !h.weak && b.container < 0 {
			continue
		}
		if a.from == a.to && (h.weak || h.land != nil || isDivision(h)) {
			best, holder, sum = -2, k, 0
			break
		}
		for j := a.from; j < a.to; j++ {
			c := &f.pool[j]
			if v := c.prior + h.prior + f.bonus(h); v > sum && liesIn(c, h) {
				best, holder, sum = j, k, v
			}
		}
	}
	if holder < 0 {
		return
	}
	a.container, b.within = i+1, true
	b.best = holder
	f.pool[holder].score = 20
	if best >= 0 {
		a.best = best
	}
}

func isDivision(c *candidate) bool {
	return c.feature == gazetteer.Admin1 && c.ref >= 0 || c.region != nil && c.region.Precision == "admin1"
}

// bonus prefers divisions and lands as containers.
func (f *finder) bonus(h *candidate) float64 {
	if h.land != nil || isDivision(h) || h.weak {
		return 4
	}
	return 0
}

// liesIn tells whether place c lies within h.
func liesIn(c, h *candidate) bool {
	if c.land != nil {
		return h.region != nil && h.region.Kind == "continent"
	}
	if c.country != h.country || c.country == "" || c.ref == h.ref && c.ref >= 0 {
		return false
	}
	switch {
	case h.land != nil:
		return true
	case h.region != nil && h.region.Precision == "admin1":
		if c.admin >= 0 {
			name, _ := gazetteer.AdminName(c.admin)
			return sameDivision(name, h.region.Name) || distance(c, h) < 120 && !strings.Contains("USA CAN AUS GBR", h.country)
		}
		return c.region != nil && c.region != h.region && distance(c, h) < 400
	case h.ref >= 0 && h.feature == gazetteer.Admin1:
		return c.admin == h.admin && c.feature != gazetteer.Admin1
	case h.ref >= 0 && h.feature == gazetteer.Admin2:
		return c.admin == h.admin && distance(c, h) < 120
	case h.region != nil:
		return distance(c, h) < 500 && c.region != h.region
	}
	return distance(c, h) < 60 && c.people < h.people
}

func sameDivision(a, b string) bool {
	return a != "" && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// prior is how likely a bearer is meant where nothing else is known.
func prior(c *candidate, bearers int) float64 {
	switch {
	case c.land != nil && bearers > 1 && len(c.land.Name) == 7 && c.land.Country == "GEO":
		return 3.8
	case c.land != nil:
		return 6.5
	case c.region != nil && c.weak:
		return -2
	case c.region != nil && c.region.Precision == "admin1":
		return 3.7
	case c.region != nil:
		return 3.3
	}
	p := 0.55 * math.Log10(c.people+10)
	switch c.feature {
	case gazetteer.CapitalTown:
		p += 0.8
	case gazetteer.Seat1:
		p += 0.35
	case gazetteer.Admin1:
		p = 3.4
	case gazetteer.Quarter, gazetteer.Historical:
		p -= 0.5
	case gazetteer.Admin2:
		p -= 0.7
	}
	switch {
	case c.alt && c.feature == gazetteer.Admin1:
		p -= 1.4
	case c.alt:
		p -= 0.7
	}
	return p
}

// take gives a spot its likeliest bearer.
func (f *finder) take(s *spot) {
	if s.container >= 0 || s.within && s.best >= 0 {
		return
	}
	best, second := -1, -99.0
	for k := s.from; k < s.to; k++ {
		c := &f.pool[k]
		if c.score == 0 {
			c.score = c.prior
		}
		if best < 0 || c.score > f.pool[best].score {
			if best >= 0 && distance(c, &f.pool[best]) > 161 {
				second = f.pool[best].score
			}
			best = k
		} else if c.score > second && distance(c, &f.pool[best]) > 161 {
			second = c.score
		}
	}
	s.best, s.second = best, second
}

// choose resolves all spots by what the dispatch speaks of.
func (f *finder) choose() {
	for round := 0; round < 2; round++ {
		context := f.context()
		done := make(map[int]bool, len(f.ranges))
		for i := range f.spots {
			s := &f.spots[i]
			for k := s.from; k < s.to && !done[s.from]; k++ {
				c := &f.pool[k]
				c.score = c.prior + context.support(c, s.hash)
			}
			done[s.from] = true
			f.take(s)
		}
		f.oneSense()
	}
}

// oneSense gives every spot of a name the sense of the spot that a container
// decides.
func (f *finder) oneSense() {
	clear(f.senses)
	for i := range f.spots {
		s := &f.spots[i]
		if _, ok := f.senses[s.hash]; !ok && s.container >= 0 && s.best >= 0 {
			f.senses[s.hash] = i
		}
	}
	for i := range f.spots {
		s := &f.spots[i]
		j, ok := f.senses[s.hash]
		if !ok || s.container >= 0 || s.within {
			continue
		}
		d := &f.spots[j]
		if k := s.from + d.best - d.from; k >= s.from && k < s.to && d.to-d.from == s.to-s.from {
			s.best, s.second = k, -99
		}
	}
}

// context is what the dispatch speaks of.
type context struct {
	points    []point
	countries map[string]float64
	total     float64
	admins    map[int]float64
	adminSum  float64
}

type point struct {
	lat, lon, cos float64
	hash          uint64
	weight        float64
}

// weights of the context.
const (
	countryWeight = 2.5
	adminWeight   = 2
	nearWeight    = 2
	nearMost      = 4
	loneWeight    = 1 // of a name with one bearer
)

// most points that are compared with every candidate.
const maxPoints = 40

func (f *finder) context() *context {
	c := &context{countries: map[string]float64{}, admins: map[int]float64{}}
	for country, v := range f.votes {
		c.countries[country] = min(v, 3)
	}
	seen := map[uint64]int{}
	for i := range f.spots {
		s := &f.spots[i]
		if s.best < 0 || s.score < -1 {
			continue
		}
		seen[s.hash]++
		if n := seen[s.hash]; n > 3 {
			continue
		}
		p := &f.pool[s.best]
		w := f.weight(s, p)
		c.countries[p.country] += w
		if p.land != nil {
			continue
		}
		if p.admin >= 0 {
			c.admins[p.admin] += w
			c.adminSum += w
		}
		if seen[s.hash] == 1 && len(c.points) < maxPoints && (p.region == nil || p.region.Precision != "region") {
			c.points = append(c.points, point{p.lat, p.lon, math.Cos(p.lat * math.Pi / 180), s.hash, w})
		}
	}
	delete(c.countries, "")
	for _, code := range slices.Sorted(maps.Keys(c.countries)) {
		c.total += c.countries[code]
	}
	return c
}

// weight is how far a spot's present reading may be trusted to help others.
func (f *finder) weight(s *spot, c *candidate) float64 {
	switch {
	case s.container >= 0 || s.within:
		return 1.5
	case c.land != nil:
		return 1
	case c.region != nil:
		return 1
	}
	w := 0.25
	if s.to-s.from <= 2 {
		w = loneWeight
	}
	if s.ok {
		w += 0.3
	}
	if c.people > 300000 {
		w += 0.2
	}
	return w
}

// support is what the context says for a bearer.
func (x *context) support(c *candidate, hash uint64) float64 {
	v := 0.0
	if x.total > 0 && c.country != "" {
		v += countryWeight * x.countries[c.country] / (x.total + 1)
	}
	if x.adminSum > 0 && c.admin >= 0 {
		v += adminWeight * x.admins[c.admin] / (x.adminSum + 1)
	}
	if c.land != nil || c.region != nil && c.region.Precision == "region" {
		return v
	}
	near, reach := 0.0, 70.0
	if c.region != nil {
		reach = 250
	}
	cos := math.Cos(c.lat * math.Pi / 180)
	for i := range x.points {
		p := &x.points[i]
		if p.hash == hash {
			continue
		}
		if d := p.distance(c, cos); d < 4*reach {
			near += p.weight * math.Exp(-d/reach)
		}
	}
	return v + min(nearWeight*near, nearMost)
}

// distance in km on the plane, good enough for neighbours.
func (p *point) distance(c *candidate, cos float64) float64 {
	dx := math.Abs(p.lon - c.lon)
	if dx > 180 {
		dx = 360 - dx
	}
	dx *= (p.cos + cos) / 2
	dy := p.lat - c.lat
	return 111.2 * math.Sqrt(dx*dx+dy*dy)
}

// distance of two candidates in km.
func distance(a, b *candidate) float64 {
	p := point{lat: a.lat, lon: a.lon, cos: math.Cos(a.lat * math.Pi / 180)}
	return p.distance(b, math.Cos(b.lat*math.Pi/180))
}

// settle makes areas of lands with a direction before them and drops weak
// readings.
func (f *finder) settle() {
	for i := range f.spots {
		s := &f.spots[i]
		if !s.ok {
			continue
		}
		if s.best >= 0 && f.pool[s.best].land != nil && f.cue(s.first-1)&direction != 0 && f.low[s.first-1] != "nearby" {
			s.first--
			s.area = true
			s.rule = "part-of"
		}
	}
}

// Package place finds the places that a dispatch names and says which places
// they are.
//
// Recognition weighs what the knowledge files say of a name against the words
// around it; resolution picks among the bearers of a name by what the rest of
// the dispatch speaks of: containers beside it ("Paris, Texas"), countries and
// divisions named, nearness to the other places (Leidner 2007: minimality;
// Lieberman and Samet 2012: local lexicons), people living there. One name has
// one sense in a dispatch.
package place

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// A spot is a stretch of tokens that may name a place.
type spot struct {
	first, last int // tokens, half-open
	hash        uint64
	from, to    int // candidates in finder.pool
	best        int // the chosen candidate; -1 none
	second      float64
	score       float64 // of recognition
	container   int     // the spot beside it that holds it; -1
	within      bool    // it holds a spot beside it
	plural      bool    // one of "Cooke and Love counties"
	division    bool    // "Homs province": the division, not its town
	rule        string
	area        bool // "eastern Ukraine": a part without a point
	filed       bool // a town of the dateline
	ok          bool
}

// A candidate is one bearer of a spot's name.
type candidate struct {
	ref      gazetteer.PlaceRef // -1 for a region or a land
	region   *gazetteer.Region
	land     *gazetteer.Land
	lat, lon float64
	country  string
	admin    int // division of the place table; -1
	people   float64
	feature  gazetteer.Feature
	alt      bool
	weak     bool
	prior    float64
	bonus    float64 // what the dateline and its namesakes add to the prior
	score    float64
}

// finder is the state of one dispatch's reading.
type finder struct {
	doc   *text.Doc
	words []string
	low   []string
	caps  []bool  // the token's sentence is all capitals
	cover []uint8 // how far a person's name covers a token
	spots []spot
	pool  []candidate
	hits  []gazetteer.PlaceHit

	home     string          // the dateline's country, "" when not known
	small    map[string]bool // words written small somewhere in the dispatch
	surnames map[string]bool
	votes    map[string]float64 // country → weight of what speaks for it
	senses   map[uint64]int     // one sense a name: hash → spot that decides
	ranges   map[uint64][2]int  // name → its bearers in the pool
}

// Find gives the places of a dispatch in the order of the text. It reads
// tokens and sentences, and tags where there are any.
func Find(doc *text.Doc) []dateline.Place {
	f := newFinder(doc)
	f.spotAll()
	f.filed()
	f.pair()
	f.voteFiled()
	f.choose()
	f.judge()
	f.choose()
	f.settle()
	return f.places()
}

// places writes the accepted spots out.
func (f *finder) places() []dateline.Place {
	var out []dateline.Place
	end := 0
	for i := range f.spots {
		s := &f.spots[i]
		if !s.ok || s.first < end {
			continue
		}
		end = s.last
		p := dateline.Place{ID: "p" + strconv.Itoa(len(out)+1), Span: f.doc.SpanOf(s.first, s.last), Rule: s.rule}
		if s.best < 0 {
			f.writeUnknown(&p, s)
		} else {
			f.write(&p, s, &f.pool[s.best])
		}
		out = append(out, p)
	}
	return out
}

// writeUnknown fills in a place that no table knows from what holds it.
func (f *finder) writeUnknown(p *dateline.Place, s *spot) {
	p.Name, p.Precision, p.Doubt = p.Span.Of(f.doc.Text), dateline.AtTown, dateline.DoubtUnknownPlace
	if s.rule == "street" {
		p.Precision = dateline.AtPoint
	}
	if s.container >= 0 && f.spots[s.container].best >= 0 {
		c := &f.pool[f.spots[s.container].best]
		p.Country, p.Admin1 = c.country, c.divisionName()
	}
}

func (f *finder) write(p *dateline.Place, s *spot, c *candidate) {
	p.Country, p.Admin1 = c.country, c.divisionName()
	switch {
	case c.land != nil:
		p.Name, p.Precision = c.land.Name, dateline.AtCountry
	case c.region != nil:
		p.Name, p.Precision = c.region.Name, dateline.Precision(c.region.Precision)
	default:
		p.Name = f.townName(c)
		p.Precision, p.GeoNames = precisionOf(c.feature), c.ref.Info().GeoNames
	}
	if s.area {
		p.Name, p.Precision = p.Span.Of(f.doc.Text), dateline.AtRegion
	}
	if p.Precision != dateline.AtRegion && (c.lat != 0 || c.lon != 0) {
		lat, lon := round(c.lat), round(c.lon)
		p.Lat, p.Lon = &lat, &lon
	}
	if s.container < 0 && c.land == nil && (s.second > -90 && c.score-s.second < closeCall || f.foreign(c) && s.rule == "gazetteer") {
		p.Doubt = dateline.DoubtAmbiguousPlace
	}
}

// townName is the English name of a place of the table: a capital's as the
// table of states has it.
func (f *finder) townName(c *candidate) string {
	if l := gazetteer.LandByCode(c.country); l != nil && c.feature == gazetteer.CapitalTown && len(l.Capitals) > 0 {
		name := strings.TrimPrefix(l.Capitals[0], "~")
		f.hits = gazetteer.LookupPlace(f.hits[:0], name)
		if slices.ContainsFunc(f.hits, func(h gazetteer.PlaceHit) bool { return h.Ref == c.ref }) {
			return name
		}
	}
	return gazetteer.EnglishName(c.ref.Name(), c.country)
}

func round(x float64) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 3, 64), 64)
	if err != nil {
		return x
	}
	return v
}

func precisionOf(f gazetteer.Feature) dateline.Precision {
	switch f {
	case gazetteer.Admin1:
		return dateline.AtAdmin1
	case gazetteer.Admin2:
		return dateline.AtAdmin2
	}
	return dateline.AtTown
}

// divisionName is the first-level division that a candidate lies in or is.
func (c *candidate) divisionName() string {
	if c.admin >= 0 {
		name, _ := gazetteer.AdminName(c.admin)
		return name
	}
	if c.region != nil {
		switch c.region.Precision {
		case "admin1":
			return c.region.Name
		case "town", "admin2", "point":
			if len(c.region.Countries) > 0 && gazetteer.LandByCode(c.region.Countries[0]) != nil &&
				gazetteer.LandByCode(c.region.Countries[0]).Name != c.region.Parent {
				return c.region.Parent
			}
		}
	}
	return ""
}

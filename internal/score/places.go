package score

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"

	"dateline"
)

// NearKM is the distance within which a place counts as rightly resolved: 100
// miles, the customary measure of the toponym literature.
const NearKM = 161

// GoldPlaces is one text with its toponyms, as the corpora LGL (Lieberman,
// Samet and Sankaranarayanan 2010) and GeoVirus (Gritta, Pilehvar and Collier
// 2018) mark them.
type GoldPlaces struct {
	ID, Text string
	Places   []GoldPlace // in the order of the text
}

// GoldPlace is one marked toponym.
type GoldPlace struct {
	Span     dateline.Span // code points of the text
	Name     string        // the words as the corpus gives them
	Point    bool          // the corpus gives coordinates
	Lat, Lon float64
}

// PlaceScore counts toponyms found and places resolved over many texts. Gold
// toponyms are all that the corpus marks, those without coordinates (streets,
// demonyms) included.
type PlaceScore struct {
	Texts, Gold, Found, Right int // Right: exact same span
	Overlapping               int // found spans that touch a gold span
	WithPoint                 int // gold toponyms with coordinates
	RightPoint                int // of these, found with exact span
	Near                      int // of these, resolved within [NearKM]
}

// Precision, Recall and F1 of exact spans, in percent.
func (s *PlaceScore) Precision() float64 { return percent(s.Right, s.Found) }

// Recall is the share of gold spans found exactly, in percent.
func (s *PlaceScore) Recall() float64 { return percent(s.Right, s.Gold) }

// F1 is the harmonic mean of [PlaceScore.Precision] and [PlaceScore.Recall].
func (s *PlaceScore) F1() float64 { return percent(2*s.Right, s.Found+s.Gold) }

// NearShare is the share of gold toponyms with coordinates that were found
// with the exact span and resolved within [NearKM], in percent.
func (s *PlaceScore) NearShare() float64 { return percent(s.Near, s.WithPoint) }

func percent(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return 100 * float64(a) / float64(b)
}

// String gives the figures on one line.
func (s *PlaceScore) String() string {
	return fmt.Sprintf("texts %d, toponyms %d: exact span P %.1f R %.1f F1 %.1f; found and within %d km %.1f%% of %d with coordinates (%.1f%% of those found)",
		s.Texts, s.Gold, s.Precision(), s.Recall(), s.F1(), NearKM, s.NearShare(), s.WithPoint, percent(s.Near, s.RightPoint))
}

// Add counts one text: found are the places of its reading, exported (spans in
// code points).
func (s *PlaceScore) Add(gold *GoldPlaces, found []dateline.Place) {
	s.Texts++
	s.Gold += len(gold.Places)
	s.Found += len(found)
	at := make(map[[2]int]*dateline.Place, len(found))
	for i := range found {
		at[[2]int{found[i].Span.Start, found[i].Span.End}] = &found[i]
	}
	for _, g := range gold.Places {
		if g.Point {
			s.WithPoint++
		}
		p := at[[2]int{g.Span.Start, g.Span.End}]
		if p == nil {
			continue
		}
		s.Right++
		if g.Point {
			s.RightPoint++
			if p.Lat != nil && p.Lon != nil && Kilometres(*p.Lat, *p.Lon, g.Lat, g.Lon) <= NearKM {
				s.Near++
			}
		}
	}
	s.Overlapping += overlapping(gold.Places, found)
}

func overlapping(gold []GoldPlace, found []dateline.Place) int {
	n, j := 0, 0
	for _, p := range found {
		for j < len(gold) && gold[j].Span.End <= p.Span.Start {
			j++
		}
		if j < len(gold) && gold[j].Span.Overlaps(p.Span) {
			n++
		}
	}
	return n
}

// Kilometres is the great-circle distance of two points in degrees, on a
// sphere of 6,371 km.
func Kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	sinLat, sinLon := math.Sin((lat2-lat1)*rad/2), math.Sin((lon2-lon1)*rad/2)
	h := sinLat*sinLat + math.Cos(lat1*rad)*math.Cos(lat2*rad)*sinLon*sinLon
	return 2 * 6371 * math.Asin(math.Sqrt(min(h, 1)))
}

// article takes in both formats.
type article struct {
	ID        string       `xml:"docid,attr"`
	Source    string       `xml:"source"`
	Text      string       `xml:"text"`
	Toponyms  []toponymXML `xml:"toponyms>toponym"`
	Locations []toponymXML `xml:"locations>location"`
}

type toponymXML struct {
	Start  int    `xml:"start"`
	End    int    `xml:"end"`
	Phrase string `xml:"phrase"`
	Name   string `xml:"name"`
	Lat    string `xml:"lat"`
	Lon    string `xml:"lon"`
	Gaz    struct {
		Lat string `xml:"lat"`
		Lon string `xml:"lon"`
	} `xml:"gaztag"`
}

// ReadPlaces reads the XML of LGL or GeoVirus; which of the two shows from
// its elements. It fails on broken XML and on input without an article.
func ReadPlaces(r io.Reader) ([]GoldPlaces, error) {
	var in struct {
		Articles []article `xml:"article"`
	}
	if err := xml.NewDecoder(r).Decode(&in); err != nil {
		return nil, fmt.Errorf("reading toponyms: %w", err)
	}
	if len(in.Articles) == 0 {
		return nil, errors.New("reading toponyms: no <article> (LGL and GeoVirus XML are known)")
	}
	out := make([]GoldPlaces, 0, len(in.Articles))
	for _, a := range in.Articles {
		out = append(out, goldOf(a))
	}
	return out, nil
}

func goldOf(a article) GoldPlaces {
	g := GoldPlaces{ID: a.ID + a.Source, Text: a.Text}
	runes := []rune(a.Text)
	for _, t := range a.Toponyms {
		t.Lat, t.Lon, t.Name = t.Gaz.Lat, t.Gaz.Lon, t.Phrase
		g.Places = append(g.Places, goldPlace(t, runes))
	}
	for _, t := range a.Locations {
		g.Places = append(g.Places, goldPlace(t, runes))
	}
	sort.SliceStable(g.Places, func(i, j int) bool { return g.Places[i].Span.Start < g.Places[j].Span.Start })
	return g
}

// goldPlace reads one toponym. GeoVirus counts from a text that had one more
// character in front in some articles: where the words do not stand where it
// says, they are looked for up to three characters away.
func goldPlace(t toponymXML, text []rune) GoldPlace {
	p := GoldPlace{Span: dateline.Span{Start: t.Start, End: t.End}, Name: t.Name}
	for _, shift := range []int{0, -1, 1, -2, 2, -3, 3} {
		a, b := t.Start+shift, t.End+shift
		if a >= 0 && b <= len(text) && string(text[a:b]) == t.Name {
			p.Span = dateline.Span{Start: a, End: b}
			break
		}
	}
	lat, err1 := strconv.ParseFloat(t.Lat, 64)
	lon, err2 := strconv.ParseFloat(t.Lon, 64)
	if p.Point = err1 == nil && err2 == nil; p.Point {
		p.Lat, p.Lon = lat, lon
	}
	return p
}

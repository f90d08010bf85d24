package export

import (
	"encoding/json"
	"io"

	"dateline"
	"dateline/query"
)

// feature is a GeoJSON feature (RFC 7946, 3.2). Geometry is nil, written
// null, where only a province, a country or a region is known.
type feature struct {
	Type       string `json:"type"`
	ID         string `json:"id"`
	Geometry   *point `json:"geometry"`
	Properties any    `json:"properties"`
}

type point struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude, latitude
}

func pointOf(s *query.Spot) *point {
	if s.Lat == nil || s.Lon == nil {
		return nil
	}
	switch s.Precision {
	case dateline.AtPoint, dateline.AtTown, dateline.AtAdmin2:
		return &point{"Point", [2]float64{*s.Lon, *s.Lat}}
	}
	return nil
}

func writeGeoJSON(w io.Writer, layer Layer, set Set, _ Options) (c counts, err error) {
	out := &collection{w: w}
	if err := out.open(`{"type":"FeatureCollection","features":[`); err != nil {
		return c, err
	}
	add := func(id string, spot *query.Spot, row any) error {
		if spot.Place == "" {
			c.leave("no place")
			return nil
		}
		c.rows++
		return out.add(feature{"Feature", id, pointOf(spot), row})
	}
	if layer == Events {
		err = each(set.Events, func(e query.Event) error { return add(e.ID, &e.Where, e) })
	} else {
		err = each(set.Figures, func(g query.Figure) error { return add(g.ID, &g.Where, g) })
	}
	if err != nil {
		return c, err
	}
	return c, out.open("\n]}\n")
}

// collection writes a JSON array that is too long to hold.
type collection struct {
	w io.Writer
	n int
}

func (c *collection) open(s string) error {
	_, err := io.WriteString(c.w, s)
	return err
}

func (c *collection) add(v any) error {
	b, err := plainJSON(v)
	if err != nil {
		return err
	}
	sep := "\n"
	if c.n > 0 {
		sep = ",\n"
	}
	c.n++
	_, err = c.w.Write(append([]byte(sep), b...))
	return err
}

// plainJSON is JSON without HTML's escapes and without a line's end.
func plainJSON(v any) ([]byte, error) {
	var b lineBuffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return b[:len(b)-1], nil
}

type lineBuffer []byte

// Write implements [io.Writer].
func (b *lineBuffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}

package gazetteer

import (
	"math"
	"testing"
)

// best is the bearer of a name with most people.
func best(name string) (PlaceInfo, PlaceRef, bool) {
	var top PlaceInfo
	var ref PlaceRef
	found := false
	for _, h := range LookupPlace(nil, name) {
		if p := h.Ref.Info(); p.Feature < Admin1 && (!found || p.Population > top.Population) {
			top, ref, found = p, h.Ref, true
		}
	}
	return top, ref, found
}

func TestLookupPlace(t *testing.T) {
	for _, c := range []struct {
		name, canonical, country string
		lat, lon                 float64
	}{
		{"Donetsk", "Donetsk", "UKR", 48.02, 37.80},
		{"KYIV", "Kyiv", "UKR", 50.45, 30.52},
		{"Aleppo", "Aleppo", "SYR", 36.2, 37.16},
		{"Ho Chi Minh City", "Ho Chi Minh City", "VNM", 10.82, 106.63},
		{"Minsk", "Minsk", "BLR", 53.9, 27.57},
	} {
		p, ref, ok := best(c.name)
		if !ok {
			t.Errorf("%s: not found", c.name)
			continue
		}
		_, country := AdminName(p.Admin)
		if ref.Name() != c.canonical || country != c.country || math.Abs(p.Lat-c.lat) > 0.2 || math.Abs(p.Lon-c.lon) > 0.2 {
			t.Errorf("%s: %s %s %.2f %.2f", c.name, ref.Name(), country, p.Lat, p.Lon)
		}
	}
	for _, name := range []string{"", "Qwertyzxcv", "Минск", "a name that is a great deal longer than any key the table could hold at all"} {
		if hits := LookupPlace(nil, name); len(hits) > 0 {
			t.Errorf("%q: %d hits", name, len(hits))
		}
	}
}

// Every place is found under its own name.
func TestEveryPlaceFound(t *testing.T) {
	hits := make([]PlaceHit, 0, 256)
	for ref := PlaceRef(0); int(ref) < PlaceCount(); ref += 37 {
		hits = LookupPlace(hits[:0], ref.Name())
		found := false
		for _, h := range hits {
			found = found || h.Ref == ref
		}
		if !found {
			t.Errorf("%d %s not found under its name", ref, ref.Name())
		}
	}
}

func BenchmarkLookupPlace(b *testing.B) {
	names := []string{"Donetsk", "Paris", "Springfield", "yesterday", "San Salvador", "telephone", "Aleppo", "Foreign Ministry"}
	hits := make([]PlaceHit, 0, 256)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		hits = LookupPlace(hits[:0], names[i&7])
	}
}

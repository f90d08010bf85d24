package gazetteer

import (
	"strings"
	"testing"
)

// Every renamed place is in the place table under its present name, in the
// country given.
func TestRenamedResolve(t *testing.T) {
	for i, line := range strings.Split(renamedTSV, "\n") {
		f := strings.Split(line, "\t")
		if line == "" || line[0] == '#' {
			continue
		}
		if len(f) < 3 || len(f[2]) != 3 {
			t.Errorf("renamed.tsv:%d: %q", i+1, line)
			continue
		}
		found := false
		for _, h := range LookupPlace(nil, f[1]) {
			_, country := AdminName(h.Ref.Info().Admin)
			found = found || country == f[2]
		}
		if !found {
			t.Errorf("renamed.tsv:%d: %s is not in the place table under %s", i+1, f[1], f[2])
		}
	}
}

var precisions = map[string]bool{"point": true, "town": true, "admin2": true, "admin1": true, "country": true, "region": true}

func TestRegionsSound(t *testing.T) {
	n := 0
	for i, line := range strings.Split(regionsTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 8 {
			t.Errorf("regions.tsv:%d: %d fields", i+1, len(f))
			continue
		}
		n++
		r := regionOf(f)
		if !precisions[r.Precision] || r.Kind == "" || r.Lat < -90 || r.Lat > 90 || r.Lon < -180 || r.Lon > 180 || r.Lat == 0 && r.Lon == 0 {
			t.Errorf("regions.tsv:%d: %q", i+1, line)
		}
		for _, c := range r.Countries {
			if LandByCode(c) == nil {
				t.Errorf("regions.tsv:%d: no state %s", i+1, c)
			}
		}
		if len(LookupRegion(f[0])) == 0 {
			t.Errorf("regions.tsv:%d: %s is not found", i+1, f[0])
		}
	}
	if n < 1500 {
		t.Errorf("%d regions, want 1500", n)
	}
}

func BenchmarkLookupRegion(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		LookupRegion("Eastern Ghouta")
	}
}

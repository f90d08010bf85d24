package gazetteer

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/regions.tsv
var regionsTSV string

//go:embed data/renamed.tsv
var renamedTSV string

// Region is a place that the table of towns lacks: a division, a sea, a range,
// a disputed area, a camp, a quarter.
type Region struct {
	Name      string
	Kind      string   // country, province, state, region, sea, river, camp ...
	Precision string   // point, town, admin2, admin1, country or region
	Countries []string // ISO 3166-1 alpha-3; empty at sea and for continents
	Parent    string
	Lat, Lon  float64 // approximate middle, for ranking and distance
	From, To  string  // YYYY, YYYY-MM or YYYY-MM-DD while it existed under the name; "" open
}

// RegionHit is a bearer of a looked-up name among the regions.
type RegionHit struct {
	*Region
	Weak bool // the name is an abbreviation or also means other things: only beside another place's name
}

// Renamed is a place that has changed its name.
type Renamed struct {
	Old, New string
	Country  string // ISO 3166-1 alpha-3
	Date     string // from when the new name holds: YYYY, YYYY-MM or YYYY-MM-DD; "" for spellings
}

var regions = sync.OnceValue(func() map[string][]RegionHit {
	m := make(map[string][]RegionHit, 4096)
	for line := range strings.Lines(regionsTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 8 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		r := regionOf(f)
		enter(m, f[0], r)
		if f[1] != "" {
			for alias := range strings.SplitSeq(f[1], "|") {
				enter(m, alias, r)
			}
		}
	}
	return m
})

// regionOf reads the fields of a line: name, aliases, kind, precision,
// countries, parent, lat, lon, from, to.
func regionOf(f []string) *Region {
	r := &Region{Name: f[0], Kind: f[2], Precision: f[3], Parent: f[5]}
	if f[4] != "" {
		r.Countries = strings.Split(f[4], "|")
	}
	r.Lat, _ = strconv.ParseFloat(f[6], 64)
	r.Lon, _ = strconv.ParseFloat(f[7], 64)
	if len(f) > 8 {
		r.From = f[8]
	}
	if len(f) > 9 {
		r.To = f[9]
	}
	r.Name = strings.TrimPrefix(r.Name, "~")
	return r
}

func enter(m map[string][]RegionHit, name string, r *Region) {
	plain, weak := strings.CutPrefix(name, "~")
	var buf [MaxPlaceKey]byte
	if k, ok := FoldPlace(&buf, plain); ok {
		m[string(k)] = append(m[string(k)], RegionHit{r, weak})
	}
}

var centres = sync.OnceValue(func() map[string]*Region {
	m := make(map[string]*Region, 256)
	for _, hits := range regions() {
		for _, h := range hits {
			if h.Kind == "country" && len(h.Countries) == 1 {
				m[h.Countries[0]] = h.Region
			}
		}
	}
	return m
})

// CentreOf gives the approximate middle of a country by its alpha-3 code; ok
// is false when it is not known.
func CentreOf(country string) (lat, lon float64, ok bool) {
	r := centres()[country]
	if r == nil {
		return 0, 0, false
	}
	return r.Lat, r.Lon, true
}

// LookupRegionKey gives the regions that bear a name folded by [FoldPlace],
// in the order of data/regions.tsv. It does not allocate.
func LookupRegionKey(key []byte) []RegionHit { return regions()[string(key)] }

// LookupRegion is [LookupRegionKey] for a name as written.
func LookupRegion(name string) []RegionHit {
	var buf [MaxPlaceKey]byte
	if k, ok := FoldPlace(&buf, name); ok {
		return LookupRegionKey(k)
	}
	return nil
}

var renamed = sync.OnceValue(func() map[string][]Renamed {
	m := make(map[string][]Renamed, 512)
	for line := range strings.Lines(renamedTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 3 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		r := Renamed{Old: f[0], New: f[1], Country: f[2]}
		if len(f) > 3 {
			r.Date = f[3]
		}
		var buf [MaxPlaceKey]byte
		if k, ok := FoldPlace(&buf, r.Old); ok {
			m[string(k)] = append(m[string(k)], r)
		}
	}
	return m
})

// plainNames are the countries whose names in the place table are letter by
// letter transcriptions that no English text uses.
var plainNames = map[string]bool{"SYR": true, "IRQ": true, "YEM": true, "LBY": true, "PSE": true, "LBN": true, "EGY": true, "AFG": true, "PAK": true, "BGD": true}

var english = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 256)
	for line := range strings.Lines(renamedTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 3 || !plainNames[f[2]] || m[f[2]+f[1]] != "" {
			continue
		}
		m[f[2]+f[1]] = f[0]
	}
	return m
})

// EnglishName is the common English form of a place table's name where that is
// a bare transcription ("Ar Raqqah": "Raqqa"), else the name itself. It is the
// first spelling that data/renamed.tsv has for it.
func EnglishName(name, country string) string {
	if !plainNames[country] || !transcribed(name) {
		return name
	}
	if e := english()[country+name]; e != "" {
		return e
	}
	return name
}

// transcribed tells a bare transcription: letters that English lacks, or an
// Arabic article before the name.
func transcribed(name string) bool {
	for i := range len(name) {
		if name[i] >= 0x80 {
			return true
		}
	}
	return len(name) > 3 && name[0] == 'A' && (name[2] == ' ' || name[2] == '-')
}

// LookupRenamedKey gives what a place of this folded old name is called now.
// It does not allocate.
func LookupRenamedKey(key []byte) []Renamed { return renamed()[string(key)] }

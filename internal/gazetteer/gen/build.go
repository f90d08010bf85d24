package main

import (
	"math"
	"sort"
	"strings"

	"dateline/internal/gazetteer"
)

// record is a place on its way into the table.
type record struct {
	key, name  string
	others     []string
	id         int
	lat, lon   float64
	admin      int
	feature    gazetteer.Feature
	population int
}

type key struct {
	hash uint64
	alt  bool
	ref  int
}

type builder struct {
	records   []record
	keys      []key
	admins    []division
	adminAt   map[string]int // "US.LA" → index
	countries []string       // alpha-3
	countryAt map[string]int
}

type division struct {
	name    string
	country int
}

func newBuilder(in *input) *builder {
	b := &builder{adminAt: map[string]int{}, countryAt: map[string]int{}}
	b.addDivisions(in)
	for _, c := range in.cities {
		b.add(record{name: c.name, others: c.others, id: c.id, lat: c.lat, lon: c.lon,
			admin: b.adminOf(c), feature: c.feature, population: c.population})
	}
	b.addAreas(in, in.admin1, gazetteer.Admin1, func(c city) string { return c.country + "." + c.admin1 })
	b.addAreas(in, in.admin2, gazetteer.Admin2, func(c city) string { return c.country + "." + c.admin1 + "." + c.admin2 })
	sort.SliceStable(b.records, func(i, j int) bool {
		x, y := &b.records[i], &b.records[j]
		if x.key != y.key {
			return x.key < y.key
		}
		if x.population != y.population {
			return x.population > y.population
		}
		return x.id < y.id
	})
	b.addKeys()
	return b
}

// addDivisions numbers the countries and their first-level divisions; number 0
// of each country's is the country alone.
func (b *builder) addDivisions(in *input) {
	for _, a2 := range sorted(in.alpha3) {
		b.countryAt[a2] = len(b.countries)
		b.countries = append(b.countries, in.alpha3[a2])
		b.adminAt[a2] = len(b.admins)
		b.admins = append(b.admins, division{country: b.countryAt[a2]})
	}
	used := map[string]bool{}
	for _, c := range in.cities {
		used[c.country+"."+c.admin1] = true
	}
	for _, code := range sorted(in.admin1) {
		country, ok := b.countryAt[code[:2]]
		if ok && used[code] {
			b.adminAt[code] = len(b.admins)
			b.admins = append(b.admins, division{name: in.admin1[code], country: country})
		}
	}
}

func (b *builder) adminOf(c city) int {
	if i, ok := b.adminAt[c.country+"."+c.admin1]; ok {
		return i
	}
	return b.adminAt[c.country]
}

// addAreas adds the divisions themselves: the mean of their towns, the sum of
// their people. A division whose plain name is that of a town in it, outside
// the English-speaking countries, is left to the town.
func (b *builder) addAreas(in *input, names map[string]string, f gazetteer.Feature, code func(city) string) {
	type sum struct {
		x, y, z    float64
		population int
		any        city
		towns      map[string]bool
	}
	sums := map[string]*sum{}
	for _, c := range in.cities {
		k := code(c)
		if names[k] == "" {
			continue
		}
		s := sums[k]
		if s == nil {
			s = &sum{any: c, towns: map[string]bool{}}
			sums[k] = s
		}
		la, lo := c.lat*math.Pi/180, c.lon*math.Pi/180
		s.x += math.Cos(la) * math.Cos(lo)
		s.y += math.Cos(la) * math.Sin(lo)
		s.z += math.Sin(la)
		s.population += c.population
		s.towns[fold(c.name)] = true
	}
	for _, k := range sorted(sums) {
		s, name := sums[k], names[k]
		plain := plainName(name)
		if f == gazetteer.Admin2 && s.towns[fold(plain)] && !counties[s.any.country] {
			continue
		}
		r := record{name: name, admin: b.adminOf(s.any), feature: f, population: s.population,
			lat: math.Atan2(s.z, math.Hypot(s.x, s.y)) * 180 / math.Pi,
			lon: math.Atan2(s.y, s.x) * 180 / math.Pi}
		if plain != name && (f == gazetteer.Admin1 || !counties[s.any.country]) {
			r.others = []string{plain}
		}
		b.add(r)
	}
}

// counties are the countries whose second-level divisions are named in full in
// news ("Scott County") and kept beside the towns of the same name.
var counties = map[string]bool{"US": true, "GB": true, "IE": true, "CA": true, "AU": true, "NZ": true, "KE": true, "LR": true, "SS": true}

// words that only say what kind of division it is.
var divisionWords = []string{"Governorate", "Province", "Oblast", "Oblast'", "Region", "District", "County", "State", "Krai", "Prefecture",
	"Department", "Municipality", "Division", "Republic of", "Muhafazat", "Provincia de", "Departamento de", "Departamento del",
	"Wilaya", "Wilayat", "Emirate", "Raion", "Voivodeship", "Zone", "Regency", "Kabupaten", "Distrito de", "Province of", "Provincia di",
	"Powiat", "Urban District", "Landkreis", "Kreis", "Arrondissement de", "Arrondissement of", "Politischer Bezirk", "Autonomous Region", "Muḩāfaz̧at"}

func plainName(name string) string {
	for _, w := range divisionWords {
		if p, ok := strings.CutSuffix(name, " "+w); ok {
			name = p
		}
		if p, ok := strings.CutPrefix(name, w+" "); ok {
			name = p
		}
	}
	return strings.TrimSpace(name)
}

func (b *builder) add(r record) {
	r.key = fold(r.name)
	if r.key == "" || len(r.name) > 120 {
		return
	}
	b.records = append(b.records, r)
}

// fold is the key of a name, "" when it has none.
func fold(name string) string {
	var buf [gazetteer.MaxPlaceKey]byte
	k, ok := gazetteer.FoldPlace(&buf, name)
	if !ok {
		return ""
	}
	return string(k)
}

// addKeys files each record under its first name (one key for a run of
// namesakes) and its second names.
func (b *builder) addKeys() {
	for i := range b.records {
		r := &b.records[i]
		if i == 0 || b.records[i-1].key != r.key {
			b.keys = append(b.keys, key{hash: gazetteer.HashPlace([]byte(r.key)), ref: i})
		}
		for _, k := range secondKeys(r) {
			b.keys = append(b.keys, key{hash: gazetteer.HashPlace([]byte(k)), alt: true, ref: i})
		}
	}
	sort.Slice(b.keys, func(i, j int) bool {
		x, y := b.keys[i], b.keys[j]
		if x.hash != y.hash {
			return x.hash < y.hash
		}
		if x.alt != y.alt {
			return y.alt
		}
		return x.ref < y.ref
	})
}

// secondKeys are the folded second names worth keeping: Latin, not codes, the
// more the larger the place is.
func secondKeys(r *record) []string {
	var keys []string
	seen := map[string]bool{r.key: true}
	limit := 1
	switch p := r.population; {
	case p >= 200000 || r.feature == gazetteer.CapitalTown || r.feature == gazetteer.Seat1:
		limit = 11
	case p >= 30000:
		limit = 4
	case p >= 10000:
		limit = 2
	}
	for _, o := range orderOthers(r) {
		k := fold(o)
		if k == "" || seen[k] || len(k) < 3 || isCode(o) {
			continue
		}
		seen[k] = true
		if keys = append(keys, k); len(keys) == limit {
			break
		}
	}
	return keys
}

// orderOthers puts the plain-letter forms closest to the first name first:
// they are the spellings that English text uses.
func orderOthers(r *record) []string {
	var out []string
	for _, o := range r.others {
		if o != "" && latin(o) {
			out = append(out, o)
		}
	}
	if k, ok := strings.CutPrefix(r.key, "al "); ok {
		out = append(out, k)
	}
	sort.SliceStable(out, func(i, j int) bool { return distance(fold(out[i]), r.key) < distance(fold(out[j]), r.key) })
	return out
}

func latin(s string) bool {
	for _, c := range s {
		if c > 0x24F && (c < 0x1E00 || c > 0x1EFF) && (c < 0x2B0 || c > 0x36F) && c != 0x2019 && c != 0x2018 {
			return false
		}
	}
	return true
}

// isCode tells airport and post codes: capitals and digits only, three to
// five of them, or any digit.
func isCode(s string) bool {
	upper := 0
	for _, c := range s {
		if c >= '0' && c <= '9' {
			return true
		}
		if c >= 'A' && c <= 'Z' {
			upper++
		}
	}
	return upper == len(s) && len(s) <= 5
}

// distance is the Levenshtein distance of two short strings.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		prev := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			prev, row[j] = row[j], min(row[j]+1, row[j-1]+1, prev+cost)
		}
	}
	return row[len(b)]
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

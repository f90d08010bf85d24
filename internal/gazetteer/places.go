// The place table: populated places and administrative areas of GeoNames in
// one compact file that is read where it lies, without any set-up.

package gazetteer

import (
	_ "embed"
	"math"
)

//go:generate go run ./gen -src ../../.cache/places -out places.bin

// placeData is written by gen and described there. Its contents come from
// GeoNames (CC BY 4.0); see data/ATTRIBUTION.md.
//
//go:embed places.bin
var placeData string

// Feature is the kind of a place in the table, after the GeoNames feature
// codes.
type Feature uint8

// Features.
const (
	Town        Feature = iota // PPL
	Seat1                      // PPLA: seat of a first-level division
	Seat2                      // PPLA2
	Seat3                      // PPLA3
	Seat4                      // PPLA4, PPLA5
	CapitalTown                // PPLC
	Quarter                    // PPLX: section of a populated place
	Hamlet                     // PPLL, PPLF
	Historical                 // PPLH, PPLQ, PPLW, PPLCH
	Settlement                 // STLMT and the rest
	Admin1                     // first-level division
	Admin2                     // second-level division
)

// PlaceRef points at one place of the placeTable.
type PlaceRef int32

// PlaceInfo is one place of the placeTable.
type PlaceInfo struct {
	GeoNames   int     // GeoNames id; 0 where the source gives none
	Lat, Lon   float64 // WGS 84 degrees, to 40 m; of a division: the mean of its towns
	Admin      int     // index of its first-level division, see [AdminName]
	Population float64 // to 4 %; 0 unknown; of a division: the sum of its towns
	Feature    Feature
}

// PlaceHit is one bearer of a looked-up name.
type PlaceHit struct {
	Ref PlaceRef
	Alt bool // the name is not the place's first name in the table
}

// The file, all numbers little-endian: a head of 32-bit words (magic "DPL1";
// counts of records, keys, divisions; offsets of the sections), then
//
//	buckets  65,537 x 24 bits: where the keys of a hash's top 16 bits begin
//	keys     40 bits: 21 bits of hash, 1 bit "second name", 18 bits record
//	records  88 bits, in the order of folded first name, then population:
//	         19 bits latitude, 20 bits longitude, 1 bit "next has the same
//	         first name"; 24 bits GeoNames id; 12 bits division, 4 bits
//	         feature; 8 bits population, logarithmic
//	blocks   24 bits: where each block of 16 first names begins in names
//	names    front-coded: shared length, rest length, rest
//	admin    24 bits: country number and where its name begins in texts
//	texts    length, name; countries' alpha-2 and alpha-3 codes
const (
	headerWords = 16
	bucketBits  = 16
	hashBits    = 21
	refBits     = 18
	keySize     = 5
	recordSize  = 11
	nameBlock   = 16
	adminSize   = 4
)

type placeLayout struct {
	records, keys, admins, countries                           int // how many
	bucket, key, record, block, name, admin, text, countryCode int // where
}

var placeTable = readLayout()

func readLayout() placeLayout {
	if len(placeData) < 4*headerWords || placeData[:4] != "DPL1" {
		return placeLayout{}
	}
	return placeLayout{
		records: word(1), keys: word(2), admins: word(3), countries: word(4),
		bucket: word(5), key: word(6), record: word(7), block: word(8),
		name: word(9), admin: word(10), text: word(11), countryCode: word(12),
	}
}

// word is the i-th word of the file's head.
func word(i int) int { return at24(4*i) | int(placeData[4*i+3])<<24 }

func at24(i int) int {
	return int(placeData[i]) | int(placeData[i+1])<<8 | int(placeData[i+2])<<16
}

func at40(i int) uint64 {
	return uint64(at24(i)) | uint64(placeData[i+3])<<24 | uint64(placeData[i+4])<<32
}

// HashPlace is the hash under which the table files a folded name: 64-bit FNV-1a
// with a final mix.
func HashPlace(key []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range key {
		h = (h ^ uint64(c)) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	return h ^ h>>33
}

// LookupPlace appends the bearers of a name to hits. Case, diacritics, hyphens
// and apostrophes do not matter. A name that no place bears adds nothing (a
// wrong hit by collision of hashes: about 3 in a million unknown names). It
// does not allocate while hits has room.
func LookupPlace(hits []PlaceHit, name string) []PlaceHit {
	var buf [MaxPlaceKey]byte
	key, ok := FoldPlace(&buf, name)
	if !ok {
		return hits
	}
	return LookupPlaceKey(hits, key)
}

// LookupPlaceKey is [LookupPlace] for a name that [FoldPlace] has folded.
func LookupPlaceKey(hits []PlaceHit, key []byte) []PlaceHit {
	if placeTable.records == 0 {
		return hits
	}
	h := HashPlace(key)
	bucket := int(h >> (64 - bucketBits))
	rest := h >> (64 - bucketBits - hashBits) & (1<<hashBits - 1)
	from, to := at24(placeTable.bucket+3*bucket), at24(placeTable.bucket+3*bucket+3)
	for i := from; i < to; i++ {
		v := at40(placeTable.key + keySize*i)
		if v>>(refBits+1) != rest {
			continue
		}
		ref := PlaceRef(v & (1<<refBits - 1))
		if v>>refBits&1 == 1 {
			hits = append(hits, PlaceHit{Ref: ref, Alt: true})
			continue
		}
		hits = addNamesakes(hits, ref)
	}
	return hits
}

// addNamesakes adds the places from ref on that share its first name.
func addNamesakes(hits []PlaceHit, ref PlaceRef) []PlaceHit {
	for ; int(ref) < placeTable.records; ref++ {
		hits = append(hits, PlaceHit{Ref: ref})
		if at40(placeTable.record+recordSize*int(ref))>>39&1 == 0 {
			break
		}
	}
	return hits
}

// Info reads one place of the placeTable.
func (p PlaceRef) Info() PlaceInfo {
	at := placeTable.record + recordSize*int(p)
	pos := at40(at)
	admin := at24(at + 8)
	return PlaceInfo{
		Lat:        float64(pos&(1<<19-1))/(1<<19-1)*180 - 90,
		Lon:        float64(pos>>19&(1<<20-1))/(1<<20-1)*360 - 180,
		GeoNames:   at24(at + 5),
		Admin:      admin & (1<<12 - 1),
		Feature:    Feature(admin >> 12 & 15),
		Population: populationOf(byte(admin >> 16)),
	}
}

// populationOf undoes the logarithm: e^(b/15) - 1.
func populationOf(b byte) float64 {
	if b == 0 {
		return 0
	}
	return math.Exp(float64(b)/15) - 1
}

// Name is the first name of a place, as the source writes it.
func (p PlaceRef) Name() string {
	var buf [256]byte
	n := 0
	at := placeTable.name + at24(placeTable.block+3*(int(p)/nameBlock))
	for i := 0; i <= int(p)%nameBlock; i++ {
		shared, rest := int(placeData[at]), int(placeData[at+1])
		copy(buf[shared:], placeData[at+2:at+2+rest])
		n = shared + rest
		at += 2 + rest
	}
	return string(buf[:n])
}

// AdminName gives the English name and the country (ISO 3166-1 alpha-3) of a
// first-level division by its index; the name is "" where only the country is
// known.
func AdminName(admin int) (name, country string) {
	if admin < 0 || admin >= placeTable.admins {
		return "", ""
	}
	at := placeTable.admin + adminSize*admin
	text := placeTable.text + at24(at)
	name = placeData[text+1 : text+1+int(placeData[text])]
	return name, CountryCode(int(placeData[at+3]))
}

// CountryCode is the ISO 3166-1 alpha-3 code of a country's number in the
// placeTable.
func CountryCode(number int) string {
	if number < 0 || number >= placeTable.countries {
		return ""
	}
	at := placeTable.countryCode + 3*number
	return placeData[at : at+3]
}

// PlaceCount is the number of places in the placeTable.
func PlaceCount() int { return placeTable.records }

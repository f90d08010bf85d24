package dateline

// Place is a stretch of text that names a place, resolved as far as the text
// allows.
type Place struct {
	ID        string    `json:"id"`
	Span      Span      `json:"span"`
	Name      string    `json:"name"`              // canonical English name
	Country   string    `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Admin1    string    `json:"admin1,omitempty"`  // first-level division
	Lat       *float64  `json:"lat,omitempty"`     // WGS 84 degrees; nil for regions: no false points
	Lon       *float64  `json:"lon,omitempty"`
	GeoNames  int       `json:"geonames,omitempty"` // GeoNames id; 0 when none
	Precision Precision `json:"precision"`
	Rule      string    `json:"rule,omitempty"`
	Doubt     Doubt     `json:"doubt,omitempty"`
}

// Precision says how closely a [Place] is known.
type Precision string

// Precisions, the closest first.
const (
	AtPoint   Precision = "point"
	AtTown    Precision = "town"
	AtAdmin2  Precision = "admin2"
	AtAdmin1  Precision = "admin1"
	AtCountry Precision = "country"
	AtRegion  Precision = "region" // "eastern Ukraine": an area without a centre
)

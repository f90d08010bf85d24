package dateline

// Name is somebody or something that a dispatch names, with all its mentions.
type Name struct {
	ID       string    `json:"id"`
	Kind     NameKind  `json:"kind"`
	Name     string    `json:"name"`              // canonical: the fullest common English form
	Country  string    `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Sector   string    `json:"sector,omitempty"`  // CAMEO/PLOVER sector: GOV MIL REB ...
	Office   string    `json:"office,omitempty"`  // office held, as of AsOf
	AsOf     string    `json:"as_of,omitempty"`   // YYYY-MM-DD
	SameAs   *SameAs   `json:"same_as,omitempty"`
	Members  []string  `json:"members,omitempty"` // ids of Names, for "both presidents"
	Mentions []Mention `json:"mentions"`
	Rule     string    `json:"rule,omitempty"` // what found it: gazetteer entry, model, rule
	Doubt    Doubt     `json:"doubt,omitempty"`
}

// NameKind says what sort of thing a [Name] is.
type NameKind string

// Kinds of name.
const (
	Person       NameKind = "person"
	State        NameKind = "state"
	Government   NameKind = "government" // a government or one of its bodies
	Organization NameKind = "organization"
	ArmedGroup   NameKind = "armed-group"
	PlaceName    NameKind = "place"
	Office       NameKind = "office" // "the presidency"; an office nobody in the text holds
	Group        NameKind = "group"  // people without a name of their own: "residents"
)

// SameAs ties a name to registers outside.
type SameAs struct {
	ISO3166  string `json:"iso3166,omitempty"`
	GeoNames int    `json:"geonames,omitempty"`
	Wikidata string `json:"wikidata,omitempty"`
}

// Mention is one place in the text where a name, or a word standing for it,
// occurs.
type Mention struct {
	Span Span        `json:"span"`
	Form MentionForm `json:"form"`
}

// MentionForm says how a [Mention] refers.
type MentionForm string

// Forms of mention.
const (
	FormName    MentionForm = "name"    // "Vladimir Putin", "Putin"
	FormNominal MentionForm = "nominal" // "the president"
	FormPronoun MentionForm = "pronoun" // "he"
	FormMetonym MentionForm = "metonym" // "Moscow" that acts
	FormDemonym MentionForm = "demonym" // "Russian"
)

package query

import (
	"time"

	"dateline"
)

// Origin says which dispatch a row comes from.
type Origin struct {
	Dispatch  string     `json:"dispatch"` // id of the Dispatch
	Source    string     `json:"source"`
	Headline  string     `json:"headline"`
	Published *time.Time `json:"published"`
}

// Party is a name as a row shows it.
type Party struct {
	Name    string            `json:"name"`
	Kind    dateline.NameKind `json:"kind,omitempty"`
	Country string            `json:"country,omitempty"`
	Sector  string            `json:"sector,omitempty"`
}

// Spot is a place as a row shows it. Lat and Lon are nil where no point is
// known: a province is never a dot.
type Spot struct {
	Place     string             `json:"place,omitempty"`
	Admin1    string             `json:"admin1,omitempty"`
	Country   string             `json:"country,omitempty"`
	Lat       *float64           `json:"lat,omitempty"`
	Lon       *float64           `json:"lon,omitempty"`
	GeoNames  int                `json:"geonames,omitempty"`
	Precision dateline.Precision `json:"precision,omitempty"`
}

// Dispatch is a dispatch as tables show it.
type Dispatch struct {
	ID         string                `json:"id"`
	Ref        string                `json:"ref,omitempty"`
	Source     string                `json:"source"`
	Headline   string                `json:"headline"`
	Opening    string                `json:"opening,omitempty"` // the first words of the report
	Lang       string                `json:"lang"`
	Kind       dateline.DispatchKind `json:"kind"`
	Published  *time.Time            `json:"published"`
	Updated    *time.Time            `json:"updated,omitempty"`
	Retrieved  *time.Time            `json:"retrieved,omitempty"`
	Address    string                `json:"address,omitempty"`    // where it was read from
	Version    int                   `json:"version"`              // from 1
	Supersedes string                `json:"supersedes,omitempty"` // id of the version before
	Superseded string                `json:"superseded,omitempty"` // id of the version after
	Killed     string                `json:"killed,omitempty"`     // why it was withdrawn; "" when it was not
	Filed      Spot                  `json:"filed"`                // place of the dateline
	Engine     string                `json:"engine"`
	Seq        int64                 `json:"seq"` // place in the archive's sequence
	Statements int                   `json:"statements"`
	Events     int                   `json:"events"`
	Figures    int                   `json:"figures"`
	Doubt      dateline.Doubt        `json:"doubt,omitempty"`
}

// Event is an event as tables show it.
type Event struct {
	ID string `json:"id"`
	Origin
	Type       dateline.EventType   `json:"type"`
	Mode       string               `json:"mode,omitempty"`
	CAMEO      string               `json:"cameo,omitempty"`
	Status     dateline.EventStatus `json:"status"`
	Actors     []Party              `json:"actors"`
	Targets    []Party              `json:"targets"`
	Symmetric  bool                 `json:"symmetric,omitempty"`
	From       string               `json:"from,omitempty"` // days, YYYY-MM-DD
	To         string               `json:"to,omitempty"`
	Where      Spot                 `json:"where"`
	By         []string             `json:"by"`
	Statement  string               `json:"statement,omitempty"` // id of the Statement
	Condition  string               `json:"condition,omitempty"` // id of the Event
	Background bool                 `json:"background,omitempty"`
	Words      string               `json:"words"`    // the trigger
	Evidence   []dateline.Span      `json:"evidence"` // code points, with the words
	Rule       string               `json:"rule,omitempty"`
	Doubt      dateline.Doubt       `json:"doubt,omitempty"`
	Wrong      string               `json:"wrong,omitempty"` // a user's reason for marking it wrong
}

// Statement is a statement as tables show it.
type Statement struct {
	ID string `json:"id"`
	Origin
	Speaker   Party                  `json:"speaker"`
	As        string                 `json:"as,omitempty"` // the words that name the speaker
	Cue       string                 `json:"cue,omitempty"`
	Form      dateline.StatementForm `json:"form"`
	Stance    dateline.Stance        `json:"stance"`
	Basis     dateline.Basis         `json:"basis,omitempty"`
	Content   []dateline.Span        `json:"content"` // code points, with the words
	Addressee string                 `json:"addressee,omitempty"`
	Medium    string                 `json:"medium,omitempty"`
	From      string                 `json:"from,omitempty"`
	To        string                 `json:"to,omitempty"`
	By        []string               `json:"by"`
	Rule      string                 `json:"rule,omitempty"`
	Doubt     dateline.Doubt         `json:"doubt,omitempty"`
	Wrong     string                 `json:"wrong,omitempty"`
}

// Figure is a figure as tables show it.
type Figure struct {
	ID string `json:"id"`
	Origin
	Measure    string          `json:"measure"`
	Who        string          `json:"who,omitempty"`
	Low        *float64        `json:"low"`
	High       *float64        `json:"high"`
	LowOpen    bool            `json:"low_open,omitempty"`
	HighOpen   bool            `json:"high_open,omitempty"`
	Approx     bool            `json:"approx,omitempty"`
	Unit       string          `json:"unit,omitempty"`
	Wording    string          `json:"wording"`
	PartOf     string          `json:"part_of,omitempty"` // id of the Figure
	Where      Spot            `json:"where"`
	Since      string          `json:"since,omitempty"`
	Until      string          `json:"until,omitempty"`
	AsOf       string          `json:"as_of,omitempty"`
	Cumulative bool            `json:"cumulative,omitempty"`
	Of         string          `json:"of,omitempty"` // whose loss it is
	By         []string        `json:"by"`
	Statement  string          `json:"statement,omitempty"`
	Evidence   []dateline.Span `json:"evidence"`
	Rule       string          `json:"rule,omitempty"`
	Doubt      dateline.Doubt  `json:"doubt,omitempty"`
	Wrong      string          `json:"wrong,omitempty"`
}

// Person is a name with what the whole archive says of it. In spite of the
// word it may be a state, a body or a group as well.
type Person struct {
	ID         string            `json:"id"`
	Name       string            `json:"name"`
	Kind       dateline.NameKind `json:"kind"`
	Country    string            `json:"country,omitempty"`
	Sector     string            `json:"sector,omitempty"`
	Offices    []Held            `json:"offices"`
	Dispatches int               `json:"dispatches"`
	Mentions   int               `json:"mentions"`
	Statements int               `json:"statements"`
	Events     int               `json:"events"`
	From       string            `json:"from,omitempty"` // days of the first and last dispatch that names it
	To         string            `json:"to,omitempty"`
}

// Held is an office as dispatches give it to a person.
type Held struct {
	Office     string              `json:"office"`
	Country    string              `json:"country,omitempty"`
	From       string              `json:"from,omitempty"` // days on which it was first and last seen
	To         string              `json:"to,omitempty"`
	Dispatches int                 `json:"dispatches"`
	Citations  []dateline.Citation `json:"citations,omitempty"`
}

// Place is a place with what the whole archive says of it.
type Place struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Spot
	Dispatches int    `json:"dispatches"`
	Mentions   int    `json:"mentions"`
	Events     int    `json:"events"`
	From       string `json:"from,omitempty"`
	To         string `json:"to,omitempty"`
}

// Story is a happening as the list of happenings shows it.
type Story struct {
	ID           string             `json:"id"`
	Title        string             `json:"title"`
	Type         dateline.EventType `json:"type,omitempty"`
	From         string             `json:"from,omitempty"`
	To           string             `json:"to,omitempty"`
	Where        Spot               `json:"where"`
	Participants []Party            `json:"participants"`
	Sources      []string           `json:"sources"`
	Dispatches   int                `json:"dispatches"`
	Outlets      int                `json:"outlets"`
	Roots        int                `json:"roots"`
	Copies       int                `json:"copies"`
	Newest       *time.Time         `json:"newest"`
	Badges       []string           `json:"badges"` // new, grew, contested, corrected
	Seq          int64              `json:"seq"`
}

// Hit is a dispatch that full text search found.
type Hit struct {
	Dispatch
	Snippet string   `json:"snippet"`
	Marks   [][2]int `json:"marks"` // stretches of the snippet that match, code points
	Rank    float64  `json:"rank"`  // BM25, the better the greater
}

// Why leads from a value back to what it rests on.
type Why struct {
	ID        string              `json:"id"`
	Layer     string              `json:"layer"` // dispatch, name, date, place, statement, event, figure
	Value     any                 `json:"value"` // the row
	Spans     []dateline.Citation `json:"spans"`
	Chain     []string            `json:"chain,omitempty"` // of attribution
	Rule      string              `json:"rule,omitempty"`
	RuleText  string              `json:"rule_text,omitempty"` // the line of the table that fired
	Engine    string              `json:"engine"`
	Dispatch  Dispatch            `json:"dispatch"`
	TextHash  string              `json:"text_sha256"`
	RawHash   string              `json:"raw_sha256,omitempty"`
	Revisions []dateline.Revision `json:"revisions"`
}

// Citation resolves to a span, the text's hash and the record's version.
type Citation struct {
	ID       string        `json:"id"`
	Text     string        `json:"text"` // as one writes it in a footnote
	Origin                 // where it stands
	Address  string        `json:"address,omitempty"`
	Span     dateline.Span `json:"span"`
	TextHash string        `json:"text_sha256"`
	Engine   string        `json:"engine"`
	Seq      int64         `json:"seq"` // version of the record
}

// Stats counts what the archive holds.
type Stats struct {
	Dispatches, Versions, Read, Unread int
	Statements, Events, Figures        int
	Names, Places, Stories             int
	Outlets                            int
	From, To                           string // days of the first and last dispatch
	Seq                                int64
	Engines                            map[string]int // dispatches read by each engine
	Langs                              map[string]int
	Faults                             []string // items that could not be read: where and why
	Bytes                              int64    // size of the archive
}

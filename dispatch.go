package dateline

import "time"

// Dispatch is one news text as it came in, with the header fields that were
// given beside it or read from it.
type Dispatch struct {
	ID        string       `json:"id"`            // SHA-256 of source and text, lower-case hex
	Ref       string       `json:"ref,omitempty"` // the id that the input carried, untouched
	Source    string       `json:"source"`        // outlet, as given or as read from the dateline
	Headline  string       `json:"headline"`
	Text      string       `json:"text"`      // exactly as read, valid UTF-8
	Lang      string       `json:"lang"`      // BCP 47; "und" when not known
	Published *time.Time   `json:"published"` // with the offset of the zone it was stated in
	Updated   *time.Time   `json:"updated"`
	Retrieved *time.Time   `json:"retrieved"`
	Kind      DispatchKind `json:"kind"`
	Marker    *Span        `json:"marker,omitempty"` // the words that state the kind
	Zones     []Zone       `json:"zones"`
	Dateline  *Dateline    `json:"dateline"`
	Reference Reference    `json:"reference"`
	Replaced  int          `json:"replaced,omitempty"` // invalid bytes replaced by U+FFFD when read
	Doubt     Doubt        `json:"doubt,omitempty"`
}

// DispatchKind is a dispatch's place in the life of a story on the wire.
type DispatchKind string

// Kinds of dispatch.
const (
	KindNew        DispatchKind = "new"
	KindUpdate     DispatchKind = "update"     // UPDATE 2-, 1st Ld, Writethru
	KindCorrection DispatchKind = "correction" // CORRECTED, Refile
	KindKill       DispatchKind = "kill"       // KILL, mandatory kill, withdrawn
	KindAdvisory   DispatchKind = "advisory"   // notes to editors
)

// Zone is a stretch of the text with a function of its own.
type Zone struct {
	Zone ZoneKind `json:"zone"`
	Span Span     `json:"span"`
}

// ZoneKind names the function of a [Zone].
type ZoneKind string

// Kinds of zone.
const (
	ZoneStamp       ZoneKind = "stamp"       // "Updated on 01:11 p.m. Moscow Time"
	ZoneHeadline    ZoneKind = "headline"    // title line
	ZoneDateline    ZoneKind = "dateline"    // "MOSCOW, September 3 (Agency) -"
	ZoneBody        ZoneKind = "body"        // the report itself
	ZoneByline      ZoneKind = "byline"      // "By A. Reporter"
	ZoneBoilerplate ZoneKind = "boilerplate" // "Reporting by ...", captions, notes
	ZoneBackground  ZoneKind = "background"  // paragraphs that recall
)

// Dateline is the line that says where and when a dispatch was filed, and by
// which agency.
type Dateline struct {
	Span   Span   `json:"span"`
	Place  string `json:"place,omitempty"` // id of a Place
	Date   string `json:"date,omitempty"`  // id of a Date
	Agency string `json:"agency,omitempty"`
}

// Reference is the day from which a dispatch's relative dates count. It is
// never taken from the machine's clock.
type Reference struct {
	Date  string         `json:"date,omitempty"` // YYYY-MM-DD; "" when it could not be worked out
	Basis ReferenceBasis `json:"basis"`
}

// ReferenceBasis says what a [Reference] rests on.
type ReferenceBasis string

// Bases of a reference date, the strongest first.
const (
	BasisGiven         ReferenceBasis = "given"          // handed in beside the text
	BasisStamp         ReferenceBasis = "stamp"          // a full date in the stamp
	BasisDateline      ReferenceBasis = "dateline"       // a full date in the dateline
	BasisWeekdayOffice ReferenceBasis = "weekday+office" // weekday and date, offices of the people named
	BasisNone          ReferenceBasis = "none"
)

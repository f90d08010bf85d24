package dateline

// Date is an expression of time in the text, with its TIMEX3 type and value
// (TimeML 1.2.1) and the stretch of calendar days it covers.
type Date struct {
	ID        string   `json:"id"`
	Span      Span     `json:"span"`
	Type      DateType `json:"type"`
	Value     string   `json:"value,omitempty"`     // TIMEX3: 2014-09-03, 2014-W36, P3D, PRESENT_REF ...
	Mod       string   `json:"mod,omitempty"`       // TIMEX3 modifier: START MID END APPROX LESS_THAN MORE_THAN ...
	From      string   `json:"from,omitempty"`      // first day, YYYY-MM-DD, or instant, RFC 3339
	To        string   `json:"to,omitempty"`        // last day, inclusive
	Precision string   `json:"precision,omitempty"` // minute hour day week month quarter season year decade
	Anchor    string   `json:"anchor,omitempty"`    // id of a Date or Event, or "reference"
	Rule      string   `json:"rule,omitempty"`
	Doubt     Doubt    `json:"doubt,omitempty"`
}

// DateType is the TIMEX3 type of a [Date].
type DateType string

// Types of date.
const (
	DateDay      DateType = "date"
	DateTime     DateType = "time"
	DateDuration DateType = "duration"
	DateSet      DateType = "set"
)

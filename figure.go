package dateline

// Figure is a number of people or things that a holder puts forward, with the
// bounds that its wording gives and no others.
type Figure struct {
	ID        string   `json:"id"`
	Measure   string   `json:"measure"` // killed injured missing captured detained released displaced ...
	Who       string   `json:"who,omitempty"`
	Low       *float64 `json:"low"` // nil: the wording gives no lower bound
	High      *float64 `json:"high"`
	LowOpen   bool     `json:"low_open,omitempty"`  // "over 2,500": more than Low
	HighOpen  bool     `json:"high_open,omitempty"` // "nearly 3,000": less than High
	Approx    bool     `json:"approx,omitempty"`
	Unit      string   `json:"unit,omitempty"` // people when empty; "tonnes", "trucks"
	Wording   string   `json:"wording"`
	PartOf    string   `json:"part_of,omitempty"` // id of the Figure that includes this one
	Scope     *Scope   `json:"scope,omitempty"`
	By        []string `json:"by"`
	Statement string   `json:"statement,omitempty"`
	Evidence  []Span   `json:"evidence"`
	Rule      string   `json:"rule,omitempty"`
	Doubt     Doubt    `json:"doubt,omitempty"`
}

// Scope says over what a [Figure] counts.
type Scope struct {
	Place      string `json:"place,omitempty"` // id of a Place
	Since      string `json:"since,omitempty"` // id of a Date
	Until      string `json:"until,omitempty"`
	AsOf       string `json:"as_of,omitempty"` // YYYY-MM-DD
	Cumulative bool   `json:"cumulative,omitempty"`
	Of         string `json:"of,omitempty"` // id of the Name whose loss it is
	Loss       Loss   `json:"loss,omitempty"`
}

// Loss says how the holder of a figure stands to those whose loss it is.
type Loss string

// Losses.
const (
	OwnLoss   Loss = "own"   // the holder's own side
	EnemyLoss Loss = "enemy" // those whom the holder's side struck
	OtherLoss Loss = "other" // a third party's
)

package dateline

import "time"

// HappeningFormat names the shape of a happening's JSON form.
const HappeningFormat = "dateline.happening/1"

// Happening is one thing that several dispatches tell of: who tells it, which
// claims are made and by whom, and how far the accounts agree. It says nothing
// of its own: every value is somebody's, with citations.
type Happening struct {
	Format       string        `json:"format"`
	ID           string        `json:"id"`
	Title        string        `json:"title"` // who, what, whom, where: from the sources' own words
	Type         EventType     `json:"type,omitempty"`
	Date         Period        `json:"date"`
	Place        string        `json:"place,omitempty"`
	Country      string        `json:"country,omitempty"` // ISO 3166-1 alpha-3 of the place
	Participants []Participant `json:"participants"`
	Dispatches   []Telling     `json:"dispatches"` // in order of publication
	Outlets      int           `json:"outlets"`    // how many outlets tell of it
	Roots        int           `json:"roots"`      // independent holders, once chains are followed and copies folded
	Copies       []Copy        `json:"copies"`
	Propositions []Proposition `json:"propositions"`
	Figures      []FigureClaim `json:"figures"`
	Naming       []Naming      `json:"naming"`
	Ladder       []Rung        `json:"ladder"`
	Changes      []Revision    `json:"changes"`
	Merged       []Merge       `json:"merged"` // why these dispatches were put together
	Doubt        Doubt         `json:"doubt,omitempty"`
}

// Period is a stretch of days, both included; "" where an end is not known.
type Period struct {
	From string `json:"from,omitempty"` // YYYY-MM-DD
	To   string `json:"to,omitempty"`
}

// Participant is a party of a happening under its canonical name.
type Participant struct {
	Name    string   `json:"name"`
	Kind    NameKind `json:"kind"`
	Country string   `json:"country,omitempty"`
	Sector  string   `json:"sector,omitempty"`
}

// Telling is one dispatch of a happening.
type Telling struct {
	Dispatch   string       `json:"dispatch"` // id of the Dispatch
	Source     string       `json:"source"`
	Headline   string       `json:"headline"`
	Published  *time.Time   `json:"published"`
	Kind       DispatchKind `json:"kind"`
	Supersedes string       `json:"supersedes,omitempty"` // id of the version before
}

// Copy is a dispatch that repeats another's text, wholly or in part.
type Copy struct {
	Of         string  `json:"of"`             // id of the dispatch copied from
	Dispatch   string  `json:"dispatch"`       // id of the copy
	Similarity float64 `json:"similarity"`     // 0 to 1: the share of the copy's text that stands in the other
	Part       bool    `json:"part,omitempty"` // only paragraphs were lifted
}

// Citation is the place in a dispatch that a value rests on.
type Citation struct {
	Dispatch string `json:"dispatch"`       // id of the Dispatch
	Item     string `json:"item,omitempty"` // id of the value within its reading: "s4", "e2", "f1"
	Span     Span   `json:"span"`           // code points, with the words
}

// Verdict says how the positions on one matter stand to each other.
type Verdict string

// Verdicts.
const (
	Agreed     Verdict = "agree"      // the same value
	Compatible Verdict = "compatible" // bounds overlap, one includes the other, or one grew from the other
	Differing  Verdict = "differ"     // they cannot both hold
	Silent     Verdict = "silent"     // one holder alone, the others say nothing
)

// Proposition is one claim in whatever words, with everybody's position on it.
type Proposition struct {
	ID        string     `json:"id"`
	Field     string     `json:"field"` // what it is about: act, participants, place, date, time, attribution
	Claim     Claim      `json:"proposition"`
	Verdict   Verdict    `json:"verdict"`
	Positions []Position `json:"positions"`
	Silent    []string   `json:"silent"`        // holders or outlets that tell of the happening and say nothing of this
	Why       string     `json:"why,omitempty"` // what the verdict rests on
}

// Claim is what a proposition says.
type Claim struct {
	Type    EventType `json:"type,omitempty"`
	Mode    string    `json:"mode,omitempty"`
	Actors  []string  `json:"actors"` // canonical names
	Targets []string  `json:"targets"`
	Words   string    `json:"words"` // a source's own words for it
}

// Position is where one holder stands on a proposition at one time.
type Position struct {
	Holder    string     `json:"holder"` // the last link of the chain: who says so
	Basis     Basis      `json:"basis,omitempty"`
	Via       []string   `json:"via"`             // the outlets that carry it
	Stance    string     `json:"stance"`          // asserts, denies, doubts, withdraws, plans, proposes, demands, accuses, rejects, silent
	Scope     string     `json:"scope,omitempty"` // the words that limit it: "between Moscow and Kiev"
	Wording   string     `json:"wording"`         // the exact words
	Rendering []string   `json:"rendering,omitempty"`
	At        *time.Time `json:"at,omitempty"`       // when it was said, else when it was published
	Replaces  int        `json:"replaces,omitempty"` // 1 + index of the position that the same holder gave up for this one
	Bare      bool       `json:"bare,omitempty"`     // told without the attribution that others give
	Citations []Citation `json:"citations"`
}

// FigureClaim is one number of a happening (who, what was done, in which
// scope) with every position on it.
type FigureClaim struct {
	ID        string           `json:"id"`
	Measure   string           `json:"measure"`
	Who       string           `json:"who,omitempty"`
	Scope     FigureScope      `json:"scope"`
	Verdict   Verdict          `json:"verdict"`
	Positions []FigurePosition `json:"positions"`
	Why       string           `json:"why,omitempty"`
}

// FigureScope is what a figure counts, in canonical names and days.
type FigureScope struct {
	Place      string `json:"place,omitempty"`
	Since      string `json:"since,omitempty"` // YYYY-MM-DD
	Until      string `json:"until,omitempty"`
	Cumulative bool   `json:"cumulative,omitempty"`
	Of         string `json:"of,omitempty"` // whose loss it is
}

// FigurePosition is the number that one holder gives.
type FigurePosition struct {
	Holder    string     `json:"holder"`
	Basis     Basis      `json:"basis,omitempty"`
	Via       []string   `json:"via"`
	Low       *float64   `json:"low"`
	High      *float64   `json:"high"`
	LowOpen   bool       `json:"low_open,omitempty"`
	HighOpen  bool       `json:"high_open,omitempty"`
	Approx    bool       `json:"approx,omitempty"`
	Wording   string     `json:"wording"`
	Who       string     `json:"who,omitempty"`   // whom this holder counts, in his words
	AsOf      string     `json:"as_of,omitempty"` // YYYY-MM-DD
	At        *time.Time `json:"at,omitempty"`
	Bare      bool       `json:"bare,omitempty"`
	Citations []Citation `json:"citations"`
}

// Naming is how the outlets call one entity.
type Naming struct {
	Entity string  `json:"entity"`
	Labels []Label `json:"labels"`
}

// Label is one outlet's (or holder's) word for an entity.
type Label struct {
	Label     string     `json:"label"`
	Outlet    string     `json:"outlet"`
	Holder    string     `json:"holder,omitempty"` // who is quoted with the word; "" for the outlet's own voice
	Count     int        `json:"count"`
	Citations []Citation `json:"citations"`
}

// Rung is a step of an agreement's life, as somebody tells it.
type Rung struct {
	Step      Step       `json:"step"`
	Holder    string     `json:"holder"`
	Via       []string   `json:"via"`
	Stance    string     `json:"stance"` // asserts or denies that the step was taken
	Wording   string     `json:"wording"`
	At        *time.Time `json:"at,omitempty"`
	Citations []Citation `json:"citations"`
}

// Step is a step of an agreement's life.
type Step string

// Steps of an agreement, in order.
const (
	Proposed  Step = "proposed"
	Announced Step = "announced"
	Signed    Step = "signed"
	InForce   Step = "in-force"
	Violated  Step = "violated"
)

// Merge says why a dispatch was put with another.
type Merge struct {
	A     string  `json:"a"` // ids of Dispatches
	B     string  `json:"b"`
	Score float64 `json:"score"` // 0 to 1
	Why   string  `json:"why"`   // "same actors, Minsk, 1 September"
}

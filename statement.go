package dateline

// Statement is something said, written or otherwise put forward by a holder:
// whose words, which words, how.
type Statement struct {
	ID          string        `json:"id"`
	Speaker     string        `json:"speaker,omitempty"` // id of a Name; "" when unknown
	SpeakerSpan *Span         `json:"speaker_span,omitempty"`
	Cue         *Cue          `json:"cue,omitempty"`
	Form        StatementForm `json:"form"`
	Stance      Stance        `json:"stance"`
	Basis       Basis         `json:"basis,omitempty"`
	BasisSpan   *Span         `json:"basis_span,omitempty"` // "speaking on condition of anonymity"
	Content     []Span        `json:"content"`              // verbatim, several where the text breaks it
	Addressee   string        `json:"addressee,omitempty"`  // id of a Name, or the words
	Date        string        `json:"date,omitempty"`       // id of a Date
	Medium      string        `json:"medium,omitempty"`     // the words: "on Twitter", "told reporters"
	By          []string      `json:"by"`                   // chain from the outlet to the last holder
	Rule        string        `json:"rule,omitempty"`
	Doubt       Doubt         `json:"doubt,omitempty"`
}

// Cue is the word or phrase that marks an attribution.
type Cue struct {
	Span  Span   `json:"span"`
	Lemma string `json:"lemma"`
}

// StatementForm says how the holder's words are rendered.
type StatementForm string

// Forms of statement.
const (
	Direct   StatementForm = "direct"   // wholly between quotation marks
	Mixed    StatementForm = "mixed"    // paraphrase with quoted parts
	Indirect StatementForm = "indirect" // paraphrase
)

// Stance is what the holder does with the content.
type Stance string

// Stances.
const (
	Asserts        Stance = "asserts"
	Confirms       Stance = "confirms"
	Denies         Stance = "denies"
	Doubts         Stance = "doubts"
	RefusesComment Stance = "refuses-comment"
	Demands        Stance = "demands"
	Proposes       Stance = "proposes"
	Promises       Stance = "promises"
	Threatens      Stance = "threatens"
	Warns          Stance = "warns"
	Accuses        Stance = "accuses"
	Apologises     Stance = "apologises"
	Withdraws      Stance = "withdraws"
)

// Basis is the capacity in which a holder speaks.
type Basis string

// Bases of a statement.
const (
	ByOfficial     Basis = "official"
	BySpokesperson Basis = "spokesperson"
	ByInstitution  Basis = "institution"
	ByRebels       Basis = "rebels"
	ByWitness      Basis = "witness"
	ByExpert       Basis = "expert"
	ByMedia        Basis = "media"
	ByDocument     Basis = "document"
	ByUnnamed      Basis = "unnamed"
)

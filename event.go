package dateline

// Event is one act as one holder tells it. What one side asserts and another
// denies are two events.
type Event struct {
	ID         string      `json:"id"`
	Type       EventType   `json:"type"`
	Mode       string      `json:"mode,omitempty"`  // PLOVER mode, "heavy-weapons"
	CAMEO      string      `json:"cameo,omitempty"` // CAMEO code kept beside the type
	Actors     []string    `json:"actors"`          // ids of Names
	Targets    []string    `json:"targets"`
	Symmetric  bool        `json:"symmetric,omitempty"` // reciprocal: all parties are in Actors
	Date       string      `json:"date,omitempty"`      // id of a Date
	Place      string      `json:"place,omitempty"`     // id of a Place
	Status     EventStatus `json:"status"`
	Condition  string      `json:"condition,omitempty"` // id of the Event it hangs on
	By         []string    `json:"by"`
	Statement  string      `json:"statement,omitempty"` // id of the Statement that holds it
	Background bool        `json:"background,omitempty"`
	Trigger    Span        `json:"trigger"`
	Evidence   []Span      `json:"evidence"`
	Rule       string      `json:"rule,omitempty"`
	Doubt      Doubt       `json:"doubt,omitempty"`
}

// EventType is one of PLOVER's sixteen types.
type EventType string

// Event types (PLOVER codebook).
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
)

// EventStatus is what the holder says of the event's happening.
type EventStatus string

// Statuses of an event.
const (
	Actual      EventStatus = "actual"
	Ongoing     EventStatus = "ongoing"
	Planned     EventStatus = "planned"
	Possible    EventStatus = "possible"
	Conditional EventStatus = "conditional"
	Denied      EventStatus = "denied"
)

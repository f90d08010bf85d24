package query

import "time"

// Query is a parsed question. The zero value asks for everything.
type Query struct {
	Root Node       // nil: everything
	AsOf *time.Time // what was known at that moment; nil: what is known
	Text string     // as it was written
}

// Node is a part of a query's tree: [And], [Or], [Not], [Words] or [Test].
type Node interface{ node() }

// And holds when every part holds.
type And []Node

// Or holds when some part holds.
type Or []Node

// Not holds when its part does not.
type Not struct{ Node Node }

// Words holds when the words occur in the text or headline.
type Words struct {
	Pattern
	Column int // where it stands in the query, from 1
}

// Test holds when a field compares with a value as Op says.
type Test struct {
	Field  *Field
	Op     Op
	Value  Value
	Column int
}

func (And) node()   {}
func (Or) node()    {}
func (Not) node()   {}
func (Words) node() {}
func (Test) node()  {}

// Pattern is words to look for, folded: lower case, without accents.
type Pattern struct {
	Words  []string
	Prefix bool // the last word is the beginning of a word
}

// Op is a comparison.
type Op string

// Comparisons. On a field that covers a stretch (days, bounds), Is asks
// whether the stretches overlap.
const (
	Is      Op = ":"
	Less    Op = "<"
	AtMost  Op = "<="
	More    Op = ">"
	AtLeast Op = ">="
)

// Value is what a field is compared with; which part is set depends on the
// field's kind.
type Value struct {
	Raw      string  // as written, without quotes
	Pattern  Pattern // of a text field
	From, To string  // of a date field: first and last day, YYYY-MM-DD; "" where open
	Low      float64 // of a number field: lower and upper end, equal for one number
	High     float64
	Flag     bool // of a flag field
}

// With is q and node together.
func (q Query) With(n Node) Query {
	switch root := q.Root.(type) {
	case nil:
		q.Root = n
	case And:
		q.Root = append(root[:len(root):len(root)], n)
	default:
		q.Root = And{root, n}
	}
	return q
}

// Page is the part of an answer that is asked for.
type Page struct {
	Limit int    // rows, 1 to MaxLimit; 0 stands for DefaultLimit
	After string // Next of the page before; "" for the first
	Order string // "newest" (default), "oldest" or, where words are looked for, "rank"
}

// Limits of a page, in rows.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

// Rows is Limit brought into its range.
func (p Page) Rows() int {
	switch {
	case p.Limit <= 0:
		return DefaultLimit
	case p.Limit > MaxLimit:
		return MaxLimit
	}
	return p.Limit
}

// Result is one page of an answer.
type Result[T any] struct {
	Items []T    `json:"items"`
	Total int    `json:"total"`          // rows of the whole answer
	Next  string `json:"next,omitempty"` // what to ask for as After; "" on the last page
}

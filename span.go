package dateline

// Span is a half-open stretch [Start, End) of a dispatch's text.
//
// Inside the program Start and End count bytes and Text is empty. In every
// exported form they count Unicode code points and Text carries the exact
// words; internal/text converts between the two and is the only place that
// does.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Empty reports whether the span covers nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Len is the number of units (bytes inside the program) that the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies wholly within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share at least one unit.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Of returns the words that a byte span covers in text. A span that does not
// lie within text yields "".
func (s Span) Of(text string) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return text[s.Start:s.End]
}

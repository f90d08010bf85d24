package read

import (
	"dateline"
	"dateline/internal/event"
	"dateline/internal/text"
)

// Statuses gives the status of any tokens of a page that has its language
// core: what the text says of their happening.
func (r *Reader) Statuses(doc *text.Doc, tokens []int) []dateline.EventStatus {
	return event.Statuses(doc, tokens)
}

// Happened gives, for any tokens of a page that has its language core, the
// chances that a reader takes what they tell of not to have happened, to be
// uncertain, and to have happened; they add up to one.
func (r *Reader) Happened(doc *text.Doc, tokens []int) [][3]float64 {
	return r.language.facts.Chances(doc, tokens)
}

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

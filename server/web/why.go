package web

import "dateline/query"

// Why is the page that leads from a value to what it rests on.
type Why struct {
	*query.Why
	Card  *Card
	Edits bool
}

// NewWhy prepares the page for a value.
func NewWhy(w *query.Why, edits bool) *Why {
	out := &Why{Why: w, Edits: edits}
	switch v := w.Value.(type) {
	case query.Statement:
		out.card(statementCard("", &v))
	case *query.Statement:
		out.card(statementCard("", v))
	case query.Event:
		out.card(eventCard("", &v))
	case *query.Event:
		out.card(eventCard("", v))
	case query.Figure:
		out.card(figureCard("", &v))
	case *query.Figure:
		out.card(figureCard("", v))
	}
	return out
}

func (w *Why) card(c Card) { w.Card = &c }

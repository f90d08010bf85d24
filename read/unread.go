package read

import (
	"dateline"
	"dateline/internal/text"
)

// Unread is the reading of a dispatch whose text is kept and not read, because
// it is in a language that the program does not know: the dispatch as it was
// given, with its id, and nothing found.
func Unread(d *dateline.Dispatch) *dateline.Reading {
	text.New(d)
	if d.Kind == "" {
		d.Kind = dateline.KindNew
	}
	if d.Reference.Basis == "" {
		d.Reference.Basis = dateline.BasisNone
	}
	if d.Zones == nil {
		d.Zones = []dateline.Zone{}
	}
	d.ID = identity(d)
	return &dateline.Reading{
		Format: dateline.ReadingFormat, Engine: dateline.Engine, Dispatch: *d,
		Names: []dateline.Name{}, Dates: []dateline.Date{}, Places: []dateline.Place{},
		Statements: []dateline.Statement{}, Events: []dateline.Event{}, Figures: []dateline.Figure{},
	}
}

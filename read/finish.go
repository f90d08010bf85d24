package read

import (
	"dateline"
	"dateline/internal/text"
)

// finish takes the dispatch into the reading and makes every list a list: an
// empty one where nothing was found.
func finish(out *dateline.Reading, doc *text.Doc) {
	d := doc.Dispatch
	if d.Kind == "" {
		d.Kind = dateline.KindNew
	}
	if d.Lang == "" {
		d.Lang = "en"
	}
	if d.Reference.Basis == "" {
		d.Reference.Basis = dateline.BasisNone
	}
	out.Dispatch = *d
	out.Dispatch.Zones = listed(d.Zones)
	out.Names, out.Dates, out.Places = listed(out.Names), listed(out.Dates), listed(out.Places)
	out.Statements, out.Events, out.Figures = listed(out.Statements), listed(out.Events), listed(out.Figures)
	for i := range out.Names {
		out.Names[i].Mentions = listed(out.Names[i].Mentions)
	}
	for i := range out.Statements {
		s := &out.Statements[i]
		s.Content, s.By = listed(s.Content), listed(s.By)
	}
	for i := range out.Events {
		e := &out.Events[i]
		e.Actors, e.Targets, e.By, e.Evidence = listed(e.Actors), listed(e.Targets), listed(e.By), listed(e.Evidence)
	}
	for i := range out.Figures {
		f := &out.Figures[i]
		f.By, f.Evidence = listed(f.By), listed(f.Evidence)
	}
}

func listed[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

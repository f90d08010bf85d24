package read

import (
	"dateline"
	"dateline/internal/date"
	"dateline/internal/text"
)

// Dates finds the expressions of time of a dispatch and nothing else, without
// tags and trees. Relative ones count from d.Published, where it is set, and
// stay open otherwise; the header is not read.
func Dates(d *dateline.Dispatch) []dateline.Date {
	ref := dateline.Reference{Basis: dateline.BasisNone}
	if d.Published != nil {
		ref = dateline.Reference{Date: d.Published.Format("2006-01-02"), Basis: dateline.BasisGiven}
	}
	return date.Find(text.New(d), ref)
}

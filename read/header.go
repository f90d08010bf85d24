package read

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/header"
	"dateline/internal/text"
)

// settle takes the header into the dispatch: what its text says of outlet,
// headline, kind, times and reference, where nothing was given beside it.
func settle(doc *text.Doc, h *header.Header) {
	d := doc.Dispatch
	d.Zones, d.Marker = h.Zones, h.Marker
	if d.Kind == "" || h.Kind != dateline.KindNew {
		d.Kind = h.Kind // else the input's own word for it stands
	}
	if d.Headline == "" {
		d.Headline = h.Headline.Of(d.Text)
	}
	agency := ""
	if h.Dateline != nil {
		agency = h.Dateline.Agency.Of(d.Text)
		d.Dateline = &dateline.Dateline{Span: h.Dateline.Span, Agency: agency}
	}
	if d.Source == "" {
		d.Source = agency
	}
	if d.Source == "" {
		d.Source = h.Signature
	}
	given := d.Published
	var doubts [2]dateline.Doubt
	d.Reference, doubts[0] = h.Reference(d, given, func(month, day int, weekday *time.Weekday) []int {
		return gazetteer.Years(claims(doc), month, day, weekday)
	})
	published, updated, doubt := h.Times(d.Reference)
	if d.Published == nil {
		d.Published = published
	}
	if d.Updated == nil {
		d.Updated = updated
	}
	doubts[1] = doubt
	d.Doubt = h.Doubt
	for _, x := range doubts {
		if d.Doubt == "" {
			d.Doubt = x
		}
	}
	d.ID = identity(d)
}

// filed is where the dateline says that the dispatch was written.
func filed(h *header.Header) text.Filed {
	if h.Dateline == nil {
		return text.Filed{}
	}
	return text.Filed{Places: h.Dateline.Places, Region: h.Dateline.Region}
}

// link ties the dateline to the place and the date that were found within it.
func link(d *dateline.Dispatch, h *header.Header, out *dateline.Reading) {
	if d.Dateline == nil {
		return
	}
	if len(h.Dateline.Places) > 0 {
		for i := range out.Places {
			if out.Places[i].Span.Overlaps(h.Dateline.Places[0]) {
				d.Dateline.Place = out.Places[i].ID
				break
			}
		}
	}
	for i := range out.Dates {
		if out.Dates[i].Span.Overlaps(h.Dateline.DateSpan) {
			d.Dateline.Date = out.Dates[i].ID
			break
		}
	}
}

// identity is the SHA-256 of source and text, with a zero byte between.
func identity(d *dateline.Dispatch) string {
	h := sha256.New()
	h.Write([]byte(d.Source))
	h.Write([]byte{0})
	h.Write([]byte(d.Text))
	return hex.EncodeToString(h.Sum(nil))
}

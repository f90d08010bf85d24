package sqlite

import (
	"strings"

	"dateline"
)

// anchor holds on to a value of a dispatch by what does not change when it is
// read again: the layer, the words, and what tells two values on the same
// words apart.
type anchor struct {
	Dispatch string `json:"dispatch"` // id
	Layer    string `json:"layer"`    // name, statement, event, figure
	Start    int    `json:"start"`    // code points
	End      int    `json:"end"`
	Detail   string `json:"detail"`
}

// anchors lists the values of a layer with their local ids.
func anchors(r *dateline.Reading, layer string, yield func(local string, spans []dateline.Span, detail string)) {
	switch layer {
	case "event":
		for i := range r.Events {
			e := &r.Events[i]
			yield(e.ID, []dateline.Span{e.Trigger}, string(e.Type)+"|"+strings.Join(e.By, ">"))
		}
	case "statement":
		for i := range r.Statements {
			s := &r.Statements[i]
			yield(s.ID, s.Content, strings.Join(s.By, ">"))
		}
	case "figure":
		for i := range r.Figures {
			g := &r.Figures[i]
			yield(g.ID, g.Evidence, g.Measure+"|"+g.Wording)
		}
	case "name":
		for i := range r.Names {
			n := &r.Names[i]
			spans := make([]dateline.Span, len(n.Mentions))
			for k, m := range n.Mentions {
				spans[k] = m.Span
			}
			yield(n.ID, spans, string(n.Kind))
		}
	}
}

// anchorOf gives the anchor of a value of a reading.
func anchorOf(r *dateline.Reading, local string) (a anchor, ok bool) {
	for _, layer := range []string{"event", "statement", "figure", "name"} {
		anchors(r, layer, func(id string, spans []dateline.Span, detail string) {
			if id == local && len(spans) > 0 {
				a, ok = anchor{r.Dispatch.ID, layer, spans[0].Start, spans[0].End, detail}, true
			}
		})
	}
	return a, ok
}

// in finds the value that an anchor holds on to in a reading, "" when there is
// none: the one on the same words with the same detail, else the only one on
// those words, else the only one that overlaps them.
func (a *anchor) in(r *dateline.Reading) string {
	var exact, same, near []string
	own := dateline.Span{Start: a.Start, End: a.End}
	anchors(r, a.Layer, func(id string, spans []dateline.Span, detail string) {
		var on, over bool
		for _, s := range spans {
			on = on || s.Start == a.Start && s.End == a.End
			over = over || s.Overlaps(own)
		}
		if on && detail == a.Detail {
			exact = append(exact, id)
		}
		if on {
			same = append(same, id)
		}
		if over {
			near = append(near, id)
		}
	})
	for _, found := range [][]string{exact, same, near} {
		if len(found) == 1 || len(found) > 1 && len(exact) > 0 {
			return found[0]
		}
	}
	return ""
}

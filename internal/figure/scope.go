package figure

import (
	"slices"
	"sort"
	"strconv"

	"dateline"
	"dateline/internal/text"
)

// ordered puts the figures in the order of the text and numbers them; a part
// keeps the figure that it belongs to.
func ordered(fs []dateline.Figure) {
	for i := range fs {
		fs[i].ID = "f" + strconv.Itoa(i+1)
	}
	slices.SortStableFunc(fs, func(a, b dateline.Figure) int { return a.Evidence[0].Start - b.Evidence[0].Start })
	now := make(map[string]string, len(fs))
	for i := range fs {
		id := "f" + strconv.Itoa(i+1)
		now[fs[i].ID], fs[i].ID = id, id
	}
	for i := range fs {
		if p := fs[i].PartOf; p != "" {
			fs[i].PartOf = now[p]
		}
	}
}

// scope gives what the sentence says the figure counts over: the place that
// hangs on the deed or on those counted, and the days it is since or until.
func (f *finder) scope(i, head int) *dateline.Scope {
	s := dateline.Scope{Place: f.placeOf(i)}
	if s.Place == "" {
		s.Place = f.placeOf(head)
	}
	end := int(f.d.Tokens[f.sent.Last-1].End)
	ds := f.out.Dates
	for k := sort.Search(len(ds), func(k int) bool { return ds[k].Span.Start >= int(f.d.Tokens[i].Start) }); k < len(ds) && ds[k].Span.End <= end; k++ {
		at := f.d.TokenAt(ds[k].Span.Start)
		w := f.s.word(at)
		if w != "since" && w != "until" {
			w = f.s.word(at - 1)
		}
		switch {
		case w == "since" && s.Since == "":
			s.Since = ds[k].ID
		case w == "until" && s.Until == "":
			s.Until = ds[k].ID
		}
	}
	if s == (dateline.Scope{}) {
		return nil
	}
	return &s
}

// placeOf is the place in a phrase of place that hangs on token i: "killed
// near Kelar", not "from Kelar" or "by Kelar"; empty when there is none.
func (f *finder) placeOf(i int) string {
	for c := range f.d.Tree.Children(i) {
		if r := f.d.Tree.Rel(c); r != text.Obl && r != text.Nmod {
			continue
		}
		first, last := f.d.Tree.Edges(c)
		switch f.s.word(first) {
		case "in", "at", "near", "around", "outside", "across", "throughout", "inside":
		default:
			continue
		}
		span, ps := f.d.SpanOf(first, last), f.out.Places
		k := sort.Search(len(ps), func(k int) bool { return ps[k].Span.Start >= span.Start })
		if k < len(ps) && ps[k].Span.End <= span.End {
			return ps[k].ID
		}
	}
	return ""
}

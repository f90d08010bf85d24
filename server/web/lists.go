package web

import (
	"slices"

	"dateline/query"
)

// ByDay gathers stories under their days, in the order in which they come.
func ByDay(list []query.Story) []Day {
	var out []Day
	for _, s := range list {
		day := s.To
		if day == "" {
			day = s.From
		}
		if n := len(out); n > 0 && out[n-1].Day == day {
			out[n-1].Stories = append(out[n-1].Stories, s)
			continue
		}
		out = append(out, Day{Day: day, Stories: []query.Story{s}})
	}
	return out
}

// TypeOptions are PLOVER's types as a choice.
func TypeOptions(chosen string) []Option {
	out := []Option{{Label: "any", On: chosen == ""}}
	for _, v := range query.FieldNamed("type").Values {
		out = append(out, Option{Value: v, Label: typeNames[typeOf(v)], On: v == chosen})
	}
	slices.SortStableFunc(out[1:], func(a, b Option) int { return compareText(a.Label, b.Label) })
	return out
}

// ValueOptions are the values of a field as a choice.
func ValueOptions(values []string, chosen string) []Option {
	out := []Option{{Label: "any", On: chosen == ""}}
	for _, v := range values {
		out = append(out, Option{Value: v, Label: v, On: v == chosen})
	}
	return out
}

package export

import (
	"slices"
	"strings"

	"dateline"
	"dateline/query"
)

// rule makes one number of a figure's bounds; nil where it cannot.
type rule struct {
	name, doc string
	best      func(*query.Figure) any
}

var rules = []rule{
	{"stated", "the number as stated, where it is one number without an open end", func(g *query.Figure) any {
		if g.Low == nil || g.High == nil || *g.Low != *g.High || g.LowOpen || g.HighOpen {
			return nil
		}
		return *g.Low
	}},
	{"lower", "the lower bound", func(g *query.Figure) any { return number(g.Low) }},
	{"upper", "the upper bound", func(g *query.Figure) any { return number(g.High) }},
	{"midpoint", "the middle of the bounds, where both are known", func(g *query.Figure) any {
		if g.Low == nil || g.High == nil {
			return nil
		}
		return (*g.Low + *g.High) / 2
	}},
}

// BestRules names the rules that may fill the column best, with what each
// does.
func BestRules() (list [][2]string) {
	for _, r := range rules {
		list = append(list, [2]string{r.name, r.doc})
	}
	return list
}

func bestRule(name string) (func(*query.Figure) any, error) {
	if name == "" {
		return func(*query.Figure) any { return nil }, nil
	}
	if i := slices.IndexFunc(rules, func(r rule) bool { return r.name == name }); i >= 0 {
		return rules[i].best, nil
	}
	var all []string
	for _, r := range rules {
		all = append(all, r.name)
	}
	return nil, &dateline.Fault{What: "no rule \"" + name + "\" for the column best", Hint: "one of " + strings.Join(all, ", ")}
}

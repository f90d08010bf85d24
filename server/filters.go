package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/query"
	"dateline/server/web"
)

// asked is a request's question.
type asked struct {
	query query.Query
	page  query.Page
}

// steering are the parameters that say which part of an answer is wanted.
var steering = []string{"q", "from", "to", "as_of", "limit", "after", "order"}

// ask reads the parameters of a request: q is a query, every field of the
// query language may be given by its name, from and to bound the days, as_of
// asks what was known then. A parameter that does not exist is an error.
func (s *Server) ask(r *http.Request, on query.On, also ...string) (asked, error) {
	return askOf(r.URL.Query(), on, append(also, "at", "format", "best"))
}

func askOf(v url.Values, on query.On, also []string) (asked, error) {
	var a asked
	q, err := query.Only(v.Get("q"), on)
	if err != nil {
		return a, parameter("q", err)
	}
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains(steering, name) || slices.Contains(also, name) {
			continue
		}
		for _, value := range v[name] {
			if strings.TrimSpace(value) == "" {
				continue
			}
			n, err := test(on, name, value)
			if err != nil {
				return a, err
			}
			q = q.With(n)
		}
	}
	if q, err = between(q, v.Get("from"), v.Get("to")); err != nil {
		return a, err
	}
	if q.AsOf, err = moment(v.Get("as_of")); err != nil {
		return a, err
	}
	a.query = q
	a.page, err = part(v)
	return a, err
}

// test is the filter of one parameter.
func test(on query.On, name, value string) (query.Node, error) {
	f := query.FieldNamed(name)
	if f == nil || !f.Has(on) {
		known := parameters(on)
		hint := "there are " + strings.Join(known, ", ")
		if near := query.Nearest(name, known); near != "" {
			hint = "did you mean " + near + "? " + hint
		}
		return nil, &dateline.Fault{What: fmt.Sprintf("no parameter %q here", name), Where: name, Hint: hint}
	}
	n, err := query.Ask(f.Name, query.Is, value)
	return n, parameter(name, err)
}

// parameters lists what may be asked of one kind of row.
func parameters(on query.On) []string {
	out := slices.Clone(steering)
	for _, f := range query.Fields() {
		if f.Has(on) {
			out = append(out, f.Name)
		}
	}
	return out
}

// parameter says which parameter a fault lies in.
func parameter(name string, err error) error {
	f, ok := err.(*dateline.Fault)
	if !ok {
		return err
	}
	where := name
	if f.Where != "" && f.Where != name {
		where += ", " + f.Where
	}
	return &dateline.Fault{What: f.What, Where: where, Hint: f.Hint}
}

// between bounds a query by days.
func between(q query.Query, from, to string) (query.Query, error) {
	for _, b := range []struct{ name, value string }{{"from", from}, {"to", to}} {
		if b.value == "" {
			continue
		}
		if _, _, ok := query.Days(b.value); !ok {
			return q, &dateline.Fault{What: "not a day: " + b.value, Where: b.name, Hint: "write it as 2014-09-03"}
		}
		op := query.AtLeast
		if b.name == "to" {
			op = query.AtMost
		}
		n, err := query.Ask("date", op, b.value)
		if err != nil {
			return q, parameter(b.name, err)
		}
		q = q.With(n)
	}
	return q, nil
}

// moment reads as_of: an instant, or a day, which means its end in UTC.
func moment(s string) (*time.Time, error) {
	if s == "" {
		return nil, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return &t, nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return nil, &dateline.Fault{What: "not a moment: " + s, Where: "as_of", Hint: "write it as 2014-09-03 or 2014-09-03T12:30:00Z"}
	}
	t = t.AddDate(0, 0, 1).Add(-time.Nanosecond)
	return &t, nil
}

// part reads which part of the answer is wanted.
func part(v url.Values) (query.Page, error) {
	p := query.Page{After: v.Get("after"), Order: v.Get("order")}
	if p.Order != "" && !slices.Contains([]string{"newest", "oldest", "rank"}, p.Order) {
		return p, &dateline.Fault{What: "no order " + p.Order, Where: "order", Hint: "newest, oldest or rank"}
	}
	if s := v.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > query.MaxLimit {
			return p, &dateline.Fault{What: "not a number of rows: " + s, Where: "limit", Hint: fmt.Sprintf("1 to %d", query.MaxLimit)}
		}
		p.Limit = n
	}
	return p, nil
}

// filters are the parameters that say what is asked, without those that say
// which part of the answer is wanted, and without the empty ones.
func filters(v url.Values) url.Values {
	out := url.Values{}
	for name, values := range v {
		if slices.Contains([]string{"after", "limit", "at", "format", "best", "order"}, name) {
			continue
		}
		for _, x := range values {
			if strings.TrimSpace(x) != "" {
				out.Add(name, x)
			}
		}
	}
	return out
}

// storyFields are the filters of the first page.
var storyFields = []web.Input{
	{Name: "q", Label: "Words", Kind: "search", Hint: "ceasefire"},
	{Name: "party", Label: "Actor", Kind: "text", Hint: "Ukraine"},
	{Name: "place", Label: "Place", Kind: "text", Hint: "Minsk"},
	{Name: "type", Label: "Type"},
	{Name: "from", Label: "From", Kind: "date"},
	{Name: "to", Label: "To", Kind: "date"},
}

func storyFilter(r *http.Request) web.Filter { return filterForm(r, "/", storyFields) }

// filterForm is a form of filters as a request fills it in.
func filterForm(r *http.Request, action string, fields []web.Input) web.Filter {
	v := r.URL.Query()
	f := web.Filter{Action: action}
	for _, in := range fields {
		in.Value = v.Get(in.Name)
		if in.Value != "" {
			f.Active++
		}
		if in.Name == "type" {
			in.Options = web.TypeOptions(in.Value)
		} else if field := query.FieldNamed(in.Name); field != nil && len(field.Values) > 0 && in.Kind == "" {
			in.Options = web.ValueOptions(field.Values, in.Value)
		}
		f.Fields = append(f.Fields, in)
	}
	return f
}

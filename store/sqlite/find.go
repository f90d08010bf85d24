package sqlite

import (
	"context"
	"errors"
	"strconv"

	"dateline/query"
)

// Find is full text search over dispatches. Where words are looked for, the
// best come first by BM25 (Robertson and Zaragoza 2009) with the headline
// counting four times, unless the page asks for another order; then the rank
// of a hit is the greater, the better it is.
func (a *Archive) Find(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Hit], error) {
	out := query.Result[query.Hit]{Items: []query.Hit{}}
	words := wanted(q.Root, nil)
	var ns []int64
	ranks := map[int64]float64{}
	m, err := a.moment(ctx, q.AsOf)
	if err != nil {
		return out, err
	}
	if len(words) > 0 && (p.Order == "" || p.Order == "rank") {
		out.Total, out.Next, ns, err = a.byRank(ctx, q, p, words, ranks)
	} else {
		var l *listing
		if l, err = a.listing(ctx, q, query.OnDispatch, "published"); err == nil {
			var rows []found
			rows, out.Total, out.Next, err = l.ask(p)
			for _, f := range rows {
				ns = append(ns, f.n)
			}
		}
	}
	if err != nil {
		return out, err
	}
	return out, a.hits(ctx, m, ns, ranks, words, &out)
}

// hits shows what was found.
func (a *Archive) hits(ctx context.Context, m moment, ns []int64, ranks map[int64]float64, words []query.Pattern, out *query.Result[query.Hit]) error {
	s, err := a.sheets(ctx, m)
	if err != nil {
		return err
	}
	defer s.close()
	for _, n := range ns {
		x, err := s.get(n)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		h := query.Hit{Dispatch: x.row, Rank: ranks[n]}
		h.Snippet, h.Marks = snippet(x.reading.Dispatch.Text, words)
		out.Items = append(out.Items, h)
	}
	return nil
}

// wanted are the patterns that a query looks for, those that it excludes left
// out.
func wanted(n query.Node, out []query.Pattern) []query.Pattern {
	switch n := n.(type) {
	case query.And:
		for _, c := range n {
			out = wanted(c, out)
		}
	case query.Or:
		for _, c := range n {
			out = wanted(c, out)
		}
	case query.Words:
		out = append(out, n.Pattern)
	case query.Test:
		if n.Field.Name == "headline" {
			out = append(out, n.Value.Pattern)
		}
	}
	return out
}

// byRank finds dispatches in the order of their rank.
func (a *Archive) byRank(ctx context.Context, q query.Query, p query.Page, words []query.Pattern, ranks map[int64]float64) (total int, next string, ns []int64, err error) {
	cond, m, err := a.where(ctx, q, query.OnDispatch)
	if err != nil {
		return 0, "", nil, err
	}
	from, err := offset(p.After)
	if err != nil {
		return 0, "", nil, err
	}
	cond = m.alive("t") + " AND " + cond
	count, err := a.one(ctx, "SELECT count(*) FROM dispatch t WHERE "+cond)
	if err != nil || count == 0 {
		return 0, "", nil, err
	}
	any := ""
	for i, w := range words {
		if i > 0 {
			any += " OR "
		}
		any += match(w)
	}
	ranked := "SELECT rowid AS n, bm25(dispatch_words, 4.0, 1.0) AS r FROM dispatch_words WHERE dispatch_words MATCH " + quoted(any)
	rows, err := a.read.QueryContext(ctx, "SELECT t.n, f.r FROM ("+ranked+") f JOIN dispatch t ON t.n = f.n WHERE "+cond+" ORDER BY f.r, t.n LIMIT "+strconv.Itoa(p.Rows())+" OFFSET "+strconv.Itoa(from))
	if err != nil {
		return 0, "", nil, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var r float64
		if err := rows.Scan(&n, &r); err != nil {
			return 0, "", nil, a.fault("cannot read the archive", err)
		}
		ns, ranks[n] = append(ns, n), -r
	}
	return int(count), following(from, len(ns), int(count)), ns, a.fault("cannot read the archive", rows.Err())
}

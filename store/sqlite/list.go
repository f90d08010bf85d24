package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"dateline"
	"dateline/query"
)

// found is a row that answers a query, before it is shown.
type found struct {
	n, dispatch int64
	local       string
	key         int64 // what rows are ordered by
}

// listing is a question for one kind of row.
type listing struct {
	a     *Archive
	ctx   context.Context
	table string // event, statement, figure, dispatch or what stands for story
	key   string // column that orders
	cond  string
	m     moment
}

// stands is the condition that rows stand at the moment.
func (l *listing) stands() string {
	if l.key == "newest" {
		return always // the table is of what stands
	}
	return l.m.alive("t")
}

// ask runs a listing: one page of it, how many rows there are in all, and what
// to ask for next.
func (l *listing) ask(p query.Page) (rows []found, total int, next string, err error) {
	cond := l.stands() + " AND " + l.cond
	if err := l.a.read.QueryRowContext(l.ctx, "SELECT count(*) FROM "+l.table+" t WHERE "+cond).Scan(&total); err != nil {
		return nil, 0, "", l.a.fault("cannot read the archive", err)
	}
	if total == 0 {
		return nil, 0, "", nil
	}
	down, sign := "DESC", "<"
	if p.Order == "oldest" {
		down, sign = "ASC", ">"
	}
	if p.After != "" {
		key, n, err := after(p.After)
		if err != nil {
			return nil, 0, "", err
		}
		cond += fmt.Sprintf(" AND (t.%s, t.n) %s (%d, %d)", l.key, sign, key, n)
	}
	columns := "t.n, t.dispatch, t.local"
	if l.key != "day" {
		columns = "t.n, t.n, ''"
	}
	limit := p.Rows()
	rows, err = l.scan(fmt.Sprintf("SELECT %s, t.%s FROM %s t WHERE %s ORDER BY t.%s %s, t.n %s LIMIT %d", columns, l.key, l.table, cond, l.key, down, down, limit+1))
	if err != nil {
		return nil, 0, "", err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		next = strconv.FormatInt(last.key, 10) + "." + strconv.FormatInt(last.n, 10)
	}
	return rows, total, next, nil
}

func (l *listing) scan(q string) ([]found, error) {
	rows, err := l.a.read.QueryContext(l.ctx, q)
	if err != nil {
		return nil, l.a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	var out []found
	for rows.Next() {
		var f found
		if err := rows.Scan(&f.n, &f.dispatch, &f.local, &f.key); err != nil {
			return nil, l.a.fault("cannot read the archive", err)
		}
		out = append(out, f)
	}
	return out, l.a.fault("cannot read the archive", rows.Err())
}

// after reads where a page begins.
func after(s string) (key, n int64, err error) {
	a, b, ok := strings.Cut(s, ".")
	key, e1 := strconv.ParseInt(a, 10, 64)
	n, e2 := strconv.ParseInt(b, 10, 64)
	if !ok || e1 != nil || e2 != nil {
		return 0, 0, &dateline.Fault{What: fmt.Sprintf("not the beginning of a page: %.40q", s), Where: "after", Hint: "give back \"next\" of the page before as it is"}
	}
	return key, n, nil
}

func (a *Archive) listing(ctx context.Context, q query.Query, on query.On, key string) (*listing, error) {
	cond, m, err := a.where(ctx, q, on)
	if err != nil {
		return nil, err
	}
	return &listing{a: a, ctx: ctx, table: string(on), key: key, cond: cond, m: m}, nil
}

// items answers a question for events, statements or figures: pick takes the
// row out of a sheet.
func items[T any](ctx context.Context, a *Archive, q query.Query, p query.Page, on query.On, pick func(*sheet, string) (T, bool)) (query.Result[T], error) {
	l, err := a.listing(ctx, q, on, "day")
	if err != nil {
		return query.Result[T]{Items: []T{}}, err
	}
	return answer(l, p, func(s *sheets, f found) (row T, ok bool, err error) {
		x, err := s.get(f.dispatch)
		if err != nil {
			return row, false, err
		}
		row, ok = pick(x, f.local)
		return row, ok, nil
	})
}

// answer gives one page of a listing: row makes a row of what was found, ok is
// false where there is none.
func answer[T any](l *listing, p query.Page, row func(*sheets, found) (T, bool, error)) (query.Result[T], error) {
	out := query.Result[T]{Items: []T{}}
	rows, total, next, err := l.ask(p)
	if err != nil {
		return out, err
	}
	out.Total, out.Next = total, next
	s, err := l.a.sheets(l.ctx, l.m)
	if err != nil {
		return out, err
	}
	defer s.close()
	for _, f := range rows {
		x, ok, err := row(s, f)
		if err != nil {
			return out, err
		}
		if ok {
			out.Items = append(out.Items, x)
		}
	}
	return out, nil
}

// Events answers a question for events, the newest first.
func (a *Archive) Events(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Event], error) {
	return items(ctx, a, q, p, query.OnEvent, func(x *sheet, local string) (query.Event, bool) {
		for i := range x.reading.Events {
			if x.reading.Events[i].ID == local {
				return x.items().Events[i], true
			}
		}
		return query.Event{}, false
	})
}

// Statements answers a question for statements, the newest first.
func (a *Archive) Statements(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Statement], error) {
	return items(ctx, a, q, p, query.OnStatement, func(x *sheet, local string) (query.Statement, bool) {
		for i := range x.reading.Statements {
			if x.reading.Statements[i].ID == local {
				return x.items().Statements[i], true
			}
		}
		return query.Statement{}, false
	})
}

// Figures answers a question for figures, the newest first.
func (a *Archive) Figures(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Figure], error) {
	return items(ctx, a, q, p, query.OnFigure, func(x *sheet, local string) (query.Figure, bool) {
		for i := range x.reading.Figures {
			if x.reading.Figures[i].ID == local {
				return x.items().Figures[i], true
			}
		}
		return query.Figure{}, false
	})
}

// Dispatches answers a question for dispatches, the newest first. A withdrawn
// dispatch is among them, with the reason; an earlier version is not.
func (a *Archive) Dispatches(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Dispatch], error) {
	out := query.Result[query.Dispatch]{Items: []query.Dispatch{}}
	l, err := a.listing(ctx, q, query.OnDispatch, "published")
	if err != nil {
		return out, err
	}
	rows, total, next, err := l.ask(p)
	if err != nil {
		return out, err
	}
	ns := make([]int64, len(rows))
	for i, f := range rows {
		ns[i] = f.n
	}
	out.Total, out.Next = total, next
	out.Items, err = a.dispatchRows(ctx, l.m, ns)
	return out, err
}

// items are the rows of a sheet, with users' marks.
func (x *sheet) items() *query.Items {
	if x.rows == nil {
		rows := query.Rows(x.reading)
		for i := range rows.Events {
			rows.Events[i].Wrong = x.wrong[x.reading.Events[i].ID]
		}
		for i := range rows.Statements {
			rows.Statements[i].Wrong = x.wrong[x.reading.Statements[i].ID]
		}
		for i := range rows.Figures {
			rows.Figures[i].Wrong = x.wrong[x.reading.Figures[i].ID]
		}
		x.rows = &rows
	}
	return x.rows
}

// one reads a single number.
func (a *Archive) one(ctx context.Context, q string, args ...any) (int64, error) {
	var n sql.NullInt64
	err := a.read.QueryRowContext(ctx, q, args...).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n.Int64, a.fault("cannot read the archive", err)
}

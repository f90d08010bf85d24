package sqlite

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"dateline"
	"dateline/compare"
)

// Stale lists the ids of dispatches whose newest reading is by another engine,
// those after an id, in the order of ids, at most limit. Texts that were kept
// unread are among them.
func (a *Archive) Stale(ctx context.Context, engine, afterID string, limit int) ([]string, error) {
	after, err := hex.DecodeString(afterID)
	if err != nil {
		return nil, &dateline.Fault{What: fmt.Sprintf("not the id of a dispatch: %.80q", afterID)}
	}
	rows, err := a.read.QueryContext(ctx, "SELECT d.id FROM dispatch d JOIN reading r ON r.dispatch = d.n AND r.died IS NULL JOIN term t ON t.n = r.engine WHERE d.id > ? AND t.value <> ? ORDER BY d.id LIMIT ?", after, engine, limit)
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		out = append(out, hex.EncodeToString(b))
	}
	return out, a.fault("cannot read the archive", rows.Err())
}

// Given is a dispatch as it came in, before it was read, ready to be read
// again: its source is the one that its id was made of.
func (a *Archive) Given(ctx context.Context, id string) (*dateline.Dispatch, error) {
	x, err := a.sheet(ctx, id, moment{now: true})
	if err != nil {
		return nil, err
	}
	g, was := &x.page.given, &x.reading.Dispatch
	return &dateline.Dispatch{
		Ref: was.Ref, Source: was.Source, Headline: g.Headline, Text: x.page.text, Lang: g.Lang, Published: g.Published, Updated: g.Updated,
		Retrieved: was.Retrieved, Replaced: was.Replaced, Doubt: g.Doubt,
	}, nil
}

// Reread puts readings by another engine in place of those that stand, in one
// transaction. The old ones stay for questions as of an earlier moment; users'
// corrections hold on to what they are about.
func (a *Archive) Reread(ctx context.Context, readings []*dateline.Reading, at time.Time) error {
	return a.update(ctx, func(w *writer) error {
		touched := []string{}
		for _, r := range readings {
			ids, err := w.reread(r, at)
			if err != nil {
				return err
			}
			touched = append(touched, ids...)
		}
		if len(touched) == 0 {
			return nil
		}
		x := &index{writer: w, s: w.in.sketches}
		if err := x.flush(); err != nil {
			return err
		}
		return x.regroup(touched, at)
	})
}

// reread replaces one reading and gives the ids whose happenings it may
// change.
func (w *writer) reread(r *dateline.Reading, at time.Time) ([]string, error) {
	x := &index{writer: w, s: w.in.sketches}
	n, err := x.n(r.Dispatch.ID)
	if err != nil {
		return nil, err
	}
	touched, err := compare.Remove(x, r.Dispatch.ID)
	if err != nil {
		return nil, err
	}
	seq, err := w.change(at, dateline.CauseEngine, n, nil, nil)
	if err != nil {
		return nil, err
	}
	body, err := packReading(r)
	if err != nil {
		return nil, err
	}
	if err := w.end(n, seq); err != nil {
		return nil, err
	}
	if _, err := w.exec("UPDATE reading SET died = ? WHERE dispatch = ? AND died IS NULL", seq, n); err != nil {
		return nil, err
	}
	engine, err := w.term(r.Engine)
	if err != nil {
		return nil, err
	}
	if _, err := w.exec("INSERT INTO reading(dispatch, engine, born, body) VALUES (?,?,?,?)", n, engine, seq, body); err != nil {
		return nil, err
	}
	filed, err := w.filed(r)
	if err != nil {
		return nil, err
	}
	if _, err := w.exec("UPDATE dispatch SET filed = ?, statements = ?, events = ?, figures = ? WHERE n = ?", filed, len(r.Statements), len(r.Events), len(r.Figures), n); err != nil {
		return nil, err
	}
	if err := w.relay(n, seq); err != nil {
		return nil, err
	}
	more, err := compare.Add(x, compare.NewSketch(r))
	return append(append(touched, more...), r.Dispatch.ID), err
}

package sqlite

import (
	"database/sql"
	"errors"
	"maps"
	"slices"

	"dateline/compare"
)

// SetTies keeps ties. They are written by flush, for each changes many times
// while a batch comes in.
func (x *index) SetTies(ties []compare.Tie) error {
	for _, t := range ties {
		n, err := x.n(t.ID)
		if err != nil {
			return err
		}
		x.s.ties[n], x.s.dirty[n] = t, true
	}
	return nil
}

// flush writes the ties that changed.
func (x *index) flush() error {
	for _, n := range slices.Sorted(maps.Keys(x.s.dirty)) {
		t := x.s.ties[n]
		var hangs any
		if t.To != "" {
			to, err := x.n(t.To)
			if err != nil {
				return err
			}
			hangs = to
		}
		if _, err := x.exec("INSERT OR REPLACE INTO story_tie(dispatch, hangs, score, near1, near2, near3, links) VALUES (?,?,?,?,?,?,?)", n, hangs, t.Score, t.Near[0], t.Near[1], t.Near[2], t.Links); err != nil {
			return err
		}
	}
	clear(x.s.dirty)
	if len(x.s.ties) > maxRemembered/4 {
		clear(x.s.ties)
	}
	return nil
}

// tie gives the tie of a dispatch.
func (x *index) tie(n int64) (t compare.Tie, ok bool, err error) {
	if t, ok := x.s.ties[n]; ok {
		return t, true, nil
	}
	s, err := x.stmt("SELECT coalesce(hangs, 0), score, near1, near2, near3, links FROM story_tie WHERE dispatch = ?")
	if err != nil {
		return t, false, err
	}
	var to int64
	switch err := s.QueryRow(n).Scan(&to, &t.Score, &t.Near[0], &t.Near[1], &t.Near[2], &t.Links); {
	case errors.Is(err, sql.ErrNoRows):
		return t, false, nil
	case err != nil:
		return t, false, err
	}
	if t.ID, err = x.id(n); err != nil {
		return t, false, err
	}
	if to != 0 {
		if t.To, err = x.id(to); err != nil {
			return t, false, err
		}
	}
	x.s.ties[n] = t
	return t, true, nil
}

// Ties gives the ties of ids.
func (x *index) Ties(ids []string) ([]compare.Tie, error) {
	var out []compare.Tie
	for _, id := range ids {
		n, err := x.n(id)
		if err != nil {
			return nil, err
		}
		t, ok, err := x.tie(n)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, t)
		}
	}
	return out, nil
}

// Held gives the ties that lead to one of the ids.
func (x *index) Held(ids []string) ([]compare.Tie, error) {
	if err := x.flush(); err != nil {
		return nil, err
	}
	var out []compare.Tie
	for _, id := range ids {
		n, err := x.n(id)
		if err != nil {
			return nil, err
		}
		held, err := x.list("SELECT dispatch FROM story_tie WHERE hangs = ?", n)
		if err != nil {
			return nil, err
		}
		for _, h := range held {
			t, _, err := x.tie(h)
			if err != nil {
				return nil, err
			}
			out = append(out, t)
		}
	}
	return out, nil
}

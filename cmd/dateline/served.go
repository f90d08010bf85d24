package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"dateline"
	"dateline/compare"
	"dateline/query"
	"dateline/store/sqlite"
)

// served is the archive with its happenings, which are worked out in memory
// and again when the record has changed.
type served struct {
	*sqlite.Archive

	mu   sync.Mutex
	seq  int64
	made bool
	list []*dateline.Happening
}

// happenings gives every happening, the newest first.
func (s *served) happenings(ctx context.Context) ([]*dateline.Happening, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, err := s.Stats(ctx)
	if err != nil || s.made && st.Seq == s.seq {
		return s.list, err
	}
	var readings []*dateline.Reading
	page := query.Page{Limit: query.MaxLimit}
	for {
		res, err := s.Dispatches(ctx, query.Query{}, page)
		if err != nil {
			return nil, err
		}
		for _, d := range res.Items {
			r, _, err := s.Reading(ctx, d.ID, nil)
			if err != nil {
				return nil, err
			}
			readings = append(readings, r)
		}
		if page.After = res.Next; page.After == "" {
			break
		}
	}
	s.list, s.seq, s.made = compare.Happenings(readings), st.Seq, true
	slices.Reverse(s.list)
	return s.list, nil
}

// Stories lists the happenings.
func (s *served) Stories(ctx context.Context, _ query.Query, p query.Page) (query.Result[query.Story], error) {
	var res query.Result[query.Story]
	list, err := s.happenings(ctx)
	if err != nil {
		return res, err
	}
	from := 0
	if _, err := fmt.Sscan(cmp.Or(p.After, "0"), &from); err != nil || from < 0 || from > len(list) {
		return res, &dateline.Fault{What: "not a page: " + p.After, Where: "after"}
	}
	res.Total = len(list)
	for _, h := range list[from:min(len(list), from+p.Rows())] {
		res.Items = append(res.Items, storyOf(h))
	}
	if to := from + len(res.Items); to < len(list) {
		res.Next = fmt.Sprint(to)
	}
	return res, nil
}

func storyOf(h *dateline.Happening) query.Story {
	s := query.Story{ID: h.ID, Title: h.Title, Type: h.Type, From: h.Date.From, To: h.Date.To, Where: query.Spot{Place: h.Place, Country: h.Country}, Dispatches: len(h.Dispatches), Outlets: h.Outlets, Roots: h.Roots, Copies: len(h.Copies)}
	for _, d := range h.Dispatches {
		if !slices.Contains(s.Sources, d.Source) {
			s.Sources = append(s.Sources, d.Source)
		}
		if d.Published != nil {
			s.Newest = d.Published
		}
	}
	for _, p := range h.Propositions {
		if p.Verdict == dateline.Differing {
			s.Badges = []string{"contested"}
		}
	}
	return s
}

// Account is one happening.
func (s *served) Account(ctx context.Context, id string, _ *time.Time) (*dateline.Happening, error) {
	list, err := s.happenings(ctx)
	if err != nil {
		return nil, err
	}
	for _, h := range list {
		if h.ID == id {
			return h, nil
		}
	}
	return nil, &dateline.Fault{What: "no happening " + id, Err: sqlite.ErrNotFound}
}

package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/compare"
	"dateline/query"
)

// Stories answers a question for happenings, the newest first.
func (a *Archive) Stories(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Story], error) {
	l, err := a.listing(ctx, q, query.OnStory, "newest")
	if err != nil {
		return query.Result[query.Story]{Items: []query.Story{}}, err
	}
	if !l.m.now {
		l.table = `(SELECT m.story AS n, max(d.published) AS newest, NULL AS roots, count(DISTINCT d.source) AS outlets
			FROM member m JOIN dispatch d ON d.n = m.dispatch WHERE ` + l.m.alive("m") + ` GROUP BY m.story)`
	}
	return answer(l, p, func(s *sheets, f found) (query.Story, bool, error) {
		story, err := s.story(f.n)
		return story, true, err
	})
}

// story is the row of a happening, as it is kept or else worked out.
func (s *sheets) story(n int64) (query.Story, error) {
	var out query.Story
	if s.m.now {
		var b []byte
		if err := s.a.read.QueryRowContext(s.ctx, "SELECT shown FROM story WHERE n = ?", n).Scan(&b); err != nil {
			return out, s.a.fault("cannot read the archive", err)
		}
		if b != nil {
			b, err := unpack(b)
			if err == nil {
				err = json.Unmarshal(b, &out)
			}
			return out, s.a.fault("cannot read the archive", err)
		}
	}
	h, sheets, err := s.account(n)
	if err != nil {
		return out, err
	}
	seq, err := s.a.one(s.ctx, "SELECT max(m.born) FROM member m WHERE m.story = ? AND "+s.m.alive("m"), n)
	return storyOf(h, sheets, seq), err
}

// maxMembers bounds how many dispatches of one happening are set side by side,
// the newest ones.
const maxMembers = 400

// account sets side by side what the dispatches of a story say.
func (s *sheets) account(n int64) (*dateline.Happening, []*sheet, error) {
	ns, err := s.a.numbers(s.ctx, "SELECT m.dispatch FROM member m JOIN dispatch d ON d.n = m.dispatch WHERE m.story = ? AND "+s.m.alive("m")+" ORDER BY d.published DESC, d.n DESC LIMIT ?", n, maxMembers)
	if err != nil {
		return nil, nil, err
	}
	var list []*sheet
	var readings []*dateline.Reading
	for _, d := range ns {
		x, err := s.get(d)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		list, readings = append(list, x), append(readings, x.held())
	}
	id, err := s.a.dispatchID(s.ctx, n)
	if err != nil {
		return nil, nil, err
	}
	o := compare.Options{ID: storyName(id)}
	if s.m.now && len(ns) < maxMembers {
		if o.Copies, o.Merged, err = s.a.grounds(s.ctx, n); err != nil {
			return nil, nil, err
		}
	}
	return compare.Account(readings, o), list, nil
}

// held is the reading without what users marked as wrong.
func (x *sheet) held() *dateline.Reading {
	if len(x.wrong) == 0 {
		return x.reading
	}
	r := *x.reading
	r.Events = slices.DeleteFunc(slices.Clone(r.Events), func(e dateline.Event) bool { return x.wrong[e.ID] != "" })
	r.Statements = slices.DeleteFunc(slices.Clone(r.Statements), func(e dateline.Statement) bool { return x.wrong[e.ID] != "" })
	r.Figures = slices.DeleteFunc(slices.Clone(r.Figures), func(e dateline.Figure) bool { return x.wrong[e.ID] != "" })
	return &r
}

// dispatchID is the id of a numbered dispatch.
func (a *Archive) dispatchID(ctx context.Context, n int64) (string, error) {
	var b []byte
	err := a.read.QueryRowContext(ctx, "SELECT id FROM dispatch WHERE n = ?", n).Scan(&b)
	return fmt.Sprintf("%x", b), a.fault("cannot read the archive", err)
}

// grounds are what a story's dispatches were put together by.
func (a *Archive) grounds(ctx context.Context, n int64) ([]dateline.Copy, []dateline.Merge, error) {
	var b []byte
	if err := a.read.QueryRowContext(ctx, "SELECT about FROM story WHERE n = ?", n).Scan(&b); err != nil || b == nil {
		return []dateline.Copy{}, []dateline.Merge{}, a.fault("cannot read the archive", err)
	}
	b, err := unpack(b)
	if err != nil {
		return nil, nil, a.fault("cannot read the archive", err)
	}
	var g grounds
	if err := json.Unmarshal(b, &g); err != nil {
		return nil, nil, a.fault("cannot read the archive", err)
	}
	return append([]dateline.Copy{}, g.Copies...), append([]dateline.Merge{}, g.Merged...), nil
}

// storyOf is the row of a happening.
func storyOf(h *dateline.Happening, sheets []*sheet, seq int64) query.Story {
	s := query.Story{
		ID: h.ID, Title: h.Title, Type: h.Type, From: h.Date.From, To: h.Date.To, Where: spotNamed(h, sheets), Participants: []query.Party{},
		Sources: []string{}, Dispatches: len(sheets), Outlets: h.Outlets, Roots: h.Roots, Copies: len(h.Copies), Badges: []string{}, Seq: seq,
	}
	for _, p := range h.Participants {
		s.Participants = append(s.Participants, query.Party{Name: p.Name, Kind: p.Kind, Country: p.Country, Sector: p.Sector})
	}
	corrected := false
	for _, t := range h.Dispatches {
		if t.Source != "" && !slices.Contains(s.Sources, t.Source) {
			s.Sources = append(s.Sources, t.Source)
		}
		if t.Published != nil && (s.Newest == nil || t.Published.After(*s.Newest)) {
			s.Newest = t.Published
		}
		corrected = corrected || t.Kind == dateline.KindCorrection || t.Kind == dateline.KindKill
	}
	for _, x := range sheets {
		corrected = corrected || x.row.Killed != ""
	}
	for _, b := range []struct {
		is   bool
		name string
	}{{len(sheets) == 1, "new"}, {len(sheets) > 1, "grew"}, {contested(h), "contested"}, {corrected, "corrected"}} {
		if b.is {
			s.Badges = append(s.Badges, b.name)
		}
	}
	return s
}

func contested(h *dateline.Happening) bool {
	for _, p := range h.Propositions {
		if p.Verdict == dateline.Differing {
			return true
		}
	}
	for _, f := range h.Figures {
		if f.Verdict == dateline.Differing {
			return true
		}
	}
	return false
}

// spotNamed is the place of a happening as one of its readings resolves it.
func spotNamed(h *dateline.Happening, sheets []*sheet) query.Spot {
	for _, x := range sheets {
		for i := range x.reading.Places {
			if p := &x.reading.Places[i]; h.Place != "" && p.Name == h.Place && p.Country == h.Country {
				return query.SpotOf(p)
			}
		}
	}
	return query.Spot{Place: h.Place, Country: h.Country}
}

// Account is one happening: what every outlet and holder says of it, side by
// side, with what users and the archive changed. The id of a dispatch, or of
// one of its values, stands for the happening that it tells of. asOf asks for
// what was known at that moment.
func (a *Archive) Account(ctx context.Context, id string, asOf *time.Time) (*dateline.Happening, error) {
	m, err := a.moment(ctx, asOf)
	if err != nil {
		return nil, err
	}
	n, err := a.storyNumber(ctx, id, m)
	if err != nil {
		return nil, err
	}
	s, err := a.sheets(ctx, m)
	if err != nil {
		return nil, err
	}
	defer s.close()
	h, sheets, err := s.account(n)
	if err != nil {
		return nil, err
	}
	for _, x := range sheets {
		changes, err := a.revisions(ctx, "WHERE (c.dispatch = ?1 OR c.seq IN (SELECT born FROM mark WHERE dispatch = ?1)) AND c.about IS NOT NULL AND c.seq <= ?2 ORDER BY c.seq", x.n, m.last())
		if err != nil {
			return nil, err
		}
		h.Changes = append(h.Changes, changes...)
	}
	return h, nil
}

// last is the greatest number of the sequence that counts at the moment.
func (m moment) last() int64 {
	if m.now {
		return 1 << 62
	}
	return m.seq
}

// storyNumber finds the number of a happening.
func (a *Archive) storyNumber(ctx context.Context, id string, m moment) (int64, error) {
	d, _ := split(id)
	raw, _ := strings.CutPrefix(strings.ToLower(d), "h")
	n, err := a.dispatch(ctx, strings.TrimPrefix(raw, "-"))
	if errors.Is(err, ErrNotFound) {
		return 0, nobody("happening", id)
	}
	if err != nil {
		return 0, err
	}
	story, err := a.one(ctx, "SELECT m.story FROM member m WHERE m.dispatch = ? AND "+m.alive("m"), n)
	if err == nil && story == 0 {
		err = nobody("happening", id)
	}
	return story, err
}

// showStories works out and keeps the rows of happenings of several dispatches
// that are not kept, the newest first, at most limit.
func (a *Archive) showStories(ctx context.Context, limit int) error {
	ns, err := a.numbers(ctx, "SELECT n FROM story WHERE shown IS NULL AND dispatches > 1 ORDER BY newest DESC LIMIT ?", limit)
	if err != nil || len(ns) == 0 {
		return err
	}
	s, err := a.sheets(ctx, moment{now: true})
	if err != nil {
		return err
	}
	defer s.close()
	type shown struct {
		n     int64
		seq   int64
		roots int
		body  []byte
	}
	var list []shown
	for _, n := range ns {
		clear(s.have)
		seq, err := a.one(ctx, "SELECT seq FROM story WHERE n = ?", n)
		if err != nil {
			return err
		}
		story, err := s.story(n)
		if err != nil {
			return err
		}
		b, err := json.Marshal(story)
		if err == nil {
			b, err = pack(b)
		}
		if err != nil {
			return err
		}
		list = append(list, shown{n, seq, story.Roots, b})
	}
	return a.update(ctx, func(w *writer) error {
		for _, x := range list {
			// Only where nothing has changed since it was worked out.
			if _, err := w.exec("UPDATE story SET shown = ?, roots = ? WHERE n = ? AND seq = ? AND shown IS NULL", x.body, x.roots, x.n, x.seq); err != nil {
				return err
			}
		}
		return nil
	})
}

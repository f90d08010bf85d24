package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"time"

	"dateline"
	"dateline/compare"
)

// grounds are what a happening's dispatches were put together by.
type grounds struct {
	Copies []dateline.Copy  `json:"copies"`
	Merged []dateline.Merge `json:"merged"`
}

// compareNew takes newly stored readings into the index and works out anew the
// happenings that they may belong to.
func (w *writer) compareNew(fresh map[int64]*compare.Sketch, at time.Time) error {
	if len(fresh) == 0 {
		return nil
	}
	x := &index{writer: w, s: w.in.sketches}
	touched := map[string]bool{}
	for _, n := range slices.Sorted(maps.Keys(fresh)) {
		ids, err := compare.Add(x, fresh[n])
		if err != nil {
			return err
		}
		touched[fresh[n].ID] = true
		for _, id := range ids {
			touched[id] = true
		}
	}
	if err := x.flush(); err != nil {
		return err
	}
	if len(fresh) <= groupAtOnce {
		return x.regroup(slices.Sorted(maps.Keys(touched)), at)
	}
	return x.later(slices.Sorted(maps.Keys(touched)))
}

// groupAtOnce is up to how many new dispatches of a transaction have their
// happenings worked out at once; those of more wait for Settle.
const groupAtOnce = 16

// later has the happenings of dispatches worked out by Settle.
func (x *index) later(ids []string) error {
	for _, id := range ids {
		n, err := x.n(id)
		if err != nil {
			return err
		}
		if _, err := x.exec("INSERT OR IGNORE INTO story_todo(dispatch) VALUES (?)", n); err != nil {
			return err
		}
	}
	return nil
}

// todoStep is how many dispatches that wait are taken up in one transaction.
const todoStep = 2000

// groupWaiting works out the happenings of some dispatches that wait for it;
// more is whether others still wait.
func (w *writer) groupWaiting() (more bool, err error) {
	x := &index{writer: w, s: w.in.sketches}
	ns, err := w.list("SELECT dispatch FROM story_todo ORDER BY dispatch LIMIT ?", todoStep)
	if err != nil || len(ns) == 0 {
		return false, err
	}
	at, _, err := w.one("SELECT max(at) FROM change")
	if err != nil {
		return false, err
	}
	ids, err := x.idsOf(ns)
	if err != nil {
		return false, err
	}
	if err := x.regroup(ids, time.UnixMilli(at)); err != nil {
		return false, err
	}
	_, more, err = w.one("SELECT dispatch FROM story_todo LIMIT 1")
	return more, err
}

// regroup puts new groups in place of those that have a dispatch among ids.
func (x *index) regroup(ids []string, at time.Time) error {
	c, err := x.constraints()
	if err != nil {
		return err
	}
	groups, err := compare.Groups(x, ids, c)
	if err != nil {
		return err
	}
	seq, _, err := x.one("SELECT max(seq) FROM change")
	if err != nil {
		return err
	}
	left := map[int64]int64{} // stories that lost dispatches, with where one of them went
	now := map[int64]bool{}
	for i := range groups {
		if err := x.settle(&groups[i], seq, left, now); err != nil {
			return err
		}
	}
	return x.close(left, now, at)
}

// constraints are what users said of dispatches that belong together or not.
func (x *index) constraints() (c compare.Constraints, err error) {
	s, err := x.stmt("SELECT a, b, together FROM story_pair WHERE died IS NULL ORDER BY a, b")
	if err != nil {
		return c, err
	}
	rows, err := s.Query()
	if err != nil {
		return c, err
	}
	type pair struct{ a, b, together int64 }
	var pairs []pair
	for rows.Next() {
		var p pair
		if err := rows.Scan(&p.a, &p.b, &p.together); err != nil {
			rows.Close()
			return c, err
		}
		pairs = append(pairs, p)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return c, err
	}
	for _, p := range pairs {
		a, err := x.id(p.a)
		if err != nil {
			return c, err
		}
		b, err := x.id(p.b)
		if err != nil {
			return c, err
		}
		if p.together != 0 {
			c.Together = append(c.Together, [2]string{a, b})
		} else {
			c.Apart = append(c.Apart, [2]string{a, b})
		}
	}
	return c, nil
}

// settle writes one group as a happening.
func (x *index) settle(g *compare.Group, seq int64, left map[int64]int64, now map[int64]bool) error {
	story, err := x.n(g.Members[0])
	if err != nil {
		return err
	}
	now[story] = true
	newest, outlets, grew := int64(unknown), map[string]bool{}, false
	for _, id := range g.Members {
		n, err := x.n(id)
		if err != nil {
			return err
		}
		s, err := x.sketch(n)
		if err != nil {
			return err
		}
		newest = max(newest, s.At)
		outlets[s.Source] = true
		moved, err := x.join(n, story, seq, left)
		if err != nil {
			return err
		}
		if _, err := x.exec("DELETE FROM story_todo WHERE dispatch = ?", n); err != nil {
			return err
		}
		grew = grew || moved
	}
	about, err := packGrounds(g)
	if err != nil {
		return err
	}
	_, err = x.exec(`INSERT INTO story(n, newest, dispatches, outlets, seq, about) VALUES (?1,?2,?3,?4,?5,?6)
		ON CONFLICT(n) DO UPDATE SET newest = ?2, dispatches = ?3, outlets = ?4, seq = iif(?7, ?5, seq), about = ?6, roots = NULL, shown = NULL`,
		story, newest, len(g.Members), len(outlets), seq, about, grew)
	return err
}

func packGrounds(g *compare.Group) (any, error) {
	if len(g.Copies) == 0 && len(g.Merged) == 0 {
		return nil, nil
	}
	b, err := json.Marshal(grounds{g.Copies, g.Merged})
	if err != nil {
		return nil, err
	}
	return pack(b)
}

// join makes a dispatch a member of a story; moved is whether it was not.
func (x *index) join(n, story, seq int64, left map[int64]int64) (moved bool, err error) {
	s, err := x.stmt("SELECT story, born FROM member WHERE dispatch = ? AND died IS NULL")
	if err != nil {
		return false, err
	}
	var old, born int64
	switch err := s.QueryRow(n).Scan(&old, &born); {
	case errors.Is(err, sql.ErrNoRows):
		// It came in with this batch, or before there were happenings.
		if seq, _, err = x.one("SELECT born FROM dispatch WHERE n = ?", n); err != nil {
			return false, err
		}
	case err != nil:
		return false, err
	case old == story:
		return false, nil
	default:
		left[old] = story
		if born == seq {
			_, err = x.exec("DELETE FROM member WHERE dispatch = ? AND born = ?", n, born)
		} else {
			_, err = x.exec("UPDATE member SET died = ? WHERE dispatch = ? AND died IS NULL", seq, n)
		}
		if err != nil {
			return false, err
		}
	}
	_, err = x.exec("INSERT OR REPLACE INTO member(dispatch, story, born) VALUES (?,?,?)", n, story, seq)
	return true, err
}

// close ends the stories whose dispatches have all gone elsewhere and tells of
// it in the sequence.
func (x *index) close(left map[int64]int64, now map[int64]bool, at time.Time) error {
	for _, old := range slices.Sorted(maps.Keys(left)) {
		if now[old] {
			continue
		}
		if _, err := x.exec("DELETE FROM story WHERE n = ?", old); err != nil {
			return err
		}
		from, err := x.storyID(old)
		if err != nil {
			return err
		}
		to, err := x.storyID(left[old])
		if err != nil {
			return err
		}
		b := about{What: "happening", ID: from, Of: from, After: to, Gone: true}
		text, err := b.text()
		if err != nil {
			return err
		}
		if _, err := x.change(at, dateline.CauseMerge, left[old], nil, text); err != nil {
			return err
		}
	}
	return nil
}

func (x *index) storyID(n int64) (string, error) {
	id, err := x.id(n)
	return storyName(id), err
}

// storyName is the id of the happening that a dispatch is the first of.
func storyName(dispatch string) string { return "h" + dispatch[:min(12, len(dispatch))] }

// sketchFact names the version of the sketches that the index was made of.
const sketchFact = "sketch"

// catchUp makes the index of happenings where an archive has none yet, or one
// of another version.
func (a *Archive) catchUp(ctx context.Context) error {
	version := strconv.Itoa(compare.SketchVersion)
	var have string
	err := a.write.QueryRowContext(ctx, "SELECT value FROM fact WHERE name = ?", sketchFact).Scan(&have)
	switch {
	case err == nil && have == version:
		return nil
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return a.fault("cannot open the archive", err)
	}
	return a.update(ctx, func(w *writer) error {
		if err := w.groupAll(); err != nil {
			return err
		}
		for more := true; more; {
			var err error
			if more, err = w.groupWaiting(); err != nil {
				return err
			}
		}
		_, err := w.exec("INSERT OR REPLACE INTO fact(name, value) VALUES (?, ?)", sketchFact, version)
		return err
	})
}

// groupAll makes the index of happenings anew.
func (w *writer) groupAll() error {
	for _, t := range []string{"story_key", "story_part", "story_tie", "story_link", "story_lead"} {
		if _, err := w.exec("DELETE FROM " + t); err != nil {
			return err
		}
	}
	w.in.sketches = newSketches()
	ns, err := w.list("SELECT n FROM dispatch ORDER BY n")
	if err != nil || len(ns) == 0 {
		return err
	}
	x := &index{writer: w, s: w.in.sketches}
	ids := make([]string, 0, len(ns))
	for _, n := range ns {
		s, err := x.sketch(n)
		if err != nil {
			return err
		}
		if _, err := compare.Add(x, s); err != nil {
			return err
		}
		ids = append(ids, s.ID)
	}
	if err := x.flush(); err != nil {
		return err
	}
	return x.later(ids)
}

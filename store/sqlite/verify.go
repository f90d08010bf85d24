package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"

	"dateline"
	"dateline/store"
)

// Verify looks through the whole archive: SQLite's own structures, references
// between tables, the numbers of the sequence, full text; and of every
// dispatch the hashes of its text and raw bytes, its id, and that every span
// of every reading gives the words it says and every reference in it leads
// somewhere. An empty list says that all is sound.
func (a *Archive) Verify(ctx context.Context, progress store.Progress) ([]store.Problem, error) {
	v := &verifier{a: a, ctx: ctx}
	if progress == nil {
		progress = func(int, int) {}
	}
	if err := v.tables(); err != nil {
		return nil, err
	}
	total, err := a.one(ctx, "SELECT count(*) FROM dispatch")
	if err != nil {
		return nil, err
	}
	ns, err := a.numbers(ctx, "SELECT n FROM dispatch ORDER BY n")
	if err != nil {
		return nil, err
	}
	for i, n := range ns {
		if err := v.dispatch(n); err != nil {
			return nil, err
		}
		progress(i+1, int(total))
	}
	return v.found, nil
}

// verifier collects what is wrong.
type verifier struct {
	a     *Archive
	ctx   context.Context
	found []store.Problem
}

// maxProblems bounds how many problems are listed.
const maxProblems = 1000

func (v *verifier) wrong(where, what string, args ...any) {
	if len(v.found) < maxProblems {
		v.found = append(v.found, store.Problem{Where: where, What: fmt.Sprintf(what, args...)})
	}
}

// checks are queries that find nothing in a sound archive.
var checks = []struct{ what, query string }{
	{"change numbers with a gap", "SELECT c.seq FROM change c WHERE c.seq > 1 AND NOT EXISTS (SELECT 1 FROM change b WHERE b.seq = c.seq - 1)"},
	{"a dispatch without a page", "SELECT n FROM dispatch WHERE n NOT IN (SELECT dispatch FROM page)"},
	{"a dispatch without exactly one reading that stands", "SELECT d.n FROM dispatch d WHERE (SELECT count(*) FROM reading r WHERE r.dispatch = d.n AND r.died IS NULL) <> 1"},
	{"a dispatch that full text search does not know", "SELECT n FROM dispatch WHERE n NOT IN (SELECT id FROM dispatch_words_docsize)"},
	{"versions of a story that are out of order", "SELECT d.n FROM dispatch d JOIN dispatch p ON p.n = d.prev WHERE p.first <> d.first OR p.version <> d.version - 1"},
	{"rows that stand of a dispatch that does not", "SELECT e.n FROM event e JOIN dispatch d ON d.n = e.dispatch WHERE e.died IS NULL AND (d.died IS NOT NULL OR d.killed IS NOT NULL)"},
	{"names that stand of a dispatch that does not", "SELECT DISTINCT x.dispatch FROM named x JOIN dispatch d ON d.n = x.dispatch WHERE x.died IS NULL AND (d.died IS NOT NULL OR d.killed IS NOT NULL)"},
	{"a dispatch in no happening, or in several", "SELECT d.n FROM dispatch d WHERE (SELECT count(*) FROM member m WHERE m.dispatch = d.n AND m.died IS NULL) <> 1 AND d.n NOT IN (SELECT dispatch FROM story_todo)"},
	{"a happening that miscounts its dispatches", "SELECT s.n FROM story s WHERE s.dispatches <> (SELECT count(*) FROM member m WHERE m.story = s.n AND m.died IS NULL)"},
	{"a member of a happening that is not there", "SELECT m.dispatch FROM member m WHERE m.died IS NULL AND m.story NOT IN (SELECT n FROM story)"},
	{"a change that was undone by nothing", "SELECT c.seq FROM change c WHERE c.undone IS NOT NULL AND c.undone NOT IN (SELECT seq FROM change)"},
}

func (v *verifier) tables() error {
	if err := v.lines("PRAGMA integrity_check(100)", func(r *sql.Rows) error {
		var s string
		err := r.Scan(&s)
		if s != "ok" {
			v.wrong("file", "%s", s)
		}
		return err
	}); err != nil {
		return err
	}
	if err := v.lines("PRAGMA foreign_key_check", func(r *sql.Rows) error {
		var table, parent string
		var row, key any
		err := r.Scan(&table, &row, &parent, &key)
		v.wrong(table, "row %v points at no row of %s", row, parent)
		return err
	}); err != nil {
		return err
	}
	for _, c := range checks {
		if err := v.lines(c.query+" LIMIT 20", func(r *sql.Rows) error {
			var n int64
			err := r.Scan(&n)
			v.wrong(fmt.Sprint(n), "%s", c.what)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

func (v *verifier) lines(q string, each func(*sql.Rows) error) error {
	rows, err := v.a.read.QueryContext(v.ctx, q)
	if err != nil {
		return v.a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return v.a.fault("cannot read the archive", err)
		}
	}
	return v.a.fault("cannot read the archive", rows.Err())
}

// dispatch looks at one dispatch and all its readings.
func (v *verifier) dispatch(n int64) error {
	var id, text, raw, body []byte
	if err := v.a.read.QueryRowContext(v.ctx, "SELECT d.id, p.text_hash, p.raw_hash, p.body FROM dispatch d JOIN page p ON p.dispatch = d.n WHERE d.n = ?", n).Scan(&id, &text, &raw, &body); err != nil {
		v.wrong(fmt.Sprint(n), "cannot be read: %v", err)
		return v.ctx.Err()
	}
	name := hex.EncodeToString(id)
	p, err := unpackPage(body)
	if err != nil {
		v.wrong(name, "the page cannot be unpacked: %v", err)
		return nil
	}
	if h := sha256.Sum256([]byte(p.text)); !bytes.Equal(h[:], text) {
		v.wrong(name, "the text is not the one that was stored: its hash differs")
	}
	if h := sha256.Sum256(p.raw); raw != nil && !bytes.Equal(h[:], raw) {
		v.wrong(name, "the raw bytes are not those that were stored: their hash differs")
	}
	return v.readings(n, name, p.text)
}

func (v *verifier) readings(n int64, name, words string) error {
	return v.lines(fmt.Sprintf("SELECT r.body, t.value FROM reading r JOIN term t ON t.n = r.engine WHERE r.dispatch = %d", n), func(rows *sql.Rows) error {
		var body []byte
		var engine string
		if err := rows.Scan(&body, &engine); err != nil {
			return err
		}
		r, err := unpackReading(body, words)
		if err != nil {
			v.wrong(name, "the reading by %s cannot be unpacked: %v", engine, err)
			return nil
		}
		v.reading(name, r)
		return nil
	})
}

// reading looks at one reading.
func (v *verifier) reading(name string, r *dateline.Reading) {
	d := &r.Dispatch
	h := sha256.New()
	h.Write([]byte(d.Source + "\x00" + d.Text))
	if d.ID != name || hex.EncodeToString(h.Sum(nil)) != name {
		v.wrong(name, "the id is not that of source and text")
	}
	points := []rune(d.Text)
	r.EachSpan(func(s *dateline.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > len(points) || string(points[s.Start:s.End]) != s.Text {
			v.wrong(name, "span %d to %d does not hold the words it says", s.Start, s.End)
		}
	})
	v.references(name, r)
}

// references makes sure that every id within a reading leads somewhere.
func (v *verifier) references(name string, r *dateline.Reading) {
	have := map[string]bool{"": true, "reference": true}
	for i := range r.Names {
		have[r.Names[i].ID] = true
	}
	for i := range r.Dates {
		have[r.Dates[i].ID] = true
	}
	for i := range r.Places {
		have[r.Places[i].ID] = true
	}
	for i := range r.Statements {
		have[r.Statements[i].ID] = true
	}
	for i := range r.Events {
		have[r.Events[i].ID] = true
	}
	for i := range r.Figures {
		have[r.Figures[i].ID] = true
	}
	need := func(from string, ids ...string) {
		for _, id := range ids {
			if !have[id] {
				v.wrong(name+"/"+from, "points at %q, which is not there", id)
			}
		}
	}
	for i := range r.Names {
		need(r.Names[i].ID, r.Names[i].Members...)
	}
	for i := range r.Dates {
		need(r.Dates[i].ID, r.Dates[i].Anchor)
	}
	for i := range r.Statements {
		need(r.Statements[i].ID, r.Statements[i].Speaker, r.Statements[i].Date)
	}
	for i := range r.Events {
		e := &r.Events[i]
		need(e.ID, append(append([]string{e.Date, e.Place, e.Condition, e.Statement}, e.Actors...), e.Targets...)...)
	}
	for i := range r.Figures {
		g := &r.Figures[i]
		need(g.ID, g.PartOf, g.Statement)
		if g.Scope != nil {
			need(g.ID, g.Scope.Place, g.Scope.Since, g.Scope.Until, g.Scope.Of)
		}
	}
}

package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store"
)

// sheet is a dispatch as it is fetched to be shown: its reading at a moment,
// with users' corrections laid over it, and its row.
type sheet struct {
	n       int64
	reading *dateline.Reading
	page    *page
	row     query.Dispatch
	text    [32]byte          // SHA-256 of the text
	raw     string            // of the raw bytes, hex, "" when they are the text's own
	live    bool              // its values are part of the record at the moment
	wrong   map[string]string // users' reasons for marking values wrong, by local id
	rows    *query.Items
}

const sheetColumns = `SELECT d.n, d.version, d.born, p.text_hash, p.raw_hash, (SELECT value FROM term WHERE n = p.path), p.retrieved, p.body, r.body,
	(SELECT id FROM dispatch v WHERE v.n = d.prev),
	(SELECT id FROM dispatch v WHERE v.prev = d.n AND %NEXT% LIMIT 1),
	(SELECT k.dispatch FROM change k WHERE k.seq = d.killed AND %KILLED%)
FROM dispatch d JOIN page p ON p.dispatch = d.n JOIN reading r ON r.dispatch = d.n AND %READING%
WHERE d.n = ?`

// sheetQuery asks for a dispatch as it stood at a moment.
func sheetQuery(m moment) string {
	next, killed := "1", "1"
	if !m.now {
		next, killed = m.by("v.born"), m.by("k.seq")
	}
	return strings.NewReplacer("%NEXT%", next, "%KILLED%", killed, "%READING%", m.alive("r")).Replace(sheetColumns)
}

// sheets fetches dispatches one after the other.
type sheets struct {
	a    *Archive
	ctx  context.Context
	m    moment
	stmt *sql.Stmt
	have map[int64]*sheet
	over *overlay
}

func (a *Archive) sheets(ctx context.Context, m moment) (*sheets, error) {
	stmt, err := a.read.PrepareContext(ctx, sheetQuery(m))
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	over, err := a.overlay(ctx, m)
	if err != nil {
		stmt.Close()
		return nil, err
	}
	return &sheets{a: a, ctx: ctx, m: m, stmt: stmt, have: map[int64]*sheet{}, over: over}, nil
}

func (s *sheets) close() { s.stmt.Close() }

// get fetches a dispatch; one that was not there at the moment is not found.
func (s *sheets) get(n int64) (*sheet, error) {
	if x := s.have[n]; x != nil {
		return x, nil
	}
	x := &sheet{}
	var text, raw, body, reading, prev, next []byte
	var killer sql.NullInt64
	var born, retrieved int64
	var path string
	err := s.stmt.QueryRowContext(s.ctx, n).Scan(&x.n, &x.row.Version, &born, &text, &raw, &path, &retrieved, &body, &reading, &prev, &next, &killer)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, s.a.fault("cannot read the archive", err)
	}
	if x.page, err = unpackPage(body); err != nil {
		return nil, s.a.fault("cannot read the archive", err)
	}
	if x.reading, err = unpackReading(reading, x.page.text); err != nil {
		return nil, s.a.fault("cannot read the archive", err)
	}
	x.page.origin.Path = path
	copy(x.text[:], text)
	x.raw = hex.EncodeToString(raw)
	at := time.UnixMilli(retrieved).UTC()
	x.row.Retrieved, x.row.Seq = &at, born
	x.row.Supersedes, x.row.Superseded = hex.EncodeToString(prev), hex.EncodeToString(next)
	x.live = next == nil && !killer.Valid
	if killer.Valid {
		if x.row.Killed, err = s.reason(killer.Int64); err != nil {
			return nil, err
		}
	}
	s.over.lay(x)
	x.describe()
	s.have[n] = x
	return x, nil
}

// reason is why a dispatch was withdrawn, in the words of the one that did it.
func (s *sheets) reason(killer int64) (string, error) {
	var body, text []byte
	err := s.a.read.QueryRowContext(s.ctx, "SELECT r.body, p.body FROM reading r JOIN page p ON p.dispatch = r.dispatch WHERE r.dispatch = ? ORDER BY r.n DESC LIMIT 1", killer).Scan(&body, &text)
	if err != nil {
		return "", s.a.fault("cannot read the archive", err)
	}
	p, err := unpackPage(text)
	if err != nil {
		return "", s.a.fault("cannot read the archive", err)
	}
	r, err := unpackReading(body, p.text)
	if err != nil {
		return "", s.a.fault("cannot read the archive", err)
	}
	d := &r.Dispatch
	why := d.Headline
	if why == "" {
		why = opening(p.text, d)
	}
	if d.Marker != nil && !strings.Contains(why, d.Marker.Text) {
		why = d.Marker.Text + ": " + why
	}
	return why, nil
}

// describe fills the row of a dispatch from its reading.
func (x *sheet) describe() {
	d, row := &x.reading.Dispatch, &x.row
	row.ID, row.Ref, row.Source, row.Headline = d.ID, d.Ref, d.Source, d.Headline
	row.Opening, row.Lang, row.Kind, row.Doubt = opening(d.Text, d), d.Lang, d.Kind, d.Doubt
	row.Published, row.Updated, row.Address = d.Published, d.Updated, x.page.origin.Address
	row.Engine = x.reading.Engine
	row.Statements, row.Events, row.Figures = len(x.reading.Statements), len(x.reading.Events), len(x.reading.Figures)
	if d.Dateline == nil {
		return
	}
	for i := range x.reading.Places {
		if p := &x.reading.Places[i]; p.ID == d.Dateline.Place {
			row.Filed = query.SpotOf(p)
		}
	}
}

// openingSize is how much of a text its opening shows, in bytes.
const openingSize = 240

// opening is the beginning of the report, in one line.
func opening(text string, d *dateline.Dispatch) string {
	rest := strings.TrimSpace(text)
	if d.Headline != "" {
		rest = strings.TrimSpace(strings.TrimPrefix(rest, d.Headline))
	}
	cut := len(rest) > openingSize
	if cut {
		rest = strings.ToValidUTF8(rest[:openingSize], "")
		if i := strings.LastIndexByte(rest, ' '); i > openingSize/2 {
			rest = rest[:i]
		}
	}
	out := strings.Join(strings.Fields(rest), " ")
	if cut {
		out += " ..."
	}
	return out
}

// sheet fetches one dispatch by its id.
func (a *Archive) sheet(ctx context.Context, id string, m moment) (*sheet, error) {
	n, err := a.dispatch(ctx, id)
	if err != nil {
		return nil, err
	}
	s, err := a.sheets(ctx, m)
	if err != nil {
		return nil, err
	}
	defer s.close()
	x, err := s.get(n)
	if errors.Is(err, ErrNotFound) {
		return nil, missing{&dateline.Fault{What: "dispatch " + id + " was not there at that time"}}
	}
	return x, err
}

// Reading is what the archive holds of a dispatch: its reading with users'
// corrections laid over it, spans exported, and its row. asOf asks for what
// was known at that moment; nil for what is known. An id may be abbreviated,
// and that of a value stands for its dispatch.
func (a *Archive) Reading(ctx context.Context, id string, asOf *time.Time) (*dateline.Reading, query.Dispatch, error) {
	m, err := a.moment(ctx, asOf)
	if err != nil {
		return nil, query.Dispatch{}, err
	}
	d, _ := split(id)
	x, err := a.sheet(ctx, d, m)
	if err != nil {
		return nil, query.Dispatch{}, err
	}
	return x.reading, x.row, nil
}

// Versions lists all versions of a dispatch, the first one first.
func (a *Archive) Versions(ctx context.Context, id string) ([]query.Dispatch, error) {
	d, _ := split(id)
	n, err := a.dispatch(ctx, d)
	if err != nil {
		return nil, err
	}
	ns, err := a.numbers(ctx, "SELECT n FROM dispatch WHERE first = (SELECT first FROM dispatch WHERE n = ?) ORDER BY version", n)
	if err != nil {
		return nil, err
	}
	return a.dispatchRows(ctx, moment{now: true}, ns)
}

// numbers runs a query for one column of numbers.
func (a *Archive) numbers(ctx context.Context, q string, args ...any) ([]int64, error) {
	rows, err := a.read.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		out = append(out, n)
	}
	return out, a.fault("cannot read the archive", rows.Err())
}

// dispatchRows are the rows of dispatches as they stood at a moment.
func (a *Archive) dispatchRows(ctx context.Context, m moment, ns []int64) ([]query.Dispatch, error) {
	s, err := a.sheets(ctx, m)
	if err != nil {
		return nil, err
	}
	defer s.close()
	out := make([]query.Dispatch, 0, len(ns))
	for _, n := range ns {
		x, err := s.get(n)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, x.row)
	}
	return out, nil
}

// Raw gives the bytes of a dispatch as they were retrieved, and where.
func (a *Archive) Raw(ctx context.Context, id string) ([]byte, store.Origin, error) {
	d, _ := split(id)
	x, err := a.sheet(ctx, d, moment{now: true})
	if err != nil {
		return nil, store.Origin{}, err
	}
	if x.raw == "" {
		return []byte(x.page.text), x.page.origin, nil
	}
	return x.page.raw, x.page.origin, nil
}

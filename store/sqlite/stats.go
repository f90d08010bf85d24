package sqlite

import (
	"context"
	"os"

	"dateline/query"
	"dateline/store"
)

// Stats counts what the archive holds, as it stands.
func (a *Archive) Stats(ctx context.Context) (query.Stats, error) {
	s := query.Stats{Engines: map[string]int{}, Langs: map[string]int{}}
	var first, last *int64
	row := a.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM dispatch WHERE died IS NULL), (SELECT count(*) FROM dispatch),
		(SELECT count(*) FROM statement WHERE died IS NULL), (SELECT count(*) FROM event WHERE died IS NULL), (SELECT count(*) FROM figure WHERE died IS NULL),
		(SELECT count(*) FROM entity), (SELECT count(*) FROM spot), (SELECT count(DISTINCT source) FROM dispatch), (SELECT coalesce(max(seq), 0) FROM change),
		(SELECT count(*) FROM story), (SELECT min(published) FROM dispatch WHERE published > ?1), (SELECT max(published) FROM dispatch WHERE published > ?1)`, int64(unknown))
	if err := row.Scan(&s.Dispatches, &s.Versions, &s.Statements, &s.Events, &s.Figures, &s.Names, &s.Places, &s.Outlets, &s.Seq, &s.Stories, &first, &last); err != nil {
		return s, a.fault("cannot read the archive", err)
	}
	if first != nil && last != nil {
		s.From, s.To = dayName(floorDay(*first)), dayName(floorDay(*last))
	}
	for q, m := range map[string]map[string]int{
		"SELECT t.value, count(*) FROM reading r JOIN term t ON t.n = r.engine WHERE r.died IS NULL GROUP BY 1": s.Engines,
		"SELECT t.value, count(*) FROM dispatch d JOIN term t ON t.n = d.lang GROUP BY 1":                       s.Langs,
	} {
		if err := a.counts(ctx, q, m); err != nil {
			return s, err
		}
	}
	for lang, n := range s.Langs {
		if lang == "en" {
			s.Read += n
		} else {
			s.Unread += n
		}
	}
	var err error
	if s.Faults, err = a.faults(ctx); err != nil {
		return s, err
	}
	for _, tail := range []string{"", "-wal"} {
		if info, err := os.Stat(a.path + tail); err == nil {
			s.Bytes += info.Size()
		}
	}
	return s, nil
}

func (a *Archive) counts(ctx context.Context, q string, into map[string]int) error {
	rows, err := a.read.QueryContext(ctx, q)
	if err != nil {
		return a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		var n int
		if err := rows.Scan(&s, &n); err != nil {
			return a.fault("cannot read the archive", err)
		}
		into[s] = n
	}
	return a.fault("cannot read the archive", rows.Err())
}

// maxFaults is how many faults the statistics list, the latest first.
const maxFaults = 100

func (a *Archive) faults(ctx context.Context) ([]string, error) {
	rows, err := a.read.QueryContext(ctx, "SELECT site, what FROM fault ORDER BY n DESC LIMIT ?", maxFaults)
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var site, what string
		if err := rows.Scan(&site, &what); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		out = append(out, site+": "+what)
	}
	return out, a.fault("cannot read the archive", rows.Err())
}

// Report keeps what could not be taken in. The same fault of the same item is
// kept once.
func (a *Archive) Report(ctx context.Context, faults []store.Fault) error {
	return a.update(ctx, func(w *writer) error {
		for _, f := range faults {
			if _, err := w.exec("INSERT OR IGNORE INTO fault(at, site, what) VALUES (?,?,?)", f.At.UnixMilli(), f.Where, f.What); err != nil {
				return err
			}
		}
		return nil
	})
}

// Settle is called after much was added: it lets SQLite look at how the rows
// lie, so that questions are answered the short way, works out the list of happenings
// and empties the journal.
func (a *Archive) Settle(ctx context.Context) error {
	if a.write == nil {
		return nil
	}
	for more := true; more; {
		if err := a.update(ctx, func(w *writer) (err error) {
			more, err = w.groupWaiting()
			return err
		}); err != nil {
			return err
		}
	}
	if err := a.showStories(ctx, 1<<30); err != nil {
		return err
	}
	for _, q := range []string{"PRAGMA analysis_limit = 2000", "PRAGMA optimize = 0x10002", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := a.write.ExecContext(ctx, q); err != nil {
			return a.fault("cannot write to the archive", err)
		}
	}
	return nil
}

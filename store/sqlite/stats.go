package sqlite

import (
	"context"

	"dateline/store"
)

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
// lie, so that questions are answered the short way, and empties the journal.
func (a *Archive) Settle(ctx context.Context) error {
	if a.write == nil {
		return nil
	}
	for _, q := range []string{"PRAGMA analysis_limit = 2000", "PRAGMA optimize = 0x10002", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := a.write.ExecContext(ctx, q); err != nil {
			return a.fault("cannot write to the archive", err)
		}
	}
	return nil
}

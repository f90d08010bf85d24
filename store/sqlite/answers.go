package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
)

// Answer gives the marks of the version of a page that was last taken in, ETag
// and Last-Modified as the server sent them; both are empty when it was never
// fetched.
func (a *Archive) Answer(ctx context.Context, address string) (etag, modified string, err error) {
	err = a.read.QueryRowContext(ctx, "SELECT etag, modified FROM answer WHERE address = ?", address).Scan(&etag, &modified)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return etag, modified, a.fault("cannot read the archive", err)
}

// KeepAnswers keeps such marks, ETag and Last-Modified by address. It is to be
// called once what came from the addresses is stored.
func (a *Archive) KeepAnswers(ctx context.Context, marks map[string][2]string) error {
	if len(marks) == 0 {
		return nil
	}
	return a.update(ctx, func(w *writer) error {
		for _, address := range slices.Sorted(maps.Keys(marks)) {
			m := marks[address]
			if _, err := w.exec("INSERT OR REPLACE INTO answer(address, etag, modified) VALUES (?,?,?)", address, m[0], m[1]); err != nil {
				return err
			}
		}
		return nil
	})
}

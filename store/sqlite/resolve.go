package sqlite

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"dateline"
)

// moment is a point in the archive's sequence: what had been recorded up to
// change seq. now asks for what stands.
type moment struct {
	seq int64
	now bool
}

// moment is where the sequence stood at a time; nil is now.
func (a *Archive) moment(ctx context.Context, t *time.Time) (moment, error) {
	if t == nil {
		return moment{now: true}, nil
	}
	var seq sql.NullInt64
	err := a.read.QueryRowContext(ctx, "SELECT max(seq) FROM change WHERE at <= ?", t.UnixMilli()).Scan(&seq)
	return moment{seq: seq.Int64}, a.fault("cannot read the archive", err)
}

// alive is the condition that rows of a table stand at the moment.
func (m moment) alive(table string) string {
	if m.now {
		return table + ".died IS NULL"
	}
	return fmt.Sprintf("%s.born <= %d AND (%s.died IS NULL OR %s.died > %d)", table, m.seq, table, table, m.seq)
}

// by is the condition that a change had been made at the moment.
func (m moment) by(column string) string {
	if m.now {
		return column + " IS NOT NULL"
	}
	return fmt.Sprintf("%s <= %d", column, m.seq)
}

// ErrNotFound is what errors.Is finds in a fault about an id that the archive
// does not have.
var ErrNotFound = errors.New("not found")

// missing is the fault of an id that leads nowhere.
type missing struct{ fault *dateline.Fault }

func (m missing) Error() string        { return m.fault.Error() }
func (m missing) Unwrap() error        { return m.fault }
func (m missing) Is(target error) bool { return target == ErrNotFound }

// nobody says that an id leads nowhere.
func nobody(what, id string) error {
	return missing{&dateline.Fault{What: fmt.Sprintf("no %s %.80s", what, id), Hint: "'dateline find' and 'dateline events' list ids"}}
}

// shortest is the least number of digits that an abbreviated id may have.
const shortest = 4

// digits checks the beginning of a dispatch's id and gives it in lower case.
func digits(id string) (string, error) {
	s := strings.ToLower(strings.TrimSpace(id))
	if len(s) < shortest || len(s) > 64 || strings.Trim(s, "0123456789abcdef") != "" {
		return "", missing{&dateline.Fault{What: fmt.Sprintf("not the id of a dispatch: %.80q", id), Hint: fmt.Sprintf("at least its first %d digits, 0-9 and a-f", shortest)}}
	}
	return s, nil
}

// dispatch finds the number of a dispatch by its id or the beginning of it.
func (a *Archive) dispatch(ctx context.Context, id string) (int64, error) {
	s, err := digits(id)
	if err != nil {
		return 0, err
	}
	low, high := bounds(s)
	rows, err := a.read.QueryContext(ctx, "SELECT n, id FROM dispatch WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 2", low, high)
	if err != nil {
		return 0, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	var found []int64
	var ids []string
	for rows.Next() {
		var n int64
		var b []byte
		if err := rows.Scan(&n, &b); err != nil {
			return 0, a.fault("cannot read the archive", err)
		}
		found, ids = append(found, n), append(ids, hex.EncodeToString(b))
	}
	switch {
	case rows.Err() != nil:
		return 0, a.fault("cannot read the archive", rows.Err())
	case len(found) == 0:
		return 0, nobody("dispatch", id)
	case len(found) > 1:
		return 0, &dateline.Fault{What: fmt.Sprintf("several dispatches begin with %s", id), Hint: fmt.Sprintf("write more of it: %.16s or %.16s", ids[0], ids[1])}
	}
	return found[0], nil
}

// bounds are the least and the greatest id that begins with hexadecimal
// digits.
func bounds(s string) (low, high []byte) {
	low, _ = hex.DecodeString(s + strings.Repeat("0", 64-len(s)))
	high, _ = hex.DecodeString(s + strings.Repeat("f", 64-len(s)))
	return low, high
}

// split takes an archive-wide id apart: "3f9a1c2b7d10/e3" into dispatch and
// local id; without a stroke local is "".
func split(id string) (dispatch, local string) {
	dispatch, local, _ = strings.Cut(strings.TrimSpace(id), "/")
	return dispatch, local
}

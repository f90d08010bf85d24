package sqlite

import (
	"context"
	"errors"

	"dateline"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// advice says for an error of SQLite what it means to a person.
var advice = map[int][2]string{
	lib.SQLITE_FULL:     {"the disk is full", "make room and run it again: what was reported as stored is safe"},
	lib.SQLITE_BUSY:     {"another program is writing to the archive", "wait until it has ended and run it again"},
	lib.SQLITE_LOCKED:   {"another program is writing to the archive", "wait until it has ended and run it again"},
	lib.SQLITE_READONLY: {"the archive cannot be written", "look at the permissions of the file and its folder"},
	lib.SQLITE_CANTOPEN: {"the archive cannot be opened", "look at the permissions of the file and its folder"},
	lib.SQLITE_PERM:     {"the archive cannot be opened", "look at the permissions of the file and its folder"},
	lib.SQLITE_CORRUPT:  {"the archive is damaged", "'dateline verify' says where; restore a backup"},
	lib.SQLITE_NOTADB:   {"not a Dateline archive", "--archive names the archive"},
	lib.SQLITE_IOERR:    {"the disk fails", "what was reported as stored is safe where it can still be read"},
}

// fault makes of an error one that a person can act on. Faults and the end of
// a context stay what they are.
func (a *Archive) fault(what string, err error) error {
	if err == nil {
		return nil
	}
	var f *dateline.Fault
	if errors.As(err, &f) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	out := &dateline.Fault{What: what, Where: a.path, Err: err}
	var e *driver.Error
	if errors.As(err, &e) {
		if m, ok := advice[e.Code()&0xff]; ok {
			out.What, out.Hint = what+": "+m[0], m[1]
		}
	}
	return out
}

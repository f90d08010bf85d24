package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"dateline"
	"dateline/store"

	_ "modernc.org/sqlite" // the driver
)

// Options say how to open an archive.
type Options struct {
	Create   bool // make the file, and folders above it, when there is none
	ReadOnly bool // no writer; an archive in a folder that cannot be written opens too
	Decide   store.Decide
	MaxPages int // largest size of the file in pages of 8192 bytes; 0 for no limit
	// Rule gives the line of the reader's tables behind the name of a rule, ""
	// where there is none.
	Rule func(rule string) string
}

// Archive is an open archive. It may be used by many goroutines at once.
type Archive struct {
	path   string
	o      Options
	read   *sql.DB
	write  *sql.DB // nil when read-only
	mu     sync.Mutex
	intern *interner                 // of the writer; guarded by mu
	others int64                     // data_version: changes when another program has written
	asked  func() (*sql.Stmt, error) // whether a key was seen; prepared at the first question
}

// applicationID marks a file as an archive: "DLTL".
const applicationID = 0x444C544C

// Open opens the archive in a file. Faults say what a person can do about
// them.
func Open(path string, o Options) (*Archive, error) {
	a := &Archive{path: path, o: o}
	fresh, err := a.check()
	if err != nil {
		return nil, err
	}
	if !o.ReadOnly {
		if err := a.openWriter(fresh); err != nil {
			a.Close()
			return nil, err
		}
	}
	if a.read, err = sql.Open("sqlite", a.dsn(false)); err != nil {
		return nil, a.fault("cannot open the archive", err)
	}
	a.asked = sync.OnceValues(func() (*sql.Stmt, error) { return a.read.Prepare("SELECT count(*) FROM seen WHERE key = ?") })
	a.read.SetMaxOpenConns(max(4, runtime.GOMAXPROCS(0)))
	a.read.SetMaxIdleConns(4)
	if err := a.checkSchema(); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

// renew brings an archive that was opened for reading to today's form, where
// it may be written.
func (a *Archive) renew() error {
	b, err := Open(a.path, Options{Decide: a.o.Decide})
	if err != nil {
		return err
	}
	return b.Close()
}

// check looks at the file before SQLite does; fresh is whether there is none.
func (a *Archive) check() (fresh bool, err error) {
	info, err := os.Stat(a.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && a.o.Create && !a.o.ReadOnly:
		if err := os.MkdirAll(filepath.Dir(a.path), 0o755); err != nil {
			return true, &dateline.Fault{What: "cannot make the folder of the archive", Where: a.path, Err: err}
		}
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, &dateline.Fault{What: "no such archive", Where: a.path, Hint: "'dateline add' makes one; --archive names another", Err: nil}
	case err != nil:
		return false, &dateline.Fault{What: "cannot open the archive", Where: a.path, Err: err}
	case info.IsDir():
		return false, &dateline.Fault{What: "is a folder, not an archive", Where: a.path, Hint: "name a file"}
	}
	return info.Size() == 0, a.checkHead(info.Size())
}

// checkHead tells a file that is no archive by its first bytes.
func (a *Archive) checkHead(size int64) error {
	if size == 0 {
		if a.o.Create && !a.o.ReadOnly {
			return nil
		}
		return &dateline.Fault{What: "the file is empty", Where: a.path, Hint: "'dateline add' makes an archive"}
	}
	f, err := os.Open(a.path)
	if err != nil {
		return &dateline.Fault{What: "cannot open the archive", Where: a.path, Err: err}
	}
	defer f.Close()
	head := make([]byte, 16)
	if n, _ := f.ReadAt(head, 0); string(head[:n]) != "SQLite format 3\x00" {
		return &dateline.Fault{What: "not a Dateline archive", Where: a.path, Hint: "--archive names the archive; what is to be read comes without it"}
	}
	return nil
}

// dsn is the data source for a writer or a reader.
func (a *Archive) dsn(writer bool) string {
	q := url.Values{}
	pragma := func(s string) { q.Add("_pragma", s) }
	pragma("busy_timeout(15000)")
	pragma("temp_store(memory)")
	switch {
	case writer:
		q.Set("_txlock", "immediate")
		pragma("page_size(8192)")
		pragma("journal_mode(wal)")
		pragma("synchronous(full)")
		pragma("cache_size(-32000)")
		pragma("wal_autocheckpoint(4000)")
		if a.o.MaxPages > 0 {
			pragma(fmt.Sprintf("max_page_count(%d)", a.o.MaxPages))
		}
	default:
		pragma("query_only(1)")
		pragma("cache_size(-16000)")
		if a.o.ReadOnly {
			q.Set("mode", "ro")
			if a.sealed() {
				q.Set("immutable", "1")
			}
		}
	}
	abs, err := filepath.Abs(a.path)
	if err != nil {
		abs = a.path
	}
	u := url.URL{Scheme: "file", Path: abs, RawQuery: q.Encode()}
	return u.String()
}

// sealed tells whether the archive lies where nothing can be written and has
// no journal beside it: then nobody else writes either.
func (a *Archive) sealed() bool {
	if _, err := os.Stat(a.path + "-wal"); err == nil {
		return false
	}
	f, err := os.CreateTemp(filepath.Dir(a.path), ".dateline-*")
	if err != nil {
		return true
	}
	name := f.Name()
	f.Close()
	os.Remove(name)
	return false
}

func (a *Archive) openWriter(fresh bool) error {
	db, err := sql.Open("sqlite", a.dsn(true))
	if err != nil {
		return a.fault("cannot open the archive", err)
	}
	db.SetMaxOpenConns(1)
	a.write, a.intern = db, newInterner()
	return a.migrate(fresh)
}

// Close ends all work and leaves one file behind.
func (a *Archive) Close() error {
	var errs []error
	if a.read != nil {
		errs = append(errs, a.read.Close())
	}
	if a.write != nil {
		errs = append(errs, a.write.Close())
	}
	return errors.Join(errs...)
}

// Path is the file that the archive lies in.
func (a *Archive) Path() string { return a.path }

// update runs f in the one writing transaction.
func (a *Archive) update(ctx context.Context, f func(*writer) error) error {
	if a.write == nil {
		return &dateline.Fault{What: "the archive was opened for reading only", Where: a.path}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	tx, err := a.write.BeginTx(ctx, nil)
	if err != nil {
		return a.fault("cannot write to the archive", err)
	}
	w := newWriter(ctx, a, tx)
	if err = w.look(); err == nil {
		err = f(w)
	}
	w.close()
	if err == nil {
		err = tx.Commit()
	} else {
		tx.Rollback()
	}
	if err != nil {
		a.intern = newInterner() // what was given out may be gone
		return a.fault("cannot write to the archive", err)
	}
	return nil
}

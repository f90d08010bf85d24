package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"dateline"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// schema is the number of the newest migration. Each sets user_version, so
// that opening an archive of today costs one look.
const schema = 3

// migrate brings the file to today's schema.
func (a *Archive) migrate(fresh bool) error {
	if err := a.foreign(a.write, fresh); err != nil {
		return err
	}
	have, err := version(a.write)
	if err != nil {
		return a.fault("cannot open the archive", err)
	}
	if have == schema {
		return a.catchUp(context.Background())
	}
	if have > schema {
		return a.tooNew(have)
	}
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, a.write, folder)
	if err != nil {
		return a.fault("cannot prepare the archive", err)
	}
	if _, err := p.Up(context.Background()); err != nil {
		if have, e := version(a.write); e == nil && have == schema {
			return nil // another program was quicker
		}
		return a.fault("cannot bring the archive to this version's form", err)
	}
	if _, err = a.write.Exec(fmt.Sprintf("PRAGMA user_version = %d", schema)); err != nil {
		return a.fault("cannot prepare the archive", err)
	}
	return a.catchUp(context.Background())
}

// foreign refuses a database of another program.
func (a *Archive) foreign(db *sql.DB, fresh bool) error {
	var id, tables int
	if err := db.QueryRow("PRAGMA application_id").Scan(&id); err != nil {
		return a.fault("cannot open the archive", err)
	}
	if id == applicationID || fresh {
		return nil
	}
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'").Scan(&tables); err != nil {
		return a.fault("cannot open the archive", err)
	}
	if tables > 0 || id != 0 {
		return &dateline.Fault{What: "a database of another program, not a Dateline archive", Where: a.path, Hint: "--archive names the archive"}
	}
	return nil
}

func version(db *sql.DB) (n int, err error) {
	return n, db.QueryRow("PRAGMA user_version").Scan(&n)
}

func (a *Archive) tooNew(have int) error {
	return &dateline.Fault{What: fmt.Sprintf("the archive was written by a newer version (form %d, this program knows %d)", have, schema), Where: a.path, Hint: "use the newer program"}
}

// checkSchema makes sure that what was opened for reading has today's form.
func (a *Archive) checkSchema() error {
	if err := a.foreign(a.read, false); err != nil {
		return err
	}
	have, err := version(a.read)
	switch {
	case err != nil:
		return a.fault("cannot open the archive", err)
	case have > schema:
		return a.tooNew(have)
	case have < schema && !a.o.ReadOnly:
		return a.fault("cannot open the archive", errors.New("it was not brought to today's form"))
	case have < schema:
		if err := a.renew(); err != nil {
			return &dateline.Fault{What: "the archive has the form of an older version and cannot be brought to today's", Where: a.path, Hint: "make the file and its folder writable", Err: err}
		}
	}
	return nil
}

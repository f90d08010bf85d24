package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/compare"
	"dateline/query"
)

// interner remembers the numbers of strings, places, entities and chains that
// are in the archive, so that they need not be looked up again.
type interner struct {
	terms, spots, entities, chains map[string]int64
	sketches                       *sketches
}

func newInterner() *interner {
	return &interner{map[string]int64{}, map[string]int64{}, map[string]int64{}, map[string]int64{}, newSketches()}
}

// maxRemembered bounds each memory of the interner, in entries.
const maxRemembered = 300_000

func (i *interner) bound() {
	for _, m := range []map[string]int64{i.terms, i.spots, i.entities, i.chains} {
		if len(m) > maxRemembered {
			clear(m)
		}
	}
}

// writer is one transaction that writes.
type writer struct {
	ctx   context.Context
	a     *Archive
	tx    *sql.Tx
	in    *interner
	stmts map[string]*sql.Stmt
	item  int64                     // last number of an item; 0 when not yet looked up
	fresh map[int64]*compare.Sketch // of what this transaction stored
	last  time.Time                 // when the last of it came
}

func newWriter(ctx context.Context, a *Archive, tx *sql.Tx) *writer {
	a.intern.bound()
	return &writer{ctx: ctx, a: a, tx: tx, in: a.intern, stmts: map[string]*sql.Stmt{}, fresh: map[int64]*compare.Sketch{}}
}

// look forgets what may have changed where another program has written.
func (w *writer) look() error {
	var v int64
	if err := w.tx.QueryRowContext(w.ctx, "PRAGMA data_version").Scan(&v); err != nil {
		return err
	}
	if v != w.a.others {
		w.a.others = v
		w.in.sketches = newSketches()
	}
	return nil
}

func (w *writer) close() {
	for _, s := range w.stmts {
		s.Close()
	}
}

func (w *writer) stmt(q string) (*sql.Stmt, error) {
	if s := w.stmts[q]; s != nil {
		return s, nil
	}
	s, err := w.tx.PrepareContext(w.ctx, q)
	if err == nil {
		w.stmts[q] = s
	}
	return s, err
}

// exec runs a statement and gives the number of the row it made.
func (w *writer) exec(q string, args ...any) (int64, error) {
	s, err := w.stmt(q)
	if err != nil {
		return 0, err
	}
	r, err := s.Exec(args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// one reads one number; ok is false when there is no row.
func (w *writer) one(q string, args ...any) (n int64, ok bool, err error) {
	s, err := w.stmt(q)
	if err != nil {
		return 0, false, err
	}
	var v sql.NullInt64
	switch err := s.QueryRow(args...).Scan(&v); {
	case errors.Is(err, sql.ErrNoRows):
		return 0, false, nil
	case err != nil:
		return 0, false, err
	}
	return v.Int64, v.Valid, nil
}

// known gives the number of a key, from memory, from the archive, or of the
// row that make adds.
func (w *writer) known(m map[string]int64, key, find string, arg any, make func() (int64, error)) (int64, error) {
	if n, ok := m[key]; ok {
		return n, nil
	}
	n, ok, err := w.one(find, arg)
	if err != nil {
		return 0, err
	}
	if !ok {
		if n, err = make(); err != nil {
			return 0, err
		}
	}
	m[strings.Clone(key)] = n
	return n, nil
}

// term is the number of a string.
func (w *writer) term(s string) (int64, error) {
	return w.known(w.in.terms, s, "SELECT n FROM term WHERE value = ?", s, func() (int64, error) {
		n, err := w.exec("INSERT INTO term(value) VALUES (?)", s)
		if err != nil {
			return 0, err
		}
		_, err = w.exec("INSERT INTO term_words(rowid, value) VALUES (?, ?)", n, s)
		return n, err
	})
}

// maybe is the number of a string, NULL for "".
func (w *writer) maybe(s string) (any, error) {
	if s == "" {
		return nil, nil
	}
	n, err := w.term(s)
	return n, err
}

// terms are the numbers of several strings, NULL for "".
func (w *writer) terms(list ...string) ([]any, error) {
	out := make([]any, len(list))
	for i, s := range list {
		n, err := w.maybe(s)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}

// shortHash is what an id of an entity or place is made of: six bytes of the
// SHA-256 of what tells it apart. As people see it, it is twelve digits behind
// a letter and a hyphen.
func shortHash(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:6]
}

// Letters before the digits of an id.
const (
	entityLetter = "n-"
	spotLetter   = "p-"
)

// spotID tells a place from others.
func spotID(p *dateline.Place) []byte {
	return shortHash(strings.Join([]string{p.Name, p.Admin1, p.Country, strconv.Itoa(p.GeoNames), string(p.Precision)}, "\x00"))
}

// spot is the number of a place.
func (w *writer) spot(p *dateline.Place) (int64, error) {
	id := spotID(p)
	return w.known(w.in.spots, string(id), "SELECT n FROM spot WHERE id = ?", id, func() (int64, error) {
		name, err := w.term(p.Name)
		if err != nil {
			return 0, err
		}
		t, err := w.terms(p.Admin1, p.Country, string(p.Precision))
		if err != nil {
			return 0, err
		}
		if t[2] == nil {
			t[2] = 0
		}
		return w.exec("INSERT INTO spot(id, name, admin1, country, precision, geonames, lat, lon) VALUES (?,?,?,?,?,?,?,?)",
			id, name, t[0], t[1], t[2], number(p.GeoNames), float(p.Lat), float(p.Lon))
	})
}

func number(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

func float(f *float64) any {
	if f == nil {
		return nil
	}
	return *f
}

// entityKey tells names of one bearer from names of others. Persons with a
// full name are one whatever country a dispatch gives them; a bare surname is
// one only within a country.
func entityKey(n *dateline.Name) string {
	if n.SameAs != nil && n.SameAs.Wikidata != "" {
		return "wikidata\x00" + n.SameAs.Wikidata
	}
	name, country := query.Fold(n.Name), n.Country
	if n.Kind == dateline.Person && strings.Contains(name, " ") {
		country = ""
	}
	return string(n.Kind) + "\x00" + name + "\x00" + country
}

// entity is the number of whom a name stands for.
func (w *writer) entity(n *dateline.Name) (int64, error) {
	key := entityKey(n)
	if k, ok := w.in.entities[key]; ok {
		return k, nil
	}
	id := shortHash(key)
	return w.known(w.in.entities, key, "SELECT n FROM entity WHERE id = ?", id, func() (int64, error) {
		name, err := w.term(n.Name)
		if err != nil {
			return 0, err
		}
		t, err := w.terms(string(n.Kind), n.Country, n.Sector)
		if err != nil {
			return 0, err
		}
		if t[0] == nil {
			t[0] = 0
		}
		return w.exec("INSERT INTO entity(id, kind, name, country, sector) VALUES (?,?,?,?,?)", id, t[0], name, t[1], t[2])
	})
}

// chain is the number of a chain of attribution.
func (w *writer) chain(by []string) (int64, error) {
	key := make([]byte, 0, 32)
	links := make([]int64, len(by))
	for i, s := range by {
		n, err := w.term(s)
		if err != nil {
			return 0, err
		}
		links[i] = n
		key = strconv.AppendInt(append(key, ','), n, 10)
	}
	return w.known(w.in.chains, string(key), "SELECT n FROM chain WHERE key = ?", string(key), func() (int64, error) {
		n, err := w.exec("INSERT INTO chain(key) VALUES (?)", string(key))
		for _, t := range links {
			if err == nil {
				_, err = w.exec("INSERT OR IGNORE INTO link(term, chain) VALUES (?, ?)", t, n)
			}
		}
		return n, err
	})
}

// nextItem is the next number of an event, statement or figure.
func (w *writer) nextItem() (int64, error) {
	if w.item == 0 {
		n, _, err := w.one("SELECT max((SELECT coalesce(max(n), 0) FROM event), (SELECT coalesce(max(n), 0) FROM statement), (SELECT coalesce(max(n), 0) FROM figure))")
		if err != nil {
			return 0, err
		}
		w.item = n
	}
	w.item++
	return w.item, nil
}

// unknown stands for a time that is not known.
const unknown = -1 << 62

// seconds since 1970 of a time.
func seconds(t *time.Time) int64 {
	if t == nil {
		return unknown
	}
	return t.Unix()
}

// dayNumber is a day, YYYY-MM-DD, as days since 1970; ok is false for "".
func dayNumber(s string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	return floorDay(t.Unix()), true
}

func floorDay(sec int64) int64 {
	d := sec / 86400
	if sec%86400 < 0 {
		d--
	}
	return d
}

// dayName is the day of a number.
func dayName(n int64) string { return time.Unix(n*86400, 0).UTC().Format(time.DateOnly) }

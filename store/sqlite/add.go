package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"sync"
	"time"

	"dateline"
	"dateline/compare"
	"dateline/query"
	"dateline/store"
)

// prepared is an entry with everything worked out that needs no look at the
// archive.
type prepared struct {
	*store.Entry
	id       []byte
	textHash [32]byte
	rawHash  any // 32 bytes, NULL when the raw bytes are the text's own
	page     []byte
	reading  []byte
	rows     query.Items
	sketch   *compare.Sketch
	err      error
}

// Add takes entries in, in one transaction: either all are stored or none is.
// What is there already is left alone. Entries may follow each other as
// versions within one batch.
func (a *Archive) Add(ctx context.Context, entries []store.Entry) ([]store.Outcome, error) {
	ready := make([]prepared, len(entries))
	a.prepare(entries, ready)
	for i := range ready {
		if ready[i].err != nil {
			return nil, ready[i].err
		}
	}
	out := make([]store.Outcome, len(entries))
	err := a.update(ctx, func(w *writer) error {
		for i := range ready {
			if err := ctx.Err(); err != nil {
				return err
			}
			o, err := w.add(&ready[i])
			if err != nil {
				return err
			}
			out[i] = o
		}
		return w.compareNew(w.fresh, w.last)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// prepare packs entries on all processors.
func (a *Archive) prepare(entries []store.Entry, ready []prepared) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(entries)) {
		wg.Go(func() {
			for i := range next {
				ready[i] = prepare(&entries[i])
			}
		})
	}
	for i := range entries {
		next <- i
	}
	close(next)
	wg.Wait()
}

func prepare(e *store.Entry) prepared {
	p := prepared{Entry: e}
	d := &e.Reading.Dispatch
	if p.id, p.err = hex.DecodeString(d.ID); p.err == nil && len(p.id) != 32 {
		p.err = fmt.Errorf("the id of a dispatch has %d bytes", len(p.id))
	}
	if p.err != nil {
		p.err = &dateline.Fault{What: "a dispatch without an id cannot be stored", Where: e.Origin.Path, Err: p.err}
		return p
	}
	p.textHash = sha256.Sum256([]byte(d.Text))
	raw := e.Raw
	if string(raw) == d.Text {
		raw = nil
	}
	if raw != nil {
		h := sha256.Sum256(raw)
		p.rawHash = h[:]
	}
	origin := e.Origin
	origin.Path = "" // a string that many share, see dispatch
	if p.page, p.err = packPage(&page{d.Text, raw, origin, e.Given}); p.err != nil {
		return p
	}
	if p.reading, p.err = packReading(e.Reading); p.err != nil {
		return p
	}
	p.rows = query.Rows(e.Reading)
	p.sketch = compare.NewSketch(e.Reading)
	return p
}

// Known tells for each key whether its input is in the archive.
func (a *Archive) Known(ctx context.Context, keys []store.Key) ([]bool, error) {
	out := make([]bool, len(keys))
	s, err := a.asked()
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	for i := range keys {
		var n int
		if err := s.QueryRowContext(ctx, keys[i][:]).Scan(&n); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		out[i] = n > 0
	}
	return out, nil
}

// add stores one entry.
func (w *writer) add(p *prepared) (store.Outcome, error) {
	d := &p.Reading.Dispatch
	out := store.Outcome{ID: d.ID, Read: d.Doubt != dateline.DoubtNotEnglish}
	n, there, err := w.one("SELECT n FROM dispatch WHERE id = ?", p.id)
	if err != nil {
		return out, err
	}
	if there {
		out.Became = store.Same
		if out.Seq, _, err = w.one("SELECT born FROM dispatch WHERE n = ?", n); err != nil {
			return out, err
		}
		return out, w.seen(p, n)
	}
	rel, err := w.relate(p)
	if err != nil {
		return out, err
	}
	if rel.is == store.Repeats {
		out.Became, out.ID = store.Same, rel.id
		if out.Seq, _, err = w.one("SELECT born FROM dispatch WHERE n = ?", rel.n); err != nil {
			return out, err
		}
		return out, w.seen(p, rel.n)
	}
	return out, w.insert(p, rel, &out)
}

// seen remembers the input of a dispatch.
func (w *writer) seen(p *prepared, n int64) error {
	if p.Key == (store.Key{}) {
		return nil
	}
	_, err := w.exec("INSERT OR IGNORE INTO seen(key, dispatch) VALUES (?, ?)", p.Key[:], n)
	return err
}

// cause says why an entry changes the record.
func (r *relative) cause() dateline.Cause {
	switch {
	case r.is == store.Unrelated:
		return dateline.CauseDispatch
	case r.is == store.Follows && r.kind == dateline.KindKill:
		return dateline.CauseKill
	case r.is == store.Follows && r.kind == dateline.KindCorrection:
		return dateline.CauseCorrection
	}
	return dateline.CauseUpdate
}

// place is where a new dispatch stands among the versions of its story.
type place struct {
	n, first, version, seq int64
	prev                   any // version before
	died                   any // it came in late: the change that brought it ended it
}

// insert stores an entry that is not there.
func (w *writer) insert(p *prepared, rel *relative, out *store.Outcome) error {
	n, err := w.nextDispatch()
	if err != nil {
		return err
	}
	why := rel.cause()
	at := place{n: n, first: n, version: 1}
	var of any
	if rel.is != store.Unrelated {
		of, out.Of = rel.n, rel.id
	}
	if at.seq, err = w.change(p.At, why, n, of, nil); err != nil {
		return err
	}
	out.Seq, out.Became = at.seq, store.New
	switch {
	case why == dateline.CauseKill:
		out.Became = store.Killer
	case rel.is == store.Follows:
		out.Became = store.Version
		at.first, at.version, at.prev = rel.first, rel.version+1, rel.n
	case rel.is == store.Precedes:
		out.Became = store.Version
		at.first, at.version, at.prev, at.died = rel.first, rel.version, rel.prev, at.seq
		if err := w.moveUp(rel, n); err != nil {
			return err
		}
	}
	if err := w.dispatch(p, at); err != nil {
		return err
	}
	if rel.is == store.Follows {
		if err := w.supersede(rel, at.seq, why); err != nil {
			return err
		}
	}
	if err := w.layers(p, n, at.seq); err != nil {
		return err
	}
	w.fresh[n], w.last = p.sketch, p.At
	if at.died == nil {
		return nil
	}
	return w.end(n, at.seq)
}

// moveUp makes room for a version that came in late, before another.
func (w *writer) moveUp(rel *relative, n int64) error {
	if _, err := w.exec("UPDATE dispatch SET version = version + 1 WHERE first = ? AND version >= ?", rel.first, rel.version); err != nil {
		return err
	}
	_, err := w.exec("UPDATE dispatch SET prev = ? WHERE n = ?", n, rel.n)
	return err
}

func (w *writer) nextDispatch() (int64, error) {
	n, _, err := w.one("SELECT coalesce(max(n), 0) + 1 FROM dispatch")
	return n, err
}

// change writes one line of the archive's sequence and gives its number. The
// numbers have no gaps.
func (w *writer) change(at time.Time, why dateline.Cause, dispatch, supersedes, about any) (int64, error) {
	c, err := w.term(string(why))
	if err != nil {
		return 0, err
	}
	return w.exec("INSERT INTO change(at, cause, dispatch, supersedes, about) VALUES (?,?,?,?,?)", at.UnixMilli(), c, dispatch, supersedes, about)
}

// dispatch writes the rows of a dispatch that do not depend on its reading.
func (w *writer) dispatch(p *prepared, at place) error {
	r := p.Reading
	d := &r.Dispatch
	source, err := w.term(d.Source)
	if err != nil {
		return err
	}
	lang, err := w.term(d.Lang)
	if err != nil {
		return err
	}
	kind, err := w.term(string(d.Kind))
	if err != nil {
		return err
	}
	filed, err := w.filed(r)
	if err != nil {
		return err
	}
	n := at.n
	if _, err := w.exec("INSERT INTO dispatch(n, id, first, version, prev, born, died, source, lang, kind, published, filed, statements, events, figures) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		n, p.id, at.first, at.version, at.prev, at.seq, at.died, source, lang, kind, seconds(d.Published), filed, len(r.Statements), len(r.Events), len(r.Figures)); err != nil {
		return err
	}
	if _, err := w.exec("INSERT INTO dispatch_words(rowid, headline, body) VALUES (?,?,?)", n, d.Headline, d.Text); err != nil {
		return err
	}
	path, err := w.term(p.Origin.Path)
	if err != nil {
		return err
	}
	if _, err := w.exec("INSERT INTO page(dispatch, text_hash, raw_hash, path, retrieved, body) VALUES (?,?,?,?,?,?)", n, p.textHash[:], p.rawHash, path, p.At.UnixMilli(), p.page); err != nil {
		return err
	}
	for _, t := range p.Traces {
		if _, err := w.exec("INSERT OR IGNORE INTO trace(key, dispatch) VALUES (?, ?)", t&traceBits, n); err != nil {
			return err
		}
	}
	return w.seen(p, n)
}

// filed is the number of the place that the dateline names.
func (w *writer) filed(r *dateline.Reading) (any, error) {
	if r.Dispatch.Dateline == nil || r.Dispatch.Dateline.Place == "" {
		return nil, nil
	}
	for i := range r.Places {
		if r.Places[i].ID == r.Dispatch.Dateline.Place {
			return w.spot(&r.Places[i])
		}
	}
	return nil, nil
}

// traceBits are how much of a trace is kept: chance matches cost a look.
const traceBits = 1<<31 - 1

// supersede ends what a new dispatch follows or withdraws.
func (w *writer) supersede(prev *relative, seq int64, why dateline.Cause) error {
	if why == dateline.CauseKill {
		// Every version of the story is withdrawn.
		if _, err := w.exec("UPDATE dispatch SET killed = ? WHERE first = ? AND killed IS NULL", seq, prev.first); err != nil {
			return err
		}
	} else if _, err := w.exec("UPDATE dispatch SET died = ? WHERE n = ? AND died IS NULL", seq, prev.n); err != nil {
		return err
	}
	return w.end(prev.n, seq)
}

// end takes the rows of a dispatch's reading out of the record as it stands.
func (w *writer) end(n, seq int64) error {
	for _, t := range []string{"event", "statement", "figure", "placed", "held"} {
		if _, err := w.exec("UPDATE "+t+" SET died = ? WHERE dispatch = ? AND died IS NULL", seq, n); err != nil {
			return err
		}
	}
	return w.endNames(n, seq)
}

// endNames ends the rows of whom a dispatch names. There are very many such
// rows and no index of them by dispatches: the reading says whom.
func (w *writer) endNames(n, seq int64) error {
	r, err := w.reading(n)
	if err != nil {
		return err
	}
	entities, err := w.list("SELECT DISTINCT entity FROM mark WHERE dispatch = ? AND entity IS NOT NULL", n)
	if err != nil {
		return err
	}
	for i := range r.Names {
		e, err := w.entity(&r.Names[i])
		if err != nil {
			return err
		}
		entities = append(entities, e)
	}
	for _, e := range entities {
		if _, err := w.exec("UPDATE named SET died = ? WHERE entity = ? AND dispatch = ? AND died IS NULL", seq, e, n); err != nil {
			return err
		}
	}
	return nil
}

package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"
	"time"

	"dateline"
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
		return nil
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
	if p.page, p.err = packPage(&page{d.Text, raw, origin}); p.err != nil {
		return p
	}
	if p.reading, p.err = packReading(e.Reading); p.err != nil {
		return p
	}
	p.rows = query.Rows(e.Reading)
	return p
}

// Known tells for each key whether its input is in the archive.
func (a *Archive) Known(ctx context.Context, keys []store.Key) ([]bool, error) {
	out := make([]bool, len(keys))
	s, err := a.read.PrepareContext(ctx, "SELECT count(*) FROM seen WHERE key = ?")
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	defer s.Close()
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
	prev, err := w.precursor(p)
	if err != nil {
		return out, err
	}
	return out, w.insert(p, prev, &out)
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
func cause(d *dateline.Dispatch, follows bool) dateline.Cause {
	switch {
	case d.Kind == dateline.KindKill && follows:
		return dateline.CauseKill
	case d.Kind == dateline.KindCorrection && follows:
		return dateline.CauseCorrection
	case follows:
		return dateline.CauseUpdate
	}
	return dateline.CauseDispatch
}

// insert stores an entry that is not there; prev is the version it follows.
func (w *writer) insert(p *prepared, prev *precursor, out *store.Outcome) error {
	d := &p.Reading.Dispatch
	n, err := w.nextDispatch()
	if err != nil {
		return err
	}
	out.Became = store.New
	var before any
	first, version := n, int64(1)
	if prev != nil {
		before, out.Of, out.Became = prev.n, prev.id, store.Version
		first, version = prev.first, prev.version+1
	}
	why := cause(d, prev != nil)
	if out.Seq, err = w.change(p.At, why, n, before, nil); err != nil {
		return err
	}
	if why == dateline.CauseKill {
		out.Became = store.Killer
		first, version = n, 1
	}
	if err := w.dispatch(p, n, first, version, out.Seq, before, why); err != nil {
		return err
	}
	if prev != nil {
		if err := w.supersede(prev, out.Seq, why); err != nil {
			return err
		}
	}
	return w.layers(p, n, out.Seq)
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
func (w *writer) dispatch(p *prepared, n, first, version, seq int64, prev any, why dateline.Cause) error {
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
	if why == dateline.CauseKill {
		prev = nil
	}
	if _, err := w.exec("INSERT INTO dispatch(n, id, first, version, prev, born, source, lang, kind, published, filed, statements, events, figures) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		n, p.id, first, version, prev, seq, source, lang, kind, seconds(d.Published), filed, len(r.Statements), len(r.Events), len(r.Figures)); err != nil {
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
		if _, err := w.exec("INSERT OR IGNORE INTO trace(key, dispatch) VALUES (?, ?)", traceKey(t), n); err != nil {
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

func traceKey(t string) int64 {
	h := sha256.Sum256([]byte(t))
	return int64(binary.BigEndian.Uint64(h[:8]))
}

// precursor is the dispatch that an entry follows or withdraws.
type precursor struct {
	n, first, version int64
	id                string
}

// precursor asks which stored dispatch an entry follows, nil for none.
func (w *writer) precursor(p *prepared) (*precursor, error) {
	if w.a.o.Decide == nil || len(p.Traces) == 0 {
		return nil, nil
	}
	found, candidates, err := w.candidates(p)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	i := w.a.o.Decide(p.Entry, candidates)
	if i < 0 || i >= len(found) {
		return nil, nil
	}
	return &found[i], nil
}

// maxCandidates bounds how many stored dispatches an entry is held against.
const maxCandidates = 16

// candidates are the newest versions of stories that share a trace with an
// entry, in the order of the traces and of their arrival, the newest first.
func (w *writer) candidates(p *prepared) ([]precursor, []store.Candidate, error) {
	var found []precursor
	var out []store.Candidate
	at := map[int64]int{}
	for _, t := range p.Traces {
		ns, err := w.sharing(traceKey(t))
		if err != nil {
			return nil, nil, err
		}
		for _, n := range ns {
			if i, ok := at[n]; ok {
				out[i].Shared = append(out[i].Shared, t)
				continue
			}
			if len(out) == maxCandidates {
				break
			}
			f, c, err := w.candidate(n)
			if err != nil {
				return nil, nil, err
			}
			c.Shared = []string{t}
			at[n] = len(out)
			found, out = append(found, f), append(out, c)
		}
	}
	return found, out, nil
}

// sharing lists the newest versions that have a trace.
func (w *writer) sharing(key int64) ([]int64, error) {
	s, err := w.stmt("SELECT DISTINCT (SELECT v.n FROM dispatch v WHERE v.first = d.first ORDER BY v.version DESC LIMIT 1) AS newest FROM trace t JOIN dispatch d ON d.n = t.dispatch WHERE t.key = ? ORDER BY newest DESC LIMIT ?")
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(key, maxCandidates)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, rows.Err()
}

func (w *writer) candidate(n int64) (f precursor, c store.Candidate, err error) {
	s, err := w.stmt("SELECT d.first, d.version, d.id, p.body, r.body FROM dispatch d JOIN page p ON p.dispatch = d.n JOIN reading r ON r.dispatch = d.n AND r.died IS NULL WHERE d.n = ?")
	if err != nil {
		return f, c, err
	}
	var id, body, reading []byte
	f.n = n
	if err := s.QueryRow(n).Scan(&f.first, &f.version, &id, &body, &reading); err != nil {
		return f, c, err
	}
	f.id = hex.EncodeToString(id)
	pg, err := unpackPage(body)
	if err != nil {
		return f, c, err
	}
	b, err := unpack(reading)
	if err != nil {
		return f, c, err
	}
	var r struct{ Dispatch dateline.Dispatch }
	if err := json.Unmarshal(b, &r); err != nil {
		return f, c, err
	}
	d := &r.Dispatch
	return f, store.Candidate{ID: f.id, Source: d.Source, Headline: d.Headline, Text: pg.text, Opening: opening(pg.text, d), Published: d.Published, Updated: d.Updated, Kind: d.Kind, Origin: pg.origin}, nil
}

// supersede ends what a new dispatch follows or withdraws.
func (w *writer) supersede(prev *precursor, seq int64, why dateline.Cause) error {
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
	for _, t := range []string{"event", "statement", "figure", "named", "placed", "held"} {
		if _, err := w.exec("UPDATE "+t+" SET died = ? WHERE dispatch = ? AND died IS NULL", seq, n); err != nil {
			return err
		}
	}
	return nil
}

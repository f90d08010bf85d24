package sqlite

import (
	"encoding/hex"
	"encoding/json"

	"dateline"
	"dateline/store"
)

// relative is the version of a story that an entry stands to.
type relative struct {
	is                store.Relation
	kind              dateline.DispatchKind
	n, first, version int64
	prev              any
	id                string
}

// relate asks which stored dispatch an entry is the same as or a version of.
func (w *writer) relate(p *prepared) (*relative, error) {
	none := &relative{}
	if w.a.o.Decide == nil || len(p.Traces) == 0 {
		return none, nil
	}
	found, candidates, err := w.candidates(p)
	if err != nil || len(found) == 0 {
		return none, err
	}
	d := w.a.o.Decide(p.Entry, candidates)
	if d.Relation == store.Unrelated || d.Candidate < 0 || d.Candidate >= len(found) {
		return none, nil
	}
	f := found[d.Candidate]
	f.is, f.kind = d.Relation, d.Kind
	if f.is == store.Precedes {
		return w.earliest(p, f)
	}
	return f, nil
}

// earliest goes back through the versions of a story to the first one that an
// entry precedes; an entry that repeats one of them is that.
func (w *writer) earliest(p *prepared, f *relative) (*relative, error) {
	for {
		prev, ok := f.prev.(int64)
		if !ok {
			return f, nil
		}
		before, c, err := w.candidate(prev)
		if err != nil {
			return nil, err
		}
		switch d := w.a.o.Decide(p.Entry, []store.Candidate{c}); d.Relation {
		case store.Precedes:
			before.is = store.Precedes
			f = before
		case store.Repeats:
			before.is = store.Repeats
			return before, nil
		default:
			return f, nil
		}
	}
}

// maxCandidates bounds how many stored dispatches an entry is held against.
const maxCandidates = 12

// candidates are the newest versions of stories that share a trace with an
// entry: those that share most first, then the newest.
func (w *writer) candidates(p *prepared) ([]*relative, []store.Candidate, error) {
	keys := make([]int64, len(p.Traces))
	for i, t := range p.Traces {
		keys[i] = t & traceBits
	}
	list, err := json.Marshal(keys)
	if err != nil {
		return nil, nil, err
	}
	ns, err := w.sharing(string(list))
	if err != nil {
		return nil, nil, err
	}
	var found []*relative
	var out []store.Candidate
	for _, n := range ns {
		f, c, err := w.candidate(n)
		if err != nil {
			return nil, nil, err
		}
		found, out = append(found, f), append(out, c)
	}
	return found, out, nil
}

// sharing lists the newest versions of stories that have some of the traces.
// A trace that very many share says nothing and is looked at in part.
func (w *writer) sharing(keys string) ([]int64, error) {
	s, err := w.stmt(`SELECT (SELECT v.n FROM dispatch v WHERE v.first = d.first ORDER BY v.version DESC LIMIT 1) AS newest
		FROM json_each(?) k JOIN trace t ON t.key = k.value AND t.dispatch IN (SELECT x.dispatch FROM trace x WHERE x.key = k.value ORDER BY x.dispatch DESC LIMIT 50)
		JOIN dispatch d ON d.n = t.dispatch GROUP BY newest ORDER BY count(DISTINCT t.key) DESC, newest DESC LIMIT ?`)
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(keys, maxCandidates)
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

func (w *writer) candidate(n int64) (*relative, store.Candidate, error) {
	f := &relative{n: n}
	var c store.Candidate
	s, err := w.stmt("SELECT d.first, d.version, d.prev, d.id, p.body, r.body FROM dispatch d JOIN page p ON p.dispatch = d.n JOIN reading r ON r.dispatch = d.n AND r.died IS NULL WHERE d.n = ?")
	if err != nil {
		return nil, c, err
	}
	var id, body, reading []byte
	if err := s.QueryRow(n).Scan(&f.first, &f.version, &f.prev, &id, &body, &reading); err != nil {
		return nil, c, err
	}
	f.id = hex.EncodeToString(id)
	pg, err := unpackPage(body)
	if err != nil {
		return nil, c, err
	}
	d, err := packedDispatch(reading)
	if err != nil {
		return nil, c, err
	}
	d.Text = pg.text
	return f, store.Candidate{Dispatch: d, Origin: pg.origin}, nil
}

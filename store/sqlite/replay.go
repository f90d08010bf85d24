package sqlite

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store"
)

// pairing is what a user said of two dispatches, by their numbers.
type pairing struct {
	A        int64 `json:"a"`
	B        int64 `json:"b"`
	Together bool  `json:"together"`
}

// markKey tells marks apart.
type markKey struct {
	dispatch      int64
	layer, detail string
	start, end    int
}

type markValue struct {
	entity int64
	reason string
}

// state is what users' corrections come to.
type state struct {
	renamed map[int64]string
	merged  map[int64]int64
	marks   map[markKey]markValue
	pairs   map[pairing]bool
}

func newState() *state {
	return &state{map[int64]string{}, map[int64]int64{}, map[markKey]markValue{}, map[pairing]bool{}}
}

// replay works out what all corrections that stand come to, in their order,
// and makes the record so: what no longer holds ends with this change, what
// holds anew begins with it.
func (w *writer) replay(seq int64, at time.Time) error {
	want, err := w.standing()
	if err != nil {
		return err
	}
	names, err := w.applyNames(want, seq)
	if err != nil {
		return err
	}
	marked, split, err := w.applyMarks(want, seq)
	if err != nil {
		return err
	}
	for _, n := range slices.Sorted(maps.Keys(split)) {
		if err := w.relay(n, seq); err != nil {
			return err
		}
	}
	if err := w.unshow(names, marked); err != nil {
		return err
	}
	return w.applyPairs(want, seq, at)
}

// standing replays the corrections.
func (w *writer) standing() (*state, error) {
	s, err := w.stmt("SELECT seq, about FROM change WHERE about IS NOT NULL AND undone IS NULL AND json_extract(about, '$.kind') IS NOT NULL ORDER BY seq")
	if err != nil {
		return nil, err
	}
	rows, err := s.Query()
	if err != nil {
		return nil, err
	}
	type line struct {
		seq int64
		b   about
	}
	var lines []line
	for rows.Next() {
		var l line
		var text string
		if err = rows.Scan(&l.seq, &text); err == nil {
			err = json.Unmarshal([]byte(text), &l.b)
		}
		if err != nil {
			rows.Close()
			return nil, err
		}
		lines = append(lines, l)
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	out := newState()
	for _, l := range lines {
		if err := w.apply(out, l.seq, &l.b); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// apply adds one correction to a state.
func (w *writer) apply(s *state, seq int64, b *about) error {
	var entities []int64
	for _, id := range b.Entities {
		raw, err := hex.DecodeString(id[len(entityLetter):])
		if err != nil {
			return err
		}
		n, ok, err := w.one("SELECT n FROM entity WHERE id = ?", raw)
		if err != nil || !ok {
			return fmt.Errorf("change %d: no name %s: %w", seq, id, err)
		}
		entities = append(entities, n)
	}
	switch store.Kind(b.Kind) {
	case store.Rename:
		s.renamed[s.root(entities[0])] = b.Name
	case store.Merge:
		s.merge(entities)
	case store.Wrong:
		return w.mark(s, b, markValue{reason: reasonOf(b)})
	case store.Split:
		if len(b.Anchors) == 0 {
			break
		}
		e, err := w.newcomer(seq, b)
		if err != nil {
			return err
		}
		return w.mark(s, b, markValue{entity: e, reason: b.Reason})
	}
	for _, p := range b.Pairs {
		s.pairs[p] = true
	}
	return nil
}

// reasonOf is why a value is wrong; never "".
func reasonOf(b *about) string {
	if b.Reason == "" {
		return "marked by " + b.Author
	}
	return b.Reason
}

func (s *state) root(e int64) int64 {
	if r, ok := s.merged[e]; ok {
		return r
	}
	return e
}

// merge makes entities one: the first stays.
func (s *state) merge(entities []int64) {
	if len(entities) == 0 {
		return
	}
	root := s.root(entities[0])
	for _, e := range entities[1:] {
		old := s.root(e)
		if old == root {
			continue
		}
		for x, r := range s.merged {
			if r == old {
				s.merged[x] = root
			}
		}
		s.merged[old] = root
	}
}

func (w *writer) mark(s *state, b *about, v markValue) error {
	x := &index{writer: w, s: w.in.sketches}
	for _, a := range b.Anchors {
		n, err := x.n(a.Dispatch)
		if err != nil {
			return err
		}
		s.marks[markKey{n, a.Layer, a.Detail, a.Start, a.End}] = v
	}
	return nil
}

// newcomer is the entity that a split made.
func (w *writer) newcomer(seq int64, b *about) (int64, error) {
	key := fmt.Sprintf("split\x00%s\x00%d", b.Name, seq)
	id := shortHash(key)
	return w.known(w.in.entities, key, "SELECT n FROM entity WHERE id = ?", id, func() (int64, error) {
		t, err := w.terms(b.Name, b.NameKind, b.Country, b.Sector)
		if err != nil {
			return 0, err
		}
		return w.exec("INSERT INTO entity(id, name, kind, country, sector) VALUES (?,?,?,?,?)", id, t[0], zero(t[1]), t[2], t[3])
	})
}

// pairsOf reads two columns of numbers.
func (w *writer) pairsOf(q string) (map[int64]int64, error) {
	s, err := w.stmt(q)
	if err != nil {
		return nil, err
	}
	rows, err := s.Query()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[int64]int64{}
	for rows.Next() {
		var a, b int64
		if err := rows.Scan(&a, &b); err != nil {
			return nil, err
		}
		out[a] = b
	}
	return out, rows.Err()
}

// applyNames makes renames and merges what they should be; it gives the
// entities that changed.
func (w *writer) applyNames(want *state, seq int64) (map[int64]bool, error) {
	names := make(map[int64]int64, len(want.renamed))
	for e, s := range want.renamed {
		n, err := w.term(s)
		if err != nil {
			return nil, err
		}
		names[e] = n
	}
	changed := map[int64]bool{}
	for _, t := range []struct {
		table, column string
		want          map[int64]int64
	}{{"renamed", "name", names}, {"merged", "root", want.merged}} {
		have, err := w.pairsOf("SELECT entity, " + t.column + " FROM " + t.table + " WHERE died IS NULL")
		if err != nil {
			return nil, err
		}
		for _, e := range slices.Sorted(maps.Keys(have)) {
			if v, ok := t.want[e]; ok && v == have[e] {
				continue
			}
			changed[e], changed[have[e]] = true, true
			if _, err := w.exec("UPDATE "+t.table+" SET died = ? WHERE entity = ? AND died IS NULL", seq, e); err != nil {
				return nil, err
			}
		}
		for _, e := range slices.Sorted(maps.Keys(t.want)) {
			if v, ok := have[e]; ok && v == t.want[e] {
				continue
			}
			changed[e] = true
			if _, err := w.exec("INSERT INTO "+t.table+"(entity, "+t.column+", born) VALUES (?,?,?)", e, t.want[e], seq); err != nil {
				return nil, err
			}
		}
	}
	return changed, nil
}

// marksNow reads the marks that stand.
func (w *writer) marksNow() (map[markKey]markValue, error) {
	s, err := w.stmt(`SELECT dispatch, layer, detail, start, "end", coalesce(entity, 0), reason FROM mark WHERE died IS NULL`)
	if err != nil {
		return nil, err
	}
	rows, err := s.Query()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[markKey]markValue{}
	for rows.Next() {
		var k markKey
		var v markValue
		if err := rows.Scan(&k.dispatch, &k.layer, &k.detail, &k.start, &k.end, &v.entity, &v.reason); err != nil {
			return nil, err
		}
		out[k] = v
	}
	return out, rows.Err()
}

// applyMarks makes the marks what they should be; it gives the dispatches whose
// marks changed, and those of them whose names did.
func (w *writer) applyMarks(want *state, seq int64) (marked, split map[int64]bool, err error) {
	have, err := w.marksNow()
	if err != nil {
		return nil, nil, err
	}
	marked, split = map[int64]bool{}, map[int64]bool{}
	note := func(k markKey) {
		marked[k.dispatch] = true
		if k.layer == "name" {
			split[k.dispatch] = true
		}
	}
	for k, v := range have {
		if now, ok := want.marks[k]; ok && now == v {
			continue
		}
		note(k)
		if _, err := w.exec(`UPDATE mark SET died = ? WHERE dispatch = ? AND layer = ? AND detail = ? AND start = ? AND "end" = ? AND died IS NULL`, seq, k.dispatch, k.layer, k.detail, k.start, k.end); err != nil {
			return nil, nil, err
		}
	}
	for k, v := range want.marks {
		if was, ok := have[k]; ok && was == v {
			continue
		}
		note(k)
		var entity any
		if v.entity != 0 {
			entity = v.entity
		}
		if _, err := w.exec(`INSERT INTO mark(dispatch, layer, detail, start, "end", entity, reason, born) VALUES (?,?,?,?,?,?,?,?)`, k.dispatch, k.layer, k.detail, k.start, k.end, entity, v.reason, seq); err != nil {
			return nil, nil, err
		}
	}
	return marked, split, nil
}

// applyPairs makes what users said of dispatches what it should be, and forms
// the happenings around them anew.
func (w *writer) applyPairs(want *state, seq int64, at time.Time) error {
	x := &index{writer: w, s: w.in.sketches}
	s, err := w.stmt("SELECT a, b, together FROM story_pair WHERE died IS NULL")
	if err != nil {
		return err
	}
	rows, err := s.Query()
	if err != nil {
		return err
	}
	have := map[pairing]bool{}
	for rows.Next() {
		var p pairing
		if err := rows.Scan(&p.A, &p.B, &p.Together); err != nil {
			rows.Close()
			return err
		}
		have[p] = true
	}
	if err := rows.Close(); err != nil {
		return err
	}
	touched := map[int64]bool{}
	for p := range have {
		if !want.pairs[p] {
			touched[p.A], touched[p.B] = true, true
			if _, err := w.exec("UPDATE story_pair SET died = ? WHERE a = ? AND b = ? AND together = ? AND died IS NULL", seq, p.A, p.B, p.Together); err != nil {
				return err
			}
		}
	}
	for p := range want.pairs {
		if !have[p] {
			touched[p.A], touched[p.B] = true, true
			if _, err := w.exec("INSERT INTO story_pair(a, b, together, born) VALUES (?,?,?,?)", p.A, p.B, p.Together, seq); err != nil {
				return err
			}
		}
	}
	if len(touched) == 0 {
		return nil
	}
	ids, err := x.idsOf(slices.Sorted(maps.Keys(touched)))
	if err != nil {
		return err
	}
	return x.regroup(ids, at)
}

// unshow has the rows of happenings worked out anew that name an entity or
// have a dispatch whose marks changed.
func (w *writer) unshow(names, dispatches map[int64]bool) error {
	for _, e := range slices.Sorted(maps.Keys(names)) {
		if _, err := w.exec("UPDATE story SET shown = NULL WHERE n IN (SELECT m.story FROM named x JOIN member m ON m.dispatch = x.dispatch AND m.died IS NULL WHERE x.entity = ?)", e); err != nil {
			return err
		}
	}
	for _, n := range slices.Sorted(maps.Keys(dispatches)) {
		if _, err := w.exec("UPDATE story SET shown = NULL WHERE n IN (SELECT story FROM member WHERE dispatch = ? AND died IS NULL)", n); err != nil {
			return err
		}
	}
	return nil
}

// relay lays the rows of a dispatch out anew, for its names stand for others
// than before. Rows of what is no longer part of the record stay as they are.
func (w *writer) relay(n, seq int64) error {
	_, live, err := w.one("SELECT n FROM dispatch WHERE n = ? AND died IS NULL AND killed IS NULL", n)
	if err != nil || !live {
		return err
	}
	r, err := w.reading(n)
	if err != nil {
		return err
	}
	if err := w.end(n, seq); err != nil {
		return err
	}
	return w.lay(r, n, seq)
}

// reading is the reading of a dispatch without corrections.
func (w *writer) reading(n int64) (*dateline.Reading, error) {
	s, err := w.stmt("SELECT p.body, r.body FROM page p JOIN reading r ON r.dispatch = p.dispatch AND r.died IS NULL WHERE p.dispatch = ?")
	if err != nil {
		return nil, err
	}
	var body, reading []byte
	if err := s.QueryRow(n).Scan(&body, &reading); err != nil {
		return nil, err
	}
	p, err := unpackPage(body)
	if err != nil {
		return nil, err
	}
	return unpackReading(reading, p.text)
}

// lay writes the rows of a reading, its names as users have split them.
func (w *writer) lay(r *dateline.Reading, n, seq int64) error {
	marks, err := w.marksNow()
	if err != nil {
		return err
	}
	split := map[string]int64{}
	for k, v := range marks {
		if k.dispatch == n && v.entity != 0 {
			a := anchor{Layer: k.layer, Start: k.start, End: k.end, Detail: k.detail}
			if local := a.in(r); local != "" {
				split[local] = v.entity
			}
		}
	}
	items := query.Rows(r)
	return w.rows(r, &items, n, seq, split)
}

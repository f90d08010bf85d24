package sqlite

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dateline/compare"
)

// sketches remembers sketches, so that few are made anew from their readings.
type sketches struct {
	have  map[int64]*compare.Sketch
	leads map[int64]int64 // 0: not in the index
	ids   map[int64]string
	ns    map[string]int64
	parts map[int64]*part // keys of stretches of days
	ties  map[int64]compare.Tie
	dirty map[int64]bool // ties that are not written yet
}

// maxSketches bounds how many sketches are remembered.
const maxSketches = 6000

func newSketches() *sketches {
	return &sketches{map[int64]*compare.Sketch{}, map[int64]int64{}, map[int64]string{}, map[string]int64{}, map[int64]*part{}, map[int64]compare.Tie{}, map[int64]bool{}}
}

func (s *sketches) keep(n int64, x *compare.Sketch) {
	if len(s.have) >= maxSketches {
		clear(s.have)
	}
	s.have[n] = x
}

// index is the archive's compare.Index within one transaction.
type index struct {
	*writer
	s    *sketches
	near *compare.Sketch // whose like is looked for; nil for copies
}

var (
	_ compare.Index = (*index)(nil)
	_ compare.Near  = (*index)(nil)
)

// storyBits are how much of a key is kept. Chance matches cost a comparison.
const storyBits = 1<<31 - 1

// maxLinks is how many links of a dispatch are kept, the strongest, when it
// comes in. It tells only where very many dispatches are much alike.
const maxLinks = 12

// n is the number of a dispatch.
func (x *index) n(id string) (int64, error) {
	if n, ok := x.s.ns[id]; ok {
		return n, nil
	}
	b, err := hex.DecodeString(id)
	if err != nil {
		return 0, err
	}
	n, ok, err := x.one("SELECT n FROM dispatch WHERE id = ?", b)
	if err == nil && !ok {
		err = fmt.Errorf("no dispatch %s", id)
	}
	if err == nil {
		x.remember(n, id)
	}
	return n, err
}

func (x *index) remember(n int64, id string) {
	if len(x.s.ids) > maxRemembered {
		clear(x.s.ids)
		clear(x.s.ns)
	}
	x.s.ids[n], x.s.ns[id] = id, n
}

// id is the id of a numbered dispatch.
func (x *index) id(n int64) (string, error) {
	if id, ok := x.s.ids[n]; ok {
		return id, nil
	}
	s, err := x.stmt("SELECT id FROM dispatch WHERE n = ?")
	if err != nil {
		return "", err
	}
	var b []byte
	if err := s.QueryRow(n).Scan(&b); err != nil {
		return "", err
	}
	id := hex.EncodeToString(b)
	x.remember(n, id)
	return id, nil
}

// idsOf are the ids of numbered dispatches in ascending order.
func (x *index) idsOf(ns []int64) ([]string, error) {
	out := make([]string, 0, len(ns))
	for _, n := range ns {
		id, err := x.id(n)
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// list runs a query for one column of numbers.
func (w *writer) list(q string, args ...any) ([]int64, error) {
	s, err := w.stmt(q)
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(args...)
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

// Put keeps an entry under its keys.
func (x *index) Put(e compare.Entry, keys []compare.Key) error {
	n, err := x.n(e.Sketch.ID)
	if err != nil {
		return err
	}
	lead, err := x.n(e.Lead)
	if err != nil {
		return err
	}
	if err := x.forget(n, e.Sketch, keys); err != nil {
		return err
	}
	if _, err := x.exec("INSERT INTO story_lead(dispatch, lead) VALUES (?1, ?2) ON CONFLICT(dispatch) DO UPDATE SET lead = ?2", n, lead); err != nil {
		return err
	}
	x.s.leads[n] = lead
	copies := e.Sketch.CopyKeys()
	var parts []uint32
	for _, k := range keys {
		if _, found := slices.BinarySearch(copies, k); !found {
			parts = append(parts, partKey(k))
			continue
		}
		if _, err := x.exec("INSERT OR IGNORE INTO story_key(key, dispatch) VALUES (?, ?)", int64(k&storyBits), n); err != nil {
			return err
		}
	}
	x.s.keep(n, e.Sketch)
	return x.putParts(n, stretchOf(e.Sketch), parts)
}

// forget takes away the keys that a dispatch was kept under, those of keep
// excepted.
func (x *index) forget(n int64, s *compare.Sketch, keep []compare.Key) error {
	lead, err := x.lead(n)
	if err != nil || lead == 0 {
		return err
	}
	kept := make(map[int64]bool, len(keep))
	for _, k := range keep {
		kept[int64(k&storyBits)] = true
	}
	for _, k := range s.CopyKeys() {
		if k := int64(k & storyBits); !kept[k] {
			if _, err := x.exec("DELETE FROM story_key WHERE key = ? AND dispatch = ?", k, n); err != nil {
				return err
			}
		}
	}
	return x.dropParts(n)
}

// Drop forgets an entry.
func (x *index) Drop(id string) error {
	n, err := x.n(id)
	if err != nil {
		return err
	}
	s, err := x.sketch(n)
	if err != nil {
		return err
	}
	if err := x.forget(n, s, nil); err != nil {
		return err
	}
	if _, err := x.exec("DELETE FROM story_lead WHERE dispatch = ?", n); err != nil {
		return err
	}
	delete(x.s.have, n)
	x.s.leads[n] = 0
	delete(x.s.ties, n)
	delete(x.s.dirty, n)
	if _, err := x.exec("DELETE FROM story_tie WHERE dispatch = ?", n); err != nil {
		return err
	}
	return x.unlink(n)
}

func (x *index) unlink(n int64) error {
	if _, err := x.exec("DELETE FROM story_link WHERE a = ?", n); err != nil {
		return err
	}
	_, err := x.exec("DELETE FROM story_link WHERE b = ?", n)
	return err
}

// lead is the number of who stands for a dispatch, 0 when it is not in the
// index.
func (x *index) lead(n int64) (int64, error) {
	if lead, ok := x.s.leads[n]; ok {
		return lead, nil
	}
	lead, _, err := x.one("SELECT lead FROM story_lead WHERE dispatch = ?", n)
	if err != nil {
		return 0, err
	}
	if len(x.s.leads) > maxRemembered {
		clear(x.s.leads)
	}
	x.s.leads[n] = lead
	return lead, nil
}

// sketch is the sketch of a dispatch, made anew from its reading where it is
// not remembered.
func (x *index) sketch(n int64) (*compare.Sketch, error) {
	if s := x.s.have[n]; s != nil {
		return s, nil
	}
	stmt, err := x.stmt("SELECT p.body, r.body FROM page p JOIN reading r ON r.dispatch = p.dispatch AND r.died IS NULL WHERE p.dispatch = ?")
	if err != nil {
		return nil, err
	}
	var body, reading []byte
	if err := stmt.QueryRow(n).Scan(&body, &reading); err != nil {
		return nil, err
	}
	p, err := unpackPage(body)
	if err != nil {
		return nil, err
	}
	r, err := unpackReading(reading, p.text)
	if err != nil {
		return nil, err
	}
	s := compare.NewSketch(r)
	x.s.keep(n, s)
	return s, nil
}

// Load gives entries in the order of ids.
func (x *index) Load(ids []string) ([]compare.Entry, error) {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	var out []compare.Entry
	for _, id := range slices.Compact(ids) {
		n, err := x.n(id)
		if err != nil {
			return nil, err
		}
		lead, err := x.lead(n)
		if err != nil {
			return nil, err
		}
		if lead == 0 {
			continue
		}
		s, err := x.sketch(n)
		if err != nil {
			return nil, err
		}
		l, err := x.id(lead)
		if err != nil {
			return nil, err
		}
		out = append(out, compare.Entry{Sketch: s, Lead: l})
	}
	return out, nil
}

// Family gives the ids that have a lead.
func (x *index) Family(lead string) ([]string, error) {
	n, err := x.n(lead)
	if err != nil {
		return nil, err
	}
	ns, err := x.list("SELECT dispatch FROM story_lead WHERE dispatch = ?1 AND lead = ?1 UNION SELECT dispatch FROM story_lead WHERE lead = ?1 AND lead <> dispatch", n)
	if err != nil {
		return nil, err
	}
	return x.idsOf(ns)
}

// First gives the least id under each key.
func (x *index) First(keys []compare.Key) ([]string, error) {
	out := make([]string, len(keys))
	s, err := x.stmt("SELECT min(d.id) FROM story_key k JOIN dispatch d ON d.n = k.dispatch WHERE k.key = ?")
	if err != nil {
		return nil, err
	}
	for i, k := range keys {
		var b []byte
		if err := s.QueryRow(int64(k & storyBits)).Scan(&b); err != nil {
			return nil, err
		}
		out[i] = hex.EncodeToString(b)
	}
	return out, nil
}

// Holders gives the ids under at least min of the keys.
func (x *index) Holders(keys []compare.Key, min int) ([]string, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	list := make([]int64, len(keys))
	for i, k := range keys {
		list[i] = int64(k & storyBits)
	}
	b, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	ns, err := x.list("SELECT k.dispatch FROM json_each(?) j JOIN story_key k ON k.key = j.value", string(b))
	if err != nil {
		return nil, err
	}
	if ns, err = x.parts(ns, keys); err != nil {
		return nil, err
	}
	return x.idsOf(atLeast(ns, min))
}

// SetLinks puts links in place of all that touch an id.
func (x *index) SetLinks(id string, links []compare.Link) error {
	n, err := x.n(id)
	if err != nil {
		return err
	}
	if err := x.unlink(n); err != nil {
		return err
	}
	if len(links) > maxLinks {
		links = slices.Clone(links)
		slices.SortStableFunc(links, func(p, q compare.Link) int { return cmp.Compare(q.Score, p.Score) })
		links = links[:maxLinks]
	}
	for _, l := range links {
		a, err := x.n(l.A)
		if err != nil {
			return err
		}
		b, err := x.n(l.B)
		if err != nil {
			return err
		}
		if _, err := x.exec("INSERT OR IGNORE INTO story_link(a, b) VALUES (?,?)", a, b); err != nil {
			return err
		}
	}
	return nil
}

// Links gives the links that touch one of the ids.
func (x *index) Links(ids []string) ([]compare.Link, error) {
	seen := map[[2]int64]bool{}
	var out []compare.Link
	for _, id := range ids {
		n, err := x.n(id)
		if err != nil {
			return nil, err
		}
		found, err := x.linksOf(n, seen)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.SortFunc(out, func(p, q compare.Link) int {
		if c := strings.Compare(p.A, q.A); c != 0 {
			return c
		}
		return strings.Compare(p.B, q.B)
	})
	return out, nil
}

func (x *index) linksOf(n int64, seen map[[2]int64]bool) ([]compare.Link, error) {
	s, err := x.stmt("SELECT a, b FROM story_link WHERE a = ?1 UNION ALL SELECT a, b FROM story_link WHERE b = ?1")
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(n)
	if err != nil {
		return nil, err
	}
	var found [][2]int64
	for rows.Next() {
		var r [2]int64
		if err := rows.Scan(&r[0], &r[1]); err != nil {
			rows.Close()
			return nil, err
		}
		if !seen[r] {
			seen[r] = true
			found = append(found, r)
		}
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	var out []compare.Link
	for _, r := range found {
		a, err := x.sketch(r[0])
		if err != nil {
			return nil, err
		}
		b, err := x.sketch(r[1])
		if err != nil {
			return nil, err
		}
		out = append(out, compare.Compare(a, b)) // what it says is not kept
	}
	return out, nil
}

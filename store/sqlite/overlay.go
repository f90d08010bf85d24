package sqlite

import (
	"context"
	"strings"

	"dateline"
)

// face is how a name is shown once users have put it right.
type face struct {
	name, kind, country, sector string
}

// anchored is a user's mark on a value of a dispatch.
type anchored struct {
	anchor
	reason string
	split  *face // of a split: who it is
	entity int64
}

// overlay is what users' corrections come to at a moment. It is laid over
// readings when they are shown.
type overlay struct {
	faces map[string]*face // of names put right, by the bytes of the entity's id
	marks map[int64][]anchored
}

const faceQuery = `SELECT e.id, coalesce((SELECT v.value FROM renamed r JOIN term v ON v.n = r.name WHERE r.entity = s.n AND %R%), (SELECT value FROM term WHERE n = s.name)),
	(SELECT value FROM term WHERE n = s.kind), coalesce((SELECT value FROM term WHERE n = s.country), ''), coalesce((SELECT value FROM term WHERE n = s.sector), '')
	FROM (SELECT r.entity AS e, coalesce((SELECT g.root FROM merged g WHERE g.entity = r.entity AND %G%), r.entity) AS s FROM renamed r WHERE %R%
		UNION SELECT g.entity, g.root FROM merged g WHERE %G%) x JOIN entity e ON e.n = x.e JOIN entity s ON s.n = x.s`

// overlay reads the corrections that stand at a moment.
func (a *Archive) overlay(ctx context.Context, m moment) (*overlay, error) {
	o := &overlay{faces: map[string]*face{}, marks: map[int64][]anchored{}}
	rows, err := a.read.QueryContext(ctx, strings.NewReplacer("%R%", m.alive("r"), "%G%", m.alive("g")).Replace(faceQuery))
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id []byte
		var f face
		if err := rows.Scan(&id, &f.name, &f.kind, &f.country, &f.sector); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		o.faces[string(id)] = &f
	}
	if err := rows.Err(); err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	return o, a.fault("cannot read the archive", o.readMarks(ctx, a, m))
}

func (o *overlay) readMarks(ctx context.Context, a *Archive, m moment) error {
	rows, err := a.read.QueryContext(ctx, `SELECT k.dispatch, k.layer, k.start, k."end", k.detail, k.reason, coalesce(k.entity, 0), e.id, coalesce((SELECT value FROM term WHERE n = e.name), ''), coalesce((SELECT value FROM term WHERE n = e.kind), ''),
		coalesce((SELECT value FROM term WHERE n = e.country), ''), coalesce((SELECT value FROM term WHERE n = e.sector), '') FROM mark k LEFT JOIN entity e ON e.n = k.entity WHERE `+m.alive("k")+" ORDER BY k.born")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var k anchored
		var f face
		var id []byte
		if err := rows.Scan(&n, &k.Layer, &k.Start, &k.End, &k.Detail, &k.reason, &k.entity, &id, &f.name, &f.kind, &f.country, &f.sector); err != nil {
			return err
		}
		if k.entity != 0 {
			k.split = &f
			if g := o.faces[string(id)]; g != nil {
				k.split = g
			}
		}
		o.marks[n] = append(o.marks[n], k)
	}
	return rows.Err()
}

// lay puts a dispatch's reading right.
func (o *overlay) lay(x *sheet) {
	marks := o.marks[x.n]
	if len(marks) == 0 && len(o.faces) == 0 {
		return
	}
	r := x.reading
	split := map[string]*face{}
	for i := range marks {
		k := &marks[i]
		local := k.in(r)
		switch {
		case local == "":
		case k.split != nil:
			split[local] = k.split
		default:
			if x.wrong == nil {
				x.wrong = map[string]string{}
			}
			x.wrong[local] = k.reason
		}
	}
	was := map[string]string{}
	for i := range r.Names {
		n := &r.Names[i]
		f := split[n.ID]
		if f == nil {
			f = o.faces[string(shortHash(entityKey(n)))]
		}
		if f == nil {
			continue
		}
		if n.Name != f.name {
			was[n.Name] = f.name
		}
		n.Name, n.Kind, n.Country, n.Sector = f.name, dateline.NameKind(f.kind), f.country, f.sector
	}
	if len(was) > 0 {
		rename(r, was)
	}
}

// rename puts names right in the chains of attribution.
func rename(r *dateline.Reading, was map[string]string) {
	chain := func(by []string) {
		for i, s := range by {
			if now, ok := was[s]; ok {
				by[i] = now
			}
		}
	}
	for i := range r.Statements {
		chain(r.Statements[i].By)
	}
	for i := range r.Events {
		chain(r.Events[i].By)
	}
	for i := range r.Figures {
		chain(r.Figures[i].By)
	}
}

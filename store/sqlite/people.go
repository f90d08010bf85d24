package sqlite

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"dateline"
	"dateline/query"
)

// roots is a table of the names of readings that stand at the moment, each
// with the person that users' merges lead to: e, dispatch, mentions.
func (m moment) roots() string {
	return "SELECT coalesce(g.root, x.entity) AS e, x.dispatch, x.mentions FROM named x LEFT JOIN merged g ON g.entity = x.entity AND " + m.alive("g") + " WHERE " + m.alive("x")
}

// People answers a question for persons, states, bodies and groups, those in
// most dispatches first. Names are as users have put them right. A question
// with an office and a date asks for those seen in the office at that time.
func (a *Archive) People(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Person], error) {
	out := query.Result[query.Person]{Items: []query.Person{}}
	cond, m, err := a.where(ctx, q, query.OnPerson)
	if err != nil {
		return out, err
	}
	from, err := offset(p.After)
	if err != nil {
		return out, err
	}
	merged, err := a.one(ctx, "SELECT EXISTS (SELECT 1 FROM merged g WHERE "+m.alive("g")+")")
	if err != nil {
		return out, err
	}
	inner := "SELECT x.entity AS n, count(*) AS dispatches, sum(x.mentions) AS mentions FROM named x WHERE " + m.alive("x")
	if cond != always {
		inner += " AND x.entity IN (SELECT t.n FROM entity t WHERE " + cond + ")"
	}
	inner += " GROUP BY x.entity"
	if merged != 0 {
		inner = "SELECT r.e AS n, count(DISTINCT r.dispatch) AS dispatches, sum(r.mentions) AS mentions FROM (" + m.roots() + ") r"
		if cond != always {
			inner += " WHERE r.e IN (SELECT t.n FROM entity t WHERE " + cond + ")"
		}
		inner += " GROUP BY r.e"
	}
	return foremost(&describer{a: a, ctx: ctx, m: m}, inner, p, from, (*describer).person)
}

// foremost gives one page of those most often named: row describes one.
func foremost[T any](d *describer, inner string, p query.Page, from int, row func(*describer, standing) (T, error)) (query.Result[T], error) {
	out := query.Result[T]{Items: []T{}}
	rows, total, err := d.a.ranked(d.ctx, inner, p.Rows(), from)
	if err != nil {
		return out, err
	}
	out.Total, out.Next = total, following(from, len(rows), total)
	defer d.close()
	for _, r := range rows {
		x, err := row(d, r)
		if err != nil {
			return out, err
		}
		out.Items = append(out.Items, x)
	}
	return out, nil
}

// standing is a person or place with how often it is named.
type standing struct {
	n                    int64
	dispatches, mentions int
}

// ranked gives one page of those most often named, and how many there are in
// all.
func (a *Archive) ranked(ctx context.Context, inner string, limit, from int) (out []standing, total int, err error) {
	rows, err := a.read.QueryContext(ctx, "SELECT n, dispatches, mentions, count(*) OVER () FROM ("+inner+") ORDER BY dispatches DESC, mentions DESC, n LIMIT ? OFFSET ?", limit, from)
	if err != nil {
		return nil, 0, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	for rows.Next() {
		var s standing
		if err := rows.Scan(&s.n, &s.dispatches, &s.mentions, &total); err != nil {
			return nil, 0, a.fault("cannot read the archive", err)
		}
		out = append(out, s)
	}
	return out, total, a.fault("cannot read the archive", rows.Err())
}

// offset reads where a page begins that is ordered by rank.
func offset(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, &dateline.Fault{What: fmt.Sprintf("not the beginning of a page: %.40q", s), Where: "after", Hint: "give back \"next\" of the page before as it is"}
	}
	return n, nil
}

func following(from, rows, total int) string {
	if rows == 0 || from+rows >= total {
		return ""
	}
	return strconv.Itoa(from + rows)
}

// describer fills in rows of persons and places.
type describer struct {
	a      *Archive
	ctx    context.Context
	m      moment
	sheets *sheets
}

func (d *describer) close() {
	if d.sheets != nil {
		d.sheets.close()
	}
}

// named is a person's row but for what is counted.
func (d *describer) named(n int64) (query.Person, error) {
	var p query.Person
	var kind, country, sector string
	var id []byte
	q := `SELECT e.id, coalesce((SELECT v.value FROM renamed r JOIN term v ON v.n = r.name WHERE r.entity = e.n AND ` + d.m.alive("r") + ` LIMIT 1), (SELECT value FROM term WHERE n = e.name)),
		(SELECT value FROM term WHERE n = e.kind), coalesce((SELECT value FROM term WHERE n = e.country), ''), coalesce((SELECT value FROM term WHERE n = e.sector), '') FROM entity e WHERE e.n = ?`
	if err := d.a.read.QueryRowContext(d.ctx, q, n).Scan(&id, &p.Name, &kind, &country, &sector); err != nil {
		return p, d.a.fault("cannot read the archive", err)
	}
	p.ID = entityLetter + hex.EncodeToString(id)
	p.Kind, p.Country, p.Sector = dateline.NameKind(kind), country, sector
	return p, nil
}

func (d *describer) person(s standing) (query.Person, error) {
	p, err := d.named(s.n)
	if err != nil {
		return p, err
	}
	p.Dispatches, p.Mentions, p.Offices = s.dispatches, s.mentions, []query.Held{}
	all := "(SELECT " + strconv.FormatInt(s.n, 10) + " AS e UNION SELECT g.entity FROM merged g WHERE g.root = " + strconv.FormatInt(s.n, 10) + " AND " + d.m.alive("g") + ")"
	if p.From, p.To, err = d.days("SELECT min(d.published), max(d.published) FROM named x JOIN dispatch d ON d.n = x.dispatch WHERE d.published > " + strconv.FormatInt(unknown, 10) + " AND x.entity IN " + all + " AND " + d.m.alive("x")); err != nil {
		return p, err
	}
	statements, err := d.a.one(d.ctx, "SELECT count(*) FROM statement t WHERE t.speaker IN "+all+" AND "+d.m.alive("t"))
	if err != nil {
		return p, err
	}
	events, err := d.a.one(d.ctx, "SELECT count(DISTINCT t.n) FROM party p JOIN event t ON t.n = p.event WHERE p.entity IN "+all+" AND "+d.m.alive("t"))
	if err != nil {
		return p, err
	}
	p.Statements, p.Events = int(statements), int(events)
	p.Offices, err = d.offices(all)
	return p, err
}

// days reads the days of two times in seconds.
func (d *describer) days(q string) (from, to string, err error) {
	var a, b *int64
	if err := d.a.read.QueryRowContext(d.ctx, q).Scan(&a, &b); err != nil {
		return "", "", d.a.fault("cannot read the archive", err)
	}
	if a == nil || b == nil {
		return "", "", nil
	}
	return dayName(floorDay(*a)), dayName(floorDay(*b)), nil
}

// offices lists the offices that dispatches give to a person, in the order in
// which they were first seen.
func (d *describer) offices(all string) ([]query.Held, error) {
	q := `SELECT (SELECT value FROM term WHERE n = x.office), coalesce((SELECT value FROM term WHERE n = x.country), ''), x.first, x.last, x.dispatches, x.dispatch FROM
		(SELECT h.office, max(h.country) AS country, min(h.day) AS first, max(h.day) AS last, count(DISTINCT h.dispatch) AS dispatches, min(h.dispatch) AS dispatch FROM held h WHERE h.entity IN ` + all + ` AND ` + d.m.alive("h") + ` GROUP BY h.office) x
		ORDER BY x.first, x.office`
	rows, err := d.a.read.QueryContext(d.ctx, q)
	if err != nil {
		return nil, d.a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	type seen struct {
		held     query.Held
		dispatch int64
	}
	var list []seen
	for rows.Next() {
		var s seen
		var from, to *int64
		if err := rows.Scan(&s.held.Office, &s.held.Country, &from, &to, &s.held.Dispatches, &s.dispatch); err != nil {
			return nil, d.a.fault("cannot read the archive", err)
		}
		if from != nil && to != nil {
			s.held.From, s.held.To = dayName(*from), dayName(*to)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		return nil, d.a.fault("cannot read the archive", err)
	}
	out := make([]query.Held, 0, len(list))
	for _, s := range list {
		if s.held.Citations, err = d.citing(s.dispatch, s.held.Office); err != nil {
			return nil, err
		}
		out = append(out, s.held)
	}
	return out, nil
}

// citing is where a dispatch gives an office to somebody: the first mention of
// the one who has it.
func (d *describer) citing(dispatch int64, office string) ([]dateline.Citation, error) {
	if d.sheets == nil {
		var err error
		if d.sheets, err = d.a.sheets(d.ctx, d.m); err != nil {
			return nil, err
		}
	}
	x, err := d.sheets.get(dispatch)
	if err != nil {
		return nil, err
	}
	for i := range x.reading.Names {
		if n := &x.reading.Names[i]; n.Office == office && len(n.Mentions) > 0 {
			return []dateline.Citation{{Dispatch: x.row.ID, Item: n.ID, Span: n.Mentions[0].Span}}, nil
		}
	}
	return nil, nil
}

// Places answers a question for places, those in most dispatches first.
func (a *Archive) Places(ctx context.Context, q query.Query, p query.Page) (query.Result[query.Place], error) {
	out := query.Result[query.Place]{Items: []query.Place{}}
	cond, m, err := a.where(ctx, q, query.OnPlace)
	if err != nil {
		return out, err
	}
	from, err := offset(p.After)
	if err != nil {
		return out, err
	}
	inner := "SELECT x.spot AS n, count(DISTINCT x.dispatch) AS dispatches, sum(x.mentions) AS mentions FROM placed x WHERE " + m.alive("x")
	if cond != always {
		inner += " AND x.spot IN (SELECT t.n FROM spot t WHERE " + cond + ")"
	}
	inner += " GROUP BY x.spot"
	return foremost(&describer{a: a, ctx: ctx, m: m}, inner, p, from, (*describer).place)
}

func (d *describer) place(s standing) (query.Place, error) {
	p := query.Place{Dispatches: s.dispatches, Mentions: s.mentions}
	var precision string
	var id []byte
	var geonames *int
	var lat, lon *float64
	err := d.a.read.QueryRowContext(d.ctx, `SELECT t.id, (SELECT value FROM term WHERE n = t.name), coalesce((SELECT value FROM term WHERE n = t.admin1), ''), coalesce((SELECT value FROM term WHERE n = t.country), ''),
		coalesce((SELECT value FROM term WHERE n = t.precision), ''), t.geonames, t.lat, t.lon FROM spot t WHERE t.n = ?`, s.n).Scan(&id, &p.Name, &p.Admin1, &p.Country, &precision, &geonames, &lat, &lon)
	if err != nil {
		return p, d.a.fault("cannot read the archive", err)
	}
	p.ID = spotLetter + hex.EncodeToString(id)
	full := dateline.Place{Name: p.Name, Admin1: p.Admin1, Country: p.Country, Precision: dateline.Precision(precision), Lat: lat, Lon: lon}
	if geonames != nil {
		full.GeoNames = *geonames
	}
	p.Spot = query.SpotOf(&full)
	n := strconv.FormatInt(s.n, 10)
	events, err := d.a.one(d.ctx, "SELECT count(*) FROM event t WHERE t.place = "+n+" AND "+d.m.alive("t"))
	if err != nil {
		return p, err
	}
	p.Events = int(events)
	p.From, p.To, err = d.days(strings.Join([]string{"SELECT min(d.published), max(d.published) FROM placed x JOIN dispatch d ON d.n = x.dispatch WHERE x.spot =", n, "AND d.published >", strconv.FormatInt(unknown, 10), "AND", d.m.alive("x")}, " "))
	return p, err
}

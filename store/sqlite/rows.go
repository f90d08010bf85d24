package sqlite

import (
	"strings"

	"dateline"
	"dateline/query"
)

// layers writes a reading and its rows.
func (w *writer) layers(p *prepared, n, seq int64) error {
	engine, err := w.term(p.Reading.Engine)
	if err != nil {
		return err
	}
	if _, err := w.exec("INSERT INTO reading(dispatch, engine, born, body) VALUES (?,?,?,?)", n, engine, seq, p.reading); err != nil {
		return err
	}
	return w.rows(p.Reading, &p.rows, n, seq, nil)
}

// laying writes the rows of one reading.
type laying struct {
	*writer
	r      *dateline.Reading
	n, seq int64
	names  map[string]int64 // entities by id of the name
	spots  map[string]int64 // places by id
	day    int64            // that rows without a day are ordered by
}

// rows lays out a reading. Names of whom users have said otherwise who they
// are stand in split.
func (w *writer) rows(r *dateline.Reading, items *query.Items, n, seq int64, split map[string]int64) error {
	l := &laying{writer: w, r: r, n: n, seq: seq, names: make(map[string]int64, len(r.Names)), spots: make(map[string]int64, len(r.Places)), day: unknown}
	if t := r.Dispatch.Published; t != nil {
		l.day = floorDay(t.Unix())
	}
	if err := l.people(split); err != nil {
		return err
	}
	if err := l.places(); err != nil {
		return err
	}
	for i := range items.Events {
		if err := l.event(&r.Events[i], &items.Events[i]); err != nil {
			return err
		}
	}
	for i := range items.Statements {
		if err := l.statement(&r.Statements[i], &items.Statements[i]); err != nil {
			return err
		}
	}
	for i := range items.Figures {
		if err := l.figure(&r.Figures[i], &items.Figures[i]); err != nil {
			return err
		}
	}
	return nil
}

func (l *laying) people(split map[string]int64) error {
	count := make(map[int64]int, len(l.r.Names))
	var order []int64
	for i := range l.r.Names {
		n := &l.r.Names[i]
		e, ok := split[n.ID]
		if !ok {
			var err error
			if e, err = l.entity(n); err != nil {
				return err
			}
		}
		l.names[n.ID] = e
		if _, ok := count[e]; !ok {
			order = append(order, e)
		}
		count[e] += len(n.Mentions)
		if n.Office == "" || n.Kind != dateline.Person {
			continue
		}
		if err := l.office(n, e); err != nil {
			return err
		}
	}
	for _, e := range order {
		if _, err := l.exec("INSERT OR IGNORE INTO named(entity, dispatch, born, mentions) VALUES (?,?,?,?)", e, l.n, l.seq, count[e]); err != nil {
			return err
		}
	}
	return nil
}

func (l *laying) office(n *dateline.Name, entity int64) error {
	office, err := l.term(n.Office)
	if err != nil {
		return err
	}
	country, err := l.maybe(n.Country)
	if err != nil {
		return err
	}
	_, err = l.exec("INSERT OR IGNORE INTO held(entity, office, dispatch, local, born, country, day) VALUES (?,?,?,?,?,?,?)",
		entity, office, l.n, n.ID, l.seq, country, day(n.AsOf, l.r.Dispatch.Reference.Date))
	return err
}

// day is the first of several days that is one, as a number, or NULL.
func day(days ...string) any {
	for _, s := range days {
		if n, ok := dayNumber(s); ok {
			return n
		}
	}
	return nil
}

func (l *laying) places() error {
	count := make(map[int64]int, len(l.r.Places))
	var order []int64
	for i := range l.r.Places {
		p := &l.r.Places[i]
		n, err := l.spot(p)
		if err != nil {
			return err
		}
		l.spots[p.ID] = n
		if count[n]++; count[n] == 1 {
			order = append(order, n)
		}
	}
	for _, n := range order {
		if _, err := l.exec("INSERT OR IGNORE INTO placed(spot, dispatch, born, mentions) VALUES (?,?,?,?)", n, l.n, l.seq, count[n]); err != nil {
			return err
		}
	}
	return nil
}

// spotAt is the number of a place of the reading, NULL for none.
func (l *laying) spotAt(id string) any {
	if n, ok := l.spots[id]; ok {
		return n
	}
	return nil
}

// apartMark stands between stretches of text that no phrase may span: a word
// of its own, of a letter for private use.
const apartMark = " \uE000 "

// words makes what plain words find an item by: its own words. The headline is
// looked into through the dispatch.
func (l *laying) words(n int64, spans []dateline.Span, more string) error {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
		b.WriteString(apartMark)
	}
	b.WriteString(more)
	_, err := l.exec("INSERT INTO item_words(rowid, words) VALUES (?,?)", n, b.String())
	return err
}

// stretch gives the days of a row and the one that it is ordered by.
func (l *laying) stretch(from, to string) (since, until any, sort int64) {
	since, until, sort = day(from), day(to), l.day
	if n, ok := since.(int64); ok {
		sort = n
	}
	if since == nil && until == nil && l.day != unknown {
		since, until = l.day, l.day
	}
	return since, until, sort
}

func (l *laying) event(e *dateline.Event, row *query.Event) error {
	n, err := l.nextItem()
	if err != nil {
		return err
	}
	t, err := l.terms(string(e.Type), e.Mode, e.CAMEO, string(e.Status), string(e.Doubt))
	if err != nil {
		return err
	}
	chain, err := l.chain(e.By)
	if err != nil {
		return err
	}
	since, until, sort := l.stretch(row.From, row.To)
	if _, err := l.exec("INSERT INTO event(n, dispatch, local, born, type, mode, cameo, status, background, doubt, place, chain, since, until, day) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		n, l.n, e.ID, l.seq, zero(t[0]), t[1], t[2], zero(t[3]), e.Background, t[4], l.spotAt(e.Place), chain, since, until, sort); err != nil {
		return err
	}
	for role, ids := range [][]string{e.Actors, e.Targets} {
		for _, id := range ids {
			if x, ok := l.names[id]; ok {
				if _, err := l.exec("INSERT OR IGNORE INTO party(event, role, entity) VALUES (?,?,?)", n, role, x); err != nil {
					return err
				}
			}
		}
	}
	return l.words(n, e.Evidence, "")
}

// zero stands for a code that is missing where one is asked for.
func zero(v any) any {
	if v == nil {
		return 0
	}
	return v
}

func (l *laying) statement(s *dateline.Statement, row *query.Statement) error {
	n, err := l.nextItem()
	if err != nil {
		return err
	}
	t, err := l.terms(row.As, string(s.Stance), string(s.Form), string(s.Basis), string(s.Doubt))
	if err != nil {
		return err
	}
	chain, err := l.chain(s.By)
	if err != nil {
		return err
	}
	var speaker any
	if x, ok := l.names[s.Speaker]; ok {
		speaker = x
	}
	since, until, sort := l.stretch(row.From, row.To)
	if _, err := l.exec("INSERT INTO statement(n, dispatch, local, born, speaker, words, stance, form, basis, doubt, chain, since, until, day) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		n, l.n, s.ID, l.seq, speaker, t[0], zero(t[1]), zero(t[2]), t[3], t[4], chain, since, until, sort); err != nil {
		return err
	}
	return l.words(n, s.Content, row.As)
}

func (l *laying) figure(g *dateline.Figure, row *query.Figure) error {
	n, err := l.nextItem()
	if err != nil {
		return err
	}
	t, err := l.terms(g.Measure, g.Who, string(g.Doubt))
	if err != nil {
		return err
	}
	chain, err := l.chain(g.By)
	if err != nil {
		return err
	}
	var place any
	if g.Scope != nil {
		place = l.spotAt(g.Scope.Place)
	}
	since, until, sort := l.stretch(row.Since, row.Until)
	if _, err := l.exec("INSERT INTO figure(n, dispatch, local, born, measure, who, low, high, place, doubt, chain, since, until, day) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		n, l.n, g.ID, l.seq, zero(t[0]), t[1], float(g.Low), float(g.High), place, t[2], chain, since, until, sort); err != nil {
		return err
	}
	return l.words(n, g.Evidence, "")
}

package sqlite

import (
	"fmt"
	"strings"

	"dateline/query"
)

// compile is how the test of one field becomes a condition.
type compile func(*compiler, query.Test) (string, error)

// compilers has a line for each field of each kind of row; those under "" are
// of events, statements, figures and dispatches alike.
var compilers map[query.On]map[string]compile

func init() {
	compilers = map[query.On]map[string]compile{
		query.OnStory: storyFields(),
		"": {
			"id": func(c *compiler, t query.Test) (string, error) { return c.idTest(t.Value.Raw), nil },
			"dispatch": func(c *compiler, t query.Test) (string, error) {
				return c.ofDispatch(idRange(strings.ToLower(t.Value.Raw))), nil
			},
			"source":    source,
			"headline":  headline,
			"published": published,
			"date":      days,
			"by":        by,
			"doubt":     column("t.doubt"),
			"place":     func(c *compiler, t query.Test) (string, error) { return c.place("t.place", t.Value.Pattern) },
			"country":   country("t.place"),
		},
		query.OnDispatch: {
			"date":    published,
			"kind":    column("t.kind"),
			"lang":    column("t.lang"),
			"place":   func(c *compiler, t query.Test) (string, error) { return c.place("t.filed", t.Value.Pattern) },
			"country": country("t.filed"),
		},
		query.OnEvent: {
			"type":       column("t.type"),
			"mode":       column("t.mode"),
			"cameo":      column("t.cameo"),
			"status":     column("t.status"),
			"background": func(c *compiler, t query.Test) (string, error) { return "t.background = " + bit(t.Value.Flag), nil },
			"actor":      party("p.role = 0 AND "),
			"target":     party("p.role = 1 AND "),
			"party":      party(""),
			"precision":  precision,
		},
		query.OnStatement: {
			"speaker": speaker,
			"stance":  column("t.stance"),
			"form":    column("t.form"),
			"basis":   column("t.basis"),
			"place":   func(*compiler, query.Test) (string, error) { return never, nil },
			"country": speakerCountry,
		},
		query.OnFigure: {
			"measure": column("t.measure"),
			"who":     func(c *compiler, t query.Test) (string, error) { return c.in("t.who", c.terms(t.Value.Pattern)) },
			"low":     func(c *compiler, t query.Test) (string, error) { return numberTest(t, "coalesce(t.low, t.high)"), nil },
			"high":    func(c *compiler, t query.Test) (string, error) { return numberTest(t, "t.high"), nil },
		},
		query.OnPerson: {
			"id":      func(c *compiler, t query.Test) (string, error) { return publicTest(t, entityLetter), nil },
			"kind":    column("t.kind"),
			"country": column("t.country"),
			"sector":  column("t.sector"),
			"name":    func(c *compiler, t query.Test) (string, error) { return c.in("t.n", c.entities(t.Value.Pattern)) },
			"office":  office,
			"date":    named,
			"place":   func(*compiler, query.Test) (string, error) { return never, nil },
		},
		query.OnPlace: {
			"id":        func(c *compiler, t query.Test) (string, error) { return publicTest(t, spotLetter), nil },
			"name":      func(c *compiler, t query.Test) (string, error) { return c.in("t.name", c.terms(t.Value.Pattern)) },
			"place":     func(c *compiler, t query.Test) (string, error) { return c.place("t.n", t.Value.Pattern) },
			"country":   column("t.country"),
			"precision": column("t.precision"),
			"date":      placed,
		},
	}
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// column is the test of a column that holds a code.
func column(name string) compile {
	return func(c *compiler, t query.Test) (string, error) { return c.codes(name, t.Value, t.Field.ByPrefix()) }
}

// country is the test of the country that a place lies in.
func country(column string) compile {
	return func(c *compiler, t query.Test) (string, error) {
		return c.spotWith(column, "country", t)
	}
}

func precision(c *compiler, t query.Test) (string, error) {
	return c.spotWith("t.place", "precision", t)
}

func (c *compiler) spotWith(column, what string, t query.Test) (string, error) {
	cond, err := c.codes(what, t.Value, false)
	if err != nil || cond == never {
		return never, err
	}
	return c.in(column, "SELECT n FROM spot WHERE "+cond)
}

func source(c *compiler, t query.Test) (string, error) {
	cond, err := c.in("d.source", c.terms(t.Value.Pattern))
	return c.ofDispatch(cond), err
}

func headline(c *compiler, t query.Test) (string, error) {
	return c.ofDispatch("d.n IN (SELECT rowid FROM dispatch_words WHERE dispatch_words MATCH " + quoted("headline : "+match(t.Value.Pattern)) + ")"), nil
}

func published(c *compiler, t query.Test) (string, error) {
	return c.ofDispatch(publishedTest(t, "d.published")), nil
}

func by(c *compiler, t query.Test) (string, error) {
	// A name that a user put right is found in the chains that have the old.
	was := "SELECT e.name FROM entity e JOIN renamed r ON r.entity = e.n AND " + c.m.alive("r") + " WHERE r.name IN (" + c.terms(t.Value.Pattern) + ")"
	return c.in("t.chain", "SELECT DISTINCT chain FROM link WHERE term IN ("+c.terms(t.Value.Pattern)+" UNION "+was+")")
}

// party is the test of who takes part in an event.
func party(role string) compile {
	return func(c *compiler, t query.Test) (string, error) {
		cond, err := c.in("p.entity", c.entities(t.Value.Pattern))
		if cond == never || err != nil {
			return never, err
		}
		return "t.n IN (SELECT p.event FROM party p WHERE " + role + cond + ")", nil
	}
}

func speaker(c *compiler, t query.Test) (string, error) {
	who, err := c.in("t.speaker", c.entities(t.Value.Pattern))
	if err != nil {
		return "", err
	}
	words, err := c.in("t.words", c.terms(t.Value.Pattern))
	return "(" + who + " OR " + words + ")", err
}

func speakerCountry(c *compiler, t query.Test) (string, error) {
	cond, err := c.codes("country", t.Value, false)
	if err != nil || cond == never {
		return never, err
	}
	return c.in("t.speaker", "SELECT n FROM entity WHERE "+cond)
}

// office is the test of an office that dispatches give to a person, within the
// days that the query names.
func office(c *compiler, t query.Test) (string, error) {
	cond, err := c.in("h.office", c.terms(t.Value.Pattern))
	if err != nil || cond == never {
		return never, err
	}
	having := ""
	if from, ok := dayNumber(c.heldFrom); ok {
		having = fmt.Sprintf(" HAVING max(h.day) >= %d", from)
	}
	if to, ok := dayNumber(c.heldTo); ok {
		if having == "" {
			having = " HAVING 1"
		}
		having += fmt.Sprintf(" AND min(h.day) <= %d", to)
	}
	q := "SELECT coalesce(g.root, h.entity) AS n FROM held h LEFT JOIN merged g ON g.entity = h.entity AND " + c.m.alive("g") + " WHERE " + c.m.alive("h") + " AND " + cond + " GROUP BY 1, h.office" + having
	return c.in("t.n", "SELECT DISTINCT n FROM ("+q+")")
}

// named is the test of the days of the dispatches that name a person.
func named(c *compiler, t query.Test) (string, error) {
	return "t.n IN (SELECT coalesce(g.root, x.entity) FROM named x JOIN dispatch d ON d.n = x.dispatch LEFT JOIN merged g ON g.entity = x.entity AND " + c.m.alive("g") +
		" WHERE " + c.m.alive("x") + " AND " + publishedTest(t, "d.published") + ")", nil
}

// placed is the test of the days of the dispatches that name a place.
func placed(c *compiler, t query.Test) (string, error) {
	return "t.n IN (SELECT x.spot FROM placed x JOIN dispatch d ON d.n = x.dispatch WHERE " + c.m.alive("x") + " AND " + publishedTest(t, "d.published") + ")", nil
}

// storyFields are the fields of happenings.
func storyFields() map[string]compile {
	return map[string]compile{
		"id":        storyIDTest,
		"source":    throughDispatch,
		"headline":  throughDispatch,
		"published": throughDispatch,
		"date":      storyDate,
		"place":     throughEvents,
		"country":   throughEvents,
		"actor":     throughEvents,
		"target":    throughEvents,
		"party":     throughEvents,
		"type":      throughEvents,
		"roots":     func(c *compiler, t query.Test) (string, error) { return numberTest(t, "coalesce(t.roots, 1)"), nil },
		"outlets":   func(c *compiler, t query.Test) (string, error) { return numberTest(t, "t.outlets"), nil },
	}
}

// ofMembers is the condition that some dispatch of a story is among those that
// a query gives.
func (c *compiler) ofMembers(q string) string {
	return "t.n IN (SELECT m.story FROM member m WHERE " + c.m.alive("m") + " AND m.dispatch IN (" + q + "))"
}

// storyIDTest is the test of a story's id, or of a dispatch's that it tells of.
func storyIDTest(c *compiler, t query.Test) (string, error) {
	raw, _ := strings.CutPrefix(strings.ToLower(strings.TrimSpace(t.Value.Raw)), "h")
	return c.ofMembers("SELECT d.n FROM dispatch d WHERE " + idRange(strings.TrimPrefix(raw, "-"))), nil
}

// throughDispatch is the test of a field of a story's dispatches.
func throughDispatch(c *compiler, t query.Test) (string, error) {
	sub := &compiler{a: c.a, ctx: c.ctx, m: c.m, on: query.OnDispatch}
	cond, err := sub.test(t)
	return c.ofMembers("SELECT t.n FROM dispatch t WHERE " + cond), err
}

// throughEvents is the test of a field of a story's events.
func throughEvents(c *compiler, t query.Test) (string, error) {
	sub := &compiler{a: c.a, ctx: c.ctx, m: c.m, on: query.OnEvent}
	cond, err := sub.test(t)
	return c.ofMembers("SELECT t.dispatch FROM event t WHERE " + c.m.alive("t") + " AND " + cond), err
}

// storyDate is the test of the days of a story's events, and of the days on
// which its dispatches were published.
func storyDate(c *compiler, t query.Test) (string, error) {
	events, err := throughEvents(c, t)
	if err != nil {
		return "", err
	}
	published, err := throughDispatch(c, t)
	return "(" + events + " OR " + published + ")", err
}

// longestStretch is how many days a row may cover whose day says when it was.
const longestStretch = 400

// days is the test of the days of an item. Where it asks for a stretch of
// days, few events are left by the day that they are ordered by, which has an
// index.
func days(c *compiler, t query.Test) (string, error) {
	cond := dayTest(t, "t.since", "t.until")
	from, hasFrom := dayNumber(t.Value.From)
	to, hasTo := dayNumber(t.Value.To)
	if c.on != query.OnEvent || t.Op != query.Is || !hasFrom || !hasTo {
		return cond, nil
	}
	long, err := c.in("t.n", "SELECT x.n FROM event x WHERE x.until - x.since > 400 OR x.since IS NULL AND x.until IS NOT NULL")
	near := fmt.Sprintf("t.day BETWEEN %d AND %d", from-longestStretch, to)
	if long != never {
		near = "(" + near + " OR " + long + ")"
	}
	return "(" + near + " AND " + cond + ")", err
}

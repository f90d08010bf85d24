package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"dateline"
	"dateline/query"
)

// compiler turns a query's tree into a condition on rows of one kind, whose
// table is called t. Strings are looked up first, so that the condition is one
// of numbers and SQLite can see how few rows it leaves.
type compiler struct {
	a   *Archive
	ctx context.Context
	m   moment
	on  query.On
	// of a person: the days within which an office must have been held
	heldFrom, heldTo string
}

const (
	never  = "0"
	always = "1"
)

// node is the condition of a part of the tree.
func (c *compiler) node(n query.Node) (string, error) {
	switch n := n.(type) {
	case nil:
		return always, nil
	case query.And:
		c.window(n)
		return c.join(n, " AND ")
	case query.Or:
		return c.join(n, " OR ")
	case query.Not:
		s, err := c.node(n.Node)
		return "NOT coalesce(" + s + ", 0)", err
	case query.Words:
		return c.words(n.Pattern)
	case query.Test:
		return c.test(n)
	}
	return "", fmt.Errorf("a query of an unknown kind: %T", n)
}

func (c *compiler) join(list []query.Node, sign string) (string, error) {
	parts := make([]string, 0, len(list))
	for _, n := range list {
		s, err := c.node(n)
		if err != nil {
			return "", err
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return always, nil
	}
	return "(" + strings.Join(parts, sign) + ")", nil
}

// window notes the days that a query for persons names, so that an office
// beside them is one held then.
func (c *compiler) window(parts query.And) {
	for _, n := range parts {
		if t, ok := n.(query.Test); ok && t.Field.Name == "date" && t.Op == query.Is {
			c.heldFrom, c.heldTo = t.Value.From, t.Value.To
		}
	}
}

// match is a pattern in the language of FTS5, as an SQL string. Folded words
// hold letters and digits alone.
func match(p query.Pattern) string {
	s := `"` + strings.Join(p.Words, " ") + `"`
	if p.Prefix {
		s += " *"
	}
	return s
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// words is the condition that plain words occur.
func (c *compiler) words(p query.Pattern) (string, error) {
	m := match(p)
	switch c.on {
	case query.OnDispatch:
		return "t.n IN (SELECT rowid FROM dispatch_words WHERE dispatch_words MATCH " + quoted(m) + ")", nil
	case query.OnPerson:
		return c.in("t.n", c.entities(p))
	case query.OnPlace:
		return c.place("t.n", p)
	case query.OnStory:
		return c.ofMembers("SELECT rowid FROM dispatch_words WHERE dispatch_words MATCH " + quoted(m)), nil
	}
	headline := "SELECT rowid FROM dispatch_words WHERE dispatch_words MATCH " + quoted("headline : "+m)
	return "(t.n IN (SELECT rowid FROM item_words WHERE item_words MATCH " + quoted(m) + ") OR t.dispatch IN (" + headline + "))", nil
}

// maxInline is up to how many numbers are written into a condition; more are
// left to a query within it.
const maxInline = 500

// in is the condition that a column holds one of the numbers that a query
// gives.
func (c *compiler) in(column, q string) (string, error) {
	ns, err := c.a.numbers(c.ctx, q+" LIMIT "+strconv.Itoa(maxInline+1))
	if err != nil {
		return "", err
	}
	if len(ns) > maxInline {
		return column + " IN (" + q + ")", nil
	}
	return oneOf(column, ns), nil
}

func oneOf(column string, ns []int64) string {
	switch len(ns) {
	case 0:
		return never
	case 1:
		return column + " = " + strconv.FormatInt(ns[0], 10)
	}
	return column + " IN (" + numbersList(ns) + ")"
}

func numbersList(ns []int64) string {
	b := make([]byte, 0, 8*len(ns))
	for i, n := range ns {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(b)
}

// terms is a query for the strings in which a pattern occurs.
func (c *compiler) terms(p query.Pattern) string {
	return "SELECT rowid FROM term_words WHERE term_words MATCH " + quoted(match(p))
}

// entities is a query for whom a pattern names, by the names that they have at
// the moment: those of users' corrections come before those of readings.
func (c *compiler) entities(p query.Pattern) string {
	t, renamed, merged := c.terms(p), c.m.alive("r"), c.m.alive("g")
	roots := `SELECT e.n FROM entity e WHERE e.name IN (` + t + `) AND NOT EXISTS (SELECT 1 FROM renamed r WHERE r.entity = e.n AND ` + renamed + `) AND NOT EXISTS (SELECT 1 FROM merged g WHERE g.entity = e.n AND ` + merged + `)
		UNION SELECT r.entity FROM renamed r WHERE ` + renamed + ` AND r.name IN (` + t + `) AND NOT EXISTS (SELECT 1 FROM merged g WHERE g.entity = r.entity AND ` + merged + `)`
	return `SELECT n FROM (` + roots + ` UNION SELECT g.entity FROM merged g WHERE ` + merged + ` AND g.root IN (` + roots + `))`
}

// place is the condition that a column names a place by its own name or that
// of the division it lies in.
func (c *compiler) place(column string, p query.Pattern) (string, error) {
	t := c.terms(p)
	return c.in(column, "SELECT n FROM (SELECT n FROM spot WHERE name IN ("+t+") UNION SELECT n FROM spot WHERE admin1 IN ("+t+"))")
}

// codes is the condition that a column holds a value of a list, capitals or
// not.
func (c *compiler) codes(column string, v query.Value, byPrefix bool) (string, error) {
	ns, err := c.codeNumbers(v, byPrefix)
	return oneOf(column, ns), err
}

func (c *compiler) codeNumbers(v query.Value, byPrefix bool) ([]int64, error) {
	if byPrefix {
		return c.a.numbers(c.ctx, "SELECT n FROM term WHERE value >= ? AND value < ? LIMIT 1000", v.Raw, v.Raw+"\U0010FFFF")
	}
	return c.a.numbers(c.ctx, "SELECT n FROM term WHERE value IN (?, ?, ?) ORDER BY n", v.Raw, strings.ToLower(v.Raw), strings.ToUpper(v.Raw))
}

// ofDispatch is a condition on the dispatch of a row.
func (c *compiler) ofDispatch(cond string) string {
	switch {
	case cond == never || cond == always || c.on == query.OnDispatch:
		return strings.ReplaceAll(cond, "d.", "t.")
	}
	return "t.dispatch IN (SELECT d.n FROM dispatch d WHERE " + cond + ")"
}

// test is the condition that a field compares as asked.
func (c *compiler) test(t query.Test) (string, error) {
	f := compilers[c.on][t.Field.Name]
	if f == nil {
		f = compilers[""][t.Field.Name]
	}
	if f == nil || !t.Field.Has(c.on) {
		return "", query.Check(query.Query{Root: t}, c.on)
	}
	return f(c, t)
}

// dayTest is the condition that a stretch of days compares as asked; the
// columns may be NULL where an end is not known. It says what query.Match
// says.
func dayTest(t query.Test, since, until string) string {
	from, hasFrom := dayNumber(t.Value.From)
	to, hasTo := dayNumber(t.Value.To)
	switch t.Op {
	case query.Less:
		return fmt.Sprintf("%s < %d", since, from)
	case query.AtMost:
		return fmt.Sprintf("%s <= %d", since, to)
	case query.More:
		return fmt.Sprintf("%s > %d", until, to)
	case query.AtLeast:
		return fmt.Sprintf("%s >= %d", until, from)
	}
	parts := []string{fmt.Sprintf("coalesce(%s, %s) IS NOT NULL", since, until)}
	if hasTo {
		parts = append(parts, fmt.Sprintf("coalesce(%s, -1000000) <= %d", since, to))
	}
	if hasFrom {
		parts = append(parts, fmt.Sprintf("coalesce(%s, 10000000) >= %d", until, from))
	}
	return "(" + strings.Join(parts, " AND ") + ")"
}

// publishedTest is the condition that a time of publication, in seconds,
// compares as asked.
func publishedTest(t query.Test, column string) string {
	const daySeconds = 86400
	from, hasFrom := dayNumber(t.Value.From)
	to, hasTo := dayNumber(t.Value.To)
	known := fmt.Sprintf("%s > %d", column, int64(unknown))
	switch t.Op {
	case query.Less:
		return fmt.Sprintf("(%s AND %s < %d)", known, column, from*daySeconds)
	case query.AtMost:
		return fmt.Sprintf("(%s AND %s < %d)", known, column, (to+1)*daySeconds)
	case query.More:
		return fmt.Sprintf("%s >= %d", column, (to+1)*daySeconds)
	case query.AtLeast:
		return fmt.Sprintf("%s >= %d", column, from*daySeconds)
	}
	cond := known
	if hasFrom {
		cond = fmt.Sprintf("%s >= %d", column, from*daySeconds)
	}
	if hasTo {
		cond += fmt.Sprintf(" AND %s < %d", column, (to+1)*daySeconds)
	}
	return "(" + cond + ")"
}

// numberTest is the condition that a number compares as asked.
func numberTest(t query.Test, column string) string {
	switch t.Op {
	case query.Is:
		return fmt.Sprintf("%s BETWEEN %s AND %s", column, decimal(t.Value.Low), decimal(t.Value.High))
	}
	return fmt.Sprintf("%s %s %s", column, t.Op, decimal(t.Value.Low))
}

func decimal(f float64) string {
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// idTest is the condition that an id is the one asked for, or begins so.
func (c *compiler) idTest(raw string) string {
	d, local, stroke := strings.Cut(strings.ToLower(strings.TrimSpace(raw)), "/")
	cond := idRange(d)
	switch {
	case c.on == query.OnDispatch && !stroke:
		return c.ofDispatch(cond)
	case c.on == query.OnDispatch || len(d) > 12:
		return never
	case !stroke:
		return c.ofDispatch(cond)
	}
	return "(" + c.ofDispatch(cond) + " AND t.local >= " + quoted(local) + " AND t.local < " + quoted(local+"\U0010FFFF") + ")"
}

// idRange is the condition that a dispatch's id begins with digits.
func idRange(s string) string {
	if s == "" || len(s) > 64 || strings.Trim(s, "0123456789abcdef") != "" {
		return never
	}
	low, high := bounds(s)
	return fmt.Sprintf("d.id BETWEEN x'%x' AND x'%x'", low, high)
}

// publicTest is the condition that the id of a person or place begins so.
func publicTest(t query.Test, letter string) string {
	raw, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(t.Value.Raw)), letter)
	if !ok || len(raw) > 12 || strings.Trim(raw, "0123456789abcdef") != "" {
		return never
	}
	return "t.id BETWEEN x'" + raw + strings.Repeat("0", 12-len(raw)) + "' AND x'" + raw + strings.Repeat("f", 12-len(raw)) + "'"
}

// where compiles a query for rows of one kind that stand at the moment.
func (a *Archive) where(ctx context.Context, q query.Query, on query.On) (string, moment, error) {
	m, err := a.moment(ctx, q.AsOf)
	if err != nil {
		return "", m, err
	}
	if err := query.Check(q, on); err != nil {
		return "", m, err
	}
	c := &compiler{a: a, ctx: ctx, m: m, on: on}
	cond, err := c.node(q.Root)
	if err != nil {
		return "", m, err
	}
	if len(cond) > 900_000 {
		return "", m, &dateline.Fault{What: "the query asks for too much at once", Hint: "leave some of it out"}
	}
	return cond, m, nil
}

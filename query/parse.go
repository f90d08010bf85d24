package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// Limits of a query.
const (
	maxQuery = 4096 // bytes
	maxDepth = 32   // brackets within brackets
)

// Parse reads a query. An error is a [dateline.Fault] whose Where names the
// column, from 1, in code points.
func Parse(s string) (Query, error) {
	q := Query{Text: s}
	if len(s) > maxQuery {
		return q, &dateline.Fault{What: "the query is too long", Hint: fmt.Sprintf("at most %d bytes", maxQuery)}
	}
	if !utf8.ValidString(s) {
		return q, &dateline.Fault{What: "the query is not valid UTF-8"}
	}
	p := &parser{tokens: scan(s)}
	root, err := p.either(0)
	if err == nil && p.peek().kind != end {
		err = p.fault(p.peek(), "a closing bracket with none open", "take it away or open one before it")
	}
	if err != nil {
		return q, err
	}
	q.Root = root
	return q, nil
}

// Only parses a query for one kind of row: fields that such rows have not are
// an error that says which they have.
func Only(s string, on On) (Query, error) {
	q, err := Parse(s)
	if err != nil {
		return q, err
	}
	return q, Check(q, on)
}

// Check reports the first field of a query that rows of a kind have not.
func Check(q Query, on On) error {
	var fault error
	walk(q.Root, func(n Node) {
		if t, ok := n.(Test); ok && fault == nil && !t.Field.Has(on) {
			fault = &dateline.Fault{What: fmt.Sprintf("%s rows have no field %q", on, t.Field.Name), Where: column(t.Column), Hint: "they have " + strings.Join(names(on), ", ")}
		}
	})
	return fault
}

func names(on On) []string {
	var out []string
	for _, f := range fields {
		if f.Has(on) {
			out = append(out, f.Name)
		}
	}
	return out
}

func column(c int) string {
	if c == 0 {
		return ""
	}
	return fmt.Sprintf("column %d", c)
}

func walk(n Node, f func(Node)) {
	if n == nil {
		return
	}
	f(n)
	switch n := n.(type) {
	case And:
		for _, c := range n {
			walk(c, f)
		}
	case Or:
		for _, c := range n {
			walk(c, f)
		}
	case Not:
		walk(n.Node, f)
	}
}

type tokenKind int

const (
	end tokenKind = iota
	word
	quoted
	unclosed
	open
	closing
	minus
	operator
)

type token struct {
	kind   tokenKind
	text   string
	column int
	glued  bool // no space before it
}

// scan takes a query apart. An operator is only one directly behind a word.
func scan(s string) []token {
	var out []token
	rest, col, glued := s, 1, false
	for rest != "" {
		r, n := utf8.DecodeRuneInString(rest)
		if unicode.IsSpace(r) {
			rest, col, glued = rest[n:], col+1, false
			continue
		}
		t, size := next(rest, r, n, glued && len(out) > 0 && out[len(out)-1].kind == word)
		t.column, t.glued = col, glued
		out = append(out, t)
		col += utf8.RuneCountInString(rest[:size])
		rest, glued = rest[size:], true
	}
	return append(out, token{kind: end, column: col})
}

func next(rest string, r rune, n int, behindWord bool) (token, int) {
	switch {
	case r == '(':
		return token{kind: open, text: "("}, n
	case r == ')':
		return token{kind: closing, text: ")"}, n
	case r == '"' || r == '“' || r == '”':
		return quotedToken(rest, n)
	case behindWord && strings.ContainsRune(":<>=", r):
		size := 1
		if len(rest) > 1 && rest[1] == '=' {
			size = 2
		}
		return token{kind: operator, text: rest[:size]}, size
	case r == '-' && !behindWord:
		return token{kind: minus, text: "-"}, n
	}
	size := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("()\"“”:<>=", r)
	})
	if size < 0 {
		size = len(rest)
	}
	return token{kind: word, text: rest[:max(size, n)]}, max(size, n)
}

func quotedToken(rest string, n int) (token, int) {
	body := rest[n:]
	i := strings.IndexAny(body, "\"“”")
	if i < 0 {
		return token{kind: unclosed, text: body}, len(rest)
	}
	_, m := utf8.DecodeRuneInString(body[i:])
	return token{kind: quoted, text: body[:i]}, n + i + m
}

type parser struct {
	tokens []token
	at     int
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) take() token {
	t := p.tokens[p.at]
	if t.kind != end {
		p.at++
	}
	return t
}

func (p *parser) fault(t token, what, hint string) error {
	return &dateline.Fault{What: what, Where: column(t.column), Hint: hint}
}

func (p *parser) either(depth int) (Node, error) {
	if depth > maxDepth {
		return nil, p.fault(p.peek(), "too many brackets within brackets", fmt.Sprintf("at most %d", maxDepth))
	}
	var parts Or
	for {
		n, err := p.all(depth)
		if err != nil {
			return nil, err
		}
		or := p.peek().kind == word && p.peek().text == "OR"
		if n == nil && (or || len(parts) > 0) {
			return nil, p.fault(p.peek(), "OR with nothing beside it", "write a OR b")
		}
		if n != nil {
			parts = append(parts, n)
		}
		if !or {
			break
		}
		p.take()
	}
	switch len(parts) {
	case 0:
		return nil, nil
	case 1:
		return parts[0], nil
	}
	return parts, nil
}

func (p *parser) all(depth int) (Node, error) {
	var parts And
	for {
		t := p.peek()
		if t.kind == end || t.kind == closing || t.kind == word && t.text == "OR" {
			break
		}
		if t.kind == word && t.text == "AND" && len(parts) > 0 {
			p.take()
			continue
		}
		n, err := p.one(depth)
		if err != nil {
			return nil, err
		}
		if n != nil {
			parts = append(parts, n)
		}
	}
	switch len(parts) {
	case 0:
		return nil, nil
	case 1:
		return parts[0], nil
	}
	return parts, nil
}

func (p *parser) one(depth int) (Node, error) {
	not := false
	for t := p.peek(); t.kind == minus || t.kind == word && t.text == "NOT"; t = p.peek() {
		p.take()
		not = !not
		if k := p.peek().kind; k == end || k == closing {
			return nil, p.fault(t, "nothing to negate", "write -word, -field:value or -(...)")
		}
	}
	n, err := p.term(depth)
	if err != nil || n == nil || !not {
		return n, err
	}
	return Not{n}, nil
}

func (p *parser) term(depth int) (Node, error) {
	t := p.take()
	switch t.kind {
	case open:
		n, err := p.either(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.peek().kind != closing {
			return nil, p.fault(t, "a bracket is not closed", "add )")
		}
		p.take()
		return n, nil
	case quoted:
		return words(t.text, true, t.column), nil
	case unclosed:
		return nil, p.fault(t, "a quotation mark is not closed", "add \"")
	case operator:
		return nil, p.fault(t, "a comparison without a field", "write field"+t.text+"value")
	}
	if o := p.peek(); o.kind == operator && o.glued {
		p.take()
		return p.test(t, o)
	}
	return words(t.text, false, t.column), nil
}

// words is what a word or a phrase asks of the text: a word that folds into
// several, like "cease-fire", is a phrase. Nothing but signs asks nothing.
func words(s string, phrase bool, col int) Node {
	p := pattern(s)
	if len(p.Words) == 0 {
		return nil
	}
	return Words{Pattern: p, Column: col}
}

func (p *parser) test(name, op token) (Node, error) {
	f := FieldNamed(strings.ToLower(name.text))
	if f == nil {
		return nil, p.unknown(name)
	}
	v := p.take()
	if !v.glued || v.kind != word && v.kind != quoted && v.kind != minus {
		if v.kind == unclosed {
			return nil, p.fault(v, "a quotation mark is not closed", "add \"")
		}
		return nil, p.fault(v, fmt.Sprintf("no value for %q", f.Name), "write "+f.Name+op.text+example(f))
	}
	raw := v.text
	if v.kind == minus {
		raw += p.take().text
	}
	// A time or a range may hold signs that ended the word: glue it together.
	for v.kind == word && p.peek().glued && (p.peek().kind == operator || p.peek().kind == word) {
		raw += p.take().text
	}
	return p.compare(f, name, op, v, raw)
}

func (p *parser) compare(f *Field, name, op, v token, raw string) (Node, error) {
	o := Op(op.text)
	switch o {
	case "=", "==", ":=":
		o = Is
	}
	if !slices.Contains([]Op{Is, Less, AtMost, More, AtLeast}, o) {
		return nil, p.fault(op, fmt.Sprintf("no comparison %q", op.text), "there are : < <= > >=")
	}
	if o != Is && f.Kind != Day && f.Kind != Number {
		return nil, p.fault(op, fmt.Sprintf("%q cannot be compared with %s", f.Name, o), "write "+f.Name+":"+example(f))
	}
	if o != Is && strings.Contains(raw, "..") {
		return nil, p.fault(v, "a range cannot be compared with "+string(o), "write "+f.Name+":"+raw)
	}
	value, what, hint := f.value(raw)
	if what != "" {
		return nil, p.fault(v, what, hint)
	}
	return Test{Field: f, Op: o, Value: value, Column: name.column}, nil
}

func (p *parser) unknown(name token) error {
	var all []string
	for _, f := range fields {
		all = append(append(all, f.Name), f.Aliases...)
	}
	hint := "put it in quotes to look for the words; 'dateline find --help' lists the fields"
	if near := Nearest(strings.ToLower(name.text), all); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return p.fault(name, fmt.Sprintf("no field %q", name.text), hint)
}

// Ask builds the test of a field against a value, as flags and parameters
// give it.
func Ask(field string, op Op, value string) (Node, error) {
	f := FieldNamed(field)
	if f == nil {
		return nil, (&parser{}).unknown(token{text: field})
	}
	v, what, hint := f.value(value)
	if what != "" {
		return nil, &dateline.Fault{What: what, Where: field, Hint: hint}
	}
	return Test{Field: f, Op: op, Value: v}, nil
}

// value reads what is written for a field; what is not "" when it cannot be.
func (f *Field) value(raw string) (v Value, what, hint string) {
	v.Raw = raw
	ok := true
	switch f.Kind {
	case Text:
		v.Pattern = pattern(raw)
		ok = len(v.Pattern.Words) > 0
	case Word:
		ok = strings.TrimSpace(raw) != ""
		if known := f.known(raw); ok && !known {
			hint = "one of " + strings.Join(f.Values, ", ")
			if near := Nearest(strings.ToLower(raw), lower(f.Values)); near != "" {
				hint = fmt.Sprintf("did you mean %q? %s", near, hint)
			}
			return v, fmt.Sprintf("no %s %q", f.Name, raw), hint
		}
	case Day:
		v.From, v.To, ok = dayRange(raw)
	case Number:
		v.Low, v.High, ok = numberRange(raw)
	case Flag:
		v.Flag = slices.Contains([]string{"yes", "true", "1"}, strings.ToLower(raw))
		ok = v.Flag || slices.Contains([]string{"no", "false", "0"}, strings.ToLower(raw))
	}
	if !ok {
		return v, fmt.Sprintf("%q is no value for %q", raw, f.Name), "write " + f.Name + ":" + example(f)
	}
	return v, "", ""
}

func (f *Field) known(raw string) bool {
	if len(f.Values) == 0 {
		return true
	}
	return slices.ContainsFunc(f.Values, func(v string) bool { return strings.EqualFold(v, raw) })
}

func lower(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.ToLower(s)
	}
	return out
}

// example is a value that the field takes.
func example(f *Field) string {
	switch {
	case len(f.Values) > 0:
		return f.Values[0]
	case f.Kind == Day:
		return "2014-09-03 or 2014-09-01..2014-09-07"
	case f.Kind == Number:
		return "100 or 100..200"
	case f.Kind == Flag:
		return "yes"
	case f.Kind == Text:
		return "\"some words\""
	}
	return "value"
}

func numberRange(raw string) (low, high float64, ok bool) {
	a, b, isRange := strings.Cut(raw, "..")
	low, ok = number(a)
	if !isRange || !ok {
		return low, low, ok
	}
	high, ok = number(b)
	return low, high, ok && low <= high
}

func number(s string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
	return n, err == nil && n-n == 0
}

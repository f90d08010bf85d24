package date

import "strings"

// rule is one line of rules.tsv.
type rule struct{ name, action, arg string }

// ending is a rule that may end at a node, given the literal before it.
type ending struct {
	rule   int32
	before int16 // 0 when anything may stand before
}

// element of a pattern: a class (above zero) or a literal (below), an
// alternative being one element each.
type element struct {
	sym     int  // class, or -literal
	outside bool // must be there, is not part of the expression
}

type edge struct {
	element
	to int32
}

type node struct {
	edges []edge
	ends  []ending // in the order of the table
}

type rules struct {
	list       []rule
	nodes      []node
	literals   []string
	startClass uint64
	startLit   []bool
	lex        *lexicon
}

func newRules(l *lexicon) *rules {
	r := &rules{nodes: []node{{}}, lex: l}
	macros := map[string][]string{}
	for _, line := range rows(rulesTSV) {
		if strings.HasPrefix(line[0], "=") {
			macros[line[0][1:]] = strings.Split(line[1], " / ")
			continue
		}
		u := rule{name: line[0], action: line[2]}
		if len(line) > 3 {
			u.arg = line[3]
		}
		r.list = append(r.list, u)
		for _, seq := range expand(strings.Fields(line[1]), macros) {
			r.insert(seq, int32(len(r.list)-1))
		}
	}
	r.setStarts()
	return r
}

// expand writes out macros, options and alternatives: every sequence of
// single elements that the pattern stands for.
func expand(pattern []string, macros map[string][]string) [][]string {
	out := [][]string{nil}
	for _, e := range pattern {
		var alternatives [][]string
		if strings.HasSuffix(e, "?") && len(e) > 1 {
			e = e[:len(e)-1]
			alternatives = append(alternatives, nil)
		}
		alternatives = append(alternatives, unfold(e, macros)...)
		var next [][]string
		for _, o := range out {
			for _, a := range alternatives {
				next = append(next, append(o[:len(o):len(o)], a...))
			}
		}
		out = next
	}
	return out
}

func unfold(e string, macros map[string][]string) [][]string {
	var out [][]string
	if strings.HasPrefix(e, "$") {
		for _, alt := range macros[e[1:]] {
			out = append(out, expand(strings.Fields(alt), macros)...)
		}
		return out
	}
	mark := ""
	if e[0] == '~' {
		mark, e = "~", e[1:]
	}
	for _, alt := range strings.Split(e, "|") {
		out = append(out, []string{mark + alt})
	}
	return out
}

// insert adds one sequence. What must stand before the expression is asked
// when the rule ends, so that it hides no other match.
func (r *rules) insert(seq []string, rule int32) {
	if len(seq) == 0 || seq[len(seq)-1] == "," {
		return
	}
	e := ending{rule: rule}
	if seq[0][0] == '~' {
		e.before = int16(-r.element(seq[0]).sym)
		seq = seq[1:]
	}
	at := int32(0)
	for _, w := range seq {
		at = r.step(at, r.element(w))
	}
	r.nodes[at].ends = append(r.nodes[at].ends, e)
}

// end is the first rule that may end at a node for an expression that starts
// at atom from; -1 when there is none.
func (r *rules) end(f *finder, at int32, from int) int {
	for _, e := range r.nodes[at].ends {
		if e.before == 0 || from > 0 && f.atoms[from-1].lit == e.before && !f.atoms[from].broken {
			return int(e.rule)
		}
	}
	return -1
}

func (r *rules) element(w string) element {
	outside := w[0] == '~'
	if outside {
		w = w[1:]
	}
	if c, ok := r.lex.classes[w]; ok {
		return element{c, outside}
	}
	id, ok := r.lex.lits[w]
	if !ok {
		r.literals = append(r.literals, w)
		id = int16(len(r.literals))
		r.lex.lits[w] = id
	}
	return element{-int(id), outside}
}

func (r *rules) step(at int32, e element) int32 {
	for _, g := range r.nodes[at].edges {
		if g.element == e {
			return g.to
		}
	}
	to := int32(len(r.nodes))
	r.nodes = append(r.nodes, node{})
	r.nodes[at].edges = append(r.nodes[at].edges, edge{e, to})
	return to
}

func (r *rules) setStarts() {
	r.startLit = make([]bool, len(r.literals)+1)
	for _, g := range r.nodes[0].edges {
		switch {
		case g.sym == clsNum:
			r.startClass |= r.numberStarts()
			for _, w := range []string{"a", "an"} {
				r.startLit[r.lex.lits[w]] = true
			}
		case g.sym > 0:
			r.startClass |= bit(g.sym)
		default:
			r.startLit[-g.sym] = true
		}
	}
}

func (r *rules) numberStarts() uint64 {
	c := bit(clsDigits)
	for _, n := range []string{"CARD", "TEEN", "TENS", "POWER", "VAGUE", "COUPLE"} {
		c |= bit(r.lex.classes[n])
	}
	return c
}

func (r *rules) starts(a *atom) bool {
	return a.class&r.startClass != 0 || r.startLit[a.lit]
}

// caught is one element of a match.
type caught struct {
	sym   int
	at    int // atom
	num   int // value of a number, half units: 2.5 is 5
	vague bool
}

const maxElements = 20

// match is the longest way a rule fits at an atom.
type match struct {
	rule     int
	from, to int // atoms of the expression
	end      int // atom behind everything matched
	n        int
	got      [maxElements]caught
	path     [maxElements]caught // the way being tried
}

// longest finds the longest match at atom i; f.m holds it.
func (r *rules) longest(f *finder, i int) bool {
	f.m.end, f.m.n = 0, 0
	f.m.from = i
	r.walk(f, 0, i, i, 0, i, i)
	return f.m.n > 0
}

// walk follows the trie from node at; [from, to) is the expression so far.
// Its depth is bounded by the longest pattern.
func (r *rules) walk(f *finder, at int32, i, start, depth, from, to int) {
	if n := r.end(f, at, from); n >= 0 && (f.m.n == 0 || to > f.m.to || to == f.m.to && n < f.m.rule) {
		f.m.rule, f.m.from, f.m.to, f.m.end, f.m.n = n, from, to, to, depth
		copy(f.m.got[:depth], f.m.path[:depth])
	}
	if i >= len(f.atoms) || depth == maxElements || i > start && f.atoms[i].broken {
		return
	}
	a := &f.atoms[i]
	for k := range r.nodes[at].edges {
		g := &r.nodes[at].edges[k]
		c := caught{sym: g.sym, at: i}
		next := i + 1
		switch {
		case g.sym == clsNum:
			if next = f.number(i, &c); next == i {
				continue
			}
		case g.sym > 0:
			if a.class&bit(g.sym) == 0 {
				continue
			}
		case int(a.lit) != -g.sym || a.lit == r.dot() && !a.glued:
			continue
		}
		f.m.path[depth] = c
		if g.outside {
			r.walk(f, g.to, next, start, depth+1, from, to)
		} else {
			r.walk(f, g.to, next, start, depth+1, from, next)
		}
	}
}

func (r *rules) dot() int16 { return r.lex.marks['.'] }

// number reads a cardinal at atom i: digits, words, "a couple of", "several",
// "two to three" stays two numbers. It returns the atom behind it.
func (f *finder) number(i int, c *caught) int {
	a := &f.atoms[i]
	l := f.rules.lex
	has := func(k int, name string) bool {
		return k < len(f.atoms) && f.atoms[k].class&bit(l.classes[name]) != 0
	}
	word := func(k int) string {
		if k >= len(f.atoms) {
			return ""
		}
		return f.src[f.atoms[k].start:f.atoms[k].end]
	}
	val := func(k int, name string) int { n, _ := l.sense(&f.atoms[k], l.classes[name]); return n }
	switch {
	case a.class&bit(clsDigits) != 0:
		c.num = 2 * int(a.num)
		if i+3 < len(f.atoms) && word(i+1) == "1" && word(i+2) == "/" && word(i+3) == "2" {
			c.num++
			return i + 4
		}
		return i + 1
	case has(i, "VAGUE"):
		c.vague = true
		return i + 1
	case has(i, "COUPLE") && word(i+1) == "of":
		c.num = 4
		return i + 2
	case has(i, "CARD"):
		c.num = 2 * val(i, "CARD")
		return f.power(i+1, c, has, val)
	case has(i, "TEEN"):
		c.num = 2 * val(i, "TEEN")
		return i + 1
	case has(i, "TENS"):
		return f.tens(i, c, has, val, word)
	case has(i, "POWER"):
		c.num = 2 * val(i, "POWER")
		return i + 1
	case word(i) == "a" || word(i) == "an" || word(i) == "A" || word(i) == "An" || word(i) == "AN":
		return f.article(i, c, has, val, word)
	}
	return i
}

func (f *finder) power(i int, c *caught, has func(int, string) bool, val func(int, string) int) int {
	if has(i, "POWER") {
		c.num *= val(i, "POWER")
		return i + 1
	}
	return i
}

func (f *finder) tens(i int, c *caught, has func(int, string) bool, val func(int, string) int, word func(int) string) int {
	c.num = 2 * val(i, "TENS")
	if has(i+1, "CARD") && val(i+1, "CARD") < 10 {
		c.num += 2 * val(i+1, "CARD")
		return i + 2
	}
	if word(i+1) == "-" && has(i+2, "CARD") && val(i+2, "CARD") < 10 {
		c.num += 2 * val(i+2, "CARD")
		return i + 3
	}
	return i + 1
}

func (f *finder) article(i int, c *caught, has func(int, string) bool, val func(int, string) int, word func(int) string) int {
	switch {
	case has(i+1, "VAGUE"):
		c.vague = true
		return i + 2
	case has(i+1, "COUPLE"):
		c.num = 4
		if word(i+2) == "of" {
			return i + 3
		}
		return i + 2
	case has(i+1, "POWER"):
		c.num = 2 * val(i+1, "POWER")
		return i + 2
	}
	c.num = 2
	return i + 1
}

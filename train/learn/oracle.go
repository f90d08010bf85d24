package learn

import (
	"dateline/internal/parse"
	"dateline/internal/text"
)

// goldTree is one sentence's gold heads, made projective; n is the root.
type goldTree struct {
	heads []int
	rels  []text.Rel
}

// projective gives the sentence's gold tree with every arc that crosses
// another lifted to the head's head until none does.
func projective(d *text.Doc, s text.Sentence) goldTree {
	n := s.Last - s.First
	g := goldTree{heads: make([]int, n), rels: make([]text.Rel, n)}
	for i := range n {
		a := d.Tree.Arcs[s.First+i]
		g.heads[i], g.rels[i] = int(a.Head)-s.First, a.Rel
		if a.Head < 0 {
			g.heads[i] = n
		}
	}
	for range n {
		if !g.lift(n) {
			break
		}
	}
	return g
}

// lift raises the shortest crossing arc; it reports whether there was one.
func (g *goldTree) lift(n int) bool {
	best, length := -1, n+2
	for d, h := range g.heads {
		lo, hi := min(d, h), max(d, h)
		for k := lo + 1; k < hi; k++ {
			if !g.under(k, h, n) && hi-lo < length && h != n {
				best, length = d, hi-lo
				break
			}
		}
	}
	if best < 0 {
		return false
	}
	g.heads[best] = g.heads[g.heads[best]]
	return true
}

func (g *goldTree) under(k, top, n int) bool {
	for steps := 0; k != n && steps <= n; steps++ {
		if k == top {
			return true
		}
		k = g.heads[k]
	}
	return k == top
}

// costs counts the gold arcs that each action makes unreachable (Goldberg and
// Nivre 2013); illegal actions cost -1.
func (g *goldTree) costs(sp *parse.Space, s *parse.State, stack []int) (c [parse.NumActions]int) {
	n, b := len(g.heads), sp.Front(s)
	for a := range parse.NumActions {
		if !sp.Legal(s, a) {
			c[a] = -1
		}
	}
	if c[parse.Shift] == 0 {
		for k, w := range stack {
			if k > 0 && g.heads[b] == w || g.heads[w] == b {
				c[parse.Shift]++
			}
		}
	}
	if len(stack) == 0 {
		return c
	}
	s0, lost := stack[0], 0
	for w := b; w < n; w++ {
		if g.heads[w] == s0 {
			lost++
		}
	}
	h := g.heads[s0]
	below := len(stack) > 1 && h == stack[1]
	if c[parse.LeftArc] == 0 {
		c[parse.LeftArc] = lost + btoi(below || h > b)
	}
	if c[parse.RightArc] == 0 {
		c[parse.RightArc] = lost + btoi(h >= b)
	}
	return c
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// next is the canonical gold action of a state on the gold path.
func (g *goldTree) next(sp *parse.Space, s *parse.State, left []int) parse.Action {
	s0, s1, b := sp.Stack(s, 0), sp.Stack(s, 1), sp.Front(s)
	switch {
	case s0 >= 0 && g.heads[s0] == b && sp.Legal(s, parse.LeftArc):
		return parse.LeftArc
	case s1 >= 0 && g.heads[s0] == s1 && left[s0] < b && sp.Legal(s, parse.RightArc):
		return parse.RightArc
	case sp.Legal(s, parse.Shift):
		return parse.Shift
	case sp.Legal(s, parse.RightArc):
		return parse.RightArc
	}
	return parse.LeftArc
}

// rightmost gives every word's last gold dependent, -1 when it has none.
func (g *goldTree) rightmost() []int {
	r := make([]int, len(g.heads))
	for i := range r {
		r[i] = -1
	}
	for d, h := range g.heads {
		if h < len(r) {
			r[h] = max(r[h], d)
		}
	}
	return r
}

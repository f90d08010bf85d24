package text

import "iter"

// Arc is one token's place in its sentence's dependency tree.
type Arc struct {
	Head int32 // token index in the document; -1 for the root
	Rel  Rel
}

// Tree is the dependency trees of a document, one arc a token, with the
// children of every token threaded through it.
type Tree struct {
	Arcs  []Arc
	first []int32 // leftmost child, -1 when none
	next  []int32 // next sibling to the right, -1 when none
}

// NewTree threads the children of arcs.
func NewTree(arcs []Arc) Tree {
	n := len(arcs)
	buf := make([]int32, 2*n)
	t := Tree{Arcs: arcs, first: buf[:n:n], next: buf[n:]}
	for i := range buf {
		buf[i] = -1
	}
	for i := n - 1; i >= 0; i-- {
		if h := arcs[i].Head; h >= 0 {
			t.next[i], t.first[h] = t.first[h], int32(i)
		}
	}
	return t
}

// Head is the head of token i, -1 for a root.
func (t *Tree) Head(i int) int { return int(t.Arcs[i].Head) }

// Rel is the relation of token i to its head.
func (t *Tree) Rel(i int) Rel { return t.Arcs[i].Rel }

// Children yields the dependents of token i from left to right.
func (t *Tree) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c := t.first[i]; c >= 0; c = t.next[c] {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// Child is the first dependent of token i with one of the relations, -1 when
// there is none.
func (t *Tree) Child(i int, rels ...Rel) int {
	for c := t.first[i]; c >= 0; c = t.next[c] {
		for _, r := range rels {
			if t.Arcs[c].Rel == r {
				return int(c)
			}
		}
	}
	return -1
}

// Edges are the first and last token of the subtree of token i, last
// exclusive. The walk keeps its own stack, so deep trees are safe.
func (t *Tree) Edges(i int) (first, last int) {
	first, last = i, i+1
	stack := append(make([]int32, 0, 64), int32(i))
	for len(stack) > 0 {
		k := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		first, last = min(first, int(k)), max(last, int(k)+1)
		for c := t.first[k]; c >= 0; c = t.next[c] {
			stack = append(stack, c)
		}
	}
	return first, last
}

// Within reports whether token i lies in the subtree of token top.
func (t *Tree) Within(i, top int) bool {
	for n := 0; i >= 0 && n <= len(t.Arcs); n++ {
		if i == top {
			return true
		}
		i = int(t.Arcs[i].Head)
	}
	return false
}

package parse

import "dateline/internal/text"

// Action is a transition of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez
// and Satta 2011).
type Action uint8

// Actions.
const (
	Shift    Action = iota // push the first word of the buffer
	LeftArc                // the top of the stack hangs on the first word of the buffer
	RightArc               // the top of the stack hangs on the word below it
	NumActions
)

const none = int32(-1)

// node is a partly built subtree: a word with what features ask of its
// dependents. Nodes never change; a new dependent makes a new node, so states
// share them.
type node struct {
	tok                int32
	l1, l2, r1, r2     int32 // outermost and second dependents to each side
	l1r, l2r, r1r, r2r text.Rel
	lv, rv             uint8  // dependents to each side
	ls, rs             uint64 // relations of the dependents to each side, as sets
}

// cell is a stack with its top node.
type cell struct {
	node, below int32
	depth       int32
}

// State is a configuration: a stack, the buffer's first node, and how it was
// reached.
type State struct {
	top, b0, pos int32
	prev         int32
	Score        float32
	Act          Action // that led here
}

// Space holds the configurations of one sentence. It is reused.
type Space struct {
	n      int
	nodes  []node
	cells  []cell
	States []State
	atoms  []atom
	rel    func(head, dep int) text.Rel
}

// Reset starts a sentence of n words. rel names the relation that features
// assume for an arc.
func (sp *Space) Reset(n int, rel func(head, dep int) text.Rel) {
	sp.n, sp.rel = n, rel
	sp.nodes, sp.cells, sp.States = sp.nodes[:0], sp.cells[:0], sp.States[:0]
	for i := 0; i <= n; i++ {
		sp.nodes = append(sp.nodes, node{tok: int32(i), l1: none, l2: none, r1: none, r2: none})
	}
	sp.States = append(sp.States, State{top: none, prev: none})
}

// Legal reports whether action a may follow state s. Only one word may hang
// on the root, which waits at the end of the buffer.
func (sp *Space) Legal(s *State, a Action) bool {
	depth := int32(0)
	if s.top != none {
		depth = sp.cells[s.top].depth
	}
	switch a {
	case Shift:
		return int(s.pos) < sp.n
	case LeftArc:
		return depth == 1 || depth > 1 && int(s.pos) < sp.n
	default:
		return depth > 1
	}
}

// Forced is the one legal action of a state, NumActions where there is a
// choice. A forced action says nothing about the tree, so it scores nothing.
func (sp *Space) Forced(s *State) Action {
	one, n := NumActions, 0
	for a := range NumActions {
		if sp.Legal(s, a) {
			one = a
			n++
		}
	}
	if n > 1 {
		return NumActions
	}
	return one
}

// Apply appends the state that follows state i by action a and gives its
// index.
func (sp *Space) Apply(i int, a Action, score float32) int {
	s := sp.States[i]
	t := State{top: s.top, b0: s.b0, pos: s.pos, prev: int32(i), Score: score, Act: a}
	switch a {
	case Shift:
		t.top = sp.push(s.b0, s.top)
		t.pos++
		t.b0 = t.pos
	case LeftArc:
		c := sp.cells[s.top]
		t.b0, t.top = sp.left(s.b0, c.node), c.below
	case RightArc:
		c := sp.cells[s.top]
		d := sp.cells[c.below]
		t.top = sp.push(sp.right(d.node, c.node), d.below)
	}
	sp.States = append(sp.States, t)
	return len(sp.States) - 1
}

func (sp *Space) push(n, below int32) int32 {
	depth := int32(1)
	if below != none {
		depth += sp.cells[below].depth
	}
	sp.cells = append(sp.cells, cell{n, below, depth})
	return int32(len(sp.cells) - 1)
}

func (sp *Space) left(head, dep int32) int32 {
	h, d := sp.nodes[head], sp.nodes[dep].tok
	r := sp.rel(int(h.tok), int(d))
	h.l2, h.l2r, h.l1, h.l1r = h.l1, h.l1r, d, r
	h.lv, h.ls = h.lv+1, h.ls|1<<r
	sp.nodes = append(sp.nodes, h)
	return int32(len(sp.nodes) - 1)
}

func (sp *Space) right(head, dep int32) int32 {
	h, d := sp.nodes[head], sp.nodes[dep].tok
	r := sp.rel(int(h.tok), int(d))
	h.r2, h.r2r, h.r1, h.r1r = h.r1, h.r1r, d, r
	h.rv, h.rs = h.rv+1, h.rs|1<<r
	sp.nodes = append(sp.nodes, h)
	return int32(len(sp.nodes) - 1)
}

// Front is the index of the first word of the buffer, n for the root.
func (sp *Space) Front(s *State) int { return int(s.pos) }

// Stack gives the word k below the top of the stack, -1 when there is none.
func (sp *Space) Stack(s *State, k int) int {
	c := s.top
	for ; k > 0 && c != none; k-- {
		c = sp.cells[c].below
	}
	if c == none {
		return -1
	}
	return int(sp.nodes[sp.cells[c].node].tok)
}

// Heads walks back from state i and writes the head of every word that has
// one; -1 stands for the root.
func (sp *Space) Heads(i int, heads []int) {
	for s := &sp.States[i]; s.prev != none; {
		p := &sp.States[s.prev]
		switch s.Act {
		case LeftArc:
			h := int(p.pos)
			if h == sp.n {
				h = -1
			}
			heads[sp.Stack(p, 0)] = h
		case RightArc:
			heads[sp.Stack(p, 0)] = sp.Stack(p, 1)
		}
		s = p
	}
}

// Prev is the index of the state before state i, -1 for the first.
func (sp *Space) Prev(i int) int { return int(sp.States[i].prev) }

// Words appends the words on a state's stack, the top first.
func (sp *Space) Words(s *State, words []int) []int {
	for c := s.top; c != none; c = sp.cells[c].below {
		words = append(words, int(sp.nodes[sp.cells[c].node].tok))
	}
	return words
}

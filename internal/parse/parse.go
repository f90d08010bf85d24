// Package parse finds the dependency tree of every sentence: an arc-hybrid
// transition parser (Kuhlmann, Gómez-Rodríguez and Satta 2011), greedy or with
// a beam over states that share their parts (Zhang and Nivre 2011), its
// relations named once arc by arc and once more over the whole tree.
package parse

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"dateline/internal/model"
	"dateline/internal/text"
)

// Format is the layout of the parser's model file that this package reads.
const Format = 1

// ModelName is the parser's file among the models.
const ModelName = "parser.dlm"

// Parser holds the trained weights. It is safe for concurrent use.
type Parser struct {
	Beam      int          // states kept; 1 is greedy
	structure *model.Table // trained for one state or for a beam
	arc       *model.Linear
	tree      *model.Linear
	pool      sync.Pool
}

// Open reads the parser from the models' file system; beam is the number of
// states to keep, 1 for greedy.
func Open(fsys fs.FS, beam int) (*Parser, error) {
	f, err := model.Open(fsys, ModelName, Format)
	if err != nil {
		return nil, err
	}
	return Load(f, beam)
}

// Load builds the parser from an opened model file.
func Load(f *model.File, beam int) (*Parser, error) {
	p := &Parser{Beam: max(beam, 1)}
	name := "beam"
	if p.Beam == 1 {
		name = "greedy"
	}
	var arc, tree *model.Linear
	var errs [2]error
	opened := make(chan bool)
	go func() {
		arc, errs[0] = linear(f, "arc")
		tree, errs[1] = linear(f, "tree")
		opened <- true
	}()
	table, err := table(f, name)
	<-opened
	if err := errors.Join(err, errs[0], errs[1]); err != nil {
		return nil, err
	}
	return New(table, arc, tree, beam), nil
}

func table(f *model.File, name string) (*model.Table, error) {
	raw, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	t, err := model.ReadTable(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", ModelName, name, err)
	}
	return t, nil
}

func linear(f *model.File, name string) (*model.Linear, error) {
	raw, err := f.Section(name)
	if err != nil {
		return nil, err
	}
	l, err := model.ReadLinear(raw)
	if err == nil && l.Classes() > int(text.NumRels) {
		err = fmt.Errorf("%d relations, this program knows %d", l.Classes(), text.NumRels)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %s: %w", ModelName, name, err)
	}
	return l, nil
}

// New builds a parser from its parts: structure, relations arc by arc,
// relations over the tree.
func New(structure *model.Table, arc, tree *model.Linear, beam int) *Parser {
	p := &Parser{Beam: max(beam, 1), structure: structure, arc: arc, tree: tree}
	p.pool.New = func() any { return &worker{p: p} }
	return p
}

// Parse returns the trees of all sentences. The tags must be there.
func (p *Parser) Parse(d *text.Doc) text.Tree {
	arcs := make([]text.Arc, len(d.Tokens))
	w := p.pool.Get().(*worker)
	defer p.pool.Put(w)
	for _, s := range d.Sentences {
		w.sentence(d, s, arcs)
		mend(d, s, arcs)
	}
	return text.NewTree(arcs)
}

type worker struct {
	p      *Parser
	sp     Space
	labels Labels
	links  Links
	beam   []int
	next   []move
	keys   [NumKeys]uint64
	short  [MaxLabelKeys]uint32
}

// move is a candidate: a state's index and the action to take from it.
type move struct {
	from  int
	act   Action
	score float32
}

func (w *worker) sentence(d *text.Doc, s text.Sentence, arcs []text.Arc) {
	n := s.Last - s.First
	if n == 0 {
		return
	}
	w.sp.Look(d, s)
	w.labels.Reset(&w.sp, n, w.p.arc)
	w.sp.Reset(n, w.labels.Rel)
	last := w.search(n)
	w.links.heads = resize(w.links.heads, n)
	w.links.rels = resize(w.links.rels, n)
	w.sp.Heads(last, w.links.heads)
	w.relations(n)
	for i, h := range w.links.heads {
		if h >= 0 {
			h += s.First
		}
		arcs[s.First+i] = text.Arc{Head: int32(h), Rel: w.links.rels[i]}
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// search runs 2n transitions and gives the index of the best last state.
func (w *worker) search(n int) int {
	w.beam = append(w.beam[:0], 0)
	for range 2 * n {
		w.next = w.next[:0]
		for _, i := range w.beam {
			w.expand(i)
		}
		w.beam = w.beam[:0]
		for _, m := range w.next {
			w.beam = append(w.beam, w.sp.Apply(m.from, m.act, m.score))
		}
	}
	return w.beam[0]
}

// expand scores the actions of state i and keeps them among the best,
// the best first.
func (w *worker) expand(i int) {
	s := &w.sp.States[i]
	var sum [NumActions]int32
	if w.sp.Forced(s) == NumActions {
		w.sp.Keys(s, &w.keys)
		sum = w.sum()
	}
	for a := range NumActions {
		if w.sp.Legal(s, a) {
			w.next = keep(w.next, move{i, a, s.Score + float32(sum[a])}, w.p.Beam)
		}
	}
}

func (w *worker) sum() (s [NumActions]int32) {
	t := w.p.structure
	for _, k := range w.keys {
		r := t.At(k)
		s[0] += int32(int8(r))
		s[1] += int32(int8(r >> 8))
		s[2] += int32(int8(r >> 16))
	}
	return s
}

// keep inserts m into moves, sorted by falling score, of at most most moves.
func keep(moves []move, m move, most int) []move {
	if len(moves) == most {
		if m.score <= moves[most-1].score {
			return moves
		}
		moves = moves[:most-1]
	}
	i := len(moves)
	moves = append(moves, m)
	for ; i > 0 && moves[i-1].score < m.score; i-- {
		moves[i] = moves[i-1]
	}
	moves[i] = m
	return moves
}

// relations names every arc: the parse's own names first, then again over the
// whole tree.
func (w *worker) relations(n int) {
	w.links.name(&w.labels)
	final := resize(w.labels.final, n)
	for i := range final {
		if w.links.heads[i] < 0 {
			final[i] = text.Root
			continue
		}
		keys := w.sp.ArcKeys(w.links.heads[i], i, w.short[:0])
		keys = w.sp.TreeKeys(&w.links, i, keys)
		final[i] = w.labels.best(w.p.tree, keys)
	}
	copy(w.links.rels, final)
	w.labels.final = final
}

// Labels names arcs and remembers them for one sentence.
type Labels struct {
	sp     *Space
	n      int
	m      *model.Linear
	memo   []text.Rel // by head and dependent; NoRel: not asked yet
	keys   [MaxLabelKeys]uint32
	scores [text.NumRels]int32
	final  []text.Rel
}

// Reset starts a sentence of n words.
func (l *Labels) Reset(sp *Space, n int, m *model.Linear) {
	l.sp, l.n, l.m = sp, n, m
	l.memo = resize(l.memo, (n+1)*n)
	clear(l.memo)
}

// Rel is the relation of dep to head, the root for head n.
func (l *Labels) Rel(head, dep int) text.Rel {
	if head == l.n {
		return text.Root
	}
	r := &l.memo[head*l.n+dep]
	if *r == text.NoRel {
		*r = l.best(l.m, l.sp.ArcKeys(head, dep, l.keys[:0]))
	}
	return *r
}

// best is the relation with the highest score; never NoRel or Root.
func (l *Labels) best(m *model.Linear, keys []uint32) text.Rel {
	clear(l.scores[:])
	m.Score(keys, l.scores[:])
	best := text.Dep
	for r := text.Root + 1; r < text.NumRels; r++ {
		if l.scores[r] > l.scores[best] {
			best = r
		}
	}
	return best
}

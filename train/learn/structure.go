package learn

import (
	"math/rand/v2"

	"dateline/internal/model"
	"dateline/internal/parse"
)

// StructureOptions are the training parameters of the transition models.
type StructureOptions struct {
	Bits    uint // rows of the weight table, as a power of two
	Epochs  int
	Seed    uint64
	Beam    int     // width while training; 1 trains greedily with a dynamic oracle
	Explore float64 // share of own, wrong actions followed from the second epoch on (greedy)
	Margin  float32
}

type structureLearner struct {
	o      StructureOptions
	t      *Table
	sp     parse.Space
	labels parse.Labels
	first  []*model.Linear
	keys   [parse.NumKeys]uint64
	other  [parse.NumKeys]uint64
	rand   *rand.Rand
	stack  []int
}

// Structure trains the transition model; first names the arcs for features,
// by fold.
func Structure(all []site, first []*model.Linear, o StructureOptions, log func(epoch int)) *Table {
	l := &structureLearner{o: o, t: NewTable(o.Bits), first: first}
	gold := make([]goldTree, len(all))
	for i, s := range all {
		gold[i] = projective(s.doc, s.s)
	}
	for e := range o.Epochs {
		l.rand = rand.New(rand.NewPCG(o.Seed, uint64(e)))
		for _, i := range l.rand.Perm(len(all)) {
			l.reset(all[i])
			if o.Beam > 1 {
				l.beam(&gold[i])
			} else {
				l.greedy(&gold[i], e)
			}
		}
		log(e)
	}
	return l.t
}

func (l *structureLearner) reset(s site) {
	n := s.s.Last - s.s.First
	l.sp.Look(s.doc, s.s)
	l.labels.Reset(&l.sp, n, l.first[s.k])
	l.sp.Reset(n, l.labels.Rel)
}

func (l *structureLearner) score(s *parse.State) (sum [parse.NumActions]float32) {
	if l.sp.Forced(s) != parse.NumActions {
		return sum
	}
	l.sp.Keys(s, &l.keys)
	for _, k := range l.keys {
		r := l.t.At(k)
		sum[0] += r[0]
		sum[1] += r[1]
		sum[2] += r[2]
	}
	return sum
}

// greedy learns from every state on a path that follows its own choices now
// and then.
func (l *structureLearner) greedy(g *goldTree, epoch int) {
	for i := 0; ; {
		s := &l.sp.States[i]
		l.stack = l.sp.Words(s, l.stack[:0])
		if l.sp.Front(s) == len(g.heads) && len(l.stack) == 0 {
			return
		}
		cost := g.costs(&l.sp, s, l.stack)
		sum := l.score(s)
		good, bad, best := pick(cost, sum)
		if bad >= 0 && sum[good] <= sum[bad]+l.o.Margin {
			for _, k := range l.keys {
				l.t.Add(k, good, 1)
				l.t.Add(k, bad, -1)
			}
		}
		l.t.Tick()
		take := good
		if best != good && epoch > 0 && l.rand.Float64() < l.o.Explore {
			take = best
		}
		i = l.sp.Apply(i, parse.Action(take), 0)
	}
}

// pick gives the best of the cheapest actions, the best of the others (-1 when
// there is none), and the best of all.
func pick(cost [parse.NumActions]int, sum [parse.NumActions]float32) (good, bad, best int) {
	least := 1 << 30
	for _, c := range cost {
		if c >= 0 && c < least {
			least = c
		}
	}
	good, bad, best = -1, -1, -1
	for a, c := range cost {
		if c < 0 {
			continue
		}
		if best < 0 || sum[a] > sum[best] {
			best = a
		}
		if c == least && (good < 0 || sum[a] > sum[good]) {
			good = a
		}
		if c > least && (bad < 0 || sum[a] > sum[bad]) {
			bad = a
		}
	}
	return good, bad, best
}

type option struct {
	from  int
	act   parse.Action
	score float32
	gold  bool
}

// beam runs a beam beside the gold path and updates at the step where the
// best state leads it by most (Huang, Fayong and Guo 2012).
func (l *structureLearner) beam(g *goldTree) {
	n := len(g.heads)
	right := g.rightmost()
	beam, gold, inBeam := []int{0}, 0, true
	worst, at, goldAt := float32(0), -1, -1
	var options []option
	for range 2 * n {
		want := g.next(&l.sp, &l.sp.States[gold], right)
		options = options[:0]
		var goldScore float32
		for _, i := range beam {
			s := &l.sp.States[i]
			sum := l.score(s)
			for a := range parse.NumActions {
				if l.sp.Legal(s, a) {
					options = keepOption(options, option{i, a, s.Score + sum[a], i == gold && a == want}, l.o.Beam)
				}
			}
			if i == gold {
				goldScore = s.Score + sum[want]
			}
		}
		if !inBeam {
			goldScore = l.sp.States[gold].Score + l.score(&l.sp.States[gold])[want]
		}
		beam, gold, inBeam = l.advance(beam, options, gold, want, goldScore)
		best := l.sp.States[beam[0]].Score
		if beam[0] != gold && best-goldScore >= worst {
			worst, at, goldAt = best-goldScore, beam[0], gold
		}
	}
	l.t.Tick()
	if at >= 0 && beam[0] != gold {
		l.move(goldAt, at)
	}
}

func (l *structureLearner) advance(beam []int, options []option, gold int, want parse.Action, score float32) ([]int, int, bool) {
	beam = beam[:0]
	next := -1
	for _, o := range options {
		i := l.sp.Apply(o.from, o.act, o.score)
		if o.gold {
			next = i
		}
		beam = append(beam, i)
	}
	if next >= 0 {
		return beam, next, true
	}
	return beam, l.sp.Apply(gold, want, score), false
}

func keepOption(os []option, o option, most int) []option {
	if len(os) == most {
		if o.score <= os[most-1].score {
			return os
		}
		os = os[:most-1]
	}
	i := len(os)
	os = append(os, o)
	for ; i > 0 && os[i-1].score < o.score; i-- {
		os[i] = os[i-1]
	}
	os[i] = o
	return os
}

// move raises the steps that lead to good and lowers those that lead to bad,
// from where the two part.
func (l *structureLearner) move(good, bad int) {
	for good != bad {
		l.step(good, 1)
		l.step(bad, -1)
		good, bad = l.sp.Prev(good), l.sp.Prev(bad)
	}
}

func (l *structureLearner) step(i int, by float32) {
	s := &l.sp.States[l.sp.Prev(i)]
	if l.sp.Forced(s) != parse.NumActions {
		return
	}
	l.sp.Keys(s, &l.other)
	a := int(l.sp.States[i].Act)
	for _, k := range l.other {
		l.t.Add(k, a, by)
	}
}

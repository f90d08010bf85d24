package learn

import (
	"math/rand/v2"

	"dateline/internal/model"
	"dateline/internal/parse"
	"dateline/internal/text"
)

// LabelOptions are the training parameters of the relation models.
type LabelOptions struct {
	Epochs int
	Seed   uint64
	Margin float32
	Least  int
}

// labelLearner learns relations arc by arc on gold heads.
type labelLearner struct {
	sp     parse.Space
	scores [text.NumRels]float32
	keys   [parse.MaxLabelKeys]uint32
}

// Arcs trains the model that names an arc by itself.
func Arcs(all []site, o LabelOptions) *Linear {
	l, t := NewLinear(int(text.NumRels)), labelLearner{}
	for e := range o.Epochs {
		r := rand.New(rand.NewPCG(o.Seed, uint64(e)))
		for _, i := range r.Perm(len(all)) {
			s := all[i]
			t.sp.Look(s.doc, s.s)
			for k := s.s.First; k < s.s.Last; k++ {
				if a := s.doc.Tree.Arcs[k]; a.Head >= 0 {
					keys := t.sp.ArcKeys(int(a.Head)-s.s.First, k-s.s.First, t.keys[:0])
					t.learn(l, keys, a.Rel, o.Margin)
				}
			}
		}
	}
	return l
}

// Trees trains the model that names an arc by the whole tree and the first
// names, which models that did not see the sentence give.
func Trees(all []site, first []*model.Linear, o LabelOptions) *Linear {
	l, t := NewLinear(int(text.NumRels)), labelLearner{}
	var labels parse.Labels
	for e := range o.Epochs {
		r := rand.New(rand.NewPCG(o.Seed, uint64(e)))
		for _, i := range r.Perm(len(all)) {
			s := all[i]
			n := s.s.Last - s.s.First
			t.sp.Look(s.doc, s.s)
			labels.Reset(&t.sp, n, first[s.k])
			heads := make([]int, n)
			for k := range heads {
				heads[k] = max(int(s.doc.Tree.Arcs[s.s.First+k].Head)-s.s.First, -1)
			}
			tree := parse.NewLinks(heads, &labels)
			for k := range heads {
				if heads[k] >= 0 {
					keys := t.sp.TreeKeys(tree, k, t.sp.ArcKeys(heads[k], k, t.keys[:0]))
					t.learn(l, keys, s.doc.Tree.Arcs[s.s.First+k].Rel, o.Margin)
				}
			}
		}
	}
	return l
}

func (t *labelLearner) learn(l *Linear, keys []uint32, gold text.Rel, margin float32) {
	clear(t.scores[:])
	l.Score(keys, t.scores[:])
	rival := text.Rel(0)
	for r := text.Root + 1; r < text.NumRels; r++ {
		if r != gold && (rival == 0 || t.scores[r] > t.scores[rival]) {
			rival = r
		}
	}
	if t.scores[gold] <= t.scores[rival]+margin {
		l.Update(keys, int(gold), int(rival), 1)
	}
	l.Tick()
}

// ArcFolds trains one arc model a fold, each without its fold, and one on
// everything, which comes last.
func ArcFolds(all []site, folds int, o LabelOptions) ([]*model.Linear, *Linear, error) {
	out := make([]*model.Linear, folds)
	for k := range folds {
		var seen []site
		for _, s := range all {
			if s.k != k {
				seen = append(seen, s)
			}
		}
		m, err := model.ReadLinear(model.AppendLinear(nil, int(text.NumRels), Rows([]*Linear{Arcs(seen, o)}, o.Least)))
		if err != nil {
			return nil, nil, err
		}
		out[k] = m
	}
	return out, Arcs(all, o), nil
}

package main

import (
	"math/rand/v2"
	"sync"

	"dateline/internal/model"
	"dateline/internal/name"
	"dateline/train/learn"
)

// options are the training parameters.
type options struct {
	epochs int
	seed   uint64
	seeds  int // learners of consecutive seeds whose weights are added up
	margin float32
	least  int // updates a feature needs to be kept
}

// learnNames trains learners side by side and gives the sections of the model
// file.
func learnNames(samples []sample, o options) *model.Builder {
	ls := make([]*learn.Linear, o.seeds)
	var all sync.WaitGroup
	for k := range ls {
		all.Go(func() { ls[k] = perceptron(samples, o, o.seed+uint64(k)) })
	}
	all.Wait()
	var b model.Builder
	b.Add("weights", model.AppendLinear(nil, name.Classes+1, learn.Rows(ls, o.least)))
	b.Manifest = model.Manifest{Name: name.ModelName, Format: name.Format,
		Data:     []string{"CrossNER politics train", "Universal NER English EWT dev", "UD English GUM 11, open genres, train", "re3d, four documents of five"},
		Licences: []string{"MIT", "CC BY-SA 4.0", "CC BY 4.0", "public domain, OGL, CC BY-SA"},
		Command:  "go run ./train/names", Seed: o.seed,
		Params: map[string]float64{"epochs": float64(o.epochs), "seeds": float64(o.seeds), "margin": float64(o.margin), "least": float64(o.least)},
		Scores: map[string]float64{}}
	return &b
}

// perceptron trains one recogniser: a structured averaged perceptron (Collins
// 2002) that decodes with a margin for every wrong class.
func perceptron(samples []sample, o options, seed uint64) *learn.Linear {
	l := learn.NewLinear(name.Classes + 1)
	var x name.Decoder[float32]
	var keys [name.MaxKeys]uint32
	r := rand.New(rand.NewPCG(seed, 29))
	order := r.Perm(len(samples))
	var v name.View
	for range o.epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			d := samples[k].doc
			v.Fill(d)
			for _, s := range d.Sentences {
				gold := samples[k].class[s.First:s.Last]
				v.Sentence(s)
				guess := x.Decode(&v, l.Score, func(i, c int) float32 {
					if int(gold[i]) == c {
						return 0
					}
					return o.margin
				})
				update(l, &v, s.First, gold, guess, keys[:0])
				l.Tick()
			}
		}
	}
	return l
}

func update(l *learn.Linear, v *name.View, first int, gold, guess []uint8, keys []uint32) {
	before, wrong := name.Classes, name.Classes
	for i := range gold {
		g, w := int(gold[i]), int(guess[i])
		if g != w {
			l.Update(v.Emit(first+i, keys[:0]), g, w, 1)
		}
		if g != w || before != wrong {
			l.Update(v.Step(first+i, before, keys[:0]), g, name.Sink, 1)
			l.Update(v.Step(first+i, wrong, keys[:0]), name.Sink, w, 1)
		}
		before, wrong = g, w
	}
}

func built(b *model.Builder) (*model.File, error) {
	raw, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	return model.Parse(b.Manifest.Name, raw)
}

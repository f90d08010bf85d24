package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"dateline/internal/event"
	"dateline/internal/model"
)

// options are the training parameters.
type options struct {
	epochs                    int
	rate, decay, unsure, soft float64
	least                     int
}

type weights [event.FactClasses]float64

// learn trains a multinomial logistic regression by stochastic gradient with
// AdaGrad's rates (Duchi, Hazan and Singer 2011).
func learn(samples []sample, o options) *model.Builder {
	count := map[uint32]int{}
	for i := range samples {
		for _, k := range samples[i].keys {
			count[k]++
		}
	}
	w, g := map[uint32]*weights{}, map[uint32]*weights{}
	sum := map[uint32]*weights{}
	for k, n := range count {
		if n >= o.least {
			w[k], g[k], sum[k] = &weights{}, &weights{}, &weights{}
		}
	}
	r := rand.New(rand.NewPCG(1, 31))
	order := r.Perm(len(samples))
	for range o.epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for n, i := range order {
			step(&samples[i], w, g, o)
			if n%2000 == 0 {
				for k, v := range w {
					for c := range v {
						sum[k][c] += v[c]
					}
				}
			}
		}
	}
	parts := float64(o.epochs * ((len(order) + 1999) / 2000))
	for k, v := range w {
		for c := range v {
			v[c] = sum[k][c] / parts
		}
	}
	var b model.Builder
	b.Add("weights", model.AppendLinear(nil, event.FactClasses, rows(w)))
	b.Manifest = model.Manifest{Name: event.FactModel, Format: event.FactFormat, Data: []string{"UDS-IH2 train (Universal Decompositional Semantics, It Happened v2)"},
		Licences: []string{"CC BY-SA 4.0"}, Command: "go run ./train/facts", Seed: 1, Scores: map[string]float64{},
		Params: map[string]float64{"epochs": float64(o.epochs), "rate": o.rate, "decay": o.decay, "unsure": o.unsure, "soft": o.soft, "least": float64(o.least)}}
	return &b
}

// step moves the weights by one example.
func step(x *sample, w, g map[uint32]*weights, o options) {
	var z weights
	for _, k := range x.keys {
		if v := w[k]; v != nil {
			for c := range z {
				z[c] += v[c]
			}
		}
	}
	p := soft(z)
	want := target(x.label, o)
	size := 1 + (o.unsure-1)*want[event.FactUnsure]
	for _, k := range x.keys {
		v := w[k]
		if v == nil {
			continue
		}
		for c := range v {
			d := size*(p[c]-want[c]) + o.decay*v[c]*float64(len(x.keys))
			g[k][c] += d * d
			if g[k][c] > 0 {
				v[c] -= o.rate * d / math.Sqrt(g[k][c]+1e-6)
			}
		}
	}
}

func soft(z weights) weights {
	best := max(z[0], z[1], z[2])
	sum := 0.0
	for c := range z {
		z[c] = math.Exp(z[c] - best)
		sum += z[c]
	}
	for c := range z {
		z[c] /= sum
	}
	return z
}

// target is what an example teaches: its class, shared with the next one where
// the judgement lies near a bound.
func target(label float64, o options) weights {
	did := sigmoid((label - 1) / o.soft)
	not := sigmoid((-1 - label) / o.soft)
	return weights{not, 1 - did - not, did}
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// rows are the weights in eight bits, in the unit that the model knows.
func rows(w map[uint32]*weights) []model.Row {
	keys := make([]uint32, 0, len(w))
	for k := range w {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out []model.Row
	for _, k := range keys {
		r := model.Row{Key: k}
		for c, v := range w[k] {
			if q := math.Round(v * event.FactScale); q != 0 {
				r.Class = append(r.Class, uint8(c))
				r.Weights = append(r.Weights, int8(max(-127, min(127, q))))
			}
		}
		if len(r.Class) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// Package learn holds the learners that the training commands share: averaged
// perceptrons over hashed binary features (Collins 2002), with a margin.
package learn

import (
	"math"
	"slices"

	"dateline/internal/model"
)

// Linear learns a [model.Linear]: many classes, few of them in a row.
type Linear struct {
	Classes int
	rows    map[uint32]int32
	data    [][]cell
	seen    []uint16 // updates that touched the row
	step    float64
}

type cell struct {
	class  uint8
	w, sum float32 // current weight; sum of step*change, for the average
}

// NewLinear starts an empty learner.
func NewLinear(classes int) *Linear {
	return &Linear{Classes: classes, rows: map[uint32]int32{}, step: 1}
}

// Score adds the current weights of keys to scores.
func (l *Linear) Score(keys []uint32, scores []float32) {
	for _, k := range keys {
		if i, ok := l.rows[k]; ok {
			for _, c := range l.data[i] {
				scores[c.class] += c.w
			}
		}
	}
}

// Update moves weight by tau from class bad to class good on all keys.
func (l *Linear) Update(keys []uint32, good, bad int, tau float32) {
	for _, k := range keys {
		i, ok := l.rows[k]
		if !ok {
			i = int32(len(l.data))
			l.rows[k] = i
			l.data = append(l.data, nil)
			l.seen = append(l.seen, 0)
		}
		if l.seen[i] < math.MaxUint16 {
			l.seen[i]++
		}
		l.data[i] = add(l.data[i], uint8(good), tau, l.step)
		l.data[i] = add(l.data[i], uint8(bad), -tau, l.step)
	}
}

// Tick counts one example seen.
func (l *Linear) Tick() { l.step++ }

func add(row []cell, class uint8, by float32, step float64) []cell {
	for i := range row {
		if row[i].class == class {
			row[i].w += by
			row[i].sum += float32(step) * by
			return row
		}
	}
	return append(row, cell{class, by, float32(step) * by})
}

// Rows gives the averaged weights of learners that differ by seed alone, added
// up, in eight bits. Rows touched fewer than least times in all are left out,
// and weights that round to nothing.
func Rows(ls []*Linear, least int) []model.Row {
	sums, seen := map[uint32][]cell{}, map[uint32]int{}
	for _, l := range ls {
		for k, i := range l.rows {
			seen[k] += int(l.seen[i])
			row := sums[k]
			for _, c := range l.data[i] {
				row = add(row, c.class, float32(l.average(c)), 0)
			}
			sums[k] = row
		}
	}
	keys := make([]uint32, 0, len(sums))
	for k := range sums {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var r rms
	for _, k := range keys {
		for _, c := range sums[k] {
			r.add(float64(c.w))
		}
	}
	return quantized(keys, sums, seen, least, r.scale())
}

func quantized(keys []uint32, sums map[uint32][]cell, seen map[uint32]int, least int, scale float64) []model.Row {
	var out []model.Row
	for _, k := range keys {
		if seen[k] < least {
			continue
		}
		r := model.Row{Key: k}
		for _, c := range sums[k] {
			if w := quantum(float64(c.w), scale); w != 0 {
				r.Class = append(r.Class, c.class)
				r.Weights = append(r.Weights, w)
			}
		}
		if len(r.Class) > 0 {
			out = append(out, r)
		}
	}
	return out
}

func (l *Linear) average(c cell) float64 { return float64(c.w) - float64(c.sum)/l.step }

// rms finds the scale that maps the root mean square of weights to a fixed
// quantum, so that few weights saturate and few vanish.
type rms struct {
	sum float64
	n   int
}

func (r *rms) add(w float64) {
	if w != 0 {
		r.sum += w * w
		r.n++
	}
}

func (r *rms) scale() float64 {
	if r.sum == 0 {
		return 1
	}
	return quantumRMS / math.Sqrt(r.sum/float64(r.n))
}

const quantumRMS = 14

func quantum(w, scale float64) int8 {
	return int8(math.Round(max(-127, min(127, w*scale))))
}

// Table learns a [model.Table] of up to four classes over hashed features.
type Table struct {
	Bits   uint
	w, sum [][4]float32
	step   float64
}

// NewTable starts an empty table of 1<<bits rows.
func NewTable(bits uint) *Table {
	return &Table{Bits: bits, w: make([][4]float32, 1<<bits), sum: make([][4]float32, 1<<bits), step: 1}
}

// At is the current row of a feature's hash.
func (t *Table) At(hash uint64) *[4]float32 { return &t.w[hash>>(64-t.Bits)] }

// Add changes one class's weight in a feature's row.
func (t *Table) Add(hash uint64, class int, by float32) {
	i := hash >> (64 - t.Bits)
	t.w[i][class] += by
	t.sum[i][class] += float32(t.step) * by
}

// Tick counts one example seen.
func (t *Table) Tick() { t.step++ }

// pruned is the largest weight of a table that is left out: a third of the
// file, and no measurable part of the result.
const pruned = 5

// Merge gives the averaged weights of tables that differ by seed alone, added
// up, in eight bits.
func Merge(ts []*Table) *model.Table {
	sum := make([][4]float32, len(ts[0].w))
	var r rms
	for i := range sum {
		for c := range sum[i] {
			for _, t := range ts {
				sum[i][c] += t.w[i][c] - t.sum[i][c]/float32(t.step)
			}
			r.add(float64(sum[i][c]))
		}
	}
	scale := r.scale()
	out := &model.Table{Bits: ts[0].Bits, Rows: make([]uint32, len(sum))}
	for i := range sum {
		for c := range sum[i] {
			if w := quantum(float64(sum[i][c]), scale); w > pruned || w < -pruned {
				out.Rows[i] |= uint32(uint8(w)) << (8 * c)
			}
		}
	}
	return out
}

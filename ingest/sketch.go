package ingest

import (
	"slices"
	"strings"
)

// hashWord is 64-bit FNV-1a.
func hashWord(h uint64, w string) uint64 {
	for i := range len(w) {
		h = (h ^ uint64(w[i])) * 0x100000001b3
	}
	return h
}

const basis = 0xcbf29ce484222325

// mix spreads the bits of a hash, so that its smallest values are a fair
// sample (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func hashAll(words []string) uint64 {
	h := uint64(basis)
	for _, w := range words {
		h = hashWord(h, w) * 31
	}
	return mix(h)
}

// shingles gives the hashes of every three words in a row, sorted, each once.
func shingles(words []string) []uint64 {
	out := make([]uint64, 0, len(words))
	for i := 0; i+shingle <= len(words); i++ {
		h := uint64(basis)
		for _, w := range words[i : i+shingle] {
			h = hashWord(h, w) * 31
		}
		out = append(out, mix(h))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// sketch is the smallest hashes of a set and its size: a bottom-k sketch
// (Broder 1997; Cohen and Kaplan 2007).
type sketch struct {
	low  []uint64
	size int
}

const sketchSize = 128

func newSketch(sorted []uint64) sketch {
	return sketch{slices.Clone(sorted[:min(len(sorted), sketchSize)]), len(sorted)}
}

// within estimates the share of the smaller set that lies in the larger one.
func (a sketch) within(b sketch) float64 {
	if a.size == 0 || b.size == 0 {
		return 0
	}
	seen, both := 0, 0
	i, j := 0, 0
	for seen < sketchSize && (i < len(a.low) || j < len(b.low)) {
		seen++
		switch {
		case j == len(b.low) || i < len(a.low) && a.low[i] < b.low[j]:
			i++
		case i == len(a.low) || a.low[i] > b.low[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	jaccard := float64(both) / float64(seen)
	common := jaccard / (1 + jaccard) * float64(a.size+b.size)
	return min(common/float64(min(a.size, b.size)), 1)
}

// overlap is the share of the smaller of two sorted sets that lies in the
// other.
func overlap(a, b []uint64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	i, j, both := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	return float64(both) / float64(min(len(a), len(b)))
}

// likeness is the share of words that two folded lines have in common, of the
// words in either (Jaccard), short words left out.
func likeness(a, b string) float64 {
	if a == b && a != "" {
		return 1
	}
	x, y := content(a), content(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	both := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// content gives the words of a line that are longer than three letters, or
// numbers, each once.
func content(s string) []string {
	words := strings.Fields(s)
	out := words[:0]
	for _, w := range words[:min(len(words), 40)] {
		if (len(w) > 3 || w[0] >= '0' && w[0] <= '9') && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

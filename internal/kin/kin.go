// Package kin tells which words may stand for the same act: "acquire",
// "acquisition" and "takeover", "hit" and "strike". The table is made from
// WordNet 3.0 (Fellbaum 1998; see internal/wordnet for its terms): words are
// kin that share one of their first senses, or whose first senses are derived
// from one another.
package kin

import (
	_ "embed"
	"encoding/binary"
	"sort"
	"sync"

	"dateline/internal/rarity"
)

//go:generate go run ./gen

//go:embed kin.bin
var table string

// Class is a sense that several words share. Classes of a word are in
// ascending order.
type Class uint32

type index struct {
	stems []uint32 // hashes, ascending
	start []uint32 // of each stem's classes; one more than stems
	all   []Class
}

// open unpacks the table: for each stem the step of its hash from the one
// before, the number of its classes, and the steps of those.
var open = sync.OnceValue(func() *index {
	t := &index{}
	b := []byte(table)
	next := func() uint64 {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			panic("kin.bin is cut short: go generate ./internal/kin makes it anew")
		}
		b = b[n:]
		return v
	}
	stem := uint32(0)
	for len(b) > 0 {
		stem += uint32(next())
		t.stems, t.start = append(t.stems, stem), append(t.start, uint32(len(t.all)))
		class := Class(0)
		for range next() {
			class += Class(next())
			t.all = append(t.all, class)
		}
	}
	t.start = append(t.start, uint32(len(t.all)))
	return t
})

// Of gives the classes of a word in small letters, nil for a word that has no
// kin.
func Of(word string) []Class {
	t := open()
	h := rarity.Hash(rarity.Stem(word))
	i := sort.Search(len(t.stems), func(i int) bool { return t.stems[i] >= h })
	if i == len(t.stems) || t.stems[i] != h {
		return nil
	}
	return t.all[t.start[i]:t.start[i+1]]
}

// Shared counts the classes that two words have in common.
func Shared(a, b []Class) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n
}

// Pack makes the table from the classes of words. A class of one stem alone
// says nothing and is left out; the others are numbered anew.
func Pack(words map[string][]int) []byte {
	by := map[uint32]map[int]bool{}
	stems := map[int]map[uint32]bool{}
	for w, classes := range words {
		h := rarity.Hash(rarity.Stem(w))
		if by[h] == nil {
			by[h] = map[int]bool{}
		}
		for _, c := range classes {
			if by[h][c] = true; stems[c] == nil {
				stems[c] = map[uint32]bool{}
			}
			stems[c][h] = true
		}
	}
	number := map[int]int{}
	for _, c := range sorted(stems) {
		if len(stems[c]) > 1 {
			number[c] = len(number)
		}
	}
	var out []byte
	last := uint32(0)
	for _, h := range sorted(by) {
		var classes []int
		for _, c := range sorted(by[h]) {
			if n, ok := number[c]; ok {
				classes = append(classes, n)
			}
		}
		if len(classes) == 0 {
			continue
		}
		out = binary.AppendUvarint(out, uint64(h-last))
		out = binary.AppendUvarint(out, uint64(len(classes)))
		before := 0
		for _, c := range classes {
			out = binary.AppendUvarint(out, uint64(c-before))
			before = c
		}
		last = h
	}
	return out
}

func sorted[K int | uint32, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

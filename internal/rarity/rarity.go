// Package rarity tells how much a word says about what a text is about: its
// stem, and how rare that stem is in English at large. The table is made once
// from open corpora (see gen) and never from an archive, so the weight of a
// word does not depend on which texts were seen before.
package rarity

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

//go:generate go run ./gen ../../../shared/data/train

//go:embed rarity.bin
var table string

// Word is a word of a text.
type Word struct {
	Start, End int    // bytes of the text
	Form       string // in small letters, without what follows an apostrophe
	Number     bool   // it holds a digit
}

// maxForm is how many bytes of a word are looked at. What is longer is no
// word of a language.
const maxForm = 64

// Each calls f on each word of a text: letters and digits on end, with points
// and commas inside numbers. Characters of scripts that do not part words
// count as words by themselves.
func Each(text string, f func(Word)) {
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		if !inWord(c) {
			i += n
			continue
		}
		start := i
		number := unicode.IsDigit(c)
		for i += n; i < len(text) && !unparted(c); i += n {
			if c, n = utf8.DecodeRuneInString(text[i:]); unparted(c) || !inWord(c) && !(number && between(text, i)) {
				break
			}
			number = number || unicode.IsDigit(c)
		}
		f(Word{start, i, form(text[start:i], number), number})
		i = afterApostrophe(text, i)
	}
}

func inWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) }

// unparted tells characters of scripts that are written without spaces.
func unparted(c rune) bool {
	return c >= 0x0E00 && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar)
}

// between tells whether a point or comma stands between two digits.
func between(text string, i int) bool {
	return (text[i] == '.' || text[i] == ',') && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9'
}

func form(s string, number bool) string {
	if len(s) > maxForm {
		s = s[:maxForm]
	}
	if number {
		s = strings.ReplaceAll(s, ",", "")
	}
	return strings.ToLower(s)
}

// afterApostrophe passes over the letters of "'s", "’re" and the like.
func afterApostrophe(text string, i int) int {
	j := i
	switch rest := text[i:]; {
	case strings.HasPrefix(rest, "'"):
		j++
	case strings.HasPrefix(rest, "’"):
		j += len("’")
	default:
		return i
	}
	k := j
	for k < len(text) && k-j < 3 && text[k] >= 'a' && text[k] <= 'z' {
		k++
	}
	if k == j || k-j > 2 || k < len(text) && text[k] >= utf8.RuneSelf {
		return i
	}
	return k
}

// Stem is the stem of a form in small letters, by the Snowball stemmer for
// English (Porter 2001).
func Stem(form string) string {
	if len(form) < 3 || len(form) > maxForm {
		return form
	}
	env := snowballstem.NewEnv(form)
	english.Stem(env)
	return env.Current()
}

// Hash is the hash (FNV-1a) under which the table and sketches know a stem.
func Hash(stem string) uint32 {
	h := uint32(2166136261)
	for i := range len(stem) {
		h = (h ^ uint32(stem[i])) * 16777619
	}
	return h
}

// Unknown is the rarity of a stem that the table does not hold.
const Unknown = 7.5

// step is what one unit of the table's weights stands for.
const step = 1.0 / 24

// Of is the rarity of a stem: the negative logarithm of the share of passages
// that it occurs in, 0 to [Unknown].
func Of(hash uint32) float64 {
	t := open()
	i := sort.Search(len(t.hashes), func(i int) bool { return t.hashes[i] >= hash })
	if i == len(t.hashes) || t.hashes[i] != hash {
		return Unknown
	}
	return float64(t.weights[i]) * step
}

type weights struct {
	hashes  []uint32
	weights []byte
}

var open = sync.OnceValue(func() weights {
	var t weights
	last := uint32(0)
	for s := table; s != ""; {
		d, n := uvarint(s)
		if n == 0 || n >= len(s) {
			panic("rarity.bin is cut short: go generate ./internal/rarity makes it anew")
		}
		last += uint32(d)
		t.hashes, t.weights = append(t.hashes, last), append(t.weights, s[n])
		s = s[n+1:]
	}
	return t
})

func uvarint(s string) (uint64, int) {
	var v uint64
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		v |= uint64(s[i]&0x7F) << (7 * i)
		if s[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}

// Pack makes the table from the number of passages that each stem occurs in,
// out of all. Stems that occur in fewer than least are left to [Unknown].
func Pack(passages map[string]int, all, least int) []byte {
	by := map[uint32]int{}
	for stem, n := range passages {
		by[Hash(stem)] += n
	}
	var hashes []uint32
	for h, n := range by {
		if n >= least {
			hashes = append(hashes, h)
		}
	}
	sort.Slice(hashes, func(i, j int) bool { return hashes[i] < hashes[j] })
	var out []byte
	last := uint32(0)
	for _, h := range hashes {
		out = binary.AppendUvarint(out, uint64(h-last))
		w := -math.Log(float64(min(by[h], all)) / float64(all))
		out = append(out, byte(min(max(w, 0), Unknown)/step+0.5))
		last = h
	}
	return out
}

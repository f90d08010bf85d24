package name

import (
	"dateline/internal/text"
)

// Classes of the recogniser: outside, and first and further tokens of names of
// four sorts in BIO. Sink is a class of the model that no token bears: it
// takes the other half of an update that concerns one class alone.
const (
	Outside = iota
	BeginPerson
	InPerson
	BeginBody
	InBody
	BeginPlace
	InPlace
	BeginOther
	InOther
	Classes
	Sink = Classes
)

// start is the class before a sentence's first token.
const start = Classes

// Decoder finds the best classes of a sentence (Viterbi 1967).
type Decoder[W int32 | float32] struct {
	emit  [][Classes + 1]W
	best  [][Classes]W
	back  [][Classes]uint8
	step  [Classes + 1]W
	class []uint8
	keys  [MaxKeys]uint32
}

// Decode gives one class a token of the view's sentence, valid until the next
// call. Loss, unless nil, is added to the score of every class of a token.
func (x *Decoder[W]) Decode(v *View, score func(keys []uint32, scores []W), loss func(i, class int) W) []uint8 {
	n := v.last - v.first
	for len(x.emit) < n {
		x.emit, x.best, x.back = append(x.emit, [Classes + 1]W{}), append(x.best, [Classes]W{}), append(x.back, [Classes]uint8{})
	}
	for i := range n {
		clear(x.emit[i][:])
		score(v.Emit(v.first+i, x.keys[:0]), x.emit[i][:])
		if loss != nil {
			for c := range Classes {
				x.emit[i][c] += loss(i, c)
			}
		}
		x.forward(v, i, score)
	}
	return x.trace(n)
}

const never = -1 << 28

func (x *Decoder[W]) forward(v *View, i int, score func([]uint32, []W)) {
	best := &x.best[i]
	for c := range best {
		best[c] = never
	}
	for p := range Classes + 1 {
		if (i == 0) != (p == start) || i > 0 && x.best[i-1][p%Classes] <= never {
			continue
		}
		clear(x.step[:])
		score(v.Step(v.first+i, p, x.keys[:0]), x.step[:])
		var before W
		if i > 0 {
			before = x.best[i-1][p]
		}
		for c := range Classes {
			if !Follows(p, c) {
				continue
			}
			if s := before + x.step[c] + x.emit[i][c]; s > best[c] {
				best[c], x.back[i][c] = s, uint8(p)
			}
		}
	}
}

// Follows tells whether class c may come after class p: only the name that
// has begun goes on.
func Follows(p, c int) bool {
	if c == Outside || c%2 == 1 {
		return true
	}
	return p == c || p == c-1
}

func (x *Decoder[W]) trace(n int) []uint8 {
	x.class = append(x.class[:0], make([]uint8, n)...)
	if n == 0 {
		return x.class
	}
	c := 0
	for k := range Classes {
		if x.best[n-1][k] > x.best[n-1][c] {
			c = k
		}
	}
	for i := n - 1; i >= 0; i-- {
		x.class[i] = uint8(c)
		c = int(x.back[i][c])
	}
	return x.class
}

// Stretch is a recognised name of one sort: tokens [First, Last).
type Stretch struct {
	First, Last int
	Begin       uint8 // the class of the first token
}

// Stretches reads names off a sentence's classes.
func Stretches(out []Stretch, s text.Sentence, class []uint8) []Stretch {
	for i := 0; i < len(class); {
		c := class[i]
		j := i + 1
		if c == Outside {
			i = j
			continue
		}
		for j < len(class) && class[j] == c+1 {
			j++
		}
		out = append(out, Stretch{s.First + i, s.First + j, c})
		i = j
	}
	return out
}

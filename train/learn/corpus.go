package learn

import (
	"math/rand/v2"
	"strings"

	"dateline"
	"dateline/internal/text"
)

// Case is how a copy of a sentence is written.
type Case int

// Ways to write a copy.
const (
	Upper Case = iota // ALL CAPITALS, as the wires of the 1980s
	Title             // Capitalised Words, as headlines
)

// Recase copies a document's sentences for which pick says so, written anew,
// with their gold layers.
func Recase(d *text.Doc, c Case, pick func(sentence int) bool) *text.Doc {
	out := &text.Doc{Dispatch: &dateline.Dispatch{}}
	var b strings.Builder
	var arcs []text.Arc
	for i, s := range d.Sentences {
		if !pick(i) {
			continue
		}
		first := len(out.Tokens)
		for k := s.First; k < s.Last; k++ {
			if k > s.First && d.Tokens[k].Start > d.Tokens[k-1].End {
				b.WriteByte(' ')
			}
			start := b.Len()
			b.WriteString(write(d.Word(k), c, k == s.First))
			out.Tokens = append(out.Tokens, text.Token{Start: int32(start), End: int32(b.Len()), Joined: d.Tokens[k].Joined})
			out.Tags = append(out.Tags, d.Tags[k])
			a := d.Tree.Arcs[k]
			if a.Head >= 0 {
				a.Head += int32(first - s.First)
			}
			arcs = append(arcs, a)
		}
		b.WriteByte('\n')
		out.Sentences = append(out.Sentences, text.Sentence{First: first, Last: len(out.Tokens)})
	}
	out.Text = b.String()
	out.Dispatch.Text = out.Text
	out.Tree = text.NewTree(arcs)
	out.MarkCaps()
	return out
}

func write(w string, c Case, start bool) string {
	if c == Upper {
		return strings.ToUpper(w)
	}
	if (len(w) > 3 || start) && w[0] >= 'a' && w[0] <= 'z' {
		return strings.ToUpper(w[:1]) + w[1:]
	}
	return w
}

// Augment returns the documents with copies of a share of their sentences in
// capitals and of another in headline case, chosen by seed.
func Augment(docs []*text.Doc, upper, title float64, seed uint64) []*text.Doc {
	r := rand.New(rand.NewPCG(seed, 17))
	out := append([]*text.Doc(nil), docs...)
	for _, d := range docs {
		for _, c := range []struct {
			how   Case
			share float64
		}{{Upper, upper}, {Title, title}} {
			if e := Recase(d, c.how, func(int) bool { return r.Float64() < c.share }); len(e.Sentences) > 0 {
				out = append(out, e)
			}
		}
	}
	return out
}

// site is one sentence of a corpus.
type site struct {
	doc *text.Doc
	s   text.Sentence
	k   int // fold
}

func sites(docs []*text.Doc, fold func(doc int) int) []site {
	var out []site
	for i, d := range docs {
		for _, s := range d.Sentences {
			if s.Last > s.First {
				out = append(out, site{d, s, fold(i)})
			}
		}
	}
	return out
}

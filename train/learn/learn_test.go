package learn

import (
	"bytes"
	"strings"
	"testing"

	"dateline"
	"dateline/internal/parse"
	"dateline/internal/tag"
	"dateline/internal/text"
)

// toy builds a small treebank: "the N V a N [in the N]", words in turn.
func toy(n int) []*text.Doc {
	nouns := strings.Fields("mayor convoy bridge envoy harbour column treaty village")
	verbs := strings.Fields("saw left held crossed reached")
	var docs []*text.Doc
	for i := range n {
		words := []string{"the", nouns[i%8], verbs[i%5], "a", nouns[(i*3+1)%8]}
		tags := []text.Tag{{UPOS: text.DET, XPOS: text.DT}, {UPOS: text.NOUN, XPOS: text.NN}, {UPOS: text.VERB, XPOS: text.VBD}, {UPOS: text.DET, XPOS: text.DT}, {UPOS: text.NOUN, XPOS: text.NN}}
		arcs := []text.Arc{{Head: 1, Rel: text.Det}, {Head: 2, Rel: text.Nsubj}, {Head: -1, Rel: text.Root}, {Head: 4, Rel: text.Det}, {Head: 2, Rel: text.Obj}}
		if i%2 == 0 {
			words = append(words, "in", "the", nouns[(i*5+2)%8])
			tags = append(tags, text.Tag{UPOS: text.ADP, XPOS: text.IN}, tags[0], tags[1])
			arcs = append(arcs, text.Arc{Head: 7, Rel: text.Case}, text.Arc{Head: 7, Rel: text.Det}, text.Arc{Head: 2, Rel: text.Obl})
		}
		d := &text.Doc{Dispatch: &dateline.Dispatch{}, Text: strings.Join(words, " ") + " "}
		at := 0
		for _, w := range words {
			d.Tokens = append(d.Tokens, text.Token{Start: int32(at), End: int32(at + len(w))})
			at += len(w) + 1
		}
		d.Tags, d.Tree, d.Sentences = tags, text.NewTree(arcs), []text.Sentence{{Last: len(words)}}
		docs = append(docs, d)
	}
	return docs
}

func toyParser(t *testing.T) []byte {
	t.Helper()
	o := StructureOptions{Bits: 14, Epochs: 4, Seed: 3, Beam: 1, Explore: 0.5}
	w := o
	w.Beam = 4
	b, err := Parser(toy(60), ParserOptions{Seeds: 2, Folds: 2, Labels: LabelOptions{Epochs: 3, Seed: 3, Margin: 1, Least: 1}, Greedy: o, Beam: w}, func(string, int) {})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestParserLearnsAndRepeats(t *testing.T) {
	b, err := Parser(toy(60), ParserOptions{Seeds: 1, Folds: 2, Labels: LabelOptions{Epochs: 3, Seed: 3, Margin: 1, Least: 1},
		Greedy: StructureOptions{Bits: 14, Epochs: 4, Seed: 3, Beam: 1, Explore: 0.5}, Beam: StructureOptions{Bits: 14, Epochs: 4, Seed: 3, Beam: 4}}, func(string, int) {})
	if err != nil {
		t.Fatal(err)
	}
	f, err := Built(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, beam := range []int{1, 4} {
		p, err := parse.Load(f, beam)
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range toy(75)[60:] {
			tree := p.Parse(d)
			for k, a := range tree.Arcs {
				if a != d.Tree.Arcs[k] {
					t.Errorf("beam %d, sentence %d, %q: %v, want %v", beam, i, d.Word(k), a, d.Tree.Arcs[k])
				}
			}
		}
	}
	if !bytes.Equal(toyParser(t), toyParser(t)) {
		t.Error("the same data gave another model")
	}
}

func TestTaggerLearnsAndRepeats(t *testing.T) {
	build := func() ([]byte, *tag.Tagger) {
		b, err := Tagger(toy(60), TaggerOptions{Epochs: 3, Seed: 5, Seeds: 1, Margin: 1, Least: 1})
		if err != nil {
			t.Fatal(err)
		}
		raw, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		f, err := Built(b)
		if err != nil {
			t.Fatal(err)
		}
		tagger, err := tag.Load(f)
		if err != nil {
			t.Fatal(err)
		}
		return raw, tagger
	}
	first, tagger := build()
	second, _ := build()
	if !bytes.Equal(first, second) {
		t.Error("the same data gave another model")
	}
	for _, d := range toy(70)[60:] {
		for i, g := range tagger.Tag(d) {
			if g.UPOS != d.Tags[i].UPOS || g.XPOS != d.Tags[i].XPOS {
				t.Errorf("%q: %v %v", d.Word(i), g.UPOS, g.XPOS)
			}
		}
	}
}

func TestLiftedTreesHaveNoCrossingArcs(t *testing.T) {
	// "a hearing is held on the matter": hearing(1) <- on ... matter(6) crosses held(3).
	arcs := []text.Arc{{Head: 1, Rel: text.Det}, {Head: 3, Rel: text.NsubjPass}, {Head: 3, Rel: text.AuxPass}, {Head: -1, Rel: text.Root}, {Head: 6, Rel: text.Case}, {Head: 6, Rel: text.Det}, {Head: 1, Rel: text.Nmod}}
	d := &text.Doc{Tree: text.NewTree(arcs)}
	g := projective(d, text.Sentence{Last: len(arcs)})
	if want := []int{1, 3, 3, 7, 6, 6, 3}; !equal(g.heads, want) {
		t.Fatalf("heads %v, want %v", g.heads, want)
	}
}

func equal(a, b []int) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

// TestTheOracleFindsTheGoldTree: from any state that lost nothing, an action
// of no cost leads to the gold tree; so does the canonical one.
func TestTheOracleFindsTheGoldTree(t *testing.T) {
	heads := []int{1, 2, 9, 4, 2, 7, 7, 4, 2} // projective; 9 is the root
	for _, canonical := range []bool{false, true} {
		g := goldTree{heads: heads}
		right := g.rightmost()
		var sp parse.Space
		sp.Reset(len(heads), func(int, int) text.Rel { return text.Dep })
		i := 0
		for range 2 * len(heads) {
			s := &sp.States[i]
			cost := g.costs(&sp, s, sp.Words(s, nil))
			act := g.next(&sp, s, right)
			if cost[act] != 0 {
				t.Fatalf("the canonical action %d costs %d", act, cost[act])
			}
			if !canonical {
				for a := range parse.NumActions {
					if cost[a] == 0 {
						act = a
					}
				}
			}
			i = sp.Apply(i, act, 0)
		}
		got := make([]int, len(heads))
		sp.Heads(i, got)
		for k := range got {
			if got[k] != heads[k] && !(got[k] == -1 && heads[k] == len(heads)) {
				t.Fatalf("canonical %v: heads %v, want %v", canonical, got, heads)
			}
		}
	}
}

package learn

import (
	"errors"
	"math/rand/v2"
	"sort"
	"strings"

	"dateline/internal/model"
	"dateline/internal/tag"
	"dateline/internal/text"
)

// TaggerOptions are the tagger's training parameters.
type TaggerOptions struct {
	Epochs int
	Seed   uint64
	Seeds  int // learners of consecutive seeds whose weights are added up
	Margin float32
	Least  int // updates a feature needs to be kept
}

// Tagger trains both passes on the gold tags of docs and gives the sections of
// its model file.
func Tagger(docs []*text.Doc, o TaggerOptions) (*model.Builder, error) {
	t := &taggerLearner{o: o}
	t.inventory(docs)
	t.lexicon(docs)
	t.all = sites(docs, func(int) int { return 0 })
	t.early = make([][]uint8, len(t.all))
	var first, second []*Linear
	for k := range max(o.Seeds, 1) {
		first = append(first, t.train(o.Seed+uint64(k), t.firstPass))
		second = append(second, t.train(o.Seed+uint64(k), t.secondPass))
	}
	return t.sections(first, second), nil
}

type taggerLearner struct {
	o       TaggerOptions
	classes []tag.Class
	index   map[tag.Class]uint8
	lex     tag.Lexicon
	all     []site
	early   [][]uint8 // the first pass's guesses in its second epoch, before it learnt from the sentence
	view    tag.View
	scores  []float32
	keys    [tag.MaxKeys]uint32
}

// inventory lists the joint classes, the frequent first. A class seen once is
// given the frequent class with its UPOS.
func (t *taggerLearner) inventory(docs []*text.Doc) {
	count := map[tag.Class]int{}
	for _, d := range docs {
		for _, g := range d.Tags {
			count[tag.Class{UPOS: g.UPOS, XPOS: g.XPOS}]++
		}
	}
	for c := range count {
		t.classes = append(t.classes, c)
	}
	sort.Slice(t.classes, func(i, j int) bool {
		a, b := t.classes[i], t.classes[j]
		if count[a] != count[b] {
			return count[a] > count[b]
		}
		return int(a.UPOS)<<8|int(a.XPOS) < int(b.UPOS)<<8|int(b.XPOS)
	})
	t.index = map[tag.Class]uint8{}
	kept := t.classes[:0:0]
	for _, c := range t.classes {
		if count[c] > 2 {
			t.index[c] = uint8(len(kept))
			kept = append(kept, c)
			continue
		}
		for i, k := range kept {
			if k.UPOS == c.UPOS {
				t.index[c] = uint8(i)
				break
			}
		}
	}
	t.classes = kept
	t.scores = make([]float32, len(kept))
}

func (t *taggerLearner) gold(d *text.Doc, i int) uint8 {
	return t.index[tag.Class{UPOS: d.Tags[i].UPOS, XPOS: d.Tags[i].XPOS}]
}

func (t *taggerLearner) lexicon(docs []*text.Doc) {
	count := map[string][]int{}
	note := func(w string, c uint8) {
		if count[w] == nil {
			count[w] = make([]int, len(t.classes))
		}
		count[w][c]++
	}
	for _, d := range docs {
		for _, s := range d.Sentences {
			if s.Caps {
				continue
			}
			for i := s.First; i < s.Last; i++ {
				w, low := d.Word(i), foldWord(d.Word(i))
				note(low, t.gold(d, i))
				if w != low {
					note(w, t.gold(d, i))
				}
			}
		}
	}
	t.lex = tag.Lexicon{}
	for w, n := range count {
		if u, ok := usage(n); ok && len(w) < 40 {
			t.lex[w] = u
		}
	}
}

func foldWord(w string) string {
	return strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(asciiLower(w))
}

func asciiLower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// usage sums up how a word was tagged. Words seen once stay unknown, so that
// the learner meets unknown words.
func usage(n []int) (tag.Usage, bool) {
	total, a, b := 0, -1, -1
	for c, k := range n {
		total += k
		switch {
		case k > 0 && (a < 0 || k > n[a]):
			a, b = c, a
		case k > 0 && (b < 0 || k > n[b]):
			b = c
		}
	}
	if total < 2 {
		return tag.Usage{}, false
	}
	u := tag.Usage{A: uint8(a), B: uint8(a), Sure: total >= 30 && n[a] == total}
	if b >= 0 && n[b]*20 >= total {
		u.B = uint8(b)
	}
	return u, true
}

// train runs one pass's epochs, the sentences shuffled by seed.
func (t *taggerLearner) train(seed uint64, pass func(l *Linear, epoch, sentence int)) *Linear {
	l := NewLinear(len(t.classes))
	for e := range t.o.Epochs {
		r := rand.New(rand.NewPCG(seed, uint64(e)))
		for _, i := range r.Perm(len(t.all)) {
			t.view.Fill(t.all[i].doc, t.all[i].s, &t.lex)
			pass(l, e, i)
		}
	}
	return l
}

func (t *taggerLearner) firstPass(l *Linear, e, i int) {
	s := t.all[i]
	guess := make([]uint8, 0, s.s.Last-s.s.First)
	for k := s.s.First; k < s.s.Last; k++ {
		if c, sure := t.view.Sure(k - s.s.First); sure {
			guess = append(guess, c)
			continue
		}
		keys := t.view.First(k-s.s.First, guess, t.keys[:0])
		guess = append(guess, t.learn(l, keys, t.gold(s.doc, k)))
	}
	if e <= 1 {
		t.early[i] = guess
	}
}

func (t *taggerLearner) secondPass(l *Linear, _, i int) {
	s := t.all[i]
	class := append([]uint8(nil), t.early[i]...)
	for k := range class {
		if _, sure := t.view.Sure(k); sure {
			continue
		}
		keys := t.view.Second(k, class, t.keys[:0])
		class[k] = t.learn(l, keys, t.gold(s.doc, s.s.First+k))
	}
}

// learn guesses the class and, where gold does not win by the margin, moves
// the weights. It gives the guess.
func (t *taggerLearner) learn(l *Linear, keys []uint32, gold uint8) uint8 {
	clear(t.scores)
	l.Score(keys, t.scores)
	best, rival := 0, -1
	for c, v := range t.scores {
		if v > t.scores[best] {
			best = c
		}
		if c != int(gold) && (rival < 0 || v > t.scores[rival]) {
			rival = c
		}
	}
	if t.scores[gold] <= t.scores[rival]+t.o.Margin {
		l.Update(keys, int(gold), rival, 1)
	}
	l.Tick()
	return uint8(best)
}

func (t *taggerLearner) sections(first, second []*Linear) *model.Builder {
	var b model.Builder
	var raw []byte
	for _, c := range t.classes {
		raw = append(raw, byte(c.UPOS), byte(c.XPOS))
	}
	b.Add("classes", raw)
	words := make([]string, 0, len(t.lex))
	for w := range t.lex {
		words = append(words, w)
	}
	sort.Strings(words)
	b.Add("lexicon", t.lex.Append(nil, words))
	b.Add("first", model.AppendLinear(nil, len(t.classes), Rows(first, t.o.Least)))
	b.Add("second", model.AppendLinear(nil, len(t.classes), Rows(second, t.o.Least)))
	b.Manifest.Name, b.Manifest.Format = tag.ModelName, tag.Format
	return &b
}

// Built opens what a builder holds, as a program would.
func Built(b *model.Builder) (*model.File, error) {
	raw, err := b.Bytes()
	if err != nil {
		return nil, err
	}
	return model.Parse(b.Manifest.Name, raw)
}

// Jackknife tags every document by a tagger that did not see its fold, and
// returns the documents with those tags beside their gold trees.
func Jackknife(docs []*text.Doc, folds int, o TaggerOptions, augment func([]*text.Doc) []*text.Doc) ([]*text.Doc, error) {
	out := make([]*text.Doc, len(docs))
	errs := make([]error, folds)
	var jobs []func()
	for k := range folds {
		jobs = append(jobs, func() { errs[k] = jackknife(docs, out, k, folds, o, augment) })
	}
	inParallel(jobs)
	return out, errors.Join(errs...)
}

func jackknife(docs, out []*text.Doc, k, folds int, o TaggerOptions, augment func([]*text.Doc) []*text.Doc) error {
	var seen []*text.Doc
	for i, d := range docs {
		if i%folds != k {
			seen = append(seen, d)
		}
	}
	b, err := Tagger(augment(seen), o)
	if err != nil {
		return err
	}
	f, err := Built(b)
	if err != nil {
		return err
	}
	t, err := tag.Load(f)
	if err != nil {
		return err
	}
	for i, d := range docs {
		if i%folds == k {
			e := *d
			e.Tags = t.Tag(d)
			out[i] = &e
		}
	}
	return nil
}

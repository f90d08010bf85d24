package event

import (
	"io/fs"
	"math"

	"dateline"
	"dateline/internal/model"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// The model's name and the format of its sections.
const (
	FactModel  = "facts"
	FactFormat = 1
)

// Classes of the model: what a reader takes not to have happened, to be
// uncertain, to have happened.
const (
	FactNot = iota
	FactUnsure
	FactDid
	FactClasses
)

// Facts tells how sure a reader is that what a word tells of did happen, by a
// linear model that sees the word, its clause, what governs it and the status
// that the signatures give it.
type Facts struct{ weights *model.Linear }

// OpenFacts opens the model in a file system.
func OpenFacts(fsys fs.FS) (*Facts, error) {
	f, err := model.Open(fsys, FactModel+".dlm", FactFormat)
	if err != nil {
		return nil, err
	}
	return LoadFacts(f)
}

// LoadFacts takes the weights out of an opened model.
func LoadFacts(f *model.File) (*Facts, error) {
	raw, err := f.Section("weights")
	if err != nil {
		return nil, err
	}
	m, err := model.ReadLinear(raw)
	if err != nil {
		return nil, err
	}
	return &Facts{m}, nil
}

// FactScale is the unit of the model's eight-bit weights.
const FactScale = 32

// Chances gives for every token the chances of the three classes, by FactNot,
// FactUnsure and FactDid; tokens out of range have happened.
func (m *Facts) Chances(doc *text.Doc, tokens []int) [][FactClasses]float64 {
	out := make([][FactClasses]float64, len(tokens))
	v := newFactView(doc)
	var keys []uint32
	for i, t := range tokens {
		if t < 0 || t >= len(doc.Tree.Arcs) {
			out[i][FactDid] = 1
			continue
		}
		keys = v.keys(t, keys[:0])
		out[i] = m.Score(keys)
	}
	return out
}

// Score gives the chances of the classes for features.
func (m *Facts) Score(keys []uint32) [FactClasses]float64 {
	var scores [FactClasses]int32
	m.weights.Score(keys[:min(len(keys), mostKeys)], scores[:])
	return softmax(scores)
}

// mostKeys is how many features of a word count; more than any real one has.
const mostKeys = 240

// doubtful is the chance of having happened below which the model doubts what
// the signatures take for actual.
const doubtful = 0.25

// doubted marks the events that the signatures take for actual and the model
// does not: their status reaches over words that neither is sure of.
func (f *finder) doubted(events []found, m *Facts) {
	if m == nil {
		return
	}
	v := factView{finder: f}
	var keys []uint32
	for i := range events {
		e := &events[i]
		if e.Status != dateline.Actual || e.Doubt != "" && e.Doubt != dateline.DoubtDateByDefault {
			continue
		}
		keys = v.keys(e.t, keys[:0])
		if m.Score(keys)[FactDid] < doubtful {
			e.Doubt = dateline.DoubtUnclearScope
		}
	}
}

func softmax(scores [FactClasses]int32) (p [FactClasses]float64) {
	best := max(scores[0], scores[1], scores[2])
	sum := 0.0
	for c, s := range scores {
		p[c] = math.Exp(float64(s-best) / FactScale)
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
	return p
}

// FactKeys are the features of tokens, one list each, for training.
func FactKeys(doc *text.Doc, tokens []int) [][]uint32 {
	v := newFactView(doc)
	out := make([][]uint32, len(tokens))
	for i, t := range tokens {
		out[i] = v.keys(t, nil)
	}
	return out
}

// factView draws features from a page.
type factView struct {
	*finder
	out []uint32
}

func newFactView(doc *text.Doc) *factView {
	return &factView{finder: bareFinder(doc)}
}

// put appends the feature of a template and its parts.
func (v *factView) put(template string, parts ...string) {
	h := uint32(2166136261)
	for i := range len(template) {
		h = (h ^ uint32(template[i])) * 16777619
	}
	for _, p := range parts {
		h = (h ^ 0x1F) * 16777619
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * 16777619
		}
	}
	v.out = append(v.out, h|1)
}

// none stands for a word that is not there.
const none = "-"

func (v *factView) lemma(t int) string {
	if t < 0 {
		return none
	}
	return v.lowerLemma(t)
}

func (v *factView) rel(t int) string {
	if t < 0 {
		return none
	}
	return v.tree.Rel(t).String()
}

func (v *factView) xpos(t int) string {
	if t < 0 {
		return none
	}
	return v.tags[t].XPOS.String()
}

// field is the semantic field of a verb or noun, as a string of one byte.
func (v *factView) field(t int) string {
	if t < 0 {
		return none
	}
	w := []byte(v.lowerLemma(t))
	if v.tags[t].UPOS == text.NOUN {
		return string(rune('A' + int(wordnet.NounField(w))))
	}
	return string(rune('A' + int(wordnet.VerbField(w))))
}

// keys are the features of token t.
func (v *factView) keys(t int, out []uint32) []uint32 {
	v.out = out
	c := v.carrier(t)
	j := v.statusOf(t, c)
	status := string(j.status)
	if j.inIf {
		status += "?"
	}
	h := v.tree.Head(t)
	rel, tag := v.rel(t), v.xpos(t)
	v.put("bias")
	v.put("status", status)
	v.put("status rel", status, rel)
	v.put("status tag", status, tag)
	v.put("lemma", v.lemma(t))
	v.put("lemma status", v.lemma(t), status)
	v.put("lemma tag", v.lemma(t), tag)
	v.put("field tag", v.field(t), tag)
	v.put("rel tag", rel, tag)
	local := string(v.local(t))
	v.put("local", local, tag, rel)
	v.clause(t, tag)
	v.joined(t, tag, status)
	v.above(t, h, rel, tag)
	v.sentenceOf(t, tag, status)
	return v.out
}

// clause draws what the words under a verb say: auxiliaries, negation,
// marks, subject, adverbs.
func (v *factView) clause(t int, tag string) {
	aux, mark, subj, neg, first := none, none, none, none, none
	for c := range v.tree.Children(t) {
		w := v.lower(c)
		switch v.tree.Rel(c) {
		case text.Aux, text.AuxPass, text.Cop:
			aux += " " + w
			if first == none {
				first = w
			}
			v.put("aux", w, tag)
		case text.Mark:
			mark = w
		case text.Case:
			v.put("case", w, tag)
		case text.Nsubj, text.NsubjPass, text.Expl:
			subj = w
			if v.tags[c].UPOS != text.PRON {
				subj = v.xpos(c)
			}
			if d := v.tree.Child(c, text.Det); d >= 0 {
				v.put("subject det", v.lower(d), tag)
			}
		case text.Advmod:
			v.put("adverb", w, tag)
			v.put("adverb", w)
			if w == "not" || w == "n't" || w == "never" {
				neg = "n"
			}
		case text.Obj, text.Ccomp, text.Xcomp, text.Obl, text.Advcl:
			v.put("child", v.rel(c), v.lemma(t))
			v.put("child lemma", v.lemma(c), v.rel(c))
			v.put("child rel", v.rel(c), tag)
			if d := v.tree.Child(c, text.Det); d >= 0 {
				v.put("object det", v.lower(d))
			}
			if v.tree.Rel(c) == text.Advcl {
				if m := v.tree.Child(c, text.Mark); m >= 0 {
					v.put("advcl", v.lower(m), tag)
				}
			}
		case text.Det, text.NmodPoss, text.Amod:
			v.put("det", w, tag)
		}
	}
	v.put("auxes", aux, tag)
	v.put("auxes neg", aux, neg)
	v.put("mark", mark, tag)
	v.put("mark aux", mark, aux)
	v.put("mark rel", mark, v.rel(t))
	v.put("subject", subj, tag)
	v.put("subject aux", subj, aux, neg)
	v.put("subject rel mark", subj, v.rel(t), mark)
}

// joined draws what a word has from the first of those it is joined to, and
// what holds over the whole sentence.
func (v *factView) joined(t int, tag, status string) {
	top := t
	for n := 0; n < 4 && v.tree.Rel(top) == text.Conj && v.tree.Head(top) >= 0; n++ {
		top = v.tree.Head(top)
	}
	aux, subj, mark := none, none, none
	for _, from := range [2]int{t, top} {
		for c := range v.tree.Children(from) {
			switch v.tree.Rel(c) {
			case text.Aux, text.AuxPass, text.Cop:
				if aux == none {
					aux = v.lower(c)
				}
			case text.Nsubj, text.NsubjPass:
				if subj == none {
					subj = v.xpos(c)
					if v.tags[c].UPOS == text.PRON {
						subj = v.lower(c)
					}
				}
			case text.Mark:
				if mark == none {
					mark = v.lower(c)
				}
			}
		}
		if from == top {
			break
		}
	}
	rel := v.rel(top)
	v.put("joined", aux, mark, rel, tag)
	v.put("joined aux", aux, subj, tag)
	v.put("joined rel", rel, aux, subj)
	v.put("joined head", v.lemma(v.tree.Head(top)), rel, mark)
	v.put("joined lemma", v.lemma(t), aux, mark)
	v.put("pair", v.lemma(t), v.lemma(v.tree.Head(top)))
	if v.imperative(top) || v.tags[top].XPOS == text.VB && aux == none && mark == none && subj == none {
		v.put("imperative", rel)
	}
	root, inIf, depth := top, none, 0
	for n := 0; n < deepest; n++ {
		if v.ifClause(root) {
			inIf = "if"
		}
		h := v.tree.Head(root)
		if h < 0 {
			break
		}
		root = h
		depth++
	}
	rootAux := none
	if a := v.tree.Child(root, text.Aux, text.AuxPass, text.Cop); a >= 0 {
		rootAux = v.lower(a)
	}
	v.put("in if", inIf, tag)
	v.put("depth", string(rune('0'+min(depth, 9))), tag)
	v.put("root", rootAux, v.xpos(root), tag)
	v.put("root status", string(v.local(root)), status)
	v.put("root lemma", v.lemma(root), rel)
}

// above draws what governs a word: three words up, with arcs, auxiliaries and
// signatures.
func (v *factView) above(t, h int, rel, tag string) {
	v.put("head", v.lemma(h), rel)
	v.put("head tag", v.lemma(h), rel, tag)
	v.put("head pos", v.xpos(h), rel, tag)
	v.put("head field", v.field(h), rel, tag)
	path := rel
	for n := 0; n < 4 && h >= 0; n++ {
		local := string(v.local(h))
		s, ok := v.signOf(h)
		sign := none
		if ok {
			sign = string(s.pos) + "/" + string(s.neg)
		}
		if n == 0 {
			v.put("head local", local, rel, tag)
			v.put("head sign", sign, local, rel)
			v.put("head local lemma", v.lemma(h), local, rel)
			if sb := v.tree.Child(h, text.Nsubj, text.NsubjPass); sb >= 0 && v.tags[sb].UPOS == text.PRON {
				v.put("head subject", v.lower(sb), rel, tag)
				v.put("head subject lemma", v.lower(sb), v.lemma(h), rel)
			}
			for c := range v.tree.Children(h) {
				switch v.tree.Rel(c) {
				case text.Aux, text.Cop:
					v.put("head aux", v.lower(c), rel, tag)
				case text.Mark:
					v.put("head mark", v.lower(c), rel)
				}
			}
		}
		v.put("path", path, tag)
		v.put("path lemma", path, v.lemma(h))
		v.put("path sign", path, sign, local)
		v.put("up", v.lemma(h))
		path += ">" + v.rel(h)
		h = v.tree.Head(h)
	}
	v.put("whole path", path, tag)
}

// sentenceOf draws what the sentence and the neighbours say: how it ends,
// whether it asks, how its main verb is.
func (v *factView) sentenceOf(t int, tag, status string) {
	k := v.doc.SentenceAt(t)
	if k < 0 {
		return
	}
	s := v.doc.Sentences[k]
	last := v.lower(s.Last - 1)
	v.put("end", last, status)
	v.put("end tag", last, tag)
	v.put("begin", v.lower(s.First), tag)
	at := func(i int) string {
		if i < s.First || i >= s.Last {
			return none
		}
		return v.lower(i)
	}
	p, q, n := at(t-1), at(t-2), at(t+1)
	v.put("-1", p, tag)
	v.put("-2", q, tag)
	v.put("+1", n, tag)
	v.put("-2-1", q, p)
	v.put("-1 lemma", p, v.lemma(t))
	if t-1 >= s.First {
		v.put("-1 pos", v.xpos(t-1), tag)
	}
	if t+1 < s.Last {
		v.put("+1 pos", v.xpos(t+1), tag)
	}
	for i := s.First; i < s.Last; i++ {
		switch v.tags[i].UPOS {
		case text.AUX, text.SCONJ:
			v.put("has", v.lower(i))
			if i < t {
				v.put("before", v.lower(i), tag)
			}
		case text.PRON, text.ADV:
			v.put("has", v.lower(i))
		}
	}
}

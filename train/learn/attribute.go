package learn

import (
	"math/rand/v2"
	"strings"

	"dateline"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// Attributed makes, from a share of the documents' sentences, what fills the
// wires and is rare in the treebanks: the sentence as somebody's words, the
// attribution behind it ("S, NP said Tuesday.", "“S,” said NP.", "S, according
// to NP."). Sentence and speaker are the treebanks' own, joined by their
// conventions: the verb is the root, the sentence its ccomp, the marks between
// hang on the sentence. It gives one document for each that has such a
// sentence.
func Attributed(docs []*text.Doc, share float64, seed uint64) []*text.Doc {
	speakers := speakerPhrases(docs)
	if len(speakers) == 0 {
		return nil
	}
	r := rand.New(rand.NewPCG(seed, 29))
	var out []*text.Doc
	for _, d := range docs {
		b := composer{out: &text.Doc{Dispatch: &dateline.Dispatch{}}}
		for _, s := range d.Sentences {
			if quotable(d, s) && r.Float64() < share {
				b.attribute(phrase{d, s.First, s.Last - 1, root(d, s)}, speakers[r.IntN(len(speakers))], r)
			}
		}
		if len(b.out.Sentences) > 0 {
			out = append(out, b.done())
		}
	}
	return out
}

// phrase is a stretch of tokens [first, last) with its head.
type phrase struct {
	d                 *text.Doc
	first, last, head int
}

// speakerPhrases are the subjects of verbs of communication, whole and short.
func speakerPhrases(docs []*text.Doc) []phrase {
	var out []phrase
	pronouns := 0
	for _, d := range docs {
		for i := range d.Tokens {
			h := d.Tree.Head(i)
			if d.Tree.Rel(i) != text.Nsubj || h < 0 || d.Tags[h].UPOS != text.VERB || wordnet.VerbField([]byte(d.Lemma(h))) != wordnet.Communication {
				continue
			}
			first, last := d.Tree.Edges(i)
			p := phrase{d, first, last, i}
			switch d.Tags[i].UPOS {
			case text.PRON:
				if low := strings.ToLower(d.Word(i)); pronouns*6 > len(out) || low != "he" && low != "she" && low != "they" {
					continue
				}
				pronouns++
			case text.PROPN, text.NOUN:
			default:
				continue
			}
			if p.whole() && last-first <= 12 && d.Tags[first].UPOS != text.PUNCT {
				out = append(out, p)
			}
		}
	}
	return out
}

// whole reports whether every token of the phrase hangs within it.
func (p phrase) whole() bool {
	for k := p.first; k < p.last; k++ {
		if h := p.d.Tree.Head(k); k != p.head && (h < p.first || h >= p.last) {
			return false
		}
	}
	return true
}

func root(d *text.Doc, s text.Sentence) int {
	for i := s.First; i < s.Last; i++ {
		if d.Tree.Head(i) < 0 {
			return i
		}
	}
	return s.First
}

// quotable reports whether a sentence may be put into somebody's mouth: a
// statement of some length, without quotes and attribution of its own.
func quotable(d *text.Doc, s text.Sentence) bool {
	n := s.Last - s.First
	if n < 6 || n > 45 || s.Caps || d.Word(s.Last-1) != "." {
		return false
	}
	h := root(d, s)
	if wordnet.VerbField([]byte(d.Lemma(h))) == wordnet.Communication || d.Tree.Child(h, text.Nsubj, text.NsubjPass, text.Expl) < 0 {
		return false
	}
	for i := s.First; i < s.Last; i++ {
		if x := d.Tags[i].XPOS; x == text.OpenQuote || x == text.CloseQuote {
			return false
		}
	}
	return true
}

// composer writes sentences into a new document.
type composer struct {
	out  *text.Doc
	b    strings.Builder
	arcs []text.Arc
}

func (c *composer) word(form string, u text.UPOS, x text.XPOS, head int, r text.Rel) int {
	if c.b.Len() > 0 {
		c.b.WriteByte(' ')
	}
	start := c.b.Len()
	c.b.WriteString(form)
	c.out.Tokens = append(c.out.Tokens, text.Token{Start: int32(start), End: int32(c.b.Len())})
	c.out.Tags = append(c.out.Tags, text.Tag{UPOS: u, XPOS: x, Lemma: strings.ToLower(form)})
	c.arcs = append(c.arcs, text.Arc{Head: int32(head), Rel: r})
	return len(c.arcs) - 1
}

// copy writes a phrase and gives its head's new place; the head's own arc is
// left to the caller.
func (c *composer) copy(p phrase) int {
	base := len(c.arcs) - p.first
	for k := p.first; k < p.last; k++ {
		t, a := p.d.Tags[k], p.d.Tree.Arcs[k]
		head := int(a.Head) + base
		if a.Head < 0 || k == p.head {
			head = -1
		}
		c.word(p.d.Word(k), t.UPOS, t.XPOS, head, a.Rel)
		c.out.Tags[len(c.arcs)-1].Lemma = t.Lemma
	}
	return p.head + base
}

var quotePairs = [][2]string{{"“", "”"}, {`"`, `"`}, {"``", "''"}}

// attribute writes one sentence with its attribution behind it.
func (c *composer) attribute(s, speaker phrase, r *rand.Rand) {
	first := len(c.arcs)
	quoted := r.Float64() < 0.45
	marks := quotePairs[r.IntN(len(quotePairs))]
	var open int
	if quoted {
		open = c.word(marks[0], text.PUNCT, text.OpenQuote, -1, text.Punct)
	}
	said := c.copy(s)
	comma := c.word(",", text.PUNCT, text.Comma, said, text.Punct)
	c.arcs[comma].Head = int32(said)
	if quoted {
		c.arcs[open].Head = int32(said)
		c.word(marks[1], text.PUNCT, text.CloseQuote, said, text.Punct)
	}
	top := said
	if !quoted && r.Float64() < 0.2 {
		c.according(said, speaker)
	} else {
		top = c.saying(said, speaker, r)
	}
	c.arcs[top].Head, c.arcs[top].Rel = -1, text.Root
	c.word(".", text.PUNCT, text.Period, top, text.Punct)
	c.out.Sentences = append(c.out.Sentences, text.Sentence{First: first, Last: len(c.arcs)})
}

// according writes ", according to NP" below the sentence's head.
func (c *composer) according(said int, speaker phrase) {
	at := c.word("according", text.VERB, text.VBG, -1, text.Case)
	c.word("to", text.ADP, text.IN, at, text.Fixed)
	np := c.copy(speaker)
	c.arcs[at].Head = int32(np)
	c.arcs[np] = text.Arc{Head: int32(said), Rel: text.Obl}
}

var (
	sayings  = []string{"said", "said", "said", "said", "said", "added", "told", "announced", "says", "reported", "warned", "claimed"}
	weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	hearers  = []string{"reporters", "journalists", "parliament"}
)

// saying writes "NP said", "said NP", with a hearer or a day now and then, and
// gives the verb's place.
func (c *composer) saying(said int, speaker phrase, r *rand.Rand) int {
	verb := sayings[r.IntN(len(sayings))]
	tag := text.VBD
	if verb == "says" {
		tag = text.VBZ
	}
	v := -1
	if verb != "told" && speaker.last-speaker.first > 1 && r.Float64() < 0.3 {
		v = c.word(verb, text.VERB, tag, -1, text.Root)
		c.arcs[c.copy(speaker)] = text.Arc{Head: int32(v), Rel: text.Nsubj}
	} else {
		np := c.copy(speaker)
		v = c.word(verb, text.VERB, tag, -1, text.Root)
		c.arcs[np] = text.Arc{Head: int32(v), Rel: text.Nsubj}
	}
	c.arcs[said] = text.Arc{Head: int32(v), Rel: text.Ccomp}
	if verb == "told" {
		c.word(hearers[r.IntN(len(hearers))], text.NOUN, text.NNS, v, text.Obj)
	}
	switch day := weekdays[r.IntN(len(weekdays))]; r.IntN(5) {
	case 0:
		c.word(day, text.PROPN, text.NNP, v, text.OblUnmarked)
	case 1:
		on := c.word("on", text.ADP, text.IN, -1, text.Case)
		c.arcs[on].Head = int32(c.word(day, text.PROPN, text.NNP, v, text.Obl))
	}
	return v
}

func (c *composer) done() *text.Doc {
	c.out.Text = c.b.String()
	c.out.Dispatch.Text = c.out.Text
	c.out.Tree = text.NewTree(c.arcs)
	return c.out
}

package score

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"dateline/internal/text"
)

// F1 counts what was found against what was to be found.
type F1 struct {
	Correct, Gold, System int
}

// Precision is the share of what was found that is right, in 0..1; 0 when
// nothing was found.
func (f F1) Precision() float64 { return share(f.Correct, f.System) }

// Recall is the share of what was to be found that was, in 0..1; 0 when there
// was nothing to be found.
func (f F1) Recall() float64 { return share(f.Correct, f.Gold) }

// F is the harmonic mean of precision and recall, in 0..1.
func (f F1) F() float64 { return share(2*f.Correct, f.Gold+f.System) }

// Add adds the counts of another part of the same layer.
func (f *F1) Add(g F1) {
	f.Correct, f.Gold, f.System = f.Correct+g.Correct, f.Gold+g.Gold, f.System+g.System
}

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Syntax holds the measures of the CoNLL 2018 shared task (Zeman et al. 2018,
// "Multilingual Parsing from Raw Text to Universal Dependencies"). Words of
// both sides are aligned by the characters they cover; a tag, lemma or arc
// counts for an aligned pair. On gold tokens every measure but Sentences is
// plain accuracy.
type Syntax struct {
	Words, Sentences  F1
	UPOS, XPOS, Lemma F1
	UAS               F1
	LAS               F1 // relations with their subtypes
	LASPlain          F1 // relations without subtypes, as the shared task counts them
}

// EvalSyntax scores a system's treebank against the gold one. Both must cover
// the same characters, white space apart; the error names the first
// difference. A gold lemma "_" accepts any lemma.
func EvalSyntax(gold, system []UDDocument) (Syntax, error) {
	g, s := flatten(gold), flatten(system)
	if err := sameCharacters(g.chars, s.chars); err != nil {
		return Syntax{}, err
	}
	var out Syntax
	out.Sentences = matchSpans(g.sentences, s.sentences)
	pairs := alignWords(g.words, s.words)
	out.count(g.words, s.words, pairs)
	return out, nil
}

// flatWord is a word with its place among the characters that are not white
// space. The words of a multiword token all have the token's place.
type flatWord struct {
	*UDWord
	start, end int
	multi      bool
	head       int // index among all words, -1 for the root
}

type flatBank struct {
	chars     []rune
	sentences [][2]int
	words     []flatWord
}

func flatten(docs []UDDocument) *flatBank {
	b := &flatBank{}
	for i := range docs {
		for j := range docs[i].Sentences {
			b.sentence(&docs[i].Sentences[j])
		}
	}
	return b
}

func (b *flatBank) sentence(s *UDSentence) {
	start, base, r := len(b.chars), len(b.words), 0
	for i := 0; i < len(s.Words); {
		last, form := i+1, s.Words[i].Form
		for r < len(s.Ranges) && s.Ranges[r].Last <= i {
			r++
		}
		multi := r < len(s.Ranges) && s.Ranges[r].First == i
		if multi {
			last, form = s.Ranges[r].Last, s.Ranges[r].Form
		}
		at := len(b.chars)
		b.spell(form)
		for ; i < last; i++ {
			w := flatWord{UDWord: &s.Words[i], start: at, end: len(b.chars), multi: multi, head: -1}
			if w.Head > 0 {
				w.head = base + w.Head - 1
			}
			b.words = append(b.words, w)
		}
	}
	b.sentences = append(b.sentences, [2]int{start, len(b.chars)})
}

func (b *flatBank) spell(form string) {
	for _, c := range form {
		if !unicode.IsSpace(c) {
			b.chars = append(b.chars, c)
		}
	}
}

func sameCharacters(g, s []rune) error {
	for i := range min(len(g), len(s)) {
		if g[i] != s[i] {
			return fmt.Errorf("the texts differ at character %d: gold %q, system %q", i, around(g, i), around(s, i))
		}
	}
	if len(g) != len(s) {
		return fmt.Errorf("the texts differ in length: gold %d characters, system %d", len(g), len(s))
	}
	return nil
}

func around(s []rune, i int) string { return string(s[max(0, i-10):min(len(s), i+10)]) }

func matchSpans(g, s [][2]int) F1 {
	f := F1{Gold: len(g), System: len(s)}
	for i, j := 0, 0; i < len(g) && j < len(s); {
		switch {
		case g[i] == s[j]:
			f.Correct++
			i, j = i+1, j+1
		case g[i][0] < s[j][0] || g[i][0] == s[j][0] && g[i][1] < s[j][1]:
			i++
		default:
			j++
		}
	}
	return f
}

// alignWords gives for every gold word the system word it is aligned with, -1
// for none. Words that are tokens by themselves align when they cover the same
// characters; where either side has a multiword token, the words of the whole
// stretch align by the longest common sequence of their forms.
func alignWords(g, s []flatWord) []int {
	pairs := make([]int, len(g))
	for i := range pairs {
		pairs[i] = -1
	}
	for i, j := 0, 0; i < len(g) && j < len(s); {
		switch {
		case g[i].multi && g[i].start <= s[j].start || s[j].multi && s[j].start <= g[i].start:
			i, j = alignStretch(g, s, i, j, pairs)
		case g[i].start == s[j].start && g[i].end == s[j].end:
			pairs[i] = j
			i, j = i+1, j+1
		case g[i].start <= s[j].start:
			i++
		default:
			j++
		}
	}
	return pairs
}

// alignStretch aligns the stretch that begins with a multiword token at g[i]
// or s[j] and gives the words after it.
func alignStretch(g, s []flatWord, i, j int, pairs []int) (int, int) {
	end := s[j].end
	if g[i].multi && (!s[j].multi || g[i].start <= s[j].start) {
		end = g[i].end
	}
	gi, sj := i, j
	for gi < len(g) && (g[gi].multi && g[gi].start < end || !g[gi].multi && g[gi].end <= end) ||
		sj < len(s) && (s[sj].multi && s[sj].start < end || !s[sj].multi && s[sj].end <= end) {
		if gi < len(g) && (sj >= len(s) || g[gi].start <= s[sj].start) {
			if g[gi].multi {
				end = max(end, g[gi].end)
			}
			gi++
		} else {
			if s[sj].multi {
				end = max(end, s[sj].end)
			}
			sj++
		}
	}
	longestCommon(g[i:gi], s[j:sj], func(a, b int) { pairs[i+a] = j + b })
	return gi, sj
}

// longestCommon reports the pairs of the longest common sequence of forms,
// from the left.
func longestCommon(g, s []flatWord, pair func(i, j int)) {
	n := len(s) + 1
	best := make([]int, (len(g)+1)*n)
	for i := len(g) - 1; i >= 0; i-- {
		for j := len(s) - 1; j >= 0; j-- {
			if strings.EqualFold(g[i].Form, s[j].Form) {
				best[i*n+j] = 1 + best[(i+1)*n+j+1]
			} else {
				best[i*n+j] = max(best[(i+1)*n+j], best[i*n+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(g) && j < len(s); {
		switch {
		case strings.EqualFold(g[i].Form, s[j].Form):
			pair(i, j)
			i, j = i+1, j+1
		case best[(i+1)*n+j] >= best[i*n+j+1]:
			i++
		default:
			j++
		}
	}
}

func (out *Syntax) count(g, s []flatWord, pairs []int) {
	var n [7]int
	hit := func(k int, ok bool) {
		if ok {
			n[k]++
		}
	}
	for i, j := range pairs {
		if j < 0 {
			continue
		}
		a, b := &g[i], &s[j]
		hit(0, true)
		hit(1, a.UPOS == b.UPOS)
		hit(2, a.XPOS == b.XPOS)
		hit(3, a.Lemma == "_" || a.Lemma == b.Lemma)
		head := a.head < 0 && b.head < 0 || a.head >= 0 && b.head >= 0 && pairs[a.head] == b.head
		hit(4, head)
		hit(5, head && a.Rel == b.Rel)
		hit(6, head && plainRel(a.Rel) == plainRel(b.Rel))
	}
	for k, f := range []*F1{&out.Words, &out.UPOS, &out.XPOS, &out.Lemma, &out.UAS, &out.LAS, &out.LASPlain} {
		*f = F1{Correct: n[k], Gold: len(g), System: len(s)}
	}
}

func plainRel(r string) string {
	plain, _, _ := strings.Cut(r, ":")
	return plain
}

// RawText is the text of a treebank as the shared task hands it to systems:
// sentences joined by spaces as they were, a blank line before each paragraph
// and document.
func RawText(docs []UDDocument) string {
	var b strings.Builder
	for i := range docs {
		for j := range docs[i].Sentences {
			s := &docs[i].Sentences[j]
			if s.NewPar && b.Len() > 0 {
				b.WriteString("\n\n")
			}
			s.raw(&b)
		}
	}
	return b.String()
}

func (s *UDSentence) raw(b *strings.Builder) {
	r := 0
	for i := 0; i < len(s.Words); {
		form := s.Words[i].Form
		for r < len(s.Ranges) && s.Ranges[r].Last <= i {
			r++
		}
		last := i
		if r < len(s.Ranges) && s.Ranges[r].First == i {
			form, last = s.Ranges[r].Form, s.Ranges[r].Last-1
		}
		b.WriteString(form)
		if s.SpaceAfter(last) {
			b.WriteByte(' ')
		}
		i = last + 1
	}
}

// UDOf turns the layers of a page into CoNLL-U; sentences are numbered from 1.
// Layers that are missing give empty columns.
func UDOf(d *text.Doc) UDDocument {
	out := UDDocument{ID: d.Dispatch.ID}
	for i, s := range d.Sentences {
		u := UDSentence{ID: strconv.Itoa(i + 1), NewPar: i == 0 || d.Sentences[i-1].Paragraph != s.Paragraph}
		for k := s.First; k < s.Last; k++ {
			u.Words = append(u.Words, wordOf(d, s, k))
		}
		u.Ranges = rangesOf(d, s)
		if n := d.SpanOf(s.First, s.Last); n.End > n.Start {
			u.Text = strings.Join(strings.Fields(n.Of(d.Text)), " ")
		}
		out.Sentences = append(out.Sentences, u)
	}
	return out
}

func wordOf(d *text.Doc, s text.Sentence, k int) UDWord {
	w := UDWord{Form: strings.Join(strings.Fields(d.Word(k)), " "), Misc: miscOf(d, k)}
	if k < len(d.Tags) {
		t := d.Tags[k]
		w.Lemma, w.UPOS, w.XPOS, w.Feats = d.Lemma(k), t.UPOS.String(), t.XPOS.String(), t.Feats.String()
	}
	if k < len(d.Tree.Arcs) {
		a := d.Tree.Arcs[k]
		w.Rel = a.Rel.String()
		if a.Head >= 0 {
			w.Head = int(a.Head) - s.First + 1
		}
	}
	return w
}

// miscOf says SpaceAfter=No where the next token follows at once.
func miscOf(d *text.Doc, k int) string {
	if k+1 < len(d.Tokens) && d.Tokens[k+1].Start == d.Tokens[k].End && !d.Tokens[k+1].Joined && !d.Tokens[k].Joined {
		return "SpaceAfter=No"
	}
	return ""
}

func rangesOf(d *text.Doc, s text.Sentence) []UDRange {
	var out []UDRange
	for k := s.First; k < s.Last; {
		last := k + 1
		for last < s.Last && d.Tokens[last].Joined {
			last++
		}
		if last > k+1 {
			r := UDRange{First: k - s.First, Last: last - s.First, Form: d.SpanOf(k, last).Of(d.Text)}
			if last < len(d.Tokens) && d.Tokens[last].Start == d.Tokens[last-1].End {
				r.Misc = "SpaceAfter=No"
			}
			out = append(out, r)
		}
		k = last
	}
	return out
}

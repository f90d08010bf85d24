package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/text"
)

// CorefDocument is one document of a coreference corpus: its words, laid out
// as a page, and the chains of gold.
type CorefDocument struct {
	Name   string
	Words  []string
	Chains [][]CorefSpan
}

// CorefSpan is a mention as a half-open stretch of words.
type CorefSpan struct{ First, Last int }

// ReadCoref reads a file in the layout of the CoNLL 2012 task as OntoGUM
// (Zhu, Pradhan & Zeldes 2021) writes it: three columns parted by tabs, the
// number of the word, the word, and the brackets of the mentions that open or
// close there. An error names the line.
func ReadCoref(r io.Reader) ([]CorefDocument, error) {
	var docs []CorefDocument
	b := &corefBuilder{}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		switch {
		case strings.HasPrefix(line, "# begin document"):
			b = &corefBuilder{doc: CorefDocument{Name: strings.TrimSpace(line[len("# begin document"):])}}
		case strings.HasPrefix(line, "# end document"):
			docs = append(docs, b.done())
		case line == "" || line[0] == '#':
		default:
			if err := b.word(line); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
	}
	return docs, in.Err()
}

// corefBuilder gathers one document.
type corefBuilder struct {
	doc   CorefDocument
	open  map[string][]int // starts of the mentions still open, by chain
	chain map[string]int
}

func (b *corefBuilder) word(line string) error {
	col := strings.Split(line, "\t")
	if len(col) < 3 {
		return fmt.Errorf("%d columns, not 3", len(col))
	}
	i := len(b.doc.Words)
	b.doc.Words = append(b.doc.Words, col[1])
	for s := col[2]; s != "" && s != "_"; {
		opens := s[0] == '('
		s = strings.TrimPrefix(s, "(")
		n := 0
		for n < len(s) && s[n] != '(' && s[n] != ')' && s[n] != '|' {
			n++
		}
		id := s[:n]
		s = s[n:]
		if opens {
			b.start(id, i)
		}
		if strings.HasPrefix(s, ")") {
			s = s[1:]
			if err := b.end(id, i+1); err != nil {
				return err
			}
		}
		s = strings.TrimPrefix(s, "|")
	}
	return nil
}

func (b *corefBuilder) start(id string, at int) {
	if b.open == nil {
		b.open, b.chain = map[string][]int{}, map[string]int{}
	}
	b.open[id] = append(b.open[id], at)
}

func (b *corefBuilder) end(id string, at int) error {
	starts := b.open[id]
	if len(starts) == 0 {
		return fmt.Errorf("mention of chain %s ends and never began", strconv.Quote(id))
	}
	b.open[id] = starts[:len(starts)-1]
	k, ok := b.chain[id]
	if !ok {
		k = len(b.doc.Chains)
		b.chain[id] = k
		b.doc.Chains = append(b.doc.Chains, nil)
	}
	b.doc.Chains[k] = append(b.doc.Chains[k], CorefSpan{starts[len(starts)-1], at})
	return nil
}

func (b *corefBuilder) done() CorefDocument { return b.doc }

// Page lays the words out as running text, with the spaces that English
// writes, one token a word. It has no sentences: an evaluation takes those
// from the program's own segmentation of the same text.
func (d *CorefDocument) Page() *text.Doc {
	var b strings.Builder
	tokens := make([]text.Token, len(d.Words))
	quoted := false
	for i, w := range d.Words {
		if w == "" {
			w = "_" // a word that the corpus left blank
		}
		if i > 0 && spaced(d.Words[i-1], w, quoted) {
			b.WriteByte(' ')
		}
		if w == `"` {
			quoted = !quoted
		}
		tokens[i] = text.Token{Start: int32(b.Len()), End: int32(b.Len() + len(w))}
		b.WriteString(w)
	}
	doc := text.New(&dateline.Dispatch{Text: b.String()})
	doc.Tokens = tokens
	return doc
}

// spaced tells whether English leaves a space between two words. quoted says
// that a straight quotation mark is open.
func spaced(before, word string, quoted bool) bool {
	switch {
	case word == "":
		return false
	case strings.ContainsAny(word[:1], ".,;:?!)]}%") || strings.HasPrefix(word, "”") || word == "n't" || word == "n’t":
		return false
	case word[0] == '\'' && len(word) > 1, strings.HasPrefix(word, "’"):
		return false
	case word == `"` && quoted, before == `"` && quoted:
		return false
	}
	return !strings.HasSuffix(before, "(") && !strings.HasSuffix(before, "[") && before != "“" && before != "$"
}

// Overlap is the two ratios of a coreference measure, as sums over documents.
type Overlap struct{ Right, Gold, RightFound, Found float64 }

// Recall is in per cent, 0 when there is no gold.
func (o Overlap) Recall() float64 { return 100 * o.Right / max(o.Gold, 1) }

// Precision is in per cent, 0 when nothing was found.
func (o Overlap) Precision() float64 { return 100 * o.RightFound / max(o.Found, 1) }

// F1 is the harmonic mean of both.
func (o Overlap) F1() float64 {
	p, r := o.Precision(), o.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Coref scores chains: MUC (Vilain et al. 1995), B³ (Bagga & Baldwin 1998),
// entity-based CEAF (Luo 2005) and the mentions that stand in a chain.
type Coref struct{ MUC, B3, CEAF, Mentions Overlap }

// F1 is the mean of the three measures' F1, as in the CoNLL 2011 and 2012
// tasks.
func (c *Coref) F1() float64 { return (c.MUC.F1() + c.B3.F1() + c.CEAF.F1()) / 3 }

// Add scores the chains of one document. Chains of one mention count on
// neither side.
func (c *Coref) Add(gold, found [][]CorefSpan) {
	g, f := chained(gold), chained(found)
	og, of := owners(g), owners(f)
	c.Mentions.Gold += float64(len(og))
	c.Mentions.Found += float64(len(of))
	for s := range og {
		if _, ok := of[s]; ok {
			c.Mentions.Right++
			c.Mentions.RightFound++
		}
	}
	add := func(o *Overlap, score func(chains [][]CorefSpan, other map[CorefSpan]int, sizes [][]CorefSpan) (right, all float64)) {
		r, n := score(g, of, f)
		o.Right, o.Gold = o.Right+r, o.Gold+n
		r, n = score(f, og, g)
		o.RightFound, o.Found = o.RightFound+r, o.Found+n
	}
	add(&c.MUC, muc)
	add(&c.B3, bCubed)
	v := ceaf(g, f, of)
	c.CEAF.Right, c.CEAF.RightFound = c.CEAF.Right+v, c.CEAF.RightFound+v
	c.CEAF.Gold, c.CEAF.Found = c.CEAF.Gold+float64(len(g)), c.CEAF.Found+float64(len(f))
}

// chained leaves out repeated mentions and chains of one.
func chained(chains [][]CorefSpan) [][]CorefSpan {
	var out [][]CorefSpan
	seen := map[CorefSpan]bool{}
	for _, c := range chains {
		var k []CorefSpan
		for _, s := range c {
			if !seen[s] {
				seen[s] = true
				k = append(k, s)
			}
		}
		if len(k) > 1 {
			out = append(out, k)
		}
	}
	return out
}

func owners(chains [][]CorefSpan) map[CorefSpan]int {
	out := map[CorefSpan]int{}
	for i, c := range chains {
		for _, s := range c {
			out[s] = i
		}
	}
	return out
}

// parts counts a chain's mentions by the other side's chain; alone are those
// that stand in none.
func parts(chain []CorefSpan, other map[CorefSpan]int) (count map[int]int, alone int) {
	count = map[int]int{}
	for _, s := range chain {
		if k, ok := other[s]; ok {
			count[k]++
		} else {
			alone++
		}
	}
	return count, alone
}

func muc(chains [][]CorefSpan, other map[CorefSpan]int, _ [][]CorefSpan) (right, all float64) {
	for _, c := range chains {
		count, alone := parts(c, other)
		right += float64(len(c) - len(count) - alone)
		all += float64(len(c) - 1)
	}
	return right, all
}

func bCubed(chains [][]CorefSpan, other map[CorefSpan]int, _ [][]CorefSpan) (right, all float64) {
	for _, c := range chains {
		count, _ := parts(c, other)
		sum := 0
		for _, n := range count {
			sum += n * n
		}
		right += float64(sum) / float64(len(c))
		all += float64(len(c))
	}
	return right, all
}

// ceaf is the weight of the best one-to-one pairing of chains, each pair
// weighing twice its common mentions over both lengths.
func ceaf(gold, found [][]CorefSpan, owner map[CorefSpan]int) float64 {
	n := max(len(gold), len(found))
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
		if i < len(gold) {
			count, _ := parts(gold[i], owner)
			for j, k := range count {
				cost[i][j] = -2 * float64(k) / float64(len(gold[i])+len(found[j]))
			}
		}
	}
	return -assign(cost)
}

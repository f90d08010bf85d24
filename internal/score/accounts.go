package score

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// Story is one document of ECB+ (Cybulska & Vossen 2014): its words, and the
// mentions of acts that people marked in it.
type Story struct {
	Name     string
	Words    []string
	Sentence []int // number of each word's sentence
	Acts     []StoryAct
}

// StoryAct is a mention of an act: its words (by number, ascending) and the
// act that it is a mention of, in whichever documents. Chain is "" for a
// mention of an act that is mentioned once.
type StoryAct struct {
	Words []int
	Chain string
}

// ecbFile is the XML of a document.
type ecbFile struct {
	Name   string `xml:"doc_name,attr"`
	Tokens []struct {
		ID       string `xml:"t_id,attr"`
		Sentence int    `xml:"sentence,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		All []ecbMarkable `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		All []ecbRelation `xml:",any"`
	} `xml:"Relations"`
}

type ecbMarkable struct {
	XMLName  xml.Name
	ID       string `xml:"m_id,attr"`
	Instance string `xml:"instance_id,attr"`
	Tokens   []struct {
		ID string `xml:"t_id,attr"`
	} `xml:"token_anchor"`
}

type ecbRelation struct {
	XMLName xml.Name
	ID      string `xml:"r_id,attr"`
	Note    string `xml:"note,attr"`
	Sources []struct {
		ID string `xml:"m_id,attr"`
	} `xml:"source"`
	Target struct {
		ID string `xml:"m_id,attr"`
	} `xml:"target"`
}

// ReadStory reads a document of ECB+. Chains across documents go by the
// relation's note; those within one by the relation's number.
func ReadStory(r io.Reader) (*Story, error) {
	var f ecbFile
	if err := xml.NewDecoder(r).Decode(&f); err != nil {
		return nil, err
	}
	s := &Story{Name: f.Name}
	at := map[string]int{}
	for i, t := range f.Tokens {
		at[t.ID] = i
		s.Words = append(s.Words, strings.TrimSpace(t.Text))
		s.Sentence = append(s.Sentence, t.Sentence)
	}
	chain := map[string]string{}
	for _, rel := range f.Relations.All {
		name := rel.Note
		if rel.XMLName.Local == "INTRA_DOC_COREF" || name == "" {
			name = f.Name + " " + rel.ID
		}
		for _, src := range rel.Sources {
			chain[src.ID] = name
		}
	}
	for _, m := range f.Markables.All {
		if !strings.Contains(m.XMLName.Local, "ACTION_") || len(m.Tokens) == 0 {
			continue
		}
		a := StoryAct{Chain: chain[m.ID]}
		for _, t := range m.Tokens {
			i, ok := at[t.ID]
			if !ok {
				return nil, fmt.Errorf("%s: mention %s stands on word %s, which is not there", f.Name, m.ID, t.ID)
			}
			a.Words = append(a.Words, i)
		}
		s.Acts = append(s.Acts, a)
	}
	return s, nil
}

// Part is the sub-topic that a document belongs to. ECB+ pairs each topic of
// ECB with another happening of the same kind: two divorces, two earthquakes,
// two take-overs. The document's name tells which: "12_3ecb" and
// "12_3ecbplus" are of different happenings.
func (s *Story) Part() string {
	name := strings.TrimSuffix(s.Name, ".xml")
	topic, rest, _ := strings.Cut(name, "_")
	if strings.HasSuffix(rest, "plus") {
		return topic + "ecbplus"
	}
	return topic + "ecb"
}

// Page lays the words out as running text, a sentence a line, and tells where
// each word begins and ends in it, in bytes. Addresses, which some documents
// begin with, are left out: their words have no place.
func (s *Story) Page() (string, [][2]int) {
	var b strings.Builder
	place := make([][2]int, len(s.Words))
	quoted, before := false, -1
	for i, w := range s.Words {
		if s.address(s.Sentence[i]) || w == "" {
			continue
		}
		switch {
		case before < 0:
		case s.Sentence[i] != s.Sentence[before]:
			b.WriteByte('\n')
			quoted = false
		case spaced(s.Words[before], w, quoted):
			b.WriteByte(' ')
		}
		if w == `"` {
			quoted = !quoted
		}
		place[i] = [2]int{b.Len(), b.Len() + len(w)}
		b.WriteString(w)
		before = i
	}
	return b.String(), place
}

// address tells whether a sentence is a web address.
func (s *Story) address(sentence int) bool {
	if sentence != 0 {
		return false
	}
	return len(s.Words) > 0 && strings.HasPrefix(s.Words[0], "http")
}

// Partition scores how things were sorted into groups: B³ (Bagga & Baldwin
// 1998), MUC (Vilain et al. 1995) and entity-based CEAF (Luo 2005), with
// things that stand alone counted as groups of one, as the work on events
// across documents does (Barhom et al. 2019).
type Partition struct{ MUC, B3, CEAF Overlap }

// F1 is the mean of the three measures' F1, as in the CoNLL tasks.
func (p *Partition) F1() float64 { return (p.MUC.F1() + p.B3.F1() + p.CEAF.F1()) / 3 }

// NewPartition scores the groups found against those of gold. gold and found
// give the group of each thing, in the same order.
func NewPartition(gold, found []string) *Partition {
	g, f := grouped(gold), grouped(found)
	og, of := owners(g), owners(f)
	p := &Partition{}
	both := func(o *Overlap, score func([][]CorefSpan, map[CorefSpan]int, [][]CorefSpan) (float64, float64)) {
		o.Right, o.Gold = score(g, of, f)
		o.RightFound, o.Found = score(f, og, g)
	}
	both(&p.MUC, muc)
	both(&p.B3, bCubed)
	v := ceafByParts(g, f, of)
	p.CEAF = Overlap{Right: v, Gold: float64(len(g)), RightFound: v, Found: float64(len(f))}
	return p
}

// grouped makes chains of numbers from group names, in order of the first.
func grouped(names []string) [][]CorefSpan {
	at := map[string]int{}
	var out [][]CorefSpan
	for i, n := range names {
		k, ok := at[n]
		if !ok {
			k = len(out)
			at[n] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], CorefSpan{i, i + 1})
	}
	return out
}

// ceafByParts is [ceaf] over many chains: the best pairing never pairs chains
// with nothing in common, so each set of chains that hang together by common
// members is paired by itself.
func ceafByParts(gold, found [][]CorefSpan, owner map[CorefSpan]int) float64 {
	part := make([]int, len(gold)+len(found)) // of gold chains, then found ones
	for i := range part {
		part[i] = i
	}
	root := func(i int) int {
		for part[i] != i {
			part[i] = part[part[i]]
			i = part[i]
		}
		return i
	}
	for i, g := range gold {
		for _, s := range g {
			part[root(len(gold)+owner[s])] = root(i)
		}
	}
	golds, founds := map[int][][]CorefSpan{}, map[int][][]CorefSpan{}
	for i, g := range gold {
		golds[root(i)] = append(golds[root(i)], g)
	}
	for j, f := range found {
		r := root(len(gold) + j)
		founds[r] = append(founds[r], f)
	}
	sum := 0.0
	for i := range gold { // in order: sums of fractions depend on it
		if g := golds[i]; g != nil {
			sum += ceaf(g, founds[i], owners(founds[i]))
		}
	}
	return sum
}

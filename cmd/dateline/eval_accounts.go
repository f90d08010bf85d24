package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline"
	"dateline/compare"
	"dateline/internal/score"
	"dateline/internal/text"
	"dateline/read"
)

// evalAccounts scores what compare puts together on folders of ECB+ (Cybulska
// & Vossen 2014), all documents of a folder at once.
//
// Documents: they are read with their texts alone (no topic, no file name, no
// date beyond what the text says), made into happenings, and these are held
// against the sub-topics by B³.
//
// Acts: the mentions of acts are those of gold, as in the work on events
// across documents (Barhom et al. 2019); which documents tell of the same is
// not gold, but the happenings just found. The mentions of the whole folder
// are scored as one partition, by MUC, B³ and CEAFe and the mean of the three,
// acts that are mentioned once counted. ECB+ was checked for acts across
// documents in some sentences only, whose list is not part of the documents;
// sentences with a mention of an act that another document tells of too stand
// for them, and mentions elsewhere are left out ("acts"). "acts told twice"
// leaves out those mentioned once, as Cattan et al. (2021) advise.
func evalAccounts(gold []string) ([]measures, error) {
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var rows []measures
	for _, dir := range gold {
		stories, err := openStories(dir)
		if err != nil {
			return nil, err
		}
		where := ""
		if len(gold) > 1 {
			where = filepath.Base(dir) + " "
		}
		e := newAccountEval(r, stories)
		if err := e.group(); err != nil {
			return nil, err
		}
		rows = append(rows, partitionRow(where+"documents B3", e.documents().B3))
		rows = append(rows, e.acts(where)...)
	}
	return rows, nil
}

// accountEval is the evaluation of one folder.
type accountEval struct {
	stories   []*score.Story
	sketches  []*compare.Sketch
	mentions  [][]compare.Act // of each story, those of gold
	happening map[string]string
	told      map[string]map[string]bool // documents that tell of an act
}

func newAccountEval(r *read.Reader, stories []*score.Story) *accountEval {
	e := &accountEval{stories: stories, happening: map[string]string{}}
	for _, s := range stories {
		words, place := s.Page()
		out, doc := r.ReadPage(&dateline.Dispatch{Text: words, Source: s.Name})
		out.Dispatch.ID = s.Name
		e.mentions = append(e.mentions, goldActs(s, doc, place))
		read.Export(out)
		e.sketches = append(e.sketches, compare.NewSketch(out))
	}
	return e
}

// goldActs makes the mentions of gold ready: the word that heads each, its
// sentence, and what hangs on it.
func goldActs(s *score.Story, doc *text.Doc, place [][2]int) []compare.Act {
	var out []compare.Act
	for _, m := range s.Acts {
		a := compare.Act{Dispatch: s.Name, Start: place[m.Words[0]][0], Word: s.Words[m.Words[0]]}
		var tokens []int
		for _, w := range m.Words {
			if t := doc.TokenAt(place[w][0]); t < len(doc.Tokens) && place[w][1] > 0 {
				tokens = append(tokens, t)
			}
		}
		if len(tokens) > 0 {
			head := headOf(doc, tokens)
			a.Word = doc.Word(head)
			if n := doc.SentenceAt(head); n >= 0 {
				sent := doc.Sentences[n]
				a.Sentence = doc.SpanOf(sent.First, sent.Last).Of(doc.Text)
			}
			a.Around = around(doc, head)
		}
		out = append(out, a)
	}
	return out
}

// headOf is the token on which the others of a mention hang.
func headOf(doc *text.Doc, tokens []int) int {
	in := map[int]bool{}
	for _, t := range tokens {
		in[t] = true
	}
	for _, t := range tokens {
		if !in[doc.Tree.Head(t)] && doc.Tags[t].UPOS != text.PUNCT {
			return t
		}
	}
	return tokens[0]
}

// around gives the words that hang on a token, and what it hangs on itself.
func around(doc *text.Doc, head int) string {
	var words []string
	for c := range doc.Tree.Children(head) {
		words = append(words, doc.Word(c))
		for d := range doc.Tree.Children(c) {
			words = append(words, doc.Word(d))
		}
	}
	return strings.Join(words, " ")
}

// group makes the documents into happenings.
func (e *accountEval) group() error {
	ix := compare.NewMemory()
	var ids []string
	for _, s := range e.sketches {
		if _, err := compare.Add(ix, s); err != nil {
			return err
		}
		ids = append(ids, s.ID)
	}
	groups, err := compare.Groups(ix, ids, compare.Constraints{})
	for _, g := range groups {
		for _, m := range g.Members {
			e.happening[m] = g.ID
		}
	}
	return err
}

func (e *accountEval) documents() *score.Partition {
	var gold, found []string
	for _, s := range e.stories {
		gold, found = append(gold, s.Part()), append(found, e.happening[s.Name])
	}
	return score.NewPartition(gold, found)
}

// acts scores the mentions of acts.
func (e *accountEval) acts(where string) []measures {
	var all []compare.Act
	var gold []string
	count := map[string]int{}
	for i, s := range e.stories {
		checked := e.checked(s)
		for k, a := range e.mentions[i] {
			m := s.Acts[k]
			if !checked[s.Sentence[m.Words[0]]] {
				continue
			}
			a.Happening = e.happening[s.Name]
			chain := m.Chain
			if chain == "" {
				chain = fmt.Sprint(s.Name, " ", k)
			}
			all, gold = append(all, a), append(gold, chain)
			count[chain]++
		}
	}
	found := make([]string, len(all))
	for n, c := range compare.SameActs(all) {
		for _, i := range c {
			found[i] = fmt.Sprint(n)
		}
	}
	twice := make([]bool, len(gold))
	for i, c := range gold {
		twice[i] = count[c] > 1
	}
	rows := actRows(where+"acts", gold, found)
	return append(rows, actRows(where+"acts told twice", kept(gold, twice), kept(found, twice))...)
}

// checked gives the sentences that hold a mention of an act told of elsewhere.
func (e *accountEval) checked(s *score.Story) map[int]bool {
	if e.told == nil {
		e.told = map[string]map[string]bool{}
		for _, s := range e.stories {
			for _, m := range s.Acts {
				if e.told[m.Chain] == nil {
					e.told[m.Chain] = map[string]bool{}
				}
				e.told[m.Chain][s.Name] = true
			}
		}
	}
	out := map[int]bool{}
	for _, m := range s.Acts {
		if m.Chain != "" && len(e.told[m.Chain]) > 1 {
			out[s.Sentence[m.Words[0]]] = true
		}
	}
	return out
}

func kept(names []string, keep []bool) []string {
	var out []string
	for i, n := range names {
		if keep[i] {
			out = append(out, n)
		}
	}
	return out
}

func actRows(name string, gold, found []string) []measures {
	p := score.NewPartition(gold, found)
	return []measures{
		partitionRow(name+" MUC", p.MUC), partitionRow(name+" B3", p.B3), partitionRow(name+" CEAFe", p.CEAF),
		{Name: name + " CoNLL", Figures: []figure{{Name: "f1", Value: p.F1()}}},
	}
}

func partitionRow(name string, o score.Overlap) measures {
	return measures{Name: name, Figures: []figure{{Name: "precision", Value: o.Precision()}, {Name: "recall", Value: o.Recall()}, {Name: "f1", Value: o.F1()}}}
}

// openStories reads the documents below a folder, in the order of their paths.
func openStories(dir string) ([]*score.Story, error) {
	var out []*score.Story
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".xml") {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		s, err := score.ReadStory(f)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		out = append(out, s)
		return nil
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: no .xml files of ECB+ in it", dir)
	}
	return out, err
}

// Command lemma writes the table of exceptions of package lemma: the inflected
// forms whose lemma the rules of regular inflection get wrong.
//
// It reads WordNet (Debian package wordnet-base) and, where they are given,
// treebanks in CoNLL-U, whose lemmas win over WordNet's:
//
//	go run dateline/train/lemma -out internal/lemma/exceptions.tsv TREEBANK-train.conllu ...
//
// The same input gives the same bytes.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dateline/internal/lemma"
	"dateline/internal/score"
)

func main() {
	wordnet := flag.String("wordnet", "/usr/share/wordnet", "folder of WordNet's database")
	out := flag.String("out", "exceptions.tsv", "table to write")
	flag.Parse()
	b := builder{votes: map[form]map[string]int{}, known: map[form]int{}}
	for _, step := range []func(string) error{b.indexes, b.exceptionLists, b.capitals} {
		if err := step(*wordnet); err != nil {
			log.Fatal(err)
		}
	}
	for _, f := range flag.Args() {
		if err := b.treebank(f); err != nil {
			log.Fatal(err)
		}
	}
	if err := os.WriteFile(*out, b.table(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// form is an inflected form in small letters, or a lemma, of one class.
type form struct {
	class lemma.Class
	word  string
}

type builder struct {
	votes map[form]map[string]int // inflected form → lemma → weight
	known map[form]int            // WordNet's lemmas → tagged senses
}

func (b *builder) vote(c lemma.Class, inflected, base string, weight int) {
	k := form{c, inflected}
	if b.votes[k] == nil {
		b.votes[k] = map[string]int{}
	}
	b.votes[k][base] += weight
}

// eachLine calls f with the fields of every line that is not a licence's.
func eachLine(name string, f func(c []string)) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if l := sc.Text(); l != "" && l[0] != ' ' {
			f(strings.Fields(l))
		}
	}
	return sc.Err()
}

func plain(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) > 1
}

// indexes votes for the regular forms of every lemma.
func (b *builder) indexes(dir string) error {
	for _, x := range []struct {
		file    string
		class   lemma.Class
		inflect func(string) []string
	}{{"index.verb", lemma.Verb, verbForms}, {"index.noun", lemma.Plural, plurals}, {"index.adj", lemma.Degree, degrees}} {
		err := eachLine(filepath.Join(dir, x.file), func(c []string) {
			if len(c) < 6 || len(c[0]) < 3 || !plain(c[0]) {
				return
			}
			pointers, err := strconv.Atoi(c[3])
			if err != nil || 5+pointers >= len(c) {
				return
			}
			tagged, _ := strconv.Atoi(c[5+pointers])
			b.known[form{x.class, c[0]}] = tagged + 1
			if tagged == 0 && x.class != lemma.Verb {
				return // rare: not worth a row
			}
			w := c[0]
			if s := strings.TrimSuffix(w, "s"); x.class == lemma.Plural && s != w {
				if b.known[form{x.class, s}] == 0 {
					b.vote(x.class, w, w, tagged+1) // "series"
				}
				if !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") {
					return
				}
			}
			for _, f := range x.inflect(w) {
				b.vote(x.class, f, w, tagged+1)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func verbForms(w string) []string {
	n := len(w)
	past, ing := w+"ed", w+"ing"
	switch {
	case strings.HasSuffix(w, "ee") || strings.HasSuffix(w, "oe") || strings.HasSuffix(w, "ye"):
		past = w + "d"
	case w[n-1] == 'e':
		past, ing = w+"d", w[:n-1]+"ing"
	case w[n-1] == 'y' && !vowel(w[n-2]):
		past = w[:n-1] + "ied"
	case doubles(w):
		past, ing = w+w[n-1:]+"ed", w+w[n-1:]+"ing"
	}
	return []string{plural(w), past, ing}
}

func plurals(w string) []string { return []string{plural(w)} }

func plural(w string) string {
	n := len(w)
	switch {
	case w[n-1] == 'y' && !vowel(w[n-2]):
		return w[:n-1] + "ies"
	case w[n-1] == 's' || w[n-1] == 'x' || w[n-1] == 'z' || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "ch"):
		return w + "es"
	}
	return w + "s"
}

func degrees(w string) []string {
	n := len(w)
	if n > 6 || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "er") {
		return nil
	}
	base := w
	switch {
	case w[n-1] == 'e':
		base = w[:n-1]
	case w[n-1] == 'y' && !vowel(w[n-2]):
		base = w[:n-1] + "i"
	case doubles(w):
		base = w + w[n-1:]
	}
	return []string{base + "er", base + "est"}
}

// doubles reports whether a word of one syllable doubles its last consonant.
func doubles(w string) bool {
	n := len(w)
	if n < 3 || vowel(w[n-1]) || !vowel(w[n-2]) || vowel(w[n-3]) || strings.IndexByte("wxyh", w[n-1]) >= 0 {
		return false
	}
	for i := range n - 2 {
		if vowel(w[i]) {
			return false
		}
	}
	return true
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// exceptionLists votes for WordNet's irregular forms.
func (b *builder) exceptionLists(dir string) error {
	for _, x := range []struct {
		file  string
		class lemma.Class
	}{{"verb.exc", lemma.Verb}, {"noun.exc", lemma.Plural}, {"adj.exc", lemma.Degree}, {"adv.exc", lemma.Degree}} {
		err := eachLine(filepath.Join(dir, x.file), func(c []string) {
			for _, base := range c[1:] {
				if plain(c[0]) && plain(base) && (x.class == lemma.Verb || b.known[form{x.class, base}] > 1 || x.file == "adv.exc") {
					b.vote(x.class, c[0], base, 2*b.known[form{x.class, base}]+1)
				}
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// capitals gathers the adjectives that WordNet writes with a capital and never
// without.
func (b *builder) capitals(dir string) error {
	upper, lower := map[string]bool{}, map[string]bool{}
	err := eachLine(filepath.Join(dir, "data.adj"), func(c []string) {
		if len(c) < 5 {
			return
		}
		n, err := strconv.ParseInt(c[3], 16, 32)
		if err != nil {
			return
		}
		for i := range int(n) {
			if 4+2*i >= len(c) {
				return
			}
			w, _, _ := strings.Cut(c[4+2*i], "(")
			switch {
			case plain(w):
				lower[w] = true
			case len(w) > 2 && plain(strings.ToLower(w)) && plain(w[1:]):
				upper[w] = true
			}
		}
	})
	for w := range upper {
		if l := strings.ToLower(w); !lower[l] {
			b.vote(lemma.Proper, l, w, 1)
		}
	}
	return err
}

var classes = map[string]lemma.Class{"VBD": lemma.Verb, "VBN": lemma.Verb, "VBG": lemma.Verb, "VBZ": lemma.Verb,
	"NNS": lemma.Plural, "NNPS": lemma.Plural, "JJR": lemma.Degree, "JJS": lemma.Degree, "RBR": lemma.Degree, "RBS": lemma.Degree}

// treebank votes for what a treebank says, far above WordNet. A lemma that
// WordNet does not know must be seen twice: misspellings stay out.
func (b *builder) treebank(name string) error {
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	docs, err := score.ReadCoNLLU(in)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for i := range docs {
		for j := range docs[i].Sentences {
			for _, w := range docs[i].Sentences[j].Words {
				b.word(w)
			}
		}
	}
	return nil
}

func (b *builder) word(w score.UDWord) {
	low := strings.ToLower(w.Form)
	if len(low) < 3 || !plain(low) || score.Attr(w.Feats, "Typo") == "Yes" {
		return
	}
	if w.UPOS == "ADJ" && w.XPOS == "JJ" && w.Lemma == w.Form && w.Form[0] < 'a' && plain(w.Form[1:]) {
		b.vote(lemma.Proper, low, w.Lemma, 1)
		return
	}
	c, ok := classes[w.XPOS]
	base := strings.ToLower(w.Lemma)
	if !ok || !plain(base) && c != lemma.Degree || w.UPOS == "AUX" {
		return
	}
	b.vote(c, low, base, 500)
	if b.known[form{c, base}] > 0 {
		b.vote(c, low, base, 500)
	}
}

// table gives the rows in order: those whose winner is not what the rules say.
func (b *builder) table() []byte {
	var rows []string
	for k, v := range b.votes {
		best := ""
		b.dropUnknown(k.class, v)
		for base, n := range v {
			if best == "" || n > v[best] || n == v[best] && base < best {
				best = base
			}
		}
		if v[best] == 500 && lemma.Regular(k.word, k.class) != best {
			continue // seen once, not known to WordNet
		}
		if k.class == lemma.Proper || lemma.Regular(k.word, k.class) != best {
			rows = append(rows, fmt.Sprintf("%c\t%s\t%s\n", k.class, k.word, best))
		}
	}
	sort.Strings(rows)
	return []byte(head + strings.Join(rows, ""))
}

// dropUnknown drops the lemmas that WordNet does not know where it knows
// another one: slips of the annotators.
func (b *builder) dropUnknown(c lemma.Class, v map[string]int) {
	known := 0
	for base := range v {
		known += b.known[form{c, base}]
	}
	for base := range v {
		if known > 0 && b.known[form{c, base}] == 0 {
			delete(v, base)
		}
	}
}

const head = `# Lemmas that the rules of regular inflection get wrong. Made by train/lemma from WordNet 3.0 (its
# licence lies beside this file, LICENSE-WordNet) and from the training parts of UD English EWT (CC BY-SA 4.0)
# and GUM (CC BY 4.0). Three columns: class (v verb, n plural, a comparative or superlative, p adjective with a
# capital), form, lemma.
`

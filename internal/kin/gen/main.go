// Command gen makes kin.bin from WordNet 3.0's files, which Debian has in the
// package wordnet-base: the classes of verbs, and of nouns that name acts and
// what comes of them.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/kin"
)

// senses is how many of a word's first senses count.
const senses = 3

// actFields are the lexicographer files of nouns that name acts: act,
// cognition, communication, event, phenomenon, possession, process, state.
var actFields = []int{4, 9, 10, 11, 19, 21, 22, 26}

// synset is one line of a data file.
type synset struct {
	field  int
	words  []string
	points []pointer
}

// pointer leads from a word of a synset (0: from all) to another synset.
type pointer struct {
	kind   string
	offset string
	pos    byte
	source int
}

func main() {
	dir := "/usr/share/wordnet"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	words := map[string][]int{}
	for _, pos := range []string{"verb", "noun"} {
		if err := gather(dir, pos, words); err != nil {
			log.Fatalf("%v (install Debian's wordnet-base, or name WordNet's folder)", err)
		}
	}
	b := kin.Pack(words)
	if err := os.WriteFile("kin.bin", b, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(words), "words,", len(b), "bytes")
}

func gather(dir, pos string, words map[string][]int) error {
	sets, err := readData(filepath.Join(dir, "data."+pos))
	if err != nil {
		return err
	}
	err = eachLine(filepath.Join(dir, "index."+pos), func(line string) error {
		c := strings.Fields(line)
		pointers, err := strconv.Atoi(c[3])
		if err != nil || strings.ContainsAny(c[0], "_0123456789") {
			return err
		}
		offsets := c[4+pointers+2:]
		for _, o := range offsets[:min(senses, len(offsets))] {
			words[c[0]] = append(words[c[0]], classes(sets[o], pos[0], o, c[0])...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachLine(filepath.Join(dir, pos+".exc"), func(line string) error {
		c := strings.Fields(line)
		if len(c) >= 2 {
			words[c[0]] = append(words[c[0]], words[c[1]]...)
		}
		return nil
	})
}

// classes are the numbers of a word's sense and of the senses of the other
// part of speech that it is derived from or that are derived from it.
func classes(s *synset, pos byte, offset, word string) []int {
	if pos == 'n' && !slices.Contains(actFields, s.field) {
		return nil
	}
	out := []int{number(pos, offset)}
	at := slices.IndexFunc(s.words, func(w string) bool { return strings.EqualFold(w, word) }) + 1
	for _, p := range s.points {
		if p.kind == "+" && (p.pos == 'n' || p.pos == 'v') && (p.source == at || p.source == 0) {
			out = append(out, number(p.pos, p.offset))
		}
	}
	return out
}

func number(pos byte, offset string) int {
	n, err := strconv.Atoi(offset)
	if err != nil {
		log.Fatal(err)
	}
	return n*2 + int(pos&1)
}

func readData(path string) (map[string]*synset, error) {
	out := map[string]*synset{}
	err := eachLine(path, func(line string) error {
		c := strings.Fields(line)
		s := &synset{}
		var err error
		if s.field, err = strconv.Atoi(c[1]); err != nil {
			return err
		}
		n, err := strconv.ParseInt(c[3], 16, 0)
		if err != nil {
			return err
		}
		i := 4
		for range n {
			s.words, i = append(s.words, c[i]), i+2
		}
		m, err := strconv.Atoi(c[i])
		if err != nil {
			return err
		}
		for i++; m > 0; m-- {
			source, err := strconv.ParseInt(c[i+3][:2], 16, 0)
			if err != nil {
				return err
			}
			s.points, i = append(s.points, pointer{c[i], c[i+1], c[i+2][0], int(source)}), i+4
		}
		out[c[0]] = s
		return nil
	})
	return out, err
}

// eachLine calls f on the lines of a file, its licence left out.
func eachLine(path string, f func(string) error) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		if strings.HasPrefix(sc.Text(), " ") || sc.Text() == "" {
			continue
		}
		if err := f(sc.Text()); err != nil {
			return fmt.Errorf("%s: %.40s: %w", path, sc.Text(), err)
		}
	}
	return sc.Err()
}

// Command gen turns WordNet 3.0's index and data files into wordnet.bin: which
// parts of speech a word has, and the lexicographer file of its first senses.
// On Debian the files come with the package wordnet-base.
package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"dateline/internal/wordnet"
)

func main() {
	dir := "/usr/share/wordnet"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	words := map[string]*[4]byte{}
	for _, pos := range []string{"noun", "verb", "adj", "adv"} {
		if err := index(dir, pos, words); err != nil {
			log.Fatalf("%v (install Debian's wordnet-base, or name WordNet's folder)", err)
		}
	}
	if err := os.WriteFile("wordnet.bin", pack(words), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(words), "words")
}

func index(dir, pos string, words map[string]*[4]byte) error {
	data, err := os.ReadFile(filepath.Join(dir, "data."+pos))
	if err != nil {
		return err
	}
	f, err := os.Open(filepath.Join(dir, "index."+pos))
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		c := strings.Fields(sc.Text())
		if strings.HasPrefix(sc.Text(), " ") || strings.Contains(c[0], "_") {
			continue
		}
		pointers, err := strconv.Atoi(c[3])
		if err != nil {
			return err
		}
		if err := note(words, c[0], pos, data, c[4+pointers+2:]); err != nil {
			return fmt.Errorf("%s: %w", c[0], err)
		}
	}
	return sc.Err()
}

// note enters the lexicographer files of a word's first senses.
func note(words map[string]*[4]byte, w, pos string, data []byte, senses []string) error {
	e := words[w]
	if e == nil {
		e = &[4]byte{}
		words[w] = e
	}
	files := [2]byte{}
	for i, s := range senses[:min(2, len(senses))] {
		at, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(string(data[at+9 : at+11]))
		if err != nil {
			return err
		}
		files[i] = byte(n) + 1
	}
	switch pos {
	case "noun":
		e[0] = files[0]
	case "verb":
		e[1], e[2] = files[0], files[1]
	case "adj":
		e[3] |= 1
	default:
		e[3] |= 2
	}
	return nil
}

func pack(words map[string]*[4]byte) []byte {
	type row struct {
		h uint32
		e [4]byte
	}
	rows := make([]row, 0, len(words))
	for w, e := range words {
		rows = append(rows, row{wordnet.Hash([]byte(w)), *e})
	}
	sort.Slice(rows, func(i, j int) bool {
		if rows[i].h != rows[j].h {
			return rows[i].h < rows[j].h
		}
		return string(rows[i].e[:]) < string(rows[j].e[:])
	})
	var out []byte
	for _, r := range rows {
		out = binary.LittleEndian.AppendUint32(out, r.h)
		out = append(out, r.e[:]...)
	}
	return out
}

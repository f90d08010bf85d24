// Command gen makes rarity.bin: in how many passages of open corpora each
// stem occurs. Its argument is the folder of training data, of which it reads
// what may be trained on: treebanks (CoNLL-U), names (two columns), reports
// (JSON Lines with a text) and news with tokens (XML).
package main

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"dateline/internal/rarity"
)

// passage is how many words are counted as one passage: about a dispatch.
const passage = 300

// least is in how many passages a stem must occur to enter the table.
const least = 2

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: gen FOLDER")
	}
	c := counter{passages: map[string]int{}, seen: map[string]bool{}}
	err := filepath.WalkDir(os.Args[1], func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if read := reader(path); read != nil {
			if err := c.file(path, read); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	b := rarity.Pack(c.passages, c.all, least)
	if err := os.WriteFile("rarity.bin", b, 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Println(c.all, "passages,", len(c.passages), "stems,", len(b), "bytes")
}

// reader gives the function that turns one line of a file into text, nil for
// files of other kinds.
func reader(path string) func(line string) string {
	switch {
	case strings.HasSuffix(path, ".conllu"):
		return func(l string) string { return column(l, 1) }
	case strings.HasSuffix(path, "documents.json"):
		return reportText
	case strings.Contains(path, "meantime") && strings.HasSuffix(path, ".xml"):
		return tokenText
	case strings.Contains(path, "/ner/") && strings.HasSuffix(path, ".txt"):
		return func(l string) string { return column(l, 0) }
	}
	return nil
}

func column(line string, n int) string {
	c := strings.Split(line, "\t")
	if len(c) <= n || strings.HasPrefix(line, "#") {
		return ""
	}
	return c[n]
}

func reportText(line string) string {
	var d struct{ Text string }
	if json.Unmarshal([]byte(line), &d) != nil {
		return ""
	}
	return d.Text
}

func tokenText(line string) string {
	if !strings.Contains(line, "<token") {
		return ""
	}
	var t struct {
		Text string `xml:",chardata"`
	}
	if xml.Unmarshal([]byte(line), &t) != nil {
		return ""
	}
	return t.Text
}

// counter counts the passages that a stem occurs in.
type counter struct {
	passages map[string]int
	seen     map[string]bool
	words    int
	all      int
}

func (c *counter) file(path string, read func(string) string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<26)
	for in.Scan() {
		rarity.Each(read(in.Text()), c.word)
	}
	c.close()
	return in.Err()
}

func (c *counter) word(w rarity.Word) {
	if !w.Number {
		c.seen[rarity.Stem(w.Form)] = true
	}
	if c.words++; c.words == passage {
		c.close()
	}
}

func (c *counter) close() {
	if c.words == 0 {
		return
	}
	for stem := range c.seen {
		c.passages[stem]++
	}
	c.seen, c.words = map[string]bool{}, 0
	c.all++
}

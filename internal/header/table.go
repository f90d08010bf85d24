package header

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data
var files embed.FS

// rows gives the cells of a table in data/, a row a line; lines that open
// with # are its head.
func rows(name string) [][]string {
	b, err := files.ReadFile("data/" + name)
	if err != nil {
		panic("header: " + err.Error()) // the tables are part of the program
	}
	var out [][]string
	for l := range strings.Lines(string(b)) {
		if l = strings.TrimRight(l, "\r\n"); l != "" && l[0] != '#' {
			out = append(out, strings.Split(l, "\t"))
		}
	}
	return out
}

// cell is cell i of a row, "" where the row is shorter.
func cell(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

// phrase is a run of words to be found in a text, with what it means.
type phrase struct {
	words string // small letters
	value string // role, kind ...
	where string
}

// phrases is a set of phrases by their first letter.
type phrases [256][]phrase

func (p *phrases) add(ph phrase) {
	if ph.words == "" {
		return
	}
	c := ph.words[0]
	p[c] = append(p[c], ph)
}

// at finds the longest phrase that opens s and ends at the end of a word.
func (p *phrases) at(s string) (best phrase, length int) {
	if s == "" {
		return
	}
	c := lower(s[0])
	for _, ph := range p[c] {
		if n := opens(s, ph.words); n > length {
			best, length = ph, n
		}
	}
	if isDigit(c) {
		for _, ph := range p['#'] {
			if n := opens(s, ph.words); n > length {
				best, length = ph, n
			}
		}
	}
	return best, length
}

// opens tells how many bytes of s the words take, whatever their case; 0 when
// s does not open with them or the last is cut off. In words a blank stands
// for any white space, # for a number and ## for an ordinal.
func opens(s, words string) int {
	i, j := 0, 0
	for j < len(words) {
		switch {
		case words[j] == '#':
			n, size := number(s[i:])
			if size == 0 || n < 0 {
				return 0
			}
			i, j = i+size, j+1
			if j < len(words) && words[j] == '#' {
				if j++; !isOrdinal(s, i) {
					return 0
				}
				i += 2
			}
		case i >= len(s):
			return 0
		case words[j] == ' ':
			if !isSpace(s[i]) {
				return 0
			}
			for i < len(s) && isSpace(s[i]) {
				i++
			}
			j++
		case lower(s[i]) == words[j]:
			i, j = i+1, j+1
		default:
			return 0
		}
	}
	if i < len(s) && isWordByte(s[i]) && isWordByte(words[len(words)-1]) {
		return 0
	}
	return i
}

func isOrdinal(s string, i int) bool {
	if i+2 > len(s) {
		return false
	}
	switch lower(s[i]) + lower(s[i+1]) {
	case 's' + 't', 'n' + 'd', 'r' + 'd', 't' + 'h':
		return true
	}
	return false
}

// lexicon is all tables of words.
type lexicon struct {
	markers     [2]phrases // at the start, on a line
	cues        phrases
	boilerplate phrases // open and whole
	tails       []string
	background  phrases
	class       map[string]string // words.tsv
	noDate      []string
}

var words = sync.OnceValue(func() *lexicon {
	x := &lexicon{class: map[string]string{}}
	for _, r := range rows("markers.tsv") {
		at := 0
		if r[0] == "line" {
			at = 1
		}
		x.markers[at].add(phrase{words: cell(r, 2), value: r[1]})
	}
	for _, r := range rows("cues.tsv") {
		x.cues.add(phrase{words: cell(r, 1), value: r[0]})
	}
	for _, r := range rows("boilerplate.tsv") {
		if r[0] == "tail" {
			x.tails = append(x.tails, cell(r, 1))
			continue
		}
		x.boilerplate.add(phrase{words: cell(r, 1), where: r[0], value: cell(r, 2)})
	}
	for _, r := range rows("background.tsv") {
		x.background.add(phrase{words: r[0]})
	}
	for _, r := range rows("words.tsv") {
		x.class[cell(r, 1)] = r[0]
		if r[0] == "nodate" {
			x.noDate = append(x.noDate, cell(r, 1))
		}
	}
	return x
})

// is tells whether a word or phrase is of a class in words.tsv.
func (x *lexicon) is(class, s string) bool { return x.class[strings.ToLower(s)] == class }

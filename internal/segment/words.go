package segment

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

// kind is a set of what words.tsv says of one word.
type kind uint16

const (
	kindTitle    kind = 1 << iota // abbreviation that never ends a sentence
	kindAbbr                      // abbreviation that may end a sentence
	kindClosing                   // abbreviation that ends a sentence before any capital
	kindNumbered                  // abbreviation before a number only
	kindPrefix                    // holds on to its hyphen
	kindElision                   // word with an apostrophe before it
	kindUnit                      // unit that is written onto its number
	kindSuffix                    // last part of an address or a file name
	kindStarter                   // begins sentences more often than names
	kindSmiley                    // punctuation that is one token
	kindWhole                     // token in spite of its punctuation
	kindGreeting                  // opens or closes a letter
	kindGenitive                  // pronoun that is also written for "it's" or "you're"
	kindHeadless                  // cannot follow a genitive pronoun
)

var kindNames = map[string]kind{"title": kindTitle, "abbr": kindAbbr, "closing": kindClosing, "numbered": kindNumbered, "prefix": kindPrefix,
	"elision": kindElision, "unit": kindUnit, "suffix": kindSuffix, "starter": kindStarter, "smiley": kindSmiley,
	"whole": kindWhole, "greeting": kindGreeting, "genitive": kindGenitive, "headless": kindHeadless}

// word is one entry of the table.
type word struct {
	kind  kind
	split uint8 // bytes of the first of two words written as one, 0 for none
}

// table gives what words.tsv says, by word in lower case.
var table = sync.OnceValue(func() map[string]word {
	t := make(map[string]word, 1024)
	for l := range strings.Lines(wordsTSV) {
		l = strings.TrimRight(l, "\r\n")
		name, rest, ok := strings.Cut(l, "\t")
		if !ok || strings.HasPrefix(l, "#") {
			continue
		}
		for w := range strings.FieldsSeq(rest) {
			first, second, split := strings.Cut(w, "+")
			if name == "split" && split {
				e := t[first+second]
				e.split = uint8(len(first))
				t[first+second] = e
				continue
			}
			e := t[w]
			e.kind |= kindNames[name]
			t[w] = e
		}
	}
	return t
})

// look finds a word in the table, whatever its case.
func (sc *scanner) look(w string) word {
	var buf [16]byte
	if len(w) > len(buf) {
		return word{}
	}
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return sc.words[string(buf[:len(w)])]
}

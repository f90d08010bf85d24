package segment

import (
	"unicode/utf8"

	"dateline/internal/text"
)

// mark is what the cutting of sentences needs to know of a token.
type mark uint16

const (
	markSpace    mark = 1 << iota // white space stands before it
	markUpper                     // begins with a capital
	markLower                     // begins with a small letter
	markNumber                    // begins with a digit
	markPeriod                    // full stop
	markEnd                       // question or exclamation mark
	markDots                      // ellipsis
	markOpen                      // opening quote or bracket
	markClose                     // closing quote or bracket
	markQuote                     // quote, opening or closing
	markAbbr                      // abbreviation with its full stop
	markStarter                   // listed as a starter
	markGreeting                  // listed as a greeting
)

// scanner turns a stretch of text into tokens.
type scanner struct {
	s      string
	words  map[string]word
	end    int // of the stretch
	tokens []text.Token
	marks  []mark
	gap    bool // white space was seen after the last token
	caps   bool // the stretch is written in capitals
	single bool // a single quote is open
	double bool // a straight double quote is open
	noMail int  // no address of e-mail begins before this offset
}

func (sc *scanner) scan(start, end int) {
	sc.end, sc.gap, sc.single, sc.double = end, true, false, false
	for i := start; i < end; {
		c, n := classAt(sc.s, i)
		switch c {
		case space:
			sc.gap = true
			i += n
		case letter, digit:
			i = sc.word(i)
		case repeat:
			i = sc.run(i)
		case apostr:
			i = sc.apostrophe(i, n)
		default:
			i = sc.symbol(i, n)
		}
	}
}

// emit files the token s[i:j], in pieces where it is too long for one.
func (sc *scanner) emit(i, j int, m mark, joined bool) {
	for j-i > maxWord {
		k := i + maxWord
		for k > i+maxWord-utf8.UTFMax && !utf8.RuneStart(sc.s[k]) {
			k--
		}
		sc.emit(i, k, m, joined)
		i, joined = k, false
	}
	if sc.gap {
		m |= markSpace
	}
	sc.tokens = append(sc.tokens, text.Token{Start: int32(i), End: int32(j), Joined: joined})
	sc.marks = append(sc.marks, m)
	sc.gap = false
}

// at gives the byte at i, 0 beyond the stretch.
func (sc *scanner) at(i int) byte {
	if i >= 0 && i < sc.end {
		return sc.s[i]
	}
	return 0
}

// classAt gives the class at i, space beyond the stretch.
func (sc *scanner) classAt(i int) class {
	if i >= sc.end {
		return space
	}
	c, _ := classAt(sc.s, i)
	return c
}

func alnum(c class) bool { return c == letter || c == digit }

// run takes a repetition of one punctuation mark as one token; question and
// exclamation marks and full stops may be mixed.
func (sc *scanner) run(i int) int {
	s := sc.s
	if k := sc.smiley(i); k > 0 {
		return k
	}
	if c := s[i]; c == '+' && isDigit(sc.at(i+1)) && sc.gap {
		j := i + 1
		for isDigit(sc.at(j)) {
			j++
		}
		sc.emit(i, j, markNumber, false)
		return j
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	j := i + n
	if c := s[i]; c == '.' || c == '!' || c == '?' {
		return sc.stops(i, j)
	}
	for j+n <= sc.end && s[j:j+n] == s[i:i+n] {
		j += n
	}
	m := mark(0)
	if s[i:i+n] == "…" {
		m = markDots
	}
	sc.emit(i, j, m, false)
	return j
}

func (sc *scanner) stops(i, j int) int {
	dots, other := 0, 0
	for k := i; k < sc.end; k++ {
		if c := sc.s[k]; c == '.' {
			dots++
		} else if dots > 1 && other == 0 {
			break // "...?" is two
		} else if c == '!' || c == '?' {
			other++
		} else {
			break
		}
		j = k + 1
	}
	switch {
	case other > 0:
		sc.emit(i, j, markEnd, false)
	case dots > 1:
		sc.emit(i, j, markDots, false)
	case sc.gap && (sc.classAt(j) == digit || sc.letters(j) > 0 && sc.look(sc.s[j:j+sc.letters(j)]).kind&kindSuffix != 0): // ".22", ".doc"
		return sc.word(i)
	default:
		sc.emit(i, j, markPeriod, false)
	}
	return j
}

// smiley takes punctuation that words.tsv lists as one token, and gives its
// end; 0 where there is none.
func (sc *scanner) smiley(i int) int {
	for n := 4; n >= 2; n-- {
		j := i + n
		if j > sc.end || alnum(sc.classAt(j)) || alnum(sc.classAt(j-1)) && !sc.gap || sc.look(sc.s[i:j]).kind&kindSmiley == 0 {
			continue
		}
		if sc.s[i] == '(' && !sc.gap || isDigit(sc.at(i-1)) {
			continue
		}
		sc.emit(i, j, 0, false)
		return j
	}
	return 0
}

// symbol takes one character as a token; quotes and brackets with what they
// open or close.
func (sc *scanner) symbol(i, n int) int {
	s := sc.s
	switch s[i] {
	case ':', ';', '(', '^':
		if k := sc.smiley(i); k > 0 {
			return k
		}
	}
	j, m := i+n, mark(0)
	switch s[i:j] {
	case "\"":
		m = sc.straight(j)
	case "“", "„", "«", "‹":
		m = markOpen | markQuote
	case "”", "»", "›":
		m = markClose | markQuote
	case "(", "[", "{":
		m = markOpen
	case ")", "]", "}":
		m = markClose
	case "@", "#":
		if sc.classAt(j) == letter {
			return sc.tagged(i, j)
		}
	case "$":
		for sc.at(j) == '$' {
			j++
		}
	default:
		for j < sc.end && s[j] >= utf8.RuneSelf { // variation selectors and joiners of an emoji
			r, n := utf8.DecodeRuneInString(s[j:])
			if r != 0xFE0F && r != 0x200D && (r < 0x1F3FB || r > 0x1F3FF) {
				break
			}
			j += n
		}
	}
	sc.emit(i, j, m, false)
	return j
}

// tagged takes a name or a topic with the sign before it ("@rower",
// "#regatta") as one token.
func (sc *scanner) tagged(i, j int) int {
	for j < sc.end && (alnum(sc.classAt(j)) || sc.s[j] == '_') {
		_, n := classAt(sc.s, j)
		j += n
	}
	sc.emit(i, j, markLower, false)
	return j
}

// straight tells whether a straight quote that ends at j opens or closes.
func (sc *scanner) straight(j int) mark {
	open := !sc.double
	after := sc.classAt(j)
	switch {
	case sc.opens() && after != space:
		open = true
	case !sc.opens() && after == space:
		open = false
	}
	sc.double = open
	if open {
		return markOpen | markQuote
	}
	return markClose | markQuote
}

// opens reports whether what comes next stands at the head of a word: after
// white space or an opening mark.
func (sc *scanner) opens() bool {
	return sc.gap || len(sc.marks) == 0 || sc.marks[len(sc.marks)-1]&markOpen != 0
}

// apostrophe takes an apostrophe or single quote that no word holds: the rest
// of a genitive, a short form, or a quote.
func (sc *scanner) apostrophe(i, n int) int {
	s, j := sc.s, i+n
	if j+n <= sc.end && s[j:j+n] == s[i:i+n] { // '' and ``
		m := markClose | markQuote
		if s[i] == '`' || sc.opens() && sc.classAt(j+n) != space {
			m = markOpen | markQuote
		}
		sc.emit(i, j+n, m, false)
		return j + n
	}
	onWord := !sc.opens() && len(sc.tokens) > 0 && sc.marks[len(sc.marks)-1]&(markUpper|markLower|markNumber|markAbbr) != 0
	if c := sc.at(j) | 0x20; c == 's' && !alnum(sc.classAt(j+1)) && s[i:j] != "‘" {
		sc.emit(i, j+1, 0, onWord)
		return j + 1
	}
	if onWord {
		return sc.afterWord(i, j)
	}
	if k := sc.elision(j); k > 0 && s[i:j] != "`" {
		sc.emit(i, k, markLower, false)
		return k
	}
	m := markClose | markQuote
	if sc.opens() && sc.classAt(j) != space {
		m, sc.single = markOpen|markQuote, true
	} else {
		sc.single = false
	}
	sc.emit(i, j, m, false)
	return j
}

// afterWord takes an apostrophe at a word's end: a genitive after s where no
// quote is open, else a closing quote.
func (sc *scanner) afterWord(i, j int) int {
	c := sc.s[i-1] | 0x20
	if (c == 's' || c == 'z' || c == 'x') && !sc.single {
		sc.emit(i, j, 0, true)
		return j
	}
	sc.single = false
	sc.emit(i, j, markClose|markQuote, false)
	return j
}

// elision gives the end of a word that an apostrophe before j belongs to:
// "'em", "'72", "'90s"; 0 where there is none.
func (sc *scanner) elision(j int) int {
	k := j
	for isDigit(sc.at(k)) {
		k++
	}
	if k == j+2 {
		if sc.at(k) == 's' {
			k++
		}
		if !alnum(sc.classAt(k)) {
			return k
		}
	}
	k = j
	for k < j+8 && isLetter(sc.at(k)) {
		k++
	}
	if k > j && sc.look(sc.s[j:k]).kind&kindElision != 0 && sc.s[j] >= 'a' {
		return k
	}
	return 0
}

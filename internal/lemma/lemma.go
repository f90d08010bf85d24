// Package lemma gives the dictionary form and the morphological features of a
// word from its form and its tags, by the conventions of the English
// treebanks of Universal Dependencies (EWT, GUM).
//
// Regular inflection is undone by rules. What the rules get wrong stands in
// exceptions.tsv, which train/lemma makes from WordNet and the treebanks;
// short forms and pronouns stand in closed.tsv.
package lemma

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/text"
)

// Class is a kind of inflection.
type Class byte

// Kinds of inflection.
const (
	Verb   Class = 'v' // third person, past, participles
	Plural Class = 'n' // of nouns
	Degree Class = 'a' // comparative and superlative
	Proper Class = 'p' // not an inflection: adjectives that keep their capital
)

// Lemma gives the lemma of a form with its tags. In a sentence written in
// capitals (caps) all but names are put into small letters; elsewhere an
// abbreviation in capitals stays as it is.
func Lemma(form string, u text.UPOS, x text.XPOS, caps bool) string {
	if form == "" {
		return form
	}
	if l, ok := closedLemma(form, u, x); ok {
		return l
	}
	switch u {
	case text.PROPN:
		if x == text.NNPS {
			return inflected(form, form, Plural)
		}
		return form
	case text.PUNCT, text.SYM, text.X:
		return form
	case text.NUM:
		return number(form)
	case text.ADJ:
		if x == text.NNP {
			return form
		}
	case text.VERB:
		if x == text.NNP || x == text.NNPS {
			return inflected(form, form, Verb)
		}
	}
	return common(form, x, caps)
}

// common gives the lemma of a word that is not a name.
func common(form string, x text.XPOS, caps bool) string {
	class := classOf(x)
	if l, ok := lookUp(form, Proper); ok && class == 0 && isUpper(form) {
		return l
	}
	base := form
	if noun := x == text.NN || x == text.NNS; caps || !noun || !acronym(form) {
		base = lower(form)
	}
	if class == 0 || form[0] >= '0' && form[0] <= '9' { // "1980s" has no singular
		return base
	}
	return inflected(form, base, class)
}

// classOf gives the inflection that a tag stands for, 0 for none.
func classOf(x text.XPOS) Class {
	switch x {
	case text.VBD, text.VBG, text.VBN, text.VBZ:
		return Verb
	case text.NNS, text.NNPS:
		return Plural
	case text.JJR, text.JJS, text.RBR, text.RBS:
		return Degree
	}
	return 0
}

// inflected undoes an inflection of base, which is form or form in small
// letters, and leaves its capitals.
func inflected(form, base string, c Class) string {
	l, ok := lookUp(form, c)
	if !ok {
		return Regular(base, c)
	}
	if isUpper(base) {
		return capitalised(l, base)
	}
	return l
}

// capitalised gives l the capitals of model: all, or the first.
func capitalised(l, model string) string {
	if len(model) > 1 && !hasLower(model) {
		return strings.ToUpper(l)
	}
	r, n := utf8.DecodeRuneInString(l)
	return string(unicode.ToUpper(r)) + l[n:]
}

// acronym reports whether a form is written like a symbol or an abbreviation:
// two capitals at its head ("NATO", "NGOs"), a capital and a digit ("L2"), or
// one capital alone.
func acronym(form string) bool {
	n := 0
	for i := 0; i < len(form) && n < 2; i++ {
		switch c := form[i]; {
		case c >= 'A' && c <= 'Z', c >= '0' && c <= '9' && n > 0:
			n++
		case c >= 'a' && c <= 'z':
			return false
		}
	}
	return n == 2 || n == 1 && len(form) == 1 && form != "A"
}

// lower puts a form into small letters, but for what follows a hyphen in a
// form that has small letters besides ("Pro-Kiev" is "pro-Kiev").
func lower(form string) string {
	for i := 0; i < len(form); i++ {
		if c := form[i]; c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf {
			if k := strings.IndexByte(form, '-'); k > 0 && k+1 < len(form) && isUpper(form[k+1:]) && hasLower(form) {
				return strings.ToLower(form[:k]) + form[k:]
			}
			return strings.ToLower(form)
		}
	}
	return form
}

func isUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

func hasLower(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= 'a' && w[i] <= 'z' {
			return true
		}
	}
	return false
}

// number drops the commas that group digits.
func number(form string) string {
	if form[0] < '0' || form[0] > '9' || strings.IndexByte(form, ',') < 0 {
		return lowerNumeral(form)
	}
	return strings.ReplaceAll(form, ",", "")
}

// lowerNumeral puts number words into small letters and leaves Roman numerals.
func lowerNumeral(form string) string {
	if strings.Trim(form, "IVXLCDM") == "" {
		return form
	}
	return lower(form)
}

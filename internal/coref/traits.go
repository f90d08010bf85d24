package coref

import (
	_ "embed"
	"strings"
	"sync"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// traits is what a mention may be: a set of number and gender. Two mentions
// can stand for the same if they share one of each.
type traits uint8

const (
	sing traits = 1 << iota
	plur
	masc
	fem
	neut
	reflexive
)

const (
	number = sing | plur
	gender = masc | fem | neut
	human  = masc | fem
)

// agree tells whether two sets share a number and a gender.
func (t traits) agree(u traits) bool { return t&u&number != 0 && t&u&gender != 0 }

//go:embed words.tsv
var wordsTable string

// lexicon is words.tsv.
type lexicon struct{ pronoun, title, noun, skip, cut, premier, nobody map[string]traits }

// words reads the table once.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{map[string]traits{}, map[string]traits{}, map[string]traits{}, map[string]traits{}, map[string]traits{}, map[string]traits{}, map[string]traits{}}
	class := map[string]map[string]traits{"pronoun": l.pronoun, "title": l.title, "noun": l.noun, "skip": l.skip, "cut": l.cut, "premier": l.premier, "nobody": l.nobody}
	for line := range strings.Lines(wordsTable) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(col) != 3 || col[0] == "" || col[0][0] == '#' {
			continue
		}
		t := parseTraits(col[1])
		for w := range strings.FieldsSeq(col[2]) {
			class[col[0]][w] |= t
		}
	}
	return l
})

func parseTraits(s string) (t traits) {
	for _, c := range s {
		if i := strings.IndexRune("spmfnx", c); i >= 0 {
			t |= 1 << i
		}
	}
	return t
}

// nounTraits gives number and gender of a common noun.
func nounTraits(doc *text.Doc, head int) traits {
	lemma := strings.ToLower(doc.Lemma(head))
	plural := doc.Tags[head].XPOS == text.NNS
	if plural {
		if t, ok := words().noun[strings.ToLower(doc.Word(head))]; ok {
			return t | plur
		}
	}
	t, ok := words().noun[lemma]
	if !ok {
		t = fieldTraits(lemma)
	}
	if plural {
		return t&gender | plur
	}
	if t&number == 0 {
		t |= sing
	}
	return t
}

// fieldTraits gives a noun's gender, and the number of a body, by its
// semantic field.
func fieldTraits(lemma string) traits {
	e, ok := wordnet.Lookup(lemma)
	switch {
	case !ok:
		return gender
	case e.Noun == wordnet.Person:
		return human
	case e.Noun == wordnet.People:
		return neut | number
	}
	return neut
}

// kindTraits gives number and gender of a name whose kind is known.
func kindTraits(kind dateline.NameKind) traits {
	switch kind {
	case dateline.Person:
		return sing | human
	case dateline.PlaceName, dateline.State:
		return sing | neut
	case dateline.Group:
		return plur | gender
	}
	return number | neut
}

// nameTraits gives number and gender of a name by its own words.
func nameTraits(doc *text.Doc, first, last int, kind dateline.NameKind) traits {
	t := traits(0)
	if kind != "" {
		t = kindTraits(kind)
	}
	if t == 0 || t&human != 0 {
		if g := personGender(doc, first, last, kind == dateline.Person); g != 0 {
			return sing | g
		}
	}
	if t != 0 {
		return t
	}
	if hits := gazetteer.Lookup(doc.SpanOf(first, last).Of(doc.Text), false); len(hits) > 0 {
		return kindTraits(dateline.NameKind(hits[0].Entry.Kind))
	}
	if doc.Tags[last-1].XPOS == text.NNPS {
		return plur | gender
	}
	if w := strings.ToLower(doc.Word(last - 1)); last-first > 1 {
		if e, ok := wordnet.Lookup(w); ok && e.Noun != wordnet.None && e.Noun != wordnet.Person {
			return neut | number
		}
	}
	return sing | gender
}

// personGender gives a person's gender by title or given name; 0 when the
// words do not show a person.
func personGender(doc *text.Doc, first, last int, sure bool) traits {
	for i := first; i < last; i++ {
		if t, ok := words().title[strings.ToLower(doc.Word(i))]; ok && i+1 < last {
			if t != human {
				return t
			}
			sure = true
			continue
		}
		g, ok := gazetteer.GivenNameOf(doc.Word(i), false)
		if !ok || (g.Weak || last-first == 1) && !sure {
			continue
		}
		switch g.Gender {
		case 'm':
			return masc
		case 'f':
			return fem
		}
		return human
	}
	if sure {
		return human
	}
	return 0
}

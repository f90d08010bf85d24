package compare

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed account_words.tsv
var wordTable string

// wordKind is what an entry of the table of words stands for.
type wordKind uint8

const (
	noKind wordKind = iota
	actWord
	thingWord
	hedgeWord
	silenceWord
	reviseWord
	needsWord
	forceWord
	rebelWord
)

var kindNames = map[string]wordKind{"act": actWord, "thing": thingWord, "hedge": hedgeWord, "silence": silenceWord, "revise": reviseWord, "needs": needsWord, "force": forceWord, "rebel": rebelWord}

// sense is what a word or phrase stands for.
type sense struct {
	kind    wordKind
	concept string
}

// phrase is an entry of several words; rest are the words after the first.
type phrase struct {
	rest []string
	sense
}

// lexicon is the table of words, by first word. A word may be the name of an
// act and of a thing.
type lexicon struct {
	one  map[string][]sense
	many map[string][]phrase
	// needs are the things without which an act is not meant; an act that is
	// not in it needs none.
	needs map[string]map[string]bool
}

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{one: map[string][]sense{}, many: map[string][]phrase{}, needs: map[string]map[string]bool{}}
	for line := range strings.Lines(wordTable) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 3 || line[0] == '#' {
			continue
		}
		for w := range strings.SplitSeq(f[2], ", ") {
			if kindNames[f[0]] == needsWord {
				l.need(f[1], w)
				continue
			}
			l.add(sense{kindNames[f[0]], f[1]}, strings.Fields(w))
		}
	}
	return l
})

func (l *lexicon) need(act, thing string) {
	if l.needs[act] == nil {
		l.needs[act] = map[string]bool{}
	}
	l.needs[act][thing] = true
}

func (l *lexicon) add(s sense, w []string) {
	if len(w) == 1 {
		l.one[w[0]] = append(l.one[w[0]], s)
		return
	}
	l.many[w[0]] = append(l.many[w[0]], phrase{w[1:], s})
}

// senses are those of the token at toks[i], and how many tokens they take: a
// phrase hides the words within it.
func (l *lexicon) senses(out []sense, toks []token, i int) ([]sense, int) {
	t := &toks[i]
	n := 1
	for _, p := range l.many[t.low] {
		if p.at(toks[i+1:]) {
			out, n = append(out, p.sense), max(n, 1+len(p.rest))
		}
	}
	if t.stem != t.low {
		for _, p := range l.many[t.stem] {
			if p.at(toks[i+1:]) {
				out, n = append(out, p.sense), max(n, 1+len(p.rest))
			}
		}
	}
	if n > 1 {
		return out, n
	}
	return append(out, l.word(t.low, t.stem)...), 1
}

func (l *lexicon) word(low, stem string) []sense {
	if s := l.one[low]; s != nil {
		return s
	}
	return l.one[stem]
}

func (p *phrase) at(toks []token) bool {
	if len(toks) < len(p.rest) {
		return false
	}
	for i, w := range p.rest {
		if toks[i].low != w && toks[i].stem != w {
			return false
		}
	}
	return true
}

// stem takes the regular endings of English off a word in small letters, as
// far as the table of words knows what is left; words that it does not know
// lose their endings by rule, so that "views" and "view" are one.
func stem(w string) string {
	l := words()
	if _, ok := l.one[w]; ok || len(w) < 4 {
		return w
	}
	best := ""
	for _, s := range endings {
		base, ok := strings.CutSuffix(w, s.end)
		if !ok || len(base) < 2 {
			continue
		}
		cand := base + s.with
		if _, ok := l.one[cand]; ok {
			return cand
		}
		if n := len(base); s.with == "" && n > 2 && base[n-1] == base[n-2] {
			if _, ok := l.one[base[:n-1]]; ok {
				return base[:n-1]
			}
		}
		if best == "" && len(cand) > 2 {
			best = cand
		}
	}
	if best == "" {
		return w
	}
	return best
}

// endings are taken off in this order; with is put in their place.
var endings = []struct{ end, with string }{
	{"ies", "y"}, {"ied", "y"}, {"sses", "ss"}, {"ing", ""}, {"ing", "e"}, {"ed", ""}, {"ed", "e"}, {"es", "e"}, {"es", ""}, {"s", ""}, {"'s", ""}, {"’s", ""},
}

// stopWords carry nothing that tells one claim from another.
var stopWords = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`a an the of in on at to for from by with and or but that which who whom whose this these those
it its he she they them their his her him we our us i you is are was were be been being has have had do does did will would
shall should may might can could must as if than then there here also not no nor so such into over under about after before
between during against up down out more most some any each other both all one said says say told added`) {
		out[w] = true
	}
	return out
}()

package compare

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/kin"
	"dateline/internal/rarity"
)

// Act is a mention of an act in one dispatch: an event of a reading, or words
// that somebody marked.
type Act struct {
	Dispatch  string // id of the dispatch
	Happening string // id of the happening that the dispatch tells of; acts of several are never one
	Start     int    // where the word stands in the dispatch, for order
	Word      string // the word that names the act, as written: "acquired"
	Sentence  string // the sentence that it stands in
	Around    string // the words that hang on it, subject and object among them; "" when not known
}

// SameActs sorts mentions into acts: which dispatches, and which words within
// one, tell of the same act. Mentions are of one act when they stand in
// dispatches of one happening, their words are the same or kin, and what is
// said around them fits. It gives the numbers of the mentions of each act, in
// ascending order. The order of mentions does not matter to which are put
// together.
func SameActs(acts []Act) [][]int {
	order := make([]int, len(acts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &acts[i], &acts[j]
		return cmp.Or(cmp.Compare(a.Happening, b.Happening), cmp.Compare(a.Dispatch, b.Dispatch), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Word, b.Word), cmp.Compare(a.Sentence, b.Sentence))
	})
	var out [][]int
	for len(order) > 0 {
		n := 1
		for n < len(order) && acts[order[n]].Happening == acts[order[0]].Happening {
			n++
		}
		mentions := make([]actMention, n)
		for k, i := range order[:n] {
			mentions[k] = newActMention(&acts[i])
		}
		for _, c := range cluster(mentions) {
			for k := range c {
				c[k] = order[c[k]]
			}
			slices.Sort(c)
			out = append(out, c)
		}
		order = order[n:]
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// actMention is an act made ready for comparison.
type actMention struct {
	dispatch string
	stem     uint32
	classes  []kin.Class
	pronoun  bool
	rare     float64
	near     []Word // the sentence
	around   []Word // what hangs on the word
}

func newActMention(a *Act) actMention {
	word := strings.ToLower(a.Word)
	m := actMention{dispatch: a.Dispatch, stem: rarity.Hash(rarity.Stem(word)), classes: kin.Of(word), pronoun: pronouns[word]}
	m.rare = rarity.Of(m.stem)
	m.near = weigh([]stretch{{a.Sentence, 1}})
	m.around = weigh([]stretch{{a.Around, 1}})
	return m
}

// pronouns stand for any act.
var pronouns = map[string]bool{"it": true, "that": true, "this": true, "which": true, "they": true, "them": true, "these": true, "those": true, "what": true, "who": true}

// What a link between two mentions is made of, at most: the word's rarity
// ("acquired" says more than "said"), the sentences, the words around, and
// what is given for the word alone. Words that are only kin count for less.
const (
	wordShare   = 0.2
	rareShare   = 0.3
	nearShare   = 0.35
	aroundShare = 0.15
	kinShare    = 0.6
	plainWord   = 1.0 // rarity of a word that tells nothing, and of one that tells most
	tellingWord = 7.0
	// joinActs is the mean link from which mentions are of one act.
	joinActs = 0.3
)

func cluster(ms []actMention) [][]int {
	var links []pair
	for i := range ms {
		for j := range i {
			if s := sameAct(&ms[j], &ms[i]); s > 0 {
				links = append(links, pair{j, i, s})
			}
		}
	}
	m := newMerger(len(ms), links)
	m.join, m.share = joinActs, 0
	m.run()
	return m.clusters()
}

func sameAct(a, b *actMention) float64 {
	fit := 1.0
	switch {
	case a.pronoun || b.pronoun:
		return 0
	case a.stem == b.stem:
	case kin.Shared(a.classes, b.classes) > 0:
		fit = kinShare
	default:
		return 0
	}
	rare := (min(a.rare, b.rare) - plainWord) / (tellingWord - plainWord)
	return fit * (wordShare + rareShare*min(max(rare, 0), 1) + nearShare*cosine(a.near, b.near) + aroundShare*cosine(a.around, b.around))
}

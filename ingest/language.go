package ingest

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"dateline"
)

//go:embed data/languages.tsv
var languagesTSV string

// share is a word's weight for one language.
type share struct {
	lang   int
	weight float32
}

// wordTable knows the small words of languages.
type wordTable struct {
	tags  []string
	words map[string][]share
}

var smallWords = sync.OnceValue(func() *wordTable {
	t := &wordTable{words: make(map[string][]share, 2000)}
	for line := range strings.Lines(languagesTSV) {
		tag, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || tag[0] == '#' {
			continue
		}
		n := len(t.tags)
		t.tags = append(t.tags, tag)
		for _, w := range strings.Fields(words) {
			if list := t.words[w]; len(list) == 0 || list[len(list)-1].lang != n {
				t.words[w] = append(list, share{n, 1})
			}
		}
	}
	for _, list := range t.words {
		for i := range list {
			list[i].weight = 1 / float32(len(list))
		}
	}
	return t
})

// How much of a text the gate looks at, and what it takes to be sure that a
// text is of another language than English.
const (
	gateWords   = 600
	surelyOther = 1.6  // times the score of English
	leastShare  = 0.05 // of all words are small words of the language
	leastHits   = 1.5  // weighed by share
	englishHits = 0.04 // of all words, to be called English
	leastWords  = 4    // different small words
)

// Language says in which language a text is written, as a BCP 47 tag: "en",
// the tag of another language when that is plain, or "und" when it is not, as
// for a table or a line of a few words. It goes by the letters first, then by
// the small words of languages (Grefenstette 1995, "Comparing two language
// identification schemes"). What is "und" is to be read as English.
func Language(s string) string {
	t := smallWords()
	var scripts scriptCount
	scores := make([]float32, len(t.tags))
	n := 0
	for word := range gateSplit(s) {
		if n++; n > gateWords {
			break
		}
		scripts.add(word)
		for _, x := range t.words[word] {
			scores[x.lang] += x.weight
		}
	}
	if script := scripts.foreign(); script != nil {
		return script.pick(t, scores, &scripts)
	}
	best := 0
	for i := range scores {
		if scores[i] > scores[best] {
			best = i
		}
	}
	words := float32(n)
	switch {
	case best != 0 && scores[best] >= leastHits && scores[best] >= leastShare*words && scores[best] >= surelyOther*scores[0] &&
		t.distinct(s, best) >= leastWords:
		return t.tags[best]
	case scores[0] >= englishHits*words && scores[0] >= 0.9:
		return "en"
	}
	return "und"
}

// distinct counts the different small words of a language in a text, so that
// a table with one word in every line is not taken for prose.
func (t *wordTable) distinct(s string, lang int) int {
	seen := map[string]bool{}
	n := 0
	for word := range gateSplit(s) {
		if n++; n > gateWords {
			break
		}
		for _, x := range t.words[word] {
			if x.lang == lang {
				seen[word] = true
			}
		}
	}
	return len(seen)
}

// gateSplit yields the words of a text in lower case: letters, with an
// apostrophe inside parted off.
func gateSplit(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if unicode.IsLetter(r) || unicode.Is(unicode.M, r) {
				if start < 0 {
					start = i
				}
				continue
			}
			if start >= 0 && !yield(strings.ToLower(s[start:i])) {
				return
			}
			start = -1
		}
		if start >= 0 {
			yield(strings.ToLower(s[start:]))
		}
	}
}

// script is a way of writing that is not Latin, and what may be written in it:
// languages that own letters tell apart, then those that small words tell
// apart, then the one that stands for all.
type script struct {
	table   *unicode.RangeTable
	letters []struct{ set, tag string }
	words   []string
	tag     string
}

var scripts = []script{
	{unicode.Cyrillic, []struct{ set, tag string }{{"їєґ", "uk"}, {"ў", "be"}, {"ђћ", "sr"}, {"ѓќѕ", "mk"}, {"әңұһ", "kk"}}, []string{"ru", "uk", "bg", "sr", "mk", "be", "kk"}, "ru"},
	{unicode.Arabic, []struct{ set, tag string }{{"ټډړښځڅ", "ps"}, {"ٹڈڑے", "ur"}, {"ێۆڕڵ", "ckb"}, {"پچژگ", "fa"}}, []string{"ar", "fa", "ur", "ps"}, "ar"},
	{unicode.Hiragana, nil, nil, "ja"}, {unicode.Katakana, nil, nil, "ja"}, {unicode.Hangul, nil, nil, "ko"}, {unicode.Han, nil, nil, "zh"},
	{unicode.Greek, nil, nil, "el"}, {unicode.Hebrew, nil, nil, "he"}, {unicode.Devanagari, nil, nil, "hi"}, {unicode.Bengali, nil, nil, "bn"},
	{unicode.Thai, nil, nil, "th"}, {unicode.Georgian, nil, nil, "ka"}, {unicode.Armenian, nil, nil, "hy"}, {unicode.Ethiopic, nil, nil, "am"},
	{unicode.Tamil, nil, nil, "ta"}, {unicode.Telugu, nil, nil, "te"}, {unicode.Gujarati, nil, nil, "gu"}, {unicode.Gurmukhi, nil, nil, "pa"},
	{unicode.Malayalam, nil, nil, "ml"}, {unicode.Kannada, nil, nil, "kn"}, {unicode.Sinhala, nil, nil, "si"}, {unicode.Myanmar, nil, nil, "my"},
	{unicode.Khmer, nil, nil, "km"}, {unicode.Lao, nil, nil, "lo"}, {unicode.Tibetan, nil, nil, "bo"}, {unicode.Mongolian, nil, nil, "mn"},
}

// scriptCount counts letters by script.
type scriptCount struct {
	latin, other int
	of           [26]int
	rare         map[rune]int // letters beyond ASCII
}

func (c *scriptCount) add(word string) {
	for _, r := range word {
		if r < 0x250 {
			c.latin++
			continue
		}
		for i := range scripts {
			if unicode.Is(scripts[i].table, r) {
				c.of[i]++
				c.other++
				if c.rare == nil {
					c.rare = map[rune]int{}
				}
				c.rare[r]++
				break
			}
		}
	}
}

// foreign is the script that most of the letters are of; nil when it is Latin.
func (c *scriptCount) foreign() *script {
	if c.other <= c.latin {
		return nil
	}
	best := 0
	for i := range c.of {
		if c.of[i] > c.of[best] {
			best = i
		}
	}
	if kana := c.of[2] + c.of[3]; kana*10 > c.of[5] && kana > 0 && c.of[5] > 0 { // Han letters with a tenth of kana are Japanese
		best = 2
	}
	return &scripts[best]
}

// pick tells the languages of one script apart.
func (s *script) pick(t *wordTable, scores []float32, c *scriptCount) string {
	for _, l := range s.letters {
		n := 0
		for _, r := range l.set {
			n += c.rare[r]
		}
		if n > 0 && n*200 >= c.other {
			return l.tag
		}
	}
	best, tag := float32(0), s.tag
	for i, name := range t.tags {
		for _, w := range s.words {
			if name == w && scores[i] > best {
				best, tag = scores[i], name
			}
		}
	}
	return tag
}

// gate marks a dispatch with its language, and as not English when it is of
// another. What the input declares is kept where the text does not speak
// against it.
func gate(d *dateline.Dispatch) {
	found := Language(d.Headline + "\n" + d.Text)
	declared := tagForm(d.Lang)
	base, _, _ := strings.Cut(declared, "-")
	if found == "und" && base == "en" || found == base {
		found = declared
	}
	d.Lang = found
	if base, _, _ := strings.Cut(found, "-"); base != "en" && base != "und" {
		d.Doubt = dateline.DoubtNotEnglish
	}
}

// tagForm brings a declared language to the form of BCP 47; "" when it is no
// tag.
func tagForm(s string) string {
	parts := strings.Split(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"), "-")
	if len(parts) > 4 {
		return ""
	}
	for i, p := range parts {
		if p == "" || len(p) > 8 || strings.Trim(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			return ""
		}
		switch p = strings.ToLower(p); {
		case i > 0 && len(p) == 2:
			p = strings.ToUpper(p)
		case i > 0 && len(p) == 4:
			p = strings.ToUpper(p[:1]) + p[1:]
		}
		parts[i] = p
	}
	if len(parts[0]) < 2 || len(parts[0]) > 3 {
		return ""
	}
	return strings.Join(parts, "-")
}

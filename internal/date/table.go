package date

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

//go:embed rules.tsv
var rulesTSV string

// Classes of numbers and forms, before those of words.tsv.
const (
	clsNone = iota
	clsDigits
	clsDay
	clsYear
	clsYY
	clsHM
	clsClock
	clsSeconds // a clock time that states seconds
	clsNDate
	clsEither // a numeric date that may be read either way round
	clsDecade
	clsOrd
	clsWordCap
	clsPastForm
	clsNum // matched by reading, never set on an atom
	firstWordClass
)

var numberNames = map[string]int{"DAY": clsDay, "YEAR": clsYear, "YY": clsYY, "HM": clsHM, "CLOCK": clsClock,
	"NDATE": clsNDate, "DECADE": clsDecade, "ORD": clsOrd, "WORDCAP": clsWordCap, "NUM": clsNum}

func bit(c int) uint64 { return 1 << c }

type sense struct {
	class int
	num   int
	code  string // value as written
}

type lexicon struct {
	entries [][]sense
	classes map[string]int
	lits    map[string]int16
	marks   [256]int16
	slots   []slot // open addressing over a power of two
	lengths [256]uint32
}

type slot struct {
	word       string
	entry, lit int16
	class      uint64
	cap        uint64 // classes that want a capital
}

// both tables are one load: the literals of the rules are words too.
var loadAll = sync.OnceValues(func() (*lexicon, *rules) {
	l := &lexicon{classes: map[string]int{}, lits: map[string]int16{}}
	for n, c := range numberNames {
		l.classes[n] = c
	}
	slots := map[string]*slot{}
	order := l.readWords(slots)
	r := newRules(l)
	for _, w := range r.literals {
		if kinds[w[0]] != letter {
			l.marks[w[0]] = l.lits[w]
			continue
		}
		if slots[w] == nil {
			slots[w] = &slot{word: w, entry: -1}
			order = append(order, w)
		}
		slots[w].lit = l.lits[w]
	}
	l.fill(slots, order)
	return l, r
})

func loadWords() *lexicon { l, _ := loadAll(); return l }
func loadRules() *rules   { _, r := loadAll(); return r }

func (l *lexicon) readWords(slots map[string]*slot) []string {
	var order []string
	for _, line := range rows(wordsTSV) {
		if slots[line[0]] == nil {
			slots[line[0]] = &slot{word: line[0], entry: int16(len(l.entries))}
			l.entries = append(l.entries, nil)
			order = append(order, line[0])
		}
		c, ok := l.classes[line[1]]
		if !ok {
			c = firstWordClass + len(l.classes) - len(numberNames)
			l.classes[line[1]] = c
		}
		s := slots[line[0]]
		n, _ := strconv.Atoi(line[2])
		l.entries[s.entry] = append(l.entries[s.entry], sense{class: c, num: n, code: line[2]})
		s.class |= bit(c)
		if len(line) > 3 && line[3] == "cap" {
			s.cap |= bit(c)
		}
	}
	return order
}

// rows cuts a table into its lines of cells, without comments.
func rows(s string) [][]string {
	var out [][]string
	for _, line := range strings.Split(s, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func (l *lexicon) fill(slots map[string]*slot, order []string) {
	size := 256
	for size < 4*len(order) {
		size *= 2
	}
	l.slots = make([]slot, size)
	for _, w := range order {
		i := hash([]byte(w)) & uint32(size-1)
		for l.slots[i].word != "" {
			i = (i + 1) & uint32(size-1)
		}
		l.slots[i] = *slots[w]
		l.lengths[w[0]] |= 1 << min(len(w), 31)
	}
}

func hash(w []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range w {
		h = (h ^ uint32(c)) * 16777619
	}
	return h ^ h>>15
}

// lookup fills in what the table knows of a lower-case word.
func (l *lexicon) lookup(w []byte, a *atom) {
	if l.lengths[w[0]]&(1<<len(w)) == 0 {
		return
	}
	mask := uint32(len(l.slots) - 1)
	for i := hash(w) & mask; l.slots[i].word != ""; i = (i + 1) & mask {
		s := &l.slots[i]
		if s.word != string(w) {
			continue
		}
		a.entry, a.lit = s.entry, s.lit
		a.class |= s.class
		if !a.capital && !a.filed {
			a.class &^= s.cap
		}
		return
	}
}

// sense of an atom in a class.
func (l *lexicon) sense(a *atom, class int) (int, string) {
	if a.entry >= 0 {
		for _, s := range l.entries[a.entry] {
			if s.class == class {
				return s.num, s.code
			}
		}
	}
	return int(a.num), ""
}

package place

import (
	"math"
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// weights of recognition; a spot that reaches accept is a place.
const (
	accept    = 1.0
	closeCall = 0.35
	// what a person's name of one word alone says against a place
	lonePerson = 0.4
)

// findSurnames notes the last names of people: "Mr Brown", "Jerry Brown".
func (f *finder) findSurnames() {
	for _, m := range f.doc.Mentions {
		if f.isPerson(m) && m.Last-m.First > 1 {
			m.Last = f.nameEnd(m)
			by := uint8(perhaps)
			if f.fullName(m) {
				f.surnames[f.low[m.Last-1]] = true
				by = covered
			}
			f.coverAll(m, by)
		}
	}
	for _, m := range f.doc.Mentions {
		if !f.isPerson(m) || m.Last-m.First > 1 {
			continue
		}
		if w := f.low[m.First]; f.surnames[w] || m.Key != "" {
			f.coverAll(m, covered)
		} else {
			f.coverAll(m, perhaps)
		}
	}
	for i := 0; i+1 < len(f.words); i++ {
		if !f.capital(i) || !f.capital(i+1) || !f.touching(i) || f.caps[i] {
			continue
		}
		if f.cue(i)&title != 0 && f.cue(i)&(street|body) == 0 {
			f.surnames[f.low[i+1]] = true
			continue
		}
		if _, ok := gazetteer.GivenNameOf(f.words[i], false); ok && !f.placeAt(i, i+2) {
			f.surnames[f.low[i+1]] = true
		}
	}
}

// How far a person's name covers a token: surely where it has more than one
// word or is the last word of one that has, perhaps where it stands alone.
const (
	perhaps = 1 + iota
	covered
)

func (f *finder) coverAll(m text.Mention, by uint8) {
	for t := m.First; t < m.Last; t++ {
		f.cover[t] = by
	}
}

// isPerson tells whether a mention names a person and is no street.
func (f *finder) isPerson(m text.Mention) bool {
	if m.Kind != dateline.Person || m.Form != dateline.FormName || m.Last > len(f.words) || m.First >= m.Last {
		return false
	}
	return m.Last-m.First == 1 || f.cue(m.Last-1)&(street|division) == 0
}

// fullName tells whether a person's name begins as such names do: with a given
// name, an initial, a title or an office, or is one that the tables know.
func (f *finder) fullName(m text.Mention) bool {
	if m.Key != "" || m.Office != "" || f.cue(m.First)&title != 0 || f.cue(m.First-1)&title != 0 || len(f.words[m.First]) <= 2 {
		return true
	}
	_, ok := gazetteer.GivenNameOf(f.words[m.First], f.caps[m.First])
	return ok
}

// nameEnd is where a person's name ends before the "of" of a town: "Jo Miller
// of Raven".
func (f *finder) nameEnd(m text.Mention) int {
	for t := m.First + 1; t < m.Last; t++ {
		if f.low[t] == "of" || f.low[t] == "from" {
			return t
		}
	}
	return m.Last
}

// placeAt tells whether a spot covers tokens first to last.
func (f *finder) placeAt(first, last int) bool {
	k := f.spotFrom(first)
	return k >= 0 && f.spots[k].last >= last
}

// spotFrom is the index of the spot that begins at token i, or -1.
func (f *finder) spotFrom(i int) int {
	lo, hi := 0, len(f.spots)
	for lo < hi {
		m := (lo + hi) / 2
		if f.spots[m].first < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(f.spots) && f.spots[lo].first == i {
		return lo
	}
	return -1
}

// judge scores every spot and accepts those that are places; then what was
// accepted once under a name speaks for the name elsewhere.
func (f *finder) judge() {
	best := map[uint64]float64{}
	person := map[uint64]bool{}
	for i := range f.spots {
		s := &f.spots[i]
		if s.score != 9 {
			s.score = f.recognise(i)
		}
		if b, ok := best[s.hash]; !ok || s.score > b && b > -99 {
			best[s.hash] = s.score
		}
		if f.lastName(s) {
			person[s.hash] = true
		}
		if f.companyName(s) {
			person[s.hash], best[s.hash] = true, -99
		}
	}
	for i := range f.spots {
		s := &f.spots[i]
		if b := best[s.hash]; b >= 2.2 && s.score > -1.2 {
			s.score += 1
		}
		if person[s.hash] && s.container < 0 && !s.within && best[s.hash] < 2.6 {
			s.score -= 1.5
			if best[s.hash] == -99 {
				s.score -= 1
			}
		}
		s.ok = s.score >= accept
	}
}

// companyName tells whether a spot is a small town's name that a company
// bears: "Avery Inc".
func (f *finder) companyName(s *spot) bool {
	return s.rule == "gazetteer" && s.best >= 0 && f.pool[s.best].people < 300000 && f.cue(s.last)&company != 0 && f.capital(s.last)
}

// lastName tells whether a spot looks like the end of a person's name: one
// word after a capitalised word that nothing else explains.
func (f *finder) lastName(s *spot) bool {
	i := s.first - 1
	return s.last-s.first == 1 && s.rule == "gazetteer" && f.capital(i) && f.touching(i) && !f.caps[i] && f.beforeCapital(i, f.cue(i)) < -1
}

// recognise scores one spot.
func (f *finder) recognise(i int) float64 {
	s := &f.spots[i]
	if s.filed {
		return 9
	}
	if s.best < 0 && s.container < 0 || s.last-s.first == 1 && f.cue(s.first)&(never|direction) != 0 {
		return -9
	}
	if f.numbered(s.last) || f.prefix(s) {
		return -9
	}
	if f.doc.ZoneAt(int(f.doc.Tokens[s.first].Start)) == dateline.ZoneStamp {
		return -9
	}
	if f.cover[s.first] == covered && s.container < 0 {
		return -2
	}
	score := f.nameScore(s) + f.before(s) + f.after(s) + f.tagScore(s)
	if f.cover[s.first] == perhaps {
		score -= lonePerson
	}
	if s.container >= 0 {
		score += 2.5
	}
	if s.within {
		score += 2
	}
	if f.doc.ZoneAt(int(f.doc.Tokens[s.first].Start)) == dateline.ZoneDateline {
		if !s.within && !f.doc.SpanOf(s.first, s.last).Overlaps(f.doc.Filed.Region) {
			return -9 // "NO DATE", an agency
		}
		score += 3
	}
	return score
}

// numbered tells whether a hyphen and a number follow: "US-24".
func (f *finder) numbered(i int) bool {
	if i+1 >= len(f.words) || !hyphen(f.words[i]) {
		return false
	}
	c := f.words[i+1][0]
	return c >= '0' && c <= '9'
}

// prefix tells whether a spot is the article of a longer name: "Al-Qaeda".
func (f *finder) prefix(s *spot) bool {
	i := s.last
	return s.last-s.first == 1 && len(f.words[s.first]) <= 3 && s.rule != "state" && i+1 < len(f.words) && hyphen(f.words[i]) &&
		f.doc.Tokens[i-1].End == f.doc.Tokens[i].Start && f.doc.Tokens[i].End == f.doc.Tokens[i+1].Start && f.capital(i+1)
}

// acronym tells whether a word is in capitals in a sentence that is not: what
// it names is hardly a town.
func (f *finder) acronym(s *spot) bool {
	w := f.words[s.first]
	return s.rule == "gazetteer" && len(w) <= 4 && !f.caps[s.first] && s.best >= 0 && f.pool[s.best].ref >= 0 &&
		w == strings.ToUpper(w) && !strings.Contains(w, ".")
}

// nameScore weighs the name alone.
func (f *finder) nameScore(s *spot) float64 {
	score := 0.0
	if s.best >= 0 {
		c := &f.pool[s.best]
		switch {
		case c.land != nil:
			score = 2.6
		case c.region != nil && c.weak && strings.HasSuffix(f.words[s.last-1], ".") && len(f.words[s.last-1]) > 3:
			score = 0.9
		case c.region != nil && c.weak:
			score = -1
		case c.region != nil:
			score = 2.3
		default:
			score = 0.1 + 0.33*math.Max(0, math.Log10(c.people+1)-1)
			if c.feature == gazetteer.CapitalTown || c.feature == gazetteer.Seat1 {
				score += 0.5
			}
			if c.alt {
				score -= 0.5
			}
		}
		score += min(c.score-c.prior, 3) * 0.4
	}
	if s.plural {
		score += 1.5
	}
	n := s.last - s.first
	word := f.low[s.first]
	if n > 1 {
		if word == "the" && f.caps[s.first] && s.rule != "state" && s.best >= 0 && f.pool[s.best].ref >= 0 && f.pool[s.best].people < 100000 {
			return score - 3
		}
		if word == "the" && f.starts(s.first) && commonWords()[f.low[s.last-1]] {
			return score - 3
		}
		if _, ok := gazetteer.GivenNameOf(f.words[s.last-1], false); ok && word == "st" && (f.word(s.last) == "'s" || f.word(s.last) == "’s") {
			return score - 2
		}
		if f.caps[s.first] && f.abroad(s) {
			score -= 1.5
		}
		return score + 0.6
	}
	if s.rule != "state" && commonWords()[word] {
		score -= 1.6
	}
	if f.small[word] {
		score -= 1.5
	}
	if f.acronym(s) {
		score -= 2.5
	}
	if f.surnames[word] {
		score -= 2.2
	}
	if len(word) <= 3 && s.rule != "state" {
		score -= 0.8
	}
	if len(word) <= 4 && s.best >= 0 && f.pool[s.best].alt {
		score -= 1.2
	}
	if g, ok := gazetteer.GivenNameOf(f.words[s.first], f.caps[s.first]); ok && s.rule != "state" {
		score -= 0.6
		if !g.Weak {
			score -= 0.4
		}
	}
	if f.caps[s.first] {
		score -= 0.6
		if s.best >= 0 && f.foreign(&f.pool[s.best]) {
			score -= 1
		}
		if f.abroad(s) {
			score -= 1.5
		}
	}
	return score
}

// abroad tells whether a spot is a small town in another country than the
// dateline's: in a text of capitals it is most often a common word.
func (f *finder) abroad(s *spot) bool {
	if f.home == "" || s.best < 0 || s.rule != "gazetteer" {
		return false
	}
	c := &f.pool[s.best]
	return c.ref >= 0 && c.people < 30000 && c.feature != gazetteer.CapitalTown && c.country != f.home
}

// foreign tells whether a bearer is a small town of a country that the
// dispatch does not otherwise speak of.
func (f *finder) foreign(c *candidate) bool {
	return c.ref >= 0 && c.people < 300000 && c.score-c.prior < 0.4
}

// before weighs the word before a spot.
func (f *finder) before(s *spot) float64 {
	i := s.first - 1
	if i < 0 || f.starts(s.first) {
		if s.last-s.first == 1 && s.rule == "gazetteer" {
			return -0.2
		}
		return 0
	}
	c := f.cue(i)
	switch {
	case f.afterParty(i):
		return 3
	case f.low[i] == "," && s.best >= 0 && f.pool[s.best].weak && f.capital(i-1):
		return 2.6
	case f.low[i] == "&":
		return -1.5
	case s.rule != "state" && hyphen(f.words[i]) && f.doc.Tokens[i].End == f.doc.Tokens[s.first].Start:
		return -1.5
	case f.capital(i) && f.touching(i) && !f.caps[i]:
		return f.beforeCapital(i, c)
	case c&inside != 0:
		return 1.4
	case c&movement != 0:
		return 0.9
	case c&direction != 0:
		return 1
	case c&belonging != 0:
		return 0.5
	case f.low[i] == "the" && s.last-s.first == 1 && s.rule == "gazetteer" && s.best >= 0 && f.pool[s.best].region == nil:
		return -0.9
	case c&title != 0:
		return -0.6
	}
	return 0
}

// afterParty tells whether token i is the hyphen of "D-Pa.".
func (f *finder) afterParty(i int) bool {
	return i > 0 && hyphen(f.words[i]) && (f.words[i-1] == "D" || f.words[i-1] == "R")
}

// beforeCapital weighs a capitalised word right before a spot: it is most
// often the first part of a longer name.
func (f *finder) beforeCapital(i int, c cue) float64 {
	switch {
	case c&(inside|movement|belonging) != 0 && f.starts(i):
		return 0.9
	case c&direction != 0 || f.low[i] == "greater" || f.low[i] == "downtown":
		return 0.4
	case f.starts(i) && (commonWords()[f.low[i]] || f.small[f.low[i]] || f.low[i] == "the"):
		return 0
	case f.cue(i)&title != 0:
		return -3
	case f.spotBefore(i):
		return -0.3
	}
	if _, ok := gazetteer.GivenNameOf(f.words[i], false); ok {
		return -3
	}
	return -1.9
}

// spotBefore tells whether a spot ends with token i.
func (f *finder) spotBefore(i int) bool {
	for k := i; k >= 0 && k > i-4; k-- {
		if at := f.spotFrom(k); at >= 0 {
			return f.spots[at].last == i+1
		}
	}
	return false
}

// after weighs the word after a spot.
func (f *finder) after(s *spot) float64 {
	i := s.last
	if i >= len(f.words) {
		return 0
	}
	c := f.cue(i)
	if f.capital(i) && f.touching(i-1) && !f.caps[i] && !f.starts(i) {
		switch {
		case c&street != 0 && c&body == 0:
			return -3
		case c&namesake != 0 && s.last-s.first == 1 && s.rule == "gazetteer":
			return -0.7
		case c&body != 0:
			return 0.3
		case c&company != 0 && s.rule == "gazetteer":
			return -2
		case c&firm != 0:
			return -0.8
		case f.spotFrom(i) >= 0 && f.spots[f.spotFrom(i)].rule == "state":
			return 0
		}
		if _, ok := gazetteer.GivenNameOf(f.words[s.first], false); ok && s.last-s.first == 1 {
			return -2.5
		}
		return -0.9
	}
	switch {
	case f.low[i] == "&":
		return -1.5
	case f.low[i] == "," && s.rule == "gazetteer" && s.last-s.first == 1 && f.ageAt(i+1) && f.cue(s.first-1)&(belonging|inside) == 0:
		return -2
	case c&speech != 0 && s.rule == "gazetteer":
		return -1.2
	case c&(local|body) != 0:
		return 0.8
	}
	return 0
}

// ageAt tells whether token i is an age and a comma or stop follows.
func (f *finder) ageAt(i int) bool {
	return i+1 < len(f.words) && len(f.words[i]) <= 2 && f.words[i][0] >= '0' && f.words[i][0] <= '9' && (f.words[i+1] == "," || f.words[i+1] == ".")
}

// tagScore weighs the tag, where there is one.
func (f *finder) tagScore(s *spot) float64 {
	if s.first >= len(f.doc.Tags) || s.last-s.first > 1 || f.caps[s.first] {
		return 0
	}
	if f.doc.Tags[s.first].UPOS == text.PROPN {
		return 0
	}
	return -1.4
}

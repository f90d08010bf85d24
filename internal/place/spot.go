package place

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// the longest name in tokens that is looked up, and the most bearers kept.
const (
	maxTokens = 6
	maxPool   = 96
	wordVote  = 0.3
)

func newFinder(doc *text.Doc) *finder {
	n := len(doc.Tokens)
	f := &finder{doc: doc, words: make([]string, n), low: make([]string, n), caps: make([]bool, n), cover: make([]uint8, n),
		small: map[string]bool{}, surnames: map[string]bool{}, votes: map[string]float64{}, senses: map[uint64]int{}, ranges: map[uint64][2]int{}}
	for i := range f.words {
		f.words[i] = doc.Word(i)
		f.low[i] = strings.ToLower(strings.TrimSuffix(f.words[i], "."))
	}
	for _, s := range doc.Sentences {
		for t := s.First; t < s.Last && t < n; t++ {
			f.caps[t] = s.Caps
			if c := f.words[t][0]; c >= 'a' && c <= 'z' {
				f.small[f.low[t]] = true
			}
			f.voteByWord(t)
		}
	}
	return f
}

// voteByWord counts words of local news for their country.
func (f *finder) voteByWord(t int) {
	switch c := f.cue(t); {
	case c&american != 0:
		f.votes["USA"] += wordVote
	case c&british != 0:
		f.votes["GBR"] += wordVote
	case c&canadian != 0:
		f.votes["CAN"] += wordVote
	}
}

// streetAt gives the length of the street's name that begins at token i:
// "Haifa Street", "Highway 200", "Tahrir Square"; 0 for none.
func (f *finder) streetAt(i int) int {
	if f.caps[i] || f.starts(i) || f.capital(i-1) && f.touching(i-1) && f.cue(i-1)&(inside|movement) == 0 {
		return 0
	}
	if f.cue(i)&road != 0 && i+1 < len(f.words) && f.touching(i) && f.words[i+1][0] >= '0' && f.words[i+1][0] <= '9' {
		return 2
	}
	for j := i + 1; j < i+4 && j < len(f.words) && f.capital(j) && f.touching(j-1); j++ {
		if f.cue(j)&street != 0 {
			if j+1 < len(f.words) && f.capital(j+1) && f.touching(j) && !f.starts(j+1) {
				return 0
			}
			return j + 1 - i
		}
	}
	return 0
}

// capital tells whether a token begins with a capital.
func (f *finder) capital(i int) bool {
	if i < 0 || i >= len(f.words) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.words[i])
	return unicode.IsUpper(r)
}

// starts tells whether a token is the first word of its sentence, quotation
// marks aside.
func (f *finder) starts(i int) bool {
	k := f.doc.SentenceAt(i)
	if k < 0 {
		return i == 0
	}
	for j := f.doc.Sentences[k].First; j < i; j++ {
		if r, _ := utf8.DecodeRuneInString(f.words[j]); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// touching tells whether tokens i and i+1 stand beside each other with nothing
// but space between them, in one paragraph.
func (f *finder) touching(i int) bool {
	if i < 0 || i+1 >= len(f.words) {
		return false
	}
	gap := f.doc.Text[f.doc.Tokens[i].End:f.doc.Tokens[i+1].Start]
	return len(gap) <= 2 && !strings.Contains(gap, "\n\n")
}

func (f *finder) cue(i int) cue {
	if i < 0 || i >= len(f.low) {
		return 0
	}
	return cues()[f.low[i]]
}

// spotAll goes over the tokens once and lays a spot over every stretch that
// may name a place.
func (f *finder) spotAll() {
	for i := 0; i < len(f.words); {
		if !f.capital(i) {
			i++
			continue
		}
		hits, n := gazetteer.Match(f.words, i, f.caps[i])
		m, key := f.longest(i)
		if n := f.streetAt(i); n > m {
			f.spots = append(f.spots, spot{first: i, last: i + n, hash: f.hashOf(i, n), from: len(f.pool), to: len(f.pool),
				best: -1, container: -1, rule: "street", score: 9})
			i += n
			continue
		}
		i = f.lay(i, hits, n, m, key)
	}
	f.findSurnames()
}

// lay decides between the actor names and the place names found at a token
// and gives the next token to look at.
func (f *finder) lay(i int, hits []gazetteer.Hit, n, m int, key uint64) int {
	land, demonym, other := sortHits(hits)
	switch {
	case land != nil && n >= m:
		f.add(i, n, f.hashOf(i, n), land)
		return i + n
	case demonym != nil && n >= m:
		f.votes[demonym.Country] += 0.7
		if f.word(i+n) == "capital" && len(demonym.Capitals) > 0 {
			return f.layCapital(i, n, demonym)
		}
		return i + n
	case other && n >= m:
		return i + n
	case m > 0:
		f.add(i, m, key, nil)
		return i + m
	case n > 0:
		return i + n
	}
	return f.layUnknown(i)
}

// layCapital lays a spot over "the Belarusian capital".
func (f *finder) layCapital(i, n int, land *gazetteer.Land) int {
	first := i
	if f.word(i-1) == "the" {
		first--
	}
	s := spot{first: first, last: i + n + 1, from: len(f.pool), best: -1, container: -1, rule: "capital-of", ok: true, score: 9}
	name := strings.TrimPrefix(land.Capitals[0], "~")
	f.addTable(name, land.Country)
	s.to = len(f.pool)
	if s.to == s.from {
		return i + n
	}
	s.hash = hashName(name)
	f.spots = append(f.spots, s)
	return s.last
}

// layUnknown lays a spot over capitalised words that stand where a town does:
// "in Xville, Texas". Whether something holds it is seen later.
func (f *finder) layUnknown(i int) int {
	if f.caps[i] || f.cue(i-1)&(inside|movement|belonging) == 0 || len(f.words[i]) < 3 || commonWords()[f.low[i]] {
		return i + 1
	}
	j := i + 1
	for j < len(f.words) && j < i+3 && f.capital(j) && f.touching(j-1) {
		j++
	}
	if f.word(j) != "," || !f.capital(j+1) {
		return i + 1
	}
	f.spots = append(f.spots, spot{first: i, last: j, hash: f.hashOf(i, j-i), from: len(f.pool), to: len(f.pool), best: -1, container: -1, rule: "unknown"})
	return j
}

func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.low) {
		return ""
	}
	return f.low[i]
}

// sortHits tells what the actor tables say: a land under its name, a land's
// demonym, or something that is no place.
func sortHits(hits []gazetteer.Hit) (land, demonym *gazetteer.Land, other bool) {
	for _, h := range hits {
		switch {
		case h.Entry.Kind != gazetteer.State:
			other = other || !h.Weak
		case h.Form == gazetteer.Demonym:
			if demonym == nil {
				demonym = landOf(h.Entry)
			}
		case h.Form == gazetteer.Name || h.Form == gazetteer.Acronym:
			if land == nil {
				land = landOf(h.Entry)
			}
		}
	}
	return land, demonym, other
}

func landOf(e *gazetteer.Entry) *gazetteer.Land {
	for _, l := range gazetteer.LandsByName(e.Name) {
		if l.Country == e.Country {
			return l
		}
	}
	return nil
}

// longest finds the longest name at token i that a region or a place bears.
func (f *finder) longest(i int) (n int, hash uint64) {
	var buf [gazetteer.MaxPlaceKey]byte
	last := i
	for j := i; j < len(f.words) && j < i+maxTokens; j++ {
		if j > i && !f.near(j-1) {
			break
		}
		if !f.capital(j) && f.cue(j)&joint == 0 && !hyphen(f.words[j]) && !f.genitive(i, j) && !f.article(j) {
			break
		}
		last = j
	}
	for j := last; j >= i; j-- {
		if !f.capital(j) && !f.genitive(i, j) {
			continue
		}
		key, ok := gazetteer.FoldPlace(&buf, f.doc.SpanOf(i, j+1).Of(f.doc.Text))
		if !ok || len(key) < 2 {
			continue
		}
		if known(key, &f.hits) {
			return j + 1 - i, gazetteer.HashPlace(key)
		}
	}
	return 0, 0
}

// genitive tells whether token j is the 's of a name of two words: "St.
// John's".
func (f *finder) genitive(i, j int) bool {
	return j >= i+2 && (f.low[j] == "'s" || f.low[j] == "’s")
}

// article tells whether token j is the article of a name, bound to it by a
// hyphen: "Deir ez-Zor".
func (f *finder) article(j int) bool {
	return len(f.words[j]) <= 4 && j+2 < len(f.words) && hyphen(f.words[j+1]) && f.capital(j+2) &&
		f.doc.Tokens[j].End == f.doc.Tokens[j+1].Start && f.doc.Tokens[j+1].End == f.doc.Tokens[j+2].Start
}

// near tells whether token i+1 follows token i directly or after one space.
func (f *finder) near(i int) bool {
	return f.doc.Tokens[i].End == f.doc.Tokens[i+1].Start || f.touching(i)
}

func hyphen(w string) bool { return w == "-" || w == "‑" || w == "/" }

func known(key []byte, hits *[]gazetteer.PlaceHit) bool {
	if len(gazetteer.LookupRegionKey(key)) > 0 || len(gazetteer.LookupRenamedKey(key)) > 0 {
		return true
	}
	*hits = gazetteer.LookupPlaceKey((*hits)[:0], key)
	return len(*hits) > 0
}

func (f *finder) hashOf(i, n int) uint64 { return hashName(f.doc.SpanOf(i, i+n).Of(f.doc.Text)) }

func hashName(name string) uint64 {
	var buf [gazetteer.MaxPlaceKey]byte
	key, ok := gazetteer.FoldPlace(&buf, name)
	if !ok {
		return 0
	}
	return gazetteer.HashPlace(key)
}

// add lays a spot over n tokens with all bearers of their name.
func (f *finder) add(i, n int, hash uint64, land *gazetteer.Land) {
	s := spot{first: i, last: i + n, hash: hash, best: -1, container: -1, rule: "gazetteer"}
	if land != nil {
		s.rule = "state"
		if f.low[i] == "the" {
			s.first++
		}
	} else {
		f.extend(&s)
	}
	s.from, s.to = f.bearers(f.doc.SpanOf(i, i+n).Of(f.doc.Text), hash, land)
	f.spots = append(f.spots, s)
}

// extend takes in a word that the table's name lacks: "Jerome Township",
// "Gaza City".
func (f *finder) extend(s *spot) {
	i := s.last
	if !f.capital(i) || !f.touching(i-1) {
		return
	}
	switch c := f.cue(i); {
	case c&division != 0 && c&street == 0 && f.low[i] != "state" && f.low[i] != "department" && f.low[i] != "district":
		s.last++
		s.rule = "division"
	case f.low[i] == "city" && !f.capital(i+1) && !f.caps[i]:
		s.last++
	}
}

// bearers puts all bearers of a name into the pool, once for all spots with
// that name, and gives their range.
func (f *finder) bearers(name string, hash uint64, land *gazetteer.Land) (from, to int) {
	if land != nil {
		hash ^= 1
	}
	if r, ok := f.ranges[hash]; ok {
		return r[0], r[1]
	}
	from = len(f.pool)
	if land != nil {
		f.pool = append(f.pool, landCandidate(land))
	}
	f.addRegions(name)
	f.addTable(name, "")
	f.addRenamed(name)
	f.merge(from)
	f.seats(from)
	if land != nil {
		f.shortNames(from, land)
	}
	f.ranges[hash] = [2]int{from, len(f.pool)}
	return from, len(f.pool)
}

// merge drops a division of the table, placed at the mean of its towns, where
// the regions have the same one.
func (f *finder) merge(from int) {
	out := from
	for k := from; k < len(f.pool); k++ {
		c := &f.pool[k]
		if c.ref >= 0 && c.feature == gazetteer.Admin1 {
			if r := f.sameRegion(from, out, c.country); r >= 0 {
				f.pool[r].admin = c.admin
				continue
			}
		}
		f.pool[out] = *c
		out++
	}
	f.pool = f.pool[:out]
}

// seats marks the divisions that bear the name of their large town: the bare
// name means the town.
func (f *finder) seats(from int) {
	for k := from; k < len(f.pool); k++ {
		c := &f.pool[k]
		if c.ref < 0 || c.feature != gazetteer.Admin1 && c.feature != gazetteer.Admin2 {
			continue
		}
		for j := from; j < len(f.pool); j++ {
			if t := &f.pool[j]; t.ref >= 0 && t.feature < gazetteer.Admin1 && t.country == c.country && t.people >= 50000 && !t.alt {
				c.alt = true
			}
		}
	}
}

// shortNames puts the town and the division that share a state's name
// ("Guatemala") behind the state.
func (f *finder) shortNames(from int, land *gazetteer.Land) {
	for k := from; k < len(f.pool); k++ {
		if c := &f.pool[k]; c.country == land.Country && (c.ref >= 0 && c.alt || c.division()) {
			c.bonus = -4
		}
	}
}

func (f *finder) sameRegion(from, to int, country string) int {
	for k := from; k < to; k++ {
		if r := f.pool[k].region; r != nil && !f.pool[k].weak && r.Precision == "admin1" && f.pool[k].country == country {
			return k
		}
	}
	return -1
}

func landCandidate(l *gazetteer.Land) candidate {
	c := candidate{ref: -1, land: l, country: l.Country, admin: -1}
	c.lat, c.lon, _ = gazetteer.CentreOf(l.Country)
	return c
}

func (f *finder) addRegions(name string) {
	for _, r := range gazetteer.LookupRegion(name) {
		if r.Kind == "country" {
			continue
		}
		c := candidate{ref: -1, region: r.Region, lat: r.Lat, lon: r.Lon, admin: -1, weak: r.Weak}
		if len(r.Countries) == 1 {
			c.country = r.Countries[0]
		}
		f.pool = append(f.pool, c)
	}
}

// addTable adds the places of the table, those of one country where it is
// given.
func (f *finder) addTable(name, country string) {
	f.hits = gazetteer.LookupPlace(f.hits[:0], name)
	for k, h := range f.hits {
		if k == maxPool {
			break
		}
		p := h.Ref.Info()
		_, code := gazetteer.AdminName(p.Admin)
		if country != "" && code != country {
			continue
		}
		f.pool = append(f.pool, candidate{ref: h.Ref, lat: p.Lat, lon: p.Lon, country: code, admin: p.Admin,
			people: p.Population, feature: p.Feature, alt: h.Alt})
	}
}

func (f *finder) addRenamed(name string) {
	var buf [gazetteer.MaxPlaceKey]byte
	key, ok := gazetteer.FoldPlace(&buf, name)
	if !ok {
		return
	}
	for _, r := range gazetteer.LookupRenamedKey(key) {
		f.addTable(r.New, r.Country)
	}
}

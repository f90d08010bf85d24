package name

import (
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// known takes the names of actors that the tables hold and whose words mean
// nothing else. Persons and capitals of one word are left to the recogniser.
func (p *page) known() {
	for _, s := range p.doc.Sentences {
		words := p.view.words[:s.Last]
		for i := s.First; i < s.Last; {
			hits, n := gazetteer.Match(words, i, s.Caps)
			if n == 0 {
				i++
				continue
			}
			if h := p.choose(hits, i, n); h != nil && p.sure(h, i, n, s) {
				p.add(p.of(h, i, i+n))
			}
			i += n
		}
	}
}

// sure tells whether a known name is taken without the recogniser's word.
func (p *page) sure(h *gazetteer.Hit, i, n int, s text.Sentence) bool {
	if p.longer(h, i, n, s) {
		return false
	}
	switch {
	case h.Form == gazetteer.Demonym:
		return !h.Weak
	case h.Weak || h.Form == gazetteer.Capital || s.Caps && strings.EqualFold(p.word(i), "the"):
		return false
	case h.Entry.Kind == gazetteer.State || n > 1:
		return true
	case h.Form == gazetteer.Acronym:
		return !s.Caps
	}
	return h.Entry.Kind != gazetteer.Person && h.Entry.Country != "" && p.capital(i) && !s.Caps
}

// longer tells whether words with capitals go on around a known name so that
// it may be part of a longer one ("Bank of Israel", "Nigeria Labour Congress").
func (p *page) longer(h *gazetteer.Hit, i, n int, s text.Sentence) bool {
	if s.Caps || s.Title || h.Form == gazetteer.Acronym && n == 1 || n > 2 && h.Entry.Kind != gazetteer.State {
		return false
	}
	next, before := i+n, i-1
	if next < s.Last && p.capital(next) && p.doc.Tags[next].UPOS == text.PROPN && p.touches(next) && p.view.toks[next].role == 0 && p.view.toks[next].given == 0 {
		return true
	}
	if h.Form == gazetteer.Demonym && next < s.Last && p.capital(next) {
		return p.view.toks[next].role>>4&3 != 2
	}
	return before > s.First && p.capital(before-1) && p.doc.Tags[before].UPOS == text.ADP && strings.EqualFold(p.word(before), "of")
}

// touches tells whether only one space or less stands before token i.
func (p *page) touches(i int) bool {
	return i > 0 && p.doc.Tokens[i].Start-p.doc.Tokens[i-1].End <= 1
}

// choose picks among the meanings of known words: the first that is not weak.
func (p *page) choose(hits []gazetteer.Hit, i, n int) *gazetteer.Hit {
	for k := range hits {
		if !hits[k].Weak {
			return &hits[k]
		}
	}
	return &hits[0]
}

// of makes a mention of a known entry.
func (p *page) of(h *gazetteer.Hit, first, last int) found {
	e := h.Entry
	f := found{entry: e, rule: "gazetteer", name: e.Name}
	f.First, f.Last, f.Kind, f.Form = first, last, kindOf(e.Kind), dateline.FormName
	f.Country, f.Sector = e.Country, e.Sector
	switch h.Form {
	case gazetteer.Name:
		if e.Kind != gazetteer.ArmedGroup && e.Kind != gazetteer.Person && !p.capital(last-1) && p.word(last-1) != "'s" && p.word(last-1) != "’s" {
			f.Form = dateline.FormNominal // "Syrian army"
		}
	case gazetteer.Demonym:
		f.Form = dateline.FormDemonym
	case gazetteer.Metonym:
		if !strings.EqualFold(e.Name, p.doc.SpanOf(first, last).Of(p.doc.Text)) {
			f.Form = dateline.FormMetonym
		}
	case gazetteer.Capital:
		f.Form = dateline.FormMetonym
	}
	return f
}

func kindOf(kind string) dateline.NameKind {
	if kind == gazetteer.Outlet {
		return dateline.Organization
	}
	return dateline.NameKind(kind)
}

// joint takes names that share their last words: "the Donetsk and Luhansk
// people's republics".
func (p *page) joint() {
	for _, s := range p.doc.Sentences {
		for k := s.First + 1; k+2 < s.Last; k++ {
			if w := p.word(k); (w == "and" || w == "AND") && p.capital(k-1) && p.capital(k+1) && p.free(k-1, k) {
				p.jointAt(k, s)
			}
		}
	}
}

func (p *page) jointAt(and int, s text.Sentence) {
	for last := min(and+6, s.Last); last > and+2; last-- {
		tail := p.doc.SpanOf(and+2, last).Of(p.doc.Text)
		one := strings.TrimSuffix(strings.TrimSuffix(tail, "s"), "S")
		left, right := entryOf(p.word(and-1)+" "+one, one), entryOf(p.word(and+1)+" "+one, one)
		if left == nil || right == nil || left.Entry == right.Entry {
			continue
		}
		for i := and + 1; i < last; i++ {
			p.release(i)
		}
		p.add(p.of(left, and-1, and))
		p.add(p.of(right, and+1, last))
		return
	}
}

// entryOf finds a known name, ministries by their title too.
func entryOf(phrase, tail string) *gazetteer.Hit {
	if hits := gazetteer.Lookup(phrase, false); len(hits) > 0 {
		return &hits[0]
	}
	if strings.EqualFold(tail, "ministrie") {
		phrase = strings.TrimSuffix(phrase, "ie") + "y"
	}
	if hits := gazetteer.Lookup(strings.ToUpper(phrase), true); len(hits) > 0 {
		return &hits[0]
	}
	return nil
}

// release frees the tokens of the mention that covers token i.
func (p *page) release(i int) {
	k := p.taken[i]
	if k == 0 {
		return
	}
	f := &p.all[k-1]
	for j := f.First; j < f.Last; j++ {
		p.taken[j] = 0
	}
	f.Last = f.First // empty: dropped when gathered
}

// recognised takes the recogniser's names where the tables have no say.
func (p *page) recognised(stretches []Stretch) {
	for _, s := range stretches {
		if s.Begin == BeginOther {
			p.within(s)
			continue
		}
		p.mend(&s)
		p.trim(&s)
		if p.sited(s.First, s.Last) {
			s.Begin = BeginPlace
		}
		if p.plain(s) || p.dateWord(s) || p.doc.ZoneAt(int(p.doc.Tokens[s.First].Start)) == dateline.ZoneStamp {
			continue
		}
		if !p.free(s.First, s.Last) && !p.widen(&s) {
			continue
		}
		if s.Begin == BeginPerson {
			p.untitle(&s)
		}
		if s.First < s.Last && p.hasLetter(s.First, s.Last) {
			p.add(p.judge(s))
		}
	}
}

// widen frees the known names that lie within a recognised name that is
// longer; it reports whether the whole stretch is free then. A known name
// stands where the rest is but articles, roles, small letters or a demonym.
func (p *page) widen(s *Stretch) bool {
	for i := s.First; i < s.Last; i++ {
		k := p.taken[i]
		if k == 0 {
			continue
		}
		f := &p.all[k-1]
		if f.First < s.First || f.Last > s.Last || f.First == s.First && f.Last == s.Last {
			return false
		}
		if s.Begin == BeginPerson && f.Kind != dateline.Person && f.First > s.First {
			continue // "Michael Bloomberg"
		}
		if s.Begin == BeginPerson && f.Kind != dateline.Person || s.Begin == BeginPlace && f.Form == dateline.FormDemonym && f.Last < s.Last {
			s.First = f.Last
			return s.First < s.Last && p.free(s.First, s.Last)
		}
		if f.Form != dateline.FormDemonym && !p.adds(s.First, f.First) && !p.adds(f.Last, s.Last) {
			return false
		}
	}
	for i := s.First; i < s.Last; i++ {
		p.release(i)
	}
	return true
}

// adds tells whether tokens beside a known name make another name of it.
func (p *page) adds(first, last int) bool {
	for i := first; i < last; i++ {
		t := &p.view.toks[i]
		body := t.role>>4&3 == 1 && t.role>>6 == 0 // "Party"
		if p.capital(i) && (t.role == 0 || body) && !strings.EqualFold(p.word(i), "the") && (i+1 >= last || p.word(i+1) != "-") {
			return true
		}
	}
	return false
}

// within marks the states in the name of an event as words that only tell
// which ("the 1992 Iraq election"), and takes bodies out of it.
func (p *page) within(s Stretch) {
	for i := s.First; i < s.Last; i++ {
		k := p.taken[i]
		if k == 0 {
			continue
		}
		if f := &p.all[k-1]; f.Last-f.First < s.Last-s.First {
			if f.Kind == dateline.State {
				f.Form = dateline.FormDemonym
			} else {
				p.release(i)
			}
		}
	}
}

// trim cuts what is no part of a name off a stretch: small words at its ends,
// "city of", "northern"; and takes in what a hyphen joins to it.
func (p *page) trim(s *Stretch) {
	for s.First < s.Last-1 && !p.capital(s.First) && !particle(p.word(s.First)) {
		s.First++
	}
	for s.Last-1 > s.First && p.view.toks[s.Last-1].shape&(shapeLower|shapeOther) == shapeLower && !p.capital(s.Last-1) && p.word(s.Last-2) != "-" {
		s.Last--
	}
	if s.Begin != BeginPerson {
		if strings.EqualFold(p.word(s.First), "the") && s.Last-s.First > 1 {
			s.First++
		}
		return
	}
	for n := 0; n < 4 && particle(p.word(s.Last-1)) && s.Last < len(p.view.words) && p.capital(s.Last) && p.view.toks[s.Last].shape&shapeOther == 0; n++ {
		s.Last++
	}
	for s.Last+1 < len(p.view.words) && p.word(s.Last) == "-" && p.joined(s.Last) && p.joined(s.Last+1) && p.view.toks[s.Last+1].shape&(shapeLower|shapeInit) != 0 {
		s.Last += 2
	}
}

// joined tells whether nothing stands before token i and after the one before.
func (p *page) joined(i int) bool { return p.doc.Tokens[i].Start == p.doc.Tokens[i-1].End }

// particle tells whether a word in small letters may begin a name.
func particle(w string) bool {
	switch strings.ToLower(w) {
	case "al", "el", "an", "as", "ad", "ar", "ash", "az", "bin", "ibn", "abu", "von", "van", "de", "der", "di", "da", "du", "le", "la", "ben":
		return true
	}
	return strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "el-") || strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "l'")
}

// plain tells whether a recognised word of its own is rather a common word: it
// stands first in its sentence, no table has it, and it is no proper noun or is
// written small elsewhere on the page.
func (p *page) plain(s Stretch) bool {
	if s.Last-s.First > 1 || p.caps(s.First) {
		return false
	}
	t := &p.view.toks[s.First]
	if t.gaz != 0 || t.given == 1 {
		return false
	}
	x := p.doc.Tags[s.First].UPOS
	return t.doc&seenSmall != 0 && t.doc&seenCapital == 0 || x != text.PROPN && x != text.X && t.town == 0 && t.doc&seenCapital == 0
}

// mend corrects the recogniser's sort by what the page shows: a word after "in"
// or "near" that tables hold as a place is no person.
func (p *page) mend(s *Stretch) {
	if s.Last-s.First > 1 && rank(p.word(s.First)) {
		s.Begin = BeginPerson
	}
	var buf [64]byte
	if k := kinds()[string(lower(buf[:0], p.word(s.First)))]; k.kind == dateline.ArmedGroup && s.Last-s.First > 1 {
		s.Begin = BeginBody // "Jaish al-..."
	}
	if s.Begin != BeginPerson || s.First == 0 {
		return
	}
	t := &p.view.toks[s.First]
	if s.Last-s.First > 1 && t.given == 0 && t.town != 0 && t.town&7 == 2 && p.view.toks[s.Last-1].town == t.town&^7|3 && p.view.toks[s.First-1].role == 0 {
		s.Begin = BeginPlace // a town of several words, and no given name
	}
	switch strings.ToLower(p.word(s.First - 1)) {
	case "in", "near", "at", "around", "outside", "inside", "across":
		if t.given == 0 || t.town != 0 {
			s.Begin = BeginPlace
		}
	case "the":
		if s.Last-s.First == 1 && t.given == 0 && p.view.toks[s.First-1].low != t.low {
			s.Begin = BeginBody
		}
	}
}

// dateWord tells whether a name is but the name of a month or weekday.
func (p *page) dateWord(s Stretch) bool {
	if s.Last-s.First > 1 {
		return false
	}
	switch w := strings.ToLower(strings.TrimSuffix(p.word(s.First), ".")); w {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return s.Begin != BeginPerson || w != "april" && w != "june" && w != "may"
	}
	return false
}

func (p *page) hasLetter(first, last int) bool {
	for i := first; i < last; i++ {
		if p.capital(i) || p.view.toks[i].shape&shapeLower != 0 {
			return true
		}
	}
	return false
}

// untitle cuts roles and demonyms off the front of a person's name.
func (p *page) untitle(s *Stretch) {
	words := p.view.words[:s.Last]
	for s.First < s.Last-1 {
		if w := p.word(s.First); rank(w) || w == "." || len(gazetteer.Demonyms(w)) > 0 {
			s.First++
			continue
		}
		r, n := gazetteer.MatchRole(words, s.First)
		if n == 0 || s.First+n >= s.Last || r[0].Kind != gazetteer.Person {
			return
		}
		s.First += n
	}
}

// rank tells whether a word is a short form of a title or rank.
func rank(w string) bool {
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "mr", "mrs", "ms", "miss", "dr", "sir", "prof", "gen", "col", "maj", "capt", "lt", "sgt", "cpl", "brig", "adm", "cmdr", "cmdt", "sen", "rep", "gov", "rev", "msgr", "hon":
		return true
	}
	return false
}

// judge says what a recognised name is: by the tables where they hold just
// these words, else by its sort and its words.
func (p *page) judge(s Stretch) found {
	words := p.view.words[:s.Last]
	if hits, n := gazetteer.Match(words, s.First, p.caps(s.First)); n == s.Last-s.First {
		if f, ok := p.fitting(hits, s); ok {
			return f
		}
	}
	f := found{rule: "recogniser"}
	f.First, f.Last, f.Form = s.First, s.Last, dateline.FormName
	f.name = p.plainName(s.First, s.Last)
	switch s.Begin {
	case BeginPerson:
		f.Kind = dateline.Person
	case BeginPlace:
		f.Kind = dateline.PlaceName
	default:
		f.Kind, f.Sector = p.bodyKind(s.First, s.Last)
		f.Country = p.countryWithin(s.First, s.Last)
	}
	return f
}

// fitting picks the meaning that agrees with the recogniser's sort.
func (p *page) fitting(hits []gazetteer.Hit, s Stretch) (found, bool) {
	for k := range hits {
		h := &hits[k]
		switch kind := h.Entry.Kind; {
		case h.Form == gazetteer.Capital && s.Begin == BeginPlace:
			if p.acts(s.First, s.Last) {
				return p.of(h, s.First, s.Last), true
			}
			f := found{rule: "gazetteer"}
			f.First, f.Last, f.Form, f.Kind, f.Country = s.First, s.Last, dateline.FormName, dateline.PlaceName, h.Entry.Country
			f.name = p.plainName(s.First, s.Last)
			return f, true
		case kind == gazetteer.Person && s.Begin == BeginPerson,
			kind == gazetteer.State && s.Begin == BeginPlace,
			kind != gazetteer.Person && kind != gazetteer.State && s.Begin == BeginBody,
			h.Form == gazetteer.Capital && s.Begin == BeginBody,
			!h.Weak && kind != gazetteer.Person:
			return p.of(h, s.First, s.Last), true
		}
	}
	return found{}, false
}

// bodyKind is what the words of a body's name say of it.
func (p *page) bodyKind(first, last int) (dateline.NameKind, string) {
	end := last
	for i := first + 1; i < last; i++ {
		switch strings.ToLower(p.word(i)) {
		case "of", "for", "in", "on":
			end = min(end, i)
		}
	}
	var buf [64]byte
	for i := end - 1; i >= first; i-- {
		if k, ok := kinds()[string(lower(buf[:0], p.word(i)))]; ok {
			return k.kind, k.sector
		}
	}
	return dateline.Organization, ""
}

// countryWithin is the country that a demonym or state in a name gives it.
func (p *page) countryWithin(first, last int) string {
	words := p.view.words[:last]
	for i := first; i < last; i++ {
		hits, n := gazetteer.Match(words, i, p.caps(i))
		for _, h := range hits[:min(1, len(hits))] {
			if h.Entry.Kind == gazetteer.State && !h.Weak && n < last-first {
				return h.Entry.Country
			}
		}
	}
	return ""
}

// plainName is a stretch's words with single spaces, in ordinary case where
// the sentence is in capitals.
func (p *page) plainName(first, last int) string {
	words := strings.Join(strings.Fields(p.doc.SpanOf(first, last).Of(p.doc.Text)), " ")
	if p.caps(first) && last-first == 1 && len(words) < 6 && p.view.toks[first].town == 0 && p.view.toks[first].given == 0 && acronymic(words) {
		return words
	}
	if p.caps(first) || last-first == 1 && len(words) > 4 && p.view.toks[first].shape == shapeUpper && p.view.toks[first].town != 0 {
		return titled(words)
	}
	return words
}

// acronymic tells whether letters are hardly a word: none or all of them are
// vowels, or consonants end it ("FUTH", "ERP").
func acronymic(s string) bool {
	vowels, tail := 0, 0
	for i := 0; i < len(s); i++ {
		if strings.IndexByte("AEIOUY", s[i]) >= 0 {
			vowels, tail = vowels+1, 0
		} else {
			tail++
		}
	}
	return vowels == 0 || vowels == len(s) || tail > 1
}

// titled writes words in capitals with capitals at their beginnings.
func titled(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		low := strings.ToLower(w)
		switch low {
		case "of", "the", "and", "for", "in", "de", "del", "la", "al", "bin":
			if i > 0 {
				words[i] = low
				continue
			}
		}
		b := []byte(low)
		for k := range b {
			if (k == 0 || b[k-1] == '-' || b[k-1] == '\'') && 'a' <= b[k] && b[k] <= 'z' {
				b[k] -= 'a' - 'A'
			}
		}
		words[i] = string(b)
	}
	return strings.Join(words, " ")
}

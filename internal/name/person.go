package name

import (
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
)

// bearer is one person of the page under the fullest name.
type bearer struct {
	words []string // small letters
	name  string
	entry *gazetteer.Entry
	at    int // first mention
}

// persons gathers the mentions of persons under their fullest names.
func (p *page) persons() {
	var full []bearer
	for i := range p.all {
		f := &p.all[i]
		if f.Kind == dateline.Person && f.Last-f.First > 1 {
			full = p.fuller(full, p.bearer(i))
		}
	}
	for i := range p.all {
		f := &p.all[i]
		if f.Kind != dateline.Person {
			continue
		}
		b := p.bearer(i)
		if best := nearest(full, b); best != nil {
			f.name, f.entry = best.name, best.entry
		} else if e := p.holder(f); e != nil {
			f.name, f.entry, f.rule = e.Name, e, "holder of office"
		}
		if f.entry != nil {
			f.Country, f.Sector = f.entry.Country, f.entry.Sector
		}
	}
}

func (p *page) bearer(i int) bearer {
	f := &p.all[i]
	b := bearer{name: f.name, entry: f.entry, at: i}
	for k := f.First; k < f.Last; k++ {
		if w := strings.ToLower(p.word(k)); w != "-" && w != "." {
			b.words = append(b.words, w)
		}
	}
	return b
}

// fuller adds a person, or keeps the longer name of one that is there.
func (p *page) fuller(full []bearer, b bearer) []bearer {
	if len(b.words) == 0 {
		return full
	}
	for i := range full {
		if !same(full[i].words, b.words) {
			continue
		}
		if b.entry != nil && full[i].entry == nil || b.entry == nil && full[i].entry == nil && len(b.name) > len(full[i].name) {
			full[i].words, full[i].name, full[i].entry = b.words, b.name, b.entry
		}
		return full
	}
	return append(full, b)
}

// same tells whether two full names may be of one person: they end alike and
// begin alike, or by an initial, or one is the other with something left out.
func same(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a[len(a)-1] == b[len(b)-1] {
		return a[0] == b[0] || initial(a[0], b[0]) || initial(b[0], a[0])
	}
	return len(a) > 1 && len(b) > len(a) && strings.Join(b[:len(a)], " ") == strings.Join(a, " ")
}

func initial(a, b string) bool {
	return len(a) <= 2 && len(b) > 0 && a[0] == b[0]
}

// nearest is the person whose name a mention repeats, the last one named
// before it, or the first one after it.
func nearest(full []bearer, b bearer) *bearer {
	var best *bearer
	for i := range full {
		if !repeats(full[i].words, b.words) {
			continue
		}
		if best == nil || full[i].at <= b.at {
			best = &full[i]
		}
	}
	return best
}

// repeats tells whether words are the end of a full name, the whole of it, or
// its single first part that is no given name.
func repeats(full, words []string) bool {
	n := len(words)
	if n == 0 || n > len(full) {
		return n > 1 && same(full, words)
	}
	if strings.Join(full[len(full)-n:], " ") == strings.Join(words, " ") || n > 1 && same(full, words) {
		return true
	}
	if n != 1 {
		return false
	}
	for i, w := range full {
		if w == words[0] {
			_, given := gazetteer.GivenNameOf(w, true)
			return !given || i > 0 && i == len(full)-2
		}
	}
	return false
}

// holder is the one person whom the tables know by a surname that stands
// alone, in office on the day of the dispatch where that is known.
func (p *page) holder(f *found) *gazetteer.Entry {
	if f.Last-f.First > 2 {
		return nil
	}
	surname := p.plainName(f.First, f.Last)
	day, _, known := gazetteer.ParseDay(p.doc.Dispatch.Reference.Date)
	var only *gazetteer.Entry
	for _, e := range gazetteer.PersonsBySurname(surname) {
		if known && !inOffice(e.Name, day) {
			continue
		}
		if only != nil && only.Name != e.Name {
			return nil
		}
		only = e
	}
	return only
}

// inOffice tells whether a person holds any office on a day; a person of whom
// the tables know no office may.
func inOffice(name string, day gazetteer.Day) bool {
	all := gazetteer.Tenures(name)
	for _, t := range all {
		if t.Holds(day) {
			return true
		}
	}
	return len(all) == 0
}

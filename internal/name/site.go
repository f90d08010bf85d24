package name

import (
	_ "embed"
	"strings"
	"sync"

	"dateline"
	"dateline/internal/text"
)

//go:embed sites.tsv
var sitesTable string

// siteNouns are the nouns of somewhere people live; true for several.
var siteNouns = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	eachRow(sitesTable, func(c []string) { m[c[0]] = c[1] == "several" })
	return m
})

// site tells whether a noun is of somewhere people live: what is named beside
// it is a place.
func site(word string) (several, ok bool) {
	several, ok = siteNouns()[strings.ToLower(word)]
	return several, ok
}

// sited tells whether the words around a stretch say that it is a place: "the
// town of Abu Hamam", "in al-Salihiya neighbourhood".
func (p *page) sited(first, last int) bool {
	return p.siteBefore(first) || p.siteBehind(first, last)
}

// siteBefore looks for "the town of", over names joined before it.
func (p *page) siteBefore(first int) bool {
	i := first - 1
	for n := 0; n < maxSites && i > 1; n++ {
		switch w := strings.ToLower(p.word(i)); {
		case w == "of":
			several, ok := site(p.word(i - 1))
			return ok && (several || n == 0)
		case w != "and" && w != "," && w != "or":
			return false
		}
		i--
		if !p.run(i) {
			return false
		}
		for i > 1 && p.run(i) {
			i--
		}
	}
	return false
}

// maxSites is how many places of a list are looked back over.
const maxSites = 8

// siteBehind looks for a small noun of place behind a stretch that something
// lies in.
func (p *page) siteBehind(first, last int) bool {
	if first == 0 || last >= len(p.view.words) || p.capital(last) {
		return false
	}
	if _, ok := site(p.word(last)); !ok {
		return false
	}
	switch strings.ToLower(p.word(first - 1)) {
	case "in", "on", "at", "of", "near", "from", "around", "outside", "across", "into", "targeted", "shelled", "the":
		return true
	}
	return false
}

// run tells whether token i is a word of a name.
func (p *page) run(i int) bool {
	if i < 0 || i >= len(p.view.words) {
		return false
	}
	return p.capital(i) || p.word(i) == "-" || strings.EqualFold(p.word(i), "al") || strings.EqualFold(p.word(i), "el")
}

// sites adds the places whose neighbours name them so and that nothing else
// found.
func (p *page) sites() {
	for _, s := range p.doc.Sentences {
		if s.Caps || s.Title {
			continue
		}
		for i := s.First + 1; i < s.Last; i++ {
			if !p.capital(i) || p.taken[i] != 0 || p.run(i-1) || p.doc.Tags[i].UPOS != text.PROPN {
				continue
			}
			end := i + 1
			for end < s.Last && end < i+maxSite && p.run(end) && p.taken[end] == 0 {
				end++
			}
			if end < s.Last && p.taken[end] != 0 && p.run(end) || !p.sited(i, end) {
				continue
			}
			p.add(p.judge(Stretch{First: i, Last: end, Begin: BeginPlace}))
			p.all[len(p.all)-1].Kind = dateline.PlaceName
		}
	}
}

// maxSite is the longest place that is taken for its neighbours' word alone.
const maxSite = 5

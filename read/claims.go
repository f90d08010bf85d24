package read

import (
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// claims are the offices that a dispatch gives to persons right before their
// names ("Ukrainian President Petro Poroshenko"), as far as the tables of
// offices know the persons. Former and coming holders make no claim.
func claims(doc *text.Doc) []gazetteer.Claim {
	words := make([]string, len(doc.Tokens))
	for i := range words {
		words[i] = doc.Word(i)
	}
	var out []gazetteer.Claim
	for _, s := range doc.Sentences {
		if z := doc.ZoneAt(int(doc.Tokens[s.First].Start)); z != dateline.ZoneBody && z != dateline.ZoneBackground && z != dateline.ZoneDateline {
			continue
		}
		for i := s.First; i < s.Last; i++ {
			role, n := gazetteer.MatchRole(words[:s.Last], i)
			if n == 0 || i+n >= s.Last {
				continue
			}
			if c, ok := claim(words[s.First:s.Last], i-s.First, n, role, s.Caps); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// claim reads the person after the role of n words at words[i] and the
// country before it.
func claim(words []string, i, n int, roles []gazetteer.Role, caps bool) (c gazetteer.Claim, ok bool) {
	hits, length := gazetteer.Match(words, i+n, caps)
	for _, h := range hits {
		if h.Entry.Kind == gazetteer.Person {
			c.Person = h.Entry.Name
		}
	}
	if length < 2 || c.Person == "" || len(gazetteer.Tenures(c.Person)) == 0 {
		return c, false
	}
	for _, r := range roles {
		if r.Kind == gazetteer.Person && (r.Class == "head-of-state" || r.Class == "head-of-government" || r.Class == "foreign-minister" || r.Class == "defence-minister") {
			c.Office = r.Class
		}
	}
	before := i - 1
	if before >= 0 {
		if lands := gazetteer.Demonyms(words[before]); len(lands) == 1 {
			c.Country = lands[0].Country
			before--
		}
	}
	return c, c.Office != "" && (before < 0 || !past(words[before]))
}

// past tells whether a word before an office says that it is not held now.
func past(w string) bool {
	switch strings.ToLower(w) {
	case "former", "ex", "ex-", "-", "then", "late", "ousted", "deposed", "future", "incoming", "outgoing", "elected", "past", "previous", "vice", "deputy":
		return true
	}
	return false
}

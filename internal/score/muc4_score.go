package score

import (
	"slices"
	"strings"
)

// MUCScore gathers how incidents fit keys.
type MUCScore struct {
	Incidents               Count
	Irrelevant, Silent      int // messages without a template; and without an incident found
	Dated, DateRight        int // matched incidents whose key gives a day; with that day
	Located, Country        int
	WithTown, TownRight     int
	Victims                 Count // number and effect, over all templates and incidents
	VictimsMatched          Count // over incidents that match a template, and their templates
	Messages, RelevantFound int
	RelevantGold            int
}

// Add scores one message. Optional templates count where they are found alone.
func (s *MUCScore) Add(m *MUCMessage, found []Incident) {
	s.Messages++
	if len(m.Templates) == 0 {
		s.Irrelevant++
		if len(found) == 0 {
			s.Silent++
		}
	} else {
		s.RelevantGold++
		if len(found) > 0 {
			s.RelevantFound++
		}
	}
	used := make([]bool, len(found))
	for i := range m.Templates {
		t := &m.Templates[i]
		k := bestIncident(t, found, used)
		if k < 0 {
			if !t.Optional {
				s.Incidents.Gold++
				s.Victims.Gold += len(t.victims())
			}
			continue
		}
		v := victimsOf(t.victims(), found[k].Victims)
		s.Victims.plus(v)
		s.VictimsMatched.plus(v)
		used[k] = true
		s.Incidents.Gold++
		s.Incidents.Right++
		s.slots(t, &found[k])
	}
	s.Incidents.Found += len(found)
	for k := range found {
		if !used[k] {
			s.Victims.Found += len(found[k].Victims)
		}
	}
}

// bestIncident is the unused incident of the template's type that shares most
// of its date and place; -1 when there is none.
func bestIncident(t *MUCTemplate, found []Incident, used []bool) int {
	best, bestFit := -1, -1
	for k := range found {
		if used[k] || !slices.Contains(alternatives(t.Slots[MUCType]), found[k].Type) {
			continue
		}
		fit := 0
		if from, to := mucDays(t.Slots[MUCDate]); from != "" && from <= found[k].Date && found[k].Date <= to {
			fit += 2
		}
		if townOf(t, found[k].Town) {
			fit += 2
		}
		if fit > bestFit {
			best, bestFit = k, fit
		}
	}
	return best
}

func alternatives(fillers []string) []string {
	var out []string
	for _, f := range fillers {
		for a := range strings.SplitSeq(f, " / ") {
			out = append(out, strings.TrimSpace(a))
		}
	}
	return out
}

func (s *MUCScore) slots(t *MUCTemplate, in *Incident) {
	if from, to := mucDays(t.Slots[MUCDate]); from != "" {
		s.Dated++
		if from <= in.Date && in.Date <= to {
			s.DateRight++
		}
	}
	if len(t.Slots[MUCLocation]) == 0 {
		return
	}
	s.Located++
	country, rest, _ := strings.Cut(t.Slots[MUCLocation][0], ":")
	if in.Country != "" && mucCountry[strings.TrimSpace(strings.Trim(country, "? "))] == in.Country {
		s.Country++
	}
	if strings.Contains(rest, "(CITY)") || strings.Contains(rest, "(TOWN)") {
		s.WithTown++
		if townOf(t, in.Town) {
			s.TownRight++
		}
	}
}

func townOf(t *MUCTemplate, town string) bool {
	return town != "" && len(t.Slots[MUCLocation]) > 0 && strings.Contains(t.Slots[MUCLocation][0], strings.ToUpper(plainLetters(town)))
}

// plainLetters takes the accents of Spanish off.
func plainLetters(s string) string {
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ñ", "n", "ü", "u", "Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U", "Ñ", "N").Replace(s)
}

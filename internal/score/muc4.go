package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// MUCTemplate is one incident of a MUC-3/4 key. Slots hold their fillers as
// they stand: alternatives with " / " between them; none where the key has
// "-" or "*".
type MUCTemplate struct {
	Optional bool
	Slots    [25][]string // by slot number: 2 date, 3 location, 4 type ... 24 total number
}

// MUCMessage is a dispatch of the MUC-3/4 corpora with its key.
type MUCMessage struct {
	ID, Text  string
	Templates []MUCTemplate // none: the message is irrelevant
}

// Slots of a MUC-4 template.
const (
	MUCDate     = 2
	MUCLocation = 3
	MUCType     = 4
	MUCStage    = 5
	MUCHumName  = 18
	MUCHumDesc  = 19
	MUCHumNum   = 21
	MUCHumEff   = 23
	MUCHumTotal = 24
)

// ReadMUCTexts reads a file of messages.
func ReadMUCTexts(r io.Reader) ([]MUCMessage, error) {
	in := bufio.NewScanner(r)
	var out []MUCMessage
	var b strings.Builder
	flush := func() {
		if len(out) > 0 {
			out[len(out)-1].Text = strings.TrimSpace(b.String())
		}
		b.Reset()
	}
	for in.Scan() {
		line := in.Text()
		if id, _, ok := strings.Cut(line, " ("); (strings.HasPrefix(line, "DEV-MUC") || strings.HasPrefix(line, "TST")) && ok {
			flush()
			out = append(out, MUCMessage{ID: strings.TrimSpace(id)})
			continue
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	flush()
	return out, in.Err()
}

// ReadMUCKeys reads a file of keys into templates by message id. A message
// whose key says that it is irrelevant has an empty list.
func ReadMUCKeys(r io.Reader) (map[string][]MUCTemplate, error) {
	in := bufio.NewScanner(r)
	out := map[string][]MUCTemplate{}
	id, slot := "", -1
	var t *MUCTemplate
	keep := func() {
		if t != nil {
			out[id] = append(out[id], *t)
		}
		t = nil
	}
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, ";") {
			continue
		}
		value := ""
		if len(line) > 36 {
			value = strings.TrimSpace(line[36:])
		}
		if num, _, ok := strings.Cut(line, "."); ok && len(num) <= 2 {
			k, err := strconv.Atoi(num)
			if err != nil || k > 24 {
				return nil, fmt.Errorf("line %d: slot %q", n, num)
			}
			slot = k
			switch slot {
			case 0:
				keep()
				id, _, _ = strings.Cut(value, " ")
				if out[id] == nil {
					out[id] = []MUCTemplate{}
				}
				continue
			case 1:
				if value != "*" {
					t = &MUCTemplate{Optional: strings.Contains(value, "OPTIONAL")}
				}
				continue
			}
		}
		if t != nil && slot > 1 && value != "" && value != "-" && value != "*" {
			t.Slots[slot] = append(t.Slots[slot], value)
		}
	}
	keep()
	return out, in.Err()
}

// Incident is what a reading says of one incident of violence in MUC-4's terms.
type Incident struct {
	Type      string // ATTACK BOMBING KIDNAPPING ARSON HIJACKING
	Date      string // first day, YYYY-MM-DD; "" when unknown
	Country   string // ISO 3166 alpha-3
	Town      string
	ByDefault bool // the date is the dispatch's own
}

// IncidentsOf are the incidents of a reading that MUC-4's rules of relevance
// take: violence that happened, not between armed forces and guerrillas, and
// not by the forces of a state against them.
func IncidentsOf(r *dateline.Reading) []Incident {
	var out []Incident
	for i := range r.Events {
		e := &r.Events[i]
		if e.Type != dateline.Assault || e.Status != dateline.Actual && e.Status != dateline.Ongoing || e.Symmetric || !relevant(r, e) {
			continue
		}
		d := r.Dispatch.Dateline
		in := Incident{Type: mucType(r, e), ByDefault: e.Doubt == dateline.DoubtDateByDefault || d != nil && d.Date == e.Date}
		for _, d := range r.Dates {
			if d.ID == e.Date && len(d.From) >= 10 {
				in.Date = d.From[:10]
			}
		}
		for _, p := range r.Places {
			if p.ID == e.Place {
				in.Country = p.Country
				if p.Precision == dateline.AtTown || p.Precision == dateline.AtPoint {
					in.Town = p.Name
				}
			}
		}
		if in.Country == "" {
			in.Country = homeOf(r, e)
		}
		out = addIncident(out, in)
	}
	return out
}

// homeOf is the country of an act whose place is not told: that of its parties,
// else the one that most places of the dispatch lie in.
func homeOf(r *dateline.Reading, e *dateline.Event) string {
	for _, ids := range [][]string{e.Targets, e.Actors} {
		for i := range r.Names {
			if n := &r.Names[i]; n.Country != "" && n.Country != "USA" && contains(ids, n.ID) {
				return n.Country
			}
		}
	}
	count := map[string]int{}
	best := ""
	for _, p := range r.Places {
		count[p.Country]++
		if p.Country != "" && (best == "" || count[p.Country] > count[best]) {
			best = p.Country
		}
	}
	return best
}

// addIncident joins an incident to one of its type that nothing tells from it.
func addIncident(out []Incident, in Incident) []Incident {
	for k := range out {
		o := &out[k]
		if o.Type != in.Type && !(o.Type == "ATTACK" || in.Type == "ATTACK") ||
			o.Town != "" && in.Town != "" && o.Town != in.Town ||
			!o.ByDefault && !in.ByDefault && o.Date != "" && in.Date != "" && o.Date != in.Date {
			continue
		}
		if o.Type == "ATTACK" {
			o.Type = in.Type
		}
		if o.Town == "" {
			o.Town, o.Country = in.Town, in.Country
		}
		if o.ByDefault && !in.ByDefault {
			o.Date, o.ByDefault = in.Date, false
		}
		return out
	}
	return append(out, in)
}

// relevant tells whether an act is no fight between armed sides.
func relevant(r *dateline.Reading, e *dateline.Event) bool {
	sector := func(id string) string {
		for i := range r.Names {
			if r.Names[i].ID == id {
				return r.Names[i].Sector
			}
		}
		return ""
	}
	for _, a := range e.Actors {
		switch sector(a) {
		case "MIL", "GOV", "COP", "SPY":
			return false
		}
	}
	armed := len(e.Targets) > 0
	for _, t := range e.Targets {
		switch sector(t) {
		case "MIL", "REB", "UAF", "COP":
		default:
			armed = false
		}
	}
	return !armed && (len(e.Targets) > 0 || e.Place != "" && (len(e.Actors) == 0 || e.Mode == "explosives"))
}

func mucType(r *dateline.Reading, e *dateline.Event) string {
	word := strings.ToLower(e.Trigger.Text)
	if word == "" {
		word = strings.ToLower(e.Trigger.Of(r.Dispatch.Text))
	}
	switch {
	case e.Mode == "abduct" && strings.HasPrefix(word, "hijack"):
		return "HIJACKING"
	case e.Mode == "abduct":
		return "KIDNAPPING"
	case e.Mode == "explosives" || e.Mode == "suicide-attack" || strings.HasPrefix(word, "bomb") || strings.HasPrefix(word, "dynamit"):
		return "BOMBING"
	case strings.HasPrefix(word, "burn") || strings.HasPrefix(word, "torch"):
		return "ARSON"
	}
	return "ATTACK"
}

// MUCScore gathers how incidents fit keys.
type MUCScore struct {
	Incidents               Count
	Irrelevant, Silent      int // messages without a template; and without an incident found
	Dated, DateRight        int // matched incidents whose key gives a day; with that day
	Located, Country        int
	WithTown, TownRight     int
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
			}
			continue
		}
		used[k] = true
		s.Incidents.Gold++
		s.Incidents.Right++
		s.slots(t, &found[k])
	}
	s.Incidents.Found += len(found)
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

var mucCountry = map[string]string{"EL SALVADOR": "SLV", "COLOMBIA": "COL", "PERU": "PER", "CHILE": "CHL", "GUATEMALA": "GTM",
	"HONDURAS": "HND", "BOLIVIA": "BOL", "ARGENTINA": "ARG", "NICARAGUA": "NIC", "PANAMA": "PAN", "ECUADOR": "ECU", "COSTA RICA": "CRI",
	"VENEZUELA": "VEN", "BRAZIL": "BRA", "URUGUAY": "URY", "PARAGUAY": "PRY", "MEXICO": "MEX", "SPAIN": "ESP", "UNITED STATES": "USA",
	"CUBA": "CUB", "HAITI": "HTI", "DOMINICAN REPUBLIC": "DOM", "BELIZE": "BLZ", "LEBANON": "LBN"}

// mucDays is the stretch of days of a date slot ("30 DEC 89", "28 DEC 89 - 03
// JAN 90", "- 04 MAR 90"); empty when there is none.
func mucDays(fillers []string) (from, to string) {
	if len(fillers) == 0 {
		return "", ""
	}
	value, _, _ := strings.Cut(fillers[0], " / ")
	a, b, ranged := strings.Cut(value, "- ")
	day := func(s string) string {
		s = strings.Trim(strings.TrimSpace(s), "()? ")
		if d, err := time.Parse("2 Jan 06", s); err == nil {
			return d.Format(time.DateOnly)
		}
		return ""
	}
	if !ranged {
		return day(a), day(a)
	}
	from, to = day(a), day(b)
	if from == "" && to != "" {
		from = "1900-01-01"
	}
	return from, to
}

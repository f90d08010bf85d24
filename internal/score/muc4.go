package score

import (
	"strings"

	"dateline"
)

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

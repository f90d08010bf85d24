package score

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"dateline"
)

// GoldAct is one act of a PETRARCH record: PLOVER type and the countries of
// actor and target, "" where the code names none.
type GoldAct struct{ Type, Source, Target string }

// ReadPETR reads the records of a PETRARCH validation file that have a text.
// Statements (CAMEO 01) are no events and left out of the gold.
func ReadPETR(r io.Reader) ([]GoldEvent, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	var out []GoldEvent
	for _, block := range bytes.Split(text, []byte("<Sentence "))[1:] {
		_, body, ok := bytes.Cut(block, []byte("<Text>"))
		if !ok {
			continue
		}
		body, _, _ = bytes.Cut(body, []byte("</Text>"))
		g := GoldEvent{Text: unescape(strings.Join(strings.Fields(string(body)), " "))}
		if g.Text == "" {
			continue
		}
		for _, c := range bytes.Split(block, []byte("<EventCoding "))[1:] {
			tag, _, _ := bytes.Cut(c, []byte(">"))
			code := attribute(tag, "eventcode")
			a := GoldAct{string(TypeOfCAMEO(code)), countryOfCode(attribute(tag, "sourcecode")), countryOfCode(attribute(tag, "targetcode"))}
			switch {
			case a.Type != "" && !slices.Contains(g.Acts, a):
				g.Acts = append(g.Acts, a)
			case strings.HasPrefix(code, "01"):
				g.Said = append(g.Said, a)
			}
		}
		out = append(out, g)
	}
	if len(out) == 0 {
		return nil, errors.New("no records")
	}
	return out, nil
}

func unescape(s string) string {
	var v struct {
		S string `xml:",chardata"`
	}
	if xml.Unmarshal([]byte("<a>"+s+"</a>"), &v) == nil {
		return v.S
	}
	return s
}

func attribute(tag []byte, name string) string {
	_, rest, ok := bytes.Cut(tag, []byte(name+"=\""))
	if !ok {
		return ""
	}
	v, _, _ := bytes.Cut(rest, []byte("\""))
	return string(v)
}

// TypeOfCAMEO is the PLOVER type of a CAMEO code (Schrodt 2021); "" for
// statements and codes that have none.
func TypeOfCAMEO(code string) dateline.EventType {
	if len(code) < 2 {
		return ""
	}
	types := map[string]dateline.EventType{"02": dateline.Request, "03": dateline.Agree, "04": dateline.Consult, "05": dateline.Support,
		"06": dateline.Cooperate, "07": dateline.Aid, "08": dateline.Concede, "09": dateline.Accuse, "10": dateline.Request,
		"11": dateline.Accuse, "12": dateline.Reject, "13": dateline.Threaten, "14": dateline.Protest, "15": dateline.Mobilize,
		"16": dateline.Sanction, "17": dateline.Coerce, "18": dateline.Assault, "19": dateline.Assault, "20": dateline.Assault}
	return types[code[:2]]
}

// countryOfCode is the country of a CAMEO actor code; "" for international
// bodies and unknown countries.
func countryOfCode(code string) string {
	if len(code) < 3 {
		return ""
	}
	switch code[:3] {
	case "---", "IGO", "NGO", "IMG", "MUL", "NGM", "MNC":
		return ""
	}
	return code[:3]
}

// An Act is what a coder of CAMEO writes of an event: countries of actor and
// target, and the type; Or is a second type under which the code may be filed.
type Act struct {
	GoldAct
	Or   string
	Twin bool // the other direction of a reciprocal act
}

// ActsOf are the acts of a reading as a coder of CAMEO writes them, who keeps
// dyads of who did what to whom and has no status beside the code:
//
//   - every actor with every target once, both ways for reciprocal acts; an
//     event without a second party is no dyad and not written
//   - what is only possible or conditional is not written; nor what is content
//     of an act of its own ("asked Obama to help Iran", "threatened to attack")
//   - what is planned may stand under its own type or that of the intent
//     (IntentOf); help or talks that are denied are a REJECT, force that is
//     denied is not written
//   - harm that somebody says another did, with the speaker first ("Chad said
//     that rebels shelled the town"), is an ACCUSE of the one by the other
//   - what is promised or threatened may stand under the type of the promise or
//     threat or under that of its content
//   - RETREAT counts as CONCEDE, since CAMEO 08 holds both
func ActsOf(r *dateline.Reading) []Act {
	w := writer{country: map[string]string{}}
	for i := range r.Names {
		w.country[r.Names[i].ID] = r.Names[i].Country
	}
	for i := range r.Events {
		e := &r.Events[i]
		types := [2]string{string(e.Type), string(IntentOf(e))}
		switch {
		case e.Status == dateline.Possible || e.Status == dateline.Conditional || contained(r, i):
			continue
		case e.Status == dateline.Denied:
			if types = [2]string{types[1], ""}; types[0] == "" {
				continue
			}
		}
		if s := accuser(r, e); s != "" {
			for _, a := range e.Actors {
				w.write([2]string{string(dateline.Accuse)}, w.country[s], w.country[a])
			}
			continue
		}
		if t := content(r, i); t != "" {
			types[1] = t
		}
		w.event(e, types)
	}
	return w.acts
}

// content is the type of the act that an event promises or threatens, "" where
// it is no such event.
func content(r *dateline.Reading, i int) string {
	e := &r.Events[i]
	if e.Type != dateline.Agree && e.Type != dateline.Threaten {
		return ""
	}
	for k := range r.Events {
		if o := &r.Events[k]; k != i && o.Status == dateline.Planned && len(e.Evidence) > 0 && e.Evidence[0].Contains(o.Trigger) && e.Trigger.Start < o.Trigger.Start {
			if o.Type == dateline.Retreat {
				return string(dateline.Concede)
			}
			return string(o.Type)
		}
	}
	return ""
}

// writer gathers acts, each once.
type writer struct {
	country map[string]string // by id of a name
	acts    []Act
}

func (w *writer) write(types [2]string, a, b string) {
	for i, t := range types {
		if t == string(dateline.Retreat) {
			types[i] = string(dateline.Concede)
		}
	}
	x := Act{GoldAct: GoldAct{types[0], a, b}, Or: types[1]}
	if !slices.ContainsFunc(w.acts, func(y Act) bool { return x.GoldAct == y.GoldAct && x.Or == y.Or }) {
		w.acts = append(w.acts, x)
	}
}

// event writes the dyads of an event.
func (w *writer) event(e *dateline.Event, types [2]string) {
	for k, a := range e.Actors {
		if e.Symmetric {
			for l, b := range e.Actors {
				if n := len(w.acts); k != l {
					w.write(types, w.country[a], w.country[b])
					if len(w.acts) > n && k > l {
						w.acts[n].Twin = true
					}
				}
			}
		}
		for _, b := range e.Targets {
			w.write(types, w.country[a], w.country[b])
		}
	}
}

// contained tells whether an event that is not told as a fact is the content of
// another act that is.
func contained(r *dateline.Reading, i int) bool {
	e := &r.Events[i]
	if e.Status != dateline.Planned && e.Status != dateline.Denied {
		return false
	}
	for k := range r.Events {
		o := &r.Events[k]
		switch o.Type {
		case dateline.Agree, dateline.Request, dateline.Threaten, dateline.Reject, dateline.Concede:
		default:
			continue
		}
		if k != i && len(o.Evidence) > 0 && o.Evidence[0].Contains(e.Trigger) && o.Trigger.Start < e.Trigger.Start {
			return true
		}
	}
	return false
}

// accuser is who says first that another did harm, "" for nobody.
func accuser(r *dateline.Reading, e *dateline.Event) string {
	if e.Type != dateline.Assault && e.Type != dateline.Coerce || e.Statement == "" || len(e.Actors) == 0 {
		return ""
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		if s.ID == e.Statement && s.Speaker != "" && s.SpeakerSpan != nil && s.SpeakerSpan.Start < e.Trigger.Start && !contains(e.Actors, s.Speaker) && s.Basis != dateline.ByMedia {
			return s.Speaker
		}
	}
	return ""
}

// bareActs are the dyads of all events, whatever their status, and with them
// events that have one party only.
func bareActs(r *dateline.Reading) []Act {
	w := writer{country: map[string]string{}}
	for i := range r.Names {
		w.country[r.Names[i].ID] = r.Names[i].Country
	}
	for i := range r.Events {
		e := &r.Events[i]
		types := [2]string{string(e.Type)}
		w.event(e, types)
		if len(e.Actors)*len(e.Targets) == 0 && (!e.Symmetric || len(e.Actors) < 2) {
			for _, a := range e.Actors {
				w.write(types, w.country[a], "")
			}
			for _, b := range e.Targets {
				w.write(types, "", w.country[b])
			}
		}
	}
	return w.acts
}

// AddPETR scores the acts of one sentence. An act found where the gold has a
// statement of the same source is neither right nor wrong, nor is an act of
// which neither party has a country, in gold and found.
func (s *EventScore) AddPETR(g *GoldEvent, r *dateline.Reading) {
	s.Sentences++
	s.Events += len(r.Events)
	nowhere := func(a GoldAct) bool { return a.Source == "" && a.Target == "" }
	s.Acts.add(slices.DeleteFunc(slices.Clone(g.Acts), nowhere), slices.DeleteFunc(ActsOf(r), func(a Act) bool {
		return nowhere(a.GoldAct) || slices.ContainsFunc(g.Said, func(b GoldAct) bool { return a.Source == b.Source })
	}))
	s.Bare.add(g.Acts, bareActs(r))
}

// add counts acts found against the gold's. Of a reciprocal act gold writes
// both directions or one: the other is counted only where the gold has it.
func (c *Count) add(gold []GoldAct, found []Act) {
	c.Gold += len(gold)
	used := make([]bool, len(found))
	for _, a := range gold {
		for k, b := range found {
			if !used[k] && a.Source == b.Source && a.Target == b.Target && (a.Type == b.Type || a.Type == b.Or) {
				used[k] = true
				c.Right++
				break
			}
		}
	}
	for k, b := range found {
		if used[k] || !b.Twin {
			c.Found++
		}
	}
}

package score

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// MUCVictim is one line of victims: how many, and what became of them.
type MUCVictim struct {
	Number string // "3", "3-", "-3", "~3", "3-5", "PLURAL"
	Effect string // DEATH INJURY
	who    string // what tells two lines apart
	named  bool   // a person by name
	role   bool   // somebody by office or trade alone, whom another line may name
}

// victims are the figures of an event and the single persons that it befell.
func (x *incidents) victims(e *dateline.Event) []MUCVictim {
	var out []MUCVictim
	add := func(v MUCVictim) {
		for k := range out {
			if out[k].sameAs(&v) {
				return
			}
		}
		out = append(out, v)
	}
	for i := range x.r.Figures {
		f := &x.r.Figures[i]
		effect, ok := mucEffects[f.Measure]
		if ok && x.ofEvent(f, e) && (f.High == nil || *f.High > 0) && (f.Scope == nil || !f.Scope.Cumulative) {
			v := MUCVictim{Number: mucNumber(f), Effect: effect, who: x.whoOf(f)}
			n := x.names[v.who]
			v.named = n != nil && n.Kind == dateline.Person
			if v.Number != "1" || n != nil || f.Who != "" {
				add(v)
			}
		}
	}
	effect := ""
	switch {
	case x.begins("death", e):
		effect = "DEATH"
	case x.begins("injury", e):
		effect = "INJURY"
	default:
		return out
	}
	for _, id := range e.Targets {
		n := x.names[id]
		switch {
		case n == nil:
		case x.one(n) && (n.Kind == dateline.Person || !x.counted(e)):
			add(MUCVictim{Number: "1", Effect: effect, who: id, named: n.Kind == dateline.Person, role: n.Kind != dateline.Person})
		case n.Kind == dateline.Group && !x.general(n) && !x.armed(id) && !x.counted(e):
			add(MUCVictim{Number: "PLURAL", Effect: effect, who: strings.ToLower(n.Name)})
		}
	}
	return out
}

// strayBytes is how far from an incident's words a figure stands at most that
// belongs to it though its own sentence tells of no act.
const strayBytes = 300

// strays gives the figures of sentences without an act to the nearest incident.
func (x *incidents) strays() {
	for i := range x.r.Figures {
		f := &x.r.Figures[i]
		effect, ok := mucEffects[f.Measure]
		if !ok || f.High != nil && *f.High == 0 || len(f.Evidence) == 0 || x.hasAct(f) {
			continue
		}
		best, at := strayBytes, -1
		for k := range x.out {
			for _, id := range x.out[k].Events {
				if d := f.Evidence[0].Start - x.events[id].Trigger.Start; d >= 0 && d < best {
					best, at = d, k
				}
			}
		}
		v := MUCVictim{Number: mucNumber(f), Effect: effect, who: x.whoOf(f)}
		n := x.names[v.who]
		v.named = n != nil && n.Kind == dateline.Person
		if at >= 0 && (v.Number != "1" || n != nil || f.Who != "") && !slices.ContainsFunc(x.out[at].Victims, func(w MUCVictim) bool { return w.sameAs(&v) }) {
			x.out[at].Victims = append(x.out[at].Victims, v)
		}
	}
}

// hasAct tells whether the sentence of a figure tells of an act of violence.
func (x *incidents) hasAct(f *dateline.Figure) bool {
	for i := range x.r.Events {
		if e := &x.r.Events[i]; e.Type == dateline.Assault && x.ofEvent(f, e) {
			return true
		}
	}
	return false
}

// told takes out lines that another line tells better: somebody by office
// where a person is named, the wound of one who died, a name that is part of
// another, "some" where another line says how many, and the total of those
// who are named one by one.
func (x *incidents) told(vs []MUCVictim) []MUCVictim {
	name := func(v *MUCVictim) string {
		if n := x.names[v.who]; n != nil {
			return strings.ToLower(n.Name)
		}
		return v.who
	}
	single := map[string]int{}
	for i := range vs {
		if vs[i].named {
			single[vs[i].Effect]++
		}
	}
	return slices.DeleteFunc(slices.Clone(vs), func(v MUCVictim) bool {
		if n, err := strconv.Atoi(v.Number); err == nil && n > 2 && n == single[v.Effect] {
			return true // a total, which a key has in a slot of its own
		}
		return slices.ContainsFunc(vs, func(w MUCVictim) bool {
			switch {
			case v.role && w.named && v.Effect == w.Effect:
				return true
			case v.named && w.named && v.who == w.who:
				return v.Effect == "INJURY" && w.Effect == "DEATH"
			case v.named && w.named && len(name(&v)) < len(name(&w)) && v.Effect == w.Effect:
				return strings.Contains(name(&w), name(&v))
			}
			return v.Number == "PLURAL" && w.Number != "PLURAL" && w.Number != "1" && v.Effect == w.Effect
		})
	})
}

// mucEffects are the effects that figures of a measure tell of.
var mucEffects = map[string]string{"killed": "DEATH", "executed": "DEATH", "injured": "INJURY"}

// sameAs tells whether two lines are of the same victims.
func (v *MUCVictim) sameAs(w *MUCVictim) bool {
	return v.Effect == w.Effect && v.who == w.who && v.who != "" || v.Effect == w.Effect && v.Number == w.Number && v.Number != "1"
}

// whoOf tells whom a figure counts: the name that it is, of a single person,
// else the words.
func (x *incidents) whoOf(f *dateline.Figure) string {
	if f.Low == nil || f.High == nil || *f.Low != 1 || *f.High != 1 {
		return strings.ToLower(f.Who)
	}
	for i := range x.r.Names {
		for _, m := range x.r.Names[i].Mentions {
			if len(f.Evidence) > 0 && f.Evidence[0].Contains(m.Span) && strings.HasSuffix(strings.ToLower(f.Wording), strings.ToLower(m.Span.Of(x.r.Dispatch.Text))) {
				return x.r.Names[i].ID
			}
		}
	}
	return strings.ToLower(f.Wording)
}

// one tells whether a name is that of a single person.
func (x *incidents) one(n *dateline.Name) bool {
	switch n.Kind {
	case dateline.Person, dateline.Office:
		return true
	case dateline.Group:
		w := strings.ToLower(n.Name)
		w = w[strings.LastIndexByte(w, ' ')+1:]
		return !strings.HasSuffix(w, "s") && !x.words["general"][w] && !x.words["armed"][w]
	}
	return false
}

// mucNumber writes the bounds of a figure as a key does.
func mucNumber(f *dateline.Figure) string {
	n := func(v *float64) string { return strconv.FormatFloat(*v, 'f', -1, 64) }
	switch {
	case f.Low == nil && f.High == nil:
		return "PLURAL"
	case f.High == nil:
		return n(f.Low) + "-"
	case f.Low == nil:
		return "-" + n(f.High)
	case *f.Low != *f.High:
		return n(f.Low) + "-" + n(f.High)
	case f.Approx:
		return "~" + n(f.Low)
	}
	return n(f.Low)
}

// goldVictim is one line of victims of a key, with its alternatives.
type goldVictim struct{ numbers, effects []string }

// victims joins the numbers of a template to the effects on the same people.
// Lines that say nothing of an effect, as of those kidnapped, are left out.
func (t *MUCTemplate) victims() []goldVictim {
	effects := map[string][]string{}
	for _, f := range t.Slots[MUCHumEff] {
		what, whom, _ := strings.Cut(f, ":")
		effects[referent(whom)] = append(effects[referent(whom)], options(what)...)
	}
	var out []goldVictim
	for _, f := range t.Slots[MUCHumNum] {
		what, whom, ok := strings.Cut(f, ":")
		if !ok {
			continue
		}
		if g := (goldVictim{options(what), effects[referent(whom)]}); len(g.effects) > 0 && g.effects[0] != "-" {
			out = append(out, g)
		}
	}
	return out
}

func referent(s string) string { return strings.TrimSpace(s) }

// options are the alternatives of a filler.
func options(s string) []string {
	var out []string
	for a := range strings.SplitSeq(strings.Trim(s, "() "), "/") {
		out = append(out, strings.Trim(a, "?() "))
	}
	return out
}

// fits tells whether number and effect are among the line's.
func (g *goldVictim) fits(v *MUCVictim) bool {
	return slices.Contains(g.numbers, v.Number) && slices.Contains(g.effects, v.Effect)
}

// victimsOf scores the victims of an incident against those of a template.
func victimsOf(gold []goldVictim, found []MUCVictim) (c Count) {
	c.Gold, c.Found = len(gold), len(found)
	used := make([]bool, len(found))
	for i := range gold {
		for k := range found {
			if !used[k] && gold[i].fits(&found[k]) {
				used[k] = true
				c.Right++
				break
			}
		}
	}
	return c
}

func (c *Count) plus(d Count) {
	c.Right, c.Found, c.Gold = c.Right+d.Right, c.Found+d.Found, c.Gold+d.Gold
}

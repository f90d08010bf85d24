package score

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline"
)

//go:embed muc4.tsv
var mucTSV string

var mucWords = sync.OnceValue(func() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for line := range strings.Lines(mucTSV) {
		list, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		m[list] = map[string]bool{}
		for w := range strings.SplitSeq(words, "|") {
			m[list][w] = true
		}
	}
	return m
})

// Incident is what a reading says of one incident of violence in MUC-4's terms.
type Incident struct {
	Type      string // ATTACK BOMBING KIDNAPPING ARSON HIJACKING
	Date      string // first day, YYYY-MM-DD; "" when unknown
	Country   string // ISO 3166 alpha-3
	Town      string
	ByDefault bool     // the date is the dispatch's own
	Events    []string // ids of the events it is made of
	Victims   []MUCVictim
}

// incidents makes the incidents of one reading.
type incidents struct {
	r      *dateline.Reading
	names  map[string]*dateline.Name
	events map[string]*dateline.Event
	words  map[string]map[string]bool
	ref    time.Time
	out    []Incident
}

// IncidentsOf are the incidents of a reading that the guidelines of MUC-3 and
// MUC-4 take (section 1.0): violence that happened, in one of nine countries,
// not long ago, told of as one incident; not fights between armed sides nor
// acts against fighters and criminals alone; acts of a state's forces only
// where others suffer them.
func IncidentsOf(r *dateline.Reading) []Incident {
	x := &incidents{r: r, names: map[string]*dateline.Name{}, events: map[string]*dateline.Event{}, words: mucWords()}
	for i := range r.Events {
		x.events[r.Events[i].ID] = &r.Events[i]
	}
	for i := range r.Names {
		x.names[r.Names[i].ID] = &r.Names[i]
	}
	if len(r.Dispatch.Reference.Date) >= 10 {
		x.ref, _ = time.Parse(time.DateOnly, r.Dispatch.Reference.Date[:10])
	}
	for i := range r.Events {
		if e := &r.Events[i]; x.relevant(e) {
			x.add(x.incident(e))
		}
	}
	x.strays()
	for i := range x.out {
		x.out[i].Victims = x.told(x.out[i].Victims)
	}
	return x.out
}

// incident is what one event says.
func (x *incidents) incident(e *dateline.Event) Incident {
	d := x.r.Dispatch.Dateline
	in := Incident{Type: x.typeOf(e), ByDefault: e.Doubt == dateline.DoubtDateByDefault || d != nil && d.Date == e.Date, Events: []string{e.ID}}
	if from, _ := x.days(e.Date); from != "" {
		in.Date = from
	}
	if p := x.place(e.Place); p != nil {
		in.Country = p.Country
		if p.Precision == dateline.AtTown || p.Precision == dateline.AtPoint {
			in.Town = p.Name
		}
	}
	if in.Country == "" {
		in.Country = x.homeOf(e)
	}
	if in.Town == "" {
		in.Town = x.townNear(e, in.Country)
	}
	in.Victims = x.victims(e)
	return in
}

func (x *incidents) place(id string) *dateline.Place {
	for i := range x.r.Places {
		if x.r.Places[i].ID == id {
			return &x.r.Places[i]
		}
	}
	return nil
}

// days are the first and last day of a date; "" where it is not known to the
// day.
func (x *incidents) days(id string) (from, to string) {
	for i := range x.r.Dates {
		if d := &x.r.Dates[i]; d.ID == id && len(d.From) >= 10 && len(d.To) >= 10 {
			return d.From[:10], d.To[:10]
		}
	}
	return "", ""
}

// homeOf is the country of an act whose place is not told: that of its parties,
// else the one that most places of the dispatch lie in.
func (x *incidents) homeOf(e *dateline.Event) string {
	for _, ids := range [][]string{e.Targets, e.Actors} {
		for _, id := range ids {
			if n := x.names[id]; n != nil && x.words["region"][n.Country] {
				return n.Country
			}
		}
	}
	count := map[string]int{}
	best := ""
	for _, p := range x.r.Places {
		if !x.words["region"][p.Country] {
			continue
		}
		count[p.Country]++
		if best == "" || count[p.Country] > count[best] {
			best = p.Country
		}
	}
	return best
}

// nearTown is how far before an act the town stands at most that it is in
// where its own words name none.
const nearTown = 600

// townNear is the town of a country that the text names last before an act.
func (x *incidents) townNear(e *dateline.Event, country string) string {
	town := ""
	d := x.r.Dispatch.Dateline
	for i := range x.r.Places {
		p := &x.r.Places[i]
		if p.Span.Start > e.Trigger.End+60 {
			break
		}
		if p.Country == country && (p.Precision == dateline.AtTown || p.Precision == dateline.AtPoint) && e.Trigger.Start-p.Span.End < nearTown && (d == nil || d.Place != p.ID) {
			town = p.Name
		}
	}
	return town
}

// add joins an incident to one of its type that nothing tells from it.
func (x *incidents) add(in Incident) {
	if !x.words["region"][in.Country] {
		return
	}
	for k := range x.out {
		o := &x.out[k]
		if o.Type != in.Type && !((o.Type == "ATTACK" || in.Type == "ATTACK") && x.near(o, &in)) ||
			o.Town != "" && in.Town != "" && o.Town != in.Town ||
			!o.ByDefault && !in.ByDefault && o.Date != "" && in.Date != "" && o.Date != in.Date {
			continue
		}
		o.join(&in)
		return
	}
	x.out = append(x.out, in)
}

// nearBytes is how far apart two tellings of one incident stand at most where
// their types differ.
const nearBytes = 250

// near tells whether an event is told beside those of an incident.
func (x *incidents) near(o, in *Incident) bool {
	for _, a := range o.Events {
		if d := x.events[a].Trigger.Start - x.events[in.Events[0]].Trigger.Start; -nearBytes < d && d < nearBytes {
			return true
		}
	}
	return false
}

func (o *Incident) join(in *Incident) {
	if o.Type == "ATTACK" {
		o.Type = in.Type
	}
	if o.Town == "" && in.Town != "" {
		o.Town, o.Country = in.Town, in.Country
	}
	if o.ByDefault && !in.ByDefault {
		o.Date, o.ByDefault = in.Date, false
	}
	o.Events = append(o.Events, in.Events...)
	for _, v := range in.Victims {
		if !slices.ContainsFunc(o.Victims, func(w MUCVictim) bool { return w.sameAs(&v) }) {
			o.Victims = append(o.Victims, v)
		}
	}
}

// relevant holds an event against the guidelines.
func (x *incidents) relevant(e *dateline.Event) bool {
	if e.Type != dateline.Assault || e.Status != dateline.Actual && e.Status != dateline.Ongoing || e.Symmetric {
		return false
	}
	return x.recent(e) && x.onVictims(e) && x.specific(e)
}

// recentDays is how old an incident may be: two months.
const recentDays = 62

// wideDays is over how many days a date may stretch that is still one
// incident's and not a summary's.
const wideDays = 10

func (x *incidents) recent(e *dateline.Event) bool {
	from, to := x.days(e.Date)
	if from == "" || x.ref.IsZero() {
		return true
	}
	first, err1 := time.Parse(time.DateOnly, from)
	last, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return true
	}
	return x.ref.Sub(last).Hours() <= 24*recentDays && (last.Sub(first).Hours() <= 24*wideDays || x.somebody(e))
}

// somebody tells whether an act is done to somebody in particular.
func (x *incidents) somebody(e *dateline.Event) bool {
	for _, id := range e.Targets {
		n := x.names[id]
		if n != nil && !x.armed(id) && n.Kind != dateline.State && n.Kind != dateline.PlaceName && (n.Kind == dateline.Person || !x.general(n)) {
			return true
		}
	}
	return false
}

// onVictims tells whether somebody suffers an act who is neither fighter nor
// outlaw, or a thing does.
func (x *incidents) onVictims(e *dateline.Event) bool {
	hurt := 0
	for _, id := range e.Targets {
		if x.armed(id) {
			continue
		}
		hurt++
	}
	if len(e.Targets) > 0 && hurt == 0 {
		return false
	}
	if e.Mode != "abduct" && x.begins("hold", e) || x.begins("fight", e) && hurt == 0 {
		return false
	}
	for _, id := range e.Actors {
		if x.stateForce(id) && (hurt == 0 || !x.people(e)) {
			return false
		}
	}
	return true
}

// people tells whether a target is somebody and no place.
func (x *incidents) people(e *dateline.Event) bool {
	for _, id := range e.Targets {
		if n := x.names[id]; n != nil && !x.armed(id) && n.Kind != dateline.PlaceName && n.Kind != dateline.State {
			return true
		}
	}
	return false
}

func (x *incidents) armed(id string) bool {
	n := x.names[id]
	if n == nil {
		return false
	}
	switch n.Sector {
	case "MIL", "REB", "UAF", "COP", "CRM":
		return !x.former(n)
	}
	return n.Kind == dateline.ArmedGroup || n.Kind != dateline.Person && n.Kind != dateline.PlaceName && x.anyWord("armed", n.Name)
}

// former tells whether a name is that of somebody who no longer serves: the
// words beside one of its mentions say so.
func (x *incidents) former(n *dateline.Name) bool {
	text := x.r.Dispatch.Text
	for _, m := range n.Mentions {
		around := strings.ToLower(text[max(0, m.Span.Start-40):min(len(text), m.Span.End+30)])
		if strings.Contains(around, "former") || strings.Contains(around, "retired") || strings.Contains(around, "ex-") {
			return true
		}
	}
	return false
}

func (x *incidents) stateForce(id string) bool {
	n := x.names[id]
	if n == nil || x.anyWord("rebels", n.Name) {
		return false
	}
	switch n.Sector {
	case "MIL", "GOV", "COP", "SPY":
		return true
	}
	return n.Kind == dateline.Group && x.anyWord("state", n.Name)
}

func (x *incidents) anyWord(list, name string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		if x.words[list][strings.Trim(w, "[],.\"'")] {
			return true
		}
	}
	return false
}

// specific tells whether an act is told of as one incident: somebody or
// something in particular suffers it, or it has a place or day of its own.
func (x *incidents) specific(e *dateline.Event) bool {
	for _, id := range e.Targets {
		n := x.names[id]
		if n == nil || x.armed(id) || n.Kind == dateline.State {
			continue
		}
		if n.Kind == dateline.Person || !x.general(n) {
			return true
		}
	}
	d := x.r.Dispatch.Dateline
	dated := e.Doubt != dateline.DoubtDateByDefault && e.Date != "" && (d == nil || e.Date != d.Date)
	placed := false
	if p := x.place(e.Place); p != nil {
		placed = p.Precision == dateline.AtTown || p.Precision == dateline.AtPoint
	}
	if x.many(e) {
		return false
	}
	if len(e.Targets) > 0 {
		return dated || placed || x.counted(e)
	}
	if x.saysOneOf("military", e) {
		return false
	}
	return e.Mode == "explosives" || (dated || placed || x.outlaw(e)) && (len(e.Actors) == 0 || e.Mode == "destroy")
}

// many tells whether a noun speaks of many acts: "a wave of bomb attacks".
func (x *incidents) many(e *dateline.Event) bool {
	w := strings.ToLower(x.wordOf(e))
	return strings.HasSuffix(w, "ttacks") || strings.HasSuffix(w, "ings") || strings.HasSuffix(w, "ions") || strings.HasSuffix(w, "murders") || strings.HasSuffix(w, "massacres")
}

// outlaw tells whether somebody outside the law acts.
func (x *incidents) outlaw(e *dateline.Event) bool {
	for _, id := range e.Actors {
		if x.armed(id) && !x.stateForce(id) {
			return true
		}
	}
	return false
}

func (x *incidents) general(n *dateline.Name) bool {
	f := strings.Fields(strings.ToLower(n.Name))
	if n.Kind == dateline.Person || len(f) == 0 {
		return false
	}
	return x.words["general"][f[len(f)-1]] || f[0][0] >= '0' && f[0][0] <= '9'
}

// counted tells whether a figure says how many an event befell.
func (x *incidents) counted(e *dateline.Event) bool {
	for i := range x.r.Figures {
		if f := &x.r.Figures[i]; f.Low != nil && x.ofEvent(f, e) && !(f.Scope != nil && f.Scope.Cumulative) {
			return true
		}
	}
	return false
}

// oneSentence tells whether no full stop stands between two stretches.
func (x *incidents) oneSentence(a, b dateline.Span) bool {
	from, to := min(a.End, b.End), max(a.Start, b.Start)
	if to-from > 400 {
		return false
	}
	return from >= to || !strings.Contains(strings.ReplaceAll(x.r.Dispatch.Text[from:to], "\n", " "), ". ")
}

// ofEvent tells whether a figure counts those whom an event befell: its words
// lie in the event's, or in its sentence.
func (x *incidents) ofEvent(f *dateline.Figure, e *dateline.Event) bool {
	for _, a := range f.Evidence {
		if a.Overlaps(e.Trigger) || x.oneSentence(a, e.Trigger) {
			return true
		}
		for _, b := range e.Evidence {
			if b.Contains(a) {
				return true
			}
		}
	}
	return false
}

// wordOf is the word that tells of an event.
func (x *incidents) wordOf(e *dateline.Event) string {
	if e.Trigger.Text != "" {
		return e.Trigger.Text
	}
	return e.Trigger.Of(x.r.Dispatch.Text)
}

// typeOf is the type of incident that an event is.
func (x *incidents) typeOf(e *dateline.Event) string {
	switch {
	case strings.HasPrefix(strings.ToLower(x.wordOf(e)), "hijack"):
		return "HIJACKING"
	case e.Mode == "abduct":
		return "KIDNAPPING"
	case e.Mode == "explosives" || e.Mode == "suicide-attack" || x.begins("bomb", e) || x.saysOneOf("blast", e):
		return "BOMBING"
	case x.begins("set", e):
		return "ARSON"
	}
	return "ATTACK"
}

// saysOneOf tells whether the words of an event hold one of a list.
func (x *incidents) saysOneOf(list string, e *dateline.Event) bool {
	for _, a := range e.Evidence {
		for w := range strings.FieldsSeq(strings.ToLower(a.Of(x.r.Dispatch.Text))) {
			if x.words[list][strings.Trim(w, ",.;\"")] {
				return true
			}
		}
	}
	return false
}

// begins tells whether the word that tells of an event begins as one of a list.
func (x *incidents) begins(list string, e *dateline.Event) bool {
	word := strings.ToLower(x.wordOf(e))
	for w := range x.words[list] {
		if strings.HasPrefix(word, strings.TrimSuffix(w, "e")) {
			return true
		}
	}
	return false
}

package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline"
)

// maxColumns is how many holders have a column of their own; the others share
// the last.
const maxColumns = 4

// Account is one happening with everybody's positions, laid out.
type Account struct {
	*dateline.Happening
	Columns  []Column
	Others   bool // the last column is of all other holders
	Groups   []Group
	Alone    []Lone // claims that one account alone makes
	Charts   []Chart
	Single   []Chart // numbers that one holder alone gives
	Names    []Called
	Ladder   []Step
	Tellings []Telling
	Verdicts []Tally
	From, To string // days that as_of may take
	Edits    bool
}

// Column is a holder's column.
type Column struct {
	Holder string
	Basis  dateline.Basis
	Class  string // colour
}

// Group is the questions on one matter.
type Group struct {
	Field, Label string
	Rows         []Row
}

// Row is one question with a cell a column.
type Row struct {
	*dateline.Proposition
	Title string
	Cells []Cell
	Told  []string // holders that say nothing of it
}

// Lone is a claim that one account alone makes.
type Lone struct {
	Label, Title string
	*dateline.Proposition
	Position Stand
}

// Called is what an entity is called, label by label.
type Called struct {
	Entity string
	Labels []Label
}

// Label is one word for an entity with those who use it.
type Label struct {
	Word      string
	Citations []dateline.Citation
	Voices    []Voice
}

// Voice is who uses a word: outlets in their own voice, or quoting a holder.
type Voice struct {
	Quoting string
	Outlets []Option // name and count
}

// Cell is what one column says to one question.
type Cell struct {
	Holder    string
	Positions []Stand
	More      []Stand // positions that the cell shows when asked to
	Silent    bool
}

// Stand is one position as a cell shows it.
type Stand struct {
	*dateline.Position
	Named   bool // the holder is named in the cell: it stands in the column of all others
	Given   bool // the same holder gave it up later
	Replace string
}

// Telling is a dispatch of a happening with the copies of it.
type Telling struct {
	dateline.Telling
	Copies []dateline.Telling
	Share  map[string]float64
}

// Tally counts a verdict.
type Tally struct {
	Verdict dateline.Verdict
	Count   int
}

// Step is a step of an agreement's life with those who speak of it.
type Step struct {
	Label string
	Rungs []dateline.Rung
	More  []dateline.Rung
}

// rungsShown is how many positions a step shows at once.
const rungsShown = 3

var fieldLabels = []struct{ field, label string }{
	{"act", "What was done"}, {"participants", "Who took part"}, {"place", "Where"}, {"date", "On which day"}, {"time", "At what time"}, {"attribution", "Who is said to say so"},
}

// NewAccount lays a happening out.
func NewAccount(h *dateline.Happening) *Account {
	a := &Account{Happening: h}
	a.columns()
	for i := range h.Propositions {
		a.place(&h.Propositions[i])
	}
	for i := range a.Groups {
		slices.SortStableFunc(a.Groups[i].Rows, func(x, y Row) int { return verdictRank(x.Verdict) - verdictRank(y.Verdict) })
	}
	slices.SortStableFunc(a.Groups, func(x, y Group) int { return fieldRank(x.Field) - fieldRank(y.Field) })
	for _, c := range charts(h, a.Columns) {
		if len(c.Lanes) > 1 {
			a.Charts = append(a.Charts, c)
		} else {
			a.Single = append(a.Single, c)
		}
	}
	a.Ladder = ladder(h.Ladder)
	a.Names = called(h.Naming)
	a.Tellings = tellings(h)
	a.tally()
	a.span()
	return a
}

// verdictRank puts first what the accounts do not agree on.
func verdictRank(v dateline.Verdict) int {
	return slices.Index([]dateline.Verdict{dateline.Differing, dateline.Compatible, dateline.Agreed, dateline.Silent}, v)
}

// weight is how much a question says for giving a holder a column: where
// accounts differ most, where one speaks alone not at all.
func weight(p *dateline.Proposition) int {
	switch {
	case len(p.Positions) < 2:
		return 0
	case p.Verdict == dateline.Differing:
		return 6
	}
	return 2
}

func fieldRank(f string) int {
	i := slices.IndexFunc(fieldLabels, func(l struct{ field, label string }) bool { return l.field == f })
	if i < 0 {
		return len(fieldLabels)
	}
	return i
}

// columns picks the holders with most positions, in the order in which they
// first speak.
func (a *Account) columns() {
	type seen struct {
		Column
		count, first int
	}
	var all []seen
	at := map[string]int{}
	note := func(holder string, basis dateline.Basis, weight int) {
		i, ok := at[holder]
		if !ok {
			i = len(all)
			at[holder] = i
			all = append(all, seen{Column: Column{Holder: holder}, first: i})
		}
		all[i].count += weight
		all[i].Basis = cmp.Or(all[i].Basis, basis)
	}
	for i := range a.Propositions {
		p := &a.Propositions[i]
		if w := weight(p); w > 0 {
			for _, x := range p.Positions {
				note(x.Holder, x.Basis, w)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y seen) int { return y.count - x.count })
	a.Others = len(all) > maxColumns+1
	if a.Others {
		all = all[:maxColumns]
	}
	slices.SortStableFunc(all, func(x, y seen) int { return x.first - y.first })
	for i, s := range all {
		s.Class = colour(i)
		a.Columns = append(a.Columns, s.Column)
	}
}

// colour is the class of the i-th holder.
func colour(i int) string { return "c" + string(rune('0'+i%6)) }

// place lays a question into the grid.
func (a *Account) place(p *dateline.Proposition) {
	if len(p.Positions) == 1 {
		a.Alone = append(a.Alone, Lone{Label: fieldLabel(p.Field), Title: question(p), Proposition: p, Position: Stand{Position: &p.Positions[0], Named: true}})
		return
	}
	row := Row{Proposition: p, Title: question(p), Told: p.Silent}
	row.Cells = make([]Cell, len(a.Columns), len(a.Columns)+1)
	for i, c := range a.Columns {
		row.Cells[i] = Cell{Holder: c.Holder, Silent: slices.Contains(p.Silent, c.Holder)}
	}
	if a.Others {
		row.Cells = append(row.Cells, Cell{Holder: "Others"})
	}
	for i := range p.Positions {
		x := &p.Positions[i]
		s := Stand{Position: x}
		for j := range p.Positions {
			s.Given = s.Given || p.Positions[j].Replaces == i+1
		}
		if r := x.Replaces; r > 0 && r <= len(p.Positions) {
			s.Replace = p.Positions[r-1].Wording
		}
		col := slices.IndexFunc(a.Columns, func(c Column) bool { return c.Holder == x.Holder })
		if col < 0 {
			col, s.Named = len(row.Cells)-1, true
		}
		row.Cells[col].add(s)
	}
	g := slices.IndexFunc(a.Groups, func(g Group) bool { return g.Field == p.Field })
	if g < 0 {
		a.Groups = append(a.Groups, Group{Field: p.Field, Label: fieldLabel(p.Field)})
		g = len(a.Groups) - 1
	}
	a.Groups[g].Rows = append(a.Groups[g].Rows, row)
}

// cellShown is how many positions a cell shows at once.
const cellShown = 2

func (c *Cell) add(s Stand) {
	if len(c.Positions) < cellShown {
		c.Positions = append(c.Positions, s)
	} else {
		c.More = append(c.More, s)
	}
}

func fieldLabel(field string) string {
	if r := fieldRank(field); r < len(fieldLabels) {
		return fieldLabels[r].label
	}
	return field
}

// called gathers the labels of each entity: a word once, with all who use it.
func called(list []dateline.Naming) []Called {
	var out []Called
	for _, n := range list {
		c := Called{Entity: n.Entity}
		for _, l := range n.Labels {
			c.add(l)
		}
		out = append(out, c)
	}
	return out
}

func (c *Called) add(l dateline.Label) {
	i := slices.IndexFunc(c.Labels, func(x Label) bool { return x.Word == l.Label })
	if i < 0 {
		i = len(c.Labels)
		c.Labels = append(c.Labels, Label{Word: l.Label, Citations: l.Citations})
	}
	x := &c.Labels[i]
	j := slices.IndexFunc(x.Voices, func(v Voice) bool { return v.Quoting == l.Holder })
	if j < 0 {
		j = len(x.Voices)
		x.Voices = append(x.Voices, Voice{Quoting: l.Holder})
	}
	o := Option{Label: l.Outlet}
	if l.Count > 1 {
		o.Value = "×" + group(l.Count)
	}
	x.Voices[j].Outlets = append(x.Voices[j].Outlets, o)
}

// question says a proposition in few words.
func question(p *dateline.Proposition) string {
	c := &p.Claim
	var b strings.Builder
	if len(c.Actors) > 0 {
		b.WriteString(visible(strings.Join(c.Actors, ", ")))
	}
	if len(c.Targets) > 0 {
		b.WriteString(" → " + visible(strings.Join(c.Targets, ", ")))
	}
	if c.Type != "" {
		if b.Len() > 0 {
			b.WriteString(": ")
		}
		b.WriteString(typeWords(c.Type))
		if c.Mode != "" {
			b.WriteString(" (" + strings.ReplaceAll(c.Mode, "-", " ") + ")")
		}
	}
	if b.Len() == 0 {
		return cutAt(c.Words, 120)
	}
	return b.String()
}

var steps = []struct {
	step  dateline.Step
	label string
}{
	{dateline.Proposed, "Proposed"}, {dateline.Announced, "Announced"}, {dateline.Signed, "Signed"}, {dateline.InForce, "In force"}, {dateline.Violated, "Violated"},
}

// ladder gathers who speaks of each step; no step is left out, so that one
// sees which nobody speaks of.
func ladder(rungs []dateline.Rung) []Step {
	if len(rungs) == 0 {
		return nil
	}
	var out []Step
	for _, s := range steps {
		x := Step{Label: s.label}
		for _, r := range rungs {
			if r.Step == s.step {
				x.add(r)
			}
		}
		out = append(out, x)
	}
	return out
}

func (s *Step) add(r dateline.Rung) {
	if len(s.Rungs) < rungsShown {
		s.Rungs = append(s.Rungs, r)
	} else {
		s.More = append(s.More, r)
	}
}

// tellings folds copies under what they copy.
func tellings(h *dateline.Happening) []Telling {
	of, share := map[string]string{}, map[string]float64{}
	for _, c := range h.Copies {
		of[c.Dispatch], share[c.Dispatch] = c.Of, c.Similarity
	}
	root := func(id string) string {
		for range h.Copies {
			next, ok := of[id]
			if !ok {
				break
			}
			id = next
		}
		return id
	}
	var out []Telling
	at := map[string]int{}
	for _, d := range h.Dispatches {
		if _, copied := of[d.Dispatch]; !copied {
			at[d.Dispatch] = len(out)
			out = append(out, Telling{Telling: d, Share: share})
		}
	}
	for _, d := range h.Dispatches {
		if _, copied := of[d.Dispatch]; copied {
			i, ok := at[root(d.Dispatch)]
			if !ok {
				out = append(out, Telling{Telling: d, Share: share})
				continue
			}
			out[i].Copies = append(out[i].Copies, d)
		}
	}
	return out
}

func (a *Account) tally() {
	count := map[dateline.Verdict]int{}
	for _, p := range a.Propositions {
		count[p.Verdict]++
	}
	for _, f := range a.Figures {
		count[f.Verdict]++
	}
	for _, v := range []dateline.Verdict{dateline.Differing, dateline.Compatible, dateline.Agreed, dateline.Silent} {
		if count[v] > 0 {
			a.Verdicts = append(a.Verdicts, Tally{v, count[v]})
		}
	}
}

// span is the days that the dispatches cover.
func (a *Account) span() {
	for _, d := range a.Dispatches {
		if d.Published == nil {
			continue
		}
		day := d.Published.Format(time.DateOnly)
		if a.From == "" || day < a.From {
			a.From = day
		}
		a.To = max(a.To, day)
	}
}

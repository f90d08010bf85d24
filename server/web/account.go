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
	Charts   []Chart
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

// Cell is what one column says to one question.
type Cell struct {
	Holder    string
	Positions []Stand
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
}

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
	slices.SortStableFunc(a.Groups, func(x, y Group) int { return fieldRank(x.Field) - fieldRank(y.Field) })
	a.Charts = charts(h, a.Columns)
	a.Ladder = ladder(h.Ladder)
	a.Tellings = tellings(h)
	a.tally()
	a.span()
	return a
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
	note := func(holder string, basis dateline.Basis) {
		i, ok := at[holder]
		if !ok {
			i = len(all)
			at[holder] = i
			all = append(all, seen{Column: Column{Holder: holder}, first: i})
		}
		all[i].count++
		all[i].Basis = cmp.Or(all[i].Basis, basis)
	}
	for _, p := range a.Propositions {
		for _, x := range p.Positions {
			note(x.Holder, x.Basis)
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
		row.Cells[col].Positions = append(row.Cells[col].Positions, s)
	}
	g := slices.IndexFunc(a.Groups, func(g Group) bool { return g.Field == p.Field })
	if g < 0 {
		label := p.Field
		if r := fieldRank(p.Field); r < len(fieldLabels) {
			label = fieldLabels[r].label
		}
		a.Groups = append(a.Groups, Group{Field: p.Field, Label: label})
		g = len(a.Groups) - 1
	}
	a.Groups[g].Rows = append(a.Groups[g].Rows, row)
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
				x.Rungs = append(x.Rungs, r)
			}
		}
		out = append(out, x)
	}
	return out
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

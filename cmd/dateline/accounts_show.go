package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
)

// wide is the width of an account on a terminal.
const wide = 100

// account is a happening set for a terminal, in words that can be read aloud.
type account struct {
	strings.Builder
	h *dateline.Happening
}

// showAccount sets a happening in 100 columns. What one holder alone says is
// counted; all shows it.
func showAccount(h *dateline.Happening, all bool) string {
	a := &account{h: h}
	a.head()
	matters := a.matters()
	a.section("Where the accounts differ", matters[dateline.Differing])
	a.figures("Figures that differ", dateline.Differing)
	a.section("What can all hold", matters[dateline.Compatible])
	a.figures("Figures that can all hold", dateline.Compatible)
	a.section("What they agree on", matters[dateline.Agreed])
	a.figures("Figures that agree", dateline.Agreed)
	a.alone(matters[dateline.Silent], all)
	a.ladder()
	a.naming()
	a.changes()
	a.copies()
	return a.String()
}

func (a *account) line(lead, indent, s string) { wrap(&a.Builder, wide, lead, indent, clean(s)) }

func (a *account) title(s string) { a.WriteString("\n" + strings.ToUpper(s) + "\n") }

// head says what is told of, when, where, by whom.
func (a *account) head() {
	h := a.h
	a.line("", "", or(h.Title, "(no headline)"))
	about := []string{span(h.Date), h.Place, many(len(h.Dispatches), "dispatch", "dispatches") + " from " + many(h.Outlets, "outlet", "outlets"),
		many(h.Roots, "independent holder", "independent holders"), "times in UTC", h.ID}
	if h.Doubt != "" {
		about = append(about, doubt(h.Doubt))
	}
	a.line("", "", strings.Join(slices.DeleteFunc(about, func(s string) bool { return s == "" }), " · "))
	var who []string
	for _, p := range h.Participants {
		who = append(who, p.Name)
	}
	if len(who) > 0 {
		a.line("Who: ", "     ", strings.Join(who, ", "))
	}
	a.WriteString(strings.Repeat("─", wide) + "\n")
}

// span writes days as a reader says them.
func span(p dateline.Period) string {
	x, err := time.Parse(time.DateOnly, p.From)
	if err != nil {
		return "date not known"
	}
	y, err := time.Parse(time.DateOnly, p.To)
	switch {
	case err != nil || p.From == p.To:
		return x.Format("2 January 2006")
	case x.Year() == y.Year() && x.Month() == y.Month():
		return x.Format("2") + " to " + y.Format("2 January 2006")
	}
	return x.Format("2 January 2006") + " to " + y.Format("2 January 2006")
}

func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// matter is a claim with the fields that holders may differ in.
type matter struct {
	act    *dateline.Proposition
	fields []*dateline.Proposition
}

// matters are those of the happening by their verdict: the worst of the claim
// and its fields, as far as anybody asserts the claim.
func (a *account) matters() map[dateline.Verdict][]matter {
	rank := map[dateline.Verdict]int{dateline.Differing: 3, dateline.Compatible: 1, dateline.Agreed: 2, dateline.Silent: 0}
	out := map[dateline.Verdict][]matter{}
	for i := 0; i < len(a.h.Propositions); {
		m := matter{act: &a.h.Propositions[i]}
		v := m.act.Verdict
		for i++; i < len(a.h.Propositions) && fieldNames[a.h.Propositions[i].Field] != ""; i++ {
			f := &a.h.Propositions[i]
			m.fields = append(m.fields, f)
			if rank[f.Verdict] > rank[v] {
				v = f.Verdict
			}
		}
		out[v] = append(out[v], m)
	}
	return out
}

// fieldNames are the questions that the fields of propositions answer.
var fieldNames = map[string]string{"participants": "Who did it", "date": "On which day", "time": "At which hour", "place": "Where"}

func (a *account) section(title string, ms []matter) {
	if len(ms) == 0 {
		return
	}
	a.title(title)
	for i, m := range ms {
		if i > 0 {
			a.WriteByte('\n')
		}
		a.matter(&m)
	}
}

func (a *account) matter(m *matter) {
	a.line("• ", "  ", m.act.Claim.Words)
	if m.act.Why != "" {
		a.line("  → ", "    ", m.act.Why)
	}
	for i := range m.act.Positions {
		a.position(m.act, i)
	}
	for _, f := range m.fields {
		a.line("  "+fieldNames[f.Field]+": ", "    ", or(f.Why, string(f.Verdict)))
		for i := range f.Positions {
			if f.Verdict == dateline.Differing {
				a.position(f, i)
			}
		}
	}
	if n := len(m.act.Silent); n > 0 && m.act.Verdict != dateline.Silent {
		a.line("  ", "    ", "Nothing on this from "+strings.Join(m.act.Silent, ", ")+".")
	}
}

// stanceWords are the stances as a reader says them.
var stanceWords = map[string]string{"asserts": "said", "denies": "denied", "plans": "said it was planned", "proposes": "proposed", "demands": "demanded", "withdraws": "took back",
	"rejects": "rejected", "silent": "did not comment", "doubts": "doubted", "accuses": "accused"}

func (a *account) position(p *dateline.Proposition, i int) {
	x := &p.Positions[i]
	lead := "    " + pad(hour(x.At), 13) + " "
	indent := strings.Repeat(" ", 18)
	s := x.Holder + " " + or(stanceWords[x.Stance], x.Stance)
	if via := without(x.Via, x.Holder); len(via) > 0 {
		s += " (" + strings.Join(via, ", ") + ")"
	}
	s += ": " + quoted(x.Wording)
	for _, r := range x.Rendering {
		s += " / " + quoted(r)
	}
	if x.Scope != "" {
		s += " [only " + quoted(x.Scope) + "]"
	}
	if x.Bare {
		s += " [no source named]"
	}
	if x.Replaces > 0 && x.Stance != "withdraws" && x.Replaces <= len(p.Positions) {
		o := &p.Positions[x.Replaces-1]
		if o.Stance == "silent" {
			s += " [after not commenting]"
		} else {
			s += " [in place of " + quoted(short(o.Wording, 60)) + "]"
		}
	}
	a.line(lead, indent, s)
}

// quoted sets words between quotation marks of their own, so that those within
// stay what they are.
func quoted(s string) string { return "«" + s + "»" }

func without(list []string, s string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(x string) bool { return x == s })
}

func hour(t *time.Time) string {
	if t == nil {
		return "no date"
	}
	return t.UTC().Format("2 Jan 15:04")
}

func pad(s string, n int) string {
	if len(s) >= n {
		return s
	}
	return s + strings.Repeat(" ", n-len(s))
}

func (a *account) figures(title string, v dateline.Verdict) {
	first := true
	for i := range a.h.Figures {
		f := &a.h.Figures[i]
		if f.Verdict != v {
			continue
		}
		if first {
			a.title(title)
			first = false
		}
		a.figure(f)
	}
}

func (a *account) figure(f *dateline.FigureClaim) {
	what := strings.TrimSpace(f.Measure + " " + f.Who)
	if f.Scope.Place != "" {
		what += ", " + f.Scope.Place
	}
	if f.Scope.Cumulative {
		what += ", in all"
	}
	if f.Scope.Since != "" {
		what += " since " + f.Scope.Since
	}
	a.line("• ", "  ", what)
	if f.Why != "" {
		a.line("  → ", "    ", f.Why)
	}
	for i := range f.Positions {
		x := &f.Positions[i]
		s := x.Holder
		if via := without(x.Via, x.Holder); len(via) > 0 {
			s += " (" + strings.Join(via, ", ") + ")"
		}
		s += ": " + quoted(x.Wording)
		if x.Bare {
			s += " [no source named; others name one]"
		}
		a.line("    "+pad(hour(x.At), 13)+" ", strings.Repeat(" ", 18), s)
	}
}

// alone counts or shows what one holder alone says.
func (a *account) alone(ms []matter, all bool) {
	var fs []*dateline.FigureClaim
	for i := range a.h.Figures {
		if a.h.Figures[i].Verdict == dateline.Silent {
			fs = append(fs, &a.h.Figures[i])
		}
	}
	if len(ms)+len(fs) == 0 {
		return
	}
	a.title("What one alone says")
	if !all {
		a.line("  ", "  ", many(len(ms), "claim", "claims")+" and "+many(len(fs), "figure", "figures")+"; --all shows them.")
	}
	for i := range ms {
		if all {
			a.matter(&ms[i])
		}
	}
	for _, f := range fs {
		if all || f.Why != "" {
			a.figure(f)
		}
	}
}

func (a *account) ladder() {
	if len(a.h.Ladder) == 0 {
		return
	}
	a.title("How far the agreement got, and who says so")
	for i := range a.h.Ladder {
		r := &a.h.Ladder[i]
		s := r.Holder + " " + or(stanceWords[r.Stance], r.Stance)
		if via := without(r.Via, r.Holder); len(via) > 0 {
			s += " (" + strings.Join(via, ", ") + ")"
		}
		a.line("    "+pad(hour(r.At), 13)+" "+pad(string(r.Step), 10)+" ", strings.Repeat(" ", 29), s+": "+quoted(r.Wording))
	}
}

// naming says which word each outlet has, the words with their outlets.
func (a *account) naming() {
	if len(a.h.Naming) == 0 {
		return
	}
	a.title("How they name the same")
	for i := range a.h.Naming {
		n := &a.h.Naming[i]
		var parts []string
		for j := 0; j < len(n.Labels); {
			k := j
			var who []string
			for k < len(n.Labels) && strings.EqualFold(n.Labels[k].Label, n.Labels[j].Label) {
				who = append(who, said(&n.Labels[k]))
				k++
			}
			parts = append(parts, quoted(n.Labels[j].Label)+" "+strings.Join(who, ", "))
			j = k
		}
		a.line("• "+n.Entity+": ", "    ", strings.Join(parts, "; "))
	}
}

func said(l *dateline.Label) string {
	s := l.Outlet
	if l.Holder != "" {
		s += " quoting " + l.Holder
	}
	if l.Count > 1 {
		s += fmt.Sprintf(" ×%d", l.Count)
	}
	return s
}

func (a *account) changes() {
	if len(a.h.Changes) == 0 {
		return
	}
	a.title("What was changed, and by whom")
	for i := range a.h.Changes {
		c := &a.h.Changes[i]
		s := c.Author + ", " + string(c.Cause) + ": " + c.Reason
		switch {
		case c.Before != "" && c.After != "":
			s += ": " + quoted(c.Before) + " → " + quoted(c.After)
		case c.Before != "":
			s += ": " + quoted(c.Before)
		case c.After != "":
			s += ": " + quoted(c.After)
		}
		a.line("    "+pad(hour(c.At), 13)+" ", strings.Repeat(" ", 18), s)
	}
}

func (a *account) copies() {
	if len(a.h.Copies) == 0 {
		return
	}
	a.title("Copies, which count once")
	source := map[string]string{}
	for _, d := range a.h.Dispatches {
		source[d.Dispatch] = or(d.Source, "(source not known)") + " «" + short(d.Headline, 50) + "»"
	}
	for _, c := range a.h.Copies {
		what := fmt.Sprintf("%.0f %% of it stands in", 100*c.Similarity)
		if c.Part {
			what = fmt.Sprintf("partly (%.0f %%) lifted from", 100*c.Similarity)
		}
		a.line("• ", "  ", source[c.Dispatch]+": "+what+" "+source[c.Of])
	}
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dateline"
)

// columns is the width of the text form.
const columns = 80

// page is a reading set for a terminal: each paragraph, and below it what was
// found in it.
type page struct {
	strings.Builder
	r     *dateline.Reading
	names map[string]*dateline.Name
	dates map[string]*dateline.Date
	place map[string]*dateline.Place
}

// show sets a reading for a terminal of 80 columns. Spans count bytes.
func show(r *dateline.Reading, paragraphs []dateline.Span) []byte {
	p := &page{r: r, names: map[string]*dateline.Name{}, dates: map[string]*dateline.Date{}, place: map[string]*dateline.Place{}}
	for i := range r.Names {
		p.names[r.Names[i].ID] = &r.Names[i]
	}
	for i := range r.Dates {
		p.dates[r.Dates[i].ID] = &r.Dates[i]
	}
	for i := range r.Places {
		p.place[r.Places[i].ID] = &r.Places[i]
	}
	p.head()
	for i, s := range paragraphs {
		to := len(r.Dispatch.Text)
		if i+1 < len(paragraphs) {
			to = paragraphs[i+1].Start
		}
		p.paragraph(s, to)
	}
	p.WriteByte('\n')
	return []byte(p.String())
}

// head writes what is known of the dispatch as a whole.
func (p *page) head() {
	d := &p.r.Dispatch
	title := d.Headline
	if title == "" {
		title = "(no headline)"
	}
	p.wrap("", "", clean(title))
	ref := "reference date not known"
	if d.Reference.Date != "" {
		ref = "reference date " + d.Reference.Date
	}
	parts := []string{or(d.Source, "source not known"), string(d.Kind), ref + " (" + string(d.Reference.Basis) + ")"}
	for _, t := range []struct {
		what string
		at   *time.Time
	}{{"published", d.Published}, {"updated", d.Updated}} {
		if t.at != nil {
			parts = append(parts, t.what+" "+t.at.Format(time.RFC3339))
		}
	}
	if d.Doubt != "" {
		parts = append(parts, doubt(d.Doubt))
	}
	p.wrap("", "", clean(strings.Join(parts, " · ")))
	p.WriteString(strings.Repeat("─", columns) + "\n")
}

// paragraph writes one paragraph and what begins within it, up to byte to.
func (p *page) paragraph(s dateline.Span, to int) {
	if words := s.Of(p.r.Dispatch.Text); words != p.r.Dispatch.Headline {
		p.wrap("", "", clean(words))
	}
	in := dateline.Span{Start: s.Start, End: to}
	p.finding("who", p.who(in))
	p.finding("where", p.where(in))
	p.finding("when", p.when(in))
	for _, x := range p.r.Statements {
		if len(x.Content) > 0 && starts(in, first(x.Content)) {
			p.finding("said", p.said(&x))
		}
	}
	for _, x := range p.r.Events {
		if starts(in, x.Trigger) {
			p.finding("did", p.did(&x))
		}
	}
	for _, x := range p.r.Figures {
		if len(x.Evidence) > 0 && starts(in, first(x.Evidence)) {
			p.finding("count", p.count(&x))
		}
	}
	p.WriteByte('\n')
}

func starts(in, s dateline.Span) bool { return in.Start <= s.Start && s.Start < in.End }

func first(spans []dateline.Span) dateline.Span {
	return slices.MinFunc(spans, func(a, b dateline.Span) int { return a.Start - b.Start })
}

// finding writes one line of findings with its label; none when empty.
func (p *page) finding(label, s string) {
	if s != "" {
		p.wrap(fmt.Sprintf("  %-6s", label), "        ", clean(s))
	}
}

// who lists the names that are first met in the stretch.
func (p *page) who(in dateline.Span) string {
	var out []string
	for i := range p.r.Names {
		n := &p.r.Names[i]
		if len(n.Mentions) == 0 || !starts(in, firstMention(n)) {
			continue
		}
		about := []string{string(n.Kind)}
		if n.Office != "" {
			about = append(about, n.Office)
		}
		about = append(about, strings.TrimSpace(n.Country+" "+n.Sector))
		if n.Doubt != "" {
			about = append(about, doubt(n.Doubt))
		}
		out = append(out, n.Name+" ["+n.ID+"] ("+joined(about)+")")
	}
	return strings.Join(out, "; ")
}

func firstMention(n *dateline.Name) dateline.Span {
	best := n.Mentions[0].Span
	for _, m := range n.Mentions {
		if m.Span.Start < best.Start {
			best = m.Span
		}
	}
	return best
}

func (p *page) where(in dateline.Span) string {
	var out []string
	for i := range p.r.Places {
		x := &p.r.Places[i]
		if !starts(in, x.Span) {
			continue
		}
		about := []string{string(x.Precision), strings.TrimSpace(x.Country + " " + x.Admin1)}
		if x.Lat != nil && x.Lon != nil {
			about = append(about, fmt.Sprintf("%.2f %.2f", *x.Lat, *x.Lon))
		}
		if x.Doubt != "" {
			about = append(about, doubt(x.Doubt))
		}
		out = append(out, same(x.Span.Of(p.r.Dispatch.Text), x.Name)+" ["+x.ID+"] ("+joined(about)+")")
	}
	return strings.Join(out, "; ")
}

func (p *page) when(in dateline.Span) string {
	var out []string
	for i := range p.r.Dates {
		x := &p.r.Dates[i]
		if !starts(in, x.Span) {
			continue
		}
		value := or(x.Value, "open")
		if x.From != "" && x.To != "" && x.From != x.To {
			value += ", " + x.From + " to " + x.To
		}
		s := fmt.Sprintf("%q = %s [%s]", x.Span.Of(p.r.Dispatch.Text), value, x.ID)
		if x.Doubt != "" {
			s += " (" + doubt(x.Doubt) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func (p *page) said(x *dateline.Statement) string {
	speaker := "speaker not known"
	if n := p.names[x.Speaker]; n != nil {
		speaker = n.Name
	}
	var words []string
	for _, c := range x.Content {
		words = append(words, short(c.Of(p.r.Dispatch.Text), 160))
	}
	about := []string{string(x.Form), string(x.Basis)}
	if x.Doubt != "" {
		about = append(about, doubt(x.Doubt))
	}
	return fmt.Sprintf("%s %s: %s [%s] (%s)", speaker, x.Stance, strings.Join(words, " ... "), x.ID, joined(about))
}

func (p *page) did(x *dateline.Event) string {
	s := strings.TrimSpace(string(x.Type) + " " + x.Mode)
	actors := or(p.named(x.Actors), "somebody")
	if len(x.Targets) > 0 {
		actors += " → " + p.named(x.Targets)
	}
	about := []string{string(x.Status)}
	if x.Background {
		about = append(about, "background")
	}
	if pl := p.place[x.Place]; pl != nil {
		about = append(about, pl.Name)
	}
	if d := p.dates[x.Date]; d != nil {
		about = append(about, d.Value)
	}
	if x.Condition != "" {
		about = append(about, "if "+x.Condition)
	}
	if len(x.By) > 0 {
		about = append(about, "by "+strings.Join(x.By, " → "))
	}
	if x.Doubt != "" {
		about = append(about, doubt(x.Doubt))
	}
	return fmt.Sprintf("%s: %s, %q [%s] (%s)", s, actors, x.Trigger.Of(p.r.Dispatch.Text), x.ID, joined(about))
}

func (p *page) named(ids []string) string {
	var out []string
	for _, id := range ids {
		if n := p.names[id]; n != nil {
			out = append(out, n.Name)
		}
	}
	return strings.Join(out, ", ")
}

func (p *page) count(x *dateline.Figure) string {
	about := []string{bounds(x)}
	if x.Scope != nil {
		if pl := p.place[x.Scope.Place]; pl != nil {
			about = append(about, pl.Name)
		}
		if x.Scope.Cumulative {
			about = append(about, "in all")
		}
	}
	if len(x.By) > 0 {
		about = append(about, "by "+strings.Join(x.By, " → "))
	}
	if x.Doubt != "" {
		about = append(about, doubt(x.Doubt))
	}
	return fmt.Sprintf("%s %s: %q [%s] (%s)", x.Measure, x.Who, x.Wording, x.ID, joined(about))
}

// bounds says what a figure allows.
func bounds(x *dateline.Figure) string {
	switch {
	case x.Low == nil && x.High == nil:
		return "no number"
	case x.Low != nil && x.High != nil && *x.Low == *x.High && x.Approx:
		return fmt.Sprintf("about %g", *x.Low)
	case x.Low != nil && x.High != nil && *x.Low == *x.High:
		return fmt.Sprintf("%g", *x.Low)
	case x.Low != nil && x.High != nil:
		return fmt.Sprintf("%g to %g", *x.Low, *x.High)
	case x.Low != nil && x.LowOpen:
		return fmt.Sprintf("more than %g", *x.Low)
	case x.Low != nil:
		return fmt.Sprintf("%g or more", *x.Low)
	case x.HighOpen:
		return fmt.Sprintf("less than %g", *x.High)
	}
	return fmt.Sprintf("%g or less", *x.High)
}

func doubt(d dateline.Doubt) string { return "? " + string(d) }

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func same(words, name string) string {
	if words == name {
		return name
	}
	return fmt.Sprintf("%q = %s", words, name)
}

func joined(parts []string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func short(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-3]) + "..."
}

// clean makes text safe for a terminal: white space becomes blanks and control
// characters become their pictures, so that no text can steer the terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < 0x20:
			return 0x2400 + r
		case r >= 0x7F && r < 0xA0, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return utf8.RuneError
		}
		return r
	}, s)
}

// wrap writes words in lines of at most 80 columns: lead opens the first line,
// indent the others.
func (p *page) wrap(lead, indent, s string) { wrap(&p.Builder, columns, lead, indent, s) }

// wrap writes words in lines of at most width columns: lead opens the first
// line, indent the others.
func wrap(b *strings.Builder, width int, lead, indent, s string) {
	line, n := lead, utf8.RuneCountInString(lead)
	empty := true
	for w := range strings.FieldsSeq(s) {
		k := utf8.RuneCountInString(w)
		if !empty && n+1+k > width {
			b.WriteString(line + "\n")
			line, n, empty = indent, utf8.RuneCountInString(indent), true
		}
		if !empty {
			line, n = line+" ", n+1
		}
		line, n, empty = line+w, n+k, false
	}
	b.WriteString(line + "\n")
}

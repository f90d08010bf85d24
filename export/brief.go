package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dateline"
	"dateline/query"
)

// writeBrief writes a brief that can be read and cited: every line has its
// holder, every quote its footnote.
func writeBrief(w io.Writer, _ Layer, set Set, o Options) (counts, error) {
	b := &brief{w: bufio.NewWriter(w)}
	title := o.Title
	if title == "" {
		title = "What the dispatches say"
	}
	b.line("# " + markdown(title))
	b.line("")
	if o.Query != "" {
		b.line("Asked: `" + strings.ReplaceAll(oneLine(o.Query), "`", "'") + "`")
		b.line("")
	}
	if o.AsOf != nil {
		b.line("As known on " + stamp(o.AsOf).(string) + ".")
		b.line("")
	}
	b.line(note)
	err := each(set.Readings, func(r *dateline.Reading) error {
		b.dispatch(r)
		return b.err
	})
	b.footnotes()
	if e := b.w.Flush(); err == nil {
		err = e
	}
	return counts{rows: b.rows}, err
}

// brief is a brief being written.
type brief struct {
	w     *bufio.Writer
	notes []string
	rows  int
	err   error
}

func (b *brief) line(s string) {
	if _, err := b.w.WriteString(s + "\n"); err != nil && b.err == nil {
		b.err = err
	}
}

// note adds a footnote and gives its mark.
func (b *brief) note(s string) string {
	b.notes = append(b.notes, s)
	return fmt.Sprintf("[^%d]", len(b.notes))
}

func (b *brief) footnotes() {
	if len(b.notes) == 0 {
		return
	}
	b.line("")
	for i, n := range b.notes {
		b.line(fmt.Sprintf("[^%d]: %s", i+1, n))
	}
}

func (b *brief) dispatch(r *dateline.Reading) {
	rows, d := query.Rows(r), &r.Dispatch
	b.rows++
	head := d.Headline
	if head == "" {
		head = "Dispatch " + d.ID[:min(12, len(d.ID))]
	}
	b.line("")
	b.line("## " + markdown(head))
	b.line("")
	b.line(markdown(sourceLine(d)))
	section(b, "Said", rows.Statements, func(s *query.Statement) string {
		return fmt.Sprintf("%s %s: %s%s", strong(orNobody(s.Speaker.Name, s.As)), s.Stance, quoted(s.Content), b.note(cite(&s.Origin, s.ID, s.By, nil)))
	})
	section(b, "Told as happening", rows.Events, func(e *query.Event) string {
		return markdown(fmt.Sprintf("%s%s, according to %s", acting(e), onDay(e), holder(e.By))) + b.note(cite(&e.Origin, e.ID, e.By, e.Evidence))
	})
	section(b, "Counted", rows.Figures, func(g *query.Figure) string {
		return markdown(fmt.Sprintf("%s, according to %s", counting(g), holder(g.By))) + b.note(cite(&g.Origin, g.ID, g.By, g.Evidence))
	})
}

// section writes a heading and a line for each row, nothing for none.
func section[T any](b *brief, title string, rows []T, line func(*T) string) {
	if len(rows) == 0 {
		return
	}
	b.line("")
	b.line("### " + title)
	b.line("")
	for i := range rows {
		b.line("- " + line(&rows[i]))
	}
}

func sourceLine(d *dateline.Dispatch) string {
	s := orNobody(d.Source, "source not known")
	if d.Published != nil {
		s += ", " + d.Published.UTC().Format("2 January 2006 15:04 UTC")
	}
	if d.Kind != dateline.KindNew && d.Kind != "" {
		s += " (" + string(d.Kind) + ")"
	}
	return s
}

func orNobody(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return "somebody not named"
}

func holder(by []string) string {
	if len(by) == 0 {
		return "the dispatch"
	}
	return by[len(by)-1]
}

func onDay(e *query.Event) string {
	s := ""
	if e.From != "" {
		s = ", " + e.From
		if e.To != "" && e.To != e.From {
			s += " to " + e.To
		}
	}
	if e.Where.Place != "" {
		s += ", " + e.Where.Place
	}
	return s
}

// cite is a footnote's text.
func cite(o *query.Origin, id string, by []string, evidence []dateline.Span) string {
	s := markdown(strings.Join(by, " → "))
	if o.Headline != "" {
		s += ", *" + markdown(o.Headline) + "*"
	}
	if o.Published != nil {
		s += ", " + o.Published.UTC().Format("2006-01-02")
	}
	if len(evidence) > 0 {
		s += ": " + quoted(evidence)
	}
	return s + " `" + id + "`"
}

func quoted(list []dateline.Span) string {
	var all []string
	for _, s := range list {
		all = append(all, s.Text)
	}
	return "“" + markdown(strings.Join(all, " [...] ")) + "”"
}

func strong(s string) string { return "**" + markdown(s) + "**" }

// markdown escapes what Markdown and HTML would read as signs, and keeps it on
// a line.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if strings.ContainsRune("\\`*_{}[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

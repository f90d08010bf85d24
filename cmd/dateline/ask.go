package main

import (
	"context"
	"fmt"
	"strings"

	"dateline"
	"dateline/query"
	"dateline/store/sqlite"

	"github.com/spf13/cobra"
)

// askFlags are the flags of verbs that ask the archive for rows.
type askFlags struct {
	archive  archiveFlag
	json     bool
	limit    int
	after    string
	order    string
	asOf     string
	from, to string
	fields   []askField
}

// askField is a flag that asks for a field.
type askField struct {
	name, value string
}

// asker is a verb that asks the archive for rows of one kind.
type asker[T any] struct {
	use, short, long, example string
	on                        query.On
	flags                     []string // fields that are flags too
	order                     string   // "" is the newest first
	ask                       func(*sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[T], error)
	adjust                    func(*query.Query) error
	head                      []string
	cells                     func(*T) []string
}

// command makes the verb.
func (v asker[T]) command() *cobra.Command {
	f := &askFlags{order: v.order}
	c := &cobra.Command{
		Use: v.use + " [QUERY]", Short: v.short, Example: v.example,
		Long: v.long + `

` + queryHelp,
		RunE: func(cmd *cobra.Command, args []string) error { return v.run(cmd, f, strings.Join(args, " ")) },
	}
	f.archive.bind(c)
	c.Flags().BoolVar(&f.json, "json", false, "write one row a line, in JSON")
	c.Flags().IntVar(&f.limit, "limit", 0, "rows at most (default: 50 on a terminal, all elsewhere)")
	c.Flags().StringVar(&f.after, "after", "", "go on after the page before, as its last line says")
	c.Flags().StringVar(&f.asOf, "as-of", "", "what was known at that moment (2024-05-01 or 2024-05-01T12:00:00Z)")
	c.Flags().StringVar(&f.from, "from", "", "from that day on (2014, 2014-09, 2014-09-03)")
	c.Flags().StringVar(&f.to, "to", "", "up to that day, included")
	f.fields = make([]askField, len(v.flags))
	for i, name := range v.flags {
		f.fields[i].name = name
		c.Flags().StringVar(&f.fields[i].value, name, "", query.FieldNamed(name).Doc)
	}
	if v.order == "" {
		c.Flags().StringVar(&f.order, "order", "", "newest or oldest first")
	}
	return c
}

const queryHelp = `Words must all occur; "words in quotes" stand together; a star ends a prefix;
field:value looks into a field; field:a..b and < <= > >= compare; OR, NOT (or a
minus sign) and brackets as usual:

  ceasefire place:Minsk type:AGREE by:"Dmitry Peskov" date:2014-09 -status:denied

On a terminal the answer is a table, elsewhere TSV with a line of names, with
--json one row a line. Exit status: 0 found, 1 nothing found, 2 error.`

// query makes the question of the words and the flags.
func (f *askFlags) query(text string, on query.On) (query.Query, error) {
	q, err := query.Only(text, on)
	if err != nil {
		return q, err
	}
	if q.AsOf, err = moment(f.asOf); err != nil {
		return q, err
	}
	ask := func(flag, field, value string) error {
		n, err := query.Ask(field, query.Is, value)
		if err == nil {
			q = q.With(n)
			return nil
		}
		if fault, ok := err.(*dateline.Fault); ok {
			fault.Where = "--" + flag
		}
		return err
	}
	if f.from != "" || f.to != "" {
		if err := ask("from, --to", "date", f.from+".."+f.to); err != nil {
			return q, err
		}
	}
	for _, x := range f.fields {
		if x.value != "" {
			if err := ask(x.name, x.name, x.value); err != nil {
				return q, err
			}
		}
	}
	return q, query.Check(q, on)
}

func (v asker[T]) run(cmd *cobra.Command, f *askFlags, text string) error {
	q, err := f.query(text, v.on)
	if err != nil {
		return err
	}
	if v.adjust != nil {
		if err := v.adjust(&q); err != nil {
			return err
		}
	}
	switch f.order {
	case "", "newest", "oldest", "rank":
	default:
		return &dateline.Fault{What: "no order " + f.order, Where: "--order", Hint: "newest or oldest"}
	}
	a, err := f.archive.open()
	if err != nil {
		return err
	}
	defer a.Close()
	return v.write(cmd, f, q, v.ask(a))
}

// write asks page by page and writes the rows.
func (v asker[T]) write(cmd *cobra.Command, f *askFlags, q query.Query, ask func(context.Context, query.Query, query.Page) (query.Result[T], error)) error {
	out := cmd.OutOrStdout()
	t := newTable(out, v.head...)
	left := f.limit
	if left <= 0 {
		left = 1 << 30
		if t.width > 0 && !f.json {
			left = query.DefaultLimit
		}
	}
	page := query.Page{After: f.after, Order: f.order}
	shown := 0
	for left > 0 {
		page.Limit = min(left, query.MaxLimit)
		r, err := ask(cmd.Context(), q, page)
		if err != nil {
			return err
		}
		for i := range r.Items {
			if err := v.row(t, f.json, &r.Items[i]); err != nil {
				return err
			}
		}
		shown, left, page.After = shown+len(r.Items), left-len(r.Items), r.Next
		if r.Next == "" || left <= 0 {
			if err := t.flush(); err != nil {
				return err
			}
			foot(cmd, t, shown, r.Total, r.Next)
			break
		}
	}
	if shown == 0 {
		return errNothing
	}
	return nil
}

func (v asker[T]) row(t *table, json bool, row *T) error {
	if !json {
		return t.add(v.cells(row)...)
	}
	b, err := jsonLine(row)
	if err == nil {
		_, err = t.out.Write(b)
	}
	return err
}

// foot says on a terminal how much more there is.
func foot(cmd *cobra.Command, t *table, shown, total int, next string) {
	switch {
	case t.width == 0 && next == "":
	case next != "":
		fmt.Fprintf(cmd.ErrOrStderr(), "%d of %d; go on with --after %s\n", shown, total, next)
	case shown > 0:
		fmt.Fprintf(cmd.ErrOrStderr(), "%d of %d\n", shown, total)
	}
}

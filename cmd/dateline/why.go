package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline/query"
	"dateline/store/sqlite"

	"github.com/spf13/cobra"
)

// oneFlags are the flags of verbs about one id.
type oneFlags struct {
	archive archiveFlag
	json    bool
}

func oneID[T any](use, short, long, example string, get func(*sqlite.Archive, context.Context, string) (T, error), say func(io.Writer, *T) error) *cobra.Command {
	var f oneFlags
	c := &cobra.Command{Use: use + " ID", Short: short, Long: long, Example: example, Args: cobra.ExactArgs(1)}
	c.RunE = func(cmd *cobra.Command, args []string) error {
		a, err := f.archive.open()
		if err != nil {
			return err
		}
		defer a.Close()
		v, err := get(a, cmd.Context(), args[0])
		if err != nil {
			return err
		}
		if !f.json {
			return say(cmd.OutOrStdout(), &v)
		}
		b, err := jsonLine(v)
		if err == nil {
			_, err = cmd.OutOrStdout().Write(b)
		}
		return err
	}
	f.archive.bind(c)
	c.Flags().BoolVar(&f.json, "json", false, "write it in JSON")
	return c
}

func newWhy() *cobra.Command {
	return oneID("why", "lead from a value back to what it rests on",
		`Why leads from a value (an event, a statement, a figure, a name, a date, a place)
back to the words it rests on, to who says so, to the rule and the engine that
read it, and to the dispatch with its hashes; and lists what was changed since.`,
		`  dateline why 3f9a1c2b7d10/e3
  dateline why 3f9a1c2b7d10 --json`, (*sqlite.Archive).Why, sayWhy)
}

func sayWhy(out io.Writer, w *query.Why) error {
	p := &page{}
	p.wrap("", "", w.ID+" · "+w.Layer)
	for _, s := range w.Spans {
		p.wrap("  words   ", "          ", fmt.Sprintf("%d-%d “%s”", s.Span.Start, s.Span.End, clean(s.Span.Text)))
	}
	if len(w.Chain) > 0 {
		p.wrap("  says    ", "          ", clean(strings.Join(w.Chain, " > ")))
	}
	if w.Rule != "" {
		p.wrap("  rule    ", "          ", clean(w.Rule))
	}
	if w.RuleText != "" {
		p.wrap("          ", "          ", clean(w.RuleText))
	}
	p.wrap("  engine  ", "          ", w.Engine)
	d := &w.Dispatch
	p.wrap("  from    ", "          ", clean(strings.Join([]string{d.ID[:12], or(d.Source, "source not known"), or(day(d.Published), "no date"), or(d.Headline, d.Opening)}, " · ")))
	if d.Address != "" {
		p.wrap("  address ", "          ", clean(d.Address))
	}
	if d.Killed != "" {
		p.wrap("  WITHDRAWN ", "          ", clean(d.Killed))
	}
	p.wrap("  text    ", "          ", "sha256 "+w.TextHash)
	p.wrap("  raw     ", "          ", "sha256 "+w.RawHash)
	for _, r := range w.Revisions {
		p.wrap("  change  ", "          ", clean(strings.Join(filledIn(strconv.FormatInt(r.Seq, 10), r.At.Format(time.RFC3339), string(r.Cause), r.What, r.Author, r.Reason), " · ")))
	}
	_, err := io.WriteString(out, p.String())
	return err
}

func filledIn(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func newCite() *cobra.Command {
	return oneID("cite", "write a citation that resolves to span, text and version of the record",
		`Cite writes a citation of a value or a dispatch, as one writes it in a footnote: the
outlet, the headline, the day, the words; and what makes it resolve: the id, the
span in code points, the hash of the text, the engine and the record's version.`,
		`  dateline cite 3f9a1c2b7d10/s2`, (*sqlite.Archive).Cite, func(out io.Writer, c *query.Citation) error {
			_, err := fmt.Fprintln(out, clean(c.Text))
			return err
		})
}

// changesFlags are the flags of changes.
type changesFlags struct {
	archive archiveFlag
	json    bool
	since   int64
	limit   int
}

func newChanges() *cobra.Command {
	var f changesFlags
	c := &cobra.Command{
		Use: "changes", Short: "list what was revised, by whom and why",
		Long: `Changes lists the archive's sequence: every dispatch that came in, every version,
correction and withdrawal, every correction by a user, every reading by another
engine. What is no longer part of the record as it stands is a tombstone. Give the
last number back with --since to see what is new.`,
		Example: `  dateline changes
  dateline changes --since 1200 --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.archive.bind(c)
	c.Flags().BoolVar(&f.json, "json", false, "write one revision a line, in JSON")
	c.Flags().Int64Var(&f.since, "since", 0, "those after this number of the sequence")
	c.Flags().IntVar(&f.limit, "limit", 0, "at most so many (default: all)")
	return c
}

func (f *changesFlags) run(cmd *cobra.Command) error {
	a, err := f.archive.open()
	if err != nil {
		return err
	}
	defer a.Close()
	t := newTable(cmd.OutOrStdout(), "seq", "at", "cause", "what", "id", "supersedes", "by", "reason")
	shown, since := 0, f.since
	for f.limit <= 0 || shown < f.limit {
		n := query.MaxLimit
		if f.limit > 0 {
			n = min(n, f.limit-shown)
		}
		list, err := a.Changes(cmd.Context(), since, n)
		if err != nil {
			return err
		}
		for i := range list {
			r := &list[i]
			since = r.Seq
			if f.json {
				b, err := jsonLine(r)
				if err != nil {
					return err
				}
				t.out.Write(b)
				continue
			}
			cause := string(r.Cause)
			if r.Tombstone {
				cause += " (tombstone)"
			}
			if err := t.add(strconv.FormatInt(r.Seq, 10), r.At.Format(time.RFC3339), cause, r.What, abbreviated(r.ID), abbreviated(r.Supersedes), r.Author, strings.TrimSpace(r.Reason+" "+changed(r.Before, r.After))); err != nil {
				return err
			}
		}
		shown += len(list)
		if len(list) < n {
			break
		}
	}
	if err := t.flush(); err != nil {
		return err
	}
	if shown == 0 {
		return errNothing
	}
	return nil
}

// abbreviated is an id in twelve digits.
func abbreviated(id string) string {
	if len(id) == 64 {
		return id[:12]
	}
	return id
}

func changed(before, after string) string {
	if before == "" && after == "" {
		return ""
	}
	return "(" + before + " → " + abbreviated(after) + ")"
}

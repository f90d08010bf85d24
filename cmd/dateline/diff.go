package main

import (
	"io"
	"strings"

	"dateline"
	"dateline/compare"

	"github.com/spf13/cobra"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	archive archiveFlag
	files   fileFlags
	json    bool
	words   bool
}

func newDiff() *cobra.Command {
	var f diffFlags
	c := &cobra.Command{
		Use:   "diff BEFORE AFTER",
		Short: "show what two versions of a dispatch claim differently",
		Long: `Diff compares an earlier and a later text. It tells what changed in the claims
(dropped, added, told of another holder or of none, with a hedge less or more,
another number, another hour) and, with the words that were [-dropped-] and
{+added+}, in the text. Both are files, or ids of dispatches in the archive.
Exit status 1 when the claims are the same.`,
		Example: `  dateline diff examples/ceasefire/12-lake-radio-minsk-v1.txt examples/ceasefire/13-lake-radio-minsk-v2.txt`,
		Args:    cobra.ExactArgs(2),
		RunE:    func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.archive.bind(c)
	f.files.bind(c)
	c.Flags().BoolVar(&f.json, "json", false, "write the difference in JSON")
	c.Flags().BoolVar(&f.words, "words", true, "show the difference by words, too")
	return c
}

func (f *diffFlags) run(cmd *cobra.Command, args []string) error {
	var pair [2]*dateline.Reading
	for i, p := range args {
		if !isPath(p) {
			r, err := f.stored(cmd, p)
			if err != nil {
				return err
			}
			pair[i] = r
			continue
		}
		rs, broken, err := f.files.readings(cmd, []string{p})
		switch {
		case err != nil:
			return err
		case broken > 0:
			return errPartial
		case len(rs) != 1:
			return &dateline.Fault{What: many(len(rs), "dispatch", "dispatches") + " where one is wanted", Where: p, Hint: "name two files with one dispatch each"}
		}
		pair[i] = rs[0]
	}
	d := compare.Difference(pair[0], pair[1])
	if err := f.write(cmd.OutOrStdout(), d); err != nil {
		return err
	}
	return verdict(len(d.Claims), 0)
}

// stored is a reading in the archive.
func (f *diffFlags) stored(cmd *cobra.Command, id string) (*dateline.Reading, error) {
	a, err := f.archive.open()
	if err != nil {
		return nil, err
	}
	defer a.Close()
	r, _, err := a.Reading(cmd.Context(), id, nil)
	return r, err
}

func (f *diffFlags) write(out io.Writer, d *compare.Delta) error {
	if f.json {
		line, err := jsonLine(d)
		if err == nil {
			_, err = out.Write(line)
		}
		return err
	}
	_, err := io.WriteString(out, showDiff(d, f.words))
	return err
}

// showDiff sets a difference in 100 columns: the claims, then the words.
func showDiff(d *compare.Delta, words bool) string {
	var b strings.Builder
	if len(d.Claims) == 0 {
		b.WriteString("The same is claimed.\n")
	}
	for _, c := range d.Claims {
		wrap(&b, wide, "• ", "  ", clean(c.Why+" ("+c.Field+", "+c.Op+")"))
		if c.Before != "" {
			wrap(&b, wide, "    before  ", strings.Repeat(" ", 12), clean(quoted(c.Before)))
		}
		if c.After != "" {
			wrap(&b, wide, "    after   ", strings.Repeat(" ", 12), clean(quoted(c.After)))
		}
	}
	if !words {
		return b.String()
	}
	b.WriteString(strings.Repeat("─", wide) + "\n")
	for _, p := range strings.Split(marked(d.Words), "\n\n") {
		wrap(&b, wide, "", "", clean(p))
		b.WriteByte('\n')
	}
	return b.String()
}

// marked joins edits into one text: [-dropped-] {+added+}.
func marked(es []compare.Edit) string {
	var b strings.Builder
	for _, e := range es {
		body := strings.TrimRight(e.Text, " \n\t")
		tail := e.Text[len(body):]
		switch e.Op {
		case compare.Dropped:
			b.WriteString("[-" + strings.ReplaceAll(body, "\n\n", " ¶ ") + "-]" + tail)
		case compare.Added:
			b.WriteString("{+" + strings.ReplaceAll(body, "\n\n", " ¶ ") + "+}" + tail)
		default:
			b.WriteString(e.Text)
		}
	}
	return b.String()
}

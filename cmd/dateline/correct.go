package main

import (
	"fmt"
	"os/user"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/store"

	"github.com/spf13/cobra"
)

// correctFlags are the flags of correct and the verbs below it.
type correctFlags struct {
	archive        archiveFlag
	author, reason string
	name           string
	json           bool
}

func newCorrect() *cobra.Command {
	c := &cobra.Command{
		Use: "correct", Short: "put right what was read: rename, merge, split, wrong, undo",
		Long: `Correct lays a correction over the record. What was read stays as it is: a
correction has an author, a reason and a number, shows in 'dateline changes', can
be undone, and holds on to the words it is about when a dispatch is read again.`,
		Example: `  dateline correct rename n-6c83287ec968 "Petro Poroshenko" --reason "official form"
  dateline correct merge n-6c83287ec968 n-1b2c3d4e5f60
  dateline correct wrong 3f9a1c2b7d10/e3 --reason "the minister denied it"
  dateline correct undo 1234`,
	}
	c.AddCommand(
		correcting("rename ID NAME", "give a name its right form everywhere", "an id of 'dateline people', or of a name in a dispatch (3f9a1c2b7d10/n2)", `  dateline correct rename n-6c83287ec968 "Petro Poroshenko"`, store.Rename, 2, 2),
		correcting("merge ID ID ...", "say that names, or happenings, are one and the same; the first stays", "ids of 'dateline people', or of happenings (h3f9a1c2b7d10)", `  dateline correct merge n-6c83287ec968 n-1b2c3d4e5f60
  dateline correct merge h3f9a1c2b7d10 h0011223344ff`, store.Merge, 2, 500),
		correcting("split ID ...", "say that a name in a dispatch is somebody else, or that a dispatch tells of something else", "with --name the ids of names in dispatches (3f9a1c2b7d10/n2), without it ids of dispatches", `  dateline correct split 3f9a1c2b7d10/n2 --name "John Smith (senator)"
  dateline correct split 3f9a1c2b7d10`, store.Split, 1, 500),
		correcting("wrong ID ...", "mark an event, a statement or a figure as wrong; it stays, with the mark", "ids of values (3f9a1c2b7d10/e3)", `  dateline correct wrong 3f9a1c2b7d10/e3 --reason "the minister denied it"`, store.Wrong, 1, 500),
		newUndo(),
	)
	return c
}

func (f *correctFlags) bind(c *cobra.Command) {
	f.archive.bind(c)
	c.Flags().StringVar(&f.author, "author", "", "who makes the correction (default: the user of this machine)")
	c.Flags().StringVar(&f.reason, "reason", "", "why")
	c.Flags().BoolVar(&f.json, "json", false, "write the revision in JSON")
}

// by is the author of a correction.
func (f *correctFlags) by() (string, error) {
	if f.author != "" {
		return f.author, nil
	}
	u, err := user.Current()
	if err != nil || u.Username == "" {
		return "", &dateline.Fault{What: "nobody to name as the author", Hint: "say who with --author", Err: err}
	}
	return u.Username, nil
}

func correcting(use, short, ids, example string, kind store.Kind, least, most int) *cobra.Command {
	var f correctFlags
	c := &cobra.Command{
		Use: use, Short: short, Example: example, Args: cobra.RangeArgs(least, most),
		Long: strings.ToUpper(short[:1]) + short[1:] + ". It takes " + ids + ".",
	}
	c.RunE = func(cmd *cobra.Command, args []string) error {
		in := store.Correction{Kind: kind, IDs: args, Name: f.name, Reason: f.reason, At: time.Now()}
		if kind == store.Rename {
			in.IDs, in.Name = args[:1], args[1]
		}
		return f.run(cmd, &in)
	}
	f.bind(c)
	if kind == store.Split {
		c.Flags().StringVar(&f.name, "name", "", "who it is, where a name is split off")
	}
	return c
}

func (f *correctFlags) run(cmd *cobra.Command, in *store.Correction) error {
	var err error
	if in.Author, err = f.by(); err != nil {
		return err
	}
	a, err := f.archive.change(false)
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := a.Correct(cmd.Context(), *in)
	if err != nil {
		return err
	}
	return f.say(cmd, &r)
}

// say writes a revision.
func (f *correctFlags) say(cmd *cobra.Command, r *dateline.Revision) error {
	if f.json {
		b, err := jsonLine(r)
		if err == nil {
			_, err = cmd.OutOrStdout().Write(b)
		}
		return err
	}
	s := fmt.Sprintf("change %d: %s %s %s", r.Seq, r.Cause, r.What, abbreviated(r.ID))
	if c := changed(r.Before, r.After); c != "" {
		s += " " + c
	}
	_, err := fmt.Fprintln(cmd.OutOrStdout(), clean(s))
	return err
}

func newUndo() *cobra.Command {
	var f correctFlags
	c := &cobra.Command{
		Use: "undo NUMBER", Short: "take a correction back, by its number in 'dateline changes'", Args: cobra.ExactArgs(1),
		Long:    "Undo takes a correction back. Both stay in the sequence of changes.",
		Example: `  dateline correct undo 1234 --reason "it was right"`,
	}
	c.RunE = func(cmd *cobra.Command, args []string) error {
		seq, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			return &dateline.Fault{What: "not a number of a change: " + args[0], Hint: "'dateline changes' lists them"}
		}
		by, err := f.by()
		if err != nil {
			return err
		}
		a, err := f.archive.change(false)
		if err != nil {
			return err
		}
		defer a.Close()
		r, err := a.Undo(cmd.Context(), seq, by, f.reason, time.Now())
		if err != nil {
			return err
		}
		return f.say(cmd, &r)
	}
	f.bind(c)
	return c
}

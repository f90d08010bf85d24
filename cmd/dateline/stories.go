package main

import (
	"strconv"

	"dateline"
	"dateline/compare"

	"github.com/spf13/cobra"
)

// storiesFlags are the flags of stories.
type storiesFlags struct {
	files fileFlags
	json  bool
}

func newStories() *cobra.Command {
	var f storiesFlags
	c := &cobra.Command{
		Use:   "stories PATH ...",
		Short: "list the happenings that dispatches tell of",
		Long: `Stories reads dispatches and lists the happenings that they tell of, the newest
first: how many dispatches, outlets and independent holders, and on how many
claims and figures they differ.`,
		Example: `  dateline stories examples/ceasefire`,
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.files.bind(c)
	c.Flags().BoolVar(&f.json, "json", false, "write one happening a line, in JSON")
	return c
}

func (f *storiesFlags) run(cmd *cobra.Command, args []string) error {
	readings, broken, err := f.files.readings(cmd, args)
	if err != nil {
		return err
	}
	hs := compare.Happenings(readings)
	t := newTable(cmd.OutOrStdout(), "id", "from", "to", "place", "dispatches", "outlets", "holders", "differ", "title")
	for i := len(hs) - 1; i >= 0; i-- {
		h := hs[i]
		if f.json {
			line, err := jsonLine(h)
			if err == nil {
				_, err = cmd.OutOrStdout().Write(line)
			}
			if err != nil {
				return err
			}
			continue
		}
		if err := t.add(h.ID, h.Date.From, h.Date.To, h.Place, strconv.Itoa(len(h.Dispatches)), strconv.Itoa(h.Outlets), strconv.Itoa(h.Roots), strconv.Itoa(differing(h)), h.Title); err != nil {
			return err
		}
	}
	if err := t.flush(); err != nil {
		return err
	}
	return verdict(len(hs), broken)
}

// differing counts the claims and figures on which the accounts differ.
func differing(h *dateline.Happening) int {
	n := 0
	for i := range h.Propositions {
		if h.Propositions[i].Verdict == dateline.Differing {
			n++
		}
	}
	for i := range h.Figures {
		if h.Figures[i].Verdict == dateline.Differing {
			n++
		}
	}
	return n
}

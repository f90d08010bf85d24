package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/compare"
	"dateline/query"
	"dateline/store/sqlite"

	"github.com/spf13/cobra"
)

// storyColumns are the columns of stories.
var storyColumns = []string{"id", "from", "to", "place", "dispatches", "outlets", "holders", "badges", "title"}

func newStories() *cobra.Command {
	v := asker[query.Story]{
		use: "stories", short: "list the happenings that dispatches tell of",
		long: `Stories lists happenings, the newest first: how many dispatches and outlets tell
of each, how many independent holders stand behind them, and whether the accounts
are contested. Given files or folders, it reads those instead of the archive.`,
		example: `  dateline stories place:Mariupol --from 2014-09
  dateline stories examples/ceasefire`,
		on: query.OnStory, flags: []string{"place", "actor", "type"},
		ask: func(a *sqlite.Archive) func(context.Context, query.Query, query.Page) (query.Result[query.Story], error) {
			return a.Stories
		},
		head: storyColumns,
		cells: func(s *query.Story) []string {
			return []string{s.ID, s.From, s.To, s.Where.Place, strconv.Itoa(s.Dispatches), strconv.Itoa(s.Outlets), strconv.Itoa(s.Roots), strings.Join(s.Badges, " "), s.Title}
		},
	}
	c := v.command()
	c.Use = "stories [QUERY | PATH ...]"
	ask := c.RunE
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 || slices.ContainsFunc(args, func(a string) bool { return !isFile(a) }) {
			return ask(cmd, args)
		}
		json, err := cmd.Flags().GetBool("json")
		if err != nil {
			return err
		}
		return storiesOf(cmd, args, json)
	}
	return c
}

// storiesOf lists the happenings that files tell of.
func storiesOf(cmd *cobra.Command, paths []string, json bool) error {
	readings, broken, err := new(fileFlags).readings(cmd, paths)
	if err != nil {
		return err
	}
	hs := compare.Happenings(readings)
	slices.Reverse(hs)
	t := newTable(cmd.OutOrStdout(), storyColumns...)
	for _, h := range hs {
		if json {
			line, err := jsonLine(h)
			if err == nil {
				_, err = t.out.Write(line)
			}
			if err != nil {
				return err
			}
			continue
		}
		if err := t.add(h.ID, h.Date.From, h.Date.To, h.Place, strconv.Itoa(len(h.Dispatches)), strconv.Itoa(h.Outlets), strconv.Itoa(h.Roots), contested(h), h.Title); err != nil {
			return err
		}
	}
	if err := t.flush(); err != nil {
		return err
	}
	return verdict(len(hs), broken)
}

// contested says that holders contradict each other.
func contested(h *dateline.Happening) string {
	if slices.ContainsFunc(h.Propositions, func(p dateline.Proposition) bool { return p.Verdict == dateline.Differing }) ||
		slices.ContainsFunc(h.Figures, func(f dateline.FigureClaim) bool { return f.Verdict == dateline.Differing }) {
		return "contested"
	}
	return ""
}

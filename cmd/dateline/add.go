package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"dateline"
	"dateline/ingest"
	"dateline/read"

	"github.com/spf13/cobra"
)

// addFlags are the flags of add.
type addFlags struct {
	archive      archiveFlag
	source, date string
	format       string
	strict       bool
	follow       bool
	private      bool
	json         bool
}

func newAdd() *cobra.Command {
	var f addFlags
	c := &cobra.Command{
		Use:   "add PATH|ADDRESS ...",
		Short: "take dispatches into the archive",
		Long: `Add reads dispatches and keeps them in the archive: files, folders with all below
them, zip, gzip and web archives (WARC), and - for standard input. The content decides the
format: text, HTML, RSS, Atom, JSON Feed, NewsML-G2, NITF, ninjs, JSON Lines, MUC and
Reuters-21578. Addresses, http and https, are fetched when they are named; the pages that
a feed's entries point at with --follow alone. What is there already is left alone, so the
same command may be run again at any time; an edited story becomes its next
version. What is not English is kept, marked, and not read.

Ctrl-C ends it cleanly: everything so far is kept, and the same command takes up
the rest. Exit status: 0 all is in, 1 there was nothing, 2 something could not be
taken in (the rest was).`,
		Example: `  dateline add examples
  dateline add --archive crisis.dateline --source "Northern Wire" wire/*.jsonl.gz
  zcat dump.jsonl.gz | dateline add -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.archive.bind(c)
	f.bind(c)
	return c
}

func (f *addFlags) bind(c *cobra.Command) {
	c.Flags().StringVar(&f.source, "source", "", "the outlet, where the input does not say it")
	c.Flags().StringVar(&f.date, "date", "", "the day of publication, where the input does not say it (2014-09-03)")
	c.Flags().StringVar(&f.format, "format", "", "what the input is, where its content does not show it")
	c.Flags().BoolVar(&f.strict, "strict", false, "stop at the first item that cannot be taken in")
	c.Flags().BoolVar(&f.follow, "follow", false, "fetch the pages that a feed's entries point at")
	c.Flags().BoolVar(&f.private, "private", false, "let addresses lead to this machine and its network")
	c.Flags().BoolVar(&f.json, "json", false, "write what became of each dispatch, one a line, in JSON")
}

// options are what the flags say to ingest.
func (f *addFlags) options(cmd *cobra.Command) (ingest.Options, error) {
	o := ingest.Options{Strict: f.strict, Follow: f.follow, Format: f.format, Source: f.source, Stdin: cmd.InOrStdin(), Now: time.Now}
	if f.date != "" {
		t, ok := ingest.ParseTime(f.date)
		if !ok {
			return o, &dateline.Fault{What: "not a date: " + f.date, Where: "--date", Hint: "write it as 2014-09-03"}
		}
		o.Date = &t
	}
	return o, nil
}

// addMemory is how much memory add lets grow before it collects more often, in
// bytes.
const addMemory = 300 << 20

func (f *addFlags) run(cmd *cobra.Command, args []string) error {
	o, err := f.options(cmd)
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(addMemory)
	a, err := f.archive.change(true)
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := read.New()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	visit := newVisitor(ctx, a, f.private)
	o.Fetch = visit
	watch := newMeter(cmd.ErrOrStderr())
	p := &pipeline{archive: a, reader: r, options: o, paths: args, watch: watch, diag: cmd.ErrOrStderr()}
	if f.json {
		p.out = cmd.OutOrStdout()
	}
	err = p.run(ctx)
	stop() // a second Ctrl-C ends at once
	watch.done()
	if err != nil && !errors.Is(err, errStopped) {
		return err
	}
	if err == nil && (p.tally.faults == 0 || !f.follow) { // a page that could not be got is asked for again
		if err := visit.remember(context.Background()); err != nil {
			return err
		}
	}
	if err := a.Settle(context.Background()); err != nil {
		return err
	}
	return f.say(cmd, &p.tally, err)
}

// say writes what became of everything and gives the verdict.
func (f *addFlags) say(cmd *cobra.Command, t *tally, stopped error) error {
	if !f.json {
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), t); err != nil {
			return err
		}
	}
	switch {
	case stopped != nil:
		fmt.Fprintln(cmd.ErrOrStderr(), "dateline: stopped; everything so far is kept, the same command takes up the rest")
		return errPartial
	case t.faults > 0:
		return errPartial
	case t.all() == 0:
		return errNothing
	}
	return nil
}

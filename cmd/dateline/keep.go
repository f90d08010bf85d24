package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"syscall"
	"time"

	"dateline"
	"dateline/read"
	"dateline/store/sqlite"

	"github.com/spf13/cobra"
)

func newVerify() *cobra.Command {
	var f oneFlags
	c := &cobra.Command{
		Use: "verify", Short: "look through the whole archive: hashes, spans, references",
		Long: `Verify looks through the whole archive: the file's own structures, references
between tables, and of every dispatch the hashes of text and raw bytes and that
every span of every reading gives the words it says. Exit status: 0 when all is
sound, 2 when not.`,
		Example: `  dateline verify
  dateline verify --archive backup.dateline --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return verify(cmd, &f) },
	}
	f.archive.bind(c)
	c.Flags().BoolVar(&f.json, "json", false, "write one problem a line, in JSON")
	return c
}

func verify(cmd *cobra.Command, f *oneFlags) error {
	a, err := f.archive.open()
	if err != nil {
		return err
	}
	defer a.Close()
	watch := newMeter(cmd.ErrOrStderr())
	n := 0
	found, err := a.Verify(cmd.Context(), func(_, total int) {
		n = total
		watch.of(total)
	})
	watch.done()
	if err != nil {
		return err
	}
	for _, p := range found {
		line := []byte(clean(p.Where+": "+p.What) + "\n")
		if f.json {
			if line, err = jsonLine(p); err != nil {
				return err
			}
		}
		if _, err := cmd.OutOrStdout().Write(line); err != nil {
			return err
		}
	}
	if len(found) > 0 {
		return &dateline.Fault{What: fmt.Sprintf("%d problems", len(found)), Where: a.Path(), Hint: "restore a backup"}
	}
	if !f.json {
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "sound: %d dispatches\n", n)
	}
	return err
}

func newBackup() *cobra.Command {
	var f archiveFlag
	c := &cobra.Command{
		Use: "backup FILE", Short: "write the archive as it stands into a new file",
		Long:    `Backup writes the archive as it stands at this moment into a new file, while others may read and write it.`,
		Example: `  dateline backup backups/2024-05-01.dateline`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := f.open()
			if err != nil {
				return err
			}
			defer a.Close()
			if err := a.Backup(cmd.Context(), args[0]); err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), "written to "+args[0])
			return err
		},
	}
	f.bind(c)
	return c
}

func newRestore() *cobra.Command {
	var f archiveFlag
	c := &cobra.Command{
		Use: "restore FILE", Short: "make an archive of a backup",
		Long: `Restore verifies a backup and makes an archive of it. An archive that is there
already is not overwritten: move it away first, or name another with --archive.`,
		Example: `  dateline restore backups/2024-05-01.dateline --archive again.dateline`,
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return restore(cmd, &f, args[0]) },
	}
	f.bind(c)
	return c
}

func restore(cmd *cobra.Command, f *archiveFlag, from string) error {
	to, err := f.file()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return &dateline.Fault{What: "an archive is there already", Where: to, Hint: "move it away first, or name another with --archive", Err: err}
	}
	b, err := sqlite.Open(from, sqlite.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer b.Close()
	found, err := b.Verify(cmd.Context(), nil)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		return &dateline.Fault{What: fmt.Sprintf("the backup is damaged: %s: %s, and %d more", found[0].Where, found[0].What, len(found)-1), Where: from}
	}
	if err := b.Backup(cmd.Context(), to); err != nil {
		return err
	}
	_, err = fmt.Fprintln(cmd.OutOrStdout(), "restored to "+to)
	return err
}

func newDump() *cobra.Command {
	var f archiveFlag
	c := &cobra.Command{
		Use: "dump", Short: "write the whole record in JSON, in an order of its own",
		Long: `Dump writes what the record says as it stands, one line in JSON for each dispatch,
happening and correction. When and in which order things came in is left out: two
archives of the same dispatches dump the same bytes.`,
		Example: `  dateline dump | sha256sum`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := f.open()
			if err != nil {
				return err
			}
			defer a.Close()
			return a.Dump(cmd.Context(), cmd.OutOrStdout())
		},
	}
	f.bind(c)
	return c
}

func newReread() *cobra.Command {
	var f archiveFlag
	all := false
	c := &cobra.Command{
		Use: "reread", Short: "read every dispatch again with this program's engine",
		Long: `Reread reads again what was read by another engine than this program's, and puts
the new readings in place of the old. Those stay for questions as of an earlier
moment; users' corrections hold on to the words they are about. Ctrl-C ends it
cleanly; the same command takes up the rest.`,
		Example: `  dateline reread`,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return reread(cmd, &f, all) },
	}
	f.bind(c)
	c.Flags().BoolVar(&all, "all", false, "read again what this engine read, too")
	return c
}

// rereadBatch is how many dispatches are read again in one transaction.
const rereadBatch = 64

func reread(cmd *cobra.Command, f *archiveFlag, all bool) error {
	a, err := f.change(false)
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := read.New()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	engine := dateline.Engine
	if all {
		engine = ""
	}
	watch := newMeter(cmd.ErrOrStderr())
	n, after := 0, ""
	for ctx.Err() == nil {
		ids, err := a.Stale(ctx, engine, after, rereadBatch)
		if err != nil && ctx.Err() == nil {
			return err
		}
		if len(ids) == 0 {
			break
		}
		readings, err := again(ctx, a, r, ids)
		if err == nil {
			err = a.Reread(context.WithoutCancel(ctx), readings, time.Now())
		}
		if err != nil {
			return err
		}
		n, after = n+len(ids), ids[len(ids)-1]
		watch.add(len(ids))
	}
	watch.done()
	if err := a.Settle(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%d read again\n", n); err != nil {
		return err
	}
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(cmd.ErrOrStderr(), "dateline: stopped; the same command takes up the rest")
		return errPartial
	case n == 0:
		return errNothing
	}
	return nil
}

// again reads dispatches of the archive again, on all processors.
func again(ctx context.Context, a *sqlite.Archive, r *read.Reader, ids []string) ([]*dateline.Reading, error) {
	out, errs := make([]*dateline.Reading, len(ids)), make([]error, len(ids))
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				var d *dateline.Dispatch
				if d, errs[i] = a.Given(ctx, ids[i]); errs[i] != nil {
					continue
				}
				if d.Doubt == dateline.DoubtNotEnglish {
					out[i] = read.Unread(d)
				} else {
					out[i] = r.Read(d)
				}
				read.Export(out[i])
			}
		})
	}
	for i := range ids {
		next <- i
	}
	close(next)
	wg.Wait()
	return out, errors.Join(errs...)
}

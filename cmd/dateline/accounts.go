package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"dateline"
	"dateline/compare"
	"dateline/ingest"
	"dateline/read"

	"github.com/spf13/cobra"
)

// accountsFlags are the flags of accounts.
type accountsFlags struct {
	archive  archiveFlag
	asOf     string
	files    fileFlags
	together bool
	all      bool
	json     bool
}

func newAccounts() *cobra.Command {
	var f accountsFlags
	c := &cobra.Command{
		Use:   "accounts ID | PATH ...",
		Short: "set side by side what several dispatches say of one happening",
		Long: `Accounts sets side by side what dispatches say: who holds what, in whose words,
where the accounts agree, differ, grew, changed or say nothing; the figures with
their scope; how each outlet names the parties; what was changed. It never says
what is true.

The id of a happening, as 'dateline stories' lists it, or of a dispatch is looked
up in the archive. Files and folders are read here and now, without an archive:
dispatches that tell of different happenings are told apart first; --together
takes them all for one. What only one holder says is counted, and shown with
--all.`,
		Example: `  dateline accounts examples/ceasefire
  dateline accounts h60c76c522028
  dateline accounts --together examples/ceasefire
  dateline accounts --json wire.jsonl | jq .propositions`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.archive.bind(c)
	f.files.bind(c)
	c.Flags().StringVar(&f.asOf, "as-of", "", "what the archive knew at that moment (2024-05-01 or 2024-05-01T12:00:00Z)")
	c.Flags().BoolVar(&f.together, "together", false, "take all dispatches for one happening")
	c.Flags().BoolVar(&f.all, "all", false, "show what one holder alone says, too")
	c.Flags().BoolVar(&f.json, "json", false, "write one happening a line, in JSON")
	return c
}

func (f *accountsFlags) run(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && !isPath(args[0]) {
		return f.stored(cmd, args[0])
	}
	readings, broken, err := f.files.readings(cmd, args)
	if err != nil {
		return err
	}
	var hs []*dateline.Happening
	if f.together && len(readings) > 0 {
		hs = []*dateline.Happening{compare.Account(readings, compare.Options{})}
	} else {
		hs = compare.Happenings(readings)
	}
	for i, h := range hs {
		if err := f.write(cmd.OutOrStdout(), h, i); err != nil {
			return err
		}
	}
	return verdict(len(hs), broken)
}

// stored shows the account of a happening in the archive.
func (f *accountsFlags) stored(cmd *cobra.Command, id string) error {
	at, err := moment(f.asOf)
	if err != nil {
		return err
	}
	a, err := f.archive.open()
	if err != nil {
		return err
	}
	defer a.Close()
	h, err := a.Account(cmd.Context(), id, at)
	if err != nil {
		return err
	}
	return f.write(cmd.OutOrStdout(), h, 0)
}

// isPath tells a path or an address from the id of something in the archive.
func isPath(arg string) bool {
	if _, err := os.Stat(arg); err == nil || arg == "-" {
		return true
	}
	return strings.ContainsAny(arg, "/\\.:")
}

// isFile tells whether a file or folder of that name is there.
func isFile(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (f *accountsFlags) write(out io.Writer, h *dateline.Happening, i int) error {
	if f.json {
		line, err := jsonLine(h)
		if err == nil {
			_, err = out.Write(line)
		}
		return err
	}
	if i > 0 {
		if _, err := io.WriteString(out, "\n"); err != nil {
			return err
		}
	}
	_, err := io.WriteString(out, showAccount(h, f.all))
	return err
}

// fileFlags are the flags of verbs that read dispatches without an archive.
type fileFlags struct{ source, date string }

func (f *fileFlags) bind(c *cobra.Command) {
	c.Flags().StringVar(&f.source, "source", "", "the outlet, where the input does not say it")
	c.Flags().StringVar(&f.date, "date", "", "the day of publication, where the input does not say it (2014-09-03)")
}

// readings reads all dispatches at the paths, in the order of the input. A
// line of JSON that is a reading already, as 'dateline read --json' writes it,
// is taken as it is. broken counts what could not be read; it has been told.
func (f *fileFlags) readings(cmd *cobra.Command, paths []string) (out []*dateline.Reading, broken int, err error) {
	o := ingest.Options{Source: f.source, Stdin: cmd.InOrStdin()}
	if f.date != "" {
		t, ok := ingest.ParseTime(f.date)
		if !ok {
			return nil, 0, &dateline.Fault{What: "not a date: " + f.date, Where: "--date", Hint: "write it as 2014-09-03"}
		}
		o.Date = &t
	}
	var ds []*dateline.Dispatch
	for _, p := range paths {
		if rs, ok := readAlready(p); ok {
			out = append(out, rs...)
			continue
		}
		for it, err := range ingest.Open(context.Background(), p, o) {
			if err != nil {
				broken++
				fmt.Fprintln(cmd.ErrOrStderr(), "dateline: "+err.Error())
				continue
			}
			ds = append(ds, it.Dispatch)
		}
	}
	rs, err := readAll(ds)
	return append(out, rs...), broken, err
}

// readAll reads dispatches with as many workers as there are processors.
func readAll(ds []*dateline.Dispatch) ([]*dateline.Reading, error) {
	out := make([]*dateline.Reading, len(ds))
	if len(ds) == 0 {
		return out, nil
	}
	r, err := read.New()
	if err != nil {
		return nil, err
	}
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(len(ds), runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				if ds[i].Doubt == dateline.DoubtNotEnglish {
					out[i] = read.Unread(ds[i])
				} else {
					out[i] = r.Read(ds[i])
				}
				read.Export(out[i])
			}
		})
	}
	for i := range ds {
		next <- i
	}
	close(next)
	wg.Wait()
	return out, nil
}

// readAlready reads a file of readings, one a line; ok is false when the file
// is none.
func readAlready(path string) (out []*dateline.Reading, ok bool) {
	if !strings.HasSuffix(path, ".jsonl") && !strings.HasSuffix(path, ".json") {
		return nil, false
	}
	b, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(b), `{"format":"`+dateline.ReadingFormat+`"`) {
		return nil, false
	}
	dec := json.NewDecoder(strings.NewReader(string(b)))
	for dec.More() {
		r := new(dateline.Reading)
		if err := dec.Decode(r); err != nil {
			return nil, false
		}
		out = append(out, r)
	}
	return slices.Clip(out), true
}

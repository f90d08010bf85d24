package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/ingest"
	"dateline/internal/score"
	"dateline/read"

	"github.com/spf13/cobra"
)

// readFlags are the flags of read.
type readFlags struct {
	json, conllu       bool
	from, source, date string
}

func newRead() *cobra.Command {
	var f readFlags
	c := &cobra.Command{
		Use:   "read FILE|- ...",
		Short: "read dispatches and show what was found",
		Long: `Read reads dispatches, one a file, and shows the text with what was found in it.
With --json it writes one reading a line; with --from jsonl each line of the
input is a dispatch: {"id","source","published","headline","text"}. With --from
auto the content decides, and pages, feeds, archives and folders are taken apart
as 'dateline add' does it. What is not English is marked and not read.
The machine's date is never used: give --date where a text does not say its own.`,
		Example: `  dateline read examples/telephone.txt
  dateline read --from auto page.html
  dateline read --json --from jsonl dispatches.jsonl > readings.jsonl
  dateline read --date 2014-09-03 --source "Northern Wire" note.txt
  dateline read --conllu examples/telephone.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	c.Flags().BoolVar(&f.json, "json", false, "write one reading a line, in JSON")
	c.Flags().BoolVar(&f.conllu, "conllu", false, "write sentences, tokens, tags and trees, in CoNLL-U")
	c.Flags().StringVar(&f.from, "from", "text", "what the input is: text, jsonl, auto, or another format by name")
	c.Flags().StringVar(&f.source, "source", "", "the outlet, where the input does not say it")
	c.Flags().StringVar(&f.date, "date", "", "the day of publication, where the input does not say it (2014-09-03)")
	c.MarkFlagsMutuallyExclusive("json", "conllu")
	return c
}

func (f *readFlags) run(cmd *cobra.Command, args []string) error {
	src, err := f.input(cmd.InOrStdin(), args)
	if err != nil {
		return err
	}
	r, err := read.New()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(cmd.OutOrStdout(), 1<<16)
	write := f.writer(r)
	broken, found := 0, 0
	watch := newProgress(cmd.ErrOrStderr(), src.from != "text" || len(args) > 100)
	defer watch.done()
	for res := range inOrder(src.dispatches(), write) {
		if res.err != nil {
			broken++
			if err := out.Flush(); err != nil {
				return err
			}
			fmt.Fprintln(cmd.ErrOrStderr(), "dateline: "+res.err.Error())
			continue
		}
		found++
		watch.step()
		if _, err := out.Write(res.bytes); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return verdict(found, broken)
}

func verdict(found, broken int) error {
	switch {
	case broken > 0:
		return errPartial
	case found == 0:
		return errNothing
	}
	return nil
}

// input checks the flags and makes the source of dispatches.
func (f *readFlags) input(stdin io.Reader, args []string) (*source, error) {
	if f.from != "auto" && !slices.Contains(ingest.Formats(), f.from) {
		return nil, &dateline.Fault{What: "unknown form of input " + f.from, Where: "--from", Hint: "text or jsonl, auto, or one of " + strings.Join(ingest.Formats(), ", ")}
	}
	var day *time.Time
	if f.date != "" {
		t, ok := ingest.ParseTime(f.date)
		if !ok {
			return nil, &dateline.Fault{What: "not a date: " + f.date, Where: "--date", Hint: "write it as 2014-09-03"}
		}
		day = &t
	}
	fill := func(d *dateline.Dispatch) {
		if d.Source == "" {
			d.Source = f.source
		}
		if d.Published == nil {
			d.Published = day
		}
	}
	return &source{stdin: stdin, paths: args, from: f.from, fill: fill}, nil
}

// writer gives the function that reads one dispatch and writes it in the form
// asked for.
func (f *readFlags) writer(r *read.Reader) func(*dateline.Dispatch) ([]byte, error) {
	switch {
	case f.conllu:
		return func(d *dateline.Dispatch) ([]byte, error) {
			var b bytes.Buffer
			doc := r.Page(d)
			err := score.WriteCoNLLU(&b, []score.UDDocument{score.UDOf(doc)})
			return b.Bytes(), err
		}
	case f.json:
		return func(d *dateline.Dispatch) ([]byte, error) {
			reading := readOrNot(r, d)
			read.Export(reading)
			return jsonLine(reading)
		}
	}
	return func(d *dateline.Dispatch) ([]byte, error) {
		if d.Doubt == dateline.DoubtNotEnglish {
			return show(read.Unread(d), []dateline.Span{{End: len(d.Text)}}), nil
		}
		reading, doc := r.ReadPage(d)
		return show(reading, doc.Paragraphs), nil
	}
}

// readOrNot reads a dispatch, unless it is in a language that is not known.
func readOrNot(r *read.Reader, d *dateline.Dispatch) *dateline.Reading {
	if d.Doubt == dateline.DoubtNotEnglish {
		return read.Unread(d)
	}
	return r.Read(d)
}

func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

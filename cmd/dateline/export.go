package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/export"
	"dateline/query"
	"dateline/store/sqlite"

	"github.com/spf13/cobra"
)

// exportFlags are the flags of export.
type exportFlags struct {
	archive archiveFlag
	format  string
	layer   string
	folder  string
	best    string
	asOf    string
	title   string
}

func newExport() *cobra.Command {
	var f exportFlags
	c := &cobra.Command{
		Use:   "export --format F [QUERY]",
		Short: "write the record in forms that other programs read",
		Long: `Export writes what a query asks for, or everything, in one of the outward forms:

` + formatList() + `
Without --out one layer goes to standard output and its manifest, a line of JSON,
to standard error. With --out a folder gets a file for every layer and
manifest.json: engine, query, version of the record, rows, hashes, and the meaning
of every column.

The column best of the figures stays blank unless --best names its rule:
` + ruleList(),
		Example: `  dateline export --format csv --out toll 'date:2014-09'
  dateline export --format csv --layer figures --best lower 'measure:killed' > killed.csv
  dateline export --format geojson 'type:ASSAULT place:Mariupol' > map.geojson
  dateline export --format brief 'ceasefire' > brief.md`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, strings.Join(args, " ")) },
	}
	f.archive.bind(c)
	c.Flags().StringVar(&f.format, "format", "jsonl", "the form")
	c.Flags().StringVar(&f.layer, "layer", "", "what of it: dispatches, events, parties, statements, figures or readings (default: the form's first)")
	c.Flags().StringVar(&f.folder, "out", "", "a folder for a file of every layer, with a manifest")
	c.Flags().StringVar(&f.best, "best", "", "the rule that fills the column best")
	c.Flags().StringVar(&f.asOf, "as-of", "", "what was known at that moment (2024-05-01 or 2024-05-01T12:00:00Z)")
	c.Flags().StringVar(&f.title, "title", "", "title of a feed or brief")
	c.MarkFlagsMutuallyExclusive("layer", "out")
	return c
}

func formatList() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-12s %s\n", f.Name, f.Doc)
	}
	return b.String()
}

func ruleList() string {
	var b strings.Builder
	for _, r := range export.BestRules() {
		fmt.Fprintf(&b, "  %-12s %s\n", r[0], r[1])
	}
	return b.String()
}

func (f *exportFlags) run(cmd *cobra.Command, words string) error {
	form, err := export.FormatNamed(f.format)
	if err != nil {
		return err
	}
	asOf, err := moment(f.asOf)
	if err != nil {
		return err
	}
	q, err := query.Parse(words)
	if err != nil {
		return err
	}
	q.AsOf = asOf
	a, err := f.archive.open()
	if err != nil {
		return err
	}
	defer a.Close()
	stats, err := a.Stats(cmd.Context())
	if err != nil {
		return err
	}
	o := export.Options{Query: words, AsOf: asOf, Made: time.Now().UTC().Truncate(time.Second), Seq: stats.Seq, Best: f.best, Title: f.title}
	set := exportSet(cmd.Context(), a, q)
	if f.folder != "" {
		return f.toFolder(cmd, form, set, o)
	}
	out := bufio.NewWriter(cmd.OutOrStdout())
	file, err := export.Write(out, form, export.Layer(f.layer), set, o)
	if e := out.Flush(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return f.said(cmd, export.NewManifest(form, []export.File{file}, o))
}

// said tells what was written, in a line where somebody looks, else as the
// manifest.
func (f *exportFlags) said(cmd *cobra.Command, m export.Manifest) error {
	diag := cmd.ErrOrStderr()
	rows := 0
	for _, file := range m.Files {
		rows += file.Rows
	}
	if terminalWidth(diag) == 0 {
		m.Columns = nil
		b, err := jsonLine(m)
		if err == nil {
			_, err = diag.Write(b)
		}
		if err != nil {
			return err
		}
	} else {
		for _, file := range m.Files {
			fmt.Fprintf(diag, "%d %s%s\n", file.Rows, file.Layer, leftOut(file.Left))
		}
	}
	if rows == 0 {
		return errNothing
	}
	return nil
}

func leftOut(left map[string]int) string {
	var parts []string
	for _, why := range slices.Sorted(maps.Keys(left)) {
		parts = append(parts, fmt.Sprintf("%d %s", left[why], why))
	}
	if parts == nil {
		return ""
	}
	return " (left out: " + strings.Join(parts, ", ") + ")"
}

// toFolder writes every layer. A folder that has such files already is left as
// it is: an export is not written over.
func (f *exportFlags) toFolder(cmd *cobra.Command, form export.Format, set export.Set, o export.Options) error {
	if err := os.MkdirAll(f.folder, 0o777); err != nil {
		return &dateline.Fault{What: "no folder for the export", Where: f.folder, Err: err}
	}
	create := func(name string) (io.WriteCloser, error) {
		w, err := os.OpenFile(filepath.Join(f.folder, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return nil, &dateline.Fault{What: "cannot write the export", Where: filepath.Join(f.folder, name), Err: err, Hint: "name a new folder with --out"}
		}
		return &bufferedFile{bufio.NewWriterSize(w, 1<<16), w}, nil
	}
	m, err := export.Folder(create, form, set, o)
	if err != nil {
		return err
	}
	return f.said(cmd, m)
}

// bufferedFile writes to a file in larger pieces.
type bufferedFile struct {
	*bufio.Writer
	f *os.File
}

// Close writes what is left and closes the file.
func (b *bufferedFile) Close() error {
	err := b.Flush()
	if e := b.f.Close(); err == nil {
		err = e
	}
	return err
}

// exportSet asks the archive for each layer, page by page, when it is gone
// through.
func exportSet(ctx context.Context, a *sqlite.Archive, q query.Query) export.Set {
	return export.Set{
		Dispatches: pages(ctx, q, query.OnDispatch, a.Dispatches),
		Events:     pages(ctx, q, query.OnEvent, a.Events),
		Statements: pages(ctx, q, query.OnStatement, a.Statements),
		Figures:    pages(ctx, q, query.OnFigure, a.Figures),
		Readings:   readings(ctx, a, q),
	}
}

// pages goes through all pages of an answer.
func pages[T any](ctx context.Context, q query.Query, on query.On, ask func(context.Context, query.Query, query.Page) (query.Result[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if err := query.Check(q, on); err != nil {
			yield(none, err)
			return
		}
		p := query.Page{Limit: query.MaxLimit}
		for {
			r, err := ask(ctx, q, p)
			if err != nil {
				yield(none, err)
				return
			}
			for _, v := range r.Items {
				if !yield(v, nil) {
					return
				}
			}
			if p.After = r.Next; p.After == "" {
				return
			}
		}
	}
}

// readings gives the readings of the dispatches that a query finds.
func readings(ctx context.Context, a *sqlite.Archive, q query.Query) iter.Seq2[*dateline.Reading, error] {
	return func(yield func(*dateline.Reading, error) bool) {
		for d, err := range pages(ctx, q, query.OnDispatch, a.Dispatches) {
			var r *dateline.Reading
			if err == nil {
				r, _, err = a.Reading(ctx, d.ID, q.AsOf)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

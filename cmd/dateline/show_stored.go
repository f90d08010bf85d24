package main

import (
	"fmt"
	"strings"
	"time"

	"dateline"
	"dateline/ingest"
	"dateline/internal/text"

	"github.com/spf13/cobra"
)

// showFlags are the flags of show.
type showFlags struct {
	archive archiveFlag
	json    bool
	raw     bool
	asOf    string
}

func newShow() *cobra.Command {
	var f showFlags
	c := &cobra.Command{
		Use:   "show ID",
		Short: "show a dispatch of the archive with what was found in it",
		Long: `Show shows a dispatch of the archive as 'dateline read' does, with users'
corrections laid over it. An id may be shortened while it leads to one dispatch
alone; that of a value (3f9a1c2b7d10/e3) stands for its dispatch.`,
		Example: `  dateline show 3f9a1c2b
  dateline show --json 3f9a1c2b7d10
  dateline show --raw 3f9a1c2b7d10 > page.html
  dateline show --as-of 2024-05-01 3f9a1c2b7d10`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	f.archive.bind(c)
	c.Flags().BoolVar(&f.json, "json", false, "write the reading in JSON")
	c.Flags().BoolVar(&f.raw, "raw", false, "write the bytes as they were retrieved")
	c.Flags().StringVar(&f.asOf, "as-of", "", "what was known at that moment (2024-05-01 or 2024-05-01T12:00:00Z)")
	c.MarkFlagsMutuallyExclusive("json", "raw")
	return c
}

func (f *showFlags) run(cmd *cobra.Command, id string) error {
	asOf, err := moment(f.asOf)
	if err != nil {
		return err
	}
	a, err := f.archive.open()
	if err != nil {
		return err
	}
	defer a.Close()
	if f.raw {
		b, _, err := a.Raw(cmd.Context(), id)
		if err == nil {
			_, err = cmd.OutOrStdout().Write(b)
		}
		return err
	}
	r, row, err := a.Reading(cmd.Context(), id, asOf)
	if err != nil {
		return err
	}
	if f.json {
		b, err := jsonLine(r)
		if err == nil {
			_, err = cmd.OutOrStdout().Write(b)
		}
		return err
	}
	out := cmd.OutOrStdout()
	fmt.Fprintf(out, "%s · version %d · change %d · %s\n", row.ID[:12], row.Version, row.Seq, row.Engine)
	if row.Killed != "" {
		fmt.Fprintln(out, "WITHDRAWN: "+clean(row.Killed))
	}
	if row.Superseded != "" {
		fmt.Fprintln(out, "superseded by "+row.Superseded[:12])
	}
	text.Import(r)
	_, err = out.Write(show(r, paragraphs(r.Dispatch.Text)))
	return err
}

// paragraphs are the stretches of a text between blank lines; where there are
// none, its lines.
func paragraphs(s string) []dateline.Span {
	sep := "\n"
	if strings.Contains(strings.TrimSpace(s), "\n\n") {
		sep = "\n\n"
	}
	var out []dateline.Span
	for at := 0; at < len(s); {
		end := len(s)
		if i := strings.Index(s[at:], sep); i >= 0 {
			end = at + i
		}
		if strings.TrimSpace(s[at:end]) != "" {
			out = append(out, dateline.Span{Start: at, End: end})
		}
		at = end + len(sep)
	}
	return out
}

// moment reads a point in time as flags give it; a day stands for its end.
func moment(s string) (*time.Time, error) {
	if s == "" {
		return nil, nil
	}
	t, ok := ingest.ParseTime(s)
	if !ok {
		return nil, &dateline.Fault{What: "not a date: " + s, Where: "--as-of", Hint: "write it as 2014-09-03 or 2014-09-03T12:00:00Z"}
	}
	if len(strings.TrimSpace(s)) == len("2006-01-02") {
		t = t.AddDate(0, 0, 1).Add(-1)
	}
	return &t, nil
}

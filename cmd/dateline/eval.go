package main

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// measures is one row of an evaluation: a name and its figures in order.
type measures struct {
	Name    string
	Figures []figure
}

// figure is a measured value. Unit is "" for per cent.
type figure struct {
	Name  string
	Value float64
	Unit  string
}

func (f figure) String() string {
	if f.Unit != "" {
		return fmt.Sprintf("%.0f", f.Value)
	}
	return fmt.Sprintf("%.2f", f.Value)
}

// layers are the layers that eval can score, each by a function of the gold's
// paths.
var layers = map[string]func(gold []string) ([]measures, error){
	"accounts": evalAccounts,
	"coref":    evalCoref,
	"dates":    evalDates,
	"events":   evalEvents,
	"figures":  evalFigures,
	"muc4":     evalMUC4,
	"names":    evalNames,
	"places":   evalPlaces,
	"quotes":   evalQuotes,
	"syntax":   evalSyntax,
}

func newEval() *cobra.Command {
	var asJSON bool
	var golden string
	var names []string
	for n := range layers {
		names = append(names, n)
	}
	sort.Strings(names)
	cmd := &cobra.Command{
		Use:   "eval LAYER GOLD ...",
		Short: "score one layer against gold",
		Long:  "Score one layer of the reading against gold.\n\nLayers: " + strings.Join(names, ", ") + ".",
		Example: `  dateline eval syntax en_ewt-dev.conllu
  dateline eval syntax --json en_gum-dev.conllu
  dateline eval places --record testdata/scores.txt GeoVirus.xml`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			f := layers[args[0]]
			if f == nil {
				return fmt.Errorf("there is no layer %q to score; layers: %s", args[0], strings.Join(names, ", "))
			}
			rows, err := f(args[1:])
			if err != nil {
				return err
			}
			if golden != "" {
				if err := record(golden, args[0], args[1:], rows, cmd.ErrOrStderr()); err != nil {
					return err
				}
			}
			if asJSON {
				return measuresJSON(cmd.OutOrStdout(), rows)
			}
			return measuresTable(cmd.OutOrStdout(), rows)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a row")
	cmd.Flags().StringVar(&golden, "record", "", "put the figures into this golden file and say what moved")
	return cmd
}

// measuresTable prints rows under a head; a new head where the columns change.
func measuresTable(out io.Writer, rows []measures) error {
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	last := ""
	for _, r := range rows {
		head, line := "", ""
		for _, f := range r.Figures {
			head += f.Name + "\t"
			line += f.String() + "\t"
		}
		if head != last {
			fmt.Fprintf(w, "\t%s\n", head)
			last = head
		}
		fmt.Fprintf(w, "%s\t%s\n", r.Name, line)
	}
	return w.Flush()
}

func measuresJSON(out io.Writer, rows []measures) error {
	enc := json.NewEncoder(out)
	for _, r := range rows {
		m := map[string]any{"name": r.Name}
		for _, f := range r.Figures {
			m[f.Name] = f.Value
		}
		if err := enc.Encode(m); err != nil {
			return err
		}
	}
	return nil
}

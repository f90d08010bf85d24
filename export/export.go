package export

import (
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/query"
)

// Layer is a kind of row that can be exported alone.
type Layer string

// Layers.
const (
	Dispatches Layer = "dispatches"
	Events     Layer = "events"
	Parties    Layer = "parties" // who took part in each event, a line each
	Statements Layer = "statements"
	Figures    Layer = "figures"
	Readings   Layer = "readings"
)

// Set is what is to be exported. A sequence may be nil where a format does not
// ask for it; each is gone through once, an error in it ends the export.
type Set struct {
	Dispatches iter.Seq2[query.Dispatch, error]
	Events     iter.Seq2[query.Event, error]
	Statements iter.Seq2[query.Statement, error]
	Figures    iter.Seq2[query.Figure, error]
	Readings   iter.Seq2[*dateline.Reading, error] // spans in code points
}

// Options of an export.
type Options struct {
	Query string     // as it was asked
	AsOf  *time.Time // what was known at that moment
	Made  time.Time  // when the export was made
	Seq   int64      // version of the record
	Best  string     // name of the rule that fills the column best; "" leaves it blank
	Title string     // of a feed or brief
	Link  string     // address of the archive's page, for feeds; may be empty
}

// Format is a form that the record can be written in.
type Format struct {
	Name   string
	Media  string  // media type
	Suffix string  // of a file
	Layers []Layer // what it can hold; the first is the default
	Lossy  string  // what it drops; "" for nothing
	Doc    string
	write  func(io.Writer, Layer, Set, Options) (counts, error)
}

// counts tells how many rows of each layer were written, and how many were
// left out for each reason.
type counts struct {
	rows int
	left map[string]int
}

func (c *counts) leave(why string) {
	if c.left == nil {
		c.left = map[string]int{}
	}
	c.left[why]++
}

var tables = []Layer{Events, Parties, Statements, Figures, Dispatches}

var formats = []Format{
	{Name: "jsonl", Media: "application/x-ndjson", Suffix: ".jsonl", Layers: []Layer{Readings, Events, Statements, Figures, Dispatches}, write: writeLines,
		Doc: "JSON Lines: whole readings, or one layer's rows"},
	{Name: "csv", Media: "text/csv; charset=utf-8", Suffix: ".csv", Layers: tables, write: writeCSV,
		Doc: "long tables with UCDP's names for columns (RFC 4180)"},
	{Name: "parquet", Media: "application/vnd.apache.parquet", Suffix: ".parquet", Layers: tables, write: writeParquet,
		Doc: "the same tables as Apache Parquet"},
	{Name: "geojson", Media: "application/geo+json", Suffix: ".geojson", Layers: []Layer{Events, Figures}, write: writeGeoJSON,
		Doc: "places of events and figures (RFC 7946); no point for what is only known to a province"},
	{Name: "atom", Media: "application/atom+xml; charset=utf-8", Suffix: ".atom", Layers: []Layer{Dispatches}, write: writeAtom,
		Doc: "a feed of dispatches (RFC 4287)"},
	{Name: "annotations", Media: `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, Suffix: ".jsonld", Layers: []Layer{Readings}, write: writeAnnotations,
		Doc: "statements, events and figures as W3C Web Annotations on the text"},
	{Name: "ninjs", Media: "application/json", Suffix: ".ninjs.jsonl", Layers: []Layer{Readings}, write: writeNinjs,
		Lossy: "holders, bounds and spans have no place in ninjs 2.1: statements, events and figures are left out",
		Doc:   "dispatches with their names and places as IPTC ninjs, one a line"},
	{Name: "gdelt", Media: "text/tab-separated-values; charset=utf-8", Suffix: ".tsv", Layers: []Layer{Events}, write: writeGDELT,
		Lossy: "no holder, no bounds, no words; only what holders say has happened or goes on; one row for every actor with every target; no tone and no Goldstein scale",
		Doc:   "events shaped like GDELT 2.0's table, without its header, as there"},
	{Name: "brief", Media: "text/markdown; charset=utf-8", Suffix: ".md", Layers: []Layer{Readings}, write: writeBrief,
		Doc: "a brief in Markdown, every line with its holder and a footnoted quote"},
}

// Formats lists every format, in the order in which help shows them.
func Formats() []Format { return slices.Clone(formats) }

// FormatNamed finds a format by its name or by a file's suffix without the
// dot.
func FormatNamed(name string) (Format, error) {
	var all []string
	for _, f := range formats {
		if f.Name == name || strings.TrimPrefix(f.Suffix, ".") == name {
			return f, nil
		}
		all = append(all, f.Name)
	}
	hint := "one of " + strings.Join(all, ", ")
	if near := query.Nearest(name, all); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return Format{}, &dateline.Fault{What: "no format \"" + name + "\"", Hint: hint}
}

// Write writes one layer in one format to w and tells what was written. An
// empty layer stands for the format's first.
func Write(w io.Writer, f Format, layer Layer, set Set, o Options) (File, error) {
	if layer == "" {
		layer = f.Layers[0]
	}
	if !slices.Contains(f.Layers, layer) {
		return File{}, &dateline.Fault{What: "format " + f.Name + " holds no " + string(layer), Hint: "it holds " + joined(f.Layers)}
	}
	if _, err := bestRule(o.Best); err != nil {
		return File{}, err
	}
	m := newMeter(w)
	c, err := f.write(m, layer, set, o)
	return File{Layer: layer, Rows: c.rows, Left: c.left, Bytes: m.n, SHA256: m.sum()}, err
}

func joined(layers []Layer) string {
	var all []string
	for _, l := range layers {
		all = append(all, string(l))
	}
	return strings.Join(all, ", ")
}

// each goes through a sequence until an error.
func each[T any](seq iter.Seq2[T, error], f func(T) error) error {
	if seq == nil {
		return nil
	}
	for v, err := range seq {
		if err == nil {
			err = f(v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"

	"dateline/query"

	"github.com/parquet-go/parquet-go"
)

// sheet is a table being written.
type sheet interface {
	head(names, kinds []string) error
	row(cells []any) error
	close() error
}

// fill writes rows to a sheet.
func fill[T any](s sheet, columns []column[T], rows iter.Seq2[T, error]) (c counts, err error) {
	names, kinds := make([]string, len(columns)), make([]string, len(columns))
	for i, col := range columns {
		names[i], kinds[i] = col.name, col.kind
	}
	if err := s.head(names, kinds); err != nil {
		return c, err
	}
	cells := make([]any, len(columns))
	err = each(rows, func(r T) error {
		for i, col := range columns {
			cells[i] = col.value(&r)
		}
		c.rows++
		return s.row(cells)
	})
	if e := s.close(); err == nil {
		err = e
	}
	return c, err
}

// table writes one layer to a sheet.
func table(s sheet, layer Layer, set Set, o Options) (counts, error) {
	switch layer {
	case Events:
		return fill(s, eventColumns, set.Events)
	case Parties:
		return fill(s, partyColumns, parties(set.Events))
	case Statements:
		return fill(s, statementColumns, set.Statements)
	case Dispatches:
		return fill(s, dispatchColumns, set.Dispatches)
	}
	best, err := bestRule(o.Best)
	if err != nil {
		return counts{}, err
	}
	return fill(s, figureColumns(best, o.Best), set.Figures)
}

// parties gives the parties of events, a line each.
func parties(events iter.Seq2[query.Event, error]) iter.Seq2[party, error] {
	return func(yield func(party, error) bool) {
		if events == nil {
			return
		}
		for e, err := range events {
			if err != nil {
				yield(party{}, err)
				return
			}
			for _, role := range []struct {
				name string
				of   []query.Party
			}{{"actor", e.Actors}, {"target", e.Targets}} {
				for _, p := range role.of {
					if !yield(party{e.ID, role.name, p}, nil) {
						return
					}
				}
			}
		}
	}
}

func writeCSV(w io.Writer, layer Layer, set Set, o Options) (counts, error) {
	return table(&csvSheet{w: csv.NewWriter(w)}, layer, set, o)
}

// csvSheet is CSV as RFC 4180 has it, with TRUE and FALSE for flags, which R
// and pandas know, and an empty cell for what is missing.
type csvSheet struct {
	w     *csv.Writer
	cells []string
}

func (s *csvSheet) head(names, _ []string) error {
	s.cells = make([]string, len(names))
	return s.w.Write(names)
}

func (s *csvSheet) row(cells []any) error {
	for i, c := range cells {
		s.cells[i] = cell(c)
	}
	return s.w.Write(s.cells)
}

func (s *csvSheet) close() error {
	s.w.Flush()
	return s.w.Error()
}

// cell writes a value as text. A text that a spreadsheet would take for a
// formula is kept as it is: the table is for programs, and the record's words
// are not changed.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		if v {
			return "TRUE"
		}
		return "FALSE"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return fmt.Sprint(v)
}

func writeParquet(w io.Writer, layer Layer, set Set, o Options) (counts, error) {
	return table(&parquetSheet{out: w, layer: layer}, layer, set, o)
}

// parquetSheet is an Apache Parquet file whose columns may all be missing.
type parquetSheet struct {
	out   io.Writer
	layer Layer
	w     *parquet.Writer
	place []int // column of the file for each cell: a group's fields are sorted
	buf   parquet.Row
}

var parquetNodes = map[string]func() parquet.Node{
	"number":  func() parquet.Node { return parquet.Leaf(parquet.DoubleType) },
	"integer": func() parquet.Node { return parquet.Leaf(parquet.Int64Type) },
	"flag":    func() parquet.Node { return parquet.Leaf(parquet.BooleanType) },
}

func (s *parquetSheet) head(names, kinds []string) error {
	group := parquet.Group{}
	for i, n := range names {
		node := parquet.String
		if f := parquetNodes[kinds[i]]; f != nil {
			node = f
		}
		group[n] = parquet.Optional(parquet.Compressed(node(), &parquet.Zstd))
	}
	sorted := slices.Sorted(slices.Values(names))
	s.place = make([]int, len(names))
	for i, n := range names {
		s.place[i], _ = slices.BinarySearch(sorted, n)
	}
	s.buf = make(parquet.Row, len(names))
	s.w = parquet.NewWriter(s.out, parquet.NewSchema(string(s.layer), group), parquet.CreatedBy("dateline", "", ""))
	return nil
}

func (s *parquetSheet) row(cells []any) error {
	for i, c := range cells {
		at, level := s.place[i], 1
		if c == nil {
			level = 0
		}
		s.buf[at] = parquet.ValueOf(c).Level(0, level, at)
	}
	_, err := s.w.WriteRows([]parquet.Row{s.buf})
	return err
}

func (s *parquetSheet) close() error { return s.w.Close() }

func writeLines(w io.Writer, layer Layer, set Set, _ Options) (counts, error) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	switch layer {
	case Events:
		return lines(enc, set.Events)
	case Statements:
		return lines(enc, set.Statements)
	case Figures:
		return lines(enc, set.Figures)
	case Dispatches:
		return lines(enc, set.Dispatches)
	}
	return lines(enc, set.Readings)
}

func lines[T any](enc *json.Encoder, rows iter.Seq2[T, error]) (c counts, err error) {
	err = each(rows, func(r T) error {
		c.rows++
		return enc.Encode(r)
	})
	return c, err
}

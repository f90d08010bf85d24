package gazetteer

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data/states.tsv data/bodies.tsv data/organizations.tsv data/armed_groups.tsv data/outlets.tsv data/people.tsv
//go:embed data/roles.tsv data/given_names.tsv data/common.tsv data/offices
var files embed.FS

// A row is one line of a table.
type row struct {
	file string
	line int
	cell []string // always as many as the table has columns
}

// where names a row for a person: file and line.
func (r row) where() string { return fmt.Sprintf("%s:%d", r.file, r.line) }

// list gives the values of a cell that holds several.
func (r row) list(column int) []string { return list(r.cell[column]) }

// list cuts a cell at its bars; an empty cell has no values.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

// A fault is what is wrong with a line of a table.
type fault struct {
	row  row
	text string
}

// String gives the fault as file:line: text.
func (f fault) String() string { return f.row.where() + ": " + f.text }

// table reads an embedded table. Lines with the wrong number of columns are left out and reported: cells missing at
// the end of a line are taken as empty, surplus cells are a fault. A # at the start of a line makes it a comment.
func table(file string, columns int) ([]row, []fault) {
	text, err := files.ReadFile("data/" + file)
	if err != nil {
		return nil, []fault{{row{file: file}, err.Error()}}
	}
	var rows []row
	var faults []fault
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		r := row{file: file, line: n, cell: strings.Split(line, "\t")}
		if len(r.cell) > columns {
			faults = append(faults, fault{r, fmt.Sprintf("%d columns, want %d", len(r.cell), columns)})
			continue
		}
		for len(r.cell) < columns {
			r.cell = append(r.cell, "")
		}
		rows = append(rows, r)
	}
	return rows, faults
}

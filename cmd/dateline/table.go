package main

import (
	"bufio"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// table writes rows: aligned and cut to the width of a terminal, as TSV with a
// line of names elsewhere.
type table struct {
	out   *bufio.Writer
	width int // of the terminal; 0 for TSV
	head  []string
	rows  [][]string
}

// newTable makes a table of named columns. The last one takes what width the
// others leave.
func newTable(out io.Writer, head ...string) *table {
	return &table{out: bufio.NewWriter(out), width: terminalWidth(out), head: head}
}

// terminalWidth is the width of a terminal in columns; 0 where there is none.
func terminalWidth(out io.Writer) int {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	w, _, err := term.GetSize(int(f.Fd()))
	if err != nil || w < 40 {
		return columns
	}
	return w
}

// add takes a row. Elsewhere than on a terminal it is written at once.
func (t *table) add(cells ...string) error {
	for i := range cells {
		cells[i] = clean(cells[i])
	}
	if t.width > 0 {
		t.rows = append(t.rows, cells)
		return nil
	}
	if t.head != nil {
		if err := t.line(t.head); err != nil {
			return err
		}
		t.head = nil
	}
	return t.line(cells)
}

func (t *table) line(cells []string) error {
	_, err := t.out.WriteString(strings.Join(cells, "\t") + "\n")
	return err
}

// widest is the most that a column other than the last may take.
const widest = 32

// flush writes what is left.
func (t *table) flush() error {
	if t.width > 0 && len(t.rows) > 0 {
		t.aligned()
	}
	return t.out.Flush()
}

func (t *table) aligned() {
	all := append([][]string{t.head}, t.rows...)
	size := make([]int, len(t.head))
	for _, r := range all {
		for i, c := range r {
			size[i] = min(max(size[i], utf8.RuneCountInString(c)), widest)
		}
	}
	left := t.width
	for _, n := range size[:len(size)-1] {
		left -= n + 2
	}
	size[len(size)-1] = max(left, 20)
	for _, r := range all {
		var b strings.Builder
		for i, c := range r {
			c = short(c, size[i])
			b.WriteString(c)
			if i < len(r)-1 {
				b.WriteString(strings.Repeat(" ", size[i]-utf8.RuneCountInString(c)+2))
			}
		}
		t.out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
	t.rows = nil
}

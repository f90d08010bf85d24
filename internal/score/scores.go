package score

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Scores is the golden file of quality: what every layer reached on its gold.
// Accuracy moves only together with the file, so that a change of it shows in
// review. A line holds layer, gold, measure and value, parted by tabs; lines
// that open with # are its head and are kept.
type Scores struct {
	Head []string
	Rows []Score
}

// Score is one measured value.
type Score struct {
	Layer   string // "syntax", "places"
	Gold    string // name of the gold, without a path: "en_ewt-dev"
	Measure string // "LAS", "F1"
	Value   string // as it is shown: per cent with two digits, or a whole number with its unit in Measure
}

// Moved is a score that differs from what the file held.
type Moved struct {
	Score
	Was string // "" for a new one
}

// ReadScores reads a golden file. An error names the line.
func ReadScores(r io.Reader) (*Scores, error) {
	out := &Scores{}
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		l := in.Text()
		if l == "" {
			continue
		}
		if l[0] == '#' {
			out.Head = append(out.Head, l)
			continue
		}
		c := strings.Split(l, "\t")
		if len(c) != 4 {
			return nil, fmt.Errorf("line %d: %d columns, not 4", n, len(c))
		}
		if _, err := strconv.ParseFloat(c[3], 64); err != nil {
			return nil, fmt.Errorf("line %d: %q is no number", n, c[3])
		}
		out.Rows = append(out.Rows, Score{c[0], c[1], c[2], c[3]})
	}
	return out, in.Err()
}

// Set puts scores into the file and tells which of them moved.
func (s *Scores) Set(scores []Score) []Moved {
	var out []Moved
	for _, x := range scores {
		i := slices.IndexFunc(s.Rows, func(r Score) bool { return r.key() == x.key() })
		if i < 0 {
			s.Rows = append(s.Rows, x)
			out = append(out, Moved{Score: x})
			continue
		}
		if s.Rows[i].Value != x.Value {
			out = append(out, Moved{Score: x, Was: s.Rows[i].Value})
			s.Rows[i] = x
		}
	}
	return out
}

func (x Score) key() [3]string { return [3]string{x.Layer, x.Gold, x.Measure} }

// Write writes the file, its rows by layer and gold; measures keep their
// order.
func (s *Scores) Write(w io.Writer) error {
	slices.SortStableFunc(s.Rows, func(a, b Score) int {
		return cmp.Or(cmp.Compare(a.Layer, b.Layer), cmp.Compare(a.Gold, b.Gold))
	})
	out := bufio.NewWriter(w)
	for _, h := range s.Head {
		fmt.Fprintln(out, h)
	}
	for _, r := range s.Rows {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", r.Layer, r.Gold, r.Measure, r.Value)
	}
	return out.Flush()
}

package score

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// GoldFigure is a figure as a line of gold has it. Who, Wording and the keys
// are compared where the gold gives them.
type GoldFigure struct {
	Measure, Who, Wording string
	Low, High             string // "-" where the wording gives no bound
	Marks                 string // of "> < ~ ?", in this order
	Part                  string // the id of the figure that it is a part of
	Keys                  []GoldKey
}

// GoldKey is what a line says further of a figure: place, since, until (words
// of the text), as_of (a day), cumulative (yes), of (the name of the side
// whose loss it is), loss (own, enemy, other), unit, by (holders from the
// outlet on, " > " between).
type GoldKey struct{ Name, Value string }

// GoldFigures is a text with the figures it holds: none where nothing in it
// counts anybody.
type GoldFigures struct {
	Line    int
	Source  string
	Date    *time.Time // nil where the gold gives none
	Text    string
	Figures []GoldFigure
}

// Dispatch is the text as a dispatch of its source and date.
func (g *GoldFigures) Dispatch() *dateline.Dispatch {
	return &dateline.Dispatch{Source: g.Source, Published: g.Date, Text: g.Text}
}

// ReadFigures reads gold of figures: a text a line, a bar, the figures with
// semicolons between:
//
//	text | measure who low..high marks "wording" key="value" ; ...
//
// Marks are > (more than low), < (less than high), ~ (about), ? (no number),
// @f1 (part of the first figure). A line that begins with @ gives source and
// date of the lines that follow; one that begins with # is a comment.
func ReadFigures(r io.Reader) ([]GoldFigures, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	var out []GoldFigures
	source, date := "Test Wire", (*time.Time)(nil)
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '@' {
			s, d, _ := strings.Cut(strings.TrimSpace(line[1:]), "|")
			t, err := time.Parse(time.DateOnly, strings.TrimSpace(d))
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			source, date = strings.TrimSpace(s), &t
			continue
		}
		words, figures, ok := strings.Cut(line, "|")
		if !ok {
			return nil, fmt.Errorf("line %d: no bar", n)
		}
		g := GoldFigures{Line: n, Source: source, Date: date, Text: strings.TrimSpace(words)}
		for _, part := range strings.Split(figures, " ; ") {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			f, err := goldFigure(fieldsQuoted(part))
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			g.Figures = append(g.Figures, f)
		}
		out = append(out, g)
	}
	return out, in.Err()
}

// fieldsQuoted splits at spaces outside quotes.
func fieldsQuoted(s string) []string {
	quoted := false
	return strings.FieldsFunc(s, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

func goldFigure(fields []string) (GoldFigure, error) {
	k := slices.IndexFunc(fields, func(s string) bool { return strings.Contains(s, "..") })
	if k < 1 {
		return GoldFigure{}, fmt.Errorf("no bounds in %q", strings.Join(fields, " "))
	}
	g := GoldFigure{Measure: fields[0], Who: strings.Join(fields[1:k], " ")}
	g.Low, g.High, _ = strings.Cut(fields[k], "..")
	for _, f := range fields[k+1:] {
		name, value, keyed := strings.Cut(f, "=")
		switch {
		case f[0] == '"':
			g.Wording = strings.Trim(f, `"`)
		case f[0] == '@':
			g.Part = f[1:]
		case keyed:
			g.Keys = append(g.Keys, GoldKey{name, strings.Trim(value, `"`)})
		case strings.Contains("><~?", f):
			g.Marks += f
		default:
			return g, fmt.Errorf("what is %q", f)
		}
	}
	return g, nil
}

// FigureOf writes a figure of a reading as gold has it, with every key.
func FigureOf(r *dateline.Reading, f *dateline.Figure) GoldFigure {
	bound := func(v *float64) string {
		if v == nil {
			return "-"
		}
		return strconv.FormatFloat(*v, 'f', -1, 64)
	}
	g := GoldFigure{Measure: f.Measure, Who: f.Who, Wording: f.Wording, Low: bound(f.Low), High: bound(f.High), Part: f.PartOf}
	if g.Who == "" {
		g.Who = "-"
	}
	for _, m := range []struct {
		on   bool
		mark string
	}{{f.LowOpen, ">"}, {f.HighOpen, "<"}, {f.Approx, "~"}, {f.Doubt == dateline.DoubtVague, "?"}} {
		if m.on {
			g.Marks += m.mark
		}
	}
	key := func(name, value string) {
		if value != "" {
			g.Keys = append(g.Keys, GoldKey{name, value})
		}
	}
	key("unit", f.Unit)
	if s := f.Scope; s != nil {
		key("place", placeWords(r, s.Place))
		key("since", dateWords(r, s.Since))
		key("until", dateWords(r, s.Until))
		key("as_of", s.AsOf)
		if s.Cumulative {
			key("cumulative", "yes")
		}
		key("of", nameOf(r, s.Of))
		key("loss", string(s.Loss))
	}
	key("by", strings.Join(f.By, " > "))
	return g
}

func placeWords(r *dateline.Reading, id string) string {
	for i := range r.Places {
		if r.Places[i].ID == id {
			return r.Places[i].Span.Of(r.Dispatch.Text)
		}
	}
	return ""
}

func dateWords(r *dateline.Reading, id string) string {
	for i := range r.Dates {
		if r.Dates[i].ID == id {
			return r.Dates[i].Span.Of(r.Dispatch.Text)
		}
	}
	return ""
}

func nameOf(r *dateline.Reading, id string) string {
	for i := range r.Names {
		if r.Names[i].ID == id {
			return r.Names[i].Name
		}
	}
	return ""
}

// String is the figure as a line of gold has it.
func (g GoldFigure) String() string {
	s := g.Measure + " " + g.Who + " " + g.Low + ".." + g.High
	for _, m := range g.Marks {
		s += " " + string(m)
	}
	if g.Part != "" {
		s += " @" + g.Part
	}
	s += fmt.Sprintf(" %q", g.Wording)
	for _, k := range g.Keys {
		s += fmt.Sprintf(" %s=%q", k.Name, k.Value)
	}
	return s
}

// key is the value of a key; "" when it is not there.
func (g *GoldFigure) key(name string) string {
	for _, k := range g.Keys {
		if k.Name == name {
			return k.Value
		}
	}
	return ""
}

// Fits tells whether a figure says everything that the gold says.
func (g *GoldFigure) Fits(f *GoldFigure) bool {
	if !g.counts(f) || g.Who != f.Who || g.Wording != f.Wording || g.Part != f.Part {
		return false
	}
	for _, k := range g.Keys {
		if f.key(k.Name) != k.Value {
			return false
		}
	}
	return true
}

// counts tells whether two figures are of one measure with the same bounds.
func (g *GoldFigure) counts(f *GoldFigure) bool {
	return g.Measure == f.Measure && g.Low == f.Low && g.High == f.High && g.Marks == f.Marks
}

// FigureScore gathers how figures fit gold.
type FigureScore struct {
	Figures       Count // measure and bounds
	Whole         Count // and whose, wording, whole, and every key of the gold
	Empty, Silent int   // texts that count nobody; and for which no figure is found
	Texts, Exact  int   // texts; with exactly the figures of the gold
	Keys          map[string]Count
}

// Add scores the figures of one text and gives whether they are exactly those
// of the gold.
func (s *FigureScore) Add(g *GoldFigures, r *dateline.Reading) bool {
	found := make([]GoldFigure, len(r.Figures))
	for i := range r.Figures {
		found[i] = FigureOf(r, &r.Figures[i])
	}
	used := make([]bool, len(found))
	s.Texts++
	s.Figures.Gold += len(g.Figures)
	s.Figures.Found += len(found)
	whole := 0
	for i := range g.Figures {
		k := fitting(&g.Figures[i], found, used)
		if k < 0 {
			continue
		}
		used[k] = true
		s.Figures.Right++
		if g.Figures[i].Fits(&found[k]) {
			whole++
		}
		s.keys(&g.Figures[i], &found[k])
	}
	s.Whole.Gold, s.Whole.Found, s.Whole.Right = s.Figures.Gold, s.Figures.Found, s.Whole.Right+whole
	if len(g.Figures) == 0 {
		s.Empty++
		if len(found) == 0 {
			s.Silent++
		}
	}
	exact := whole == len(g.Figures) && whole == len(found)
	if exact {
		s.Exact++
	}
	return exact
}

// fitting is the unused figure that says all of the gold, else one that counts
// the same; -1 when there is none.
func fitting(g *GoldFigure, found []GoldFigure, used []bool) int {
	best := -1
	for k := range found {
		if used[k] || !g.counts(&found[k]) {
			continue
		}
		if g.Fits(&found[k]) {
			return k
		}
		if best < 0 || g.Wording == found[k].Wording && g.Wording != found[best].Wording {
			best = k
		}
	}
	return best
}

// keys counts what else the gold says of a figure that was found.
func (s *FigureScore) keys(g, f *GoldFigure) {
	if s.Keys == nil {
		s.Keys = map[string]Count{}
	}
	add := func(name, gold, found string) {
		c := s.Keys[name]
		if gold != "" {
			c.Gold++
			if gold == found {
				c.Right++
			}
			s.Keys[name] = c
		}
	}
	add("who", g.Who, f.Who)
	add("wording", g.Wording, f.Wording)
	add("part", g.Part, f.Part)
	for _, k := range g.Keys {
		switch k.Name {
		case "by":
			add("holder", k.Value, f.key(k.Name))
		default:
			add("scope", k.Value, f.key(k.Name))
		}
	}
}

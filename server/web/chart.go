package web

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// Chart shows one number of a happening: a lane for every position, in the
// order of the time that it speaks of.
type Chart struct {
	*dateline.FigureClaim
	Title string
	Scope string
	Ticks []Tick
	Lanes []Lane
}

// Tick is a mark of the scale.
type Tick struct {
	X, Label, Anchor string
}

// Lane is one position: a dot where it gives one number, a bar between
// bounds, a dashed bar where an end is open.
type Lane struct {
	*dateline.FigurePosition
	Day    string
	Voice  string   // the basis in words
	Value  string   // the bounds in words
	X1, X2 string   // ends of the bar, in per cent of the width
	Dots   []string // where markers stand
	Shape  string   // path of the marker: the basis
	Class  string   // colour: the holder
	Left   bool     // open to the left
	Right  bool
	Empty  bool // no number at all
}

// shapes are the markers of the bases, in a box of 12 about the middle.
var shapes = map[dateline.Basis]string{
	dateline.ByOfficial:     "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
	dateline.BySpokesperson: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0zM-2 0a2 2 0 1 1 4 0a2 2 0 1 1 -4 0z",
	dateline.ByInstitution:  "M-4 -4h8v8h-8z",
	dateline.ByRebels:       "M0 -5.5L5.5 0L0 5.5L-5.5 0z",
	dateline.ByWitness:      "M0 -5L5 4H-5z",
	dateline.ByExpert:       "M0 5L5 -4H-5z",
	dateline.ByMedia:        "M-1.6 -5h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4v-3.2h3.4z",
	dateline.ByDocument:     "M-5.5 -2.8h11v5.6h-11z",
	dateline.ByUnnamed:      "M-4.5 -3L-3 -4.5L0 -1.5L3 -4.5L4.5 -3L1.5 0L4.5 3L3 4.5L0 1.5L-3 4.5L-4.5 3L-1.5 0z",
}

// ShapeOf is the marker of a basis.
func ShapeOf(b dateline.Basis) string {
	if s := shapes[b]; s != "" {
		return s
	}
	return shapes[dateline.ByMedia]
}

// charts lays out the numbers of a happening.
func charts(h *dateline.Happening, columns []Column) []Chart {
	class := map[string]string{}
	for _, c := range columns {
		class[c.Holder] = c.Class
	}
	var out []Chart
	for i := range h.Figures {
		f := &h.Figures[i]
		c := Chart{FigureClaim: f, Title: figureTitle(f), Scope: scopeWords(&f.Scope)}
		low, high, ok := reach(f.Positions)
		s := scale{low, high}
		if ok {
			c.Ticks = s.ticks()
		}
		for j := range f.Positions {
			p := &f.Positions[j]
			if class[p.Holder] == "" {
				class[p.Holder] = colour(len(class))
			}
			c.Lanes = append(c.Lanes, s.lane(p, class[p.Holder]))
		}
		slices.SortStableFunc(c.Lanes, func(a, b Lane) int { return strings.Compare(a.Day, b.Day) })
		out = append(out, c)
	}
	return out
}

func figureTitle(f *dateline.FigureClaim) string {
	s := f.Measure
	if s != "" {
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	if f.Who != "" {
		s += ": " + cutAt(f.Who, 80)
	}
	return s
}

func scopeWords(s *dateline.FigureScope) string {
	var parts []string
	if s.Place != "" {
		parts = append(parts, "in "+visible(s.Place))
	}
	if s.Of != "" {
		parts = append(parts, "of "+visible(s.Of))
	}
	if s.Since != "" {
		parts = append(parts, "since "+longDay(s.Since))
	}
	if s.Until != "" {
		parts = append(parts, "until "+longDay(s.Until))
	}
	if s.Cumulative {
		parts = append(parts, "all so far")
	}
	return strings.Join(parts, ", ")
}

// reach is the least and greatest bound of the positions.
func reach(list []dateline.FigurePosition) (low, high float64, ok bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, p := range list {
		for _, b := range []*float64{p.Low, p.High} {
			if b != nil && !math.IsNaN(*b) && !math.IsInf(*b, 0) {
				low, high, ok = min(low, *b), max(high, *b), true
			}
		}
	}
	if !ok {
		return 0, 1, false
	}
	if low > high/3 && high > 10 { // far from nought: a scale from nought would press everything together
		pad := max((high-low)*0.35, high*0.08)
		return max(0, low-pad), high + pad, true
	}
	return 0, max(high*1.18, 1), true
}

// scale maps values to per cent of the width, with room at both ends.
type scale struct{ low, high float64 }

func (s scale) at(v float64) float64 {
	return 4 + 92*min(1, max(0, (v-s.low)/(s.high-s.low)))
}

func pc(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

// ticks are round numbers along the scale.
func (s scale) ticks() []Tick {
	step := math.Pow(10, math.Floor(math.Log10((s.high-s.low)/2)))
	for _, f := range []float64{1, 2, 5, 10} {
		if (s.high-s.low)/(step*f) <= 5 {
			step *= f
			break
		}
	}
	step = max(step, 1)
	var out []Tick
	for v := math.Ceil(s.low/step) * step; v <= s.high && len(out) < 8; v += step {
		out = append(out, Tick{X: pc(s.at(v)), Label: number(v)})
	}
	return out
}

// lane lays out one position.
func (s scale) lane(p *dateline.FigurePosition, class string) Lane {
	l := Lane{FigurePosition: p, Class: class, Shape: ShapeOf(p.Basis), Day: p.AsOf, Value: bounds(p.Low, p.High, p.LowOpen, p.HighOpen, p.Approx)}
	if l.Day == "" && p.At != nil {
		l.Day = p.At.Format("2006-01-02")
	}
	if l.Voice = string(p.Basis); slices.Equal(p.Via, []string{p.Holder}) {
		l.Voice = "own voice"
	}
	from, to := 0.0, 100.0
	switch {
	case p.Low == nil && p.High == nil:
		l.Empty = true
		return l
	case p.Low != nil && p.High != nil:
		from, to = s.at(*p.Low), s.at(*p.High)
		l.Dots = []string{pc(from)}
		if to > from {
			l.Dots = append(l.Dots, pc(to))
		}
	case p.Low != nil:
		from, l.Right = s.at(*p.Low), true
		l.Dots = []string{pc(from)}
	default:
		to, l.Left = s.at(*p.High), true
		l.Dots = []string{pc(to)}
	}
	l.X1, l.X2 = pc(from), pc(to)
	return l
}

package score

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// GoldQuotes is one text with its attributions, as PolNeAR (Newell, Margolin
// and Ruths 2018) marks them in the stand-off format of brat.
type GoldQuotes struct {
	ID, Text string
	Quotes   []GoldQuote
}

// GoldQuote is one attribution: its spans in code points, each role several
// where the text breaks it and empty where the role is not filled.
type GoldQuote struct {
	Source, Cue, Content []dateline.Span
}

// ReadQuotes reads a folder in PolNeAR's layout: attributions/NAME_XXXX.ann
// beside text/NAME.txt. It fails where a file cannot be read or is broken, and
// where there is none.
func ReadQuotes(folder fs.FS) ([]GoldQuotes, error) {
	files, err := fs.Glob(folder, "attributions/*.ann")
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("reading quotes: no attributions/*.ann")
	}
	var out []GoldQuotes
	for _, name := range files {
		id := strings.TrimSuffix(path.Base(name), ".ann")
		txt, err := quoteText(folder, id)
		if err != nil {
			return nil, err
		}
		ann, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		g := GoldQuotes{ID: id, Text: string(txt)}
		if g.Quotes, err = parseBrat(string(ann)); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, g)
	}
	return out, nil
}

// quoteText reads the text of an annotation file, whose name may carry the
// annotator behind the last underscore.
func quoteText(folder fs.FS, id string) ([]byte, error) {
	if b, err := fs.ReadFile(folder, "text/"+id+".txt"); err == nil {
		return b, nil
	}
	if i := strings.LastIndexByte(id, '_'); i > 0 {
		id = id[:i]
	}
	return fs.ReadFile(folder, "text/"+id+".txt")
}

// parseBrat reads text-bound annotations (T) and events (E) of type
// Attribution with the roles Source, Cue and Content.
func parseBrat(ann string) ([]GoldQuote, error) {
	bound := map[string][]dateline.Span{}
	sc := bufio.NewScanner(strings.NewReader(ann))
	sc.Buffer(nil, 1<<20)
	var events []string
	for sc.Scan() {
		f := strings.Split(sc.Text(), "\t")
		switch {
		case len(f) >= 2 && strings.HasPrefix(f[0], "T"):
			spans, err := bratSpans(f[1])
			if err != nil {
				return nil, err
			}
			bound[f[0]] = spans
		case len(f) >= 2 && strings.HasPrefix(f[0], "E") && strings.HasPrefix(f[1], "Attribution"):
			events = append(events, f[1])
		}
	}
	if err := sc.Err(); err != nil {
		return nil, err
	}
	var out []GoldQuote
	for _, e := range events {
		if q := bratEvent(e, bound); len(q.Content) > 0 {
			out = append(out, q)
		}
	}
	slices.SortStableFunc(out, func(a, b GoldQuote) int { return a.Content[0].Start - b.Content[0].Start })
	return out, nil
}

func bratEvent(e string, bound map[string][]dateline.Span) GoldQuote {
	var q GoldQuote
	for arg := range strings.FieldsSeq(e) {
		role, id, _ := strings.Cut(arg, ":")
		switch strings.TrimRight(role, "0123456789") {
		case "Source":
			q.Source = append(q.Source, bound[id]...)
		case "Cue":
			q.Cue = append(q.Cue, bound[id]...)
		case "Content":
			q.Content = append(q.Content, bound[id]...)
		}
	}
	for _, s := range [][]dateline.Span{q.Source, q.Cue, q.Content} {
		slices.SortFunc(s, func(a, b dateline.Span) int { return a.Start - b.Start })
	}
	return q
}

// bratSpans reads "Source 10 14;20 25".
func bratSpans(s string) ([]dateline.Span, error) {
	_, ranges, _ := strings.Cut(s, " ")
	var out []dateline.Span
	for r := range strings.SplitSeq(ranges, ";") {
		a, b, _ := strings.Cut(strings.TrimSpace(r), " ")
		x, err := strconv.Atoi(a)
		if err != nil {
			return nil, fmt.Errorf("span %q: %w", s, err)
		}
		y, err := strconv.Atoi(strings.TrimSpace(b))
		if err != nil {
			return nil, fmt.Errorf("span %q: %w", s, err)
		}
		out = append(out, dateline.Span{Start: x, End: y})
	}
	return out, nil
}

// Count is found, right and wanted of one measure.
type Count struct{ Right, Found, Gold int }

// Precision of the count, in percent.
func (c Count) Precision() float64 { return percent(c.Right, c.Found) }

// Recall of the count, in percent.
func (c Count) Recall() float64 { return percent(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall, in percent.
func (c Count) F1() float64 { return percent(2*c.Right, c.Found+c.Gold) }

// QuoteScore counts attributions over many texts.
type QuoteScore struct {
	Texts        int
	Content      Count // Jaccard of the contents' letters at least one half
	ExactSource  Count // the whole span or spans, to the letter
	ExactCue     Count
	ExactContent Count
	Speaker      Count // Right: of the matched contents, speakers with Jaccard at least one half
	SpeakerExact Count // Right: of the matched contents, speakers to the letter
	WithSpeaker  int   // matched contents whose speaker the gold names

	// Unknown counts matched direct contents left without a speaker though the
	// gold, in DirectWithSpeaker cases, names one.
	Unknown, DirectWithSpeaker int

	// Forms has the figures by form, which the marks alone decide, for gold and
	// found alike.
	Forms map[dateline.StatementForm]*FormScore
}

// FormScore counts the attributions of one form. Whether a content begins and
// ends with the marks themselves is settled differently by annotators and
// readers ("that “...”" or "“...”"), so a pair may differ in form: recall asks
// how many of the gold's are found in whatever form, precision how many of the
// found are gold in whatever form.
type FormScore struct {
	Recall    Count // Gold, and Right of them
	Precision Count // Found, and Right of them
	Same      int   // pairs of the same form on both sides
	Speaker   Count // Right: of the gold's that are matched and have a speaker, those whose speaker is right
}

// Matched is one pair of gold and found attribution, -1 where one is missing.
type Matched struct{ Gold, Found int }

// Add counts one text: found are the attributions read, exported (spans in
// code points). It returns how they were matched.
func (s *QuoteScore) Add(gold *GoldQuotes, found []dateline.Statement) []Matched {
	letters := []rune(gold.Text)
	s.Texts++
	if s.Forms == nil {
		s.Forms = map[dateline.StatementForm]*FormScore{dateline.Direct: {}, dateline.Mixed: {}, dateline.Indirect: {}}
	}
	pairs := match(gold.Quotes, found)
	s.Content.Gold += len(gold.Quotes)
	s.Content.Found += len(found)
	for _, g := range gold.Quotes {
		s.Forms[formOf(letters, g.Content)].Recall.Gold++
	}
	for i := range found {
		s.Forms[formOf(letters, found[i].Content)].Precision.Found++
	}
	for _, m := range pairs {
		if m.Gold >= 0 && m.Found >= 0 {
			s.pair(letters, &gold.Quotes[m.Gold], &found[m.Found])
		}
	}
	s.exact(gold.Quotes, found)
	return pairs
}

func (s *QuoteScore) pair(letters []rune, g *GoldQuote, f *dateline.Statement) {
	s.Content.Right++
	form, other := s.Forms[formOf(letters, g.Content)], s.Forms[formOf(letters, f.Content)]
	form.Recall.Right++
	other.Precision.Right++
	if form == other {
		form.Same++
	}
	direct := isQuoted(letters, g.Content)
	if len(g.Source) == 0 {
		return
	}
	s.WithSpeaker++
	form.Speaker.Gold++
	if direct {
		s.DirectWithSpeaker++
	}
	if f.SpeakerSpan == nil {
		if direct {
			s.Unknown++
		}
		return
	}
	one := []dateline.Span{*f.SpeakerSpan}
	if jaccard(g.Source, one) >= 0.5 {
		s.Speaker.Right++
		form.Speaker.Right++
	}
	if sameSpans(g.Source, one) {
		s.SpeakerExact.Right++
	}
}

// exact counts whole spans, role by role.
func (s *QuoteScore) exact(gold []GoldQuote, found []dateline.Statement) {
	var g, f [3][][]dateline.Span
	for i := range gold {
		for r, spans := range [3][]dateline.Span{gold[i].Source, gold[i].Cue, gold[i].Content} {
			if len(spans) > 0 {
				g[r] = append(g[r], spans)
			}
		}
	}
	for i := range found {
		if p := found[i].SpeakerSpan; p != nil {
			f[0] = append(f[0], []dateline.Span{*p})
		}
		if p := found[i].Cue; p != nil {
			f[1] = append(f[1], []dateline.Span{p.Span})
		}
		f[2] = append(f[2], found[i].Content)
	}
	for r, c := range [3]*Count{&s.ExactSource, &s.ExactCue, &s.ExactContent} {
		c.Gold += len(g[r])
		c.Found += len(f[r])
		c.Right += common(g[r], f[r])
	}
}

func common(gold, found [][]dateline.Span) int {
	n := 0
	used := make([]bool, len(gold))
	for _, f := range found {
		for i, g := range gold {
			if !used[i] && sameSpans(f, g) {
				used[i] = true
				n++
				break
			}
		}
	}
	return n
}

func sameSpans(a, b []dateline.Span) bool {
	return slices.EqualFunc(a, b, func(x, y dateline.Span) bool { return x.Start == y.Start && x.End == y.End })
}

// match pairs gold and found by the best Jaccard of their contents, one half
// at least, each used once.
func match(gold []GoldQuote, found []dateline.Statement) []Matched {
	type pair struct {
		m Matched
		j float64
	}
	var all []pair
	for g := range gold {
		for f := range found {
			if j := jaccard(gold[g].Content, found[f].Content); j >= 0.5 {
				if c := found[f].Cue; c != nil && overlap(gold[g].Cue, []dateline.Span{c.Span}) > 0 {
					j += 0.25
				}
				all = append(all, pair{Matched{g, f}, j})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		switch {
		case a.j > b.j:
			return -1
		case a.j < b.j:
			return 1
		}
		return 0
	})
	usedGold, usedFound := make([]bool, len(gold)), make([]bool, len(found))
	var out []Matched
	for _, p := range all {
		if !usedGold[p.m.Gold] && !usedFound[p.m.Found] {
			usedGold[p.m.Gold], usedFound[p.m.Found] = true, true
			out = append(out, p.m)
		}
	}
	for g := range gold {
		if !usedGold[g] {
			out = append(out, Matched{g, -1})
		}
	}
	for f := range found {
		if !usedFound[f] {
			out = append(out, Matched{-1, f})
		}
	}
	return out
}

func jaccard(a, b []dateline.Span) float64 {
	both := overlap(a, b)
	if both == 0 {
		return 0
	}
	return float64(both) / float64(length(a)+length(b)-both)
}

func overlap(a, b []dateline.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	return n
}

func length(a []dateline.Span) int {
	n := 0
	for _, x := range a {
		n += x.Len()
	}
	return n
}

// isQuoted tells whether the first part opens with a quotation mark and the
// last one ends with one.
func isQuoted(text []rune, parts []dateline.Span) bool {
	return formOf(text, parts) == dateline.Direct
}

// formOf judges the form by the marks alone, for gold and found alike.
func formOf(text []rune, parts []dateline.Span) dateline.StatementForm {
	marks := 0
	for _, p := range parts {
		if p.Start < 0 || p.End > len(text) || p.Empty() {
			continue
		}
		for _, r := range text[p.Start:p.End] {
			if strings.ContainsRune("\"“”", r) {
				marks++
			}
		}
	}
	first, last := parts[0], parts[len(parts)-1]
	switch {
	case marks == 0:
		return dateline.Indirect
	case first.Start >= 0 && last.End <= len(text) && !last.Empty() && strings.ContainsRune("\"“", text[first.Start]) && strings.ContainsRune("\"”", text[last.End-1]):
		return dateline.Direct
	}
	return dateline.Mixed
}

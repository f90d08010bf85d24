package score

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"dateline"
)

// GoldDates is one text with its expressions of time: a TimeML document
// (TimeBank, AQUAINT; the text is its TEXT element) or a MEANTIME document
// (the text is its tokens, a line a sentence).
type GoldDates struct {
	Text      string
	Reference string          // day of creation, YYYY-MM-DD
	Dates     []GoldDate      // in the order of the text
	Creation  []dateline.Span // where the text states its own day of creation: not scored
}

// GoldDate is one TIMEX3; the span counts bytes.
type GoldDate struct {
	Span  dateline.Span
	Type  string
	Value string
}

// DateScore counts expressions of time found and understood over many texts,
// as TempEval-3 does (UzZaman et al. 2013): relaxed are spans that overlap,
// strict are equal ones, value are overlapping ones with the same value.
type DateScore struct {
	Texts, Gold, Found            int
	Relaxed, Strict, Value, Types int
}

// Add scores the dates found in one text.
func (s *DateScore) Add(gold *GoldDates, found []dateline.Date) {
	s.Texts++
	s.Gold += len(gold.Dates)
	g := 0
	for _, d := range found {
		if overlapsAny(gold.Creation, d.Span) {
			continue
		}
		s.Found++
		for g < len(gold.Dates) && gold.Dates[g].Span.End <= d.Span.Start {
			g++
		}
		if g == len(gold.Dates) || !gold.Dates[g].Span.Overlaps(d.Span) {
			continue
		}
		s.match(&gold.Dates[g], &d)
		g++ // each gold expression counts once
	}
}

func (s *DateScore) match(g *GoldDate, d *dateline.Date) {
	s.Relaxed++
	if g.Span.Start == d.Span.Start && g.Span.End == d.Span.End {
		s.Strict++
	}
	if g.Value == d.Value {
		s.Value++
	}
	if strings.EqualFold(g.Type, string(d.Type)) {
		s.Types++
	}
}

func overlapsAny(spans []dateline.Span, s dateline.Span) bool {
	for _, c := range spans {
		if c.Overlaps(s) {
			return true
		}
	}
	return false
}

// F1 of a count of matches, in percent.
func (s *DateScore) F1(n int) float64 { return percent(2*n, s.Found+s.Gold) }

// Precision of a count of matches, in percent.
func (s *DateScore) Precision(n int) float64 { return percent(n, s.Found) }

// Recall of a count of matches, in percent.
func (s *DateScore) Recall(n int) float64 { return percent(n, s.Gold) }

// ReadDates reads a TimeML or MEANTIME document.
func ReadDates(r io.Reader) (*GoldDates, error) {
	dec := xml.NewDecoder(r)
	for {
		tok, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("neither TimeML nor MEANTIME: %w", err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			switch e.Name.Local {
			case "TimeML":
				return readTimeML(dec)
			case "Document":
				return readMeantime(dec)
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func isCreation(e xml.StartElement) bool {
	f := attr(e, "functionInDocument")
	return f == "CREATION_TIME" || f == "PUBLICATION_TIME"
}

// readTimeML keeps the text of the TEXT element and the TIMEX3 within.
func readTimeML(dec *xml.Decoder) (*GoldDates, error) {
	g := &GoldDates{}
	var b strings.Builder
	var open []xml.StartElement
	var starts []int
	inText := false
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			g.Text = b.String()
			return g, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "TEXT":
				inText = true
			case "TIMEX3":
				if isCreation(t) && g.Reference == "" {
					g.Reference = dayOf(attr(t, "value"))
				}
				open, starts = append(open, t.Copy()), append(starts, b.Len())
			}
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "TEXT":
				inText = false
			case "TIMEX3":
				n := len(open) - 1
				if inText {
					g.keep(open[n], dateline.Span{Start: starts[n], End: b.Len()})
				}
				open, starts = open[:n], starts[:n]
			}
		}
	}
}

func (g *GoldDates) keep(e xml.StartElement, s dateline.Span) {
	switch {
	case s.Empty(): // durations without words of their own
	case isCreation(e):
		g.Creation = append(g.Creation, s)
	default:
		g.Dates = append(g.Dates, GoldDate{Span: s, Type: attr(e, "type"), Value: attr(e, "value")})
	}
}

// dayOf cuts a TIMEX3 value down to its day.
func dayOf(v string) string {
	if len(v) >= 10 {
		return v[:10]
	}
	if len(v) == 8 && !strings.Contains(v, "-") {
		return v[:4] + "-" + v[4:6] + "-" + v[6:]
	}
	return v
}

type meantimeToken struct {
	Sentence string `xml:"sentence,attr"`
	ID       string `xml:"t_id,attr"`
	Word     string `xml:",chardata"`
}

type meantimeTimex struct {
	Type     string `xml:"type,attr"`
	Value    string `xml:"value,attr"`
	Function string `xml:"functionInDocument,attr"`
	Anchors  []struct {
		ID string `xml:"t_id,attr"`
	} `xml:"token_anchor"`
}

func readMeantime(dec *xml.Decoder) (*GoldDates, error) {
	g := &GoldDates{}
	spans := map[string]dateline.Span{}
	var b strings.Builder
	last := ""
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			g.Text = b.String()
			sort.SliceStable(g.Dates, func(i, j int) bool { return g.Dates[i].Span.Start < g.Dates[j].Span.Start })
			return g, nil
		}
		if err != nil {
			return nil, err
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "token":
			var t meantimeToken
			if err := dec.DecodeElement(&t, &e); err != nil {
				return nil, err
			}
			separate(&b, t.Sentence, last)
			last = t.Sentence
			start := b.Len()
			b.WriteString(t.Word)
			spans[t.ID] = dateline.Span{Start: start, End: b.Len()}
		case "TIMEX3":
			var t meantimeTimex
			if err := dec.DecodeElement(&t, &e); err != nil {
				return nil, err
			}
			g.keepTokens(e, t, spans)
		}
	}
}

func separate(b *strings.Builder, sentence, last string) {
	switch {
	case b.Len() == 0:
	case sentence == last:
		b.WriteByte(' ')
	default:
		b.WriteString("\n\n")
	}
}

func (g *GoldDates) keepTokens(e xml.StartElement, t meantimeTimex, spans map[string]dateline.Span) {
	if isCreation(e) && g.Reference == "" {
		g.Reference = dayOf(t.Value)
	}
	var ids []int
	for _, a := range t.Anchors {
		if n, err := strconv.Atoi(a.ID); err == nil {
			ids = append(ids, n)
		}
	}
	if len(ids) == 0 {
		return
	}
	sort.Ints(ids)
	first, last := spans[strconv.Itoa(ids[0])], spans[strconv.Itoa(ids[len(ids)-1])]
	g.keep(e, dateline.Span{Start: first.Start, End: last.End})
}

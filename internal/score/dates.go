package score

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"dateline"
)

// GoldDates is one text with its expressions of time, as TimeML marks them.
type GoldDates struct {
	ID, Text string
	Created  string // value of the document creation time
	Dates    []dateline.Date
}

// ReadTimeML reads a TimeML file (as TempEval-3 gives them: UzZaman et al.
// 2013): the text of its TEXT element and the TIMEX3 in it. Spans count bytes.
func ReadTimeML(r io.Reader) (GoldDates, error) {
	p := timeML{dec: xml.NewDecoder(r)}
	p.dec.Strict = false
	for {
		tok, err := p.dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return p.out, err
		}
		p.token(tok)
	}
	p.out.Text = p.text.String()
	if !p.seen {
		return p.out, fmt.Errorf("no TEXT element: not a TimeML file")
	}
	return p.out, nil
}

type timeML struct {
	dec         *xml.Decoder
	out         GoldDates
	text        strings.Builder
	in, dct, id bool
	seen        bool
	open        []int // indices of TIMEX3 that are open
}

func (p *timeML) token(tok xml.Token) {
	switch t := tok.(type) {
	case xml.StartElement:
		p.start(t)
	case xml.EndElement:
		p.end(t.Name.Local)
	case xml.CharData:
		if p.in {
			p.text.Write(t)
		}
		if p.id {
			p.out.ID += strings.TrimSpace(string(t))
		}
	}
}

func (p *timeML) start(t xml.StartElement) {
	switch t.Name.Local {
	case "TEXT":
		p.in, p.seen = true, true
	case "DOCID":
		p.id = true
	case "DCT":
		p.dct = true
	case "TIMEX3":
		if p.dct {
			p.out.Created = attr(t, "value")
		}
		if p.in {
			p.open = append(p.open, len(p.out.Dates))
			p.out.Dates = append(p.out.Dates, dateline.Date{
				ID: attr(t, "tid"), Type: dateline.DateType(strings.ToLower(attr(t, "type"))), Value: attr(t, "value"),
				Span: dateline.Span{Start: p.text.Len()},
			})
		}
	}
}

func (p *timeML) end(name string) {
	switch name {
	case "TEXT":
		p.in = false
	case "DOCID":
		p.id = false
	case "DCT":
		p.dct = false
	case "TIMEX3":
		if n := len(p.open); p.in && n > 0 {
			p.out.Dates[p.open[n-1]].Span.End = p.text.Len()
			p.open = p.open[:n-1]
		}
	}
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// DateScore counts expressions of time found over many texts: overlapping a
// gold one (relaxed), with its exact span (strict), and overlapping with its
// value or type (TempEval-3's measures).
type DateScore struct {
	Texts, Gold, Found           int
	Relaxed, Strict, Value, Type int
}

// F1 is the harmonic mean of precision and recall of one of the counts, in
// per cent.
func (s *DateScore) F1(right int) float64 { return percent(2*right, s.Gold+s.Found) }

// DatePair is a gold expression and the one found over it; one of them may be
// missing.
type DatePair struct{ Gold, Found *dateline.Date }

// Add compares one text's expressions and gives the pairs. Each found
// expression answers to at most one gold one, the first it overlaps.
func (s *DateScore) Add(gold, found []dateline.Date) []DatePair {
	s.Texts++
	s.Gold += len(gold)
	s.Found += len(found)
	used := make([]bool, len(found))
	var pairs []DatePair
	for i := range gold {
		p := DatePair{Gold: &gold[i]}
		for j := range found {
			if !used[j] && found[j].Span.Overlaps(gold[i].Span) {
				used[j] = true
				p.Found = &found[j]
				s.count(&gold[i], &found[j])
				break
			}
		}
		pairs = append(pairs, p)
	}
	for j := range found {
		if !used[j] {
			pairs = append(pairs, DatePair{Found: &found[j]})
		}
	}
	return pairs
}

func (s *DateScore) count(g, f *dateline.Date) {
	s.Relaxed++
	if f.Span.Start == g.Span.Start && f.Span.End == g.Span.End {
		s.Strict++
	}
	if f.Value == g.Value {
		s.Value++
	}
	if f.Type == g.Type {
		s.Type++
	}
}

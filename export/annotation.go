package export

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"dateline"
	"dateline/query"
)

// annotation is a W3C Web Annotation (https://www.w3.org/TR/annotation-model/).
type annotation struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Motivation string   `json:"motivation"`
	Created    string   `json:"created,omitempty"`
	Generator  agent    `json:"generator"`
	Body       []any    `json:"body"`
	Target     []target `json:"target"`
}

type agent struct {
	ID   string `json:"id"`
	Type string `json:"type"`
	Name string `json:"name"`
}

type textualBody struct {
	Type    string `json:"type"`
	Value   string `json:"value"`
	Format  string `json:"format"`
	Purpose string `json:"purpose"`
}

// dataBody holds the row itself. Terms beside the annotation model's own are
// in the record's namespace.
type dataBody struct {
	Type    string `json:"type"`
	Format  string `json:"format"`
	Value   string `json:"value"`
	Purpose string `json:"purpose"`
}

type target struct {
	Source   string `json:"source"`
	Selector []any  `json:"selector"`
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"` // code points, as the model asks
	End   int    `json:"end"`
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

const annotationContext = "http://www.w3.org/ns/anno.jsonld"

func writeAnnotations(w io.Writer, _ Layer, set Set, o Options) (c counts, err error) {
	out := &collection{w: w}
	if err := out.open(`{"@context":"` + annotationContext + `","id":"urn:dateline:annotations:` + urnPart(o.Query) + `","type":"AnnotationPage","items":[`); err != nil {
		return c, err
	}
	err = each(set.Readings, func(r *dateline.Reading) error {
		for _, a := range annotations(r, o.Made) {
			c.rows++
			if err := out.add(a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return c, err
	}
	return c, out.open("\n]}\n")
}

// annotations are the statements, events and figures of a reading.
func annotations(r *dateline.Reading, made time.Time) []annotation {
	rows, page := query.Rows(r), newPage(r, made)
	var out []annotation
	for i := range rows.Statements {
		s := &rows.Statements[i]
		out = append(out, page.annotation(s.ID, "identifying", saying(s), s, s.Content))
	}
	for i := range rows.Events {
		e := &rows.Events[i]
		out = append(out, page.annotation(e.ID, "classifying", acting(e), e, e.Evidence))
	}
	for i := range rows.Figures {
		g := &rows.Figures[i]
		out = append(out, page.annotation(g.ID, "identifying", counting(g), g, g.Evidence))
	}
	return out
}

// page finds the words around a span of one dispatch's text.
type page struct {
	source  string
	text    string
	made    string
	offsets []int // byte offset of every 64th code point
}

const stride = 64

func newPage(r *dateline.Reading, made time.Time) *page {
	p := &page{source: "urn:sha256:" + r.Dispatch.ID, text: r.Dispatch.Text, made: made.UTC().Format(time.RFC3339)}
	n := 0
	for i := range p.text {
		if n%stride == 0 {
			p.offsets = append(p.offsets, i)
		}
		n++
	}
	return p
}

// byteOf is where code point n begins.
func (p *page) byteOf(n int) int {
	if n < 0 || n/stride >= len(p.offsets) {
		return len(p.text)
	}
	at := p.offsets[n/stride]
	for range n % stride {
		_, size := utf8.DecodeRuneInString(p.text[at:])
		at += size
	}
	return at
}

// around is how much text a quote selector gives on either side, in bytes.
const around = 32

func (p *page) target(s dateline.Span) target {
	start := p.byteOf(s.Start)
	end := min(start+len(s.Text), len(p.text))
	before, after := p.text[max(0, start-around):start], p.text[end:min(len(p.text), end+around)]
	return target{Source: p.source, Selector: []any{
		positionSelector{"TextPositionSelector", s.Start, s.End},
		quoteSelector{"TextQuoteSelector", s.Text, strings.ToValidUTF8(before, ""), strings.ToValidUTF8(after, "")},
	}}
}

func (p *page) annotation(id, motivation, words string, row any, spans []dateline.Span) annotation {
	data, err := plainJSON(row)
	if err != nil {
		data = []byte("{}") // a row is plain data: it cannot fail
	}
	a := annotation{
		ID: "urn:dateline:" + id, Type: "Annotation", Motivation: motivation, Created: p.made,
		Generator: agent{"urn:dateline:engine:" + dateline.Engine, "Software", dateline.Engine},
		Body: []any{
			textualBody{"TextualBody", words, "text/plain", "describing"},
			dataBody{"TextualBody", "application/json", string(data), "classifying"},
		},
		Target: []target{},
	}
	for _, s := range spans {
		a.Target = append(a.Target, p.target(s))
	}
	return a
}

// saying puts a statement in a line: holder, stance, form.
func saying(s *query.Statement) string {
	who := s.Speaker.Name
	if who == "" {
		who = s.As
	}
	if who == "" {
		who = "somebody not named"
	}
	return fmt.Sprintf("%s %s (%s)", who, s.Stance, s.Form)
}

// acting puts an event in a line: type, parties, the source's own word.
func acting(e *query.Event) string {
	s := string(e.Type) + ": " + orSomebody(query.Names(e.Actors))
	if t := query.Names(e.Targets); t != "" {
		s += " → " + t
	}
	return fmt.Sprintf("%s, \"%s\" (%s)", s, e.Words, e.Status)
}

func orSomebody(s string) string {
	if s == "" {
		return "somebody"
	}
	return s
}

// counting puts a figure in a line.
func counting(g *query.Figure) string {
	s := g.Measure
	if g.Who != "" {
		s += " " + g.Who
	}
	return fmt.Sprintf("%s: \"%s\"", s, g.Wording)
}

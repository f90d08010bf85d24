// Package read is the way through: one dispatch in, one reading out. It is
// the only package, beside the training commands, that knows the stages; each
// stage is a pure function of the page and the reading so far, and its layer
// is assigned here and nowhere else.
package read

import (
	"dateline"
	"dateline/internal/coref"
	"dateline/internal/date"
	"dateline/internal/event"
	"dateline/internal/figure"
	"dateline/internal/header"
	"dateline/internal/place"
	"dateline/internal/segment"
	"dateline/internal/statement"
	"dateline/internal/text"
)

// Reader reads dispatches. It holds the opened models and may be used by many
// goroutines at once.
type Reader struct{ language *language }

// New opens the models that are built into the program.
func New() (*Reader, error) { return NewBeam(DefaultBeam) }

// NewBeam is [New] with a parser that keeps beam states; 1 is greedy, the
// quickest.
func NewBeam(beam int) (*Reader, error) {
	l, err := openLanguage(beam)
	if err != nil {
		return nil, err
	}
	return &Reader{language: l}, nil
}

// Read finds everything in one dispatch. Any text is valid: what cannot be
// read yields fewer findings or findings with a doubt. The dispatch handed in
// is completed: its id, zones, dateline and reference are set.
//
// Spans of the reading count bytes; [Export] turns them into code points.
func (r *Reader) Read(d *dateline.Dispatch) *dateline.Reading {
	out, _ := r.ReadPage(d)
	return out
}

// ReadPage is [Reader.Read] that also gives the page with its paragraphs,
// sentences and trees.
func (r *Reader) ReadPage(d *dateline.Dispatch) (*dateline.Reading, *text.Doc) {
	out := &dateline.Reading{Format: dateline.ReadingFormat, Engine: dateline.Engine}
	doc, head := r.page(d)
	settle(doc, &head)
	out.Dates = date.Find(doc, d.Reference)
	doc.Mentions, out.Names = r.language.names.Find(doc)
	doc.Mentions, out.Names = coref.Link(doc, doc.Mentions, out.Names)
	out.Places = place.Find(doc)
	link(d, &head, out)
	out.Statements, out.Names = statement.Find(doc, out)
	out.Events, out.Names = event.Find(doc, out, r.language.facts)
	out.Figures = figure.Find(doc, out)
	finish(out, doc)
	return out, doc
}

// Attributions is what the dispatch's text puts into somebody's mouth or mind,
// exported: the statements and, beside them, what is only thought, hoped or
// wanted, whose rule begins with "thought".
func (r *Reader) Attributions(d *dateline.Dispatch) []dateline.Statement {
	out, doc := r.ReadPage(d)
	out.Statements = statement.Attributions(doc, out)
	Export(out)
	return out.Statements
}

// Page lays the language core over a dispatch: sentences, tokens, tags, trees.
func (r *Reader) Page(d *dateline.Dispatch) *text.Doc {
	doc, _ := r.page(d)
	return doc
}

func (r *Reader) page(d *dateline.Dispatch) (*text.Doc, header.Header) {
	doc := text.New(d)
	head := header.Read(doc)
	doc.Zones, doc.Filed = head.Zones, filed(&head)
	doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, doc.Zones)
	doc.MarkCaps()
	doc.Tags = r.language.tags(doc)
	doc.Tree = r.language.parser.Parse(doc)
	return doc, head
}

// Export turns the spans of a reading from bytes into code points and fills
// in their words. Call it once, when the reading leaves the program.
func Export(r *dateline.Reading) { text.Export(r) }

package ingest

import (
	"bytes"
	"strings"

	"dateline"
	"dateline/ingest/page"
)

// nitf takes a part for one News Industry Text Format document.
func (w *walk) nitf(p *part) {
	w.document(p, "application/nitf+xml", func(root *node) []*Item {
		return []*Item{nitfItem(root)}
	})
}

// document parses a part as XML and hands over what is found in it; a
// document that breaks off gives what there is, after the fault.
func (w *walk) document(p *part, media string, read func(root *node) []*Item) {
	b, cut, ok := w.whole(p, w.lim.Item)
	if !ok {
		return
	}
	d := decode(b, p.media)
	root, err := parseXML(d.text, w.lim.Depth)
	if err != nil && !w.fault(p.at, "not well-formed XML", "", err) || root == nil {
		if err == nil {
			w.fault(p.at, "an XML document without an element", "", nil)
		}
		return
	}
	items := read(root)
	for i, it := range items {
		it.Raw, it.Media, it.Charset, it.Origin = b, media, d.charset, p.at
		if len(items) > 1 {
			it.Origin.Record = i + 1
			it.Raw, it.Origin.Offset = slice(b, d, it.from, it.to)
		}
		if it.Dispatch.Replaced = d.replaced; cut || err != nil {
			it.Notes = append(it.Notes, "cut short")
		}
		if !w.item(p, it) {
			return
		}
	}
}

// slice gives the bytes that a stretch of the decoded text was written with,
// and where they begin.
func slice(b []byte, d decoded, from, to int) ([]byte, int64) {
	m := Map(through([]page.Run{{Text: from, Size: to - from, Raw: from, RawSize: to - from}}, d.back))
	if a, z, ok := m.Raw(from, to); ok {
		from, to = a, z
	}
	from = min(max(from, 0), len(b))
	to = min(max(to, from), len(b))
	return bytes.Clone(b[from:to]), int64(from)
}

// nitfItem reads the fields of a NITF document.
func nitfItem(root *node) *Item {
	it := &Item{Dispatch: &dateline.Dispatch{}}
	head, body := root.child("head"), root.child("body")
	doc := head.child("docdata")
	it.SourceID = doc.child("doc-id").attr("id-string")
	it.Version = doc.child("du-key").attr("version")
	it.Dispatch.Ref = it.SourceID
	it.Dispatch.Headline, it.From.Title = nitfTitle(head, body)
	it.Dispatch.Source, it.From.Source = firstOf(
		field{doc.child("doc.copyright").attr("holder"), "nitf:doc.copyright"},
		field{body.child("body.head", "distributor").words(), "nitf:distributor"},
		field{head.find("pubdata").attr("name"), "nitf:pubdata"},
		field{doc.child("doc-id").attr("regsrc"), "nitf:doc-id"})
	it.Author, it.From.Author = firstOf(field{body.child("body.head", "byline").words(), "nitf:byline"})
	it.publish(doc.child("date.issue").attr("norm"), "nitf:date.issue")
	it.publish(body.find("story.date").attr("norm"), "nitf:story.date")
	it.publish(head.find("pubdata").attr("date.publication"), "nitf:pubdata")
	if lang := root.attr("lang"); lang != "" {
		it.Dispatch.Lang = lang
	}
	if doc.child("correction") != nil {
		it.Dispatch.Kind = dateline.KindCorrection
	}
	if strings.EqualFold(doc.attr("management-status"), "canceled") || strings.EqualFold(doc.attr("management-status"), "killed") {
		it.Dispatch.Kind = dateline.KindKill
	}
	it.Dispatch.Text = dated(body.child("body.head", "dateline").words(), paragraphs(body.child("body.content")))
	return it
}

// dated puts a dateline that stands apart before the text: on its line when it
// ends in a dash, as the wires print it, else above it.
func dated(line, text string) string {
	switch {
	case line == "" || strings.HasPrefix(text, line):
		return text
	case strings.HasSuffix(line, "-") || strings.HasSuffix(line, "\u2013") || strings.HasSuffix(line, "\u2014"):
		return line + " " + text
	}
	return line + "\n\n" + text
}

func nitfTitle(head, body *node) (string, string) {
	return firstOf(
		field{body.child("body.head", "hedline", "hl1").words(), "nitf:hl1"},
		field{body.child("body.head", "hedline").words(), "nitf:hedline"},
		field{head.child("title").words(), "nitf:title"})
}

// field is a value and the element that gave it.
type field struct{ value, from string }

// firstOf gives the first value that is not empty.
func firstOf(list ...field) (value, from string) {
	for _, f := range list {
		if f.value != "" {
			return f.value, f.from
		}
	}
	return "", ""
}

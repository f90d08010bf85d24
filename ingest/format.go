package ingest

import (
	"bytes"
	"mime"
	"path"
	"slices"
	"strings"
)

// format is one kind of input.
type format struct {
	name  string
	media string
	// looks tells whether a part begins like this format. head is its first
	// bytes without byte order mark, white space and, for XML, prologue.
	looks func(h *head) bool
	take  func(w *walk, p *part)
}

// wraps tells a format that holds others, which a format that was asked for
// may lie within.
func (f *format) wraps() bool { return f.name == "zip" || f.name == "gzip" || f.name == "warc" }

// formats lists what is read, in the order in which the sniffer tries them:
// marks in the bytes first, then names of elements, then looks. The last takes
// everything.
var formats []format

func init() {
	formats = []format{
		{"zip", "application/zip", func(h *head) bool { return h.starts("PK\x03\x04") || h.starts("PK\x05\x06") }, (*walk).zip},
		{"warc", "application/warc", (*head).warc, (*walk).warc},
		{"gzip", "application/gzip", func(h *head) bool { return h.starts("\x1f\x8b") }, (*walk).gzip},
		{"database", "application/vnd.sqlite3", (*head).own, (*walk).database},
		{"muc", "text/plain", (*head).muc, (*walk).muc},
		{"reuters-sgml", "text/sgml", (*head).sgml, (*walk).sgml},
		{"feed", "application/rss+xml", rooted("rss", "RDF", "feed"), (*walk).feed},
		{"newsml", "application/vnd.iptc.g2.newsitem+xml", rooted("newsItem", "newsMessage"), (*walk).newsml},
		{"nitf", "application/nitf+xml", rooted("nitf"), (*walk).nitf},
		{"jsonl", "application/jsonl", (*head).jsonLines, (*walk).lines},
		{"json", "application/json", (*head).json, (*walk).json},
		{"html", "text/html", (*head).html, (*walk).html},
		{"xml", "application/xml", (*head).xml, (*walk).xml},
		{"text", "text/plain", func(*head) bool { return true }, (*walk).text},
	}
}

// Formats gives the names of the formats that [Options.Format] may force.
func Formats() []string {
	var out []string
	for _, f := range formats {
		if f.name != "database" {
			out = append(out, f.name)
		}
	}
	return out
}

// head is the beginning of a part as the sniffer sees it.
type head struct {
	raw   []byte // as it stands
	trim  []byte // without mark and white space
	name  string // file name, for its suffix
	media string // as declared, without parameters
	whole bool   // raw is all there is

	rooted  bool
	element string // name of the first element, once looked up
}

func newHead(p *part) *head {
	b, err := p.in.Peek(window)
	h := &head{raw: b, name: strings.ToLower(p.hint()), whole: err != nil}
	h.media, _, _ = mime.ParseMediaType(p.media)
	h.trim = bytes.TrimLeft(loose(b), " \t\r\n\f")
	return h
}

// hint is the name whose suffix may speak for the format.
func (p *part) hint() string {
	if p.at.Member != "" {
		return path.Base(p.at.Member)
	}
	return path.Base(p.at.Path)
}

// loose takes the byte order mark off, and the zero bytes of UTF-16 out, so
// that the sniffer sees the letters.
func loose(b []byte) []byte {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return bytes.ReplaceAll(b[2:], []byte{0}, nil)
	}
	return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
}

func (h *head) starts(s string) bool { return bytes.HasPrefix(h.raw, []byte(s)) }

func (h *head) suffix(list ...string) bool {
	for _, s := range list {
		if strings.HasSuffix(h.name, s) {
			return true
		}
	}
	return false
}

// jsonLines tells a file of one JSON object a line from one JSON document.
func (h *head) jsonLines() bool {
	if len(h.trim) == 0 || h.trim[0] != '{' {
		return h.suffix(".jsonl", ".ndjson") && len(h.trim) > 0
	}
	if h.suffix(".jsonl", ".ndjson") {
		return true
	}
	line, rest, more := bytes.Cut(h.trim, []byte("\n"))
	line = bytes.TrimSpace(line)
	rest = bytes.TrimSpace(rest)
	switch {
	case !more && !h.whole: // a first line longer than the window
		return !h.suffix(".json")
	case !bytes.HasSuffix(line, []byte("}")):
		return false
	}
	return len(rest) > 0 && rest[0] == '{' || !h.suffix(".json")
}

// rooted tells a document by the name of its element.
func rooted(names ...string) func(*head) bool {
	return func(h *head) bool {
		return len(h.trim) > 0 && h.trim[0] == '<' && slices.Contains(names, h.root())
	}
}

// root is the name of the document's element.
func (h *head) root() string {
	if !h.rooted {
		h.rooted, h.element = true, rootOf(string(h.trim))
	}
	return h.element
}

func (h *head) xml() bool { return bytes.HasPrefix(h.trim, []byte("<?xml")) }

// xml takes a part for a document of a kind that is not read.
func (w *walk) xml(p *part) {
	w.fault(p.at, "an XML document of a kind that is not read", "RSS, Atom, NewsML-G2, NITF and XHTML are", nil)
}

// part takes one part of the input apart: by the format asked for, or else by
// its looks.
func (w *walk) part(p *part) {
	if !w.more() {
		return
	}
	h := newHead(p)
	for _, f := range formats {
		if w.o.Format != "" && f.name != w.o.Format && !f.wraps() {
			continue
		}
		if f.name == w.o.Format || f.looks(h) {
			f.take(w, p)
			return
		}
	}
	w.fault(p.at, "unknown format "+w.o.Format, "one of "+strings.Join(Formats(), ", "), nil)
}

package ingest

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// node is an element of an XML document, or a text when its name is empty.
type node struct {
	name  string // local name
	space string
	attrs []xml.Attr
	kids  []*node
	text  string
	start int // first byte in the document
	end   int
}

var errDeep = errors.New("nested too deeply")

// parseXML reads a document of UTF-8. It is lenient: end tags may be missing
// at the end, and an entity that nobody declares in the standard stays as it
// is written; what a document type declares is not read, so nothing expands.
// What was read before an error comes back with it. The tree is bounded in
// depth, and by the document in size.
func parseXML(s string, depth int) (*node, error) {
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	root := &node{}
	open := []*node{root}
	for {
		at := int(d.InputOffset())
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return first(root), fmt.Errorf("byte %d: %w", at, err)
		}
		top := open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if len(open) > depth {
				return first(root), fmt.Errorf("byte %d: %w", at, errDeep)
			}
			n := &node{name: t.Name.Local, space: t.Name.Space, attrs: t.Copy().Attr, start: at}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			top.end = int(d.InputOffset())
			open = open[:max(len(open)-1, 1)]
		case xml.CharData:
			top.kids = append(top.kids, &node{text: string(t), start: at})
		}
	}
	return first(root), nil
}

// first is the document's element.
func first(root *node) *node {
	for _, k := range root.kids {
		if k.name != "" {
			return k
		}
	}
	return nil
}

// attr is the value of an attribute by its local name.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// child is the first element below n that is reached by the names.
func (n *node) child(names ...string) *node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		var next *node
		for _, k := range n.kids {
			if k.name == name {
				next = k
				break
			}
		}
		n = next
	}
	return n
}

// all are the elements of a name at any depth, in order, at most limit.
func (n *node) all(name string, limit int) []*node {
	var out []*node
	n.walk(func(k *node) bool {
		if k.name == name && len(out) < limit {
			out = append(out, k)
			return false
		}
		return len(out) < limit
	})
	return out
}

// find is the first element of a name at any depth.
func (n *node) find(name string) *node {
	if all := n.all(name, 1); len(all) > 0 {
		return all[0]
	}
	return nil
}

// walk visits the elements below n in order; into one only when visit says so.
func (n *node) walk(visit func(*node) bool) {
	if n == nil {
		return
	}
	for _, k := range n.kids {
		if k.name != "" && visit(k) {
			k.walk(visit)
		}
	}
}

// words is all text below a node, its white space folded.
func (n *node) words() string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	n.gather(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *node) gather(b *strings.Builder) {
	b.WriteString(n.text)
	for _, k := range n.kids {
		if blockElements[k.name] {
			b.WriteByte(' ')
		}
		k.gather(b)
	}
}

// blockElements stand as paragraphs of their own, in NITF and in HTML.
var blockElements = set("p div article section h1 h2 h3 h4 h5 h6 ul ol dl dt dd li blockquote pre table tr br hl1 hl2 block bq fn hr body body.content body.head tagline abstract byline distributor dateline hedline nitf-table")

// silentElements hold no words of the report.
var silentElements = set("script style media media-caption media-metadata figcaption head docdata pubdata custom-table nitf-table-metadata nav note template noscript title")

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, s := range strings.Fields(list) {
		out[s] = true
	}
	return out
}

// paragraphs lays the words below nodes out as paragraphs, an empty line
// between them.
func paragraphs(nodes ...*node) string {
	var w pen
	for _, n := range nodes {
		w.node(n)
		w.gap = "\n\n"
	}
	return w.b.String()
}

type pen struct {
	b   strings.Builder
	gap string
}

func (w *pen) node(n *node) {
	if n == nil || silentElements[n.name] {
		return
	}
	if n.name == "" {
		w.words(n.text)
		return
	}
	block := blockElements[n.name]
	if n.name == "br" || n.name == "li" || n.name == "tr" || n.name == "dt" || n.name == "dd" {
		block = false
		w.line()
	}
	if block {
		w.gap = "\n\n"
	}
	for _, k := range n.kids {
		w.node(k)
		if n.name == "tr" {
			w.space("\t")
		}
	}
	if block {
		w.gap = "\n\n"
	} else if n.name == "li" || n.name == "tr" {
		w.line()
	}
}

// line asks for a line end; two in a row part paragraphs only by break
// elements.
func (w *pen) line() {
	if w.gap == "" || w.gap == " " || w.gap == "\t" {
		w.gap = "\n"
	}
}

func (w *pen) space(s string) {
	if w.gap == "" || w.gap == " " {
		w.gap = s
	}
}

func (w *pen) words(s string) {
	for i, f := range strings.Fields(s) {
		if i > 0 || s[0] <= ' ' {
			w.space(" ")
		}
		if w.b.Len() > 0 {
			w.b.WriteString(w.gap)
		}
		w.gap = ""
		w.b.WriteString(f)
	}
	if s != "" && s[len(s)-1] <= ' ' {
		w.space(" ")
	}
}

package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writer lays a tree out as paragraphs.
type writer struct {
	m     *marks
	menus map[*html.Node]bool // left out
	b     strings.Builder
	runs  []Run
	gap   string // what must come before the next letter
}

// maxDepth bounds the recursion; the parser's own bound is 512.
const maxDepth = 600

// dropped are the elements that hold no words of the report.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Iframe: true, atom.Template: true, atom.Svg: true,
	atom.Button: true, atom.Select: true, atom.Input: true, atom.Textarea: true, atom.Figcaption: true, atom.Head: true,
	atom.Title: true, atom.Nav: true, atom.Object: true, atom.Video: true, atom.Audio: true, atom.Canvas: true,
}

// blocks are the elements that stand as paragraphs of their own, with what
// parts them from the next.
var blocks = map[atom.Atom]string{
	atom.P: "\n\n", atom.Div: "\n\n", atom.Article: "\n\n", atom.Section: "\n\n", atom.H1: "\n\n", atom.H2: "\n\n", atom.H3: "\n\n",
	atom.H4: "\n\n", atom.H5: "\n\n", atom.H6: "\n\n", atom.Ul: "\n\n", atom.Ol: "\n\n", atom.Dl: "\n\n", atom.Blockquote: "\n\n",
	atom.Pre: "\n\n", atom.Table: "\n\n", atom.Header: "\n\n", atom.Footer: "\n\n", atom.Figure: "\n\n", atom.Address: "\n\n",
	atom.Main: "\n\n", atom.Aside: "\n\n", atom.Hr: "\n\n", atom.Form: "\n\n", atom.Body: "\n\n", atom.Center: "\n\n",
	atom.Br: "\n", atom.Li: "\n", atom.Dt: "\n", atom.Dd: "\n", atom.Tr: "\n", atom.Caption: "\n", atom.Td: "\t", atom.Th: "\t",
}

func (w *writer) text() string { return w.b.String() }

// paragraph makes the next letter begin a paragraph.
func (w *writer) paragraph() { w.need("\n\n") }

// need asks for a gap before the next letter; the widest that is asked for
// counts.
func (w *writer) need(gap string) {
	if rank(gap) > rank(w.gap) {
		w.gap = gap
	}
}

func rank(gap string) int { return strings.Index("| |\t|\n|\n\n|", "|"+gap+"|") }

// node writes an element with all below it.
func (w *writer) node(n *html.Node, depth int) {
	if depth > maxDepth {
		return
	}
	if n.Type == html.TextNode {
		w.words(n)
		return
	}
	// elements that were made while weighing have a name and no atom
	kind := atom.Lookup([]byte(n.Data))
	if n.Type == html.ElementNode && dropped[kind] || w.menus[n] {
		return
	}
	gap := blocks[kind]
	if kind == atom.Br && w.gap == "\n" {
		gap = "\n\n" // two in a row part paragraphs
	}
	w.need(gap)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, depth+1)
	}
	if kind != atom.Br {
		w.need(gap)
	}
}

// words writes one text with its white space folded, and its runs.
func (w *writer) words(n *html.Node) {
	places := w.m.places(n)
	s := n.Data
	for i := 0; i < len(s); {
		if space(s[i]) {
			w.need(" ")
			i++
			continue
		}
		j := i + 1
		for j < len(s) && !space(s[j]) {
			j++
		}
		w.fill()
		at := w.b.Len()
		w.b.WriteString(s[i:j])
		places = w.place(places, i, j, at-i)
		i = j
	}
}

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// fill writes the gap that is due; none comes before the first letter.
func (w *writer) fill() {
	if w.b.Len() > 0 {
		w.b.WriteString(w.gap)
	}
	w.gap = ""
}

// place keeps the runs of data[i:j), shifted to where it was written; it gives
// the places that are still to come.
func (w *writer) place(places []Run, i, j, shift int) []Run {
	for len(places) > 0 {
		r := places[0]
		if r.Text+r.Size <= i {
			places = places[1:]
			continue
		}
		if r.Text >= j {
			break
		}
		if r.Size == r.RawSize {
			from, to := max(i, r.Text), min(j, r.Text+r.Size)
			r = Run{from, to - from, r.Raw + from - r.Text, to - from}
		}
		r.Text += shift
		w.add(r)
		if places[0].Text+places[0].Size > j {
			break
		}
		places = places[1:]
	}
	return places
}

// add joins a run to the last one where both lie side by side in text and
// source.
func (w *writer) add(r Run) {
	if k := len(w.runs) - 1; k >= 0 {
		last := &w.runs[k]
		gap := r.Text - last.Text - last.Size
		if last.Size == last.RawSize && r.Size == r.RawSize && gap >= 0 && gap <= 1 && r.Raw-last.Raw-last.RawSize == gap &&
			w.m.src[last.Raw+last.RawSize:r.Raw] == w.b.String()[last.Text+last.Size:r.Text] {
			last.Size += gap + r.Size
			last.RawSize = last.Size
			return
		}
	}
	w.runs = append(w.runs, r)
}

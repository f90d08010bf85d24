// Package page finds the main text of a web page and keeps, for every byte of
// it, where in the page it came from. It reads the page's own statements of
// title, author and dates and says which element made them.
package page

import (
	"bytes"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Page is what a web page holds of a dispatch. Each field that a page states
// about itself comes with the element that stated it.
type Page struct {
	Text      string // paragraphs, an empty line between them
	Runs      []Run  // from Text to the source
	Title     Stated
	Author    Stated
	Site      Stated // name of the outlet
	Published Stated // as written
	Updated   Stated // as written
	Canonical string // address that the page gives for itself, resolved; "" when none
	Lang      string // as the root element declares it
	Notes     []string
}

// Stated is a value and the element that stated it, as "meta:og:title",
// "json-ld:headline", "time", "h1".
type Stated struct {
	Value, From string
}

// Run is a stretch of text [Text, Text+Size) that was taken from the bytes
// [Raw, Raw+RawSize) of the source. When the sizes are equal the two go in
// step, byte by byte; otherwise the whole stands for the whole, as "&amp;" for
// "&".
type Run struct {
	Text, Size   int
	Raw, RawSize int
}

// maxElements is the largest number of elements for which the main text is
// sought; of larger pages every paragraph is taken.
const maxElements = 30_000

// Read takes a page apart. src is UTF-8; address is where it was got, and may
// be empty. Any string is a page: what has no main text gives all its
// paragraphs, and a page nested too deeply is read as a row of paragraphs.
func Read(src, address string) *Page {
	src = plain(src)
	m := mark(src)
	root, err := html.Parse(strings.NewReader(m.marked))
	if err != nil {
		p := m.flat()
		p.Notes = append(p.Notes, "nested too deeply for a tree: all paragraphs taken")
		return p
	}
	m.unmark(root)
	p := &Page{}
	base, _ := url.Parse(address)
	if base == nil {
		base = &url.URL{}
	}
	p.state(root, base)
	m.main(p, root, base)
	return p
}

// Fragment reads a piece of HTML that is all text, such as the content of a
// feed's entry: every paragraph of it is taken.
func Fragment(src string) *Page {
	src = plain(src)
	m := mark(src)
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(m.marked), body)
	if err != nil {
		return m.flat()
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	m.unmark(body)
	w := writer{m: m}
	w.node(body, 0)
	return &Page{Text: w.text(), Runs: w.runs}
}

// plain takes out of a source what the marks are made of. No offset moves.
func plain(src string) string {
	if strings.IndexByte(src, 0) < 0 && !strings.Contains(src, open) && !strings.Contains(src, shut) {
		return src
	}
	src = strings.ReplaceAll(src, "\x00", " ")
	return strings.NewReplacer(open, "\ufffd", shut, "\ufffd").Replace(src)
}

// main finds the main text.
func (m *marks) main(p *Page, root *html.Node, base *url.URL) {
	head := heading(root, p.Title.Value)
	article, err := m.article(root, base)
	if err != nil || article == nil {
		if err != nil {
			p.Notes = append(p.Notes, err.Error()+": all paragraphs taken")
		}
		article = body(root)
	}
	if article == nil {
		return
	}
	w := writer{m: m, menus: menus(article)}
	if head != nil && !holds(article, head) {
		w.node(head, 0)
		w.paragraph()
	}
	w.node(article, 0)
	p.Text, p.Runs = w.text(), w.runs
}

var errSize = errors.New("more elements than are weighed")

// article is the part of the page that holds the main text, nil when there is
// none. The tree may be changed.
func (m *marks) article(root *html.Node, base *url.URL) (*html.Node, error) {
	if count(root) > maxElements {
		return nil, errSize
	}
	r := readability.NewParser()
	r.DisableJSONLD = true
	a, err := r.ParseDocument(root, base)
	if err != nil {
		return nil, err
	}
	return a.Node, nil
}

func count(root *html.Node) int {
	n := 0
	for d := range root.Descendants() {
		if d.Type == html.ElementNode {
			n++
		}
	}
	return n
}

func body(root *html.Node) *html.Node {
	return first(root, func(n *html.Node) bool { return n.DataAtom == atom.Body })
}

// first gives the first element in document order that is as asked.
func first(root *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && is(n) {
			return n
		}
	}
	return nil
}

// heading is the page's one first-level heading, when the title that the page
// states says the same.
func heading(root *html.Node, title string) *html.Node {
	var found *html.Node
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 || n.Type != html.ElementNode {
			continue
		}
		if s := words(n); s != "" && (title == "" || alike(s, title)) {
			found = n
			break
		}
	}
	return found
}

// alike tells whether one of two titles holds the other, or both begin with
// the same dozen letters.
func alike(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	n := min(12, len(a), len(b))
	return strings.Contains(a, b) || strings.Contains(b, a) || n == 12 && a[:n] == b[:n]
}

// holds tells whether the text of part is also in whole; whole may be a copy.
func holds(whole, part *html.Node) bool {
	want := ""
	for n := range part.Descendants() {
		if want = idOf(n); want != "" {
			break
		}
	}
	if want == "" {
		return true
	}
	for n := range whole.Descendants() {
		if idOf(n) == want {
			return true
		}
	}
	return false
}

// words is all text below a node with its white space folded.
func words(n *html.Node) string {
	var b bytes.Buffer
	for d := range n.Descendants() {
		if d.Type == html.TextNode && b.Len() < 1<<16 {
			b.WriteString(d.Data)
			if d.Parent != n {
				b.WriteByte(' ')
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// idOf is the number under which a text's places are kept; it survives the
// copying of trees.
func idOf(n *html.Node) string {
	if n.Type == html.TextNode && len(n.Attr) == 1 {
		return n.Attr[0].Val
	}
	return ""
}

func idNumber(n *html.Node) int {
	i, err := strconv.Atoi(idOf(n))
	if err != nil {
		return -1
	}
	return i
}

package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flat reads the source without a tree: every text outside scripts and
// navigation, parted where a block begins or ends.
func (m *marks) flat() *Page {
	p := &Page{}
	w := writer{m: m}
	z := html.NewTokenizer(strings.NewReader(m.marked))
	skip := atom.Atom(0)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		switch kind {
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case kind == html.StartTagToken && skip == 0 && dropped[a] && a != atom.Input && a != atom.Head:
				skip = a
			case kind == html.EndTagToken && a == skip:
				skip = 0
			}
			w.need(blocks[a])
		case html.TextToken:
			if skip != 0 {
				continue
			}
			n := &html.Node{Type: html.TextNode, Data: string(z.Text())}
			m.unmarkText(n)
			w.words(n)
		}
	}
	p.Text, p.Runs = w.text(), w.runs
	return p
}

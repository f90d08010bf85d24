package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// menus are the blocks below a node whose letters all stand in links: lists of
// sections, of related reports, of ways to share.
func menus(root *html.Node) map[*html.Node]bool {
	out := map[*html.Node]bool{}
	weigh(root, false, 0, out)
	return out
}

// weight counts what lies below a node.
type weight struct{ letters, linked, links int }

func weigh(n *html.Node, inLink bool, depth int, out map[*html.Node]bool) weight {
	var w weight
	if depth > maxDepth {
		return w
	}
	if n.Type == html.TextNode {
		w.letters = len(strings.TrimSpace(n.Data))
		if inLink {
			w.linked = w.letters
		}
		return w
	}
	kind := atom.Lookup([]byte(n.Data))
	if kind == atom.A && !inLink {
		inLink, w.links = true, 1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		x := weigh(c, inLink, depth+1, out)
		w.letters, w.linked, w.links = w.letters+x.letters, w.linked+x.linked, w.links+x.links
	}
	// links of a few words each, and next to nothing between them
	if w.links > 1 && (blocks[kind] == "\n\n" || blocks[kind] == "\t") && w.linked*10 >= w.letters*9 && w.letters < 60*w.links {
		out[n] = true
	}
	return w
}

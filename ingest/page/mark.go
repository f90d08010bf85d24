package page

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// The parser of HTML forgets where a text stood. So each text of the source is
// marked before parsing, with its number between two letters that the source
// does not hold, and the marks are taken out of the tree again.
const (
	open = "\ue000"
	shut = "\ue001"
)

// marks knows the texts of a source.
type marks struct {
	src    string
	marked string
	texts  []stretch // by number: from the first letter to the end of the text
	nodes  [][]piece // by the number of a node of the tree
}

// stretch is [start, end) in the source.
type stretch struct{ start, end int }

// piece says that the data of a text node from at on was written by a stretch
// of the source.
type piece struct {
	at int
	stretch
}

// untouched are the elements whose content is no text for people.
var untouched = map[string]bool{
	"script": true, "style": true, "xmp": true, "iframe": true, "noembed": true, "noframes": true, "plaintext": true, "noscript": true,
}

func mark(src string) *marks {
	m := &marks{src: src}
	var out strings.Builder
	out.Grow(len(src) + len(src)/8)
	z := html.NewTokenizer(strings.NewReader(src))
	pos, inside := 0, ""
	for {
		kind := z.Next()
		raw := z.Raw()
		at := pos
		pos += len(raw)
		if kind == html.ErrorToken {
			out.WriteString(src[min(at, len(src)):])
			break
		}
		switch kind {
		case html.StartTagToken:
			name, _ := z.TagName()
			if inside == "" && untouched[string(name)] {
				inside = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == inside {
				inside = ""
			}
		case html.TextToken:
			if inside == "" {
				m.text(&out, at, pos)
				continue
			}
		}
		out.WriteString(src[at:pos])
	}
	m.marked = out.String()
	return m
}

// text writes one text with its mark before its first letter.
func (m *marks) text(out *strings.Builder, start, end int) {
	s := m.src[start:end]
	lead := len(s) - len(strings.TrimLeft(s, " \t\r\n\f"))
	out.WriteString(s[:lead])
	if lead == len(s) {
		return
	}
	out.WriteString(open)
	out.WriteString(strconv.Itoa(len(m.texts)))
	out.WriteString(shut)
	m.texts = append(m.texts, stretch{start + lead, end})
	out.WriteString(s[lead:])
}

// unmark takes the marks out of a tree and keeps, for each text, where its
// pieces came from.
func (m *marks) unmark(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.TextNode || n.Type == html.CommentNode {
			m.unmarkText(n)
		}
	}
}

func (m *marks) unmarkText(n *html.Node) {
	if !strings.Contains(n.Data, open) {
		return
	}
	data, pieces := m.split(n.Data)
	n.Data = data
	if n.Type == html.TextNode {
		n.Attr = []html.Attribute{{Key: "id", Val: strconv.Itoa(len(m.nodes))}}
		m.nodes = append(m.nodes, pieces)
	}
}

func (m *marks) split(s string) (string, []piece) {
	var b strings.Builder
	var out []piece
	for {
		before, rest, ok := strings.Cut(s, open)
		b.WriteString(before)
		if !ok {
			return b.String(), out
		}
		num, after, ok := strings.Cut(rest, shut)
		if i, err := strconv.Atoi(num); ok && err == nil && i < len(m.texts) {
			out = append(out, piece{b.Len(), m.texts[i]})
			rest = after
		}
		s = rest
	}
}

// places gives the runs of a text node's data, with Text counted from its
// beginning.
func (m *marks) places(n *html.Node) []Run {
	id := idNumber(n)
	if id < 0 || id >= len(m.nodes) {
		return nil
	}
	var out []Run
	pieces := m.nodes[id]
	for i, p := range pieces {
		end := len(n.Data)
		if i+1 < len(pieces) {
			end = pieces[i+1].at
		}
		if p.at >= end || end > len(n.Data) {
			continue
		}
		out = append(out, m.align(n.Data[p.at:end], p)...)
	}
	return out
}

// align lays the letters of a text beside the bytes of the source that they
// were written with.
func (m *marks) align(data string, p piece) []Run {
	src := m.src[p.start:p.end]
	if len(data) >= len(src) && data[:len(src)] == src {
		return []Run{{p.at, len(src), p.start, len(src)}}
	}
	var out []Run
	d, s := 0, 0
	for s < len(src) && d < len(data) {
		n := strings.IndexAny(src[s+1:], "&\r") + 1
		if n == 0 {
			n = len(src) - s
		}
		part := src[s : s+n]
		for _, r := range segment(part) {
			if d+r.Size > len(data) {
				return out
			}
			if r.Size > 0 {
				out = append(out, Run{p.at + d, r.Size, p.start + s + r.Raw, r.RawSize})
			}
			d += r.Size
		}
		s += n
	}
	return out
}

// segment aligns a stretch that holds a reference or a carriage return at its
// beginning or nowhere.
func segment(raw string) []Run {
	if strings.HasPrefix(raw, "\r\n") { // one line end
		return []Run{{0, 1, 0, 2}, {1, len(raw) - 2, 2, len(raw) - 2}}
	}
	if raw[0] != '&' {
		return []Run{{0, len(raw), 0, len(raw)}}
	}
	text := html.UnescapeString(raw)
	if text == raw {
		return []Run{{0, len(raw), 0, len(raw)}}
	}
	same := 0
	for same < len(text)-1 && same < len(raw)-2 && text[len(text)-1-same] == raw[len(raw)-1-same] {
		same++
	}
	// what follows the reference begins at a whole letter
	for same > 0 && text[len(text)-same]&0xC0 == 0x80 {
		same--
	}
	d, r := len(text)-same, len(raw)-same
	return []Run{{0, d, 0, r}, {d, same, r, same}}
}

package ingest

import "strings"

// tag is one tag of an XML document as it is written.
type tag struct {
	name       string // local name
	start, end int    // from "<" to after ">"
	shut       bool   // an end tag
	empty      bool   // an element without content
}

// tags walks over the tags of a document without building anything: it sees
// through comments, CDATA sections, processing instructions and document
// types, and needs no document that is well-formed.
type tags struct {
	s string
	i int
}

// next gives the next tag; ok is false at the end.
func (t *tags) next() (g tag, ok bool) {
	for {
		n := strings.IndexByte(t.s[t.i:], '<')
		if n < 0 {
			t.i = len(t.s)
			return g, false
		}
		start := t.i + n
		rest := t.s[start:]
		switch {
		case strings.HasPrefix(rest, "<!--"):
			t.i = after(t.s, start+4, "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			t.i = after(t.s, start+9, "]]>")
		case strings.HasPrefix(rest, "<?"):
			t.i = after(t.s, start+2, "?>")
		case strings.HasPrefix(rest, "<!"):
			t.i = docType(t.s, start)
		default:
			if g, ok = oneTag(t.s, start); ok {
				t.i = g.end
				return g, true
			}
			t.i = start + 1
		}
	}
}

// after is the place behind the next end, or the end of all.
func after(s string, i int, end string) int {
	if i > len(s) {
		return len(s)
	}
	n := strings.Index(s[i:], end)
	if n < 0 {
		return len(s)
	}
	return i + n + len(end)
}

// docType is the place behind a document type, with what it declares.
func docType(s string, i int) int {
	depth := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case '[':
			depth++
		case ']':
			depth--
		case '"', '\'':
			n := strings.IndexByte(s[i+1:], s[i])
			if n < 0 {
				return len(s)
			}
			i += n + 1
		case '>':
			if depth <= 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// oneTag reads the tag that begins at i.
func oneTag(s string, i int) (tag, bool) {
	g := tag{start: i}
	i++
	if i < len(s) && s[i] == '/' {
		g.shut = true
		i++
	}
	from := i
	for i < len(s) && nameByte(s[i]) {
		i++
	}
	if i == from {
		return g, false
	}
	g.name = s[from:i]
	if k := strings.LastIndexByte(g.name, ':'); k >= 0 {
		g.name = g.name[k+1:]
	}
	for ; i < len(s); i++ {
		switch s[i] {
		case '"', '\'':
			n := strings.IndexByte(s[i+1:], s[i])
			if n < 0 {
				return g, false
			}
			i += n + 1
		case '<':
			return g, false
		case '>':
			g.empty = s[i-1] == '/' && !g.shut
			g.end = i + 1
			return g, true
		}
	}
	return g, false
}

func nameByte(c byte) bool {
	return c == ':' || c == '_' || c == '-' || c == '.' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80
}

// rootOf is the local name of a document's element, "" when there is none in
// what is at hand.
func rootOf(s string) string {
	t := tags{s: s}
	g, ok := t.next()
	if !ok || g.shut {
		return ""
	}
	return g.name
}

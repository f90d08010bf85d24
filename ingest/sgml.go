package ingest

import (
	"bytes"
	"html"
	"strings"

	"dateline"
)

func (h *head) sgml() bool {
	t := bytes.ToUpper(h.trim[:min(len(h.trim), 200)])
	return bytes.HasPrefix(t, []byte("<REUTERS")) || bytes.HasPrefix(t, []byte("<!DOCTYPE LEWIS"))
}

// sgml takes a part for a file of stories in the markup of Reuters-21578. It
// is not XML: stories follow one another without a common element, and the
// letters below the space are written as references.
func (w *walk) sgml(p *part) {
	b, _, ok := w.whole(p, w.lim.File)
	if !ok {
		return
	}
	at := p.at
	at.Record = 0
	for i := 0; w.more(); {
		n := bytes.Index(b[i:], []byte("<REUTERS"))
		if n < 0 {
			return
		}
		start := i + n
		at.Record++
		at.Offset = int64(start)
		whole := b[start:]
		if next := bytes.Index(b[start+8:], []byte("<REUTERS")); next >= 0 {
			whole = b[start : start+8+next]
		}
		i = start + len(whole)
		end := bytes.Index(whole, []byte("</REUTERS>"))
		if end < 0 {
			w.fault(at, "a story without its end", "", nil)
			continue
		}
		if !w.story(p, at, whole[:end+len("</REUTERS>")]) {
			return
		}
	}
}

func (w *walk) story(p *part, at Origin, raw []byte) bool {
	d := decode(raw, "")
	tag, body, _ := strings.Cut(d.text, ">")
	it := &Item{Raw: bytes.Clone(raw), Media: "text/sgml", Charset: d.charset, Origin: at}
	it.SourceID = sgmlAttr(tag, "NEWID")
	x := &dateline.Dispatch{Ref: it.SourceID, Source: "Reuters", Replaced: d.replaced}
	it.Dispatch = x
	x.Headline = strings.Join(strings.Fields(sgmlElement(body, "TITLE")), " ")
	if x.Headline != "" {
		it.From.Title = "sgml:TITLE"
	}
	if it.Author = strings.Join(strings.Fields(sgmlElement(body, "AUTHOR")), " "); it.Author != "" {
		it.From.Author = "sgml:AUTHOR"
	}
	it.publish(sgmlElement(body, "DATE"), "sgml:DATE")
	x.Text = sgmlText(body)
	return w.item(p, it)
}

// sgmlText is dateline and body; of a story that was not taken apart all of
// its text.
func sgmlText(s string) string {
	body := sgmlElement(s, "BODY")
	if body == "" {
		text := sgmlElement(s, "TEXT")
		for _, name := range []string{"TITLE", "AUTHOR", "DATELINE"} {
			if i, j := strings.Index(text, "<"+name+">"), strings.Index(text, "</"+name+">"); i >= 0 && j > i {
				text = text[:i] + text[j+len(name)+3:]
			}
		}
		return strings.TrimSpace(text)
	}
	line := strings.TrimSpace(sgmlElement(s, "DATELINE"))
	if line != "" {
		line += " "
	}
	return strings.TrimSpace(line + body)
}

// sgmlElement is what stands in the first element of a name, its references
// resolved and letters that are none left out.
func sgmlElement(s, name string) string {
	i := strings.Index(s, "<"+name)
	if i < 0 {
		return ""
	}
	s = s[i+1+len(name):]
	_, s, ok := strings.Cut(s, ">")
	if !ok {
		return ""
	}
	if s, _, ok = strings.Cut(s, "</"+name+">"); !ok {
		return ""
	}
	s = strings.Map(printable, s)
	if strings.Contains(s, "&#") {
		s = controls.Replace(s)
	}
	return strings.TrimSpace(strings.Map(printable, html.UnescapeString(s)))
}

// controls are the references that the collection writes for the control
// letters of the wire.
var controls = strings.NewReplacer("&#1;", "", "&#2;", "", "&#3;", "", "&#5;", "", "&#22;", "", "&#27;", "", "&#30;", "", "&#31;", "", "&#127;", "")

func printable(r rune) rune {
	if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
		return -1
	}
	return r
}

func sgmlAttr(tag, name string) string {
	_, v, ok := strings.Cut(tag, name+"=\"")
	if !ok {
		return ""
	}
	v, _, _ = strings.Cut(v, "\"")
	return v
}

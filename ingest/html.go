package ingest

import (
	"bytes"
	"strings"

	"dateline"
	"dateline/ingest/page"
)

// htmlNames are the elements that a page may begin with.
var htmlNames = []string{"<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<div", "<p>", "<p ", "<h1", "<script", "<table", "<br"}

func (h *head) html() bool {
	t := afterComments(h.trim)
	for _, n := range htmlNames {
		if len(t) >= len(n) && strings.EqualFold(string(t[:len(n)]), n) {
			return true
		}
	}
	switch h.media {
	case "text/html", "application/xhtml+xml":
		return len(t) > 0 && t[0] == '<'
	}
	if bytes.HasPrefix(h.trim, []byte("<?xml")) {
		return bytes.Contains(bytes.ToLower(h.trim), []byte("<html"))
	}
	return h.suffix(".html", ".htm", ".xhtml") && bytes.IndexByte(h.trim, '<') >= 0
}

// afterComments skips comments at the beginning.
func afterComments(b []byte) []byte {
	for bytes.HasPrefix(b, []byte("<!--")) {
		_, rest, ok := bytes.Cut(b, []byte("-->"))
		if !ok {
			return b
		}
		b = bytes.TrimLeft(rest, " \t\r\n\f")
	}
	return b
}

// html takes a part for one web page.
func (w *walk) html(p *part) {
	b, cut, ok := w.whole(p, w.lim.Item)
	if !ok {
		return
	}
	it := pageItem(b, p.media, p.address)
	it.Origin = p.at
	if cut {
		it.Notes = append(it.Notes, "cut short")
	}
	w.item(p, it)
}

// pageItem reads the bytes of a page.
func pageItem(b []byte, contentType, address string) *Item {
	d := decode(b, contentType)
	g := page.Read(d.text, address)
	it := &Item{Raw: b, Media: "text/html", Charset: d.charset, Author: g.Author.Value, Address: g.Canonical, Notes: g.Notes}
	it.Map = Map(through(g.Runs, d.back))
	it.From = From{Source: g.Site.From, Title: g.Title.From, Author: g.Author.From}
	it.Dispatch = &dateline.Dispatch{Source: g.Site.Value, Headline: g.Title.Value, Text: g.Text, Lang: g.Lang, Replaced: d.replaced}
	it.publish(g.Published.Value, g.Published.From)
	it.update(g.Updated.Value, g.Updated.From)
	return it
}

// publish takes a date of publication as it was written; one that cannot be
// read is noted.
func (it *Item) publish(s, from string) {
	if s = strings.TrimSpace(s); s == "" || it.Dispatch.Published != nil {
		return
	}
	if t, ok := ParseTime(s); ok {
		it.Dispatch.Published, it.From.Published = &t, from
		return
	}
	it.Notes = append(it.Notes, "no date in "+from+": "+quote(s))
}

// update takes a date of change as it was written.
func (it *Item) update(s, from string) {
	if s = strings.TrimSpace(s); s == "" || it.Dispatch.Updated != nil {
		return
	}
	if t, ok := ParseTime(s); ok {
		it.Dispatch.Updated, it.From.Updated = &t, from
		return
	}
	it.Notes = append(it.Notes, "no date in "+from+": "+quote(s))
}

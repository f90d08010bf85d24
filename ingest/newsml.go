package ingest

import (
	"strings"

	"dateline"
	"dateline/ingest/page"
)

// newsml takes a part for NewsML-G2: one news item, or a message of many.
func (w *walk) newsml(p *part) {
	w.document(p, "application/vnd.iptc.g2.newsitem+xml", func(root *node) []*Item {
		var out []*Item
		list := []*node{root}
		if root.name != "newsItem" {
			list = root.all("newsItem", w.lim.Members)
		}
		for _, n := range list {
			out = append(out, newsItem(n))
		}
		return out
	})
}

// kinds of dispatch by the publishing status and the signals of IPTC's
// vocabularies, without their prefix.
var (
	statuses = map[string]dateline.DispatchKind{"canceled": dateline.KindKill, "cancelled": dateline.KindKill, "withheld": dateline.KindAdvisory}
	signals  = map[string]dateline.DispatchKind{
		"correction": dateline.KindCorrection, "corrected": dateline.KindCorrection, "update": dateline.KindUpdate, "writethru": dateline.KindUpdate,
		"kill": dateline.KindKill, "retraction": dateline.KindKill, "advisory": dateline.KindAdvisory,
	}
)

// newsItem reads the fields of one item of NewsML-G2.
func newsItem(n *node) *Item {
	d := &dateline.Dispatch{}
	it := &Item{Dispatch: d, SourceID: n.attr("guid"), Version: n.attr("version"), from: n.start, to: n.end}
	meta, content := n.child("itemMeta"), n.child("contentMeta")
	d.Ref = it.SourceID
	d.Headline, it.From.Title = firstOf(
		field{content.child("headline").words(), "newsml:headline"},
		field{meta.child("title").words(), "newsml:title"},
		field{content.child("slugline").words(), "newsml:slugline"})
	d.Source, it.From.Source = firstOf(
		named(meta.child("provider"), "newsml:provider"), named(content.child("infoSource"), "newsml:infoSource"),
		field{content.child("creditline").words(), "newsml:creditline"})
	it.Author, it.From.Author = firstOf(field{content.child("by").words(), "newsml:by"}, named(content.child("creator"), "newsml:creator"))
	it.publish(content.child("contentCreated").words(), "newsml:contentCreated")
	it.publish(meta.child("firstCreated").words(), "newsml:firstCreated")
	it.update(meta.child("versionCreated").words(), "newsml:versionCreated")
	if d.Published == nil {
		d.Published, it.From.Published = d.Updated, it.From.Updated
	}
	d.Lang = content.child("language").attr("tag")
	d.Kind = newsKind(meta)
	d.Text = dated(content.child("dateline").words(), newsText(n.child("contentSet")))
	if d.Kind == dateline.KindKill && d.Text == "" {
		d.Text, _ = firstOf(field{meta.child("edNote").words(), ""}, field{d.Headline, ""}, field{it.SourceID, ""})
	}
	return it
}

// newsKind reads the publishing status and the signals.
func newsKind(meta *node) dateline.DispatchKind {
	if k, ok := statuses[code(meta.child("pubStatus"))]; ok {
		return k
	}
	if meta == nil {
		return ""
	}
	for _, c := range meta.kids {
		if c.name == "signal" {
			if k, ok := signals[code(c)]; ok {
				return k
			}
		}
	}
	return ""
}

// code is the value of a qualified code without its prefix, in lower case.
func code(n *node) string {
	s := n.attr("qcode")
	if s == "" {
		s = n.attr("uri")
	}
	if i := strings.LastIndexAny(s, ":/#"); i >= 0 {
		s = s[i+1:]
	}
	return strings.ToLower(s)
}

// named is the name of a party: its name element, or what its code says.
func named(n *node, from string) field {
	if s := n.child("name").words(); s != "" {
		return field{s, from}
	}
	if s := n.attr("literal"); s != "" {
		return field{s, from}
	}
	q := n.attr("qcode")
	if i := strings.IndexByte(q, ':'); i >= 0 {
		q = q[i+1:]
	}
	return field{q, from}
}

// newsText is the text of the first content that is one: inline XML, which
// holds HTML or NITF, or inline data.
func newsText(set *node) string {
	if set == nil {
		return ""
	}
	for _, c := range set.kids {
		switch c.name {
		case "inlineXML":
			if body := c.find("body.content"); body != nil {
				return dated(c.find("dateline").words(), paragraphs(body))
			}
			if body := c.find("body"); body != nil {
				return paragraphs(body)
			}
			return paragraphs(c)
		case "inlineData":
			if s := inlineData(c); s != "" {
				return s
			}
		}
	}
	return ""
}

func inlineData(c *node) string {
	if c.attr("encoding") != "" {
		return "" // packed pictures and the like
	}
	var b strings.Builder
	c.gather(&b)
	kind := c.attr("contenttype")
	switch {
	case strings.Contains(kind, "html"):
		return page.Fragment(b.String()).Text
	case kind == "" || strings.HasPrefix(kind, "text/plain"):
		return strings.TrimSpace(b.String())
	}
	return ""
}

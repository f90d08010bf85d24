package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metaNames says which names of meta elements state which field, the
// strongest first. Names are in lower case.
var metaNames = struct{ title, author, site, published, updated []string }{
	title:  []string{"og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"},
	author: []string{"author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "twitter:creator"},
	site:   []string{"og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher"},
	published: []string{"article:published_time", "og:published_time", "datepublished", "article:published", "publishdate", "publish-date",
		"publish_date", "pubdate", "pub_date", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
		"dc.date.created", "dc.date", "dcterms.date", "publication_date", "originalpublicationdate", "date"},
	updated: []string{"article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "article:modified", "dcterms.modified",
		"dc.date.modified", "lastmod", "last-modified", "modified", "revised"},
}

// statements are all values that a page states about itself, by element.
type statements struct {
	meta  map[string]string
	props map[string]string // itemprop
	ld    []ld
	times []Stated
	title string
	h1    []string
	canon string
}

// state reads what the page says of itself.
func (p *Page) state(root *html.Node, base *url.URL) {
	s := statements{meta: map[string]string{}, props: map[string]string{}}
	s.gather(root)
	if h := first(root, func(n *html.Node) bool { return n.DataAtom == atom.Html }); h != nil {
		p.Lang = strings.TrimSpace(attr(h, "lang"))
	}
	p.Title = s.pick("headline", metaNames.title, s.heading(), Stated{s.title, "title"})
	if p.Title.From == "title" {
		p.Title.Value = withoutSite(p.Title.Value, s.pick("publisher", metaNames.site).Value)
	}
	p.Author = s.pick("author", metaNames.author)
	if strings.HasPrefix(p.Author.Value, "http") {
		p.Author = s.pick("author", []string{"author", "byl"})
	}
	p.Site = s.pick("publisher", metaNames.site)
	p.Published = s.pick("datePublished", metaNames.published, s.timeOf("published")...)
	p.Updated = s.pick("dateModified", metaNames.updated, s.timeOf("updated")...)
	p.Canonical = s.address(base)
}

// gather walks the page once.
func (s *statements) gather(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		s.prop(n)
		switch n.DataAtom {
		case atom.Meta:
			s.metaElement(n)
		case atom.Link:
			if s.canon == "" && strings.EqualFold(attr(n, "rel"), "canonical") {
				s.canon = attr(n, "href")
			}
		case atom.Script:
			if kind, _, _ := strings.Cut(attr(n, "type"), ";"); strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") && n.FirstChild != nil {
				s.ld = append(s.ld, linked(n.FirstChild.Data)...)
			}
		case atom.Title:
			if s.title == "" {
				s.title = words(n)
			}
		case atom.H1:
			if h := words(n); len(s.h1) < 10 && h != "" {
				s.h1 = append(s.h1, h)
			}
		case atom.Time:
			s.timeElement(n)
		}
	}
}

func (s *statements) metaElement(n *html.Node) {
	content := strings.TrimSpace(attr(n, "content"))
	if content == "" || len(content) > 1<<12 {
		return
	}
	for _, k := range []string{"property", "name", "itemprop", "http-equiv"} {
		for _, name := range strings.Fields(strings.ToLower(attr(n, k))) {
			if _, twice := s.meta[name]; !twice {
				s.meta[name] = content
			}
		}
	}
}

// prop keeps what microdata states.
func (s *statements) prop(n *html.Node) {
	name := attr(n, "itemprop")
	if name == "" || n.DataAtom == atom.Meta {
		return
	}
	if _, twice := s.props[name]; twice {
		return
	}
	v := attr(n, "content")
	if v == "" {
		v = attr(n, "datetime")
	}
	if v == "" && (name == "headline" || name == "author" || name == "datePublished" || name == "dateModified") {
		v = words(n)
	}
	if v != "" && len(v) < 1<<12 {
		s.props[name] = v
	}
}

// timeElement keeps a time element of the page, by what its class says that it
// is.
func (s *statements) timeElement(n *html.Node) {
	v := attr(n, "datetime")
	if v == "" {
		v = words(n)
	}
	if v == "" || len(v) > 200 || len(s.times) > 100 {
		return
	}
	from := "time"
	hint := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n, "id"))
	switch {
	case strings.Contains(hint, "modif") || strings.Contains(hint, "updat"):
		from = "time.updated"
	case strings.Contains(hint, "publi") || hasAttr(n, "pubdate"):
		from = "time.published"
	}
	s.times = append(s.times, Stated{v, from})
}

// heading is the first heading that the page's title holds; of a page without
// title the first.
func (s *statements) heading() Stated {
	for _, h := range s.h1 {
		if s.title == "" || alike(h, s.title) {
			return Stated{h, "h1"}
		}
	}
	return Stated{}
}

// timeOf gives the page's time elements for a field: one that says so, else,
// for publication, the first.
func (s *statements) timeOf(field string) []Stated {
	for _, t := range s.times {
		if t.From == "time."+field {
			return []Stated{t}
		}
	}
	if len(s.times) > 0 && field == "published" && s.times[0].From == "time" {
		return s.times[:1]
	}
	return nil
}

// pick takes the strongest statement of a field: JSON-LD, then meta elements
// in the order of names, then microdata, then what else there is.
func (s *statements) pick(key string, names []string, others ...Stated) Stated {
	for _, l := range s.ld {
		if v := l[key]; v != "" {
			return Stated{fold(html.UnescapeString(v)), "json-ld:" + key}
		}
	}
	for _, n := range names {
		if v := s.meta[n]; v != "" {
			return Stated{fold(v), "meta:" + n}
		}
	}
	if v := s.props[key]; v != "" {
		return Stated{fold(v), "itemprop:" + key}
	}
	for _, o := range others {
		if o.Value != "" {
			return Stated{fold(o.Value), o.From}
		}
	}
	return Stated{}
}

// withoutSite takes the outlet's name off the end of a title, with the sign
// before it.
func withoutSite(title, site string) string {
	if site == "" || len(site) >= len(title) || !strings.EqualFold(title[len(title)-len(site):], site) {
		return title
	}
	rest := strings.TrimRight(title[:len(title)-len(site)], " ")
	short := strings.TrimRight(rest, "-|:–—·»•")
	if short = strings.TrimSpace(short); short == "" || short == rest {
		return title
	}
	return short
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// address is the canonical address, resolved against where the page was got.
func (s *statements) address(base *url.URL) string {
	for _, a := range []string{s.canon, s.meta["og:url"]} {
		if a == "" {
			continue
		}
		u, err := url.Parse(strings.TrimSpace(a))
		if err != nil {
			continue
		}
		if u = base.ResolveReference(u); u.Scheme == "http" || u.Scheme == "https" {
			u.Fragment = ""
			return u.String()
		}
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

package ingest

import (
	"fmt"
	"html"
	"strings"

	"dateline"
	"dateline/ingest/page"

	"github.com/mmcdole/gofeed"
)

// feed takes a part for a feed in RSS (0.9 to 2.0, RDF) or Atom. The feed is
// cut into its entries first and each is parsed by itself, inside the start
// tags of the elements around it: an entry that is broken or nested without
// end harms no other, and what a document type declares is left outside.
func (w *walk) feed(p *part) {
	b, _, ok := w.whole(p, w.lim.File)
	if !ok {
		return
	}
	d := decode(b, p.media)
	f := feedOf(p, d)
	t := tags{s: d.text}
	for w.more() {
		from, to, fault := t.entry(f)
		if from < 0 {
			return
		}
		if f.at.Record++; f.at.Record > w.lim.Entries {
			w.fault(f.at, fmt.Sprintf("more than %d entries; the rest is left", w.lim.Entries), "", nil)
			return
		}
		f.at.Offset = int64(from)
		if f.outlet == nil {
			f.head(d.text[:from], w.lim.Depth)
		}
		if fault != "" {
			w.fault(f.at, fault, "", nil)
			continue
		}
		if !w.feedEntry(p, f, d.text[from:to]) {
			return
		}
	}
}

// feedFile is what is known about a feed while its entries are read.
type feedFile struct {
	at      Origin
	decoded decoded
	around  []string // start tags of the elements around the entries
	names   []string // their names as written
	outlet  *gofeed.Feed
	media   string
}

func feedOf(p *part, d decoded) *feedFile {
	f := &feedFile{at: p.at, decoded: d, media: "application/rss+xml"}
	if strings.EqualFold(rootOf(d.text), "feed") {
		f.media = "application/atom+xml"
	}
	f.at.Record = 0
	return f
}

// entry finds the next entry [from, to); from is negative at the end of the
// feed. An entry that is not closed before the next begins, or the feed ends,
// is a fault.
func (t *tags) entry(f *feedFile) (from, to int, fault string) {
	for {
		g, ok := t.next()
		if !ok {
			return -1, -1, ""
		}
		if !isEntry(g.name) {
			if len(f.names) < 8 {
				f.context(t.s, g)
			}
			continue
		}
		if g.shut {
			continue
		}
		if g.empty {
			return g.start, g.end, ""
		}
		for {
			at := t.i
			e, ok := t.next()
			if !ok {
				return g.start, len(t.s), "an entry without its end"
			}
			if isEntry(e.name) && !e.empty {
				if e.shut {
					return g.start, e.end, ""
				}
				t.i = at
				return g.start, at, "an entry without its end"
			}
		}
	}
}

func isEntry(name string) bool { return name == "item" || name == "entry" }

// context keeps which elements are open around the entries.
func (f *feedFile) context(s string, g tag) {
	raw := s[g.start:g.end]
	name := strings.TrimLeft(raw, "</")
	if i := strings.IndexAny(name, " \t\r\n>/"); i >= 0 {
		name = name[:i]
	}
	switch {
	case g.empty:
	case !g.shut && f.outlet == nil:
		if g.name == "rss" || g.name == "RDF" || g.name == "channel" || g.name == "feed" {
			f.around, f.names = append(f.around, raw), append(f.names, name)
		}
	case g.shut && len(f.names) > 0 && f.names[len(f.names)-1] == name && g.name == "channel":
		f.around, f.names = f.around[:len(f.around)-1], f.names[:len(f.names)-1]
	}
}

// wrap puts a piece inside the elements around it.
func (f *feedFile) wrap(piece string) string {
	var b strings.Builder
	for _, t := range f.around {
		b.WriteString(t)
	}
	b.WriteString(piece)
	for i := len(f.names) - 1; i >= 0; i-- {
		b.WriteString("</" + f.names[i] + ">")
	}
	return b.String()
}

// head reads what the feed says of itself, from what stands before its first
// entry.
func (f *feedFile) head(s string, depth int) {
	f.outlet = &gofeed.Feed{}
	if len(s) > 1<<18 || levels(s) > depth || len(f.around) == 0 {
		return
	}
	i := strings.Index(s, f.around[0])
	if i < 0 {
		return
	}
	s = s[i:]
	for k := len(f.names) - 1; k >= 0; k-- {
		if strings.Count(s, "</"+f.names[k]+">") == 0 {
			s += "</" + f.names[k] + ">"
		}
	}
	if g, err := gofeed.NewParser().ParseString(s); err == nil {
		f.outlet = g
	}
}

// levels is how deeply the tags of a piece are nested.
func levels(s string) int {
	t := tags{s: s}
	depth, deepest := 0, 0
	for {
		g, ok := t.next()
		switch {
		case !ok:
			return deepest
		case g.shut:
			depth = max(depth-1, 0)
		case !g.empty:
			depth++
			deepest = max(deepest, depth)
		}
	}
}

// feedEntry parses one entry and hands it over.
func (w *walk) feedEntry(p *part, f *feedFile, piece string) bool {
	if int64(len(piece)) > w.lim.Item {
		return w.fault(f.at, "not an entry that can be read", "", errLong)
	}
	if levels(piece) > w.lim.Depth {
		return w.fault(f.at, "not an entry that can be read", "", errDeep)
	}
	g, err := gofeed.NewParser().ParseString(f.wrap(piece))
	if err != nil {
		g, err = gofeed.NewParser().ParseString(f.wrap(mended(piece)))
	}
	if err != nil || len(g.Items) == 0 {
		return w.fault(f.at, "not an entry that can be read", "", err)
	}
	it := f.item(g.Items[0], piece)
	it.Raw, it.Origin = []byte(piece), f.at
	return w.entry(p, it)
}

// mended writes each "<" that opens nothing as a reference.
func mended(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		if i+1 < len(s) && (nameByte(s[i+1]) || s[i+1] == '/' || s[i+1] == '!' || s[i+1] == '?') {
			b.WriteByte('<')
		} else {
			b.WriteString("&lt;")
		}
		s = s[i+1:]
	}
}

// item reads the fields of an entry.
func (f *feedFile) item(e *gofeed.Item, piece string) *Item {
	d := &dateline.Dispatch{Headline: strings.Join(strings.Fields(unmark(e.Title)), " "), Lang: f.outlet.Language, Replaced: f.decoded.replaced}
	it := &Item{Dispatch: d, Media: f.media, Charset: f.decoded.charset, SourceID: strings.TrimSpace(e.GUID)}
	d.Ref = it.SourceID
	for _, a := range []string{e.Link, it.SourceID} {
		if a = strings.TrimSpace(a); isAddress(a) && it.Address == "" {
			it.Address = a
		}
	}
	if d.Headline != "" {
		it.From.Title = f.tagOf(piece, "title")
	}
	if d.Source = strings.Join(strings.Fields(unmark(f.outlet.Title)), " "); d.Source != "" {
		it.From.Source = f.kind() + ":title"
	}
	if it.Author = authors(e); it.Author != "" {
		it.From.Author = f.tagOf(piece, "author", "dc:author", "creator", "dc:creator", "itunes:author")
	}
	f.dates(it, e, piece)
	if d.Text = written(e.Content); d.Text == "" {
		d.Text = written(e.Description)
		it.Notes = append(it.Notes, "summary alone")
	}
	return it
}

func (f *feedFile) kind() string {
	if f.media == "application/atom+xml" {
		return "atom"
	}
	return "rss"
}

// dates reads the times of an entry: in our own forms, which keep the zone
// that was stated, else as the feed's parser understands them.
func (f *feedFile) dates(it *Item, e *gofeed.Item, piece string) {
	d := it.Dispatch
	from := f.tagOf(piece, "pubDate", "published", "issued", "dc:date", "date", "updated", "modified")
	if _, ok := ParseTime(e.Published); !ok && e.PublishedParsed != nil {
		d.Published, it.From.Published = e.PublishedParsed, from
	}
	it.publish(e.Published, from)
	from = f.tagOf(piece, "updated", "modified", "dc:date", "date")
	if _, ok := ParseTime(e.Updated); !ok && e.UpdatedParsed != nil {
		d.Updated, it.From.Updated = e.UpdatedParsed, from
	}
	it.update(e.Updated, from)
	if it.From.Updated != "" && it.From.Updated == it.From.Published {
		d.Updated, it.From.Updated = nil, "" // one element, which gofeed reads as both
	}
	if d.Published == nil {
		d.Published, it.From.Published = d.Updated, it.From.Updated
	}
}

func authors(e *gofeed.Item) string {
	var names []string
	for _, a := range e.Authors {
		if a != nil && a.Name != "" {
			names = append(names, a.Name)
		} else if a != nil && a.Email != "" {
			names = append(names, a.Email)
		}
	}
	return strings.Join(names, ", ")
}

// tagOf names the first of the elements that the entry holds, as
// "rss:pubDate", "dc:date", "atom:updated".
func (f *feedFile) tagOf(piece string, names ...string) string {
	for _, n := range names {
		if !strings.Contains(piece, "<"+n+">") && !strings.Contains(piece, "<"+n+" ") {
			continue
		}
		if strings.Contains(n, ":") {
			return n
		}
		return f.kind() + ":" + n
	}
	return f.kind() + ":" + names[0]
}

// written gives the words of an entry's content, which is HTML or plain.
func written(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		return page.Fragment(s).Text
	}
	return strings.TrimSpace(html.UnescapeString(s))
}

// unmark takes markup and references out of a title.
func unmark(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		return page.Fragment(s).Text
	}
	return html.UnescapeString(s)
}

// entry hands over an entry of a feed; with Follow the page that it points at,
// or the entry as it stands, after the fault, when that cannot be got.
func (w *walk) entry(p *part, it *Item) bool {
	if !w.o.Follow || w.o.Fetch == nil || it.Address == "" {
		return w.item(p, it)
	}
	a, err := w.o.Fetch.Get(w.ctx, it.Address, w.lim.Item)
	if err != nil {
		if !w.unfetched(it.Origin, it.Address, err) {
			return false
		}
		it.Notes = append(it.Notes, "the page could not be got: the entry as the feed has it")
		return w.item(p, it)
	}
	if a.Same {
		return w.more()
	}
	return w.item(answered(a, it.Address), followed(a, it))
}

// followed is the page of an entry, with what the entry said where the page is
// silent.
func followed(a *Answer, e *Item) *Item {
	it := pageItem(a.Body, a.Media, a.Address)
	it.Origin = Origin{Path: e.Origin.Path, Member: a.Address, Record: e.Origin.Record}
	it.SourceID = e.SourceID
	d, x := it.Dispatch, e.Dispatch
	d.Ref = x.Ref
	if it.Address == "" {
		it.Address = a.Address
	}
	if d.Headline == "" {
		d.Headline, it.From.Title = x.Headline, e.From.Title
	}
	if d.Source == "" {
		d.Source, it.From.Source = x.Source, e.From.Source
	}
	if it.Author == "" {
		it.Author, it.From.Author = e.Author, e.From.Author
	}
	if d.Published == nil {
		d.Published, it.From.Published = x.Published, e.From.Published
	}
	if d.Updated == nil {
		d.Updated, it.From.Updated = x.Updated, e.From.Updated
	}
	return it
}

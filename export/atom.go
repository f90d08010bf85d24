package export

import (
	"encoding/xml"
	"io"
	"strings"
	"time"

	"dateline/query"
)

// Entry is an entry of an Atom feed (RFC 4287).
type Entry struct {
	ID        string // an IRI
	Title     string
	Updated   time.Time
	Published *time.Time
	Author    string // the outlet
	Summary   string
	Link      string
}

type atomFeed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
	By      string     `xml:"generator"`
	Entries []atomItem `xml:"entry"`
}

type atomItem struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published,omitempty"`
	Author    string     `xml:"author>name"`
	Links     []atomLink `xml:"link"`
	Summary   string     `xml:"summary"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

// Feed writes an Atom feed. Its id is an IRI that stays; self is its own
// address, "" when it has none; updated is the newest entry's time, else the
// one given.
func Feed(w io.Writer, id, title, self string, updated time.Time, entries []Entry) error {
	f := atomFeed{ID: id, Title: legal(title), By: "Dateline"}
	if self != "" {
		f.Links = []atomLink{{Rel: "self", Href: self}}
	}
	for i, e := range entries {
		if i == 0 || e.Updated.After(updated) {
			updated = e.Updated
		}
		f.Entries = append(f.Entries, item(e))
	}
	f.Updated = updated.UTC().Format(time.RFC3339)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", " ")
	if err := enc.Encode(f); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func item(e Entry) atomItem {
	out := atomItem{ID: e.ID, Title: legal(e.Title), Updated: e.Updated.UTC().Format(time.RFC3339), Author: legal(e.Author), Summary: legal(e.Summary)}
	if e.Published != nil {
		out.Published = e.Published.UTC().Format(time.RFC3339)
	}
	if out.Author == "" {
		out.Author = "unknown"
	}
	if e.Link != "" {
		out.Links = []atomLink{{Rel: "alternate", Href: e.Link}}
	}
	return out
}

// legal takes out what XML 1.0 cannot hold.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r != 0xfffe && r != 0xffff {
			return r
		}
		return -1
	}, s)
}

func writeAtom(w io.Writer, _ Layer, set Set, o Options) (c counts, err error) {
	var entries []Entry
	err = each(set.Dispatches, func(d query.Dispatch) error {
		if len(entries) == maxEntries {
			c.leave("a feed holds the first 1000")
			return nil
		}
		c.rows++
		entries = append(entries, EntryOf(&d, o))
		return nil
	})
	if err != nil {
		return c, err
	}
	title := o.Title
	if title == "" {
		title = strings.TrimSpace("Dispatches " + o.Query)
	}
	return c, Feed(w, "urn:dateline:dispatches:"+urnPart(o.Query), title, "", o.Made, entries)
}

const maxEntries = 1000

// EntryOf is a dispatch as a feed's entry.
func EntryOf(d *query.Dispatch, o Options) Entry {
	e := Entry{ID: "urn:sha256:" + d.ID, Title: d.Headline, Published: d.Published, Author: d.Source, Summary: d.Opening, Updated: o.Made}
	for _, t := range []*time.Time{d.Retrieved, d.Published, d.Updated} {
		if t != nil {
			e.Updated = *t
		}
	}
	if e.Title == "" {
		e.Title = d.Opening
	}
	if o.Link != "" {
		e.Link = strings.TrimSuffix(o.Link, "/") + "/dispatch/" + d.ID
	}
	return e
}

// urnPart escapes what a URN cannot hold.
func urnPart(s string) string {
	if s == "" {
		return "all"
	}
	var b strings.Builder
	for _, c := range []byte(s) {
		if c < 0x80 && (c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '.') {
			b.WriteByte(c)
			continue
		}
		const hex = "0123456789ABCDEF"
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}

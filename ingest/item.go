package ingest

import (
	"sort"

	"dateline"
	"dateline/ingest/page"
)

// Item is one dispatch as it was found in what came in, with everything that
// is known about where it came from.
type Item struct {
	// Dispatch holds the text and the header fields that the input gave. Lang
	// is set; Doubt is [dateline.DoubtNotEnglish] when the text is to be kept
	// and not read.
	Dispatch *dateline.Dispatch

	Raw      []byte   // the bytes of this dispatch alone, as retrieved; the caller's to keep
	Media    string   // media type of Raw, as sniffed: "text/html", "application/rss+xml", ...
	Charset  string   // the encoding Raw was decoded from, by the names of the Encoding Standard
	Origin   Origin   // where Raw lies
	SourceID string   // the id that the source gave: guid, NewsML guid, NEWID; "" when none
	Address  string   // canonical address of the dispatch; "" when none is known
	Version  string   // the source's own number of this version of it; "" when none
	Author   string   // as the source names it; "" when it does not
	From     From     // which element gave source, title, author and dates
	Map      Map      // from the text back to Raw; nil where the format has none
	Notes    []string // what is out of order and did no harm: "chunked body cut short"

	from, to int // where it lies in a decoded document of many
}

// Origin says where the bytes of an item lie.
type Origin struct {
	Path   string `json:"path"`             // the file or address as it was named, below a folder with its name joined; "-" for standard input
	Member string `json:"member,omitempty"` // name within an archive; of nested archives, joined by "!"
	Record int    `json:"record,omitempty"` // number within a file of many, from 1
	Line   int    `json:"line,omitempty"`   // first line, from 1, where the format is one of lines
	Offset int64  `json:"offset"`           // first byte within the unpacked file or member
}

// From names the element that gave a field, in a form that a person can look
// up: "json-ld:datePublished", "meta:og:title", "h1", "atom:updated",
// "newsml:versionCreated". Empty where the field has none.
type From struct {
	Source    string `json:"source,omitempty"`
	Title     string `json:"title,omitempty"`
	Author    string `json:"author,omitempty"`
	Published string `json:"published,omitempty"`
	Updated   string `json:"updated,omitempty"`
}

// Map leads from a text back to the bytes it was taken from: runs in order of
// the text. A byte of the text that lies in no run (a line break between two
// paragraphs, a space for several) stands for no byte of the original.
type Map []page.Run

// Raw gives the bytes [start, end) of the original that a stretch of the text
// was taken from: from the first byte of its first letter to the last of its
// last. ok is false when no letter of it came from there.
func (m Map) Raw(start, end int) (from, to int, ok bool) {
	i := sort.Search(len(m), func(i int) bool { return m[i].Text+m[i].Size > start })
	for ; i < len(m) && m[i].Text < end; i++ {
		r := clip(m[i], start, end)
		if !ok || r.Raw < from {
			from = r.Raw
		}
		to, ok = max(to, r.Raw+r.RawSize), true
	}
	return from, to, ok
}

// Limits bounds what is taken from outside. A zero field means its default.
type Limits struct {
	Item     int64 // bytes of one dispatch's own file or record, unpacked; 16 MB
	File     int64 // bytes of a file of many dispatches that must be held whole, unpacked; 256 MB
	Members  int   // members of one archive, files of one folder tree; 1,000,000
	Entries  int   // entries of one feed; 10,000
	Depth    int   // nesting of elements in XML, HTML and JSON; 200
	Archives int   // archives within archives; 3
	Ratio    int64 // bytes out for a byte in, once Slack is used up; 200
	Slack    int64 // bytes that may be unpacked before Ratio is looked at; 32 MB
}

func orElse[T int | int64](v *T, d T) {
	if *v <= 0 {
		*v = d
	}
}

// filled gives the limits with the defaults in place.
func (l Limits) filled() Limits {
	orElse(&l.Item, 16<<20)
	orElse(&l.File, 256<<20)
	orElse(&l.Members, 1_000_000)
	orElse(&l.Entries, 10_000)
	orElse(&l.Depth, 200)
	orElse(&l.Archives, 3)
	orElse(&l.Ratio, 200)
	orElse(&l.Slack, 32<<20)
	return l
}

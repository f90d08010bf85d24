package ingest

import (
	"fmt"
	"strings"
)

// String writes the origin as a fault names it: "wire.zip!a/b.xml, record 3",
// "feed.jsonl:12".
func (o Origin) String() string {
	s := o.Path
	if s == "-" {
		s = "standard input"
	}
	if o.Member != "" {
		s += "!" + o.Member
	}
	switch {
	case o.Line > 0:
		s += fmt.Sprintf(":%d", o.Line)
	case o.Record > 0:
		s += fmt.Sprintf(", record %d at byte %d", o.Record, o.Offset)
	}
	return s
}

// item hands over one dispatch; it tells whether to go on.
func (w *walk) item(p *part, it *Item) bool {
	if !w.more() {
		return false
	}
	d := it.Dispatch
	it.Notes = append(it.Notes, p.notes...)
	if d.Source == "" {
		d.Source = w.o.Source
	}
	if d.Published == nil {
		d.Published = w.o.Date
	}
	if d.Retrieved == nil {
		d.Retrieved = p.got
	}
	if d.Retrieved == nil && w.o.Now != nil {
		now := w.o.Now()
		d.Retrieved = &now
	}
	if it.Address == "" {
		it.Address = p.address
	}
	if strings.TrimSpace(d.Text) == "" && strings.TrimSpace(d.Headline) == "" {
		return w.fault(it.Origin, "no text in it", "", nil)
	}
	gate(d)
	if !w.yield(it, nil) {
		w.stopped = true
	}
	return !w.stopped
}

// whole reads a part that is held whole; on an error it reports it and tells
// whether what was read is still of use.
func (w *walk) whole(p *part, limit int64) (b []byte, cut, ok bool) {
	b, err := hold(p.in, limit)
	if err == nil {
		return b, false, true
	}
	w.fault(p.at, "cannot read on", "", err)
	return b, true, !isBomb(err) && len(b) > 0
}

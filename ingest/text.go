package ingest

import (
	"bytes"
	"errors"

	"dateline"
)

func isBomb(err error) bool { return errors.Is(err, errBomb) || errors.Is(err, errLong) }

// own tells an archive of this program, and what SQLite keeps beside it.
func (h *head) own() bool {
	return h.starts("SQLite format 3\x00") || h.starts("\x37\x7f\x06\x82") || h.starts("\x37\x7f\x06\x83") ||
		h.suffix("-shm") && bytes.IndexByte(h.raw, 0) >= 0 || h.suffix("-wal") && len(h.raw) == 0
}

// database passes over a database below a folder, where the archive itself may
// lie; one that was named is a fault.
func (w *walk) database(p *part) {
	if w.files == 0 {
		w.fault(p.at, "a database, which holds no dispatch", "", nil)
	}
}

// text takes a part for one plain text.
func (w *walk) text(p *part) {
	b, cut, ok := w.whole(p, w.lim.Item)
	if !ok {
		return
	}
	if bytes.IndexByte(b[:min(len(b), window)], 0) >= 0 && !utf16Marked(b) || bytes.HasPrefix(b, []byte("%PDF-")) {
		w.fault(p.at, "not a text", "", nil)
		return
	}
	it := &Item{Raw: b, Media: "text/plain", Origin: p.at, Dispatch: &dateline.Dispatch{}}
	d := decode(b, p.media)
	it.Dispatch.Text, it.Dispatch.Replaced, it.Charset = d.text, d.replaced, d.charset
	if d.charset != "utf-8" || d.back != nil {
		it.Map = Map(d.back)
	}
	if cut {
		it.Notes = append(it.Notes, "cut short")
	}
	w.item(p, it)
}

func utf16Marked(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff"))
}

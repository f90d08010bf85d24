package ingest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"mime"
	"strings"

	"dateline/ingest/warc"
)

func (h *head) warc() bool {
	return h.starts("WARC/1.") || h.starts("WARC/0.") || h.starts("\x1f\x8b") && bytes.HasPrefix(inside(h.raw), []byte("WARC/"))
}

// inside unpacks the first bytes of a gzip file.
func inside(b []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	out := make([]byte, 16)
	n, _ := io.ReadFull(z, out)
	return out[:n]
}

// warc takes the pages out of a web archive.
func (w *walk) warc(p *part) {
	if p.archives >= w.lim.Archives {
		w.fault(p.at, "archives within archives within archives", "", nil)
		return
	}
	r := warc.NewReader(p.in, w.lim.Item, func(in io.Reader, packed func() int64) io.Reader {
		return &unpacking{r: in, in: packed, slack: w.lim.Slack, ratio: w.lim.Ratio}
	})
	for w.more() {
		rec, err := r.Next()
		if err == io.EOF {
			return
		}
		at := p.at
		var d *warc.Damage
		if errors.As(err, &d) {
			at.Record, at.Offset = d.Number, d.Offset
			if !w.fault(at, d.What, "", d.Err) {
				return
			}
			continue
		}
		if err != nil {
			w.fault(at, "cannot read on", "", err)
			return
		}
		at.Record, at.Offset, at.Member = rec.Number, rec.Offset, memberOf(p.at.Member, rec.Target)
		w.record(p, rec, at)
	}
}

func memberOf(outer, name string) string {
	name = strings.ToValidUTF8(name, "\ufffd")
	if outer == "" {
		return name
	}
	return outer + "!" + name
}

// record takes one record apart: answers of status 200 and resources that may
// hold words. All others hold no dispatch and are passed over in silence.
func (w *walk) record(p *part, rec *warc.Record, at Origin) {
	inner := &part{at: at, address: rec.Target, archives: p.archives + 1, notes: rec.Notes}
	if t, ok := ParseTime(rec.Date); ok {
		inner.got = &t
	}
	body := rec.Block
	switch rec.Type {
	case "response":
		if strings.HasPrefix(rec.Target, "dns:") {
			return
		}
		h, err := warc.HTTP(rec.Block, w.lim.Item)
		if err != nil {
			w.fault(at, "an answer that cannot be read", "", err)
			return
		}
		if h.Status != 200 && h.Status != 203 {
			return
		}
		body, inner.media = h.Body, h.Media
		inner.notes = append(inner.notes, h.Notes...)
	case "resource", "conversion":
		inner.media = rec.Media
	default:
		return
	}
	if !wordy(inner.media) || len(bytes.TrimSpace(body)) == 0 || strings.HasSuffix(rec.Target, "/robots.txt") {
		return
	}
	inner.in = bufioOf(body)
	w.part(inner)
}

// wordy tells whether a media type may hold a dispatch.
func wordy(media string) bool {
	m, _, _ := mime.ParseMediaType(media)
	switch m {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/json", "application/feed+json", "application/xml", "text/xml",
		"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/octet-stream":
		return true
	}
	return false
}

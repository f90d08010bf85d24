package ingest

import (
	"bytes"
	"strings"

	"dateline"
)

// mucHeader tells the line that opens a message of the MUC-3 and MUC-4
// collections, "DEV-MUC3-0001 (NOSC)" or "TST1-MUC3-0001", and gives its id.
func mucHeader(line []byte) (id string, ok bool) {
	line = bytes.TrimRight(line, " \t\r\n")
	head, note, noted := bytes.Cut(line, []byte(" "))
	if noted && !(bytes.HasPrefix(note, []byte("(")) && bytes.HasSuffix(note, []byte(")"))) || len(head) < 12 || len(head) > 24 {
		return "", false
	}
	parts := strings.Split(string(head), "-")
	if len(parts) != 3 || !strings.HasPrefix(parts[1], "MUC") || len(parts[2]) != 4 {
		return "", false
	}
	for _, c := range parts[2] {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	return string(head), strings.HasPrefix(parts[0], "DEV") || strings.HasPrefix(parts[0], "TST")
}

func (h *head) muc() bool {
	line, _, ok := bytes.Cut(h.trim, []byte("\n"))
	if !ok {
		return false
	}
	_, ok = mucHeader(line)
	return ok
}

// muc takes a part for a file of MUC messages.
func (w *walk) muc(p *part) {
	b, _, ok := w.whole(p, w.lim.File)
	if !ok {
		return
	}
	at := p.at
	at.Record = 0
	id, start, text, line := "", 0, 0, 1
	for i := 0; i <= len(b); {
		end := len(b)
		if n := bytes.IndexByte(b[i:], '\n'); n >= 0 {
			end = i + n + 1
		}
		next, opens := mucHeader(b[i:end])
		if i == len(b) || opens {
			if id != "" && !w.message(p, at, id, b[start:i], b[text:i]) {
				return
			}
			at.Record++
			id, start, text = next, i, end
			at.Offset, at.Line = int64(i), line
		}
		if i == len(b) {
			return
		}
		line++
		i = end
	}
}

func (w *walk) message(p *part, at Origin, id string, raw, text []byte) bool {
	d := decode(text, "")
	it := &Item{Raw: bytes.Clone(raw), Media: "text/plain", Charset: d.charset, Origin: at, SourceID: id}
	it.Dispatch = &dateline.Dispatch{Ref: id, Text: strings.TrimSpace(d.text), Replaced: d.replaced}
	return w.item(p, it)
}

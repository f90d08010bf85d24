package ingest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"dateline"
	"dateline/ingest/page"
)

// line is one dispatch of a JSON Lines file.
type line struct {
	ID        any    `json:"id"`
	Source    string `json:"source"`
	Published string `json:"published"`
	Date      string `json:"date"` // other name of published
	Updated   string `json:"updated"`
	Headline  string `json:"headline"`
	Text      string `json:"text"`
	Lang      string `json:"lang"`
}

// Lines yields the dispatches of a JSON Lines file: one object a line with
// "id", "source", "published" (or "date"), "updated", "headline" and "text".
// A line that cannot be read yields a [dateline.Fault] that names it, and
// reading goes on; file is the name that faults give.
func Lines(r io.Reader, file string) iter.Seq2[*dateline.Dispatch, error] {
	return func(yield func(*dateline.Dispatch, error) bool) {
		for it, err := range Read(context.Background(), r, file, Options{Format: "jsonl"}) {
			var d *dateline.Dispatch
			if it != nil {
				d = it.Dispatch
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// lines takes a part for JSON Lines.
func (w *walk) lines(p *part) {
	at := p.at
	for at.Line = 1; w.more(); at.Line++ {
		b, n, err := readLine(p.in, w.lim.Item)
		switch {
		case err == errLong:
			w.fault(at, "a line that cannot be read", "", err)
		case err != nil && err != io.EOF:
			w.fault(at, "cannot read on", "", err)
			return
		case len(bytes.TrimSpace(b)) > 0 && !w.line(p, b, at):
			return
		}
		at.Offset += n
		if err == io.EOF {
			return
		}
	}
}

// line reads one line; it tells whether to go on.
func (w *walk) line(p *part, b []byte, at Origin) bool {
	if page.TooDeep(string(b), w.lim.Depth) {
		return w.fault(at, "not a dispatch in JSON", "", errDeep)
	}
	return w.object(p, at, bytes.TrimRight(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), "\r\n"))
}

// readLine gives the next line with its end, and its length; of one that is
// longer than limit the length alone, with errLong.
func readLine(in *bufio.Reader, limit int64) (whole []byte, n int64, err error) {
	for {
		part, err := in.ReadSlice('\n')
		n += int64(len(part))
		if err == nil && whole == nil && n <= limit {
			return part, n, nil
		}
		if n <= limit {
			whole = append(whole, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case n > limit && (err == nil || err == io.EOF):
			return nil, n, errLong
		default:
			return whole, n, err
		}
	}
}

// parseLine reads a dispatch in our own form. One whose dates cannot be read
// comes back without them, and with the fault.
func parseLine(b []byte) (*dateline.Dispatch, *dateline.Fault) {
	var l line
	if err := json.Unmarshal(b, &l); err != nil {
		return nil, &dateline.Fault{What: "not a dispatch in JSON", Err: err, Hint: "one object a line, with at least \"text\""}
	}
	if strings.TrimSpace(l.Text) == "" && strings.TrimSpace(l.Headline) == "" {
		return nil, &dateline.Fault{What: "no \"text\"", Hint: "one object a line, with at least \"text\""}
	}
	d := &dateline.Dispatch{Source: l.Source, Headline: l.Headline, Text: l.Text, Lang: l.Lang}
	if l.ID != nil {
		d.Ref = fmt.Sprint(l.ID)
	}
	return d, l.stamp(d)
}

// stamp fills in the times that the line gives.
func (l *line) stamp(d *dateline.Dispatch) *dateline.Fault {
	if l.Published == "" {
		l.Published = l.Date
	}
	var fault *dateline.Fault
	for _, f := range []struct {
		name, value string
		to          **time.Time
	}{{"updated", l.Updated, &d.Updated}, {"published", l.Published, &d.Published}} {
		if strings.TrimSpace(f.value) == "" {
			continue
		}
		t, ok := ParseTime(f.value)
		if !ok {
			fault = &dateline.Fault{What: "no date in \"" + f.name + "\": " + quote(f.value) + "; kept without", Hint: "write it as 2014-09-03 or 2014-09-03T13:11:00+04:00"}
			continue
		}
		*f.to = &t
	}
	return fault
}

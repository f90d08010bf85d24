package ingest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"dateline"
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

// maxLine is the longest line that is read, in bytes.
const maxLine = 64 << 20

// Lines yields the dispatches of a JSON Lines file: one object a line with
// "id", "source", "published" (or "date"), "updated", "headline" and "text".
// A line that cannot be read yields a [dateline.Fault] that names it, and
// reading goes on; file is the name that faults give.
func Lines(r io.Reader, file string) iter.Seq2[*dateline.Dispatch, error] {
	return func(yield func(*dateline.Dispatch, error) bool) {
		in := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			b, err := readLine(in)
			if len(bytes.TrimSpace(b)) > 0 {
				d, fault := parseLine(b)
				if fault != nil {
					fault.Where = fmt.Sprintf("%s:%d", file, n)
					if !yield(nil, fault) {
						return
					}
				} else if !yield(d, nil) {
					return
				}
			}
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, &dateline.Fault{What: "cannot read on", Where: fmt.Sprintf("%s:%d", file, n), Err: err})
				return
			}
		}
	}
}

// readLine gives the next line without its end, of whatever length up to
// maxLine.
func readLine(in *bufio.Reader) ([]byte, error) {
	var whole []byte
	for {
		part, err := in.ReadSlice('\n')
		if err == nil && whole == nil {
			return part, nil
		}
		if whole = append(whole, part...); len(whole) > maxLine {
			return nil, fmt.Errorf("a line is longer than %d MB", maxLine>>20)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return whole, err
		}
	}
}

func parseLine(b []byte) (*dateline.Dispatch, *dateline.Fault) {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
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
	published := l.Published
	if published == "" {
		published = l.Date
	}
	var fault *dateline.Fault
	if d.Published, fault = given("published", published); fault != nil {
		return fault
	}
	d.Updated, fault = given("updated", l.Updated)
	return fault
}

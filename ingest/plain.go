package ingest

import (
	"io"

	"dateline"
)

// Plain reads one dispatch from a text file. The text is kept exactly as it
// stands, headline and stamp included, after decoding to UTF-8. A byte order
// mark decides the encoding; text that is valid UTF-8 is UTF-8; anything else
// is taken for windows-1252, as the Encoding Standard does. What is not
// English is marked.
func Plain(r io.Reader) (*dateline.Dispatch, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	s, replaced := Decode(b)
	d := &dateline.Dispatch{Text: s, Replaced: replaced}
	gate(d)
	return d, nil
}

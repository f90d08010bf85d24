package ingest

import (
	"bytes"
	"io"
	"unicode/utf8"

	"dateline"
	"dateline/internal/text"

	"golang.org/x/net/html/charset"
)

// Plain reads one dispatch from a text file. The text is kept exactly as it
// stands, headline and stamp included, after decoding to UTF-8. A byte order
// mark decides the encoding; text that is valid UTF-8 is UTF-8; anything else
// is taken for windows-1252, as the Encoding Standard does.
func Plain(r io.Reader) (*dateline.Dispatch, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	s, replaced := Decode(b)
	return &dateline.Dispatch{Text: s, Replaced: replaced}, nil
}

// Decode turns bytes of an unknown encoding into UTF-8 and counts the bytes
// that stand for nothing in it, each replaced by U+FFFD.
func Decode(b []byte) (string, int) {
	b, utf := bytes.CutPrefix(b, []byte("\xef\xbb\xbf"))
	if utf || utf8.Valid(b) {
		return text.Valid(string(b))
	}
	if mostlyUTF8(b) {
		return text.Valid(string(b))
	}
	enc, _, _ := charset.DetermineEncoding(b, "text/plain")
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return text.Valid(string(b))
	}
	out = bytes.TrimPrefix(out, []byte("\ufeff"))
	return text.Valid(string(out))
}

// mostlyUTF8 reports whether text that is not valid UTF-8 is damaged UTF-8
// rather than text in one-byte letters: it holds more well-formed sequences of
// several bytes than stray bytes.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case n > 1:
			good++
		case r == utf8.RuneError:
			bad++
		}
		b = b[n:]
	}
	return good > bad
}

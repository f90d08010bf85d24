package ingest

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"dateline/ingest/page"
	"dateline/internal/text"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// Decode turns bytes of an unknown encoding into UTF-8 and counts the bytes
// that stand for nothing in it, each replaced by U+FFFD.
func Decode(b []byte) (string, int) {
	d := decode(b, "")
	return d.text, d.replaced
}

// decoded is text with the encoding that it was written in.
type decoded struct {
	text     string
	charset  string // by the names of the Encoding Standard
	replaced int
	back     []page.Run // from text to the bytes; nil when they are the same
}

// decode follows the Encoding Standard, and does not believe what the bytes
// disprove: a byte order mark decides; then bytes that are valid UTF-8 are
// UTF-8 whatever was declared; then what was declared, in the Content-Type, in
// an XML declaration or a meta element; then, where UTF-8 was declared or
// nothing, damaged UTF-8 is told from windows-1252 by the number of its
// well-formed letters.
func decode(b []byte, contentType string) decoded {
	enc, name := choose(b, contentType)
	if name == "utf-8" {
		return decodeUTF8(b)
	}
	s, back := mapped(b, enc)
	valid, n := text.Valid(s)
	return decoded{text: valid, charset: name, replaced: n, back: back}
}

// choose picks the encoding.
func choose(b []byte, contentType string) (encoding.Encoding, string) {
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		return nil, "utf-8"
	}
	for mark, name := range map[string]string{"\xff\xfe": "utf-16le", "\xfe\xff": "utf-16be"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			enc, _ := charset.Lookup(name)
			return enc, name
		}
	}
	enc, name := charset.Lookup(declared(b, contentType))
	stateful := name == "iso-2022-jp" || name == "utf-16le" || name == "utf-16be" || name == "hz-gb-2312"
	switch {
	case utf8.Valid(b) && !(stateful && odd(b, name)):
		return nil, "utf-8"
	case enc == nil || name == "utf-8" || name == "replacement":
		if mostlyUTF8(b) {
			return nil, "utf-8"
		}
		enc, name = charset.Lookup("windows-1252")
	}
	return enc, name
}

// odd tells whether bytes that are valid UTF-8 may yet be of an encoding that
// writes letters in ASCII.
func odd(b []byte, name string) bool {
	switch name {
	case "iso-2022-jp":
		return bytes.IndexByte(b, 0x1b) >= 0
	case "hz-gb-2312":
		return bytes.Contains(b, []byte("~{"))
	}
	return bytes.IndexByte(b, 0) >= 0
}

var declarations = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,200}?charset)\s*=\s*["']?\s*([a-z0-9_:.\-]+)`)
})

// declared is the label of the encoding that was declared, "" when none was.
func declared(b []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return strings.Trim(params["charset"], "\"' ")
	}
	if m := declarations().FindSubmatch(b[:min(len(b), 1024)]); m != nil {
		label := string(m[1])
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return "utf-8" // it could not have been read as letters
		}
		return label
	}
	return ""
}

// decodeUTF8 takes the mark off and replaces what is not UTF-8.
func decodeUTF8(b []byte) decoded {
	rest, cut := bytes.CutPrefix(b, []byte("\xef\xbb\xbf"))
	d := decoded{charset: "utf-8"}
	if utf8.Valid(rest) {
		d.text = string(rest)
		if cut {
			d.back = []page.Run{{Text: 0, Size: len(rest), Raw: 3, RawSize: len(rest)}}
		}
		return d
	}
	d.text, d.replaced = text.Valid(string(rest))
	at, raw := 0, len(b)-len(rest)
	for len(rest) > 0 {
		r, n := utf8.DecodeRune(rest)
		size := n
		if r == utf8.RuneError && n == 1 {
			size = 3
		}
		d.back = joined(d.back, page.Run{Text: at, Size: size, Raw: raw, RawSize: n})
		at, raw, rest = at+size, raw+n, rest[n:]
	}
	return d
}

// joined adds a run, to the last one where the two are one.
func joined(runs []page.Run, r page.Run) []page.Run {
	if k := len(runs) - 1; k >= 0 {
		last := &runs[k]
		if last.Size == last.RawSize && r.Size == r.RawSize && last.Text+last.Size == r.Text && last.Raw+last.RawSize == r.Raw {
			last.Size += r.Size
			last.RawSize += r.RawSize
			return runs
		}
	}
	return append(runs, r)
}

// mapped decodes letter by letter and keeps where each stood.
func mapped(b []byte, enc encoding.Encoding) (string, []page.Run) {
	t := enc.NewDecoder().Transformer
	var out strings.Builder
	out.Grow(len(b) + len(b)/4)
	var runs []page.Run
	var dst [utf8.UTFMax]byte
	raw := 0
	if utf16Marked(b) {
		raw = 2
	}
	for raw < len(b) {
		nd, ns, err := t.Transform(dst[:], b[raw:min(len(b), raw+64)], raw+64 >= len(b))
		if nd == 0 && ns == 0 || err != nil && err != transform.ErrShortDst && err != transform.ErrShortSrc {
			ns = max(ns, 1)
			nd = copy(dst[:], "\ufffd")
		}
		runs = letters(runs, dst[:nd], out.Len(), raw, ns)
		out.Write(dst[:nd])
		raw += ns
	}
	return out.String(), runs
}

// letters adds the runs of a few letters that were decoded at once.
func letters(runs []page.Run, text []byte, at, raw, n int) []page.Run {
	if len(text) == 0 {
		return runs
	}
	if utf8.RuneCount(text) != n || text[0] >= utf8.RuneSelf && len(text) == n {
		return append(runs, page.Run{Text: at, Size: len(text), Raw: raw, RawSize: n})
	}
	if len(text) == n {
		return joined(runs, page.Run{Text: at, Size: len(text), Raw: raw, RawSize: n})
	}
	for len(text) > 0 { // a byte a letter
		_, size := utf8.DecodeRune(text)
		runs = joined(runs, page.Run{Text: at, Size: size, Raw: raw, RawSize: 1})
		at, raw, text = at+size, raw+1, text[size:]
	}
	return runs
}

// through leads runs from a text to what was decoded on to the bytes.
func through(runs, back []page.Run) []page.Run {
	if back == nil {
		return runs
	}
	var out []page.Run
	k := 0
	for _, r := range runs {
		for k > 0 && back[k-1].Text+back[k-1].Size > r.Raw {
			k--
		}
		for k < len(back) && back[k].Text+back[k].Size <= r.Raw {
			k++
		}
		end := r.Raw + r.RawSize
		first := len(out)
		for j := k; j < len(back) && back[j].Text < end; j++ {
			x := clip(back[j], r.Raw, end)
			x.Text += r.Text - r.Raw
			out = append(out, x)
		}
		if r.Size != r.RawSize && len(out) > first { // a reference: one whole
			last := out[len(out)-1]
			whole := page.Run{Text: r.Text, Size: r.Size, Raw: out[first].Raw, RawSize: last.Raw + last.RawSize - out[first].Raw}
			out = append(out[:first], whole)
		}
	}
	return out
}

// clip cuts a run to [from, to) of its text; one whose sizes differ stays
// whole.
func clip(r page.Run, from, to int) page.Run {
	if r.Size != r.RawSize {
		return r
	}
	a, b := max(from, r.Text), min(to, r.Text+r.Size)
	return page.Run{Text: a, Size: b - a, Raw: r.Raw + a - r.Text, RawSize: b - a}
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

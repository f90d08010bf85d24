package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Response is an HTTP answer as it was archived.
type Response struct {
	Status int
	Media  string // Content-Type
	Body   []byte // without chunks and packing
	Notes  []string
}

// HTTP takes the block of a response record apart. Chunks and packing are
// taken off as far as they go; a body that was archived without them, though
// its header says otherwise, is taken as it stands. limit bounds the body.
func HTTP(block []byte, limit int64) (*Response, error) {
	head, body, ok := bytes.Cut(block, []byte("\r\n\r\n"))
	if h, b, lf := bytes.Cut(block, []byte("\n\n")); lf && (!ok || len(h) < len(head)) {
		head, body, ok = h, b, true
	}
	line, rest, _ := strings.Cut(string(head), "\n")
	status, valid := statusOf(line)
	if !valid {
		return nil, errors.New("no HTTP answer")
	}
	r := &Response{Status: status}
	if !ok {
		r.Notes = append(r.Notes, "the header is cut short")
	}
	var chunked bool
	var packing []string
	for l := range strings.Lines(rest) {
		name, value, _ := strings.Cut(l, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "content-type":
			r.Media = value
		case "transfer-encoding":
			chunked = strings.Contains(strings.ToLower(value), "chunked")
		case "content-encoding":
			packing = append(packing, strings.Split(strings.ToLower(value), ",")...)
		}
	}
	if chunked {
		body = r.unchunk(body)
	}
	for i := len(packing) - 1; i >= 0; i-- {
		var err error
		if body, err = r.unpack(strings.TrimSpace(packing[i]), body, limit); err != nil {
			return nil, err
		}
	}
	r.Body = body
	return r, nil
}

// statusOf reads "HTTP/1.1 200 OK".
func statusOf(line string) (int, bool) {
	version, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	if !strings.HasPrefix(version, "HTTP/") {
		return 0, false
	}
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, err := strconv.Atoi(code)
	return n, err == nil
}

// unchunk puts the chunks of a body together.
func (r *Response) unchunk(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for rest := b; ; {
		line, after, ok := bytes.Cut(rest, []byte("\n"))
		size, _, _ := bytes.Cut(line, []byte(";"))
		n, err := strconv.ParseUint(strings.TrimSpace(string(size)), 16, 31)
		if !ok && err == nil && n == 0 {
			return out
		}
		if err != nil || !ok {
			if len(out) == 0 && len(rest) == len(b) {
				r.Notes = append(r.Notes, "a body without the chunks that its header announces")
				return b
			}
			r.Notes = append(r.Notes, "chunked body cut short")
			return out
		}
		if n == 0 {
			return out
		}
		if int(n) > len(after) {
			r.Notes = append(r.Notes, "chunked body cut short")
			return append(out, after...)
		}
		out = append(out, after[:n]...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(after[n:], []byte("\r")), []byte("\n"))
	}
}

// errTooLong says that a body unpacks to more than is read.
var errTooLong = errors.New("the body unpacks to more than is read")

// unpack takes one packing off.
func (r *Response) unpack(name string, b []byte, limit int64) ([]byte, error) {
	in, err := unpacker(name, b)
	if err == errPlain {
		return b, nil
	}
	if err == errUnknown {
		return nil, fmt.Errorf("a body packed with %q", name)
	}
	if err != nil {
		r.Notes = append(r.Notes, "a body without the packing that its header announces")
		return b, nil
	}
	out, err := io.ReadAll(io.LimitReader(in, limit+1))
	switch {
	case int64(len(out)) > limit:
		return nil, errTooLong
	case err != nil && len(out) == 0 && len(b) > 0:
		r.Notes = append(r.Notes, "a body without the packing that its header announces")
		return b, nil
	case err != nil:
		r.Notes = append(r.Notes, "packed body cut short")
	}
	return out, nil
}

var (
	errPlain   = errors.New("not packed")
	errUnknown = errors.New("unknown packing")
)

func unpacker(name string, b []byte) (io.Reader, error) {
	switch name {
	case "", "identity", "utf-8", "none":
		return nil, errPlain
	case "gzip", "x-gzip":
		return gzip.NewReader(bytes.NewReader(b))
	case "deflate":
		if z, err := zlib.NewReader(bytes.NewReader(b)); err == nil {
			return z, nil
		}
		return flate.NewReader(bytes.NewReader(b)), nil
	case "br":
		return brotli.NewReader(bytes.NewReader(b)), nil
	case "zstd":
		return zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
	}
	return nil, errUnknown
}

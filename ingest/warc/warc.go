// Package warc reads web archives in the WARC format (ISO 28500, versions 1.0
// and 1.1), plain or with each record in a gzip member, and the HTTP answers
// in them. It reads what is damaged as far as it goes: a record cut short, a
// length that is wrong, a member that does not unpack, are told and passed by,
// and the next record is found again.
package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Record is one record of a web archive.
type Record struct {
	Type   string // "response", "resource", "conversion", ...
	Target string // address, without angle brackets
	Date   string // as written, RFC 3339
	Media  string // Content-Type of the block
	Block  []byte
	Offset int64    // of the record, or of its gzip member, in the file
	Number int      // from 1
	Notes  []string // what is out of order and did no harm
}

// Damage says what of an archive could not be read; reading goes on behind it.
type Damage struct {
	Offset int64
	Number int // of the record that was being read
	What   string
	Err    error
}

// Error gives the damage in one line.
func (d *Damage) Error() string {
	s := fmt.Sprintf("byte %d: %s", d.Offset, d.What)
	if d.Err != nil {
		s += ": " + d.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (d *Damage) Unwrap() error { return d.Err }

// Reader reads records one after the other.
type Reader struct {
	in     *bufio.Reader
	passed *counter
	limit  int64
	packed bool
	guard  func(io.Reader, func() int64) io.Reader
	z      *gzip.Reader
	cur    *parser
	spare  []byte // the buffer of the last member
	member int64  // offset of the gzip member that is being read
	number int
	failed bool // the last member broke off: look for the next one
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// NewReader reads an archive, packed or plain. A block longer than limit bytes
// is passed over and told. guard wraps the unpacked bytes, given a count of
// the packed ones; it may be nil.
func NewReader(r io.Reader, limit int64, guard func(r io.Reader, packed func() int64) io.Reader) *Reader {
	c := &counter{r: r}
	w := &Reader{in: bufio.NewReaderSize(c, 1<<16), passed: c, limit: limit, guard: guard}
	if b, err := w.in.Peek(2); err == nil && b[0] == 0x1f && b[1] == 0x8b {
		w.packed = true
	}
	return w
}

// Next gives the next record; a [Damage] for what could not be read, after
// which Next may be called again; io.EOF at the end.
func (r *Reader) Next() (*Record, error) {
	for {
		if r.cur == nil {
			if err := r.open(); err != nil {
				return nil, err
			}
		}
		rec, err := r.cur.next(r.limit)
		var d *Damage
		switch {
		case err == nil:
			r.number++
			rec.Number = r.number
			if r.packed {
				rec.Offset = r.member
			}
			return rec, nil
		case err == io.EOF && !r.packed:
			return nil, io.EOF
		case err == io.EOF:
			r.spare, r.cur = r.cur.buf.whole, nil
		case errors.As(err, &d):
			d.Number = r.number + 1
			if r.packed {
				d.Offset = r.member
			}
			return nil, d
		default:
			return nil, r.broken(err)
		}
	}
}

// broken tells of an input that cannot be read on: of a gzip member, the next
// one is looked for; of anything else it is the end.
func (r *Reader) broken(err error) error {
	d := &Damage{Offset: r.at(), Number: r.number + 1, What: "cannot read on", Err: err}
	r.cur = nil
	if r.packed {
		d.Offset, d.What = r.member, "a gzip member that cannot be unpacked"
		r.failed = true
		return d
	}
	r.cur = &parser{buf: buffer{err: io.EOF}}
	return d
}

// at is how far the input was read.
func (r *Reader) at() int64 { return r.passed.n - int64(r.in.Buffered()) }

// open begins the file, or its next gzip member.
func (r *Reader) open() error {
	if !r.packed {
		r.cur = &parser{buf: buffer{r: r.in}}
		return nil
	}
	if skipped := r.seek(); skipped > 0 && !r.failed {
		return &Damage{Offset: r.at() - skipped, Number: r.number + 1, What: fmt.Sprintf("%d bytes that are no gzip member", skipped)}
	}
	r.member = r.at()
	if _, err := r.in.Peek(1); err != nil {
		return io.EOF
	}
	if r.z == nil {
		r.z = new(gzip.Reader)
	}
	z := r.z
	if err := z.Reset(r.in); err != nil {
		if r.failed {
			return r.open() // what looked like a member inside a broken one
		}
		return r.broken(err)
	}
	z.Multistream(false)
	var in io.Reader = z
	if r.guard != nil {
		in = r.guard(z, r.at)
	}
	r.cur = &parser{buf: buffer{r: in, b: r.spare[:0]}, resync: r.failed}
	r.failed = false
	return nil
}

// seek goes to the next gzip header and gives the number of bytes passed over;
// zero bytes, with which some writers pad, do not count.
func (r *Reader) seek() int64 {
	passed := int64(0)
	for {
		b, _ := r.in.Peek(4096)
		if len(b) < 3 {
			passed += int64(len(b) - bytes.Count(b, []byte{0}))
			_, _ = r.in.Discard(len(b))
			return passed
		}
		i := bytes.Index(b, []byte{0x1f, 0x8b, 8})
		n := i
		if i < 0 {
			n = len(b) - 2
		}
		passed += int64(n - bytes.Count(b[:n], []byte{0}))
		if _, err := r.in.Discard(n); err != nil || i >= 0 {
			return passed
		}
	}
}

// parser reads the records of one stream.
type parser struct {
	buf    buffer
	resync bool // the stream may begin amid a record: say nothing of what comes before the first
}

var (
	magic = []byte("WARC/")
	gap   = []byte("\r\n\r\nWARC/")
)

// maxHeader is the longest header of a record that is read.
const maxHeader = 64 << 10

func (p *parser) next(limit int64) (*Record, error) {
	if err := p.begin(); err != nil {
		return nil, err
	}
	start := p.buf.off
	head, err := p.header()
	if err != nil {
		return nil, err
	}
	rec := &Record{Offset: start}
	n := int64(-1)
	for line := range strings.Lines(string(head)) {
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "warc-type":
			rec.Type = strings.ToLower(value)
		case "warc-target-uri":
			rec.Target = strings.Trim(value, "<>")
		case "warc-date":
			rec.Date = value
		case "content-type":
			rec.Media = value
		case "warc-truncated":
			rec.Notes = append(rec.Notes, "cut short when it was archived: "+value)
		case "content-length":
			if v, err := strconv.ParseInt(value, 10, 64); err == nil && v >= 0 {
				n = v
			}
		}
	}
	if n < 0 {
		return nil, &Damage{Offset: start, What: "a record without a length"}
	}
	return p.block(rec, n, limit)
}

// begin goes to the next record; what is passed over is told.
func (p *parser) begin() error {
	for {
		p.buf.fill(1)
		n := 0
		for n < len(p.buf.b) && (p.buf.b[n] == '\r' || p.buf.b[n] == '\n') {
			n++
		}
		p.buf.advance(n)
		if n == 0 {
			break
		}
	}
	if !p.buf.fill(len(magic)) && len(p.buf.b) == 0 {
		return p.buf.end()
	}
	if bytes.HasPrefix(p.buf.b, magic) {
		p.resync = false
		return nil
	}
	start, silent := p.buf.off, p.resync
	i := p.buf.find([]byte("\nWARC/"), 0, 1<<62)
	if i < 0 {
		p.buf.advance(len(p.buf.b))
		if silent {
			return p.buf.end()
		}
		return &Damage{Offset: start, What: "no record where one should begin"}
	}
	p.buf.advance(i + 1)
	if silent {
		return p.begin()
	}
	return &Damage{Offset: start, What: "no record where one should begin"}
}

// header takes the lines up to the empty one.
func (p *parser) header() ([]byte, error) {
	start := p.buf.off
	p.buf.fill(maxHeader)
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(p.buf.b[:min(len(p.buf.b), maxHeader)], []byte(end)); i >= 0 {
			head := bytes.Clone(p.buf.b[:i])
			p.buf.advance(i + len(end))
			return head, nil
		}
	}
	p.buf.advance(min(len(magic), len(p.buf.b)))
	return nil, &Damage{Offset: start, What: "the header of a record has no end"}
}

// block takes the block of n bytes, and checks by what follows that n is
// right.
func (p *parser) block(rec *Record, n, limit int64) (*Record, error) {
	if n > limit {
		return p.pass(rec, n, limit)
	}
	size := int(n)
	p.buf.fill(size + 16)
	if len(p.buf.b) >= size && p.follows(size) {
		rec.Block = bytes.Clone(p.buf.b[:size])
		p.buf.advance(size)
		return rec, nil
	}
	have := min(size, len(p.buf.b))
	if i := bytes.Index(p.buf.b[:min(len(p.buf.b), size+len(gap))], gap); i >= 0 && i < size {
		rec.Notes = append(rec.Notes, fmt.Sprintf("the record is %d bytes shorter than it says", size-i))
		return p.cut(rec, i), nil
	}
	if have < size {
		rec.Notes = append(rec.Notes, fmt.Sprintf("the archive ends %d bytes before the record", size-have))
		return p.cut(rec, have), nil
	}
	i := p.buf.find(gap, size, int(limit))
	if i < 0 {
		i = min(len(p.buf.b), int(limit))
		if int64(len(p.buf.b)) > limit {
			p.buf.advance(i)
			return nil, &Damage{Offset: rec.Offset, What: "a record whose end is not found"}
		}
	}
	rec.Notes = append(rec.Notes, fmt.Sprintf("the record is %d bytes longer than it says", i-size))
	return p.cut(rec, i), nil
}

func (p *parser) cut(rec *Record, n int) *Record {
	rec.Block = bytes.Clone(p.buf.b[:n])
	p.buf.advance(n)
	return rec
}

// follows tells whether a record, or the end, comes behind a block of size
// bytes.
func (p *parser) follows(size int) bool {
	rest := p.buf.b[size:]
	i := 0
	for i < len(rest) && i < 8 && (rest[i] == '\r' || rest[i] == '\n') {
		i++
	}
	return i == len(rest) && p.buf.err != nil || bytes.HasPrefix(rest[i:], magic)
}

// pass goes behind a block that is too long to be read: as far as it says, or
// to where the next record begins.
func (p *parser) pass(rec *Record, n, limit int64) (*Record, error) {
	d := &Damage{Offset: rec.Offset, What: fmt.Sprintf("a record of %d bytes, more than %d are read", n, limit)}
	for left := n; left > 0; {
		if !p.buf.fill(len(gap)+1) && len(p.buf.b) == 0 {
			return nil, d
		}
		if i := bytes.Index(p.buf.b, gap); i >= 0 && int64(i) < left {
			p.buf.advance(i)
			return nil, d
		}
		step := len(p.buf.b)
		if p.buf.err == nil {
			step -= len(gap) - 1
		}
		step = int(min(int64(step), left))
		p.buf.advance(step)
		left -= int64(step)
	}
	return nil, d
}

// buffer holds what was read of a stream and not yet used.
type buffer struct {
	r     io.Reader
	b     []byte
	whole []byte // what b lies in
	off   int64  // of b[0] in the stream
	err   error
}

// fill reads until n bytes are there; it tells whether they are.
func (b *buffer) fill(n int) bool {
	for len(b.b) < n && b.err == nil {
		if cap(b.b)-len(b.b) < 4096 {
			grown := make([]byte, len(b.b), max(2*cap(b.b), 1<<16, len(b.b)+4096))
			copy(grown, b.b)
			b.b, b.whole = grown, grown
		}
		k, err := b.r.Read(b.b[len(b.b):cap(b.b)])
		b.b = b.b[:len(b.b)+k]
		b.err = err
	}
	return len(b.b) >= n
}

// advance drops n bytes.
func (b *buffer) advance(n int) {
	n = min(n, len(b.b))
	b.b = b.b[n:]
	b.off += int64(n)
}

// end is why the stream ended.
func (b *buffer) end() error {
	if b.err == nil || b.err == io.EOF {
		return io.EOF
	}
	return b.err
}

// find looks for what from i on, at most limit bytes far; what is passed over
// beyond a limit of memory is not held.
func (b *buffer) find(what []byte, i, limit int) int {
	hold := limit < 1<<40
	for {
		b.fill(i + len(what))
		if i > len(b.b) {
			return -1
		}
		if k := bytes.Index(b.b[i:], what); k >= 0 {
			return i + k
		}
		if b.err != nil || len(b.b) > limit {
			return -1
		}
		i = max(len(b.b)-len(what)+1, i)
		if !hold {
			b.advance(i)
			i = 0
		}
		b.fill(len(b.b) + 1)
	}
}

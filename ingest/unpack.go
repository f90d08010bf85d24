package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// errBomb says that packed bytes grew beyond all measure.
var errBomb = errors.New("unpacks to far more than it holds")

// errLong says that a part is longer than the limit.
var errLong = errors.New("longer than is read")

// counter counts the bytes that were read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// unpacking reads unpacked bytes and ends with errBomb when there are too many
// for the packed bytes that went in.
type unpacking struct {
	r     io.Reader
	in    func() int64 // packed bytes so far
	out   int64
	slack int64
	ratio int64
}

func (u *unpacking) Read(b []byte) (int, error) {
	n, err := u.r.Read(b)
	u.out += int64(n)
	if u.out > u.slack && u.out/u.ratio > u.in() {
		return n, errBomb
	}
	return n, err
}

// gzip unpacks a part and takes apart what is in it.
func (w *walk) gzip(p *part) {
	if p.archives >= w.lim.Archives {
		w.fault(p.at, "archives within archives within archives", "", nil)
		return
	}
	packed := &counter{r: p.in}
	z, err := gzip.NewReader(bufio.NewReaderSize(packed, 1<<16))
	if err != nil {
		w.fault(p.at, "not a gzip file", "", err)
		return
	}
	inner := *p
	inner.archives++
	inner.in = bufio.NewReaderSize(&unpacking{r: z, in: func() int64 { return packed.n }, slack: w.lim.Slack, ratio: w.lim.Ratio}, 1<<16)
	if inner.at.Member != "" {
		inner.at.Member = strings.TrimSuffix(inner.at.Member, ".gz")
	}
	w.part(&inner)
}

// zip takes apart the members of a zip file, in the order of its directory.
func (w *walk) zip(p *part) {
	if p.archives >= w.lim.Archives {
		w.fault(p.at, "archives within archives within archives", "", nil)
		return
	}
	z, size, done, err := w.openZip(p)
	if err != nil {
		w.fault(p.at, "not a readable zip file", "", err)
		return
	}
	defer done()
	if len(z.File) > w.lim.Members {
		w.fault(p.at, fmt.Sprintf("%d members, more than are read", len(z.File)), "unpack it and name the folders", nil)
		return
	}
	var out int64
	for _, f := range z.File {
		if !w.more() {
			return
		}
		if strings.HasSuffix(f.Name, "/") || hiddenMember(f.Name) {
			continue
		}
		// members may share their packed bytes: what counts is the whole file
		if out += w.member(p, f); out > manyBombs*w.lim.Slack && out/w.lim.Ratio > size {
			w.fault(p.at, "cannot read on", "", errBomb)
			return
		}
	}
}

// manyBombs is how many times the slack of one member all members of an
// archive may unpack to before their ratio is looked at.
const manyBombs = 8

// hiddenMember tells the members that packers add for themselves.
func hiddenMember(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(s string) bool {
		return s == "__MACOSX" || strings.HasPrefix(s, ".") && s != "." && s != ".."
	})
}

// member takes one member apart; it gives how many bytes were unpacked.
func (w *walk) member(p *part, f *zip.File) int64 {
	inner := *p
	inner.archives++
	inner.media = ""
	inner.at = Origin{Path: p.at.Path, Member: memberOf(p.at.Member, f.Name)}
	if f.Flags&1 != 0 {
		w.fault(inner.at, "is encrypted", "", nil)
		return 0
	}
	r, err := f.Open()
	if err != nil {
		w.fault(inner.at, "cannot unpack", "", err)
		return 0
	}
	defer r.Close()
	guard := &unpacking{r: r, in: func() int64 { return int64(f.CompressedSize64) }, slack: w.lim.Slack, ratio: w.lim.Ratio}
	inner.in = bufio.NewReaderSize(guard, 1<<16)
	w.part(&inner)
	return guard.out
}

// openZip gives the directory of a zip file and its size: of one on disk
// without holding it, of any other held in memory.
func (w *walk) openZip(p *part) (*zip.Reader, int64, func(), error) {
	if p.onDisk && p.archives == 0 {
		return zipOnDisk(p.at.Path)
	}
	b, err := hold(p.in, w.lim.File)
	if err != nil {
		return nil, 0, nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	return z, int64(len(b)), func() {}, err
}

func zipOnDisk(path string) (*zip.Reader, int64, func(), error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var z *zip.Reader
		if z, err = zip.NewReader(f, info.Size()); err == nil {
			return z, info.Size(), func() { f.Close() }, nil
		}
	}
	f.Close()
	return nil, 0, nil, err
}

// hold reads all of r, at most limit bytes. What was read comes back with the
// error.
func hold(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(b)) > limit {
		return b[:limit], fmt.Errorf("%w: %d MB", errLong, limit>>20)
	}
	return b, err
}

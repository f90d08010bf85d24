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
	r       io.Reader
	in      func() int64 // packed bytes so far
	out     int64
	slack   int64
	ratio   int64
	message string
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
	z, done, err := w.openZip(p)
	if err != nil {
		w.fault(p.at, "not a readable zip file", "", err)
		return
	}
	defer done()
	if len(z.File) > w.lim.Members {
		w.fault(p.at, fmt.Sprintf("%d members, more than are read", len(z.File)), "unpack it and name the folders", nil)
		return
	}
	budget := &zipBudget{}
	for _, f := range z.File {
		if !w.more() {
			return
		}
		if !strings.HasSuffix(f.Name, "/") && !hiddenMember(f.Name) {
			w.member(p, f, budget)
		}
	}
}

// hiddenMember tells the members that packers add for themselves.
func hiddenMember(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(s string) bool {
		return s == "__MACOSX" || strings.HasPrefix(s, ".") && s != "." && s != ".."
	})
}

// zipBudget counts over all members of one zip file, so that many small bombs
// are one.
type zipBudget struct{ in, out int64 }

// member takes one member apart.
func (w *walk) member(p *part, f *zip.File, sum *zipBudget) {
	inner := *p
	inner.archives++
	inner.media = ""
	name := strings.ToValidUTF8(f.Name, "\ufffd")
	inner.at = Origin{Path: p.at.Path, Member: name}
	if p.at.Member != "" {
		inner.at.Member = p.at.Member + "!" + name
	}
	r, err := f.Open()
	if err != nil {
		w.fault(inner.at, "cannot unpack", "", err)
		return
	}
	defer r.Close()
	sum.in += int64(f.CompressedSize64)
	guard := &unpacking{r: r, in: func() int64 { return sum.in }, out: sum.out, slack: w.lim.Slack, ratio: w.lim.Ratio}
	inner.in = bufio.NewReaderSize(guard, 1<<16)
	w.part(&inner)
	sum.out = guard.out
}

// openZip gives the directory of a zip file: of one on disk without holding
// it, of any other held in memory.
func (w *walk) openZip(p *part) (*zip.Reader, func(), error) {
	if p.at.Member == "" && p.archives == 0 && p.at.Path != "-" && !isAddress(p.at.Path) && p.onDisk {
		f, err := os.Open(p.at.Path)
		if err != nil {
			return nil, nil, err
		}
		info, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, nil, err
		}
		z, err := zip.NewReader(f, info.Size())
		if err != nil {
			f.Close()
			return nil, nil, err
		}
		return z, func() { f.Close() }, nil
	}
	b, err := hold(p.in, w.lim.File)
	if err != nil {
		return nil, nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	return z, func() {}, err
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

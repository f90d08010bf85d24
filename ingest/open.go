package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline"
)

// Options says how to take input apart. The zero value reads files only: no
// network and no clock.
type Options struct {
	Strict bool       // end at the first error
	Follow bool       // fetch the pages that the entries of a feed point at; needs Fetch
	Format string     // one of [Formats]; "" lets the content decide
	Source string     // outlet, where the input names none
	Date   *time.Time // publication, where the input gives none
	Limits Limits
	Stdin  io.Reader        // what "-" reads
	Now    func() time.Time // stamps Retrieved; nil leaves it open
	Fetch  Fetcher          // gets addresses; nil refuses them
}

// Fetcher gets what lies at an address; package fetch has the polite one.
type Fetcher interface {
	// Get returns what came back for an address, with at most limit bytes of
	// body, or a [dateline.Fault].
	Get(ctx context.Context, address string, limit int64) (*Answer, error)
}

// Answer is what came back for an address.
type Answer struct {
	Address string     // after redirects
	Media   string     // Content-Type as sent
	Body    []byte     // unpacked
	Same    bool       // not modified since it was last got: Body is empty
	At      *time.Time // when it came
}

// Open takes apart what lies at a path: a file, a folder with all below it,
// an address (http or https), or "-" for standard input. It yields one item
// for a dispatch, in the order of the input, folders sorted by name; and an
// error, a [dateline.Fault] with the position, for what could not be read.
// Reading goes on after an error unless Options.Strict is set. Nothing is
// yielded for what holds no dispatch, such as a WARC request record.
func Open(ctx context.Context, path string, o Options) iter.Seq2[*Item, error] {
	return func(yield func(*Item, error) bool) {
		w := newWalk(ctx, o, yield)
		switch {
		case path == "-":
			w.stdin()
		case isAddress(path):
			w.address(path)
		default:
			w.path(path)
		}
	}
}

// Read takes apart what r holds, as [Open] does with a file of that name.
func Read(ctx context.Context, r io.Reader, name string, o Options) iter.Seq2[*Item, error] {
	return func(yield func(*Item, error) bool) {
		w := newWalk(ctx, o, yield)
		w.part(newPart(r, name))
	}
}

// isAddress tells an address from a path.
func isAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// walk is one run over one input.
type walk struct {
	ctx     context.Context
	o       Options
	lim     Limits
	yield   func(*Item, error) bool
	stopped bool
	files   int // seen below folders
}

func newWalk(ctx context.Context, o Options, yield func(*Item, error) bool) *walk {
	return &walk{ctx: ctx, o: o, lim: o.Limits.filled(), yield: yield}
}

// fault reports what could not be read; it tells whether to go on.
func (w *walk) fault(at Origin, what, hint string, err error) bool {
	return w.report(&dateline.Fault{What: what, Where: at.String(), Hint: hint, Err: err})
}

func (w *walk) report(f *dateline.Fault) bool {
	if w.stopped {
		return false
	}
	if !w.yield(nil, f) || w.o.Strict {
		w.stopped = true
	}
	return !w.stopped
}

// more tells whether to go on; the caller's deadline ends a run with an error.
func (w *walk) more() bool {
	if w.stopped {
		return false
	}
	if err := w.ctx.Err(); err != nil {
		w.yield(nil, err)
		w.stopped = true
	}
	return !w.stopped
}

// part is a stretch of input that is to be taken apart: a file, a member, an
// answer.
type part struct {
	in       *bufio.Reader
	at       Origin
	media    string     // as it was declared, "" when it was not
	address  string     // where it was got from
	got      *time.Time // when it was got
	archives int        // how many archives it lies within
	onDisk   bool       // at.Path can be opened again
	notes    []string   // what was out of order on the way here
}

// window is how far the sniffer looks into a part.
const window = 4096

func newPart(r io.Reader, name string) *part {
	return &part{in: bufio.NewReaderSize(r, 1<<16), at: Origin{Path: name}}
}

// bufioOf reads bytes that are held.
func bufioOf(b []byte) *bufio.Reader {
	return bufio.NewReaderSize(bytes.NewReader(b), max(min(len(b), 1<<16), window))
}

func (w *walk) stdin() {
	if w.o.Stdin == nil {
		w.fault(Origin{Path: "-"}, "no standard input", "", nil)
		return
	}
	w.part(newPart(w.o.Stdin, "-"))
}

// path reads a file or folder.
func (w *walk) path(path string) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.fault(Origin{Path: path}, "no such file", "name a file or a folder, an address, or - for standard input", nil)
	case err != nil:
		w.fault(Origin{Path: path}, "cannot open", "", err)
	case info.IsDir():
		w.folder(path)
	default:
		w.file(path)
	}
}

// folder reads every file below a folder, sorted by name. Links to folders are
// not followed, so there are no loops; files whose name begins with a dot are
// left out.
func (w *walk) folder(root string) {
	root = strings.TrimRight(root, string(filepath.Separator)) + string(filepath.Separator)
	_ = filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if !w.more() {
			return fs.SkipAll
		}
		if err != nil {
			w.fault(Origin{Path: p}, "cannot open", "", err)
			return nil
		}
		if p != root && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !readable(p, e) {
			return nil
		}
		if w.files++; w.files > w.lim.Members {
			w.fault(Origin{Path: p}, "more files than are read from one folder", "name smaller folders", nil)
			return fs.SkipAll
		}
		w.file(p)
		return nil
	})
}

// readable tells whether an entry of a folder is a file, or a link to one.
func readable(p string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.Type().IsRegular()
	}
	info, err := os.Stat(p)
	return err != nil || info.Mode().IsRegular()
}

func (w *walk) file(path string) {
	f, err := os.Open(path)
	if err != nil {
		w.fault(Origin{Path: path}, "cannot open", "", err)
		return
	}
	defer f.Close()
	p := newPart(f, path)
	p.onDisk = true
	w.part(p)
}

// address fetches an address that the user named.
func (w *walk) address(address string) {
	if w.o.Fetch == nil {
		w.fault(Origin{Path: address}, "addresses are not fetched here", "", nil)
		return
	}
	a, err := w.o.Fetch.Get(w.ctx, address, w.lim.File)
	if err != nil {
		w.unfetched(Origin{Path: address}, address, err)
		return
	}
	if a.Same {
		return
	}
	w.part(answered(a, address))
}

// unfetched reports an address that could not be got, in the fetcher's words.
func (w *walk) unfetched(at Origin, address string, err error) bool {
	var f *dateline.Fault
	if errors.As(err, &f) {
		return w.report(f)
	}
	return w.fault(at, "cannot fetch "+address, "", err)
}

// answered makes a part of what came back for an address.
func answered(a *Answer, address string) *part {
	p := newPart(bytes.NewReader(a.Body), address)
	p.media, p.address, p.got = a.Media, a.Address, a.At
	return p
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dateline"
	"dateline/ingest"
	"dateline/read"
	"dateline/store"
	"dateline/store/sqlite"
)

// errStopped ends a run that the user stopped.
var errStopped = errors.New("stopped")

// Sizes of the pipeline. A batch is one transaction.
const (
	batchEntries = 256
	batchBytes   = 4 << 20
	batchWait    = 2 * time.Second
)

// pipeline takes input into an archive: one goroutine takes the input apart,
// as many as there are processors read, one writes. The order of the input is
// kept, so that versions follow each other and the archive comes out the same
// however long each step takes. No more than a few batches are in hand.
type pipeline struct {
	archive *sqlite.Archive
	reader  *read.Reader
	options ingest.Options
	paths   []string
	watch   *meter
	diag    io.Writer
	out     io.Writer // takes a line in JSON for each outcome; nil for none
	tally   tally
}

// tally counts what became of the input.
type tally struct {
	sync.Mutex
	fresh, versions, kills, same, unread, faults int
}

func (t *tally) all() int { return t.fresh + t.versions + t.kills + t.same }

func (t *tally) count(o store.Outcome) {
	t.Lock()
	defer t.Unlock()
	switch o.Became {
	case store.New:
		t.fresh++
	case store.Version:
		t.versions++
	case store.Killer:
		t.kills++
	case store.Same:
		t.same++
	}
	if o.Became != store.Same && !o.Read {
		t.unread++
	}
}

// String says it in one line.
func (t *tally) String() string {
	parts := []string{fmt.Sprintf("%d new", t.fresh)}
	for _, p := range []struct {
		n    int
		what string
	}{{t.versions, "later versions"}, {t.kills, "kills"}, {t.same, "already there"}, {t.unread, "kept unread, not English"}, {t.faults, "could not be taken in"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return strings.Join(parts, ", ")
}

// unit is one item on its way through.
type unit struct {
	item  *ingest.Item
	entry store.Entry
	known bool  // it is in the archive already
	err   error // the item could not be had
	fatal error // the run cannot go on
	done  chan struct{}
}

func (p *pipeline) run(ctx context.Context) error {
	hold, cancel := context.WithCancel(ctx)
	defer cancel()
	p.measure()
	n := runtime.GOMAXPROCS(0)
	jobs, queue := make(chan *unit, n), make(chan *unit, batchEntries)
	for range n {
		go func() {
			for u := range jobs {
				p.read(u)
				close(u.done)
			}
		}()
	}
	go p.feed(hold, jobs, queue)
	return p.collect(ctx, queue)
}

// feed takes the input apart and hands it out in order.
func (p *pipeline) feed(ctx context.Context, jobs, queue chan<- *unit) {
	defer close(queue)
	defer close(jobs)
	for _, path := range p.paths {
		for it, err := range p.items(ctx, path) {
			u := &unit{item: it, err: err, done: make(chan struct{})}
			if err == nil {
				u.known, u.fatal = p.known(ctx, it)
			}
			if !send(ctx, queue, u) {
				return
			}
			if u.err != nil || u.known || u.fatal != nil {
				close(u.done)
				if u.fatal != nil || err != nil && p.options.Strict {
					return
				}
				continue
			}
			if !send(ctx, jobs, u) {
				return
			}
		}
	}
}

func send(ctx context.Context, c chan<- *unit, u *unit) bool {
	select {
	case c <- u:
		return true
	case <-ctx.Done():
		return false
	}
}

// known tells whether an item is in the archive, before it is read.
func (p *pipeline) known(ctx context.Context, it *ingest.Item) (bool, error) {
	known, err := p.archive.Known(ctx, []store.Key{inputKey(it)})
	if err != nil {
		return false, err
	}
	return known[0], nil
}

func inputKey(it *ingest.Item) store.Key {
	return store.InputKey(it.Dispatch.Source, it.Dispatch.Text)
}

// read reads an item and makes an entry of it.
func (p *pipeline) read(u *unit) {
	key, given := inputKey(u.item), store.GivenOf(u.item.Dispatch)
	var r *dateline.Reading
	if u.item.Dispatch.Doubt == dateline.DoubtNotEnglish {
		r = read.Unread(u.item.Dispatch)
	} else {
		r = p.reader.Read(u.item.Dispatch)
	}
	read.Export(r)
	u.entry = entryOf(u.item, r, key)
	u.entry.Given = given
	u.item = nil
}

// entryOf makes an entry of an item and its reading.
func entryOf(it *ingest.Item, r *dateline.Reading, key store.Key) store.Entry {
	e := store.Entry{Reading: r, Raw: it.Raw, Key: key, Origin: store.Origin{
		Path: it.Origin.Path, Member: it.Origin.Member, Record: it.Origin.Record, Line: it.Origin.Line, Offset: it.Origin.Offset,
		Media: it.Media, Charset: it.Charset, Address: it.Address, SourceID: it.SourceID, Version: it.Version, Author: it.Author, Notes: it.Notes}}
	if it.From != (ingest.From{}) {
		e.Origin.From, _ = json.Marshal(it.From)
	}
	if len(it.Map) > 0 {
		e.Origin.Map, _ = json.Marshal(it.Map)
	}
	own := fingerprint(&r.Dispatch, &e.Origin)
	e.Traces = own.Keys()
	if t := r.Dispatch.Retrieved; t != nil {
		e.At = *t
	}
	return e
}

// batch is what goes into one transaction.
type batch struct {
	entries []store.Entry
	bytes   int
	faults  []store.Fault
}

// collect gathers what has been read into batches and has them written while
// reading goes on.
func (p *pipeline) collect(ctx context.Context, queue <-chan *unit) error {
	full := make(chan batch)
	wrote := make(chan error, 1)
	var failed atomic.Bool
	go func() {
		var err error
		for b := range full {
			if err == nil {
				if err = p.write(b); err != nil {
					failed.Store(true)
				}
			}
		}
		wrote <- err
	}()
	err := p.gather(ctx, queue, full, &failed)
	close(full)
	if e := <-wrote; e != nil {
		return e
	}
	return err
}

func (p *pipeline) gather(ctx context.Context, queue <-chan *unit, full chan<- batch, failed *atomic.Bool) error {
	var b batch
	last := time.Now()
	flush := func() {
		full <- b
		b, last = batch{}, time.Now()
	}
	for u := range queue {
		if failed.Load() {
			return nil // the writer says why
		}
		select {
		case <-u.done:
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
		if u.fatal != nil {
			flush()
			return u.fatal
		}
		p.take(&b, u)
		if len(b.entries) >= batchEntries || b.bytes >= batchBytes || time.Since(last) > batchWait {
			flush()
		}
	}
	flush()
	if ctx.Err() != nil {
		return errStopped
	}
	return nil
}

// take puts a unit into a batch.
func (p *pipeline) take(b *batch, u *unit) {
	switch {
	case u.err != nil:
		p.tally.Lock()
		p.tally.faults++
		p.tally.Unlock()
		p.watch.clear()
		fmt.Fprintln(p.diag, "dateline: "+u.err.Error())
		b.faults = append(b.faults, faultOf(u.err))
	case u.known:
		p.tally.count(store.Outcome{Became: store.Same})
		p.watch.step()
	default:
		b.entries = append(b.entries, u.entry)
		b.bytes += len(u.entry.Reading.Dispatch.Text) + len(u.entry.Raw)
	}
}

func faultOf(err error) store.Fault {
	var f *dateline.Fault
	if errors.As(err, &f) {
		c := *f
		c.Where = ""
		return store.Fault{Where: f.Where, What: c.Error(), At: time.Now()}
	}
	return store.Fault{What: err.Error(), At: time.Now()}
}

// write stores a batch. What the user is told of is on the disk.
func (p *pipeline) write(b batch) error {
	ctx := context.Background()
	if len(b.faults) > 0 {
		if err := p.archive.Report(ctx, b.faults); err != nil {
			return err
		}
	}
	if len(b.entries) == 0 {
		return nil
	}
	out, err := p.archive.Add(ctx, b.entries)
	if err != nil {
		return err
	}
	for _, o := range out {
		p.tally.count(o)
		p.watch.step()
		if p.out != nil {
			line, err := jsonLine(o)
			if err != nil {
				return err
			}
			if _, err := p.out.Write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

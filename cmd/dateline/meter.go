package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dateline/ingest"
)

// meter says on a terminal how far a long run is: dispatches, rate, share of
// the input and remaining time. It is silent elsewhere and for two seconds.
type meter struct {
	mu     sync.Mutex
	out    io.Writer // nil where nobody watches
	start  time.Time
	last   time.Time
	n      int
	total  int64        // bytes of input; 0 when not known
	passed atomic.Int64 // bytes of input so far
	shown  bool
}

func newMeter(diag io.Writer) *meter {
	m := &meter{start: time.Now()}
	if f, ok := diag.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			m.out = f
		}
	}
	return m
}

// step counts one dispatch.
func (m *meter) step() { m.add(1) }

// of counts one of a known number of dispatches.
func (m *meter) of(total int) {
	m.total = int64(total)
	m.passed.Add(1)
	m.add(1)
}

// add counts dispatches.
func (m *meter) add(n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.n += n
	now := time.Now()
	if m.out == nil || now.Sub(m.start) < 2*time.Second || now.Sub(m.last) < 200*time.Millisecond {
		return
	}
	m.last, m.shown = now, true
	fmt.Fprintf(m.out, "\r%-78s", m.line(now.Sub(m.start)))
}

// line is what is shown after a time.
func (m *meter) line(spent time.Duration) string {
	parts := []string{fmt.Sprintf("%d dispatches", m.n), fmt.Sprintf("%.0f/s", float64(m.n)/spent.Seconds())}
	if done := m.passed.Load(); m.total > 0 && done > 0 {
		share := min(float64(done)/float64(m.total), 1)
		left := time.Duration(float64(spent) * (1 - share) / share).Round(time.Second)
		parts = append(parts, fmt.Sprintf("%.0f%%", 100*share), left.String()+" left")
	}
	return strings.Join(parts, " · ")
}

// clear makes room for a message.
func (m *meter) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.shown {
		fmt.Fprintf(m.out, "\r%78s\r", "")
		m.shown = false
	}
}

// done ends the line.
func (m *meter) done() { m.clear() }

// passing counts the bytes of input that go by.
type passing struct {
	io.Reader
	n *atomic.Int64
}

func (p passing) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	p.n.Add(int64(n))
	return n, err
}

// items takes one path apart. The bytes of a plain file are counted as they go
// by, so that the meter knows how far it is.
func (p *pipeline) items(ctx context.Context, path string) iter.Seq2[*ingest.Item, error] {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || strings.HasSuffix(strings.ToLower(path), ".zip") {
		return ingest.Open(ctx, path, p.options)
	}
	return func(yield func(*ingest.Item, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			ingest.Open(ctx, path, p.options)(yield)
			return
		}
		defer f.Close()
		ingest.Read(ctx, passing{f, &p.watch.passed}, path, p.options)(yield)
	}
}

// measure adds up the sizes of the files that are to be read.
func (p *pipeline) measure() {
	for _, path := range p.paths {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || strings.HasSuffix(strings.ToLower(path), ".zip") {
			p.watch.total = 0
			return
		}
		p.watch.total += info.Size()
	}
}

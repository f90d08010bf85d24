package main

import (
	"fmt"
	"io"
	"os"
)

// progress says on a terminal how many dispatches have been read.
type progress struct {
	out io.Writer // nil where nobody watches
	n   int
}

// newProgress watches a long run: only where diag is a terminal and the input
// holds many dispatches.
func newProgress(diag io.Writer, many bool) *progress {
	f, ok := diag.(*os.File)
	if !ok || !many {
		return &progress{}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return &progress{}
	}
	return &progress{out: f}
}

// step counts one dispatch and shows every hundredth.
func (p *progress) step() {
	if p.n++; p.out != nil && p.n%100 == 0 {
		fmt.Fprintf(p.out, "\r%d dispatches read", p.n)
	}
}

// done clears the line.
func (p *progress) done() {
	if p.out != nil && p.n >= 100 {
		fmt.Fprintf(p.out, "\r%40s\r", "")
	}
}

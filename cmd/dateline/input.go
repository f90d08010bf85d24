package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"

	"dateline"
	"dateline/ingest"
)

// item is one dispatch of the input, or what stood in its way.
type item struct {
	d   *dateline.Dispatch
	err error
}

// source says where dispatches come from and what the command line adds to
// them.
type source struct {
	stdin io.Reader
	paths []string
	from  string // text, jsonl, auto or a format of ingest
	fill  func(*dateline.Dispatch)
}

// dispatches yields the input's dispatches in order. Faults are yielded in
// their place; the rest is still read.
func (s *source) dispatches() iter.Seq[item] {
	return func(yield func(item) bool) {
		for _, p := range s.paths {
			if !s.file(p, yield) {
				return
			}
		}
	}
}

func (s *source) file(path string, yield func(item) bool) bool {
	if s.from != "text" && s.from != "jsonl" {
		return s.parts(path, yield)
	}
	r, name, err := s.open(path)
	if err != nil {
		return yield(item{err: err})
	}
	defer r.Close()
	if s.from == "jsonl" {
		for d, err := range ingest.Lines(r, name) {
			if d != nil {
				s.fill(d)
			}
			if !yield(item{d, err}) {
				return false
			}
		}
		return true
	}
	d, err := ingest.Plain(r)
	if err != nil {
		return yield(item{err: &dateline.Fault{What: "cannot read", Where: name, Err: err}})
	}
	s.fill(d)
	return yield(item{d: d})
}

// parts takes a file or folder apart by its content, or by the format that was
// asked for.
func (s *source) parts(path string, yield func(item) bool) bool {
	o := ingest.Options{Stdin: s.stdin, Format: s.from}
	if s.from == "auto" {
		o.Format = ""
	}
	for it, err := range ingest.Open(context.Background(), path, o) {
		if err != nil {
			if !yield(item{err: err}) {
				return false
			}
			continue
		}
		s.fill(it.Dispatch)
		if !yield(item{d: it.Dispatch}) {
			return false
		}
	}
	return true
}

// open opens a file, or standard input for "-".
func (s *source) open(path string) (io.ReadCloser, string, error) {
	if path == "-" {
		return io.NopCloser(s.stdin), "standard input", nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, path, &dateline.Fault{What: "no such file", Where: path, Hint: "name a text file, or - for standard input"}
	case err != nil:
		return nil, path, &dateline.Fault{What: "cannot open", Where: path, Err: err}
	case info.IsDir():
		return nil, path, &dateline.Fault{What: "is a folder", Where: path, Hint: "name the files in it, as in " + path + "/*.txt"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, path, &dateline.Fault{What: "cannot open", Where: path, Err: err}
	}
	return f, path, nil
}

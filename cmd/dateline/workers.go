package main

import (
	"iter"
	"runtime"

	"dateline"
)

// result is what became of one item.
type result struct {
	bytes []byte
	err   error
}

// inOrder works on items with as many workers as there are processors and
// yields the results in the order of the items. No more than a few items a
// worker are in hand at any time.
func inOrder(items iter.Seq[item], work func(*dateline.Dispatch) ([]byte, error)) iter.Seq[result] {
	return func(yield func(result) bool) {
		type job struct {
			item
			done chan result
		}
		n := runtime.GOMAXPROCS(0)
		jobs, queue := make(chan job), make(chan chan result, 4*n)
		stop := make(chan struct{})
		defer close(stop)
		for range n {
			go func() {
				for j := range jobs {
					b, err := work(j.d)
					j.done <- result{b, err}
				}
			}()
		}
		go func() {
			defer close(queue)
			defer close(jobs)
			for it := range items {
				done := make(chan result, 1)
				select {
				case queue <- done:
				case <-stop:
					return
				}
				if it.err != nil {
					done <- result{err: it.err}
					continue
				}
				select {
				case jobs <- job{it, done}:
				case <-stop:
					return
				}
			}
		}()
		for done := range queue {
			if !yield(<-done) {
				return
			}
		}
	}
}

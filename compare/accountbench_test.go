package compare_test

import (
	"fmt"
	"testing"
	"time"

	"dateline"
	"dateline/compare"
)

// many makes readings of the example under other outlets, hours and ids.
func many(n int) []*dateline.Reading {
	base := example()
	out := make([]*dateline.Reading, 0, n)
	for i := range n {
		r := *base[i%len(base)]
		r.Dispatch.Source = fmt.Sprintf("%s %d", r.Dispatch.Source, i/len(base))
		r.Dispatch.ID = fmt.Sprintf("%064x", i)
		if p := r.Dispatch.Published; p != nil {
			t := p.Add(time.Duration(i) * time.Minute)
			r.Dispatch.Published = &t
		}
		out = append(out, &r)
	}
	return out
}

// BenchmarkAccount compares 200 readings.
func BenchmarkAccount(b *testing.B) {
	in := many(200)
	b.ResetTimer()
	for b.Loop() {
		compare.Account(in, compare.Options{})
	}
}

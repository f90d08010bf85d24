package event_test

import (
	"strings"
	"testing"

	"dateline"
	"dateline/internal/event"
	"dateline/read"
)

// TestTables holds the tables to their form.
func TestTables(t *testing.T) {
	for _, f := range event.Faults() {
		t.Error(f)
	}
}

// TestExamples reads the example of every pattern: the pattern fires in it, or
// where it is a stop, nothing else does.
func TestExamples(t *testing.T) {
	r, err := read.New()
	if err != nil {
		t.Skip(err)
	}
	failed := 0
	for _, p := range event.Patterns() {
		got := r.Read(&dateline.Dispatch{Text: p.Example})
		if fires(&p, got) {
			continue
		}
		failed++
		var saw []string
		for _, e := range got.Events {
			saw = append(saw, string(e.Type)+" "+e.Rule)
		}
		t.Errorf("%s %s: %q gives %s", p.Rule, p.Type, p.Example, strings.Join(saw, ", "))
	}
	t.Logf("%d of %d examples fail", failed, len(event.Patterns()))
}

func fires(p *event.Pattern, r *dateline.Reading) bool {
	for _, e := range r.Events {
		if p.Stop && e.Type != dateline.Consult && e.Type != dateline.Coerce {
			return false
		}
		if !p.Stop && (e.Rule == p.Rule || e.Type == p.Type) {
			return true
		}
	}
	return p.Stop
}

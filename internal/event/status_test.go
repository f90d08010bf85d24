package event_test

import (
	"os"
	"strings"
	"testing"

	"dateline"
	"dateline/read"
)

// TestStatusCases reads testdata/status.txt: what a sentence says of the happening
// of its acts, and on which they hang.
func TestStatusCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/status.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, err := read.New()
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for n, line := range strings.Split(string(raw), "\n") {
		sentence, want, ok := strings.Cut(line, "|")
		if !ok || line[0] == '#' {
			continue
		}
		out := r.Read(&dateline.Dispatch{Source: "Test Wire", Text: strings.TrimSpace(sentence)})
		for w := range strings.SplitSeq(want, ";") {
			cases++
			if got := statusOf(out, strings.Fields(w)); got != strings.TrimSpace(w) {
				t.Errorf("line %d: %sgot %s, want %s", n+1, sentence, got, strings.TrimSpace(w))
			}
		}
	}
	if cases < 50 {
		t.Fatalf("only %d cases", cases)
	}
}

// statusOf is what a reading says of the word that a case begins with, as the
// case writes it.
func statusOf(r *dateline.Reading, want []string) string {
	at := func(e *dateline.Event) string { return e.Trigger.Of(r.Dispatch.Text) }
	for i := range r.Events {
		e := &r.Events[i]
		if at(e) != want[0] {
			continue
		}
		s := want[0] + " " + string(e.Status)
		for k := range r.Events {
			if c := &r.Events[k]; c.ID == e.Condition && len(want) > 2 {
				s += " if " + at(c)
			}
		}
		return s
	}
	return want[0] + " no event"
}

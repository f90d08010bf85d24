package compare_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline"
	"dateline/compare"
	"dateline/ingest"
	"dateline/read"
)

// example is the readings of the example's dispatches, exported.
var example = sync.OnceValue(func() []*dateline.Reading {
	r, err := read.New()
	if err != nil {
		panic(err)
	}
	var out []*dateline.Reading
	for it, err := range ingest.Open(context.Background(), "../examples/ceasefire", ingest.Options{}) {
		if err != nil {
			panic(err)
		}
		x := r.Read(it.Dispatch)
		read.Export(x)
		out = append(out, x)
	}
	return out
})

// told writes an account in a compact form.
func told(h *dateline.Happening) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s · %s to %s · %s · %d outlets, %d roots\n", h.Title, h.Type, h.Date.From, h.Date.To, h.Place, h.Outlets, h.Roots)
	for _, p := range h.Participants {
		fmt.Fprintf(&b, "party %s (%s)\n", p.Name, p.Kind)
	}
	for _, p := range h.Propositions {
		fmt.Fprintf(&b, "\n%s %s %s: %s\n  why %s\n", p.ID, p.Field, p.Verdict, p.Claim.Words, p.Why)
		for i, x := range p.Positions {
			fmt.Fprintf(&b, "  %d. %s %s via %s: %s", i+1, x.Holder, x.Stance, strings.Join(x.Via, ", "), x.Wording)
			if x.Scope != "" {
				fmt.Fprintf(&b, " [scope %s]", x.Scope)
			}
			if x.Replaces > 0 {
				fmt.Fprintf(&b, " [replaces %d]", x.Replaces)
			}
			b.WriteString("\n")
			for _, w := range x.Rendering {
				fmt.Fprintf(&b, "     = %s\n", w)
			}
		}
		fmt.Fprintf(&b, "  silent %s\n", strings.Join(p.Silent, ", "))
	}
	for _, f := range h.Figures {
		fmt.Fprintf(&b, "\n%s %s %s %s: %s %s\n", f.ID, f.Measure, f.Who, f.Verdict, f.Scope.Place, f.Why)
		for _, x := range f.Positions {
			fmt.Fprintf(&b, "  %s via %s: %s as of %s", x.Holder, strings.Join(x.Via, ", "), x.Wording, x.AsOf)
			if x.Bare {
				b.WriteString(" [bare]")
			}
			b.WriteString("\n")
		}
	}
	for _, n := range h.Naming {
		fmt.Fprintf(&b, "\nnaming %s\n", n.Entity)
		for _, l := range n.Labels {
			fmt.Fprintf(&b, "  %s: %s %d\n", l.Outlet, l.Label, l.Count)
		}
	}
	b.WriteString("\n")
	for _, r := range h.Ladder {
		fmt.Fprintf(&b, "%s %s %s via %s: %s\n", r.Step, r.Holder, r.Stance, strings.Join(r.Via, ", "), r.Wording)
	}
	b.WriteString("\n")
	for _, c := range h.Changes {
		fmt.Fprintf(&b, "%s %s by %s: %q -> %q (%s)\n", c.Cause, c.What, c.Author, c.Before, c.After, c.Reason)
	}
	return b.String()
}

// TestExample holds the account of the example against what it must say.
func TestExample(t *testing.T) {
	got := told(compare.Account(example(), compare.Options{}))
	have := strings.Split(got, "\n\n")
	file, err := os.ReadFile("testdata/ceasefire.txt")
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(string(file), "\n\n") {
		var want []string
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				want = append(want, line)
			}
		}
		if !slices.ContainsFunc(have, func(b string) bool { return inOrder(b, want) }) {
			t.Errorf("no block of the account has, in this order:\n%s", strings.Join(want, "\n"))
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

// inOrder tells whether lines stand in a block one after the other. White
// space counts as one blank.
func inOrder(block string, want []string) bool {
	block = strings.Join(strings.Fields(block), " ")
	for _, w := range want {
		_, rest, ok := strings.Cut(block, strings.Join(strings.Fields(w), " "))
		if !ok {
			return false
		}
		block = rest
	}
	return true
}

// TestOrder holds that the order of the readings does not matter.
func TestOrder(t *testing.T) {
	in := slices.Clone(example())
	want := told(compare.Account(in, compare.Options{}))
	for k := range 4 {
		slices.Reverse(in[:len(in)-3*k])
		if got := told(compare.Account(append(in, in[k]), compare.Options{})); got != want {
			t.Fatalf("another order gives another account (%d)", k)
		}
	}
}

package event_test

import (
	"fmt"
	"slices"
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

// TestExamples reads the example of every line: that very line fires, with its
// type and mode, and its parties are those that the example marks, no more and
// no fewer. Where a line says what is no event, its marked words tell none.
func TestExamples(t *testing.T) {
	r, err := read.New()
	if err != nil {
		t.Skip(err)
	}
	failed := 0
	for _, p := range event.Patterns() {
		if fault := fires(r, &p, p.Example, p.Marks); fault != "" {
			failed++
			t.Errorf("%s %s: %s", p.Rule, p.Example, fault)
		}
	}
	t.Logf("%d of %d examples fail", failed, len(event.Patterns()))
}

// fires reads an example of a line and says what is wrong with what was read,
// "" for nothing.
func fires(r *read.Reader, p *event.Pattern, example string, marks []event.Mark) string {
	return reads(r, p, example, marks, true)
}

// reads is fires; where own is false, any line of the same type may fire.
func reads(r *read.Reader, p *event.Pattern, example string, marks []event.Mark, own bool) string {
	got := r.Read(&dateline.Dispatch{Text: example})
	names := map[string]*dateline.Name{}
	for i := range got.Names {
		names[got.Names[i].ID] = &got.Names[i]
	}
	var saw []string
	for i := range got.Events {
		e := &got.Events[i]
		if p.Stop {
			for _, m := range marks {
				if e.Trigger.Overlaps(m.Span) {
					return "is told by " + e.Rule
				}
			}
			continue
		}
		if e.Rule == p.Rule || !own && e.Type == p.Type {
			return wrong(e, p, names, marks, own)
		}
		saw = append(saw, string(e.Type)+" by "+e.Rule)
	}
	if p.Stop {
		if len(marks) == 0 {
			return "nothing is marked"
		}
		return ""
	}
	return "does not fire; found " + strings.Join(saw, ", ")
}

// wrong compares the parties of an event with the marks of its example.
func wrong(e *dateline.Event, p *event.Pattern, names map[string]*dateline.Name, marks []event.Mark, own bool) string {
	if e.Type != p.Type || own && e.Mode != p.Mode {
		return fmt.Sprintf("gives %s %s", e.Type, e.Mode)
	}
	actor := byte('A')
	if e.Symmetric {
		actor = 'S'
	}
	for _, side := range []struct {
		role byte
		ids  []string
	}{{actor, e.Actors}, {'T', e.Targets}} {
		marked := slices.DeleteFunc(slices.Clone(marks), func(m event.Mark) bool { return m.Role != side.role })
		if len(marked) != len(side.ids) {
			return fmt.Sprintf("%d %c, marked %d", len(side.ids), side.role, len(marked))
		}
		for _, m := range marked {
			if !slices.ContainsFunc(side.ids, func(id string) bool {
				return slices.ContainsFunc(names[id].Mentions, func(x dateline.Mention) bool { return x.Span.Overlaps(m.Span) })
			}) {
				return fmt.Sprintf("%c is not as marked", side.role)
			}
		}
	}
	return ""
}

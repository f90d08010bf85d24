package event_test

import (
	"slices"
	"testing"

	"dateline"
	"dateline/read"
)

// told is the first event of a type in a text.
func told(t *testing.T, r *read.Reader, text string, typ dateline.EventType) (e dateline.Event, names map[string]string) {
	t.Helper()
	out := r.Read(&dateline.Dispatch{Text: text, Source: "Vostok Wire"})
	names = map[string]string{}
	for _, n := range out.Names {
		names[n.ID] = n.Name
	}
	for _, e := range out.Events {
		if e.Type == typ {
			return e, names
		}
	}
	t.Fatalf("%q tells no %s", text, typ)
	return e, names
}

func called(ids []string, names map[string]string) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, names[id])
	}
	slices.Sort(out)
	return out
}

func open(t *testing.T) *read.Reader {
	t.Helper()
	r, err := read.New()
	if err != nil {
		t.Skip(err)
	}
	return r
}

// TestStatus puts words around a sentence that change whether it happened.
func TestStatus(t *testing.T) {
	r := open(t)
	for _, c := range []struct {
		text string
		typ  dateline.EventType
		want dateline.EventStatus
	}{
		{"Turkish troops attacked Kurdish rebels.", dateline.Assault, dateline.Actual},
		{"Turkish troops are attacking Kurdish rebels.", dateline.Assault, dateline.Ongoing},
		{"Turkish troops did not attack Kurdish rebels.", dateline.Assault, dateline.Denied},
		{"Turkish troops will attack Kurdish rebels.", dateline.Assault, dateline.Planned},
		{"Turkish troops may attack Kurdish rebels.", dateline.Assault, dateline.Possible},
		{"Turkish troops plan to attack Kurdish rebels.", dateline.Assault, dateline.Planned},
		{"Turkish troops refused to attack Kurdish rebels.", dateline.Assault, dateline.Denied},
		{"Turkish troops failed to attack Kurdish rebels.", dateline.Assault, dateline.Denied},
		{"Turkish troops managed to attack Kurdish rebels.", dateline.Assault, dateline.Actual},
		{"Turkey denied that its troops attacked Kurdish rebels.", dateline.Assault, dateline.Denied},
		{"Turkey said that its troops attacked Kurdish rebels.", dateline.Assault, dateline.Actual},
		{"If Russia objects, Turkish troops will attack Kurdish rebels.", dateline.Assault, dateline.Conditional},
		{"No Turkish troops attacked Kurdish rebels.", dateline.Assault, dateline.Denied},
		{"Did Turkish troops attack Kurdish rebels?", dateline.Assault, dateline.Possible},
	} {
		if e, _ := told(t, r, c.text, c.typ); e.Status != c.want {
			t.Errorf("%q: %s, want %s", c.text, e.Status, c.want)
		}
	}
}

// TestVoices: passive and active say the same, and exchanging two parties
// exchanges them and nothing else.
func TestVoices(t *testing.T) {
	r := open(t)
	for _, c := range [][2]string{
		{"Turkish police arrested Kurdish activists.", "Kurdish activists were arrested by Turkish police."},
		{"Iran condemned Israel.", "Israel was condemned by Iran."},
		{"Germany expelled Russian diplomats.", "Russian diplomats were expelled by Germany."},
	} {
		out := r.Read(&dateline.Dispatch{Text: c[0]})
		if len(out.Events) == 0 {
			t.Errorf("%q tells nothing", c[0])
			continue
		}
		a, an := told(t, r, c[0], out.Events[0].Type)
		b, bn := told(t, r, c[1], a.Type)
		if !slices.Equal(called(a.Actors, an), called(b.Actors, bn)) || !slices.Equal(called(a.Targets, an), called(b.Targets, bn)) {
			t.Errorf("%q: %v to %v, %q: %v to %v", c[0], called(a.Actors, an), called(a.Targets, an), c[1], called(b.Actors, bn), called(b.Targets, bn))
		}
	}
	a, an := told(t, r, "Iran condemned Israel on Friday.", dateline.Accuse)
	b, bn := told(t, r, "Israel condemned Iran on Friday.", dateline.Accuse)
	if !slices.Equal(called(a.Actors, an), called(b.Targets, bn)) || !slices.Equal(called(a.Targets, an), called(b.Actors, bn)) || a.Status != b.Status || a.CAMEO != b.CAMEO {
		t.Error("exchanging the parties changes more than the parties")
	}
}

// TestNobodyInvented: a passive without an agent has no actor.
func TestNobodyInvented(t *testing.T) {
	e, _ := told(t, open(t), "Four Malian soldiers were killed on Sunday.", dateline.Assault)
	if len(e.Actors) != 0 || e.Doubt != dateline.DoubtUnknownActor || len(e.Targets) != 1 {
		t.Errorf("actors %v, targets %v, doubt %q", e.Actors, e.Targets, e.Doubt)
	}
}

// TestReciprocal: parties of a meeting all act.
func TestReciprocal(t *testing.T) {
	r := open(t)
	for _, text := range []string{"Vladimir Putin met Barack Obama.", "Vladimir Putin and Barack Obama met.", "Vladimir Putin met with Barack Obama.",
		"Vladimir Putin held talks with Barack Obama."} {
		e, names := told(t, r, text, dateline.Consult)
		if got := called(e.Actors, names); !e.Symmetric || !slices.Equal(got, []string{"Barack Obama", "Vladimir Putin"}) || len(e.Targets) > 0 {
			t.Errorf("%q: %v, targets %v", text, got, called(e.Targets, names))
		}
	}
}

// FuzzFind: any text is a dispatch.
func FuzzFind(f *testing.F) {
	f.Add("Rebels attacked, if unless not the army said.")
	r, err := read.New()
	if err != nil {
		f.Skip(err)
	}
	f.Fuzz(func(t *testing.T, s string) { r.Read(&dateline.Dispatch{Text: s}) })
}

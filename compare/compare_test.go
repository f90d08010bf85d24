package compare

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"dateline"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// wire makes a sketch of a text without reading it.
func wire(id, source, day, text string) *Sketch {
	d := dateline.Dispatch{ID: id, Source: source, Text: text}
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		d.Published = &t
	}
	return NewSketch(&dateline.Reading{Dispatch: d})
}

func fill(t *testing.T, sketches []*Sketch) *Memory {
	t.Helper()
	ix := NewMemory()
	for _, s := range sketches {
		if _, err := Add(ix, s); err != nil {
			t.Fatal(err)
		}
	}
	return ix
}

func groupsOf(t *testing.T, ix *Memory, c Constraints) []Group {
	t.Helper()
	g, err := Groups(ix, ix.ids(), c)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func members(groups []Group) [][]string {
	var out [][]string
	for _, g := range groups {
		out = append(out, slices.Sorted(slices.Values(g.Members)))
	}
	slices.SortFunc(out, slices.Compare)
	return out
}

// archive makes dispatches of a few happenings, some of them copies.
func archive(rng *rand.Rand, n int) []*Sketch {
	towns := []string{"Halvik", "Ostrava Nova", "Kamenets", "Brod", "Silverton", "Tarsk"}
	acts := []string{"shelling destroyed a school and a bakery", "ministers signed a grain accord", "rebels seized the customs post", "strikers blocked the harbour road"}
	var out []*Sketch
	for i := range n {
		town, act := towns[rng.IntN(len(towns))], acts[rng.IntN(len(acts))]
		day := fmt.Sprintf("2015-03-%02d", 1+rng.IntN(28))
		text := fmt.Sprintf("In %s on the river %s, officials told reporters on %s. Witness %d spoke of %d people near the old mill and the market square.", town, act, day, rng.IntN(4), rng.IntN(5))
		if rng.IntN(3) == 0 {
			text += " The governor promised an inquiry and asked residents to stay at home until further notice."
		}
		out = append(out, wire(fmt.Sprintf("%08x%03d", rng.Uint32(), i), fmt.Sprint("Outlet ", rng.IntN(5)), day, text))
	}
	return out
}

func TestOrderOfArrivalDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1))
		all := archive(rng, rapid.IntRange(0, 60).Draw(rt, "n"))
		want := groupsOf(t, fill(t, all), Constraints{})
		mixed := slices.Clone(all)
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		ix := fill(t, mixed)
		if d := cmp.Diff(want, groupsOf(t, ix, Constraints{})); d != "" {
			rt.Fatalf("another order, other groups:\n%s", d)
		}
		plain := struct{ Index }{NewMemory()} // keeps no ties
		for _, s := range mixed {
			if _, err := Add(plain, s); err != nil {
				rt.Fatal(err)
			}
		}
		if got, err := Groups(plain, ix.ids(), Constraints{}); err != nil || cmp.Diff(want, got) != "" {
			rt.Fatalf("without ties kept, other groups: %v\n%s", err, cmp.Diff(want, got))
		}
		for _, s := range mixed[:len(mixed)/2] {
			if _, err := Remove(ix, s.ID); err != nil {
				rt.Fatal(err)
			}
		}
		if d := cmp.Diff(groupsOf(t, fill(t, mixed[len(mixed)/2:]), Constraints{}), groupsOf(t, ix, Constraints{})); d != "" {
			rt.Fatalf("removed, and not as if never there:\n%s", d)
		}
		for _, s := range all {
			if _, err := Add(ix, s); err != nil {
				rt.Fatal(err)
			}
		}
		if d := cmp.Diff(want, groupsOf(t, ix, Constraints{})); d != "" {
			rt.Fatalf("added again, other groups:\n%s", d)
		}
	})
}

func TestSketchComesBackFromBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, s := range archive(rng, 20) {
		s.Days, s.Counts = []Weighed{{16000, .5}}, []Count{{"killed", -1, 4}}
		s.Actors = []Feature{{"Ministry of Works", 1}}
		b := s.Append(nil)
		got, err := ParseSketch(b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(s, got); d != "" {
			t.Fatal(d)
		}
		for i := range b {
			if _, err := ParseSketch(b[:i]); err == nil {
				t.Fatalf("%d of %d bytes were taken for a sketch", i, len(b))
			}
		}
	}
}

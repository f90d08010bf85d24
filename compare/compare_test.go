package compare

import (
	"fmt"
	"maps"
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
	g, err := Groups(ix, slices.Sorted(maps.Keys(ix.entries)), c)
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
		if got, err := Groups(plain, slices.Sorted(maps.Keys(ix.entries)), Constraints{}); err != nil || cmp.Diff(want, got) != "" {
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

// told makes a sketch of a dispatch with a place and a day for its act.
func told(id, source, published, place, act, headline, text string) *Sketch {
	d := dateline.Dispatch{ID: id, Source: source, Headline: headline, Text: text}
	if t, err := time.Parse(time.DateOnly, published); err == nil {
		d.Published = &t
	}
	r := &dateline.Reading{Dispatch: d}
	if place != "" {
		r.Places = []dateline.Place{{ID: "p1", Name: place, Precision: dateline.AtTown}}
	}
	if act != "" {
		r.Dates = []dateline.Date{{ID: "d1", From: act, To: act}}
	}
	r.Events = []dateline.Event{{ID: "e1", Type: dateline.Assault, Status: dateline.Actual, Date: "d1", Place: "p1"}}
	return NewSketch(r)
}

func TestLookAlikesStayApart(t *testing.T) {
	all := []*Sketch{
		told("a1", "North", "2015-02-03", "Brodno", "2015-02-03", "Shelling kills six at Brodno market", "Shells struck the central market of Brodno on Tuesday, killing six people, the mayor said. Vendor Lena Dorn said the first round hit the fish stalls at noon. The separatists denied firing on the town."),
		told("a2", "South", "2015-02-03", "Brodno", "2015-02-03", "Six dead in Brodno market shelling", "At least six people died when artillery hit the market in Brodno, its mayor said on Tuesday. The fish stalls burned for an hour. A spokesman for the separatists denied responsibility."),
		told("a3", "East", "2015-02-04", "Brodno", "2015-02-03", "Mourning after Brodno market attack", "Brodno buried the dead of Tuesday's market shelling. Six people were killed when shells hit the fish stalls at noon; vendor Lena Dorn lost her brother, the mayor said."),
		told("b1", "North", "2015-02-08", "Brodno", "2015-02-08", "Shelling hits Brodno school, two dead", "Shells struck School Number Nine in Brodno on Sunday, killing two people, the governor Pavel Orlik said. The gymnasium collapsed while volunteers were handing out blankets. The separatists denied firing on the town."),
		told("b2", "South", "2015-02-08", "Brodno", "2015-02-08", "Two killed as shells hit school in Brodno", "Two volunteers died when artillery hit School Number Nine in Brodno on Sunday, governor Pavel Orlik said. Its gymnasium collapsed on those who queued for blankets. The separatists denied responsibility."),
	}
	got := members(groupsOf(t, fill(t, all), Constraints{}))
	if d := cmp.Diff([][]string{{"a1", "a2", "a3"}, {"b1", "b2"}}, got); d != "" {
		t.Fatal(d)
	}
}

func TestAReasonForEveryMerge(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for _, g := range groupsOf(t, fill(t, archive(rng, 80)), Constraints{}) {
		why := map[string]string{}
		for _, c := range g.Copies {
			why[c.Dispatch] = "copy"
		}
		for _, m := range g.Merged {
			why[m.B] = m.Why
		}
		for _, id := range g.Members[1:] {
			if why[id] == "" {
				t.Errorf("%s is in %s, and nothing says why", id, g.ID)
			}
		}
	}
}

func TestUsersDecide(t *testing.T) {
	a := wire("a", "North", "2015-02-03", "Ministers of the river states signed a grain accord in Halvik on Tuesday after nine hours of talks.")
	b := wire("b", "South", "2015-02-03", "In Halvik, ministers of the river states signed their grain accord on Tuesday, after talks of nine hours.")
	c := wire("c", "East", "2015-06-01", "A ferry with forty passengers ran aground off Cape Lorn in heavy fog and was towed to port.")
	d := wire("d", "West", "2015-02-03", "Ministers of the river states signed a grain accord in Halvik on Tuesday after nine hours of talks.")
	ix := fill(t, []*Sketch{a, b, c, d})
	for _, x := range []struct {
		c    Constraints
		want [][]string
	}{
		{Constraints{}, [][]string{{"a", "b", "d"}, {"c"}}},
		{Constraints{Together: [][2]string{{"c", "b"}}}, [][]string{{"a", "b", "c", "d"}}},
		{Constraints{Apart: [][2]string{{"b", "a"}}}, [][]string{{"a", "d"}, {"b"}, {"c"}}},
		{Constraints{Apart: [][2]string{{"a", "d"}}}, [][]string{{"a", "b"}, {"c"}, {"d"}}},
		{Constraints{Apart: [][2]string{{"a", "b"}}, Together: [][2]string{{"a", "b"}}}, [][]string{{"a", "d"}, {"b"}, {"c"}}},
	} {
		if d := cmp.Diff(x.want, members(groupsOf(t, ix, x.c))); d != "" {
			t.Errorf("%+v\n%s", x.c, d)
		}
	}
}

func TestCopies(t *testing.T) {
	lifted := "Engineers of the water board said the dam at Orsk had lost a third of its concrete facing since the spring flood and might not stand another winter of high water without costly repairs to its foot."
	all := []*Sketch{
		wire("a", "Albion Wire", "2015-02-03", lifted+" The board asked for forty million crowns. Its chairman resigned in protest."),
		wire("b", "Gazette", "2015-02-04", lifted+" The board asked for forty million crowns. Its chairman resigned in protest."),
		wire("c", "Courier", "2015-02-04", "Farmers below the dam at Orsk met in the town hall on Wednesday and asked who would pay. "+lifted+" Many of them remember the flood of ten years ago, which took eleven farms and the old stone bridge, and nobody trusts the engineers of the water board any more."),
	}
	groups := groupsOf(t, fill(t, all), Constraints{})
	if len(groups) != 1 || len(groups[0].Copies) != 2 {
		t.Fatalf("not one happening with two copies: %+v", groups)
	}
	whole, part := groups[0].Copies[0], groups[0].Copies[1]
	if whole.Of != "a" || whole.Dispatch != "b" || whole.Part || whole.Similarity < 0.95 {
		t.Errorf("the reprint: %+v", whole)
	}
	if part.Of != "a" || part.Dispatch != "c" || !part.Part || part.Similarity < 0.2 {
		t.Errorf("the paragraph: %+v", part)
	}
}

func TestWhoeverIsCreditedWasFirst(t *testing.T) {
	a := wire("a", "Gazette", "2015-02-03", "The harbour of Tarsk stays closed until Friday because dredgers found a mine of the last war near its northern mole, the port captain said.")
	b := wire("b", "Albion Wire", "2015-02-04", "The harbour of Tarsk stays closed until Friday because dredgers found a mine of the last war near its northern mole, the port captain said.")
	a.Agency = "Albion Wire"
	g := groupsOf(t, fill(t, []*Sketch{a, b}), Constraints{})
	if len(g) != 1 || len(g[0].Copies) != 1 || g[0].Copies[0].Of != "b" {
		t.Fatalf("%+v", g)
	}
}

func TestTenThousandCopies(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1000
	}
	rng := rand.New(rand.NewPCG(9, 9))
	var text string
	for range 120 {
		text += fmt.Sprintf("word%d of the report. ", rng.IntN(4000))
	}
	ix := NewMemory()
	start := time.Now()
	for i := range n {
		day := fmt.Sprintf("20%02d-%02d-%02d", 14+rng.IntN(3), 1+rng.IntN(12), 1+rng.IntN(28)) // clocks that are off
		s := wire(fmt.Sprintf("%08x%05d", rng.Uint32(), i), fmt.Sprint("Outlet ", i%50), day, text+fmt.Sprintf(" Printed by press %d.", i%7))
		if _, err := Add(ix, s); err != nil {
			t.Fatal(err)
		}
	}
	groups := groupsOf(t, ix, Constraints{})
	if len(groups) != 1 || len(groups[0].Members) != n || len(groups[0].Copies) != n-1 {
		t.Fatalf("%d groups, the first of %d with %d copies", len(groups), len(groups[0].Members), len(groups[0].Copies))
	}
	if took := time.Since(start); took > time.Minute {
		t.Errorf("took %v", took)
	}
}

func TestWhateverComes(t *testing.T) {
	var all []*Sketch
	for i, text := range []string{"", " ", "?!", "один и тот же текст о перемирии в Минске", "один и тот же текст о перемирии в Минске", "停火协议在明斯克签署", "\xff\xfe\x00", "a", "الهدنة في مينسك", "9,000.5"} {
		all = append(all, wire(fmt.Sprint("x", i), "", "", text))
	}
	groups := groupsOf(t, fill(t, all), Constraints{Together: [][2]string{{"x0", "nowhere"}, {"x1", "x1"}}, Apart: [][2]string{{"gone", "x2"}}})
	n := 0
	for _, g := range groups {
		n += len(g.Members)
	}
	if n != len(all) || len(groups) != len(all)-1 {
		t.Fatalf("%d dispatches in %d groups: %v", n, len(groups), members(groups))
	}
}

func TestActsAcrossDispatches(t *testing.T) {
	acts := []Act{
		{Dispatch: "a", Happening: "h1", Start: 10, Word: "acquired", Sentence: "Orlan Steel acquired the Tarsk mill for nine million crowns"},
		{Dispatch: "b", Happening: "h1", Start: 5, Word: "acquisition", Sentence: "The acquisition of the Tarsk mill by Orlan Steel for nine million crowns"},
		{Dispatch: "b", Happening: "h1", Start: 90, Word: "resigned", Sentence: "Its director resigned on Monday"},
		{Dispatch: "c", Happening: "h2", Start: 3, Word: "acquired", Sentence: "Orlan Steel acquired the Tarsk mill for nine million crowns"},
	}
	if d := cmp.Diff([][]int{{0, 1}, {2}, {3}}, SameActs(acts)); d != "" {
		t.Fatal(d)
	}
}

func BenchmarkSketch(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	var text string
	for range 400 {
		text += fmt.Sprintf("Word%d ", rng.IntN(4000))
	}
	r := &dateline.Reading{Dispatch: dateline.Dispatch{ID: "a", Text: text}}
	for b.Loop() {
		NewSketch(r)
	}
}

func BenchmarkCompare(b *testing.B) {
	s := archive(rand.New(rand.NewPCG(1, 1)), 2)
	b.ReportAllocs()
	for b.Loop() {
		Compare(s[0], s[1])
	}
}

// BenchmarkAdd takes one dispatch out of an archive of 20,000 and adds it
// again, with its happenings.
func BenchmarkAdd(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	ix := NewMemory()
	var all []*Sketch
	for i := range 20_000 {
		var text string
		for range 60 {
			text += fmt.Sprintf("Word%d ", i/8*40+rng.IntN(60))
		}
		s := wire(fmt.Sprintf("%08x%05d", rng.Uint32(), i), fmt.Sprint("Outlet ", i%50), time.Unix(int64(i/100)*86400, 0).Format(time.DateOnly), text)
		if _, err := Add(ix, s); err != nil {
			b.Fatal(err)
		}
		all = append(all, s)
	}
	for i := 0; b.Loop(); i++ {
		ids, err := Add(ix, all[i*7919%len(all)])
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Groups(ix, ids, Constraints{}); err != nil {
			b.Fatal(err)
		}
	}
}

package compare_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/compare"
	"dateline/read"
)

// texts reads dispatches, given by source and text, and exports them.
func texts(t testing.TB, pairs ...[2]string) []*dateline.Reading {
	t.Helper()
	r, err := read.New()
	if err != nil {
		t.Fatal(err)
	}
	var out []*dateline.Reading
	for _, p := range pairs {
		x := r.Read(&dateline.Dispatch{Source: p[0], Text: p[1]})
		read.Export(x)
		out = append(out, x)
	}
	return out
}

// TestBadInput holds that nothing that can be handed in breaks an account, and
// that what is missing is marked.
func TestBadInput(t *testing.T) {
	odd := texts(t, [2]string{"", ""}, [2]string{"Lake Wire", "\x00\xff \u202e)("}, [2]string{"Lake Wire", "Стрельба продолжалась всю ночь."},
		[2]string{"Gulf Desk", "Rebels shelled a town. Officials denied it."}, [2]string{"Gulf Desk", strings.Repeat("He said that \"", 3000)},
		[2]string{"", strings.Repeat("Twelve people were killed in Mariupol, officials said. ", 400)})
	odd = append(odd, nil, &dateline.Reading{}, &dateline.Reading{Dispatch: dateline.Dispatch{ID: "x", Text: "No findings at all here."}})
	h := compare.Account(odd, compare.Options{})
	if h.Doubt != dateline.DoubtNoReference {
		t.Errorf("dispatches without a date are not marked: %q", h.Doubt)
	}
	if len(compare.Happenings(odd)) == 0 {
		t.Error("no happenings")
	}
	if got := compare.Account(nil, compare.Options{}); got.Propositions == nil || got.Figures == nil || got.Dispatches == nil || got.Changes == nil {
		t.Error("an empty account has lists that are none")
	}
	for _, a := range odd {
		if a != nil {
			compare.Difference(a, odd[3])
		}
	}
}

// TestSpans holds that every citation of an account has its words in the text
// it names, and that spans out of bounds break nothing.
func TestSpans(t *testing.T) {
	text := map[string][]rune{}
	in := example()
	for _, r := range in {
		text[r.Dispatch.ID] = []rune(r.Dispatch.Text)
	}
	check := func(cs []dateline.Citation) {
		for _, c := range cs {
			if s := c.Span; s.Start >= s.End || string(text[c.Dispatch][s.Start:s.End]) != s.Text || s.Text == "" {
				t.Errorf("%s cites %d to %d as %q", c.Dispatch[:8], s.Start, s.End, s.Text)
			}
		}
	}
	h := compare.Account(in, compare.Options{})
	for _, p := range h.Propositions {
		for _, x := range p.Positions {
			check(x.Citations)
		}
	}
	for _, f := range h.Figures {
		for _, x := range f.Positions {
			check(x.Citations)
		}
	}
	for _, n := range h.Naming {
		for _, l := range n.Labels {
			check(l.Citations)
		}
	}
	for _, r := range h.Ladder {
		check(r.Citations)
	}
	for _, c := range h.Changes {
		check(c.Citations)
	}
	wild := *in[0]
	wild.Statements = slices.Clone(wild.Statements)
	for i := range wild.Statements {
		wild.Statements[i].Content = []dateline.Span{{Start: -5, End: 1 << 30}, {Start: 90, End: 10}}
		wild.Statements[i].Cue = &dateline.Cue{Span: dateline.Span{Start: 1 << 20, End: 1 << 21}}
	}
	compare.Account([]*dateline.Reading{&wild}, compare.Options{})
}

// TestSkewedVersions holds that a version whose clock lies before the one it
// replaces breaks nothing and is no later version.
func TestSkewedVersions(t *testing.T) {
	in := texts(t, [2]string{"Lake Wire", "KYIV, Sept 3, 2014 (Lake Wire) - Twelve people were killed in Mariupol, the city council said."},
		[2]string{"Lake Wire", "UPDATE 1-KYIV, Sept 3, 2014 (Lake Wire) - Fourteen people were killed in Mariupol, the city council said."})
	early, late := time.Date(2014, 9, 3, 8, 0, 0, 0, time.UTC), time.Date(2014, 9, 3, 12, 0, 0, 0, time.UTC)
	in[0].Dispatch.Published, in[1].Dispatch.Published, in[1].Dispatch.Updated = &late, &late, &early
	h := compare.Account(in, compare.Options{})
	if len(h.Dispatches) != 2 {
		t.Fatalf("%d dispatches", len(h.Dispatches))
	}
	back := compare.Account([]*dateline.Reading{in[1], in[0]}, compare.Options{})
	if told(h) != told(back) {
		t.Error("the order matters")
	}
}

// TestFigures holds the verdicts on figures against pairs of dispatches.
func TestFigures(t *testing.T) {
	const head = "KIRKUK, March 4, 2016 (%) - "
	for _, c := range []struct {
		a, b string
		want dateline.Verdict
	}{
		{"Twelve people were killed in a blast in Kirkuk on Friday, police said.", "Twelve people were killed in a blast in Kirkuk on Friday, the governor said.", dateline.Agreed},
		{"Twelve people were killed in a blast in Kirkuk on Friday, police said.", "Twenty people were killed in a blast in Kirkuk on Friday, the governor said.", dateline.Differing},
		{"At least 12 people were killed in a blast in Kirkuk on Friday, police said.", "More than 15 people were killed in a blast in Kirkuk on Friday, the governor said.", dateline.Compatible},
		{"Twelve people were killed in a blast in Kirkuk on Friday, police said.", "The number of people killed in a blast in Kirkuk on Friday has risen to 15, the governor said. 15 people were killed.", dateline.Compatible},
		{"Twelve people were killed in a blast in Kirkuk on Friday, police said.", "Four children were killed in a blast in Kirkuk on Friday, the governor said.", dateline.Compatible},
		{"Three children were killed in a blast in Kirkuk on Friday, police said.", "Five women were killed in a blast in Kirkuk on Friday, the governor said.", dateline.Silent},
		{"Twelve people were killed in air strikes on Kirkuk on Friday, police said.", "Twenty people were killed by mortar shells in Kirkuk on Friday, the governor said.", dateline.Silent},
		{"Twelve people were killed by shells in Kirkuk on Friday, police said.", "Twenty people were killed by shells in Kirkuk on Wednesday, the governor said.", dateline.Silent},
	} {
		in := texts(t, [2]string{"Lake Wire", strings.Replace(head, "%", "Lake Wire", 1) + c.a}, [2]string{"Gulf Desk", strings.Replace(head, "%", "Gulf Desk", 1) + c.b})
		h := compare.Account(in, compare.Options{})
		i := slices.IndexFunc(h.Figures, func(f dateline.FigureClaim) bool { return f.Measure == "killed" })
		if i < 0 || h.Figures[i].Verdict != c.want {
			t.Errorf("%q, %q: want %s\n%s", c.a, c.b, c.want, told(h))
		}
	}
}

// TestWhoDidIt holds the verdicts on doers.
func TestWhoDidIt(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want dateline.Verdict
	}{
		{"Rebels shelled Mariupol on Saturday, the city council said.", "Ukrainian troops shelled Mariupol on Saturday, a rebel leader said.", dateline.Differing},
		{"Rebels shelled Mariupol on Saturday, the city council said.", "Rebels shelled Mariupol on Saturday, the mayor said.", dateline.Agreed},
		{"Ukrainian government forces shelled Mariupol on Saturday, a rebel leader said.", "An army spokesman denied that government forces had shelled Mariupol on Saturday.", dateline.Differing},
	} {
		in := texts(t, [2]string{"Lake Wire", "KYIV, Sept 7, 2014 (Lake Wire) - " + c.a}, [2]string{"Gulf Desk", "KYIV, Sept 7, 2014 (Gulf Desk) - " + c.b})
		h := compare.Account(in, compare.Options{})
		i := slices.IndexFunc(h.Propositions, func(p dateline.Proposition) bool { return p.Field == "participants" })
		if i < 0 || h.Propositions[i].Verdict != c.want {
			t.Errorf("%q, %q: want %s\n%s", c.a, c.b, c.want, told(h))
		}
	}
}

// TestGeneralAccusation holds that what somebody is said to do time and again
// names nobody for the deed of the day.
func TestGeneralAccusation(t *testing.T) {
	const deed = "Rebels shelled Mariupol on Saturday, the city council said."
	in := texts(t,
		[2]string{"Lake Wire", "KYIV, Sept 7, 2014 (Lake Wire) - " + deed},
		[2]string{"Gulf Desk", "KYIV, Sept 7, 2014 (Gulf Desk) - " + deed + " Rights groups have accused Ukrainian troops of indiscriminate attacks."})
	h := compare.Account(in, compare.Options{})
	for _, p := range h.Propositions {
		if p.Verdict == dateline.Differing {
			t.Errorf("%s: %s\n%s", p.Field, p.Why, told(h))
		}
	}
}

// TestMonitor holds that a monitor and the one observatory that a dispatch
// names are one holder.
func TestMonitor(t *testing.T) {
	in := texts(t,
		[2]string{"Lake Wire", "BEIRUT, March 4, 2016 (Lake Wire) - Twelve people were killed in a blast in Aleppo on Friday, a monitor said. The Syrian Observatory for Human Rights said a car had blown up."},
		[2]string{"Gulf Desk", "BEIRUT, March 4, 2016 (Gulf Desk) - Twelve people were killed in a blast in Aleppo on Friday, the Syrian Observatory for Human Rights said."})
	h := compare.Account(in, compare.Options{})
	i := slices.IndexFunc(h.Figures, func(f dateline.FigureClaim) bool { return f.Measure == "killed" })
	if i < 0 || len(h.Figures[i].Positions) != 1 {
		t.Error(told(h))
	}
}

// TestDifference holds what is told of two versions, and that the words lead
// from one text to the other.
func TestDifference(t *testing.T) {
	in := texts(t, [2]string{"Lake Wire", "KYIV, Sept 3, 2014 (Lake Wire) - At least 12 people were killed in Mariupol, the city council said. Rebels reportedly violated the ceasefire."},
		[2]string{"Lake Wire", "KYIV, Sept 3, 2014 (Lake Wire) - 14 people were killed in Mariupol. Rebels violated the ceasefire."})
	d := compare.Difference(in[0], in[1])
	for _, want := range []string{"another number: killed", "the source is dropped: city council", "a hedge is dropped: \"reportedly\""} {
		if !slices.ContainsFunc(d.Claims, func(c compare.ClaimChange) bool { return c.Why == want }) {
			t.Errorf("not told: %s\n%+v", want, d.Claims)
		}
	}
	for i, r := range in {
		var b strings.Builder
		for _, e := range d.Words {
			if e.Op == compare.Kept || e.Op == [2]compare.Op{compare.Dropped, compare.Added}[i] {
				b.WriteString(e.Text)
			}
		}
		if b.String() != r.Dispatch.Text {
			t.Errorf("the words give %q", b.String())
		}
	}
	if same := compare.Difference(in[0], in[0]); len(same.Claims) != 0 {
		t.Errorf("a text differs from itself: %+v", same.Claims)
	}
}

// FuzzDifference holds that the words of any two texts lead from one to the
// other.
func FuzzDifference(f *testing.F) {
	f.Add("a b c", "a c d")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, a, b string) {
		d := compare.Difference(&dateline.Reading{Dispatch: dateline.Dispatch{Text: a}}, &dateline.Reading{Dispatch: dateline.Dispatch{Text: b}})
		var x, y strings.Builder
		for _, e := range d.Words {
			if e.Op != compare.Added {
				x.WriteString(e.Text)
			}
			if e.Op != compare.Dropped {
				y.WriteString(e.Text)
			}
		}
		if x.String() != a || y.String() != b {
			t.Fatalf("%q, %q give %q, %q", a, b, x.String(), y.String())
		}
	})
}

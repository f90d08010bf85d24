package ingest

import (
	"slices"
	"testing"
	"time"

	"dateline"
)

// story is a dispatch in short.
type story struct {
	source, headline, text, at, address, id, version string
	kind                                             dateline.DispatchKind
}

func (s story) print(t testing.TB) Fingerprint {
	t.Helper()
	d := &dateline.Dispatch{Source: s.source, Headline: s.headline, Text: s.text, Kind: s.kind}
	if s.at != "" {
		at, ok := ParseTime(s.at)
		if !ok {
			t.Fatal(s.at)
		}
		d.Published = &at
	}
	return Print(d, s.address, s.id, s.version)
}

const (
	shells = "VELM, September 3 (Lake Wire) - Shells fell on the harbour of Velm late on Wednesday, wounding two dock workers, the mayor's office said, in what it called the first such attack since the truce of August. " +
		"A clerk at the port office who was on duty said she had heard four blasts before the cranes went dark. No ships were moored at the northern quay at the time. The army denied that it had fired."
	shellsMore = "VELM, September 3 (Lake Wire) - Shells fell on the harbour of Velm late on Wednesday, killing a crane driver and wounding three dock workers, the mayor's office said, in what it called the first such attack since the truce of August. " +
		"A clerk at the port office who was on duty said she had heard four blasts before the cranes went dark. No ships were moored at the northern quay at the time. The army denied that it had fired. Monitors are expected on Friday."
	shellsNew = "VELM, September 3 (Lake Wire) - Monitors will go to Velm on Friday to measure the craters that shells left at its harbour, their head of office said, as the army and the committee blamed each other for the attack. " +
		"A clerk at the port office who was on duty said she had heard four blasts before the cranes went dark. No ships were moored at the northern quay at the time. The army denied that it had fired."
	shellsOther = "VELM, September 3 (Lake Wire) - Three people were hurt on Wednesday evening when mortar rounds hit a market in the west of Velm, a doctor at the town's hospital told reporters by telephone. " +
		"It was not known who had fired them. The market had closed an hour earlier, and only a few traders were still packing up their stalls when the rounds came down between the fish hall and the bus stop."
	column1 = "ORM, Sept 3 - Orm shares closed mixed on Wednesday in quiet trade. The 30-share index ended at 1,204.5, down 3.2 points, on volume of 41 million shares. Lard futures settled at 320.5 cents, up 2.5. The krona stood at 7.12 to the dollar."
	column2 = "ORM, Sept 4 - Orm shares closed mixed on Thursday in quiet trade. The 30-share index ended at 1,199.1, down 5.4 points, on volume of 38 million shares. Lard futures settled at 318.0 cents, down 2.5. The krona stood at 7.15 to the dollar."
	hourly  = "ORM, Sept 3 - Orm shares closed mixed on Wednesday in quiet trade. The 30-share index ended at 1,211.9, up 7.4 points, on volume of 55 million shares. Lard futures settled at 324.0 cents, up 3.5. The krona stood at 7.09 to the dollar."
)

func TestSame(t *testing.T) {
	base := story{source: "Lake Wire", headline: "Harbour at Velm shelled, two hurt", text: shells, at: "2014-09-03T22:00:00Z"}
	with := func(change func(*story)) story {
		s := base
		change(&s)
		return s
	}
	for _, c := range []struct {
		name string
		a, b story
		want Relation
	}{
		{"itself", base, base, Again},
		{"white space", base, with(func(s *story) { s.text = "\n" + s.text + "\n\n" }), Again},
		{"another outlet's copy", base, with(func(s *story) { s.source = "Coast Desk" }), Other},
		{"update by marker", base, with(func(s *story) {
			s.headline, s.text, s.at = "UPDATE 1-Harbour at Velm shelled, one killed", shellsMore, "2014-09-04T01:00:00Z"
		}), Next},
		{"second lead", base, with(func(s *story) {
			s.headline, s.text, s.at = "2nd Ld-Writethru: Harbour at Velm shelled", shellsNew, "2014-09-04T05:00:00Z"
		}), Next},
		{"unmarked edit of the day", base, with(func(s *story) {
			s.headline, s.text, s.at = "Harbour at Velm shelled, one killed", shellsMore, "2014-09-03T23:30:00Z"
		}), Next},
		{"an edit with another headline", base, with(func(s *story) { s.headline, s.text = "Crane driver dies in attack on port", shellsMore }), Next},
		{"an earlier version that came late", with(func(s *story) {
			s.headline, s.text, s.at = "UPDATE 2-Harbour at Velm shelled", shellsMore, "2014-09-04T01:00:00Z"
		}), base, Earlier},
		{"correction", base, with(func(s *story) {
			s.headline, s.kind, s.at = "CORRECTED-Harbour at Velm shelled, two hurt", dateline.KindCorrection, "2014-09-04T08:00:00Z"
			s.text = "(Corrects day in lead)\n" + s.text[:60] + s.text[65:]
		}), Next},
		{"kill by headline", base, with(func(s *story) {
			s.headline, s.text, s.at = "KILL: Harbour at Velm shelled, two hurt", "Please kill the story. A substitute will not be sent.", "2014-09-04T09:00:00Z"
		}), Next},
		{"kill that names the story", base, with(func(s *story) {
			s.headline, s.kind, s.at = "Story withdrawn", dateline.KindKill, "2014-09-04T09:00:00Z"
			s.text = "The story headlined “Harbour at Velm shelled, two hurt”, issued on Wednesday, has been withdrawn."
		}), Next},
		{"kill of another story", base, with(func(s *story) {
			s.headline, s.text = "KILL: Ferry sunk off Orm", "Please kill the story on the ferry off Orm. It was filed in error."
		}), Other},
		{"two shellings of one town", base, with(func(s *story) { s.text = shellsOther }), Other},
		{"a later marked story on another attack", base, with(func(s *story) {
			s.headline, s.text = "UPDATE 1-Market at Velm shelled, three hurt", shellsOther
		}), Other},
		{"a column of the next day", story{"Lake Wire", "Orm shares close mixed", column1, "2014-09-03", "", "", "", ""},
			story{"Lake Wire", "Orm shares close mixed", column2, "2014-09-04", "", "", "", ""}, Other},
		{"a column of the next hour", story{"Lake Wire", "Orm shares close mixed", column1, "2014-09-03", "", "", "", ""},
			story{"Lake Wire", "Orm shares close mixed", hourly, "2014-09-03", "", "", "", ""}, Other},
		{"one address", with(func(s *story) { s.address = "https://www.lakewire.example/w/4711?utm_source=x" }),
			with(func(s *story) {
				s.address, s.headline, s.text, s.at = "http://lakewire.example/w/4711/#top", "Monitors to go to Velm", shellsNew, "2014-09-06"
			}), Next},
		{"an address where something else comes every day", with(func(s *story) { s.address = "https://lakewire.example/today" }),
			story{"Lake Wire", "Ferry sunk off Orm", "A ferry sank off Orm on Friday, the coast guard said.", "2014-09-05", "https://lakewire.example/today", "", "", ""}, Other},
		{"one URN", with(func(s *story) { s.id, s.version = "urn:newsml:lakewire.example:20140903:4711", "1" }),
			with(func(s *story) { s.id, s.version, s.text = "urn:newsml:lakewire.example:20140903:4711", "2", shellsNew }), Next},
		{"one URN, the older version later", with(func(s *story) { s.id, s.version = "urn:newsml:lakewire.example:20140903:4711", "3" }),
			with(func(s *story) { s.id, s.version, s.text = "urn:newsml:lakewire.example:20140903:4711", "2", shellsNew }), Earlier},
		{"a kill without words", with(func(s *story) { s.id = "urn:newsml:lakewire.example:20140903:4711" }),
			story{"Lake Wire", "", "", "2014-09-04", "", "urn:newsml:lakewire.example:20140903:4711", "4", dateline.KindKill}, Next},
		{"a number that two files use", with(func(s *story) { s.id = "7" }),
			story{"Lake Wire", "Ferry sunk off Orm", "A ferry sank off Orm on Friday, the coast guard said.", "2014-09-05", "", "7", "", ""}, Other},
		{"no outlet, no dates", story{headline: base.headline, text: shells}, story{headline: base.headline, text: shellsMore}, Next},
		{"nothing in common", base, story{source: "Lake Wire", headline: "Ferry sunk off Orm", text: "A ferry sank off Orm on Friday, the coast guard said."}, Other},
	} {
		a, b := c.a.print(t), c.b.print(t)
		if got := Same(&a, &b); got != c.want {
			t.Errorf("%s: %v, want %v; opening %.2f, body %.2f, headline %.2f", c.name, got, c.want,
				overlap(a.opening, b.opening), a.body.within(b.body), likeness(a.Headline, b.Headline))
		}
		if c.want != Other && !slices.ContainsFunc(a.Keys(), func(k int64) bool { return slices.Contains(b.Keys(), k) }) {
			t.Errorf("%s: no key in common", c.name)
		}
	}
}

func TestUnmarkHeadline(t *testing.T) {
	for in, want := range map[string]struct {
		rest   string
		serial int
		kind   dateline.DispatchKind
	}{
		"Talks end":                                  {"Talks end", 0, ""},
		"UPDATE 2-Talks end":                         {"Talks end", 2, dateline.KindUpdate},
		"CORRECTED-UPDATE 3-Talks end":               {"Talks end", 3, dateline.KindCorrection},
		"2nd Ld-Writethru: Talks end":                {"Talks end", 2, dateline.KindUpdate},
		"Talks end (1st Lead)":                       {"Talks end", 1, dateline.KindUpdate},
		"KILL: Talks end":                            {"Talks end", 0, dateline.KindKill},
		"Cease-fire holds":                           {"Cease-fire holds", 0, ""},
		"New York: two hurt":                         {"New York: two hurt", 0, ""},
		"Kill list – minister resigns":               {"Kill list – minister resigns", 0, ""},
		"URGENT – WITHDRAWN – Talks end on the lake": {"Talks end on the lake", 0, dateline.KindKill},
	} {
		rest, serial, kind := unmarkHeadline(in)
		if rest != want.rest || serial != want.serial || kind != want.kind {
			t.Errorf("%q: %q %d %q", in, rest, serial, kind)
		}
	}
}

func TestChoose(t *testing.T) {
	v := func(text, at string) Fingerprint {
		return story{source: "Lake Wire", headline: "Harbour at Velm shelled, two hurt", text: text, at: at}.print(t)
	}
	there := []Fingerprint{v(shellsOther, "2014-09-03"), v(shells, "2014-09-03T20:00:00Z"), v(shellsNew, "2014-09-03T21:00:00Z")}
	again, next := v(shells, "2014-09-03T20:00:00Z"), v(shellsMore, "2014-09-03T22:00:00Z")
	if i, r := Choose(there, &again); i != 1 || r != Again {
		t.Errorf("%d %v", i, r)
	}
	if i, r := Choose(there, &next); i != 2 || r != Next {
		t.Errorf("%d %v", i, r)
	}
	if i, r := Choose(nil, &next); i != -1 || r != Other {
		t.Errorf("%d %v", i, r)
	}
}

func FuzzSame(f *testing.F) {
	f.Add("UPDATE 1-a-b", "text one two three four", "a", "text", "https://a/b?c=d&utm_x=1")
	f.Fuzz(func(t *testing.T, h1, t1, h2, t2, address string) {
		a := Print(&dateline.Dispatch{Headline: h1, Text: t1}, address, h2, "1")
		b := Print(&dateline.Dispatch{Headline: h2, Text: t2}, address, h1, "2")
		if Same(&a, &a) != Again && a.words > 0 {
			t.Fatalf("a dispatch is not itself: %+v", a)
		}
		if x, y := Same(&a, &b), Same(&b, &a); (x == Other) != (y == Other) {
			t.Fatalf("%v one way, %v the other", x, y)
		}
		if len(a.Keys()) > 16 {
			t.Fatal("too many keys")
		}
	})
}

func BenchmarkPrint(b *testing.B) {
	d := &dateline.Dispatch{Headline: "Harbour at Velm shelled", Text: shells, Published: &time.Time{}}
	b.SetBytes(int64(len(shells)))
	for b.Loop() {
		f := Print(d, "https://a.example/b", "x", "")
		f.Keys()
	}
}

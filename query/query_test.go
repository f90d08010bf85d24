package query

import (
	"strings"
	"testing"
	"time"

	"dateline"

	"pgregory.net/rapid"
)

// show writes a tree in full, for comparing.
func show(n Node) string {
	join := func(list []Node, sep string) string {
		var parts []string
		for _, c := range list {
			parts = append(parts, show(c))
		}
		return "(" + strings.Join(parts, sep) + ")"
	}
	switch n := n.(type) {
	case nil:
		return "all"
	case And:
		return join(n, " & ")
	case Or:
		return join(n, " | ")
	case Not:
		return "!" + show(n.Node)
	case Words:
		s := strings.Join(n.Words, "+")
		if n.Prefix {
			s += "*"
		}
		return s
	case Test:
		s := n.Field.Name + string(n.Op)
		switch n.Field.Kind {
		case Text:
			return s + show(Words{Pattern: n.Value.Pattern})
		case Day:
			return s + n.Value.From + ".." + n.Value.To
		}
		return s + n.Value.Raw
	}
	return "?"
}

func TestParse(t *testing.T) {
	for _, c := range [][2]string{
		{"", "all"},
		{"  ", "all"},
		{"ceasefire", "ceasefire"},
		{"Ceasefire MINSK", "(ceasefire & minsk)"},
		{`"permanent ceasefire" talk*`, "(permanent+ceasefire & talk*)"},
		{"cease-fire", "cease+fire"},
		{"a OR b c", "(a | (b & c))"},
		{"a AND b", "(a & b)"},
		{"(a OR b) -c", "((a | b) & !c)"},
		{"NOT NOT a", "a"},
		{`by:"Dmitry Peskov"`, "by:dmitry+peskov"},
		{"place:Bogotá", "place:bogota"},
		{"type:assault status:denied", "(type:assault & status:denied)"},
		{"date:2014-09", "date:2014-09-01..2014-09-30"},
		{"date:2014-09-01..2014-09-07", "date:2014-09-01..2014-09-07"},
		{"date:..2014", "date:..2014-12-31"},
		{"date>=2016-02", "date>=2016-02-01..2016-02-29"},
		{"published:2014-09-03T23:30:00-05:00", "published:2014-09-04..2014-09-04"},
		{"low>=2,500", "low>=2,500"},
		{"-type:AID", "!type:AID"},
		{"low:-5", "low:-5"},
		{"outlet:Wire", "source:wire"},
		{"...", "all"},
		{"3:30", ""},
	} {
		q, err := Parse(c[0])
		if c[1] == "" {
			if err == nil {
				t.Errorf("%s: no fault", c[0])
			}
			continue
		}
		if err != nil || show(q.Root) != c[1] {
			t.Errorf("%s: %s, want %s (%v)", c[0], show(q.Root), c[1], err)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, c := range [][3]string{
		{"a plcae:Minsk", "column 3", `did you mean "place"`},
		{"type:ASSALT", "column 6", `did you mean "assault"`},
		{"é (a", "column 3", "add )"},
		{"a)", "column 2", "take it away"},
		{`a "b`, "column 3", `add "`},
		{"a OR", "column 5", "write a OR b"},
		{"OR a", "column 1", "write a OR b"},
		{"place:", "column 7", "write place:"},
		{"place: Minsk", "column 8", "write place:"},
		{"date:soon", "column 6", "2014-09-03"},
		{"date:2014-09-07..2014-09-01", "column 6", "2014-09-03"},
		{"type>AID", "column 5", "write type:"},
		{"low:many", "column 5", "100"},
		{"-", "column 1", "-word"},
		{strings.Repeat("(", 40) + "a", "column 34", "at most 32"},
		{strings.Repeat("a ", 4000), "", "at most 4096"},
	} {
		_, err := Parse(c[0])
		f, ok := err.(*dateline.Fault)
		if !ok || f.Where != c[1] || !strings.Contains(f.Hint, c[2]) {
			t.Errorf("%.20s: %v, want %s: %s", c[0], err, c[1], c[2])
		}
	}
	if _, err := Only("stance:denies", OnEvent); err == nil || !strings.Contains(err.Error(), `event rows have no field "stance"`) {
		t.Error(err)
	}
	if _, err := Only("stance:denies", OnStatement); err != nil {
		t.Error(err)
	}
}

func number1(n float64) *float64 { return &n }

func TestMatch(t *testing.T) {
	at := time.Date(2014, 9, 3, 9, 0, 0, 0, time.UTC)
	e := &Event{
		ID: "0123456789ab/e1", Origin: Origin{Dispatch: "0123456789abcdef", Source: "Northern Wire", Headline: "Talks in Minsk", Published: &at},
		Type: dateline.Consult, Status: dateline.Actual, Actors: []Party{{Name: "Contact Group"}}, Targets: []Party{{Name: "Donetsk people's republic"}},
		From: "2014-09-01", To: "2014-09-02", Where: Spot{Place: "Minsk", Country: "BLR"}, By: []string{"Northern Wire", "Anna Bell"},
		Evidence: []dateline.Span{{Text: "envoys held talks in the Belarusian capital"}},
	}
	g := &Figure{Measure: "killed", Low: number1(2500), LowOpen: true, By: []string{"Northern Wire"}, Evidence: []dateline.Span{{Text: "over 2,500"}}}
	for _, c := range []struct {
		q    string
		r    Row
		want bool
	}{
		{"", e, true}, {"talks", e, true}, {`"held talks"`, e, true}, {`"talks held"`, e, false}, {"envoy", e, false}, {"envoy*", e, true},
		{"type:consult", e, true}, {"type:AID", e, false}, {"-type:AID", e, true}, {"place:minsk", e, true}, {"country:blr", e, true},
		{"date:2014-09-02", e, true}, {"date:2014-09-03", e, false}, {"published:2014-09-03", e, true}, {"date<2014-09-02", e, true},
		{"date>2014-09-02", e, false}, {"date>=2014-09-02", e, true}, {"date:2014-09-02..", e, true}, {"actor:group", e, true},
		{"actor:people*", e, false}, {"party:people*", e, true}, {"by:bell", e, true}, {"id:0123", e, true}, {"id:123", e, false},
		{"background:no", e, true}, {"source:northern OR source:southern", e, true}, {"talks place:Kyiv", e, false},
		{"low>=2500", g, true}, {"low>2500", g, false}, {"low:2000..3000", g, true}, {"high:1..9", g, false}, {"measure:killed", g, true}, {"date:2014", g, false},
	} {
		q, err := Parse(c.q)
		if err != nil || Match(q, c.r) != c.want {
			t.Errorf("%q: %v, want %v (%v)", c.q, !c.want, c.want, err)
		}
	}
}

func TestRows(t *testing.T) {
	low := 3.0
	r := &dateline.Reading{
		Dispatch: dateline.Dispatch{ID: "0123456789abcdef", Source: "Northern Wire", Reference: dateline.Reference{Date: "2014-09-03"}},
		Names:    []dateline.Name{{ID: "n1", Name: "Anna Bell", Kind: dateline.Person, Country: "BLR"}},
		Dates:    []dateline.Date{{ID: "d1", From: "2014-09-01T10:00:00+03:00", To: "2014-09-01T10:00:00+03:00"}},
		Places:   []dateline.Place{{ID: "p1", Name: "Eastern March", Precision: dateline.AtRegion, Lat: &low, Lon: &low}},
		Events:   []dateline.Event{{ID: "e1", Actors: []string{"n1"}, Date: "d1", Place: "p1", Statement: "s1"}, {ID: "e2"}},
		Figures:  []dateline.Figure{{ID: "f1", Low: &low, Scope: &dateline.Scope{Since: "d1", Of: "n1"}}},
	}
	got := Rows(r)
	e := got.Events[0]
	if e.ID != "0123456789ab/e1" || e.Actors[0].Name != "Anna Bell" || e.From != "2014-09-01" || e.Statement != "0123456789ab/s1" || e.By == nil || e.Targets == nil {
		t.Errorf("%+v", e)
	}
	if e.Where.Lat != nil || e.Where.Place != "Eastern March" {
		t.Errorf("a region is a dot: %+v", e.Where)
	}
	if got.Events[1].From != "2014-09-03" {
		t.Errorf("no reference date: %+v", got.Events[1])
	}
	if f := got.Figures[0]; f.Since != "2014-09-01" || f.Of != "Anna Bell" {
		t.Errorf("%+v", f)
	}
}

// Any string parses or yields a fault, and a fault has a place or a reason.
func TestAnyQuery(t *testing.T) {
	signs := []string{"a", "b*", "\"", "(", ")", "-", ":", "place", "date", ">=", "2014-09", " ", "OR", "NOT", "é", "..", "low", "5"}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom(signs)).Draw(t, "q"), "")
		q, err := Parse(s)
		if err == nil {
			Match(q, &Event{})
			Match(q, &Statement{})
			Match(q, &Figure{})
		} else if f, ok := err.(*dateline.Fault); !ok || f.What == "" {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(`ceasefire place:Minsk type:AGREE by:"Dmitry Peskov" date:2014-09-01..2014-09-07 -status:denied`)
	f.Fuzz(func(t *testing.T, s string) {
		if q, err := Parse(s); err == nil {
			Match(q, &Event{})
		}
	})
}

func TestNearest(t *testing.T) {
	for in, want := range map[string]string{"plce": "place", "zzzzzz": "", "sorce": "source"} {
		if got := Nearest(in, names(OnEvent)); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

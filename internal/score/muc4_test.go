package score

import (
	"strings"
	"testing"

	"dateline"
)

// report is a reading of one act on the 9th, of a dispatch of the 10th.
func report(change func(r *dateline.Reading, e *dateline.Event)) *dateline.Reading {
	text := "Rebels killed the mayor of Achi in Bolivar yesterday."
	low := 1.0
	r := &dateline.Reading{
		Names: []dateline.Name{{ID: "n1", Kind: dateline.ArmedGroup, Name: "Rebels", Sector: "REB"},
			{ID: "n2", Kind: dateline.Office, Name: "mayor of Achi", Country: "COL", Sector: "GOV"},
			{ID: "n3", Kind: dateline.Organization, Name: "Army", Country: "COL", Sector: "MIL"}},
		Dates:  []dateline.Date{{ID: "d1", From: "1990-01-09", To: "1990-01-09"}, {ID: "d2", From: "1988-01-09", To: "1988-01-09"}},
		Places: []dateline.Place{{ID: "p1", Name: "Achi", Country: "COL", Precision: dateline.AtTown, Span: dateline.Span{Start: 27, End: 31}}},
		Events: []dateline.Event{{ID: "e1", Type: dateline.Assault, Status: dateline.Actual, Actors: []string{"n1"}, Targets: []string{"n2"}, Date: "d1", Place: "p1",
			Trigger: dateline.Span{Start: 7, End: 13}, Evidence: []dateline.Span{{Start: 0, End: 52}}}},
		Figures: []dateline.Figure{{ID: "f1", Measure: "injured", Low: &low, Wording: "a guard", Who: "guard", Evidence: []dateline.Span{{Start: 14, End: 23}}}},
	}
	r.Dispatch.Text = text
	r.Dispatch.Reference.Date = "1990-01-10"
	change(r, &r.Events[0])
	return r
}

func TestIncidents(t *testing.T) {
	for _, c := range []struct {
		name   string
		want   int
		change func(r *dateline.Reading, e *dateline.Event)
	}{
		{"a mayor killed by rebels", 1, func(*dateline.Reading, *dateline.Event) {}},
		{"planned", 0, func(_ *dateline.Reading, e *dateline.Event) { e.Status = dateline.Planned }},
		{"two years ago, on an army", 0, func(_ *dateline.Reading, e *dateline.Event) { e.Date, e.Targets = "d2", []string{"n3"} }},
		{"two years ago", 0, func(_ *dateline.Reading, e *dateline.Event) { e.Date = "d2" }},
		{"rebels on an army", 0, func(_ *dateline.Reading, e *dateline.Event) { e.Targets = []string{"n3"} }},
		{"an army on rebels", 0, func(_ *dateline.Reading, e *dateline.Event) { e.Actors, e.Targets = []string{"n3"}, []string{"n1"} }},
		{"an army on a mayor", 1, func(_ *dateline.Reading, e *dateline.Event) { e.Actors = []string{"n3"} }},
		{"a fight", 0, func(_ *dateline.Reading, e *dateline.Event) { e.Symmetric = true }},
		{"another continent", 0, func(r *dateline.Reading, _ *dateline.Event) { r.Places[0].Country, r.Names[1].Country = "NPL", "NPL" }},
		{"no violence", 0, func(_ *dateline.Reading, e *dateline.Event) { e.Type = dateline.Consult }},
	} {
		if got := IncidentsOf(report(c.change)); len(got) != c.want {
			t.Errorf("%s: %d incidents, want %d", c.name, len(got), c.want)
		}
	}
	in := IncidentsOf(report(func(*dateline.Reading, *dateline.Event) {}))[0]
	if in.Type != "ATTACK" || in.Date != "1990-01-09" || in.Country != "COL" || in.Town != "Achi" || len(in.Victims) == 0 {
		t.Errorf("%+v", in)
	}
}

func TestMUCKeys(t *testing.T) {
	const key = `0.  MESSAGE: ID                     TST9-MUC9-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  09 JAN 90
18. HUM TGT: NAME                   "ANA RUIZ"
21. HUM TGT: NUMBER                 1: "ANA RUIZ"
                                    3 / PLURAL: "GUARDS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "ANA RUIZ"
                                    INJURY: "GUARDS"

0.  MESSAGE: ID                     TST9-MUC9-0002
1.  MESSAGE: TEMPLATE               *
`
	keys, err := ReadMUCKeys(strings.NewReader(key))
	if err != nil || len(keys["TST9-MUC9-0001"]) != 1 || len(keys["TST9-MUC9-0002"]) != 0 {
		t.Fatal(keys, err)
	}
	gold := keys["TST9-MUC9-0001"][0].victims()
	c := victimsOf(gold, []MUCVictim{{Number: "PLURAL", Effect: "INJURY"}, {Number: "1", Effect: "INJURY"}})
	if c.Gold != 2 || c.Found != 2 || c.Right != 1 {
		t.Errorf("%+v of %v", c, gold)
	}
	m, err := ReadMUCTexts(strings.NewReader("TST9-MUC9-0001\n\n   LIMA, 9 JAN 90 -- A.\nTST9-MUC9-0002 (NOSC)\nB.\n"))
	if err != nil || len(m) != 2 || m[1].ID != "TST9-MUC9-0002" || m[1].Text != "B." {
		t.Errorf("%+v %v", m, err)
	}
}

package gazetteer

import (
	"testing"
	"time"
)

// An unwritten year follows from the weekday and the offices held.
func TestYears(t *testing.T) {
	wednesday, friday := time.Wednesday, time.Friday
	for _, c := range []struct {
		claims     []Claim
		month, day int
		weekday    *time.Weekday
		want       int
	}{
		{[]Claim{{"Petro Poroshenko", "President", "UKR"}}, 9, 3, &wednesday, 2014},
		{[]Claim{{"Poroshenko", "", "UKR"}, {"Putin", "", "RUS"}}, 9, 3, &wednesday, 2014},
		{[]Claim{{"Mikhail Gorbachev", "President", ""}, {"Saddam Hussein", "", ""}}, 8, 3, &friday, 1990},
	} {
		if got := Years(c.claims, c.month, c.day, c.weekday); len(got) != 1 || got[0] != c.want {
			t.Errorf("%v: %v, want %d", c.claims, got, c.want)
		}
	}
}

func TestHolder(t *testing.T) {
	got := Holder("UKR", "head-of-state", DayOf(2014, 9, 3))
	if len(got) != 1 || got[0].Person != "Petro Poroshenko" {
		t.Errorf("president of Ukraine: %v", got)
	}
	if name, ok := PersonByName("petro poroshenko"); !ok || name != "Petro Poroshenko" {
		t.Errorf("PersonByName: %q %v", name, ok)
	}
	if hits := Lookup("Petro Poroshenko", false); len(hits) != 1 || hits[0].Entry.Kind != Person || hits[0].Entry.Country != "UKR" {
		t.Errorf("Lookup: %v", hits)
	}
}

// TestHeadsOfWhatIsNoState: the table of people says more of them than the
// office does, and comes first.
func TestHeadsOfWhatIsNoState(t *testing.T) {
	for _, name := range []string{"Alexander Zakharchenko", "Radovan Karadzic"} {
		e := Lookup(name, false)
		if len(e) == 0 || e[0].Entry.Country == "" || e[0].Entry.Sector == "GOV" {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

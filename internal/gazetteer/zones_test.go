package gazetteer

import (
	"testing"
	"time"
)

// Every zone of the table opens, and has the offset of its day.
func TestZones(t *testing.T) {
	for name := range zones() {
		if loc, _ := ZoneByName(name); loc == nil {
			t.Errorf("%s has no rules", name)
		}
	}
	for _, c := range []struct {
		place string
		year  int
		hours int
	}{{"Moscow", 2014, 4}, {"MOSCOW", 2015, 3}, {"New York", 2014, -4}} {
		loc := ZoneOf(c.place)
		if loc == nil {
			t.Errorf("%s: no zone", c.place)
			continue
		}
		if _, s := time.Date(c.year, 9, 3, 12, 0, 0, 0, loc).Zone(); s != c.hours*3600 {
			t.Errorf("%s in %d: %d seconds, want %d hours", c.place, c.year, s, c.hours)
		}
	}
}

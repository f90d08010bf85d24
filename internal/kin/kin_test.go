package kin

import "testing"

func TestKin(t *testing.T) {
	for _, c := range []struct {
		a, b string
		kin  bool
	}{
		{"acquire", "acquisition", true}, {"hit", "struck", true}, {"quake", "earthquake", true}, {"fled", "escape", true},
		{"sign", "bomb", false}, {"arrest", "harvest", false}, {"", "", false}, {"zrxvkq", "zrxvkq", false},
	} {
		if got := Shared(Of(c.a), Of(c.b)) > 0; got != c.kin {
			t.Errorf("%s, %s: %v", c.a, c.b, got)
		}
	}
}

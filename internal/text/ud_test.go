package text

import "testing"

func TestFeatsThereAndBack(t *testing.T) {
	for bit := Sing; bit <= AccCase; bit <<= 1 {
		if s := bit.String(); s == "_" || ParseFeats(s) != bit {
			t.Errorf("feature %b is written %q and read %b", bit, s, ParseFeats(s))
		}
	}
	f := Plur | Past | Third
	if got, want := f.String(), "Number=Plur|Person=3|Tense=Past"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := ParseFeats("Foo=Bar|Number=Plur|NumType=Card"); got != Plur {
		t.Errorf("got %v", got)
	}
	if ParseFeats("_") != 0 || Feats(0).String() != "_" {
		t.Error("the empty set is not _")
	}
}

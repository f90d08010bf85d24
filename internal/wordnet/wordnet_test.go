package wordnet

import "testing"

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		word       string
		noun, verb Field
		adj        bool
	}{
		{"say", NounCommunication, Communication, false}, // "to have one's say"
		{"attack", Act, Competition, false},
		{"soldier", Person, Competition, false},
		{"believe", None, Cognition, false},
		{"violent", None, None, true},
	} {
		e, ok := Lookup(c.word)
		if !ok || e.Verb != c.verb || e.Adj != c.adj || c.word != "say" && e.Noun != c.noun {
			t.Errorf("%s: %+v, %v", c.word, e, ok)
		}
	}
	if e, ok := Lookup("zzyzx"); ok {
		t.Errorf("an unknown word was found: %+v", e)
	}
}

func TestShapesUndoInflection(t *testing.T) {
	for word, want := range map[string]uint16{
		"parties": IsNouns, "shelled": IsEd, "stopping": IsIng, "denies": IsVerbs, "heavier": IsEr, "largest": IsEst, "gunmen": IsNouns, "quickly": IsAdv,
	} {
		if got := Shapes([]byte(word)); got&want == 0 {
			t.Errorf("%s: %b lacks %b", word, got, want)
		}
	}
	if got := Shapes([]byte("qqqqed")); got != 0 {
		t.Errorf("an unknown stem has the shapes %b", got)
	}
	if VerbField([]byte("denied")) != Communication || NounField([]byte("soldiers")) != Person {
		t.Error("fields of inflected words are lost")
	}
}

func BenchmarkShapes(b *testing.B) {
	words := [][]byte{[]byte("parties"), []byte("shelled"), []byte("the"), []byte("poroshenko")}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Shapes(words[i%4])
	}
}

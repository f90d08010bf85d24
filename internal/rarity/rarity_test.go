package rarity

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Kyiv's 2,500 troops, U.N. and 6.1-magnitude", "kyiv 2500 troops u n and 6.1 magnitude"},
		{"They’re at the well", "they at the well"},
		{"停火 in 明斯克", "停 火 in 明 斯 克"},
		{"\xff\x00 '' ,", ""},
	} {
		var got []string
		Each(c.text, func(w Word) { got = append(got, w.Form) })
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, not %q", c.text, s, c.want)
		}
	}
}

func TestRareWordsWeighMore(t *testing.T) {
	order := []string{"the", "government", "ceasefire", "zrxvkq"}
	for i := 1; i < len(order); i++ {
		a, b := Of(Hash(Stem(order[i-1]))), Of(Hash(Stem(order[i])))
		if a >= b {
			t.Errorf("%s weighs %.2f, %s %.2f", order[i-1], a, order[i], b)
		}
	}
}

package parse

import (
	"math/rand/v2"
	"testing"

	"dateline/internal/text"
)

// TestAnyLegalPathEndsInATree: whatever actions are taken, 2n of them give
// every word a head, one word the root, and no circle.
func TestAnyLegalPathEndsInATree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var sp Space
	for n := 1; n < 40; n++ {
		sp.Reset(n, func(int, int) text.Rel { return text.Dep })
		i := 0
		for range 2 * n {
			var legal []Action
			for a := range NumActions {
				if sp.Legal(&sp.States[i], a) {
					legal = append(legal, a)
				}
			}
			if len(legal) == 0 {
				t.Fatalf("n %d: no legal action", n)
			}
			i = sp.Apply(i, legal[r.IntN(len(legal))], 0)
		}
		heads := make([]int, n)
		for k := range heads {
			heads[k] = -2
		}
		sp.Heads(i, heads)
		roots := 0
		for k, h := range heads {
			if h == -2 || h == k || h >= n {
				t.Fatalf("n %d: word %d has the head %d", n, k, h)
			}
			if h == -1 {
				roots++
			}
			for steps, x := 0, k; x >= 0; x = heads[x] {
				if steps++; steps > n {
					t.Fatalf("n %d: a circle at %d", n, k)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("n %d: %d roots", n, roots)
		}
	}
}

func TestForced(t *testing.T) {
	var sp Space
	sp.Reset(2, func(int, int) text.Rel { return text.Dep })
	i := 0
	for _, want := range []Action{Shift, NumActions, RightArc, LeftArc} {
		if got := sp.Forced(&sp.States[i]); got != want {
			t.Fatalf("state %d: forced %d, want %d", i, got, want)
		}
		if want == NumActions {
			want = Shift
		}
		i = sp.Apply(i, want, 0)
	}
	if len(sp.Words(&sp.States[i], nil)) != 0 || sp.Front(&sp.States[i]) != 2 {
		t.Fatal("the last state is not empty")
	}
}

// TestKeepTheBest: the beam keeps the highest scores in falling order.
func TestKeepTheBest(t *testing.T) {
	var beam []move
	for _, s := range []float32{3, 9, 1, 7, 9, 5} {
		beam = keep(beam, move{score: s}, 3)
	}
	if len(beam) != 3 || beam[0].score != 9 || beam[1].score != 9 || beam[2].score != 7 {
		t.Fatalf("kept %v", beam)
	}
}

package learn

import "dateline/internal/text"

// Accuracy compares the tags of guess with those of gold: UPOS and XPOS, per
// cent.
func Accuracy(gold, guess []text.Tag) (upos, xpos float64) {
	u, x := 0, 0
	for i := range gold {
		u += btoi(gold[i].UPOS == guess[i].UPOS)
		x += btoi(gold[i].XPOS == guess[i].XPOS)
	}
	n := float64(max(len(gold), 1)) / 100
	return float64(u) / n, float64(x) / n
}

// Attachment counts heads right, and heads with relations right.
func Attachment(gold, guess *text.Tree) (uas, las int) {
	for i, a := range gold.Arcs {
		if guess.Arcs[i].Head == a.Head {
			uas++
			las += btoi(guess.Arcs[i].Rel == a.Rel)
		}
	}
	return uas, las
}

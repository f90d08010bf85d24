// Command tagger trains the tagger and writes models/tagger.dlm.
package main

import (
	"fmt"
	"os"
	"time"

	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/train/learn"
)

func main() {
	dir := "../shared/data/train/ud/"
	var docs []*text.Doc
	for _, f := range []string{"en_ewt-train.conllu", "en_gum_open-train.conllu"} {
		d, err := learn.Read(dir + f)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		docs = append(docs, d...)
	}
	start := time.Now()
	o := learn.TaggerOptions{Epochs: 6, Seed: 1, Margin: 1, Least: 2}
	b, err := learn.Tagger(learn.Augment(docs, 0.25, 0.06, 1), o)
	if err != nil {
		panic(err)
	}
	raw, err := b.Bytes()
	if err != nil {
		panic(err)
	}
	fmt.Println("trained", time.Since(start), "bytes", len(raw))
	os.WriteFile("models/tagger.dlm", raw, 0o644)
	f, _ := learn.Built(b)
	t, err := tag.Load(f)
	if err != nil {
		panic(err)
	}
	for _, f := range []string{"en_ewt-dev.conllu", "en_gum_open-dev.conllu"} {
		d, err := learn.Read(dir + f)
		if err != nil {
			panic(err)
		}
		for _, caps := range []bool{false, true} {
			var gold, guess []text.Tag
			var took time.Duration
			for _, x := range d {
				if caps {
					x = learn.Recase(x, learn.Upper, func(int) bool { return true })
				}
				start := time.Now()
				g := t.Tag(x)
				took += time.Since(start)
				gold, guess = append(gold, x.Tags...), append(guess, g...)
			}
			u, x := learn.Accuracy(gold, guess)
			fmt.Printf("%s caps %v UPOS %.2f XPOS %.2f  %.0f tokens/s\n", f, caps, u, x, float64(len(gold))/took.Seconds())
		}
	}
}

// Command parser trains the parser and writes models/parser.dlm.
package main

import (
	"fmt"
	"os"
	"time"

	"dateline/internal/model"
	"dateline/internal/parse"
	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/train/learn"
)

const dir = "../shared/data/train/ud/"

func read(names ...string) []*text.Doc {
	var docs []*text.Doc
	for _, f := range names {
		d, err := learn.Read(dir + f)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		docs = append(docs, d...)
	}
	return docs
}

func main() {
	start := time.Now()
	docs := read("en_ewt-train.conllu", "en_gum_open-train.conllu")
	aug := func(d []*text.Doc) []*text.Doc { return learn.Augment(d, 0.25, 0.06, 1) }
	tagged, err := learn.Jackknife(aug2(docs), 5, learn.TaggerOptions{Epochs: 5, Seed: 1, Margin: 1, Least: 2}, aug)
	if err != nil {
		panic(err)
	}
	fmt.Println("jackknifed", time.Since(start))
	b, err := learn.Parser(tagged, learn.ParserOptions{
		Seeds:  3,
		Folds:  4,
		Labels: learn.LabelOptions{Epochs: 5, Seed: 1, Margin: 1, Least: 2},
		Greedy: learn.StructureOptions{Bits: 22, Epochs: 8, Seed: 1, Beam: 1, Explore: 0.9},
		Beam:   learn.StructureOptions{Bits: 22, Epochs: 10, Seed: 1, Beam: 8},
	}, func(stage string, e int) { fmt.Println(stage, e, time.Since(start).Round(time.Second)) })
	if err != nil {
		panic(err)
	}
	raw, err := b.Bytes()
	if err != nil {
		panic(err)
	}
	fmt.Println("trained", time.Since(start), "bytes", len(raw))
	os.WriteFile("models/parser.dlm", raw, 0o644)
	f, err := model.Parse("parser", raw)
	if err != nil {
		panic(err)
	}
	eval(f)
}

func aug2(d []*text.Doc) []*text.Doc { return learn.Augment(d, 0.15, 0.03, 2) }

func eval(f *model.File) {
	t, err := tag.Open(os.DirFS("models"))
	if err != nil {
		panic(err)
	}
	for _, beam := range []int{1, 8} {
		p, err := parse.Load(f, beam)
		if err != nil {
			panic(err)
		}
		for _, name := range []string{"en_ewt-dev.conllu", "en_gum_open-dev.conllu"} {
			d := read(name)
			for _, caps := range []bool{false, true} {
				var n, uas, las int
				var took time.Duration
				for _, x := range d {
					if caps {
						x = learn.Recase(x, learn.Upper, func(int) bool { return true })
					}
					g := *x
					g.Tags = t.Tag(x)
					start := time.Now()
					g.Tree = p.Parse(&g)
					took += time.Since(start)
					u, l := learn.Attachment(&x.Tree, &g.Tree)
					n, uas, las = n+len(x.Tokens), uas+u, las+l
				}
				fmt.Printf("beam %d %s caps %v UAS %.2f LAS %.2f  %.0f tokens/s\n", beam, name, caps, 100*float64(uas)/float64(n), 100*float64(las)/float64(n), float64(n)/took.Seconds())
			}
		}
	}
}

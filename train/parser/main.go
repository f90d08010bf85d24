// Command parser trains the parser and writes parser.dlm: dependency trees of
// Universal Dependencies, greedy and with a beam. It tags its training data by
// jackknife and reads the finished tagger from the folder of models to measure
// itself, so train that first. The same data give the same bytes.
//
//	go run ./train/parser -data ../shared/data/train -out models
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"dateline/internal/model"
	"dateline/internal/parse"
	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/train/learn"
)

func main() {
	data := flag.String("data", "../shared/data/train", "folder of training data")
	out := flag.String("out", "models", "folder of models")
	flag.Parse()
	if err := train(*data, *out); err != nil {
		log.Fatal(err)
	}
}

func train(data, out string) error {
	docs, err := learn.TrainBanks(data)
	if err != nil {
		return err
	}
	start := time.Now()
	tagged, err := learn.Jackknife(learn.FewCaseCopies(docs), 5, learn.JackknifeParams, learn.CaseCopies)
	if err != nil {
		return err
	}
	b, err := learn.Parser(tagged, learn.ParserParams, func(stage string, epoch int) {
		fmt.Fprintf(os.Stderr, "%v %s %d\n", time.Since(start).Round(time.Second), stage, epoch+1)
	})
	if err != nil {
		return err
	}
	b.Manifest = learn.SyntaxManifest(parse.ModelName, parse.Format, "go run ./train/parser", learn.ParserParams.Beam.Seed)
	b.Manifest.Params = learn.ParserParams.Map()
	f, err := learn.Built(b)
	if err != nil {
		return err
	}
	if err := measure(f, data, out, b.Manifest.Scores); err != nil {
		return err
	}
	return learn.Write(b, out)
}

func measure(f *model.File, data, out string, scores map[string]float64) error {
	t, err := tag.Open(os.DirFS(out))
	if err != nil {
		return err
	}
	for _, m := range []struct {
		prefix string
		beam   int
	}{{"greedy ", 1}, {"beam 8 ", 8}} {
		p, err := parse.Load(f, m.beam)
		if err != nil {
			return err
		}
		err = learn.DevScores(data, m.prefix, scores, func(d *text.Doc) {
			d.Tags = t.Tag(d)
			d.Tree = p.Parse(d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Command tagger trains the tagger and writes tagger.dlm: parts of speech for
// tokens of English news, in any case. The same data give the same bytes.
//
//	go run ./train/tagger -data ../shared/data/train -out models
package main

import (
	"flag"
	"log"

	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/train/learn"
)

func main() {
	data := flag.String("data", "../shared/data/train", "folder of training data")
	out := flag.String("out", "models", "folder to write the model to")
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
	b, err := learn.Tagger(learn.CaseCopies(docs), learn.TaggerParams)
	if err != nil {
		return err
	}
	b.Manifest = learn.SyntaxManifest(tag.ModelName, tag.Format, "go run ./train/tagger", learn.TaggerParams.Seed)
	b.Manifest.Params = learn.TaggerParams.Map()
	f, err := learn.Built(b)
	if err != nil {
		return err
	}
	t, err := tag.Load(f)
	if err != nil {
		return err
	}
	if err := learn.DevScores(data, "", b.Manifest.Scores, func(d *text.Doc) { d.Tags = t.Tag(d) }); err != nil {
		return err
	}
	return learn.Write(b, out)
}

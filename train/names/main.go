// Command names trains the recogniser of names and writes models/names.dlm.
//
// The data are CrossNER politics, Universal NER EWT dev, GUM's named entities
// and four documents of five of re3d; each fifth document of re3d and the dev splits are kept to measure on.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"dateline/internal/model"
	"dateline/internal/name"
	"dateline/internal/parse"
	"dateline/internal/score"
	"dateline/internal/tag"
	"dateline/models"
)

// held names a corpus kept to measure on.
type held struct {
	name  string
	texts []score.GoldNames
}

func main() {
	data := flag.String("data", "../shared/data/train", "the folder of the training data")
	out := flag.String("out", "models/names.dlm", "the model file to write")
	seeds := flag.Int("seeds", 2, "learners to add up")
	margin := flag.Float64("margin", 3, "margin of every wrong class")
	epochs := flag.Int("epochs", 6, "times to go over the data")
	flag.Parse()
	if err := run(*data, *out, options{epochs: *epochs, seed: 1, seeds: *seeds, margin: float32(*margin), least: 1 + *seeds}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(data, out string, o options) error {
	var a annotator
	var err error
	if a.tagger, err = tag.Open(models.FS); err != nil {
		return err
	}
	if a.parser, err = parse.Open(models.FS, 1); err != nil {
		return err
	}
	train, kept, err := corpora(data)
	if err != nil {
		return err
	}
	start := time.Now()
	samples := a.samples(train)
	fmt.Printf("%d texts, %.1f s\n", len(samples), time.Since(start).Seconds())
	b := learnNames(samples, o)
	if err := measure(&a, b, kept); err != nil {
		return err
	}
	raw, err := b.Bytes()
	if err != nil {
		return err
	}
	fmt.Printf("%d bytes, %.1f s\n", len(raw), time.Since(start).Seconds())
	return os.WriteFile(out, raw, 0o644)
}

// re3d's folders.
var folders = []string{"Australian_Department_of_Foreign_Affairs", "CENTCOM", "Delegation_of_the_European_Union_to_Syria", "UK_Government", "US_State_Department", "Wikipedia"}

func corpora(data string) (train []score.GoldNames, kept []held, err error) {
	var g gather
	add := func(to *[]score.GoldNames, f func() ([]score.GoldNames, error)) {
		texts, err := f()
		g.add(to, texts, err)
	}
	dev := []held{{name: "CrossNER politics dev"}, {name: "GUM open dev"}, {name: "re3d held back"}}
	for range 5 {
		add(&train, func() ([]score.GoldNames, error) { return readBIO(data+"/ner/crossner_politics-train.txt", 0, 1) })
	}
	add(&train, func() ([]score.GoldNames, error) { return readBIO(data+"/ner/uner_ewt-dev.iob2", 1, 2) })
	add(&train, func() ([]score.GoldNames, error) { return readGUM(data + "/ud/en_gum_open-train.conllu") })
	add(&dev[0].texts, func() ([]score.GoldNames, error) { return readBIO(data+"/ner/crossner_politics-dev.txt", 0, 1) })
	add(&dev[1].texts, func() ([]score.GoldNames, error) { return readGUM(data + "/ud/en_gum_open-dev.conllu") })
	for _, folder := range folders {
		var texts []score.GoldNames
		add(&texts, func() ([]score.GoldNames, error) { return readRe3d(data + "/ner/re3d/" + folder) })
		for i, t := range texts {
			if i%5 == 4 {
				dev[2].texts = append(dev[2].texts, t)
			} else {
				train = append(train, t)
			}
		}
	}
	return train, dev, g.err
}

// samples annotates the texts, one of three again in capitals, one of eight as
// a headline.
func (a *annotator) samples(texts []score.GoldNames) []sample {
	var out []sample
	for i, g := range texts {
		out = append(out, a.sample(g))
		if i%3 == 0 {
			out = append(out, a.sample(upper(g)))
		}
		if i%8 == 1 {
			out = append(out, a.sample(headline(g)))
		}
	}
	return out
}

func measure(a *annotator, b *model.Builder, kept []held) error {
	f, err := built(b)
	if err != nil {
		return err
	}
	r, err := name.Load(f)
	if err != nil {
		return err
	}
	for _, h := range kept {
		var s, caps score.NameScore
		for _, g := range h.texts {
			s.Add(&g, a.recognise(r, g))
			caps.Add(&g, a.recognise(r, upper(g)))
		}
		fmt.Printf("%-24s P %.2f R %.2f F1 %.2f (%d)   capitals F1 %.2f\n", h.name, s.Precision(), s.Recall(), s.F1(), s.Gold, caps.F1())
		b.Manifest.Scores[h.name+" F1"] = float64(int(s.F1()*100)) / 100
	}
	return nil
}

var sorts = map[uint8]string{name.BeginPerson: score.SortPerson, name.BeginBody: score.SortBody, name.BeginPlace: score.SortPlace, name.BeginOther: score.SortOther}

func (a *annotator) recognise(r *name.Finder, g score.GoldNames) []score.GoldName {
	doc := a.page(g.Text)
	var out []score.GoldName
	for _, s := range r.Recognise(doc) {
		out = append(out, score.GoldName{Span: doc.SpanOf(s.First, s.Last), Sort: sorts[s.Begin]})
	}
	return out
}

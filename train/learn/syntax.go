package learn

import (
	"fmt"
	"os"
	"path/filepath"

	"dateline/internal/model"
	"dateline/internal/text"
)

// Treebanks names what the language core is trained on and measured with,
// below the folder of training data.
var (
	trainBanks = []string{"ud/en_ewt-train.conllu", "ud/en_gum_open-train.conllu"}
	devBanks   = []string{"ud/en_ewt-dev.conllu", "ud/en_gum_open-dev.conllu"}
	bankNames  = []string{"ewt", "gum"}
)

// TrainBanks reads the training treebanks below dir.
func TrainBanks(dir string) ([]*text.Doc, error) {
	var paths []string
	for _, b := range trainBanks {
		paths = append(paths, filepath.Join(dir, b))
	}
	return Read(paths...)
}

// SyntaxManifest is the manifest of a model trained on the treebanks.
func SyntaxManifest(name string, format int, command string, seed uint64) model.Manifest {
	return model.Manifest{
		Name: name, Format: format, Command: command, Seed: seed,
		Data:     []string{"UD English EWT 2.16, train", "UD English GUM 11, open genres, train", "WordNet 3.0"},
		Licences: []string{"CC BY-SA 4.0", "CC BY 4.0 (annotations); texts CC BY, CC BY-SA, public domain", "WordNet"},
		Scores:   map[string]float64{},
	}
}

// DevScores measures annotate on the development treebanks, as written and in
// capitals, and enters the figures into scores: per cent of UPOS, XPOS, UAS and
// LAS on gold tokens.
func DevScores(dir, prefix string, scores map[string]float64, annotate func(*text.Doc)) error {
	for i, b := range devBanks {
		docs, err := Read(filepath.Join(dir, b))
		if err != nil {
			return err
		}
		for _, caps := range []bool{false, true} {
			name := prefix + bankNames[i]
			if caps {
				name += "-capitals"
			}
			devScore(docs, caps, name, scores, annotate)
		}
	}
	return nil
}

func devScore(docs []*text.Doc, caps bool, name string, scores map[string]float64, annotate func(*text.Doc)) {
	var n, upos, xpos, uas, las int
	for _, gold := range docs {
		if caps {
			gold = Recase(gold, Upper, func(int) bool { return true })
		}
		d := *gold
		d.Tree = text.Tree{}
		annotate(&d)
		n += len(d.Tokens)
		for i := range d.Tags {
			upos += btoi(d.Tags[i].UPOS == gold.Tags[i].UPOS)
			xpos += btoi(d.Tags[i].XPOS == gold.Tags[i].XPOS)
		}
		for i, a := range d.Tree.Arcs {
			uas += btoi(a.Head == gold.Tree.Arcs[i].Head)
			las += btoi(a == gold.Tree.Arcs[i])
		}
		if len(d.Tree.Arcs) == 0 {
			uas = -1
		}
	}
	share := func(k int) float64 { return float64(int(10000*float64(k)/float64(n)+0.5)) / 100 }
	scores[name+" UPOS"], scores[name+" XPOS"] = share(upos), share(xpos)
	if uas >= 0 {
		scores[name+" UAS"], scores[name+" LAS"] = share(uas), share(las)
	}
}

// Write puts a model into the folder of models.
func Write(b *model.Builder, out string) error {
	raw, err := b.Bytes()
	if err != nil {
		return err
	}
	path := filepath.Join(out, b.Manifest.Name)
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n%v\n", path, len(raw), b.Manifest.Scores)
	return nil
}

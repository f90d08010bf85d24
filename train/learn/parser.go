package learn

import (
	"dateline/internal/model"
	"dateline/internal/parse"
	"dateline/internal/text"
)

// ParserOptions are the parser's training parameters.
type ParserOptions struct {
	Folds        int // of the arc models that name arcs while training
	Labels       LabelOptions
	Greedy, Beam StructureOptions
}

// Parser trains the four parts of the parser on documents with jackknifed tags
// and gold trees, two at a time, and gives the sections of its model file.
func Parser(docs []*text.Doc, o ParserOptions, log func(stage string, epoch int)) (*model.Builder, error) {
	all := sites(docs, func(doc int) int { return doc % o.Folds })
	first, arc, err := ArcFolds(all, o.Folds, o.Labels)
	if err != nil {
		return nil, err
	}
	log("arcs", o.Labels.Epochs)
	greedy := make(chan *model.Table)
	go func() { greedy <- Structure(all, first, o.Greedy, func(e int) { log("greedy", e) }) }()
	tree := Trees(all, first, o.Labels)
	log("trees", o.Labels.Epochs)
	beam := Structure(all, first, o.Beam, func(e int) { log("beam", e) })
	var b model.Builder
	b.Add("greedy", model.AppendTable(nil, <-greedy))
	b.Add("beam", model.AppendTable(nil, beam))
	b.Add("arc", model.AppendLinear(nil, int(text.NumRels), arc.Rows(o.Labels.Least)))
	b.Add("tree", model.AppendLinear(nil, int(text.NumRels), tree.Rows(o.Labels.Least)))
	b.Manifest.Name, b.Manifest.Format = parse.ModelName, parse.Format
	return &b, nil
}

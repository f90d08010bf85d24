package learn

import (
	"dateline/internal/model"
	"dateline/internal/parse"
	"dateline/internal/text"
)

// ParserOptions are the parser's training parameters.
type ParserOptions struct {
	Seeds        int // learners of consecutive seeds whose weights are added up
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
	var jobs []func()
	greedy, beam := make([]*Table, o.Seeds), make([]*Table, o.Seeds)
	trees := make([]*Linear, o.Seeds)
	for k := range o.Seeds {
		g, w, l := o.Greedy, o.Beam, o.Labels
		g.Seed, w.Seed, l.Seed = g.Seed+uint64(k), w.Seed+uint64(k), l.Seed+uint64(k)
		jobs = append(jobs,
			func() { beam[k] = Structure(all, first, w, func(e int) { log("beam", e) }) },
			func() { greedy[k] = Structure(all, first, g, func(e int) { log("greedy", e) }) },
			func() { trees[k] = Trees(all, first, l) })
	}
	inParallel(jobs)
	var b model.Builder
	b.Add("greedy", model.AppendTable(nil, Merge(greedy)))
	b.Add("beam", model.AppendTable(nil, Merge(beam)))
	b.Add("arc", model.AppendLinear(nil, int(text.NumRels), Rows([]*Linear{arc}, o.Labels.Least)))
	b.Add("tree", model.AppendLinear(nil, int(text.NumRels), Rows(trees, o.Labels.Least)))
	b.Manifest.Name, b.Manifest.Format = parse.ModelName, parse.Format
	return &b, nil
}

// inParallel runs jobs on two processors; their order does not matter to the
// result.
func inParallel(jobs []func()) {
	todo := make(chan func())
	done := make(chan bool)
	for range 2 {
		go func() {
			for j := range todo {
				j()
			}
			done <- true
		}()
	}
	for _, j := range jobs {
		todo <- j
	}
	close(todo)
	<-done
	<-done
}

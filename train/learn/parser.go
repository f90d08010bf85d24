package learn

import (
	"dateline/internal/model"
	"dateline/internal/parse"
	"dateline/internal/text"
)

// ParserOptions are the parser's training parameters.
type ParserOptions struct {
	Seeds        int // beam learners of consecutive seeds whose weights are added up
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
	var greedy *Table
	var tree *Linear
	beam := make([]*Table, o.Seeds)
	var jobs []func()
	for k := range o.Seeds {
		w := o.Beam
		w.Seed += uint64(k)
		jobs = append(jobs, func() { beam[k] = Structure(all, first, w, func(e int) { log("beam", e) }) })
	}
	jobs = append(jobs,
		func() { greedy = Structure(all, first, o.Greedy, func(e int) { log("greedy", e) }) },
		func() { tree = Trees(all, first, o.Labels) })
	inParallel(jobs)
	var b model.Builder
	b.Add("greedy", model.AppendTable(nil, Merge([]*Table{greedy})))
	b.Add("beam", model.AppendTable(nil, Merge(beam)))
	b.Add("arc", model.AppendLinear(nil, int(text.NumRels), Rows([]*Linear{arc}, o.Labels.Least)))
	b.Add("tree", model.AppendLinear(nil, int(text.NumRels), Rows([]*Linear{tree}, o.Labels.Least)))
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

package learn

import "dateline/internal/text"

// The parameters of the shipped models.
var (
	// TaggerParams train the tagger.
	TaggerParams = TaggerOptions{Epochs: 6, Seed: 1, Seeds: 1, Margin: 1, Least: 2}
	// JackknifeParams train the taggers that tag the parser's training data.
	JackknifeParams = TaggerOptions{Epochs: 5, Seed: 1, Seeds: 1, Margin: 1, Least: 2}
	// ParserParams train the parser.
	ParserParams = ParserOptions{
		Seeds:  3,
		Folds:  4,
		Labels: LabelOptions{Epochs: 6, Seed: 1, Margin: 4, Least: 2},
		Greedy: StructureOptions{Bits: 22, Epochs: 14, Seed: 1, Beam: 1, Explore: 0.9},
		Beam:   StructureOptions{Bits: 22, Epochs: 12, Seed: 1, Beam: 8},
	}
)

// Map gives the parameters by name, for the manifest.
func (o TaggerOptions) Map() map[string]float64 {
	return map[string]float64{"epochs": float64(o.Epochs), "margin": float64(o.Margin), "least": float64(o.Least), "seeds": float64(o.Seeds)}
}

// Map gives the parameters by name, for the manifest.
func (o ParserOptions) Map() map[string]float64 {
	return map[string]float64{
		"seeds": float64(o.Seeds), "folds": float64(o.Folds), "label epochs": float64(o.Labels.Epochs), "label margin": float64(o.Labels.Margin),
		"bits": float64(o.Beam.Bits), "greedy epochs": float64(o.Greedy.Epochs), "explore": o.Greedy.Explore,
		"beam epochs": float64(o.Beam.Epochs), "beam": float64(o.Beam.Beam),
	}
}

// CaseCopies adds to the tagger's data a quarter of the sentences in capitals
// and a few in headline case.
func CaseCopies(docs []*text.Doc) []*text.Doc { return Augment(docs, 0.25, 0.06, 1) }

// FewCaseCopies adds to the parser's data, which hardly looks at case.
func FewCaseCopies(docs []*text.Doc) []*text.Doc { return Augment(docs, 0.15, 0.03, 2) }

package learn

import (
	"fmt"
	"os"

	"dateline/internal/score"
	"dateline/internal/text"
)

// Read loads treebanks in CoNLL-U with their gold layers, one Doc a document.
func Read(paths ...string) ([]*text.Doc, error) {
	var docs []*text.Doc
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, err
		}
		bank, err := score.ReadCoNLLU(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		for i := range bank {
			docs = append(docs, bank[i].Doc())
		}
	}
	return docs, nil
}

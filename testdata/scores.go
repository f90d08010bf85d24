// Package testdata hands the golden file of quality to whoever shows it.
package testdata

import _ "embed"

// Scores is scores.txt: layer, gold, measure and value, apart by tabs.
//
//go:embed scores.txt
var Scores string

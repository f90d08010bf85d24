package name

import (
	_ "embed"
	"strings"
	"sync"

	"dateline"
)

//go:embed kinds.tsv
var kindsTable string

//go:embed metonym.tsv
var metonymTable string

// sortOf is what a word of a name says of the body.
type sortOf struct {
	kind   dateline.NameKind
	sector string
}

var kinds = sync.OnceValue(func() map[string]sortOf {
	m := map[string]sortOf{}
	eachRow(kindsTable, func(c []string) {
		m[c[0]] = sortOf{dateline.NameKind(c[1]), c[2]}
	})
	return m
})

// What a noun tells of a capital's name beside it.
const (
	owned = 1 << iota
	between
)

var actNouns = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	eachRow(metonymTable, func(c []string) {
		switch c[1] {
		case "has":
			m[c[0]] = owned
		case "with":
			m[c[0]] = between
		default:
			m[c[0]] = owned | between
		}
	})
	return m
})

// eachRow calls f on the cells of every line that is no comment.
func eachRow(table string, f func(cells []string)) {
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != '#' {
			f(strings.Split(line, "\t"))
		}
	}
}

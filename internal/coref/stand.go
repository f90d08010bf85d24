package coref

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dateline"
)

// stand says what names a noun may stand for.
type stand struct {
	kinds     []dateline.NameKind
	sentences int
	only      bool // only where one name of the kind is near
}

//go:embed stands.tsv
var standsTable string

// stands is stands.tsv by noun: for one name, and for several.
var stands = sync.OnceValue(func() [2]map[string]stand {
	out := [2]map[string]stand{{}, {}}
	for line := range strings.Lines(standsTable) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(col) != 4 || line[0] == '#' {
			continue
		}
		var s stand
		s.sentences, _ = strconv.Atoi(col[2]) // a test holds every row to it
		for k := range strings.FieldsSeq(col[1]) {
			s.kinds = append(s.kinds, dateline.NameKind(k))
		}
		which := 0
		if col[0] == "several" {
			which = 1
		}
		s.only = col[0] == "only"
		for w := range strings.FieldsSeq(col[3]) {
			out[which][w] = s
		}
	}
	return out
})

func (s stand) has(k dateline.NameKind) bool { return slices.Contains(s.kinds, k) }

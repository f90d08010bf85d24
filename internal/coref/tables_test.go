package coref

import (
	"strings"
	"testing"

	"dateline"
	"dateline/internal/gazetteer"
)

func TestTablesAreWellFormed(t *testing.T) {
	for line := range strings.Lines(wordsTable) {
		col := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' {
			continue
		}
		if len(col) != 3 || strings.Trim(col[1], "spmfnx") != "" && col[1] != "-" || col[2] == "" {
			t.Errorf("words.tsv: %q", line)
		}
	}
	for code := range words().premier {
		if gazetteer.LandByCode(code) == nil {
			t.Errorf("no state %s", code)
		}
	}
	kinds := []dateline.NameKind{dateline.State, dateline.Government, dateline.Organization, dateline.ArmedGroup, dateline.PlaceName}
	for _, m := range stands() {
		for w, s := range m {
			if s.sentences < 1 || s.sentences > 12 || len(s.kinds) == 0 {
				t.Errorf("stands.tsv: %s %+v", w, s)
			}
			for _, k := range s.kinds {
				found := false
				for _, x := range kinds {
					found = found || x == k
				}
				if !found {
					t.Errorf("stands.tsv: %s stands for %q", w, k)
				}
			}
		}
	}
}

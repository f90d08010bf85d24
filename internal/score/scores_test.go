package score

import (
	"os"
	"strings"
	"testing"
)

func TestScores(t *testing.T) {
	s, err := ReadScores(strings.NewReader("# head\nsyntax\tb\tLAS\t80.00\nplaces\ta\tF1\t70.00\n"))
	if err != nil {
		t.Fatal(err)
	}
	moved := s.Set([]Score{{"places", "a", "F1", "70.00"}, {"syntax", "b", "LAS", "81.00"}, {"names", "c", "F1", "60.00"}})
	if len(moved) != 2 || moved[0].Was != "80.00" || moved[1].Was != "" {
		t.Errorf("moved %+v", moved)
	}
	var b strings.Builder
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	if want := "# head\nnames\tc\tF1\t60.00\nplaces\ta\tF1\t70.00\nsyntax\tb\tLAS\t81.00\n"; b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
	for _, bad := range []string{"one\ttwo\n", "a\tb\tc\tmany\n"} {
		if _, err := ReadScores(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// TestGoldenFile holds that the project's own file can be read and stands as
// it would be written.
func TestGoldenFile(t *testing.T) {
	b, err := os.ReadFile("../../testdata/scores.txt")
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadScores(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := s.Write(&out); err != nil {
		t.Fatal(err)
	}
	if out.String() != string(b) {
		t.Error("scores.txt is not in the order in which eval --record writes it")
	}
}

package read

import (
	"strings"
	"testing"

	"dateline"
	"dateline/internal/text"
)

// treesAre says what is wrong with the trees of a page, "" when every sentence
// has one root, every head lies in its sentence, and no token is its own
// ancestor.
func treesAre(d *text.Doc) string {
	for _, s := range d.Sentences {
		roots := 0
		for i := s.First; i < s.Last; i++ {
			h := d.Tree.Head(i)
			if h < 0 {
				roots++
			} else if h < s.First || h >= s.Last {
				return "a head outside the sentence: " + d.Word(i)
			}
			steps := 0
			for k := i; k >= 0; k = d.Tree.Head(k) {
				if steps++; steps > s.Last-s.First {
					return "a circle at " + d.Word(i)
				}
			}
			if (h < 0) != (d.Tree.Rel(i) == text.Root) || d.Tree.Rel(i) == text.NoRel {
				return "a wrong relation at " + d.Word(i)
			}
		}
		if s.Last > s.First && roots != 1 {
			return "not one root: " + d.SpanOf(s.First, s.Last).Of(d.Text)
		}
	}
	return ""
}

func TestTreesAreTrees(t *testing.T) {
	for _, beam := range []int{1, DefaultBeam} {
		r, err := NewBeam(beam)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range append(hardTexts, exampleText(t), strings.ToUpper(exampleText(t))) {
			d := r.Page(&dateline.Dispatch{Text: s})
			if fault := treesAre(d); fault != "" {
				t.Errorf("beam %d: %.60q: %s", beam, s, fault)
			}
			if len(d.Tags) != len(d.Tokens) || len(d.Tree.Arcs) != len(d.Tokens) {
				t.Errorf("beam %d: %.60q: %d tokens, %d tags, %d arcs", beam, s, len(d.Tokens), len(d.Tags), len(d.Tree.Arcs))
			}
		}
	}
}

// hardTexts are what no editor would write and a wire may carry all the same.
var hardTexts = []string{
	"", " \n\n ", "\x00\x00", "\xff\xfe\xfd", "a\u200bb \u202eright to left\u202c", strings.Repeat("a", 20000), strings.Repeat("\"", 5000),
	strings.Repeat("(", 3000) + "x" + strings.Repeat(")", 3000), strings.Repeat("and ", 3000), strings.Repeat("the mayor said that ", 400),
	strings.Repeat(". ", 2000), "no end to this sentence " + strings.Repeat("of the house ", 500), "😀😀 😀",
}

// TestTheSameTreesEachTime: a reader keeps nothing of what it read before.
func TestTheSameTreesEachTime(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	s := exampleText(t)
	first := r.Page(&dateline.Dispatch{Text: s})
	for _, h := range hardTexts {
		r.Page(&dateline.Dispatch{Text: h})
	}
	second := r.Page(&dateline.Dispatch{Text: s})
	for i := range first.Tokens {
		if first.Tags[i] != second.Tags[i] || first.Tree.Arcs[i] != second.Tree.Arcs[i] {
			t.Fatalf("token %d %q: %v %v, then %v %v", i, first.Word(i), first.Tags[i], first.Tree.Arcs[i], second.Tags[i], second.Tree.Arcs[i])
		}
	}
}

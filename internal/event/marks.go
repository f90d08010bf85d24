package event

import (
	"strings"

	"dateline"
)

// A Mark is a party that an example of the lexicon marks: [A the army] for an
// actor, [T ...] for a target, [S ...] for a party of a reciprocal act; [- ...]
// is the word that is no event.
type Mark struct {
	Role byte
	Span dateline.Span // in the text without marks
}

// unmark takes the marks out of an example.
func unmark(example string) (text string, marks []Mark) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(example, "[")
		b.WriteString(before)
		if !ok || len(rest) < 3 {
			return b.String(), marks
		}
		inside, after, _ := strings.Cut(rest, "]")
		from := b.Len()
		b.WriteString(inside[2:])
		marks = append(marks, Mark{rest[0], dateline.Span{Start: from, End: b.Len()}})
		example = after
	}
}

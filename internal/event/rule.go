package event

import (
	"strconv"
	"strings"
)

// RuleText is the line of the lexicon that a rule names ("assault.tsv:12"), ""
// when there is none.
func RuleText(rule string) string {
	file, n, ok := strings.Cut(rule, ":")
	line, err := strconv.Atoi(n)
	if !ok || err != nil || line < 1 {
		return ""
	}
	text, err := files.ReadFile("data/" + file)
	if err != nil {
		return ""
	}
	for s := range strings.Lines(string(text)) {
		if line--; line == 0 {
			return strings.TrimRight(s, "\r\n")
		}
	}
	return ""
}

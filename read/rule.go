package read

import "dateline/internal/event"

// RuleText is the line of a table behind the name of a rule, as events of a
// reading carry it ("assault.tsv:12"); "" where there is none.
func RuleText(rule string) string { return event.RuleText(rule) }

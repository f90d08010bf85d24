package query

import (
	"strings"
)

// Row is what a query is matched against.
type Row interface {
	// Texts are the texts that plain words are looked for in.
	Texts() []string
	// Field gives what the row holds under a field's name.
	Field(name string) Content
}

// Content is what a row holds under a field.
type Content struct {
	Texts     []string // of Text, Word and Flag ("yes") fields
	From, To  string   // of Day fields: first and last day; both "" when not known
	Low, High *float64 // of Number fields
}

// Match tells whether a row answers the query. AsOf is the store's affair.
func Match(q Query, r Row) bool { return match(q.Root, r) }

func match(n Node, r Row) bool {
	switch n := n.(type) {
	case nil:
		return true
	case And:
		for _, c := range n {
			if !match(c, r) {
				return false
			}
		}
		return true
	case Or:
		for _, c := range n {
			if match(c, r) {
				return true
			}
		}
		return false
	case Not:
		return !match(n.Node, r)
	case Words:
		return anyText(n.Pattern, r.Texts())
	case Test:
		return n.holds(r.Field(n.Field.Name))
	}
	return false
}

func anyText(p Pattern, texts []string) bool {
	for _, t := range texts {
		if p.In(fold(t)) {
			return true
		}
	}
	return false
}

func (t Test) holds(c Content) bool {
	switch t.Field.Kind {
	case Text:
		return anyText(t.Value.Pattern, c.Texts)
	case Word:
		return t.word(c.Texts)
	case Flag:
		return (len(c.Texts) > 0 && c.Texts[0] == "yes") == t.Value.Flag
	case Day:
		return t.day(c.From, c.To)
	}
	return t.number(c.Low, c.High)
}

// Begins are the word fields whose values are found by their beginning too.
var begins = map[string]bool{"id": true, "dispatch": true, "cameo": true}

// ByPrefix tells whether the field's values are found by their beginning.
func (f *Field) ByPrefix() bool { return begins[f.Name] }

func (t Test) word(texts []string) bool {
	for _, s := range texts {
		if strings.EqualFold(s, t.Value.Raw) || t.Field.ByPrefix() && len(s) >= len(t.Value.Raw) && strings.EqualFold(s[:len(t.Value.Raw)], t.Value.Raw) {
			return true
		}
	}
	return false
}

// day compares stretches of days: Is asks for an overlap, the others for the
// whole or a part of the row's stretch on the far side.
func (t Test) day(from, to string) bool {
	if from == "" && to == "" {
		return false
	}
	switch t.Op {
	case Less:
		return from != "" && from < t.Value.From
	case AtMost:
		return from != "" && from <= t.Value.To
	case More:
		return to != "" && to > t.Value.To
	case AtLeast:
		return to != "" && to >= t.Value.From
	}
	return (t.Value.To == "" || from <= t.Value.To) && (t.Value.From == "" || to == "" || to >= t.Value.From)
}

func (t Test) number(low, high *float64) bool {
	if low == nil {
		low = high
	}
	if low == nil {
		return false
	}
	n := *low
	switch t.Op {
	case Less:
		return n < t.Value.Low
	case AtMost:
		return n <= t.Value.Low
	case More:
		return n > t.Value.Low
	case AtLeast:
		return n >= t.Value.Low
	}
	return t.Value.Low <= n && n <= t.Value.High
}

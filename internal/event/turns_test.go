package event_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"dateline"
	"dateline/internal/event"
	"dateline/read"
)

// A turn rewrites "A did T ..." so that it is known what the record has to
// change and what not.
type turn struct {
	name   string
	floor  int // of a hundred sentences, how many have to come out right
	status dateline.EventStatus
	write  func(s plain) string
}

var turns = []turn{
	{name: "told", floor: 97, status: dateline.Actual, write: func(s plain) string { return s.actor + " " + past(s.lemma, 0) + " " + s.target + s.rest + "." }},
	{name: "passive", floor: 90, status: dateline.Actual, write: func(s plain) string {
		of := ""
		if rest, ok := strings.CutPrefix(s.rest, " of "); ok && unicode.IsUpper(rune(rest[0])) {
			of, s.rest = s.rest, "" // "the ambassador of Sweden was summoned"
		}
		return capital(s.target) + of + " " + was(s.target) + " " + past(s.lemma, 1) + s.rest + " by " + small(s.actor) + "."
	}},
	{name: "not", floor: 95, status: dateline.Denied, write: func(s plain) string { return s.actor + " did not " + s.lemma + " " + s.target + s.rest + "." }},
	{name: "denies that", floor: 93, status: dateline.Denied, write: func(s plain) string {
		return "Peru denied that " + small(s.actor) + " " + past(s.lemma, 0) + " " + s.target + s.rest + "."
	}},
	{name: "will", floor: 95, status: dateline.Planned, write: func(s plain) string { return s.actor + " will " + s.lemma + " " + s.target + s.rest + "." }},
	{name: "plans to", floor: 84, status: dateline.Planned, write: func(s plain) string {
		return s.actor + " " + map[string]string{"was": "plans", "were": "plan"}[was(s.actor)] + " to " + s.lemma + " " + s.target + s.rest + "."
	}},
	{name: "if", floor: 93, status: dateline.Conditional, write: func(s plain) string {
		return "If Peru refuses, " + small(s.actor) + " will " + s.lemma + " " + s.target + s.rest + "."
	}},
	{name: "which", floor: 86, status: dateline.Actual, write: func(s plain) string {
		return s.actor + map[bool]string{true: ", which ", false: ", who "}[unicode.IsUpper(rune(small(s.actor)[0]))] + past(s.lemma, 0) + " " + s.target + s.rest + ", rejoiced."
	}},
	{name: "it was", floor: 90, status: dateline.Actual, write: func(s plain) string {
		return "It was " + small(s.actor) + " that " + past(s.lemma, 0) + " " + s.target + s.rest + "."
	}},
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// small is a phrase as it stands within a sentence: without a capital, unless
// it is a name.
func small(s string) string {
	for _, w := range []string{"The ", "A ", "An "} {
		if rest, ok := strings.CutPrefix(s, w); ok {
			return strings.ToLower(w) + rest
		}
	}
	if common[s] || strings.HasSuffix(s, "s") && !names[s] {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

var (
	common = map[string]bool{"Police": true, "Gunmen": true}
	names  = map[string]bool{"Honduras": true, "Cyprus": true, "Laos": true, "Netanyahus": true, "Hamas": true, "Kurds": true, "Russian jets": true, "Customs officers": true}
)

func was(s string) string {
	s = strings.ToLower(s)
	if strings.HasSuffix(s, "s") && !names[capital(s)] || common[capital(s)] || strings.HasSuffix(s, "police") || strings.HasSuffix(s, "policemen") || strings.HasSuffix(s, "women") || s == "roma families" || s == "kurds" {
		return "were"
	}
	return "was"
}

// TestTurns turns the plain examples of the lexicon about: what is denied,
// planned or on a condition changes its status, passive and relative clauses
// say the same, and nobody changes sides.
func TestTurns(t *testing.T) {
	r := open(t)
	for _, turn := range turns {
		right, all := 0, 0
		for _, p := range event.Patterns() {
			s, ok := asPlain(&p)
			if !ok {
				continue
			}
			all++
			text := turn.write(s)
			if fault := turned(r, &p, text, turn.status); fault == "" {
				right++
			} else {
				t.Logf("%s %s: %s %s", p.Rule, turn.name, text, fault)
			}
		}
		t.Logf("%s: %d of %d", turn.name, right, all)
		if right*100 < all*turn.floor {
			t.Errorf("%s: %d of %d sentences, fewer than %d %%", turn.name, right, all, turn.floor)
		}
	}
}

// turned reads a sentence and says what is wrong: an event of the line's type
// with its status and the marked parties has to be there.
func turned(r *read.Reader, p *event.Pattern, text string, status dateline.EventStatus) string {
	got := r.Read(&dateline.Dispatch{Text: text})
	saw := "nothing"
	for i := range got.Events {
		e := &got.Events[i]
		if e.Type != p.Type {
			continue
		}
		a, b := p.Example[p.Marks[0].Span.Start:p.Marks[0].Span.End], p.Example[p.Marks[1].Span.Start:p.Marks[1].Span.End]
		switch {
		case e.Status != status:
			saw = string(e.Status)
		case !mentions(got, e.Actors, a) || len(e.Actors) != 1:
			saw = "actors"
		case !mentions(got, e.Targets, b) || len(e.Targets) != 1:
			saw = "targets"
		default:
			return ""
		}
	}
	return "gives " + saw
}

// mentions tells whether one of the names is called by words in a text.
func mentions(r *dateline.Reading, ids []string, words string) bool {
	at := strings.Index(strings.ToLower(r.Dispatch.Text), strings.ToLower(words))
	if at < 0 {
		return false
	}
	sp := dateline.Span{Start: at, End: at + len(words)}
	for i := range r.Names {
		if n := &r.Names[i]; slices.Contains(ids, n.ID) && slices.ContainsFunc(n.Mentions, func(m dateline.Mention) bool { return m.Span.Overlaps(sp) }) {
			return true
		}
	}
	return false
}

// acts tells whether both parties of an example are states or people, who can
// do what the other does; a town cannot.
func acts(r *read.Reader, text string, marks []event.Mark) bool {
	got := r.Read(&dateline.Dispatch{Text: text})
	n := 0
	for i := range got.Names {
		for _, m := range got.Names[i].Mentions {
			for _, x := range marks {
				if k := got.Names[i].Kind; m.Span == x.Span && (k == dateline.State || k == dateline.Person) {
					n++
				}
			}
		}
	}
	return n >= 2
}

// TestExchange: where both parties are names, exchanging them exchanges them
// in the record and changes nothing else.
func TestExchange(t *testing.T) {
	r := open(t)
	right, all := 0, 0
	isName := func(s string) bool { return unicode.IsUpper(rune(s[0])) && !strings.Contains(s, " ") && small(s) == s }
	for _, p := range event.Patterns() {
		if p.Stop || len(p.Marks) != 2 || p.Marks[0].Role == 'S' || p.Marks[0].Role == p.Marks[1].Role {
			continue
		}
		a, b := p.Marks[0].Span, p.Marks[1].Span
		x, y := p.Example[a.Start:a.End], p.Example[b.Start:b.End]
		if !isName(x) || !isName(y) {
			continue
		}
		if !acts(r, p.Example, p.Marks) {
			continue
		}
		all++
		other := p.Example[:a.Start] + y + p.Example[a.End:b.Start] + x + p.Example[b.End:]
		shift := len(y) - len(x)
		marks := []event.Mark{{Role: p.Marks[0].Role, Span: dateline.Span{Start: a.Start, End: a.Start + len(y)}},
			{Role: p.Marks[1].Role, Span: dateline.Span{Start: b.Start + shift, End: b.Start + shift + len(x)}}}
		if fault := reads(r, &p, other, marks, true); fault != "" {
			t.Logf("%s %s: %s", p.Rule, other, fault)
			continue
		}
		right++
	}
	t.Logf("%d of %d", right, all)
	if right*100 < all*95 {
		t.Errorf("%d of %d sentences keep their event when the parties change places, fewer than 95 %%", right, all)
	}
}

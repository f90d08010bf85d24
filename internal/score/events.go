package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"dateline"
)

// GoldEvent is what a coder says of one sentence: its text and the acts in it.
type GoldEvent struct {
	Text string
	Acts []GoldAct // none where the sentence holds no event, every act once
	Said []GoldAct // statements (CAMEO 01), which the record does not keep as events

	Source, Target string // the words of the parties, in plv tables alone
	Root           string // type of the act, in plv tables alone
}

// ReadPLV reads a table of sentences with source, target and root type. Root
// YIELD stands for PLOVER's CONCEDE and RETREAT together.
func ReadPLV(r io.Reader) ([]GoldEvent, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	var out []GoldEvent
	for n := 0; in.Scan(); n++ {
		c := strings.Split(in.Text(), "\t")
		if n == 0 && c[0] == "sentence" {
			continue
		}
		if len(c) < 5 {
			return nil, fmt.Errorf("line %d: %d columns", n+1, len(c))
		}
		out = append(out, GoldEvent{Text: c[0], Source: c[2], Target: c[3], Root: c[4]})
	}
	return out, in.Err()
}

// EventScore gathers how events fit sentences coded by hand.
type EventScore struct {
	Sentences              int
	Events                 int
	Root                   int   // sentences with an event of the gold root
	Full                   int   // and with its source and target
	RootIntent, FullIntent int   // the same where a type by intent counts too
	Acts                   Count // acts as a coder writes them
	Bare                   Count // acts by type, in whatever status, those without a second party too
}

// AddPLV scores the events of one sentence against its root, source and target.
// A party is right where a mention of it in the text overlaps the gold's words.
// It tells whether root, and root with both parties, are right by own type;
// the score keeps beside them what is right when a type by intent counts too.
func (s *EventScore) AddPLV(g *GoldEvent, r *dateline.Reading) (root, full bool) {
	s.Sentences++
	s.Events += len(r.Events)
	var rootIntent, fullIntent bool
	for i := range r.Events {
		e := &r.Events[i]
		own := rootFits(e.Type, g.Root)
		if !own && !rootFits(IntentOf(e), g.Root) {
			continue
		}
		source, target := saysOneOf(r, e.Actors, g.Text, g.Source), saysOneOf(r, e.Targets, g.Text, g.Target)
		if e.Symmetric {
			target = target || saysOneOf(r, e.Actors, g.Text, g.Target)
		}
		rootIntent, fullIntent = true, fullIntent || source && target
		root, full = root || own, full || own && source && target
	}
	s.Root += one(root)
	s.Full += one(full)
	s.RootIntent += one(rootIntent)
	s.FullIntent += one(fullIntent)
	return root, full
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// IntentOf is the type under which PLOVER's codebook files an act that is only
// intended or withheld, which the record keeps under the act's own type with
// its status: help, talks or concessions to come are AGREE, force to come is
// THREATEN, and cooperation denied is REJECT. "" for acts that happen.
func IntentOf(e *dateline.Event) dateline.EventType {
	friendly := false
	switch e.Type {
	case dateline.Consult, dateline.Aid, dateline.Cooperate, dateline.Support, dateline.Retreat, dateline.Concede, dateline.Agree:
		friendly = true
	case dateline.Assault, dateline.Coerce, dateline.Sanction:
	default:
		return ""
	}
	switch {
	case e.Status == dateline.Denied && friendly:
		return dateline.Reject
	case e.Status == dateline.Planned && friendly && e.Type != dateline.Agree:
		return dateline.Agree
	case e.Status == dateline.Planned && !friendly:
		return dateline.Threaten
	}
	return ""
}

func rootFits(t dateline.EventType, gold string) bool {
	if gold == "YIELD" {
		return t == dateline.Concede || t == dateline.Retreat
	}
	return string(t) == gold
}

// saysOneOf tells whether a mention of one of the names overlaps a stretch
// where the gold's words stand.
func saysOneOf(r *dateline.Reading, ids []string, text, words string) bool {
	words = strings.TrimSpace(words)
	var at []dateline.Span
	for from := 0; words != ""; {
		k := strings.Index(text[from:], words)
		if k < 0 {
			break
		}
		at = append(at, dateline.Span{Start: from + k, End: from + k + len(words)})
		from += k + len(words)
	}
	for i := range r.Names {
		n := &r.Names[i]
		if !contains(ids, n.ID) {
			continue
		}
		for _, m := range n.Mentions {
			for _, a := range at {
				if m.Span.Overlaps(a) {
					return true
				}
			}
		}
	}
	return false
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// GoldFact is a sentence in tokens with how sure readers were that its events
// happened, from -3 to 3 (UDS-IH2: White et al. 2016, Rudinger et al. 2018).
type GoldFact struct {
	Words []string
	At    []int
	Label []float64
}

// ReadFacts reads UDS-IH2 in lines of JSON.
func ReadFacts(r io.Reader) ([]GoldFact, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<22)
	var out []GoldFact
	for in.Scan() {
		var v struct {
			Text    string `json:"text"`
			Targets []struct {
				Span  []int   `json:"span1"`
				Label float64 `json:"label"`
			} `json:"targets"`
		}
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			return nil, err
		}
		g := GoldFact{Words: strings.Fields(v.Text)}
		for _, t := range v.Targets {
			if len(t.Span) == 2 && t.Span[0] >= 0 && t.Span[0] < len(g.Words) {
				g.At, g.Label = append(g.At, t.Span[0]), append(g.Label, t.Label)
			}
		}
		out = append(out, g)
	}
	return out, in.Err()
}

// Happened is a class of factuality.
type Happened int

// Classes: what did not happen, what is uncertain, what happened.
const (
	DidNot Happened = iota
	Uncertain
	Did
)

// HappenedOf is the class of a label: the thirds of the scale from -3 to 3. On
// that scale, to which Stanovsky et al. (2017) and Rudinger et al. (2018) bring
// the corpora of factuality, 3 is certain, 2 probable, 1 possible and 0 unknown.
func HappenedOf(label float64) Happened {
	switch {
	case label <= -1:
		return DidNot
	case label < 1:
		return Uncertain
	}
	return Did
}

// HappenedAs is the class of a status. The corpus asks whether something did
// happen: what is planned, wished for or hangs on a condition did not.
func HappenedAs(s dateline.EventStatus) Happened {
	switch s {
	case dateline.Actual, dateline.Ongoing:
		return Did
	}
	return DidNot
}

// HappenedBy is the class of the greatest of the chances that it did not
// happen, that it is uncertain, and that it did.
func HappenedBy(p [3]float64) Happened {
	best := Did
	for c, x := range p {
		if x > p[best] {
			best = Happened(c)
		}
	}
	return best
}

// FactScore is the table of gold class by found class.
type FactScore struct{ Table [3][3]int }

// Add counts one token.
func (s *FactScore) Add(gold, found Happened) { s.Table[gold][found]++ }

// Class is precision, recall and F1 of one class.
func (s *FactScore) Class(c Happened) Count {
	var n Count
	n.Right = s.Table[c][c]
	for k := range 3 {
		n.Gold += s.Table[c][k]
		n.Found += s.Table[k][c]
	}
	return n
}

// MacroF1 is the mean F1 of the three classes in per cent.
func (s *FactScore) MacroF1() float64 {
	return (s.Class(DidNot).F1() + s.Class(Uncertain).F1() + s.Class(Did).F1()) / 3
}

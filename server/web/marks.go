package web

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// mark is a stretch of a text that something was found in, in code points.
type mark struct {
	kind       string // class of the underline
	id         string // id of the value within its reading
	start, end int
}

// Piece is a stretch of text under one set of marks.
type Piece struct {
	Text    string
	Class   string // classes of the marks that cover it
	IDs     string // ids of the values that cover it, apart by blanks
	Anchors []string
	Point   string // "U+202E" when the piece is one unseen code point
	Gap     bool   // the blank lines between paragraphs
}

// maxCover is how many values one piece names; more cover it only where a
// text was made to.
const maxCover = 8

// sweep walks over marks in the order of their starts.
type sweep struct {
	marks  []mark // by start
	next   int
	active []mark
}

func newSweep(marks []mark, length int) *sweep {
	kept := marks[:0:0]
	for _, m := range marks {
		m.start, m.end = max(m.start, 0), min(m.end, length)
		if m.start < m.end {
			kept = append(kept, m)
		}
	}
	slices.SortStableFunc(kept, func(a, b mark) int { return a.start - b.start })
	return &sweep{marks: kept}
}

// enter takes in the marks that start at or before i, gives the ids of those
// that start there, and drops those that have ended.
func (s *sweep) enter(i int) (anchors []string) {
	s.active = slices.DeleteFunc(s.active, func(m mark) bool { return m.end <= i })
	for s.next < len(s.marks) && s.marks[s.next].start <= i {
		m := s.marks[s.next]
		s.next++
		if m.end > i {
			s.active = append(s.active, m)
		}
		anchors = append(anchors, m.id)
	}
	return anchors
}

// until is where the next piece must end: at the next start or end of a mark.
func (s *sweep) until(end int) int {
	if s.next < len(s.marks) {
		end = min(end, s.marks[s.next].start)
	}
	for _, m := range s.active {
		end = min(end, m.end)
	}
	return end
}

// cover names the kinds and ids of what is active.
func (s *sweep) cover() (class, ids string) {
	var kinds, list []string
	for _, m := range s.active {
		if !slices.Contains(kinds, m.kind) {
			kinds = append(kinds, m.kind)
		}
		if len(list) < maxCover && m.id != "" && !slices.Contains(list, m.id) {
			list = append(list, m.id)
		}
	}
	if len(kinds) == 0 {
		return "", ""
	}
	slices.Sort(kinds)
	return "m m-" + strings.Join(kinds, " m-"), strings.Join(list, " ")
}

// pieces cuts text[from:to] at the marks' boundaries and around code points
// that nobody would see. Joined, the pieces are the text, unaltered.
func (s *sweep) pieces(text []rune, from, to int, seen map[string]bool) []Piece {
	var out []Piece
	for i := from; i < to; {
		anchors := s.enter(i)
		end := s.until(to)
		class, ids := s.cover()
		for _, p := range apart(text[i:end]) {
			p.Class, p.IDs = class, ids
			for _, a := range anchors {
				if a != "" && !seen[a] {
					seen[a] = true
					p.Anchors = append(p.Anchors, a)
				}
			}
			anchors = nil
			out = append(out, p)
		}
		i = end
	}
	return out
}

// apart sets unseen code points apart.
func apart(text []rune) []Piece {
	var out []Piece
	last := 0
	for i, r := range text {
		if !unseen(r) {
			continue
		}
		if i > last {
			out = append(out, Piece{Text: string(text[last:i])})
		}
		out = append(out, Piece{Text: string(r), Point: fmt.Sprintf("U+%04X", r)})
		last = i + 1
	}
	if last < len(text) {
		out = append(out, Piece{Text: string(text[last:])})
	}
	return out
}

// marksOf gathers what was found in a reading whose spans are exported.
func marksOf(r *dateline.Reading) []mark {
	var out []mark
	add := func(kind, id string, spans ...dateline.Span) {
		for _, s := range spans {
			out = append(out, mark{kind, id, s.Start, s.End})
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		add("statement", s.ID, s.Content...)
	}
	for i := range r.Events {
		add("event", r.Events[i].ID, r.Events[i].Trigger)
	}
	for i := range r.Figures {
		add("figure", r.Figures[i].ID, r.Figures[i].Evidence...)
	}
	for i := range r.Names {
		for _, m := range r.Names[i].Mentions {
			if m.Form != dateline.FormPronoun {
				add("name", r.Names[i].ID, m.Span)
			}
		}
	}
	for i := range r.Dates {
		add("date", r.Dates[i].ID, r.Dates[i].Span)
	}
	for i := range r.Places {
		add("place", r.Places[i].ID, r.Places[i].Span)
	}
	return out
}

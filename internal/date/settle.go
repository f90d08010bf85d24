package date

import (
	"time"

	"dateline/internal/text"
)

// settle places an expression in the calendar; fixed is false where a year is
// needed and nothing gives it.
func (f *resolver) settle(e expr) (w when, fixed bool) {
	w = e.w
	if e.quarter && f.last.grain == 'Q' {
		return when{grain: 'Q', y: w.y, n: f.last.n}, true
	}
	if e.shape == absolute && w.grain != 'D' || w.y > 0 {
		return w, true
	}
	if !f.known {
		return w, false
	}
	switch e.shape {
	case absolute, monthOf:
		w.y = f.nearestYear(w, e)
	case weekdayOf:
		w = fromTime(f.weekday(e))
	case dayOf:
		w = fromTime(f.ref.AddDate(0, 0, e.n))
		if e.w.grain == 'P' {
			w.grain, w.s = 'P', e.w.s
		}
	case timeOf:
		day := fromTime(f.ref)
		w.y, w.m, w.d = day.y, day.m, day.d
	case seasonOf:
		w.y = f.seasonYear(w, e)
	case quarterOf:
		w.y = f.quarterYear(w, e)
	case holiday:
		return f.holiday(e)
	}
	return w, true
}

// nearestYear completes a month, or a month and day: by "last" or "next", by
// the tense of the clause, else the nearest in news: the past, unless the date
// lies shortly ahead.
func (f *resolver) nearestYear(w when, e expr) int {
	y := f.ref.Year()
	at := func(y int) int {
		day := max(w.d, 1)
		if w.grain == 'M' {
			day = f.ref.Day()
		}
		return int(time.Date(y, time.Month(w.m), day, 0, 0, 0, 0, time.UTC).Sub(f.ref).Hours() / 24)
	}
	ahead := at(y) // days from the reference day, negative in the past
	same := w.grain == 'M' && w.m == int(f.ref.Month())
	switch {
	case e.dir < 0 && ahead >= 0 && !(same && w.d > 0):
		return y - 1
	case e.dir < 0:
		return y
	case e.dir > 0 && ahead <= 0:
		return y + 1
	case e.dir > 0:
		return y
	}
	switch tense := f.tense(e.first); {
	case tense < 0 && ahead > 31, tense == 0 && ahead > 100, ahead > 250:
		return y - 1
	case tense > 0 && ahead < -31, ahead < -330, tense >= 0 && ahead < -300:
		return y + 1
	}
	return y
}

// weekday finds the day a weekday means.
func (f *resolver) weekday(e expr) time.Time {
	back := (isoWeekday(f.ref) - e.n + 7) % 7 // days since the last such day
	past, next := f.ref.AddDate(0, 0, -back), f.ref.AddDate(0, 0, (7-back)%7)
	switch {
	case e.dir < 0 && back == 0:
		return f.ref.AddDate(0, 0, -7)
	case e.dir < 0:
		return past
	case e.dir > 0 && back == 0:
		return f.ref.AddDate(0, 0, 7)
	case e.dir > 0:
		return next
	case e.rule == "last or next": // this Monday
		if f.tense(e.first) < 0 {
			return past
		}
		return next
	case f.tense(e.first) > 0:
		return next
	}
	return past
}

func (f *resolver) seasonYear(w when, e expr) int {
	y, m := f.ref.Year(), int(f.ref.Month())
	start := seasonMonth[w.s]
	switch {
	case e.dir < 0 && start+2 >= m:
		return y - 1
	case e.dir > 0 && start <= m:
		return y + 1
	case e.dir == 0 && e.rule != "last or next" && start > m && f.tense(e.first) <= 0:
		return y - 1
	}
	return y
}

func (f *resolver) quarterYear(w when, e expr) int {
	y := f.ref.Year()
	if e.n == 1 {
		return y + e.dir
	}
	now := (int(f.ref.Month()) + 2) / 3
	if w.grain == 'H' {
		now = (int(f.ref.Month()) + 5) / 6
	}
	if f.last.grain == 'Y' && f.last.y > 0 && f.last.y != y && f.sameSentence(e.first) {
		return f.last.y
	}
	if w.n > now && f.tense(e.first) <= 0 {
		return y - 1
	}
	return y
}

// sameSentence reports whether the last date stands in the sentence of token
// i.
func (f *resolver) sameSentence(i int) bool {
	if len(f.out) == 0 {
		return false
	}
	s := f.g.d.SentenceAt(i)
	return s >= 0 && f.out[len(f.out)-1].Span.Start >= int(f.g.d.Tokens[f.g.d.Sentences[s].First].Start)
}

func (f *resolver) holiday(e expr) (when, bool) {
	var best time.Time
	for y := f.ref.Year() - 1; y <= f.ref.Year()+1; y++ {
		t, ok := dayOfRule(e.ref, y)
		if !ok {
			return e.w, false
		}
		t = t.AddDate(0, 0, e.n)
		gap := func(t time.Time) time.Duration { return t.Sub(f.ref).Abs() }
		if best.IsZero() || gap(t) < gap(best) {
			best = t
		}
	}
	return fromTime(best), true
}

// tense of the clause around token i: -1 past, +1 future, 0 not known. A
// future is "will", "shall", "would", an infinitive or a word of plans.
func (f *resolver) tense(i int) int {
	d := f.g.d
	if i >= len(d.Tree.Arcs) || i >= len(d.Tags) {
		return 0
	}
	for k, steps := i, 0; k >= 0 && steps < 8; k, steps = d.Tree.Head(k), steps+1 {
		if u := d.Tags[k].UPOS; u != text.VERB && u != text.AUX {
			if t := f.nounPlan(k); t != 0 {
				return t
			}
			if d.Tree.Child(k, text.Cop) < 0 {
				continue
			}
		}
		return f.verbTense(k)
	}
	return 0
}

func (f *resolver) nounPlan(k int) int {
	switch f.g.word(k) {
	case "deadline", "election", "elections", "scheduled", "due":
		if f.g.word(k) == "scheduled" || f.g.word(k) == "due" {
			return 1
		}
	}
	return 0
}

func (f *resolver) verbTense(k int) int {
	d := f.g.d
	past := d.Tags[k].XPOS == text.VBD
	for c := range d.Tree.Children(k) {
		switch d.Tree.Rel(c) {
		case text.Aux, text.AuxPass, text.Cop:
			switch f.g.word(c) {
			case "will", "wo", "'ll", "shall", "would", "may", "might", "could", "should", "must":
				return 1
			case "was", "were", "had", "did", "been", "has", "have":
				past = true
			}
		case text.Mark:
			if f.g.word(c) == "to" {
				return 1
			}
		}
	}
	switch w := f.g.word(k); {
	case w == "scheduled" || w == "due" || w == "expected" || w == "planned" || w == "slated":
		return 1
	case past:
		return -1
	case d.Tags[k].XPOS == text.VBZ || d.Tags[k].XPOS == text.VBP:
		return 0
	case d.Tags[k].XPOS == text.VBG && d.Tree.Rel(k) != text.Root && d.Tree.Head(k) >= 0:
		return 0
	}
	return 0
}

// lowered is a form in ASCII lower case.
func lowered(s string) string {
	for i := 0; i < len(s); i++ {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}

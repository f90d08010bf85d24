package header

import (
	"time"

	"dateline"
)

// Moment is a date, a time of day or both, as a stamp gives it.
type Moment struct {
	Updated bool // of the last change, not of the first publication
	Date    Date
	Clocks  []Clock // the same time of day, by one or more clocks
}

// stamp is a run of dates and times with the words that open it.
type stamp struct {
	moments []Moment
	end     int            // after the last date, time or zone
	cued    bool           // opens with "Updated", "Published on" ...
	pending *time.Location // a zone named before its clock
	leads   bool           // zones stand before their clocks ("KSA 16:06 - GMT 13:06")
}

// scanStamp reads the longest run of cue words, dates, times of day and zones
// at s[i:], which must not run over the end of its line. ok is false when
// there is no date and no time in it.
func scanStamp(s string, i int) (st stamp, ok bool) {
	start, updated, open := i, false, true
	for i < min(len(s), start+reach) && s[i] != '\n' {
		if j := filler(s, i); j > i {
			i = j
			continue
		}
		if ph, n := words().cues.at(s[i:]); n > 0 && i+n < len(s) && (open || ph.value == "updated") {
			st.cued = st.cued || i == start
			updated, open, i = ph.value == "updated", false, i+n
			st.pending = nil
			continue
		}
		j := st.item(s, i, updated)
		if j == i {
			break
		}
		open = true
		i, st.end = j, j
	}
	return st, len(st.moments) > 0
}

// filler skips what may stand between the parts of a stamp.
func filler(s string, i int) int {
	switch s[i] {
	case ' ', '\t', '\r', ':', ',', ';', '(', ')', '|', '-', '/', '[', ']', '.':
		if (s[i] == '-') && i+1 < len(s) && isDigit(s[i+1]) {
			return i // an offset or a date
		}
		return i + 1
	}
	for _, w := range [...]string{"at", "on", "of", "the", "@"} {
		if n := opens(s[i:], w); n > 0 {
			return i + n
		}
	}
	for _, w := range [...]string{"–", "—", "•", "·", "\u00a0"} {
		if len(s)-i >= len(w) && s[i:i+len(w)] == w {
			return i + len(w)
		}
	}
	return i
}

// item reads one date, clock or zone into the last moment, or into a new one
// where the last is complete.
func (st *stamp) item(s string, i int, updated bool) int {
	if d, end, ok := date(s, i); ok {
		end = st.joined(s, end)
		m := st.moment(updated, func(m *Moment) bool { return m.Date == Date{} || m.Date == d })
		m.Date = d
		return end
	}
	if w, end := weekday(s, i); w != 0 {
		m := st.moment(updated, func(m *Moment) bool { return m.Date.Weekday == 0 })
		m.Date.Weekday = w
		return end
	}
	if c, end, ok := clock(s, i, true); ok {
		m := st.moment(updated, func(m *Moment) bool { return len(m.Clocks) < 2 || !sameZone(m.Clocks, st.pending) })
		c.Zone, st.leads, st.pending = st.pending, st.pending != nil, nil
		m.Clocks = append(m.Clocks, c)
		return end
	}
	if loc, end, ok := zone(s, i); ok {
		if c := st.lastClock(); c != nil && c.Zone == nil && !st.leads {
			c.Zone = loc
		} else {
			st.pending = loc
		}
		return end
	}
	return i
}

// joined skips the T of "2014-09-03T13:11".
func (st *stamp) joined(s string, i int) int {
	if i+1 < len(s) && s[i] == 'T' && isDigit(s[i+1]) {
		return i + 1
	}
	return i
}

// moment gives the last moment where it has room and is of the same role,
// else a new one.
func (st *stamp) moment(updated bool, room func(*Moment) bool) *Moment {
	if n := len(st.moments); n > 0 {
		if m := &st.moments[n-1]; m.Updated == updated && room(m) {
			return m
		}
	}
	st.moments = append(st.moments, Moment{Updated: updated})
	return &st.moments[len(st.moments)-1]
}

func (st *stamp) lastClock() *Clock {
	if n := len(st.moments); n > 0 {
		if c := st.moments[n-1].Clocks; len(c) > 0 {
			return &c[len(c)-1]
		}
	}
	return nil
}

// sameZone tells whether one of the clocks already tells the time of a zone:
// then a further time is of another moment.
func sameZone(clocks []Clock, loc *time.Location) bool {
	for _, c := range clocks {
		if c.Zone == loc {
			return true
		}
	}
	return false
}

// complete gives the moment with the parts of its date that it lacks taken
// from d.
func (m Moment) complete(d Date) Date {
	out := m.Date
	if out.Month == 0 {
		out.Month, out.Day = d.Month, d.Day
	}
	if out.Year == 0 {
		out.Year = d.Year
	}
	return out
}

// Instant gives the instant of the moment, its date completed from day where
// it lacks parts, with the offset that its zone had on that day. A moment
// without a time of day is the midnight of its date in UTC. nil when the date
// stays open or a time of day has no zone; doubt says what does not fit.
func (m Moment) Instant(day Date) (t *time.Time, doubt dateline.Doubt) {
	d := m.complete(day)
	if !d.Full() {
		return nil, ""
	}
	if !d.Exists() {
		return nil, dateline.DoubtImpossibleDate
	}
	if len(m.Clocks) == 0 {
		at := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
		return &at, fits(d)
	}
	t, doubt = instant(d, m.Clocks)
	if doubt == "" {
		doubt = fits(d)
	}
	return t, doubt
}

func fits(d Date) dateline.Doubt {
	switch {
	case d.Ambiguous:
		return dateline.DoubtAmbiguousDate
	case !d.Fits():
		return dateline.DoubtConflictingDate
	}
	return ""
}

// instant sets clocks on a day. A clock without a zone beside one with a zone
// tells the local time: the difference is its offset.
func instant(d Date, clocks []Clock) (*time.Time, dateline.Doubt) {
	var first *time.Time
	for _, c := range clocks {
		if c.Zone == nil {
			continue
		}
		at := time.Date(d.Year, time.Month(d.Month), d.Day, c.Hour, c.Minute, c.Second, 0, c.Zone)
		if first == nil {
			first = &at
		} else if apart := at.Sub(*first); apart%(24*time.Hour) != 0 {
			return first, dateline.DoubtConflictingDate
		}
	}
	if first == nil {
		return nil, ""
	}
	if clocks[0].Zone == nil {
		return local(d, clocks[0], *first)
	}
	return first, ""
}

// local gives the instant by a clock whose offset follows from known, the
// same instant by another clock.
func local(d Date, c Clock, known time.Time) (*time.Time, dateline.Doubt) {
	bare := time.Date(d.Year, time.Month(d.Month), d.Day, c.Hour, c.Minute, c.Second, 0, time.UTC)
	ahead := bare.Sub(known)
	for ahead > 14*time.Hour {
		ahead -= 24 * time.Hour
	}
	for ahead <= -12*time.Hour {
		ahead += 24 * time.Hour
	}
	if ahead%(15*time.Minute) != 0 {
		return &known, dateline.DoubtConflictingDate
	}
	at := time.Date(d.Year, time.Month(d.Month), d.Day, c.Hour, c.Minute, c.Second, 0, time.FixedZone("", int(ahead/time.Second)))
	return &at, ""
}

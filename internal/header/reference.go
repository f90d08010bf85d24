package header

import (
	"time"

	"dateline"
	"dateline/internal/gazetteer"
)

// outlet tells whether a name is an outlet's.
func outlet(name string) bool { return gazetteer.OutletByName(name) != nil }

// Years gives the years in which a day and month fell on a weekday and the
// persons named in the text held the offices it gives them.
type Years func(month, day int, weekday *time.Weekday) []int

// Reference works out the day from which relative dates count. In this order
// it rests on what was given beside the text, a full date in a stamp, a full
// date in the dateline, and the weekday in the report's first lines together
// with the offices of the persons named. doubt says why it stays open.
func (h *Header) Reference(d *dateline.Dispatch, given *time.Time, years Years) (ref dateline.Reference, doubt dateline.Doubt) {
	if given != nil {
		return dateline.Reference{Date: given.Format(time.DateOnly), Basis: dateline.BasisGiven}, h.disagrees(*given)
	}
	if m := h.stamped(); m != nil {
		return dateline.Reference{Date: m.Date.String(), Basis: dateline.BasisStamp}, fits(m.Date)
	}
	none := dateline.Reference{Basis: dateline.BasisNone}
	day := h.day()
	switch {
	case day.String() != "":
		return dateline.Reference{Date: day.String(), Basis: dateline.BasisDateline}, fits(day)
	case day.Month == 0:
		return none, dateline.DoubtNoReference
	case !day.Exists():
		return none, dateline.DoubtImpossibleDate
	}
	var on *time.Weekday
	if w := h.weekday(d.Text, day); w != 0 {
		wd := time.Weekday(w % 7)
		on = &wd
	}
	if years != nil {
		if fit := years(day.Month, day.Day, on); len(fit) == 1 {
			day.Year = fit[0]
			return dateline.Reference{Date: day.String(), Basis: dateline.BasisWeekdayOffice}, ""
		} else if len(fit) > 1 {
			return none, dateline.DoubtAmbiguousDate
		}
	}
	return none, dateline.DoubtNoReference
}

// stamped is the moment that dates the dispatch: of its publication, else of
// its last change; nil when no stamp has a full date.
func (h *Header) stamped() *Moment {
	var out *Moment
	for i := range h.Moments {
		m := &h.Moments[i]
		if m.Date.String() == "" || m.Date.Ambiguous {
			continue
		}
		if out == nil || out.Updated && !m.Updated {
			out = m
		}
	}
	return out
}

// day is the dateline's date, else the first one of a stamp.
func (h *Header) day() Date {
	if h.Dateline != nil && h.Dateline.Date.Month != 0 {
		return h.Dateline.Date
	}
	for _, m := range h.Moments {
		if m.Date.Month != 0 && !m.Date.Ambiguous {
			return m.Date
		}
	}
	return Date{}
}

// disagrees tells of a given date more than three days from the dateline's.
func (h *Header) disagrees(given time.Time) dateline.Doubt {
	day := h.day()
	if day.Month == 0 || !day.Exists() {
		return ""
	}
	if day.Year == 0 {
		day.Year = nearest(given, day)
	}
	at := time.Date(day.Year, time.Month(day.Month), day.Day, 0, 0, 0, 0, time.UTC)
	apart := given.Sub(at)
	if apart < -72*time.Hour || apart > 96*time.Hour {
		return dateline.DoubtConflictingDate
	}
	return ""
}

// nearest is the year that puts a day closest to t.
func nearest(t time.Time, day Date) int {
	best, least := t.Year(), time.Duration(1<<62)
	for y := t.Year() - 1; y <= t.Year()+1; y++ {
		apart := t.Sub(time.Date(y, time.Month(day.Month), day.Day, 12, 0, 0, 0, time.UTC)).Abs()
		if apart < least {
			best, least = y, apart
		}
	}
	return best
}

// Day is the dateline's or stamp's day with the year that the reference
// gives it; the zero date when there is none.
func (h *Header) Day(ref dateline.Reference) Date {
	day := h.day()
	t, err := time.Parse(time.DateOnly, ref.Date)
	if err != nil {
		return day
	}
	if day.Month == 0 {
		return Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
	}
	if day.Year == 0 {
		day.Year = nearest(t, day)
	}
	return day
}

// Times are the instants of publication and last change that the stamps give.
func (h *Header) Times(ref dateline.Reference) (published, updated *time.Time, doubt dateline.Doubt) {
	day := h.Day(ref)
	for _, m := range h.Moments {
		t, why := m.Instant(day)
		if why == "" {
			why = h.strange(m, t)
		}
		if doubt == "" {
			doubt = why
		}
		switch {
		case t == nil:
		case m.Updated && updated == nil:
			updated = t
		case !m.Updated && published == nil:
			published = t
		}
	}
	return published, updated, doubt
}

// strange tells of a local time whose offset, worked out from another clock,
// is not that of the place of the dateline ("00:55 (0355 GMT)" from Kiev).
func (h *Header) strange(m Moment, t *time.Time) dateline.Doubt {
	if t == nil || h.Dateline == nil || h.Dateline.place == nil || len(m.Clocks) < 2 || m.Clocks[0].Zone != nil {
		return ""
	}
	_, said := t.Zone()
	_, there := t.In(h.Dateline.place).Zone()
	if said != there {
		return dateline.DoubtConflictingDate
	}
	return ""
}

// weekday finds the weekday that the report's first lines give for the day of
// the dispatch: 1 Monday to 7 Sunday, 0 when none does. Weekdays of other
// days ("next Monday", "until Friday", "late on Tuesday") do not count.
func (h *Header) weekday(s string, day Date) int {
	if day.Weekday != 0 {
		return day.Weekday
	}
	start := h.Lead.Start
	for i := start; i < h.Lead.End; i++ {
		if i > start && isWordByte(s[i-1]) || !capital(s, i) {
			continue
		}
		if w, end := weekday(s, i); w != 0 && end-i > 5 && !(end < len(s) && isWordByte(s[end])) && !h.other(s[start:i], s[end:]) {
			return w
		}
	}
	return 0
}

// other tells from the words before and after a weekday that it is not the
// day of the dispatch.
func (h *Header) other(before, after string) bool {
	last, rest := lastWord(before)
	if last == "on" {
		last, _ = lastWord(rest)
	}
	if words().is("otherday", last) {
		return true
	}
	next := word(after, skipSpace(after, 0))
	return words().is("afterday", next)
}

// lastWord gives the last word of s in small letters and what stands before
// it.
func lastWord(s string) (w, rest string) {
	end := len(s)
	for end > 0 && isSpace(s[end-1]) {
		end--
	}
	i := end
	for i > 0 && isWordByte(s[i-1]) {
		i--
	}
	b := []byte(s[i:end])
	for k := range b {
		b[k] = lower(b[k])
	}
	return string(b), s[:i]
}

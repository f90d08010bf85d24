package header

import (
	"strings"

	"dateline"
)

// headlineLine takes a line of its own before the report: the headline, or a
// second line of it.
func (x *layout) headlineLine(start, end int) bool {
	line := strings.TrimSpace(x.s[x.i:end])
	if line == "" || x.i != start && len(x.h.Moments) == 0 || len(line) > 250 || !x.moreBelow(end) {
		return false
	}
	if c := line[len(line)-1]; c == '.' && !isUpper(line) || c == ',' || c == '-' || c == ':' || c == ';' {
		return false
	}
	if x.given != "" || !x.h.Headline.Empty() {
		if !x.headBelow(end) || len(line) > 160 {
			return false
		}
	} else if !x.standsAlone(line, end) {
		return false
	}
	if x.h.Headline.Empty() {
		x.h.Headline = trim(x.s, x.i, end)
	}
	x.zone(dateline.ZoneHeadline, x.i, end)
	return true
}

// standsAlone tells whether a line is set apart as a headline is: an empty
// line or more of the head follows, or the next line opens anew.
func (x *layout) standsAlone(line string, end int) bool {
	next := skipSpace(x.s, end)
	if strings.Count(x.s[end:next], "\n") > 1 || x.headBelow(end) {
		return true
	}
	if x.caps || !capitalOrQuote(x.s, next) && !isDigit(x.s[next]) {
		return false
	}
	wrapped := len(line) > 55 && lineEnd(x.s, next)-next < 90 && x.moreBelow(lineEnd(x.s, next))
	return !wrapped || lineEnd(x.s, next)-next > 2*len(line)
}

// headBelow tells whether one of the next three lines with words opens with a
// dateline, a stamp or a byline.
func (x *layout) headBelow(end int) bool {
	at := end
	for range 3 {
		at = skipSpace(x.s, at)
		if at >= len(x.s) {
			return false
		}
		if l, ok := scanLine(x.s, at, x.caps); ok && (l.strong || !x.caps) {
			return true
		}
		stop := lineEnd(x.s, at)
		if st, ok := scanStamp(x.s[:stop], at); ok && (st.cued || st.moments[0].Date.Full()) && skipMarks(x.s, st.end, stop) >= stop {
			return true
		}
		if stop-at < 90 && opens(x.s[at:], "by") > 0 && x.s[at] == 'B' && capital(x.s, skipSpace(x.s, at+2)) {
			return true
		}
		at = stop
	}
	return false
}

// body lays out the report and what follows it, paragraph by paragraph.
func (x *layout) body() {
	from := skipSpace(x.s, x.i)
	stop := x.tail(from)
	n, open := 0, -1 // paragraphs seen; start of the open stretch of body
	kind := dateline.ZoneBody
	flush := func(to int) {
		if open >= 0 {
			x.zone(kind, open, to)
		}
		open = -1
	}
	for at := from; at < stop; {
		end := min(lineEnd(x.s, at), stop)
		k := x.paragraph(at, end, n)
		if k != kind || open < 0 {
			flush(at)
			kind, open = k, at
		}
		if k == dateline.ZoneDateline {
			flush(x.inner.End)
			kind = dateline.ZoneBody
			at = skipSpace(x.s, x.inner.End)
			continue
		}
		if n++; n == 1 {
			x.h.Lead = x.lead(at, stop)
		}
		at = skipSpace(x.s, end)
	}
	flush(stop)
	if stop < len(x.s) {
		x.zone(dateline.ZoneBoilerplate, stop, len(x.s))
	}
}

// lead is the stretch of the report in which the day's weekday stands: its
// first lines up to an empty line, or its first 600 bytes.
func (x *layout) lead(at, stop int) dateline.Span {
	end := min(stop, at+600)
	if n := strings.Index(x.s[at:end], "\n\n"); n > 0 {
		end = at + n
	}
	return dateline.Span{Start: at, End: end}
}

// paragraph says what the line x.s[at:end] of the report is; n counts those
// before it.
func (x *layout) paragraph(at, end, n int) dateline.ZoneKind {
	line := strings.TrimSpace(x.s[at:end])
	if x.h.Marker == nil {
		if ph, k := words().markers[1].at(line); k > 0 && len(line) < 300 {
			x.h.Kind = dateline.DispatchKind(ph.value)
			x.h.Marker = &dateline.Span{Start: at, End: at + k}
			return dateline.ZoneBoilerplate
		}
	}
	if ph, k := words().boilerplate.at(line); k > 0 && (ph.where == "open" || k == len(line)) {
		if ph.where == "open" && len(line) > 400 {
			return dateline.ZoneBody
		}
		if ph.where == "whole" || strings.HasPrefix(ph.words, "-") {
			x.sign(line)
		}
		return dateline.ZoneBoilerplate
	}
	if n > 0 || x.h.Dateline != nil {
		if l, ok := scanLine(x.s, at, x.caps); ok && l.whole(x.s) {
			x.doubt(dateline.DoubtTwoDatelines)
			x.inner = l.Span
			return dateline.ZoneDateline
		}
	}
	if n >= 2 && recalls(line) {
		return dateline.ZoneBackground
	}
	return dateline.ZoneBody
}

// sign keeps the outlet that signs a dispatch at its end.
func (x *layout) sign(line string) {
	w := strings.Trim(line, " -—–()/")
	if outlet(w) {
		x.h.Signature = w
	}
}

// recalls tells whether the first sentence of a paragraph says that it is
// background.
func recalls(line string) bool {
	first := line
	if n := strings.Index(line, ". "); n > 0 {
		first = line[:n]
	}
	for i := 0; i < len(first); i++ {
		if i > 0 && isWordByte(first[i-1]) {
			continue
		}
		if _, n := words().background.at(first[i:]); n > 0 {
			return true
		}
	}
	return false
}

// tail finds where the notices at the end of a text begin that do not stand
// on a line of their own: within its last 300 bytes.
func (x *layout) tail(from int) int {
	start := max(from, len(x.s)-300)
	for i := start; i < len(x.s); i++ {
		if i > start && isWordByte(x.s[i]) && isWordByte(x.s[i-1]) {
			continue
		}
		for _, w := range words().tails {
			if lower(x.s[i]) == w[0] && i > from && opens(x.s[i:], w) > 0 {
				x.sign(strings.TrimSpace(x.s[i:]))
				return i
			}
		}
	}
	return len(x.s)
}

package header

import (
	"strings"

	"dateline"
)

// joinedReach is how far into a text a headline, an outlet and a date may run
// that have lost the line ends between them, in bytes.
const joinedReach = 250

// joined takes headline, outlet and full date at the top of a text that has
// lost its line ends: "Raid kills three AFP Saturday 16 Jul 2016 Planes ...".
// The outlet must be known and the date carry its weekday.
func (x *layout) joined() {
	if len(x.h.Moments) > 0 || x.h.Dateline != nil {
		return
	}
	start := skipSpace(x.s, x.i)
	stop := min(lineEnd(x.s, start), start+joinedReach)
	for i := start; i < stop; i++ {
		if i == start || x.s[i-1] != ' ' || x.s[i] < 'A' || x.s[i] > 'Z' {
			continue
		}
		d, end, ok := date(x.s, i)
		if !ok || d.Weekday == 0 || !d.Full() || !d.Exists() || !capitalOrQuoteAt(x.s, skipSpace(x.s, end)) {
			continue
		}
		if at := outletBefore(x.s, start, i); at > start {
			x.split(start, at, i, end, d)
		}
		return
	}
}

func capitalOrQuoteAt(s string, i int) bool { return i < len(s) && capitalOrQuote(s, i) }

// outletBefore is where the known outlet of one or two words begins that ends
// right before byte end; -1 when there is none.
func outletBefore(s string, start, end int) int {
	at, stop := end, strings.TrimRight(s[start:end], " ")
	for range 2 {
		n := strings.LastIndexByte(strings.TrimRight(s[start:at], " "), ' ')
		if n < 0 {
			return -1
		}
		if at = start + n + 1; outlet(s[at : start+len(stop)]) {
			return at
		}
	}
	return -1
}

// split lays out what [layout.joined] found: the headline up to byte by, the
// outlet up to byte on, the date up to byte end.
func (x *layout) split(start, by, on, end int, d Date) {
	if x.h.Headline.Empty() && x.given == "" {
		x.h.Headline = trim(x.s, start, by)
	}
	x.h.Moments = append(x.h.Moments, Moment{Date: d})
	x.h.Signature = trim(x.s, by, on).Of(x.s)
	x.zone(dateline.ZoneHeadline, start, by)
	x.zone(dateline.ZoneByline, by, on)
	x.zone(dateline.ZoneStamp, on, end)
}

package header

import (
	"strings"

	"dateline"
	"dateline/internal/text"
)

// Header is what stands around a report. Spans count bytes of the text.
type Header struct {
	Zones     []dateline.Zone // one after the other, without gaps but for white space
	Kind      dateline.DispatchKind
	Marker    *dateline.Span // the words that state the kind
	Headline  dateline.Span  // empty when the text carries none
	Dateline  *Line
	Moments   []Moment // of the stamps, in the order of the text
	Signature string   // the outlet that signs at the end, as written
	Lead      dateline.Span
	Doubt     dateline.Doubt
}

// Read takes the header of a dispatch apart. A headline that was given beside
// the text is looked for at its top.
func Read(doc *text.Doc) Header {
	x := layout{s: doc.Text, given: strings.TrimSpace(doc.Dispatch.Headline)}
	x.caps = mostlyCapitals(doc.Text)
	x.h.Kind = dateline.KindNew
	x.top()
	x.joined()
	x.body()
	if x.h.Marker == nil && x.given != "" {
		if ph, n := words().markers[0].at(x.given); n > 0 && marks(x.given, n) {
			x.h.Kind = dateline.DispatchKind(ph.value)
		}
	}
	return x.h
}

// layout takes a text apart, from the top down.
type layout struct {
	s     string
	given string // headline from outside
	caps  bool
	i     int           // up to here the text is laid out
	inner dateline.Span // dateline in the midst of the report
	h     Header
}

// topLines is how many lines with words the head of a dispatch may take.
const topLines = 12

// top lays out the lines before the report.
func (x *layout) top() {
	for n := 0; n < topLines; n++ {
		x.i = skipSpace(x.s, x.i)
		if x.i >= len(x.s) || x.line() {
			return
		}
	}
}

// line lays out one line of the head and tells whether the report begins with
// it or within it.
func (x *layout) line() (report bool) {
	start := x.i
	end := lineEnd(x.s, x.i)
	for x.i < end {
		x.i = skipBlank(x.s, x.i, end)
		at := x.i
		switch {
		case x.i >= end:
		case x.dateline(), x.docketLine(start, end), x.markerLine(start, end), x.headline(start, end), x.stamp(start, end), x.byline(start, end), x.agency(start, end):
		case x.headlineLine(start, end):
		default:
			return true
		}
		if x.h.Dateline != nil {
			return true
		}
		if x.i == at {
			break
		}
	}
	return false
}

func (x *layout) zone(kind dateline.ZoneKind, start, end int) {
	span := trim(x.s, start, end)
	if span.Empty() {
		return
	}
	x.h.Zones = append(x.h.Zones, dateline.Zone{Zone: kind, Span: span})
	x.i = max(x.i, end)
}

// dateline reads a dateline and the bracketed words after it.
func (x *layout) dateline() bool {
	l, ok := scanLine(x.s, x.i, x.caps)
	if !ok {
		return false
	}
	x.h.Dateline = &l
	x.zone(dateline.ZoneDateline, l.Span.Start, l.Span.End)
	if l.Date.Month != 0 && !l.Date.Exists() {
		x.doubt(dateline.DoubtImpossibleDate)
	} else if !l.Date.Fits() {
		x.doubt(dateline.DoubtConflictingDate)
	}
	x.brackets()
	x.second()
	return true
}

// second takes a further dateline that follows at once.
func (x *layout) second() {
	at := skipSpace(x.s, x.i)
	if l, ok := scanLine(x.s, at, x.caps); ok && (l.whole(x.s) || l.commaDate(x.s) || !l.strong && knownPlace(l.Places[0].Of(x.s))) {
		x.i = at
		x.zone(dateline.ZoneDateline, l.Span.Start, l.Span.End)
		x.doubt(dateline.DoubtTwoDatelines)
	}
}

// brackets takes the words in square brackets by which monitors of broadcasts
// say what follows: "[COMMUNIQUE] [ARMED FORCES] [TEXT]".
func (x *layout) brackets() {
	at, end := x.i, x.i
	for range 6 {
		at = skipSpace(x.s, at)
		if at >= len(x.s) || x.s[at] != '[' {
			break
		}
		n := strings.IndexByte(x.s[at:min(len(x.s), at+200)], ']')
		if n < 0 {
			break
		}
		inner := trim(x.s, at+1, at+n)
		at += n + 1
		if words().is("spoken", inner.Of(x.s)) {
			end = at
		}
	}
	if end > x.i {
		x.zone(dateline.ZoneBoilerplate, x.i, end)
	}
}

// docketLine takes the number under which an archive keeps a text:
// "ABC-TEXT-0042 (DESK)".
func (x *layout) docketLine(start, end int) bool {
	if x.i != start || end-start > 60 || len(x.h.Zones) > 0 {
		return false
	}
	first, rest, _ := strings.Cut(strings.TrimSpace(x.s[start:end]), " ")
	digits := strings.ContainsAny(first, "0123456789")
	rest = strings.TrimSpace(rest)
	if !digits || !strings.Contains(first, "-") || !isUpper(first) || rest != "" && (rest[0] != '(' || rest[len(rest)-1] != ')') {
		return false
	}
	if _, _, ok := date(x.s, start); ok {
		return false
	}
	x.zone(dateline.ZoneBoilerplate, start, end)
	return true
}

// markerLine takes words like "UPDATE 2-" that open a line; what follows on
// the line is read on.
func (x *layout) markerLine(start, end int) bool {
	if x.i != start {
		return false
	}
	for i := range words().markers {
		ph, n := words().markers[i].at(x.s[start:end])
		if n == 0 || i == 0 && !marks(x.s[start:end], n) {
			continue
		}
		if x.h.Marker == nil {
			x.h.Kind = dateline.DispatchKind(ph.value)
			x.h.Marker = &dateline.Span{Start: start, End: start + n}
		}
		if i == 1 || start+n == end {
			x.zone(dateline.ZoneBoilerplate, start, end)
			return true
		}
		break
	}
	return false
}

// marks tells whether words that open a headline are a marker and not its
// first words: they end in a mark, or they are a numbered one in capitals, or
// the line ends there.
func marks(line string, n int) bool {
	rest := line[n:]
	if strings.TrimSpace(rest) == "" {
		return true
	}
	if rest[0] == '-' || rest[0] == ':' || rest[0] == ',' || dashLen(strings.TrimLeft(rest, " ")) > 0 || strings.HasPrefix(rest, " -") {
		return true
	}
	return strings.ContainsAny(line[:n], "0123456789") && (isUpper(line[:n]) || isDigit(line[0]))
}

// headline takes the headline that was given beside the text.
func (x *layout) headline(start, end int) bool {
	if x.given == "" || !x.h.Headline.Empty() {
		return false
	}
	n := 0
	for given := x.given; n == 0 && given != ""; given = withoutSite(given) {
		n = sameWords(x.s[x.i:end], given)
	}
	if n == 0 {
		return false
	}
	x.h.Headline = dateline.Span{Start: x.i, End: x.i + n}
	at := x.i + n
	for at < end && (x.s[at] == '.' || x.s[at] == ' ') {
		at++
	}
	x.zone(dateline.ZoneHeadline, x.i, x.i+n)
	x.i = at
	return true
}

// withoutSite cuts a headline before its last dash or bar, after which pages
// put the name of the site; "" when there is none.
func withoutSite(headline string) string {
	return strings.TrimSpace(headline[:max(strings.LastIndex(headline, " - "), strings.LastIndex(headline, " | "), 0)])
}

// stamp takes a run of dates and times: a line of its own, or the start of a
// line that goes on with the report or the headline.
func (x *layout) stamp(start, end int) bool {
	st, ok := scanStamp(x.s[:end], x.i)
	if !ok {
		return false
	}
	at := skipMarks(x.s, st.end, end)
	whole := at >= end
	if !whole && !st.inline(x.s, at) {
		return false
	}
	if whole && !st.cued && len(st.moments[0].Clocks) == 0 && !st.moments[0].Date.Full() && st.moments[0].Date.Day == 0 {
		return false
	}
	for _, m := range st.moments {
		if m.Date.Month != 0 && !m.Date.Exists() {
			x.doubt(dateline.DoubtImpossibleDate)
		}
		x.doubt(fits(m.Date))
	}
	x.h.Moments = append(x.h.Moments, st.moments...)
	x.zone(dateline.ZoneStamp, x.i, max(st.end, min(at, end)))
	x.i = at
	if by := opens(x.s[at:end], "by"); by > 0 && !whole {
		x.credit(at, end)
	}
	return true
}

// skipMarks skips blanks and closing marks after a stamp.
func skipMarks(s string, i, end int) int {
	for i < end && strings.IndexByte(" \t\r.,:;)|]-", s[i]) >= 0 {
		i++
	}
	if i < end {
		if n := dashLen(s[i:]); n > 0 {
			return skipBlank(s, i+n, end)
		}
	}
	return i
}

// inline tells whether a stamp may be followed by other words at s[i]: it
// holds a full date, and the words open like a sentence or headline.
func (st *stamp) inline(s string, i int) bool {
	full := false
	for _, m := range st.moments {
		full = full || m.Date.Full()
	}
	if !full {
		return false
	}
	return st.cued || capitalOrQuote(s, i) || isDigit(s[i])
}

// credit takes "by Name Name" after a stamp, up to the headline that is
// known, or four words.
func (x *layout) credit(start, end int) {
	if x.given == "" {
		return
	}
	if n := indexWords(x.s[start:end], x.given); n > 0 && n < 80 {
		x.zone(dateline.ZoneByline, start, start+n)
		x.i = start + n
	}
}

// byline takes a line that says who wrote.
func (x *layout) byline(start, end int) bool {
	line := strings.TrimSpace(x.s[start:end])
	n := opens(line, "by")
	if x.i != start || n == 0 || len(line) > 120 || strings.HasSuffix(line, ".") && !isUpper(line) {
		return false
	}
	at := skipBlank(line, n, len(line))
	if at >= len(line) || !capital(line, at) || line[0] == 'b' {
		return false
	}
	if x.given == "" && x.h.Headline.Empty() && !x.moreBelow(end) {
		return false
	}
	x.zone(dateline.ZoneByline, start, end)
	return true
}

// moreBelow tells whether words follow after the line that ends at end.
func (x *layout) moreBelow(end int) bool { return skipSpace(x.s, end) < len(x.s) }

// agency takes an outlet's name before a stamp: "AFP Thursday 2 Jun 2016".
func (x *layout) agency(start, end int) bool {
	if x.h.Headline.Empty() || len(x.h.Moments) > 0 {
		return false
	}
	at := x.i
	for range 5 {
		w := nameWord(x.s, at, end)
		if w == at {
			return false
		}
		at = skipBlank(x.s, w, end)
		if at >= end {
			return false
		}
		if st, ok := scanStamp(x.s[:end], at); ok && st.moments[0].Date.Full() {
			x.zone(dateline.ZoneByline, x.i, at)
			x.i = at
			return true
		}
	}
	return false
}

func (x *layout) doubt(d dateline.Doubt) {
	if x.h.Doubt == "" {
		x.h.Doubt = d
	}
}

// lineEnd is the offset of the line end at or after i.
func lineEnd(s string, i int) int {
	if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(s)
}

func skipBlank(s string, i, end int) int {
	for i < end && isSpace(s[i]) {
		i++
	}
	return i
}

// sameWords tells how many bytes of s the words of want take: the same
// letters and digits in the same order, whatever stands between them. 0 when
// s does not open with them.
func sameWords(s, want string) int {
	i, j := 0, 0
	for {
		for j < len(want) && !isWordByte(want[j]) {
			j++
		}
		if j >= len(want) {
			return i
		}
		for i < len(s) && !isWordByte(s[i]) {
			i++
		}
		if i >= len(s) || lower(s[i]) != lower(want[j]) {
			return 0
		}
		i, j = i+1, j+1
	}
}

// indexWords is the first offset in s, within 100 bytes, at which the words
// of want begin; -1 when there is none.
func indexWords(s, want string) int {
	for i := 0; i < min(len(s), 100); i++ {
		if (i == 0 || isSpace(s[i-1])) && sameWords(s[i:], want) > 0 {
			return i
		}
	}
	return -1
}

// mostlyCapitals tells whether a text is written in capitals.
func mostlyCapitals(s string) bool {
	up, low := 0, 0
	for i := 0; i < min(len(s), 4000); i++ {
		switch {
		case s[i]-'A' < 26:
			up++
		case s[i]-'a' < 26:
			low++
		}
	}
	return up > 4*low
}

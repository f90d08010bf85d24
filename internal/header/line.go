package header

import (
	"strings"
	"time"

	"dateline"
	"dateline/internal/gazetteer"
)

// Line is a dateline as found: where and when a dispatch was filed, and by
// which agency. Spans count bytes of the text.
type Line struct {
	Span     dateline.Span   // with the dash that ends it
	Places   []dateline.Span // one a place; none for "CLANDESTINE" or a line without a place
	Region   dateline.Span   // state or country named after the place, empty when none
	Date     Date
	DateSpan dateline.Span  // empty when there is no date
	Agency   dateline.Span  // empty when there is none
	strong   bool           // has a date or an agency, not a place alone
	place    *time.Location // where the first place's clocks run, nil when not known
}

// reach is how far a dateline may run, in bytes.
const reach = 240

// lineScan reads one dateline.
type lineScan struct {
	s     string
	i     int
	limit int
	line  Line
	bad   bool
	after bool // past the date
	runs  int  // names read
	slash bool // the next name is another place
	caps  bool // the text itself is in capitals
}

// scanLine reads a dateline at s[i:]: place names, a region, a date, an
// agency between brackets, slashes or commas, and the dash that ends it. caps
// says that the whole text is in capitals, so that capitals tell nothing. ok
// is false when there is none.
func scanLine(s string, i int, caps bool) (l Line, ok bool) {
	for i < len(s) && s[i] == '*' {
		i++
	}
	x := lineScan{s: s, i: i, limit: min(len(s), i+reach), caps: caps}
	x.line.Span.Start = i
	for x.i < x.limit && !x.bad {
		if end := dash(s, x.i); end > 0 {
			if x.datedBeyond(end) {
				x.i = end
				continue
			}
			return x.finish(end)
		}
		if end := x.ended(); end > 0 {
			return x.finish(end)
		}
		x.step()
	}
	return l, false
}

// datedBeyond tells whether a dash parts the place from its date ("KANSAS
// CITY, Mo. - March 13 -").
func (x *lineScan) datedBeyond(end int) bool {
	if x.after || x.runs == 0 || !x.line.Agency.Empty() {
		return false
	}
	_, at, ok := date(x.s, skipSpace(x.s, end))
	return ok && dash(x.s, skipSpace(x.s, at)) > 0
}

// step reads the next part.
func (x *lineScan) step() {
	s, c := x.s, x.s[x.i]
	switch {
	case c == ' ' || c == '\t' || c == '\r':
		x.i++
	case c == '\n':
		x.newline()
	case c == ',' || c == ';':
		x.i++
	case c == '.' && x.runs > 0:
		x.i++
		x.bad = x.line.Agency.Empty() && !x.dateNext() && !x.agencyNext()
	case c == '(' || c == '[' && x.after:
		x.bracket()
	case c == '/':
		x.slashed()
	default:
		if x.date() || x.clock() {
			return
		}
		if !capital(s, x.i) && !(x.runs > 0 && opens(s[x.i:], "the") > 0) {
			x.small()
			return
		}
		x.name()
	}
}

// newline lets a dateline go over one line end, not over an empty line.
func (x *lineScan) newline() {
	x.i++
	j := x.i
	for j < len(x.s) && (x.s[j] == ' ' || x.s[j] == '\t' || x.s[j] == '\r') {
		j++
	}
	x.bad = j >= len(x.s) || x.s[j] == '\n'
}

func (x *lineScan) agencyNext() bool {
	i := skipSpace(x.s, x.i)
	return x.after && i < len(x.s) && (x.s[i] == '/' || x.s[i] == '(')
}

func (x *lineScan) dateNext() bool {
	_, _, ok := date(x.s, skipSpace(x.s, x.i))
	return ok
}

// date reads the date, or the words that stand for none.
func (x *lineScan) date() bool {
	if !x.line.DateSpan.Empty() || x.after {
		return false
	}
	if d, end, ok := date(x.s, x.i); ok {
		end = x.days(end)
		x.line.Date, x.line.DateSpan = d, dateline.Span{Start: x.i, End: end}
		x.after, x.line.strong, x.i = true, true, end
		return true
	}
	if x.runs > 0 && x.misspelt() {
		return true
	}
	if n := noDate(x.s, x.i); n > 0 && x.runs > 0 {
		x.after, x.line.strong, x.i = true, true, x.i+n
		return true
	}
	if w, end := weekday(x.s, x.i); w != 0 && x.runs > 0 {
		x.line.Date.Weekday, x.line.DateSpan = w, dateline.Span{Start: x.i, End: end}
		x.after, x.line.strong, x.i = true, true, end
		return true
	}
	return false
}

// misspelt reads a date whose month is a letter off, before a dash.
func (x *lineScan) misspelt() bool {
	w := word(x.s, x.i)
	after := x.i + len(w)
	if w == "" || after+1 >= len(x.s) || x.s[after] != ' ' || !isDigit(x.s[after+1]) {
		return false
	}
	m := nearMonth(w)
	d, end, ok := dayOf(x.s, x.i, after, m)
	if m == 0 || !ok || dash(x.s, skipSpace(x.s, end)) == 0 {
		return false
	}
	x.line.Date, x.line.DateSpan = d, dateline.Span{Start: x.i, End: end}
	x.after, x.line.strong, x.i = true, true, end
	return true
}

// days takes the second day of "Sept 2-3" and "2/3" into the date's words.
func (x *lineScan) days(i int) int {
	if i < len(x.s) && (x.s[i] == '-' || x.s[i] == '/') {
		if n, size := number(x.s[i+1:]); size > 0 && size < 3 && n <= 31 && n > 0 {
			return i + 1 + size
		}
	}
	return i
}

// clock passes over a time of day with its zone after the date.
func (x *lineScan) clock() bool {
	if !x.after || !isDigit(x.s[x.i]) {
		return false
	}
	_, end, ok := clock(x.s, x.i, true)
	if !ok {
		return false
	}
	if _, z, ok := zone(x.s, skipSpace(x.s, end)); ok {
		end = z
	}
	x.i = end
	return true
}

// name reads a run of capitalised words with small particles between them.
func (x *lineScan) name() {
	start := x.i
	end, n := nameRun(x.s, start, x.limit)
	if end == start || n > 7 {
		x.bad = true
		return
	}
	x.i = end
	span := dateline.Span{Start: start, End: end}
	w := span.Of(x.s)
	switch {
	case x.line.Agency.Empty() && gazetteer.OutletByName(w) != nil && (x.runs > 0 || x.after || !knownPlace(w)):
		x.line.Agency, x.line.strong = span, x.line.strong || x.runs > 0
	case x.after && (len(x.line.Places) > 0 || !x.commaBefore(start)):
		x.bad = true // words between date and dash
	case len(x.line.Places) > 0 && !x.slash:
		x.bad = !x.line.Region.Empty() && x.runs > 2
		if x.line.Region.Empty() {
			x.line.Region = span
		}
	case words().is("label", w) || words().is("label", strings.TrimRight(w, "0123456789 ")):
		x.bad = true
	case words().is("noplace", strings.Join(strings.Fields(w), " ")):
	default:
		x.line.Places = append(x.line.Places, span)
	}
	x.runs, x.slash = x.runs+1, false
}

// small reads a place in small letters, which counts only where a comma, a
// date and a dash follow ("des moines, april 7 -").
func (x *lineScan) small() {
	x.bad = true
	if x.runs > 0 {
		return
	}
	at := x.i
	for range 3 {
		w := nameWord(x.s, at, x.limit)
		if w == at {
			return
		}
		if dateAfter(x.s, w) {
			_, end, ok := date(x.s, skipSpace(x.s, skipSpace(x.s, w)+1))
			if ok && dash(x.s, skipSpace(x.s, end)) > 0 {
				x.line.Places = append(x.line.Places, dateline.Span{Start: x.i, End: w})
				x.runs, x.bad, x.i = 1, false, w
			}
			return
		}
		at = skipBlank(x.s, w, x.limit)
	}
}

// commaBefore tells whether the mark before byte i is a comma.
func (x *lineScan) commaBefore(i int) bool {
	return strings.HasSuffix(strings.TrimRight(x.s[x.line.Span.Start:i], " \t\r\n"), ",")
}

// nameRun reads words from i on until a mark or a word in small letters that
// is no particle, and counts them.
func nameRun(s string, i, limit int) (end, n int) {
	end = i
	for at := i; at < limit; {
		j := nameWord(s, at, limit)
		if j == at {
			break
		}
		w := s[at:j]
		small := !capital(s, at) && !(n == 0 && w == "the")
		if small && !words().is("particle", w) {
			if n > 0 && dateAfter(s, j) {
				end, n = j, n+1
			}
			break
		}
		if m, _ := month(s, at); m != 0 && at > i {
			if _, _, ok := date(s, at); ok {
				break
			}
		}
		if n++; !small {
			end = j
		}
		at = j
		for at < limit && (s[at] == ' ' || s[at] == '\n' && at > i && s[at-1] != '\n' && at+1 < len(s) && !isSpace(s[at+1])) {
			at++
		}
		if at < limit && (dash(s, at) > 0 || dash(s, at-1) > 0) {
			break
		}
	}
	return end, n
}

// nameWord reads a word with its apostrophes, inner hyphens and full stops:
// "PORT-AU-PRINCE", "N'DJAMENA", "St.", "N.Y.".
func nameWord(s string, i, limit int) int {
	j := i
	for j < limit {
		c := s[j]
		switch {
		case isLetter(c) && !opensDash(s[j:]):
			j++
		case j > i && (c == '\'' || c == '-') && j+1 < limit && isLetter(s[j+1]) && !opensDash(s[j+1:]):
			j++
		case j > i && c == '.' && j-i < 6 && abbreviation(s, i, j):
			j++
		default:
			return j
		}
	}
	return j
}

// abbreviation tells whether the full stop at s[j] belongs to the word: a
// letter follows, or a comma, a bracket or a dash, or the word is short.
func abbreviation(s string, i, j int) bool {
	if j+1 >= len(s) {
		return false
	}
	c := s[j+1]
	return isLetter(c) || c == ',' || c == ')' || c == ' ' && (j-i == 1 && capital(s, j+2) || dash(s, j+2) > 0 || strings.EqualFold(s[i:j], "st") || strings.EqualFold(s[i:j], "ft") || strings.EqualFold(s[i:j], "mt"))
}

// bracket reads what stands between brackets: an agency, or after a place the
// country it is in.
func (x *lineScan) bracket() {
	within := x.s[x.i:min(len(x.s), x.i+80)]
	end := strings.IndexByte(within, ')')
	if end < 0 && x.s[x.i] == '[' {
		end = strings.IndexByte(within, ']')
	}
	if end <= 1 {
		x.bad = true
		return
	}
	inner := trim(x.s, x.i+1, x.i+end)
	next := x.i + end + 1
	w := inner.Of(x.s)
	switch {
	case w == "" || !isWordByte(w[0]):
		x.bad = true
	case !x.after && x.runs > 0 && dateAfter(x.s, next):
		if x.line.Region = inner; len(x.line.Places) == 0 {
			x.line.Places = append(x.line.Places, inner)
		}
	case x.line.Agency.Empty():
		if d, _, ok := date(x.s, inner.Start); ok && x.line.DateSpan.Empty() {
			x.line.Date, x.line.DateSpan, x.after = d, inner, true
		} else {
			x.line.Agency = inner
		}
		x.line.strong = true
	default: // "(AP) (file)": kept out
	}
	x.i = next
}

// dateAfter tells whether a date follows after a comma.
func dateAfter(s string, i int) bool {
	i = skipSpace(s, i)
	if i >= len(s) || s[i] != ',' {
		return false
	}
	i = skipSpace(s, i+1)
	if _, _, ok := date(s, i); ok {
		return true
	}
	return noDate(s, i) > 0
}

// noDate is the length of words like "NO DATE" at s[i:], 0 when there are
// none.
func noDate(s string, i int) int {
	for _, w := range words().noDate {
		if n := opens(s[min(i, len(s)):], w); n > 0 {
			return n
		}
	}
	return 0
}

// slashed reads "/TASS/", or the slash between two places.
func (x *lineScan) slashed() {
	end := strings.IndexByte(x.s[x.i+1:min(len(x.s), x.i+40)], '/')
	if end > 0 && (x.after || x.runs > 0) && x.line.Agency.Empty() {
		inner := trim(x.s, x.i+1, x.i+1+end)
		next := x.i + end + 2
		if capital(x.s, inner.Start) && (x.after || gazetteer.OutletByName(inner.Of(x.s)) != nil) {
			x.line.Agency, x.line.strong, x.i = inner, true, next
			return
		}
	}
	x.slash = true
	x.i++
}

func trim(s string, i, j int) dateline.Span {
	for i < j && isSpace(s[i]) {
		i++
	}
	for j > i && isSpace(s[j-1]) {
		j--
	}
	return dateline.Span{Start: i, End: j}
}

// ended gives where the line ends without a dash: after an agency, where the
// report goes on with a capital, as some agencies write and as texts do that
// have lost their dashes.
func (x *lineScan) ended() int {
	if x.line.Agency.Empty() || x.runs == 0 || !capitalOrQuote(x.s, x.i) {
		return 0
	}
	before := strings.TrimRight(x.s[x.line.Agency.End:x.i], " \t\r\n")
	closed := before == ")" || before == "/" || before == "/." || before == ")."
	known := x.after || gazetteer.OutletByName(x.line.Agency.Of(x.s)) != nil
	if !closed || !known {
		return 0
	}
	return x.line.Agency.End + len(before)
}

func capitalOrQuote(s string, i int) bool {
	return capital(s, i) || s[i] == '"' || s[i] == '\'' || strings.HasPrefix(s[i:], "“") || strings.HasPrefix(s[i:], "‘") || s[i] == '['
}

// finish judges what was read up to a dash.
func (x *lineScan) finish(end int) (Line, bool) {
	l := &x.line
	l.Span.End = end
	if len(l.Places) > 0 {
		l.place = gazetteer.ZoneOf(l.Places[0].Of(x.s))
	}
	if x.runs == 0 && (l.DateSpan.Empty() || l.Agency.Empty()) && !x.agencyAlone() {
		return Line{}, false
	}
	if l.strong {
		return *l, x.after || x.agencySound()
	}
	return *l, x.placeAlone()
}

// agencySound tells whether a line without a date has an agency in earnest:
// one that is known, or capitals, or anything after a place that is known.
func (x *lineScan) agencySound() bool {
	w := x.line.Agency.Of(x.s)
	if gazetteer.OutletByName(w) != nil || !x.caps && isUpper(w) && len(w) > 1 {
		return true
	}
	return len(x.line.Places) > 0 && knownPlace(x.line.Places[0].Of(x.s))
}

// whole tells whether a dateline has place, comma, date and agency, so that
// it can be one in the midst of a text.
func (l *Line) whole(s string) bool {
	return l.commaDate(s) && l.Agency.Start > l.DateSpan.Start
}

// commaDate tells whether a comma parts place and date.
func (l *Line) commaDate(s string) bool {
	if len(l.Places) == 0 || l.DateSpan.Start < l.Places[0].End {
		return false
	}
	between := strings.TrimRight(s[l.Places[0].End:l.DateSpan.Start], " \t\r\n")
	return strings.HasSuffix(between, ",")
}

// agencyAlone tells whether the line is "(Reuters) -" and no more.
func (x *lineScan) agencyAlone() bool {
	return !x.line.Agency.Empty() && gazetteer.OutletByName(x.line.Agency.Of(x.s)) != nil
}

// placeAlone tells whether a name with nothing but a dash after it is a
// dateline: the first place is known, or it stands in capitals in a text that
// does not.
func (x *lineScan) placeAlone() bool {
	if len(x.line.Places) == 0 {
		return false
	}
	w := x.line.Places[0].Of(x.s)
	if knownPlace(w) {
		return true
	}
	return !x.caps && isUpper(w) && len(w) > 3 && (knownPlace(x.line.Region.Of(x.s)) || !x.headline())
}

// headline tells whether the rest of the line is a headline rather than the
// start of a report: short and without a full stop.
func (x *lineScan) headline() bool {
	rest, below, _ := strings.Cut(x.s[x.line.Span.End:], "\n")
	rest = strings.TrimSpace(rest)
	wrapped := below != "" && (below[0]-'a' < 26 || isDigit(below[0]))
	return len(rest) < 90 && !strings.HasSuffix(rest, ".") && !wrapped
}

// knownPlace tells whether a name is a capital or a land.
func knownPlace(name string) bool {
	name = strings.Join(strings.Fields(name), " ")
	return len(gazetteer.CapitalOf(name)) > 0 || len(gazetteer.LandsByName(name)) > 0 || gazetteer.ZoneOf(name) != nil
}

// dash gives the end of a dash that ends a dateline at s[i:]: "--", "—", "–",
// "_", or a hyphen with white space beside it; 0 when there is none.
func dash(s string, i int) int {
	if i < 0 || i >= len(s) {
		return 0
	}
	if s[i] == '-' {
		j := i
		for j < len(s) && s[j] == '-' {
			j++
		}
		if j-i > 1 && j-i < 4 || j-i == 1 && (j == len(s) || isSpace(s[j]) || i > 0 && isSpace(s[i-1]) || i > 0 && s[i-1] == ')') {
			return j
		}
		return 0
	}
	if s[i] == '_' && i > 0 && isSpace(s[i-1]) && i+1 < len(s) && isSpace(s[i+1]) {
		return i + 1
	}
	if n := dashLen(s[i:]); n > 0 {
		return i + n
	}
	return 0
}

func opensDash(s string) bool { return dashLen(s) > 0 }

// dashLen is the length of an en dash, em dash or horizontal bar that opens
// s.
func dashLen(s string) int {
	for _, d := range [...]string{"–", "—", "―", "‒"} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}

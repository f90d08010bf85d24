package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/query"
)

// maxLine is how much of a headline or quote a list shows, in code points.
const maxLine = 240

func (v *Views) funcs() template.FuncMap {
	return template.FuncMap{
		"asset": func(name string) string { return v.names[name] },
		"day":   longDay, "when": when, "stamp": stamp, "cut": cut, "count": count, "number": number, "bounds": bounds,
		"type": typeWords, "holder": holder, "join": func(l []string) string { return strings.Join(l, ", ") },
		"at": at, "short": short, "path": pathOf, "place": placed, "percent": percent, "verdict": verdictWords,
		"tab":     func(now, name, link, label string) tab { return tab{link, label, now == name} },
		"more":    func(l []string, shown int) int { return len(l) - shown },
		"columns": func(a *Account) int { return len(a.Columns) + 1 + len(pre(a.Others, "1")) },
		"bases":   basesShown,
		"citeOf":  citeOf,
		"long":    func(s string) string { return cutAt(s, 2000) },
		"quote":   quote,
		"brief":   brief,
		"short2":  func(s string) string { return cutAt(s, 120) },
		"group":   group,
		"parties": func(e query.Event) string { return strings.TrimSuffix(parties(&e), ": ") },
		"pair":    func(a, b any) pair { return pair{a, b} },
		"first":   firstTime,
		"quoted":  quoted,
		"cause":   causeWords,
		"link":    linkOf,
		"inc":     func(i int) int { return i + 1 }, "safe": visible, "basis": basisWords, "chain": chain,
	}
}

// tab is an entry of the navigation.
type tab struct {
	Link, Label string
	On          bool
}

// pair hands two values to a part of a page.
type pair struct{ A, B any }

// firstTime is the first moment that is known.
func firstTime(list ...*time.Time) *time.Time {
	for _, t := range list {
		if t != nil {
			return t
		}
	}
	return nil
}

// causeWords says why the record changed.
func causeWords(c dateline.Cause) string {
	switch c {
	case dateline.CauseDispatch:
		return "a dispatch came in"
	case dateline.CauseUpdate:
		return "a later version"
	case dateline.CauseCorrection:
		return "corrected by the outlet"
	case dateline.CauseKill:
		return "withdrawn by the outlet"
	case dateline.CauseUser:
		return "corrected here"
	case dateline.CauseMerge:
		return "put together"
	case dateline.CauseSplit:
		return "taken apart"
	case dateline.CauseUndo:
		return "a correction taken back"
	case dateline.CauseEngine:
		return "read again"
	}
	return string(c)
}

// linkOf is the page of what a revision names, "" for none.
func linkOf(what, id string) string {
	switch {
	case id == "":
		return ""
	case what == "dispatch", what == "reading":
		return "/dispatch/" + pathOf(id)
	case what == "happening":
		return "/story/" + pathOf(id)
	case what == "name":
		return "/person/" + pathOf(id)
	case strings.Contains(id, "/"):
		return "/why/" + pathOf(id)
	}
	return ""
}

// shown is a basis in the legend of the figures.
type shown struct{ Label, Shape string }

// basesShown are the bases with their markers.
func basesShown() []shown {
	var out []shown
	for _, b := range []dateline.Basis{dateline.ByOfficial, dateline.BySpokesperson, dateline.ByInstitution, dateline.ByRebels, dateline.ByWitness, dateline.ByExpert, dateline.ByMedia, dateline.ByDocument, dateline.ByUnnamed} {
		out = append(out, shown{basisWords(b), shapes[b]})
	}
	return out
}

// citeOf is the page of the first citation that names a value.
func citeOf(list []dateline.Citation) string {
	for _, c := range list {
		if c.Item != "" {
			return "/cite/" + pathOf(short(c.Dispatch)+"/"+c.Item)
		}
	}
	return ""
}

// longDay writes a day as people read it: "3 September 2014".
func longDay(s string) string {
	switch len(s) {
	case len("2006-01-02"):
		if t, err := time.Parse("2006-01-02", s); err == nil {
			return t.Format("2 January 2006")
		}
	case len("2006-01"):
		if t, err := time.Parse("2006-01", s); err == nil {
			return t.Format("January 2006")
		}
	case 0:
		return ""
	}
	if len(s) > 10 {
		if t, err := time.Parse(time.RFC3339, s); err == nil {
			return when(&t)
		}
	}
	return s
}

// when writes a moment with the zone it was stated in; a bare day stays one.
func when(t *time.Time) string {
	if t == nil {
		return "no date"
	}
	if h, m, s := t.Clock(); h+m+s == 0 {
		return t.Format("2 January 2006")
	}
	return t.Format("2 January 2006, 15:04 ") + zone(t)
}

// brief is when in less room.
func brief(t *time.Time) string {
	if h, m, s := t.Clock(); h+m+s == 0 {
		return t.Format("2 Jan 2006")
	}
	return t.Format("2 Jan 2006, 15:04 ") + zone(t)
}

// quote shortens words that the page sets in quotation marks, without those
// that they bring with them at both ends.
func quote(s string) string {
	const marks = "\"“”„«»"
	first, n := utf8.DecodeRuneInString(s)
	last, m := utf8.DecodeLastRuneInString(s)
	if len(s) > n+m && strings.ContainsRune(marks, first) && strings.ContainsRune(marks, last) && !strings.ContainsAny(s[n:len(s)-m], marks) {
		s = s[n : len(s)-m]
	}
	return cut(s)
}

func zone(t *time.Time) string {
	_, off := t.Zone()
	if off == 0 {
		return "UTC"
	}
	return t.Format("-07:00")
}

// stamp writes a moment for machines.
func stamp(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// cut shortens what a list shows; pages show it whole.
func cut(s string) string { return cutAt(s, maxLine) }

func cutAt(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return strings.TrimRight(visible(s[:i]), " ") + "…"
		}
		n++
	}
	return visible(s)
}

// count writes a number of things: "1 outlet", "3 outlets".
func count(n int, one string, many ...string) string {
	if n == 1 {
		return "1 " + one
	}
	if len(many) > 0 {
		return group(n) + " " + many[0]
	}
	return group(n) + " " + one + "s"
}

func group(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// number writes a bound without decimals that it has not.
func number(f float64) string {
	if f == float64(int64(f)) {
		return group(int(f))
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// bounds writes an interval: "more than 2,500", "30 to 40", "about 6,000".
func bounds(low, high *float64, lowOpen, highOpen, approx bool) string {
	switch {
	case low == nil && high == nil:
		return "no number"
	case low != nil && high != nil && *low == *high:
		return pre(approx, "about ") + number(*low)
	case low != nil && high != nil:
		return number(*low) + " to " + number(*high)
	case low != nil:
		return pick(lowOpen, "more than ", "at least ") + number(*low)
	}
	return pick(highOpen, "fewer than ", "at most ") + number(*high)
}

func pre(yes bool, s string) string { return pick(yes, s, "") }

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// typeNames says PLOVER's types in plain words.
var typeNames = map[dateline.EventType]string{
	dateline.Agree: "agreement", dateline.Consult: "talks", dateline.Support: "support", dateline.Concede: "concession",
	dateline.Cooperate: "cooperation", dateline.Aid: "aid", dateline.Retreat: "withdrawal or release", dateline.Request: "demand or appeal",
	dateline.Accuse: "accusation", dateline.Reject: "rejection", dateline.Threaten: "threat", dateline.Protest: "protest",
	dateline.Sanction: "sanction", dateline.Mobilize: "mobilisation", dateline.Coerce: "coercion", dateline.Assault: "attack",
}

func typeWords(t dateline.EventType) string {
	if w := typeNames[t]; w != "" {
		return w
	}
	return strings.ToLower(string(t))
}

// verdictWords says a verdict as the pages do, never who is right.
func verdictWords(v dateline.Verdict) string {
	switch v {
	case dateline.Agreed:
		return "the accounts agree"
	case dateline.Compatible:
		return "compatible"
	case dateline.Differing:
		return "the accounts differ"
	case dateline.Silent:
		return "one account alone"
	}
	return string(v)
}

func basisWords(b dateline.Basis) string {
	switch b {
	case dateline.ByUnnamed:
		return "unnamed source"
	case "":
		return "own voice"
	}
	return string(b)
}

// holder is the last link of a chain of attribution.
func holder(by []string) string {
	if len(by) == 0 {
		return "no holder named"
	}
	return by[len(by)-1]
}

// chain writes a chain of attribution from its holder to the outlet.
func chain(by []string) string {
	var out []string
	for i := len(by) - 1; i >= 0; i-- {
		out = append(out, visible(by[i]))
	}
	return strings.Join(out, ", via ")
}

// at is the address of a span in the reading view.
func at(dispatch string, s dateline.Span) string {
	return fmt.Sprintf("/dispatch/%s?at=%d-%d#at", url.PathEscape(dispatch), s.Start, s.End)
}

// short is the beginning of an id, as archives accept it.
func short(id string) string { return id[:min(len(id), 12)] }

// pathOf escapes each part of an id that goes into an address.
func pathOf(id string) string {
	parts := strings.Split(id, "/")
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return strings.Join(parts, "/")
}

func spot(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" && (len(out) == 0 || out[len(out)-1] != p) {
			out = append(out, visible(p))
		}
	}
	return strings.Join(out, ", ")
}

// placed is spot with the country, the last part, in words.
func placed(parts ...string) string {
	if n := len(parts); n > 0 {
		parts[n-1] = countryName(parts[n-1])
	}
	return spot(parts...)
}

// countryName is the name of a state by its alpha-3 code.
func countryName(code string) string {
	if l := gazetteer.LandByCode(code); l != nil {
		return l.Name
	}
	return code
}

func percent(f float64) string { return strconv.FormatFloat(f*100, 'f', 0, 64) + "%" }

// visible replaces what would turn or break the line around a text from
// outside: controls and overrides of direction show as their code points.
func visible(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unseen(r) {
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plain(s string) bool {
	for _, r := range s {
		if unseen(r) {
			return false
		}
	}
	return utf8.ValidString(s)
}

// unseen tells the code points that turn direction or show nothing: bidirectional
// marks, embeddings, overrides and isolates (UAX 9), and controls.
func unseen(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x061C, r == 0xFEFF, r == 0x200B, r == 0x2060:
		return true
	case r < 0x20:
		return r != '\n' && r != '\t' && r != '\r'
	}
	return r >= 0x7F && r < 0xA0
}

func typeOf(s string) dateline.EventType { return dateline.EventType(s) }

func compareText(a, b string) int { return strings.Compare(a, b) }

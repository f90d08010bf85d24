package ingest

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// Relation says how a dispatch that came in stands to one that is there.
type Relation int

// Relations.
const (
	Other   Relation = iota // another story, however alike
	Again                   // the same text from the same outlet: nothing new
	Next                    // a later version of the same story; Kind says whether update, correction or kill
	Earlier                 // an earlier version of the same story that came in late
)

// String names the relation.
func (r Relation) String() string {
	return [...]string{"other", "again", "next", "earlier"}[r]
}

// Fingerprint is what decides whether two dispatches are versions of one
// story. It is computed from the dispatch alone, so it need not be stored.
type Fingerprint struct {
	Source   string // folded
	Address  string // folded
	SourceID string
	Version  string // the source's own number
	Headline string // folded, without wire markers
	Kind     dateline.DispatchKind
	Serial   int       // 2 of "UPDATE 2", "2nd Ld"; 0 when unmarked
	Time     time.Time // when this version was made: updated, else published; zero when not known
	Day      string    // the day the dispatch counts from, "2014-09-03"; "" when not known

	text    uint64   // of all words
	words   int      // how many
	opening []uint64 // shingles of the first words, sorted
	body    sketch   // of all shingles
	numbers []string // of the opening
	named   []string // folded headlines that a kill or correction names in its text
}

// Sizes of what is compared, in words.
const (
	openingWords = 90
	sketchWords  = 6000
	shingle      = 3
)

// Print takes a dispatch's fingerprint. It is best taken after reading, when
// outlet, kind and reference day are known. address, id and version are those
// of its [Item].
func Print(d *dateline.Dispatch, address, id, version string) Fingerprint {
	head, serial, kind := unmarkHeadline(d.Headline)
	f := Fingerprint{
		Source: foldWords(d.Source), Address: foldAddress(address), SourceID: strings.TrimSpace(id), Version: strings.TrimSpace(version),
		Headline: foldWords(head), Kind: d.Kind, Serial: serial, Day: d.Reference.Date,
	}
	if f.Kind == "" || f.Kind == dateline.KindNew {
		f.Kind = kind
	}
	f.times(d)
	words := fold(d.Text, sketchWords)
	words = f.skip(words, d)
	f.words = len(words)
	f.text = hashAll(words)
	open := words[:min(len(words), openingWords)]
	f.opening = shingles(open)
	f.body = newSketch(shingles(words))
	for _, w := range open {
		if w[0] >= '0' && w[0] <= '9' && !slices.Contains(f.numbers, w) {
			f.numbers = append(f.numbers, w)
		}
	}
	if f.Kind == dateline.KindKill || f.Kind == dateline.KindCorrection {
		f.named = quotedNames(d.Text)
	}
	return f
}

func (f *Fingerprint) times(d *dateline.Dispatch) {
	switch {
	case d.Updated != nil:
		f.Time = d.Updated.UTC()
	case d.Published != nil:
		f.Time = d.Published.UTC()
	}
	if f.Day == "" && d.Published != nil {
		f.Day = d.Published.Format(time.DateOnly)
	}
}

// skip leaves out what stands before the report: wire markers and a headline
// that is repeated, so that the openings of two versions begin alike.
func (f *Fingerprint) skip(words []string, d *dateline.Dispatch) []string {
	head := fold(d.Headline, 60)
	if n := len(head); n > 2 && len(words) >= n && slices.Equal(words[:n], head) {
		return words[n:]
	}
	if n := strings.Count(f.Headline, " ") + 1; n > 2 {
		for i := range min(6, max(len(words)-n, 0)) {
			if strings.Join(words[i:i+n], " ") == f.Headline {
				return words[i+n:]
			}
		}
	}
	return words
}

// markWords are the words that wires put before or behind a headline.
var markWords = map[string]dateline.DispatchKind{
	"update": dateline.KindUpdate, "updated": dateline.KindUpdate, "updates": dateline.KindUpdate, "wrapup": dateline.KindUpdate, "recast": dateline.KindUpdate,
	"recasts": dateline.KindUpdate, "ld": dateline.KindUpdate, "lead": dateline.KindUpdate, "writethru": dateline.KindUpdate, "writethrough": dateline.KindUpdate,
	"adds": dateline.KindUpdate, "add": dateline.KindUpdate, "night": dateline.KindUpdate, "new": dateline.KindUpdate, "urgent": "", "bulletin": "", "flash": "",
	"corrected": dateline.KindCorrection, "correction": dateline.KindCorrection, "corrects": dateline.KindCorrection, "corrective": dateline.KindCorrection,
	"refile": dateline.KindCorrection, "refiles": dateline.KindCorrection, "amended": dateline.KindCorrection, "clarification": dateline.KindCorrection,
	"kill": dateline.KindKill, "mandatory": dateline.KindKill, "withdrawn": dateline.KindKill, "withdrawal": dateline.KindKill, "retraction": dateline.KindKill,
	"retracted": dateline.KindKill, "eliminate": dateline.KindKill, "advisory": dateline.KindAdvisory, "story": "", "dispatch": "", "official": "",
}

// rankOf puts the kinds in the order in which the stronger wins.
func rankOf(k dateline.DispatchKind) int {
	return slices.Index([]dateline.DispatchKind{"", dateline.KindUpdate, dateline.KindAdvisory, dateline.KindCorrection, dateline.KindKill}, k)
}

// unmarkHeadline takes wire markers off a headline and says what they mean:
// "CORRECTED-UPDATE 2-Talks end" is "Talks end", 2, a correction.
func unmarkHeadline(s string) (rest string, serial int, kind dateline.DispatchKind) {
	rest = strings.TrimSpace(s)
	for range 4 {
		i := strings.IndexAny(rest, "-:–—|")
		if i <= 0 {
			break
		}
		_, size := utf8.DecodeRuneInString(rest[i:])
		n, k, ok := marks(rest[:i])
		if !ok {
			break
		}
		serial = max(serial, n)
		if rankOf(k) > rankOf(kind) {
			kind = k
		}
		rest = strings.TrimLeft(rest[i+size:], "-:–—| ")
	}
	if i := strings.LastIndexByte(rest, '('); i > 0 && strings.HasSuffix(rest, ")") {
		if n, k, ok := marks(rest[i+1 : len(rest)-1]); ok {
			serial = max(serial, n)
			if rankOf(k) > rankOf(kind) {
				kind = k
			}
			rest = strings.TrimSpace(rest[:i])
		}
	}
	return rest, serial, kind
}

// marks reads a stretch that is all wire markers.
func marks(s string) (serial int, kind dateline.DispatchKind, ok bool) {
	for _, w := range fold(s, 6) {
		if n := number(w); n > 0 {
			serial = n
			continue
		}
		k, known := markWords[w]
		if !known {
			return 0, "", false
		}
		ok = true
		if rankOf(k) > rankOf(kind) {
			kind = k
		}
	}
	return serial, kind, ok
}

// number reads "2", "2nd", "3rd"; 0 for other words and numbers above 99.
func number(w string) int {
	n, i := 0, 0
	for i < len(w) && i < 2 && w[i] >= '0' && w[i] <= '9' {
		n = n*10 + int(w[i]-'0')
		i++
	}
	switch w[i:] {
	case "", "st", "nd", "rd", "th":
		return n
	}
	return 0
}

// fold gives the first words of a text in lower case, letters and digits
// alone; a number keeps its points and commas out of the way.
func fold(s string, limit int) []string {
	out := make([]string, 0, min(limit, len(s)/6+1))
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '.' || r == ',' && b.Len() > 0:
			if r == '.' || r == ',' {
				if !digitLast(&b) {
					flush()
				}
			}
		default:
			flush()
		}
		if len(out) >= limit {
			return out
		}
	}
	flush()
	return out
}

func digitLast(b *strings.Builder) bool {
	s := b.String()
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

func foldWords(s string) string { return strings.Join(fold(s, 60), " ") }

// foldAddress brings addresses of one page to one form: no scheme, no "www.",
// no fragment, no parameters that only count visits.
func foldAddress(s string) string {
	_, rest, ok := strings.Cut(s, "://")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "#")
	rest, query, _ := strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	out := strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + strings.TrimRight(path, "/")
	var keep []string
	for _, p := range strings.Split(query, "&") {
		key, _, _ := strings.Cut(p, "=")
		key = strings.ToLower(key)
		if p != "" && !strings.HasPrefix(key, "utm_") && key != "fbclid" && key != "gclid" && key != "ref" && key != "cmp" && key != "ito" {
			keep = append(keep, p)
		}
	}
	if len(keep) > 0 {
		slices.Sort(keep)
		out += "?" + strings.Join(keep, "&")
	}
	return out
}

// quotedNames gives what stands in quotation marks at the beginning of a kill
// or correction: the headline it speaks of.
func quotedNames(s string) []string {
	s = s[:min(len(s), 1500)]
	var out []string
	for _, q := range [][2]string{{"\"", "\""}, {"“", "”"}, {"‘", "’"}} {
		rest := s
		for len(out) < 4 {
			_, after, ok := strings.Cut(rest, q[0])
			if !ok {
				break
			}
			in, next, ok := strings.Cut(after, q[1])
			if !ok {
				break
			}
			if head, _, _ := unmarkHeadline(in); strings.Count(head, " ") >= 2 && len(head) < 200 {
				out = append(out, foldWords(head))
			}
			rest = next
		}
	}
	return out
}

package ingest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// Keys gives the numbers under which an index finds the dispatches that a
// fingerprint may be a version of: two that [Same] takes for versions share at
// least one, but for a rare pair whose openings differ much. At most 16.
func (f *Fingerprint) Keys() []int64 {
	var out []int64
	add := func(kind string, parts ...string) {
		h := hashWord(basis, kind)
		for _, p := range parts {
			h = hashWord(h*31, p)
		}
		if k := int64(mix(h)); !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	if f.Address != "" {
		add("address", f.Address)
	}
	if f.SourceID != "" {
		add("id", f.idSpace(), f.SourceID)
	}
	for _, h := range append([]string{f.Headline}, f.named...) {
		if h != "" {
			add("headline", f.Source, h)
		}
	}
	for _, p := range pairs(f.Headline, 3) {
		add("pair", f.Source, p)
	}
	for _, s := range f.opening[:min(len(f.opening), 6)] {
		add("opening", f.Source, strconv.FormatUint(s, 36))
	}
	return out[:min(len(out), 16)]
}

// pairs gives the words of a headline two by two, those whose hashes are
// smallest.
func pairs(head string, n int) []string {
	words := content(head)
	slices.Sort(words)
	type pair struct {
		h uint64
		s string
	}
	var all []pair
	for i, a := range words {
		for _, b := range words[i+1 : min(len(words), 12)] {
			s := a + " " + b
			all = append(all, pair{mix(hashWord(basis, s)), s})
		}
		if i > 10 {
			break
		}
	}
	slices.SortFunc(all, func(x, y pair) int {
		if x.h < y.h {
			return -1
		}
		return 1
	})
	var out []string
	for _, p := range all[:min(len(all), n)] {
		out = append(out, p.s)
	}
	return out
}

// idSpace is what an id of a source is unique in: nothing for one that is
// unique in the world, as a URN, an address or a tag; else the outlet.
func (f *Fingerprint) idSpace() string {
	if f.globalID() {
		return ""
	}
	return f.Source
}

func (f *Fingerprint) globalID() bool {
	return len(f.SourceID) > 12 && strings.ContainsAny(f.SourceID, ":/") || len(f.SourceID) >= 32
}

// How alike two dispatches must be.
const (
	staleAfter   = 14 * 24 * time.Hour // a page or id that comes up again later with nothing in common is another story
	markedWithin = 4 * 24 * time.Hour  // between a story and its marked update
	killWithin   = 14 * 24 * time.Hour // between a story and its kill
)

// Same tells how a dispatch stands to one that is there. It goes by, in this
// order: the words of the text; the address; the id that the source gave; and
// for the same outlet the headline with the likeness of opening and body,
// which need to be less for one that is marked as an update or correction and
// may be nothing for a kill. Two stories that share an outlet and a headline,
// as a daily column does, stay apart when their days differ, or when their
// openings differ, or agree but for the numbers.
func Same(there, new *Fingerprint) Relation {
	if there.text == new.text && there.words > 0 && there.words == new.words && compatible(there.Source, new.Source) && sameKind(there, new) {
		return Again
	}
	if !new.follows(there) {
		return Other
	}
	if new.before(there) {
		return Earlier
	}
	return Next
}

func sameKind(a, b *Fingerprint) bool {
	return (a.Kind == dateline.KindKill) == (b.Kind == dateline.KindKill)
}

// compatible tells whether two outlets may be one.
func compatible(a, b string) bool { return a == b || a == "" || b == "" }

// follows tells whether two dispatches are versions of one story.
func (f *Fingerprint) follows(there *Fingerprint) bool {
	opening, body := overlap(f.opening, there.opening), f.body.within(there.body)
	head := likeness(f.Headline, there.Headline)
	alike := opening >= 0.15 || body >= 0.25 || head >= 0.5
	bare := f.words < shingle || there.words < shingle // a kill without words
	switch {
	case f.Address != "" && f.Address == there.Address && compatible(f.Source, there.Source):
		return alike || bare || f.Kind == dateline.KindKill || f.Day != "" && f.Day == there.Day && !section(f.Address)
	case f.SourceID != "" && f.SourceID == there.SourceID && f.idSpace() == there.idSpace() && compatible(f.Source, there.Source):
		return alike || bare || f.globalID() && f.apart(there) < staleAfter
	case f.Source != there.Source:
		return false
	}
	marked := f.marked() || there.marked()
	switch {
	case f.Kind == dateline.KindKill || there.Kind == dateline.KindKill:
		return f.killed(there, head, opening)
	case f.template(there):
		return false
	case marked && f.apart(there) <= markedWithin:
		return head >= 0.5 && (opening >= 0.2 || body >= 0.3) || opening >= 0.5 && body >= 0.4
	case f.Day != there.Day && f.Day != "" && there.Day != "":
		return false
	}
	return head >= 0.6 && (opening >= 0.5 || body >= 0.6) || opening >= 0.6 && body >= 0.75
}

func (f *Fingerprint) marked() bool {
	return f.Kind == dateline.KindUpdate || f.Kind == dateline.KindCorrection || f.Serial > 0
}

// section tells an address that is no story's own: the front of a site or of a
// part of it.
func section(a string) bool {
	host, path, _ := strings.Cut(a, "/")
	return host != "" && !strings.ContainsAny(path, "0123456789?") && strings.Count(path, "-") < 2
}

// killed tells whether one of two is a kill that speaks of the other.
func (f *Fingerprint) killed(there *Fingerprint, head, opening float64) bool {
	kill, story := f, there
	if kill.Kind != dateline.KindKill {
		kill, story = there, f
	}
	if f.apart(there) > killWithin || story.Headline == "" {
		return false
	}
	for _, n := range kill.named {
		if likeness(n, story.Headline) >= 0.8 {
			return true
		}
	}
	return head >= 0.8 || head >= 0.5 && opening >= 0.3
}

// apart is the time between two versions; nothing when one is not known.
func (f *Fingerprint) apart(there *Fingerprint) time.Duration {
	if f.Time.IsZero() || there.Time.IsZero() {
		return 0
	}
	return f.Time.Sub(there.Time).Abs()
}

// template tells two openings that give different numbers in the same words:
// a column that comes every day or hour. An update may change a number or two.
func (f *Fingerprint) template(there *Fingerprint) bool {
	if len(f.numbers) < 4 || len(there.numbers) < 4 {
		return false
	}
	both := 0
	for _, n := range f.numbers {
		if slices.Contains(there.numbers, n) {
			both++
		}
	}
	return both*3 < min(len(f.numbers), len(there.numbers))
}

// before tells whether f is the earlier of two versions: by the source's own
// numbers, else by time, else by the markers.
func (f *Fingerprint) before(there *Fingerprint) bool {
	a, errA := strconv.Atoi(f.Version)
	b, errB := strconv.Atoi(there.Version)
	switch {
	case errA == nil && errB == nil && a != b && f.SourceID == there.SourceID:
		return a < b
	case !f.Time.IsZero() && !there.Time.IsZero() && !f.Time.Equal(there.Time):
		return f.Time.Before(there.Time)
	case f.Kind == dateline.KindKill || there.Kind == dateline.KindKill:
		return f.Kind != dateline.KindKill
	}
	return f.Serial < there.Serial
}

// Choose finds, among the dispatches that an index gave, the one that a
// dispatch is the same as or a version of: the same before a version, and of
// versions the latest. i is -1 when all are other stories.
func Choose(there []Fingerprint, new *Fingerprint) (i int, r Relation) {
	i = -1
	for k := range there {
		x := Same(&there[k], new)
		switch {
		case x == Other || r == Again && x != Again:
		case x == Again && r != Again, i < 0:
			i, r = k, x
		case r != Again && !there[k].Time.Before(there[i].Time):
			i, r = k, x
		}
	}
	return i, r
}

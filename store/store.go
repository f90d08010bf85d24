// Package store holds the words of the archive: what goes in ([Entry]), what
// becomes of it ([Outcome]), and what a user may put right ([Correction]). The
// archive itself is an adapter below it, such as store/sqlite.
//
// An archive only grows. A later version of a dispatch, a correction by a user
// and a reading by another engine are revisions that name what they supersede;
// every one has a number in the archive's sequence. Times are handed in: no
// package here looks at a clock.
package store

import (
	"crypto/sha256"
	"encoding/json"
	"time"

	"dateline"
)

// Entry is one dispatch on its way into the archive.
type Entry struct {
	Reading *dateline.Reading // spans exported; of a text that was not read, the dispatch alone
	Raw     []byte            // the bytes as retrieved; nil when they are the text's own
	Origin  Origin
	Given   Given   // the header as it came in, before reading completed it
	Key     Key     // what tells the same input again, see [InputKey]; zero for none
	Traces  []int64 // what versions of one story are likely to share
	At      time.Time
}

// Origin says where an entry was found.
type Origin struct {
	Path     string          `json:"path,omitempty"`   // file or address as it was named
	Member   string          `json:"member,omitempty"` // within an archive
	Record   int             `json:"record,omitempty"` // number within a file of many, from 1
	Line     int             `json:"line,omitempty"`   // first line, from 1
	Offset   int64           `json:"offset,omitempty"` // first byte within the unpacked file
	Media    string          `json:"media,omitempty"`
	Charset  string          `json:"charset,omitempty"`
	Address  string          `json:"address,omitempty"` // canonical address of the dispatch
	SourceID string          `json:"source_id,omitempty"`
	Version  string          `json:"version,omitempty"` // the source's own number of this version
	Author   string          `json:"author,omitempty"`
	From     json.RawMessage `json:"from,omitempty"`  // which element gave which field
	Map      json.RawMessage `json:"map,omitempty"`   // from the text back to the raw bytes
	Notes    []string        `json:"notes,omitempty"` // what was out of order and did no harm
}

// Given is the header of a dispatch as it came in: what another engine starts
// from.
type Given struct {
	Source    string         `json:"source,omitempty"`
	Headline  string         `json:"headline,omitempty"`
	Lang      string         `json:"lang,omitempty"`
	Published *time.Time     `json:"published,omitempty"`
	Updated   *time.Time     `json:"updated,omitempty"`
	Doubt     dateline.Doubt `json:"doubt,omitempty"`
}

// GivenOf is the header of a dispatch that was not read yet.
func GivenOf(d *dateline.Dispatch) Given {
	return Given{d.Source, d.Headline, d.Lang, d.Published, d.Updated, d.Doubt}
}

// Key tells the same input again before it is read.
type Key [16]byte

// InputKey is the key of a text from a source, as they came in.
func InputKey(source, text string) Key {
	h := sha256.New()
	h.Write([]byte(source))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return Key(h.Sum(nil)[:16])
}

// Became says what became of an entry.
type Became string

// What may become of an entry.
const (
	New     Became = "new"     // a dispatch that the archive did not have
	Same    Became = "same"    // it is there already; nothing was changed
	Version Became = "version" // a later version of a dispatch
	Killer  Became = "kill"    // it withdraws a dispatch
)

// Outcome is what became of one entry.
type Outcome struct {
	Became Became `json:"became"`
	ID     string `json:"id"`           // of the dispatch
	Of     string `json:"of,omitempty"` // id of the dispatch that it supersedes or withdraws
	Seq    int64  `json:"seq"`          // place in the archive's sequence; of the first arrival for Same
	Read   bool   `json:"read"`         // false when the text was kept and not read
}

// Fault is an item that could not be taken in, kept for the statistics.
type Fault struct {
	Where string
	What  string
	At    time.Time
}

// Candidate is a dispatch that shares a trace with an entry: a version of a
// story, with its text.
type Candidate struct {
	Dispatch *dateline.Dispatch
	Origin   Origin
}

// Relation says how an entry stands to a candidate.
type Relation int

// Relations.
const (
	Unrelated Relation = iota
	Repeats            // the same words from the same outlet: nothing new
	Follows            // a later version of the story
	Precedes           // an earlier version that came in late
)

// Decision is what an entry turns out to be.
type Decision struct {
	Relation  Relation
	Candidate int                   // which candidate, unless Unrelated
	Kind      dateline.DispatchKind // of an entry that follows: update, correction or kill
}

// Decide tells how an entry stands to candidates. It must depend on its
// arguments alone.
type Decide func(e *Entry, candidates []Candidate) Decision

// Kind says what a correction does.
type Kind string

// Kinds of correction.
const (
	Rename Kind = "rename" // give a name its right form everywhere
	Merge  Kind = "merge"  // two names are one and the same
	Split  Kind = "split"  // the name in these dispatches is somebody else
	Wrong  Kind = "wrong"  // a value is wrong: it stays, marked
)

// Correction is what a user puts right. Readings stay as they are; corrections
// lie over them and hold on to the dispatch, the layer and the span, so that a
// reading by another engine keeps them.
type Correction struct {
	Kind   Kind
	IDs    []string // what it is about; for a merge the one that stays comes first
	Name   string   // the right name, of a rename or split
	Author string
	Reason string
	At     time.Time
}

// Token lets a program use the interface for programs. The archive keeps a
// hash, never the secret itself.
type Token struct {
	Name    string     `json:"name"`
	Hash    [32]byte   `json:"-"` // SHA-256 of the secret
	Scopes  []string   `json:"scopes"`
	Made    time.Time  `json:"made"`
	Revoked *time.Time `json:"revoked,omitempty"`
}

// Problem is something that verification found.
type Problem struct {
	Where string `json:"where"` // id or table
	What  string `json:"what"`
}

// Progress is called during long work with how much of it is done.
type Progress func(done, total int)

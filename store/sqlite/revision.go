package sqlite

import (
	"encoding/hex"
	"encoding/json"

	"dateline"
)

// about is what the sequence keeps of a change beside the dispatch: of a
// user's correction all of it.
type about struct {
	Kind   string `json:"kind,omitempty"` // of a correction, see store.Kind
	What   string `json:"what,omitempty"`
	ID     string `json:"id,omitempty"`
	Of     string `json:"of,omitempty"` // what it supersedes
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	Author string `json:"author,omitempty"`
	Reason string `json:"reason,omitempty"`
	Gone   bool   `json:"gone,omitempty"` // a tombstone
	Undoes int64  `json:"undoes,omitempty"`

	Name     string    `json:"name,omitempty"`      // the right one
	Entities []string  `json:"entities,omitempty"`  // ids of names
	Anchors  []anchor  `json:"anchors,omitempty"`   // values of dispatches
	Pairs    []pairing `json:"pairs,omitempty"`     // dispatches that belong together or do not
	NameKind string    `json:"name_kind,omitempty"` // of a name that a split makes
	Country  string    `json:"country,omitempty"`
	Sector   string    `json:"sector,omitempty"`

	first string // name of the one that a merge keeps
}

func (b *about) text() (string, error) {
	s, err := json.Marshal(b)
	return string(s), err
}

// fill completes a revision from its line of the sequence.
func fill(r *dateline.Revision, text string, id, supersedes []byte, source string) error {
	if text != "" {
		var b about
		if err := json.Unmarshal([]byte(text), &b); err != nil {
			return err
		}
		r.What, r.ID, r.Supersedes, r.Before, r.After = b.What, b.ID, b.Of, b.Before, b.After
		r.Author, r.Reason, r.Tombstone = b.Author, b.Reason, b.Gone
		if r.ID == "" && id != nil {
			r.ID = hex.EncodeToString(id)
		}
		return nil
	}
	r.What, r.ID, r.Supersedes, r.Author = "dispatch", hex.EncodeToString(id), hex.EncodeToString(supersedes), source
	// A withdrawal is told as the tombstone of what it withdraws.
	if r.Cause == dateline.CauseKill {
		r.ID, r.Supersedes, r.Tombstone = hex.EncodeToString(supersedes), hex.EncodeToString(supersedes), true
		r.After = hex.EncodeToString(id)
	}
	return nil
}

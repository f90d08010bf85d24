package dateline

import "time"

// Revision is one change of what the record says: an entry in the archive's
// sequence, and a line in a happening's history. Nothing is overwritten: a
// revision names what it supersedes.
type Revision struct {
	Seq        int64      `json:"seq,omitempty"` // place in the archive's sequence, from 1
	At         *time.Time `json:"at,omitempty"`  // when the record changed, or when the source published the change
	Cause      Cause      `json:"cause"`
	What       string     `json:"what,omitempty"` // what changed: dispatch, reading, event, statement, figure, name, happening, naming
	ID         string     `json:"id,omitempty"`   // id of what changed
	Supersedes string     `json:"supersedes,omitempty"`
	Before     string     `json:"before,omitempty"` // the words or the value before
	After      string     `json:"after,omitempty"`
	Author     string     `json:"author,omitempty"` // of a correction by a user; the outlet for a dispatch's version
	Reason     string     `json:"reason,omitempty"`
	Tombstone  bool       `json:"tombstone,omitempty"` // what it names is no longer part of the record as it stands
	Citations  []Citation `json:"citations,omitempty"`
}

// Cause says why the record changed.
type Cause string

// Causes.
const (
	CauseDispatch   Cause = "dispatch"   // a dispatch came in
	CauseUpdate     Cause = "update"     // a later version of a dispatch
	CauseCorrection Cause = "correction" // a correction by the outlet
	CauseKill       Cause = "kill"       // a withdrawal by the outlet
	CauseUser       Cause = "user"       // rename, wrong: a correction by a user
	CauseMerge      Cause = "merge"
	CauseSplit      Cause = "split"
	CauseUndo       Cause = "undo"   // a user's correction taken back
	CauseEngine     Cause = "engine" // read again by another engine
)

// Package ingest takes files, feeds, archives and addresses apart into
// dispatches. It decodes and takes apart; it changes no word of a text and
// finds nothing in it. [Open] is the way in: it yields an [Item] for each
// dispatch, with its bytes as retrieved, where they lie, and which element gave
// each field. [Print] and [Same] tell which dispatches are versions of one
// story. What comes from outside is taken for hostile: every depth, length and
// ratio is bounded by [Limits], and what is broken is an error with its place
// while the rest goes on. docs/formats.md says what is read and how.
package ingest

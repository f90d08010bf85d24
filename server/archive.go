package server

import (
	"context"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store"
)

// Archive is what the server asks of the record. Ids of dispatches may be
// given by their first twelve digits; ids of values are those of
// [query.ItemID]. A method that finds no such id returns an error for which
// [Options.Missing] says yes.
type Archive interface {
	Find(context.Context, query.Query, query.Page) (query.Result[query.Hit], error)
	Dispatches(context.Context, query.Query, query.Page) (query.Result[query.Dispatch], error)
	Events(context.Context, query.Query, query.Page) (query.Result[query.Event], error)
	Statements(context.Context, query.Query, query.Page) (query.Result[query.Statement], error)
	Figures(context.Context, query.Query, query.Page) (query.Result[query.Figure], error)
	People(context.Context, query.Query, query.Page) (query.Result[query.Person], error)
	Places(context.Context, query.Query, query.Page) (query.Result[query.Place], error)
	Stories(context.Context, query.Query, query.Page) (query.Result[query.Story], error)

	// Reading is one dispatch with all that was found in it; asOf nil is now.
	Reading(ctx context.Context, id string, asOf *time.Time) (*dateline.Reading, query.Dispatch, error)
	// Versions are all versions of a dispatch, the oldest first.
	Versions(ctx context.Context, id string) ([]query.Dispatch, error)
	// Account is one happening with everybody's positions.
	Account(ctx context.Context, id string, asOf *time.Time) (*dateline.Happening, error)
	// Why leads from a value to what it rests on.
	Why(ctx context.Context, id string) (query.Why, error)
	// Cite is a citation that resolves to span, text hash and record version.
	Cite(ctx context.Context, id string) (query.Citation, error)
	// Changes are the revisions after since, the oldest first.
	Changes(ctx context.Context, since int64, limit int) ([]dateline.Revision, error)
	// Stats counts what the archive holds.
	Stats(context.Context) (query.Stats, error)
}

// Editor takes corrections by a user, and takes them back.
type Editor interface {
	Correct(context.Context, store.Correction) (dateline.Revision, error)
	// Undo takes back the correction that has a number in the sequence.
	Undo(ctx context.Context, seq int64, author, reason string, at time.Time) (dateline.Revision, error)
}

// Intake reads dispatches and takes them into the archive; it tells what became
// of each, in order.
type Intake interface {
	Take(context.Context, []dateline.Dispatch) ([]store.Outcome, error)
}

// Tokens keeps what programs and people sign in with.
type Tokens interface {
	Tokens(context.Context) ([]store.Token, error)
}

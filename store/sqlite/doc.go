// Package sqlite is the archive in one file: SQLite, with nothing to install
// or configure.
//
// A reading is kept whole, packed, and what can be asked for is laid out beside
// it in rows of small numbers. An answer is found by rows and shown from
// readings, so what is shown is always what was read. Nothing is overwritten:
// rows stand from the change that bore them to the one that put something in
// their place, and a question "as of" a moment asks which stood then.
//
// There is one writer, in transactions of a batch; questions run beside it.
package sqlite

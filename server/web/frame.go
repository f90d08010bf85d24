package web

import "dateline/query"

// Frame is what every page shows around its body.
type Frame struct {
	Title  string
	Nav    string // the entry of the navigation that the page belongs to
	Path   string // the page's own address, with its query
	Words  string // what the search field holds
	AsOf   string // day, YYYY-MM-DD, when the page shows what was known then
	Now    string // the page's address without as_of
	Seq    int64  // version of the record that the page shows
	Signed bool   // somebody who may correct is signed in
	Live   bool   // the page follows the live feed
	Flash  string // what was just done
	Body   any
}

// Trouble is an error as a page shows it.
type Trouble struct {
	Status                     int
	Title, Detail, Where, Hint string
}

// Stories is the first page.
type Stories struct {
	Filter  Filter
	Days    []Day
	Total   int
	Shown   int
	Next    string // address of the next page; "" on the last
	Feed    string // address of this list as an Atom feed
	Watches []Watch
	Saved   bool // the filters are already watched
}

// Day is one day's stories.
type Day struct {
	Day     string
	Stories []query.Story
}

// Watch is a saved set of filters.
type Watch struct {
	Name, Link, Feed string
}

// Filter is a form of filters.
type Filter struct {
	Action string
	Fields []Input
	Active int // fields that are filled in
}

// Input is one field of a form.
type Input struct {
	Name, Label, Value, Kind, Hint string
	Options                        []Option
}

// Option is one choice of a field.
type Option struct {
	Value, Label string
	On           bool
}

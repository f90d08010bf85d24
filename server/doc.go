// Package server shows the record to people and to programs: pages that work
// without script, and an interface for programs under /v1. Everything it
// serves is embedded; it asks no address outside.
//
// It states what it needs of an archive ([Archive]) and knows no database.
// Text of dispatches is hostile: it reaches a page only through html/template,
// and no page carries script or style of its own.
package server

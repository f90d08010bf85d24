// Package query holds what can be asked of the record and what an answer
// looks like: a query string becomes a tree ([Parse]), the tree is matched
// against rows ([Match]) or compiled by a store, and rows ([Event],
// [Statement], [Figure] and so on) are the record's values with their ids
// resolved, as tables, exports, pages and the interface for programs show
// them. It does no input or output and looks at no clock.
//
// The language: words must all occur; "words in quotes" stand together; a
// star ends a prefix; field:value looks into a field, field:a..b and the signs
// < <= > >= compare; OR, NOT (or a minus sign) and brackets as usual.
//
//	ceasefire place:Minsk type:AGREE by:"Dmitry Peskov" date:2014-09-01..2014-09-07 -status:denied
package query

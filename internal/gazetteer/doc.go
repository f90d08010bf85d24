// Package gazetteer is what Dateline knows before it reads: states and their demonyms and capitals, bodies that act,
// organisations, armed groups, news outlets, the words for what people do, given names, and who held which office when.
//
// All knowledge lies in tab-separated files under data/, one subject a file, each with a head of # lines that explains
// its columns, coverage and as-of date. They are meant to be edited by somebody who knows the world and not Go; the
// tests of this package check every line of them and name the file and line of a fault.
//
// The files are embedded and parsed on first use. Everything returned is shared and must not be changed.
//
// # Finding names
//
// [Match] finds the longest known name that starts at a token. It is case-aware: a capital letter of the known name
// must be a capital in the text, so "US", "WHO" and "Turkey" are not found in "us", "who" and "turkey", while
// "KIEV" and "Rebels" are found. In fold mode, meant for text that is all capitals, case decides nothing, and names
// that look like common words (see data/common.tsv) are not found. Diacritics, apostrophes and full stops are folded
// away, and a hyphen counts as a space, however the text was cut into tokens.
package gazetteer

// Package dateline holds the vocabulary of the sourced record: what a news
// dispatch says happened, who says it, where, when and how many, each value
// with the words it rests on.
//
// The unit is the claim, not the event. Everything that a dispatch says is
// said by somebody: the outlet in its own voice, or a holder whom it quotes.
// The package never says what is true; it keeps who said so.
//
// All values point into the dispatch's text by [Span]. Event types are those
// of the PLOVER ontology with the CAMEO code kept beside them; times follow
// TIMEX3 (TimeML); countries are ISO 3166-1 alpha-3.
package dateline

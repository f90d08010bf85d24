// Package coref finds which words of a dispatch stand for the same: it takes
// the names that were found and ties to them the pronouns ("he", "its"), the
// nouns ("the president", "the group") and the groups ("both presidents",
// "the two sides", "the leaders of Chad and Sudan") that stand for them.
//
// It is a sieve (Raghunathan et al. 2010; Lee et al. 2013) on dependency
// trees: the surest rules first, each building on the chains of those before.
// No rule looks back further than a fixed number of sentences or of earlier
// mentions, so that time grows with the length of the text alone.
package coref

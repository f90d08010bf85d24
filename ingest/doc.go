// Package ingest turns files into dispatches. It decodes and takes apart; it
// changes no word of a text and finds nothing in it.
package ingest

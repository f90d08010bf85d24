// Package export writes the record in the forms that other programs read:
// JSON Lines of whole readings, long tables as CSV or Parquet, GeoJSON, Atom,
// W3C Web Annotations, ninjs, a table shaped like GDELT's, and a brief in
// Markdown. Every form keeps the bounds, the holder and the words, or says in
// its manifest what it drops. It looks at no clock: times are handed in.
package export

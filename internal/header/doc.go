// Package header reads what stands around a report: the stamp, the headline,
// the dateline with its places, date and agency, bylines and credits, the
// words that mark a dispatch as an update, a correction or a kill, and the
// paragraphs that recall rather than report.
//
// It reads the bare text, before sentences and words are known, in one pass
// over the lines at the top and one over the paragraphs. The words that it
// goes by are tables in data/.
package header

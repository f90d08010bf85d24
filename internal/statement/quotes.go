package statement

import (
	"strings"

	"dateline/internal/text"
)

// quote is a stretch of tokens between quotation marks, the marks included;
// where a mark is missing the stretch ends with the sentence or paragraph.
type quote struct {
	first, last int // tokens, half-open
	paragraph   int
	closed      bool
	continued   bool // goes on in the next paragraph, which opens it again
	speech      bool // words said, as against a title or a scare quote
}

// style of a quotation mark.
type style uint8

const (
	notQuote style = iota
	double
	single
	guillemet
)

// markOf tells a token's style as a quotation mark and whether it can open or
// close, as far as its form says.
func markOf(w string) (s style, opens, closes bool) {
	switch w {
	case "\"", "''":
		return double, true, true
	case "“", "„", "``":
		return double, true, false
	case "”":
		return double, false, true
	case "‘", "`":
		return single, true, false
	case "’":
		return single, false, true
	case "'":
		return single, true, true
	case "«":
		return guillemet, true, false
	case "»":
		return guillemet, false, true
	}
	return notQuote, false, false
}

// spacedBefore tells whether white space or the text's edge stands before byte b.
func spacedBefore(s string, b int) bool {
	return b == 0 || s[b-1] == ' ' || s[b-1] == '\n' || s[b-1] == '\t' || s[b-1] == '\r' || s[b-1] == '(' || s[b-1] == '[' || s[b-1] == '-' || (b >= 2 && s[b-2:b] == "\u00a0") || strings.HasSuffix(s[:b], "—") || strings.HasSuffix(s[:b], "–")
}

// spacedAfter tells whether white space, a point or the edge stands at byte b.
func spacedAfter(s string, b int) bool {
	return b >= len(s) || strings.IndexByte(" \n\t\r.,;:!?)]-", s[b]) >= 0
}

// findQuotes finds the outermost quotes of every paragraph. Nothing that one
// paragraph's marks do reaches beyond it, but for a quote that the next
// paragraph opens again.
func findQuotes(doc *text.Doc) []quote {
	var out []quote
	for s := 0; s < len(doc.Sentences); {
		e := s
		for e < len(doc.Sentences) && doc.Sentences[e].Paragraph == doc.Sentences[s].Paragraph {
			e++
		}
		out = paragraphQuotes(doc, doc.Sentences[s].First, doc.Sentences[e-1].Last, doc.Sentences[s].Paragraph, out)
		s = e
	}
	for i := range out {
		q := &out[i]
		if !q.closed && i+1 < len(out) && out[i+1].paragraph == q.paragraph+1 && startsParagraph(doc, &out[i+1]) {
			q.continued = true
		}
		q.speech = isSpeech(doc, q)
	}
	return out
}

func startsParagraph(doc *text.Doc, q *quote) bool {
	s := doc.SentenceAt(q.first)
	return s >= 0 && doc.Sentences[s].First == q.first && (s == 0 || doc.Sentences[s-1].Paragraph != q.paragraph)
}

// paragraphQuotes scans the tokens [first, last) of one paragraph.
func paragraphQuotes(doc *text.Doc, first, last, paragraph int, out []quote) []quote {
	for i := first; i < last; i++ {
		s, opens, _ := markOf(doc.Word(i))
		if s == notQuote || !opens || !canOpen(doc, i, s) {
			continue
		}
		end := closing(doc, i, last, s)
		q := quote{first: i, last: end, paragraph: paragraph, closed: end > 0}
		if end < 0 {
			if s == single || doc.Word(i) == "\"" && hasMark(doc, i, last, "“") {
				continue
			}
			q.last = unclosedEnd(doc, i, first, last)
			if end < -1 { // another quote opens before this one is closed
				q.last = min(q.last, -end)
			}
		}
		if q.last > i+1 {
			out = append(out, q)
			i = q.last - 1
		}
	}
	return out
}

// hasMark tells whether a mark stands among the tokens (first, last).
func hasMark(doc *text.Doc, first, last int, mark string) bool {
	for k := first + 1; k < min(last, first+maxQuote); k++ {
		if doc.Word(k) == mark {
			return true
		}
	}
	return false
}

// canOpen tells whether the mark at token i stands as an opening mark does:
// after a space, before none.
func canOpen(doc *text.Doc, i int, s style) bool {
	t := doc.Tokens[i]
	if i+1 >= len(doc.Tokens) {
		return false
	}
	w := doc.Word(i)
	if w == "“" || w == "„" || w == "«" || w == "``" {
		return true
	}
	if !spacedBefore(doc.Text, int(t.Start)) {
		return false
	}
	tight := doc.Tokens[i+1].Start == t.End
	if s == single {
		return tight
	}
	return tight || doc.SentenceAt(i) >= 0 && doc.Sentences[doc.SentenceAt(i)].First == i
}

// closing is the token after the mark that closes the quote opened at token i;
// -1 when there is none before last, less where another opens first: at token
// -closing.
func closing(doc *text.Doc, i, last int, s style) int {
	fallback := -1
	depth := 0
	last = min(last, i+maxQuote)
	for k := i + 1; k < last; k++ {
		m, opens, closes := markOf(doc.Word(k))
		if m != s {
			continue
		}
		if doc.Word(i) == "„" && doc.Word(k) == "“" {
			return k + 1
		}
		if k > i+1 && doc.Word(i) == "\"" && doc.Word(k) == "\"" && depth == 0 && opensSentence(doc, k) {
			return -k
		}
		if opens && !closes && s != single {
			if doc.Word(k) == "“" && doc.Word(i) == "\"" {
				depth++ // " around “ ”: another's words, or a paragraph's mark
			} else if doc.Word(k) == "“" && doc.Word(i) == "“" && depth == 0 && nextIs(doc, k, last, "”") {
				depth++ // “ inside “: a nested quote
			}
			continue
		}
		if !closes || (opens && !spacedAfter(doc.Text, int(doc.Tokens[k].End)) && !pointBefore(doc, k)) {
			continue
		}
		if depth > 0 && !(opens && doc.Word(i) == "\"") {
			depth--
			continue
		}
		if s != single {
			return k + 1
		}
		if pointBefore(doc, k) {
			return k + 1
		}
		if fallback < 0 && spacedAfter(doc.Text, int(doc.Tokens[k].End)) && (doc.Tags[k].XPOS != text.POS || !strings.HasSuffix(doc.Word(k-1), "s")) {
			fallback = k + 1
		}
		if k-i > 60 {
			break
		}
	}
	return fallback
}

// opensSentence tells whether the mark at token k opens words that begin a
// sentence.
func opensSentence(doc *text.Doc, k int) bool {
	t := doc.Tokens[k]
	n := doc.SentenceAt(k)
	return n >= 0 && doc.Sentences[n].First == k && spacedBefore(doc.Text, int(t.Start)) && !spacedAfter(doc.Text, int(t.End))
}

// nextIs tells whether two closing marks follow token k, so that the mark at k
// opens a quote within a quote.
func nextIs(doc *text.Doc, k, last int, mark string) bool {
	n := 0
	for j := k + 1; j < last && n < 2; j++ {
		switch doc.Word(j) {
		case mark:
			n++
		case "“":
			return false
		}
	}
	return n == 2
}

// pointBefore tells whether a point or comma stands before the mark at k.
func pointBefore(doc *text.Doc, k int) bool {
	switch doc.Word(k - 1) {
	case ".", ",", "!", "?", "...", "…", ";", "-", "--", "—", "?!":
		return true
	}
	return false
}

// unclosedEnd is where a quote without closing mark ends: with its paragraph
// where it opens it, with its sentence otherwise.
func unclosedEnd(doc *text.Doc, i, first, last int) int {
	if i == first {
		return last
	}
	s := doc.SentenceAt(i)
	if s < 0 {
		return i
	}
	if doc.Sentences[s].First == i {
		return last
	}
	return min(last, doc.Sentences[s].Last)
}

// isSpeech tells words that are said from titles and scare quotes: they hold
// a verb or end with a point, or are many.
func isSpeech(doc *text.Doc, q *quote) bool {
	words, verbs, capital := 0, 0, 0
	for i := q.first + 1; i < q.last; i++ {
		switch doc.Tags[i].UPOS {
		case text.PUNCT, text.SYM:
			continue
		case text.VERB, text.AUX:
			verbs++
		}
		words++
		if c := doc.Text[doc.Tokens[i].Start]; c >= 'A' && c <= 'Z' {
			capital++
		}
	}
	end := q.last - 1
	if q.closed {
		end--
	}
	point := end > q.first && strings.IndexByte(".,!?…-", doc.Word(end)[0]) >= 0
	switch {
	case words == 0:
		return false
	case point && doc.Word(end) != "," && startsSentence(doc, q) && words > 2:
		return true
	case words > 1 && words <= 6 && capital*3 >= words*2 && (!point || doc.Word(end) == ","):
		return false // a title: "The Long Road,"
	case point && words >= 2 && (verbs > 0 || words > 4):
		return true
	case words <= 8 && capital*3 >= words*2 && words > 1:
		return false
	}
	return verbs > 0 && words >= 5 || words >= 10 || point && startsSentence(doc, q)
}

func startsSentence(doc *text.Doc, q *quote) bool {
	s := doc.SentenceAt(q.first)
	return s >= 0 && doc.Sentences[s].First == q.first
}

// maxQuote bounds a quote within one paragraph, in tokens.
const maxQuote = 1000

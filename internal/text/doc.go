// Package text holds the working page that a dispatch is read on: the exact
// text and the layers that the stages lay over it, each written by one stage.
//
// Everything inside counts bytes. The conversions to code points (exports)
// and UTF-16 units (the page) are in offsets.go and nowhere else.
package text

import (
	"strings"
	"unicode/utf8"

	"dateline"
)

// Doc is the working page of one dispatch. A stage reads the layers before it
// and returns its own; only package read assigns them, in this order.
type Doc struct {
	Dispatch *dateline.Dispatch
	Text     string // the exact text, valid UTF-8, never changed

	Zones      []dateline.Zone // header
	Filed      Filed           // header
	Paragraphs []dateline.Span // segment
	Sentences  []Sentence      // segment
	Tokens     []Token         // segment: syntactic words (Universal Dependencies)
	Tags       []Tag           // tag, one a token
	Tree       Tree            // parse, one arc a token
	Mentions   []Mention       // name, coref
}

// Filed says where the dateline of a dispatch was written, in spans of the
// text: its towns, and the state or country named beside the first. Both are
// empty where there is no dateline.
type Filed struct {
	Places []dateline.Span
	Region dateline.Span
}

// New lays an empty page over a dispatch. Text that is not valid UTF-8 is
// mended visibly: each invalid byte becomes U+FFFD and is counted in
// Dispatch.Replaced.
func New(d *dateline.Dispatch) *Doc {
	if !utf8.ValidString(d.Text) {
		d.Text, d.Replaced = Valid(d.Text)
	}
	return &Doc{Dispatch: d, Text: d.Text}
}

// Valid replaces each invalid byte of s by U+FFFD and counts them.
func Valid(s string) (string, int) {
	var b strings.Builder
	b.Grow(len(s) + 16)
	n := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			n++
		}
		b.WriteRune(r)
		i += size
	}
	return b.String(), n
}

// Sentence is a stretch of tokens [First, Last) that the parser treats as one
// tree.
type Sentence struct {
	First, Last int  // token indices
	Paragraph   int  // index into Doc.Paragraphs
	Caps        bool // written in capitals throughout
	Title       bool // a headline that begins its words with capitals
}

// Token is a syntactic word in the sense of Universal Dependencies: "don't"
// is the two tokens "do" and "n't", marked as one multiword token.
type Token struct {
	Start, End int32 // bytes of Doc.Text
	Joined     bool  // belongs to the same multiword token as the token before
}

// Span is the token's stretch of bytes.
func (t Token) Span() dateline.Span {
	return dateline.Span{Start: int(t.Start), End: int(t.End)}
}

// Word is the token's form exactly as written.
func (d *Doc) Word(i int) string { t := d.Tokens[i]; return d.Text[t.Start:t.End] }

// Lemma is the token's lemma, or its form where no lemma was assigned.
func (d *Doc) Lemma(i int) string {
	if i < len(d.Tags) && d.Tags[i].Lemma != "" {
		return d.Tags[i].Lemma
	}
	return d.Word(i)
}

// SpanOf is the stretch of bytes from the start of token first to the end of
// token last-1.
func (d *Doc) SpanOf(first, last int) dateline.Span {
	if first >= last || first < 0 || last > len(d.Tokens) {
		return dateline.Span{}
	}
	return dateline.Span{Start: int(d.Tokens[first].Start), End: int(d.Tokens[last-1].End)}
}

// SentenceAt is the index of the sentence that holds token i, found by binary
// search; -1 when there is none.
func (d *Doc) SentenceAt(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Sentences[m].Last <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(d.Sentences) || d.Sentences[lo].First > i {
		return -1
	}
	return lo
}

// TokenAt is the index of the first token that ends after byte offset b, so
// the token that holds b or, where b lies between tokens, the next one;
// len(d.Tokens) when there is none.
func (d *Doc) TokenAt(b int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if int(d.Tokens[m].End) <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// ZoneAt is the kind of the zone that holds byte offset b, body where no zone
// does.
func (d *Doc) ZoneAt(b int) dateline.ZoneKind {
	for _, z := range d.Zones {
		if z.Span.Start <= b && b < z.Span.End {
			return z.Zone
		}
	}
	return dateline.ZoneBody
}

// Mention is a stretch of tokens that names somebody or something, or stands
// for it.
type Mention struct {
	First, Last int // token indices, half-open
	Head        int // the token that the others hang on
	Sentence    int
	Kind        dateline.NameKind
	Form        dateline.MentionForm
	Name        int    // index into Reading.Names; -1 while unresolved
	Key         string // canonical name in the gazetteer; "" when not known there
	Country     string // ISO 3166-1 alpha-3, where the words give it
	Sector      string
	Office      string // office the words ascribe: "President"
}

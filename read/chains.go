package read

import (
	"dateline"
	"dateline/internal/coref"
	"dateline/internal/text"
)

// Sentences gives a page that has its tokens already the sentences that the
// program itself finds in its text, as an evaluation on gold tokens needs it.
// A sentence begins with the first token that begins in it or after it.
func Sentences(doc *text.Doc, own *text.Doc) []text.Sentence {
	var out []text.Sentence
	at := 0
	for k, s := range own.Sentences {
		next := len(doc.Tokens)
		if k+1 < len(own.Sentences) {
			next = doc.TokenAt(int(own.Tokens[own.Sentences[k+1].First].Start))
		}
		if next > at {
			out = append(out, text.Sentence{First: at, Last: next, Paragraph: s.Paragraph, Caps: s.Caps})
			at = next
		}
	}
	return out
}

// Chains gives the coreference chains of all noun phrases of a page that has
// tokens alone: it lays the language core over them first.
func (r *Reader) Chains(doc *text.Doc) []coref.Chain {
	doc.Sentences = Sentences(doc, r.Page(doc.Dispatch))
	r.Annotate(doc)
	mentions, names := r.Names(doc)
	return coref.Chains(doc, mentions, names)
}

// Names gives what the name stage finds on a page that has its language core:
// the mentions that Chains and linking start from.
func (r *Reader) Names(doc *text.Doc) ([]text.Mention, []dateline.Name) {
	return r.language.names.Find(doc)
}

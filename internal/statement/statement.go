// Package statement finds who said what: the words that are put forward by
// somebody, direct, mixed or indirect, with holder, cue, stance and basis.
//
// Whether a word marks an attribution is an open question, decided by what it
// governs and by its field in WordNet; the tables hold the special cases.
package statement

import (
	"slices"
	"strconv"

	"dateline"
	"dateline/internal/text"
)

// Find gives the statements of a page in the order of the text: what is said,
// written or otherwise put forward. What is only thought, hoped or feared is
// left out; [Attributions] has it. The names are those of the reading and the
// persons that only a statement shows to be named.
func Find(doc *text.Doc, out *dateline.Reading) ([]dateline.Statement, []dateline.Name) {
	return find(doc, out, said)
}

// Attributions gives what is said and what is thought, hoped, feared or
// wanted, in the order of the text; the rule of the latter begins with
// "thought".
func Attributions(doc *text.Doc, out *dateline.Reading) []dateline.Statement {
	list, _ := find(doc, out, thought)
	return list
}

func find(doc *text.Doc, out *dateline.Reading, least kind) ([]dateline.Statement, []dateline.Name) {
	f := gather(doc)
	slices.SortStableFunc(f.found, func(a, b attribution) int { return f.start(&a) - f.start(&b) })
	r := newRecorder(f, out)
	var list []dateline.Statement
	for i := range f.found {
		if a := &f.found[i]; a.kind >= least && (!a.nested || least == said && f.ownWords(a)) && !(least == said && r.askedAnonymity(a)) {
			list = append(list, r.statement(i))
		}
	}
	for i := range list {
		list[i].ID = "s" + strconv.Itoa(i+1)
	}
	return list, r.names
}

func (f *finder) start(a *attribution) int {
	s := a.content[0].first
	if !a.cue.empty() {
		s = min(s, a.cue.first)
	}
	return s
}

// ownWords tells whether an attribution within quoted words is more than the
// quoted speaker's way of speaking: somebody else is said to have spoken.
func (f *finder) ownWords(a *attribution) bool {
	return !a.source.empty() && a.holder >= 0 && a.rule == "clause" && f.doc.Tags[a.holder].UPOS != text.PRON
}

// askedAnonymity tells whether the content is the plea not to be named.
func (r *recorder) askedAnonymity(a *attribution) bool {
	for _, p := range a.content {
		for i := p.first; i < p.last && width(a.content) < 12; i++ {
			for _, ph := range bases().phrases {
				if i+len(ph.words) <= p.last && r.spells(part{i, i + len(ph.words)}, ph.words) {
					return true
				}
			}
		}
	}
	return false
}

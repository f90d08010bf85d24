package name

import (
	"strings"

	"dateline"
	"dateline/internal/text"
	"dateline/internal/wordnet"
)

// acts tells whether a capital's name stands for its state: it says, wants or
// does something, something is asked of it, or it owns what states have.
func (p *page) acts(first, last int) bool {
	if len(p.doc.Tree.Arcs) < last || p.doc.ZoneAt(int(p.doc.Tokens[first].Start)) == dateline.ZoneDateline {
		return false
	}
	if first > 0 && last < len(p.doc.Tags) && p.doc.Tags[first-1].UPOS == text.AUX && p.doc.Tags[last].UPOS == text.VERB {
		return acting(strings.ToLower(p.doc.Lemma(last))) // "should Kiev agree"
	}
	head := p.headOf(first, last)
	for range 4 {
		if p.doc.Tree.Rel(head) != text.Conj || p.doc.Tree.Head(head) < 0 {
			break
		}
		head = p.doc.Tree.Head(head)
	}
	over := p.doc.Tree.Head(head)
	if over < 0 {
		return false
	}
	low := strings.ToLower(p.doc.Lemma(over))
	switch p.doc.Tree.Rel(head) {
	case text.Nsubj:
		return p.doc.Tags[over].UPOS == text.VERB && acting(low) && !p.located(over)
	case text.NsubjPass, text.Obj, text.Iobj, text.OblAgent:
		return p.doc.Tags[over].UPOS == text.VERB && addressing(low)
	case text.NmodPoss:
		return actNouns()[low]&owned != 0
	case text.Nmod:
		return actNouns()[low]&between != 0 && !p.marked(head, "in", "at", "near", "around", "outside")
	case text.Obl:
		return p.marked(head, "with", "by", "from") && p.doc.Tags[over].UPOS == text.VERB && severing(low) ||
			p.marked(head, "with", "by") && addressing(low)
	}
	return false
}

// acting tells whether a verb is one of minds: saying, thinking, dealing.
func acting(lemma string) bool {
	e, ok := wordnet.Lookup(lemma)
	if !ok {
		return false
	}
	switch e.Verb {
	case wordnet.Communication, wordnet.Cognition, wordnet.Social, wordnet.Emotion, wordnet.Competition, wordnet.Possession:
		return true
	}
	switch lemma {
	case "want", "seek", "see", "intend", "fear", "call", "impose", "hope", "launch", "send":
		return true
	}
	return false
}

func addressing(lemma string) bool {
	e, ok := wordnet.Lookup(lemma)
	return ok && (e.Verb == wordnet.Communication || e.Verb == wordnet.Social)
}

// severing tells whether a verb with "from" or "with" parts or joins states.
func severing(lemma string) bool {
	switch lemma {
	case "break", "secede", "separate", "split", "withdraw", "side", "demand", "negotiate", "talk", "ally", "agree", "cooperate":
		return true
	}
	return false
}

// located tells whether a verb is of what happens in a town: "hosted".
func (p *page) located(verb int) bool {
	switch strings.ToLower(p.doc.Lemma(verb)) {
	case "host", "witness", "suffer", "have", "lie":
		return true
	}
	return false
}

// marked tells whether token i has one of the words as its preposition.
func (p *page) marked(i int, words ...string) bool {
	for c := range p.doc.Tree.Children(i) {
		if p.doc.Tree.Rel(c) != text.Case {
			continue
		}
		for _, w := range words {
			if strings.EqualFold(p.word(c), w) {
				return true
			}
		}
	}
	return false
}

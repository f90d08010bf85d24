package lemma

import "dateline/internal/text"

// verbFeats are the features that a verb's tag gives by itself.
var verbFeats = map[text.XPOS]text.Feats{
	text.VB:  text.Inf,
	text.VBD: text.Past | text.Fin | text.Ind,
	text.VBG: text.Ger,
	text.VBN: text.Past | text.Part,
	text.VBP: text.Pres | text.Fin | text.Ind,
	text.VBZ: text.Pres | text.Fin | text.Ind | text.Sing | text.Third,
	text.MD:  text.Fin,
}

// nounFeats are the features that a noun's or adjective's tag gives.
var nounFeats = map[text.XPOS]text.Feats{
	text.NN: text.Sing, text.NNP: text.Sing, text.NNS: text.Plur, text.NNPS: text.Plur,
	text.JJR: text.Cmp, text.RBR: text.Cmp, text.JJS: text.Sup, text.RBS: text.Sup,
}

const (
	p1  = text.First
	p2  = text.Second
	p3  = text.Third
	prs = text.PrsPron
)

// wordFeats are the features of pronouns, determiners and particles, by form
// in small letters.
var wordFeats = map[string]text.Feats{
	"i": prs | p1 | text.Sing | text.Nom, "me": prs | p1 | text.Sing | text.AccCase, "my": prs | p1 | text.Sing | text.Poss,
	"mine": prs | p1 | text.Sing | text.Poss, "myself": prs | p1 | text.Sing | text.AccCase,
	"we": prs | p1 | text.Plur | text.Nom, "us": prs | p1 | text.Plur | text.AccCase, "our": prs | p1 | text.Plur | text.Poss,
	"ours": prs | p1 | text.Plur | text.Poss, "ourselves": prs | p1 | text.Plur | text.AccCase,
	"you": prs | p2, "your": prs | p2 | text.Poss, "yours": prs | p2 | text.Poss,
	"yourself": prs | p2 | text.Sing | text.AccCase, "yourselves": prs | p2 | text.Plur | text.AccCase,
	"he": prs | p3 | text.Sing | text.Masc | text.Nom, "him": prs | p3 | text.Sing | text.Masc | text.AccCase,
	"his": prs | p3 | text.Sing | text.Masc | text.Poss, "himself": prs | p3 | text.Sing | text.Masc | text.AccCase,
	"she": prs | p3 | text.Sing | text.Fem | text.Nom, "her": prs | p3 | text.Sing | text.Fem | text.AccCase,
	"hers": prs | p3 | text.Sing | text.Fem | text.Poss, "herself": prs | p3 | text.Sing | text.Fem | text.AccCase,
	"it": prs | p3 | text.Sing | text.Neut, "its": prs | p3 | text.Sing | text.Neut | text.Poss,
	"itself": prs | p3 | text.Sing | text.Neut | text.AccCase,
	"they":   prs | p3 | text.Plur | text.Nom, "them": prs | p3 | text.Plur | text.AccCase,
	"their": prs | p3 | text.Plur | text.Poss, "theirs": prs | p3 | text.Plur | text.Poss,
	"themselves": prs | p3 | text.Plur | text.AccCase,
	"the":        text.Def, "a": text.Indef, "an": text.Indef,
	"this": text.Dem | text.Sing, "that": text.Dem | text.Sing, "these": text.Dem | text.Plur, "those": text.Dem | text.Plur,
	"here": text.Dem, "there": text.Dem, "then": text.Dem,
	"not": text.Neg, "n't": text.Neg, "n’t": text.Neg, "nt": text.Neg, "no": text.Neg, "nobody": text.Neg, "nothing": text.Neg,
	"none": text.Neg, "neither": text.Neg, "nor": text.Neg, "never": text.Neg,
}

// Feats gives the morphological features that form and tags alone decide.
// What only the tree decides (the passive, the imperative, a relative "that")
// is left to the parser's layer, but for "who", "whom", "whose" and "which".
func Feats(form string, u text.UPOS, x text.XPOS) text.Feats {
	switch u {
	case text.VERB, text.AUX:
		return verb(form, x)
	case text.NOUN, text.PROPN:
		return nounFeats[x]
	case text.ADJ, text.ADV:
		return nounFeats[x]&(text.Cmp|text.Sup) | particle(form)
	case text.PRON, text.DET, text.PART, text.CCONJ, text.INTJ:
		switch x {
		case text.WP, text.WPS, text.WDT:
			return relative(form)
		case text.EX:
			return 0
		case text.PRPS:
			return particle(form)&^text.AccCase | text.Poss
		}
		return particle(form)
	}
	return 0
}

func verb(form string, x text.XPOS) text.Feats {
	f := verbFeats[x]
	var buf [32]byte
	n, _ := fold(form, &buf)
	switch string(buf[:n]) {
	case "was":
		f |= text.Sing
	case "am", "'m", "’m":
		f |= text.Sing | text.First
	}
	return f
}

func relative(form string) text.Feats {
	var buf [32]byte
	n, _ := fold(form, &buf)
	switch string(buf[:n]) {
	case "what", "whatever", "whoever", "whichever":
		return text.IntPron
	case "whose":
		return text.RelPron | text.Poss
	case "whom":
		return text.RelPron | text.AccCase
	}
	return text.RelPron
}

// particle looks a word up by its form.
func particle(form string) text.Feats {
	var buf [32]byte
	n, ok := fold(form, &buf)
	if !ok {
		return 0
	}
	return wordFeats[string(buf[:n])]
}

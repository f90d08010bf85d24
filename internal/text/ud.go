package text

import "strings"

// UPOS is a universal part of speech (Universal Dependencies v2).
type UPOS uint8

// Universal parts of speech.
const (
	NoPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
)

var uposNames = [...]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// String gives the tag's UD name, "_" for none.
func (p UPOS) String() string { return nameOf(uposNames[:], uint8(p)) }

// ParseUPOS finds a part of speech by its UD name; NoPOS when there is none.
func ParseUPOS(s string) UPOS { return UPOS(indexOf(uposNames[:], s)) }

// XPOS is a part of speech of the Penn Treebank set as the English UD
// treebanks use it.
type XPOS uint8

// Penn Treebank tags.
const (
	NoXPOS XPOS = iota
	CC
	CD
	DT
	EX
	FW
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NN
	NNP
	NNPS
	NNS
	PDT
	POS
	PRP
	PRPS // PRP$
	RB
	RBR
	RBS
	RP
	SYMX // SYM
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS // WP$
	WRB
	Comma
	Period
	Colon
	OpenQuote
	CloseQuote
	LRB
	RRB
	HYPH
	NFP
	ADD
	AFX
	GW
	XX
	Dollar
	Hash
	numXPOS
)

var xposNames = [...]string{"_", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP", "ADD", "AFX", "GW", "XX", "$", "#"}

// String gives the tag's Penn Treebank name, "_" for none.
func (p XPOS) String() string { return nameOf(xposNames[:], uint8(p)) }

// ParseXPOS finds a tag by its Penn Treebank name; NoXPOS when there is none.
func ParseXPOS(s string) XPOS { return XPOS(indexOf(xposNames[:], s)) }

// Rel is a dependency relation of Universal Dependencies with the subtypes of
// the English treebanks.
type Rel uint8

// Dependency relations.
const (
	NoRel Rel = iota
	Root
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	CcPreconj
	Ccomp
	Clf
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjOuter
	CsubjPass
	Dep
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjOuter
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Vocative
	Xcomp
	NumRels
)

var relNames = [...]string{"_", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "clf", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"}

// String gives the relation's UD name, "_" for none.
func (r Rel) String() string { return nameOf(relNames[:], uint8(r)) }

// ParseRel finds a relation by its UD name. A subtype it does not know falls
// back on the plain relation; NoRel when that is unknown too.
func ParseRel(s string) Rel {
	if i := indexOf(relNames[:], s); i != 0 {
		return Rel(i)
	}
	for i := range s {
		if s[i] == ':' {
			return Rel(indexOf(relNames[:], s[:i]))
		}
	}
	return NoRel
}

func nameOf(names []string, i uint8) string {
	if int(i) < len(names) {
		return names[i]
	}
	return "_"
}

func indexOf(names []string, s string) int {
	for i, n := range names {
		if n == s {
			return i
		}
	}
	return 0
}

// Tag is what the tagger says of one token.
type Tag struct {
	UPOS  UPOS
	XPOS  XPOS
	Feats Feats
	Lemma string
}

// Feats is a set of the morphological features that later stages use.
type Feats uint32

// Morphological features (UD names in comments).
const (
	Sing    Feats = 1 << iota // Number=Sing
	Plur                      // Number=Plur
	Past                      // Tense=Past
	Pres                      // Tense=Pres
	Fin                       // VerbForm=Fin
	Inf                       // VerbForm=Inf
	Ger                       // VerbForm=Ger
	Part                      // VerbForm=Part
	Pass                      // Voice=Pass
	Ind                       // Mood=Ind
	Imp                       // Mood=Imp
	First                     // Person=1
	Second                    // Person=2
	Third                     // Person=3
	Masc                      // Gender=Masc
	Fem                       // Gender=Fem
	Neut                      // Gender=Neut
	Poss                      // Poss=Yes
	Neg                       // Polarity=Neg
	Def                       // Definite=Def
	Indef                     // Definite=Ind
	Dem                       // PronType=Dem
	PrsPron                   // PronType=Prs
	RelPron                   // PronType=Rel
	IntPron                   // PronType=Int
	Cmp                       // Degree=Cmp
	Sup                       // Degree=Sup
	Nom                       // Case=Nom
	AccCase                   // Case=Acc
)

// Has reports whether all features of g are in f.
func (f Feats) Has(g Feats) bool { return f&g == g }

// featNames are the features in the order that CoNLL-U wants: by name.
var featNames = [...]struct {
	name string
	bit  Feats
}{{"Case=Acc", AccCase}, {"Case=Nom", Nom}, {"Definite=Def", Def}, {"Definite=Ind", Indef}, {"Degree=Cmp", Cmp}, {"Degree=Sup", Sup},
	{"Gender=Fem", Fem}, {"Gender=Masc", Masc}, {"Gender=Neut", Neut}, {"Mood=Imp", Imp}, {"Mood=Ind", Ind}, {"Number=Plur", Plur},
	{"Number=Sing", Sing}, {"Person=1", First}, {"Person=2", Second}, {"Person=3", Third}, {"Polarity=Neg", Neg}, {"Poss=Yes", Poss},
	{"PronType=Dem", Dem}, {"PronType=Int", IntPron}, {"PronType=Prs", PrsPron}, {"PronType=Rel", RelPron}, {"Tense=Past", Past},
	{"Tense=Pres", Pres}, {"VerbForm=Fin", Fin}, {"VerbForm=Ger", Ger}, {"VerbForm=Inf", Inf}, {"VerbForm=Part", Part}, {"Voice=Pass", Pass}}

// String writes a set of features as CoNLL-U does, "_" for none.
func (f Feats) String() string {
	s := ""
	for _, n := range featNames {
		if f&n.bit != 0 {
			s += "|" + n.name
		}
	}
	if s == "" {
		return "_"
	}
	return s[1:]
}

// ParseFeats reads the features of a CoNLL-U column that the set can hold and
// leaves out the others.
func ParseFeats(s string) Feats {
	var f Feats
	for pair := range strings.SplitSeq(s, "|") {
		for _, n := range featNames {
			if n.name == pair {
				f |= n.bit
			}
		}
	}
	return f
}

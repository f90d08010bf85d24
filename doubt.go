package dateline

// Doubt says why a value stayed open. The list is closed: a value is either
// resolved or carries one of these.
type Doubt string

// Doubts.
const (
	DoubtAmbiguousPlace  Doubt = "ambiguous-place"    // several places bear the name and nothing decides
	DoubtUnknownPlace    Doubt = "unknown-place"      // no gazetteer knows the name
	DoubtNoReference     Doubt = "no-reference-date"  // a relative date with nothing to count from
	DoubtImpossibleDate  Doubt = "impossible-date"    // "31 September"
	DoubtConflictingDate Doubt = "conflicting-date"   // weekday and date, or clock and zone, do not fit
	DoubtAmbiguousDate   Doubt = "ambiguous-date"     // 04/05/2017, a two-digit year
	DoubtUnknownSpeaker  Doubt = "unknown-speaker"    // words are quoted, nobody is named for them
	DoubtUnresolved      Doubt = "unresolved"         // a pronoun or role with no clear antecedent
	DoubtAmbiguousName   Doubt = "ambiguous-name"     // several bearers of one name
	DoubtUnknownActor    Doubt = "unknown-actor"      // somebody acted, the text does not say who
	DoubtDateByDefault   Doubt = "date-by-default"    // no date attached: the reference date stands in
	DoubtVague           Doubt = "vague"              // "dozens", "several"
	DoubtTwoDatelines    Doubt = "two-datelines"      // the text carries more than one
	DoubtNotEnglish      Doubt = "not-english"        // kept, not read
	DoubtUnclearScope    Doubt = "unclear-scope"      // attribution or status reaches over an uncertain stretch
	DoubtUnsureReading   Doubt = "low-confidence"     // the model's margin was small
	DoubtUnbalancedQuote Doubt = "unbalanced-quote"   // a quotation mark without its partner
	DoubtOverlap         Doubt = "overlapping-scopes" // a figure whose scope may overlap another's
)

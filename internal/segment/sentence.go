package segment

// sentenceEnd gives the token after the sentence that begins at first when it
// ends with token i and the marks that close after it; 0 when it does not end
// there.
func (sp *splitter) sentenceEnd(first, i int) int {
	m := sp.marks[i]
	if m&(markPeriod|markEnd|markDots|markAbbr) == 0 {
		if sp.greets(first, i) {
			return i + 1
		}
		return 0
	}
	k := sp.closers(i + 1)
	if k == len(sp.tokens) {
		return k
	}
	next := sp.marks[k]
	opens := next&markOpen != 0
	switch {
	case i == first:
		return 0 // "..." or "P.S." before a sentence
	case m&markAbbr != 0:
		if !sp.abbreviationEnds(i, k) {
			return 0
		}
	case next&(markUpper|markLower|markNumber|markOpen) == 0:
		if !sp.breaks(i, k) {
			return 0
		}
	case next&markSpace == 0 && !opens && next&markUpper == 0:
		return 0
	case m&markDots != 0:
		if next&markUpper == 0 && !opens || sp.word(k) == "I" {
			return 0
		}
	case next&markLower != 0 && (k > i+1 || m&markEnd != 0 && sp.marks[i-1]&markUpper != 0):
		return 0 // "..." he said; Yahoo! said
	case m&markPeriod != 0 && sp.itemNumber(first, i):
		return 0
	}
	return k
}

func (sp *splitter) word(i int) string {
	t := sp.tokens[i]
	return sp.s[t.Start:t.End]
}

// closers gives the first token from k on that does not close what stands
// before it: quotes and brackets without white space before them, and notes
// in square brackets.
func (sp *splitter) closers(k int) int {
	for k < len(sp.tokens) {
		m := sp.marks[k]
		switch {
		case m&markClose != 0 && m&markSpace == 0:
			k++
		case k+2 < len(sp.tokens) && sp.word(k) == "[" && sp.marks[k+1]&markNumber != 0 && sp.word(k+2) == "]":
			k += 3
		case m&(markEnd|markPeriod) != 0 && (m&markSpace == 0 || m&sp.marks[k-1]&markPeriod != 0):
			k++ // also ". . ."
		default:
			return k
		}
	}
	return k
}

// abbreviationEnds reports whether the abbreviation i ends a sentence before
// token k.
func (sp *splitter) abbreviationEnds(i, k int) bool {
	for k < len(sp.tokens) && sp.marks[k]&markOpen != 0 {
		k++
	}
	if k == len(sp.tokens) || sp.marks[k]&markUpper == 0 || sp.marks[k]&markStarter == 0 || sp.caps && sp.marks[i]&markUpper == 0 {
		return false
	}
	w := sp.word(i)
	return len(w) < 2 || sp.look(w[:len(w)-1]).kind&kindTitle == 0
}

// breaks reports whether a sentence may end before token k, which is neither
// a word nor a number: a dash, a bullet, a currency.
func (sp *splitter) breaks(i, k int) bool {
	if sp.marks[k]&markSpace == 0 {
		return false
	}
	switch sp.word(k) {
	case ",", ";", ":", ")", "]", "”", "/", "%":
		return false
	case "-", "--", "—", "–":
		return sp.marks[i]&markPeriod != 0
	}
	return sp.marks[i]&markDots == 0
}

// itemNumber reports whether the sentence so far is but the number or letter
// of a list's item.
func (sp *splitter) itemNumber(first, i int) bool {
	if i-first > 1 {
		return false
	}
	w := sp.word(first)
	return sp.marks[first]&markNumber != 0 && len(w) <= 2 || len(w) == 1
}

// greets reports whether token i is the comma that ends the greeting a
// paragraph opens or closes with.
func (sp *splitter) greets(first, i int) bool {
	return i-first >= 1 && i-first <= 3 && sp.word(i) == "," && sp.marks[first]&markGreeting != 0 &&
		i+1 < len(sp.tokens) && sp.marks[i+1]&markUpper != 0
}

package segment

import "strings"

// word takes the token or tokens of a word that begins at i and gives their
// end.
func (sc *scanner) word(i int) int {
	if j := sc.address(i); j > 0 {
		sc.emit(i, j, 0, false)
		return j
	}
	if isDigit(sc.s[i]) {
		if j := sc.digitGroups(i); j > 0 {
			sc.emit(i, j, markNumber, false)
			return j
		}
	}
	_, n := classAt(sc.s, i)
	j := i + n
	for j < sc.end && j-i < maxWord {
		c, n := classAt(sc.s, j)
		if !alnum(c) {
			if n = sc.joiner(i, j); n == 0 {
				break
			}
		}
		j += n
		if sc.s[j-1] == '$' {
			break // "US$" before its number
		}
	}
	return sc.wordEnd(i, j)
}

// joiner gives the length of the punctuation at j that does not end the word
// s[i:j], 0 where it does.
func (sc *scanner) joiner(i, j int) int {
	_, n := classAt(sc.s, j)
	k := j + n
	next := sc.classAt(k)
	if sc.s[j] == '$' && j-i <= 3 && next == digit && !hasLower(sc.s[i:j]) {
		return 1
	}
	if !alnum(next) {
		return 0
	}
	ok := false
	switch before := sc.s[j-1]; sc.s[j] {
	case '.':
		ok = sc.dotJoins(i, j, next)
	case ',':
		ok = isDigit(before) && sc.digits(k) == 3
	case ':':
		ok = isDigit(before) && next == digit
	case '/':
		ok = isDigit(before) && next == digit && sc.dateSlash(i, j) || j-i == 1 && (before == 'w' || sc.letters(k) == 1) && isLetter(before)
	case '&':
		ok = j-i <= 4 && !hasLower(sc.s[i:j]) && isLetter(before) && sc.letters(k) <= 2
	case '_', '@':
		ok = true
	case '-':
		ok = next == letter && sc.prefix(i, j) || next == digit && strings.EqualFold(sc.s[i:j], "mid")
	case '*':
		ok = isLetter(before) && next == letter
	default:
		ok = sc.classAt(j) == apostr && sc.s[j:k] != "‘" && (next == letter && !isDigit(before) || isDigit(before) && sc.letters(k) == 1 && sc.at(k) == 's')
	}
	if !ok {
		return 0
	}
	return n
}

// prefix reports whether s[i:j] keeps its hyphen: a listed prefix that is not
// an abbreviation in capitals, and "e" before a small letter only.
func (sc *scanner) prefix(i, j int) bool {
	w := sc.s[i:j]
	if sc.look(w).kind&kindPrefix == 0 || len(w) > 1 && !hasLower(w) && !sc.caps {
		return false
	}
	return len(w) > 1 || sc.caps || sc.at(j+1) >= 'a'
}

// dateSlash reports whether the slash at j parts the numbers of a date
// ("9/11", "12/09/2014") and not those of a fraction or a season.
func (sc *scanner) dateSlash(i, j int) bool {
	n := sc.digits(j + 1)
	if sc.at(j+1+n) == '/' && isDigit(sc.at(j+2+n)) || strings.IndexByte(sc.s[i:j], '/') >= 0 {
		return true
	}
	month := 0
	for k := i; k < j && k < i+3; k++ {
		month = month*10 + int(sc.s[k]-'0')
	}
	return j-i <= 2 && month <= 12 && n == 2 && sc.s[j+1] <= '3'
}

// maxLetters is as far as the scanner looks ahead for the end of a word.
const maxLetters = 12

// digits counts the digits from k on, at most five; letters the ASCII letters,
// at most maxLetters.
func (sc *scanner) digits(k int) int {
	n := 0
	for n < 5 && isDigit(sc.at(k+n)) {
		n++
	}
	return n
}

func (sc *scanner) letters(k int) int {
	n := 0
	for n < maxLetters && isLetter(sc.at(k+n)) {
		n++
	}
	return n
}

// dotJoins reports whether the full stop at j lies within the word that
// begins at i: in numbers, in "U.S" and "p.m", before the suffix of an
// address.
func (sc *scanner) dotJoins(i, j int, next class) bool {
	before := sc.s[j-1]
	if next == digit {
		return isDigit(before) || j-i == 1 && isLetter(before)
	}
	left := 0 // letters since the last full stop
	for left < 3 && j-1-left >= i && isLetter(sc.s[j-1-left]) {
		left++
	}
	right := sc.letters(j + 1)
	alone := j-left == i || sc.s[j-left-1] == '.'
	if alone && (left == 1 && right == 1 || left == 2 && right == 1 && sc.s[j+1] < 'a' || left == 1 && right == 2 && sc.s[j+1] < 'a' && before < 'a' && j-1 > i) {
		return true
	}
	if sc.dottedName(i, j, right) {
		return true
	}
	if right >= maxLetters || sc.s[j+1] < 'a' && before >= 'a' || sc.classAt(j+1+right) == letter {
		return false
	}
	return sc.look(sc.s[j+1:j+1+right]).kind&kindSuffix != 0 && !sc.phrase(i, j, right)
}

// dottedName reports whether the full stop at j lies within a name of three
// or more parts in small letters ("alt.sports.rowing").
func (sc *scanner) dottedName(i, j, right int) bool {
	small := func(k int) bool { return sc.at(k) >= 'a' && sc.at(k) <= 'z' }
	if !small(j-1) || !small(j+1) || right >= maxLetters {
		return false
	}
	return sc.at(j+1+right) == '.' && small(j+2+right) || strings.IndexByte(sc.s[i:j], '.') > 0
}

// phrase reports whether "left.right" is more likely two words with the white
// space forgotten: the right one is a common word.
func (sc *scanner) phrase(i, j, right int) bool {
	w := sc.look(sc.s[j+1 : j+1+right])
	return w.kind&kindStarter != 0 && strings.IndexByte(sc.s[i:j], '.') < 0
}

// address gives the end of a web or e-mail address that begins at i, 0 where
// there is none.
func (sc *scanner) address(i int) int {
	switch sc.s[i] | 0x20 {
	case 'h', 'f', 'w', 'm':
		s := sc.s[i:min(sc.end, i+8)]
		for _, p := range [...]string{"http://", "https://", "ftp://", "www.", "mailto:"} {
			if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) || len(s) == len(p) && sc.end > i+len(p) && strings.EqualFold(s, p) {
				return sc.addressEnd(i + len(p))
			}
		}
	}
	return sc.mail(i)
}

func (sc *scanner) addressEnd(j int) int {
	for j < sc.end {
		c, n := classAt(sc.s, j)
		if c == space || strings.IndexByte("<>\"|", sc.s[j]) >= 0 || sc.s[j] >= 0x80 && c != letter {
			break
		}
		j += n
	}
	for strings.IndexByte(".,;:!?)]}'*", sc.s[j-1]) >= 0 {
		j--
	}
	return j
}

// mail gives the end of an e-mail address that begins at i. Every stretch
// without an at sign is looked through once only.
func (sc *scanner) mail(i int) int {
	if i < sc.noMail {
		return 0
	}
	j := i
	for j < sc.end && mailByte(sc.s[j]) {
		j++
	}
	if sc.at(j) != '@' || !alnum(sc.classAt(j+1)) {
		sc.noMail = j
		return 0
	}
	j++
	for j < sc.end && (mailByte(sc.s[j]) || sc.s[j] == '@') {
		j++
	}
	for sc.s[j-1] == '.' || sc.s[j-1] == '-' {
		j--
	}
	return j
}

func mailByte(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%'
}

// digitGroups gives the end of a telephone number or date written with
// hyphens ("555-0142", "2014-09-03"), 0 where there is none. Two groups of
// other lengths are a range and stay apart.
func (sc *scanner) digitGroups(i int) int {
	j, groups, first, last := i, 0, 0, 0
	for groups < 5 {
		n := sc.digits(j)
		if n == 0 || n > 4 {
			return 0
		}
		if groups == 0 {
			first = n
		}
		groups, last, j = groups+1, n, j+n
		if sc.at(j) != '-' || !isDigit(sc.at(j+1)) {
			break
		}
		if groups == 5 {
			return 0
		}
		j++
	}
	if groups < 2 || groups == 2 && (first != 3 || last != 4) || sc.classAt(j) == letter || sc.at(j) == '-' {
		return 0
	}
	return j
}

// wordEnd files the word s[i:j], parted where it is several words, with its
// full stop where it is an abbreviation.
func (sc *scanner) wordEnd(i, j int) int {
	m := sc.wordMark(i)
	if sc.at(j) == '.' && (sc.at(j+1) != '.' || sc.at(j+2) != '.') && sc.abbreviation(i, j) {
		sc.emit(i, j+1, m|markAbbr, false)
		return j + 1
	}
	if sc.at(j) == '!' && sc.look(sc.s[i:min(j+1, sc.end)]).kind&kindWhole != 0 {
		sc.emit(i, j+1, m, false)
		return j + 1
	}
	if m&markNumber != 0 {
		if k := sc.unit(i, j); k > 0 {
			sc.emit(i, k, m, false)
			sc.emit(k, j, markLower, false)
			return j
		}
	}
	e := sc.look(sc.s[i:j])
	if e.kind&kindStarter != 0 {
		m |= markStarter
	}
	if e.kind&kindGreeting != 0 {
		m |= markGreeting
	}
	if e.kind&kindGenitive != 0 && sc.headless(j) {
		e.split = uint8(j - i - 1)
	}
	if e.split > 0 {
		sc.emit(i, i+int(e.split), m, false)
		sc.emit(i+int(e.split), j, markLower, true)
		return j
	}
	if e.kind&kindWhole == 0 {
		if k := sc.clitic(i, j); k > i {
			sc.parts(i, k, j, m)
			return j
		}
	}
	sc.emit(i, j, m, false)
	return j
}

// headless reports whether the word after j cannot follow a genitive pronoun,
// so that "its" before it stands for "it's".
func (sc *scanner) headless(j int) bool {
	if sc.at(j) != ' ' {
		return false
	}
	n := sc.letters(j + 1)
	c := sc.at(j + 1 + n)
	return n > 0 && c != '-' && !alnum(sc.classAt(j+1+n)) && sc.look(sc.s[j+1:j+1+n]).kind&kindHeadless != 0
}

func (sc *scanner) wordMark(i int) mark {
	switch c := sc.s[i]; {
	case isDigit(c):
		return markNumber
	case isUpper(sc.s[i:sc.end]):
		return markUpper
	}
	return markLower
}

// parts files s[i:j] with its short form from k on, and what stands before it
// in parts again ("should" "n't" "'ve").
func (sc *scanner) parts(i, k, j int, m mark) {
	if sc.look(sc.s[i:k]).kind&kindStarter != 0 {
		m |= markStarter
	}
	if h := sc.clitic(i, k); h > i {
		sc.emit(i, h, m, false)
		sc.emit(h, k, 0, true)
	} else {
		sc.emit(i, k, m, false)
	}
	sc.emit(k, j, 0, true)
}

// clitic gives the begin of the short form at the end of the word s[i:j]:
// "'s", "n't", "'ll"; 0 where there is none.
func (sc *scanner) clitic(i, j int) int {
	k := j
	for k > i && k > j-3 && isLetter(sc.s[k-1]) {
		k--
	}
	n := 0 // of the apostrophe
	switch {
	case k-1 > i && (sc.s[k-1] == '\'' || sc.s[k-1] == '`'):
		n = 1
	case k-3 > i && sc.s[k-1] >= 0x80 && sc.s[k-3] == 0xE2 && sc.classAt(k-3) == apostr:
		n = 3
	case k-2 > i && sc.s[k-1] >= 0x80 && sc.s[k-2] >= 0xC2 && sc.classAt(k-2) == apostr:
		n = 2
	}
	if n == 0 || sc.s[k-n-1] == '0' && j-k == 1 && onlyDigits(sc.s[i:k-n]) {
		return 0 // "the 1980's"
	}
	var low [2]byte
	for x := k; x < j; x++ {
		if x-k == 2 {
			return 0
		}
		low[x-k] = sc.s[x] | 0x20
	}
	switch string(low[:j-k]) {
	case "s", "m", "d", "re", "ve", "ll":
		return k - n
	case "t":
		if sc.s[k-n-1]|0x20 == 'n' && k-n-1 > i {
			return k - n - 1
		}
	}
	return 0
}

func onlyDigits(w string) bool {
	for i := 0; i < len(w); i++ {
		if !isDigit(w[i]) {
			return false
		}
	}
	return true
}

// unit gives where the unit begins in a number with one written onto it
// ("5km", "7:30pm"), 0 where there is none.
func (sc *scanner) unit(i, j int) int {
	k := j
	for k > i && k > j-4 && (isLetter(sc.s[k-1]) || sc.s[k-1] == '.') {
		k--
	}
	if k == j || k == i || !isDigit(sc.s[k-1]) || sc.look(sc.s[k:j]).kind&kindUnit == 0 {
		return 0
	}
	return k
}

// abbreviation reports whether the full stop at j belongs to the word s[i:j].
func (sc *scanner) abbreviation(i, j int) bool {
	w := sc.s[i:j]
	if n := len(w); n > 12 {
		return false
	}
	if c := sc.at(j + 1); (c == ',' || c == ';') && isLetter(w[0]) {
		return true
	}
	k := sc.look(w).kind
	dotted := len(w) >= 3 && w[len(w)-2] == '.' && isLetter(w[len(w)-1]) || len(w) > 3 && k&(kindAbbr|kindTitle) != 0 && strings.IndexByte(w, '.') > 0
	initial := len(w) == 1 && isLetter(w[0]) && w[0] < 'a' && w[0] != 'I'
	if !dotted && !initial && k&(kindTitle|kindAbbr|kindNumbered|kindClosing) == 0 {
		return false
	}
	at, c, gap := sc.peek(j + 1)
	switch {
	case k&kindClosing != 0:
		return c == letter && !isUpper(sc.s[at:]) || c == other || c == digit
	case dotted && k&kindTitle != 0:
		return true
	case dotted:
		return w[0] < 'a' && w[len(w)-1] < 'a' || !sc.endsAt(at, c)
	case initial:
		return c == letter && (!gap || !isUpper(sc.s[at:]) || !sc.starterAt(at))
	case k&kindTitle != 0:
		return c != space && (gap || c != letter || at == j+1 && isUpper(sc.s[at:]))
	case k&kindNumbered != 0 && k&(kindAbbr|kindTitle) == 0:
		return c == digit
	}
	return !sc.endsAt(at, c) && (sc.caps || isUpper(w) || k&kindNumbered == 0 || c == digit)
}

// peek looks past white space and at most two opening marks: where the next
// word or mark stands, its class (space at the stretch's end), and whether
// white space was passed.
func (sc *scanner) peek(i int) (at int, c class, gap bool) {
	for n := 0; i < sc.end; {
		c, size := classAt(sc.s, i)
		switch {
		case c == space:
			gap = true
		case gap && n < 2 && (strings.IndexByte("\"([", sc.s[i]) >= 0 || strings.HasPrefix(sc.s[i:], "“")):
			n++
		default:
			return i, c, gap
		}
		i += size
	}
	return sc.end, space, gap
}

// endsAt reports whether a sentence that has a full stop behind it ends where
// the next word is the one at i.
func (sc *scanner) endsAt(i int, c class) bool {
	switch c {
	case space:
		return true
	case letter:
		return isUpper(sc.s[i:]) && sc.starterAt(i)
	}
	return false
}

// starterAt reports whether the capitalised word at i is a listed starter. In
// capitals the words that are parts of names as well do not count.
func (sc *scanner) starterAt(i int) bool {
	j := i
	for j < sc.end && j < i+12 && (isLetter(sc.s[j]) || sc.s[j] == '\'') {
		j++
	}
	return sc.look(sc.s[i:j]).kind&kindStarter != 0
}

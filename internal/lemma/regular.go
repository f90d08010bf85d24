package lemma

import "strings"

// Regular undoes the regular inflection of a form by rules alone, without the
// table of exceptions. The form may be in small letters or capitals; what is
// added is in its last letter's case.
func Regular(form string, c Class) string {
	var buf [64]byte
	n := len(form)
	if n > len(buf) || n < 3 {
		return form
	}
	for i := 0; i < n; i++ {
		b := form[i]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		buf[i] = b
	}
	cut, add := edit(buf[:n], c)
	if add != "" && form[n-1] >= 'A' && form[n-1] <= 'Z' {
		add = strings.ToUpper(add)
	}
	if add == "" {
		return form[:n-cut]
	}
	return form[:n-cut] + add
}

// edit gives how many bytes to cut from the end of w and what to put there.
func edit(w []byte, c Class) (cut int, add string) {
	switch c {
	case Plural:
		return dropS(w)
	case Verb:
		switch {
		case ends(w, "ing"):
			return stem(w, 3)
		case ends(w, "ied") && len(w) > 4:
			return 3, "y"
		case ends(w, "ed"):
			return stem(w, 2)
		}
		return dropS(w)
	case Degree:
		switch {
		case ends(w, "iest"):
			return 4, "y"
		case ends(w, "ier"):
			return 3, "y"
		case ends(w, "est"):
			return stem(w, 3)
		case ends(w, "er"):
			return stem(w, 2)
		}
	}
	return 0, ""
}

func ends(w []byte, s string) bool { return len(w) > len(s) && string(w[len(w)-len(s):]) == s }

// dropS undoes "-s", "-es" and "-ies".
func dropS(w []byte) (int, string) {
	if !ends(w, "s") || ends(w, "ss") || ends(w, "us") || ends(w, "is") {
		return 0, ""
	}
	if ends(w, "ies") && len(w) > 4 {
		return 3, "y"
	}
	for _, s := range [...]string{"sses", "shes", "ches", "xes", "zzes", "oes"} {
		if ends(w, s) {
			return 2, ""
		}
	}
	return 1, ""
}

// stem cuts an ending of n bytes, undoes a doubled consonant and gives back a
// silent e.
func stem(w []byte, n int) (int, string) {
	s := w[:len(w)-n]
	k := len(s)
	if k < 2 || !anyVowel(s) {
		return 0, ""
	}
	last, before := s[k-1], s[k-2]
	switch {
	case last == before && strings.IndexByte("bdgmnprt", last) >= 0 && k > 3:
		return n + 1, ""
	case silentE(s, last, before):
		return n, "e"
	}
	return n, ""
}

// silentE reports whether a stem has lost an e.
func silentE(s []byte, last, before byte) bool {
	k := len(s)
	switch last {
	case 'v', 'c', 'u':
		return true
	case 'z':
		return before != 'z' && before != 't'
	case 's':
		return before != 's' && before != 'u' || before == 'u' && k > 3 && vowel(s[k-3])
	case 'g':
		return before == 'd' || before == 'r' || before == 'a' || before == 'n' && k > 3 && s[k-3] == 'a'
	case 'l':
		return strings.IndexByte("bcdfgkptz", before) >= 0
	case 't':
		return before == 'a' && k > 2 && !vowel(s[k-3]) || before == 'u' && k > 3 || before == 'i' && k > 3 && s[k-3] == 'c'
	case 'h':
		return before == 't' && k > 3 && vowel(s[k-3])
	case 'd':
		return vowel(before) && k > 2 && !vowel(s[k-3]) && before != 'a' || before == 'a' && k > 2 && !vowel(s[k-3])
	case 'r':
		return strings.IndexByte("iua", before) >= 0 && k > 2 && !vowel(s[k-3]) || before == 'o' && k > 2 && strings.IndexByte("cglnpst", s[k-3]) >= 0 && k <= 5
	case 'w', 'x', 'y':
		return false
	}
	// one syllable, consonant, one vowel, consonant: "hop(e)ing"
	return vowel(before) && k >= 2 && (k == 2 || !vowel(s[k-3])) && syllables(s) == 1
}

func syllables(s []byte) int {
	n := 0
	for i := range s {
		if vowel(s[i]) && (i == 0 || !vowel(s[i-1])) {
			n++
		}
	}
	return n
}

func anyVowel(s []byte) bool { return syllables(s) > 0 || strings.IndexByte(string(s), 'y') >= 0 }

func vowel(b byte) bool { return b == 'a' || b == 'e' || b == 'i' || b == 'o' || b == 'u' }

package text

// MarkCaps fills in Sentence.Caps: a sentence is written in capitals when it
// has at least capsWords words of two letters or more and no lower-case letter
// but in at most one word of ten ("McDONALD"). A short sentence in capitals
// follows the sentences around it only if most of the document is so written.
func (d *Doc) MarkCaps() {
	caps, plain := 0, 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		up, low := d.letterCase(s.First, s.Last)
		s.Caps = up >= capsWords && low*10 <= up
		switch {
		case s.Caps:
			caps += s.Last - s.First
		case low > 0:
			plain += s.Last - s.First
		}
	}
	if caps <= 2*plain {
		return
	}
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if _, low := d.letterCase(s.First, s.Last); low == 0 {
			s.Caps = true
		}
	}
}

const capsWords = 4

// letterCase counts the words of two letters and more that are all capitals,
// and those that have a small letter.
func (d *Doc) letterCase(first, last int) (up, low int) {
	for i := first; i < last; i++ {
		u, l := 0, 0
		for _, c := range []byte(d.Word(i)) {
			switch {
			case 'A' <= c && c <= 'Z':
				u++
			case 'a' <= c && c <= 'z':
				l++
			}
		}
		switch {
		case l > 0:
			low++
		case u > 1:
			up++
		}
	}
	return up, low
}

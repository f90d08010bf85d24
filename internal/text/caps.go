package text

import "dateline"

// MarkCaps fills in Sentence.Caps: a sentence is written in capitals when it
// has at least capsWords words of two letters or more and no lower-case letter
// but in at most one word of ten ("McDONALD"). A short sentence in capitals
// follows the sentences around it only if most of the document is so written.
// Sentence.Title marks a headline with a capital at the head of every word.
func (d *Doc) MarkCaps() {
	caps, plain := 0, 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		up, low := d.letterCase(s.First, s.Last)
		s.Caps, s.Title = up >= capsWords && low*10 <= up, d.title(s)
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

// title tells whether a sentence is a headline whose words all begin with a
// capital, but for short ones ("of", "after").
func (d *Doc) title(s *Sentence) bool {
	if !d.headline(s) {
		return false
	}
	up := 0
	for i := s.First; i < s.Last; i++ {
		w := d.Word(i)
		switch c := w[0]; {
		case 'A' <= c && c <= 'Z':
			up++
		case 'a' <= c && c <= 'z' && len(w) > shortWord:
			return false
		}
	}
	return up >= capsWords
}

// shortWord is the longest word that headlines of capitals write small, in
// bytes: "against" apart, prepositions have no more.
const shortWord = 5

// headline tells whether a sentence lies in the headline.
func (d *Doc) headline(s *Sentence) bool {
	if s.First >= s.Last {
		return false
	}
	at := d.SpanOf(s.First, s.Last)
	for _, z := range d.Zones {
		if z.Zone == dateline.ZoneHeadline && z.Span.Overlaps(at) {
			return true
		}
	}
	return false
}

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

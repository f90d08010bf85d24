package compare

import (
	"cmp"
	"math"
	"slices"

	"dateline"
	"dateline/internal/rarity"
)

const (
	maxWords = 80   // words that a sketch keeps, the weightiest
	maxPrint = 2048 // fingerprints that it keeps, the least
	maxText  = 1 << 18
	// A word of the headline counts as so many of the report; one of the
	// background as so few.
	headlineWeight   = 2
	backgroundWeight = 0.25
	capitalWeight    = 2.5 // a word with a capital: names tell happenings of one kind apart
	numberRarity     = 3   // numbers are rare by themselves, and yet say little
	yearRarity       = 1
)

// stretch is a part of a dispatch's text with what its words weigh.
type stretch struct {
	text   string
	weight float64
}

// stretches gives the parts of a dispatch that tell: headline, report and
// background. A text whose parts are not known is all report.
func stretches(d *dateline.Dispatch) []stretch {
	var out []stretch
	headline := d.Headline
	for _, z := range d.Zones {
		s := z.Span.Text
		if s == "" {
			s = z.Span.Of(d.Text)
		}
		switch z.Zone {
		case dateline.ZoneBody:
			out = append(out, stretch{s, 1})
		case dateline.ZoneBackground:
			out = append(out, stretch{s, backgroundWeight})
		case dateline.ZoneHeadline:
			if headline == "" {
				headline = s
			}
		}
	}
	if len(out) == 0 {
		out = append(out, stretch{d.Text, 1})
	}
	return append(out, stretch{headline, headlineWeight})
}

// weigh gives the words of a dispatch with their weights.
func weigh(parts []stretch) []Word {
	count := map[uint32]float64{}
	rare := map[uint32]float64{}
	stems := map[string]uint32{}
	for _, p := range parts {
		rarity.Each(p.text[:min(len(p.text), maxText)], func(w rarity.Word) {
			h, ok := stems[w.Form]
			if !ok {
				h = hashOf(w, rare)
				stems[w.Form] = h
			}
			c := p.weight
			if first := p.text[w.Start]; first >= 'A' && first <= 'Z' {
				c *= capitalWeight
			}
			count[h] += c
		})
	}
	out := make([]Word, 0, len(count))
	for h, n := range count {
		out = append(out, Word{h, float32(math.Log1p(n) * rare[h])})
	}
	return strongest(out)
}

func hashOf(w rarity.Word, rare map[uint32]float64) uint32 {
	if w.Number {
		h := rarity.Hash(w.Form)
		rare[h] = numberRarity
		if len(w.Form) == 4 && (w.Form[:2] == "19" || w.Form[:2] == "20") {
			rare[h] = yearRarity
		}
		return h
	}
	h := rarity.Hash(rarity.Stem(w.Form))
	rare[h] = rarity.Of(h)
	return h
}

// strongest keeps the weightiest words, brings their weights to length 1 and
// orders them by hash.
func strongest(words []Word) []Word {
	slices.SortFunc(words, func(a, b Word) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Hash, b.Hash)) })
	words = words[:min(len(words), maxWords)]
	slices.SortFunc(words, func(a, b Word) int { return cmp.Compare(a.Hash, b.Hash) })
	sum := 0.0
	for _, w := range words {
		sum += float64(w.Weight) * float64(w.Weight)
	}
	if sum == 0 {
		return nil
	}
	length := float32(math.Sqrt(sum))
	for i := range words {
		words[i].Weight /= length
	}
	return slices.Clone(words)
}

// cosine is the closeness of two lists of words, 0 to 1.
func cosine(a, b []Word) float64 {
	sum := 0.0
	for len(a) > 0 && len(b) > 0 {
		switch x, y := a[0].Hash, b[0].Hash; {
		case x < y:
			a = a[1:]
		case x > y:
			b = b[1:]
		default:
			sum += float64(a[0].Weight) * float64(b[0].Weight)
			a, b = a[1:], b[1:]
		}
	}
	return min(sum, 1)
}

const (
	shingle = 5 // words on end that make up a fingerprint
	window  = 6 // of so many shingles on end, at least one is kept
)

// fingerprints are winnowed shingles (Schleimer, Wilkerson & Aiken 2003): what
// two texts have in common over ten words or more, they share a fingerprint
// of. Case, punctuation and line breaks do not matter.
func fingerprints(parts []stretch) []uint32 {
	var words []uint32
	for _, p := range parts[:len(parts)-1] { // the headline is each outlet's own
		rarity.Each(p.text[:min(len(p.text), maxText)], func(w rarity.Word) { words = append(words, rarity.Hash(w.Form)) })
	}
	var hashes []uint32
	for i := 0; i+min(shingle, len(words)) <= len(words) && len(words) > 0; i++ {
		h := uint64(0)
		for _, w := range words[i : i+min(shingle, len(words))] {
			h = mix(h ^ uint64(w))
		}
		hashes = append(hashes, uint32(h>>32))
	}
	out := winnow(hashes)
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), maxPrint)]
}

// winnow keeps the least hash of each window, the last one of equals.
func winnow(hashes []uint32) []uint32 {
	var out []uint32
	least, kept := -1, -1
	for end := range hashes {
		start := max(0, end-window+1)
		if least < start {
			least = start
			for i := start; i < end; i++ {
				if hashes[i] <= hashes[least] {
					least = i
				}
			}
		}
		if hashes[end] <= hashes[least] {
			least = end
		}
		if least != kept && (end >= window-1 || end == len(hashes)-1) {
			kept = least
			out = append(out, hashes[least])
		}
	}
	return out
}

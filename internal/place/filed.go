package place

import (
	"slices"

	"dateline"
	"dateline/internal/gazetteer"
)

// filedWeight is what the country of a dateline counts for the other places;
// capitalBonus is what a capital is ahead of its namesakes in a dateline,
// where every other town has its country beside it.
const (
	filedWeight  = 1.5
	capitalBonus = 2.5
)

// filed lays one spot over each town of the dateline, whatever the words
// before and after it look like.
func (f *finder) filed() {
	for _, p := range f.doc.Filed.Places {
		first, last := f.doc.TokenAt(p.Start), f.doc.TokenAt(p.End-1)+1
		if first >= last || last > len(f.words) {
			continue
		}
		f.fileSpot(first, last, p)
	}
	f.hold()
}

// fileSpot replaces the spots that tokens first to last meet by one.
func (f *finder) fileSpot(first, last int, p dateline.Span) {
	from, _ := slices.BinarySearchFunc(f.spots, first+1, func(s spot, t int) int { return s.last - t })
	to := from
	for to < len(f.spots) && f.spots[to].first < last {
		to++
	}
	if to == from+1 && f.spots[from].first == first && f.spots[from].last == last {
		f.capitalFirst(&f.spots[from])
		return
	}
	s := spot{first: first, last: last, hash: hashName(p.Of(f.doc.Text)), best: -1, container: -1, rule: "dateline"}
	s.from, s.to = f.bearers(p.Of(f.doc.Text), s.hash, nil)
	if s.from == s.to && to > from {
		return // "COPENHAGEN AIRPORT": what was found in it stands
	}
	f.spots = slices.Replace(f.spots, from, to, s)
	f.capitalFirst(&f.spots[from])
}

// hold leaves a dateline's first town, wherever its name stands, the bearers
// in the country that the dateline names: where the table has none there, the
// town is one that it does not know.
func (f *finder) hold() {
	lands := gazetteer.LandsByName(f.doc.Filed.Region.Of(f.doc.Text))
	i := slices.IndexFunc(f.spots, func(s spot) bool { return s.filed })
	if i < 0 || len(lands) == 0 || lands[0].Status == "former" || f.doc.Filed.Places[0].Overlaps(f.doc.Filed.Region) {
		return
	}
	hash, from := f.spots[i].hash, len(f.pool)
	for k := f.spots[i].from; k < f.spots[i].to; k++ {
		if c := f.pool[k]; c.country == lands[0].Country && c.land == nil {
			f.pool = append(f.pool, c)
		}
	}
	for k := range f.spots {
		if s := &f.spots[k]; s.hash == hash {
			s.from, s.to = from, len(f.pool)
		}
	}
}

// capitalFirst marks a spot as a dateline's town.
func (f *finder) capitalFirst(s *spot) {
	s.filed = true
	for k := s.from; k < s.to; k++ {
		c := &f.pool[k]
		if c.ref >= 0 && c.feature == gazetteer.CapitalTown {
			c.bonus = capitalBonus
		}
		if c.division() { // the town, not the canton of its name
			c.bonus = -1
		}
	}
}

// voteFiled lets the country of the dateline speak for the rest.
func (f *finder) voteFiled() {
	for i := range f.spots {
		s := &f.spots[i]
		if s.filed && s.best >= 0 && f.pool[s.best].country != "" {
			f.home = f.pool[s.best].country
			f.votes[f.home] += filedWeight
			return
		}
	}
}

package statement

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// speakers resolves the holder of every attribution to a name, in the order of
// the text, so that a pronoun can fall back on who spoke before.
func (r *recorder) speakers() []int32 {
	who := make([]int32, len(r.found))
	r.same = make([]int32, len(r.found))
	for i := range r.found {
		a := &r.found[i]
		who[i], r.same[i] = -1, -1
		if a.holder < 0 {
			continue
		}
		n := r.nameIn(a)
		if r.isPronoun(a) {
			who[i] = r.fuller(r.antecedent(i, n, who))
			continue
		}
		if !a.source.empty() && (n < 0 || r.names[n].Kind != dateline.Person && r.names[n].Kind != dateline.State || r.goesOnWithRole(a)) {
			if k := r.named(a); k >= 0 {
				n = k
			} else if r.bodyOnly(a, n) {
				if k := r.lastHolder(i, "it", who); k >= 0 && who[k] >= 0 {
					n = who[k]
				}
			}
		}
		who[i] = r.fuller(n)
	}
	return who
}

// bodyOnly tells whether a holder is a body in words that name none and mean the
// one named last: "the group", "the news agency".
func (r *recorder) bodyOnly(a *attribution, n int32) bool {
	if n >= 0 && r.names[n].Kind != dateline.Group && r.names[n].Kind != dateline.Office || !strings.EqualFold(r.doc.Word(a.source.first), "the") || r.tree.Child(a.holder, text.Nmod, text.NmodPoss, text.Acl, text.AclRelcl, text.Appos) >= 0 {
		return false
	}
	switch r.doc.Lemma(a.holder) {
	case "agency", "body", "group", "monitor", "watchdog", "organization", "organisation", "network", "station", "newspaper", "daily", "charity", "outlet", "website":
		return true
	}
	return false
}

// goesOnWithRole tells whether an office or calling follows the name that a
// holder's phrase begins with: "Harbour Guild envoy Ilse Marn".
func (r *recorder) goesOnWithRole(a *attribution) bool {
	m := r.mention[a.source.first]
	if m < 0 {
		return false
	}
	e := r.doc.Mentions[m].Last
	return e < a.source.last && r.isRole(e)
}

// fuller is the one person whose name is written somewhere on the page with
// all of name n at its end; n itself where there is none or several.
func (r *recorder) fuller(n int32) int32 {
	if n < 0 || r.names[n].Kind != dateline.Person {
		return n
	}
	if k, ok := r.shorts[r.names[n].Name]; ok && k >= 0 {
		return k
	}
	return n
}

// shortForms gives the ends of persons' names, and the initials of others, the
// only name that they can be short for; -1 where there are several.
func (r *recorder) shortForms() map[string]int32 {
	m := make(map[string]int32, 2*len(r.names))
	put := func(short string, k int) {
		if old, ok := m[short]; ok && old != int32(k) {
			k = -1
		}
		m[short] = int32(k)
	}
	for k := range r.names {
		n := &r.names[k]
		if n.Kind != dateline.Person {
			if s := initials(n.Name); len(s) > 1 {
				put(s, k)
			}
			continue
		}
		ends(n.Name, func(short string) { put(short, k) })
		for _, x := range n.Mentions {
			if x.Form == dateline.FormName {
				ends(x.Span.Of(r.doc.Text), func(short string) { put(short, k) })
			}
		}
	}
	return m
}

// ends yields what follows each of the first spaces of a name.
func ends(name string, yield func(string)) {
	for range 6 {
		_, rest, ok := strings.Cut(name, " ")
		if !ok {
			return
		}
		yield(rest)
		name = rest
	}
}

// isPronoun tells whether the holder is a personal pronoun of the third person.
func (r *recorder) isPronoun(a *attribution) bool {
	t := r.doc.Tags[a.holder]
	return t.UPOS == text.PRON && t.XPOS == text.PRP && t.Feats.Has(text.Third)
}

// index is the index of the name that token i belongs to, -1 when none is known.
func (r *recorder) index(i int) int32 {
	if i < 0 || i >= len(r.mention) || r.mention[i] < 0 {
		return -1
	}
	if n := r.doc.Mentions[r.mention[i]].Name; n >= 0 && n < len(r.names) {
		return int32(n)
	}
	return -1
}

// nameIn is the name of a holder: the one its head belongs to if that is a
// person's, else the person named in the same phrase ("the director of the
// harbour Ilse Marn", "Ilse Marn head of the guild"), else that of its head.
func (r *recorder) nameIn(a *attribution) int32 {
	n := r.index(a.holder)
	if n >= 0 && r.names[n].Kind == dateline.Person && r.doc.Mentions[r.mention[a.holder]].Form == dateline.FormName && !r.isRole(a.holder) || !a.source.has(a.holder) {
		return n
	}
	best, persons, body := int32(-1), 0, int32(-1)
	for i := a.source.first; i < a.source.last && !r.leaves(i, a.source.first); i++ {
		m := r.mention[i]
		if m < 0 || r.doc.Mentions[m].Form != dateline.FormName || r.doc.Mentions[m].Kind == dateline.Person && r.isRole(r.doc.Mentions[m].Head) {
			continue
		}
		p := part{r.doc.Mentions[m].First, r.doc.Mentions[m].Last}
		if !a.source.holds(p) || r.governed(a.source.first, p.first) || r.possessed(p.last) {
			continue
		}
		k := r.index(i)
		switch {
		case k < 0 || k == best:
		case r.doc.Mentions[m].Kind != dateline.Person:
			if p.last == a.source.last { // "the state news agency SANA"
				body = k
			}
		default:
			best = k
			persons++
		}
		if persons > 0 && p.first == a.source.first && r.tree.Child(a.holder, text.Conj) < 0 {
			break
		}
		i = max(i, p.last-1)
	}
	switch {
	case best >= 0 && (persons == 1 || r.tree.Child(a.holder, text.Conj) < 0):
		return best
	case n < 0:
		return body
	}
	return n
}

// governed tells whether a preposition within a phrase governs the name at
// token i: "a friend of the envoy Marn", but not "the head of the Guild Marn",
// where another name stands between.
func (r *recorder) governed(first, i int) bool {
	if i > first && (r.doc.Word(i-1) == "," || r.mention[i-1] >= 0 && r.doc.Mentions[r.mention[i-1]].Kind != dateline.Person) {
		return false
	}
	for k := i - 1; k > first; k-- {
		if r.doc.Tags[k].UPOS == text.ADP {
			_, n := gazetteer.MatchRole([]string{r.doc.Word(k - 1), r.doc.Word(k), r.doc.Word(k + 1)}, 0)
			return n < 3 // "chief of staff"
		}
		if r.mention[k] >= 0 || r.doc.Word(k) == "," {
			return false
		}
	}
	return false
}

// named is the name of a person that only the way of speaking of him gives away:
// capitals beside an office or calling ("harbour envoy Ilse Marn"), filed as a
// new name, or the last word of a person's name known already; -1 for none.
func (r *recorder) named(a *attribution) int32 {
	for i := a.source.first; i < a.source.last && !r.leaves(i, a.source.first); i++ {
		e := i
		for e < a.source.last && r.unnamed(e) && (r.doc.Tags[e].UPOS == text.PROPN && r.capital(e) && !r.isRole(e) || e > i && r.particle(e)) {
			e++
		}
		if e == i {
			if e = i + 1; e == a.source.last && i == a.source.first && r.capital(i) && r.unnamed(i) {
				return r.shortened(r.doc.Word(i))
			}
			continue
		}
		span := r.doc.SpanOf(i, e)
		words := strings.Join(strings.Fields(span.Of(r.doc.Text)), " ")
		if e-i == 1 && a.source.first == i && e == a.source.last {
			return r.shortened(words)
		}
		beside := i > a.source.first && r.isRole(i-1) || i > a.source.first+1 && r.doc.Word(i-1) == "," && r.isRole(i-2) || i == a.source.first && e < a.source.last && r.isRole(e)
		if beside && e-i >= 2 && e-i <= 7 {
			return r.person(words, span)
		}
		i = e - 1
	}
	return -1
}

// particle tells whether token i may stand within a name: "al", "van", a hyphen.
func (f *finder) particle(i int) bool {
	if i >= len(f.doc.Tokens) {
		return false
	}
	switch f.doc.Word(i) {
	case "al", "el", "-", "bin", "ibn", "de", "van", "von", "der", "di":
		return i+1 < len(f.doc.Tokens) && (f.capital(i+1) || f.doc.Word(i+1) == "-")
	}
	return false
}

// unnamed tells whether token i belongs to no name.
func (r *recorder) unnamed(i int) bool { return r.index(i) < 0 }

// person is the index of the person of a name, added where it is new.
func (r *recorder) person(words string, span dateline.Span) int32 {
	m := dateline.Mention{Span: span, Form: dateline.FormName}
	if k, ok := r.full[words]; ok {
		n := &r.names[k]
		if !slices.Contains(n.Mentions, m) {
			n.Mentions = append(slices.Clip(n.Mentions), m)
			slices.SortFunc(n.Mentions, func(a, b dateline.Mention) int { return a.Span.Start - b.Span.Start })
		}
		return k
	}
	r.full[words] = int32(len(r.names))
	ends(words, func(short string) {
		if _, ok := r.shorts[short]; !ok {
			r.shorts[short] = int32(len(r.names))
		}
	})
	id := "n" + strconv.Itoa(len(r.names)+1)
	r.names = append(r.names, dateline.Name{ID: id, Kind: dateline.Person, Name: words, Mentions: []dateline.Mention{m}, Rule: "speaker: capitals beside an office"})
	return int32(len(r.names) - 1)
}

// shortened is the only name that a word is the last one of, or the initials of;
// -1 when there is none or several.
func (r *recorder) shortened(word string) int32 {
	if k, ok := r.shorts[word]; ok {
		return k
	}
	return -1
}

// initials are the capitals that the words of a name begin with.
func initials(name string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			b.WriteByte(w[0])
		}
	}
	return b.String()
}

// isRole tells whether token i is a word for an office or calling, as in "Harbour
// Guild chairman", rather than a name.
func (r *recorder) isRole(i int) bool {
	_, n := gazetteer.MatchRole([]string{r.doc.Word(i)}, 0)
	w := r.doc.Word(i)
	return n > 0 || r.doc.Tags[i].UPOS == text.NOUN && !r.capital(i) || len(w) <= 4 && w == strings.ToUpper(w) && r.capital(i)
}

// leaves tells whether a phrase goes over to a clause at token i.
func (r *recorder) leaves(i, first int) bool {
	return i > first && (r.relative(i) || r.doc.Tags[i].XPOS == text.VBG || r.doc.Tags[i].XPOS == text.VBN && r.doc.Lemma(i) != "name" && r.doc.Word(max(0, i-1)) != "-")
}

func (r *recorder) possessed(i int) bool {
	return i < len(r.doc.Tags) && r.doc.Tags[i].XPOS == text.POS
}

// antecedent is whom the pronoun that holds attribution i stands for. After
// quoted words it is who spoke in the sentence before; else a person n as found
// before, if it fits, or the last holder or name near it that does; for a body
// or several the last holder.
func (r *recorder) antecedent(i int, n int32, who []int32) int32 {
	a := &r.found[i]
	word := strings.ToLower(r.doc.Word(a.holder))
	person := word == "he" || word == "she"
	k := r.lastHolder(i, word, who)
	if k >= 0 && person && r.quote[a.content[0].first] >= 0 && r.doc.SentenceAt(a.content[0].first)-r.doc.SentenceAt(r.found[k].holder) <= 1 {
		r.same[i] = int32(k)
		return who[k]
	}
	if n >= 0 && person && r.fits(word, n) && r.isNamed(n) {
		return n
	}
	at := -1
	if k >= 0 {
		at = r.found[k].holder
	}
	for m := a.holder - 1; person && m > at && r.near(m, a.holder); m-- {
		if x := r.index(m); x >= 0 && r.quote[m] < 0 && r.mentionHead(m) && r.fits(word, x) {
			return x
		}
	}
	switch {
	case k >= 0:
		r.same[i] = int32(k)
		return who[k]
	case n >= 0 && r.fits(word, n):
		return n
	}
	return -1
}

// lastHolder is the last attribution before the i-th, near it and not within
// another's words, whose holder a pronoun can stand for; -1 when there is none.
func (r *recorder) lastHolder(i int, word string, who []int32) int {
	best, at := -1, -1
	a := &r.found[i]
	for k := i - 1; k >= max(0, i-maxNesting); k-- {
		b := &r.found[k]
		if b.kind != said || b.nested || b.holder < 0 || b.holder >= a.holder || b.holder <= at || !r.near(b.holder, a.holder) || r.inner(k) {
			continue
		}
		if who[k] >= 0 && r.fits(word, who[k]) || who[k] < 0 && (word == "he" || word == "she") && r.doc.Tags[b.holder].UPOS == text.PROPN {
			best, at = k, b.holder
		}
	}
	return best
}

// inner tells whether the cue of attribution k stands within what another one
// near it says.
func (r *recorder) inner(k int) bool {
	c := r.found[k].cue
	for j := max(0, k-3); j < k; j++ {
		if b := &r.found[j]; b.kind == said && b.rule != "according" && !b.source.empty() && !c.empty() && within(c, b.content) {
			return true
		}
	}
	return false
}

// isNamed tells whether a person has a name and not only words for one: "the
// pilot".
func (r *recorder) isNamed(n int32) bool {
	c := r.names[n].Name
	return c != "" && r.names[n].Kind == dateline.Person && (c[0] < 'a' || c[0] > 'z')
}

// mentionHead tells whether token k is the head of a mention that acts: a
// subject or one named beside it, not a possessor or what a preposition governs.
func (r *recorder) mentionHead(k int) bool {
	if r.doc.Mentions[r.mention[k]].Head != k {
		return false
	}
	switch r.tree.Rel(k) {
	case text.Nsubj, text.NsubjPass, text.Appos, text.Conj, text.Flat, text.Root:
		return true
	}
	return false
}

// near tells whether token k stands at most three sentences before token i.
func (r *recorder) near(k, i int) bool {
	return k >= 0 && r.doc.SentenceAt(i)-r.doc.SentenceAt(k) <= 3
}

// fits tells whether a pronoun can stand for name i: a person for he and she,
// but for one that the other is known to stand for.
func (r *recorder) fits(pronoun string, i int32) bool {
	n := &r.names[i]
	switch n.Kind {
	case dateline.Person:
		if int(i) >= len(r.sex) {
			return pronoun == "he" || pronoun == "she"
		}
		return pronoun == "he" && r.sex[i]&female == 0 || pronoun == "she" && r.sex[i]&male == 0
	case dateline.Office:
		return pronoun != "it"
	case dateline.Group:
		return pronoun != "it" || len(n.Members) == 0
	}
	return n.Kind != dateline.PlaceName && (pronoun == "it" || pronoun == "they")
}

// Which pronouns stand for a name elsewhere on the page.
const (
	male uint8 = 1 << iota
	female
)

// sexes gathers them.
func (r *recorder) sexes() []uint8 {
	out := make([]uint8, len(r.names))
	for _, m := range r.doc.Mentions {
		if m.Form != dateline.FormPronoun || m.Name < 0 || m.Name >= len(out) || m.Head < 0 || m.Head >= len(r.doc.Tokens) {
			continue
		}
		switch strings.ToLower(r.doc.Word(m.Head)) {
		case "he", "his", "him":
			out[m.Name] |= male
		case "she", "her", "hers":
			out[m.Name] |= female
		}
	}
	return out
}

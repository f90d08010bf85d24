package compare

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
)

// party is somebody who acts, is acted upon or speaks, the same over all
// dispatches.
type party struct {
	name    string // canonical, or the words where nobody is named
	words   string // as the text has it where it acts; "" where it has only a pronoun
	kind    dateline.NameKind
	country string
	sector  string
	side    string // the state or the camp it belongs to: "UKR", "rebels"; the name where neither is known
}

// ofState tells whether words for fighters say that they are a state's: "Syrian
// troops", "government forces".
func ofState(name string) bool {
	w, _, _ := strings.Cut(name, " ")
	switch strings.ToLower(w) {
	case "government", "regime", "army", "state", "security", "loyalist", "federal", "national":
		return true
	}
	return len(gazetteer.Demonyms(w)) > 0
}

// rebels is the side of all who fight against a state and bear no name.
const rebels = "rebels"

// partyOf gives the party of a name.
func partyOf(n *dateline.Name) party {
	p := party{name: n.Name, kind: n.Kind, country: n.Country, sector: n.Sector}
	rebel, force := fighters(n.Name)
	if n.Kind == dateline.Group && (strings.Contains(n.Name, ", ") || strings.Contains(n.Name, " and ")) {
		p.side = strings.ToLower(n.Name) // several at once
		return p
	}
	switch {
	case n.Sector == "REB" || n.Kind == dateline.ArmedGroup || rebel && n.Kind != dateline.Person:
		p.side = rebels
		if n.Kind != dateline.ArmedGroup {
			p.name = rebelWords(n.Name)
		}
	case n.Country != "" && (n.Kind == dateline.State || n.Kind == dateline.Government || n.Kind == dateline.Person && stately(n.Sector) || n.Sector == "MIL" || force && ofState(n.Name) || stately(n.Sector)):
		p.side = n.Country
	default:
		p.side = strings.ToLower(n.Name)
	}
	return p
}

// plainFighter tells whether a word before one for fighters leaves it open who
// they are: "armed rebels", "pro-Russian militants", but not "Kurdish
// fighters".
func plainFighter(w string) bool {
	switch w {
	case "armed", "local", "opposition", "anti-government", "several", "pro-independence":
		return true
	}
	land, ok := strings.CutPrefix(w, "pro-")
	return ok && len(gazetteer.Demonyms(strings.ToUpper(land[:min(1, len(land))])+land[min(1, len(land)):])) > 0
}

// rebelWords gathers the words that outlets have for fighters without a name
// under one, unless they say more ("Kurdish fighters", "a separatist leader").
func rebelWords(name string) string {
	f := strings.Fields(strings.ToLower(name))
	if len(f) > 1 && f[0] == "pro-independence" {
		return rebels
	}
	for i, w := range f {
		if isKind(w, rebelWord) || i < len(f)-1 && plainFighter(w) {
			continue
		}
		return name
	}
	if len(f) > 0 {
		return rebels
	}
	return name
}

// fighters tells whether a name holds a word for those who fight against a
// state, or for those who fight for one.
func fighters(name string) (rebel, force bool) {
	low := strings.ToLower(name)
	for f := range strings.FieldsSeq(low) {
		rebel = rebel || isKind(f, rebelWord)
		force = force || isKind(f, forceWord)
	}
	return rebel || strings.Contains(low, "pro-independence"), force
}

func isKind(w string, k wordKind) bool {
	return slices.ContainsFunc(words().one[w], func(s sense) bool { return s.kind == k })
}

func stately(sector string) bool {
	switch sector {
	case "GOV", "MIL", "COP", "LEG", "JUD", "SPY":
		return true
	}
	return false
}

// holder is who holds a claim: the last link of its chain.
type holder struct {
	name  string
	basis dateline.Basis
	via   []string // the outlet, and others between it and the holder
	own   bool     // the outlet itself
}

// holderOf follows the chain of a claim. A holder that is named only by what
// he is ("the press office") is the fuller one of the same page.
func (p *page) holderOf(by []string, st *dateline.Statement) holder {
	h := holder{via: []string{p.outlet}}
	if st != nil {
		h.basis = st.Basis
		if n := p.names[st.Speaker]; n != nil {
			h.name = p.speakerName(n, st)
		} else if st.SpeakerSpan != nil {
			h.name = p.described(*st.SpeakerSpan)
		}
	}
	if h.name == "" && len(by) > 1 {
		h.name = p.plain(by[len(by)-1])
	}
	for _, l := range by[min(1, len(by)):max(1, len(by)-1)] {
		if l != h.name {
			h.via = append(h.via, l)
		}
	}
	if st != nil {
		h.via = with(h.via, p.toldTo(st)...)
	}
	if p.monitor != "" && onlyMonitor(h.name) {
		h.name = p.monitor
	}
	if h.name == "" || h.name == p.outlet {
		h.name, h.own, h.basis = p.outlet, true, dateline.ByMedia
	}
	return h
}

// toldTo is the other outlet that the words were said to ("told Northern Wire"),
// as far as it is one of those that are compared.
func (p *page) toldTo(st *dateline.Statement) []string {
	if st.Cue == nil {
		return nil
	}
	after := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(p.of(dateline.Span{Start: st.Cue.Span.End, End: st.Cue.Span.End + 80})), "the "))
	w, _, _ := strings.Cut(after, " ")
	for _, o := range p.others[w] {
		if o != p.outlet && strings.HasPrefix(after, o) {
			return []string{o}
		}
	}
	return nil
}

// speakerName is the name of a speaker; one known only by a role is given
// with the words that say whose role it is.
func (p *page) speakerName(n *dateline.Name, st *dateline.Statement) string {
	if n.Kind != dateline.Office && n.Kind != dateline.Group {
		if st.SpeakerSpan != nil && n.Kind == dateline.Person {
			if full := p.described(*st.SpeakerSpan); belongs(full, n.Name) {
				return full
			}
		}
		return n.Name
	}
	if r := partyOf(n); r.name == rebels {
		return rebels
	}
	if st.SpeakerSpan != nil {
		if full := p.described(*st.SpeakerSpan); len(full) > len(n.Name) {
			return full
		}
	}
	for _, m := range n.Mentions {
		if full := p.described(m.Span); m.Form != dateline.FormPronoun && len(full) > len(n.Name) {
			return full
		}
	}
	return n.Name
}

// belongs tells whether the words for a holder name not a person but what is
// his: "press office of Petro Poroshenko".
func belongs(full, name string) bool {
	head, ok := strings.CutSuffix(full, " of "+name)
	if !ok {
		return false
	}
	f := strings.Fields(strings.ToLower(head))
	switch f[len(f)-1] {
	case "office", "service", "spokesman", "spokeswoman", "spokesperson", "aide", "aides", "adviser", "advisers", "lawyer", "lawyers", "allies",
		"supporters", "administration", "staff", "team", "government", "cabinet", "party", "family", "website", "account":
		return true
	}
	return false
}

// described gives the words for a holder without article and day, with the
// canonical names of those named in them: "press office of Petro Poroshenko".
func (p *page) described(s dateline.Span) string {
	var owner *dateline.Name
	var at dateline.Span
	for _, m := range p.near(s.Start).names {
		n := m.name
		if n.Kind == dateline.Group || n.Kind == dateline.Office || n.Kind == dateline.PlaceName {
			continue
		}
		if within(m.Span, s) && (owner == nil || better(n, owner)) {
			owner, at = n, m.Span
		}
	}
	text := p.of(s)
	if owner == nil {
		return p.plain(text)
	}
	before := p.plain(p.of(dateline.Span{Start: s.Start, End: at.Start}))
	after := strings.TrimLeft(p.of(dateline.Span{Start: at.End, End: s.End}), " ")
	if rest, ok := strings.CutPrefix(after, "'s "); ok {
		return p.plain(rest) + " of " + owner.Name
	}
	if rest, ok := strings.CutPrefix(after, "’s "); ok {
		return p.plain(rest) + " of " + owner.Name
	}
	head, _, ok := strings.Cut(before+" ", " of ")
	if ok && head != "" {
		return head + " of " + owner.Name
	}
	if strings.Contains(before, " for ") {
		head, _, _ = strings.Cut(before, " for ")
		return head + " for " + owner.Name
	}
	return p.plain(text)
}

func better(a, b *dateline.Name) bool { return a.Kind == dateline.Person && b.Kind != dateline.Person }

// plain takes articles, forms of address and a closing day off the words for
// a holder, and finds the fuller form of the same on the page.
func (p *page) plain(s string) string {
	f := strings.Fields(s)
	for len(f) > 0 && dropped(f[0]) {
		f = f[1:]
	}
	for i, w := range f {
		if i > 0 && (w == "on" || w == "later" || w == "earlier" || w == "also") {
			f = f[:i]
			break
		}
	}
	return strings.Trim(strings.Join(f, " "), " ,.;:\"“”")
}

func dropped(w string) bool {
	switch strings.ToLower(w) {
	case "the", "a", "an", "its", "his", "her", "their", "our", "my", "mr", "mrs", "ms", "mr.", "one", "some":
		return true
	}
	return false
}

// settleHolders gives the holders that are named by less than others of the
// same page their fuller name ("press office" → "press office of Petro
// Poroshenko"), and pronouns the holder before them.
func settleHolders(claims []*claim) {
	var seen []string
	for _, c := range claims {
		low := strings.ToLower(c.holder.name)
		if pronoun(low) && len(seen) > 0 {
			c.holder.name = seen[len(seen)-1]
			continue
		}
		if i := slices.IndexFunc(seen, func(s string) bool { return fuller(strings.ToLower(s), low) }); i >= 0 {
			c.holder.name = seen[i]
		}
		if !c.holder.own && !slices.Contains(seen, c.holder.name) {
			seen = append(seen, c.holder.name)
		}
	}
}

func pronoun(low string) bool {
	switch low {
	case "it", "he", "she", "they", "who", "i", "we":
		return true
	}
	return false
}

// fuller tells whether a long name says all that a short one says and more.
func fuller(long, short string) bool {
	if len(long) <= len(short) || short == "" {
		return false
	}
	return strings.HasPrefix(long, short+" of ") || strings.HasPrefix(long, short+" for ") || strings.HasSuffix(long, " "+short)
}

// sides are the different sides of parties, sorted.
func sides(ps []party) []string {
	var out []string
	for _, p := range ps {
		out = append(out, p.side)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// partyNames are the different names of parties, in their order.
func partyNames(ps []party) []string {
	out := []string{}
	for _, p := range ps {
		if !slices.Contains(out, p.name) {
			out = append(out, p.name)
		}
	}
	return out
}

// partyWords are the words for parties where they act, else their names.
func partyWords(ps []party) []string {
	var out []string
	for _, p := range ps {
		out = with(out, cmp.Or(p.words, p.name))
	}
	return out
}

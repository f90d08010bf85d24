package parse

import "dateline/internal/text"

// MaxLabelKeys bounds the features of one arc.
const MaxLabelKeys = 72

func short(h uint64) uint32 { return uint32(h>>32) | 1 }

// ArcKeys appends the features of an arc that need no tree: the two words,
// what stands beside and between them. Words count from the sentence's start;
// head n is the root.
func (sp *Space) ArcKeys(head, dep int, keys []uint32) []uint32 {
	h, d := int32(head), int32(dep)
	a, b := sp.atom(h), sp.atom(d)
	dir := uint64(1)
	lo, hi := h, d
	if h > d {
		dir, lo, hi = 2, d, h
	}
	g := dist(lo, hi) + dir*mulA
	in := sp.between(lo, hi) + dir
	hp, hn, dp, dn := sp.atom(h-1), sp.atom(h+1), sp.atom(d-1), sp.atom(d+1)
	f := func(t, x uint64) { keys = append(keys, short(key(t, x+dir*0x5851F42D4C957F2D))) }
	f(101, 0)
	f(102, a.w)
	f(103, a.t)
	f(104, b.w)
	f(105, b.t)
	f(106, two(a.w, b.w))
	f(107, two(a.t, b.t))
	f(108, two(a.wt, b.t))
	f(109, two(a.t, b.wt))
	f(110, two(a.p, b.wt))
	f(111, g)
	f(112, three(a.t, b.t, g))
	f(113, two(b.w, g))
	f(114, three(a.t, b.t, in))
	f(115, three(a.t, b.t, dp.t))
	f(116, three(a.t, b.t, dn.t))
	f(117, three(a.t, b.t, hp.t))
	f(118, three(a.t, b.t, hn.t))
	f(119, two(dp.w, b.t))
	f(120, two(dn.w, b.t))
	f(121, two(dp.t, b.w))
	f(122, two(dn.t, b.w))
	f(123, three(dp.t, b.t, dn.t))
	f(124, two(hn.w, b.t))
	f(125, three(a.w, b.t, dp.w))
	f(126, three(a.w, b.t, in))
	f(127, three(a.w, b.p, g))
	f(128, two(a.f, b.f))
	f(129, three(a.f, b.f, dp.w))
	f(130, three(a.t, b.f, g))
	f(131, three(a.f, b.wt, g))
	f(132, three(dp.w, b.f, a.p))
	return keys
}

// Links is the tree that the second labelling looks at.
type Links struct {
	heads []int
	rels  []text.Rel
	kids  []kids
}

// kids is what the second labelling asks of a word's dependents.
type kids struct {
	set          uint64 // relations of all dependents
	first, last  int32
	left, right  uint8
	marker, cop  int32 // mark or case dependent, copula
	markerLast   int32
	subj, object int32
}

// NewLinks threads a tree with the first names of its arcs; heads are word
// indices, -1 for the root.
func NewLinks(heads []int, first *Labels) *Links {
	l := &Links{heads: heads, rels: make([]text.Rel, len(heads))}
	l.name(first)
	return l
}

// name gives every arc its first name.
func (l *Links) name(first *Labels) {
	n := len(l.heads)
	for i, h := range l.heads {
		if h < 0 {
			h = n
		}
		l.rels[i] = first.Rel(h, i)
	}
	l.fill(n)
}

func (l *Links) fill(n int) {
	l.kids = l.kids[:0]
	for i := 0; i < n; i++ {
		l.kids = append(l.kids, kids{first: none, last: none, marker: none, cop: none, markerLast: none, subj: none, object: none})
	}
	for i := 0; i < n; i++ {
		if l.heads[i] >= 0 {
			l.kids[l.heads[i]].add(int32(i), int32(l.heads[i]), l.rels[i])
		}
	}
}

func (k *kids) add(dep, head int32, r text.Rel) {
	k.set |= 1 << r
	if k.first == none {
		k.first = dep
	}
	k.last = dep
	if dep < head {
		k.left++
	} else {
		k.right++
	}
	switch r {
	case text.Mark, text.Case:
		if k.marker == none {
			k.marker = dep
		}
		k.markerLast = dep
	case text.Cop, text.AuxPass, text.Aux:
		k.cop = dep
	case text.Nsubj, text.NsubjPass, text.Expl:
		k.subj = dep
	case text.Obj, text.Ccomp, text.Xcomp:
		k.object = dep
	}
}

// TreeKeys appends the features of dep's arc that look at the whole tree with
// its first relations.
func (sp *Space) TreeKeys(l *Links, dep int, keys []uint32) []uint32 {
	head, n := l.heads[dep], len(l.heads)
	if head < 0 {
		return keys
	}
	a, b := sp.atom(int32(head)), sp.atom(int32(dep))
	kh, kd := &l.kids[head], &l.kids[dep]
	gp, gr := &noAtom, text.Root
	if g := l.heads[head]; g >= 0 {
		gp, gr = sp.atom(int32(g)), l.rels[head]
	}
	dir := uint64(1)
	if head > dep {
		dir = 2
	}
	prev, next := siblings(l, dep, head, n)
	m, m2, cop := sp.atom(kd.marker), sp.atom(kd.markerLast), sp.atom(kd.cop)
	hcop := sp.atom(kh.cop)
	own := rel(l.rels[dep])
	f := func(t, x uint64) { keys = append(keys, short(key(t, x+dir*0x5851F42D4C957F2D))) }
	f(201, own)
	f(202, two(own, b.w))
	f(203, two(own, a.w))
	f(204, three(own, a.t, b.t))
	f(205, three(m.w, a.p, b.p))
	f(206, three(m2.w, a.w, b.p))
	f(207, two(m.w, b.w))
	f(208, three(gp.t, a.t, b.t))
	f(209, three(rel(gr), a.p, b.p))
	f(210, two(kd.set*mulA, b.t))
	f(211, three(kd.set*mulA, b.p, a.p))
	f(212, two(kh.set*mulA, own))
	f(213, three(kh.set*mulA, a.p, b.p))
	f(214, three(prev, a.t, b.t))
	f(215, three(next, a.t, b.t))
	f(216, three(cop.w, b.p, a.p))
	f(217, three(hcop.w, a.t, own))
	f(218, three(m.w, own, a.p))
	f(219, three(sp.atom(kd.first).w, a.p, b.p))
	f(220, three(sp.atom(kd.subj).w, a.w, b.p))
	f(221, three(sp.atom(kh.subj).t, a.w, own))
	f(222, three(a.w, b.p, own+small(int32(kd.left)*8+int32(kd.right))))
	f(223, three(sp.atom(kd.first).t, sp.atom(kd.last).t, two(a.p, b.t)))
	f(224, three(sp.atom(kh.object).p, a.w, own))
	f(225, three(rel(gr), a.wt, own))
	f(226, three(prev, own, a.p))
	f(227, three(next, own, a.p))
	f(228, three(m.w, a.f, b.f))
	f(229, three(kh.set*mulA, own, b.f))
	f(230, three(a.f, b.f, own))
	return keys
}

// siblings gives the relations of the dependents of head next to dep.
func siblings(l *Links, dep, head, n int) (prev, next uint64) {
	prev, next = 1, 1
	for i := dep - 1; i >= 0 && i > dep-12; i-- {
		if l.heads[i] == head {
			prev = rel(l.rels[i])
			break
		}
	}
	for i := dep + 1; i < n && i < dep+12; i++ {
		if l.heads[i] == head {
			next = rel(l.rels[i])
			break
		}
	}
	return prev, next
}

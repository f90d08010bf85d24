package compare

import (
	"container/heap"
	"math"
	"slices"
)

// pair is a link between two nodes of a component.
type pair struct {
	a, b  int // a < b
	score float64
}

const (
	// looseMean and looseLinks stand for what is not known of a small cluster:
	// so many links of such a mean are counted in with its own.
	looseMean  = 0.24
	looseLinks = 2
	// ownShare is how close two clusters must be, measured by how close the
	// members of each are among themselves.
	ownShare = 0.66
)

// merger clusters the nodes of one component by average link (Sokal &
// Michener 1958): the two clusters whose members are closest on average are
// put together, again and again, while the average is at least joinLink. Two
// members without a link between them count as 0, so a chain of dispatches
// that each resemble the next does not make one happening of the whole.
//
// Happenings of one kind (two earthquakes in one country, two fights of one
// boxer) are told in much the same words, and yet each in words of its own.
// So clusters are put together only if the mean link between them is not much
// less than the mean link within them.
//
// It visits pairs by score, then by number, so its result depends on the
// order of nodes alone.
type merger struct {
	size  []int             // members of each cluster; 0 once it went into another
	sum   []map[int]float64 // sum of the links between clusters
	apart []map[int]bool    // clusters that must not be put together
	root  forest
	queue pairHeap
	join  float64   // the least mean link that puts two together
	share float64   // and the least share of the mean link within them
	inner []float64 // sum of the links within each cluster
}

func newMerger(nodes int, links []pair) *merger {
	m := &merger{size: make([]int, nodes), sum: make([]map[int]float64, nodes), inner: make([]float64, nodes), apart: make([]map[int]bool, nodes), root: newForest(nodes), join: joinLink, share: ownShare}
	for i := range nodes {
		m.size[i], m.sum[i], m.apart[i] = 1, map[int]float64{}, map[int]bool{}
	}
	for _, l := range links {
		m.sum[l.a][l.b], m.sum[l.b][l.a] = l.score, l.score
	}
	return m
}

// separate keeps two nodes apart, unless they are together already.
func (m *merger) separate(a, b int) {
	a, b = m.root.find(a), m.root.find(b)
	if a != b {
		m.apart[a][b], m.apart[b][a] = true, true
	}
}

// together puts two nodes into one cluster whatever their links say, unless
// they must be apart.
func (m *merger) together(a, b int) {
	a, b = m.root.find(a), m.root.find(b)
	if a != b && !m.apart[a][b] {
		m.merge(min(a, b), max(a, b))
	}
}

// run clusters until no two clusters are close enough.
func (m *merger) run() {
	m.queue = m.queue[:0]
	for a := range m.sum {
		for _, b := range sortedKeys(m.sum[a]) {
			if a < b {
				m.push(a, b)
			}
		}
	}
	heap.Init(&m.queue)
	for m.queue.Len() > 0 {
		p := heap.Pop(&m.queue).(pair)
		if m.size[p.a] == 0 || m.size[p.b] == 0 || m.apart[p.a][p.b] || m.average(p.a, p.b) != p.score {
			continue
		}
		if m.merge(p.a, p.b); m.size[p.a] > 0 {
			for _, c := range sortedKeys(m.sum[p.a]) {
				m.push(min(p.a, c), max(p.a, c))
			}
		}
	}
}

func (m *merger) push(a, b int) {
	if s := m.average(a, b); s >= m.join && s >= m.share*math.Sqrt(m.within(a)*m.within(b)) && !m.apart[a][b] {
		heap.Push(&m.queue, pair{a, b, s})
	}
}

// within is the mean link between the members of a cluster.
func (m *merger) within(a int) float64 {
	n := float64(m.size[a])
	return (m.inner[a] + looseLinks*looseMean) / (n*(n-1)/2 + looseLinks)
}

// average is the mean link between the members of two clusters.
func (m *merger) average(a, b int) float64 {
	return m.sum[a][b] / float64(m.size[a]*m.size[b])
}

// merge puts cluster b into cluster a, a < b.
func (m *merger) merge(a, b int) {
	m.root.join(a, b)
	m.inner[a] += m.inner[b] + m.sum[a][b]
	delete(m.sum[a], b)
	delete(m.sum[b], a)
	for c, s := range m.sum[b] {
		m.sum[a][c] += s
		m.sum[c][a] = m.sum[a][c]
		delete(m.sum[c], b)
	}
	for c := range m.apart[b] {
		delete(m.apart[c], b)
		if c != a {
			m.apart[a][c], m.apart[c][a] = true, true
		}
	}
	delete(m.apart[a], b)
	m.size[a] += m.size[b]
	m.size[b], m.sum[b], m.apart[b] = 0, nil, nil
}

// clusters gives the members of each cluster, by the least member.
func (m *merger) clusters() [][]int {
	by := map[int][]int{}
	for i := range m.root {
		r := m.root.find(i)
		by[r] = append(by[r], i)
	}
	var out [][]int
	for _, r := range sortedKeys(by) {
		out = append(out, by[r])
	}
	return out
}

func sortedKeys[V any](m map[int]V) []int {
	out := make([]int, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// pairHeap orders pairs by score, the highest first, then by number.
type pairHeap []pair

func (h pairHeap) Len() int { return len(h) }
func (h pairHeap) Less(i, j int) bool {
	if h[i].score != h[j].score {
		return h[i].score > h[j].score
	}
	if h[i].a != h[j].a {
		return h[i].a < h[j].a
	}
	return h[i].b < h[j].b
}
func (h pairHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push is of [heap.Interface].
func (h *pairHeap) Push(x any) { *h = append(*h, x.(pair)) }

// Pop is of [heap.Interface].
func (h *pairHeap) Pop() any {
	old := *h
	p := old[len(old)-1]
	*h = old[:len(old)-1]
	return p
}

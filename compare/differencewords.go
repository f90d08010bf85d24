package compare

import "unicode"

// edits gives the difference of two texts by words: the shortest script of
// Myers, "An O(ND) Difference Algorithm" (1986), with what both begin and end
// with taken off first. Texts that differ in more than maxEdits words are
// told apart as a whole between those ends.
func edits(a, b string) []Edit {
	x, y := pieces(a), pieces(b)
	head := 0
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	out := []Edit{}
	out = put(out, Kept, x[:head])
	out = script(out, x[head:len(x)-tail], y[head:len(y)-tail])
	return put(out, Kept, x[len(x)-tail:])
}

// maxEdits bounds the search: its cost grows with the square.
const maxEdits = 2000

// pieces cuts a text into words, each with the signs and the space after it.
func pieces(s string) []string {
	var out []string
	from := 0
	space := false
	for i, r := range s {
		if space && !unicode.IsSpace(r) {
			out = append(out, s[from:i])
			from = i
		}
		space = unicode.IsSpace(r)
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

// put adds a run of pieces to a script.
func put(out []Edit, op Op, ps []string) []Edit {
	for _, p := range ps {
		if n := len(out); n > 0 && out[n-1].Op == op {
			out[n-1].Text += p
			continue
		}
		out = append(out, Edit{op, p})
	}
	return out
}

// script appends the edits that lead from x to y.
func script(out []Edit, x, y []string) []Edit {
	trace, ok := search(x, y)
	if !ok {
		return put(put(out, Dropped, x), Added, y)
	}
	return replay(out, trace, x, y)
}

// search is the greedy search of Myers: for every number of edits it keeps how
// far each diagonal got. ok is false past maxEdits.
func search(x, y []string) (trace [][]int, ok bool) {
	n, m := len(x), len(y)
	limit := min(n+m, maxEdits)
	v := make([]int, 2*limit+3)
	for d := 0; d <= limit; d++ {
		trace = append(trace, append([]int(nil), v[limit-d:limit+d+3]...))
		for k := -d; k <= d; k += 2 {
			at := limit + 1 + k
			i := v[at-1] + 1
			if k == -d || k != d && v[at-1] < v[at+1] {
				i = v[at+1]
			}
			j := i - k
			for i < n && j < m && x[i] == y[j] {
				i, j = i+1, j+1
			}
			v[at] = i
			if i >= n && j >= m {
				return trace, true
			}
		}
	}
	return nil, false
}

// replay walks a search backwards and writes its edits in order.
func replay(out []Edit, trace [][]int, x, y []string) []Edit {
	type step struct {
		op Op
		at int
	}
	var back []step
	i, j := len(x), len(y)
	for d := len(trace) - 1; d >= 0; d-- {
		v := trace[d] // v[k+d+1] is how far diagonal k got with d-1 edits
		k := i - j
		down := k == -d || k != d && v[k+d] < v[k+d+2]
		pi := v[k+d]
		pk := k - 1
		if down {
			pi, pk = v[k+d+2], k+1
		}
		if d == 0 {
			pi, pk = 0, 0
		}
		pj := pi - pk
		for i > pi && j > pj {
			i, j = i-1, j-1
			back = append(back, step{Kept, i})
		}
		if d == 0 {
			break
		}
		if down {
			j--
			back = append(back, step{Added, j})
		} else {
			i--
			back = append(back, step{Dropped, i})
		}
	}
	for n := len(back) - 1; n >= 0; n-- {
		if s := back[n]; s.op == Added {
			out = put(out, s.op, y[s.at:s.at+1])
		} else {
			out = put(out, s.op, x[s.at:s.at+1])
		}
	}
	return out
}

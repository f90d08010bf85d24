package web

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"dateline"
	"dateline/query"
)

// Differences are what changed from one version of a dispatch to a later one.
type Differences struct {
	Old, New query.Dispatch
	Runs     []Run
	Added    []Claim // claims that only the later version makes
	Dropped  []Claim
	Same     int
}

// Run is a stretch of words that both versions have, or one alone.
type Run struct {
	Op   string // "", "ins" or "del"
	Text string
}

// Claim is a claim in one line.
type Claim struct{ ID, Kind, Words string }

// maxEdits bounds the work of comparing two texts; texts further apart than
// that are shown as one taken out and one put in.
const maxEdits = 500

// middle is where the diagonal 0 stands in the list of furthest points.
const middle = maxEdits + 1

// NewDifferences compares two versions: their words and their claims.
func NewDifferences(a, b *dateline.Reading, da, db query.Dispatch) *Differences {
	out := &Differences{Old: da, New: db, Runs: runs(words(a.Dispatch.Text), words(b.Dispatch.Text))}
	old, now := claims(a), claims(b)
	have := map[string]int{}
	for _, c := range old {
		have[c.Words]++
	}
	for _, c := range now {
		if have[c.Words] > 0 {
			have[c.Words]--
			out.Same++
		} else {
			out.Added = append(out.Added, c)
		}
	}
	for _, c := range slices.Backward(old) {
		if have[c.Words] > 0 {
			have[c.Words]--
			out.Dropped = append(out.Dropped, c)
		}
	}
	slices.Reverse(out.Dropped)
	return out
}

// claims writes every claim of a reading without its place in the text.
func claims(r *dateline.Reading) []Claim {
	rows := query.Rows(r)
	var out []Claim
	for i := range rows.Statements {
		s := &rows.Statements[i]
		c := statementCard("", s)
		out = append(out, Claim{s.ID, "statement", c.Title + ": “" + cutAt(spanWords(s.Content), 200) + "”"})
	}
	for i := range rows.Events {
		e := &rows.Events[i]
		out = append(out, Claim{e.ID, "event", eventCard("", e).Title + ", " + string(e.Status) + ", by " + visible(holder(e.By))})
	}
	for i := range rows.Figures {
		g := &rows.Figures[i]
		out = append(out, Claim{g.ID, "figure", figureCard("", g).Title + ", by " + visible(holder(g.By))})
	}
	return out
}

func spanWords(spans []dateline.Span) string {
	var out []string
	for _, s := range spans {
		out = append(out, s.Text)
	}
	return strings.Join(out, " … ")
}

// words cuts a text after every run of blanks, so that the words joined are
// the text.
func words(s string) []string {
	var out []string
	start, blank := 0, false
	for i, r := range s {
		if b := unicode.IsSpace(r); b != blank {
			if !b && i > start {
				out = append(out, s[start:i])
				start = i
			}
			blank = b
		}
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// runs finds the shortest way from a to b (Myers 1986, "An O(ND) Difference
// Algorithm and Its Variations") and joins equal steps.
func runs(a, b []string) []Run {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []Run
	out = put(out, "", a[:head]...)
	out = between(out, a[head:len(a)-tail], b[head:len(b)-tail])
	return put(out, "", a[len(a)-tail:]...)
}

func put(out []Run, op string, text ...string) []Run {
	if len(text) == 0 {
		return out
	}
	s := strings.Join(text, "")
	if n := len(out); n > 0 && out[n-1].Op == op {
		out[n-1].Text += s
		return out
	}
	return append(out, Run{op, s})
}

// between appends the way from a to b.
func between(out []Run, a, b []string) []Run {
	trace := search(a, b)
	if trace == nil {
		return put(put(out, "del", a...), "ins", b...)
	}
	var back []Run
	x, y := len(a), len(b)
	for d := len(trace) - 1; d > 0; d-- {
		v, k := trace[d], x-y
		prev := k - 1
		if k == -d || k != d && v[k-1+middle] < v[k+1+middle] {
			prev = k + 1
		}
		px := v[prev+middle]
		py := px - prev
		for x > px && y > py {
			x, y = x-1, y-1
			back = append(back, Run{"", a[x]})
		}
		if x == px {
			y--
			back = append(back, Run{"ins", b[y]})
		} else {
			x--
			back = append(back, Run{"del", a[x]})
		}
	}
	for x > 0 && y > 0 {
		x, y = x-1, y-1
		back = append(back, Run{"", a[x]})
	}
	for _, r := range slices.Backward(back) {
		out = put(out, r.Op, r.Text)
	}
	return out
}

// search keeps the furthest points for every number of edits, nil when more
// than maxEdits would be needed.
func search(a, b []string) [][]int {
	v := make([]int, 2*maxEdits+3)
	var trace [][]int
	for d := 0; d <= min(len(a)+len(b), maxEdits); d++ {
		trace = append(trace, slices.Clone(v))
		for k := -d; k <= d; k += 2 {
			x := v[k-1+middle] + 1
			if k == -d || k != d && v[k-1+middle] < v[k+1+middle] {
				x = v[k+1+middle]
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			v[k+middle] = x
			if x >= len(a) && x-k >= len(b) {
				return trace
			}
		}
	}
	return nil
}

// address writes an address with parameters, name after value.
func address(path string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return path + "?" + v.Encode()
}

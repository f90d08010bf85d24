package sqlite

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"dateline"
	"dateline/query"
)

// value is one value of a reading with what it rests on.
type value struct {
	layer string
	row   any
	spans []dateline.Span
	chain []string
	rule  string
}

// value finds a value by its local id; a dispatch itself has none.
func (x *sheet) value(local string) (v value, ok bool) {
	r := x.reading
	for i := range r.Events {
		if e := &r.Events[i]; e.ID == local {
			return value{"event", x.items().Events[i], append([]dateline.Span{e.Trigger}, e.Evidence...), e.By, e.Rule}, true
		}
	}
	for i := range r.Statements {
		if s := &r.Statements[i]; s.ID == local {
			return value{"statement", x.items().Statements[i], statementSpans(s), s.By, s.Rule}, true
		}
	}
	for i := range r.Figures {
		if g := &r.Figures[i]; g.ID == local {
			return value{"figure", x.items().Figures[i], g.Evidence, g.By, g.Rule}, true
		}
	}
	for i := range r.Names {
		if n := &r.Names[i]; n.ID == local {
			v := value{layer: "name", row: *n, rule: n.Rule}
			for _, m := range n.Mentions {
				v.spans = append(v.spans, m.Span)
			}
			return v, true
		}
	}
	for i := range r.Dates {
		if d := &r.Dates[i]; d.ID == local {
			return value{layer: "date", row: *d, spans: []dateline.Span{d.Span}, rule: d.Rule}, true
		}
	}
	for i := range r.Places {
		if p := &r.Places[i]; p.ID == local {
			return value{layer: "place", row: *p, spans: []dateline.Span{p.Span}, rule: p.Rule}, true
		}
	}
	return value{}, false
}

// statementSpans are the words of a statement, and those that say whose they
// are.
func statementSpans(s *dateline.Statement) []dateline.Span {
	out := append([]dateline.Span{}, s.Content...)
	for _, p := range []*dateline.Span{s.SpeakerSpan, s.BasisSpan} {
		if p != nil {
			out = append(out, *p)
		}
	}
	if s.Cue != nil {
		out = append(out, s.Cue.Span)
	}
	return out
}

// whole is the value that a dispatch itself is.
func (x *sheet) whole() value {
	v := value{layer: "dispatch", row: x.row}
	d := &x.reading.Dispatch
	if d.Marker != nil {
		v.spans = append(v.spans, *d.Marker)
	}
	if d.Dateline != nil {
		v.spans = append(v.spans, d.Dateline.Span)
	}
	return v
}

// find fetches the dispatch of an id and the value that it names.
func (a *Archive) find(ctx context.Context, id string) (*sheet, value, error) {
	d, local := split(id)
	x, err := a.sheet(ctx, d, moment{now: true})
	if err != nil {
		return nil, value{}, err
	}
	if local == "" {
		return x, x.whole(), nil
	}
	v, ok := x.value(local)
	if !ok {
		return nil, v, nobody("value", id)
	}
	return x, v, nil
}

// Why leads from a value, or a dispatch, back to what it rests on: the spans,
// who says so, the rule that found it, the engine, the dispatch with its
// hashes, and what has been changed since.
func (a *Archive) Why(ctx context.Context, id string) (query.Why, error) {
	x, v, err := a.find(ctx, id)
	if err != nil {
		return query.Why{}, err
	}
	_, local := split(id)
	w := query.Why{
		ID: x.row.ID, Layer: v.layer, Value: v.row, Chain: v.chain, Rule: v.rule, Engine: x.reading.Engine,
		Dispatch: x.row, TextHash: hex.EncodeToString(x.text[:]), RawHash: x.raw, Spans: []dateline.Citation{},
	}
	if local != "" {
		w.ID = query.ItemID(x.row.ID, local)
	}
	if w.RawHash == "" {
		w.RawHash = w.TextHash // the raw bytes are the text's own
	}
	if a.o.Rule != nil && v.rule != "" {
		w.RuleText = a.o.Rule(v.rule)
	}
	for _, s := range v.spans {
		w.Spans = append(w.Spans, dateline.Citation{Dispatch: x.row.ID, Item: local, Span: s})
	}
	w.Revisions, err = a.history(ctx, x.n, local)
	return w, err
}

// history lists the changes that a dispatch, or one of its values, has seen.
func (a *Archive) history(ctx context.Context, n int64, local string) ([]dateline.Revision, error) {
	all, err := a.revisions(ctx, "WHERE c.dispatch = ?1 OR c.supersedes = ?1 OR c.seq IN (SELECT born FROM mark WHERE dispatch = ?1) ORDER BY c.seq", n)
	if err != nil || local == "" {
		return all, err
	}
	out := []dateline.Revision{}
	for _, r := range all {
		_, about := split(r.ID)
		if about == "" || about == local {
			out = append(out, r)
		}
	}
	return out, nil
}

// Cite is a citation of a value or a dispatch that resolves: to a span, to the
// hash of the text and to the version of the record.
func (a *Archive) Cite(ctx context.Context, id string) (query.Citation, error) {
	x, v, err := a.find(ctx, id)
	if err != nil {
		return query.Citation{}, err
	}
	_, local := split(id)
	seq, err := a.one(ctx, "SELECT max(seq) FROM change")
	if err != nil {
		return query.Citation{}, err
	}
	c := query.Citation{ID: x.row.ID, Origin: query.OriginOf(&x.reading.Dispatch), Address: x.row.Address, TextHash: hex.EncodeToString(x.text[:]), Engine: x.reading.Engine, Seq: seq}
	if local != "" {
		c.ID = query.ItemID(x.row.ID, local)
	}
	c.Span = longest(v.spans)
	if local == "" {
		c.Span = dateline.Span{Start: 0, End: len([]rune(x.page.text))}
	}
	c.Text = footnote(&c, &x.row, local)
	return c, nil
}

// longest is the span with the most words: what is quoted.
func longest(spans []dateline.Span) (best dateline.Span) {
	for _, s := range spans {
		if s.Len() > best.Len() {
			best = s
		}
	}
	return best
}

// footnote writes a citation as one writes it below a page.
func footnote(c *query.Citation, d *query.Dispatch, local string) string {
	var parts []string
	if d.Source != "" {
		parts = append(parts, d.Source)
	}
	if d.Headline != "" {
		parts = append(parts, "“"+d.Headline+"”")
	}
	if d.Published != nil {
		parts = append(parts, d.Published.Format("2 January 2006"))
	}
	s := strings.Join(parts, ", ")
	if d.Version > 1 {
		s += fmt.Sprintf(" (version %d)", d.Version)
	}
	if d.Killed != "" {
		s += " (withdrawn by the outlet)"
	}
	if c.Address != "" {
		s += ", " + c.Address
	}
	if local != "" && c.Span.Text != "" {
		s += ": “" + strings.Join(strings.Fields(c.Span.Text), " ") + "”"
	}
	s += fmt.Sprintf(" [%s, characters %d–%d of text sha256:%s, %s, record %d]", c.ID, c.Span.Start, c.Span.End, c.TextHash[:16], c.Engine, c.Seq)
	return s
}

// Changes lists the revisions after a place in the archive's sequence, the
// oldest first, at most limit.
func (a *Archive) Changes(ctx context.Context, since int64, limit int) ([]dateline.Revision, error) {
	if limit <= 0 {
		limit = query.DefaultLimit
	}
	return a.revisions(ctx, "WHERE c.seq > ?1 ORDER BY c.seq LIMIT "+fmt.Sprint(limit), since)
}

const revisionColumns = `SELECT c.seq, c.at, (SELECT value FROM term WHERE n = c.cause), coalesce(c.about, ''),
	(SELECT id FROM dispatch WHERE n = c.dispatch), (SELECT id FROM dispatch WHERE n = c.supersedes),
	coalesce((SELECT t.value FROM dispatch d JOIN term t ON t.n = d.source WHERE d.n = c.dispatch), ''), c.undone IS NOT NULL FROM change c `

// revisions reads lines of the archive's sequence.
func (a *Archive) revisions(ctx context.Context, where string, args ...any) ([]dateline.Revision, error) {
	rows, err := a.read.QueryContext(ctx, revisionColumns+where, args...)
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	out := []dateline.Revision{}
	for rows.Next() {
		var r dateline.Revision
		var at int64
		var cause, about, source string
		var id, supersedes []byte
		var undone bool
		if err := rows.Scan(&r.Seq, &at, &cause, &about, &id, &supersedes, &source, &undone); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		t := time.UnixMilli(at).UTC()
		r.At, r.Cause = &t, dateline.Cause(cause)
		if err := fill(&r, about, id, supersedes, source); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		out = append(out, r)
	}
	return out, a.fault("cannot read the archive", rows.Err())
}

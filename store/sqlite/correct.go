package sqlite

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"dateline"
	"dateline/query"
	"dateline/store"
)

// Correct lays a user's correction over the record. Readings stay as they are;
// the correction has a number in the sequence and can be undone.
func (a *Archive) Correct(ctx context.Context, c store.Correction) (dateline.Revision, error) {
	if strings.TrimSpace(c.Author) == "" {
		return dateline.Revision{}, &dateline.Fault{What: "a correction needs an author", Hint: "say who makes it"}
	}
	b, err := a.resolve(ctx, &c)
	if err != nil {
		return dateline.Revision{}, err
	}
	b.Kind, b.Author, b.Reason, b.Name = string(c.Kind), c.Author, c.Reason, c.Name
	return a.enter(ctx, b, causeOf(c.Kind), c.At)
}

func causeOf(k store.Kind) dateline.Cause {
	switch k {
	case store.Merge:
		return dateline.CauseMerge
	case store.Split:
		return dateline.CauseSplit
	}
	return dateline.CauseUser
}

// enter writes a line of the sequence and makes the record what all
// corrections that stand come to.
func (a *Archive) enter(ctx context.Context, b *about, cause dateline.Cause, at time.Time) (dateline.Revision, error) {
	var seq int64
	err := a.update(ctx, func(w *writer) (err error) {
		text, err := b.text()
		if err != nil {
			return err
		}
		var dispatch any
		if len(b.Anchors) > 0 {
			if dispatch, err = (&index{writer: w, s: w.in.sketches}).n(b.Anchors[0].Dispatch); err != nil {
				return err
			}
		}
		if seq, err = w.change(at, cause, dispatch, nil, text); err != nil {
			return err
		}
		if b.Undoes != 0 {
			if _, err := w.exec("UPDATE change SET undone = ? WHERE seq = ?", seq, b.Undoes); err != nil {
				return err
			}
		}
		return w.replay(seq, at)
	})
	if err != nil {
		return dateline.Revision{}, err
	}
	list, err := a.revisions(ctx, "WHERE c.seq = ?1", seq)
	if err != nil || len(list) != 1 {
		return dateline.Revision{}, err
	}
	return list[0], nil
}

// Undo takes a user's correction back, by its number in the sequence.
func (a *Archive) Undo(ctx context.Context, seq int64, author, reason string, at time.Time) (dateline.Revision, error) {
	list, err := a.revisions(ctx, "WHERE c.seq = ?1 AND json_extract(c.about, '$.kind') IS NOT NULL", seq)
	if err != nil {
		return dateline.Revision{}, err
	}
	if len(list) == 0 {
		return dateline.Revision{}, missing{&dateline.Fault{What: fmt.Sprintf("change %d is no user's correction", seq), Hint: "'dateline changes' lists them"}}
	}
	if undone, err := a.one(ctx, "SELECT coalesce(undone, 0) FROM change WHERE seq = ?", seq); err != nil || undone != 0 {
		if err == nil {
			err = &dateline.Fault{What: fmt.Sprintf("change %d is undone already", seq), Where: fmt.Sprintf("change %d", undone)}
		}
		return dateline.Revision{}, err
	}
	if strings.TrimSpace(author) == "" {
		return dateline.Revision{}, &dateline.Fault{What: "a correction needs an author", Hint: "say who makes it"}
	}
	r := &list[0]
	return a.enter(ctx, &about{What: r.What, ID: r.ID, Before: r.After, After: r.Before, Author: author, Reason: reason, Undoes: seq}, dateline.CauseUndo, at)
}

// resolve finds what a correction is about and checks it.
func (a *Archive) resolve(ctx context.Context, c *store.Correction) (*about, error) {
	wants := map[store.Kind]struct {
		least int
		named bool
	}{store.Rename: {1, true}, store.Merge: {2, false}, store.Split: {1, false}, store.Wrong: {1, false}}
	w, ok := wants[c.Kind]
	c.Name = strings.TrimSpace(c.Name)
	switch {
	case !ok:
		return nil, &dateline.Fault{What: fmt.Sprintf("no correction %.40q", c.Kind), Hint: "there are rename, merge, split and wrong"}
	case len(c.IDs) < w.least:
		return nil, &dateline.Fault{What: fmt.Sprintf("%s needs %d ids", c.Kind, w.least)}
	case w.named && c.Name == "":
		return nil, &dateline.Fault{What: "no right name was given"}
	case len(c.Name) > 500 || len(c.Reason) > 4000 || len(c.Author) > 200 || len(c.IDs) > 500:
		return nil, &dateline.Fault{What: "the correction is too long"}
	}
	switch {
	case c.Kind == store.Wrong:
		return a.resolveWrong(ctx, c)
	case c.Kind == store.Split && c.Name != "":
		return a.resolveSplit(ctx, c)
	case c.Kind == store.Split || c.Kind == store.Merge && isStory(c.IDs[0]):
		return a.resolveStories(ctx, c)
	}
	return a.resolveEntities(ctx, c)
}

// isStory tells the id of a happening.
func isStory(id string) bool {
	raw, ok := strings.CutPrefix(strings.ToLower(id), "h")
	_, err := digits(strings.TrimPrefix(raw, "-"))
	return ok && err == nil
}

// resolveWrong finds the values that are wrong.
func (a *Archive) resolveWrong(ctx context.Context, c *store.Correction) (*about, error) {
	b := &about{}
	for _, id := range c.IDs {
		x, v, err := a.find(ctx, id)
		if err != nil {
			return nil, err
		}
		if v.layer != "event" && v.layer != "statement" && v.layer != "figure" {
			return nil, &dateline.Fault{What: "a " + v.layer + " cannot be marked as wrong", Where: id, Hint: "an event, a statement or a figure can; rename, merge or split a name"}
		}
		if err := a.hold(ctx, b, x, id); err != nil {
			return nil, err
		}
		if b.What == "" {
			_, local := split(id)
			b.What, b.ID, b.Before = v.layer, query.ItemID(x.row.ID, local), longest(v.spans).Text
		}
	}
	return b, nil
}

// hold anchors a value in the reading as it is, without corrections.
func (a *Archive) hold(ctx context.Context, b *about, x *sheet, id string) error {
	r, err := a.bare(ctx, x.n)
	if err != nil {
		return err
	}
	_, local := split(id)
	k, ok := anchorOf(r, local)
	if !ok {
		return nobody("value", id)
	}
	b.Anchors = append(b.Anchors, k)
	return nil
}

// bare is the reading of a dispatch without corrections.
func (a *Archive) bare(ctx context.Context, n int64) (*dateline.Reading, error) {
	var body, reading []byte
	if err := a.read.QueryRowContext(ctx, "SELECT p.body, r.body FROM page p JOIN reading r ON r.dispatch = p.dispatch AND r.died IS NULL WHERE p.dispatch = ?", n).Scan(&body, &reading); err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	p, err := unpackPage(body)
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	r, err := unpackReading(reading, p.text)
	return r, a.fault("cannot read the archive", err)
}

// resolveSplit finds the names in dispatches that are somebody else.
func (a *Archive) resolveSplit(ctx context.Context, c *store.Correction) (*about, error) {
	b := &about{What: "name"}
	for _, id := range c.IDs {
		x, v, err := a.find(ctx, id)
		if err != nil {
			return nil, err
		}
		if v.layer != "name" {
			return nil, &dateline.Fault{What: "a " + v.layer + " is no name", Where: id, Hint: "give the ids of names in dispatches, such as 3f9a1c2b7d10/n2"}
		}
		if err := a.hold(ctx, b, x, id); err != nil {
			return nil, err
		}
		if b.ID == "" {
			n := v.row.(dateline.Name)
			_, local := split(id)
			b.ID, b.Before, b.After, b.NameKind, b.Country, b.Sector = query.ItemID(x.row.ID, local), n.Name, c.Name, string(n.Kind), n.Country, n.Sector
		}
	}
	return b, nil
}

// resolveEntities finds the persons, states or bodies that a rename or merge
// is about.
func (a *Archive) resolveEntities(ctx context.Context, c *store.Correction) (*about, error) {
	b := &about{What: "name", After: c.Name}
	for i, id := range c.IDs {
		n, err := a.entityNumber(ctx, id)
		if err != nil {
			return nil, err
		}
		d := &describer{a: a, ctx: ctx, m: moment{now: true}}
		p, err := d.named(n)
		if err != nil {
			return nil, err
		}
		switch {
		case i == 0:
			b.ID, b.Before = p.ID, p.Name
		case p.ID == b.ID:
			return nil, &dateline.Fault{What: "they are one and the same already", Where: id}
		case b.Of == "":
			b.Of = p.ID
		}
		if c.Kind == store.Merge && i > 0 {
			b.Before, b.After = p.Name, b.first
		}
		if i == 0 {
			b.first = p.Name
		}
		b.Entities = append(b.Entities, p.ID)
	}
	return b, nil
}

// entityNumber finds an entity by its own id, or by that of a name in a
// dispatch, and follows merges.
func (a *Archive) entityNumber(ctx context.Context, id string) (int64, error) {
	raw, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(id)), entityLetter)
	if !ok {
		x, v, err := a.find(ctx, id)
		if err != nil {
			return 0, err
		}
		if v.layer != "name" {
			return 0, &dateline.Fault{What: "a " + v.layer + " is no name", Where: id, Hint: "'dateline people' lists the ids of names"}
		}
		return a.entityOf(ctx, x, id)
	}
	if len(raw) < shortest || len(raw) > 12 || strings.Trim(raw, "0123456789abcdef") != "" {
		return 0, nobody("name", id)
	}
	low, _ := hex.DecodeString(raw + strings.Repeat("0", 12-len(raw)))
	high, _ := hex.DecodeString(raw + strings.Repeat("f", 12-len(raw)))
	ns, err := a.numbers(ctx, "SELECT coalesce((SELECT g.root FROM merged g WHERE g.entity = e.n AND g.died IS NULL), e.n) FROM entity e WHERE e.id BETWEEN ? AND ? LIMIT 2", low, high)
	switch {
	case err != nil:
		return 0, err
	case len(ns) == 0:
		return 0, nobody("name", id)
	case len(ns) > 1:
		return 0, &dateline.Fault{What: "several names begin with " + id, Hint: "write more of it"}
	}
	return ns[0], nil
}

// entityOf is whom a name in a dispatch stands for.
func (a *Archive) entityOf(ctx context.Context, x *sheet, id string) (int64, error) {
	r, err := a.bare(ctx, x.n)
	if err != nil {
		return 0, err
	}
	o, err := a.overlay(ctx, moment{now: true})
	if err != nil {
		return 0, err
	}
	_, local := split(id)
	for _, k := range o.marks[x.n] {
		if k.entity != 0 && k.in(r) == local {
			return k.entity, nil
		}
	}
	for i := range r.Names {
		if n := &r.Names[i]; n.ID == local {
			e, err := a.one(ctx, "SELECT coalesce((SELECT g.root FROM merged g WHERE g.entity = e.n AND g.died IS NULL), e.n) FROM entity e WHERE e.id = ?", shortHash(entityKey(n)))
			if err == nil && e == 0 {
				err = nobody("name", id)
			}
			return e, err
		}
	}
	return 0, nobody("name", id)
}

// resolveStories finds the dispatches that belong together or do not.
func (a *Archive) resolveStories(ctx context.Context, c *store.Correction) (*about, error) {
	now := moment{now: true}
	b := &about{What: "happening"}
	var first int64
	for i, id := range c.IDs {
		story, err := a.storyNumber(ctx, id, now)
		if err != nil {
			return nil, err
		}
		d := story
		if !isStory(id) {
			if d, err = a.dispatch(ctx, strings.TrimPrefix(id, "h")); err != nil {
				return nil, err
			}
		}
		if i == 0 {
			first = d
		}
		name, err := a.dispatchID(ctx, story)
		if err != nil {
			return nil, err
		}
		if b.ID == "" {
			b.ID = storyName(name)
		}
		if c.Kind == store.Merge {
			if i > 0 {
				b.Of = storyName(name)
				b.Pairs = append(b.Pairs, pairing{first, d, true})
			}
			continue
		}
		others, err := a.numbers(ctx, "SELECT dispatch FROM member WHERE story = ? AND dispatch <> ? AND died IS NULL ORDER BY dispatch LIMIT ?", story, d, maxMembers)
		if err != nil {
			return nil, err
		}
		if len(others) == 0 {
			return nil, &dateline.Fault{What: "the dispatch is alone already", Where: id}
		}
		for _, o := range others {
			b.Pairs = append(b.Pairs, pairing{d, o, false})
		}
	}
	return b, nil
}

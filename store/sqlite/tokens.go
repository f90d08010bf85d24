package sqlite

import (
	"context"
	"encoding/json"
	"time"

	"dateline"
	"dateline/store"
)

// PutToken keeps a new token. A name is used once.
func (a *Archive) PutToken(ctx context.Context, t store.Token) error {
	scopes, err := json.Marshal(t.Scopes)
	if err != nil {
		return err
	}
	return a.update(ctx, func(w *writer) error {
		if _, there, err := w.one("SELECT n FROM token WHERE name = ?", t.Name); err != nil || there {
			if err == nil {
				err = &dateline.Fault{What: "a token of that name is there already", Where: t.Name, Hint: "choose another name"}
			}
			return err
		}
		_, err := w.exec("INSERT INTO token(name, hash, scopes, made) VALUES (?,?,?,?)", t.Name, t.Hash[:], string(scopes), t.Made.UnixMilli())
		return err
	})
}

// Tokens lists all tokens in the order in which they were made.
func (a *Archive) Tokens(ctx context.Context) ([]store.Token, error) {
	rows, err := a.read.QueryContext(ctx, "SELECT name, hash, scopes, made, revoked FROM token ORDER BY n")
	if err != nil {
		return nil, a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	var out []store.Token
	for rows.Next() {
		var t store.Token
		var hash []byte
		var scopes string
		var made int64
		var revoked *int64
		if err := rows.Scan(&t.Name, &hash, &scopes, &made, &revoked); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		if err := json.Unmarshal([]byte(scopes), &t.Scopes); err != nil {
			return nil, a.fault("cannot read the archive", err)
		}
		copy(t.Hash[:], hash)
		t.Made = time.UnixMilli(made).UTC()
		if revoked != nil {
			at := time.UnixMilli(*revoked).UTC()
			t.Revoked = &at
		}
		out = append(out, t)
	}
	return out, a.fault("cannot read the archive", rows.Err())
}

// RevokeToken ends a token. It stays in the list.
func (a *Archive) RevokeToken(ctx context.Context, name string, at time.Time) error {
	return a.update(ctx, func(w *writer) error {
		s, err := w.stmt("UPDATE token SET revoked = ? WHERE name = ? AND revoked IS NULL")
		if err != nil {
			return err
		}
		r, err := s.Exec(at.UnixMilli(), name)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = missing{&dateline.Fault{What: "no token of that name that holds", Where: name}}
			}
			return err
		}
		return nil
	})
}

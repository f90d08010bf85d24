package sqlite

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"dateline"
	"dateline/store"
)

// dumped is a line of a dump: a dispatch, a happening or a correction.
type dumped struct {
	Dispatch   string            `json:"dispatch,omitempty"`
	Version    int               `json:"version,omitempty"`
	Supersedes string            `json:"supersedes,omitempty"`
	Killed     string            `json:"killed,omitempty"` // id of the dispatch that withdraws it
	RawHash    string            `json:"raw_sha256,omitempty"`
	Origin     *store.Origin     `json:"origin,omitempty"`
	Reading    *dateline.Reading `json:"reading,omitempty"`
	Happening  string            `json:"happening,omitempty"`
	Members    []string          `json:"members,omitempty"`
	Correction json.RawMessage   `json:"correction,omitempty"`
}

// Dump writes what the record says as it stands, one line in JSON for each
// dispatch, happening and correction, in an order of their own. When and in
// which order things came in is left out: two archives that took in the same
// dispatches, one of them with interruptions, dump the same bytes.
func (a *Archive) Dump(ctx context.Context, out io.Writer) error {
	b := bufio.NewWriterSize(out, 1<<16)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for _, part := range []func(context.Context, *json.Encoder) error{a.dumpDispatches, a.dumpStories, a.dumpCorrections} {
		if err := part(ctx, enc); err != nil {
			return err
		}
	}
	return b.Flush()
}

func (a *Archive) dumpDispatches(ctx context.Context, enc *json.Encoder) error {
	ns, err := a.numbers(ctx, "SELECT n FROM dispatch ORDER BY id")
	if err != nil {
		return err
	}
	s, err := a.sheets(ctx, moment{now: true})
	if err != nil {
		return err
	}
	defer s.close()
	s.over = &overlay{} // corrections have lines of their own
	for _, n := range ns {
		clear(s.have)
		x, err := s.get(n)
		if err != nil {
			return err
		}
		var killer []byte
		if err := a.read.QueryRowContext(ctx, "SELECT (SELECT v.id FROM change c JOIN dispatch v ON v.n = c.dispatch WHERE c.seq = d.killed) FROM dispatch d WHERE d.n = ?", n).Scan(&killer); err != nil {
			return a.fault("cannot read the archive", err)
		}
		x.reading.Dispatch.Retrieved = nil
		if err := enc.Encode(dumped{Dispatch: x.row.ID, Version: x.row.Version, Supersedes: x.row.Supersedes, Killed: hex.EncodeToString(killer), RawHash: x.raw, Origin: &x.page.origin, Reading: x.reading}); err != nil {
			return err
		}
	}
	return nil
}

func (a *Archive) dumpStories(ctx context.Context, enc *json.Encoder) error {
	rows, err := a.read.QueryContext(ctx, "SELECT s.id, d.id FROM member m JOIN dispatch s ON s.n = m.story JOIN dispatch d ON d.n = m.dispatch WHERE m.died IS NULL ORDER BY s.id, d.id")
	if err != nil {
		return a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	var line dumped
	for rows.Next() {
		var story, member []byte
		if err := rows.Scan(&story, &member); err != nil {
			return a.fault("cannot read the archive", err)
		}
		if name := storyName(hex.EncodeToString(story)); name != line.Happening {
			if line.Happening != "" {
				if err := enc.Encode(line); err != nil {
					return err
				}
			}
			line = dumped{Happening: name}
		}
		line.Members = append(line.Members, hex.EncodeToString(member))
	}
	if line.Happening != "" {
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return a.fault("cannot read the archive", rows.Err())
}

func (a *Archive) dumpCorrections(ctx context.Context, enc *json.Encoder) error {
	rows, err := a.read.QueryContext(ctx, "SELECT about FROM change WHERE json_extract(about, '$.kind') IS NOT NULL AND undone IS NULL ORDER BY seq")
	if err != nil {
		return a.fault("cannot read the archive", err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return a.fault("cannot read the archive", err)
		}
		if err := enc.Encode(dumped{Correction: json.RawMessage(text)}); err != nil {
			return err
		}
	}
	return a.fault("cannot read the archive", rows.Err())
}

// Backup writes the archive as it stands at this moment into a new file, while
// others may read and write it.
func (a *Archive) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return &dateline.Fault{What: "the file is there already", Where: path, Hint: "name a new one"}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return &dateline.Fault{What: "cannot make the folder of the backup", Where: path, Err: err}
	}
	// A connection of its own: those for questions may not write at all.
	db, err := sql.Open("sqlite", strings.Replace(a.dsn(false), url.QueryEscape("query_only(1)"), url.QueryEscape("query_only(0)"), 1))
	if err != nil {
		return a.fault("cannot open the archive", err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		os.Remove(path)
		return a.fault("cannot write the backup "+path, err)
	}
	return nil
}

package main

import (
	"context"
	"sync"
	"time"

	"dateline/ingest/fetch"
	"dateline/store/sqlite"
)

// visitor gets the addresses that the user names. The archive remembers what
// servers said of them, so that only what changed is sent again; clock and
// sleep come from here, package fetch has none.
type visitor struct {
	*fetch.Client
	archive *sqlite.Archive
	mu      sync.Mutex
	marks   map[string][2]string // of this run
}

func newVisitor(ctx context.Context, a *sqlite.Archive, private bool) *visitor {
	v := &visitor{archive: a, marks: map[string][2]string{}}
	v.Client = fetch.New(fetch.Options{
		Now: time.Now, Sleep: sleep, Private: private, Agent: "dateline/1.0 (news dispatch reader)",
		Known: func(address string) fetch.Validators {
			etag, modified, err := a.Answer(ctx, address)
			if err != nil {
				return fetch.Validators{} // it is sent again
			}
			return fetch.Validators{ETag: etag, Modified: modified}
		},
		Keep: func(address string, m fetch.Validators) {
			v.mu.Lock()
			defer v.mu.Unlock()
			v.marks[address] = [2]string{m.ETag, m.Modified}
		},
	})
	return v
}

// remember keeps what servers said, once everything is stored.
func (v *visitor) remember(ctx context.Context) error {
	v.Close()
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.archive.KeepAnswers(ctx, v.marks)
}

// sleep waits, or ends with the context.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

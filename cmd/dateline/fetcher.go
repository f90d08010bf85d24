package main

import (
	"context"
	"time"

	"dateline/ingest"
	"dateline/ingest/fetch"
)

// fetcher gets the addresses that the user names. Clock and sleep come from
// here; package fetch has none.
func fetcher(private bool) ingest.Fetcher {
	return fetch.New(fetch.Options{Now: time.Now, Sleep: sleep, Private: private, Agent: "dateline/1.0 (news dispatch reader)"})
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

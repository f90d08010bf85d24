package server

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"dateline"
)

// Pace of the live feed.
const (
	poll      = 250 * time.Millisecond // how often the archive is asked for changes
	heartbeat = 20 * time.Second       // how often a quiet feed says that it lives
	feedBatch = 500                    // changes that are read at once
	maxFeeds  = 512                    // feeds open at once
)

// feed watches the archive's sequence and wakes those who follow it. One
// goroutine asks for all of them.
type feed struct {
	archive Archive
	log     *slog.Logger
	stop    chan struct{}
	done    chan struct{}

	mu      sync.Mutex
	seq     int64
	changed chan struct{} // closed when seq has grown
	open    int
}

// newFeed starts watching. close ends it.
func newFeed(a Archive, log *slog.Logger) *feed {
	f := &feed{archive: a, log: log, stop: make(chan struct{}), done: make(chan struct{}), changed: make(chan struct{})}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if st, err := a.Stats(ctx); err == nil {
		f.seq = st.Seq
	} else {
		log.Warn("the archive does not say how far it has come", "error", err)
	}
	go f.watch()
	return f
}

func (f *feed) close() {
	select {
	case <-f.stop:
	default:
		close(f.stop)
	}
	<-f.done
}

// now is the archive's sequence as last seen.
func (f *feed) now() int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seq
}

// follow is the sequence as last seen and what is closed when it has grown.
func (f *feed) follow() (int64, <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seq, f.changed
}

func (f *feed) watch() {
	defer close(f.done)
	t := time.NewTicker(poll)
	defer t.Stop()
	for {
		select {
		case <-f.stop:
			return
		case <-t.C:
			f.look()
		}
	}
}

// look asks the archive for what came after the sequence as last seen.
func (f *feed) look() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	since := f.now()
	for {
		list, err := f.archive.Changes(ctx, since, feedBatch)
		if err != nil {
			f.log.Warn("changes cannot be read", "error", err)
			return
		}
		if len(list) == 0 {
			return
		}
		since = list[len(list)-1].Seq
		f.grow(since)
		if len(list) < feedBatch {
			return
		}
	}
}

func (f *feed) grow(seq int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if seq > f.seq {
		f.seq = seq
		close(f.changed)
		f.changed = make(chan struct{})
	}
}

// enter counts a follower in; it says no when there are too many.
func (f *feed) enter() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open >= maxFeeds {
		return false
	}
	f.open++
	return true
}

func (f *feed) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open--
}

// isFeed tells the addresses that stay open.
func isFeed(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/v1/feed") }

// changesAfter reads the next changes for a follower.
func (f *feed) changesAfter(ctx context.Context, since int64) ([]dateline.Revision, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return f.archive.Changes(ctx, since, feedBatch)
}

// ready prepares an answer that stays open.
func ready(w http.ResponseWriter) *http.ResponseController {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	return http.NewResponseController(w)
}

package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"dateline"
)

// slow is how long one write to a follower may take before it is dropped.
const slow = 10 * time.Second

// live is the record's sequence as server-sent events: one event a change,
// its id the sequence number, so that a follower that was cut off goes on from
// where it was (Last-Event-ID).
func (s *Server) live(w http.ResponseWriter, r *http.Request) {
	since, err := startOf(r, s.feed.now())
	if err == nil {
		err = only(r, "since")
	}
	if err == nil && !s.feed.enter() {
		err = refuse(http.StatusServiceUnavailable, "too many live feeds are open", "close some, or ask for /v1/changes now and then")
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.metrics.feeds.Inc()
	defer func() { s.feed.leave(); s.metrics.feeds.Dec() }()
	f := &follower{w: w, control: ready(w)}
	if f.write("retry: 2000\n\n") != nil {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		_, changed := s.feed.follow()
		list, err := s.feed.changesAfter(r.Context(), since)
		if err != nil {
			return
		}
		for i := range list {
			since = list[i].Seq
			if f.change(&list[i]) != nil {
				return
			}
		}
		if len(list) == feedBatch {
			continue
		}
		select {
		case <-r.Context().Done():
			return
		case <-s.feed.stop:
			return
		case <-changed:
		case <-beat.C:
			if f.write(": still here\n\n") != nil {
				return
			}
		}
	}
}

// startOf is the sequence number from which a follower wants changes.
func startOf(r *http.Request, now int64) (int64, error) {
	for _, x := range []struct{ where, value string }{{"Last-Event-ID", r.Header.Get("Last-Event-ID")}, {"since", r.URL.Query().Get("since")}} {
		if x.value == "" {
			continue
		}
		n, err := strconv.ParseInt(x.value, 10, 64)
		if err != nil || n < 0 {
			return 0, &dateline.Fault{What: "not a sequence number: " + x.value, Where: x.where, Hint: "send the id of the last event, or 0 for all"}
		}
		return n, nil
	}
	return now, nil
}

// follower is somebody who reads a feed.
type follower struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

func (f *follower) change(r *dateline.Revision) error {
	r.At = utc(r.At)
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return f.write(fmt.Sprintf("id: %d\nevent: change\ndata: %s\n\n", r.Seq, data))
}

// write sends at once; one who does not read is dropped.
func (f *follower) write(s string) error {
	_ = f.control.SetWriteDeadline(time.Now().Add(slow)) // not every connection has one
	if _, err := f.w.Write([]byte(s)); err != nil {
		return err
	}
	return f.control.Flush()
}

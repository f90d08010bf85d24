package server

import (
	"log/slog"
	"net/http"
	"time"

	"dateline/server/web"
)

// Options are what a server may be told beside its archive. The zero value is
// a server for its own machine that takes nothing in.
type Options struct {
	Log     *slog.Logger     // nil: nothing is logged
	Now     func() time.Time // nil: the machine's clock
	Hosts   []string         // names beside the loopback ones that it may be called by; "*" is any
	Private bool             // every request needs a token: set where others than this machine can call
	Tokens  Tokens           // nil: nobody can sign in
	Intake  Intake           // nil: dispatches are not taken in
	Editor  Editor           // nil: corrections are not taken
	Scores  string           // the golden file of quality, for the page about the record
	Models  []web.Model      // the embedded models
	Missing func(error) bool // tells an id that does not exist from a failure; nil: none does
}

// Server answers requests about one archive. Close it when done: it ends the
// live feeds.
type Server struct {
	archive Archive
	opt     Options
	log     *slog.Logger
	views   *web.Views
	metrics *metrics
	feed    *feed
	tokens  keyring
	handler http.Handler
}

// New makes a server for an archive.
func New(a Archive, opt Options) (*Server, error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Missing == nil {
		opt.Missing = func(error) bool { return false }
	}
	views, err := web.Open()
	if err != nil {
		return nil, err
	}
	s := &Server{archive: a, opt: opt, log: opt.Log, views: views, metrics: newMetrics()}
	s.feed = newFeed(a, opt.Log)
	mux := http.NewServeMux()
	s.tokens.source = opt.Tokens
	s.pages(mux)
	s.api(mux)
	s.operations(mux)
	s.handler = s.guard(mux)
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Close ends the live feeds, so that a graceful stop need not wait for them.
func (s *Server) Close() { s.feed.close() }

// operations are the addresses for those who run the server.
func (s *Server) operations(mux *http.ServeMux) {
	mux.Handle("GET /assets/{file}", s.views.Assets())
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("ok\n"))
	})
}

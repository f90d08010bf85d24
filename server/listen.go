package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"dateline"

	"golang.org/x/net/netutil"
)

// Times that a caller may take. One who reads or writes more slowly is cut off.
const (
	headTime  = 5 * time.Second
	bodyTime  = 30 * time.Second
	writeTime = 40 * time.Second // feeds and exports set their own
	idleTime  = 2 * time.Minute
	stopTime  = 15 * time.Second // for answers under way when the server stops

	maxHead        = 64 << 10 // bytes of a request's head
	maxConnections = 2048
)

// Listen opens an address to serve on. Only this machine can call a loopback
// address; any other is refused until there is a token, since everybody who
// can reach it could read the whole record.
func Listen(address string, hasToken bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, &dateline.Fault{What: "not an address: " + address, Where: "--listen", Hint: "write it as 127.0.0.1:8080"}
	}
	if !loopback(host) && !hasToken {
		return nil, &dateline.Fault{What: "other machines could reach " + address + " and no token is set up", Where: "--listen",
			Hint: "make one with 'dateline token make NAME', or listen on 127.0.0.1"}
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		hint := "choose another with --listen"
		if errors.Is(err, syscall.EADDRINUSE) {
			hint = "another program serves there: stop it, or choose another port with --listen 127.0.0.1:0"
		}
		return nil, &dateline.Fault{What: "cannot listen on " + address, Err: err, Hint: hint}
	}
	return netutil.LimitListener(l, maxConnections), nil
}

// Loopback tells whether only this machine can call an address of a listener.
func Loopback(a net.Addr) bool {
	host, _, err := net.SplitHostPort(a.String())
	return err == nil && loopback(host)
}

// Serve answers on a listener until ctx ends; then it takes no more, lets
// what is under way come to its end, and returns.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: headTime, ReadTimeout: bodyTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHead, ErrorLog: slog.NewLogLogger(quiet{s.log.Handler()}, slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	select {
	case err := <-failed:
		s.Close()
		return err
	case <-ctx.Done():
	}
	s.log.Info("stopping: answers under way come to their end")
	s.Close()
	end, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := h.Shutdown(end); err != nil {
		_ = h.Close()
		return &dateline.Fault{What: "some answers were cut off", Err: err}
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// quiet drops what callers that hang up make the library say.
type quiet struct{ slog.Handler }

// Handle passes on what is not about a caller's own doing.
func (q quiet) Handle(ctx context.Context, r slog.Record) error {
	if strings.Contains(r.Message, "TLS handshake error") {
		return nil
	}
	return q.Handler.Handle(ctx, r)
}

package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Limits of a request.
const (
	maxBody    = 16 << 20         // bytes of a body
	maxAddress = 16 << 10         // bytes of an address with its query
	maxAnswer  = 20 * time.Second // what a request other than a live feed may take
)

// policy allows the server's own files and nothing else: no script or style
// within a page, no frame, no address outside.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers are set on every answer.
var headers = [][2]string{
	{"Content-Security-Policy", policy},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
}

// guard wraps the addresses in what holds for all of them.
func (s *Server) guard(mux *http.ServeMux) http.Handler {
	cross := http.NewCrossOriginProtection()
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, refuse(http.StatusForbidden, "the request comes from another site", "send it from a page of this server, or with a token from a program"))
	}))
	inner := cross.Handler(s.signed(mux))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		rec := &recorder{ResponseWriter: w}
		for _, h := range headers {
			w.Header().Set(h[0], h[1])
		}
		defer func() { s.done(rec, r, start, recover()) }()
		if err := s.acceptable(r); err != nil {
			s.fail(rec, r, err)
			return
		}
		if !isFeed(r) {
			most := maxAnswer
			if isLong(r) {
				most = maxExport
			}
			ctx, cancel := context.WithTimeout(r.Context(), most)
			defer cancel()
			r = r.WithContext(ctx)
		}
		r.Body = http.MaxBytesReader(rec, r.Body, maxBody)
		_, rec.route = mux.Handler(r)
		inner.ServeHTTP(rec, r)
	})
}

// acceptable turns away what no address needs to see.
func (s *Server) acceptable(r *http.Request) error {
	if len(r.RequestURI) > maxAddress {
		return refuse(http.StatusRequestURITooLong, "the address is too long", fmt.Sprintf("at most %d bytes", maxAddress))
	}
	if strings.ContainsRune(r.URL.Path, 0) {
		return refuse(http.StatusBadRequest, "the address holds a zero byte", "")
	}
	host := r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if !loopback(host) && !slices.Contains(s.opt.Hosts, host) && !slices.Contains(s.opt.Hosts, "*") {
		return refuse(http.StatusMisdirectedRequest, "this server does not go by that name", "call it by the name it was started with (--host)")
	}
	return nil
}

// loopback tells whether a host name means this machine.
func loopback(host string) bool {
	host = strings.Trim(host, "[]")
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// done counts and logs an answered request, and answers one whose handler broke.
func (s *Server) done(rec *recorder, r *http.Request, start time.Time, broke any) {
	if broke != nil && broke != http.ErrAbortHandler {
		s.log.Error("a handler broke", "path", r.URL.Path, "cause", broke, "stack", string(debug.Stack()))
		if rec.status == 0 {
			s.fail(rec, r, errors.New("the server made a mistake"))
		}
	}
	took := time.Since(start)
	s.metrics.seen(rec.route, r.Method, rec.code(), took)
	level := slog.LevelDebug
	if rec.code() >= 500 {
		level = slog.LevelWarn
	} else if r.Method != http.MethodGet && r.Method != http.MethodHead {
		level = slog.LevelInfo
	}
	s.log.Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path, "status", rec.code(), "took", took, "bytes", rec.bytes)
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	route  string
	status int
	bytes  int64
}

// WriteHeader remembers the status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) code() int {
	if r.status == 0 {
		return http.StatusOK
	}
	return r.status
}

// refused is a fault with the status that says it to programs.
type refused struct {
	status int
	dateline.Fault
}

func refuse(status int, what, hint string) error {
	return &refused{status, dateline.Fault{What: what, Hint: hint}}
}

package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"dateline"
	"dateline/server/web"
)

// Problem is an error as programs get it (RFC 9457).
type Problem struct {
	Type   string `json:"type"`             // always about:blank: the status says the kind
	Title  string `json:"title"`            // the status in words
	Status int    `json:"status"`           // the HTTP status
	Detail string `json:"detail,omitempty"` // what went wrong
	Where  string `json:"where,omitempty"`  // the parameter, or the column of the query
	Hint   string `json:"hint,omitempty"`   // what to do about it
}

// problemOf says an error to whoever asked. What went wrong inside is logged
// and not told.
func (s *Server) problemOf(err error) Problem {
	var p Problem
	var deny *refused
	var fault *dateline.Fault
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &deny):
		p = Problem{Status: deny.status, Detail: deny.What, Where: deny.Where, Hint: deny.Hint}
	case s.opt.Missing(err):
		p = Problem{Status: http.StatusNotFound, Detail: "the record has no such thing", Hint: "look for it from the list of stories, or search"}
		if errors.As(err, &fault) {
			p.Detail = fault.What
		}
	case errors.As(err, &big):
		p = Problem{Status: http.StatusRequestEntityTooLarge, Detail: "the body is too large"}
	case errors.Is(err, context.DeadlineExceeded):
		p = Problem{Status: http.StatusServiceUnavailable, Detail: "the answer took too long", Hint: "ask for less: a shorter time, or a smaller page"}
	case errors.As(err, &fault) && fault.Err == nil:
		p = Problem{Status: http.StatusBadRequest, Detail: fault.What, Where: fault.Where, Hint: fault.Hint}
	default:
		p = Problem{Status: http.StatusInternalServerError, Detail: "the server could not answer", Hint: "its log says why"}
	}
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	return p
}

// fail answers with an error: a page to people, RFC 9457 to programs.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := s.problemOf(err)
	if p.Status >= 500 {
		s.log.Warn("request failed", "path", r.URL.Path, "error", err)
	}
	w.Header().Set("Cache-Control", "no-store")
	if wantsPage(r) {
		v := s.frame(r, p.Title, "")
		v.Body = web.Trouble{Status: p.Status, Title: p.Title, Detail: p.Detail, Where: p.Where, Hint: p.Hint}
		s.write(w, r, p.Status, "trouble", v)
		return
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// wantsPage tells a person's browser from a program.
func wantsPage(r *http.Request) bool {
	return !strings.HasPrefix(r.URL.Path, "/v1/") && strings.Contains(r.Header.Get("Accept"), "text/html")
}

package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dateline"
	"dateline/query"
	"dateline/server/web"
)

// asOf is the moment that a request asks about; nil is now.
func asOf(r *http.Request) (*time.Time, error) { return moment(r.URL.Query().Get("as_of")) }

// dispatch is the reading view.
func (s *Server) dispatch(w http.ResponseWriter, r *http.Request) error {
	if err := only(r, "at", "as_of"); err != nil {
		return err
	}
	then, err := asOf(r)
	if err != nil {
		return err
	}
	at, err := span(r.URL.Query().Get("at"))
	if err != nil {
		return err
	}
	reading, d, err := s.archive.Reading(r.Context(), r.PathValue("id"), then)
	if err != nil {
		return err
	}
	body := web.NewReading(reading, d, at)
	body.Edits = s.opt.Editor != nil
	if reading.Dispatch.Dateline != nil {
		for _, p := range reading.Places {
			if p.ID == reading.Dispatch.Dateline.Place {
				body.Filed = p.Name
			}
		}
	}
	if body.Versions, err = s.versions(r, d.ID); err != nil {
		return err
	}
	if body.Stories, err = s.storiesOf(r, d.ID); err != nil {
		return err
	}
	f := s.frame(r, orWords(d.Headline, "Dispatch"), "")
	f.Body = body
	return s.show(w, r, "reading", f)
}

// only turns away parameters that a page does not know.
func only(r *http.Request, known ...string) error {
	for name := range r.URL.Query() {
		found := false
		for _, k := range known {
			found = found || k == name
		}
		if !found {
			hint := "there are " + strings.Join(known, ", ")
			if near := query.Nearest(name, known); near != "" {
				hint = "did you mean " + near + "?"
			}
			return &dateline.Fault{What: fmt.Sprintf("no parameter %q here", name), Where: name, Hint: hint}
		}
	}
	return nil
}

func orWords(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// span reads "118-131": code points of a dispatch's text.
func span(s string) (*dateline.Span, error) {
	if s == "" {
		return nil, nil
	}
	var out dateline.Span
	if n, err := fmt.Sscanf(s, "%d-%d", &out.Start, &out.End); n != 2 || err != nil || out.Empty() || out.Start < 0 {
		return nil, &dateline.Fault{What: "not a span: " + s, Where: "at", Hint: "write first and last code point as 118-131"}
	}
	return &out, nil
}

// versions is the strip of a dispatch's versions.
func (s *Server) versions(r *http.Request, id string) ([]web.Version, error) {
	list, err := s.archive.Versions(r.Context(), id)
	if err != nil {
		return nil, err
	}
	var out []web.Version
	for i, d := range list {
		v := web.Version{Dispatch: d, Here: d.ID == id}
		if i > 0 {
			v.Diff = address("/dispatch/"+d.ID+"/diff", url.Values{"with": {list[i-1].ID}})
		}
		out = append(out, v)
	}
	return out, nil
}

// storiesOf are the happenings that a dispatch tells of.
func (s *Server) storiesOf(r *http.Request, id string) ([]query.Story, error) {
	f := query.FieldNamed("dispatch")
	if f == nil || !f.Has(query.OnStory) {
		return nil, nil
	}
	n, err := query.Ask("dispatch", query.Is, id)
	if err != nil {
		return nil, err
	}
	res, err := s.archive.Stories(r.Context(), query.Query{Root: n}, query.Page{Limit: 5})
	return res.Items, err
}

// diff is what changed between two versions.
func (s *Server) diff(w http.ResponseWriter, r *http.Request) error {
	if err := only(r, "with"); err != nil {
		return err
	}
	now, dn, err := s.archive.Reading(r.Context(), r.PathValue("id"), nil)
	if err != nil {
		return err
	}
	with := r.URL.Query().Get("with")
	if with == "" {
		with = dn.Supersedes
	}
	if with == "" {
		return refuse(http.StatusNotFound, "this is the first version", "nothing came before it")
	}
	old, do, err := s.archive.Reading(r.Context(), with, nil)
	if err != nil {
		return err
	}
	f := s.frame(r, "Differences", "")
	f.Body = web.NewDifferences(old, now, do, dn)
	return s.show(w, r, "diff", f)
}

// itemID is the id in an address: a dispatch, or a dispatch and a value.
func itemID(r *http.Request) string {
	id := r.PathValue("id")
	if item := r.PathValue("item"); item != "" {
		id += "/" + item
	}
	return id
}

// why leads from a value to what it rests on.
func (s *Server) why(w http.ResponseWriter, r *http.Request) error {
	why, err := s.archive.Why(r.Context(), itemID(r))
	if err != nil {
		return err
	}
	f := s.frame(r, "Why", "")
	f.Body = web.NewWhy(&why, s.opt.Editor != nil)
	return s.show(w, r, "why", f)
}

// cite is a citation of a value or dispatch.
func (s *Server) cite(w http.ResponseWriter, r *http.Request) error {
	c, err := s.archive.Cite(r.Context(), itemID(r))
	if err != nil {
		return err
	}
	f := s.frame(r, "Citation", "")
	f.Body = c
	return s.show(w, r, "cite", f)
}

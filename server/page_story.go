package server

import (
	"net/http"

	"dateline/server/web"
)

// story is the accounts of one happening side by side.
func (s *Server) story(w http.ResponseWriter, r *http.Request) error {
	if err := only(r, "as_of"); err != nil {
		return err
	}
	then, err := asOf(r)
	if err != nil {
		return err
	}
	h, err := s.archive.Account(r.Context(), r.PathValue("id"), then)
	if err != nil {
		return err
	}
	f := s.frame(r, h.Title, "stories")
	f.Live = then == nil
	body := web.NewAccount(h)
	body.Edits = s.opt.Editor != nil
	f.Body = body
	return s.show(w, r, "story", f)
}

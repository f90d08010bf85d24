package server

import (
	"net/http"
	"strconv"
	"strings"

	"dateline/query"
	"dateline/server/web"
	"dateline/store"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// correctForm asks what is wrong, why, and takes the answer.
func (s *Server) correctForm(w http.ResponseWriter, r *http.Request) error {
	if s.opt.Editor == nil {
		return refuse(http.StatusNotFound, "this server takes no corrections", "")
	}
	if err := r.ParseForm(); err != nil {
		return refuse(http.StatusBadRequest, "the form cannot be read", "")
	}
	id := r.Form.Get("id")
	if id == "" {
		return refuse(http.StatusBadRequest, "nothing to correct", "come here from the value that is wrong")
	}
	if callerOf(r.Context()) == nil {
		http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
		return nil
	}
	if err := need(r.Context(), ScopeAdd); err != nil {
		return err
	}
	if r.Method == http.MethodPost {
		return s.takeCorrection(w, r, id)
	}
	body := web.Correct{ID: id, Name: r.Form.Get("name")}
	if strings.Contains(id, "/") {
		why, err := s.archive.Why(r.Context(), id)
		if err != nil {
			return err
		}
		body.Why = web.NewWhy(&why, false)
	} else if p, err := byID(r.Context(), id, s.archive.People, func(p *query.Person) bool { return p.ID == id }); err == nil {
		body.Name, body.Person = p.Name, true
	} else {
		return err
	}
	f := s.frame(r, "Correct", "")
	f.Body = body
	return s.show(w, r, "correct", f)
}

func (s *Server) takeCorrection(w http.ResponseWriter, r *http.Request, id string) error {
	c := store.Correction{Kind: store.Kind(r.PostForm.Get("kind")), IDs: []string{id}, Name: strings.TrimSpace(r.PostForm.Get("name")), Reason: strings.TrimSpace(r.PostForm.Get("reason"))}
	switch c.Kind {
	case store.Wrong:
		c.Name = ""
	case store.Merge:
		other := strings.TrimSpace(r.PostForm.Get("other"))
		if other == "" {
			return refuse(http.StatusBadRequest, "merge with whom?", "give the id of the other name, as its page's address shows it")
		}
		c.IDs, c.Name = append(c.IDs, other[strings.LastIndex(other, "/")+1:]), ""
	case store.Rename, store.Split:
		if c.Name == "" {
			return refuse(http.StatusBadRequest, "a name is missing", "give the right name")
		}
		if c.Kind == store.Split {
			c.IDs = append(c.IDs, strings.Fields(r.PostForm.Get("dispatches"))...)
		}
	default:
		return refuse(http.StatusBadRequest, "no such correction", "rename, merge, split or wrong")
	}
	if c.Reason == "" || len(c.Reason) > 2000 {
		return refuse(http.StatusBadRequest, "a reason is missing", "say in a sentence why, in at most 2,000 bytes: it stands beside the value from now on")
	}
	if _, err := s.correct(r.Context(), c); err != nil {
		return err
	}
	to := "/person/" + id
	if strings.Contains(id, "/") {
		to = "/why/" + id
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

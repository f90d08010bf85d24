package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// TestAddAddress takes a feed in, and takes it again only when it changed.
func TestAddAddress(t *testing.T) {
	version, sent := "1", 0
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", `"`+version+`"`)
		if r.Header.Get("If-None-Match") == `"`+version+`"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent++
		io.WriteString(w, "<rss><channel><title>Coast Desk</title><item><guid>urn:coast:1234567890</guid><description>A ferry sank off Orm on Friday, the coast guard said, version "+version+".</description></item></channel></rss>")
	}))
	defer s.Close()
	archive := filepath.Join(t.TempDir(), "a.dateline")
	for _, x := range []struct{ version, want string }{
		{"1", "1 new"}, {"1", "0 new"}, {"2", "0 new, 1 later versions"}, {"2", "0 new"},
	} {
		version = x.version
		var out, diag bytes.Buffer
		c := newRoot()
		c.SetArgs([]string{"add", "--private", "--archive", archive, s.URL + "/feed"})
		c.SetOut(&out)
		c.SetErr(&diag)
		err := c.Execute()
		if strings.TrimSpace(out.String()) != x.want || err != nil && x.want != "0 new" {
			t.Errorf("version %s: %s %v %s", x.version, &out, err, &diag)
		}
	}
	if sent != 2 {
		t.Errorf("the feed was sent %d times", sent)
	}
}

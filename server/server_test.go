package server_test

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dateline/server"
	"dateline/store/sqlite"
)

func newServer(t testing.TB, a server.Archive, opt server.Options) *server.Server {
	t.Helper()
	opt.Missing = func(err error) bool { return errors.As(err, new(missing)) || errors.Is(err, sqlite.ErrNotFound) }
	s, err := server.New(a, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// get asks a server for a page as a browser does.
func get(t testing.TB, h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = "localhost"
	r.Header.Set("Accept", "text/html")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestHeaders(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	for _, path := range []string{"/", "/nowhere", "/assets/none.js", "/metrics", "/?q=%22", "/healthz"} {
		w := get(t, s, path)
		csp := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: no nosniff", path)
		}
		if strings.Contains(w.Body.String(), "<style") || strings.Contains(w.Body.String(), " style=") || strings.Contains(w.Body.String(), "<script>") {
			t.Errorf("%s: style or script within the page", path)
		}
	}
}

func TestHosts(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{Hosts: []string{"record.example"}})
	for host, want := range map[string]int{"localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "record.example": 200, "evil.example": 421, "": 421} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestErrorsForPeopleAndPrograms(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	w := get(t, s, "/?plase=Minsk")
	if w.Code != 400 || !strings.Contains(w.Body.String(), "did you mean place?") {
		t.Errorf("page: %d %s", w.Code, w.Body)
	}
	w = get(t, s, "/?plase=Minsk", "Accept", "application/json")
	var p server.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	if p.Status != 400 || p.Where != "plase" || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("problem: %+v", p)
	}
}

func TestOtherSitesCannotPost(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	for site, want := range map[string]int{"cross-site": 403, "same-site": 403, "same-origin": 303, "none": 303} {
		r := httptest.NewRequest(http.MethodPost, "/watch", strings.NewReader("save=%2F%3Fplace%3DMinsk"))
		r.Host = "localhost"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", site)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: %d, want %d", site, w.Code, want)
		}
	}
}

func TestTag(t *testing.T) {
	s := newServer(t, exampleArchive(t), server.Options{})
	tag := get(t, s, "/").Header().Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	if w := get(t, s, "/", "If-None-Match", tag); w.Code != 304 || w.Body.Len() > 0 {
		t.Errorf("%d with %d bytes, want 304 with none", w.Code, w.Body.Len())
	}
}

// TestBundle holds the committed bundle against its sources and its size
// against what a slow line bears.
func TestBundle(t *testing.T) {
	cmd := exec.Command("go", "run", "./gen", "-check")
	cmd.Dir = "web"
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s", out)
	}
	var size counter
	z := gzip.NewWriter(&size)
	paths, _ := filepath.Glob("web/dist/*.*")
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := z.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if t.Logf("bundle: %d bytes compressed", size); size > 250_000 {
		t.Errorf("the bundle has %d bytes compressed, more than 250 kB", size)
	}
}

type counter int

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }

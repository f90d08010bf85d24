// Package web holds the pages: their templates, their embedded files, and the
// views that prepare the record for them. A view is a pure function of what
// the archive answered; templates hold no logic beyond showing it.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"dateline"
)

//go:generate go run ./gen

//go:embed dist
var files embed.FS

//go:embed templates
var pages embed.FS

// Views renders pages and serves the files that they need.
type Views struct {
	pages  map[string]*template.Template
	assets map[string]asset // by the name within addresses
	names  map[string]string
}

// asset is an embedded file under an address that changes with its content.
type asset struct {
	media string
	data  []byte
}

// Open parses the embedded templates and names the embedded files.
func Open() (*Views, error) {
	v := &Views{pages: map[string]*template.Template{}, assets: map[string]asset{}, names: map[string]string{}}
	if err := v.load(); err != nil {
		return nil, &dateline.Fault{What: "the embedded files are broken", Err: err}
	}
	base, err := template.New("").Funcs(v.funcs()).ParseFS(pages, "templates/base.html", "templates/parts*.html")
	if err != nil {
		return nil, &dateline.Fault{What: "the embedded pages are broken", Err: err}
	}
	all, err := fs.Glob(pages, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		name := strings.TrimSuffix(path.Base(p), ".html")
		if name == "base" || strings.HasPrefix(name, "parts") {
			continue
		}
		t, err := template.Must(base.Clone()).ParseFS(pages, p)
		if err != nil {
			return nil, &dateline.Fault{What: "the embedded pages are broken", Where: name, Err: err}
		}
		v.pages[name] = t
	}
	return v, nil
}

// load reads the embedded files; each is named by the beginning of its hash,
// so that a browser may keep it for ever. The style names the fonts, so it is
// rewritten last.
func (v *Views) load() error {
	list, err := fs.ReadDir(files, "dist")
	if err != nil {
		return err
	}
	var style []byte
	for _, e := range list {
		data, err := fs.ReadFile(files, "dist/"+e.Name())
		if err != nil {
			return err
		}
		if e.Name() == "app.css" {
			style = data
			continue
		}
		v.keep(e.Name(), data)
	}
	for name, address := range v.names {
		style = bytes.ReplaceAll(style, []byte("url("+name+")"), []byte("url("+address+")"))
	}
	v.keep("app.css", style)
	return nil
}

func (v *Views) keep(name string, data []byte) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	file := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	media := map[string]string{".woff2": "font/woff2", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}[ext]
	if media == "" {
		media = mime.TypeByExtension(ext)
	}
	v.assets[file] = asset{media, data}
	v.names[name] = "/assets/" + file
}

// Render writes a page.
func (v *Views) Render(w *bytes.Buffer, name string, f *Frame) error {
	return v.pages[name].ExecuteTemplate(w, "base", f)
}

// Fragment writes the main part of a page alone, as script asks for it.
func (v *Views) Fragment(w *bytes.Buffer, name string, f *Frame) error {
	return v.pages[name].ExecuteTemplate(w, "main", f)
}

// Assets serves the embedded files.
func (v *Views) Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := v.assets[r.PathValue("file")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", a.media)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		_, _ = w.Write(a.data)
	})
}

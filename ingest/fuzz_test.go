package ingest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sound reads some bytes and holds what must be true of every input: no crash,
// no hang, an item or an error, and offsets inside.
func sound(t *testing.T, b []byte, name, media string, o Options) {
	t.Helper()
	o.Limits = Limits{Item: 1 << 18, File: 1 << 20, Entries: 50}
	w := newWalk(context.Background(), o, func(it *Item, err error) bool {
		if (it == nil) == (err == nil) {
			t.Fatalf("%v %v", it, err)
		}
		if it != nil {
			soundItem(t, it)
		}
		return true
	})
	p := newPart(bytes.NewReader(b), name)
	p.media = media
	w.part(p)
}

func soundItem(t *testing.T, it *Item) {
	t.Helper()
	if it.Dispatch.Lang == "" || it.Media == "" || it.Origin.Offset < 0 || strings.TrimSpace(it.Dispatch.Text+it.Dispatch.Headline) == "" {
		t.Fatalf("%+v", it)
	}
	for _, r := range it.Map {
		if r.Text < 0 || r.Text+r.Size > len(it.Dispatch.Text) || r.Raw < 0 || r.Raw+r.RawSize > len(it.Raw) {
			t.Fatalf("run %+v of %d, %d", r, len(it.Dispatch.Text), len(it.Raw))
		}
	}
}

// maxFuzz is the longest input that is tried.
const maxFuzz = 1 << 15

// FuzzOpen lets the content decide.
func FuzzOpen(f *testing.F) {
	files, _ := filepath.Glob("testdata/in/*")
	for _, p := range files {
		if b, err := os.ReadFile(p); err == nil {
			f.Add(b, "", "")
			f.Add(b[:len(b)*2/3], filepath.Base(p), "text/html; charset=x")
		}
	}
	f.Fuzz(func(t *testing.T, b []byte, name, media string) {
		if len(b) <= maxFuzz {
			sound(t, b, name, media, Options{})
		}
	})
}

// each fuzzes one format, beginning with its samples.
func each(f *testing.F, format string, seeds ...[]byte) {
	f.Helper()
	for _, s := range seeds {
		f.Add(s)
		f.Add(s[:len(s)/2])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) <= maxFuzz {
			sound(t, b, "f", "", Options{Format: format})
		}
	})
}

func sample(f *testing.F, name string) []byte {
	f.Helper()
	b, err := os.ReadFile("testdata/in/" + name)
	if err != nil {
		f.Fatal(err)
	}
	return b
}

func FuzzText(f *testing.F) { each(f, "text", sample(f, "latin.txt")) }
func FuzzHTML(f *testing.F) { each(f, "html", sample(f, "brief.html")) }
func FuzzFeed(f *testing.F) {
	each(f, "feed", sample(f, "rss.xml"), sample(f, "atom.xml"), sample(f, "rdf.xml"))
}
func FuzzNewsML(f *testing.F) { each(f, "newsml", sample(f, "newsml.xml")) }
func FuzzNITF(f *testing.F)   { each(f, "nitf", sample(f, "nitf.xml")) }
func FuzzJSON(f *testing.F)   { each(f, "json", sample(f, "ninjs.json"), sample(f, "feed.json")) }
func FuzzJSONL(f *testing.F)  { each(f, "jsonl", sample(f, "lines.jsonl")) }
func FuzzMUC(f *testing.F)    { each(f, "muc", sample(f, "muc.txt")) }
func FuzzSGML(f *testing.F)   { each(f, "reuters-sgml", sample(f, "reuters.sgm")) }
func FuzzZip(f *testing.F) {
	each(f, "", zipped(f, "a.jsonl", "{\"text\":\"x\"}", "b.xml", "<rss><item>", "c.zip", string(zipped(f, "d", "words"))))
}
func FuzzGzip(f *testing.F) {
	each(f, "", gzipped(f, strings.NewReader("<feed><entry><title>x")), gzipped(f, bytes.NewReader(gzipped(f, strings.NewReader("words")))))
}
func FuzzWARC(f *testing.F) {
	a := warcRecord("response", "a", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>x") + warcRecord("conversion", "b", "words")
	each(f, "", []byte(a), append(gzipped(f, strings.NewReader(a)), gzipped(f, strings.NewReader(a))...))
}
func FuzzTime(f *testing.F) {
	f.Add("Wed, 3 Sep 2014 10:00:00 GMT")
	f.Add("27-MAR-1987 03:48:23.00F RM")
	f.Fuzz(func(t *testing.T, s string) {
		if x, ok := ParseTime(s); ok && (x.Year() < 0 || x.Year() > 9999) {
			t.Fatal(x)
		}
	})
}

// BenchmarkFormats reads a sample of every format again and again.
func BenchmarkFormats(b *testing.B) {
	files, _ := filepath.Glob("testdata/in/*")
	for _, p := range files {
		in, err := os.ReadFile(p)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(filepath.Base(p), func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				for it, err := range Read(context.Background(), bytes.NewReader(in), p, Options{}) {
					_, _ = it, err
				}
			}
		})
	}
}

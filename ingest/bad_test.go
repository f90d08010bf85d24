package ingest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// zeros is endless.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

func gzipped(t testing.TB, r io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.Copy(z, r); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipped packs pairs of name and content.
func zipped(t testing.TB, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		w, err := z.Create(members[i])
		if err == nil {
			_, err = io.WriteString(w, members[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// brief reads what a file of some bytes holds: a line for an item or fault.
func brief(t testing.TB, b []byte, name string, o Options) string {
	t.Helper()
	var out strings.Builder
	for it, err := range Read(context.Background(), bytes.NewReader(b), name, o) {
		if err != nil {
			fmt.Fprintf(&out, "! %v\n", err)
			continue
		}
		s := it.Dispatch.Text
		fmt.Fprintf(&out, "%s %q %d\n", it.Origin, s[:min(len(s), 40)], len(it.Raw))
	}
	return out.String()
}

func TestArchives(t *testing.T) {
	line := `{"text":"one"}` + "\n" + `{"text":"two"}` + "\n"
	inner := zipped(t, "x/b.txt", "Words of b.", "x/a.txt", "Words of a.")
	deep := inner
	for range 4 {
		deep = zipped(t, "in.zip", string(deep))
	}
	for _, c := range []struct {
		name, file, want string
		in               []byte
	}{
		{"lines in gzip", "f.jsonl.gz", "f.jsonl.gz:1 \"one\" 14\nf.jsonl.gz:2 \"two\" 14\n", gzipped(t, strings.NewReader(line))},
		{"zip", "f.zip", "f.zip!x/b.txt \"Words of b.\" 11\nf.zip!x/a.txt \"Words of a.\" 11\n", inner},
		{"lines in gzip in zip", "f.zip", "f.zip!l.jsonl:1 \"one\" 14\nf.zip!l.jsonl:2 \"two\" 14\n", zipped(t, "l.jsonl.gz", string(gzipped(t, strings.NewReader(line))), "__MACOSX/._l", "x", ".hidden", "x")},
		{"zip in zip", "f.zip", "f.zip!in.zip!x/b.txt \"Words of b.\" 11\nf.zip!in.zip!x/a.txt \"Words of a.\" 11\n", zipped(t, "in.zip", string(inner))},
		{"too many zips in zips", "f.zip", "! f.zip!in.zip!in.zip!in.zip: archives within archives within archives\n", deep},
		{"cut gzip", "f.gz", "! f.gz: cannot read on: unexpected EOF\nf.gz \"Words of a.Words of a.Words of a.Words o\" 330\n",
			gzipped(t, strings.NewReader(strings.Repeat("Words of a.", 30)))[:30]},
		{"broken zip", "f.zip", "! f.zip: not a readable zip file: zip: not a valid zip file\n", inner[:len(inner)-30]},
		{"broken gzip", "f.gz", "! f.gz: not a gzip file: unexpected EOF\n", []byte("\x1f\x8b\x08")},
	} {
		if got := brief(t, c.in, c.file, Options{}); got != c.want {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}

// TestBombs holds what is made to fill the memory to its bounds, and that the
// rest is read.
func TestBombs(t *testing.T) {
	lim := Limits{Item: 1 << 20, File: 2 << 20, Slack: 1 << 19, Ratio: 50, Entries: 100}
	bomb := gzipped(t, io.LimitReader(zeros{}, 64<<20))
	flat := zipped(t, "a.txt", strings.Repeat("a", 8<<20), "b.txt", "Words of b.")
	quine := string(bomb)
	feed := "<rss><channel><title>x</title>" + strings.Repeat("<item><title>t</title></item>", 200_000) + "</channel></rss>"
	for _, c := range []struct {
		name, want string
		in         []byte
	}{
		{"gzip", "! f: cannot read on: longer than is read: 1 MB\n", bomb},
		{"gzip of gzip", "! f: cannot read on: longer than is read: 1 MB\n", gzipped(t, strings.NewReader(quine))},
		{"zip", "! f!a.txt: cannot read on: unpacks to far more than it holds\nf!b.txt \"Words of b.\" 11\n", flat},
		{"a long text", "! f: cannot read on: longer than is read: 1 MB\n", []byte(strings.Repeat("words ", 1<<18))},
		{"a long line", "f:1 \"one\" 14\n! f:2: a line that cannot be read: longer than is read\nf:3 \"two\" 14\n",
			[]byte("{\"text\":\"one\"}\n{\"text\":\"" + strings.Repeat("x", 2<<20) + "\"}\n{\"text\":\"two\"}")},
		{"entities", "f \"Words: &c; and no more.\" 172\n", []byte(`<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><nitf><body><body.content><p>Words: &c; and no more.</p></body.content></body></nitf>`)},
		{"deep XML", "! f: not well-formed XML: byte 603: nested too deeply\n! f: no text in it\n", []byte("<nitf>" + strings.Repeat("<p>", 100_000))},
		{"deep JSON", "! f: not readable JSON: nested too deeply\n", []byte(`[{"text":` + strings.Repeat("[", 100_000))},
		{"a deep line", "! f:1: not a dispatch in JSON: nested too deeply\nf:2 \"ok\" 13\n", []byte(`{"text":` + strings.Repeat("[", 100_000) + "}\n{\"text\":\"ok\"}\n")},
		{"a deep entry", "! f, record 1 at byte 14: not an entry that can be read: nested too deeply\nf, record 2 at byte 300027 \"ok\" 42\n",
			[]byte("<rss><channel><item>" + strings.Repeat("<b>", 100_000) + "</item><item><description>ok</description></item></channel></rss>")},
	} {
		got := brief(t, c.in, "f", Options{Limits: lim})
		if got != c.want {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
	// lines are not held, so a bomb of lines is cut short by its ratio
	lines := gzipped(t, strings.NewReader(strings.Repeat("{\"text\":\"x\"}\n", 1<<18)))
	if got := brief(t, lines, "f.jsonl", Options{Limits: lim}); !strings.HasSuffix(got, "unpacks to far more than it holds\n") || strings.Count(got, "\n") > 100_000 {
		t.Errorf("a bomb of lines: %d read, %s", strings.Count(got, "\n"), got[max(0, len(got)-100):])
	}
	many := make([]string, 0, 400)
	for i := range 60 {
		many = append(many, fmt.Sprint(i), strings.Repeat("a", 200_000))
	}
	if got := brief(t, zipped(t, many...), "f", Options{Limits: lim}); !strings.HasSuffix(got, "! f: cannot read on: unpacks to far more than it holds\n") {
		t.Errorf("many small bombs: %s", got[max(0, len(got)-200):])
	}
	lim.File = 8 << 20
	got := brief(t, []byte(feed), "f", Options{Limits: lim})
	if n := strings.Count(got, "\n"); n != 101 || !strings.HasSuffix(got, "more than 100 entries; the rest is left\n") {
		t.Errorf("a long feed: %d lines, %s", n, got[max(0, len(got)-200):])
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapSys > 600<<20 {
		t.Errorf("%d MB of memory", m.HeapSys>>20)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"b/2.txt": "two", "b/1.txt": "one", "a.txt": "zero", ".git/x": "no", "c/.hidden": "no", "c/desk.dateline": "SQLite format 3\x00", "c/desk.dateline-wal": ""} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"b/loop": dir, "c/link.txt": filepath.Join(dir, "a.txt"), "d": filepath.Join(dir, "b"), "e": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	var got []string
	for it, err := range Open(context.Background(), dir, Options{}) {
		if err != nil {
			got = append(got, "!"+strings.TrimPrefix(strings.SplitN(err.Error(), ":", 2)[0], dir))
			continue
		}
		got = append(got, strings.TrimPrefix(it.Origin.Path, dir)+"="+it.Dispatch.Text)
	}
	if s := strings.Join(got, " "); s != "/a.txt=zero /b/1.txt=one /b/2.txt=two /c/link.txt=zero !/e" {
		t.Error(s)
	}
	n := 0
	for it := range Open(context.Background(), filepath.Join(dir, "d"), Options{}) {
		if it != nil {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d files below a link that was named", n)
	}
}

func TestStrictAndStop(t *testing.T) {
	in := "{\"text\":\"one\"}\nx\n{\"text\":\"two\"}\n"
	if got := brief(t, []byte(in), "f.jsonl", Options{Strict: true}); strings.Count(got, "\n") != 2 || strings.Contains(got, "two") {
		t.Errorf("strict goes on:\n%s", got)
	}
	n := 0
	for range Read(context.Background(), strings.NewReader(in), "f.jsonl", Options{}) {
		n++
		break
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for it, err := range Read(ctx, strings.NewReader(in), "f.jsonl", Options{}) {
		if it != nil || err != context.Canceled {
			t.Errorf("after the end: %v %v", it, err)
		}
	}
	if got := brief(t, nil, "-", Options{}); got != "! standard input: no text in it\n" {
		t.Error(got)
	}
	stdin := ""
	for it, err := range Open(context.Background(), "-", Options{Stdin: strings.NewReader("Words."), Source: "Lake Wire"}) {
		stdin += fmt.Sprint(it.Origin.Path, it.Dispatch.Source, it.Dispatch.Text, err)
	}
	if stdin != "-Lake WireWords.<nil>" {
		t.Error(stdin)
	}
	for _, p := range []string{"testdata/nowhere", "https://a.example/x"} {
		for it, err := range Open(context.Background(), p, Options{}) {
			if it != nil || err == nil {
				t.Errorf("%s: %v", p, it)
			}
		}
	}
}

// warcRecord writes a record of an archive.
func warcRecord(kind, target, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2014-09-05T10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, target, len(block), block)
}

func TestWARC(t *testing.T) {
	page := "<html><head><title>Bridge reopens</title></head><body><p>The bridge at Tarn reopened on Friday, the mayor said.</p></body></html>"
	feed := "<rss><channel><title>Lake Wire</title><item><title>t</title><guid>7</guid><description>In a feed.</description></item></channel></rss>"
	answer := func(status int, media, body string) string {
		return fmt.Sprintf("HTTP/1.1 %d X\r\nContent-Type: %s\r\n\r\n%s", status, media, body)
	}
	in := warcRecord("warcinfo", "", "software: x") +
		warcRecord("request", "https://a.example/1", "GET /1 HTTP/1.1\r\n\r\n") +
		warcRecord("response", "https://a.example/1", answer(200, "text/html; charset=utf-8", page)) +
		warcRecord("response", "https://a.example/2", answer(404, "text/html", page)) +
		warcRecord("response", "https://a.example/3.css", answer(200, "text/css", "p {}")) +
		warcRecord("response", "https://a.example/4", "nonsense") +
		warcRecord("response", "https://a.example/feed", answer(200, "application/rss+xml", feed)) +
		warcRecord("conversion", "https://a.example/5", "Plain words.") +
		"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999\r\n\r\n" + answer(200, "text/plain", "The tail")
	for name, b := range map[string][]byte{"f.warc": []byte(in), "f.warc.gz": gzipped(t, strings.NewReader(in))} {
		var out strings.Builder
		for it, err := range Read(context.Background(), bytes.NewReader(b), name, Options{}) {
			if err != nil {
				fmt.Fprintf(&out, "! %v\n", strings.ReplaceAll(err.Error(), ".gz", ""))
				continue
			}
			fmt.Fprintf(&out, "%s %s %q %s %q\n", it.Origin.Member, it.Address, it.Dispatch.Text, when(it.Dispatch.Retrieved), it.Notes)
		}
		out2 := out.String()
		i := strings.Index(out2, " at byte ")
		j := strings.Index(out2[i:], ":")
		out2 = out2[:i] + out2[i+j:]
		want := `https://a.example/1 https://a.example/1 "The bridge at Tarn reopened on Friday, the mayor said." 2014-09-05T10:00:00Z []
! f.warc!https://a.example/4, record 6: an answer that cannot be read: no HTTP answer
https://a.example/feed https://a.example/feed "In a feed." 2014-09-05T10:00:00Z ["summary alone"]
https://a.example/5 https://a.example/5 "Plain words." 2014-09-05T10:00:00Z []
  "The tail"  ["the archive ends 9947 bytes before the record"]
`
		if out2 != want {
			t.Errorf("%s:\n%s", name, out2)
		}
	}
}

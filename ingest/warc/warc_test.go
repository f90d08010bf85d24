package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// record writes one record that states a length of n more bytes than it has.
func record(target, block string, more int) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <%s>\r\nWARC-Date: 2014-09-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		target, len(block)+more, block)
}

func pack(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// story reads all and writes it down, a line for a record or damage.
func story(t testing.TB, in string) string {
	t.Helper()
	r := NewReader(strings.NewReader(in), 1<<16, nil)
	var b strings.Builder
	for i := 0; ; i++ {
		if i > len(in)+10 {
			t.Fatal("no end")
		}
		rec, err := r.Next()
		var d *Damage
		switch {
		case err == io.EOF:
			return b.String()
		case errors.As(err, &d):
			fmt.Fprintf(&b, "! %d %s\n", d.Number, d.What)
		case err != nil:
			t.Fatal(err)
		default:
			fmt.Fprintf(&b, "%d %s %q %q\n", rec.Number, rec.Target, rec.Block, rec.Notes)
			if rec.Offset < 0 || rec.Offset > int64(len(in)) {
				t.Fatalf("offset %d of %d", rec.Offset, len(in))
			}
		}
	}
}

func TestReader(t *testing.T) {
	a, b, c := record("http://a/", "one", 0), record("http://b/", "two two", 0), record("http://c/", "three", 0)
	whole := "1 http://a/ \"one\" []\n2 http://b/ \"two two\" []\n3 http://c/ \"three\" []\n"
	broken := []byte(pack(b))
	broken[len(broken)-12] ^= 0xff
	for _, x := range []struct{ name, in, want string }{
		{"plain", a + b + c, whole},
		{"members", pack(a) + pack(b) + pack(c), whole},
		{"one member", pack(a + b + c), whole},
		{"padded", pack(a) + "\x00\x00\x00" + pack(b) + pack(c) + "\x00", whole},
		{"too long", a + record("http://b/", "two two", 40) + c, "1 http://a/ \"one\" []\n2 http://b/ \"two two\" [\"the record is 40 bytes shorter than it says\"]\n3 http://c/ \"three\" []\n"},
		{"far too long", a + record("http://b/", "two two", 40000) + c, "1 http://a/ \"one\" []\n2 http://b/ \"two two\" [\"the record is 40000 bytes shorter than it says\"]\n3 http://c/ \"three\" []\n"},
		{"beyond all", a + record("http://b/", "two two", 1<<40) + c, "1 http://a/ \"one\" []\n! 2 a record of 1099511627783 bytes, more than 65536 are read\n2 http://c/ \"three\" []\n"},
		{"too short", a + record("http://b/", "two two", -4) + c, "1 http://a/ \"one\" []\n2 http://b/ \"two two\" [\"the record is 4 bytes longer than it says\"]\n3 http://c/ \"three\" []\n"},
		{"too long in a member", pack(a) + pack(record("http://b/", "two two", 40)) + pack(c), "1 http://a/ \"one\" []\n2 http://b/ \"two two\\r\\n\\r\\n\" [\"the archive ends 36 bytes before the record\"]\n3 http://c/ \"three\" []\n"},
		{"cut", (a + b)[:len(a)+len(b)-7], "1 http://a/ \"one\" []\n2 http://b/ \"two \" [\"the archive ends 3 bytes before the record\"]\n"},
		{"no length", a + strings.Replace(b, "Content-Length", "X", 1) + c, "1 http://a/ \"one\" []\n! 2 a record without a length\n! 2 no record where one should begin\n2 http://c/ \"three\" []\n"},
		{"noise", a + "noise\nand more\r\n\r\n" + c, "1 http://a/ \"one\\r\\n\\r\\nnoise\\nand more\" [\"the record is 18 bytes longer than it says\"]\n2 http://c/ \"three\" []\n"},
		{"noise first", "noise\n" + a, "! 1 no record where one should begin\n1 http://a/ \"one\" []\n"},
		{"noise between members", pack(a) + "noise" + pack(c), "1 http://a/ \"one\" []\n! 2 5 bytes that are no gzip member\n2 http://c/ \"three\" []\n"},
		{"a broken member", pack(a) + string(broken) + pack(c), "1 http://a/ \"one\" []\n! 2 a gzip member that cannot be unpacked\n2 http://c/ \"three\" []\n"},
		{"header without end", "WARC/1.0\r\nWARC-Type: response\r\n", "! 1 the header of a record has no end\n! 1 no record where one should begin\n"},
		{"nothing", "", ""},
	} {
		got := story(t, x.in)
		if x.name == "a broken member" { // what of it unpacks may come first
			got = strings.ReplaceAll(got, "2 http://b/ \"two two\" []\n! 3 a gzip member that cannot be unpacked\n3 http", "! 2 a gzip member that cannot be unpacked\n2 http")
		}
		if got != x.want {
			t.Errorf("%s:\n%swant\n%s", x.name, got, x.want)
		}
	}
}

func TestHTTP(t *testing.T) {
	for _, x := range []struct{ name, head, body, want, note string }{
		{"plain", "", "hello", "hello", ""},
		{"chunked", "Transfer-Encoding: chunked\r\n", "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", "hello", ""},
		{"chunked, cut", "Transfer-Encoding: chunked\r\n", "3\r\nhel\r\n200\r\nlo", "hello", "chunked body cut short"},
		{"not chunked", "Transfer-Encoding: chunked\r\n", "hello", "hello", "a body without the chunks that its header announces"},
		{"gzip", "Content-Encoding: gzip\r\n", pack("hello"), "hello", ""},
		{"gzip, cut", "Content-Encoding: gzip\r\n", pack(strings.Repeat("hello ", 9))[:30], "", "packed body cut short"},
		{"not gzip", "Content-Encoding: gzip\r\n", "hello", "hello", "a body without the packing that its header announces"},
		{"chunked gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(pack("hello")), pack("hello")), "hello", ""},
	} {
		r, err := HTTP([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"+x.head+"\r\n"+x.body), 1000)
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		if x.want != "" && string(r.Body) != x.want || r.Status != 200 || r.Media != "text/plain" || strings.Join(r.Notes, ",") != x.note {
			t.Errorf("%s: %+v %q", x.name, r, r.Body)
		}
	}
	if _, err := HTTP([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+pack(strings.Repeat("0", 5000))), 1000); !errors.Is(err, errTooLong) {
		t.Errorf("a bomb: %v", err)
	}
	if _, err := HTTP([]byte("GET / HTTP/1.1\r\n\r\n"), 1000); err == nil {
		t.Error("a request is an answer")
	}
	if r, err := HTTP([]byte("HTTP/2 404\n\nx"), 1000); err != nil || r.Status != 404 || string(r.Body) != "x" {
		t.Errorf("%+v %v", r, err)
	}
}

func FuzzReader(f *testing.F) {
	a := record("http://a/", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip, br\r\n\r\n3\r\nabc\r\n0\r\n", 0)
	f.Add(a+record("http://b/", "x", 5), false)
	f.Add(a+record("http://b/", "x", -1), true)
	f.Add("WARC/1.0\n\n", false)
	f.Fuzz(func(t *testing.T, s string, packed bool) {
		if packed {
			s = pack(s) + s
		}
		story(t, s)
		if _, err := HTTP([]byte(s), 1<<16); err != nil {
			return
		}
	})
}

func BenchmarkReader(b *testing.B) {
	var s strings.Builder
	for range 200 {
		s.WriteString(pack(record("http://a/", strings.Repeat("words of a page ", 500), 0)))
	}
	in := s.String()
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		r := NewReader(strings.NewReader(in), 1<<20, nil)
		for {
			if _, err := r.Next(); err != nil {
				break
			}
		}
	}
}

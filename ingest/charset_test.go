package ingest

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/ingest/page"

	"golang.org/x/net/html/charset"
)

// encoded writes text in an encoding.
func encoded(t testing.TB, label, s string) []byte {
	t.Helper()
	enc, _ := charset.Lookup(label)
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCharsets(t *testing.T) {
	const latin, greek, russian = "Bogotá: “talks” – again", "Αθήνα: συνομιλίες", "Москва: переговоры"
	for _, c := range []struct {
		name, media, want, charset string
		in                         []byte
	}{
		{"declared in the header", "text/html; charset=iso-8859-7", greek, "iso-8859-7", encoded(t, "iso-8859-7", greek)},
		{"header and a lie", "text/html; charset=koi8-r", russian, "utf-8", []byte(russian)},
		{"lie of UTF-8", "text/plain; charset=utf-8", latin, "windows-1252", encoded(t, "windows-1252", latin)},
		{"lie of UTF-16", "text/plain; charset=utf-16", latin, "utf-8", []byte(latin)},
		{"mark against header", "text/plain; charset=koi8-r", latin, "utf-8", []byte("\xef\xbb\xbf" + latin)},
		{"latin 1 is windows-1252", "text/plain; charset=iso-8859-1", latin, "windows-1252", encoded(t, "windows-1252", latin)},
		{"unknown label", "text/plain; charset=klingon", latin, "windows-1252", encoded(t, "windows-1252", latin)},
		{"meta", "", "<meta charset=koi8-r>" + russian, "koi8-r", encoded(t, "koi8-r", "<meta charset=koi8-r>"+russian)},
		{"xml", "", "<?xml version='1.0' encoding='windows-1251'?>" + russian, "windows-1251", encoded(t, "windows-1251", "<?xml version='1.0' encoding='windows-1251'?>"+russian)},
		{"shift_jis", "text/plain; charset=shift_jis", "東京で会談", "shift_jis", encoded(t, "shift_jis", "東京で会談")},
		{"iso-2022-jp", "text/plain; charset=iso-2022-jp", "東京で会談 ok", "iso-2022-jp", encoded(t, "iso-2022-jp", "東京で会談 ok")},
		{"gbk", "text/plain; charset=gb2312", "北京会谈", "gbk", encoded(t, "gbk", "北京会谈")},
		{"utf-16be", "", latin, "utf-16be", append([]byte("\xfe\xff"), encoded(t, "utf-16be", latin)...)},
	} {
		d := decode(c.in, c.media)
		if d.text != c.want || d.charset != c.charset || d.replaced != 0 {
			t.Errorf("%s: %q %s, %d replaced", c.name, d.text, d.charset, d.replaced)
		}
		checkBack(t, c.in, d)
	}
}

// checkBack holds the way back from a decoded text against its bytes.
func checkBack(t testing.TB, in []byte, d decoded) {
	t.Helper()
	at, raw := 0, 0
	for _, r := range d.back {
		if r.Text < at || r.Raw < raw || r.Text+r.Size > len(d.text) || r.Raw+r.RawSize > len(in) {
			t.Fatalf("run %+v of %d, %d", r, len(d.text), len(in))
		}
		got := d.text[r.Text : r.Text+r.Size]
		if r.Size == r.RawSize && got != string(in[r.Raw:r.Raw+r.RawSize]) && ascii(got) && d.charset != "iso-2022-jp" {
			t.Fatalf("run %+v: %q from %q", r, got, in[r.Raw:r.Raw+r.RawSize])
		}
		at, raw = r.Text+r.Size, r.Raw+r.RawSize
	}
}

// TestMap leads words of a page in a one-byte encoding back to its bytes.
func TestMap(t *testing.T) {
	src := encoded(t, "windows-1252", "<meta charset=windows-1252><title>Café talks</title><p>It was “over” &amp; done in Bogotá, he said &ndash; twice.</p>")
	it := pageItem(src, "", "")
	text := it.Dispatch.Text
	for word, want := range map[string]string{"“over”": "\x93over\x94", "& done": "&amp; done", "Bogotá": "Bogot\xe1", "– twice": "&ndash; twice"} {
		i := strings.Index(text, word)
		from, to, ok := it.Map.Raw(i, i+len(word))
		if i < 0 || !ok || string(src[from:to]) != want {
			t.Errorf("%q leads to %q", word, src[from:to])
		}
	}
	if _, _, ok := (Map{}).Raw(0, 3); ok {
		t.Error("an empty map leads back")
	}
}

func FuzzDecode(f *testing.F) {
	for _, l := range []string{"", "shift_jis", "iso-2022-jp", "gb18030", "utf-16le", "euc-kr", "big5", "macintosh"} {
		f.Add([]byte("a\x93b\xe1\x1b$B\xff\xfe~{"), l)
	}
	f.Fuzz(func(t *testing.T, b []byte, label string) {
		d := decode(b, "text/plain; charset="+label)
		if !utf8.ValidString(d.text) {
			t.Fatalf("%q", d.text)
		}
		checkBack(t, b, d)
		through([]page.Run{{Text: 0, Size: len(d.text), Raw: 0, RawSize: len(d.text)}}, d.back)
	})
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

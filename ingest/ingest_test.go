package ingest

import (
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

func TestDecode(t *testing.T) {
	const want = "Kyiv – “talks” went on in Bogotá"
	utf16le := func() string {
		var b strings.Builder
		b.WriteString("\xff\xfe")
		for _, u := range utf16.Encode([]rune(want)) {
			b.WriteByte(byte(u))
			b.WriteByte(byte(u >> 8))
		}
		return b.String()
	}()
	for name, in := range map[string]string{
		"utf-8":        want,
		"utf-8 mark":   "\xef\xbb\xbf" + want,
		"windows-1252": "Kyiv \x96 \x93talks\x94 went on in Bogot\xe1",
		"utf-16":       utf16le,
	} {
		got, replaced := Decode([]byte(in))
		if got != want || replaced != 0 {
			t.Errorf("%s: %q, %d replaced", name, got, replaced)
		}
	}
	if got, n := Decode([]byte("“Kyiv” – \xff talks")); got != "“Kyiv” – \ufffd talks" || n != 1 {
		t.Errorf("damaged UTF-8: %q, %d replaced", got, n)
	}
}

func TestParseTime(t *testing.T) {
	for in, want := range map[string]string{
		"2014-09-03":                           "2014-09-03T00:00:00Z",
		"2014-09-03T13:11:00+04:00":            "2014-09-03T13:11:00+04:00",
		"4/5/2017":                             "2017-04-05T00:00:00Z",
		"15/5/2017":                            "2017-05-15T00:00:00Z",
		"26-FEB-1987 15:01:01.79":              "1987-02-26T15:01:01Z",
		"27-MAR-1987 03:48:23.00F RM":          "1987-03-27T03:48:23Z",
		"Wed., Sept. 3, 2014 at 1:11 p.m. EDT": "2014-09-03T13:11:00-04:00",
		"Updated: September 3, 2014 | 13:11":   "2014-09-03T13:11:00Z",
		"13:11 GMT, 3 Sept 2014":               "2014-09-03T13:11:00Z",
		"Wednesday 3 September 2014":           "2014-09-03T00:00:00Z",
		"1409735460":                           "2014-09-03T09:11:00Z",
		"1409735460000":                        "2014-09-03T09:11:00Z",
		"2014-09-03T13:11:00.000+0400":         "2014-09-03T13:11:00+04:00",
		"3 September 2014":                     "2014-09-03T00:00:00Z",
		"Wed, 03 Sep 2014 13:11:00 +0400":      "2014-09-03T13:11:00+04:00",
	} {
		got, ok := ParseTime(in)
		if !ok || got.Format(time.RFC3339) != want {
			t.Errorf("%s: %v %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "soon", "2014-13-41", "31/31/2014", "Sept 2014", "2 hours ago", "Sept. 3, 2014, 1:11 XQT", "yesterday at 3 PM", "12345"} {
		if _, ok := ParseTime(in); ok {
			t.Errorf("%q is a time", in)
		}
	}
}

func TestLines(t *testing.T) {
	in := "{\"id\":\"a\",\"text\":\"one\"}\n\nnot json\r\n{\"text\":\"" + strings.Repeat("x", 200000) + "\"}\n{\"id\":3,\"text\":\"last\"}"
	var refs, faults []string
	n := 0
	for d, err := range Lines(strings.NewReader(in), "f.jsonl") {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		n++
		refs = append(refs, d.Ref)
	}
	if n != 3 || strings.Join(refs, ",") != "a,,3" || len(faults) != 1 || !strings.HasPrefix(faults[0], "f.jsonl:3: ") {
		t.Errorf("%d read, refs %q, faults %q", n, refs, faults)
	}
}

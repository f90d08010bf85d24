package sqlite

import (
	"encoding/json"
	"testing"

	"dateline/store"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestPageComesBack packs texts and raw bytes that hold them in every form.
func TestPageComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String().Draw(t, "text")
		line, err := json.Marshal(map[string]string{"text": words})
		if err != nil {
			t.Fatal(err)
		}
		raw := rapid.SampledFrom([][]byte{nil, []byte("<p>" + words + "</p>"), line, inForm(words, rawASCII), rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")}).Draw(t, "raw")
		in := &page{text: words, raw: raw, origin: store.Origin{Line: 3, Notes: []string{words}}}
		b, err := packPage(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := unpackPage(b)
		if err != nil {
			t.Fatal(err)
		}
		if out.text != words || string(out.raw) != string(raw) {
			t.Fatalf("%q %q came back as %q %q", words, raw, out.text, out.raw)
		}
	})
}

func FuzzUnpack(f *testing.F) {
	b, err := packPage(&page{text: "one", raw: []byte("<p>one</p>")})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = unpackPage(b)
		_, _ = unpackReading(b, "one")
		packed, err := pack(b)
		if err != nil {
			t.Fatal(err)
		}
		p, err := unpackPage(packed)
		if err != nil {
			return
		}
		again, err := packPage(p)
		if err != nil {
			t.Fatal(err)
		}
		q, err := unpackPage(again)
		if err != nil || q.text != p.text || string(q.raw) != string(p.raw) || cmp.Diff(p.origin, q.origin) != "" {
			t.Fatalf("%v: %+v %+v", err, p, q)
		}
	})
}

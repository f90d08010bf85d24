package ingest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden holds what was got against a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != got {
		t.Errorf("%s: %v\n%s", name, err, got)
	}
}

// shown writes items and faults as the golden files hold them.
func shown(t testing.TB, path string, o Options) string {
	t.Helper()
	var b strings.Builder
	for it, err := range Open(context.Background(), path, o) {
		if err != nil {
			fmt.Fprintf(&b, "! %v\n\n", err)
			continue
		}
		show(&b, it)
	}
	return b.String()
}

func show(b *strings.Builder, it *Item) {
	d := it.Dispatch
	fmt.Fprintf(b, "@ %s [%d] %s %s, %d bytes\n", it.Origin, it.Origin.Offset, it.Media, it.Charset, len(it.Raw))
	for _, f := range [][3]string{
		{"id", it.SourceID}, {"version", it.Version}, {"address", it.Address}, {"ref", d.Ref}, {"source", d.Source, it.From.Source},
		{"title", d.Headline, it.From.Title}, {"author", it.Author, it.From.Author}, {"published", when(d.Published), it.From.Published},
		{"updated", when(d.Updated), it.From.Updated}, {"retrieved", when(d.Retrieved)}, {"lang", d.Lang}, {"kind", string(d.Kind)}, {"doubt", string(d.Doubt)},
	} {
		if f[1] != "" {
			fmt.Fprintf(b, "  %s: %s", f[0], f[1])
			if f[2] != "" {
				fmt.Fprintf(b, " [%s]", f[2])
			}
			b.WriteByte('\n')
		}
	}
	for _, n := range it.Notes {
		fmt.Fprintf(b, "  note: %s\n", n)
	}
	fmt.Fprintf(b, "%s\n\n", d.Text)
}

func when(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.RFC3339)
}

// TestFormats reads a sample of every format. The samples are this project's
// own; what is read from them is in testdata/formats.txt.
func TestFormats(t *testing.T) {
	golden(t, "formats.txt", shown(t, "testdata/in", Options{}))
}

// TestOffsets holds that the bytes of every item are those that its origin
// points at.
func TestOffsets(t *testing.T) {
	n := 0
	for it, err := range Open(context.Background(), "testdata/in", Options{}) {
		if err != nil {
			continue
		}
		b, err := os.ReadFile(it.Origin.Path)
		if err != nil {
			t.Fatal(err)
		}
		at := int(it.Origin.Offset)
		if at+len(it.Raw) > len(b) || string(b[at:at+len(it.Raw)]) != string(it.Raw) {
			t.Errorf("%s: other bytes at %d", it.Origin, at)
		}
		n++
	}
	if n < 20 {
		t.Errorf("%d items", n)
	}
}

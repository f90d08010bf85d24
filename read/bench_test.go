package read

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/internal/segment"
	"dateline/internal/text"
)

// exampleText is the bundled examples in one.
func exampleText(tb testing.TB) string {
	tb.Helper()
	files, err := filepath.Glob("../examples/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no examples: %v", err)
	}
	var b strings.Builder
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		b.Write(raw)
		b.WriteString("\n\n")
	}
	return b.String()
}

// BenchmarkStages measures each stage of the language core by itself, in
// tokens a second.
func BenchmarkStages(b *testing.B) {
	greedy, err := openLanguage(1)
	if err != nil {
		b.Fatal(err)
	}
	beam, err := openLanguage(DefaultBeam)
	if err != nil {
		b.Fatal(err)
	}
	doc := text.New(&dateline.Dispatch{Text: exampleText(b)})
	doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, nil)
	doc.Tags = greedy.tags(doc)
	for _, s := range []struct {
		name string
		run  func()
	}{
		{"segment", func() { segment.Split(doc.Text, nil) }},
		{"tag", func() { greedy.tagger.Tag(doc) }},
		{"tag+lemma", func() { greedy.tags(doc) }},
		{"parse-greedy", func() { greedy.parser.Parse(doc) }},
		{"parse-beam", func() { beam.parser.Parse(doc) }},
	} {
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				s.run()
			}
			b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
		})
	}
}

// BenchmarkOpen measures how long the models take to open.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}

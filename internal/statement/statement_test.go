package statement

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"dateline"
	"dateline/internal/lemma"
	"dateline/internal/parse"
	"dateline/internal/segment"
	"dateline/internal/tag"
	"dateline/internal/text"
	"dateline/models"

	"pgregory.net/rapid"
)

type core struct {
	tagger *tag.Tagger
	parser *parse.Parser
}

var language = sync.OnceValue(func() core {
	t, err := tag.Open(models.FS)
	if err != nil {
		panic(err)
	}
	p, err := parse.Open(models.FS, 4)
	if err != nil {
		panic(err)
	}
	return core{t, p}
})

// page lays the language core over a text.
func page(s string) *text.Doc {
	doc := text.New(&dateline.Dispatch{Text: s})
	doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, nil)
	doc.MarkCaps()
	doc.Tags = language().tagger.Tag(doc)
	for _, s := range doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			t := &doc.Tags[i]
			t.Lemma = lemma.Lemma(doc.Word(i), t.UPOS, t.XPOS, s.Caps)
			t.Feats = lemma.Feats(doc.Word(i), t.UPOS, t.XPOS)
		}
	}
	doc.Tree = language().parser.Parse(doc)
	return doc
}

func statements(doc *text.Doc) []dateline.Statement {
	list, _ := Find(doc, &dateline.Reading{})
	return list
}

func show(doc *text.Doc, list []dateline.Statement) []string {
	var out []string
	for _, s := range list {
		var parts []string
		for _, c := range s.Content {
			parts = append(parts, c.Of(doc.Text))
		}
		speaker, cue := "", ""
		if s.SpeakerSpan != nil {
			speaker = s.SpeakerSpan.Of(doc.Text)
		}
		if s.Cue != nil {
			cue = s.Cue.Span.Of(doc.Text)
		}
		out = append(out, fmt.Sprintf("%s %s <%s> {%s} %s", s.Form, s.Stance, speaker, cue, strings.Join(parts, " ... ")))
	}
	return out
}

func TestCases(t *testing.T) {
	b, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if line[0] == '#' {
			continue
		}
		words, want, _ := strings.Cut(strings.TrimRight(line, "\n"), " | ")
		doc := page(words)
		got := strings.Join(show(doc, statements(doc)), "; ")
		if got != strings.TrimSpace(want) {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
}

// A quote that goes on over paragraphs is one statement; what stands between
// belongs to nobody.
func TestQuoteOverParagraphs(t *testing.T) {
	doc := page("“The dam will hold,” Ilse Marn said. “We have checked every gate of it.\n\n“Nobody has to leave the valley.”\n\nThe road was closed at noon.")
	got := show(doc, statements(doc))
	want := "direct asserts <Ilse Marn> {said} “The dam will hold,” ... “We have checked every gate of it.\n\n“Nobody has to leave the valley.”"
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q", got)
	}
}

// A mark without its partner does not reach beyond its paragraph.
func TestUnbalancedQuote(t *testing.T) {
	tail := "\n\n“The dam will hold,” Ilse Marn said."
	doc := page("He called it “a strange affair and walked away.\n\nIt rained on the valley." + tail)
	list := statements(doc)
	if len(list) == 0 || show(doc, list[len(list)-1:])[0] != "direct asserts <Ilse Marn> {said} “The dam will hold,”" {
		t.Errorf("got %q", show(doc, list))
	}
	for _, s := range list[:len(list)-1] {
		if s.Content[0].End > strings.Index(doc.Text, "\n\n") {
			t.Errorf("an open mark reaches beyond its paragraph: %q", show(doc, []dateline.Statement{s}))
		}
	}
}

func TestNature(t *testing.T) {
	for _, c := range []struct {
		text              string
		basis             dateline.Basis
		medium, addressee string
	}{
		{"A spokesman for the port told reporters that the ship had sunk.", dateline.BySpokesperson, "told reporters", "reporters"},
		{"The minister said in a statement that the ship had sunk.", dateline.ByOfficial, "in a statement", ""},
		{"Residents said the ship had sunk.", dateline.ByWitness, "", ""},
		{"A clerk, speaking on condition of anonymity, said the ship had sunk.", dateline.ByUnnamed, "", ""},
		{"The report said the ship had sunk.", dateline.ByDocument, "", ""},
		{"The professor told the Harbour Gazette that the ship had sunk.", dateline.ByExpert, "", "the Harbour Gazette"},
	} {
		doc := page(c.text)
		list := statements(doc)
		if len(list) != 1 {
			t.Errorf("%s: %q", c.text, show(doc, list))
			continue
		}
		if s := list[0]; s.Basis != c.basis || s.Medium != c.medium || s.Addressee != c.addressee {
			t.Errorf("%s: basis %q, medium %q, addressee %q", c.text, s.Basis, s.Medium, s.Addressee)
		}
	}
}

// The chain runs from the outlet through who relays to who holds.
func TestChain(t *testing.T) {
	doc := page("The minister said that the envoy had told the council that the truce was over.")
	doc.Dispatch.Source = "Harbour Wire"
	list := statements(doc)
	if len(list) != 2 || strings.Join(list[1].By, " > ") != "Harbour Wire > The minister > the envoy" {
		t.Errorf("%q, chain %q", show(doc, list), list[len(list)-1].By)
	}
}

// faults are the invariants that statements break.
func faults(doc *text.Doc, list []dateline.Statement) string {
	for _, s := range list {
		last := 0
		if len(s.Content) == 0 {
			return "no content"
		}
		for _, c := range s.Content {
			if c.Start < last || c.End <= c.Start || c.End > len(doc.Text) {
				return fmt.Sprintf("content out of order: %v", s.Content)
			}
			last = c.End
			if s.Cue != nil && c.Overlaps(s.Cue.Span) {
				return fmt.Sprintf("content overlaps its cue: %q", show(doc, []dateline.Statement{s}))
			}
		}
	}
	return ""
}

var pieces = []string{"“", "”", "\"", "''", "‘", "’", "'", " said ", " according to ", "the mayor", "He added that", ", ", ". ", ": ", "\n\n", "it rained", " who claimed ", "denied", " — ", "The army warned that", "(", ")", " told reporters ", "was quoted as saying", "and", "to leave", "A"}

func TestInvariants(t *testing.T) {
	if f := faults(page("“ “ “ \"  according to  ”"), statements(page("“ “ “ \"  according to  ”"))); f != "" {
		t.Error(f)
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "pieces")
		doc := page(strings.Join(words, " "))
		if f := faults(doc, Attributions(doc, &dateline.Reading{})); f != "" {
			t.Fatal(f)
		}
		if f := faults(doc, statements(doc)); f != "" {
			t.Fatal(f)
		}
	})
}

// Two names changed for each other change the speakers and nothing else.
func TestSwappedNames(t *testing.T) {
	const a, b = "Petrov", "Ivanov"
	for _, s := range []string{
		"Petrov said that Ivanov had left. Ivanov denied that he had left.",
		"“I am here,” Petrov said. Ivanov told reporters that the talks would go on.",
		"According to Petrov, the bridge was closed. Ivanov warned that it would fall.",
	} {
		swapped := strings.NewReplacer(a, b, b, a).Replace(s)
		x, y := page(s), page(swapped)
		got := strings.Join(show(y, statements(y)), "\n")
		want := strings.NewReplacer(a, b, b, a).Replace(strings.Join(show(x, statements(x)), "\n"))
		if got != want || got == "" {
			t.Errorf("%s\n got %s\nwant %s", swapped, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "“", "He said “", "''''", strings.Repeat("“a", 300), strings.Repeat("he said ", 100), "'Tis the presidents' view, ‘he said’"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := page(s)
		if f := faults(doc, Attributions(doc, &dateline.Reading{})); f != "" {
			t.Fatal(f)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	cases, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		b.Fatal(err)
	}
	doc := page(strings.Repeat(strings.ReplaceAll(string(cases), "|", "\n"), 10))
	out := &dateline.Reading{}
	b.ReportAllocs()
	for b.Loop() {
		Find(doc, out)
	}
	b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// The speaker is the person named, not the office he is named with; a pronoun
// stands for who spoke before.
func TestSpeakerNames(t *testing.T) {
	for _, c := range []struct{ text, name string }{
		{"Harbour envoy Ilse Marn said the ferry was late.", "Ilse Marn"},
		{"The Lom Gazette quoted guild analyst Ilan Odar as saying that the dam would hold.", "Ilan Odar"},
	} {
		doc := page(c.text)
		list, names := Find(doc, &dateline.Reading{})
		if len(list) == 0 || list[0].Speaker == "" || names[len(names)-1].Name != c.name || list[0].By[len(list[0].By)-1] != c.name {
			t.Errorf("%s: %q, names %+v", c.text, show(doc, list), names)
		}
	}
}

// A pronoun after quoted words stands for who spoke right before, whatever
// names lie between.
func TestPronounAfterQuote(t *testing.T) {
	doc := page("“The ferry is late,” guild envoy Ilan Odar said, adding that the mayor knew. “Nobody came. We waited,” he said. The mayor met the council.")
	for _, s := range statements(doc) {
		if s.SpeakerSpan.Of(doc.Text) == "he" && s.By[len(s.By)-1] != "Ilan Odar" {
			t.Errorf("by %q", s.By)
		}
	}
}

// Broken marks, broken words and tables do no harm beyond their paragraph, and
// mixed marks are read as far as they go.
func TestBadInput(t *testing.T) {
	tail := "\n\n“The dam will hold,” Ilse Marn said."
	for _, bad := range []string{
		"\"The ferry is late, the clerk said. \"Nobody came,\" he added.",
		"“The ferry is late,\" the clerk said. ''Nobody came,” he added.",
		"«The ferry is late,» the clerk said. „Nobody came,“ he added.",
		"'The ferry is late,' the clerk said. The clerks' hall burned, he added.",
		"“The fe rry is l ate,” the cl erk sa id “",
		"Name | “Word | ” 12\nMarn | “late | 14\n\nOdar | ” | \" 15",
		"''''\"“”‘’«»„“\"''",
	} {
		doc := page(bad + tail)
		list := statements(doc)
		if f := faults(doc, list); f != "" {
			t.Errorf("%q: %s", bad, f)
		}
		if n := len(list); n == 0 || show(doc, list[n-1:])[0] != "direct asserts <Ilse Marn> {said} “The dam will hold,”" {
			t.Errorf("%q: got %q", bad, show(doc, list))
		}
	}
}

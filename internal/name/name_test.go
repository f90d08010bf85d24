package name_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
	"dateline/internal/name"
	"dateline/models"
	"dateline/read"
)

var reader = func() *read.Reader {
	r, err := read.New()
	if err != nil {
		panic(err)
	}
	return r
}()

var finder = func() *name.Finder {
	f, err := name.Open(models.FS)
	if err != nil {
		panic(err)
	}
	return f
}()

// names reads a text and lists its names as "kind name [country] (office): mention/form, ...".
func names(s string) string {
	_, found := finder.Find(reader.Page(&dateline.Dispatch{Text: s}))
	var b strings.Builder
	for _, n := range found {
		fmt.Fprintf(&b, "%s %s", n.Kind, n.Name)
		if n.Country != "" {
			fmt.Fprintf(&b, " [%s]", n.Country)
		}
		if n.Office != "" {
			fmt.Fprintf(&b, " (%s)", n.Office)
		}
		for i, m := range n.Mentions {
			mark := ": "
			if i > 0 {
				mark = ", "
			}
			fmt.Fprintf(&b, "%s%s/%s", mark, m.Span.Of(s), m.Form)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"French President Jacques Chirac flew to Rome on Monday. Chirac will return on Tuesday.",
			"person Jacques Chirac [FRA] (President of France): Jacques Chirac/name, Chirac/name"},
		{"Warsaw has called for talks, the minister said.",
			"state Poland [POL]: Warsaw/metonym"},
		{"The two delegations met in Warsaw.",
			"place Warsaw [POL]: Warsaw/name"},
		{"Analysts doubt that guarantees will come should Warsaw agree.",
			"state Poland [POL]: Warsaw/metonym"},
		{"The Polish government rejected the offer.",
			"government Polish government [POL]: Polish government/nominal"},
		{"The Polish government rejected the offer.",
			"state Poland [POL]: Polish/demonym"},
		{"Envoys of the Donetsk and Luhansk people's republics arrived.",
			"armed-group Donetsk People's Republic [UKR]: Donetsk/name"},
		{"Envoys of the Donetsk and Luhansk people's republics arrived.",
			"armed-group Luhansk People's Republic [UKR]: Luhansk people's republics/name"},
		{"The Organization for Security and Co-operation in Europe (OSCE) sent monitors. The OSCE said they were safe.",
			"Organization for Security and Co-operation in Europe/name, OSCE/name, OSCE/name"},
		{"Kremlin spokesman Oleg Varnin said talks went on. Varnin gave no date.",
			"person Oleg Varnin [RUS] (Kremlin spokesman): Oleg Varnin/name, Varnin/name"},
		{"COL ERNESTO QUINTANA SAID ON MONDAY THAT HIS TROOPS HAD LEFT THE CITY. QUINTANA DID NOT SAY WHEN.",
			"person Ernesto Quintana"},
		{"The Russian Foreign Ministry protested. The Foreign Ministry gave no details.",
			"Russian Foreign Ministry/name, Foreign Ministry/name"},
	} {
		if got := names(c.text); !strings.Contains(got, c.want) {
			t.Errorf("%s\nhas no %q in\n%s", c.text, c.want, got)
		}
	}
}

func TestNoNames(t *testing.T) {
	for _, c := range []struct{ text, no string }{
		{"Late August, the two leaders met.", "August"},
		{"Airstrikes killed ten people. The airstrikes came at dawn.", "Airstrikes"},
		{"The turkey was roasted, they told us.", "Turkey"},
		{"WARSAW, March 3 (Reuters) - Shops opened on Thursday.", "metonym"},
	} {
		if got := names(c.text); strings.Contains(got, c.no) {
			t.Errorf("%s\nhas %q in\n%s", c.text, c.no, got)
		}
	}
}

// TestMentionsAreOfTheirNames holds the two lists to each other.
func TestMentionsAreOfTheirNames(t *testing.T) {
	d := &dateline.Dispatch{Text: "British Foreign Secretary Robin Cook met Iraqi officials in Paris. Cook said London and Baghdad would talk."}
	doc := reader.Page(d)
	mentions, found := finder.Find(doc)
	count := make([]int, len(found))
	for _, m := range mentions {
		if m.Name < 0 || m.Name >= len(found) {
			t.Fatalf("mention %+v is of no name", m)
		}
		n := found[m.Name]
		if at := n.Mentions[count[m.Name]].Span; at != doc.SpanOf(m.First, m.Last) {
			t.Errorf("mention %d of %s is at %v, the page has it at %v", count[m.Name], n.Name, at, doc.SpanOf(m.First, m.Last))
		}
		count[m.Name]++
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Kremlin spokesman Oleg Varnin said on Monday that the Russian Foreign Ministry and the United Nations had agreed in Geneva. ", 40)
	doc := reader.Page(&dateline.Dispatch{Text: text})
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		finder.Find(doc)
	}
	b.ReportMetric(float64(b.N*len(doc.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}

// What stands beside "town of" and the like is a place.
func TestSites(t *testing.T) {
	r, err := read.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, words, want string }{
		{"Shells hit the town of Abu Hamam on Friday.", "Abu Hamam", "place"},
		{"Shells hit the neighbourhoods of Ruken Eddin and Omar Sami.", "Omar Sami", "place"},
		{"Shells fell near Tell Ghazal village on Friday.", "Tell Ghazal", "place"},
		{"The mayor of the city, Omar Sami, spoke on Friday.", "Omar Sami", "person"},
		{"Officials of the city of Kano and Omar Sami met on Friday.", "Omar Sami", "person"},
	} {
		got := ""
		for _, n := range r.Read(&dateline.Dispatch{Text: c.text}).Names {
			if n.Name == c.words {
				got = string(n.Kind)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.text, c.words, got, c.want)
		}
	}
}

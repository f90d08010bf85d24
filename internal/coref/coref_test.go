package coref_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"dateline"
	"dateline/internal/coref"
	"dateline/internal/text"
	"dateline/read"
)

var reader = sync.OnceValues(read.New)

func open(t testing.TB) *read.Reader {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// bearer is the canonical name of the nth mention with these words, a group's
// members joined with "+", "" when no mention has them.
func bearer(r *dateline.Reading, words string) []string {
	type at struct {
		start int
		name  string
	}
	var found []at
	for _, n := range r.Names {
		for _, m := range n.Mentions {
			if strings.EqualFold(m.Span.Of(r.Dispatch.Text), words) {
				name := n.Name
				if len(n.Members) > 0 {
					name = strings.Join(membersOf(r, &n), "+")
				}
				found = append(found, at{m.Span.Start, name})
			}
		}
	}
	slices.SortFunc(found, func(a, b at) int { return a.start - b.start })
	var out []string
	for _, f := range found {
		out = append(out, f.name)
	}
	return out
}

func membersOf(r *dateline.Reading, n *dateline.Name) []string {
	var out []string
	for _, id := range n.Members {
		for _, m := range r.Names {
			if m.ID == id {
				out = append(out, m.Name)
			}
		}
	}
	slices.Sort(out)
	return out
}

// TestWhoIsMeant reads short dispatches; each case says whom words stand for,
// in the order of the text.
func TestWhoIsMeant(t *testing.T) {
	for _, c := range []struct{ text, words, want string }{
		{"Angela Merkel arrived on Monday. She met the cabinet.", "She", "Angela Merkel"},
		{"Kenyan President Uhuru Kenyatta spoke in Nairobi. The president said the vote was fair.", "The president", "Uhuru Kenyatta"},
		{"Kenyan President Uhuru Kenyatta spoke in Nairobi. He praised his ministers.", "He", "Uhuru Kenyatta"},
		{"Kenyan President Uhuru Kenyatta spoke in Nairobi. He praised his ministers.", "his", "Uhuru Kenyatta"},
		{"Polish President Andrzej Duda received Lithuanian President Gitanas Nauseda in Warsaw. Both presidents signed the paper.", "Both presidents", "Andrzej Duda+Gitanas Nauseda"},
		{"Polish President Andrzej Duda received Lithuanian President Gitanas Nauseda in Warsaw. The two leaders signed the paper.", "The two leaders", "Andrzej Duda+Gitanas Nauseda"},
		{"Polish President Andrzej Duda received Lithuanian President Gitanas Nauseda in Warsaw. The presidents signed the paper.", "The presidents", "Andrzej Duda+Gitanas Nauseda"},
		{"Polish President Andrzej Duda received Lithuanian President Gitanas Nauseda in Warsaw. The heads of state signed the paper.", "The heads of state", "Andrzej Duda+Gitanas Nauseda"},
		{"Polish President Andrzej Duda and his Lithuanian counterpart Gitanas Nauseda met in Warsaw.", "his Lithuanian counterpart", "Gitanas Nauseda"},
		{"Boko Haram attacked a village in Niger. The group has denied the raid.", "The group", "Boko Haram"},
		{"Officials from Peru arrived on Friday. The country has asked for help.", "The country", "Peru"},
		{"The Norwegian government sent aid. It also sent doctors.", "It", "Norwegian government"},
		{"India and Pakistan held talks on Friday. The two countries agreed on a truce.", "The two countries", "India+Pakistan"},
		{"India and Pakistan held talks on Friday. The two sides agreed on a truce.", "The two sides", "India+Pakistan"},
		{"Gunmen stormed a market. They fled on motorbikes.", "They", "Gunmen"},
		{"The army's chief, General Tesfaye Alemu, has refused to talk.", "The army's chief", "Tesfaye Alemu"},
		{"The head of the Red Crescent in the city, Samir Obeid, said eight people had died.", "The head", "Samir Obeid"},
		{"A spokesman for the ministry, Ivan Petrov, denied it.", "A spokesman", "Ivan Petrov"},
		{"The World Bank lent money to Chad. The bank said it was pleased.", "The bank", "World Bank"},
	} {
		r := open(t).Read(&dateline.Dispatch{Text: "GENEVA, March 4 (Example News) - " + c.text})
		if got := bearer(r, c.words); !slices.Contains(got, c.want) {
			t.Errorf("%s\n\t%q is %q, want %q", c.text, c.words, got, c.want)
		}
	}
}

// TestHoldersOfTheDay: "the leaders of" states are those of the dispatch's
// day, the head of government where that is who leads.
func TestHoldersOfTheDay(t *testing.T) {
	const s = "The leaders of France, Germany and Poland met in Weimar."
	for date, want := range map[string]string{
		"1998-06-01": "Helmut Kohl+Jacques Chirac+Jerzy Buzek",
		"2018-06-01": "Angela Merkel+Emmanuel Macron+Mateusz Morawiecki",
	} {
		d := dateline.Dispatch{Text: s}
		d.Reference = dateline.Reference{Date: date, Basis: dateline.BasisGiven}
		doc := open(t).Page(&d)
		mentions, names := linked(doc)
		r := &dateline.Reading{Dispatch: d, Names: names}
		got := bearer(r, "The leaders of France, Germany and Poland")
		if !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %q (%d mentions)", date, got, want, len(mentions))
		}
		for _, n := range names {
			if len(n.Mentions) == 0 && n.Kind == dateline.Person {
				t.Errorf("%s: %s has no words", date, n.Name)
			}
		}
	}
}

// linked finds states by hand, without the recogniser, and links.
func linked(doc *text.Doc) ([]text.Mention, []dateline.Name) {
	codes := map[string]string{"France": "FRA", "Germany": "DEU", "Poland": "POL"}
	var mentions []text.Mention
	var names []dateline.Name
	for i := range doc.Tokens {
		if c := codes[doc.Word(i)]; c != "" {
			mentions = append(mentions, text.Mention{First: i, Last: i + 1, Head: i, Kind: dateline.State, Form: dateline.FormName, Name: len(names), Country: c})
			names = append(names, dateline.Name{ID: fmt.Sprintf("n%d", len(names)+1), Kind: dateline.State, Name: doc.Word(i), Country: c})
		}
	}
	return coref.Link(doc, mentions, names)
}

// TestNotMeant: what must stay apart or open.
func TestNotMeant(t *testing.T) {
	for _, c := range []struct{ text, words, not string }{
		{"Angela Merkel met Emmanuel Macron. He left early.", "He", "Angela Merkel"},
		{"Uhuru Kenyatta arrived. It rained.", "It", "Uhuru Kenyatta"},
		{"Angela Merkel saw her in the hall.", "her", "Angela Merkel"},
		{"Kenyan President Uhuru Kenyatta spoke. The Ugandan president did not.", "The Ugandan president", "Uhuru Kenyatta"},
		{"Kenyan President Uhuru Kenyatta spoke. The two leaders did not.", "The two leaders", "Uhuru Kenyatta"},
	} {
		r := open(t).Read(&dateline.Dispatch{Text: "GENEVA, March 4 (Example News) - " + c.text})
		if got := bearer(r, c.words); slices.Contains(got, c.not) {
			t.Errorf("%s\n\t%q is %q", c.text, c.words, got)
		}
	}
}

func TestOpenRolesCarryADoubt(t *testing.T) {
	r := open(t).Read(&dateline.Dispatch{Text: "GENEVA, March 4 (Example News) - The minister resigned. Residents fled."})
	doubts := map[string]dateline.Doubt{}
	for _, n := range r.Names {
		doubts[n.Name] = n.Doubt
	}
	if doubts["minister"] != dateline.DoubtUnresolved {
		t.Errorf("the minister: %q", doubts)
	}
	if d, ok := doubts["Residents"]; !ok || d != "" {
		t.Errorf("residents: %q", doubts)
	}
}

// TestSameWordsSameGroup: "rebels" twice are one name, "a man" twice are two.
func TestSameWordsSameGroup(t *testing.T) {
	r := open(t).Read(&dateline.Dispatch{Text: "GENEVA, March 4 (Example News) - Rebels seized a bridge. Troops fled. Rebels burned it. A man shouted. Later a man sang."})
	count := map[string]int{}
	for _, n := range r.Names {
		count[strings.ToLower(n.Name)]++
	}
	if count["rebels"] != 1 || count["man"] != 2 {
		t.Errorf("%v", count)
	}
}

// sound says what is wrong with what Link gave.
func sound(doc *text.Doc, mentions []text.Mention, names []dateline.Name) string {
	for i, m := range mentions {
		if m.First < 0 || m.Last <= m.First || m.Last > len(doc.Tokens) || m.Head < m.First || m.Head >= m.Last {
			return fmt.Sprintf("mention %d is %+v", i, m)
		}
		if m.Name >= len(names) || i > 0 && mentions[i-1].First > m.First {
			return fmt.Sprintf("mention %d of %d names: %+v", i, len(names), m)
		}
	}
	for i, n := range names {
		if n.ID != fmt.Sprintf("n%d", i+1) || n.Name == "" || !utf8.ValidString(n.Name) {
			return fmt.Sprintf("name %d is %q %q", i, n.ID, n.Name)
		}
	}
	return ""
}

// FuzzLink holds that no text stops the stage or breaks its layer.
func FuzzLink(f *testing.F) {
	for _, s := range []string{"", "He and she and it and they.", "Both presidents of the two sides of the countries met their counterpart.", strings.Repeat("the president ", 300), strings.Repeat("and ", 500), "“I” \xff himself"} {
		f.Add(s)
	}
	r := open(f)
	f.Fuzz(func(t *testing.T, s string) {
		d := &dateline.Dispatch{Text: s}
		out, doc := r.ReadPage(d)
		if fault := sound(doc, doc.Mentions, out.Names); fault != "" {
			t.Fatal(fault)
		}
		for _, c := range coref.Chains(doc, doc.Mentions, out.Names) {
			if len(c) < 2 {
				t.Fatalf("a chain of %d", len(c))
			}
		}
	})
}

func BenchmarkLink(b *testing.B) {
	r := open(b)
	s := strings.Repeat("Kenyan President Uhuru Kenyatta met Ugandan President Yoweri Museveni in Nairobi on Monday. The two leaders discussed the border. "+
		"He said that his country would send troops to the region if the government asked it to.\n\n", 40)
	_, doc := r.ReadPage(&dateline.Dispatch{Text: s})
	mentions, names := r.Names(doc)
	b.ReportAllocs()
	for b.Loop() {
		coref.Link(doc, mentions, names)
	}
	b.ReportMetric(float64(len(doc.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

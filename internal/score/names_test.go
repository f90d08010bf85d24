package score

import (
	"strings"
	"testing"
)

func listNames(g GoldNames) string {
	var out []string
	for _, n := range g.Names {
		out = append(out, n.Sort+" "+n.Span.Of(g.Text))
	}
	return strings.Join(out, "; ")
}

func TestReadBIO(t *testing.T) {
	in := "Anna\tB-politician\nMoor\tI-politician\nof\tO\nGhent\tB-location\n,\tO\nthe\tO\n2001\tB-election\nvote\tI-election\n\nAcme\tB-corporation\n"
	got, err := ReadBIO(strings.NewReader(in), 0, 1)
	if err != nil || len(got) != 2 {
		t.Fatalf("%d texts, %v", len(got), err)
	}
	if s := listNames(got[0]); s != "PER Anna Moor; LOC Ghent; MISC 2001 vote" {
		t.Errorf("got %q", s)
	}
	if s := listNames(got[1]); s != "ORG Acme" {
		t.Errorf("got %q", s)
	}
	if _, err := ReadBIO(strings.NewReader("one\n"), 0, 1); err == nil {
		t.Error("a line without a label is read")
	}
}

func TestNamesOfUD(t *testing.T) {
	row := func(n, form, upos, head, rel, misc string) string {
		return strings.Join([]string{n, form, form, upos, "_", "_", head, rel, "_", misc}, "\t") + "\n"
	}
	in := row("1", "President", "PROPN", "2", "compound", "Entity=(1-person-new-nnnnn-cf1-2-sgl") + row("2", "Moor", "PROPN", "3", "nsubj", "Entity=1)") +
		row("3", "left", "VERB", "0", "root", "_") + row("4", "the", "DET", "5", "det", "Entity=(2-place-new-nnnnn-cf2-2-sgl") +
		row("5", "Ghent", "PROPN", "3", "obj", "_") + row("6", "of", "ADP", "7", "case", "_") + row("7", "tales", "NOUN", "5", "nmod", "Entity=2)|SpaceAfter=No") +
		row("8", ".", "PUNCT", "3", "punct", "_") + "\n"
	bank, err := ReadCoNLLU(strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if s := listNames(NamesOfUD(&bank[0])); s != "PER Moor; LOC Ghent" {
		t.Errorf("got %q", s)
	}
}

func TestReadRe3d(t *testing.T) {
	docs := `{"_id":"a","text":"The Red Moon fighters met Iraqi President Anna Moor in northern Ghent."}` + "\n"
	ents := `{"documentId":"a","begin":0,"end":21,"type":"Organisation","confidence":1}
{"documentId":"a","begin":26,"end":51,"type":"Person","confidence":1}
{"documentId":"a","begin":26,"end":31,"type":"Nationality","confidence":0}
{"documentId":"a","begin":55,"end":69,"type":"Location","confidence":0.9}
`
	got, err := ReadRe3d(strings.NewReader(docs), strings.NewReader(ents))
	if err != nil || len(got) != 1 {
		t.Fatalf("%d texts, %v", len(got), err)
	}
	if s := listNames(got[0]); s != "PER Anna Moor; LOC Ghent" {
		t.Errorf("got %q", s)
	}
	if len(got[0].Open) != 1 || got[0].Open[0].Of(got[0].Text) != "Red Moon fighters" {
		t.Errorf("open %+v", got[0].Open)
	}
}

func TestNameScore(t *testing.T) {
	gold := GoldNames{Text: "Anna Moor of Ghent", Names: []GoldName{{Sort: "PER"}, {Sort: "LOC"}}}
	gold.Names[0].Span.End = 9
	gold.Names[1].Span.Start, gold.Names[1].Span.End = 13, 18
	found := []GoldName{gold.Names[0], {Span: gold.Names[1].Span, Sort: "ORG"}}
	var s NameScore
	s.Add(&gold, found)
	if s.Right != 1 || s.Gold != 2 || s.Found != 2 || s.F1() != 50 {
		t.Errorf("%+v", s)
	}
}

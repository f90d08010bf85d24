package place

import (
	"strings"
	"testing"

	"dateline"
	"dateline/internal/segment"
	"dateline/internal/text"
)

func find(s string) (*text.Doc, []dateline.Place) {
	doc := text.New(&dateline.Dispatch{Text: s})
	doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, nil)
	doc.MarkCaps()
	return doc, Find(doc)
}

// Each case is a text and what must be found in it, in order: span, name,
// country, precision, parted by "|"; "" for nothing.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The envoys met in Minsk and left for Kiev.", []string{"Minsk|Minsk|BLR|town", "Kiev|Kyiv|UKR|town"}},
		{"On Monday the Belarusian capital hosted the talks.", []string{"the Belarusian capital|Minsk|BLR|town"}},
		{"Shelling went on in eastern Ukraine.", []string{"eastern Ukraine|eastern Ukraine|UKR|region"}},
		{"She was born in Paris, Texas.", []string{"Paris|Paris|USA|town", "Texas|Texas|USA|admin1"}},
		{"Troops moved through southern Hebron.", []string{"Hebron|Hebron|PSE|town"}},
		{"The camp lies 20 km north of Aleppo.", []string{"Aleppo|Aleppo|SYR|town"}},
		{"Ministers of China, Japan and Peru signed.", []string{"China|China|CHN|country", "Japan|Japan|JPN|country", "Peru|Peru|PER|country"}},
		{"Rebels in Homs province shelled Raqqa.", []string{"Homs|Homs Governorate|SYR|admin1", "Raqqa|Raqqa|SYR|town"}},
		{"Voters in the state of Borno stayed away.", []string{"Borno|Borno|NGA|admin1"}},
		{"The rebels hold the Donbas.", []string{"Donbas|Donbas|UKR|region"}},
		{"Fighters shelled Artemivsk on Friday.", []string{"Artemivsk|Bakhmut|UKR|town"}},
		{"The vote comes in March, officials said.", nil},
		{"Mr Lincoln said the talks had failed.", nil},
		{"Crowds filled Tahrir Square in Cairo.", []string{"Tahrir Square|Tahrir Square|EGY|point", "Cairo|Cairo|EGY|town"}},
		{"Shells fell in Deir ez-Zor overnight.", []string{"Deir ez-Zor|Deir ez-Zor|SYR|town"}},
		{"Fighters of Al-Xanda and a firm called EADS left.", nil},
		{"POLICE IN GUATEMALA CITY SAID THE PARTY LEFT GUATEMALA.", []string{"GUATEMALA CITY|Guatemala City|GTM|town", "GUATEMALA|Guatemala|GTM|country"}},
		{"GUNMEN ATTACKED A BASE NEAR SAN SALVADOR, EL SALVADOR.", []string{"SAN SALVADOR|San Salvador|SLV|town", "EL SALVADOR|El Salvador|SLV|country"}},
	} {
		doc, got := find(c.text)
		var lines []string
		for _, p := range got {
			lines = append(lines, strings.Join([]string{p.Span.Of(doc.Text), p.Name, p.Country, string(p.Precision)}, "|"))
		}
		if strings.Join(lines, "\n") != strings.Join(c.want, "\n") {
			t.Errorf("%s\n got %q\nwant %q", c.text, lines, c.want)
		}
	}
}

// Each case is a dispatch with the words of its dateline that name town and
// country, and what the town must be.
func TestFiled(t *testing.T) {
	for _, c := range []struct{ text, town, region, want string }{
		{"LIMA, 4 MAR 91 (XPE) -- GUNMEN FIRED ON A BUS.", "LIMA", "", "LIMA|Lima|PER|town"},
		{"LA PAZ, 4 MAR 91 (XPE) -- MINERS MARCHED.", "LA PAZ", "", "LA PAZ|La Paz|BOL|town"},
		{"SANTIAGO, 4 MAR 91 -- A BOMB WENT OFF.", "SANTIAGO", "", "SANTIAGO|Santiago|CHL|town"},
		{"SAN SALVADOR, 4 MAR 91 -- A BOMB WENT OFF.", "SAN SALVADOR", "", "SAN SALVADOR|San Salvador|SLV|town"},
		{"PANAMA CITY (PANAMA), 4 MAR 91 -- THE PORT IS SHUT.", "PANAMA CITY", "PANAMA", "PANAMA CITY|Panama City|PAN|town"},
		{"EL PARAISO (EL SALVADOR), 4 MAR 91 -- A PATROL WAS HIT.", "EL PARAISO", "EL SALVADOR", "EL PARAISO|EL PARAISO|SLV|town"},
		{"GENEVA, March 4 - The talks resumed.", "GENEVA", "", "GENEVA|Genève|CHE|town"},
		{"QUXTOWN, N.J., March 4 - The plant was sold.", "QUXTOWN", "N.J.", "QUXTOWN|QUXTOWN|USA|town"},
		{"NO CITY (ISRAEL), 4 MAR 91 -- NOTHING IS KNOWN.", "ISRAEL", "ISRAEL", "ISRAEL|Israel|ISR|country"},
		{"PARIS, Texas, March 4 - A mill burnt down.", "PARIS", "Texas", "PARIS|Paris|USA|town"},
	} {
		doc := text.New(&dateline.Dispatch{Text: c.text})
		span := func(w string) dateline.Span {
			i := strings.Index(c.text, w)
			return dateline.Span{Start: i, End: i + len(w)}
		}
		doc.Filed.Places = []dateline.Span{span(c.town)}
		if c.region != "" {
			doc.Filed.Region = span(c.region)
		}
		doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, nil)
		doc.MarkCaps()
		got := "nothing"
		if p := Find(doc); len(p) > 0 {
			got = strings.Join([]string{p[0].Span.Of(doc.Text), p[0].Name, p[0].Country, string(p[0].Precision)}, "|")
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// In a text of capitals a small town far from the dateline's country is a
// common word.
func TestAbroad(t *testing.T) {
	const s = "LIMA, 4 MAR 91 -- THE PATROL LOST A RIFLE. FRIENDS IN THE UNITED STATES HEARD OF IT IN TRUJILLO."
	doc := text.New(&dateline.Dispatch{Text: s})
	doc.Filed.Places = []dateline.Span{{Start: 0, End: 4}}
	doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, nil)
	doc.MarkCaps()
	var got []string
	for _, p := range Find(doc) {
		got = append(got, p.Span.Of(s)+"|"+p.Country)
	}
	if g := strings.Join(got, " "); g != "LIMA|PER UNITED STATES|USA TRUJILLO|PER" {
		t.Error(g)
	}
}

// A region has no point; a town has one.
func TestPoints(t *testing.T) {
	_, got := find("Fighting in eastern Ukraine reached Donetsk.")
	if len(got) != 2 || got[0].Lat != nil || got[1].Lat == nil {
		t.Errorf("%+v", got)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("in Paris, Texas")
	f.Add("D-Pa. Highway 20 St. John's, N.L.")
	f.Fuzz(func(t *testing.T, s string) {
		doc, got := find(s)
		end := 0
		for _, p := range got {
			if p.Span.Start < end || p.Span.End > len(doc.Text) || p.Span.Empty() {
				t.Fatalf("span %+v after %d in %q", p.Span, end, s)
			}
			end = p.Span.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	doc, _ := find(strings.Repeat("Troops moved from Aleppo to Homs, officials in Damascus said. The United States and Russia met in Geneva, Switzerland. ", 20))
	b.ReportAllocs()
	b.SetBytes(int64(len(doc.Text)))
	for b.Loop() {
		Find(doc)
	}
}

// A person's name hides the town of that name: a full name surely, a single
// word only where a full name ends with it.
func TestPersons(t *testing.T) {
	for _, c := range []struct {
		text    string
		persons []string
		want    string
	}{
		{"Envoy Mark Houston left. Houston gave no reason.", []string{"Mark Houston", "Houston"}, ""},
		{"Anna Miller of Bristol won the vote.", []string{"Anna Miller of Bristol"}, "Bristol"},
		{"The flood reached Bristol on Friday.", []string{"Bristol"}, "Bristol"},
	} {
		doc := text.New(&dateline.Dispatch{Text: c.text})
		doc.Paragraphs, doc.Sentences, doc.Tokens = segment.Split(doc.Text, nil)
		at := 0
		for _, p := range c.persons {
			at += strings.Index(c.text[at:], p)
			doc.Mentions = append(doc.Mentions, text.Mention{First: doc.TokenAt(at), Last: doc.TokenAt(at+len(p)-1) + 1,
				Kind: dateline.Person, Form: dateline.FormName, Name: -1})
			at += len(p)
		}
		var got []string
		for _, p := range Find(doc) {
			got = append(got, p.Span.Of(doc.Text))
		}
		if strings.Join(got, ",") != c.want {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
		}
	}
}

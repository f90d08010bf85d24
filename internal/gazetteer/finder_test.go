package gazetteer

import (
	"strings"
	"testing"
	"time"
)

// match runs Match on words separated by spaces and gives what it found as text.
func match(text string, fold bool) string {
	hits, n := Match(strings.Fields(text), 0, fold)
	if n == 0 {
		return ""
	}
	var out []string
	for _, h := range hits {
		out = append(out, h.Entry.Country+" "+h.Form.String())
	}
	return strings.Join(strings.Fields(text)[:n], " ") + ": " + strings.Join(out, ", ")
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		text string
		fold bool
		want string
	}{
		{"Ukraine said", false, "Ukraine: UKR name"},
		{"UKRAINE said", false, "UKRAINE: UKR name"},
		{"ukraine said", false, ""},
		{"Ukrainian forces", false, "Ukrainian: UKR demonym"},
		{"Kiev denied", false, "Kiev: UKR capital"},
		{"turkey dinner", false, ""},
		{"Turkey shelled", false, "Turkey: TUR name"},
		{"us all", false, ""},
		{"Us all", false, ""},
		{"US troops", false, "US: USA acronym"},
		{"U.S. troops", false, "U.S.: USA acronym"},
		{"US WERE TOLD", true, ""},
		{"U.S. TROOPS", true, "U.S.: USA acronym"},
		{"Guinea - Bissau is", false, "Guinea - Bissau: GNB name"},
		{"Guinea Bissau is", false, "Guinea Bissau: GNB name"},
		{"Guinea-Bissau is", false, "Guinea-Bissau: GNB name"},
		{"Guinea - backed", false, "Guinea: GIN name"},
		{"People ’s Republic of China on", false, "People ’s Republic of China: CHN name"},
		{"People's Republic of China on", false, "People's Republic of China: CHN name"},
		{"Cote d’Ivoire rebels", false, "Cote d’Ivoire: CIV name"},
		{"Côte d'Ivoire rebels", false, "Côte d'Ivoire: CIV name"},
		{"SANA'A , 3 May", true, "SANA'A: YEM capital"},
		{"Türkiye said", false, "Türkiye: TUR name"},
		{"- Ukraine", false, ""},
		{"", false, ""},
	} {
		if got := match(c.text, c.fold); got != c.want {
			t.Errorf("%q fold=%v: got %q, want %q", c.text, c.fold, got, c.want)
		}
	}
}

// A name that two states share gives both.
func TestShared(t *testing.T) {
	hits, n := Match([]string{"Korean", "talks"}, 0, false)
	if n != 1 || len(hits) != 2 || !hits[0].Weak {
		t.Errorf("Korean: %d meanings, %d tokens", len(hits), n)
	}
}

// Any bytes are valid input.
func FuzzMatch(f *testing.F) {
	f.Add("People's Republic of China", true)
	f.Add("'s ’s - \xff\xfe Guinea-\u0301Bissau", false)
	f.Fuzz(func(t *testing.T, text string, fold bool) {
		words := strings.Split(text, " ")
		for i := range words {
			if hits, n := Match(words, i, fold); n < 0 || i+n > len(words) || (n == 0) != (hits == nil) {
				t.Fatalf("%q at %d: %d tokens, %d hits", text, i, n, len(hits))
			}
			MatchRole(words, i)
			GivenNameOf(words[i], fold)
		}
	})
}

// Fold and the hash must agree on what is one name.
func FuzzFold(f *testing.F) {
	f.Add("al-Qaïda’s", "Al Qaida 's")
	f.Fuzz(func(t *testing.T, a, b string) {
		if (Fold(a) == Fold(b)) != (hashOf(a).hash == hashOf(b).hash) {
			t.Errorf("%q %q: folded %q %q", a, b, Fold(a), Fold(b))
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Sana’a": "sanaa", "Guinea-Bissau": "guinea bissau", "U.S.": "us", "Łódź": "lodz", "People’s": "people 's",
		"Erdoğan": "erdogan", "São Tomé": "sao tome", "Straße": "strasse", "Cafe\u0301": "cafe", " - ": "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLands(t *testing.T) {
	if l := LandByCode("UA"); l == nil || l.ISO3 != "UKR" || l.Capitals[0] != "Kyiv" {
		t.Error("UA")
	}
	for word, want := range map[string]string{"Frenchmen": "FRA", "Spaniards": "ESP", "Bogotá": "COL", "Zaire": "ZAR",
		"Korean": "PRK KOR", "Soviet": "SUN", "Batswana": "BWA", "Xanadu": ""} {
		if got := strings.Join(CountriesOf(word), " "); got != want {
			t.Errorf("%s: got %q, want %q", word, got, want)
		}
	}
}

func TestRoleMatch(t *testing.T) {
	for text, want := range map[string]string{
		"spokesman for": "1 spokesperson person", "Gunmen killed": "1 armed-men group UAF", "rebels said": "1 rebels group REB",
		"police said": "1 police group COP", "residents fled": "1 civilians group CVL", "foreign minister of": "2 foreign-minister person GOV",
		"commanders-in-chief met": "1 commander group MIL", "commanders - in - chief met": "5 commander group MIL", "walked": "0",
		"FOREIGN MINISTER": "2 foreign-minister person GOV", "gunman fired": "1 armed-men person UAF",
	} {
		roles, n := MatchRole(strings.Fields(text), 0)
		got := strings.Repeat("", n)
		if got = string(rune('0' + n)); n > 0 {
			got = strings.TrimSpace(got + " " + roles[0].Class + " " + roles[0].Kind + " " + roles[0].Sector)
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestGivenName(t *testing.T) {
	for word, want := range map[string]bool{"Volodymyr": true, "José": true, "Jose": true, "ABDULLAH": true, "volodymyr": false, "Window": false} {
		if _, ok := GivenNameOf(word, false); ok != want {
			t.Errorf("%s: %v", word, ok)
		}
	}
	if n, ok := GivenNameOf("fatima", true); !ok || n.Gender != 'f' {
		t.Error("fatima")
	}
	if n, ok := GivenNameOf("Will", false); !ok || !n.Weak {
		t.Error("Will")
	}
}

// What each table is for, in a handful of names.
func TestActors(t *testing.T) {
	for name, want := range map[string]string{
		"Kremlin": "RUS GOV metonym", "Downing Street": "GBR GOV metonym", "Verkhovna Rada": "UKR LEG name", "FSB": "RUS SPY acronym",
		"Farabundo Marti National Liberation Front": "SLV REB name", "al-Shabaab": "SOM REB name", "Ansarullah": "YEM REB name",
		"Syrian Observatory for Human Rights": " SOC name", "RIA Novosti": "RUS JRN name", "Donetsk People’s Republic": "UKR REB name",
		"Médecins Sans Frontières": " MED name", "Foreign Ministry": " GOV name", "TASS": "RUS JRN acronym", "W.H.O.": " GOV acronym",
	} {
		hits := Lookup(name, false)
		if len(hits) == 0 {
			t.Errorf("%s: nothing", name)
			continue
		}
		if got := hits[0].Entry.Country + " " + hits[0].Entry.Sector + " " + hits[0].Form.String(); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	for _, word := range []string{"who", "is", "us", "un", "it", "eta", "plan", "aid", "who's"} {
		if hits := Lookup(word, false); hits != nil {
			t.Errorf("%s is %s", word, hits[0].Entry.Name)
		}
	}
	if found := PersonsBySurname("basayev"); len(found) != 1 || found[0].Name != "Shamil Basayev" || PersonsBySurname("Nobody") != nil {
		t.Error("PersonsBySurname")
	}
	if e := OutletByName("agence france-presse"); e == nil || e.City != "Paris" || OutletByName("nobody") != nil {
		t.Error("outlets")
	}
}

func TestDays(t *testing.T) {
	for s, want := range map[string][2]Day{"2014": {20140101, 20141231}, "2012-02": {20120201, 20120229}, "2014-09-03": {20140903, 20140903}} {
		if a, b, ok := ParseDay(s); !ok || a != want[0] || b != want[1] {
			t.Errorf("%s: %v %v %v", s, a, b, ok)
		}
	}
	for _, s := range []string{"", "2014-13", "2014-02-30", "2014/09/03", "20x4", "2014-9", "+014-01-01"} {
		if _, _, ok := ParseDay(s); ok {
			t.Errorf("%q is a date", s)
		}
	}
	if DayOf(2014, 9, 3).Weekday() != time.Wednesday || DayOf(2014, 9, 3).String() != "2014-09-03" || DayOf(2015, 2, 29).Exists() {
		t.Error("2014-09-03")
	}
}

// testRegister is a small office table of invented holders.
func testRegister() *register {
	g := &register{country: map[string][]*Tenure{}, person: index[*Tenure]{}, surname: index[*Tenure]{}, lastYear: firstYear}
	for i, line := range []string{
		"UKR|President|head-of-state|Ostap Lisovy|Ostap Lisovyi|2014-06-07|2019-05-20",
		"RUS|President|head-of-state|Fyodor al-Vetrov||2000-05-07|2008-05-07",
		"RUS|Prime Minister|head-of-government|Fyodor al-Vetrov||2008-05-08|2012-05-07",
		"RUS|President|head-of-state|Fyodor al-Vetrov||2012-05-07|2025",
		"CHN|President|head-of-state|Wu Deming||2013-03|",
	} {
		cells := strings.Split(line, "|")
		cells[officeAliases] = strings.ReplaceAll(cells[officeAliases], "/", "|")
		g.add(row{"test.tsv", i + 1, cells})
	}
	return g
}

func TestRegister(t *testing.T) {
	g := testRegister()
	if len(g.faults) != 0 {
		t.Fatal(g.faults)
	}
	for name, want := range map[string]int{"Vetrov": 3, "al-Vetrov": 3, "Lisovyi": 1, "Wu": 1, "Deming": 1, "Ostap": 0} {
		if got := len(g.surname.get(name)); got != want {
			t.Errorf("%s: %d tenures, want %d", name, got, want)
		}
	}
	if got := g.person.get("OSTAP LISOVYI"); len(got) != 1 || !got[0].is("president") || !got[0].is("Head-of-State") || got[0].is("king") {
		t.Error("Ostap Lisovyi")
	}
	wednesday := time.Wednesday
	got := g.years([]Claim{{"Lisovy", "president", "UKR"}, {"Fyodor al-Vetrov", "President", "RUS"}, {"Nobody", "", ""}}, 9, 3, &wednesday)
	if len(got) != 1 || got[0] != 2014 {
		t.Errorf("years: %v", got)
	}
	if got := g.years([]Claim{{"Nobody", "", ""}}, 9, 3, nil); got != nil {
		t.Errorf("years of nobody: %v", got)
	}
	if got := g.years([]Claim{{"Lisovy", "", ""}}, 2, 29, nil); len(got) != 1 || got[0] != 2016 {
		t.Errorf("leap years: %v", got)
	}
}

var words = strings.Fields("The Soviet Union and the United States said on Monday that talks in Geneva between Iranian and Iraqi delegations " +
	"would go on , the Foreign Ministry of the Democratic Republic of Congo told reporters in Port - au - Prince")

func BenchmarkMatch(b *testing.B) {
	Match(words, 0, false)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		Match(words, i, false)
		if i++; i == len(words) {
			i = 0
		}
	}
}

func BenchmarkMatchRole(b *testing.B) {
	MatchRole(words, 0)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		MatchRole(words, i)
		if i++; i == len(words) {
			i = 0
		}
	}
}

func BenchmarkDemonyms(b *testing.B) {
	Demonyms("Iraqi")
	b.ReportAllocs()
	for b.Loop() {
		Demonyms("Iraqi")
	}
}

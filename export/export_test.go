package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"regexp"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/query"

	"github.com/parquet-go/parquet-go"
)

const hostile = "=cmd|' /C'!A0 <script>alert(1)</script> \"q\"\n[x](javascript:y) \u202e\ttab `code`"

func num(f float64) *float64 { return &f }

var at = time.Date(2014, 9, 3, 9, 11, 0, 0, time.UTC)

// sample is a reading as the record has it: spans in code points.
func sample() *dateline.Reading {
	text := "É — Envoys met in Minsk, the ministry said. " + hostile + " At least 43 people were killed in the province."
	span := func(s string) dateline.Span {
		i := strings.Index(text, s)
		start := len([]rune(text[:i]))
		return dateline.Span{Start: start, End: start + len([]rune(s)), Text: s}
	}
	r := &dateline.Reading{
		Format: dateline.ReadingFormat, Engine: dateline.Engine,
		Dispatch: dateline.Dispatch{
			ID: strings.Repeat("0123456789abcdef", 4), Source: "Northern Wire", Headline: hostile, Text: text, Lang: "en",
			Published: &at, Kind: dateline.KindNew, Reference: dateline.Reference{Date: "2014-09-03"},
		},
		Names:  []dateline.Name{{ID: "n1", Name: "envoys", Kind: dateline.Group}, {ID: "n2", Name: "Ministry of Peace", Kind: dateline.Government, Country: "BLR", Sector: "GOV"}, {ID: "n3", Name: "Anna Bell", Kind: dateline.Person}},
		Places: []dateline.Place{{ID: "p1", Span: span("Minsk"), Name: "Minsk", Country: "BLR", Lat: num(53.9), Lon: num(27.56), Precision: dateline.AtTown}, {ID: "p2", Span: span("the province"), Name: "Far Province", Lat: num(1), Lon: num(2), Precision: dateline.AtAdmin1}},
		Statements: []dateline.Statement{{ID: "s1", Speaker: "n2", Form: dateline.Indirect, Stance: dateline.Asserts, Content: []dateline.Span{span("Envoys met in Minsk")}, By: []string{"Northern Wire", "Ministry of Peace"}},
			{ID: "s2", Form: dateline.Direct, Stance: dateline.Asserts, Content: []dateline.Span{span(hostile)}, By: []string{"Northern Wire"}, Doubt: dateline.DoubtUnknownSpeaker}},
		Events: []dateline.Event{
			{ID: "e1", Type: dateline.Consult, CAMEO: "036", Actors: []string{"n1", "n2", "n3"}, Symmetric: true, Place: "p1", Status: dateline.Actual, By: []string{"Northern Wire", "Ministry of Peace"}, Trigger: span("met"), Evidence: []dateline.Span{span("Envoys met in Minsk")}},
			{ID: "e2", Type: dateline.Assault, CAMEO: "190", Targets: []string{"n1"}, Place: "p2", Status: dateline.Denied, By: []string{"Northern Wire"}, Trigger: span("killed"), Evidence: []dateline.Span{span("killed")}},
		},
		Figures: []dateline.Figure{{ID: "f1", Measure: "killed", Who: "people", Low: num(43), Wording: "At least 43", Scope: &dateline.Scope{Place: "p2"}, By: []string{"Northern Wire"}, Evidence: []dateline.Span{span("At least 43 people")}}},
	}
	return r
}

func one[T any](list ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}
}

func set() Set {
	r := sample()
	rows := query.Rows(r)
	return Set{
		Dispatches: one(query.Dispatch{ID: r.Dispatch.ID, Source: "Northern Wire", Headline: hostile, Published: &at, Version: 1, Opening: "É — Envoys met\x01"}, query.Dispatch{ID: "ff", Opening: "x"}),
		Events:     one(rows.Events...), Statements: one(rows.Statements...), Figures: one(rows.Figures...), Readings: one(r),
	}
}

func written(t *testing.T, format string, layer Layer, o Options) (string, File) {
	t.Helper()
	f, err := FormatNamed(format)
	if err != nil {
		t.Fatal(err)
	}
	if o.Made.IsZero() {
		o.Made = at
	}
	var b bytes.Buffer
	file, err := Write(&b, f, layer, set(), o)
	if err != nil {
		t.Fatal(err)
	}
	if file.Bytes != int64(b.Len()) || len(file.SHA256) != 64 {
		t.Errorf("%s %s: %+v", format, layer, file)
	}
	return b.String(), file
}

// Every table reads back as CSV, with the columns of its dictionary and every
// value whole.
func TestCSV(t *testing.T) {
	f, _ := FormatNamed("csv")
	for _, layer := range f.Layers {
		out, file := written(t, "csv", layer, Options{})
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if err != nil || len(rows) != file.Rows+1 || file.Rows == 0 {
			t.Fatalf("%s: %d rows, %d said (%v)", layer, len(rows), file.Rows, err)
		}
		var want []string
		for _, c := range Dictionary(f, layer) {
			want = append(want, c.Name)
			if c.Meaning == "" || c.Type == "" {
				t.Errorf("%s: %s has no meaning", layer, c.Name)
			}
		}
		if strings.Join(rows[0], ",") != strings.Join(want, ",") {
			t.Errorf("%s: %v, want %v", layer, rows[0], want)
		}
	}
	out, _ := written(t, "csv", Figures, Options{Best: "lower"})
	rows, _ := csv.NewReader(strings.NewReader(out)).ReadAll()
	got := map[string]string{}
	for i, name := range rows[0] {
		got[name] = rows[1][i]
	}
	for name, want := range map[string]string{"low": "43", "high": "", "best": "43", "best_rule": "lower", "latitude": "", "where_prec": "admin1", "source_headline": hostile, "cumulative": "FALSE"} {
		if got[name] != want {
			t.Errorf("%s = %q, want %q", name, got[name], want)
		}
	}
}

func TestBest(t *testing.T) {
	open := &query.Figure{Low: num(10), High: num(10), LowOpen: true}
	both := &query.Figure{Low: num(10), High: num(20)}
	same := &query.Figure{Low: num(10), High: num(10)}
	for _, c := range []struct {
		rule string
		g    *query.Figure
		want any
	}{{"", same, nil}, {"stated", open, nil}, {"stated", both, nil}, {"stated", same, 10.0}, {"midpoint", both, 15.0}, {"midpoint", &query.Figure{Low: num(1)}, nil}, {"upper", both, 20.0}} {
		f, err := bestRule(c.rule)
		if err != nil || f(c.g) != c.want {
			t.Errorf("%s of %+v: %v, want %v", c.rule, c.g, f(c.g), c.want)
		}
	}
	if _, err := bestRule("mean"); err == nil {
		t.Error("a rule that is none")
	}
}

// A Parquet file holds what the CSV holds, by name.
func TestParquet(t *testing.T) {
	out, file := written(t, "parquet", Figures, Options{})
	r := parquet.NewReader(strings.NewReader(out))
	defer r.Close()
	if r.NumRows() != int64(file.Rows) {
		t.Fatalf("%d rows, want %d", r.NumRows(), file.Rows)
	}
	row := map[string]any{}
	if err := r.Read(&row); err != nil {
		t.Fatal(err)
	}
	if row["low"] != 43.0 || row["high"] != nil || row["measure"] != "killed" || row["cumulative"] != false || row["source_headline"] != hostile {
		t.Errorf("%v", row)
	}
	if err := r.Read(&row); !errors.Is(err, io.EOF) {
		t.Errorf("a row too many: %v", err)
	}
}

// The rules of RFC 7946, and that a province is no dot.
func TestGeoJSON(t *testing.T) {
	out, _ := written(t, "geojson", Events, Options{})
	var g struct {
		Type     string
		Features []struct {
			Type, ID string
			Geometry *struct {
				Type        string
				Coordinates []float64
			}
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(out), &g); err != nil {
		t.Fatal(err)
	}
	if g.Type != "FeatureCollection" || len(g.Features) != 2 {
		t.Fatalf("%s %d", g.Type, len(g.Features))
	}
	town, province := g.Features[0], g.Features[1]
	if town.Type != "Feature" || town.Geometry == nil || town.Geometry.Type != "Point" || town.Geometry.Coordinates[0] != 27.56 || town.Geometry.Coordinates[1] != 53.9 {
		t.Errorf("%+v", town)
	}
	if province.Geometry != nil || !strings.Contains(out, `"geometry":null`) || province.Properties["status"] != "denied" {
		t.Errorf("%+v", province)
	}
}

// The rules of RFC 4287 that a feed validator holds a feed against.
func TestAtom(t *testing.T) {
	out, _ := written(t, "atom", "", Options{Query: "place:Minsk <x>"})
	var f struct {
		XMLName xml.Name
		ID      []string `xml:"id"`
		Title   []string `xml:"title"`
		Updated []string `xml:"updated"`
		Entry   []struct {
			ID      []string `xml:"id"`
			Title   []string `xml:"title"`
			Updated []string `xml:"updated"`
			Author  []string `xml:"author>name"`
			Link    []string `xml:"link"`
			Summary string   `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(out), &f); err != nil {
		t.Fatal(err)
	}
	if f.XMLName.Space != "http://www.w3.org/2005/Atom" || len(f.ID) != 1 || len(f.Title) != 1 || len(f.Updated) != 1 || len(f.Entry) != 2 {
		t.Fatalf("%+v", f)
	}
	seen := map[string]bool{}
	for _, e := range f.Entry {
		if len(e.ID) != 1 || len(e.Title) != 1 || len(e.Updated) != 1 || len(e.Author) != 1 || e.Author[0] == "" {
			t.Errorf("%+v", e)
		}
		if _, err := time.Parse(time.RFC3339, e.Updated[0]); err != nil || seen[e.ID[0]] || strings.ContainsAny(e.ID[0], " <") {
			t.Errorf("%v %v", e, err)
		}
		if len(e.Link) == 0 && e.Summary == "" {
			t.Error("an entry without link or content")
		}
		seen[e.ID[0]] = true
	}
	if f.Entry[0].Title[0] != strings.ReplaceAll(hostile, "\r", "") {
		t.Errorf("%q", f.Entry[0].Title[0])
	}
}

// The Web Annotation Data Model: what it must have, and selectors that find
// the words they quote.
func TestAnnotations(t *testing.T) {
	out, file := written(t, "annotations", "", Options{})
	var p struct {
		Context string `json:"@context"`
		ID      string
		Type    string
		Items   []struct {
			ID, Type, Motivation string
			Body                 []map[string]any
			Target               []struct {
				Source   string
				Selector []struct {
					Type                  string
					Start, End            int
					Exact, Prefix, Suffix string
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(out), &p); err != nil {
		t.Fatal(err)
	}
	if p.Context != "http://www.w3.org/ns/anno.jsonld" || p.Type != "AnnotationPage" || p.ID == "" || len(p.Items) != 5 || file.Rows != 5 {
		t.Fatalf("%+v", p)
	}
	text := []rune(sample().Dispatch.Text)
	motivations := map[string]bool{"identifying": true, "classifying": true, "describing": true}
	for _, a := range p.Items {
		if a.ID == "" || a.Type != "Annotation" || !motivations[a.Motivation] || len(a.Target) == 0 || len(a.Body) == 0 {
			t.Errorf("%+v", a)
		}
		for _, target := range a.Target {
			pos, quote := target.Selector[0], target.Selector[1]
			if got := string(text[pos.Start:pos.End]); got != quote.Exact {
				t.Errorf("%s: %q at the position, %q quoted", a.ID, got, quote.Exact)
			}
			if !strings.Contains(string(text), quote.Prefix+quote.Exact+quote.Suffix) {
				t.Errorf("%s: %q is not in the text", a.ID, quote.Prefix+quote.Exact+quote.Suffix)
			}
		}
	}
}

// What the schema of ninjs 2.1 asks of an item.
func TestNinjs(t *testing.T) {
	out, _ := written(t, "ninjs", "", Options{})
	var item map[string]any
	if err := json.Unmarshal([]byte(out), &item); err != nil {
		t.Fatal(err)
	}
	allowed := strings.Fields("uri standard type pubstatus versioncreated firstcreated language headlines bodies located people organisations places infosources altids")
	for k := range item {
		if !strings.Contains(" "+strings.Join(allowed, " ")+" ", " "+k+" ") {
			t.Errorf("ninjs has no %q", k)
		}
	}
	if item["uri"] == "" || item["type"] != "text" || item["pubstatus"] != "usable" || item["language"] != "en" {
		t.Errorf("%v", item)
	}
	if _, err := time.Parse(time.RFC3339, item["versioncreated"].(string)); err != nil {
		t.Error(err)
	}
	for _, p := range item["places"].([]any) {
		if p := p.(map[string]any); p["name"] == "Far Province" && p["geojson"] != nil {
			t.Errorf("a province is a dot: %v", p)
		}
	}
}

func TestGDELT(t *testing.T) {
	out, file := written(t, "gdelt", "", Options{})
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != 6 || file.Rows != 6 || file.Left["status denied"] != 1 {
		t.Fatalf("%d lines, %+v", len(lines), file)
	}
	seen := map[string]bool{}
	for _, l := range lines {
		cells := strings.Split(l, "\t")
		if len(cells) != 61 || cells[1] != "20140903" || cells[26] != "036" || cells[29] != "1" || cells[30] != "" || cells[34] != "" {
			t.Errorf("%d cells: %q", len(cells), cells)
		}
		if seen[cells[0]] || cells[6] == cells[16] {
			t.Errorf("twice, or with itself: %q", cells)
		}
		seen[cells[0]] = true
	}
}

// Every footnote is used once and stands below; no sign of the text is read as
// Markdown or HTML.
func TestBrief(t *testing.T) {
	out, _ := written(t, "brief", "", Options{Query: "x `y`", AsOf: &at})
	marks := regexp.MustCompile(`\[\^(\d+)\](:?)`).FindAllStringSubmatch(out, -1)
	count := map[string]int{}
	for _, m := range marks {
		count[m[1]+m[2]]++
	}
	if len(count) != 10 {
		t.Errorf("%v", count)
	}
	for k, n := range count {
		if n != 1 {
			t.Errorf("footnote %s %d times", k, n)
		}
	}
	if regexp.MustCompile(`[^\\]<`).MatchString(out) || regexp.MustCompile(`[^\\]\]\(java`).MatchString(out) {
		t.Error(out)
	}
	for _, want := range []string{"**Ministry of Peace** asserts: “Envoys met in Minsk”[^1]", "**somebody not named** asserts", "CONSULT: envoys, Ministry of Peace, Anna Bell, \"met\" (actual), 2014-09-03, Minsk, according to Ministry of Peace", "killed people: \"At least 43\", according to Northern Wire"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

type memory map[string]*bytes.Buffer

type closing struct{ *bytes.Buffer }

func (closing) Close() error { return nil }

func (m memory) create(name string) (io.WriteCloser, error) {
	m[name] = &bytes.Buffer{}
	return closing{m[name]}, nil
}

func TestFolder(t *testing.T) {
	for _, f := range Formats() {
		files := memory{}
		s := set()
		m, err := Folder(files.create, f, s, Options{Made: at, Query: "q", Seq: 7})
		if err != nil {
			t.Fatal(f.Name, err)
		}
		if len(files) != len(f.Layers)+1 || m.Seq != 7 {
			t.Errorf("%s: %d files", f.Name, len(files))
		}
		var back Manifest
		if err := json.Unmarshal(files["manifest.json"].Bytes(), &back); err != nil || back.Format != ManifestFormat || len(back.Files) != len(f.Layers) {
			t.Errorf("%s: %+v %v", f.Name, back, err)
		}
		for _, file := range m.Files {
			if files[file.Name] == nil || int64(files[file.Name].Len()) != file.Bytes {
				t.Errorf("%s: %s", f.Name, file.Name)
			}
		}
	}
}

// An error of the record ends the export; a full disk does too.
func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	for _, f := range Formats() {
		for _, layer := range f.Layers {
			s := Set{
				Dispatches: fails[query.Dispatch](broken), Events: fails[query.Event](broken), Statements: fails[query.Statement](broken),
				Figures: fails[query.Figure](broken), Readings: fails[*dateline.Reading](broken),
			}
			if _, err := Write(io.Discard, f, layer, s, Options{}); !errors.Is(err, broken) {
				t.Errorf("%s %s: %v", f.Name, layer, err)
			}
			if _, err := Write(full{}, f, layer, set(), Options{}); err == nil {
				t.Errorf("%s %s: a full disk goes unnoticed", f.Name, layer)
			}
		}
	}
	if _, err := FormatNamed("jsnl"); err == nil || !strings.Contains(err.Error(), "did you mean jsonl") {
		t.Error(err)
	}
	f, _ := FormatNamed("gdelt")
	if _, err := Write(io.Discard, f, Figures, Set{}, Options{}); err == nil {
		t.Error("figures in GDELT's table")
	}
}

func fails[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

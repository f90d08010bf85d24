package page

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func read(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// sound holds a page's map against its source: every run lies in text and
// source, in order, and says the same in both.
func sound(t testing.TB, p *Page, src string) {
	t.Helper()
	at := 0
	for _, r := range p.Runs {
		if r.Text < at || r.Size <= 0 || r.Text+r.Size > len(p.Text) || r.Raw < 0 || r.Raw+r.RawSize > len(src) {
			t.Fatalf("run %+v after %d outside text of %d, source of %d", r, at, len(p.Text), len(src))
		}
		at = r.Text + r.Size
		got, raw := p.Text[r.Text:at], src[r.Raw:r.Raw+r.RawSize]
		if r.Size == r.RawSize && got == raw {
			continue
		}
		if want := html.UnescapeString(raw); want != got && strings.ReplaceAll(want, "\r\n", "\n") != got {
			t.Fatalf("run %+v: %q from %q", r, got, raw)
		}
	}
}

// covered is the share of the letters of the text that a run leads back.
func covered(p *Page) float64 {
	letters, in := 0, 0
	for i := 0; i < len(p.Text); i++ {
		if !space(p.Text[i]) {
			letters++
		}
	}
	for _, r := range p.Runs {
		for i := r.Text; i < r.Text+r.Size; i++ {
			if !space(p.Text[i]) {
				in++
			}
		}
	}
	return float64(in) / float64(max(letters, 1))
}

func TestRead(t *testing.T) {
	for _, name := range []string{"harbour", "ministry", "brief"} {
		src := read(t, name+".html")
		p := Read(src, "https://www.lakewire.example/world/4711?x=1")
		got := fmt.Sprintf("title: %s [%s]\nauthor: %s [%s]\nsite: %s [%s]\npublished: %s [%s]\nupdated: %s [%s]\ncanonical: %s\nlang: %s\n\n%s\n",
			p.Title.Value, p.Title.From, p.Author.Value, p.Author.From, p.Site.Value, p.Site.From, p.Published.Value, p.Published.From,
			p.Updated.Value, p.Updated.From, p.Canonical, p.Lang, p.Text)
		if want := read(t, name+".txt"); got != want {
			t.Errorf("%s:\n%s", name, got)
		}
		sound(t, p, src)
		if c := covered(p); c < 1 {
			t.Errorf("%s: %.3f of the text leads back to the source", name, c)
		}
	}
}

func TestFragment(t *testing.T) {
	src := "<p>Talks &amp; a&nbsp;walk&#8217;s end</p>\r\n<p>Two\r\nlines<br>three <b>bo</b>ld &copy &bogus; AT&T</p>"
	p := Fragment(src)
	if want := "Talks & a\u00a0walk’s end\n\nTwo lines\nthree bold © &bogus; AT&T"; p.Text != want {
		t.Errorf("%q", p.Text)
	}
	sound(t, p, src)
	if covered(p) < 1 {
		t.Errorf("covered %.3f: %+v", covered(p), p.Runs)
	}
}

func TestNested(t *testing.T) {
	src := strings.Repeat("<div>", 100_000) + "<p>The ferry left at noon.</p>" + strings.Repeat("</div>", 100_000)
	p := Read(src, "")
	if p.Text != "The ferry left at noon." || len(p.Notes) != 1 {
		t.Errorf("%q %q", p.Text, p.Notes)
	}
	sound(t, p, src)
}

// TestHostile holds pages made to be slow to a bound that is far above what
// they need.
func TestHostile(t *testing.T) {
	for name, src := range map[string]string{
		"tables":     strings.Repeat("<table><tr><td>", 20_000) + "x",
		"formatting": strings.Repeat("<b><i><font>", 20_000) + "x" + strings.Repeat("</p>", 20_000),
		"references": strings.Repeat("&", 500_000) + strings.Repeat("&amp", 200_000),
		"paragraphs": strings.Repeat("<p>one, two, three four five six seven eight nine ten eleven twelve", 25_000),
		"divs":       strings.Repeat("<div>one, two three<br><br>four</div>", 9_000),
		"links":      strings.Repeat("<li><a href=x>one, two three</a>", 12_000),
		"ld":         "<script type=application/ld+json>" + strings.Repeat("[", 1_000_000),
	} {
		p := Read(src, "")
		t.Logf("%s: %d bytes of text, %q", name, len(p.Text), p.Notes)
		sound(t, p, src)
	}
}

func FuzzRead(f *testing.F) {
	for _, n := range []string{"harbour", "ministry", "brief"} {
		f.Add(read(f, n+".html"))
	}
	f.Add("<p>a&amp;b\r\n<table>x<tr>y<td>z</table><script>1</script>")
	f.Add("\ue0001\ue001<p>\x00&#0;&notin;&not;it")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<14 {
			return
		}
		src := strings.ToValidUTF8(s, "\ufffd")
		p := Read(src, "https://a.example/b")
		sound(t, p, plain(src))
		sound(t, Fragment(src), plain(src))
	})
}

func BenchmarkRead(b *testing.B) {
	src := read(b, "harbour.html")
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Read(src, "https://a.example/b")
	}
}

func TestWithoutSite(t *testing.T) {
	for _, c := range [][3]string{
		{"Envoy summoned | The Ledger", "The Ledger", "Envoy summoned"}, {"Envoy summoned – the ledger", "The Ledger", "Envoy summoned"},
		{"Who reads The Ledger", "The Ledger", "Who reads The Ledger"}, {"The Ledger", "The Ledger", "The Ledger"}, {" - x", "x", " - x"}, {"Envoy", "", "Envoy"},
	} {
		if got := withoutSite(c[0], c[1]); got != c[2] {
			t.Errorf("%q of %q: %q", c[0], c[1], got)
		}
	}
}

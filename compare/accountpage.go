package compare

import (
	"strings"
	"time"
	"unicode"

	"dateline"
)

// token is a word of a text. Positions count code points.
type token struct {
	start, end int
	low, stem  string
	quoted     bool // stands between quotation marks
}

// page is a reading made ready to be compared.
type page struct {
	r         *dateline.Reading
	text      []rune
	tokens    []token
	sentences []dateline.Span
	names     map[string]*dateline.Name
	dates     map[string]*dateline.Date
	places    map[string]*dateline.Place
	at        time.Time           // when it was published, or the noon of its reference day; zero when neither is known
	outlet    string              // as shown; never empty
	others    map[string][]string // the outlets that are compared, by their first words
	copyOf    *page               // the page whose text this one repeats
	nearby    []nearby            // by sentence
	bag       []string            // stems of the whole text
	byID      map[string]*dateline.Statement
	next      *page        // the version that took its place
	before    *page        // the version whose place it took
	deeds     map[int]bool // where the triggers of deeds of force begin
	about     []*claim     // in the order of the text
	monitor   string       // the one organization named that monitors, "" for none or several
	home      string       // the country that most deeds of force lie in, "" where none is known
}

func newPage(r *dateline.Reading) *page {
	p := &page{r: r, text: []rune(r.Dispatch.Text), outlet: r.Dispatch.Source, names: map[string]*dateline.Name{},
		dates: map[string]*dateline.Date{}, places: map[string]*dateline.Place{}}
	for i := range r.Names {
		p.names[r.Names[i].ID] = &r.Names[i]
	}
	p.home, p.monitor = homeOf(r), monitorOf(r)
	p.deeds = map[int]bool{}
	for i := range r.Events {
		if r.Events[i].Type == dateline.Assault {
			p.deeds[r.Events[i].Trigger.Start] = true
		}
	}
	for i := range r.Dates {
		p.dates[r.Dates[i].ID] = &r.Dates[i]
	}
	for i := range r.Places {
		p.places[r.Places[i].ID] = &r.Places[i]
	}
	if p.outlet == "" {
		p.outlet = "(source not known)"
	}
	p.at = moment(&r.Dispatch)
	p.tokens = tokens(p.text)
	p.sentences = p.split()
	p.byID = make(map[string]*dateline.Statement, len(r.Statements))
	for i := range r.Statements {
		p.byID[r.Statements[i].ID] = &r.Statements[i]
	}
	p.index()
	return p
}

// moment is when a version of a dispatch came out: its change, else its
// publication, else the noon (UTC) of its reference day.
func moment(d *dateline.Dispatch) time.Time {
	switch {
	case d.Updated != nil && (d.Published == nil || d.Updated.After(*d.Published)):
		return *d.Updated
	case d.Published != nil:
		return *d.Published
	}
	if t, err := time.Parse(time.DateOnly, d.Reference.Date); err == nil {
		return t.Add(12 * time.Hour)
	}
	return time.Time{}
}

// when gives the moment of the page; nil when it is not known.
func (p *page) when() *time.Time {
	if p.at.IsZero() {
		return nil
	}
	t := p.at
	return &t
}

// day is the reference day of the page, "" when not known.
func (p *page) day() string {
	if d := p.r.Dispatch.Reference.Date; d != "" {
		return d
	}
	if p.at.IsZero() {
		return ""
	}
	return p.at.Format(time.DateOnly)
}

// of gives the words of a span, cut to the text.
func (p *page) of(s dateline.Span) string {
	from, to := max(0, s.Start), min(len(p.text), s.End)
	if from >= to {
		return ""
	}
	return string(p.text[from:to])
}

// span is a stretch of the text with its words.
func (p *page) span(from, to int) dateline.Span {
	s := dateline.Span{Start: from, End: to}
	s.Text = p.of(s)
	return s
}

func (p *page) cite(item string, s dateline.Span) dateline.Citation {
	s.Text = p.of(s)
	return dateline.Citation{Dispatch: p.r.Dispatch.ID, Item: item, Span: s}
}

// tokens splits a text into words; signs are no words.
func tokens(text []rune) []token {
	out := make([]token, 0, len(text)/5)
	quoted := false
	for i := 0; i < len(text); {
		r := text[i]
		switch {
		case r == '"':
			quoted = !quoted
		case r == '“':
			quoted = true
		case r == '”', r == '\n' && i+1 < len(text) && text[i+1] == '\n':
			quoted = false
		}
		if !letter(r) {
			i++
			continue
		}
		j := i + 1
		for j < len(text) && (letter(text[j]) || inWord(text, j)) {
			j++
		}
		low := strings.ToLower(string(text[i:j]))
		out = append(out, token{start: i, end: j, low: low, stem: stem(low), quoted: quoted})
		i = j
	}
	return out
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// inWord tells whether a sign at text[i] holds two halves of a word together.
func inWord(text []rune, i int) bool {
	switch text[i] {
	case '\'', '’', '-', ',', '.', ':':
		if i+1 >= len(text) || !letter(text[i+1]) {
			return false
		}
		return text[i] == '\'' || text[i] == '’' || text[i] == '-' || unicode.IsDigit(text[i-1]) && unicode.IsDigit(text[i+1])
	}
	return false
}

// within gives the range of the tokens that lie in a span.
func (p *page) within(s dateline.Span) []token {
	lo := lowerBound(p.tokens, s.Start)
	hi := lowerBound(p.tokens, s.End)
	return p.tokens[lo:hi]
}

// lowerBound is the first token that begins at or after a position.
func lowerBound(toks []token, at int) int {
	lo, hi := 0, len(toks)
	for lo < hi {
		if m := (lo + hi) / 2; toks[m].start < at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// split finds the sentences of what the dispatch reports: zones of body and
// background, or everything where no zone is marked, or only the headline.
func (p *page) split() []dateline.Span {
	var out []dateline.Span
	for _, z := range p.r.Dispatch.Zones {
		if z.Zone == dateline.ZoneBody || z.Zone == dateline.ZoneBackground {
			out = p.splitIn(out, z.Span)
		}
	}
	if len(out) == 0 {
		out = p.splitIn(out, dateline.Span{Start: 0, End: len(p.text)})
	}
	return out
}

func (p *page) splitIn(out []dateline.Span, z dateline.Span) []dateline.Span {
	from, end := max(0, z.Start), min(len(p.text), z.End)
	for i := from; i < end; i++ {
		if !p.ends(i, end) {
			continue
		}
		to := i + 1
		for to < end && strings.ContainsRune("\"”’')", p.text[to]) {
			to++
		}
		out = p.sentence(out, from, to)
		from, i = to, to-1
	}
	return p.sentence(out, from, end)
}

func (p *page) sentence(out []dateline.Span, from, to int) []dateline.Span {
	for from < to && unicode.IsSpace(p.text[from]) {
		from++
	}
	for to > from && unicode.IsSpace(p.text[to-1]) {
		to--
	}
	if to-from < 2 {
		return out
	}
	return append(out, dateline.Span{Start: from, End: to})
}

// ends tells whether a sentence ends with the sign at text[i].
func (p *page) ends(i, end int) bool {
	switch p.text[i] {
	case '\n':
		return i+1 < end && p.text[i+1] == '\n'
	case '!', '?':
		return true
	case '.':
		j := i + 1
		for j < end && strings.ContainsRune("\"”’')", p.text[j]) {
			j++
		}
		if j < end && !unicode.IsSpace(p.text[j]) {
			return false
		}
		return !p.abbreviated(i) && !p.halfOfDay(i, j)
	}
	return false
}

// halfOfDay tells whether the full stop at text[i] ends "a.m." or "p.m." and
// the sentence goes on at text[j].
func (p *page) halfOfDay(i, j int) bool {
	if i < 3 || p.text[i-2] != '.' || unicode.ToLower(p.text[i-1]) != 'm' {
		return false
	}
	next := strings.ToLower(p.of(dateline.Span{Start: j + 1, End: j + 12}))
	w, _, _ := strings.Cut(next, " ")
	return !stopWords[w]
}

// abbreviated tells whether the full stop at text[i] belongs to a short form.
func (p *page) abbreviated(i int) bool {
	j := i
	for j > 0 && unicode.IsLetter(p.text[j-1]) {
		j--
	}
	w := string(p.text[j:i])
	if len(w) == 1 {
		return unicode.IsUpper(p.text[j])
	}
	switch w {
	case "Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Capt", "Sgt", "Maj", "Rev", "St", "Sen", "Rep", "Gov", "Prof", "No", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "vs", "approx":
		return true
	}
	return false
}

package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"

	"dateline"
	"dateline/internal/gazetteer"
)

// Sorts of name that the name corpora share.
const (
	SortPerson = "PER"
	SortBody   = "ORG"
	SortPlace  = "LOC"
	SortOther  = "MISC"
)

// GoldNames is one text with its named entities. Spans count bytes.
type GoldNames struct {
	ID, Text string
	Names    []GoldName      // in the order of the text
	Open     []dateline.Span // descriptions in which the corpus marks no names of their own
}

// GoldName is one named entity of a sort.
type GoldName struct {
	Span dateline.Span
	Sort string // PER, ORG, LOC or MISC
}

// NameScore counts typed names with exactly the gold's span.
type NameScore struct{ Gold, Found, Right int }

// Add counts the names of one text: right is the same span and sort. MISC
// counts on neither side, nor does what is found in an open stretch.
func (s *NameScore) Add(text *GoldNames, found []GoldName) {
	gold := text.Names
	want := map[GoldName]bool{}
	for _, g := range gold {
		if g.Sort != SortOther {
			want[bare(g)] = true
		}
	}
	got := map[GoldName]bool{}
	for _, f := range found {
		if f := bare(f); f.Sort != SortOther && (want[f] || !text.open(f.Span)) {
			got[f] = true
		}
	}
	s.Gold, s.Found = s.Gold+len(want), s.Found+len(got)
	for f := range got {
		if want[f] {
			s.Right++
		}
	}
}

func (g *GoldNames) open(s dateline.Span) bool {
	for _, o := range g.Open {
		if o.Contains(s) {
			return true
		}
	}
	return false
}

func bare(g GoldName) GoldName {
	g.Span.Text = ""
	return g
}

// Precision of typed exact spans, in percent.
func (s *NameScore) Precision() float64 { return percent(s.Right, s.Found) }

// Recall of typed exact spans, in percent.
func (s *NameScore) Recall() float64 { return percent(s.Right, s.Gold) }

// F1 is the harmonic mean of [NameScore.Precision] and [NameScore.Recall].
func (s *NameScore) F1() float64 { return percent(2*s.Right, s.Found+s.Gold) }

// SortOf gives the corpora's sort of a kind of name; MISC for offices and
// groups of people.
func SortOf(k dateline.NameKind) string {
	switch k {
	case dateline.Person:
		return SortPerson
	case dateline.Government, dateline.Organization, dateline.ArmedGroup:
		return SortBody
	case dateline.State, dateline.PlaceName:
		return SortPlace
	}
	return SortOther
}

// NamesOf gives the mentions by name of a reading whose spans count bytes.
func NamesOf(r *dateline.Reading) []GoldName {
	var out []GoldName
	for _, n := range r.Names {
		for _, m := range n.Mentions {
			if m.Form == dateline.FormName || m.Form == dateline.FormMetonym {
				out = append(out, GoldName{Span: m.Span, Sort: SortOf(n.Kind)})
			}
		}
	}
	return out
}

// bioSorts maps the labels of CrossNER (Liu et al. 2021), WNUT 2017 (Derczynski
// et al. 2017) and Universal NER (Mayhew et al. 2024) to sorts.
var bioSorts = map[string]string{
	"politician": SortPerson, "person": SortPerson, "PER": SortPerson,
	"politicalparty": SortBody, "organisation": SortBody, "corporation": SortBody, "group": SortBody, "ORG": SortBody,
	"country": SortPlace, "location": SortPlace, "LOC": SortPlace,
}

// ReadBIO reads a corpus with a token a line and a BIO label in one of its
// tab-separated columns, counted from 0; the form is in column form. Sentences
// stand apart by empty lines, and each is a text of its own.
func ReadBIO(in io.Reader, form, label int) ([]GoldNames, error) {
	var out []GoldNames
	var g goldBuilder
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \r\t")
		if strings.HasPrefix(line, "# ") {
			continue
		}
		if line == "" {
			out = g.flush(out)
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) <= max(form, label) {
			return nil, fmt.Errorf("line %d has %d columns", n, len(cells))
		}
		g.add(cells[form], cells[label])
	}
	return g.flush(out), lines.Err()
}

type goldBuilder struct {
	text strings.Builder
	doc  GoldNames
	open string
}

func (g *goldBuilder) add(word, label string) {
	at := g.text.Len()
	if at > 0 && !strings.HasPrefix(word, "'") && !closes(word) {
		g.text.WriteByte(' ')
		at++
	}
	g.text.WriteString(word)
	end := g.text.Len()
	kind, in := strings.CutPrefix(label, "I-")
	if k, ok := strings.CutPrefix(label, "B-"); ok {
		kind = k
	}
	switch {
	case label == "O" || len(label) < 3:
		g.open = ""
		return
	case in && kind == g.open:
		g.doc.Names[len(g.doc.Names)-1].Span.End = end
		return
	}
	sort := bioSorts[kind]
	if sort == "" {
		sort = SortOther
	}
	g.doc.Names = append(g.doc.Names, GoldName{dateline.Span{Start: at, End: end}, sort})
	g.open = kind
}

func closes(word string) bool {
	return len(word) == 1 && strings.Contains(",.;:!?)]%", word)
}

func (g *goldBuilder) flush(out []GoldNames) []GoldNames {
	if g.text.Len() > 0 {
		g.doc.Text = g.text.String()
		g.doc.ID = fmt.Sprint(len(out) + 1)
		out = append(out, g.doc)
	}
	g.text.Reset()
	g.doc, g.open = GoldNames{}, ""
	return out
}

// gumSorts maps the entity types of GUM (Zeldes 2017) to sorts.
var gumSorts = map[string]string{"person": SortPerson, "organization": SortBody, "place": SortPlace}

// untitled cuts titles, roles and nationalities off the front of a person's
// name: "Iraqi President Fuad Masum" is "Fuad Masum".
func untitled(words []string) int {
	n := 0
	for n < len(words)-1 {
		if len(gazetteer.Demonyms(words[n])) > 0 || honorific(words[n]) {
			n++
			continue
		}
		_, k := gazetteer.MatchRole(words, n)
		if k == 0 || n+k >= len(words) {
			break
		}
		n += k
		if words[n] == "." && n < len(words)-1 {
			n++
		}
	}
	return n
}

func honorific(w string) bool {
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "gen", "col", "lt", "capt", "sen", "rep", "rev", "":
		return true
	}
	return false
}

// describes tells whether words that are left of a person's name are none: a
// role, a nationality, or what begins in small letters ("of Athens").
func describes(words []string) bool {
	if len(words) == 0 || words[0] == "" || strings.ToLower(words[0]) == words[0] {
		return true
	}
	_, n := gazetteer.MatchRole(words, 0)
	return n == len(words) || len(words) == 1 && len(gazetteer.Demonyms(words[0])) > 0
}

// NamesOfUD reads the named entities off a GUM document: entities whose head is
// a proper noun, without their articles and cut before what is added to the
// name by a comma, a bracket, a clause or a preposition other than "of" and "for".
// Of names that overlap the longer stands.
func NamesOfUD(d *UDDocument) GoldNames {
	doc := d.Doc()
	out := GoldNames{ID: d.ID, Text: doc.Text}
	base := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		for _, e := range entities(s) {
			first, last := core(s, e)
			if first >= last {
				continue
			}
			sort := gumSorts[e.kind]
			if sort == "" {
				sort = SortOther
			}
			out.Names = append(out.Names, GoldName{doc.SpanOf(base+first, base+last), sort})
		}
		base += len(s.Words)
	}
	out.Names = longest(out.Names)
	return out
}

// longest drops names within longer ones, and orders the rest.
func longest(names []GoldName) []GoldName {
	sort.SliceStable(names, func(i, j int) bool {
		a, b := names[i].Span, names[j].Span
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.End > b.End
	})
	kept := names[:0]
	for _, n := range names {
		if k := len(kept); k > 0 && kept[k-1].Span.End > n.Span.Start {
			continue
		}
		kept = append(kept, n)
	}
	return kept
}

type entity struct {
	first, last int
	kind        string
}

// headOf is the first word of an entity whose head lies outside it.
func headOf(s *UDSentence, e entity) int {
	for i := e.first; i < e.last; i++ {
		if h := s.Words[i].Head - 1; h < e.first || h >= e.last {
			return i
		}
	}
	return e.first
}

// entities reads the brackets of the MISC column's Entity.
func entities(s *UDSentence) []entity {
	var out []entity
	open := map[string][]entity{}
	for i := range s.Words {
		value := misc(s.Words[i].Misc, "Entity=")
		for len(value) > 0 {
			if value[0] == '(' {
				n := strings.IndexAny(value[1:], "()") + 1
				if n == 0 {
					n = len(value)
				}
				parts := strings.Split(value[1:n], "-")
				e := entity{first: i, kind: at(parts, 1)}
				if n < len(value) && value[n] == ')' {
					e.last = i + 1
					out = append(out, e)
					n++
				} else {
					open[parts[0]] = append(open[parts[0]], e)
				}
				value = value[n:]
				continue
			}
			n := strings.IndexByte(value, ')')
			if n < 0 {
				break
			}
			id := value[:n]
			value = value[n+1:]
			if stack := open[id]; len(stack) > 0 {
				e := stack[len(stack)-1]
				open[id] = stack[:len(stack)-1]
				e.last = i + 1
				out = append(out, e)
			}
		}
	}
	return out
}

func at(parts []string, i int) string {
	if i < len(parts) {
		return parts[i]
	}
	return ""
}

func misc(s, key string) string {
	for _, p := range strings.Split(s, "|") {
		if v, ok := strings.CutPrefix(p, key); ok {
			return v
		}
	}
	return ""
}

// core cuts an entity down to its name.
func core(s *UDSentence, e entity) (first, last int) {
	head := headOf(s, e)
	if s.Words[head].UPOS != "PROPN" {
		return 0, 0
	}
	first, last = e.first, e.last
	for i := head + 1; i < last; i++ {
		w := &s.Words[i]
		low := strings.ToLower(w.Form)
		if w.UPOS == "PUNCT" && w.Form != "-" && w.Form != "." || w.UPOS == "VERB" || w.UPOS == "PRON" || w.UPOS == "CCONJ" && low != "and" ||
			w.UPOS == "ADP" && low != "of" && low != "for" || low == "'s" || low == "’s" {
			last = i
			break
		}
	}
	for first < head && !proper(&s.Words[first]) {
		first++
	}
	for last > head+1 && !proper(&s.Words[last-1]) {
		last--
	}
	if e.kind == "person" && last > first {
		words := make([]string, 0, last-first)
		for _, w := range s.Words[first:last] {
			words = append(words, w.Form)
		}
		n := untitled(words)
		if describes(words[n:]) {
			return 0, 0
		}
		first += n
	}
	return first, last
}

func proper(w *UDWord) bool {
	c := w.Form[0]
	return (w.UPOS == "PROPN" || w.UPOS == "ADJ" || w.UPOS == "NOUN" || w.UPOS == "NUM" || w.UPOS == "VERB") && ('A' <= c && c <= 'Z' || c >= 0x80 || '0' <= c && c <= '9')
}

// ReadRe3d reads the documents and entities of one folder of re3d (Dstl 2017):
// persons, organisations, locations whose last word has a capital, as the
// crowd confirmed them, without articles and words in small letters before the
// name ("northern", "city of"); of overlapping ones the longer, but
// a name that a title or a nationality opens is cut down to the name within,
// where the corpus has it. A state is a place. What describes without a name's
// last word ("ISIL fighters") is open.
func ReadRe3d(documents, entities io.Reader) ([]GoldNames, error) {
	var out []GoldNames
	index := map[string]int{}
	err := eachLine(documents, func(line []byte) error {
		var d struct {
			ID   string `json:"_id"`
			Text string `json:"text"`
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		index[d.ID] = len(out)
		out = append(out, GoldNames{ID: d.ID, Text: d.Text})
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(entities, func(line []byte) error {
		var e struct {
			Document   string `json:"documentId"`
			Begin, End int
			Type       string
			Confidence float64
		}
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		i, ok := index[e.Document]
		sort := re3dSorts[e.Type]
		if !ok || sort == "" || e.Confidence < 0.5 {
			return nil
		}
		span, ok := named(out[i].Text, e.Begin, e.End)
		if ok && sort == SortPerson {
			words := strings.Fields(span.Of(out[i].Text))
			n := untitled(words)
			for _, w := range words[:n] {
				span.Start += len(w) + 1
			}
			if describes(words[n:]) {
				return nil
			}
		}
		if !ok {
			out[i].Open = append(out[i].Open, span)
			return nil
		}
		if sort == SortBody && len(gazetteer.LandsByName(span.Of(out[i].Text))) > 0 {
			sort = SortPlace
		}
		out[i].Names = append(out[i].Names, GoldName{span, sort})
		return nil
	})
	for i := range out {
		out[i].Names = longest(out[i].Names)
	}
	return out, err
}

var re3dSorts = map[string]string{"Person": SortPerson, "Organisation": SortBody, "Location": SortPlace,
	"DocumentReference": SortOther, "MilitaryPlatform": SortOther, "Weapon": SortOther, "Vehicle": SortOther}

// named gives the bytes of code points [begin, end) without a leading article,
// when the last word bears a capital.
func named(text string, begin, end int) (dateline.Span, bool) {
	var s dateline.Span
	n := 0
	for b := range text {
		if n == begin {
			s.Start = b
		}
		if n == end {
			s.End = b
		}
		n++
	}
	if s.End == 0 {
		s.End = len(text)
	}
	words := s.Of(text)
	for _, a := range []string{"the ", "The ", "a ", "an ", "A ", "An "} {
		if strings.HasPrefix(words, a) {
			s.Start += len(a)
			words = words[len(a):]
			break
		}
	}
	for {
		w, rest, ok := strings.Cut(words, " ")
		if !ok || strings.ToLower(w) != w || strings.HasPrefix(w, "al-") {
			break
		}
		s.Start += len(w) + 1
		words = rest
	}
	last := words[strings.LastIndexAny(words, " \n")+1:]
	switch words {
	case "I", "We", "My", "Our", "They", "He", "She", "It", "These", "Those", "This", "Their", "His":
		return s, false
	}
	return s, last != "" && (last[0] >= 'A' && last[0] <= 'Z' || strings.ToLower(last) != last)
}

func eachLine(in io.Reader, f func([]byte) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		if err := f(lines.Bytes()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return lines.Err()
}

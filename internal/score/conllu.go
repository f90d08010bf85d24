package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dateline"
	"dateline/internal/text"
)

// UDDocument is one document of a treebank in CoNLL-U
// (https://universaldependencies.org/format.html).
type UDDocument struct {
	ID        string // of "# newdoc id", "" where the file names none
	Sentences []UDSentence
}

// UDSentence is one sentence of a treebank.
type UDSentence struct {
	ID       string   // of "# sent_id"
	Text     string   // of "# text", "" where the file gives none
	NewPar   bool     // starts a paragraph ("# newpar", "# newdoc")
	Comments []string // every comment line as it stands, with its "#"
	Words    []UDWord
	Ranges   []UDRange // multiword tokens, in order
}

// UDWord is a syntactic word: the ten columns of CoNLL-U but for the first,
// which is the word's place in its sentence. An empty column holds "_" in the
// file and "_" here. Empty nodes ("8.1") are skipped on reading.
type UDWord struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // 1-based; 0 for the root
	Rel, Deps, Misc                string
}

// UDRange is a multiword token that covers Words[First:Last].
type UDRange struct {
	First, Last int
	Form, Misc  string
}

// ReadCoNLLU reads a treebank. An error names the line.
func ReadCoNLLU(r io.Reader) ([]UDDocument, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	var p conlluReader
	for n := 1; ; n++ {
		line, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return nil, err
		}
		bad := p.line(strings.TrimRight(line, "\r\n"))
		if err == io.EOF && bad == nil {
			bad = p.close()
		}
		if bad != nil {
			return nil, fmt.Errorf("line %d: %w", n, bad)
		}
		if err == io.EOF {
			return p.docs, nil
		}
	}
}

type conlluReader struct {
	docs   []UDDocument
	s      UDSentence
	newDoc bool
	docID  string
}

func (p *conlluReader) line(l string) error {
	switch {
	case l == "":
		return p.close()
	case l[0] == '#':
		p.comment(l)
	default:
		return p.word(l)
	}
	return nil
}

func (p *conlluReader) comment(l string) {
	p.s.Comments = append(p.s.Comments, l)
	key, value, _ := strings.Cut(strings.TrimSpace(l[1:]), "=")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(key) {
	case "newdoc", "newdoc id":
		p.newDoc, p.docID, p.s.NewPar = true, value, true
	case "newpar", "newpar id":
		p.s.NewPar = true
	case "sent_id":
		p.s.ID = value
	case "text":
		p.s.Text = value
	}
}

func (p *conlluReader) word(l string) error {
	c := strings.Split(l, "\t")
	if len(c) != 10 {
		return fmt.Errorf("%d columns, want 10", len(c))
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	if from, to, ok := strings.Cut(c[0], "-"); ok {
		a, err := strconv.Atoi(from)
		b, err2 := strconv.Atoi(to)
		if err != nil || err2 != nil || a != len(p.s.Words)+1 || b < a {
			return fmt.Errorf("bad range %q", c[0])
		}
		p.s.Ranges = append(p.s.Ranges, UDRange{First: a - 1, Last: b, Form: c[1], Misc: c[9]})
		return nil
	}
	if id, err := strconv.Atoi(c[0]); err != nil || id != len(p.s.Words)+1 {
		return fmt.Errorf("word number %q, want %d", c[0], len(p.s.Words)+1)
	}
	head := 0
	if c[6] != "_" {
		var err error
		if head, err = strconv.Atoi(c[6]); err != nil || head < 0 {
			return fmt.Errorf("bad head %q", c[6])
		}
	}
	p.s.Words = append(p.s.Words, UDWord{Form: c[1], Lemma: c[2], UPOS: c[3], XPOS: c[4], Feats: c[5],
		Head: head, Rel: c[7], Deps: c[8], Misc: c[9]})
	return nil
}

// close files the sentence that has been read, if any. Comments that stand
// alone go with the next sentence.
func (p *conlluReader) close() error {
	n := len(p.s.Words)
	if n == 0 {
		return nil
	}
	for i := range p.s.Words {
		if h := p.s.Words[i].Head; h > n {
			return fmt.Errorf("head %d of word %d in a sentence of %d words", h, i+1, n)
		}
	}
	if k := len(p.s.Ranges); k > 0 && p.s.Ranges[k-1].Last > n {
		return fmt.Errorf("multiword token %q goes beyond its sentence", p.s.Ranges[k-1].Form)
	}
	if p.newDoc || len(p.docs) == 0 {
		p.docs = append(p.docs, UDDocument{ID: p.docID})
	}
	d := &p.docs[len(p.docs)-1]
	d.Sentences = append(d.Sentences, p.s)
	p.s, p.newDoc, p.docID = UDSentence{}, false, ""
	return nil
}

// WriteCoNLLU writes a treebank. Comments are written as they stand; a
// sentence without any gets "# sent_id" and "# text" where it has them.
func WriteCoNLLU(w io.Writer, docs []UDDocument) error {
	out := bufio.NewWriter(w)
	for i := range docs {
		for j := range docs[i].Sentences {
			s := &docs[i].Sentences[j]
			writeComments(out, s, docs[i].ID, j == 0)
			writeWords(out, s)
		}
	}
	return out.Flush()
}

func writeComments(out *bufio.Writer, s *UDSentence, doc string, first bool) {
	if len(s.Comments) > 0 {
		for _, c := range s.Comments {
			fmt.Fprintln(out, c)
		}
		return
	}
	switch {
	case first && doc != "":
		fmt.Fprintln(out, "# newdoc id =", doc)
	case first:
		fmt.Fprintln(out, "# newdoc")
	}
	if s.NewPar {
		fmt.Fprintln(out, "# newpar")
	}
	if s.ID != "" {
		fmt.Fprintln(out, "# sent_id =", s.ID)
	}
	if s.Text != "" {
		fmt.Fprintln(out, "# text =", s.Text)
	}
}

func writeWords(out *bufio.Writer, s *UDSentence) {
	r := s.Ranges
	for i := range s.Words {
		for len(r) > 0 && r[0].First <= i {
			fmt.Fprintf(out, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", r[0].First+1, r[0].Last, blank(r[0].Form), blank(r[0].Misc))
			r = r[1:]
		}
		w := &s.Words[i]
		head := strconv.Itoa(w.Head)
		if w.Head == 0 && blank(w.Rel) == "_" {
			head = "_" // no tree
		}
		fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", i+1, blank(w.Form), blank(w.Lemma), blank(w.UPOS),
			blank(w.XPOS), blank(w.Feats), head, blank(w.Rel), blank(w.Deps), blank(w.Misc))
	}
	fmt.Fprintln(out)
}

func blank(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

// Attr is the value of one "Key=Value" pair of a MISC or FEATS column, ""
// where the column has none.
func Attr(column, key string) string {
	for pair := range strings.SplitSeq(column, "|") {
		if k, v, ok := strings.Cut(pair, "="); ok && k == key {
			return v
		}
	}
	return ""
}

// SpaceAfter reports whether white space follows word i of the sentence:
// never inside a multiword token, and else as MISC says.
func (s *UDSentence) SpaceAfter(i int) bool {
	misc := s.Words[i].Misc
	for _, r := range s.Ranges {
		if r.First <= i && i < r.Last-1 {
			return false
		}
		if i == r.Last-1 {
			misc = r.Misc
		}
	}
	return Attr(misc, "SpaceAfter") != "No"
}

// Doc lays the gold layers of a document over its raw text: tokens,
// sentences and paragraphs, tags and tree. The text is built from the words'
// forms and SpaceAfter; a paragraph begins after a blank line. Where the words
// of a multiword token do not spell it, the words' forms stand in the text.
// UPOS, XPOS and relations that package text does not know are left out
// (zero).
func (d *UDDocument) Doc() *text.Doc {
	var b docBuilder
	for i := range d.Sentences {
		b.sentence(&d.Sentences[i], i == 0)
	}
	doc := text.New(&dateline.Dispatch{Text: b.text.String()})
	b.endParagraph()
	doc.Paragraphs, doc.Sentences, doc.Tokens = b.paragraphs, b.sentences, b.tokens
	doc.Tags, doc.Tree = b.tags, text.NewTree(b.arcs)
	doc.MarkCaps()
	return doc
}

type docBuilder struct {
	text       strings.Builder
	paragraphs []dateline.Span
	sentences  []text.Sentence
	tokens     []text.Token
	tags       []text.Tag
	arcs       []text.Arc
	start      int  // of the paragraph
	space      bool // white space is due before the next word
}

func (b *docBuilder) sentence(s *UDSentence, first bool) {
	if s.NewPar && !first {
		b.endParagraph()
		b.text.WriteString("\n\n")
		b.start, b.space = b.text.Len(), false
	}
	base := len(b.tokens)
	for i := range s.Words {
		b.word(s, i, base)
	}
	b.sentences = append(b.sentences, text.Sentence{First: base, Last: len(b.tokens), Paragraph: len(b.paragraphs)})
}

func (b *docBuilder) word(s *UDSentence, i, base int) {
	w := &s.Words[i]
	if b.space {
		b.text.WriteByte(' ')
	}
	b.space = s.SpaceAfter(i)
	start := b.text.Len()
	b.text.WriteString(w.Form)
	b.tokens = append(b.tokens, text.Token{Start: int32(start), End: int32(b.text.Len()), Joined: s.joined(i)})
	head := int32(-1)
	if w.Head > 0 {
		head = int32(base + w.Head - 1)
	}
	b.arcs = append(b.arcs, text.Arc{Head: head, Rel: text.ParseRel(w.Rel)})
	tag := text.Tag{UPOS: text.ParseUPOS(w.UPOS), XPOS: text.ParseXPOS(w.XPOS), Feats: text.ParseFeats(w.Feats), Lemma: w.Lemma}
	if w.Lemma == "_" && w.Form != "_" {
		tag.Lemma = ""
	}
	b.tags = append(b.tags, tag)
}

func (b *docBuilder) endParagraph() {
	if n := len(b.tokens); n > 0 {
		b.paragraphs = append(b.paragraphs, dateline.Span{Start: b.start, End: int(b.tokens[n-1].End)})
	}
}

// joined reports whether word i is a later word of a multiword token.
func (s *UDSentence) joined(i int) bool {
	for _, r := range s.Ranges {
		if r.First < i && i < r.Last {
			return true
		}
	}
	return false
}

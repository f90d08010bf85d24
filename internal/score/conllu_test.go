package score

import (
	"bytes"
	"strings"
	"testing"

	"dateline/internal/text"
)

const twoSentences = `# newdoc id = ferry
# newpar
# sent_id = ferry-1
# text = They don't sail.
1	They	they	PRON	PRP	Case=Nom	4	nsubj	4:nsubj	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	4:aux	_
3	n't	not	PART	RB	_	4	advmod	4:advmod	_
4	sail	sail	VERB	VB	VerbForm=Inf	0	root	0:root	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	4:punct	_

# newpar
# sent_id = ferry-2
# text = The ferry's late
1	The	the	DET	DT	_	2	det	2:det	_
2-3	ferry's	_	_	_	_	_	_	_	_
2	ferry	ferry	NOUN	NN	_	4	nsubj	4:nsubj	Entity=(1
3	's	be	AUX	VBZ	_	4	cop	4:cop	_
4	late	late	ADJ	JJ	_	0	root	0:root	_

`

func TestCoNLLUGoesThereAndBack(t *testing.T) {
	docs, err := ReadCoNLLU(strings.NewReader(twoSentences))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteCoNLLU(&b, docs); err != nil {
		t.Fatal(err)
	}
	if b.String() != twoSentences {
		t.Fatalf("written:\n%s", b.String())
	}
}

func TestCoNLLUAsDoc(t *testing.T) {
	withEmpty := strings.Replace(twoSentences, "4\tlate", "3.1\tx\tx\t_\t_\t_\t_\t_\t_\t_\n4\tlate", 1)
	docs, err := ReadCoNLLU(strings.NewReader(strings.TrimRight(withEmpty, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0].Doc()
	if want := "They don't sail.\n\nThe ferry's late"; d.Text != want {
		t.Fatalf("text %q, want %q", d.Text, want)
	}
	if len(d.Paragraphs) != 2 || d.Paragraphs[1].Of(d.Text) != "The ferry's late" {
		t.Fatalf("paragraphs %v", d.Paragraphs)
	}
	if s := d.Sentences[1]; s.First != 5 || s.Last != 9 || s.Paragraph != 1 {
		t.Fatalf("second sentence %+v", s)
	}
	if d.Word(2) != "n't" || !d.Tokens[2].Joined || d.Tokens[1].Joined || d.Lemma(2) != "not" {
		t.Fatalf("token 2: %q %+v", d.Word(2), d.Tokens[2])
	}
	if a := d.Tree.Arcs[6]; a.Head != 8 || a.Rel != text.Nsubj {
		t.Fatalf("arc of ferry: %+v", a)
	}
	if a := d.Tree.Arcs[8]; a.Head != -1 || a.Rel != text.Root {
		t.Fatalf("arc of late: %+v", a)
	}
}

func TestCoNLLUErrorsNameTheLine(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"columns", "1\ta\n", "line 1"},
		{"number", "2\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "line 1"},
		{"head", "1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n\n", "line 2"},
		{"range", "1-3\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", "line 3"},
	} {
		_, err := ReadCoNLLU(strings.NewReader(c.in))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
}

package score

import (
	"testing"
	"testing/fstest"

	"dateline"
)

const ferryText = "“The ferry is late,” the clerk said. She hopes it will come."

func goldQuotes(t *testing.T) GoldQuotes {
	t.Helper()
	gold, err := ReadQuotes(fstest.MapFS{
		"text/ferry.txt": {Data: []byte(ferryText)},
		"attributions/ferry_ab12.ann": {Data: []byte("T1\tContent 0 20\t“The ferry is late,”\nT2\tSource 21 30\tthe clerk\nT3\tCue 31 35\tsaid\n" +
			"T4\tAttribution 31 35\tsaid\nE1\tAttribution:T4 Content:T1 Source:T2 Cue:T3\n\n" +
			"T5\tContent 52 59;46 51\twill come it\nE2\tAttribution-no-source:T5 Content:T5\n")},
	})
	if err != nil || len(gold) != 1 || len(gold[0].Quotes) != 2 {
		t.Fatalf("%+v, %v", gold, err)
	}
	return gold[0]
}

func TestReadQuotes(t *testing.T) {
	g := goldQuotes(t)
	if q := g.Quotes[1]; len(q.Content) != 2 || q.Content[0].Start != 46 || len(q.Source) != 0 {
		t.Errorf("the parts of a content are not in order: %+v", q)
	}
	for name, ann := range map[string]string{"number": "T1\tContent a 20\tx\n", "half": "T1\tContent 5\tx\n"} {
		_, err := ReadQuotes(fstest.MapFS{"text/x.txt": {Data: []byte("x")}, "attributions/x.ann": {Data: []byte(ann)}})
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := ReadQuotes(fstest.MapFS{}); err == nil {
		t.Error("an empty folder: no error")
	}
}

func TestQuoteScore(t *testing.T) {
	g := goldQuotes(t)
	speaker := dateline.Span{Start: 21, End: 30}
	found := []dateline.Statement{
		{Content: []dateline.Span{{Start: 0, End: 20}}, SpeakerSpan: &speaker, Cue: &dateline.Cue{Span: dateline.Span{Start: 31, End: 35}}},
		{Content: []dateline.Span{{Start: 37, End: 40}}},
	}
	var s QuoteScore
	pairs := s.Add(&g, found)
	if len(pairs) != 3 || s.Content != (Count{Right: 1, Found: 2, Gold: 2}) {
		t.Errorf("pairs %v, content %+v", pairs, s.Content)
	}
	if s.ExactSource != (Count{1, 1, 1}) || s.ExactCue != (Count{1, 1, 1}) || s.ExactContent != (Count{1, 2, 2}) {
		t.Errorf("exact %+v %+v %+v", s.ExactSource, s.ExactCue, s.ExactContent)
	}
	if s.Speaker.Right != 1 || s.WithSpeaker != 1 || s.Forms[dateline.Direct].Recall != (Count{Right: 1, Gold: 1}) || s.Unknown != 0 {
		t.Errorf("speaker %+v of %d, direct %+v", s.Speaker, s.WithSpeaker, s.Forms[dateline.Direct])
	}
	if f := s.Content.F1(); f != 50 {
		t.Errorf("F1 %v", f)
	}
}

package score

import (
	"math"
	"strings"
	"testing"

	"dateline"
)

const toponyms = `<articles>
<article docid="1"><text>Rain fell in Ostdorf and Westdorf.</text><toponyms>
<toponym><start>13</start><end>20</end><phrase>Ostdorf</phrase><gaztag><lat>50.0</lat><lon>10.0</lon></gaztag></toponym>
<toponym><start>25</start><end>33</end><phrase>Westdorf</phrase></toponym></toponyms></article>
<article><source>x</source><text> Rain fell in Ostdorf.</text><locations>
<location><name>Ostdorf</name><start>13</start><end>20</end><lat>50</lat><lon>10</lon></location></locations></article>
</articles>`

func TestReadAndScorePlaces(t *testing.T) {
	gold, err := ReadPlaces(strings.NewReader(toponyms))
	if err != nil || len(gold) != 2 || len(gold[0].Places) != 2 {
		t.Fatal(gold, err)
	}
	if s := gold[1].Places[0].Span; s.Start != 14 || s.End != 21 {
		t.Errorf("a span one character off is not mended: %+v", s)
	}
	near, far := 50.5, 60.0
	lon := 10.0
	var s PlaceScore
	s.Add(&gold[0], []dateline.Place{
		{Span: dateline.Span{Start: 13, End: 20}, Lat: &near, Lon: &lon},
		{Span: dateline.Span{Start: 0, End: 4}, Lat: &far, Lon: &lon},
	})
	s.Add(&gold[1], []dateline.Place{{Span: dateline.Span{Start: 14, End: 21}, Lat: &far, Lon: &lon}})
	if s.Gold != 3 || s.Found != 3 || s.Right != 2 || s.WithPoint != 2 || s.Near != 1 || s.Overlapping != 2 {
		t.Errorf("%+v", s)
	}
	if math.Abs(s.F1()-66.67) > 0.01 || s.NearShare() != 50 {
		t.Error(s.String())
	}
}

func TestReadPlacesRefuses(t *testing.T) {
	for _, bad := range []string{"", "<articles></articles>", "<articles><article>", "no XML"} {
		if _, err := ReadPlaces(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestKilometres(t *testing.T) {
	if d := Kilometres(52.52, 13.405, 48.8566, 2.3522); math.Abs(d-878) > 3 {
		t.Errorf("Berlin to Paris: %.0f km", d)
	}
}

package server_test

import (
	"dateline"
	"dateline/query"
)

// sampleHappening puts what the example dispatches say of agreements and of
// deaths into one happening, as simply as can be: the tests are of the page,
// not of the comparison.
func sampleHappening(f *fake) *dateline.Happening {
	h := &dateline.Happening{
		Format: dateline.HappeningFormat, ID: "h-1", Title: "Petro Poroshenko, Vladimir Putin: ceasefire talks", Type: dateline.Agree,
		Date: dateline.Period{From: "2014-09-03", To: "2014-09-07"}, Place: "Minsk", Country: "BLR",
		Participants: []dateline.Participant{{Name: "Petro Poroshenko", Kind: dateline.Person}, {Name: "Vladimir Putin", Kind: dateline.Person}},
		Outlets:      5, Roots: 4,
	}
	agreed := dateline.Proposition{ID: "q1", Field: "act", Verdict: dateline.Differing, Why: "one holder asserts it, another denies it", Claim: dateline.Claim{Type: dateline.Agree, Actors: []string{"Petro Poroshenko", "Vladimir Putin"}, Words: "a ceasefire"}}
	killed := dateline.FigureClaim{ID: "k1", Measure: "killed", Verdict: dateline.Compatible, Why: "the bounds overlap", Scope: dateline.FigureScope{Place: "Ukraine", Since: "2014-04", Cumulative: true}}
	for i, r := range f.readings {
		d := &r.Dispatch
		h.Dispatches = append(h.Dispatches, dateline.Telling{Dispatch: d.ID, Source: d.Source, Headline: d.Headline, Published: d.Published, Kind: d.Kind})
		for _, e := range f.rows[i].Events {
			if e.Type == dateline.Agree && len(e.Evidence) > 0 {
				agreed.Positions = append(agreed.Positions, position(d, e))
			}
		}
		for _, g := range f.rows[i].Figures {
			if g.Measure == "killed" && len(g.Evidence) > 0 && len(g.By) > 0 {
				killed.Positions = append(killed.Positions, figurePosition(d, g))
			}
		}
	}
	if n := len(h.Dispatches); n > 5 {
		h.Copies = []dateline.Copy{{Of: h.Dispatches[3].Dispatch, Dispatch: h.Dispatches[4].Dispatch, Similarity: .96}, {Of: h.Dispatches[3].Dispatch, Dispatch: h.Dispatches[5].Dispatch, Similarity: .82, Part: true}}
	}
	h.Propositions = []dateline.Proposition{agreed}
	h.Figures = []dateline.FigureClaim{killed}
	for _, p := range agreed.Positions[:min(3, len(agreed.Positions))] {
		h.Ladder = append(h.Ladder, dateline.Rung{Step: dateline.Announced, Holder: p.Holder, Via: p.Via, Stance: p.Stance, Wording: p.Wording, At: p.At, Citations: p.Citations})
		h.Naming = append(h.Naming, dateline.Naming{Entity: "ceasefire", Labels: []dateline.Label{{Label: p.Wording, Outlet: p.Via[0], Count: 2, Citations: p.Citations}}})
	}
	h.Changes = []dateline.Revision{{Cause: dateline.CauseUpdate, What: "dispatch", ID: h.Dispatches[0].Dispatch, Before: "permanent ceasefire", After: "ceasefire regime", Author: "Meridian Press"}}
	return h
}

func position(d *dateline.Dispatch, e query.Event) dateline.Position {
	stance := "asserts"
	if e.Status == dateline.Denied {
		stance = "denies"
	}
	_, item, _ := cutLast(e.ID)
	return dateline.Position{Holder: e.By[len(e.By)-1], Via: []string{d.Source}, Stance: stance, Wording: e.Evidence[0].Text, At: d.Published, Citations: []dateline.Citation{{Dispatch: d.ID, Item: item, Span: e.Evidence[0]}}}
}

func figurePosition(d *dateline.Dispatch, g query.Figure) dateline.FigurePosition {
	_, item, _ := cutLast(g.ID)
	return dateline.FigurePosition{Holder: g.By[len(g.By)-1], Via: []string{d.Source}, Low: g.Low, High: g.High, LowOpen: g.LowOpen, HighOpen: g.HighOpen, Approx: g.Approx, Wording: g.Wording, AsOf: g.AsOf, At: d.Published, Citations: []dateline.Citation{{Dispatch: d.ID, Item: item, Span: g.Evidence[0]}}}
}

func cutLast(id string) (string, string, bool) {
	for i := len(id) - 1; i >= 0; i-- {
		if id[i] == '/' {
			return id[:i], id[i+1:], true
		}
	}
	return id, "", false
}

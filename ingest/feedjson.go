package ingest

import (
	"encoding/json"
	"fmt"
	"strings"

	"dateline"
	"dateline/ingest/page"
)

// jsonEntry is an entry of a JSON Feed, versions 1 and 1.1.
type jsonEntry struct {
	ID        any    `json:"id"`
	URL       string `json:"url"`
	External  string `json:"external_url"`
	Title     string `json:"title"`
	HTML      string `json:"content_html"`
	Text      string `json:"content_text"`
	Summary   string `json:"summary"`
	Published string `json:"date_published"`
	Modified  string `json:"date_modified"`
	Language  string `json:"language"`
	Author    struct{ Name string }
	Authors   []struct{ Name string }
}

// jsonFeed takes a document for a JSON Feed.
func (w *walk) jsonFeed(p *part, text []byte) {
	var feed struct{ Title, Language string }
	if err := json.Unmarshal(text, &feed); err != nil {
		feed.Title = ""
	}
	w.elements(p, text, "items", w.lim.Entries, func(p *part, at Origin, b []byte) bool {
		var e jsonEntry
		if err := json.Unmarshal(b, &e); err != nil {
			return w.fault(at, "not an entry of a JSON Feed", "", err)
		}
		it := e.item()
		it.Raw, it.Origin = append([]byte(nil), b...), at
		if it.Dispatch.Source == "" && feed.Title != "" {
			it.Dispatch.Source, it.From.Source = feed.Title, "jsonfeed:title"
		}
		if it.Dispatch.Lang == "" {
			it.Dispatch.Lang = feed.Language
		}
		return w.entry(p, it)
	})
}

func (e *jsonEntry) item() *Item {
	d := &dateline.Dispatch{Headline: strings.Join(strings.Fields(e.Title), " "), Lang: e.Language}
	it := &Item{Dispatch: d, Media: "application/feed+json", Charset: "utf-8"}
	if e.ID != nil {
		it.SourceID = fmt.Sprint(e.ID)
		d.Ref = it.SourceID
	}
	for _, a := range []string{e.URL, e.External, it.SourceID} {
		if isAddress(a) && it.Address == "" {
			it.Address = a
		}
	}
	if d.Headline != "" {
		it.From.Title = "jsonfeed:title"
	}
	var names []string
	for _, a := range append(e.Authors, e.Author) {
		if a.Name != "" {
			names = append(names, a.Name)
		}
	}
	if it.Author = strings.Join(names, ", "); it.Author != "" {
		it.From.Author = "jsonfeed:authors"
	}
	it.publish(e.Published, "jsonfeed:date_published")
	it.update(e.Modified, "jsonfeed:date_modified")
	switch {
	case e.Text != "":
		d.Text = e.Text
	case e.HTML != "":
		d.Text = page.Fragment(e.HTML).Text
	default:
		d.Text = e.Summary
	}
	return it
}

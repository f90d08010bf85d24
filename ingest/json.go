package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"dateline"
	"dateline/ingest/page"
)

func (h *head) json() bool {
	return len(h.trim) > 0 && (h.trim[0] == '{' || h.trim[0] == '[') && (h.suffix(".json") || strings.HasSuffix(h.media, "json") || looksJSON(h.trim))
}

// looksJSON tells JSON from a text that opens with a bracket.
func looksJSON(b []byte) bool {
	rest := bytes.TrimLeft(b[1:], " \t\r\n")
	if len(rest) == 0 {
		return false
	}
	if b[0] == '[' {
		return rest[0] == '{'
	}
	return rest[0] == '"' && bytes.Contains(rest, []byte("\":")) || rest[0] == '"' && bytes.Contains(rest, []byte("\" :"))
}

// json takes a part for one JSON document: a JSON Feed, a ninjs item, a
// dispatch in the form of the JSON Lines, or a list of those.
func (w *walk) json(p *part) {
	b, _, ok := w.whole(p, w.lim.File)
	if !ok {
		return
	}
	d := decode(b, p.media)
	if page.TooDeep(d.text, w.lim.Depth) {
		w.fault(p.at, "not readable JSON", "", errDeep)
		return
	}
	text := []byte(d.text)
	if t := bytes.TrimLeft(text, " \t\r\n"); len(t) > 0 && t[0] == '[' {
		w.elements(p, text, "", w.lim.Members, w.object)
		return
	}
	var probe struct {
		Version string
		Items   json.RawMessage
	}
	if err := json.Unmarshal(text, &probe); err == nil && probe.Items != nil && strings.Contains(probe.Version, "jsonfeed") {
		w.jsonFeed(p, text)
		return
	}
	w.object(p, p.at, text)
}

// elements hands over the elements of the list in a document: of the document
// itself, or of the list in the member of that name. An element that is not
// JSON ends the list with a fault.
func (w *walk) elements(p *part, text []byte, member string, limit int, each func(p *part, at Origin, b []byte) bool) {
	at := p.at
	at.Record = 0
	dec := json.NewDecoder(bytes.NewReader(text))
	if !enter(dec, member) {
		w.fault(at, "not readable JSON", "", nil)
		return
	}
	for dec.More() {
		at.Record++
		if at.Record > limit {
			w.fault(at, fmt.Sprintf("more than %d entries; the rest is left", limit), "", nil)
			return
		}
		var raw json.RawMessage
		before := dec.InputOffset()
		if err := dec.Decode(&raw); err != nil {
			at.Offset = before
			w.fault(at, "not readable JSON", "", err)
			return
		}
		at.Offset = dec.InputOffset() - int64(len(raw))
		if !each(p, at, raw) {
			return
		}
	}
}

// enter reads up to the first element of a list.
func enter(dec *json.Decoder, member string) bool {
	t, err := dec.Token()
	if err != nil {
		return false
	}
	if member == "" {
		return t == json.Delim('[')
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return false
		}
		if key == member {
			t, err = dec.Token()
			return err == nil && t == json.Delim('[')
		}
		var skip json.RawMessage
		if dec.Decode(&skip) != nil {
			return false
		}
	}
	return false
}

// object reads one object, a ninjs item or a dispatch of ours.
func (w *walk) object(p *part, at Origin, b []byte) bool {
	it, fault := objectItem(b)
	if fault != nil {
		fault.Where = at.String()
		if !w.report(fault) {
			return false
		}
	}
	if it == nil {
		return w.more()
	}
	it.Raw, it.Charset, it.Origin = bytes.Clone(b), "utf-8", at
	return w.item(p, it)
}

// objectItem reads one object; nil when it holds no words to read, as a
// picture. An item may come with a fault, when its dates cannot be read.
func objectItem(b []byte) (*Item, *dateline.Fault) {
	if bytes.Contains(b, []byte(`"uri"`)) {
		var n ninjs
		if err := json.Unmarshal(b, &n); err == nil && n.is() {
			return n.item(), nil
		}
	}
	d, fault := parseLine(b)
	if d == nil {
		return nil, fault
	}
	return &Item{Dispatch: d, Media: "application/json", SourceID: d.Ref}, fault
}

// ninjs is an item of IPTC's News in JSON, versions 1 and 2.
type ninjs struct {
	URI       string `json:"uri"`
	Type      string `json:"type"`
	PubStatus string `json:"pubstatus"`
	Version   any    `json:"version"`
	Created   string `json:"firstcreated"`
	Versioned string `json:"versioncreated"`
	Content   string `json:"contentcreated"`
	Language  string `json:"language"`
	Headline  string `json:"headline"`
	Title     string `json:"title"`
	Byline    string `json:"byline"`
	By        string `json:"by"`
	Slugline  string `json:"slugline"`
	EdNote    string `json:"ednote"`
	Source    string `json:"source"`
	Holder    string `json:"copyrightholder"`
	Text      string `json:"body_text"`
	XHTML     string `json:"body_xhtml"`
	HTML      string `json:"body_html"`
	Headlines []struct {
		Role, Value string
	} `json:"headlines"`
	Bodies []struct {
		Role, ContentType, Value string
	} `json:"bodies"`
	Providers []struct{ Name, Role string } `json:"infosources"`
	Rights    struct {
		Holder string `json:"copyrightholder"`
	} `json:"rightsinfo"`
}

// is tells a ninjs item from other objects.
func (n *ninjs) is() bool {
	return n.URI != "" && (n.Type != "" || n.PubStatus != "" || n.Versioned != "" || n.Text != "" || n.XHTML != "" || n.HTML != "" || len(n.Bodies) > 0)
}

func (n *ninjs) item() *Item {
	if n.Type == "picture" || n.Type == "audio" || n.Type == "video" || n.Type == "graphic" || n.Type == "composite" {
		return nil
	}
	d := &dateline.Dispatch{Ref: n.URI, Lang: n.Language}
	it := &Item{Dispatch: d, Media: "application/json", SourceID: n.URI}
	if isAddress(n.URI) {
		it.Address = n.URI
	}
	if n.Version != nil {
		it.Version = fmt.Sprint(n.Version)
	}
	titles := []field{{n.Headline, "ninjs:headline"}}
	for _, h := range n.Headlines {
		titles = append(titles, field{h.Value, "ninjs:headlines"})
	}
	d.Headline, it.From.Title = firstOf(append(titles, field{n.Title, "ninjs:title"}, field{n.Slugline, "ninjs:slugline"})...)
	it.Author, it.From.Author = firstOf(field{n.Byline, "ninjs:byline"}, field{n.By, "ninjs:by"})
	sources := []field{{n.Source, "ninjs:source"}}
	for _, s := range n.Providers {
		sources = append(sources, field{s.Name, "ninjs:infosources"})
	}
	d.Source, it.From.Source = firstOf(append(sources, field{n.Holder, "ninjs:copyrightholder"}, field{n.Rights.Holder, "ninjs:rightsinfo"})...)
	it.publish(n.Content, "ninjs:contentcreated")
	it.publish(n.Created, "ninjs:firstcreated")
	it.update(n.Versioned, "ninjs:versioncreated")
	if d.Published == nil {
		d.Published, it.From.Published = d.Updated, it.From.Updated
	}
	if k, ok := statuses[strings.ToLower(n.PubStatus)]; ok {
		d.Kind = k
	}
	if d.Text = n.words(); d.Text == "" && d.Kind == dateline.KindKill {
		d.Text, _ = firstOf(field{n.EdNote, ""}, field{d.Headline, ""}, field{n.URI, ""})
	}
	return it
}

// words is the text of the item: the plain body, else the marked-up one.
func (n *ninjs) words() string {
	if n.Text != "" {
		return n.Text
	}
	for _, s := range []string{n.XHTML, n.HTML} {
		if s != "" {
			return page.Fragment(s).Text
		}
	}
	for _, b := range n.Bodies {
		switch {
		case b.Value == "":
		case strings.Contains(b.ContentType, "html"):
			return page.Fragment(b.Value).Text
		case b.ContentType == "" || strings.HasPrefix(b.ContentType, "text/plain"):
			return b.Value
		}
	}
	return ""
}

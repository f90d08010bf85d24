package export

import (
	"encoding/json"
	"io"
	"time"

	"dateline"
)

// ninjsItem is a news item in IPTC ninjs 2.1.
type ninjsItem struct {
	URI            string           `json:"uri"`
	Standard       ninjsStandard    `json:"standard"`
	Type           string           `json:"type"`
	PubStatus      string           `json:"pubstatus"`
	VersionCreated string           `json:"versioncreated,omitempty"`
	FirstCreated   string           `json:"firstcreated,omitempty"`
	Language       string           `json:"language,omitempty"`
	Headlines      []ninjsText      `json:"headlines,omitempty"`
	Bodies         []ninjsBody      `json:"bodies,omitempty"`
	Located        string           `json:"located,omitempty"`
	People         []ninjsName      `json:"people,omitempty"`
	Organisations  []ninjsName      `json:"organisations,omitempty"`
	Places         []ninjsPlace     `json:"places,omitempty"`
	Infosources    []ninjsName      `json:"infosources,omitempty"`
	AltIDs         []ninjsAlternate `json:"altids,omitempty"`
}

type ninjsStandard struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type ninjsText struct {
	Value string `json:"value"`
}

type ninjsBody struct {
	Role  string `json:"role"`
	Type  string `json:"contenttype"`
	Chars int    `json:"charcount"`
	Value string `json:"value"`
}

type ninjsName struct {
	Name string `json:"name"`
}

type ninjsPlace struct {
	Name  string      `json:"name"`
	Point *ninjsPoint `json:"geojson,omitempty"`
}

type ninjsPoint = point

type ninjsAlternate struct {
	Role  string `json:"role"`
	Value string `json:"value"`
}

func writeNinjs(w io.Writer, _ Layer, set Set, _ Options) (c counts, err error) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	err = each(set.Readings, func(r *dateline.Reading) error {
		c.rows++
		return enc.Encode(ninjs(r))
	})
	return c, err
}

func ninjs(r *dateline.Reading) ninjsItem {
	d := &r.Dispatch
	item := ninjsItem{
		URI: "urn:sha256:" + d.ID, Standard: ninjsStandard{"ninjs", "2.1"}, Type: "text", PubStatus: "usable", Language: d.Lang,
		FirstCreated: instant(d.Published), VersionCreated: instant(d.Updated),
		Bodies: []ninjsBody{{"main", "text/plain", len([]rune(d.Text)), d.Text}},
	}
	if item.VersionCreated == "" {
		item.VersionCreated = item.FirstCreated
	}
	if d.Kind == dateline.KindKill {
		item.PubStatus = "canceled"
	}
	if d.Headline != "" {
		item.Headlines = []ninjsText{{d.Headline}}
	}
	if d.Source != "" {
		item.Infosources = []ninjsName{{d.Source}}
	}
	if d.Ref != "" {
		item.AltIDs = []ninjsAlternate{{"source", d.Ref}}
	}
	return named(item, r)
}

func instant(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.RFC3339)
}

// named adds the names and places of a reading, each once.
func named(item ninjsItem, r *dateline.Reading) ninjsItem {
	for _, n := range r.Names {
		switch n.Kind {
		case dateline.Person:
			item.People = append(item.People, ninjsName{n.Name})
		case dateline.Government, dateline.Organization, dateline.ArmedGroup:
			item.Organisations = append(item.Organisations, ninjsName{n.Name})
		}
	}
	seen := map[string]bool{}
	for i := range r.Places {
		p := &r.Places[i]
		if d := r.Dispatch.Dateline; d != nil && d.Place == p.ID {
			item.Located = p.Name
		}
		if seen[p.Name] {
			continue
		}
		seen[p.Name] = true
		place := ninjsPlace{Name: p.Name}
		if p.Precision == dateline.AtTown || p.Precision == dateline.AtPoint {
			if p.Lat != nil && p.Lon != nil {
				place.Point = &point{"Point", [2]float64{*p.Lon, *p.Lat}}
			}
		}
		item.Places = append(item.Places, place)
	}
	return item
}

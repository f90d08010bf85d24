package name

import (
	"strconv"

	"dateline"
	"dateline/internal/gazetteer"
	"dateline/internal/text"
)

// key tells bearers apart.
type bearerKey struct {
	kind    dateline.NameKind
	name    string
	country string
}

// gather puts the mentions of one bearer under one name.
func (p *page) gather() ([]text.Mention, []dateline.Name) {
	var names []dateline.Name
	mentions := make([]text.Mention, 0, len(p.all))
	index := map[bearerKey]int{}
	for i := range p.all {
		f := &p.all[i]
		k := bearerKey{f.Kind, gazetteer.Fold(f.name), ""}
		if f.Kind == dateline.Government {
			k.country = f.Country
		}
		n, ok := index[k]
		if !ok {
			n = len(names)
			index[k] = n
			names = append(names, dateline.Name{ID: "n" + strconv.Itoa(n+1), Kind: f.Kind, Name: f.name, Rule: f.rule})
		}
		f.Name, f.Key = n, ""
		if f.entry != nil {
			f.Key = f.entry.Name
		}
		p.enrich(&names[n], f)
		mentions = append(mentions, f.Mention)
	}
	return mentions, names
}

// enrich adds to a name what one mention knows.
func (p *page) enrich(n *dateline.Name, f *found) {
	n.Mentions = append(n.Mentions, dateline.Mention{Span: p.doc.SpanOf(f.First, f.Last), Form: f.Form})
	if n.Office == "" && f.as.office != "" {
		n.Office = f.as.office
		if !f.as.former {
			n.AsOf = p.doc.Dispatch.Reference.Date
		}
	}
	for _, c := range []string{f.as.country, f.Country} {
		if n.Country == "" {
			n.Country = c
		}
	}
	for _, s := range []string{f.as.sector, f.Sector} {
		if n.Sector == "" {
			n.Sector = s
		}
	}
	if n.Kind == dateline.State && n.SameAs == nil {
		if land := gazetteer.LandByCode(n.Country); land != nil && land.ISO3 != "" {
			n.SameAs = &dateline.SameAs{ISO3166: land.ISO3}
		}
	}
}

package export

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/query"
)

// gdeltColumns are the columns of the GDELT 2.0 event table, in order, and how
// a row fills them. What Dateline does not say (tone, the Goldstein scale,
// religion and ethnic codes) stays blank.
var gdeltColumns = []struct {
	name, doc string
	value     func(*gdeltRow) string
}{
	{"GLOBALEVENTID", "a number made of the event's id and the pair", func(r *gdeltRow) string { return r.number() }},
	{"SQLDATE", "first day, YYYYMMDD", func(r *gdeltRow) string { return compact(r.e.From) }},
	{"MonthYear", "YYYYMM", func(r *gdeltRow) string { return head(compact(r.e.From), 6) }},
	{"Year", "YYYY", func(r *gdeltRow) string { return head(compact(r.e.From), 4) }},
	{"FractionDate", "year and its elapsed part", func(r *gdeltRow) string { return fraction(r.e.From) }},
	{"Actor1Code", "country and sector", func(r *gdeltRow) string { return r.a.Country + r.a.Sector }},
	{"Actor1Name", "canonical name", func(r *gdeltRow) string { return strings.ToUpper(r.a.Name) }},
	{"Actor1CountryCode", "ISO 3166-1 alpha-3", func(r *gdeltRow) string { return r.a.Country }},
	{"Actor1KnownGroupCode", "blank", nil}, {"Actor1EthnicCode", "blank", nil}, {"Actor1Religion1Code", "blank", nil}, {"Actor1Religion2Code", "blank", nil},
	{"Actor1Type1Code", "CAMEO sector", func(r *gdeltRow) string { return r.a.Sector }},
	{"Actor1Type2Code", "blank", nil}, {"Actor1Type3Code", "blank", nil},
	{"Actor2Code", "country and sector", func(r *gdeltRow) string { return r.b.Country + r.b.Sector }},
	{"Actor2Name", "canonical name", func(r *gdeltRow) string { return strings.ToUpper(r.b.Name) }},
	{"Actor2CountryCode", "ISO 3166-1 alpha-3", func(r *gdeltRow) string { return r.b.Country }},
	{"Actor2KnownGroupCode", "blank", nil}, {"Actor2EthnicCode", "blank", nil}, {"Actor2Religion1Code", "blank", nil}, {"Actor2Religion2Code", "blank", nil},
	{"Actor2Type1Code", "CAMEO sector", func(r *gdeltRow) string { return r.b.Sector }},
	{"Actor2Type2Code", "blank", nil}, {"Actor2Type3Code", "blank", nil},
	{"IsRootEvent", "blank: a lead paragraph says nothing of weight", nil},
	{"EventCode", "CAMEO code", func(r *gdeltRow) string { return r.e.CAMEO }},
	{"EventBaseCode", "its first three digits", func(r *gdeltRow) string { return head(r.e.CAMEO, 3) }},
	{"EventRootCode", "its first two digits", func(r *gdeltRow) string { return head(r.e.CAMEO, 2) }},
	{"QuadClass", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict", func(r *gdeltRow) string { return quad[r.e.Type] }},
	{"GoldsteinScale", "blank: Dateline gives no weights", nil},
	{"NumMentions", "pieces of evidence in the dispatch", func(r *gdeltRow) string { return strconv.Itoa(len(r.e.Evidence)) }},
	{"NumSources", "1: a row is one outlet's claim", func(*gdeltRow) string { return "1" }},
	{"NumArticles", "1", func(*gdeltRow) string { return "1" }},
	{"AvgTone", "blank: Dateline gives no tone", nil},
	{"Actor1Geo_Type", "blank", nil}, {"Actor1Geo_FullName", "blank", nil}, {"Actor1Geo_CountryCode", "blank", nil}, {"Actor1Geo_ADM1Code", "blank", nil},
	{"Actor1Geo_ADM2Code", "blank", nil}, {"Actor1Geo_Lat", "blank", nil}, {"Actor1Geo_Long", "blank", nil}, {"Actor1Geo_FeatureID", "blank", nil},
	{"Actor2Geo_Type", "blank", nil}, {"Actor2Geo_FullName", "blank", nil}, {"Actor2Geo_CountryCode", "blank", nil}, {"Actor2Geo_ADM1Code", "blank", nil},
	{"Actor2Geo_ADM2Code", "blank", nil}, {"Actor2Geo_Lat", "blank", nil}, {"Actor2Geo_Long", "blank", nil}, {"Actor2Geo_FeatureID", "blank", nil},
	{"ActionGeo_Type", "1 country, 4 town, 5 first-level division", func(r *gdeltRow) string { return geoType[r.e.Where.Precision] }},
	{"ActionGeo_FullName", "place, division, country", func(r *gdeltRow) string { return fullName(&r.e.Where) }},
	{"ActionGeo_CountryCode", "ISO 3166-1 alpha-3, not FIPS", func(r *gdeltRow) string { return r.e.Where.Country }},
	{"ActionGeo_ADM1Code", "blank", nil}, {"ActionGeo_ADM2Code", "blank", nil},
	{"ActionGeo_Lat", "degrees; blank where no point is known", func(r *gdeltRow) string { return degrees(r.e.Where.Lat) }},
	{"ActionGeo_Long", "degrees", func(r *gdeltRow) string { return degrees(r.e.Where.Lon) }},
	{"ActionGeo_FeatureID", "GeoNames id", func(r *gdeltRow) string { return digits(r.e.Where.GeoNames) }},
	{"DATEADDED", "when it was published, YYYYMMDDHHMMSS in UTC", func(r *gdeltRow) string { return seconds(r.e.Published) }},
	{"SOURCEURL", "the dispatch: urn:sha256 of source and text", func(r *gdeltRow) string { return "urn:sha256:" + r.e.Dispatch }},
}

// gdeltRow is one actor with one target of an event.
type gdeltRow struct {
	e    *query.Event
	a, b query.Party
	pair int
}

// quad is CAMEO's quad class of a PLOVER type.
var quad = map[dateline.EventType]string{
	dateline.Agree: "1", dateline.Consult: "1", dateline.Support: "1", dateline.Concede: "1",
	dateline.Cooperate: "2", dateline.Aid: "2", dateline.Retreat: "2",
	dateline.Request: "3", dateline.Accuse: "3", dateline.Reject: "3", dateline.Threaten: "3",
	dateline.Protest: "4", dateline.Sanction: "4", dateline.Mobilize: "4", dateline.Coerce: "4", dateline.Assault: "4",
}

var geoType = map[dateline.Precision]string{dateline.AtCountry: "1", dateline.AtTown: "4", dateline.AtPoint: "4", dateline.AtAdmin1: "5"}

func (r *gdeltRow) number() string {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d", r.e.ID, r.pair)
	return strconv.FormatUint(h.Sum64()>>11, 10) // 53 bits: exact in a double
}

func compact(day string) string { return strings.ReplaceAll(day, "-", "") }

func head(s string, n int) string { return s[:min(n, len(s))] }

// fraction is the year and the part of it that is over, as GDELT reckons it.
func fraction(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d.%04d", t.Year(), t.YearDay()*10000/365)
}

func fullName(s *query.Spot) string {
	var parts []string
	for _, p := range []string{s.Place, s.Admin1, s.Country} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

func degrees(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}

func digits(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func seconds(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.UTC().Format("20060102150405")
}

func writeGDELT(w io.Writer, _ Layer, set Set, _ Options) (c counts, err error) {
	out := bufio.NewWriter(w)
	err = each(set.Events, func(e query.Event) error {
		if why := unfit(&e); why != "" {
			c.leave(why)
			return nil
		}
		for i, p := range pairs(&e) {
			c.rows++
			if err := gdeltLine(out, &gdeltRow{&e, p[0], p[1], i}); err != nil {
				return err
			}
		}
		return nil
	})
	if e := out.Flush(); err == nil {
		err = e
	}
	return c, err
}

// unfit says why an event has no row in a table that knows no status.
func unfit(e *query.Event) string {
	switch {
	case e.Wrong != "":
		return "marked wrong"
	case e.Status != dateline.Actual && e.Status != dateline.Ongoing:
		return "status " + string(e.Status)
	case e.Background:
		return "background"
	}
	return ""
}

// pairs are every actor with every target, once; of a mutual act every two
// parties, once in either direction.
func pairs(e *query.Event) (out [][2]query.Party) {
	actors, targets := e.Actors, e.Targets
	if e.Symmetric {
		for i, a := range actors {
			for j, b := range actors {
				if i != j {
					out = append(out, [2]query.Party{a, b})
				}
			}
		}
		if out != nil {
			return out
		}
	}
	if len(actors) == 0 {
		actors = []query.Party{{}}
	}
	if len(targets) == 0 {
		targets = []query.Party{{}}
	}
	for _, a := range actors {
		for _, b := range targets {
			out = append(out, [2]query.Party{a, b})
		}
	}
	return out
}

func gdeltLine(w *bufio.Writer, r *gdeltRow) error {
	for i, c := range gdeltColumns {
		if i > 0 {
			w.WriteByte('\t')
		}
		if c.value != nil {
			w.WriteString(oneLine(c.value(r)))
		}
	}
	return w.WriteByte('\n')
}

// oneLine keeps a value within its cell: the form has no way to quote.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return ' '
		}
		return r
	}, s)
}

func gdeltDictionary() []Column {
	var out []Column
	for _, c := range gdeltColumns {
		out = append(out, Column{Layer: Events, Name: c.name, Type: "text", Meaning: c.doc})
	}
	return out
}

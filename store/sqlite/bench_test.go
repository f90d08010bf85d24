package sqlite

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"dateline/query"
)

var (
	benchArchive = flag.String("archive", "", "an archive for BenchmarkQuestions; none: one of invented events")
	benchEvents  = flag.Int("events", 100_000, "how many invented events BenchmarkQuestions asks among")
)

// questions are asked of an archive, each for the first fifty rows.
var questions = []struct {
	on   query.On
	text string
}{
	{query.OnDispatch, "ceasefire"}, {query.OnDispatch, "oil prices"}, {query.OnDispatch, "said"}, {query.OnDispatch, "\"told reporters\" president"}, {query.OnDispatch, "pres* published:1987-03"},
	{query.OnEvent, "type:CONSULT place:Washington"}, {query.OnEvent, "type:AGREE place:Minsk"}, {query.OnEvent, "type:ASSAULT"}, {query.OnEvent, ""}, {query.OnEvent, "actor:President status:actual"},
	{query.OnEvent, "place:Minsk date:2014-09 -status:denied"}, {query.OnEvent, "ceasefire type:AGREE"}, {query.OnEvent, "country:USA date:1987-03-10..1987-03-20"},
	{query.OnStatement, "speaker:spokesman"}, {query.OnStatement, "oil"}, {query.OnFigure, "measure:killed"},
	{query.OnPerson, "name:Reagan"}, {query.OnPerson, "kind:person"}, {query.OnPlace, "country:USA"}, {query.OnStory, ""}, {query.OnStory, "type:CONSULT"},
}

func (a *Archive) question(on query.On, text string) (int, error) {
	q, err := query.Only(text, on)
	if err != nil {
		return 0, err
	}
	ctx, p := context.Background(), query.Page{}
	switch on {
	case query.OnDispatch:
		r, err := a.Find(ctx, q, p)
		return r.Total, err
	case query.OnEvent:
		r, err := a.Events(ctx, q, p)
		return r.Total, err
	case query.OnStatement:
		r, err := a.Statements(ctx, q, p)
		return r.Total, err
	case query.OnFigure:
		r, err := a.Figures(ctx, q, p)
		return r.Total, err
	case query.OnPerson:
		r, err := a.People(ctx, q, p)
		return r.Total, err
	case query.OnPlace:
		r, err := a.Places(ctx, q, p)
		return r.Total, err
	}
	r, err := a.Stories(ctx, q, p)
	return r.Total, err
}

// BenchmarkQuestions reports the median and the worst time of each question,
// and of why.
func BenchmarkQuestions(b *testing.B) {
	a := asked(b)
	ids := []string{}
	r, err := a.Events(context.Background(), query.Query{}, query.Page{Limit: 20})
	if err != nil {
		b.Fatal(err)
	}
	for _, e := range r.Items {
		ids = append(ids, e.ID)
	}
	timed(b, "why", func(i int) (int, error) {
		_, err := a.Why(context.Background(), ids[i%len(ids)])
		return 1, err
	})
	for _, q := range questions {
		timed(b, string(q.on)+" "+q.text, func(int) (int, error) { return a.question(q.on, q.text) })
	}
}

func timed(b *testing.B, name string, ask func(int) (int, error)) {
	b.Run(name, func(b *testing.B) {
		var all []time.Duration
		total := 0
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			n, err := ask(i)
			if err != nil {
				b.Fatal(err)
			}
			all, total = append(all, time.Since(start)), n
		}
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-median")
		b.ReportMetric(float64(all[len(all)-1].Microseconds())/1000, "ms-worst")
		b.ReportMetric(float64(total), "rows")
	})
}

// asked is the archive that questions are put to.
func asked(b *testing.B) *Archive {
	if *benchArchive != "" {
		a, err := Open(*benchArchive, Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { a.Close() })
		return a
	}
	a := desk(b)
	for _, q := range []string{
		fmt.Sprintf(`INSERT INTO event(n, dispatch, local, born, type, mode, cameo, status, background, doubt, place, chain, since, until, day)
			WITH RECURSIVE i(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM i WHERE k < %d),
			own AS (SELECT row_number() OVER (ORDER BY n) - 1 AS r, * FROM event), size AS (SELECT count(*) AS n FROM own)
			SELECT 1000000 + k, o.dispatch, o.local, o.born, o.type, o.mode, o.cameo, o.status, o.background, o.doubt, o.place, o.chain, 16000 + k %% 3000, 16000 + k %% 3000, 16000 + k %% 3000
			FROM i, size JOIN own o ON o.r = (k * 7919) %% size.n`, *benchEvents),
		`INSERT OR IGNORE INTO party(event, role, entity) SELECT e.n, p.role, p.entity FROM event e JOIN event o ON o.dispatch = e.dispatch AND o.local = e.local AND o.n < 1000000 JOIN party p ON p.event = o.n WHERE e.n > 1000000`,
		`INSERT INTO item_words(rowid, words) SELECT n, 'envoys agreed on a ceasefire in Minsk' FROM event WHERE n > 1000000 AND n % 10 = 0`,
	} {
		if _, err := a.write.Exec(q); err != nil {
			b.Fatal(err)
		}
	}
	if err := a.Settle(context.Background()); err != nil {
		b.Fatal(err)
	}
	return a
}

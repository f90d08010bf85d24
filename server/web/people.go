package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/query"
)

// Search is the page of full text search.
type Search struct {
	Words  string
	Hits   []Hit
	Total  int
	Next   string
	Fields []*query.Field
}

// Hit is a dispatch that was found, its snippet cut at the words.
type Hit struct {
	query.Hit
	Runs []Run
}

// NewHits cuts the snippets at the words that were found.
func NewHits(list []query.Hit) []Hit {
	var out []Hit
	for _, h := range list {
		x := Hit{Hit: h}
		text := []rune(h.Snippet)
		last := 0
		for _, m := range h.Marks {
			if m[0] < last || m[1] <= m[0] || m[1] > len(text) {
				continue
			}
			x.Runs = put(x.Runs, "", visible(string(text[last:m[0]])))
			x.Runs = append(x.Runs, Run{"mark", visible(string(text[m[0]:m[1]]))})
			last = m[1]
		}
		x.Runs = put(x.Runs, "", visible(string(text[last:])))
		out = append(out, x)
	}
	return out
}

// People is the list of everybody who is named.
type People struct {
	Filter Filter
	List   []query.Person
	Total  int
	Next   string
}

// Places is the list of all places.
type Places struct {
	Filter Filter
	List   []query.Place
	Total  int
	Next   string
}

// Person is the page of a person, state, body or group.
type Person struct {
	query.Person
	Stances  []Share
	Topics   []Topic
	Meetings []query.Event
	Acts     []query.Event
	About    []Saying
	Said     int // statements in all
	Done     int // events in all
	Quoted   string
	Edits    bool
}

// Share is a value with its share of the greatest.
type Share struct {
	Label, Link, Width string
	Count              int
}

// Topic is what somebody speaks of, with the words.
type Topic struct {
	Label   string
	Sayings []Saying
}

// Saying is a statement with the dispatches that carry it word for word.
type Saying struct {
	query.Statement
	Also []query.Statement
}

// sayings folds statements of the same words under the earliest.
func sayings(list []query.Statement) []Saying {
	var out []Saying
	at := map[string]int{}
	for _, s := range slices.Backward(list) {
		key := s.Speaker.Name + "/" + query.Fold(spanWords(s.Content))
		if i, ok := at[key]; ok {
			out[i].Also = append(out[i].Also, s)
			continue
		}
		at[key] = len(out)
		out = append(out, Saying{Statement: s})
	}
	slices.Reverse(out)
	return out
}

// sayingsShown is how many sayings a topic shows.
const sayingsShown = 6

// Fill lays out what a person said, did and had said about them.
func (p *Person) Fill(said query.Result[query.Statement], done query.Result[query.Event], about []query.Statement) {
	p.Said, p.Done, p.About, p.Quoted = said.Total, done.Total, sayings(about), quoted(p.Name)
	counts := map[dateline.Stance]int{}
	topics := map[string][]query.Statement{}
	for _, s := range said.Items {
		counts[s.Stance]++
		t := topicOf(&s)
		topics[t] = append(topics[t], s)
	}
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	for stance, n := range counts {
		p.Stances = append(p.Stances, Share{Label: stanceWords(stance), Count: n, Width: pc(100 * float64(n) / float64(most)), Link: address("/table/statements", "speaker", p.Quoted, "stance", string(stance))})
	}
	slices.SortFunc(p.Stances, func(a, b Share) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Label, b.Label)) })
	for label, list := range topics {
		folded := sayings(list)
		p.Topics = append(p.Topics, Topic{label, folded[:min(len(folded), sayingsShown)]})
	}
	slices.SortFunc(p.Topics, func(a, b Topic) int {
		return cmp.Or(len(b.Sayings)-len(a.Sayings), strings.Compare(a.Label, b.Label))
	})
	for _, e := range done.Items {
		if e.Type == dateline.Consult || e.Type == dateline.Agree {
			p.Meetings = append(p.Meetings, e)
		} else {
			p.Acts = append(p.Acts, e)
		}
	}
	p.Meetings, p.Acts = p.Meetings[:min(len(p.Meetings), 12)], p.Acts[:min(len(p.Acts), 20)]
}

// topics are what statements are about, by words that stand for it.
var topics = []struct {
	label string
	stems []string
}{
	{"ceasefire and truce", []string{"ceasefire", "cease-fire", "truce", "armistice"}},
	{"talks and agreements", []string{"talks", "negotiat", "agreement", "protocol", "plan", "settle", "summit", "meeting"}},
	{"fighting", []string{"shell", "fire", "attack", "offensive", "fight", "strike", "bomb", "troops", "forces", "withdraw"}},
	{"losses and the wounded", []string{"killed", "dead", "died", "wounded", "injured", "casualt"}},
	{"prisoners and hostages", []string{"prisoner", "hostage", "captive", "detain", "exchange"}},
	{"sanctions and aid", []string{"sanction", "aid", "convoy", "humanitarian", "loan", "weapon", "warship"}},
}

func topicOf(s *query.Statement) string {
	text := strings.ToLower(spanWords(s.Content))
	for _, t := range topics {
		for _, stem := range t.stems {
			if strings.Contains(text, stem) {
				return t.label
			}
		}
	}
	return "other matters"
}

// Searchable is a name without what the query language would take as a sign.
func Searchable(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '"' || r == '*' || r == '\\' {
			return ' '
		}
		return r
	}, name)
}

// Place is the page of a place.
type Place struct {
	query.Place
	Map     *Map
	Events  []query.Event
	Figures []query.Figure
	Total   int
	Quoted  string
}

// NewPlace lays out what happened at a place and what was counted there.
func NewPlace(p *query.Place, events query.Result[query.Event], figures query.Result[query.Figure]) *Place {
	out := &Place{Place: *p, Total: events.Total, Figures: figures.Items, Quoted: quoted(p.Name)}
	if len(events.Items) > 0 {
		out.Map = NewMap(events.Items, events.Total)
	}
	out.Events = events.Items[:min(len(events.Items), 30)]
	return out
}

// Changes is the page of the archive's sequence.
type Changes struct {
	List     []dateline.Revision // the newest first
	Next     string
	From, To string // days that the slider runs over
	AsOf     string
	Stories  string // address of the stories as the record stood
	Hidden   int    // later than the moment asked about
}

// NewChanges turns revisions round, the newest first, and leaves out what came
// after the moment asked about.
func NewChanges(list, first []dateline.Revision, then *time.Time, now time.Time) *Changes {
	out := &Changes{To: now.UTC().Format(time.DateOnly)}
	if len(first) > 0 && first[0].At != nil {
		out.From = first[0].At.UTC().Format(time.DateOnly)
	}
	if then != nil {
		out.AsOf = then.UTC().Format(time.DateOnly)
		out.Stories = address("/", "as_of", out.AsOf)
	}
	for _, r := range slices.Backward(list) {
		if then != nil && r.At != nil && r.At.After(*then) {
			out.Hidden++
			continue
		}
		out.List = append(out.List, r)
	}
	return out
}

// About is the page about the record.
type About struct {
	*query.Stats
	Engine  string
	Engines []Share
	Langs   []Share
	Layers  []Layer
	Models  []Model
}

// Layer is what one layer of reading reached on its gold.
type Layer struct {
	Name   string
	Scores []Score
}

// Score is one measure on one gold set.
type Score struct {
	Gold, Measure, Value string
}

// Model is an embedded model as its manifest describes it.
type Model struct {
	Name    string
	Data    string
	Licence string
	Scores  []Score
}

// NewAbout lays out what the archive holds and how well it was read. scores is
// the project's golden file of quality: layer, gold, measure and value, apart
// by tabs.
func NewAbout(st *query.Stats, engine, scores string, models []Model) *About {
	out := &About{Stats: st, Engine: engine, Engines: shares(st.Engines), Langs: shares(st.Langs), Models: models}
	for line := range strings.Lines(scores) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if n := len(out.Layers); n == 0 || out.Layers[n-1].Name != f[0] {
			out.Layers = append(out.Layers, Layer{Name: f[0]})
		}
		l := &out.Layers[len(out.Layers)-1]
		l.Scores = append(l.Scores, Score{f[1], f[2], f[3]})
	}
	return out
}

func shares(counts map[string]int) []Share {
	most := 1
	for _, n := range counts {
		most = max(most, n)
	}
	var out []Share
	for k, n := range counts {
		out = append(out, Share{Label: k, Count: n, Width: pc(100 * float64(n) / float64(most))})
	}
	slices.SortFunc(out, func(a, b Share) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Label, b.Label)) })
	return out
}

// Correct is the form of a correction.
type Correct struct {
	ID, Name string
	Why      *Why
	Person   bool
}

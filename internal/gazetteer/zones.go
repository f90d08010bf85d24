package gazetteer

import (
	"embed"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed data/zones.tsv data/zoneinfo
var zoneFiles embed.FS

// A zoneEntry is a row of data/zones.tsv.
type zoneEntry struct {
	zone  string
	alone bool
}

var zones = sync.OnceValue(func() map[string]zoneEntry {
	text, err := zoneFiles.ReadFile("data/zones.tsv")
	if err != nil {
		panic("gazetteer: " + err.Error()) // the table is part of the program
	}
	m := map[string]zoneEntry{}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 2 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		m[f[0]] = zoneEntry{zone: f[1], alone: len(f) > 2 && f[2] == "alone"}
	}
	return m
})

// ZoneByName finds a time zone by its name in small letters, as dispatches
// write it: an abbreviation that stands alone ("gmt"), or a place that needs
// "time" after it ("moscow"), for which alone is false. It gives nil for an
// unknown name.
func ZoneByName(name string) (zone *time.Location, alone bool) {
	e, ok := zones()[name]
	if !ok {
		return nil, false
	}
	return location(e.zone), e.alone
}

// ZoneOf is the time zone in which a place's clocks run, whatever the case of
// its name; nil where the table does not know.
func ZoneOf(place string) *time.Location {
	if loc, alone := ZoneByName(strings.ToLower(strings.Join(strings.Fields(place), " "))); !alone {
		return loc
	}
	return nil
}

var locations = struct {
	sync.Mutex
	m map[string]*time.Location
}{m: map[string]*time.Location{}}

// location opens a zone of zones.tsv. The rules of the zones that the table
// names travel with the program, so that a machine's own do not matter.
func location(name string) *time.Location {
	locations.Lock()
	defer locations.Unlock()
	if loc := locations.m[name]; loc != nil {
		return loc
	}
	loc, err := open(name)
	if err != nil {
		panic("gazetteer: zones.tsv: " + name + ": " + err.Error())
	}
	locations.m[name] = loc
	return loc
}

// open reads the rules of a zone, or makes one of a fixed offset: "UTC+5:30".
func open(name string) (*time.Location, error) {
	if rest, fixed := strings.CutPrefix(name, "UTC"); fixed {
		h, m, _ := strings.Cut(rest, ":")
		hours, err := strconv.Atoi(h)
		minutes := 0
		if err == nil && m != "" {
			minutes, err = strconv.Atoi(m)
		}
		if rest[0] == '-' {
			minutes = -minutes
		}
		if hours == 0 && minutes == 0 {
			return time.UTC, err
		}
		return time.FixedZone("", hours*3600+minutes*60), err
	}
	rules, err := zoneFiles.ReadFile("data/zoneinfo/" + name)
	if err != nil {
		return nil, err
	}
	return time.LoadLocationFromTZData(name, rules)
}

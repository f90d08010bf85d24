package main

import (
	"dateline"
	"dateline/ingest"
	"dateline/store"
)

// decide tells how an entry stands to what the archive has, by the rules of
// ingest.
func decide(e *store.Entry, candidates []store.Candidate) store.Decision {
	prints := make([]ingest.Fingerprint, len(candidates))
	for i, c := range candidates {
		prints[i] = fingerprint(c.Dispatch, &c.Origin)
	}
	own := fingerprint(&e.Reading.Dispatch, &e.Origin)
	i, r := ingest.Choose(prints, &own)
	if i < 0 {
		return store.Decision{}
	}
	d := store.Decision{Candidate: i, Kind: own.Kind}
	switch r {
	case ingest.Again:
		d.Relation = store.Repeats
	case ingest.Next:
		d.Relation = store.Follows
	case ingest.Earlier:
		d.Relation = store.Precedes
	}
	return d
}

func fingerprint(d *dateline.Dispatch, o *store.Origin) ingest.Fingerprint {
	return ingest.Print(d, o.Address, o.SourceID, o.Version)
}

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"dateline/internal/gazetteer"
)

// input is what the packages say.
type input struct {
	cities []city
	seen   map[int]bool
	admin1 map[string]string // "US.LA" → "Louisiana"
	admin2 map[string]string // "US.LA.009" → "Avoyelles Parish"
	alpha3 map[string]string // "US" → "USA"
}

// city is a line of a GeoNames extract.
type city struct {
	id             int
	name           string
	others         []string
	lat, lon       float64
	feature        gazetteer.Feature
	country        string // alpha-2
	admin1, admin2 string // codes within the country
	population     int
}

var features = map[string]gazetteer.Feature{
	"PPL": gazetteer.Town, "PPLA": gazetteer.Seat1, "PPLA2": gazetteer.Seat2, "PPLA3": gazetteer.Seat3,
	"PPLA4": gazetteer.Seat4, "PPLA5": gazetteer.Seat4, "PPLC": gazetteer.CapitalTown, "PPLG": gazetteer.CapitalTown,
	"PPLX": gazetteer.Quarter, "PPLL": gazetteer.Hamlet, "PPLF": gazetteer.Hamlet,
	"PPLH": gazetteer.Historical, "PPLQ": gazetteer.Historical, "PPLW": gazetteer.Historical, "PPLCH": gazetteer.Historical,
}

func (in *input) readCities(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		c, err := parseCity(strings.Split(sc.Text(), "\t"))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if !in.seen[c.id] && in.alpha3[c.country] != "" {
			in.seen[c.id] = true
			in.cities = append(in.cities, c)
		}
	}
	return sc.Err()
}

func parseCity(f []string) (city, error) {
	if len(f) < 19 {
		return city{}, fmt.Errorf("line of %d fields", len(f))
	}
	c := city{name: f[1], others: append(strings.Split(f[3], ","), f[2]), country: f[8], admin1: f[10], admin2: f[11]}
	feature, ok := features[f[7]]
	if !ok {
		feature = gazetteer.Settlement
	}
	c.feature = feature
	var errs [4]error
	c.id, errs[0] = strconv.Atoi(f[0])
	c.lat, errs[1] = strconv.ParseFloat(f[4], 64)
	c.lon, errs[2] = strconv.ParseFloat(f[5], 64)
	c.population, errs[3] = strconv.Atoi(f[14])
	for _, err := range errs {
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

func (in *input) readNames(path string, into map[string]string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var rows []struct{ Code, Name string }
	if err := json.Unmarshal(data, &rows); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, r := range rows {
		into[r.Code] = r.Name
	}
	return nil
}

func (in *input) readCodes(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var rows [][]string
	if err := json.Unmarshal(data, &rows); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for _, r := range rows {
		in.alpha3[r[0]] = r[1]
	}
	in.alpha3["XK"] = "XKX" // Kosovo: assigned by users, by custom
	return nil
}

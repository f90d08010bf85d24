// World writes data/world.tsv.gz, the outlines of states that the map draws,
// from the countries of npm's world-atlas (Natural Earth, public domain) and
// the codes of Debian's iso-codes:
//
//	go run ./gen/world countries-50m.json /usr/share/iso-codes/json/iso_3166-1.json data/world.tsv.gz
//
// Each line is a state: alpha-3 code (or "-"), name, rings apart by bars. A
// ring is hundredths of degrees east and north, each point after the first
// counted from the one before.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"strings"
)

// topology is the part of TopoJSON that world-atlas uses.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct {
			Geometries []struct {
				Type       string
				ID         string
				Properties struct{ Name string }
				Arcs       json.RawMessage
			}
		}
	}
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: world countries-50m.json iso_3166-1.json world.tsv.gz")
	}
	var t topology
	read(os.Args[1], &t)
	codes := alpha3(os.Args[2])
	var b bytes.Buffer
	b.WriteString("# states and their rings, see server/web/gen/world\n")
	for _, g := range t.Objects.Countries.Geometries {
		var polygons [][][]int
		if g.Type == "Polygon" {
			polygons = make([][][]int, 1)
			parse(g.Arcs, &polygons[0])
		} else if g.Type == "MultiPolygon" {
			parse(g.Arcs, &polygons)
		}
		code := codes[g.ID]
		if code == "" {
			code = "-"
		}
		var rings []string
		for _, p := range polygons {
			for _, r := range p {
				if s := t.ring(r); s != "" {
					rings = append(rings, s)
				}
			}
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\n", code, g.Properties.Name, strings.Join(rings, "|"))
	}
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if _, err := z.Write(b.Bytes()); err != nil {
		log.Fatal(err)
	}
	if err := z.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[3], out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

func read(path string, v any) {
	b, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	parse(b, v)
}

func parse(b []byte, v any) {
	if err := json.Unmarshal(b, v); err != nil {
		log.Fatal(err)
	}
}

// alpha3 maps the numeric codes of ISO 3166-1 to the alphabetic ones.
func alpha3(path string) map[string]string {
	var iso map[string][]struct {
		Code    string `json:"alpha_3"`
		Numeric string
	}
	read(path, &iso)
	out := map[string]string{}
	for _, c := range iso["3166-1"] {
		out[c.Numeric] = c.Code
	}
	return out
}

// ring joins arcs into one ring; an arc below nought runs backwards.
func (t *topology) ring(arcs []int) string {
	var b strings.Builder
	var last [2]int
	n := 0
	for _, i := range arcs {
		points := t.arc(i)
		for _, p := range points {
			q := [2]int{int(math.Round(p[0] * 100)), int(math.Round(p[1] * 100))}
			if n > 0 && q == last {
				continue
			}
			if n > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%d,%d", q[0]-last[0], q[1]-last[1])
			last = q
			n++
		}
	}
	if n < 4 {
		return ""
	}
	return b.String()
}

// arc unpacks one arc: deltas, then scale and shift.
func (t *topology) arc(i int) [][2]float64 {
	back := i < 0
	if back {
		i = ^i
	}
	var x, y float64
	out := make([][2]float64, len(t.Arcs[i]))
	for j, d := range t.Arcs[i] {
		x, y = x+d[0], y+d[1]
		k := j
		if back {
			k = len(out) - 1 - j
		}
		out[k] = [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]}
	}
	return out
}

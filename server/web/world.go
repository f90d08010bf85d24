package web

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dateline/internal/gazetteer"
)

// worldData is written by gen/world from Natural Earth.
//
//go:embed data/world.tsv.gz
var worldData []byte

// land is a state's outline.
type land struct {
	code, name string
	rings      [][]point
	box        box
}

// point is degrees east and north.
type point struct{ lon, lat float64 }

// box is what lies between two meridians and two parallels.
type box struct{ west, south, east, north float64 }

var nowhere = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b box) with(p point) box {
	return box{min(b.west, p.lon), min(b.south, p.lat), max(b.east, p.lon), max(b.north, p.lat)}
}

func (b box) join(o box) box {
	return box{min(b.west, o.west), min(b.south, o.south), max(b.east, o.east), max(b.north, o.north)}
}

func (b box) meets(o box) bool {
	return b.west <= o.east && o.west <= b.east && b.south <= o.north && o.south <= b.north
}

func (b box) empty() bool { return b.west > b.east }

// world is every state's outline.
var world = sync.OnceValue(func() []land {
	z, err := gzip.NewReader(bytes.NewReader(worldData))
	if err != nil {
		return nil
	}
	var out []land
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f := strings.Split(lines.Text(), "\t")
		if len(f) != 3 || strings.HasPrefix(f[0], "#") {
			continue
		}
		l := land{code: f[0], name: f[1], box: nowhere}
		for _, r := range strings.Split(f[2], "|") {
			ring := parseRing(r)
			for _, p := range ring {
				l.box = l.box.with(p)
			}
			l.rings = append(l.rings, ring)
		}
		out = append(out, l)
	}
	return out
})

func parseRing(s string) []point {
	var out []point
	x, y := 0, 0
	for _, pair := range strings.Fields(s) {
		a, b, _ := strings.Cut(pair, ",")
		dx, _ := strconv.Atoi(a)
		dy, _ := strconv.Atoi(b)
		x, y = x+dx, y+dy
		out = append(out, point{float64(x) / 100, float64(y) / 100})
	}
	return out
}

// landBox is the outline's box of a state, by its alpha-3 code; of one that
// straddles the date line, of its largest ring.
func landBox(code string) (box, bool) {
	for _, l := range world() {
		if l.code != code {
			continue
		}
		if l.box.east-l.box.west < 180 {
			return l.box, true
		}
		most := slices.MaxFunc(l.rings, func(a, b []point) int { return len(a) - len(b) })
		b := nowhere
		for _, p := range most {
			b = b.with(p)
		}
		return b, true
	}
	return nowhere, false
}

// extents are the towns of each first-level division, by country and name.
var extents = sync.OnceValue(func() map[string][]point {
	byAdmin := map[int][]point{}
	for i := range gazetteer.PlaceCount() {
		p := gazetteer.PlaceRef(i).Info()
		if p.Feature != gazetteer.Admin1 && p.Feature != gazetteer.Admin2 {
			byAdmin[p.Admin] = append(byAdmin[p.Admin], point{p.Lon, p.Lat})
		}
	}
	out := map[string][]point{}
	for admin, towns := range byAdmin {
		if name, country := gazetteer.AdminName(admin); name != "" {
			out[country+"/"+name] = hull(towns)
		}
	}
	return out
})

// extentOf is the least stretch of land that holds all known towns of a
// division: a shape for shading, not a border.
func extentOf(country, admin1 string) []point {
	for _, name := range []string{admin1, admin1 + " Oblast", strings.TrimSuffix(admin1, " Oblast"), strings.TrimSuffix(admin1, " region")} {
		if h := extents()[country+"/"+name]; len(h) > 2 {
			return h
		}
	}
	return nil
}

// hull is the convex hull of points (Andrew 1979).
func hull(list []point) []point {
	slices.SortFunc(list, func(a, b point) int {
		if a.lon != b.lon {
			return sign(a.lon - b.lon)
		}
		return sign(a.lat - b.lat)
	})
	if len(list) < 3 {
		return list
	}
	var out []point
	half := func(p point, from int) {
		for len(out) >= from+2 && cross(out[len(out)-2], out[len(out)-1], p) <= 0 {
			out = out[:len(out)-1]
		}
		out = append(out, p)
	}
	for _, p := range list {
		half(p, 0)
	}
	from := len(out) - 1
	for _, p := range slices.Backward(list[:len(list)-1]) {
		half(p, from)
	}
	return out[:len(out)-1]
}

func sign(f float64) int {
	switch {
	case f < 0:
		return -1
	case f > 0:
		return 1
	}
	return 0
}

func cross(o, a, b point) float64 {
	return (a.lon-o.lon)*(b.lat-o.lat) - (a.lat-o.lat)*(b.lon-o.lon)
}

// sheet is a Mercator map of a box, in pixels.
type sheet struct {
	box           box
	width, height float64
	scale         float64
}

// newSheet is the map of a box with room around it, never closer than a few
// degrees.
func newSheet(b box, width float64) sheet {
	if b.empty() {
		b = box{-160, -50, 170, 70}
	}
	padX, padY := max((b.east-b.west)*0.18, 1.2), max((b.north-b.south)*0.18, 0.8)
	b = box{max(b.west-padX, -180), max(b.south-padY, -72), min(b.east+padX, 180), min(b.north+padY, 80)}
	low, high := northing(b.south), northing(b.north)
	w, h := rad(b.east-b.west), high-low
	if grow := w*0.5 - h; grow > 0 { // not flatter than two to one
		low, high = low-grow/2, high+grow/2
	} else if grow := h*1.45 - w; grow > 0 { // nor narrower than three to two
		d := grow / 2 * 180 / math.Pi
		b.west, b.east = b.west-d, b.east+d
	}
	b.south, b.north = southOf(low), southOf(high)
	s := sheet{box: b, width: width, scale: width / rad(b.east-b.west)}
	s.height = math.Round((northing(b.north) - northing(b.south)) * s.scale)
	return s
}

func rad(d float64) float64 { return d * math.Pi / 180 }

// northing is Mercator's distance from the equator, in radians.
func northing(lat float64) float64 { return math.Asinh(math.Tan(rad(lat))) }

// southOf turns a northing back into a latitude.
func southOf(n float64) float64 { return math.Atan(math.Sinh(n)) * 180 / math.Pi }

func (s sheet) at(p point) (x, y float64) {
	lat := min(max(p.lat, -84), 84)
	return rad(p.lon-s.box.west) * s.scale, (northing(s.box.north) - northing(lat)) * s.scale
}

// path draws a ring, leaving out points that lie within a pixel of the last.
func (s sheet) path(b *strings.Builder, ring []point) {
	lastX, lastY := math.Inf(1), 0.0
	n := 0
	for _, p := range ring {
		x, y := s.at(p)
		x, y = min(max(x, -s.width), 2*s.width), min(max(y, -s.height), 2*s.height)
		if math.Abs(x-lastX)+math.Abs(y-lastY) < 1.2 {
			continue
		}
		lastX, lastY = x, y
		b.WriteByte("ML"[min(n, 1)])
		b.WriteString(strconv.FormatFloat(x, 'f', 1, 64))
		b.WriteByte(',')
		b.WriteString(strconv.FormatFloat(y, 'f', 1, 64))
		n++
	}
	if n > 0 {
		b.WriteByte('Z')
	}
}

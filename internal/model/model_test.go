package model

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

func sample(t *testing.T) []byte {
	t.Helper()
	b := Builder{Manifest: Manifest{Name: "sample.dlm", Format: 3, Seed: 7, Data: []string{"made up"}}}
	b.Add("rows", AppendLinear(nil, 4, []Row{{Key: 9, Class: []uint8{1, 3}, Weights: []int8{-5, 100}}, {Key: 2, Class: []uint8{0}, Weights: []int8{1}}}))
	table := &Table{Bits: 4, Rows: make([]uint32, 16)}
	table.Rows[3], table.Rows[15] = 0x01FF0203, 0x7F
	b.Add("table", AppendTable(nil, table))
	raw, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestModelGoesThereAndBack(t *testing.T) {
	raw := sample(t)
	if again := sample(t); !bytes.Equal(raw, again) {
		t.Fatal("the same model gave other bytes")
	}
	f, err := Open(fstest.MapFS{"sample.dlm": {Data: raw}}, "sample.dlm", 3)
	if err != nil {
		t.Fatal(err)
	}
	if f.Manifest.Seed != 7 || f.Manifest.Data[0] != "made up" {
		t.Fatalf("manifest %+v", f.Manifest)
	}
	rows, _ := f.Section("rows")
	l, err := ReadLinear(rows)
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]int32, 4)
	l.Score([]uint32{9, 2, 5}, scores)
	if scores[0] != 1 || scores[1] != -5 || scores[2] != 0 || scores[3] != 100 {
		t.Fatalf("scores %v", scores)
	}
	raw, _ = f.Section("table")
	table, err := ReadTable(raw)
	if err != nil {
		t.Fatal(err)
	}
	if table.At(3<<60) != 0x01FF0203 || table.At(15<<60) != 0x7F || table.At(0) != 0 {
		t.Fatalf("table %x", table.Rows)
	}
}

func TestBadModelsSayWhatAndWhere(t *testing.T) {
	good := sample(t)
	damaged := bytes.Clone(good)
	damaged[len(damaged)-1] ^= 1
	for _, c := range []struct {
		name   string
		data   []byte
		format int
		want   string
	}{
		{"empty", nil, 3, "not a Dateline model"},
		{"foreign", []byte(strings.Repeat("PK\x03\x04", 40)), 3, "not a Dateline model"},
		{"truncated", good[:len(good)-5], 3, "truncated"},
		{"damaged", damaged, 3, "checksum"},
		{"another format", good, 4, "model format 3, this program reads 4"},
	} {
		_, err := Open(fstest.MapFS{"m.dlm": {Data: c.data}}, "m.dlm", c.format)
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "m.dlm") {
			t.Errorf("%s: %v, want %q and the file's name", c.name, err, c.want)
		}
	}
	f, err := Parse("m.dlm", good)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Section("beam"); err == nil || !strings.Contains(err.Error(), "beam") {
		t.Errorf("a missing section: %v", err)
	}
}

func FuzzSections(f *testing.F) {
	f.Add([]byte{4, 2, 1, 1, 2, 3}, true)
	f.Add([]byte{255, 255, 255, 255, 15}, false)
	f.Fuzz(func(_ *testing.T, b []byte, linear bool) {
		if linear {
			if m, err := ReadLinear(b); err == nil {
				m.Score([]uint32{1, 2, 3}, make([]int32, max(m.Classes(), 1)))
			}
			return
		}
		if len(b) > 0 && b[0] > 12 {
			b[0] %= 12
		}
		if t, err := ReadTable(b); err == nil {
			t.At(1 << 63)
		}
	})
}

// TestDenseRowsCountAsSparseOnes: a row with many classes adds exactly its
// weights, beside others of both kinds.
func TestDenseRowsCountAsSparseOnes(t *testing.T) {
	const classes = 50
	var rows []Row
	want := make([]int32, classes)
	var keys []uint32
	for k := uint32(1); k <= 200; k++ {
		r := Row{Key: k * 2654435761}
		for c := 0; c < classes; c += 1 + int(k)%17 {
			w := int8(int(k)*31*(c+1)%255 - 127)
			if w != 0 {
				r.Class, r.Weights = append(r.Class, uint8(c)), append(r.Weights, w)
				want[c] += int32(w)
			}
		}
		rows = append(rows, r)
		keys = append(keys, r.Key)
	}
	m, err := ReadLinear(AppendLinear(nil, classes, rows))
	if err != nil {
		t.Fatal(err)
	}
	got := make([]int32, classes)
	m.Score(keys, got)
	for c := range got {
		if got[c] != want[c] {
			t.Fatalf("class %d: %d, want %d", c, got[c], want[c])
		}
	}
}

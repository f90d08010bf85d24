package main

import (
	"fmt"
	"math"
)

// bytes lays the table out as package gazetteer describes it.
func (b *builder) bytes() ([]byte, error) {
	if len(b.records) >= 1<<18 || len(b.admins) >= 1<<12 || len(b.countries) > 255 {
		return nil, fmt.Errorf("too many: %d records, %d divisions, %d countries", len(b.records), len(b.admins), len(b.countries))
	}
	out := make([]byte, 4*16)
	copy(out, "DPL1")
	word := func(i, v int) {
		out[4*i], out[4*i+1], out[4*i+2], out[4*i+3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
	}
	word(1, len(b.records))
	word(2, len(b.keys))
	word(3, len(b.admins))
	word(4, len(b.countries))
	sections := [][]byte{b.buckets(), b.keyBytes(), b.recordBytes()}
	blocks, names := b.nameBytes()
	admin, texts := b.adminBytes()
	sections = append(sections, blocks, names, admin, texts, b.countryBytes())
	for i, s := range sections {
		word(5+i, len(out))
		out = append(out, s...)
	}
	return out, nil
}

func put(out []byte, v uint64, n int) []byte {
	for range n {
		out = append(out, byte(v))
		v >>= 8
	}
	return out
}

func (b *builder) buckets() []byte {
	var out []byte
	at := 0
	for bucket := range uint64(1 << 16) {
		out = put(out, uint64(at), 3)
		for at < len(b.keys) && b.keys[at].hash>>48 == bucket {
			at++
		}
	}
	return put(out, uint64(at), 3)
}

func (b *builder) keyBytes() []byte {
	var out []byte
	for _, k := range b.keys {
		v := (k.hash>>27&(1<<21-1))<<19 | uint64(k.ref)
		if k.alt {
			v |= 1 << 18
		}
		out = put(out, v, 5)
	}
	return out
}

func (b *builder) recordBytes() []byte {
	var out []byte
	for i, r := range b.records {
		pos := scale(r.lat+90, 180, 19) | scale(r.lon+180, 360, 20)<<19
		if i+1 < len(b.records) && b.records[i+1].key == r.key {
			pos |= 1 << 39
		}
		out = put(out, pos, 5)
		out = put(out, uint64(r.id), 3)
		out = put(out, uint64(r.admin)|uint64(r.feature)<<12|logarithm(r.population)<<16, 3)
	}
	return out
}

func scale(v, of float64, bits int) uint64 {
	return uint64(math.Round(v / of * float64(int(1)<<bits-1)))
}

// logarithm is 15 ln(people + 1), at most 255.
func logarithm(people int) uint64 {
	return min(uint64(math.Round(15*math.Log(float64(people)+1))), 255)
}

func (b *builder) nameBytes() (blocks, names []byte) {
	last := ""
	for i, r := range b.records {
		shared := 0
		if i%16 == 0 {
			blocks = put(blocks, uint64(len(names)), 3)
		} else {
			for shared < len(last) && shared < len(r.name) && last[shared] == r.name[shared] {
				shared++
			}
		}
		rest := r.name[shared:]
		names = append(names, byte(shared), byte(len(rest)))
		names = append(names, rest...)
		last = r.name
	}
	return blocks, names
}

func (b *builder) adminBytes() (admin, texts []byte) {
	for _, d := range b.admins {
		admin = put(admin, uint64(len(texts)), 3)
		admin = append(admin, byte(d.country))
		texts = append(texts, byte(len(d.name)))
		texts = append(texts, d.name...)
	}
	return admin, texts
}

func (b *builder) countryBytes() []byte {
	var out []byte
	for _, c := range b.countries {
		out = append(out, c...)
	}
	return out
}

package text

import (
	"unicode/utf8"

	"dateline"
)

// Offsets converts byte offsets of one text to code points and UTF-16 units
// and back. It holds one mark for each block of bytes, so a conversion costs
// at most one block's scan and the table a small share of the text.
type Offsets struct {
	text  string
	runes []int32 // code points before each block
	utf16 []int32 // UTF-16 units before each block
	ascii bool
}

const block = 128

// NewOffsets reads text once and builds its table.
func NewOffsets(s string) *Offsets {
	o := &Offsets{text: s, ascii: true}
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			o.ascii = false
			break
		}
	}
	if o.ascii {
		return o
	}
	var r, u int32
	for i := 0; i < len(s); i++ {
		if i%block == 0 {
			o.runes = append(o.runes, r)
			o.utf16 = append(o.utf16, u)
		}
		r, u = r+runeStart(s[i]), u+unitsAt(s[i])
	}
	o.runes, o.utf16 = append(o.runes, r), append(o.utf16, u)
	return o
}

func runeStart(b byte) int32 {
	if b&0xC0 == 0x80 {
		return 0
	}
	return 1
}

func unitsAt(b byte) int32 {
	switch {
	case b&0xC0 == 0x80:
		return 0
	case b >= 0xF0:
		return 2
	}
	return 1
}

// Rune gives the number of code points before byte offset b. Offsets beyond
// the text are taken as its end.
func (o *Offsets) Rune(b int) int { return o.count(b, o.runes, runeStart) }

// UTF16 gives the number of UTF-16 units before byte offset b.
func (o *Offsets) UTF16(b int) int { return o.count(b, o.utf16, unitsAt) }

func (o *Offsets) count(b int, marks []int32, unit func(byte) int32) int {
	b = min(max(b, 0), len(o.text))
	if o.ascii {
		return b
	}
	k := b / block
	n := marks[min(k, len(marks)-1)]
	for i := k * block; i < b; i++ {
		n += unit(o.text[i])
	}
	return int(n)
}

// Byte gives the byte offset of code point r, the text's length beyond its
// end.
func (o *Offsets) Byte(r int) int {
	if r <= 0 {
		return 0
	}
	if o.ascii {
		return min(r, len(o.text))
	}
	lo, hi := 0, len(o.runes)-1
	for lo < hi {
		m := (lo + hi + 1) / 2
		if int(o.runes[m]) <= r {
			lo = m
		} else {
			hi = m - 1
		}
	}
	n, i := int(o.runes[lo]), lo*block
	for i < len(o.text) {
		if o.text[i]&0xC0 != 0x80 {
			if n == r {
				return i
			}
			n++
		}
		i++
	}
	return len(o.text)
}

// Export turns every span of a reading from bytes into code points and fills
// in its words. The reading is changed in place; call it once.
func Export(r *dateline.Reading) {
	s := r.Dispatch.Text
	o := NewOffsets(s)
	r.EachSpan(func(p *dateline.Span) {
		p.Text = p.Of(s)
		p.Start, p.End = o.Rune(p.Start), o.Rune(p.End)
	})
}

// Import turns every span of an exported reading back into bytes and drops
// its words.
func Import(r *dateline.Reading) {
	o := NewOffsets(r.Dispatch.Text)
	r.EachSpan(func(p *dateline.Span) {
		*p = dateline.Span{Start: o.Byte(p.Start), End: o.Byte(p.End)}
	})
}

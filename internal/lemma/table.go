package lemma

import (
	_ "embed"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed exceptions.tsv
var exceptionsTSV string

//go:embed closed.tsv
var closedTSV string

type closedKey struct {
	upos text.UPOS
	xpos text.XPOS // NoXPOS for any
	form string    // in small letters
}

// exceptions gives the lemma by class and form.
var exceptions = sync.OnceValue(func() *[128]map[string]string {
	var t [128]map[string]string
	for _, c := range [...]Class{Verb, Plural, Degree, Proper} {
		t[c] = make(map[string]string, 2048)
	}
	for l := range strings.Lines(exceptionsTSV) {
		c, rest, ok := strings.Cut(strings.TrimRight(l, "\r\n"), "\t")
		form, lemma, two := strings.Cut(rest, "\t")
		if !ok || !two || len(c) != 1 {
			continue
		}
		if m := t[c[0]&127]; m != nil {
			m[form] = lemma
		}
	}
	return &t
})

// closed gives the lemmas of closed.tsv.
var closed = sync.OnceValue(func() map[closedKey]string {
	t := make(map[closedKey]string, 512)
	for l := range strings.Lines(closedTSV) {
		c := strings.Split(strings.TrimRight(l, "\r\n"), "\t")
		if len(c) != 4 || strings.HasPrefix(l, "#") {
			continue
		}
		for form := range strings.FieldsSeq(c[3]) {
			for _, f := range curly(form) {
				t[closedKey{text.ParseUPOS(c[0]), text.ParseXPOS(c[1]), f}] = c[2]
			}
		}
	}
	return t
})

// curly gives a form as it stands and with typographic apostrophes.
func curly(form string) []string {
	if strings.IndexByte(form, '\'') < 0 {
		return []string{form}
	}
	return []string{form, strings.ReplaceAll(form, "'", "’"), strings.ReplaceAll(form, "'", "`")}
}

// lookUp finds the lemma of a form, whatever its case, in the exceptions.
func lookUp(form string, c Class) (string, bool) {
	var buf [32]byte
	k, ok := fold(form, &buf)
	if !ok {
		return "", false
	}
	l, ok := exceptions()[c&127][string(buf[:k])]
	return l, ok
}

func closedLemma(form string, u text.UPOS, x text.XPOS) (string, bool) {
	var buf [32]byte
	k, ok := fold(form, &buf)
	if !ok || k > 12 {
		return "", false
	}
	t := closed()
	switch u {
	case text.AUX, text.VERB, text.PRON, text.PUNCT, text.ADV:
		if l, ok := t[closedKey{u, x, string(buf[:k])}]; ok {
			return l, true
		}
	}
	l, ok := t[closedKey{u, text.NoXPOS, string(buf[:k])}]
	return l, ok
}

// fold writes a form in small letters into buf; not ok when it is too long.
func fold(form string, buf *[32]byte) (int, bool) {
	if len(form) > len(buf) {
		return 0, false
	}
	for i := 0; i < len(form); i++ {
		c := form[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		buf[i] = c
	}
	return len(form), true
}

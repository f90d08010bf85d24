package page

import (
	"encoding/json"
	"strings"
)

// ld holds the fields of one article in JSON-LD, by their schema.org names.
type ld map[string]string

// linked reads a block of JSON-LD and gives the articles in it. What is not
// JSON gives none.
func linked(s string) []ld {
	s = strings.TrimSpace(s)
	s = strings.TrimSuffix(strings.TrimPrefix(s, "<![CDATA["), "]]>")
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "<!--"), "-->")
	if TooDeep(s, 64) {
		return nil
	}
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return nil
	}
	var out []ld
	articles(v, 0, &out)
	return out
}

// TooDeep tells whether JSON is nested deeper than limit, without decoding it.
func TooDeep(s string, limit int) bool {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > limit {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

func articles(v any, depth int, out *[]ld) {
	if depth > 8 || len(*out) > 20 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			articles(e, depth+1, out)
		}
	case map[string]any:
		if isArticle(v["@type"]) {
			*out = append(*out, article(v))
			return
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"} {
			articles(v[k], depth+1, out)
		}
	}
}

func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "Posting") || v == "Report"
	case []any:
		for _, e := range v {
			if s, ok := e.(string); ok && isArticle(s) {
				return true
			}
		}
	}
	return false
}

func article(m map[string]any) ld {
	out := ld{}
	for _, k := range []string{"headline", "datePublished", "dateModified"} {
		if s, ok := m[k].(string); ok {
			out[k] = s
		}
	}
	out["author"] = named(m["author"], 0)
	out["publisher"] = named(m["publisher"], 0)
	return out
}

// named gives the name of a person or body, or of several, parted by commas.
func named(v any, depth int) string {
	if depth > 3 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return named(v["name"], depth+1)
	case []any:
		var all []string
		for _, e := range v {
			if s := named(e, depth+1); s != "" && len(all) < 20 {
				all = append(all, s)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

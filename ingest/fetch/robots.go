package fetch

import (
	"strconv"
	"strings"
	"time"
)

// rules are what a robots.txt says to us (RFC 9309).
type rules struct {
	lines []rule
	delay time.Duration // Crawl-delay, which the RFC leaves out and hosts write
}

type rule struct {
	path  string
	allow bool
}

// parseRules reads a robots.txt: the groups that name the agent's product, or
// else those for all.
func parseRules(s, agent string) *rules {
	product, _, _ := strings.Cut(strings.ToLower(agent), "/")
	var ours, all rules
	named := false
	var into []*rules
	naming := false
	for line := range strings.Lines(strings.TrimPrefix(s, "\ufeff")) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		if key == "user-agent" {
			if !naming {
				into = into[:0]
			}
			naming = true
			switch name, _, _ := strings.Cut(strings.ToLower(value), "/"); name {
			case "*":
				into = append(into, &all)
			case product:
				into, named = append(into, &ours), true
			}
			continue
		}
		naming = naming && key != "allow" && key != "disallow" && key != "crawl-delay"
		for _, r := range into {
			r.add(key, value)
		}
	}
	if named {
		return &ours
	}
	return &all
}

func (r *rules) add(key, value string) {
	switch key {
	case "allow", "disallow":
		if value != "" && len(r.lines) < 10_000 && len(value) < 2048 {
			r.lines = append(r.lines, rule{value, key == "allow"})
		}
	case "crawl-delay":
		if n, err := strconv.ParseFloat(value, 64); err == nil && n > 0 && n < 86400 {
			r.delay = time.Duration(n * float64(time.Second))
		}
	}
}

// allow tells whether a path may be fetched: the longest rule that fits
// decides, and of two of one length the one that allows.
func (r *rules) allow(path string) bool {
	if path == "" {
		path = "/"
	}
	if path == "/robots.txt" {
		return true
	}
	longest, ok := -1, true
	for _, l := range r.lines {
		if len(l.path) < longest || len(l.path) == longest && !l.allow {
			continue
		}
		if fits(l.path, path) {
			longest, ok = len(l.path), l.allow
		}
	}
	return ok
}

// fits tells whether a rule's path fits: from the beginning, "*" for any
// letters, "$" at the end for the end.
func fits(rule, path string) bool {
	rule, whole := strings.CutSuffix(rule, "$")
	parts := strings.Split(rule, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	path = path[len(parts[0]):]
	for i, p := range parts[1:] {
		if whole && i == len(parts)-2 {
			return strings.HasSuffix(path, p)
		}
		k := strings.Index(path, p)
		if k < 0 {
			return false
		}
		path = path[k+len(p):]
	}
	return !whole || path == ""
}

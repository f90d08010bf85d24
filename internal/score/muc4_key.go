package score

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// MUCTemplate is one incident of a MUC-3/4 key. Slots hold their fillers as
// they stand: alternatives with " / " between them; none where the key has
// "-" or "*".
type MUCTemplate struct {
	Optional bool
	Slots    [25][]string // by slot number: 2 date, 3 location, 4 type ... 24 total number
}

// MUCMessage is a dispatch of the MUC-3/4 corpora with its key.
type MUCMessage struct {
	ID, Text  string
	Templates []MUCTemplate // none: the message is irrelevant
}

// Slots of a MUC-4 template.
const (
	MUCDate     = 2
	MUCLocation = 3
	MUCType     = 4
	MUCStage    = 5
	MUCHumName  = 18
	MUCHumDesc  = 19
	MUCHumNum   = 21
	MUCHumEff   = 23
	MUCHumTotal = 24
)

// ReadMUCTexts reads a file of messages.
func ReadMUCTexts(r io.Reader) ([]MUCMessage, error) {
	in := bufio.NewScanner(r)
	var out []MUCMessage
	var b strings.Builder
	flush := func() {
		if len(out) > 0 {
			out[len(out)-1].Text = strings.TrimSpace(b.String())
		}
		b.Reset()
	}
	for in.Scan() {
		line := in.Text()
		if id, ok := mucID(line); ok {
			flush()
			out = append(out, MUCMessage{ID: id})
			continue
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	flush()
	return out, in.Err()
}

// mucID is the id that a line begins a message with: it stands alone or before
// the place that the message comes from.
func mucID(line string) (string, bool) {
	if !strings.HasPrefix(line, "DEV-MUC") && !strings.HasPrefix(line, "TST") {
		return "", false
	}
	id, _, _ := strings.Cut(line, " (")
	id = strings.TrimSpace(id)
	return id, !strings.Contains(id, " ") && strings.Count(id, "-") == 2
}

// ReadMUCKeys reads a file of keys into templates by message id. A message
// whose key says that it is irrelevant has an empty list.
func ReadMUCKeys(r io.Reader) (map[string][]MUCTemplate, error) {
	in := bufio.NewScanner(r)
	out := map[string][]MUCTemplate{}
	id, slot := "", -1
	var t *MUCTemplate
	keep := func() {
		if t != nil {
			out[id] = append(out[id], *t)
		}
		t = nil
	}
	for n := 1; in.Scan(); n++ {
		line := in.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, ";") {
			continue
		}
		value := ""
		if len(line) > 36 {
			value = strings.TrimSpace(line[36:])
		}
		if num, _, ok := strings.Cut(line, "."); ok && len(num) <= 2 {
			k, err := strconv.Atoi(num)
			if err != nil || k > 24 {
				return nil, fmt.Errorf("line %d: slot %q", n, num)
			}
			slot = k
			switch slot {
			case 0:
				keep()
				id, _, _ = strings.Cut(value, " ")
				if out[id] == nil {
					out[id] = []MUCTemplate{}
				}
				continue
			case 1:
				if value != "*" {
					t = &MUCTemplate{Optional: strings.Contains(value, "OPTIONAL")}
				}
				continue
			}
		}
		if t != nil && slot > 1 && value != "" && value != "-" && value != "*" {
			t.Slots[slot] = append(t.Slots[slot], value)
		}
	}
	keep()
	return out, in.Err()
}

var mucCountry = map[string]string{"EL SALVADOR": "SLV", "COLOMBIA": "COL", "PERU": "PER", "CHILE": "CHL", "GUATEMALA": "GTM",
	"HONDURAS": "HND", "BOLIVIA": "BOL", "ARGENTINA": "ARG", "NICARAGUA": "NIC", "PANAMA": "PAN", "ECUADOR": "ECU", "COSTA RICA": "CRI",
	"VENEZUELA": "VEN", "BRAZIL": "BRA", "URUGUAY": "URY", "PARAGUAY": "PRY", "MEXICO": "MEX", "SPAIN": "ESP", "UNITED STATES": "USA",
	"CUBA": "CUB", "HAITI": "HTI", "DOMINICAN REPUBLIC": "DOM", "BELIZE": "BLZ", "LEBANON": "LBN"}

// mucDays is the stretch of days of a date slot ("30 DEC 89", "28 DEC 89 - 03
// JAN 90", "- 04 MAR 90"); empty when there is none.
func mucDays(fillers []string) (from, to string) {
	if len(fillers) == 0 {
		return "", ""
	}
	value, _, _ := strings.Cut(fillers[0], " / ")
	a, b, ranged := strings.Cut(value, "- ")
	day := func(s string) string {
		s = strings.Trim(strings.TrimSpace(s), "()? ")
		if d, err := time.Parse("2 Jan 06", s); err == nil {
			return d.Format(time.DateOnly)
		}
		return ""
	}
	if !ranged {
		return day(a), day(a)
	}
	from, to = day(a), day(b)
	if from == "" && to != "" {
		from = "1900-01-01"
	}
	return from, to
}

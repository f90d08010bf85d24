package gazetteer

import (
	"io/fs"
	"strings"
	"testing"
)

const sectors = " COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "

// inspector reports faults of a table by file and line.
type inspector struct {
	*testing.T
	seen map[string]string
}

// rows reads a table, reports its faults of form and checks what holds of every table.
func (in *inspector) rows(file string, columns int) []row {
	in.Helper()
	text, err := fs.ReadFile(files, "data/"+file)
	if err != nil {
		in.Fatal(err)
	}
	if !strings.HasPrefix(string(text), "# ") {
		in.Errorf("%s:1: no comment head", file)
	}
	rows, faults := table(file, columns)
	for _, f := range faults {
		in.Error(f)
	}
	if len(rows) == 0 {
		in.Errorf("%s: no rows", file)
	}
	for _, r := range rows {
		in.cells(r)
	}
	return rows
}

// cells checks the spelling of every cell.
func (in *inspector) cells(r row) {
	for i, c := range r.cell {
		switch {
		case c != strings.TrimSpace(c) || strings.Contains(c, "  "):
			in.fault(r, "stray space in %q", c)
		case strings.ContainsAny(c, "()[]\",;\u00a0") && !strings.HasPrefix(r.file, "offices/"):
			in.fault(r, "column %d: %q has a mark that no name can have", i+1, c)
		case strings.HasPrefix(c, "|") || strings.HasSuffix(c, "|") || strings.Contains(c, "||"):
			in.fault(r, "column %d: empty value in %q", i+1, c)
		}
	}
}

func (in *inspector) fault(r row, format string, args ...any) {
	in.Helper()
	in.Errorf(r.where()+": "+format, args...)
}

// key reports a key that another row of the table has.
func (in *inspector) key(r row, key string) {
	in.Helper()
	if in.seen == nil {
		in.seen = map[string]string{}
	}
	key = r.file + "\x00" + key
	if at, ok := in.seen[key]; ok {
		in.fault(r, "%q again: first on %s", key[len(r.file)+1:], at)
	}
	in.seen[key] = r.where()
}

// country reports what is neither empty nor the code of a land.
func (in *inspector) country(r row, code string) {
	in.Helper()
	if code != "" && LandByCode(code) == nil || len(code) != 0 && len(code) != 3 {
		in.fault(r, "no country %q", code)
	}
}

// oneOf reports a value outside a closed list.
func (in *inspector) oneOf(r row, what, value, allowed string) {
	in.Helper()
	if value == "" || strings.Contains(value, " ") || !strings.Contains(allowed, " "+value+" ") {
		in.fault(r, "no %s %q", what, value)
	}
}

// dates reports cells that are no dates or the wrong way round.
func (in *inspector) dates(r row, from, to int) {
	in.Helper()
	if _, _, bad := period(r.cell[from], r.cell[to]); bad != "" {
		in.fault(r, "%s", bad)
	}
}

// names reports aliases that repeat the name or each other.
func (in *inspector) names(r row, name, aliases int) {
	in.Helper()
	if r.cell[name] == "" || strings.HasPrefix(r.cell[name], "~") || strings.Contains(r.cell[name], "|") {
		in.fault(r, "no name: %q", r.cell[name])
	}
	seen := map[string]bool{r.cell[name]: true}
	for _, a := range r.list(aliases) {
		a = strings.TrimPrefix(a, "~")
		if seen[a] {
			in.fault(r, "alias %q twice", a)
		}
		seen[a] = true
	}
}

func TestStates(t *testing.T) {
	in := &inspector{T: t}
	for _, r := range in.rows("states.tsv", stateColumns) {
		in.oneOf(r, "status", r.cell[stateStatus], " state territory self-declared former ")
		in.names(r, stateName, stateAliases)
		in.key(r, r.cell[stateName])
		for _, c := range []int{stateISO3, stateISO2} {
			if r.cell[c] != "" {
				in.key(r, r.cell[c])
				if len(r.cell[c]) != 3-c || r.cell[c] != strings.ToUpper(r.cell[c]) {
					in.fault(r, "no code %q", r.cell[c])
				}
			}
		}
		in.country(r, r.cell[stateParent])
		if (r.cell[stateISO3] == "" || r.cell[stateStatus] != "state") && r.cell[stateParent] == "" && r.cell[stateISO3] != "ATA" {
			in.fault(r, "no parent")
		}
		in.dates(r, stateFrom, stateTo)
	}
}

func TestBodies(t *testing.T) {
	in := &inspector{T: t}
	for _, r := range in.rows("bodies.tsv", bodyColumns) {
		in.names(r, bodyName, bodyAliases)
		in.oneOf(r, "kind", r.cell[bodyKind], " government organization armed-group office group ")
		in.actor(r, r.cell[bodyName], r.cell[bodyCountry], r.cell[bodySector], r.cell[bodyClass])
		in.dates(r, bodyFrom, bodyTo)
	}
}

// actor checks what bodies, organisations and armed groups share.
func (in *inspector) actor(r row, name, country, sector, class string) {
	in.Helper()
	in.key(r, name+"/"+country)
	in.oneOf(r, "sector", sector, sectors)
	for _, c := range list(country) {
		in.country(r, c)
	}
	if class == "" || class != strings.ToLower(class) {
		in.fault(r, "no class %q", class)
	}
}

func TestOrganizations(t *testing.T) {
	in := &inspector{T: t}
	for _, file := range []string{"organizations.tsv", "armed_groups.tsv"} {
		for _, r := range in.rows(file, orgColumns) {
			in.names(r, orgName, orgAliases)
			in.actor(r, r.cell[orgName], r.cell[orgCountry], r.cell[orgSector], r.cell[orgClass])
			in.dates(r, orgFrom, orgTo)
		}
	}
}

func TestOutlets(t *testing.T) {
	in := &inspector{T: t}
	for _, r := range in.rows("outlets.tsv", outletColumns) {
		in.names(r, outletName, outletAliases)
		in.key(r, r.cell[outletName]+"/"+r.cell[outletCountry])
		in.country(r, r.cell[outletCountry])
		in.oneOf(r, "class", r.cell[outletClass], " agency broadcaster newspaper magazine website service ")
		in.dates(r, outletFrom, outletTo)
	}
}

func TestPeople(t *testing.T) {
	in := &inspector{T: t}
	for _, r := range in.rows("people.tsv", personColumns) {
		in.names(r, personName, personAliases)
		in.actor(r, r.cell[personName], r.cell[personCountry], r.cell[personSector], r.cell[personClass])
	}
}

func TestRoles(t *testing.T) {
	in := &inspector{T: t}
	for _, r := range in.rows("roles.tsv", roleColumns) {
		in.key(r, r.cell[roleTerm]+"/"+r.cell[roleClass])
		in.oneOf(r, "kind", r.cell[roleKind], " person group ")
		if r.cell[roleSector] != "" {
			in.oneOf(r, "sector", r.cell[roleSector], sectors)
		}
		if r.cell[roleClass] == "" || r.cell[roleTerm] == "" {
			in.fault(r, "no term or class")
		}
	}
}

func TestGivenNames(t *testing.T) {
	in := &inspector{T: t}
	for _, r := range in.rows("given_names.tsv", givenColumns) {
		in.oneOf(r, "gender", r.cell[givenGender], " m f x ")
		if r.cell[givenTradition] == "" || r.cell[givenNamesCell] == "" {
			in.fault(r, "no tradition or names")
		}
		seen := map[string]bool{}
		for n := range strings.FieldsSeq(r.cell[givenNamesCell]) {
			if seen[n] {
				in.fault(r, "%q twice", n)
			}
			seen[n] = true
		}
	}
}

func TestCommonWords(t *testing.T) {
	in := &inspector{T: t}
	for _, r := range in.rows("common.tsv", 1) {
		in.key(r, r.cell[0])
	}
}

// Office tables are read with the same code; here only their form is looked at.
func TestOffices(t *testing.T) {
	in := &inspector{T: t}
	names, _ := fs.Glob(files, "data/offices/*.tsv")
	for _, name := range names {
		for _, r := range in.rows(strings.TrimPrefix(name, "data/"), officeColumns) {
			if r.cell[officeCountry] == "country" {
				continue
			}
			in.names(r, officeHolder, officeAliases)
			in.dates(r, officeFrom, officeTo)
			in.key(r, strings.Join(r.cell[:4], "/")+"/"+r.cell[officeFrom])
			if c := r.cell[officeCountry]; len(c) < 2 || c[0] < 'A' || c[0] > 'Z' {
				in.fault(r, "no country or organisation %q", c)
			}
			if r.cell[officeTitle] == "" || r.cell[officeClass] == "" {
				in.fault(r, "no office or class")
			}
		}
	}
}

// What the loader leaves out or cannot read is a fault.
func TestNothingLeftOut(t *testing.T) {
	for _, faults := range [][]fault{knowledge().faults, roles().faults, givenNames().faults} {
		for _, f := range faults {
			t.Error(f)
		}
	}
}

// Distinct folded names must have distinct hashes.
func TestNoCollisions(t *testing.T) {
	seen := map[uint64]string{}
	for _, s := range knowledge().surfaces {
		h, folded := hashOf(s.text).hash, Fold(s.text)
		if was, ok := seen[h]; ok && was != folded {
			t.Errorf("%q and %q have one hash", was, folded)
		}
		seen[h] = folded
	}
}

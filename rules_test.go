package dateline_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the path that the project's own imports begin with.
const module = "dateline"

// stages are the packages that read one layer each.
var stages = []string{"header", "segment", "tag", "parse", "name", "coref", "place", "date", "statement", "event", "figure"}

// source is one file of the project that is not a test.
type source struct {
	dir, file string
	imports   []string
	ast       *ast.File
	lines     int
	set       *token.FileSet
}

// sources reads every file of the project but for tests.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := e.Name()
		if e.IsDir() && p != "." && (name[0] == '.' || name == "testdata" || name == "tools" || name == "vendor") {
			return filepath.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(set, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		s := source{dir: filepath.ToSlash(filepath.Dir(p)), file: p, ast: f, set: set, lines: set.File(f.Pos()).LineCount()}
		for _, i := range f.Imports {
			s.imports = append(s.imports, strings.Trim(i.Path.Value, `"`))
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("only %d files found: the test looks in the wrong place", len(out))
	}
	return out
}

// stageOf is the stage that a path of the project belongs to, "" for none.
func stageOf(p string) string {
	rest, ok := strings.CutPrefix(p, "internal/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	if slices.Contains(stages, name) {
		return name
	}
	return ""
}

// under tells whether dir is one of tops or lies below one.
func under(dir string, tops ...string) bool {
	for _, top := range tops {
		if dir == top || strings.HasPrefix(dir, top+"/") {
			return true
		}
	}
	return false
}

// broken tells which rule an import breaks, "" for none.
func broken(dir, imp string) string {
	own, isOwn := strings.CutPrefix(imp, module+"/")
	isOwn = isOwn || imp == module
	first, _, _ := strings.Cut(imp, "/")
	outside := !isOwn && strings.Contains(first, ".")
	switch {
	case dir == "." && (isOwn || outside):
		return "package dateline imports the standard library only"
	case isOwn && stageOf(own) != "" && stageOf(dir) != "" && stageOf(own) != stageOf(dir):
		return "a stage never imports another stage"
	case isOwn && stageOf(own) != "" && stageOf(dir) == "" && !under(dir, "read", "train"):
		return "only read and train import stages"
	case under(dir, "compare", "query") && slices.Contains([]string{"os", "io/fs", "net", "net/http", "database/sql"}, imp):
		return "compare and query do no IO"
	case under(dir, "server") && isOwn && under(own, "store/sqlite", "store/postgres"):
		return "server states the store methods it needs"
	case adapter(dir) != "" && isOwn && adapter(own) != "" && adapter(own) != adapter(dir):
		return "adapters never import each other"
	case !under(dir, "cmd", "server", "flow", "train", "ingest", "store") && slices.Contains([]string{"net", "net/http", "math/rand", "math/rand/v2", "os/exec"}, imp):
		return "no network and no randomness below cmd, server and flow"
	case imp == "unicode/utf16" && !under(dir, "internal/text"):
		return "only internal/text converts offsets"
	}
	return ""
}

// adapter is the adapter that a path belongs to: a store or a queue.
func adapter(p string) string {
	for _, top := range []string{"store/", "flow/"} {
		if rest, ok := strings.CutPrefix(p, top); ok {
			name, _, _ := strings.Cut(rest, "/")
			return top + name
		}
	}
	return ""
}

func TestImports(t *testing.T) {
	for _, s := range sources(t) {
		for _, imp := range s.imports {
			if rule := broken(s.dir, imp); rule != "" {
				t.Errorf("%s imports %s: %s", s.file, imp, rule)
			}
		}
	}
}

// TestImportRules holds the rules themselves against imports that break them.
func TestImportRules(t *testing.T) {
	bad := [][2]string{
		{".", "github.com/spf13/cobra"}, {".", "dateline/internal/text"}, {"internal/tag", "dateline/internal/segment"},
		{"cmd/dateline", "dateline/internal/parse"}, {"compare", "os"}, {"server", "dateline/store/sqlite"},
		{"store/sqlite", "dateline/store/postgres"}, {"internal/date", "math/rand"}, {"export", "unicode/utf16"},
	}
	for _, b := range bad {
		if broken(b[0], b[1]) == "" {
			t.Errorf("%s may import %s", b[0], b[1])
		}
	}
	for _, g := range [][2]string{{".", "time"}, {"read", "dateline/internal/tag"}, {"internal/tag", "dateline/internal/model"}, {"train/tagger", "dateline/internal/tag"}} {
		if rule := broken(g[0], g[1]); rule != "" {
			t.Errorf("%s may not import %s: %s", g[0], g[1], rule)
		}
	}
}

func TestNoClockNoEnvironment(t *testing.T) {
	forbidden := map[string]bool{"time.Now": true, "time.Since": true, "time.Local": true, "os.Getenv": true, "os.LookupEnv": true, "os.Environ": true, "os.Hostname": true}
	for _, s := range sources(t) {
		if under(s.dir, "cmd", "server", "flow", "train") {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && forbidden[x.Name+"."+sel.Sel.Name] {
					t.Errorf("%s: %s.%s: no clock and no environment below cmd, server and flow", s.set.Position(n.Pos()), x.Name, sel.Sel.Name)
				}
			}
			return true
		})
	}
}

func TestPackageNames(t *testing.T) {
	for _, s := range sources(t) {
		switch path.Base(s.dir) {
		case "common", "util", "utils", "helpers", "types", "pkg", "core":
			t.Errorf("%s: a package is named for what it does", s.file)
		}
	}
}

func TestSizes(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > 600 {
			t.Errorf("%s has %d lines, more than 600", s.file, s.lines)
		}
		for _, d := range s.ast.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > 80 {
				t.Errorf("%s: %s has %d lines, more than 80", s.file, f.Name.Name, n)
			}
		}
	}
}

// TestDocumented asks that every exported name of the packages outside
// internal says what it is.
func TestDocumented(t *testing.T) {
	for _, s := range sources(t) {
		if under(s.dir, "cmd") {
			continue
		}
		for _, d := range s.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && receiverExported(d) {
					t.Errorf("%s: %s is not documented", s.set.Position(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil {
						t.Errorf("%s: %s is not documented", s.set.Position(ts.Pos()), ts.Name.Name)
					}
				}
			}
		}
	}
}

func receiverExported(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	x := d.Recv.List[0].Type
	for {
		switch y := x.(type) {
		case *ast.StarExpr:
			x = y.X
		case *ast.IndexExpr:
			x = y.X
		case *ast.Ident:
			return y.IsExported()
		default:
			return true
		}
	}
}

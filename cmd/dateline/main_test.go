package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv("DATELINE_TEST_MAIN") != "" { // the test runs itself as the program
		main()
	}
	testscript.Main(m, map[string]func(){"dateline": main})
}

// TestScripts runs the scripts in testdata: each is a page of the manual that
// is held to what it shows.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   "testdata",
		Setup: func(e *testscript.Env) error { return os.CopyFS(e.WorkDir+"/examples", os.DirFS("../../examples")) },
	})
}

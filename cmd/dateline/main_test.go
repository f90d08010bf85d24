package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dateline": main})
}

// TestScripts runs the scripts in testdata: each is a page of the manual that
// is held to what it shows.
func TestScripts(t *testing.T) {
	examples, err := os.ReadDir("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			if err := os.Mkdir(e.WorkDir+"/examples", 0o755); err != nil {
				return err
			}
			for _, x := range examples {
				b, err := os.ReadFile("../../examples/" + x.Name())
				if err != nil {
					return err
				}
				if err := os.WriteFile(e.WorkDir+"/examples/"+x.Name(), b, 0o644); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

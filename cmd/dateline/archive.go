package main

import (
	"os"
	"path/filepath"
	"runtime"

	"dateline"
	"dateline/read"
	"dateline/store/sqlite"

	"github.com/spf13/cobra"
)

// archiveFlag gives a verb its --archive.
type archiveFlag struct{ path string }

func (f *archiveFlag) bind(c *cobra.Command) {
	c.Flags().StringVar(&f.path, "archive", "", "the archive's file (default: $DATELINE_ARCHIVE, else one in the user's data folder)")
}

// file is the archive's file: as given, else of the environment, else in the
// user's data folder.
func (f *archiveFlag) file() (string, error) {
	if f.path != "" {
		return f.path, nil
	}
	if p := os.Getenv("DATELINE_ARCHIVE"); p != "" {
		return p, nil
	}
	dir, err := dataFolder()
	if err != nil {
		return "", &dateline.Fault{What: "no folder for the archive", Err: err, Hint: "name the archive with --archive"}
	}
	return filepath.Join(dir, "dateline", "archive.dateline"), nil
}

// dataFolder is where programs keep the user's data on this system.
func dataFolder() (string, error) {
	if p := os.Getenv("XDG_DATA_HOME"); p != "" {
		return p, nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return os.UserConfigDir()
	}
	home, err := os.UserHomeDir()
	return filepath.Join(home, ".local", "share"), err
}

// open opens the archive for questions.
func (f *archiveFlag) open() (*sqlite.Archive, error) {
	return f.with(sqlite.Options{ReadOnly: true})
}

// change opens the archive for changes; create makes it where there is none.
func (f *archiveFlag) change(create bool) (*sqlite.Archive, error) {
	return f.with(sqlite.Options{Create: create})
}

func (f *archiveFlag) with(o sqlite.Options) (*sqlite.Archive, error) {
	path, err := f.file()
	if err != nil {
		return nil, err
	}
	o.Decide, o.Rule = decide, read.RuleText
	return sqlite.Open(path, o)
}

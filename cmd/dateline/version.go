package main

import (
	"fmt"
	"runtime/debug"

	"dateline"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "say which program, record format and reading engine this is",
		Example: "  dateline version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "dateline %s\nformat   %s\nengine   %s\n", revision(), dateline.ReadingFormat, dateline.Engine)
			return err
		},
	}
}

// revision is the version or commit that the program was built from.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}

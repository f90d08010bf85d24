// Dateline reads news dispatches about conflict and diplomacy and keeps a
// sourced record of them: who did what to whom, when and where; who said what.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// Exit statuses of every verb.
const (
	exitFound = iota
	exitNothing
	exitError
)

// errNothing ends a verb that worked and found nothing.
var errNothing = errors.New("nothing found")

// errPartial ends a verb that has said what went wrong and did the rest.
var errPartial = errors.New("not everything could be read")

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the whole program: arguments and streams in, exit status out.
func run(args []string, in io.Reader, out, diag io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(diag)
	err := root.Execute()
	switch {
	case err == nil:
		return exitFound
	case errors.Is(err, errNothing):
		return exitNothing
	case errors.Is(err, errPartial):
		return exitError
	}
	fmt.Fprintln(diag, "dateline: "+hinted(err))
	return exitError
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "dateline",
		Short: "read news dispatches into a sourced record",
		Long: `Dateline reads news dispatches about conflict and diplomacy and keeps a sourced
record of them: who did what to whom, when and where; who said what, in whose
words; how many, with bounds and claimant. It works offline.

Exit status: 0 found, 1 nothing found, 2 error.`,
		Example: `  dateline read examples/telephone.txt
  dateline read --json --from jsonl dispatches.jsonl`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(newRead(), newAccounts(), newDiff(), newStories(), newAdd(), newFind(), newEvents(), newStatements(), newFigures(), newPeople(), newPlaces(), newTimeline(), newShow(), newWhy(), newCite(), newChanges(), newExport(), newServe(), newToken(), newMCP(), newEval(), newVersion())
	root.AddCommand(newCorrect(), newBackup(), newRestore(), newVerify(), newReread(), newDump())
	return root
}

// hinted adds to an error of the command line what to do about it.
func hinted(err error) string {
	s := err.Error()
	for _, p := range []string{"unknown flag", "unknown shorthand", "unknown command", "flag needs", "invalid argument", "accepts ", "requires "} {
		if strings.HasPrefix(s, p) {
			return s + "\n  see 'dateline --help', or 'dateline VERB --help' for its flags and examples"
		}
	}
	return s
}
